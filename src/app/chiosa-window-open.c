/* chiosa-window-open.c
 *
 * The ways into the window: dialogs, dropping, what was open last, the samples. All end in one list of articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include "chiosa-alerts.h"
#include "chiosa-recent.h"
#include "chiosa-samples.h"
#include "chiosa-session.h"

#include <glib/gi18n.h>

/* What is to be listed, and which article is shown. */
typedef struct
{
  char         *folder;    /* path; NULL: the files */
  GStrv         files;
  char         *shown;     /* path; NULL: the first of the files, none of a folder's */
  ChiosaWindow *window;
} Request;

static void
request_free (Request *request)
{
  g_free (request->folder);
  g_strfreev (request->files);
  g_free (request->shown);
  g_clear_object (&request->window);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
show_request (ChiosaWindow  *self,
              const Request *request)
{
  g_autofree char *annotator =
    chiosa_application_dup_annotator (CHIOSA_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  g_autoptr (ChiosaFolder) folder = NULL;

  if (request->folder != NULL)
    folder = chiosa_folder_new (request->folder, annotator);
  else
    folder = chiosa_folder_new_files ((const char *const *) request->files, annotator);

  _chiosa_window_set_folder (self, folder, request->shown);
}

static void
left_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  ChiosaWindow *self = CHIOSA_WINDOW (source);

  if (_chiosa_window_leave_finish (self, result) && gtk_window_get_application (GTK_WINDOW (self)) != NULL)
    show_request (self, request);
}

/* An article that is listed already needs no new list. */
static gboolean
is_listed (ChiosaWindow  *self,
           const Request *request)
{
  return request->folder == NULL && g_strv_length (request->files) == 1 && self->folder != NULL &&
         chiosa_folder_find (self->folder, request->files[0], NULL) != NULL;
}

static void
classified_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  ChiosaWindow *self = CHIOSA_WINDOW (source);
  g_autoptr (Request) request = g_task_propagate_pointer (G_TASK (result), NULL);

  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;

  if (request->folder != NULL)
    chiosa_recent_add (self->settings, request->folder);
  else
    for (guint i = 0; request->files[i] != NULL; i++)
      chiosa_recent_add (self->settings, request->files[i]);

  if (is_listed (self, request))
    _chiosa_window_show_article (self, request->files[0]);
  else if (g_queue_is_empty (&self->pages))
    show_request (self, request);
  else
    _chiosa_window_leave_async (self, left_cb, g_steal_pointer (&request));

  gtk_window_present (GTK_WINDOW (self));
}

/* The first folder wins; files beside it are looked for in it. */
static void
classify_in_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  const char *const *paths = task_data;
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  Request *request = g_new0 (Request, 1);

  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_file_test (paths[i], G_FILE_TEST_IS_DIR))
      g_strv_builder_add (files, paths[i]);
    else if (request->folder == NULL)
      request->folder = g_strdup (paths[i]);

  request->files = g_strv_builder_end (files);
  request->shown = g_strdup (request->files[0]);
  g_task_return_pointer (task, request, (GDestroyNotify) request_free);
}

static void
open_paths (ChiosaWindow *self,
            GStrvBuilder *paths)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, classified_cb, NULL);

  g_task_set_source_tag (task, open_paths);
  g_task_set_task_data (task, g_strv_builder_end (paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, classify_in_thread);
}

static void
files_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (ChiosaWindow) self = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL)
    chiosa_window_open (self, files);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ChiosaWindow) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (folder == NULL)
    return;

  g_list_store_append (files, folder);
  chiosa_window_open (self, G_LIST_MODEL (files));
}

static GListModel *
make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) articles = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (articles, _("Articles (.txt, .md)"));
  gtk_file_filter_add_suffix (articles, "txt");
  gtk_file_filter_add_suffix (articles, "md");
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, articles);
  g_list_store_append (filters, all);

  return G_LIST_MODEL (filters);
}

static void
samples_copied_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (ChiosaWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = chiosa_samples_copy_finish (result, &error);

  if (path != NULL)
    _chiosa_window_open_path (self, path);
  else
    chiosa_alert_tell (GTK_WIDGET (self), _("No Sample Articles"), error->message);
}

static gboolean
dropped_cb (ChiosaWindow *self,
            const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *list = g_value_get_boxed (value);

  for (GSList *l = list; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  chiosa_window_open (self, G_LIST_MODEL (files));

  return list != NULL;
}

void
_chiosa_window_choose_files (ChiosaWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters ();

  gtk_file_dialog_set_title (dialog, _("Open Articles"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, files_chosen_cb, g_object_ref (self));
}

void
_chiosa_window_choose_folder (ChiosaWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Open Folder of Articles"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self), NULL, folder_chosen_cb, g_object_ref (self));
}

void
_chiosa_window_open_samples (ChiosaWindow *self)
{
  chiosa_samples_copy_async (NULL, samples_copied_cb, g_object_ref (self));
}

void
_chiosa_window_open_path (ChiosaWindow *self,
                          const char   *path)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  g_strv_builder_add (paths, path);
  open_paths (self, paths);
}

void
_chiosa_window_add_drop (ChiosaWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the text view takes the names of the files for text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * chiosa_window_open:
 * @self: a window
 * @files: of #GFile: one folder, or articles
 *
 * Lists the articles, shows the first one that was named, and presents the window. Asks before it leaves unsaved text.
 */
void
chiosa_window_open (ChiosaWindow *self,
                    GListModel   *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) == NULL)
        continue;
      g_strv_builder_add (paths, g_file_peek_path (file));
      any = TRUE;
    }

  if (any)
    {
      open_paths (self, paths);
      return;
    }

  gtk_window_present (GTK_WINDOW (self));
  chiosa_alert_tell (GTK_WIDGET (self), _("Not on This Computer"),
                     _("Chiosa opens articles in folders of this computer only. Copy the articles here first."));
}

/**
 * chiosa_window_restore:
 * @self: a window that shows nothing yet
 *
 * Lists and shows what was open last, if anything was.
 */
void
chiosa_window_restore (ChiosaWindow *self)
{
  g_autoptr (ChiosaSession) session = chiosa_session_load (self->settings);
  Request request = { 0 };

  /* A folder that is gone is no way to begin. */
  if (session->folder != NULL && !g_file_test (session->folder, G_FILE_TEST_IS_DIR))
    return;
  if (session->folder == NULL && session->files[0] == NULL)
    return;

  request.folder = session->folder;
  request.files = session->files;
  request.shown = session->files[0];
  show_request (self, &request);
}
