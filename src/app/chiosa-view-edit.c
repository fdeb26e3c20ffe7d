/* chiosa-view-edit.c
 *
 * Deleting, cutting, copying and pasting: what GtkTextView does, with the buffer told of what kind the edit is, and the article's text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

static GtkTextViewClass *
get_parent_class (void)
{
  return GTK_TEXT_VIEW_CLASS (g_type_class_peek_static (GTK_TYPE_TEXT_VIEW));
}

static void
backspace (GtkTextView *view)
{
  ChiosaView *self = CHIOSA_VIEW (view);

  if (!self->buffer)
    return;

  chiosa_buffer_begin_kind (self->buffer, CHIOSA_EDIT_DELETING);
  get_parent_class ()->backspace (view);
  chiosa_buffer_end_kind (self->buffer);
}

static void
delete_from_cursor (GtkTextView   *view,
                    GtkDeleteType  type,
                    int            count)
{
  ChiosaView *self = CHIOSA_VIEW (view);

  if (!self->buffer)
    return;

  chiosa_buffer_begin_kind (self->buffer, CHIOSA_EDIT_DELETING);
  get_parent_class ()->delete_from_cursor (view, type, count);
  chiosa_buffer_end_kind (self->buffer);
}

static void
cut_clipboard (GtkTextView *view)
{
  ChiosaView *self = CHIOSA_VIEW (view);

  if (!self->buffer)
    return;

  chiosa_buffer_begin_kind (self->buffer, CHIOSA_EDIT_CUT);
  if (chiosa_view_copy (self))
    gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self->buffer), TRUE, gtk_text_view_get_editable (view));
  chiosa_buffer_end_kind (self->buffer);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

static void
copy_clipboard (GtkTextView *view)
{
  chiosa_view_copy (CHIOSA_VIEW (view));
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (ChiosaView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (!text || !self->buffer || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    return;

  chiosa_buffer_paste (self->buffer, text);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/* Plain text only, whatever else the clipboard holds. */
static void
paste_clipboard (GtkTextView *view)
{
  if (!gtk_text_view_get_editable (view))
    {
      gtk_widget_error_bell (GTK_WIDGET (view));
      return;
    }

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, on_clipboard_read, g_object_ref (view));
}

void
chiosa_view_override_editing (GtkTextViewClass *view_class)
{
  view_class->backspace = backspace;
  view_class->delete_from_cursor = delete_from_cursor;
  view_class->cut_clipboard = cut_clipboard;
  view_class->copy_clipboard = copy_clipboard;
  view_class->paste_clipboard = paste_clipboard;
}
