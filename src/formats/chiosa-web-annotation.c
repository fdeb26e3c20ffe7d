/* chiosa-web-annotation.c
 *
 * W3C Web Annotation in JSON-LD (Recommendation of 23 February 2017: model, vocabulary), written: one AnnotationPage for each article.
 * Reading is done in chiosa-web-annotation-read.c.
 *
 * Each annotation has the bodies "classifying" (type), "tagging" (type and label as one name, as all formats have it; chiosa:label is the
 * label where that is another word), "describing" with chiosa:attribute (one for each attribute) and "commenting" (note), and one target for each piece, with a position and a quote. A relation is an annotation whose motivation is
 * "linking": from its target to its body, chiosa:relation says which. The page's member chiosa:text is the article: value is its text
 * (chiosa:parts, a list, where it is long), dcterms: its details. Terms of the prefix chiosa: are those of this program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-web-annotation-private.h"

#include "chiosa-json.h"
#include "chiosa-linked.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Code points of context on either side of a quote. */
#define CONTEXT 32

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaOffsets            *offsets;    /* NULL: positions count code points */
  ChiosaLosses             *losses;
  GString                  *out;
  char                     *source;     /* address of the article */
  char                     *base;       /* what ids begin with */
} Writer;

static void
append_id (Writer     *self,
           const char *key,
           const char *kind,
           const char *id)
{
  g_autofree char *iri = g_strconcat (self->base, kind, id, NULL);

  if (key != NULL)
    chiosa_linked_append_text (self->out, key, iri);
  else
    chiosa_json_append_string (self->out, iri);
}

static void
begin_body (Writer     *self,
            const char *purpose)
{
  if (self->out->str[self->out->len - 1] != '[')
    g_string_append_c (self->out, ',');
  g_string_append (self->out, "{\"type\":\"TextualBody\"");
  chiosa_linked_append_text (self->out, "purpose", purpose);
}

static void
append_body (Writer     *self,
             const char *purpose,
             const char *value)
{
  begin_body (self, purpose);
  chiosa_linked_append_text (self->out, "value", value);
  g_string_append_c (self->out, '}');
}

static void
append_label (Writer                 *self,
              const ChiosaAnnotation *annotation)
{
  g_autofree char *name = chiosa_labels_join (self->context->tagset, annotation->type, annotation->label);

  begin_body (self, "tagging");
  chiosa_linked_append_text (self->out, "value", name);
  if (!g_str_equal (name, annotation->label))
    chiosa_linked_append_text (self->out, "chiosa:label", annotation->label);
  g_string_append_c (self->out, '}');
}

static const char *
get_kind_name (ChiosaValueKind kind)
{
  switch (kind)
    {
    case CHIOSA_VALUE_FLAG: return "flag";
    case CHIOSA_VALUE_NUMBER: return "number";
    case CHIOSA_VALUE_JSON: return "json";
    case CHIOSA_VALUE_TEXT:
    default: return NULL;
    }
}

static void
append_attributes (Writer                 *self,
                   const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);

      begin_body (self, "describing");
      chiosa_linked_append_text (self->out, "chiosa:attribute", name);
      chiosa_linked_append_text (self->out, "chiosa:kind", get_kind_name (kind));
      chiosa_linked_append_text (self->out, "value", value);
      g_string_append_c (self->out, '}');
    }
}

/* Members of other programs, as a text: their names have no meaning in JSON-LD. */
static void
append_extra (Writer     *self,
              const char *extra,
              const char *id)
{
  g_autofree char *object = NULL;

  if (extra == NULL)
    return;
  if (strlen (extra) > CHIOSA_LINKED_MAX_STRING)
    {
      chiosa_losses_add (self->losses, CHIOSA_LOSS_EXTRA, id, NULL);
      return;
    }

  object = g_strconcat ("{", extra, "}", NULL);
  chiosa_linked_append_text (self->out, "chiosa:extra", object);
}

static void
append_agent (GString    *out,
              const char *key,
              const char *type,
              const char *name)
{
  if (name == NULL)
    return;

  chiosa_json_append_key (out, key);
  g_string_append_c (out, '{');
  chiosa_linked_append_text (out, "type", type);
  chiosa_linked_append_text (out, "name", name);
  g_string_append_c (out, '}');
}

/* --- Places ----------------------------------------------------------------------------------------------------- */

static void
append_position (Writer           *self,
                 const ChiosaSpan *span)
{
  ChiosaSpan at = *span;

  if (self->offsets != NULL)
    {
      at.start = chiosa_offsets_to (self->offsets, CHIOSA_UNIT_UTF16, span->start);
      at.end = chiosa_offsets_to (self->offsets, CHIOSA_UNIT_UTF16, span->end);
    }

  g_string_append (self->out, "{\"type\":\"TextPositionSelector\"");
  chiosa_linked_append_number (self->out, "start", at.start);
  chiosa_linked_append_number (self->out, "end", at.end);
  g_string_append_c (self->out, '}');
}

static void
append_quote (Writer           *self,
              const ChiosaSpan *span)
{
  const ChiosaText *text = self->record->snapshot->text;
  ChiosaSpan around = chiosa_linked_get_context (self->record, span, CONTEXT);
  g_autofree char *exact = chiosa_text_get_slice (text, span->start, span->end);
  g_autofree char *prefix = chiosa_text_get_slice (text, around.start, span->start);
  g_autofree char *suffix = chiosa_text_get_slice (text, span->end, around.end);

  if (strlen (exact) > CHIOSA_LINKED_MAX_STRING)
    return;

  g_string_append (self->out, ",{\"type\":\"TextQuoteSelector\"");
  chiosa_linked_append_text (self->out, "exact", exact);
  chiosa_linked_append_text (self->out, "prefix", prefix);
  chiosa_linked_append_text (self->out, "suffix", suffix);
  g_string_append_c (self->out, '}');
}

static void
append_targets (Writer *self,
                guint   i)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);

  chiosa_json_append_key (self->out, "target");
  if (n > 1)
    g_string_append_c (self->out, '[');
  for (guint k = 0; k < n; k++)
    {
      g_string_append (self->out, k > 0 ? ",{" : "{");
      chiosa_linked_append_text (self->out, "source", self->source);
      chiosa_json_append_key (self->out, "selector");
      g_string_append_c (self->out, '[');
      append_position (self, &spans[k]);
      if (self->context->text_mode != CHIOSA_TEXT_NONE)
        append_quote (self, &spans[k]);
      g_string_append (self->out, "]}");
    }
  if (n > 1)
    g_string_append_c (self->out, ']');
}

/* --- Annotations ------------------------------------------------------------------------------------------------ */

static void
append_provenance (Writer                 *self,
                   const ChiosaAnnotation *annotation)
{
  static const char *const origins[] = { "hand", "suggestion", "import" };
  GString *out = self->out;

  append_agent (out, "creator", "Person", annotation->creator);
  chiosa_linked_append_text (out, "created", annotation->created);
  append_agent (out, "generator", "Software", annotation->suggester);
  chiosa_linked_append_text (out, "chiosa:origin", origins[annotation->origin]);
  chiosa_linked_append_text (out, "chiosa:confidence", annotation->confidence);
  if (annotation->edited)
    chiosa_linked_append_raw (out, "chiosa:edited", "true");
  if (annotation->review)
    chiosa_linked_append_raw (out, "chiosa:review", "true");
}

static void
append_annotation (Writer *self,
                   guint   i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  GString *out = self->out;

  g_string_append_c (out, '{');
  append_id (self, "id", "annotation:", annotation->id);
  g_string_append (out, ",\"type\":\"Annotation\",\"motivation\":\"classifying\",\"body\":[");
  append_body (self, "classifying", annotation->type);
  append_label (self, annotation);
  append_attributes (self, annotation->attributes);
  if (annotation->note != NULL)
    append_body (self, "commenting", annotation->note);
  g_string_append_c (out, ']');
  append_targets (self, i);
  append_provenance (self, annotation);
  append_extra (self, annotation->extra, annotation->id);
  g_string_append_c (out, '}');
}

static void
append_relation (Writer               *self,
                 const ChiosaRelation *relation)
{
  gboolean plain = chiosa_attributes_get_n (relation->attributes) == 0 && relation->note == NULL;
  GString *out = self->out;

  g_string_append_c (out, '{');
  append_id (self, "id", "relation:", relation->id);
  g_string_append (out, ",\"type\":\"Annotation\",\"motivation\":\"linking\"");
  chiosa_linked_append_text (out, "chiosa:relation", relation->type);
  chiosa_json_append_key (out, "body");
  if (!plain)
    g_string_append_c (out, '[');
  append_id (self, NULL, "annotation:", relation->to);
  append_attributes (self, relation->attributes);
  if (relation->note != NULL)
    append_body (self, "commenting", relation->note);
  if (!plain)
    g_string_append_c (out, ']');
  append_id (self, "target", "annotation:", relation->from);
  append_agent (out, "creator", "Person", relation->creator);
  chiosa_linked_append_text (out, "created", relation->created);
  append_extra (self, relation->extra, relation->id);
  g_string_append_c (out, '}');
}

/* --- The page --------------------------------------------------------------------------------------------------- */

/* The text in strings that are not too long for a reader. */
static void
append_parts (GString    *out,
              const char *utf8)
{
  const char *end = utf8 + strlen (utf8);

  chiosa_json_append_key (out, "chiosa:parts");
  g_string_append (out, "{\"@list\":[");
  for (const char *at = utf8; at < end;)
    {
      const char *next = end - at > CHIOSA_LINKED_MAX_STRING ? g_utf8_find_prev_char (at, at + CHIOSA_LINKED_MAX_STRING) : end;

      if (at > utf8)
        g_string_append_c (out, ',');
      chiosa_json_append_string_len (out, at, next - at);
      at = next;
    }
  g_string_append (out, "]}");
}

static void
append_details (Writer              *self,
                const ChiosaArticle *article)
{
  GString *out = self->out;

  chiosa_linked_append_text (out, "language", article->language);
  chiosa_linked_append_text (out, "dcterms:title", article->title);
  chiosa_linked_append_text (out, "dcterms:creator", article->author);
  chiosa_linked_append_text (out, "dcterms:publisher", article->publisher);
  chiosa_linked_append_text (out, "dcterms:date", article->date);
  chiosa_linked_append_text (out, "dcterms:license", article->licence);
  chiosa_linked_append_text (out, "chiosa:url", article->url);
  chiosa_linked_append_text (out, "chiosa:note", article->note);
  chiosa_linked_append_text (out, "chiosa:status", chiosa_status_to_string (article->status));
  if (chiosa_attributes_get_n (article->attributes) > 0)
    {
      chiosa_json_append_key (out, "chiosa:attributes");
      g_string_append_c (out, '[');
      append_attributes (self, article->attributes);
      g_string_append_c (out, ']');
    }
  append_extra (self, article->extra, NULL);
}

static void
append_article (Writer *self)
{
  const ChiosaRecord *record = self->record;
  GString *out = self->out;

  g_string_append_c (out, '{');
  chiosa_linked_append_text (out, "id", self->source);
  g_string_append (out, ",\"type\":\"Text\",\"format\":\"text/plain\"");
  chiosa_linked_append_text (out, "chiosa:sha256", record->sha256);
  chiosa_linked_append_number (out, "chiosa:length", record->length);
  chiosa_linked_append_text (out, "chiosa:unit", self->offsets != NULL ? "utf16" : "codepoints");
  append_details (self, chiosa_record_get_article (record));
  if (self->context->text_mode == CHIOSA_TEXT_FULL)
    {
      if (strlen (record->utf8) <= CHIOSA_LINKED_MAX_STRING)
        chiosa_linked_append_text (out, "value", record->utf8);
      else
        append_parts (out, record->utf8);
    }
  g_string_append_c (out, '}');
}

static void
append_head (Writer *self)
{
  GString *out = self->out;

  g_string_append (out, "{\"@context\":[\"" CHIOSA_WEB_ANNOTATION_CONTEXT "\",{\"chiosa\":\"" CHIOSA_WEB_ANNOTATION_NS "\"}],\n");
  chiosa_json_append_string (out, "id");
  g_string_append_c (out, ':');
  append_id (self, NULL, "page", "");
  g_string_append (out, ",\"type\":\"AnnotationPage\"");
  chiosa_linked_append_text (out, "label", self->record->name);
  g_string_append (out, ",\n\"partOf\":{");
  append_id (self, "id", "collection", "");
  g_string_append (out, ",\"type\":\"AnnotationCollection\"");
  g_string_append (out, "},\n\"chiosa:text\":");
  append_article (self);
  g_string_append (out, ",\n\"startIndex\":0,\"items\":[\n");
}

static char *
make_base (const ChiosaRecord *record)
{
  g_autofree char *annotator = NULL;

  if (record->annotator == NULL)
    return g_strconcat (CHIOSA_WEB_ANNOTATION_ID, record->sha256, ":", NULL);

  annotator = g_uri_escape_string (record->annotator, NULL, FALSE);

  return g_strconcat (CHIOSA_WEB_ANNOTATION_ID, record->sha256, ":by:", annotator, ":", NULL);
}

static void
web_annotation_write (const ChiosaWriteContext *context,
                      const ChiosaRecord       *record,
                      ChiosaOutput             *output)
{
  gboolean utf16 = g_str_equal (chiosa_write_context_get_option (context, "unit"), "utf16");
  g_autoptr (ChiosaOffsets) offsets = utf16 ? chiosa_offsets_new (record->utf8) : NULL;
  const char *url = chiosa_record_get_article (record)->url;
  g_autofree char *source = chiosa_linked_is_iri (url) ? g_strdup (url) : g_strconcat ("urn:sha256:", record->sha256, NULL);
  g_autofree char *base = make_base (record);
  Writer self = { context, record, offsets, chiosa_output_get_losses (output), chiosa_output_get_main (output), source, base };
  const ChiosaRelation *relation;
  guint n = chiosa_record_get_n (record);

  append_head (&self);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (self.out, i > 0 ? ",\n" : "");
      append_annotation (&self, i);
    }
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    {
      g_string_append (self.out, ",\n");
      append_relation (&self, relation);
    }
  g_string_append (self.out, "\n]}\n");
}

const ChiosaFormat chiosa_format_web_annotation = {
  .id = "web-annotation",
  .name = N_("W3C Web Annotation"),
  .description = N_("The standard of the web for notes on texts, in JSON-LD: for tools like Recogito and Hypothesis and for archives of linked "
                    "data. Holds the text, annotations, attributes, relations and notes."),
  .extension = ".jsonld",
  .media_type = "application/ld+json",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_TEXT_OPTIONAL,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .options = {
    { "unit", N_("Positions count"), { "codepoints", "utf16" } },
  },
  .write = web_annotation_write,
  .guess = chiosa_web_annotation_guess,
  .read = chiosa_web_annotation_read,
};
