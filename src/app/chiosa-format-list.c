/* chiosa-format-list.c
 *
 * The exchange formats to choose from, with a search. Shows what the registry holds; knows no format by name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-format-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ChiosaFormatList
{
  AdwBin          parent_instance;

  GtkSearchEntry *entry;
  GtkListBox     *rows;

  GPtrArray      *words;     /* char*, folded: every one must be found */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaFormatList, chiosa_format_list, ADW_TYPE_BIN)

static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (plain != NULL ? plain : "", -1);
}

static void
search_changed_cb (ChiosaFormatList *self)
{
  g_autofree char *text = fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (self->words, g_strdup (words[i]));
  gtk_list_box_invalidate_filter (self->rows);
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  ChiosaFormatList *self = user_data;
  const char *text = g_object_get_data (G_OBJECT (row), "chiosa-text");

  for (guint i = 0; i < self->words->len; i++)
    if (strstr (text, g_ptr_array_index (self->words, i)) == NULL)
      return FALSE;

  return TRUE;
}

static void
row_activated_cb (ChiosaFormatList *self,
                  GtkListBoxRow    *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, gtk_widget_get_name (GTK_WIDGET (row)));
}

/* Return takes the first that is shown. */
static void
search_activated_cb (ChiosaFormatList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        row_activated_cb (self, row);
        return;
      }
}

/* Somebody types without having gone to the search first. */
static void
search_started_cb (ChiosaFormatList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* Escape clears the search; a second one does what it does elsewhere. */
static void
search_stopped_cb (ChiosaFormatList *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
add_label (GtkWidget  *box,
           const char *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (const ChiosaFormat *format,
          gboolean            last)
{
  const char *description = format->description[0] != '\0' ? gettext (format->description) : "";
  const char *name = gettext (format->name);
  g_autofree char *text = g_strjoin (" ", name, description, format->id, format->extension, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  add_label (labels, format->extension, "dim-label");
  if (last)
    /* Translators: beside the exchange format that was chosen the last time */
    add_label (labels, _("Last Used"), "accent");
  gtk_widget_set_valign (labels, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), labels);
  gtk_accessible_update_state (GTK_ACCESSIBLE (next), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, format->id);
  g_object_set_data_full (G_OBJECT (row), "chiosa-text", fold (text), g_free);

  return row;
}

static void
chiosa_format_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_FORMAT_LIST);

  G_OBJECT_CLASS (chiosa_format_list_parent_class)->dispose (object);
}

static void
chiosa_format_list_finalize (GObject *object)
{
  g_ptr_array_unref (CHIOSA_FORMAT_LIST (object)->words);

  G_OBJECT_CLASS (chiosa_format_list_parent_class)->finalize (object);
}

static void
chiosa_format_list_class_init (ChiosaFormatListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_format_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_format_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", CHIOSA_TYPE_FORMAT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/format-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaFormatList, entry);
  gtk_widget_class_bind_template_child (widget_class, ChiosaFormatList, rows);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
chiosa_format_list_init (ChiosaFormatList *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->rows, filter_cb, self, NULL);
}

/**
 * chiosa_format_list_fill:
 * @self: an empty list
 * @flag: what the formats must be able to do
 * @last: (nullable): id of the one that comes first
 */
void
chiosa_format_list_fill (ChiosaFormatList  *self,
                         ChiosaFormatFlags  flag,
                         const char        *last)
{
  const ChiosaFormat *const *formats = chiosa_formats_list ();

  for (guint i = 0; formats[i] != NULL; i++)
    {
      gboolean first = g_strcmp0 (formats[i]->id, last) == 0;

      if ((formats[i]->flags & flag) != 0)
        gtk_list_box_insert (self->rows, make_row (formats[i], first), first ? 0 : -1);
    }
}

/**
 * chiosa_format_list_capture_keys:
 * @self: a list
 * @widget: what it stands in
 *
 * Letters that are typed in @widget, and not in an entry of it, search.
 */
void
chiosa_format_list_capture_keys (ChiosaFormatList *self,
                                 GtkWidget        *widget)
{
  gtk_search_entry_set_key_capture_widget (self->entry, widget);
}

GtkWidget *
chiosa_format_list_get_entry (ChiosaFormatList *self)
{
  return GTK_WIDGET (self->entry);
}
