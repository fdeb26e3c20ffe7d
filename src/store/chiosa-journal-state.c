/* chiosa-journal-state.c
 *
 * The document that a journal tells of, built up record by record. Each record is checked as a whole before any of it counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-state.h"
#include "chiosa-journal-pack.h"

#include <string.h>

typedef struct
{
  ChiosaAnnotation *annotation;
  ChiosaSpan       *spans;
  guint             n_spans;
} Held;

struct _ChiosaJournalState
{
  ChiosaText    *text;          /* NULL before the first record with all of it */
  ChiosaArticle *article;       /* may be NULL */
  GHashTable    *items;         /* id -> Held */
  GHashTable    *relations;     /* id -> ChiosaRelation */
  GPtrArray     *conflicts;     /* ChiosaMergeConflict; shared, never changed; NULL: none */
};

/* A CHANGE record, read and checked. */
typedef struct
{
  ChiosaEdit    *edit;
  gsize          length;        /* code points of the text after it */
  gboolean       sets_article;
  ChiosaArticle *article;
  GPtrArray     *dropped;       /* ids */
  GPtrArray     *put;           /* Held */
  GPtrArray     *dropped_relations;
  GPtrArray     *put_relations;
  GPtrArray     *conflicts;     /* NULL: as they were */
} Change;

static void
held_free (gpointer data)
{
  Held *held = data;

  chiosa_annotation_unref (held->annotation);
  g_free (held->spans);
  g_free (held);
}

static void
relation_free (gpointer data)
{
  chiosa_relation_unref (data);
}

static void
change_clear (Change *self)
{
  chiosa_edit_free (self->edit);
  chiosa_article_free (self->article);
  g_clear_pointer (&self->dropped, g_ptr_array_unref);
  g_clear_pointer (&self->put, g_ptr_array_unref);
  g_clear_pointer (&self->dropped_relations, g_ptr_array_unref);
  g_clear_pointer (&self->put_relations, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

/* --- Reading a record ------------------------------------------------------------------------------------------- */

static GPtrArray *
unpack_ids (ChiosaUnpack *unpack)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint n = chiosa_unpack_count (unpack);

  for (guint i = 0; i < n && !unpack->bad; i++)
    {
      char *id = chiosa_unpack_string (unpack);

      unpack->bad = unpack->bad || id == NULL;
      g_ptr_array_add (ids, id);
    }

  return ids;
}

static void
unpack_items (ChiosaUnpack *unpack,
              Change       *change)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  guint n = chiosa_unpack_count (unpack);

  change->put = g_ptr_array_new_with_free_func (held_free);
  for (guint i = 0; i < n && !unpack->bad; i++)
    {
      ChiosaAnnotation *annotation = chiosa_unpack_annotation (unpack, spans);
      Held *held;

      if (annotation == NULL)
        return;

      held = g_new0 (Held, 1);
      held->annotation = annotation;
      held->n_spans = spans->len;
      held->spans = g_memdup2 (spans->data, spans->len * sizeof (ChiosaSpan));
      g_ptr_array_add (change->put, held);
      for (guint s = 0; s < held->n_spans; s++)
        unpack->bad = unpack->bad || held->spans[s].end > change->length;
    }
}

static void
unpack_relations (ChiosaUnpack *unpack,
                  Change       *change)
{
  guint n = chiosa_unpack_count (unpack);

  change->put_relations = g_ptr_array_new_with_free_func (relation_free);
  for (guint i = 0; i < n && !unpack->bad; i++)
    {
      ChiosaRelation *relation = chiosa_unpack_relation (unpack);

      if (relation != NULL)
        g_ptr_array_add (change->put_relations, relation);
    }
}

static void
unpack_conflicts (ChiosaUnpack *unpack,
                  Change       *change)
{
  guint n = chiosa_unpack_count (unpack);

  change->conflicts = chiosa_merge_conflicts_new ();
  for (guint i = 0; i < n && !unpack->bad; i++)
    {
      ChiosaMergeConflict *conflict = chiosa_unpack_conflict (unpack);

      if (conflict != NULL)
        g_ptr_array_add (change->conflicts, conflict);
    }
}

/* @length: of the text before, in code points. */
static gboolean
unpack_change (ChiosaUnpack *unpack,
               gsize         length,
               Change       *change)
{
  change->length = length;
  change->edit = chiosa_unpack_edit (unpack, &change->length);
  change->sets_article = chiosa_unpack_number (unpack) > 0;
  if (change->sets_article)
    change->article = chiosa_unpack_article (unpack);
  change->dropped = unpack_ids (unpack);
  unpack_items (unpack, change);
  change->dropped_relations = unpack_ids (unpack);
  unpack_relations (unpack, change);
  if (!unpack->bad && unpack->at < unpack->end)
    unpack_conflicts (unpack, change);

  return !unpack->bad && unpack->at == unpack->end;
}

/* --- Applying it ------------------------------------------------------------------------------------------------ */

static void
shift_all (ChiosaJournalState *self,
           const ChiosaEdit   *edit)
{
  g_auto (ChiosaShifts) shifts = { 0 };
  GHashTableIter iter;
  gpointer value;

  if (chiosa_edit_is_empty (edit))
    return;

  chiosa_shifts_init (&shifts, edit);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Held *held = value;
      ChiosaAnnotation *old = held->annotation;
      ChiosaAnnotation *moved = chiosa_shifts_map_value (&shifts, old);

      chiosa_shifts_map_spans (&shifts, held->spans, held->n_spans);
      held->annotation = moved;
      chiosa_annotation_unref (old);
    }
}

static void
apply_relations (ChiosaJournalState *self,
                 const Change       *change)
{
  for (guint i = 0; i < change->dropped_relations->len; i++)
    g_hash_table_remove (self->relations, g_ptr_array_index (change->dropped_relations, i));
  for (guint i = 0; i < change->put_relations->len; i++)
    {
      ChiosaRelation *relation = chiosa_relation_ref (g_ptr_array_index (change->put_relations, i));

      g_hash_table_replace (self->relations, relation->id, relation);
    }
}

static void
apply (ChiosaJournalState *self,
       Change             *change)
{
  shift_all (self, change->edit);
  chiosa_edit_apply (change->edit, self->text);
  if (change->sets_article)
    {
      chiosa_article_free (self->article);
      self->article = g_steal_pointer (&change->article);
    }

  for (guint i = 0; i < change->dropped->len; i++)
    g_hash_table_remove (self->items, g_ptr_array_index (change->dropped, i));
  g_ptr_array_set_free_func (change->put, NULL);
  for (guint i = 0; i < change->put->len; i++)
    {
      Held *held = g_ptr_array_index (change->put, i);

      g_hash_table_replace (self->items, g_strdup (held->annotation->id), held);
    }

  apply_relations (self, change);
  if (change->conflicts != NULL)
    {
      g_clear_pointer (&self->conflicts, g_ptr_array_unref);
      self->conflicts = g_steal_pointer (&change->conflicts);
    }
}

/* --- What is in the end ----------------------------------------------------------------------------------------- */

/* A value whose state is what its spans say; only a record that was made up can be otherwise. */
static ChiosaAnnotation *
settle (ChiosaAnnotation *annotation,
        gboolean          live,
        gsize             point,
        gsize             length)
{
  ChiosaAnnotation *copy;

  if (live ? annotation->state == CHIOSA_STATE_LIVE && annotation->quote == NULL
           : annotation->state == CHIOSA_STATE_DETACHED && annotation->quote != NULL && annotation->quote->point <= length)
    return chiosa_annotation_ref (annotation);

  copy = chiosa_annotation_copy (annotation);
  copy->state = live ? CHIOSA_STATE_LIVE : CHIOSA_STATE_DETACHED;
  if (live)
    g_clear_pointer (&copy->quote, chiosa_quote_free);
  else if (copy->quote == NULL)
    copy->quote = chiosa_quote_new (NULL, NULL, NULL, NULL, 0, point);
  else
    copy->quote->point = MIN (copy->quote->point, length);

  return copy;
}

/* Reading order: start ascending, end descending; detached ones behind, by id. */
static int
compare_held (gconstpointer a,
              gconstpointer b)
{
  const Held *x = *(const Held * const *) a;
  const Held *y = *(const Held * const *) b;

  if ((x->n_spans == 0) != (y->n_spans == 0))
    return x->n_spans == 0 ? 1 : -1;
  if (x->n_spans > 0 && x->spans[0].start != y->spans[0].start)
    return x->spans[0].start < y->spans[0].start ? -1 : 1;
  if (x->n_spans > 0 && x->spans[0].end != y->spans[0].end)
    return x->spans[0].end > y->spans[0].end ? -1 : 1;

  return strcmp (x->annotation->id, y->annotation->id);
}

static int
compare_relations (gconstpointer a,
                   gconstpointer b)
{
  const ChiosaRelation *x = *(const ChiosaRelation * const *) a;
  const ChiosaRelation *y = *(const ChiosaRelation * const *) b;

  return strcmp (x->id, y->id);
}

static void
add_item (ChiosaSnapshot *snapshot,
          const Held     *held,
          gsize           length)
{
  g_autofree ChiosaSpan *spans = g_memdup2 (held->spans, held->n_spans * sizeof (ChiosaSpan));
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  guint n_spans = held->n_spans;
  gboolean live = n_spans > 0 && chiosa_spans_normalise (spans, &n_spans, length);

  annotation = settle (held->annotation, live, held->n_spans > 0 ? MIN (held->spans[0].start, length) : 0, length);
  chiosa_snapshot_add (snapshot, annotation, spans, live ? n_spans : 0);
}

/* --- For the other files ---------------------------------------------------------------------------------------- */

ChiosaJournalState *
chiosa_journal_state_new (void)
{
  ChiosaJournalState *self = g_new0 (ChiosaJournalState, 1);

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, held_free);
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, relation_free);
  return self;
}

void
chiosa_journal_state_free (ChiosaJournalState *self)
{
  g_clear_pointer (&self->text, chiosa_text_free);
  chiosa_article_free (self->article);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->relations);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_free (self);
}

gboolean
chiosa_journal_state_load (ChiosaJournalState *self,
                           const GByteArray   *content)
{
  ChiosaUnpack unpack = { content->data, content->data + content->len, FALSE };
  g_autoptr (ChiosaText) text = chiosa_unpack_text (&unpack);
  g_auto (Change) change = { 0 };

  if (text == NULL || !unpack_change (&unpack, chiosa_text_get_length (text), &change))
    return FALSE;

  g_clear_pointer (&self->text, chiosa_text_free);
  g_clear_pointer (&self->article, chiosa_article_free);
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->relations);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->text = g_steal_pointer (&text);
  apply (self, &change);
  return TRUE;
}

gboolean
chiosa_journal_state_change (ChiosaJournalState *self,
                             const GByteArray   *content)
{
  ChiosaUnpack unpack = { content->data, content->data + content->len, FALSE };
  g_auto (Change) change = { 0 };

  if (self->text == NULL || !unpack_change (&unpack, chiosa_text_get_length (self->text), &change))
    return FALSE;

  apply (self, &change);
  return TRUE;
}

ChiosaSnapshot *
chiosa_journal_state_get (ChiosaJournalState *self)
{
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();
  g_autoptr (GPtrArray) items = g_hash_table_get_values_as_ptr_array (self->items);
  g_autoptr (GPtrArray) relations = g_hash_table_get_values_as_ptr_array (self->relations);

  snapshot->text = chiosa_text_copy (self->text);
  snapshot->article = self->article != NULL ? chiosa_article_copy (self->article) : NULL;

  g_ptr_array_sort (items, compare_held);
  for (guint i = 0; i < items->len; i++)
    add_item (snapshot, g_ptr_array_index (items, i), chiosa_text_get_length (self->text));
  g_ptr_array_sort (relations, compare_relations);
  for (guint i = 0; i < relations->len; i++)
    chiosa_snapshot_add_relation (snapshot, g_ptr_array_index (relations, i));

  if (self->conflicts != NULL && self->conflicts->len > 0)
    chiosa_snapshot_set_conflicts (snapshot, self->conflicts);

  return snapshot;
}
