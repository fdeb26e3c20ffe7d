/* chiosa-merge.c
 *
 * The annotations of two people as one: who is there. Where annotations stand is chiosa-merge-place.c's, the value of
 * every field chiosa-merge-fields.c's, what their fields are chiosa-fields.c's work. Nothing here knows mine from theirs but the
 * order in which conflicts name them, so that both get the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-merge-private.h"

#include "chiosa-fields.h"
#include "chiosa-sidecar-private.h"

#define BASE CHIOSA_VERSION_BASE
#define MINE CHIOSA_VERSION_MINE
#define THEIRS CHIOSA_VERSION_THEIRS
#define N CHIOSA_N_VERSIONS

typedef struct
{
  const ChiosaSnapshot *versions[N];      /* [BASE] may be NULL */
  ChiosaMergePlaces    *places;
  GHashTable           *relations[N];     /* id -> ChiosaRelation, borrowed */
  GHashTable           *joined[N];        /* ids (borrowed): of annotations with relations that are new or changed there */
  GHashTable           *kept;             /* ids (borrowed): removed on one side, kept as a conflict */
  GHashTable           *present;          /* ids (borrowed): of the annotations of the result */
  ChiosaSnapshot       *result;
  GPtrArray            *conflicts;
} Merge;

/* --- Annotations ------------------------------------------------------------------------------------------------ */

static const ChiosaAnnotation *
annotation_in (Merge             *self,
               ChiosaVersionKind  version,
               const char        *id)
{
  const ChiosaSnapshotItem *item = chiosa_merge_places_find (self->places, version, id);

  return item != NULL ? item->annotation : NULL;
}

/* As fields_of_annotation(), but type and label apart: where all agree on the type, the label is a field of its own. */
static void
split_type (GHashTable             *fields,
            const ChiosaAnnotation *annotation)
{
  char *label = *annotation->label != '\0' ? chiosa_fields_quote (annotation->label) : NULL;

  g_hash_table_remove (fields, "type");
  if (label != NULL)
    g_hash_table_insert (fields, g_strdup ("label"), label);
}

static void
get_annotation_fields (Merge      *self,
                       const char *id,
                       GHashTable *fields[N])
{
  const char *type = NULL;
  gboolean one_type = TRUE;

  for (guint i = 0; i < N; i++)
    {
      const ChiosaAnnotation *annotation = annotation_in (self, i, id);

      fields[i] = annotation != NULL ? chiosa_fields_of_annotation (annotation) : chiosa_fields_of_extra (NULL);
      one_type = one_type && (annotation == NULL || type == NULL || type == annotation->type);
      type = annotation != NULL ? annotation->type : type;
    }

  for (guint i = 0; one_type && i < N; i++)
    {
      if (annotation_in (self, i, id) != NULL)
        split_type (fields[i], annotation_in (self, i, id));
    }
}

static gboolean
set_annotation (gpointer    item,
                const char *field,
                const char *json)
{
  return chiosa_fields_set_annotation (item, field, json);
}

/* A flag cannot be in conflict where there is a base; without one, set on either side is set. */
static gboolean
merge_flag (gboolean known,
            gboolean base,
            gboolean mine,
            gboolean theirs)
{
  if (!known)
    return mine || theirs;

  return mine == base ? theirs : mine;
}

/* Whether finding it again in the merged text found its words changed, for every side that it came from. */
static gboolean
is_edited_anew (Merge                    *self,
                const char               *id,
                const ChiosaSnapshotItem *place,
                const ChiosaSnapshot     *in)
{
  const ChiosaSpan *chosen = &g_array_index (in->spans, ChiosaSpan, place->first_span);

  if (place->n_spans == 0)
    return FALSE;

  for (ChiosaVersionKind version = MINE; version <= THEIRS; version++)
    {
      const ChiosaSnapshot *snapshot;
      const ChiosaSnapshotItem *again = chiosa_merge_places_find_merged (self->places, version, id, &snapshot);

      if (chiosa_spans_equal (chosen, place->n_spans, &g_array_index (snapshot->spans, ChiosaSpan, again->first_span), again->n_spans)
          && !again->annotation->edited)
        return FALSE;
    }

  return TRUE;
}

static void
put_place (Merge                    *self,
           ChiosaAnnotation         *annotation,
           const ChiosaSnapshotItem *place,
           const ChiosaSnapshot     *in)
{
  annotation->state = place->n_spans > 0 ? CHIOSA_STATE_LIVE : CHIOSA_STATE_DETACHED;
  g_clear_pointer (&annotation->quote, chiosa_quote_free);
  if (place->n_spans == 0)
    {
      annotation->quote = chiosa_quote_copy (place->annotation->quote);
      annotation->review = place->annotation->review;
    }

  g_hash_table_add (self->present, annotation->id);
  chiosa_snapshot_add (self->result, annotation,
                       place->n_spans > 0 ? &g_array_index (in->spans, ChiosaSpan, place->first_span) : NULL, place->n_spans);
}

/* In both sides. */
static void
merge_annotation (Merge      *self,
                  const char *id)
{
  const ChiosaAnnotation *base = annotation_in (self, BASE, id);
  const ChiosaAnnotation *mine = annotation_in (self, MINE, id);
  const ChiosaAnnotation *theirs = annotation_in (self, THEIRS, id);
  g_autoptr (ChiosaAnnotation) merged = chiosa_annotation_copy (mine);
  const ChiosaSnapshot *in;
  const ChiosaSnapshotItem *place;
  GHashTable *fields[N];
  gboolean conflict;

  get_annotation_fields (self, id, fields);
  chiosa_merge_fields (self->conflicts, "annotation", id, fields, merged, set_annotation);
  chiosa_merge_settle_extra (&merged->extra, mine->extra, theirs->extra);
  merged->edited = merge_flag (base != NULL, base != NULL && base->edited, mine->edited, theirs->edited);
  merged->review = merge_flag (base != NULL, base != NULL && base->review, mine->review, theirs->review);

  place = chiosa_merge_places_choose (self->places, id, &in, &conflict);
  merged->edited |= is_edited_anew (self, id, place, in);
  if (conflict)
    {
      g_autofree char *before = chiosa_merge_places_describe (self->places, BASE, id);
      g_autofree char *one = chiosa_merge_places_describe (self->places, MINE, id);
      g_autofree char *other = chiosa_merge_places_describe (self->places, THEIRS, id);

      chiosa_merge_add_conflict (self->conflicts, "annotation", id, "spans", (const char *const[]) { before, one, other });
    }
  if (mine->state == CHIOSA_STATE_DETACHED && theirs->state == CHIOSA_STATE_DETACHED)
    merged->review = place->annotation->review;
  put_place (self, merged, place, in);
}

/* As one side alone has it. */
static void
take_annotation (Merge             *self,
                 ChiosaVersionKind  version,
                 const char        *id)
{
  const ChiosaSnapshot *in;
  const ChiosaSnapshotItem *place = chiosa_merge_places_find_merged (self->places, version, id, &in);
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_copy (place->annotation);

  put_place (self, annotation, place, in);
}

/* The line on the merged text; NULL where the version does not have it. */
static char *
annotation_line (Merge             *self,
                 ChiosaVersionKind  version,
                 const char        *id)
{
  const ChiosaSnapshot *in;
  const ChiosaSnapshotItem *item = chiosa_merge_places_find_merged (self->places, version, id, &in);
  GString *out;

  if (item == NULL)
    return NULL;

  out = g_string_new (NULL);
  chiosa_sidecar_append_annotation (out, in, item);
  return g_string_free_and_steal (out);
}

/* Whether a person did something to what was common: what edits of the text do of themselves does not count. */
static gboolean
is_changed (Merge             *self,
            ChiosaVersionKind  version,
            const char        *id)
{
  g_autoptr (GHashTable) before = chiosa_fields_of_annotation (annotation_in (self, BASE, id));
  g_autoptr (GHashTable) now = chiosa_fields_of_annotation (annotation_in (self, version, id));

  return !chiosa_merge_same_fields (before, now)
         || chiosa_merge_places_is_moved (self->places, version, id)
         || chiosa_merge_places_is_review_changed (self->places, version, id);
}

/* --- Relations -------------------------------------------------------------------------------------------------- */

static ChiosaRelation *
relation_in (Merge             *self,
             ChiosaVersionKind  version,
             const char        *id)
{
  return g_hash_table_lookup (self->relations[version], id);
}

/* Against what was common; a new one is changed. */
static gboolean
is_relation_changed (Merge             *self,
                     ChiosaVersionKind  version,
                     const char        *id)
{
  const ChiosaRelation *before = relation_in (self, BASE, id);

  return before == NULL || !chiosa_relation_equal (before, relation_in (self, version, id));
}

/* Which annotations a side has made, or changed, relations of. */
static void
find_joined (Merge             *self,
             ChiosaVersionKind  version)
{
  const GPtrArray *relations = self->versions[version]->relations;

  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);

      if (!is_relation_changed (self, version, relation->id))
        continue;
      g_hash_table_add (self->joined[version], relation->from);
      g_hash_table_add (self->joined[version], relation->to);
    }
}

static char *
relation_line (Merge             *self,
               ChiosaVersionKind  version,
               const char        *id)
{
  const ChiosaRelation *relation = relation_in (self, version, id);
  GString *out;

  if (relation == NULL)
    return NULL;

  out = g_string_new (NULL);
  chiosa_sidecar_append_relation (out, relation);
  return g_string_free_and_steal (out);
}

static gboolean
set_relation (gpointer    item,
              const char *field,
              const char *json)
{
  return chiosa_fields_set_relation (item, field, json);
}

static void
merge_relation (Merge      *self,
                const char *id)
{
  g_autoptr (ChiosaRelation) merged = chiosa_relation_copy (relation_in (self, MINE, id));
  GHashTable *fields[N];

  for (guint i = 0; i < N; i++)
    fields[i] = relation_in (self, i, id) != NULL ? chiosa_fields_of_relation (relation_in (self, i, id)) : chiosa_fields_of_extra (NULL);
  chiosa_merge_fields (self->conflicts, "relation", id, fields, merged, set_relation);
  chiosa_merge_settle_extra (&merged->extra, relation_in (self, MINE, id)->extra, relation_in (self, THEIRS, id)->extra);
  chiosa_snapshot_add_relation (self->result, merged);
}

/* --- Who is there ----------------------------------------------------------------------------------------------- */

static void
add_whole_conflict (Merge      *self,
                    const char *kind,
                    const char *id,
                    char     *(*line) (Merge *, ChiosaVersionKind, const char *))
{
  g_autofree char *before = line (self, BASE, id);
  g_autofree char *mine = line (self, MINE, id);
  g_autofree char *theirs = line (self, THEIRS, id);

  chiosa_merge_add_conflict (self->conflicts, kind, id, NULL, (const char *const[]) { before, mine, theirs });
}

/* Only @version has it. Was it added there, or removed on the other side? */
static void
settle_annotation (Merge             *self,
                   ChiosaVersionKind  version,
                   const char        *id)
{
  if (annotation_in (self, BASE, id) == NULL)
    {
      take_annotation (self, version, id);
      return;
    }
  if (!is_changed (self, version, id) && !g_hash_table_contains (self->joined[version], id))
    return;

  take_annotation (self, version, id);
  add_whole_conflict (self, "annotation", id, annotation_line);
  g_hash_table_add (self->kept, (char *) id);
}

/* Removed in this merge: it was there on that side. */
static gboolean
is_gone (Merge             *self,
         ChiosaVersionKind  version,
         const char        *id)
{
  return annotation_in (self, version, id) != NULL && !g_hash_table_contains (self->present, id);
}

static gboolean
is_kept_by_its_ends (Merge                *self,
                     ChiosaVersionKind     version,
                     const ChiosaRelation *relation)
{
  return (g_hash_table_contains (self->kept, relation->from) || g_hash_table_contains (self->kept, relation->to))
         && !is_gone (self, version, relation->from) && !is_gone (self, version, relation->to);
}

/* A relation that went with an annotation stays when that stays after all. */
static void
settle_relation (Merge             *self,
                 ChiosaVersionKind  version,
                 const char        *id)
{
  ChiosaRelation *relation = relation_in (self, version, id);
  gboolean changed = is_relation_changed (self, version, id);

  if (!changed && !is_kept_by_its_ends (self, version, relation))
    return;

  chiosa_snapshot_add_relation (self->result, relation);
  if (relation_in (self, BASE, id) != NULL && changed)
    add_whole_conflict (self, "relation", id, relation_line);
}

static void
merge_annotations (Merge *self)
{
  for (ChiosaVersionKind version = MINE; version <= THEIRS; version++)
    {
      const GArray *items = self->versions[version]->items;

      for (guint i = 0; i < items->len; i++)
        {
          const char *id = g_array_index (items, ChiosaSnapshotItem, i).annotation->id;

          if (annotation_in (self, version == MINE ? THEIRS : MINE, id) == NULL)
            settle_annotation (self, version, id);
          else if (version == MINE)
            merge_annotation (self, id);
        }
    }
}

static void
merge_relations (Merge *self)
{
  for (ChiosaVersionKind version = MINE; version <= THEIRS; version++)
    {
      const GPtrArray *relations = self->versions[version]->relations;

      for (guint i = 0; i < relations->len; i++)
        {
          const char *id = ((const ChiosaRelation *) g_ptr_array_index (relations, i))->id;

          if (relation_in (self, version == MINE ? THEIRS : MINE, id) == NULL)
            settle_relation (self, version, id);
          else if (version == MINE)
            merge_relation (self, id);
        }
    }
}

static gboolean
set_article (gpointer    item,
             const char *field,
             const char *json)
{
  return chiosa_fields_set_article (item, field, json);
}

static void
merge_article (Merge *self)
{
  const ChiosaArticle *mine = self->versions[MINE]->article;
  const ChiosaArticle *theirs = self->versions[THEIRS]->article;
  GHashTable *fields[N];

  for (guint i = 0; i < N; i++)
    fields[i] = chiosa_fields_of_article (self->versions[i] != NULL ? self->versions[i]->article : NULL);
  self->result->article = mine != NULL ? chiosa_article_copy (mine) : chiosa_article_new ();
  chiosa_merge_fields (self->conflicts, "article", NULL, fields, self->result->article, set_article);
  chiosa_merge_settle_extra (&self->result->article->extra, mine != NULL ? mine->extra : NULL, theirs != NULL ? theirs->extra : NULL);
}

/* --- Public ----------------------------------------------------------------------------------------------------- */

static void
index_relations (Merge *self)
{
  for (guint i = 0; i < N; i++)
    {
      const GPtrArray *relations = self->versions[i] != NULL ? self->versions[i]->relations : NULL;

      self->relations[i] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint r = 0; relations != NULL && r < relations->len; r++)
        {
          ChiosaRelation *relation = g_ptr_array_index (relations, r);

          g_hash_table_insert (self->relations[i], relation->id, relation);
        }
    }

  for (guint i = MINE; i < N; i++)
    {
      self->joined[i] = g_hash_table_new (g_str_hash, g_str_equal);
      find_joined (self, i);
    }
}

/* Documented in the header. */
ChiosaMergeResult *
chiosa_merge (const ChiosaSnapshot *base,
              const ChiosaSnapshot *mine,
              const ChiosaSnapshot *theirs,
              const ChiosaText     *merged)
{
  Merge self = { .versions = { base, mine, theirs } };
  ChiosaMergeResult *result = g_new0 (ChiosaMergeResult, 1);

  self.places = chiosa_merge_places_new (base, mine, theirs, merged);
  self.kept = g_hash_table_new (g_str_hash, g_str_equal);
  self.present = g_hash_table_new (g_str_hash, g_str_equal);
  self.result = result->snapshot = chiosa_snapshot_new ();
  self.conflicts = result->conflicts = chiosa_merge_conflicts_new ();
  self.result->text = chiosa_text_copy (merged);
  index_relations (&self);

  merge_article (&self);
  merge_annotations (&self);
  merge_relations (&self);
  chiosa_snapshot_sort (self.result);
  chiosa_merge_finish_conflicts (self.versions, self.conflicts, self.result);

  for (guint i = 0; i < N; i++)
    g_hash_table_unref (self.relations[i]);
  g_hash_table_unref (self.joined[MINE]);
  g_hash_table_unref (self.joined[THEIRS]);
  g_hash_table_unref (self.kept);
  g_hash_table_unref (self.present);
  chiosa_merge_places_free (self.places);
  return result;
}

/**
 * chiosa_merge_result_free:
 * @self: (nullable) (transfer full): what chiosa_merge() gave
 */
void
chiosa_merge_result_free (ChiosaMergeResult *self)
{
  if (self == NULL)
    return;

  chiosa_snapshot_free (self->snapshot);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}
