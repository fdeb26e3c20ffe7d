/* chiosa-find-bar.c
 *
 * Finding words in the article: entry, number of matches, next and previous. The match becomes the selection of the text, so
 * that it can be tagged as soon as the bar is closed. Which places match is chiosa-find.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-find-bar.h"

#include "chiosa-buffer.h"
#include "chiosa-find.h"

#include <string.h>

#include <glib/gi18n.h>

#define MAX_MATCHES 100000
/* Characters of a selection that are still words to look for. */
#define MAX_WORDS 200

struct _ChiosaFindBar
{
  AdwBin          parent_instance;

  GtkSearchBar   *bar;
  GtkSearchEntry *entry;
  GtkLabel       *count;
  GtkWidget      *previous;
  GtkWidget      *next;

  GtkTextView    *view;       /* weak */
  GSignalGroup   *buffer_signals;
  GArray         *matches;    /* ChiosaSpan; NULL: to be looked for again */
};

G_DEFINE_FINAL_TYPE (ChiosaFindBar, chiosa_find_bar, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (ChiosaFindBar *self)
{
  return self->view != NULL ? gtk_text_view_get_buffer (self->view) : NULL;
}

/* The article's text where the buffer is one of an article. */
static char *
dup_text (GtkTextBuffer     *buffer,
          const GtkTextIter *start,
          const GtkTextIter *end)
{
  if (CHIOSA_IS_BUFFER (buffer))
    return chiosa_buffer_get_slice (CHIOSA_BUFFER (buffer), gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end));

  return gtk_text_iter_get_slice (start, end);
}

static void
buffer_changed_cb (ChiosaFindBar *self)
{
  g_clear_pointer (&self->matches, g_array_unref);
  gtk_label_set_label (self->count, "");
}

static void
find_matches (ChiosaFindBar *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (self->matches != NULL || buffer == NULL)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = dup_text (buffer, &start, &end);
  self->matches = chiosa_find_all (text, gtk_editable_get_text (GTK_EDITABLE (self->entry)), MAX_MATCHES);
}

static void
show_count (ChiosaFindBar *self,
            gssize         current)
{
  guint n = self->matches != NULL ? self->matches->len : 0;
  gboolean empty = gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0';
  g_autofree char *text = NULL;

  if (empty)
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_("No matches"));
  else if (current >= 0)
    /* Translators: which of the matches of a search is shown: "3 of 12" */
    text = g_strdup_printf (_("%zd of %u"), current + 1, n);
  else
    text = g_strdup_printf (ngettext ("%u match", "%u matches", n), n);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->next, n > 0);
  gtk_widget_set_sensitive (self->previous, n > 0);
  if (!empty && n == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
select_match (ChiosaFindBar *self,
              guint          index)
{
  GtkTextBuffer *buffer = get_buffer (self);
  const ChiosaSpan *match = &g_array_index (self->matches, ChiosaSpan, index);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, match->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, match->end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0.15, FALSE, 0, 0);
  show_count (self, index);
}

static void
go (ChiosaFindBar *self,
    gboolean       forward,
    gboolean       past_selection)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;
  guint index;

  if (buffer == NULL)
    return;

  find_matches (self);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (chiosa_find_near (self->matches,
                        gtk_text_iter_get_offset (forward && past_selection ? &end : &start), forward, &index))
    select_match (self, index);
  else
    show_count (self, -1);
}

static void
search_changed_cb (ChiosaFindBar *self)
{
  g_clear_pointer (&self->matches, g_array_unref);
  if (gtk_search_bar_get_search_mode (self->bar))
    go (self, TRUE, FALSE);
}

static void
next_cb (ChiosaFindBar *self)
{
  go (self, TRUE, TRUE);
}

static void
previous_cb (ChiosaFindBar *self)
{
  go (self, FALSE, TRUE);
}

static void
mode_cb (ChiosaFindBar *self)
{
  if (!gtk_search_bar_get_search_mode (self->bar) && self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
key_cb (ChiosaFindBar   *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;

  go (self, !shift, TRUE);
  return GDK_EVENT_STOP;
}

static void
chiosa_find_bar_dispose (GObject *object)
{
  ChiosaFindBar *self = CHIOSA_FIND_BAR (object);

  chiosa_find_bar_set_view (self, NULL);
  g_clear_object (&self->buffer_signals);
  g_clear_pointer (&self->matches, g_array_unref);

  /* AdwBin takes its child away itself. */
  G_OBJECT_CLASS (chiosa_find_bar_parent_class)->dispose (object);
}

static void
chiosa_find_bar_class_init (ChiosaFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_find_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, ChiosaFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, ChiosaFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, ChiosaFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, ChiosaFindBar, next);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
chiosa_find_bar_init (ChiosaFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->buffer_signals, "changed", G_CALLBACK (buffer_changed_cb), self);
  show_count (self, -1);
}

/**
 * chiosa_find_bar_set_view:
 * @self: a find bar
 * @view: (nullable): where to find; to be told again when it gets another buffer
 */
void
chiosa_find_bar_set_view (ChiosaFindBar *self,
                          GtkTextView   *view)
{
  g_clear_pointer (&self->matches, g_array_unref);
  if (self->buffer_signals != NULL)
    g_signal_group_set_target (self->buffer_signals, view != NULL ? gtk_text_view_get_buffer (view) : NULL);
  g_set_weak_pointer (&self->view, view);
}

/**
 * chiosa_find_bar_open:
 * @self: a find bar
 *
 * Shows the bar, with the selected words in it if they are few, and puts the focus there.
 */
void
chiosa_find_bar_open (ChiosaFindBar *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;

  g_clear_pointer (&self->matches, g_array_unref);
  gtk_search_bar_set_search_mode (self->bar, TRUE);

  if (buffer != NULL && gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) <= MAX_WORDS)
    {
      g_autofree char *words = dup_text (buffer, &start, &end);

      if (strpbrk (words, "\r\n") == NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
    }

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * chiosa_find_bar_move:
 * @self: a find bar
 * @forward: to the next match, else to the previous one
 *
 * Goes to another match of the words looked for last; opens the bar where there are none.
 */
void
chiosa_find_bar_move (ChiosaFindBar *self,
                      gboolean       forward)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] == '\0')
    chiosa_find_bar_open (self);
  else
    go (self, forward, TRUE);
}
