/* chiosa-launch.c
 *
 * What is opened outside of this program, and what the user is told when that fails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-launch.h"

#include "chiosa-alerts.h"

#include <glib/gi18n.h>

static void
tell (GtkWidget    *parent,
      const GError *error)
{
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    chiosa_alert_tell (parent, _("Not Opened"), error->message);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    tell (parent, error);
}

static void
folder_shown_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error))
    tell (parent, error);
}

static GtkFileLauncher *
make_launcher (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return gtk_file_launcher_new (file);
}

/**
 * chiosa_launch_file:
 * @parent: a widget of the window
 * @path: of a file or folder
 *
 * Opens it in the program that the user has for it.
 */
void
chiosa_launch_file (GtkWidget  *parent,
                    const char *path)
{
  g_autoptr (GtkFileLauncher) launcher = make_launcher (path);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, launched_cb, g_object_ref (parent));
}

/**
 * chiosa_launch_folder:
 * @parent: a widget of the window
 * @path: of a file or folder
 *
 * Shows the folder that it lies in.
 */
void
chiosa_launch_folder (GtkWidget  *parent,
                      const char *path)
{
  g_autoptr (GtkFileLauncher) launcher = make_launcher (path);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, folder_shown_cb,
                                            g_object_ref (parent));
}
