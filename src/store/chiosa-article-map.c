/* chiosa-article-map.c
 *
 * Annotations of a text with unsaved changes, put back on the text that is on the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file-private.h"
#include "chiosa-segment.h"

#include <string.h>

#define CONTEXT 32

typedef struct
{
  const ChiosaEdit *back;     /* from now to saved */
  const ChiosaText *now;
  const ChiosaText *saved;
  ChiosaSpanMapper *mapper;
  ChiosaSnapshot   *result;
  GArray           *spans;    /* ChiosaSpan: of the annotation being mapped */
} Mapping;

/* Where a place between characters is after @edit; inside of what is replaced: at its start. */
static gsize
map_point (const ChiosaEdit *edit,
           gsize             point)
{
  gssize shift = 0;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);

      if (point < replacement->start)
        break;
      if (point < replacement->end)
        return replacement->start + shift;
      shift += (gssize) replacement->inserted - (gssize) (replacement->end - replacement->start);
    }

  return point + shift;
}

static char *
get_context (const ChiosaText *text,
             gsize             start,
             gsize             end)
{
  gsize length = chiosa_text_get_length (text);

  while (start < end && start > 0 && !chiosa_segment_is_edge (text, CHIOSA_SEGMENT_GRAPHEME, start))
    start++;
  while (end > start && end < length && !chiosa_segment_is_edge (text, CHIOSA_SEGMENT_GRAPHEME, end))
    end--;

  return chiosa_text_get_slice (text, start, end);
}

/* Its words stand in the unsaved text only: in the file it is detached, at the place where they will be. */
static void
add_detached (Mapping                  *self,
              const ChiosaSnapshotItem *item,
              const ChiosaSpan         *old_spans,
              gsize                     point)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_copy (item->annotation);
  gsize start = old_spans[0].start, end = old_spans[item->n_spans - 1].end;
  g_autofree char *exact = chiosa_spans_get_quote (old_spans, item->n_spans, self->now);
  g_autofree char *prefix = get_context (self->now, start - MIN (start, CONTEXT), start);
  g_autofree char *suffix = get_context (self->now, end, MIN (end + CONTEXT, chiosa_text_get_length (self->now)));
  ChiosaSpan place = { point, point };

  annotation->state = CHIOSA_STATE_DETACHED;
  g_clear_pointer (&annotation->quote, chiosa_quote_free);
  annotation->quote = chiosa_quote_new (exact, prefix, suffix, &place, 1, point);
  chiosa_snapshot_add (self->result, annotation, NULL, 0);
}

static void
map_live (Mapping                  *self,
          const ChiosaSnapshotItem *item,
          const ChiosaSpan         *old_spans)
{
  guint n = item->n_spans;
  ChiosaSpan *spans;

  g_array_set_size (self->spans, 0);
  g_array_append_vals (self->spans, old_spans, n);
  spans = (ChiosaSpan *) (void *) self->spans->data;

  if (chiosa_span_mapper_map (self->mapper, spans, &n) == CHIOSA_SPAN_GONE)
    add_detached (self, item, old_spans, spans[0].start);
  else
    chiosa_snapshot_add (self->result, item->annotation, spans, n);
}

static void
map_detached (Mapping                  *self,
              const ChiosaSnapshotItem *item)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_copy (item->annotation);

  if (annotation->quote != NULL)
    annotation->quote->point = map_point (self->back, annotation->quote->point);
  chiosa_snapshot_add (self->result, annotation, NULL, 0);
}

ChiosaSnapshot *
chiosa_snapshot_map_back (const ChiosaSnapshot *snapshot,
                          const ChiosaEdit     *since,
                          const ChiosaText     *saved)
{
  g_autoptr (ChiosaEdit) forth = chiosa_edit_copy (since);
  g_autoptr (ChiosaEdit) back = NULL;
  Mapping self = { .now = snapshot->text, .saved = saved, .result = chiosa_snapshot_new () };

  chiosa_edit_trim (forth, saved);
  self.back = back = chiosa_edit_invert (forth, saved);
  self.mapper = chiosa_span_mapper_new (back, self.now, saved);
  self.spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));

  self.result->text = chiosa_text_copy (saved);
  self.result->article = snapshot->article != NULL ? chiosa_article_copy (snapshot->article) : NULL;
  chiosa_snapshot_set_conflicts (self.result, snapshot->conflicts);
  self.result->text_revision = snapshot->text_revision;
  self.result->annotations_revision = snapshot->annotations_revision;

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);

      if (item->n_spans > 0)
        map_live (&self, item, &g_array_index (snapshot->spans, ChiosaSpan, item->first_span));
      else
        map_detached (&self, item);
    }
  for (guint i = 0; i < snapshot->relations->len; i++)
    chiosa_snapshot_add_relation (self.result, g_ptr_array_index (snapshot->relations, i));

  chiosa_span_mapper_free (self.mapper);
  g_array_unref (self.spans);
  return self.result;
}
