/* chiosa-page-load.c
 *
 * How an article comes into its page: the project it belongs to, then its text, then its annotations; or the reason why not.
 * Everything that waits for a disk does so in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-notices.h"
#include "chiosa-project.h"

#include <glib/gi18n.h>

#define SPINNER_DELAY_MS 250

static void
show_failure (ChiosaPage   *self,
              const GError *error)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *title = g_strdup_printf (_("“%s” Cannot Be Opened"), name);
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  g_clear_handle_id (&self->spinner, g_source_remove);
  adw_status_page_set_title (self->failure, title);
  adw_status_page_set_description (self->failure, description);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  _chiosa_page_actions_update (self, self->actions);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (chiosa_article_file_load_finish (CHIOSA_ARTICLE_FILE (source), result, &error))
    {
      if (self->file == (gpointer) source && !g_cancellable_is_cancelled (self->cancellable))
        {
          g_clear_handle_id (&self->spinner, g_source_remove);
          _chiosa_page_show_text (self);
        }
      return;
    }

  if (self->file != (gpointer) source || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What cannot be read as it is can still be looked at. */
  if (g_error_matches (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID) && self->text_error == NULL)
    {
      self->text_error = g_steal_pointer (&error);
      g_set_object (&self->file, NULL);
      self->file = chiosa_article_file_new (self->path, self->annotator);
      chiosa_article_file_load_async (self->file, self->charset, TRUE, self->tagset, self->cancellable, loaded_cb,
                                      g_object_ref (self));
      return;
    }

  g_clear_object (&self->file);
  show_failure (self, error);
}

static void
find_project_in_thread (GTask        *task,
                        gpointer      source_object,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  GError *error = NULL;
  ChiosaProject *project = chiosa_project_find (task_data, &error);

  if (project != NULL)
    g_task_return_pointer (task, project, (GDestroyNotify) chiosa_project_free);
  else
    g_task_return_error (task, error);
}

static void
project_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaProject) project = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  if (project == NULL)
    {
      show_failure (self, error);
      return;
    }

  g_set_object (&self->tagset, project->tagset);
  self->file = chiosa_article_file_new (self->path, self->annotator);
  chiosa_article_file_load_async (self->file, self->charset, FALSE, self->tagset, self->cancellable, loaded_cb,
                                  g_object_ref (self));
}

static gboolean
spinner_cb (gpointer data)
{
  ChiosaPage *self = data;

  self->spinner = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");

  return G_SOURCE_REMOVE;
}

void
_chiosa_page_unload (ChiosaPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->spinner, g_source_remove);
  g_clear_error (&self->text_error);

  _chiosa_page_recover_stop (self);
  _chiosa_page_outside_stop (self);
  _chiosa_page_lock_stop (self);
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_data (self->saver, self);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (chiosa_editor_get_document (self->editor), self);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->saver);
  g_clear_object (&self->editor);
  g_clear_object (&self->file);
}

void
_chiosa_page_load (ChiosaPage *self)
{
  g_autoptr (GTask) task = NULL;
  gboolean had_editor = self->editor != NULL;

  if (had_editor)
    self->saved_cursor = chiosa_view_get_cursor (self->view);
  _chiosa_page_unload (self);
  if (had_editor)
    {
      chiosa_view_set_editor (self->view, NULL);
      chiosa_find_bar_set_view (self->find_bar, NULL);
      g_object_notify (G_OBJECT (self), "editor");
      g_object_notify (G_OBJECT (self), "unsaved");
    }
  chiosa_notices_clear (self->notices);
  self->spinner = g_timeout_add (SPINNER_DELAY_MS, spinner_cb, self);
  self->cancellable = g_cancellable_new ();

  task = g_task_new (self, self->cancellable, project_found_cb, NULL);
  g_task_set_source_tag (task, _chiosa_page_load);
  g_task_set_task_data (task, g_path_get_dirname (self->path), g_free);
  g_task_run_in_thread (task, find_project_in_thread);
}
