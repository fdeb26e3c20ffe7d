/* chiosa-samples.c
 *
 * The sample articles, as a copy that the user may change: what is installed is never opened itself, and what the user has
 * made of an earlier copy stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-samples.h"

#include <errno.h>
#include <glib/gi18n.h>

static char *
get_source (void)
{
  const char *datadir = g_getenv ("CHIOSA_DATADIR");

  return g_build_filename (datadir != NULL ? datadir : PKGDATADIR, "samples", NULL);
}

/* A file that is there already is the user's. */
static gboolean
copy_file (GFile   *source,
           GFile   *target,
           GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &local_error) ||
      g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
copy_folder (GFile         *source,
             GFile         *target,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (source, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, error);

  if (children == NULL)
    return FALSE;

  if (g_mkdir_with_parents (g_file_peek_path (target), 0700) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The folder “%s” could not be made: %s"),
                   g_file_peek_path (target), g_strerror (errno));
      return FALSE;
    }

  while (TRUE)
    {
      g_autoptr (GFile) child_target = NULL;
      GFileInfo *info;
      GFile *child;
      gboolean copied;

      if (!g_file_enumerator_iterate (children, &info, &child, cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;

      child_target = g_file_get_child (target, g_file_info_get_name (info));
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        copied = copy_folder (child, child_target, cancellable, error);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
               !g_str_equal (g_file_info_get_name (info), "meson.build"))
        copied = copy_file (child, child_target, error);
      else
        copied = TRUE;

      if (!copied)
        return FALSE;
    }
}

static void
copy_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autofree char *source_path = get_source ();
  g_autofree char *target_path = g_build_filename (g_get_user_data_dir (), "chiosa", "samples", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (source_path);
  g_autoptr (GFile) target = g_file_new_for_path (target_path);
  GError *error = NULL;

  if (copy_folder (source, target, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&target_path), g_free);
  else
    g_task_return_prefixed_error (task, error, "%s ", _("The sample articles could not be copied."));
}

/**
 * chiosa_samples_copy_async:
 * @cancellable: (nullable): to stop
 * @callback: called when the samples are there
 * @user_data: for @callback
 *
 * Copies the sample articles into the user's data folder, those that are not there yet.
 */
void
chiosa_samples_copy_async (GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, chiosa_samples_copy_async);
  g_task_run_in_thread (task, copy_in_thread);
}

/**
 * chiosa_samples_copy_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the path of the folder, or %NULL with an error
 */
char *
chiosa_samples_copy_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
