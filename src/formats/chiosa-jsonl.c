/* chiosa-jsonl.c
 *
 * JSON Lines: one article on each line with everything that Chiosa knows of it. Every line has the same members of the same
 * types, "" and [] where there is nothing, so that pandas, Spark, DuckDB, pyarrow and the Hugging Face library find the
 * columns by themselves. Offsets are code points of "text".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"
#include "chiosa-jsonl.h"

#include "chiosa-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GString                  *out;
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaOffsets            *offsets;
  ChiosaLosses             *losses;
} Writer;

/* Every line has every member. */
static void
append_text (GString    *out,
             const char *key,
             const char *value)
{
  chiosa_json_append_text (out, key, value != NULL ? value : "");
}

/* What other programs added, as a string: its members differ from line to line. */
static void
append_extra (GString    *out,
              const char *extra)
{
  g_autofree char *object = extra != NULL ? g_strconcat ("{", extra, "}", NULL) : NULL;

  append_text (out, "extra", object);
}

static void
append_attributes (Writer                 *self,
                   const char             *key,
                   const char             *id,
                   const ChiosaAttributes *attributes,
                   ChiosaLoss              loss)
{
  chiosa_json_append_key (self->out, key);
  g_string_append_c (self->out, '[');

  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);

      if (i > 0)
        g_string_append_c (self->out, ',');
      g_string_append_c (self->out, '{');
      append_text (self->out, "name", name);
      append_text (self->out, "value", value);
      g_string_append_c (self->out, '}');
      if (kind == CHIOSA_VALUE_JSON)
        chiosa_losses_add (self->losses, loss, id, name);
    }

  g_string_append_c (self->out, ']');
}

static void
append_words (Writer     *self,
              const char *key,
              gsize       start,
              gsize       end)
{
  g_autofree char *words = self->context->text_mode != CHIOSA_TEXT_NONE ? chiosa_offsets_slice (self->offsets, start, end) : NULL;

  append_text (self->out, key, words);
}

/* The words of all pieces. */
static void
append_quote (Writer           *self,
              const ChiosaSpan *spans,
              guint             n_spans)
{
  g_autofree char *quote = NULL;

  if (n_spans == 1)
    {
      append_words (self, "text", spans[0].start, spans[0].end);
      return;
    }

  if (self->context->text_mode != CHIOSA_TEXT_NONE)
    quote = chiosa_spans_get_quote (spans, n_spans, self->record->snapshot->text);
  append_text (self->out, "text", quote);
}

/* Without the text, what stands around a span helps to find it again. */
static void
append_context (Writer     *self,
                ChiosaSpan  extent)
{
  gsize length = self->record->length;

  if (self->context->text_mode == CHIOSA_TEXT_FULL)
    return;

  append_words (self, "prefix", extent.start > CHIOSA_JSONL_CONTEXT ? extent.start - CHIOSA_JSONL_CONTEXT : 0, extent.start);
  append_words (self, "suffix", extent.end, MIN (extent.end + CHIOSA_JSONL_CONTEXT, length));
}

static void
append_fragments (Writer           *self,
                  const ChiosaSpan *spans,
                  guint             n_spans)
{
  chiosa_json_append_key (self->out, "fragments");
  g_string_append_c (self->out, '[');

  for (guint i = 0; i < n_spans; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      g_string_append_c (self->out, '{');
      chiosa_json_append_number (self->out, "start", spans[i].start);
      chiosa_json_append_number (self->out, "end", spans[i].end);
      append_words (self, "text", spans[i].start, spans[i].end);
      g_string_append_c (self->out, '}');
    }

  g_string_append_c (self->out, ']');
}

static const char *
origin_to_string (ChiosaOrigin origin)
{
  switch (origin)
    {
    case CHIOSA_ORIGIN_SUGGESTION: return "suggestion";
    case CHIOSA_ORIGIN_IMPORT: return "import";
    case CHIOSA_ORIGIN_HAND:
    default: return "hand";
    }
}

static void
append_span (Writer *self,
             guint   i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  ChiosaSpan extent = chiosa_record_get_extent (self->record, i);
  guint n_spans;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n_spans);

  g_string_append (self->out, i > 0 ? ",{" : "{");
  append_text (self->out, "id", annotation->id);
  append_text (self->out, "type", annotation->type);
  append_text (self->out, "label", annotation->label);
  chiosa_json_append_number (self->out, "start", extent.start);
  chiosa_json_append_number (self->out, "end", extent.end);
  append_fragments (self, spans, n_spans);
  append_quote (self, spans, n_spans);
  append_context (self, extent);
  append_attributes (self, "attributes", annotation->id, annotation->attributes, CHIOSA_LOSS_ATTRIBUTE);
  append_text (self->out, "note", annotation->note);
  append_text (self->out, "creator", annotation->creator);
  append_text (self->out, "created", annotation->created);
  append_text (self->out, "origin", origin_to_string (annotation->origin));
  append_text (self->out, "suggester", annotation->suggester);
  append_text (self->out, "confidence", annotation->confidence);
  chiosa_json_append_flag (self->out, "edited", annotation->edited);
  chiosa_json_append_flag (self->out, "review", annotation->review);
  append_extra (self->out, annotation->extra);
  g_string_append_c (self->out, '}');
}

static void
append_relation (Writer               *self,
                 const ChiosaRelation *relation,
                 gboolean              first)
{
  g_string_append (self->out, first ? "{" : ",{");
  append_text (self->out, "id", relation->id);
  append_text (self->out, "type", relation->type);
  append_text (self->out, "from", relation->from);
  append_text (self->out, "to", relation->to);
  append_attributes (self, "attributes", relation->id, relation->attributes, CHIOSA_LOSS_RELATION_DETAIL);
  append_text (self->out, "note", relation->note);
  append_text (self->out, "creator", relation->creator);
  append_text (self->out, "created", relation->created);
  append_extra (self->out, relation->extra);
  g_string_append_c (self->out, '}');
}

static void
append_article (Writer *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);

  append_text (self->out, "title", article->title);
  append_text (self->out, "author", article->author);
  append_text (self->out, "publisher", article->publisher);
  append_text (self->out, "url", article->url);
  append_text (self->out, "date", article->date);
  append_text (self->out, "language", article->language);
  append_text (self->out, "licence", article->licence);
  append_text (self->out, "note", article->note);
  append_text (self->out, "status", chiosa_status_to_string (article->status));
  append_text (self->out, "annotator", self->record->annotator);
  append_attributes (self, "article_attributes", NULL, article->attributes, CHIOSA_LOSS_ARTICLE);
  append_extra (self->out, article->extra);
}

/**
 * chiosa_jsonl_write:
 * @context: of the export
 * @record: an article
 * @output: where its line goes
 */
void
chiosa_jsonl_write (const ChiosaWriteContext *context,
                    const ChiosaRecord       *record,
                    ChiosaOutput             *output)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  Writer self = { chiosa_output_get_main (output), context, record, offsets, chiosa_output_get_losses (output) };
  const ChiosaRelation *relation;

  g_string_append_c (self.out, '{');
  append_text (self.out, "id", record->name);
  append_text (self.out, "text", context->text_mode == CHIOSA_TEXT_FULL ? record->utf8 : NULL);
  append_text (self.out, "text_sha256", record->sha256);
  append_article (&self);

  chiosa_json_append_key (self.out, "spans");
  g_string_append_c (self.out, '[');
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    append_span (&self, i);
  g_string_append_c (self.out, ']');

  chiosa_json_append_key (self.out, "relations");
  g_string_append_c (self.out, '[');
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    append_relation (&self, relation, i == 0);
  g_string_append (self.out, "]}\n");
}

static guint
guess (const char *name,
       const char *head,
       gsize       n_bytes)
{
  gboolean named = g_str_has_suffix (name, ".jsonl") || g_str_has_suffix (name, ".ndjson");

  if (*head != '{')
    return 0;
  if (strstr (head, "\"text_sha256\":") != NULL && strstr (head, "\"spans\":") != NULL)
    return named ? 95 : 60;

  return named ? 30 : 0;
}

const ChiosaFormat chiosa_format_jsonl = {
  .id = "jsonl",
  .name = N_("JSON Lines"),
  .description = N_("One article on each line, with everything that is known of it. For Python, pandas, Spark, DuckDB and scripts; reads any JSON Lines file with a text column."),
  .extension = ".jsonl",
  .media_type = "application/jsonl",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM | CHIOSA_FORMAT_TEXT_OPTIONAL,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE),
  .write = chiosa_jsonl_write,
  .guess = guess,
  .read = chiosa_jsonl_read,
};
