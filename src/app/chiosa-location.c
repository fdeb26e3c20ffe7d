/* chiosa-location.c
 *
 * Where something is written to: a place that is free, the place where the user went last, and a place in words. Asks no questions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-location.h"

#include <string.h>

/**
 * chiosa_location_propose:
 * @folder: path of the folder
 * @name: without extension
 * @suffix: put behind @name: an extension, or "" for a folder
 *
 * Returns: (transfer full): a path in @folder where nothing is yet: "name.conll", "name-2.conll", …
 */
char *
chiosa_location_propose (const char *folder,
                         const char *name,
                         const char *suffix)
{
  for (guint i = 1; ; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *file = g_strconcat (name, number, suffix, NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS) || i == G_MAXUINT16)
        return g_steal_pointer (&path);
    }
}

/**
 * chiosa_location_get_last:
 * @settings: those of Chiosa
 * @key: a setting that holds a URI
 *
 * Returns: (transfer full): the path of a folder
 */
char *
chiosa_location_get_last (GSettings  *settings,
                          const char *key)
{
  g_autofree char *uri = g_settings_get_string (settings, key);
  g_autofree char *path = uri[0] != '\0' ? g_filename_from_uri (uri, NULL, NULL) : NULL;
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);
  if (documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR))
    return g_strdup (documents);

  return g_strdup (g_get_home_dir ());
}

void
chiosa_location_set_last (GSettings  *settings,
                          const char *key,
                          const char *folder)
{
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    g_settings_set_string (settings, key, uri);
}

/**
 * chiosa_location_describe:
 * @path: absolute
 *
 * Returns: (transfer full): @path for people, in UTF-8, the home folder as "~"
 */
char *
chiosa_location_describe (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *home = g_filename_display_name (g_get_home_dir ());
  gsize n = strlen (home);

  if (n > 1 && g_str_has_prefix (shown, home) && (shown[n] == '\0' || shown[n] == G_DIR_SEPARATOR))
    return g_strconcat ("~", shown + n, NULL);

  return g_steal_pointer (&shown);
}

gboolean
chiosa_location_is_empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}
