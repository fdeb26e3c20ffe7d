/* chiosa-conflict.c
 *
 * What a choice does: the chosen JSON is read as the sidecar's reader would, a place is looked for by its words in the text
 * of now, and the value goes into the document as one step. A value is never checked against the tag set: it was in a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conflict.h"

#include "chiosa-fields.h"
#include "chiosa-json.h"
#include "chiosa-reanchor.h"
#include "chiosa-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
fail_value (GError **error)
{
  g_set_error_literal (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID, _("This value of the conflict cannot be used"));
  return FALSE;
}

/* --- Reading values --------------------------------------------------------------------------------------------- */

/* A sidecar of one line, on the text of now: NULL where the line is none. Takes @line. */
static ChiosaSnapshot *
read_line (ChiosaDocument *document,
           const char     *member,
           char           *line)
{
  const ChiosaText *text = chiosa_document_get_text (document);
  gboolean annotation = g_str_equal (member, "annotations");
  g_autofree char *owned = line;
  g_autofree char *hash = chiosa_text_hash (text);
  char *json = g_strdup_printf ("{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"text\":{\"sha256\":\"%s\"},"
                                "\"annotations\":[%s],\"relations\":[%s]}", hash, annotation ? owned : "", annotation ? "" : owned);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_parse (bytes, "", text, hash, NULL);

  return sidecar != NULL && sidecar->raw_items->len == 0 && sidecar->raw_relations->len == 0
         && sidecar->snapshot->items->len + sidecar->snapshot->relations->len == 1 ? g_steal_pointer (&sidecar->snapshot) : NULL;
}

/* Offsets are those of the merge; where other words stand there by now, its words are looked for. */
static ChiosaSnapshot *
read_annotation (ChiosaDocument *document,
                 char           *line)
{
  g_autoptr (ChiosaSnapshot) snapshot = read_line (document, "annotations", line);
  g_autoptr (ChiosaReanchoring) again = NULL;

  if (snapshot == NULL || g_array_index (snapshot->items, ChiosaSnapshotItem, 0).n_spans > 0)
    return g_steal_pointer (&snapshot);

  again = chiosa_reanchor (snapshot, NULL, chiosa_document_get_text (document), NULL);
  return g_steal_pointer (&again->snapshot);
}

/* {"state":…,"spans":…} as the line of an annotation. */
static ChiosaSnapshot *
read_place (ChiosaDocument *document,
            const char     *json)
{
  if (json[0] != '{' || json[1] == '}')
    return NULL;

  return read_annotation (document, g_strconcat ("{\"id\":\"x\",\"type\":\"x\",", json + 1, NULL));
}

/* --- Annotations ------------------------------------------------------------------------------------------------ */

static gboolean
put_item (ChiosaDocument        *document,
          const ChiosaSnapshot  *snapshot,
          ChiosaAnnotation      *annotation,
          GError               **error)
{
  const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, 0);

  return chiosa_document_put_back (document, annotation,
                                   item->n_spans > 0 ? &g_array_index (snapshot->spans, ChiosaSpan, item->first_span) : NULL,
                                   item->n_spans, error);
}

static gboolean
resolve_whole (ChiosaDocument             *document,
               const ChiosaMergeConflict  *conflict,
               const char                 *value,
               gboolean                    as_it_was,
               GError                    **error)
{
  gboolean there = chiosa_document_find (document, conflict->id) != NULL;
  g_autoptr (ChiosaSnapshot) snapshot = NULL;
  ChiosaAnnotation *annotation;

  if (value == NULL)
    return !there || chiosa_document_remove (document, conflict->id, error);
  if (there && !as_it_was)
    return TRUE;

  snapshot = read_annotation (document, g_strdup (value));
  if (snapshot == NULL || snapshot->items->len != 1)
    return fail_value (error);

  annotation = g_array_index (snapshot->items, ChiosaSnapshotItem, 0).annotation;
  return g_str_equal (annotation->id, conflict->id) ? put_item (document, snapshot, annotation, error) : fail_value (error);
}

static gboolean
resolve_place (ChiosaDocument         *document,
               const ChiosaAnnotation *now,
               const char             *value,
               GError                **error)
{
  g_autoptr (ChiosaAnnotation) changed = chiosa_annotation_copy (now);
  g_autoptr (ChiosaSnapshot) snapshot = value != NULL ? read_place (document, value) : NULL;
  const ChiosaSnapshotItem *item;

  if (snapshot == NULL || snapshot->items->len != 1)
    return fail_value (error);

  item = &g_array_index (snapshot->items, ChiosaSnapshotItem, 0);
  changed->state = item->annotation->state;
  changed->review = item->annotation->review;
  g_clear_pointer (&changed->quote, chiosa_quote_free);
  changed->quote = chiosa_quote_copy (item->annotation->quote);
  return put_item (document, snapshot, changed, error);
}

static gboolean
resolve_annotation (ChiosaDocument             *document,
                    const ChiosaMergeConflict  *conflict,
                    const char                 *value,
                    gboolean                    as_it_was,
                    GError                    **error)
{
  const ChiosaAnnotation *now = chiosa_document_find (document, conflict->id);
  g_autoptr (ChiosaAnnotation) changed = NULL;
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  if (conflict->field == NULL)
    return resolve_whole (document, conflict, value, as_it_was, error);
  if (now == NULL)
    return TRUE;
  if (g_str_equal (conflict->field, "spans"))
    return resolve_place (document, now, value, error);

  changed = chiosa_annotation_copy (now);
  if (!chiosa_fields_set_annotation (changed, conflict->field, value))
    return fail_value (error);
  if (chiosa_annotation_equal (changed, now))
    return TRUE;

  spans = chiosa_document_get_spans (document, conflict->id, &n_spans);
  return chiosa_document_put_back (document, changed, spans, n_spans, error);
}

/* --- Relations, the article ------------------------------------------------------------------------------------- */

static gboolean
resolve_whole_relation (ChiosaDocument             *document,
                        const ChiosaMergeConflict  *conflict,
                        const char                 *value,
                        gboolean                    as_it_was,
                        GError                    **error)
{
  gboolean there = chiosa_document_find_relation (document, conflict->id) != NULL;
  g_autoptr (ChiosaSnapshot) snapshot = NULL;
  ChiosaRelation *relation;

  if (value == NULL)
    return !there || chiosa_document_remove_relation (document, conflict->id, error);
  if (there && !as_it_was)
    return TRUE;

  snapshot = read_line (document, "relations", g_strdup (value));
  if (snapshot == NULL || snapshot->relations->len != 1)
    return fail_value (error);

  relation = g_ptr_array_index (snapshot->relations, 0);
  return g_str_equal (relation->id, conflict->id) ? chiosa_document_put_back_relation (document, relation, error) : fail_value (error);
}

static gboolean
resolve_relation (ChiosaDocument             *document,
                  const ChiosaMergeConflict  *conflict,
                  const char                 *value,
                  gboolean                    as_it_was,
                  GError                    **error)
{
  const ChiosaRelation *now = chiosa_document_find_relation (document, conflict->id);
  g_autoptr (ChiosaRelation) changed = NULL;

  if (conflict->field == NULL)
    return resolve_whole_relation (document, conflict, value, as_it_was, error);
  if (now == NULL)
    return TRUE;

  changed = chiosa_relation_copy (now);
  if (!chiosa_fields_set_relation (changed, conflict->field, value))
    return fail_value (error);

  return chiosa_relation_equal (changed, now) || chiosa_document_put_back_relation (document, changed, error);
}

static gboolean
resolve_article (ChiosaDocument             *document,
                 const ChiosaMergeConflict  *conflict,
                 const char                 *value,
                 GError                    **error)
{
  g_autoptr (ChiosaArticle) changed = chiosa_article_copy (chiosa_document_get_article (document));

  if (!chiosa_fields_set_article (changed, conflict->field, value))
    return fail_value (error);

  return chiosa_document_set_article (document, changed, error);
}

/* What stands at the top of the file is not the document's: the value in effect can only be agreed to. */
static gboolean
resolve_head (const ChiosaMergeConflict  *conflict,
              const char                 *value,
              GError                    **error)
{
  if (g_strcmp0 (value, chiosa_merge_conflict_get_first (conflict)) == 0)
    return TRUE;

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
               _("“%s” at the top of the file can only be changed with a text editor; the value that is there can be kept"), conflict->field);
  return FALSE;
}

/* --- Public ----------------------------------------------------------------------------------------------------- */

/* Documented in the header. */
const char *
chiosa_conflict_get_value (const ChiosaMergeConflict *conflict,
                           ChiosaMergeChoice          choice)
{
  if (choice == CHIOSA_CHOICE_BASE)
    return conflict->base;

  return choice == CHIOSA_CHOICE_THEIRS ? conflict->theirs : conflict->mine;
}

/* Whatever else may stand there. */
static const char *
string_in (JsonObject *object,
           const char *name,
           const char *otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : otherwise;
}

/* The words of all fragments, joined as in a quote. */
static char *
describe_spans (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "spans");
  JsonArray *spans = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; spans != NULL && i < json_array_get_length (spans); i++)
    {
      JsonNode *span = json_array_get_element (spans, i);

      if (JSON_NODE_HOLDS_OBJECT (span))
        g_ptr_array_add (words, (char *) string_in (json_node_get_object (span), "exact", "…"));
    }
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" … ", (char **) words->pdata);
}

static char *
describe_object (JsonObject *object)
{
  const char *label = string_in (object, "label", "");
  const char *type = string_in (object, "type", "");
  g_autofree char *words = json_object_has_member (object, "spans") ? describe_spans (object) : NULL;
  g_autofree char *name = *label != '\0' ? g_strdup_printf ("%s, %s", type, label) : g_strdup (type);

  if (words == NULL)
    return g_steal_pointer (&name);
  if (*name == '\0')
    return g_steal_pointer (&words);

  return g_strdup_printf ("%s: “%s”", name, words);
}

/* Documented in the header. */
char *
chiosa_conflict_describe (const ChiosaMergeConflict *conflict,
                          ChiosaMergeChoice          choice)
{
  const char *value = chiosa_conflict_get_value (conflict, choice);
  ChiosaJsonSlice slice = { value, value != NULL ? strlen (value) : 0, 1 };
  g_autoptr (JsonNode) node = NULL;

  if (value == NULL)
    return NULL;
  if (chiosa_json_slice_kind (&slice) == 's')
    return chiosa_json_slice_string (&slice);

  node = chiosa_json_slice_kind (&slice) == '{' && conflict->field != NULL && !g_str_equal (conflict->field, "spans")
         && !g_str_equal (conflict->field, "type") ? NULL : chiosa_json_parse (&slice, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? describe_object (json_node_get_object (node)) : g_strdup (value);
}

static gboolean
apply (ChiosaDocument             *document,
       const ChiosaMergeConflict  *conflict,
       ChiosaMergeChoice           choice,
       GError                    **error)
{
  const char *value = chiosa_conflict_get_value (conflict, choice);
  gboolean as_it_was = choice == CHIOSA_CHOICE_BASE;

  if (g_str_equal (conflict->kind, "annotation"))
    return resolve_annotation (document, conflict, value, as_it_was, error);
  if (g_str_equal (conflict->kind, "relation"))
    return resolve_relation (document, conflict, value, as_it_was, error);
  if (g_str_equal (conflict->kind, "article"))
    return resolve_article (document, conflict, value, error);

  return resolve_head (conflict, value, error);
}

/* Documented in the header. */
gboolean
chiosa_conflict_resolve (ChiosaDocument             *document,
                         const ChiosaMergeConflict  *conflict,
                         ChiosaMergeChoice           choice,
                         GError                    **error)
{
  g_autoptr (ChiosaMergeConflict) held = chiosa_merge_conflict_ref (conflict);
  g_autoptr (GPtrArray) open = chiosa_document_list_conflicts (document);
  gboolean done;

  /* This says why. */
  if (chiosa_document_get_read_only (document) || !chiosa_merge_conflicts_contain (open, held))
    return chiosa_document_drop_conflict (document, held, error);

  /* Translators: a step in the history */
  chiosa_document_begin_step (document, C_("step", "Resolve Conflict"));
  done = apply (document, held, choice, error) && chiosa_document_drop_conflict (document, held, error);
  chiosa_document_end_step (document);

  return done;
}
