/* chiosa-buffer.c
 *
 * The GtkTextBuffer that follows a document. The document is the truth: undo is its business, and an edit that it refuses is taken
 * back here. Draws nothing, and has no tags but that of invisible characters, so that none can travel with pasted text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-buffer.h"

#include "chiosa-display-breaks.h"
#include "chiosa-encoding.h"
#include "chiosa-invisible.h"

#include <string.h>

/* A change by more characters than this is not left to be laid out before its lines are broken. */
#define MANY_CHARACTERS 1000

struct _ChiosaBuffer
{
  GtkTextBuffer   parent_instance;

  ChiosaDocument *document;
  char           *newline_chars;

  ChiosaEdit     *edit;             /* gathered so far, in the coordinates of the document's text; NULL: none */
  ChiosaEditKind  kind;             /* of @edit */
  ChiosaEditKind  announced_kind;   /* between begin_kind and end_kind */
  guint           kind_depth;
  guint           action_depth;     /* user actions */
  guint           settle_source;    /* commits a deletion that waited for what replaces it */

  ChiosaDisplayBreaks *breaks;
  guint           adjust_source;    /* looks after the breaks of what changed */

  guint           editable : 1;
  guint           following : 1;    /* the change comes from the document */
  guint           committing : 1;   /* the document is taking our edit: no echo */
  guint           adjusting : 1;    /* the change is one of display breaks: none of the text */
};

enum
{
  FOLLOWING,
  SETTLED,
  REFUSED,
  REBROKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaBuffer, chiosa_buffer, GTK_TYPE_TEXT_BUFFER)

/* --- Display breaks ------------------------------------------------------------------------------------------------------------ */

static void
adjust_breaks (ChiosaBuffer *self)
{
  gsize start, end;
  gboolean adjusted;

  g_clear_handle_id (&self->adjust_source, g_source_remove);
  self->following = self->adjusting = TRUE;
  adjusted = chiosa_display_breaks_adjust (self->breaks, GTK_TEXT_BUFFER (self), &start, &end);
  self->following = self->adjusting = FALSE;
  if (adjusted)
    g_signal_emit (self, signals[REBROKEN], 0, (guint64) start, (guint64) end);
}

static gboolean
adjust_breaks_later (gpointer data)
{
  ChiosaBuffer *self = data;

  self->adjust_source = 0;
  adjust_breaks (self);
  return G_SOURCE_REMOVE;
}

/* Iterators of who changes the buffer must live on: breaks are set later, but before the next frame. */
static void
queue_adjusting (ChiosaBuffer *self)
{
  if (self->adjust_source == 0)
    self->adjust_source = g_idle_add_full (G_PRIORITY_HIGH, adjust_breaks_later, self, NULL);
}

static void
insert_text (ChiosaBuffer *self,
             GtkTextIter  *iter,
             const char   *text,
             int           n_bytes)
{
  gsize start = gtk_text_iter_get_offset (iter);
  gsize end;

  GTK_TEXT_BUFFER_CLASS (chiosa_buffer_parent_class)->insert_text (GTK_TEXT_BUFFER (self), iter, text, n_bytes);
  if (self->adjusting)
    return;

  end = gtk_text_iter_get_offset (iter);
  chiosa_invisible_show (GTK_TEXT_BUFFER (self), start, text, n_bytes);
  chiosa_display_breaks_inserted (self->breaks, start, end - start);
  queue_adjusting (self);
}

static void
delete_range (ChiosaBuffer *self,
              GtkTextIter  *start_iter,
              GtkTextIter  *end_iter)
{
  gsize start = gtk_text_iter_get_offset (start_iter);
  gsize end = gtk_text_iter_get_offset (end_iter);

  GTK_TEXT_BUFFER_CLASS (chiosa_buffer_parent_class)->delete_range (GTK_TEXT_BUFFER (self), start_iter, end_iter);
  if (self->adjusting)
    return;

  chiosa_display_breaks_deleted (self->breaks, start, end);
  queue_adjusting (self);
}

/* --- From the document to the buffer ---------------------------------------------------------------------------------------- */

static void
play (ChiosaBuffer            *self,
      const ChiosaReplacement *replacement)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, replacement->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, replacement->end);
  if (replacement->start < replacement->end)
    gtk_text_buffer_delete (buffer, &start, &end);
  if (*replacement->text)
    gtk_text_buffer_insert (buffer, &start, replacement->text, -1);
}

/* Replacements are in the coordinates of the old text: from the last to the first nothing shifts. */
static void
follow (ChiosaBuffer     *self,
        const ChiosaEdit *edit)
{
  self->following = TRUE;
  for (guint i = chiosa_edit_get_n (edit); i > 0; i--)
    play (self, chiosa_edit_get (edit, i - 1));
  self->following = FALSE;
  adjust_breaks (self);
}

/* The whole text; what was gathered but not yet given to the document is dropped. */
static void
load (ChiosaBuffer *self)
{
  const ChiosaText *text = chiosa_document_get_text (self->document);
  g_autofree char *utf8 = chiosa_text_get_slice (text, 0, chiosa_text_get_length (text));
  g_autofree char *shown = chiosa_display_breaks_load (self->breaks, utf8, chiosa_text_get_n_bytes (text));
  GtkTextIter start;

  g_clear_pointer (&self->edit, chiosa_edit_free);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->following = self->adjusting = TRUE;
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), shown, -1);
  self->following = self->adjusting = FALSE;
  chiosa_invisible_show (GTK_TEXT_BUFFER (self), 0, shown, strlen (shown));

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &start);
}

static void
on_text_edited (ChiosaBuffer     *self,
                const ChiosaEdit *edit)
{
  if (self->committing)
    return;

  g_signal_emit (self, signals[FOLLOWING], 0);
  if (self->edit)
    load (self);
  else
    follow (self, edit);
  g_signal_emit (self, signals[SETTLED], 0);
}

/* --- From the buffer to the document ---------------------------------------------------------------------------------------- */

static void
take_back (ChiosaBuffer     *self,
           const ChiosaEdit *edit)
{
  g_autoptr (ChiosaEdit) back = chiosa_edit_invert (edit, chiosa_document_get_text (self->document));

  follow (self, back);
}

static void
commit (ChiosaBuffer *self)
{
  g_autoptr (ChiosaEdit) edit = g_steal_pointer (&self->edit);
  g_autoptr (GError) error = NULL;
  gboolean taken;

  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (!edit)
    return;

  chiosa_edit_trim (edit, chiosa_document_get_text (self->document));
  if (chiosa_edit_is_empty (edit))
    return;

  self->committing = TRUE;
  taken = chiosa_document_edit (self->document, edit, self->kind, &error);
  self->committing = FALSE;

  if (!taken)
    {
      take_back (self, edit);
      g_signal_emit (self, signals[REFUSED], 0, error->message);
    }

  g_signal_emit (self, signals[SETTLED], 0);
}

static gboolean
commit_when_settled (gpointer data)
{
  ChiosaBuffer *self = data;

  self->settle_source = 0;
  commit (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_one_character (const char *text,
                  int         n_bytes)
{
  return n_bytes > 0 && n_bytes <= 6 && g_utf8_next_char (text) == text + n_bytes;
}

static ChiosaEditKind
kind_of_insertion (ChiosaBuffer *self,
                   const char   *text,
                   int           n_bytes)
{
  if (self->kind_depth > 0)
    return self->announced_kind;

  if (is_one_character (text, n_bytes) || strcmp (text, self->newline_chars) == 0)
    return CHIOSA_EDIT_TYPING;

  return CHIOSA_EDIT_OTHER;
}

/* The kind of an action is that of its insertion, else that of its deletion. */
static void
gather (ChiosaBuffer   *self,
        gsize           start,
        gsize           end,
        const char     *text,
        ChiosaEditKind  kind)
{
  if (!self->edit)
    self->edit = chiosa_edit_new ();

  chiosa_edit_compose (self->edit, start, end, text);
  self->kind = kind;
  if (self->action_depth == 0)
    commit (self);
}

/* Typing over a selection comes from GtkTextView as two user actions, of which the first only deletes the selection. The two are
 * one edit: otherwise an annotation of just these words would be gone before its new words come. */
static gboolean
waits_for_replacement (ChiosaBuffer *self)
{
  return self->edit && self->kind_depth == 0 && self->kind == CHIOSA_EDIT_OTHER
         && chiosa_edit_get_n (self->edit) == 1
         && chiosa_edit_get (self->edit, 0)->inserted == 0;
}

static gboolean
is_between_cr_and_lf (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;

  return gtk_text_iter_get_char (iter) == '\n'
         && gtk_text_iter_backward_char (&before)
         && gtk_text_iter_get_char (&before) == '\r';
}

/* What comes back to us as the buffer has it, because GTK took it from the selection: with the article's characters; else NULL. */
static char *
restore_own (ChiosaBuffer *self,
             const char   *text,
             int           n_bytes)
{
  GtkTextIter start, end;
  g_autofree char *raw = NULL;

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end)
      || !chiosa_buffer_has_hidden (self, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end)))
    return NULL;

  raw = gtk_text_iter_get_slice (&start, &end);
  if (strlen (raw) != n_bytes || strncmp (raw, text, n_bytes) != 0)
    return NULL;

  return chiosa_buffer_restore (self, raw, gtk_text_iter_get_offset (&start));
}

static void
chiosa_buffer_insert_text (GtkTextBuffer *buffer,
                           GtkTextIter   *iter,
                           const char    *text,
                           int            n_bytes)
{
  ChiosaBuffer *self = CHIOSA_BUFFER (buffer);
  g_autofree char *own = NULL;
  gsize start;

  if (self->following)
    {
      insert_text (self, iter, text, n_bytes);
      return;
    }

  if (!self->editable)
    {
      /* What listens afterwards believes that the text is there. */
      g_signal_stop_emission_by_name (buffer, "insert-text");
      return;
    }

  own = restore_own (self, text, n_bytes);
  if (!own)
    own = chiosa_newline_convert (text, n_bytes, self->newline_chars);
  if (!own)
    own = g_strndup (text, n_bytes);
  if (is_between_cr_and_lf (iter))
    gtk_text_iter_backward_char (iter);

  start = gtk_text_iter_get_offset (iter);
  insert_text (self, iter, own, strlen (own));
  gather (self, start, start, own, kind_of_insertion (self, own, strlen (own)));
}

static void
chiosa_buffer_delete_range (GtkTextBuffer *buffer,
                            GtkTextIter   *start,
                            GtkTextIter   *end)
{
  ChiosaBuffer *self = CHIOSA_BUFFER (buffer);
  gsize from, to;

  if (self->following)
    {
      delete_range (self, start, end);
      return;
    }

  if (!self->editable)
    return;

  if (is_between_cr_and_lf (start))
    gtk_text_iter_backward_char (start);
  if (is_between_cr_and_lf (end))
    gtk_text_iter_forward_char (end);

  from = gtk_text_iter_get_offset (start);
  to = gtk_text_iter_get_offset (end);
  delete_range (self, start, end);
  gather (self, from, to, "", self->kind_depth > 0 ? self->announced_kind : CHIOSA_EDIT_OTHER);
}

/* An article is text: pictures and widgets from elsewhere stay outside. */
static void
chiosa_buffer_insert_paintable (GtkTextBuffer *buffer,
                                GtkTextIter   *iter,
                                GdkPaintable  *paintable)
{
}

static void
chiosa_buffer_insert_child_anchor (GtkTextBuffer      *buffer,
                                   GtkTextIter        *iter,
                                   GtkTextChildAnchor *anchor)
{
}

static void
chiosa_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  ChiosaBuffer *self = CHIOSA_BUFFER (buffer);

  self->action_depth++;
}

static void
chiosa_buffer_end_user_action (GtkTextBuffer *buffer)
{
  ChiosaBuffer *self = CHIOSA_BUFFER (buffer);

  self->action_depth--;
  if (self->action_depth > 0)
    return;

  if (chiosa_display_breaks_get_n_changed (self->breaks) > MANY_CHARACTERS)
    adjust_breaks (self);
  if (!self->edit)
    return;

  if (!waits_for_replacement (self))
    commit (self);
  else if (self->settle_source == 0)
    self->settle_source = g_idle_add_full (G_PRIORITY_HIGH, commit_when_settled, self, NULL);
}

static void
chiosa_buffer_dispose (GObject *object)
{
  chiosa_buffer_close (CHIOSA_BUFFER (object));

  G_OBJECT_CLASS (chiosa_buffer_parent_class)->dispose (object);
}

static void
chiosa_buffer_finalize (GObject *object)
{
  ChiosaBuffer *self = CHIOSA_BUFFER (object);

  g_clear_handle_id (&self->adjust_source, g_source_remove);
  g_clear_pointer (&self->breaks, chiosa_display_breaks_free);
  g_free (self->newline_chars);

  G_OBJECT_CLASS (chiosa_buffer_parent_class)->finalize (object);
}

static void
chiosa_buffer_class_init (ChiosaBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = chiosa_buffer_dispose;
  object_class->finalize = chiosa_buffer_finalize;

  buffer_class->insert_text = chiosa_buffer_insert_text;
  buffer_class->delete_range = chiosa_buffer_delete_range;
  buffer_class->insert_paintable = chiosa_buffer_insert_paintable;
  buffer_class->insert_child_anchor = chiosa_buffer_insert_child_anchor;
  buffer_class->begin_user_action = chiosa_buffer_begin_user_action;
  buffer_class->end_user_action = chiosa_buffer_end_user_action;

  signals[FOLLOWING] = g_signal_new ("following", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REBROKEN] = g_signal_new ("rebroken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
chiosa_buffer_init (ChiosaBuffer *self)
{
  self->newline_chars = g_strdup ("\n");
  self->breaks = chiosa_display_breaks_new ();
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
}

/* --- Public --------------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_buffer_new:
 * @document: a reference is taken
 *
 * Returns: (transfer full): a buffer with the text of @document, not editable
 */
ChiosaBuffer *
chiosa_buffer_new (ChiosaDocument *document)
{
  ChiosaBuffer *self = g_object_new (CHIOSA_TYPE_BUFFER, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "text-edited", G_CALLBACK (on_text_edited), self);
  load (self);

  return self;
}

/**
 * chiosa_buffer_close:
 *
 * Lets go of document and text. GTK 4.18 keeps a reference of a buffer for each selection that was given up
 * (update_selection_clipboards() in gtktextbuffer.c), so that the last one is not ours to drop.
 */
void
chiosa_buffer_close (ChiosaBuffer *self)
{
  if (!self->document)
    return;

  chiosa_buffer_flush (self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  self->editable = FALSE;

  self->following = TRUE;
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), "", 0);
  self->following = FALSE;
  g_clear_handle_id (&self->adjust_source, g_source_remove);
}

void
chiosa_buffer_set_editable (ChiosaBuffer *self,
                            gboolean      editable)
{
  chiosa_buffer_flush (self);
  self->editable = editable;
}

/**
 * chiosa_buffer_set_newline_chars:
 * @newline_chars: "\n", "\r\n" or "\r"
 */
void
chiosa_buffer_set_newline_chars (ChiosaBuffer *self,
                                 const char   *newline_chars)
{
  g_return_if_fail (newline_chars && *newline_chars);

  g_set_str (&self->newline_chars, newline_chars);
}

void
chiosa_buffer_begin_kind (ChiosaBuffer   *self,
                          ChiosaEditKind  kind)
{
  chiosa_buffer_flush (self);
  self->announced_kind = kind;
  self->kind_depth++;
}

void
chiosa_buffer_end_kind (ChiosaBuffer *self)
{
  g_return_if_fail (self->kind_depth > 0);

  self->kind_depth--;
}

/**
 * chiosa_buffer_paste:
 * @text: plain text
 */
void
chiosa_buffer_paste (ChiosaBuffer *self,
                     const char   *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  chiosa_buffer_begin_kind (self, CHIOSA_EDIT_PASTE);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, valid, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  chiosa_buffer_end_kind (self);
}

void
chiosa_buffer_flush (ChiosaBuffer *self)
{
  if (self->action_depth == 0)
    commit (self);
}

gboolean
chiosa_buffer_is_ahead (ChiosaBuffer *self)
{
  return self->edit != NULL || self->adjusting;
}

/**
 * chiosa_buffer_get_slice:
 * @start: code points
 * @end: code points
 *
 * Returns: (transfer full): the article's text, with what is still being gathered; never display breaks
 */
char *
chiosa_buffer_get_slice (ChiosaBuffer *self,
                         gsize         start,
                         gsize         end)
{
  GtkTextIter from, to;
  g_autofree char *slice = NULL;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &from, start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &to, end);
  slice = gtk_text_iter_get_slice (&from, &to);
  return chiosa_buffer_restore (self, slice, start);
}

/**
 * chiosa_buffer_restore:
 * @slice: text of the buffer
 * @start: where it begins, in code points
 *
 * Returns: (transfer full): the same without display breaks
 */
char *
chiosa_buffer_restore (ChiosaBuffer *self,
                       const char   *slice,
                       gsize         start)
{
  return chiosa_display_breaks_restore (self->breaks, slice, start);
}

/**
 * chiosa_buffer_get_hidden:
 * @offset: code points
 *
 * Returns: the character of the article in whose place there is a display break here; 0 where there is none
 */
gunichar
chiosa_buffer_get_hidden (ChiosaBuffer *self,
                          gsize         offset)
{
  return chiosa_display_breaks_get (self->breaks, offset);
}

/**
 * chiosa_buffer_has_hidden:
 * @start: code points
 * @end: code points
 *
 * Returns: whether there are display breaks in between
 */
gboolean
chiosa_buffer_has_hidden (ChiosaBuffer *self,
                          gsize         start,
                          gsize         end)
{
  return chiosa_display_breaks_any (self->breaks, start, end);
}
