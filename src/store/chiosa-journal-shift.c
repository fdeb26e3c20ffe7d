/* chiosa-journal-shift.c
 *
 * Where offsets land after an edit, as journals count. Part of their format: a change here needs a new version of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-state.h"

void
chiosa_shifts_init (ChiosaShifts     *self,
                    const ChiosaEdit *edit)
{
  gsize shift = 0;

  self->n = chiosa_edit_get_n (edit);
  self->starts = g_new (gsize, 3 * (gsize) self->n + 1);
  self->ends = self->starts + self->n;
  self->shifts = self->ends + self->n;

  for (guint i = 0; i < self->n; i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);

      self->starts[i] = replacement->start;
      self->ends[i] = replacement->end;
      self->shifts[i] = shift;
      shift += replacement->inserted - (replacement->end - replacement->start);
    }
  self->shifts[self->n] = shift;
}

void
chiosa_shifts_clear (ChiosaShifts *self)
{
  g_clear_pointer (&self->starts, g_free);
}

/* How many replacements end at or before @offset. */
static guint
count_before (const ChiosaShifts *self,
              gsize               offset)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->ends[middle] <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* An offset inside a replacement goes to where that begins. */
static gsize
map_behind (const ChiosaShifts *self,
            guint               n_before,
            gsize               offset)
{
  if (n_before < self->n && self->starts[n_before] < offset)
    offset = self->starts[n_before];

  return offset + self->shifts[n_before];
}

/* What is inserted at a start stays before it. */
static gsize
map_start (const ChiosaShifts *self,
           gsize               offset)
{
  return map_behind (self, count_before (self, offset), offset);
}

/* What is inserted at an end stays behind it. */
static gsize
map_end (const ChiosaShifts *self,
         gsize               offset)
{
  guint n = count_before (self, offset);

  if (n > 0 && self->starts[n - 1] == offset)
    n--;

  return map_behind (self, n, offset);
}

void
chiosa_shifts_map_spans (const ChiosaShifts *self,
                         ChiosaSpan         *spans,
                         guint               n_spans)
{
  for (guint i = 0; self->n > 0 && i < n_spans; i++)
    {
      spans[i].start = map_start (self, spans[i].start);
      spans[i].end = MAX (spans[i].start, map_end (self, spans[i].end));
    }
}

ChiosaAnnotation *
chiosa_shifts_map_value (const ChiosaShifts *self,
                         ChiosaAnnotation   *annotation)
{
  ChiosaAnnotation *moved;
  gsize point;

  if (self->n == 0 || annotation->quote == NULL)
    return chiosa_annotation_ref (annotation);

  point = map_end (self, annotation->quote->point);
  if (point == annotation->quote->point)
    return chiosa_annotation_ref (annotation);

  moved = chiosa_annotation_copy (annotation);
  moved->quote->point = point;
  return moved;
}
