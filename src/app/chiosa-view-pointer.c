/* chiosa-view-pointer.c
 *
 * What the mouse does in the view. In annotate mode a press selects words, not characters, and a drag out of the selected annotation
 * makes a relation; GtkTextView's own gestures see only what is left: edit mode, touch, the other buttons.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include "chiosa-segment.h"

#define SCROLL_INTERVAL 50

static const ChiosaText *
get_text (ChiosaView *self)
{
  return chiosa_document_get_text (chiosa_editor_get_document (self->editor));
}

static gboolean
is_annotating (ChiosaView *self)
{
  return self->editor && chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_ANNOTATE;
}

static GdkModifierType
get_modifiers (GtkGesture *gesture)
{
  return gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/* Whether an annotation covers the character at @offset. */
static gboolean
is_in_annotation (ChiosaView *self,
                  const char *id,
                  gsize       offset)
{
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans = 0;

  if (!id)
    return FALSE;

  spans = chiosa_document_get_spans (chiosa_editor_get_document (self->editor), id, &n_spans);
  for (guint i = 0; spans && i < n_spans; i++)
    if (offset >= spans[i].start && offset < spans[i].end)
      return TRUE;

  return FALSE;
}

/* The innermost annotation at the pointer that is not @except, or that has letters while the user chooses by letters. */
static char *
find_other_end (ChiosaView *self,
                gsize       offset,
                const char *except)
{
  ChiosaDocument *document = chiosa_editor_get_document (self->editor);
  g_autoptr (GPtrArray) found = chiosa_document_query (document, offset, offset + 1);
  gboolean relating = chiosa_editor_is_relating (self->editor);
  const char *best = NULL;
  gsize best_length = G_MAXSIZE;

  for (guint i = 0; i < found->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (found, i);
      ChiosaSpan extent;

      if (g_strcmp0 (annotation->id, except) == 0 || !chiosa_document_get_extent (document, annotation->id, &extent))
        continue;
      if (relating && !chiosa_editor_get_end_letters (self->editor, annotation->id))
        continue;
      if (extent.end - extent.start >= best_length)
        continue;

      best = annotation->id;
      best_length = extent.end - extent.start;
    }

  return g_strdup (best);
}

static void
snap (ChiosaView *self,
      ChiosaSpan *span)
{
  const ChiosaText *text = get_text (self);
  gsize start, end;

  switch (self->pointer.grain)
    {
    case CHIOSA_GRAIN_SENTENCE:
      if (chiosa_segment_at (text, CHIOSA_SEGMENT_SENTENCE, span->start, &start, &end))
        span->start = MIN (span->start, start);
      if (chiosa_segment_at (text, CHIOSA_SEGMENT_SENTENCE, span->end, &start, &end))
        span->end = MAX (span->end, end);
      break;

    case CHIOSA_GRAIN_WORD:
      if (span->start == span->end)
        {
          if (chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, span->start, &start, &end))
            *span = (ChiosaSpan) { start, end };
        }
      else
        {
          start = span->start;
          end = span->end;
          if (chiosa_segment_snap_words (text, &start, &end))
            *span = (ChiosaSpan) { start, end };
        }
      break;

    case CHIOSA_GRAIN_CHARACTER:
    default:
      chiosa_segment_snap_graphemes (text, &span->start, &span->end);
    }
}

/* Selects from where the button was pressed to where the pointer is. */
static void
select_to_pointer (ChiosaView *self)
{
  gsize here = chiosa_view_offset_at (self, self->pointer.x, self->pointer.y);
  gsize there = self->pointer.offset;
  ChiosaSpan span = { MIN (here, there), MAX (here, there) };

  snap (self, &span);
  if (here >= there)
    chiosa_view_select_range (self, span.end, span.start);
  else
    chiosa_view_select_range (self, span.start, span.end);
}

static void
relate_to_pointer (ChiosaView *self)
{
  gsize here = chiosa_view_offset_at (self, self->pointer.x, self->pointer.y);

  g_free (self->pointer.to);
  self->pointer.to = find_other_end (self, here, self->pointer.from);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Held beyond the edge, the text goes on under the pointer. */
static gboolean
scroll_along (gpointer data)
{
  ChiosaView *self = data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int beyond = self->pointer.y < 0 ? self->pointer.y : MAX (self->pointer.y - height, 0);

  if (beyond == 0 || !adjustment)
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + CLAMP (beyond, -60, 60));
  if (self->pointer.from)
    relate_to_pointer (self);
  else
    select_to_pointer (self);

  return G_SOURCE_CONTINUE;
}

static void
begin_moving (ChiosaView *self)
{
  const char *selected = chiosa_editor_get_selected (self->editor);

  self->pointer.moved = TRUE;
  if (self->pointer.grain == CHIOSA_GRAIN_WORD && self->pointer.n_press == 1
      && is_in_annotation (self, selected, self->pointer.offset))
    self->pointer.from = g_strdup (selected);

  if (self->pointer.scroll_source == 0)
    self->pointer.scroll_source = g_timeout_add (SCROLL_INTERVAL, scroll_along, self);
}

/* A click: the cursor goes to the word, the annotation there is selected, at the next click the one around it. */
static void
click (ChiosaView *self,
       gsize       offset)
{
  g_autofree char *from = g_strdup (chiosa_editor_get_selected (self->editor));
  g_autofree char *to = NULL;
  gsize start = offset, end;

  if (chiosa_editor_is_relating (self->editor))
    {
      to = find_other_end (self, offset, from);
      chiosa_editor_cancel (self->editor);
      if (to)
        chiosa_editor_relate (self->editor, from, to);
      return;
    }

  chiosa_segment_at (get_text (self), CHIOSA_SEGMENT_WORD, offset, &start, &end);
  self->exact_cursor = FALSE;
  chiosa_view_select_range (self, start, start);
  if (!chiosa_editor_cycle_at (self->editor, offset))
    chiosa_editor_select (self->editor, NULL, FALSE);
}

static void
extend_to_pointer (ChiosaView *self)
{
  gsize insert, bound;

  chiosa_view_get_selection (self, &insert, &bound);
  self->pointer.offset = bound;
  self->pointer.moved = TRUE;
  select_to_pointer (self);
}

static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            ChiosaView      *self)
{
  GdkModifierType modifiers = get_modifiers (GTK_GESTURE (gesture));

  chiosa_view_clear_pointer (self);
  self->pointer.touch = is_touch (GTK_GESTURE (gesture));
  self->pointer.pressed = TRUE;
  if (!is_annotating (self) || self->pointer.touch)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  chiosa_view_set_adjusting (self, FALSE);

  self->pointer.x = x;
  self->pointer.y = y;
  self->pointer.offset = chiosa_view_offset_at (self, x, y);
  self->pointer.n_press = n_press;
  if (modifiers & GDK_ALT_MASK)
    self->pointer.grain = CHIOSA_GRAIN_CHARACTER;
  else
    self->pointer.grain = n_press > 2 ? CHIOSA_GRAIN_SENTENCE : CHIOSA_GRAIN_WORD;

  if (modifiers & GDK_SHIFT_MASK)
    extend_to_pointer (self);
  else if (n_press > 1)
    select_to_pointer (self);
}

/* Touch, and the mouse in edit mode: GtkTextView has put the cursor, the annotation there is selected too. */
static void
on_released (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             ChiosaView      *self)
{
  gsize insert, bound;

  if (!self->pointer.pressed || !self->editor || n_press > 1)
    return;

  if (is_annotating (self) && self->pointer.touch)
    {
      click (self, chiosa_view_offset_at (self, x, y));
      return;
    }

  chiosa_view_get_selection (self, &insert, &bound);
  if (!is_annotating (self) && insert == bound && !chiosa_buffer_is_ahead (self->buffer))
    chiosa_editor_cycle_at (self->editor, chiosa_view_offset_at (self, x, y));
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                ChiosaView     *self)
{
  double x, y;

  if (!is_annotating (self) || self->pointer.touch || !self->pointer.pressed)
    return;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer.x = x + dx;
  self->pointer.y = y + dy;
  if (!self->pointer.moved && !gtk_drag_check_threshold (GTK_WIDGET (self), x, y, x + dx, y + dy))
    return;

  if (!self->pointer.moved || self->pointer.scroll_source == 0)
    begin_moving (self);

  if (self->pointer.from)
    relate_to_pointer (self);
  else
    select_to_pointer (self);
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             ChiosaView     *self)
{
  g_autofree char *from = g_steal_pointer (&self->pointer.from);
  g_autofree char *to = g_steal_pointer (&self->pointer.to);
  gboolean clicked = self->pointer.pressed && !self->pointer.moved && self->pointer.n_press == 1;
  gsize offset = self->pointer.offset;

  if (!is_annotating (self) || self->pointer.touch)
    return;

  chiosa_view_clear_pointer (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (from && to)
    chiosa_editor_relate (self->editor, from, to);
  else if (clicked)
    click (self, offset);
}

static void
on_cancel (GtkGesture       *gesture,
           GdkEventSequence *sequence,
           ChiosaView       *self)
{
  chiosa_view_clear_pointer (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The context menu is about what is under the pointer. */
static void
on_secondary_pressed (GtkGestureClick *gesture,
                      int              n_press,
                      double           x,
                      double           y,
                      ChiosaView      *self)
{
  gsize offset = chiosa_view_offset_at (self, x, y);
  gsize insert, bound;

  if (!is_annotating (self))
    return;

  chiosa_view_get_selection (self, &insert, &bound);
  if (insert != bound && offset >= MIN (insert, bound) && offset < MAX (insert, bound))
    return;

  if (!is_in_annotation (self, chiosa_editor_get_selected (self->editor), offset))
    click (self, offset);
}

void
chiosa_view_clear_pointer (ChiosaView *self)
{
  g_clear_handle_id (&self->pointer.scroll_source, g_source_remove);
  g_clear_pointer (&self->pointer.from, g_free);
  g_clear_pointer (&self->pointer.to, g_free);
  self->pointer.pressed = FALSE;
  self->pointer.moved = FALSE;
  self->pointer.n_press = 0;
}

void
chiosa_view_init_pointer (ChiosaView *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();

  self->pointer.click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->pointer.click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->pointer.click), GTK_PHASE_CAPTURE);
  g_signal_connect (self->pointer.click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (self->pointer.click, "released", G_CALLBACK (on_released), self);

  self->pointer.drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->pointer.drag), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->pointer.drag), GTK_PHASE_CAPTURE);
  g_signal_connect (self->pointer.drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (self->pointer.drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (self->pointer.drag, "cancel", G_CALLBACK (on_cancel), self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_pressed), self);

  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->pointer.click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->pointer.drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_group (self->pointer.drag, self->pointer.click);
}
