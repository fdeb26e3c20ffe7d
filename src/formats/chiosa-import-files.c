/* chiosa-import-files.c
 *
 * Which files an import reads, and under which names their articles go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-import-files.h"

#include "chiosa-export-target.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
reads (const ChiosaFormat *format,
       const char         *name)
{
  gsize length = strlen (name), extension = strlen (format->extension);

  return (format->flags & CHIOSA_FORMAT_READS) && length > extension
         && g_ascii_strcasecmp (name + length - extension, format->extension) == 0;
}

/* "a.txt" beside "a.ann" is not an article of its own: another format reads it as a part of its own. */
static gboolean
is_companion (const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot != NULL ? dot - path : (gssize) strlen (path));

  for (const ChiosaFormat * const *format = chiosa_formats_list (); *format != NULL; format++)
    {
      g_autofree char *other = g_strconcat (stem, (*format)->extension, NULL);

      if (((*format)->flags & CHIOSA_FORMAT_READS) && !g_str_equal (other, path) && g_file_test (other, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }

  return FALSE;
}

/* Whether a file in a folder is meant: of the extension of the format, or one that says itself what it is: there are corpora in
 * CoNLL-2003's columns whose files are called ".conllu". */
static gboolean
is_meant (const ChiosaFormat *format,
          const char         *path,
          const char         *name)
{
  const ChiosaFormat *guessed;

  if (*name == '.' || g_str_has_suffix (name, ".chiosa.json") || g_str_equal (name, CHIOSA_EXPORT_REPORT))
    return FALSE;
  if (format != NULL && reads (format, name))
    return TRUE;

  guessed = chiosa_formats_guess (path, NULL);
  if (format != NULL)
    return guessed == format;

  /* Anything can be read as text; in a folder only what is called so is meant, and not what goes with another file. */
  if (guessed == &chiosa_format_text || guessed == &chiosa_format_markdown)
    return reads (guessed, name) && !is_companion (path);

  return guessed != NULL;
}

static void
file_free (gpointer data)
{
  ChiosaImportFile *file = data;

  g_free (file->path);
  g_free (file->name);
  g_free (file);
}

/* "sub/article.txt" → "sub/article" */
static void
add_file (GPtrArray  *files,
          char       *path,
          const char *name)
{
  ChiosaImportFile *file = g_new0 (ChiosaImportFile, 1);
  char *dot;

  file->path = path;
  file->name = g_filename_display_name (name);
  dot = strrchr (file->name, '.');
  if (dot != NULL && dot != file->name && dot[-1] != '/' && strchr (dot, '/') == NULL)
    *dot = '\0';
  g_ptr_array_add (files, file);
}

static void
add_below (GPtrArray          *files,
           const ChiosaFormat *format,
           const char         *folder,
           const char         *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *within = g_strconcat (prefix, g_ptr_array_index (names, i), NULL);

      name = g_ptr_array_index (names, i);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK) && *name != '.')
        {
          g_autofree char *deeper = g_strconcat (within, "/", NULL);

          add_below (files, format, path, deeper);
        }
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && is_meant (format, path, name))
        {
          add_file (files, g_steal_pointer (&path), within);
        }
    }
}

/**
 * chiosa_import_list_files:
 * @format: (nullable): that is read; %NULL: whatever can be told to be of one
 * @files: (array zero-terminated=1): files, and folders that stand for the files in them
 * @error: return location: there is none
 *
 * Returns: (transfer full) (element-type ChiosaImportFile): by name within each folder; or %NULL
 */
GPtrArray *
chiosa_import_list_files (const ChiosaFormat  *format,
                          const char * const  *files,
                          GError             **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (file_free);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *base = g_path_get_basename (files[i]);

      if (g_file_test (files[i], G_FILE_TEST_IS_DIR))
        add_below (found, format, files[i], "");
      else
        add_file (found, g_strdup (files[i]), base);
    }

  if (found->len > 0)
    return g_steal_pointer (&found);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no file that can be imported."));
  return NULL;
}
