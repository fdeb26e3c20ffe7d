/* chiosa-view-follow.c
 *
 * What the view does when the editor, the document or the buffer say something: follow, announce, reveal, ask.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <glib/gi18n.h>

#include "chiosa-relation-popover.h"

/* How far from the edges of the view what is revealed must at least be, as a part of its height. */
#define REVEAL_MARGIN 0.12

static void
sync_selection (ChiosaView *self)
{
  gsize insert, bound;

  if (!self->editor || !self->buffer || chiosa_buffer_is_ahead (self->buffer))
    return;

  chiosa_view_get_selection (self, &insert, &bound);
  chiosa_editor_set_text_selection (self->editor, insert, bound);
  self->goal_x = -1;
  g_array_set_size (self->grown, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_mode_changed (ChiosaView *self)
{
  gboolean edit = chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_EDIT;
  gboolean editable = edit && !chiosa_document_get_read_only (chiosa_editor_get_document (self->editor));

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  chiosa_buffer_set_editable (self->buffer, editable);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), edit);
  self->exact_cursor = FALSE;
  chiosa_view_set_adjusting (self, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, edit ? _("Edit mode") : _("Annotate mode"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_announce (ChiosaView *self,
             const char *text)
{
  /* GTK 4.18 calls through NULL here when its own test backend is in use (gtk_at_context_announce() in gtkatcontext.c). */
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") == 0)
    return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_reveal (ChiosaView *self,
           guint64     start,
           guint64     end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, "chiosa-reveal");
  GtkTextIter iter;

  if (chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_ANNOTATE)
    chiosa_view_select_range (self, start, start);
  else if (self->time_travelled)
    chiosa_view_select_range (self, end, end);

  self->time_travelled = FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, start);
  gtk_text_buffer_move_mark (buffer, mark, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, REVEAL_MARGIN, FALSE, 0, 0);
}

static void
on_selected_changed (ChiosaView *self)
{
  chiosa_view_set_adjusting (self, FALSE);
  chiosa_view_update_actions (self);
  chiosa_view_queue_selected (self);
}

static void
on_relation_chosen (ChiosaRelationPopover *popover,
                    const char            *type,
                    ChiosaView            *self)
{
  const char *from = g_object_get_data (G_OBJECT (popover), "chiosa-from");
  const char *to = g_object_get_data (G_OBJECT (popover), "chiosa-to");

  if (self->editor)
    chiosa_editor_relate_as (self->editor, type, from, to);
}

static void
unparent_later (gpointer data)
{
  gtk_widget_unparent (data);
}

static void
on_popover_closed (GtkWidget *popover)
{
  g_idle_add_once (unparent_later, popover);
}

static void
point_to (ChiosaView *self,
          GtkPopover *popover,
          const char *id)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle place;
  GtkTextIter iter;
  ChiosaSpan extent = { 0, 0 };

  chiosa_document_get_extent (chiosa_editor_get_document (self->editor), id, &extent);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, extent.start);
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (popover, &place);
}

static void
on_choose_relation (ChiosaView *self,
                    const char *from,
                    const char *to,
                    GPtrArray  *types)
{
  GtkWidget *popover = chiosa_relation_popover_new (types);

  g_object_set_data_full (G_OBJECT (popover), "chiosa-from", g_strdup (from), g_free);
  g_object_set_data_full (G_OBJECT (popover), "chiosa-to", g_strdup (to), g_free);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (on_relation_chosen), self, 0);
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed), NULL);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  point_to (self, GTK_POPOVER (popover), to);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_text_edited (ChiosaView       *self,
                const ChiosaEdit *edit)
{
  chiosa_painter_edited (self->painter, edit);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_annotations_changed (ChiosaView *self,
                        guint64     start,
                        guint64     end)
{
  if (end == G_MAXUINT64 && start == 0)
    chiosa_painter_forget_all (self->painter);
  else
    chiosa_painter_forget (self->painter, start, end);

  chiosa_view_queue_selected (self);
}

static void
on_step (ChiosaView *self,
         int         direction)
{
  self->time_travelled = direction != 1;
}

static void
on_rebroken (ChiosaView *self,
             guint64     start,
             guint64     end)
{
  chiosa_painter_forget (self->painter, start, end);
}

static void
on_refused (ChiosaView *self,
            const char *why)
{
  g_signal_emit_by_name (self->editor, "message", why, FALSE);
}

void
chiosa_view_connect_signals (ChiosaView *self)
{
  GSignalGroup *editor = self->editor_signals;
  GSignalGroup *document = self->document_signals;

  g_signal_group_connect_swapped (editor, "announce", G_CALLBACK (on_announce), self);
  g_signal_group_connect_swapped (editor, "reveal", G_CALLBACK (on_reveal), self);
  g_signal_group_connect_swapped (editor, "choose-relation", G_CALLBACK (on_choose_relation), self);
  g_signal_group_connect_swapped (editor, "ends-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (editor, "notify::mode", G_CALLBACK (on_mode_changed), self);
  g_signal_group_connect_swapped (editor, "notify::selected", G_CALLBACK (on_selected_changed), self);
  g_signal_group_connect_swapped (editor, "notify::show-arcs", G_CALLBACK (gtk_widget_queue_draw), self);

  g_signal_group_connect_swapped (document, "text-edited", G_CALLBACK (on_text_edited), self);
  g_signal_group_connect_swapped (document, "annotations-changed", G_CALLBACK (on_annotations_changed), self);
  g_signal_group_connect_swapped (document, "step", G_CALLBACK (on_step), self);
  g_signal_group_connect_swapped (document, "notify::tagset", G_CALLBACK (chiosa_view_update_style), self);
  g_signal_group_connect_swapped (document, "notify::read-only", G_CALLBACK (on_mode_changed), self);
  g_signal_group_connect_swapped (document, "notify::can-undo", G_CALLBACK (chiosa_view_update_actions), self);
  g_signal_group_connect_swapped (document, "notify::can-redo", G_CALLBACK (chiosa_view_update_actions), self);
}

/* GtkTextView sets its undo actions, which are ours here, to what the buffer's own history says at each notify of the buffer. */
static void
keep_undo_actions (ChiosaView *self)
{
  g_signal_handlers_disconnect_matched (self->buffer, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                        g_signal_lookup ("notify", G_TYPE_OBJECT), 0, NULL, NULL, self);
}

void
chiosa_view_attach_buffer (ChiosaView *self)
{
  g_autoptr (ChiosaBuffer) buffer = chiosa_buffer_new (chiosa_editor_get_document (self->editor));
  GtkTextIter start;

  self->buffer = buffer;
  chiosa_buffer_set_newline_chars (buffer, self->newline_chars);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (buffer), "chiosa-reveal", &start, TRUE);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (buffer));
  keep_undo_actions (self);

  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (sync_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (sync_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "settled", G_CALLBACK (sync_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "following", G_CALLBACK (gtk_text_view_reset_im_context), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "rebroken", G_CALLBACK (on_rebroken), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "refused", G_CALLBACK (on_refused), self, G_CONNECT_SWAPPED);

  chiosa_view_take_primary (self);

  on_mode_changed (self);
  sync_selection (self);
}

void
chiosa_view_detach_buffer (ChiosaView *self)
{
  g_autoptr (ChiosaBuffer) buffer = NULL;
  g_autoptr (GtkTextBuffer) empty = NULL;

  if (!self->buffer)
    return;

  buffer = g_object_ref (self->buffer);
  chiosa_view_give_primary_back (self);
  g_signal_handlers_disconnect_by_data (buffer, self);
  self->buffer = NULL;
  /* Without any GtkTextView stumbles when the focus leaves it. */
  empty = gtk_text_buffer_new (NULL);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), empty);
  chiosa_buffer_close (buffer);
}
