/* chiosa-note-editor.c
 *
 * A few lines of free text. What is typed until the user pauses or goes elsewhere is one change.
 * Knows no document: it shows what it is told and says what was written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-note-editor.h"

#include <glib/gi18n.h>

#define PAUSE_MS 1500

struct _ChiosaNoteEditor
{
  AdwBin       parent_instance;

  GtkTextView *view;
  char        *shown;      /* what the document says */
  guint        pause;
  gboolean     updating;
};

enum
{
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaNoteEditor, chiosa_note_editor, ADW_TYPE_BIN)

static char *
get_typed (ChiosaNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_strchomp (text);
}

static void
on_pause (gpointer user_data)
{
  ChiosaNoteEditor *self = user_data;

  self->pause = 0;
  chiosa_note_editor_flush (self);
}

static void
on_changed (ChiosaNoteEditor *self)
{
  if (self->updating)
    return;

  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (PAUSE_MS, on_pause, self);
}

/* Undo and save mean what is on the screen. */
static gboolean
on_key (ChiosaNoteEditor *self,
        guint             keyval,
        guint             keycode,
        GdkModifierType   state)
{
  if (state & GDK_CONTROL_MASK)
    chiosa_note_editor_flush (self);

  return GDK_EVENT_PROPAGATE;
}

static void
chiosa_note_editor_unmap (GtkWidget *widget)
{
  chiosa_note_editor_flush (CHIOSA_NOTE_EDITOR (widget));

  GTK_WIDGET_CLASS (chiosa_note_editor_parent_class)->unmap (widget);
}

static gboolean
chiosa_note_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CHIOSA_NOTE_EDITOR (widget)->view));
}

static void
chiosa_note_editor_dispose (GObject *object)
{
  ChiosaNoteEditor *self = CHIOSA_NOTE_EDITOR (object);

  g_clear_handle_id (&self->pause, g_source_remove);

  G_OBJECT_CLASS (chiosa_note_editor_parent_class)->dispose (object);
}

static void
chiosa_note_editor_finalize (GObject *object)
{
  g_free (CHIOSA_NOTE_EDITOR (object)->shown);

  G_OBJECT_CLASS (chiosa_note_editor_parent_class)->finalize (object);
}

static void
chiosa_note_editor_class_init (ChiosaNoteEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_note_editor_dispose;
  object_class->finalize = chiosa_note_editor_finalize;
  widget_class->unmap = chiosa_note_editor_unmap;
  widget_class->grab_focus = chiosa_note_editor_grab_focus;

  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
chiosa_note_editor_init (ChiosaNoteEditor *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkTextBuffer *buffer;

  self->view = GTK_TEXT_VIEW (view);
  self->shown = g_strdup ("");

  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 12);
  gtk_text_view_set_right_margin (self->view, 12);
  gtk_text_view_set_top_margin (self->view, 9);
  gtk_text_view_set_bottom_margin (self->view, 9);
  gtk_widget_set_size_request (view, -1, 72);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);

  buffer = gtk_text_view_get_buffer (self->view);
  /* There is one history, the document's. */
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (focus, "leave", G_CALLBACK (chiosa_note_editor_flush), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, keys);

  adw_bin_set_child (ADW_BIN (self), view);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (view, "inline");
}

/**
 * chiosa_note_editor_show:
 * @self: the editor
 * @note: (nullable): what the document says
 */
void
chiosa_note_editor_show (ChiosaNoteEditor *self,
                         const char       *note)
{
  if (note == NULL)
    note = "";

  if (g_str_equal (note, self->shown))
    return;

  g_set_str (&self->shown, note);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->updating = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), note, -1);
  self->updating = FALSE;
}

/**
 * chiosa_note_editor_flush:
 * @self: the editor
 *
 * Says "written" for what is typed but not yet taken over.
 */
void
chiosa_note_editor_flush (ChiosaNoteEditor *self)
{
  g_autofree char *typed = get_typed (self);

  g_clear_handle_id (&self->pause, g_source_remove);

  if (g_str_equal (typed, self->shown))
    return;

  g_set_str (&self->shown, typed);
  g_signal_emit (self, signals[WRITTEN], 0, *typed != '\0' ? typed : NULL);
}

/**
 * chiosa_note_editor_set_editable:
 * @self: the editor
 * @editable: whether the user may write
 */
void
chiosa_note_editor_set_editable (ChiosaNoteEditor *self,
                                 gboolean          editable)
{
  gtk_text_view_set_editable (self->view, editable);
}
