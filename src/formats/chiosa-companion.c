/* chiosa-companion.c
 *
 * Our own member in the JSON of other tools: writing it. Reading is chiosa-companion-read.c.
 *
 *   "chiosa":{"annotator":…,"article":{"title":…},"annotations":[{"name":"FACT","id":"a1","type":"claim","label":"FACT","spans":[[16,29]],…}],
 *             "relations":[{"id":"r1","type":"attributed_to","from":"a1","to":"a2",…}]}
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion.h"

#include "chiosa-sidecar.h"

/* Members that other programs put there. */
static void
append_extra (GString    *out,
              const char *extra)
{
  if (extra == NULL || *extra == '\0')
    return;

  chiosa_json_append_key (out, "extra");
  g_string_append_printf (out, "{%s}", extra);
}

static void
append_provenance (GString                *out,
                   const ChiosaAnnotation *annotation)
{
  static const char * const origins[] = { "hand", "suggestion", "import" };

  chiosa_json_append_text (out, "creator", annotation->creator);
  chiosa_json_append_text (out, "created", annotation->created);
  chiosa_json_append_key (out, "origin");
  chiosa_json_append_string (out, origins[annotation->origin]);
  chiosa_json_append_text (out, "suggester", annotation->suggester);
  chiosa_json_append_text (out, "confidence", annotation->confidence);
  if (annotation->edited)
    g_string_append (out, ",\"edited\":true");
  if (annotation->review)
    g_string_append (out, ",\"review\":true");
}

static void
append_annotation (GString                  *out,
                   const ChiosaWriteContext *context,
                   const ChiosaRecord       *record,
                   guint                     i,
                   ChiosaCompanionFlags      flags)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
  g_autofree char *name = chiosa_labels_join (context->tagset, annotation->type, annotation->label);
  guint n_spans;
  const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n_spans);

  g_string_append (out, i > 0 ? ",{" : "{");
  chiosa_json_append_text (out, "name", name);
  chiosa_json_append_text (out, "id", annotation->id);
  chiosa_json_append_text (out, "type", annotation->type);
  chiosa_json_append_text (out, "label", annotation->label);
  chiosa_json_append_key (out, "spans");
  for (guint s = 0; s < n_spans; s++)
    g_string_append_printf (out, "%s[%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT "]", s > 0 ? "," : "[", spans[s].start, spans[s].end);
  g_string_append_c (out, ']');

  if ((flags & CHIOSA_COMPANION_NO_VALUES) == 0)
    {
      chiosa_sidecar_append_attributes (out, annotation->attributes);
      chiosa_json_append_text (out, "note", annotation->note);
    }
  append_provenance (out, annotation);
  append_extra (out, annotation->extra);
  g_string_append_c (out, '}');
}

static void
append_relation (GString              *out,
                 const ChiosaRelation *relation)
{
  chiosa_json_append_text (out, "id", relation->id);
  chiosa_json_append_text (out, "type", relation->type);
  chiosa_json_append_text (out, "from", relation->from);
  chiosa_json_append_text (out, "to", relation->to);
  chiosa_sidecar_append_attributes (out, relation->attributes);
  chiosa_json_append_text (out, "note", relation->note);
  chiosa_json_append_text (out, "creator", relation->creator);
  chiosa_json_append_text (out, "created", relation->created);
  append_extra (out, relation->extra);
}

static void
append_article (GString              *out,
                const ChiosaArticle  *article,
                ChiosaCompanionFlags  flags)
{
  g_string_append (out, ",\"article\":{");
  chiosa_sidecar_append_details (out, article);
  if ((flags & CHIOSA_COMPANION_NO_VALUES) == 0)
    chiosa_sidecar_append_attributes (out, article->attributes);
  append_extra (out, article->extra);
  g_string_append_c (out, '}');
}

/**
 * chiosa_companion_append:
 * @out: ends in an object
 * @context: of the export
 * @record: an article
 * @flags: what to leave out
 */
void
chiosa_companion_append (GString                  *out,
                         const ChiosaWriteContext *context,
                         const ChiosaRecord       *record,
                         ChiosaCompanionFlags      flags)
{
  const ChiosaRelation *relation;
  guint n = chiosa_record_get_n (record);

  chiosa_json_append_key (out, CHIOSA_COMPANION_KEY);
  g_string_append (out, "{\"version\":1");
  chiosa_json_append_text (out, "annotator", record->annotator);
  append_article (out, chiosa_record_get_article (record), flags);

  g_string_append (out, ",\"annotations\":[");
  for (guint i = 0; i < n; i++)
    append_annotation (out, context, record, i, flags);

  g_string_append (out, "],\"relations\":[");
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    {
      g_string_append (out, i > 0 ? ",{" : "{");
      append_relation (out, relation);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
}

/**
 * chiosa_fragment_id:
 * @id: of an annotation
 * @fragment: which, from 0
 *
 * Returns: (transfer full): the id of that fragment in tools that have none
 */
char *
chiosa_fragment_id (const char *id,
                    guint       fragment)
{
  return fragment == 0 ? g_strdup (id) : g_strdup_printf ("%s-%u", id, fragment + 1);
}
