/* chiosa-snapshot.c
 *
 * A document at one moment, as a value that any thread may read. Making one out of a document is chiosa-document.c's work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-snapshot.h"

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
  g_free (self);
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
