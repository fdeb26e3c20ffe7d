/* chiosa-cli-sidecars.c
 *
 * Which sidecars there are and which article each stands beside, by their names alone:
 * article.txt.chiosa.json, article.txt.NAME.chiosa.json. Opens none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-cli-sidecars.h"

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_names (const char  *folder,
            GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *names;
  const char *name;

  if (dir == NULL)
    return NULL;

  names = g_ptr_array_new_with_free_func (g_free);

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_paths);

  return names;
}

/* Links to folders are not followed: they may lead around in a circle. */
static gboolean
collect_below (const char  *folder,
               GPtrArray   *found,
               GError     **error)
{
  g_autoptr (GPtrArray) names = list_names (folder, error);

  if (names == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (*name == '.')
        continue;

      if (g_str_has_suffix (name, CHIOSA_SIDECAR_SUFFIX))
        g_ptr_array_add (found, g_steal_pointer (&path));
      else if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          if (!collect_below (path, found, error))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * chiosa_cli_is_sidecar:
 * @path: of a file
 *
 * Returns: whether it is named like a sidecar (or a project file)
 */
gboolean
chiosa_cli_is_sidecar (const char *path)
{
  return g_str_has_suffix (path, CHIOSA_SIDECAR_SUFFIX);
}

/**
 * chiosa_cli_sidecar_article:
 * @sidecar_path: of a sidecar
 * @annotator: (out) (nullable): whose it is; names may have dots in them
 *
 * Returns: (transfer full) (nullable): the path of the article beside it, or %NULL when there is none
 */
char *
chiosa_cli_sidecar_article (const char  *sidecar_path,
                            char       **annotator)
{
  g_autofree char *path = g_strndup (sidecar_path, strlen (sidecar_path) - strlen (CHIOSA_SIDECAR_SUFFIX));
  g_autofree char *rest = NULL;
  char *dot;

  *annotator = NULL;

  while (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      dot = strrchr (path, '.');

      if (dot == NULL || strchr (dot, G_DIR_SEPARATOR) != NULL)
        return NULL;

      *dot = '\0';
      g_free (rest);
      rest = g_strdup (sidecar_path + (dot - path) + 1);
    }

  if (rest != NULL)
    *annotator = g_strndup (rest, strlen (rest) - strlen (CHIOSA_SIDECAR_SUFFIX));

  return g_steal_pointer (&path);
}

/**
 * chiosa_cli_sidecars_of:
 * @article_path: of an article
 *
 * Returns: (transfer full) (element-type utf8): its sidecars, by name
 */
GPtrArray *
chiosa_cli_sidecars_of (const char *article_path)
{
  g_autofree char *folder = g_path_get_dirname (article_path);
  g_autofree char *base = g_path_get_basename (article_path);
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  g_autoptr (GPtrArray) names = list_names (folder, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = NULL;
      g_autofree char *article = NULL;
      g_autofree char *annotator = NULL;

      if (!g_str_has_prefix (name, prefix) || !chiosa_cli_is_sidecar (name))
        continue;

      path = g_strconcat (article_path, name + strlen (base), NULL);
      article = chiosa_cli_sidecar_article (path, &annotator);

      if (g_strcmp0 (article, article_path) == 0)
        g_ptr_array_add (found, g_steal_pointer (&path));
    }

  return found;
}

/**
 * chiosa_cli_sidecars_below:
 * @folder: where to look
 * @error: return location: a folder that cannot be read
 *
 * Hidden files and folders are left out.
 *
 * Returns: (transfer full) (element-type utf8): sidecars and project files, by path; or %NULL
 */
GPtrArray *
chiosa_cli_sidecars_below (const char  *folder,
                           GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  if (!collect_below (folder, found, error))
    return NULL;

  return g_steal_pointer (&found);
}
