/* chiosa-review-item.c
 *
 * What there is to review in a document: what re-anchoring put elsewhere, and what it did not find. Changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-review-item.h"

struct _ChiosaReviewItem
{
  GObject           parent_instance;

  char             *id;
  ChiosaReviewKind  kind;
  ChiosaQuote      *before;
};

G_DEFINE_FINAL_TYPE (ChiosaReviewItem, chiosa_review_item, G_TYPE_OBJECT)

static void
chiosa_review_item_finalize (GObject *object)
{
  ChiosaReviewItem *self = CHIOSA_REVIEW_ITEM (object);

  g_free (self->id);
  g_clear_pointer (&self->before, chiosa_quote_free);

  G_OBJECT_CLASS (chiosa_review_item_parent_class)->finalize (object);
}

static void
chiosa_review_item_class_init (ChiosaReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_review_item_finalize;
}

static void
chiosa_review_item_init (ChiosaReviewItem *self)
{
}

static void
add_detached (GPtrArray      *items,
              ChiosaDocument *document,
              gboolean        review)
{
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (document);

  for (guint i = 0; i < detached->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (detached, i);

      if (annotation->review == review)
        g_ptr_array_add (items, chiosa_review_item_new (annotation->id,
                                                        review ? CHIOSA_REVIEW_SUGGESTED : CHIOSA_REVIEW_MISSING,
                                                        annotation->quote));
    }
}

static void
add_taken (GPtrArray               *items,
           ChiosaDocument          *document,
           const ChiosaReanchoring *reanchoring,
           ChiosaAnchor             anchor,
           GHashTable              *checked)
{
  for (guint i = 0; i < reanchoring->anchors->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (reanchoring->snapshot->items, ChiosaSnapshotItem, i);
      const char *id = item->annotation->id;
      ChiosaSpan extent;

      if (g_array_index (reanchoring->anchors, ChiosaAnchor, i) != anchor
          || g_hash_table_contains (checked, id) || !chiosa_document_get_extent (document, id, &extent))
        continue;

      g_ptr_array_add (items, chiosa_review_item_new (id,
                                                      anchor == CHIOSA_ANCHOR_MOVED ? CHIOSA_REVIEW_MOVED : CHIOSA_REVIEW_EDITED,
                                                      g_ptr_array_index (reanchoring->quotes, i)));
    }
}

/**
 * chiosa_review_item_new:
 * @id: of an annotation
 * @kind: why it should be looked at
 * @before: (nullable): its words as they were
 *
 * Returns: (transfer full): a value for a list
 */
ChiosaReviewItem *
chiosa_review_item_new (const char        *id,
                        ChiosaReviewKind   kind,
                        const ChiosaQuote *before)
{
  ChiosaReviewItem *self = g_object_new (CHIOSA_TYPE_REVIEW_ITEM, NULL);

  self->id = g_strdup (id);
  self->kind = kind;
  self->before = before != NULL ? chiosa_quote_copy (before) : NULL;
  return self;
}

/**
 * chiosa_review_item_get_id:
 * @self: an item
 *
 * Returns: the id of its annotation
 */
const char *
chiosa_review_item_get_id (ChiosaReviewItem *self)
{
  return self->id;
}

/**
 * chiosa_review_item_get_kind:
 * @self: an item
 *
 * Returns: why it should be looked at
 */
ChiosaReviewKind
chiosa_review_item_get_kind (ChiosaReviewItem *self)
{
  return self->kind;
}

/**
 * chiosa_review_item_get_before:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): its words and context as they were
 */
const ChiosaQuote *
chiosa_review_item_get_before (ChiosaReviewItem *self)
{
  return self->before;
}

/**
 * chiosa_review_list:
 * @document: a document
 * @reanchoring: (nullable): what re-anchoring did to it
 * @checked: (element-type utf8): ids of annotations that the user has found to be right
 *
 * Returns: (transfer full) (element-type ChiosaReviewItem): by kind
 */
GPtrArray *
chiosa_review_list (ChiosaDocument          *document,
                    const ChiosaReanchoring *reanchoring,
                    GHashTable              *checked)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  add_detached (items, document, TRUE);
  if (reanchoring != NULL)
    {
      add_taken (items, document, reanchoring, CHIOSA_ANCHOR_EDITED, checked);
      add_taken (items, document, reanchoring, CHIOSA_ANCHOR_MOVED, checked);
    }
  add_detached (items, document, FALSE);

  return items;
}
