/* chiosa-location-row.c
 *
 * Where something is written to: a row that shows the place and lets the user choose another one. Proposes only what is free, so that
 * nothing is overwritten that the user has not pointed at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-location-row.h"

#include "chiosa-location.h"

#include <glib/gi18n.h>

/* What an export leaves in its folder: one that may be written again. */
#define REPORT_NAME "export-report.json"

struct _ChiosaLocationRow
{
  AdwActionRow  parent_instance;

  GSettings    *settings;
  char         *key;
  char         *folder;      /* where the user went last */
  char         *name;
  char         *suffix;      /* NULL: a folder */
  char         *path;
  gboolean      chosen;      /* by the user */
  gboolean      any;         /* a folder with something in it will do */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaLocationRow, chiosa_location_row, ADW_TYPE_ACTION_ROW)

/* Takes @path. */
static void
set_path (ChiosaLocationRow *self,
          char              *path)
{
  g_autofree char *shown = chiosa_location_describe (path);

  g_free (self->path);
  self->path = path;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), shown);
}

static void
propose (ChiosaLocationRow *self)
{
  self->chosen = FALSE;
  set_path (self, chiosa_location_propose (self->folder, self->name, self->suffix != NULL ? self->suffix : ""));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (ChiosaLocationRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && g_file_peek_path (file) != NULL)
    chiosa_location_row_choose (self, g_file_peek_path (file));
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ChiosaLocationRow) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    chiosa_location_row_choose (self, g_file_peek_path (folder));
}

static void
chiosa_location_row_activate (AdwActionRow *row)
{
  ChiosaLocationRow *self = CHIOSA_LOCATION_ROW (row);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autofree char *name = g_path_get_basename (self->path);

  gtk_file_dialog_set_initial_folder (dialog, folder);
  if (self->suffix == NULL)
    {
      gtk_file_dialog_set_title (dialog, _("Choose Folder"));
      gtk_file_dialog_select_folder (dialog, window, NULL, folder_chosen_cb, g_object_ref (self));
      return;
    }

  gtk_file_dialog_set_title (dialog, _("Save To"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window, NULL, file_chosen_cb, g_object_ref (self));
}

static void
chiosa_location_row_finalize (GObject *object)
{
  ChiosaLocationRow *self = CHIOSA_LOCATION_ROW (object);

  g_clear_object (&self->settings);
  g_free (self->key);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->suffix);
  g_free (self->path);

  G_OBJECT_CLASS (chiosa_location_row_parent_class)->finalize (object);
}

static void
chiosa_location_row_class_init (ChiosaLocationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_location_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = chiosa_location_row_activate;

  signals[CHANGED] = g_signal_new ("changed", CHIOSA_TYPE_LOCATION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
chiosa_location_row_init (ChiosaLocationRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("document-edit-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

void
chiosa_location_row_set_settings (ChiosaLocationRow *self,
                                  GSettings         *settings,
                                  const char        *key)
{
  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  self->folder = chiosa_location_get_last (settings, key);
}

void
chiosa_location_row_take_any (ChiosaLocationRow *self,
                              gboolean           any)
{
  self->any = any;
}

/**
 * chiosa_location_row_propose:
 * @self: a row with settings
 * @name: of file or folder, without extension
 * @suffix: (nullable): the extension; %NULL for a folder
 *
 * Proposes a place that is free, in the folder where the user went last. A place that the user has chosen stays, as long as it is of
 * the same kind.
 */
void
chiosa_location_row_propose (ChiosaLocationRow *self,
                             const char        *name,
                             const char        *suffix)
{
  gboolean same_kind = g_strcmp0 (suffix, self->suffix) == 0;

  g_set_str (&self->name, name);
  g_set_str (&self->suffix, suffix);
  if (!self->chosen || !same_kind)
    propose (self);
}

/**
 * chiosa_location_row_choose:
 * @self: a row with a proposal
 * @path: of a file, which may be there; or of a folder: one with something else in it gets a new folder inside
 *
 * As if the user had chosen it.
 */
void
chiosa_location_row_choose (ChiosaLocationRow *self,
                            const char        *path)
{
  g_autofree char *report = g_build_filename (path, REPORT_NAME, NULL);

  if (self->suffix != NULL || self->any || !g_file_test (path, G_FILE_TEST_IS_DIR) ||
      chiosa_location_is_empty_folder (path) || g_file_test (report, G_FILE_TEST_EXISTS))
    {
      g_free (self->folder);
      self->folder = g_path_get_dirname (path);
      self->chosen = TRUE;
      set_path (self, g_strdup (path));
    }
  else
    {
      g_set_str (&self->folder, path);
      propose (self);
    }

  chiosa_location_set_last (self->settings, self->key, self->folder);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
chiosa_location_row_get_path (ChiosaLocationRow *self)
{
  if (!self->chosen && g_file_test (self->path, G_FILE_TEST_EXISTS))
    propose (self);

  return self->path;
}
