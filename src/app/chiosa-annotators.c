/* chiosa-annotators.c
 *
 * Who has annotated: chiosa_export_find_annotators() in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-annotators.h"
#include "chiosa-export.h"

static void
list_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GError *error = NULL;
  gboolean unnamed;

  inputs = chiosa_export_list_inputs (task_data, &error);
  if (inputs == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  names = chiosa_export_find_annotators (inputs, &unnamed);
  if (unnamed)
    g_strv_builder_add (builder, "");
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_strv_builder_add (builder, names[i]);
  g_task_return_pointer (task, g_strv_builder_end (builder), (GDestroyNotify) g_strfreev);
}

/**
 * chiosa_annotators_list_async:
 * @paths: of articles and folders
 * @cancellable: (nullable): to stop it
 * @callback: called in the main loop
 * @user_data: for @callback
 *
 * Looks for sidecars beside the articles.
 */
void
chiosa_annotators_list_async (const char *const   *paths,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, chiosa_annotators_list_async);
  g_task_set_task_data (task, g_strdupv ((GStrv) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * chiosa_annotators_list_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): the names in order, "" for annotations without a name; %NULL when it was stopped or failed
 */
GStrv
chiosa_annotators_list_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
