/* chiosa-document-ask.c
 *
 * Asking a document: by id, by place, all of it. Changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-document-private.h"

#include "chiosa-annotation-query.h"

#include <string.h>

static int
compare_annotations (gconstpointer a,
                     gconstpointer b)
{
  const ChiosaAnnotation *left = *(ChiosaAnnotation *const *) a;
  const ChiosaAnnotation *right = *(ChiosaAnnotation *const *) b;

  return strcmp (left->id, right->id);
}

/* (transfer full) @slots */
static GPtrArray *
to_annotations (ChiosaDocument *self,
                GArray         *slots)
{
  GPtrArray *list = g_ptr_array_sized_new (slots->len);

  for (guint i = 0; i < slots->len; i++)
    g_ptr_array_add (list, chiosa_annotation_table_get (self->annotations, g_array_index (slots, ChiosaSlot, i)));
  g_array_unref (slots);

  return list;
}

static ChiosaSlot
find_live (ChiosaDocument *self,
           const char     *id)
{
  ChiosaSlot slot = id != NULL ? chiosa_annotation_table_find (self->annotations, id) : CHIOSA_NO_SLOT;

  if (slot != CHIOSA_NO_SLOT && chiosa_annotation_table_get_n_spans (self->annotations, slot) == 0)
    return CHIOSA_NO_SLOT;

  return slot;
}

static const ChiosaAnnotation *
annotation_or_null (ChiosaDocument *self,
                    ChiosaSlot      slot)
{
  return slot != CHIOSA_NO_SLOT ? chiosa_annotation_table_get (self->annotations, slot) : NULL;
}

static void
add_to_snapshot (ChiosaDocument *self,
                 ChiosaSnapshot *snapshot,
                 ChiosaSlot      slot)
{
  guint n_spans = chiosa_annotation_table_get_n_spans (self->annotations, slot);
  guint first = snapshot->spans->len;

  chiosa_snapshot_add (snapshot, chiosa_annotation_table_get (self->annotations, slot), NULL, 0);
  for (guint i = 0; i < n_spans; i++)
    {
      ChiosaSpan span = chiosa_annotation_table_get_span (self->annotations, slot, i);

      g_array_append_val (snapshot->spans, span);
    }
  g_array_index (snapshot->items, ChiosaSnapshotItem, snapshot->items->len - 1).first_span = first;
  g_array_index (snapshot->items, ChiosaSnapshotItem, snapshot->items->len - 1).n_spans = n_spans;
}

/**
 * chiosa_document_get_n_annotations:
 * @self: a document
 *
 * Returns: how many live annotations
 */
guint
chiosa_document_get_n_annotations (ChiosaDocument *self)
{
  return chiosa_annotation_table_get_n_live (self->annotations);
}

/**
 * chiosa_document_get_n_detached:
 * @self: a document
 *
 * Returns: how many annotations whose words are gone
 */
guint
chiosa_document_get_n_detached (ChiosaDocument *self)
{
  return chiosa_annotation_table_get_n_detached (self->annotations);
}

/**
 * chiosa_document_get_n_relations:
 * @self: a document
 *
 * Returns: how many relations
 */
guint
chiosa_document_get_n_relations (ChiosaDocument *self)
{
  return chiosa_relation_table_get_n (self->relations);
}

/**
 * chiosa_document_find:
 * @self: a document
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the annotation, live or detached, valid until the next change
 */
const ChiosaAnnotation *
chiosa_document_find (ChiosaDocument *self,
                      const char     *id)
{
  return annotation_or_null (self, chiosa_annotation_table_find (self->annotations, id));
}

/**
 * chiosa_document_find_relation:
 * @self: a document
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the relation, valid until the next change
 */
const ChiosaRelation *
chiosa_document_find_relation (ChiosaDocument *self,
                               const char     *id)
{
  return chiosa_relation_table_find (self->relations, id);
}

/**
 * chiosa_document_get_spans:
 * @self: a document
 * @id: an id
 * @n_spans: (out): how many
 *
 * Returns: (array length=n_spans) (transfer full) (nullable): the fragments of a live annotation, code points
 */
ChiosaSpan *
chiosa_document_get_spans (ChiosaDocument *self,
                           const char     *id,
                           guint          *n_spans)
{
  ChiosaSlot slot = find_live (self, id);

  *n_spans = 0;
  return slot != CHIOSA_NO_SLOT ? chiosa_annotation_table_dup_spans (self->annotations, slot, n_spans) : NULL;
}

/**
 * chiosa_document_get_extent:
 * @self: a document
 * @id: an id
 * @extent: (out): from the start of its first fragment to the end of its last, code points
 *
 * Returns: %FALSE when it is detached or unknown
 */
gboolean
chiosa_document_get_extent (ChiosaDocument *self,
                            const char     *id,
                            ChiosaSpan     *extent)
{
  ChiosaSlot slot = find_live (self, id);
  guint n_spans;

  if (slot == CHIOSA_NO_SLOT)
    return FALSE;

  n_spans = chiosa_annotation_table_get_n_spans (self->annotations, slot);
  extent->start = chiosa_annotation_table_get_span (self->annotations, slot, 0).start;
  extent->end = chiosa_annotation_table_get_span (self->annotations, slot, n_spans - 1).end;
  return TRUE;
}

/**
 * chiosa_document_get_quote:
 * @self: a document
 * @id: an id
 *
 * Returns: (transfer full) (nullable): the words of an annotation, fragments joined by " … "; of a detached one those
 *   it had; %NULL when it is unknown
 */
char *
chiosa_document_get_quote (ChiosaDocument *self,
                           const char     *id)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (self, id);
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  if (annotation == NULL)
    return NULL;
  if (annotation->state == CHIOSA_STATE_DETACHED)
    return g_strdup (annotation->quote->exact);

  spans = chiosa_document_get_spans (self, id, &n_spans);
  return chiosa_spans_get_quote (spans, n_spans, self->text);
}

/**
 * chiosa_document_query:
 * @self: a document
 * @start: the start of a range, code points
 * @end: its end; when it is @start, also what only touches that place is found
 *
 * Returns: (transfer container) (element-type ChiosaAnnotation): the annotations with a fragment there, each once, in
 *   reading order: first fragment's start ascending, its end descending, id
 */
GPtrArray *
chiosa_document_query (ChiosaDocument *self,
                       gsize           start,
                       gsize           end)
{
  return to_annotations (self, chiosa_annotation_query_range (self->annotations, start, end));
}

/**
 * chiosa_document_list:
 * @self: a document
 *
 * Returns: (transfer container) (element-type ChiosaAnnotation): all live annotations in reading order
 */
GPtrArray *
chiosa_document_list (ChiosaDocument *self)
{
  return to_annotations (self, chiosa_annotation_query_all (self->annotations));
}

/**
 * chiosa_document_list_detached:
 * @self: a document
 *
 * Returns: (transfer container) (element-type ChiosaAnnotation): all detached annotations, by id
 */
GPtrArray *
chiosa_document_list_detached (ChiosaDocument *self)
{
  guint n = chiosa_annotation_table_get_n_detached (self->annotations);
  GPtrArray *list = g_ptr_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    {
      ChiosaSlot slot = chiosa_annotation_table_get_detached (self->annotations, i);

      g_ptr_array_add (list, chiosa_annotation_table_get (self->annotations, slot));
    }

  g_ptr_array_sort (list, compare_annotations);
  return list;
}

/**
 * chiosa_document_list_relations:
 * @self: a document
 * @id: (nullable): the id of an annotation, or %NULL for all relations
 *
 * Returns: (transfer container) (element-type ChiosaRelation): the relations from and to it, by id
 */
GPtrArray *
chiosa_document_list_relations (ChiosaDocument *self,
                                const char     *id)
{
  return chiosa_relation_table_list (self->relations, id);
}

/**
 * chiosa_document_query_fragments:
 * @self: a document
 * @start: the start of a range, code points
 * @end: its end
 * @out: (element-type ChiosaFragment): where the fragments that share a character or an edge with the range are appended
 */
void
chiosa_document_query_fragments (ChiosaDocument *self,
                                 gsize           start,
                                 gsize           end,
                                 GArray         *out)
{
  const ChiosaSpanIndex *index = chiosa_annotation_table_get_index (self->annotations);

  g_array_set_size (self->handles, 0);
  chiosa_span_index_query (index, start, end, TRUE, self->handles);

  for (guint i = 0; i < self->handles->len; i++)
    {
      ChiosaSpanHandle handle = g_array_index (self->handles, ChiosaSpanHandle, i);
      ChiosaSlot slot = chiosa_span_index_get_owner (index, handle);
      guint n_spans = chiosa_annotation_table_get_n_spans (self->annotations, slot);
      ChiosaFragment fragment = {
        .annotation = chiosa_annotation_table_get (self->annotations, slot),
        .span = chiosa_span_index_get (index, handle),
        .first = chiosa_annotation_table_get_handle (self->annotations, slot, 0) == handle,
        .last = chiosa_annotation_table_get_handle (self->annotations, slot, n_spans - 1) == handle,
      };

      g_array_append_val (out, fragment);
    }
}

/**
 * chiosa_document_next:
 * @self: a document
 * @offset: a place in the text, code points
 * @id: (nullable): an annotation
 *
 * Returns: (transfer none) (nullable): the live annotation after @id in reading order; when @id is %NULL or not live,
 *   the first that starts at or after @offset; %NULL at the end
 */
const ChiosaAnnotation *
chiosa_document_next (ChiosaDocument *self,
                      gsize           offset,
                      const char     *id)
{
  return annotation_or_null (self, chiosa_annotation_query_next (self->annotations, offset, find_live (self, id)));
}

/**
 * chiosa_document_previous:
 * @self: a document
 * @offset: a place in the text, code points
 * @id: (nullable): an annotation
 *
 * Returns: (transfer none) (nullable): the live annotation before @id in reading order; when @id is %NULL or not live,
 *   the last that starts before @offset; %NULL at the start
 */
const ChiosaAnnotation *
chiosa_document_previous (ChiosaDocument *self,
                          gsize           offset,
                          const char     *id)
{
  return annotation_or_null (self, chiosa_annotation_query_previous (self->annotations, offset, find_live (self, id)));
}

/**
 * chiosa_document_snapshot:
 * @self: a document
 *
 * Returns: (transfer full): all of it as it is now, for any thread
 */
ChiosaSnapshot *
chiosa_document_snapshot (ChiosaDocument *self)
{
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();
  g_autoptr (GArray) slots = chiosa_annotation_query_all (self->annotations);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (self);
  g_autoptr (GPtrArray) relations = chiosa_relation_table_list (self->relations, NULL);

  snapshot->text = chiosa_text_copy (self->text);
  snapshot->article = chiosa_article_copy (self->article);
  chiosa_snapshot_set_conflicts (snapshot, self->conflicts);
  snapshot->text_revision = self->text_revision;
  snapshot->annotations_revision = self->annotations_revision;

  for (guint i = 0; i < slots->len; i++)
    add_to_snapshot (self, snapshot, g_array_index (slots, ChiosaSlot, i));
  for (guint i = 0; i < detached->len; i++)
    chiosa_snapshot_add (snapshot, g_ptr_array_index (detached, i), NULL, 0);
  for (guint i = 0; i < relations->len; i++)
    chiosa_snapshot_add_relation (snapshot, g_ptr_array_index (relations, i));

  return snapshot;
}
