/* chiosa-doccano.c
 *
 * JSON Lines for doccano, one article on each line; reading them is chiosa-doccano-read.c.
 *
 * "entities" and "relations" are for projects that use relations, "label" for those that do not (project=sequence). doccano has no fragments,
 * attributes or notes; it keeps keys that it does not know as metadata of the article, so that "chiosa" (chiosa-companion.h) comes back
 * from it. Projects must allow overlapping spans, or doccano leaves them out when it imports.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion.h"
#include "chiosa-doccano.h"
#include "chiosa-formats.h"

#include <glib/gi18n-lib.h>

/* Ids of entities are unique in a file; articles have their own, far apart, whatever came before them. 2^53 is far. */
#define IDS_PER_ARTICLE ((guint64) 1000000)

/* Every line has every key: doccano reads lines into a table, where a key that only some have becomes "not a number" in the others, and
 * its database refuses that. */
static void
append_text (GString    *out,
             const char *key,
             const char *value)
{
  chiosa_json_append_key (out, key);
  chiosa_json_append_string (out, value != NULL ? value : "");
}

/* [start,end,"LABEL"] or {"id":1,"label":"LABEL","start_offset":0,"end_offset":1} */
static void
append_entity (GString    *out,
               guint64     id,
               ChiosaSpan  span,
               const char *name,
               gboolean    triple)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');

  if (triple)
    {
      g_string_append_printf (out, "[%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",", span.start, span.end);
      chiosa_json_append_string (out, name);
      g_string_append_c (out, ']');
      return;
    }

  g_string_append_printf (out, "{\"id\":%" G_GUINT64_FORMAT ",\"label\":", id);
  chiosa_json_append_string (out, name);
  g_string_append_printf (out, ",\"start_offset\":%" G_GSIZE_FORMAT ",\"end_offset\":%" G_GSIZE_FORMAT "}", span.start, span.end);
}

/* Returns: (transfer full): the id of the first entity of each annotation. */
static guint64 *
append_entities (GString                  *out,
                 const ChiosaWriteContext *context,
                 const ChiosaRecord       *record,
                 gboolean                  triples,
                 ChiosaLosses             *losses)
{
  guint n = chiosa_record_get_n (record);
  guint64 *ids = g_new (guint64, n + 1);
  guint64 next = (guint64) record->index * IDS_PER_ARTICLE + 1;

  chiosa_json_append_key (out, triples ? "label" : "entities");
  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
      g_autofree char *name = chiosa_labels_join (context->tagset, annotation->type, annotation->label);
      guint n_spans;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n_spans);

      ids[i] = next;
      for (guint s = 0; s < n_spans; s++)
        append_entity (out, next++, spans[s], name, triples);
      if (n_spans > 1)
        chiosa_losses_add (losses, CHIOSA_LOSS_FRAGMENTS, annotation->id, NULL);
    }
  g_string_append_c (out, ']');

  return ids;
}

static void
append_relations (GString            *out,
                  const ChiosaRecord *record,
                  const guint64      *ids)
{
  guint64 next = (guint64) record->index * IDS_PER_ARTICLE + 1;
  const ChiosaRelation *relation;
  guint from, to;

  chiosa_json_append_key (out, "relations");
  g_string_append_c (out, '[');
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, &from, &to)) != NULL; i++)
    {
      g_string_append_printf (out, "%s{\"id\":%" G_GUINT64_FORMAT ",\"from_id\":%" G_GUINT64_FORMAT ",\"to_id\":%" G_GUINT64_FORMAT ",\"type\":",
                              i > 0 ? "," : "", next++, ids[from], ids[to]);
      chiosa_json_append_string (out, relation->type);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
doccano_write (const ChiosaWriteContext *context,
               const ChiosaRecord       *record,
               ChiosaOutput             *output)
{
  GString *out = chiosa_output_get_main (output);
  const ChiosaArticle *article = chiosa_record_get_article (record);
  gboolean sequence = g_str_equal (chiosa_write_context_get_option (context, "project"), "sequence");
  g_autofree guint64 *ids = NULL;

  g_string_append_printf (out, "{\"id\":%" G_GUINT64_FORMAT, (guint64) record->index + 1);
  append_text (out, "name", record->name);
  append_text (out, "title", article->title);
  append_text (out, "author", article->author);
  append_text (out, "publisher", article->publisher);
  append_text (out, "url", article->url);
  append_text (out, "date", article->date);
  append_text (out, "language", article->language);
  append_text (out, "text", record->utf8);

  ids = append_entities (out, context, record, sequence, chiosa_output_get_losses (output));
  if (!sequence)
    append_relations (out, record, ids);
  g_string_append (out, ",\"Comments\":[]");
  chiosa_companion_append (out, context, record, CHIOSA_COMPANION_ALL);
  g_string_append (out, "}\n");
}

const ChiosaFormat chiosa_format_doccano = {
  .id = "doccano",
  .name = N_("doccano"),
  .description = N_("JSON Lines with spans and relations, to work on in doccano. Let the project allow overlapping spans. "
                    "What doccano has no word for is kept as metadata of the article and read back."),
  .extension = ".jsonl",
  .media_type = "application/jsonl",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS),
  .options = {
    /* Translators: the kind of project in doccano: one that uses relations, or only labels sequences */
    { .id = "project", .name = N_("Project"), .values = { "relation", "sequence", NULL } },
  },
  .write = doccano_write,
  .guess = chiosa_doccano_guess,
  .read = chiosa_doccano_read,
};
