/* chiosa-view-clipboard.c
 *
 * What leaves the view by the clipboard, by the primary selection or by a drag, and what it tells assistive technologies: the text of the
 * article, where GtkTextView would give away that of its buffer, display breaks included.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <string.h>

/* The selection, looked up when it is asked for. */
#define CHIOSA_TYPE_SELECTION_CONTENT (chiosa_selection_content_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSelectionContent, chiosa_selection_content, CHIOSA, SELECTION_CONTENT, GdkContentProvider)

struct _ChiosaSelectionContent
{
  GdkContentProvider  parent_instance;

  ChiosaBuffer       *buffer;     /* weak */
};

G_DEFINE_FINAL_TYPE (ChiosaSelectionContent, chiosa_selection_content, GDK_TYPE_CONTENT_PROVIDER)

static char *
dup_selection (ChiosaBuffer *buffer)
{
  GtkTextIter start, end;

  if (!buffer || !gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (buffer), &start, &end))
    return NULL;

  return chiosa_buffer_get_slice (buffer, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end));
}

static GdkContentFormats *
chiosa_selection_content_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new_for_gtype (G_TYPE_STRING);
}

static gboolean
chiosa_selection_content_get_value (GdkContentProvider  *provider,
                                    GValue              *value,
                                    GError             **error)
{
  ChiosaSelectionContent *self = CHIOSA_SELECTION_CONTENT (provider);
  char *text;

  if (!G_VALUE_HOLDS (value, G_TYPE_STRING))
    return GDK_CONTENT_PROVIDER_CLASS (chiosa_selection_content_parent_class)->get_value (provider, value, error);

  text = dup_selection (self->buffer);
  g_value_take_string (value, text ? text : g_strdup (""));
  return TRUE;
}

static void
chiosa_selection_content_finalize (GObject *object)
{
  g_clear_weak_pointer (&CHIOSA_SELECTION_CONTENT (object)->buffer);

  G_OBJECT_CLASS (chiosa_selection_content_parent_class)->finalize (object);
}

static void
chiosa_selection_content_class_init (ChiosaSelectionContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chiosa_selection_content_finalize;
  provider_class->ref_formats = chiosa_selection_content_ref_formats;
  provider_class->get_value = chiosa_selection_content_get_value;
}

static void
chiosa_selection_content_init (ChiosaSelectionContent *self)
{
}

static GdkContentProvider *
selection_content_new (ChiosaBuffer *buffer)
{
  ChiosaSelectionContent *self = g_object_new (CHIOSA_TYPE_SELECTION_CONTENT, NULL);

  g_set_weak_pointer (&self->buffer, buffer);
  return GDK_CONTENT_PROVIDER (self);
}

static gboolean
selection_has_breaks (ChiosaView *self)
{
  GtkTextIter start, end;

  return self->buffer && gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end)
         && chiosa_buffer_has_hidden (self->buffer, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end));
}

/* --- Clipboard ----------------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_view_copy:
 *
 * Returns: whether there was a selection to copy
 */
gboolean
chiosa_view_copy (ChiosaView *self)
{
  g_autofree char *text = dup_selection (self->buffer);

  if (!text)
    return FALSE;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  return TRUE;
}

/* --- Primary selection --------------------------------------------------------------------------------------------------------- */

static void
on_mark_set (ChiosaView   *self,
             GtkTextIter  *location,
             GtkTextMark  *mark,
             ChiosaBuffer *buffer)
{
  GtkTextBuffer *text_buffer = GTK_TEXT_BUFFER (buffer);
  gboolean selected = gtk_text_buffer_get_has_selection (text_buffer);
  GdkClipboard *primary;
  GdkContentProvider *content;
  gboolean ours;

  if (!gtk_widget_get_realized (GTK_WIDGET (self)) || gtk_text_mark_get_name (mark) == NULL)
    return;

  primary = gtk_widget_get_primary_clipboard (GTK_WIDGET (self));
  content = gdk_clipboard_get_content (primary);
  ours = CHIOSA_IS_SELECTION_CONTENT (content) && CHIOSA_SELECTION_CONTENT (content)->buffer == buffer;
  if (selected && !ours)
    {
      g_autoptr (GdkContentProvider) selection = selection_content_new (buffer);

      gdk_clipboard_set_content (primary, selection);
    }
  else if (!selected && ours)
    {
      gdk_clipboard_set_content (primary, NULL);
    }
}

/**
 * chiosa_view_take_primary:
 *
 * From here on the primary selection is offered by us, not by the buffer; to be called when GtkTextView has told the buffer to do it:
 * after the buffer was set, after the view was realized.
 */
void
chiosa_view_take_primary (ChiosaView *self)
{
  if (!self->buffer || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  gtk_text_buffer_remove_selection_clipboard (GTK_TEXT_BUFFER (self->buffer),
                                              gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
  g_signal_connect_object (self->buffer, "mark-set", G_CALLBACK (on_mark_set), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * chiosa_view_give_primary_back:
 *
 * Before the view is unrealized or gets another buffer: GtkTextView takes away from the buffer what it gave.
 */
void
chiosa_view_give_primary_back (ChiosaView *self)
{
  if (!self->buffer || !gtk_widget_get_realized (GTK_WIDGET (self)))
    return;

  g_signal_handlers_disconnect_by_func (self->buffer, on_mark_set, self);
  gtk_text_buffer_add_selection_clipboard (GTK_TEXT_BUFFER (self->buffer), gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
}

/* --- Dragging ------------------------------------------------------------------------------------------------------------------ */

static gboolean
is_on_selection (ChiosaView *self,
                 double      x,
                 double      y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter at, start, end;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
  return gtk_text_view_get_iter_at_location (view, &at, buffer_x, buffer_y)
         && gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end)
         && gtk_text_iter_in_range (&at, &start, &end);
}

/* GtkTextView claims a press at once, so what is to be ours must be claimed before. */
static void
on_drag_press (ChiosaView       *self,
               GdkEventSequence *sequence,
               GtkGesture       *gesture)
{
  double x, y;

  self->length_at_drag = -1;
  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) && selection_has_breaks (self)
      && gtk_gesture_get_point (gesture, sequence, &x, &y) && is_on_selection (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  else
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

/* No drag came of it: a click. */
static void
on_drag_release (ChiosaView       *self,
                 GdkEventSequence *sequence,
                 GtkGesture       *gesture)
{
  double x, y;
  gsize offset;

  if (self->length_at_drag >= 0 || !self->buffer
      || gtk_gesture_get_sequence_state (gesture, sequence) != GTK_EVENT_SEQUENCE_CLAIMED
      || !gtk_gesture_get_point (gesture, sequence, &x, &y))
    return;

  offset = chiosa_view_offset_at (self, x, y);
  chiosa_view_select_range (self, offset, offset);
}

static GdkContentProvider *
on_drag_prepare (ChiosaView *self,
                 double      x,
                 double      y)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  if (!selection_has_breaks (self))
    return NULL;

  self->length_at_drag = gtk_text_buffer_get_char_count (buffer);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  g_set_object (&self->drag_start, gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE));
  g_set_object (&self->drag_end, gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE));
  return selection_content_new (self->buffer);
}

static void
delete_dragged (ChiosaView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, self->drag_start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, self->drag_end);
  gtk_text_buffer_delete_interactive (buffer, &start, &end, gtk_text_view_get_editable (GTK_TEXT_VIEW (self)));
}

/* GtkTextView takes what does not come from itself for a copy, and puts the cursor behind it; what was dropped here moves all the same,
 * unless Control is held. */
static void
on_drag_end (ChiosaView *self,
             GdkDrag    *drag,
             gboolean    delete_data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  gboolean copied = gdk_device_get_modifier_state (gdk_drag_get_device (drag)) & GDK_CONTROL_MASK;

  if (buffer && self->drag_start && gtk_text_mark_get_buffer (self->drag_start) == buffer)
    {
      if (delete_data || (!copied && gtk_text_buffer_get_char_count (buffer) > self->length_at_drag))
        delete_dragged (self);
      gtk_text_buffer_delete_mark (buffer, self->drag_start);
      gtk_text_buffer_delete_mark (buffer, self->drag_end);
    }

  g_clear_object (&self->drag_start);
  g_clear_object (&self->drag_end);
}

/* Comes before GtkTextView's own, and only where that would give away display breaks. */
void
chiosa_view_init_dragging (ChiosaView *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_MOVE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (source), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (source, "begin", G_CALLBACK (on_drag_press), self);
  g_signal_connect_swapped (source, "end", G_CALLBACK (on_drag_release), self);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

/* --- Assistive technologies ---------------------------------------------------------------------------------------------------- */

static GtkAccessibleTextInterface *
get_parent_interface (void)
{
  return g_type_interface_peek (g_type_class_peek_static (GTK_TYPE_TEXT_VIEW), GTK_TYPE_ACCESSIBLE_TEXT);
}

/* With the article's characters in place of display breaks; takes @contents. */
static GBytes *
restore (ChiosaView *self,
         GBytes     *contents,
         guint       start)
{
  g_autofree char *slice = NULL;
  gsize n_bytes = 0;
  const char *data = contents ? g_bytes_get_data (contents, &n_bytes) : NULL;
  gboolean terminated = n_bytes > 0 && data[n_bytes - 1] == '\0';
  char *text;

  if (n_bytes == 0 || !self->buffer)
    return contents;

  slice = g_strndup (data, n_bytes);
  if (!chiosa_buffer_has_hidden (self->buffer, start, start + g_utf8_strlen (slice, -1)))
    return contents;

  g_bytes_unref (contents);
  text = chiosa_buffer_restore (self->buffer, slice, start);
  return g_bytes_new_take (text, strlen (text) + (terminated ? 1 : 0));
}

static GBytes *
get_contents (GtkAccessibleText *accessible,
              guint              start,
              guint              end)
{
  return restore (CHIOSA_VIEW (accessible), get_parent_interface ()->get_contents (accessible, start, end), start);
}

static GBytes *
get_contents_at (GtkAccessibleText            *accessible,
                 guint                         offset,
                 GtkAccessibleTextGranularity  granularity,
                 guint                        *start,
                 guint                        *end)
{
  GBytes *contents = get_parent_interface ()->get_contents_at (accessible, offset, granularity, start, end);

  return restore (CHIOSA_VIEW (accessible), contents, *start);
}

void
chiosa_view_accessible_text_init (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
}
