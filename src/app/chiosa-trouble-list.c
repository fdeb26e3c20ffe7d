/* chiosa-trouble-list.c
 *
 * What could not be read or was left out: a row for each, with file, line and reason. A list to read; nothing can be done here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-trouble-list.h"

#include <glib/gi18n.h>

struct _ChiosaTroubleList
{
  AdwPreferencesGroup  parent_instance;

  GPtrArray           *rows;      /* GtkWidget */
};

G_DEFINE_FINAL_TYPE (ChiosaTroubleList, chiosa_trouble_list, ADW_TYPE_PREFERENCES_GROUP)

static void
add_row (ChiosaTroubleList *self,
         const char        *title,
         const char        *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_trouble (ChiosaTroubleList   *self,
             const ChiosaTrouble *trouble)
{
  g_autofree char *name = trouble->name != NULL ? g_filename_display_basename (trouble->name) : g_strdup ("");
  g_autofree char *place = NULL;

  if (trouble->line > 0)
    /* Translators: where something is wrong: name of a file, number of the line */
    place = g_strdup_printf (_("%s, line %u"), name, trouble->line);
  add_row (self, trouble->message, place != NULL ? place : name);
}

static void
chiosa_trouble_list_finalize (GObject *object)
{
  g_ptr_array_unref (CHIOSA_TROUBLE_LIST (object)->rows);

  G_OBJECT_CLASS (chiosa_trouble_list_parent_class)->finalize (object);
}

static void
chiosa_trouble_list_class_init (ChiosaTroubleListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_trouble_list_finalize;
}

static void
chiosa_trouble_list_init (ChiosaTroubleList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * chiosa_trouble_list_show:
 * @self: a list
 * @transfer: one that has finished
 */
void
chiosa_trouble_list_show (ChiosaTroubleList *self,
                          ChiosaTransfer    *transfer)
{
  GPtrArray *troubles = chiosa_transfer_get_troubles (transfer);
  guint n = chiosa_transfer_get_n_troubles (transfer);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < troubles->len; i++)
    add_trouble (self, g_ptr_array_index (troubles, i));
  if (n > troubles->len)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more", "%u more", n - troubles->len), n - troubles->len);

      add_row (self, more, "");
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}
