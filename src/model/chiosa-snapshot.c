/* chiosa-snapshot.c
 *
 * A document at one moment, as a value that any thread may read. Making one out of a document is chiosa-document.c's work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-snapshot.h"

#include <string.h>

static void
item_clear (gpointer data)
{
  ChiosaSnapshotItem *item = data;

  chiosa_annotation_unref (item->annotation);
}

static void
relation_free (gpointer data)
{
  chiosa_relation_unref (data);
}

/* Reading order: start ascending, end descending; detached ones behind, by id. */
static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      spans)
{
  const ChiosaSnapshotItem *x = a, *y = b;
  const ChiosaSpan *s, *t;

  if ((x->n_spans == 0) != (y->n_spans == 0))
    return x->n_spans == 0 ? 1 : -1;
  if (x->n_spans == 0)
    return strcmp (x->annotation->id, y->annotation->id);

  s = &g_array_index ((GArray *) spans, ChiosaSpan, x->first_span);
  t = &g_array_index ((GArray *) spans, ChiosaSpan, y->first_span);
  if (s->start != t->start)
    return s->start < t->start ? -1 : 1;
  if (s->end != t->end)
    return s->end > t->end ? -1 : 1;

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

/**
 * chiosa_snapshot_new:
 *
 * Returns: (transfer full): a snapshot with nothing in it
 */
ChiosaSnapshot *
chiosa_snapshot_new (void)
{
  ChiosaSnapshot *self = g_new0 (ChiosaSnapshot, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (ChiosaSnapshotItem));
  g_array_set_clear_func (self->items, item_clear);
  self->spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  self->relations = g_ptr_array_new_with_free_func (relation_free);

  return self;
}

/**
 * chiosa_snapshot_free:
 * @self: (nullable) (transfer full): a snapshot
 */
void
chiosa_snapshot_free (ChiosaSnapshot *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->text, chiosa_text_free);
  g_free (self->text_sha256);
  chiosa_article_free (self->article);
  g_array_unref (self->items);
  g_array_unref (self->spans);
  g_ptr_array_unref (self->relations);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_free (self);
}

/**
 * chiosa_snapshot_copy:
 * @self: a snapshot
 *
 * Returns: (transfer full): another of the same content; text and values are shared
 */
ChiosaSnapshot *
chiosa_snapshot_copy (const ChiosaSnapshot *self)
{
  ChiosaSnapshot *copy = chiosa_snapshot_new ();

  copy->text = self->text != NULL ? chiosa_text_copy (self->text) : NULL;
  copy->text_sha256 = g_strdup (self->text_sha256);
  copy->article = self->article != NULL ? chiosa_article_copy (self->article) : NULL;
  copy->text_revision = self->text_revision;
  copy->annotations_revision = self->annotations_revision;
  g_array_append_vals (copy->spans, self->spans->data, self->spans->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaSnapshotItem item = g_array_index (self->items, ChiosaSnapshotItem, i);

      chiosa_annotation_ref (item.annotation);
      g_array_append_val (copy->items, item);
    }
  for (guint i = 0; i < self->relations->len; i++)
    chiosa_snapshot_add_relation (copy, g_ptr_array_index (self->relations, i));
  chiosa_snapshot_set_conflicts (copy, self->conflicts);

  return copy;
}

/**
 * chiosa_snapshot_add:
 * @self: a snapshot
 * @annotation: an annotation; a reference is taken
 * @spans: (array length=n_spans): its fragments, code points; copied
 * @n_spans: how many; 0 when it is detached
 */
void
chiosa_snapshot_add (ChiosaSnapshot   *self,
                     ChiosaAnnotation *annotation,
                     const ChiosaSpan *spans,
                     guint             n_spans)
{
  ChiosaSnapshotItem item = { chiosa_annotation_ref (annotation), self->spans->len, n_spans };

  g_array_append_val (self->items, item);
  if (n_spans > 0)
    g_array_append_vals (self->spans, spans, n_spans);
}

/**
 * chiosa_snapshot_add_relation:
 * @self: a snapshot
 * @relation: a relation; a reference is taken
 */
void
chiosa_snapshot_add_relation (ChiosaSnapshot *self,
                              ChiosaRelation *relation)
{
  g_ptr_array_add (self->relations, chiosa_relation_ref (relation));
}

/**
 * chiosa_snapshot_set_conflicts:
 * @self: a snapshot
 * @conflicts: (nullable) (element-type ChiosaMergeConflict): what two people changed differently; shared from now on
 */
void
chiosa_snapshot_set_conflicts (ChiosaSnapshot *self,
                               GPtrArray      *conflicts)
{
  if (conflicts != NULL)
    g_ptr_array_ref (conflicts);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = conflicts;
}

/**
 * chiosa_snapshot_sort:
 * @self: a snapshot
 *
 * Puts live items into reading order (start ascending, end descending, id), detached ones behind them by id, relations by id.
 */
void
chiosa_snapshot_sort (ChiosaSnapshot *self)
{
  g_array_sort_with_data (self->items, compare_items, self->spans);
  g_ptr_array_sort (self->relations, compare_relations);
}
