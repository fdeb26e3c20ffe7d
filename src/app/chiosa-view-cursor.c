/* chiosa-view-cursor.c
 *
 * The word cursor of annotate mode: where it goes, and what is selected when it takes words along. Which keys move it is in
 * chiosa-view-keys.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include "chiosa-segment.h"

/* Characters of a paragraph that are looked at for its direction. */
#define DIRECTION_LENGTH 100

static const ChiosaText *
get_text (ChiosaView *self)
{
  return chiosa_document_get_text (chiosa_editor_get_document (self->editor));
}

static gsize
word_end_after (const ChiosaText *text,
                gsize             offset)
{
  gsize start, end;

  if (chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, offset, &start, &end) && end > offset)
    return end;

  return chiosa_segment_next (text, CHIOSA_SEGMENT_WORD, offset, &start, &end) ? end : offset;
}

static gsize
word_start_after (const ChiosaText *text,
                  gsize             offset)
{
  gsize start, end;

  return chiosa_segment_next (text, CHIOSA_SEGMENT_WORD, offset, &start, &end) ? start : offset;
}

static gsize
word_start_before (const ChiosaText *text,
                   gsize             offset)
{
  gsize start, end;

  return chiosa_segment_previous (text, CHIOSA_SEGMENT_WORD, offset, &start, &end) ? start : offset;
}

static gsize
word_end_before (const ChiosaText *text,
                 gsize             offset)
{
  gsize start, end;

  if (!chiosa_segment_previous (text, CHIOSA_SEGMENT_WORD, offset, &start, &end))
    return 0;

  if (end >= offset && !chiosa_segment_previous (text, CHIOSA_SEGMENT_WORD, start, &start, &end))
    return 0;

  return end;
}

/* The word that the selection began with: it stays in, whichever way the selection goes. */
static ChiosaSpan
get_anchor (ChiosaView *self,
            gsize       insert,
            gsize       bound)
{
  ChiosaSpan anchor = { bound, bound };
  gsize start, end;
  gboolean found = chiosa_segment_at (get_text (self), CHIOSA_SEGMENT_WORD, bound, &start, &end);

  if (insert < bound)
    {
      gsize last = bound > 0 ? bound - 1 : 0;

      found = chiosa_segment_at (get_text (self), CHIOSA_SEGMENT_WORD, last, &start, &end) && end == bound;
    }
  else if (insert > bound)
    {
      found = found && start == bound;
    }

  if (found && end > start)
    anchor = (ChiosaSpan) { start, end };

  return anchor;
}

static void
extend_to (ChiosaView *self,
           gsize       head)
{
  gsize insert, bound;
  ChiosaSpan anchor;

  chiosa_view_get_selection (self, &insert, &bound);
  anchor = get_anchor (self, insert, bound);

  if (head > anchor.start)
    chiosa_view_select_range (self, MAX (head, anchor.end), anchor.start);
  else
    chiosa_view_select_range (self, MIN (head, anchor.start), anchor.end);
}

static void
extend_by_word (ChiosaView *self,
                gboolean    forward)
{
  const ChiosaText *text = get_text (self);
  gsize insert, bound;
  ChiosaSpan anchor;
  gsize head;

  chiosa_view_get_selection (self, &insert, &bound);
  anchor = get_anchor (self, insert, bound);

  if (insert == bound && anchor.end > anchor.start)
    {
      /* The word at the cursor comes first, in both directions. */
      chiosa_view_select_range (self, forward ? anchor.end : anchor.start, forward ? anchor.start : anchor.end);
      return;
    }

  if (forward)
    {
      head = word_start_after (text, insert);
      if (insert >= bound || head > anchor.start)
        head = word_end_after (text, MAX (insert, anchor.end));
    }
  else
    {
      head = word_end_before (text, insert);
      if (insert <= bound || head <= anchor.start)
        head = word_start_before (text, MIN (insert, anchor.start));
    }

  extend_to (self, head);
}

/* Puts the cursor on the word at @offset, or on the one before it in the paragraph, or just there. */
static void
put_on_word (ChiosaView *self,
             gsize       offset)
{
  const ChiosaText *text = get_text (self);
  gsize start, end;

  if (chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, offset, &start, &end)
      || (chiosa_segment_previous (text, CHIOSA_SEGMENT_WORD, offset, &start, &end)
          && start >= chiosa_text_paragraph_start (text, offset)))
    offset = start;

  chiosa_view_select_range (self, offset, offset);
}

/* Where a movement that is not by word ends. */
static void
arrive (ChiosaView *self,
        gsize       offset,
        gboolean    extend)
{
  const ChiosaText *text = get_text (self);
  gsize insert, bound;
  gsize start, end;

  if (!extend)
    {
      put_on_word (self, offset);
      return;
    }

  chiosa_view_get_selection (self, &insert, &bound);
  if (chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, offset, &start, &end))
    offset = offset > bound ? end : start;

  extend_to (self, offset);
}

static void
get_insert_iter (ChiosaView  *self,
                 GtkTextIter *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_get_iter_at_mark (buffer, iter, gtk_text_buffer_get_insert (buffer));
}

/* The x that moving by lines keeps to. */
static int
get_goal_x (ChiosaView         *self,
            const GdkRectangle *place)
{
  if (self->goal_x < 0)
    self->goal_x = place->x;

  return self->goal_x;
}

/**
 * chiosa_view_get_cursor_word:
 * @word: (out): code points
 *
 * Returns: whether the cursor, without a selection, stands on a word
 */
gboolean
chiosa_view_get_cursor_word (ChiosaView *self,
                             ChiosaSpan *word)
{
  gsize insert, bound;

  if (!self->buffer || chiosa_buffer_is_ahead (self->buffer))
    return FALSE;

  chiosa_view_get_selection (self, &insert, &bound);
  return insert == bound && chiosa_segment_at (get_text (self), CHIOSA_SEGMENT_WORD, insert, &word->start, &word->end);
}

/**
 * chiosa_view_is_rtl_here:
 *
 * Returns: whether the paragraph at the cursor runs from right to left, so that the left arrow key goes forward
 */
gboolean
chiosa_view_is_rtl_here (ChiosaView *self)
{
  const ChiosaText *text = get_text (self);
  gsize cursor = chiosa_view_get_cursor (self);
  gsize start = chiosa_text_paragraph_start (text, cursor);
  gsize end = MIN (chiosa_text_paragraph_end (text, cursor), start + DIRECTION_LENGTH);
  g_autofree char *paragraph = chiosa_text_get_slice (text, start, end);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), paragraph);

  return pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
}

void
chiosa_view_move_by_word (ChiosaView *self,
                          gboolean    forward,
                          gboolean    extend)
{
  const ChiosaText *text = get_text (self);
  gsize insert, bound;
  gsize low, high;

  self->exact_cursor = FALSE;
  if (extend)
    {
      extend_by_word (self, forward);
      return;
    }

  chiosa_view_get_selection (self, &insert, &bound);
  low = MIN (insert, bound);
  high = MAX (insert, bound);
  if (low < high)
    {
      put_on_word (self, forward ? word_start_after (text, high - 1) : low);
      return;
    }

  if (!forward && chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, insert, &low, &high))
    insert = low;
  put_on_word (self, forward ? word_start_after (text, insert) : word_start_before (text, insert));
}

void
chiosa_view_move_by_character (ChiosaView *self,
                               gboolean    forward,
                               gboolean    extend)
{
  gsize insert, bound;
  GtkTextIter iter;

  self->exact_cursor = TRUE;
  get_insert_iter (self, &iter);
  if (forward)
    gtk_text_iter_forward_cursor_position (&iter);
  else
    gtk_text_iter_backward_cursor_position (&iter);

  chiosa_view_get_selection (self, &insert, &bound);
  insert = gtk_text_iter_get_offset (&iter);
  chiosa_view_select_range (self, insert, extend ? bound : insert);
}

void
chiosa_view_move_by_line (ChiosaView *self,
                          gboolean    down,
                          gboolean    extend)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  GdkRectangle place;
  gboolean moved;
  int goal_x;

  self->exact_cursor = FALSE;
  get_insert_iter (self, &iter);
  gtk_text_view_get_iter_location (view, &iter, &place);
  goal_x = get_goal_x (self, &place);

  moved = down ? gtk_text_view_forward_display_line (view, &iter) : gtk_text_view_backward_display_line (view, &iter);
  if (moved || down)
    {
      gtk_text_view_get_iter_location (view, &iter, &place);
      gtk_text_view_get_iter_at_location (view, &iter, goal_x, place.y + place.height / 2);
    }

  arrive (self, gtk_text_iter_get_offset (&iter), extend);
  self->goal_x = goal_x;
}

void
chiosa_view_move_by_page (ChiosaView *self,
                          gboolean    down,
                          gboolean    extend)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  GdkRectangle visible, place;
  GtkTextIter iter;
  int goal_x;
  int step;

  self->exact_cursor = FALSE;
  gtk_text_view_get_visible_rect (view, &visible);
  step = MAX (visible.height - 2 * visible.height / 10, 1) * (down ? 1 : -1);
  get_insert_iter (self, &iter);
  gtk_text_view_get_iter_location (view, &iter, &place);
  goal_x = get_goal_x (self, &place);

  if (adjustment)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
  gtk_text_view_get_iter_at_location (view, &iter, goal_x, MAX (place.y + place.height / 2 + step, 0));
  arrive (self, gtk_text_iter_get_offset (&iter), extend);
  self->goal_x = goal_x;
}

void
chiosa_view_move_to_line_edge (ChiosaView *self,
                               gboolean    to_end,
                               gboolean    extend)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;

  self->exact_cursor = FALSE;
  get_insert_iter (self, &iter);
  if (to_end)
    gtk_text_view_forward_display_line_end (view, &iter);
  else
    gtk_text_view_backward_display_line_start (view, &iter);

  arrive (self, gtk_text_iter_get_offset (&iter), extend);
}

void
chiosa_view_move_to_text_edge (ChiosaView *self,
                               gboolean    to_end,
                               gboolean    extend)
{
  self->exact_cursor = FALSE;
  arrive (self, to_end ? chiosa_text_get_length (get_text (self)) : 0, extend);
}

/**
 * chiosa_view_select_more:
 *
 * Selects the word at the cursor, then its sentence, then its paragraph.
 */
void
chiosa_view_select_more (ChiosaView *self)
{
  static const ChiosaSegment kinds[] = { CHIOSA_SEGMENT_WORD, CHIOSA_SEGMENT_SENTENCE, CHIOSA_SEGMENT_PARAGRAPH };
  gsize insert, bound;
  ChiosaSpan old;

  chiosa_view_get_selection (self, &insert, &bound);
  old = (ChiosaSpan) { MIN (insert, bound), MAX (insert, bound) };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      ChiosaSpan wider;

      if (!chiosa_segment_at (get_text (self), kinds[i], old.start, &wider.start, &wider.end)
          || wider.end - wider.start <= old.end - old.start || wider.start > old.start || wider.end < old.end)
        continue;

      chiosa_view_select_range (self, wider.end, wider.start);
      g_array_append_val (self->grown, old);
      return;
    }
}

/**
 * chiosa_view_select_less:
 *
 * Takes the last select-more back.
 */
void
chiosa_view_select_less (ChiosaView *self)
{
  g_autoptr (GArray) grown = NULL;
  ChiosaSpan old;

  if (self->grown->len == 0)
    {
      chiosa_view_collapse (self);
      return;
    }

  old = g_array_index (self->grown, ChiosaSpan, self->grown->len - 1);
  g_array_set_size (self->grown, self->grown->len - 1);
  grown = g_array_copy (self->grown);
  chiosa_view_select_range (self, old.end, old.start);
  g_array_append_vals (self->grown, grown->data, grown->len);
}

void
chiosa_view_collapse (ChiosaView *self)
{
  gsize insert, bound;

  chiosa_view_get_selection (self, &insert, &bound);
  chiosa_view_select_range (self, MIN (insert, bound), MIN (insert, bound));
}
