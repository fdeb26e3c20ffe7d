/* chiosa-state-folder.c
 *
 * Folders of the program below the user's state folder, for this user only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-state-folder.h"
#include "chiosa-temporary.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Folders from the one that @path is in up to @there get the names in them on the disk: what is kept in a new folder would go with it. */
static void
sync_up_to (const char *path,
            const char *there)
{
  g_autofree char *folder = g_path_get_dirname (path);

  chiosa_temporary_sync_folder (folder);
  if (strlen (folder) > strlen (there))
    sync_up_to (folder, there);
}

static gboolean
make_folder (const char *path)
{
  g_autofree char *there = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;

  while (!g_file_test (there, G_FILE_TEST_EXISTS) && !g_str_equal (there, G_DIR_SEPARATOR_S) && !g_str_equal (there, "."))
    {
      char *above = g_path_get_dirname (there);

      g_free (there);
      there = above;
    }
  if (g_mkdir_with_parents (path, 0700) != 0)
    return FALSE;

  sync_up_to (path, there);
  return TRUE;
}

/* Articles are private, and so is what is kept of them: whoever made the folder, nobody else may look into it. */
static gboolean
make_private (const char *path)
{
  GStatBuf info;

  if (!make_folder (path) || g_stat (path, &info) != 0)
    return FALSE;

  return (info.st_mode & 0777) == 0700 || g_chmod (path, 0700) == 0;
}

/**
 * chiosa_state_folder:
 * @name: one component: "saves", "journal", "texts"
 * @error: %G_IO_ERROR: the folder cannot be made; what is there stays
 *
 * Makes chiosa/@name in the user's state folder ($XDG_STATE_HOME, else ~/.local/state), mode 0700. Any thread.
 *
 * Returns: (transfer full): its path
 */
char *
chiosa_state_folder (const char  *name,
                     GError     **error)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;
  int code;

  g_return_val_if_fail (name != NULL && *name != '\0', NULL);

  path = g_build_filename (g_get_user_state_dir (), "chiosa", name, NULL);
  if (make_private (path))
    return g_steal_pointer (&path);

  code = errno;
  shown = g_filename_display_name (path);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _("The folder “%s”, where work is kept against loss, could not be made: %s."), shown, g_strerror (code));
  return NULL;
}
