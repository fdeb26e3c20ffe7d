/* chiosa-outline.c
 *
 * Where a stretch of text is on the screen. GtkTextView does not show its Pango layouts, so places are asked for character by
 * character and remembered: two for each display line where all text runs from left to right, every one where it does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-outline.h"

#include "chiosa-character.h"

typedef struct
{
  gsize start;       /* code points of the article */
  gsize end;
  int   y;
  int   height;
} Row;

typedef struct
{
  int  x;
  int  width;        /* negative: from right to left */
  bool known;
} Cell;

struct _ChiosaOutline
{
  GtkTextView *view;
  GtkTextIter  start_iter;
  gsize        start;
  gsize        end;
  GArray      *rows;
  Cell        *cells;
  gboolean     bidirectional;
};

static gboolean
has_right_to_left (const GtkTextIter *start,
                   const GtkTextIter *end)
{
  g_autofree char *text = gtk_text_iter_get_slice (start, end);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if ((guchar) *p >= 0xd6 && chiosa_character_is_right_to_left (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static void
find_rows (ChiosaOutline *self)
{
  GtkTextIter iter = self->start_iter;
  gsize offset = self->start;

  for (;;)
    {
      GdkRectangle place;
      Row row;

      gtk_text_view_get_iter_location (self->view, &iter, &place);
      row.start = offset;
      row.y = place.y;
      row.height = place.height;
      row.end = self->end;

      if (gtk_text_view_forward_display_line (self->view, &iter))
        row.end = MIN ((gsize) gtk_text_iter_get_offset (&iter), self->end);

      g_array_append_val (self->rows, row);
      if (row.end >= self->end || row.end <= row.start)
        return;

      offset = row.end;
    }
}

static const Cell *
get_cell (ChiosaOutline *self,
          gsize          offset)
{
  Cell *cell = &self->cells[offset - self->start];
  GtkTextIter iter;
  GdkRectangle place;

  if (cell->known)
    return cell;

  iter = self->start_iter;
  gtk_text_iter_forward_chars (&iter, offset - self->start);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  cell->x = place.x;
  cell->width = place.width;
  cell->known = TRUE;
  return cell;
}

static gboolean
is_space_at (ChiosaOutline *self,
             gsize          offset)
{
  GtkTextIter iter = self->start_iter;

  gtk_text_iter_forward_chars (&iter, offset - self->start);
  return g_unichar_isspace (gtk_text_iter_get_char (&iter));
}

static void
add_box (ChiosaOutline *self,
         GArray        *boxes,
         guint          row_index,
         int            x1,
         int            x2,
         gboolean       rtl)
{
  const Row *row = &g_array_index (self->rows, Row, row_index);
  ChiosaBox box = { MIN (x1, x2), row->y, ABS (x2 - x1), row->height, row_index, rtl, FALSE, FALSE };

  g_array_append_val (boxes, box);
}

/* All text of the row runs from left to right: its first and last character say it all. */
static void
add_simple_box (ChiosaOutline *self,
                GArray        *boxes,
                guint          row_index,
                gsize          start,
                gsize          end)
{
  const Row *row = &g_array_index (self->rows, Row, row_index);
  int right;

  if (end < row->end)
    {
      right = get_cell (self, end)->x;
    }
  else
    {
      const Cell *last = get_cell (self, end - 1);

      right = last->x + last->width;
    }

  add_box (self, boxes, row_index, get_cell (self, start)->x, right, FALSE);
}

/* Neighbours on the screen that run the same way become one box. */
static void
add_bidirectional_boxes (ChiosaOutline *self,
                         GArray        *boxes,
                         guint          row_index,
                         gsize          start,
                         gsize          end)
{
  int left = 0, right = 0;
  gboolean open = FALSE;
  gboolean rtl = FALSE;

  for (gsize offset = start; offset < end; offset++)
    {
      const Cell *cell = get_cell (self, offset);
      int from = MIN (cell->x, cell->x + cell->width);
      int to = MAX (cell->x, cell->x + cell->width);

      if (from == to)
        continue;

      if (open && rtl == (cell->width < 0) && from <= right + 1 && to >= left - 1)
        {
          left = MIN (left, from);
          right = MAX (right, to);
          continue;
        }

      if (open)
        add_box (self, boxes, row_index, left, right, rtl);
      left = from;
      right = to;
      rtl = cell->width < 0;
      open = TRUE;
    }

  if (open)
    add_box (self, boxes, row_index, left, right, rtl);
}

/**
 * chiosa_outline_new:
 * @view: (not nullable): borrowed
 * @start: where it begins
 * @end: where it ends, in the same paragraph
 *
 * Returns: (transfer full): an outline
 */
ChiosaOutline *
chiosa_outline_new (GtkTextView       *view,
                    const GtkTextIter *start,
                    const GtkTextIter *end)
{
  ChiosaOutline *self = g_new0 (ChiosaOutline, 1);

  self->view = view;
  self->start_iter = *start;
  self->start = gtk_text_iter_get_offset (start);
  self->end = gtk_text_iter_get_offset (end);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->cells = g_new0 (Cell, self->end - self->start + 1);
  self->bidirectional = has_right_to_left (start, end);
  find_rows (self);
  return self;
}

void
chiosa_outline_free (ChiosaOutline *self)
{
  g_array_unref (self->rows);
  g_free (self->cells);
  g_free (self);
}

/**
 * chiosa_outline_get_boxes:
 * @start: code points
 * @end: code points
 * @boxes: (element-type ChiosaBox): where they are appended
 *
 * White space at the end of a display line is left out.
 */
void
chiosa_outline_get_boxes (ChiosaOutline *self,
                          gsize          start,
                          gsize          end,
                          GArray        *boxes)
{
  guint first_box = boxes->len;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      gsize from = MAX (start, row->start);
      gsize to = MIN (end, row->end);

      if (row->start >= end)
        break;

      while (to > from && to == row->end && i + 1 < self->rows->len && is_space_at (self, to - 1))
        to--;
      if (to <= from)
        continue;

      if (self->bidirectional)
        add_bidirectional_boxes (self, boxes, i, from, to);
      else
        add_simple_box (self, boxes, i, from, to);
    }

  if (boxes->len == first_box)
    return;

  g_array_index (boxes, ChiosaBox, first_box).starts = start >= self->start;
  g_array_index (boxes, ChiosaBox, boxes->len - 1).ends = end <= self->end;
}

/**
 * chiosa_outline_get_visible_boxes:
 * @start: code points
 * @end: code points
 * @visible: in buffer coordinates
 * @boxes: (element-type ChiosaBox): where they are appended
 */
void
chiosa_outline_get_visible_boxes (GtkTextView        *view,
                                  gsize               start,
                                  gsize               end,
                                  const GdkRectangle *visible,
                                  GArray             *boxes)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter, last, stop;

  gtk_text_view_get_line_at_y (view, &iter, visible->y, NULL);
  gtk_text_view_get_line_at_y (view, &last, visible->y + visible->height, NULL);
  gtk_text_iter_forward_line (&last);
  gtk_text_buffer_get_iter_at_offset (buffer, &stop, start);
  if (gtk_text_iter_compare (&stop, &iter) > 0)
    iter = stop;
  gtk_text_buffer_get_iter_at_offset (buffer, &stop, end);
  if (gtk_text_iter_compare (&last, &stop) < 0)
    stop = last;

  while (gtk_text_iter_compare (&iter, &stop) < 0)
    {
      g_autoptr (ChiosaOutline) outline = NULL;
      GtkTextIter line_start = iter;
      GtkTextIter line_end = iter;

      gtk_text_view_backward_display_line_start (view, &line_start);
      if (!gtk_text_iter_ends_line (&line_end))
        gtk_text_iter_forward_to_line_end (&line_end);
      if (gtk_text_iter_compare (&stop, &line_end) < 0)
        {
          line_end = stop;
          if (!gtk_text_iter_ends_line (&line_end))
            gtk_text_view_forward_display_line_end (view, &line_end);
        }

      outline = chiosa_outline_new (view, &line_start, &line_end);
      chiosa_outline_get_boxes (outline, start, end, boxes);
      if (!gtk_text_iter_forward_line (&iter))
        return;
    }
}
