/* chiosa-list-folder.c
 *
 * The names in one folder, where none may be missing unnoticed. Finding articles is the store's (chiosa-folder-scan.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-list-folder.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static DIR *
open_folder (const char *folder)
{
  DIR *dir;

  do
    dir = opendir (folder);
  while (dir == NULL && errno == EINTR);

  return dir;
}

/* NULL at the end, with errno 0, and where it cannot be read. */
static const struct dirent *
read_entry (DIR *dir)
{
  errno = 0;

  return readdir (dir);
}

GPtrArray *
chiosa_list_folder (const char  *folder,
                    GError     **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *shown = NULL;
  DIR *dir = open_folder (folder);
  const struct dirent *entry;
  int code = errno;

  if (dir != NULL)
    {
      while ((entry = read_entry (dir)) != NULL)
        if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
          g_ptr_array_add (names, g_strdup (entry->d_name));
      code = errno;
      closedir (dir);
    }
  if (dir != NULL && code == 0)
    {
      g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
      return g_steal_pointer (&names);
    }

  shown = g_filename_display_name (folder);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The folder “%s” could not be read: %s."), shown, g_strerror (code));
  return NULL;
}
