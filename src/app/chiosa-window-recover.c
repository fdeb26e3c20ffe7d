/* chiosa-window-recover.c
 *
 * Articles whose changes are recovered come into the window: listed, opened, and for one whose file is gone a new name is asked for.
 * What is put in and how is the page's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include "chiosa-alerts.h"
#include "chiosa-safe-file.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  ChiosaWindow       *window;
  ChiosaRecoveryItem *item;
  char               *path;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_object_unref (renaming->window);
  g_object_unref (renaming->item);
  g_free (renaming->path);
  g_free (renaming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

static void
show_recovered (ChiosaWindow       *self,
                ChiosaRecoveryItem *item,
                const char         *path)
{
  _chiosa_window_show_article_of (self, path, chiosa_recovery_item_get_annotator (item));
  chiosa_page_recover (self->page, item);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      chiosa_alert_tell (GTK_WIDGET (renaming->window), _("Not Recovered"), error->message);
      return;
    }

  if (renaming->window->folder == NULL)
    {
      const char *paths[] = { renaming->path, NULL };
      g_autoptr (ChiosaFolder) folder = chiosa_folder_new_files (paths, chiosa_recovery_item_get_annotator (renaming->item));

      _chiosa_window_set_folder (renaming->window, folder, NULL);
    }
  show_recovered (renaming->window, renaming->item, renaming->path);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Renaming *renaming = task_data;
  char *text = chiosa_text_get_slice (chiosa_recovery_item_get_recovered (renaming->item)->text, 0, G_MAXSIZE);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  GError *error = NULL;

  if (chiosa_safe_file_replace (renaming->path, bytes, CHIOSA_SAFE_FILE_FOLLOW_LINKS | CHIOSA_SAFE_FILE_ALLOW_EMPTY, NULL, NULL,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
name_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GTask) task = NULL;

  /* It stays where it is, and is offered again. */
  if (file == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    {
      chiosa_alert_tell (GTK_WIDGET (renaming->window), _("Not Recovered"),
                         _("Chiosa writes to folders of this computer only."));
      return;
    }

  renaming->path = g_file_get_path (file);
  task = g_task_new (renaming->window, NULL, written_cb, renaming);
  g_task_set_source_tag (task, name_chosen_cb);
  g_task_set_task_data (task, g_steal_pointer (&renaming), NULL);
  g_task_run_in_thread (task, write_in_thread);
}

static void
ask_for_name (ChiosaWindow       *self,
              ChiosaRecoveryItem *item)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) file = g_file_new_for_path (chiosa_recovery_item_get_path (item));
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->window = g_object_ref (self);
  renaming->item = g_object_ref (item);
  gtk_file_dialog_set_title (dialog, _("Save Recovered Article As"));
  gtk_file_dialog_set_initial_file (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), NULL, name_chosen_cb, renaming);
}

static GStrv
list_paths (GListModel *items)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ChiosaRecoveryItem) item = g_list_model_get_item (items, i);

      if (!chiosa_recovery_item_get_gone (item))
        g_strv_builder_add (paths, chiosa_recovery_item_get_path (item));
    }

  return g_strv_builder_end (paths);
}

/**
 * chiosa_window_can_recover:
 * @self: a window
 * @item: what a dead process has left
 *
 * Returns: whether the article belongs to what is listed here, and is not open with the annotations of somebody else
 */
gboolean
chiosa_window_can_recover (ChiosaWindow       *self,
                           ChiosaRecoveryItem *item)
{
  const char *path = chiosa_recovery_item_get_path (item);
  ChiosaPage *page = _chiosa_window_find_page (self, path);
  g_autofree char *folder = g_path_get_dirname (path);

  if (page != NULL)
    return g_strcmp0 (chiosa_page_get_annotator (page), chiosa_recovery_item_get_annotator (item)) == 0;

  return self->folder != NULL && (g_strcmp0 (chiosa_folder_get_path (self->folder), folder) == 0 ||
                                  chiosa_folder_find (self->folder, path, NULL) != NULL);
}

/**
 * chiosa_window_recover:
 * @self: a window that lists nothing yet, or for which chiosa_window_can_recover() holds for all
 * @items: of #ChiosaRecoveryItem
 *
 * Opens the articles and puts in what was not saved; the first one is shown.
 */
void
chiosa_window_recover (ChiosaWindow *self,
                       GListModel   *items)
{
  g_auto (GStrv) paths = list_paths (items);

  if (self->folder == NULL && paths[0] != NULL)
    {
      g_autofree char *annotator =
        chiosa_application_dup_annotator (CHIOSA_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
      g_autoptr (ChiosaFolder) folder = chiosa_folder_new_files ((const char *const *) paths, annotator);

      _chiosa_window_set_folder (self, folder, NULL);
    }

  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr (ChiosaRecoveryItem) item = g_list_model_get_item (items, i - 1);

      if (chiosa_recovery_item_get_gone (item))
        ask_for_name (self, item);
      else
        show_recovered (self, item, chiosa_recovery_item_get_path (item));
    }
  gtk_window_present (GTK_WINDOW (self));
}
