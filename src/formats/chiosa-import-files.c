/* chiosa-import-files.c
 *
 * Which files an import reads, and under which names their articles go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-import-files.h"

#include "chiosa-export-target.h"
#include "chiosa-list-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

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
static ChiosaImportFile *
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
  return file;
}

static gboolean
fail_read (const char  *path,
           int          code,
           GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” could not be read: %s."), shown, g_strerror (code));
  return FALSE;
}

/* A file that cannot be looked at is an error: it would be missing without a word. A link to nothing is no file. */
static gboolean
look_at (const char   *path,
         struct stat  *info,
         gboolean     *is_link,
         GError      **error)
{
  if (lstat (path, info) != 0)
    return fail_read (path, errno, error);

  *is_link = S_ISLNK (info->st_mode);
  return !*is_link || stat (path, info) == 0 || errno == ENOENT || errno == ELOOP || fail_read (path, errno, error);
}

static gboolean
add_below (GPtrArray           *files,
           const ChiosaFormat  *format,
           const char          *folder,
           const char          *prefix,
           GError             **error)
{
  g_autoptr (GPtrArray) names = chiosa_list_folder (folder, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *within = g_strconcat (prefix, name, NULL);
      struct stat info;
      gboolean is_link;

      if (!look_at (path, &info, &is_link, error))
        return FALSE;
      if (S_ISDIR (info.st_mode) && !is_link && *name != '.')
        {
          g_autofree char *deeper = g_strconcat (within, "/", NULL);

          if (!add_below (files, format, path, deeper, error))
            return FALSE;
        }
      else if (S_ISREG (info.st_mode) && is_meant (format, path, name))
        {
          add_file (files, g_steal_pointer (&path), within);
        }
    }

  return names != NULL;
}

/**
 * chiosa_import_list_files:
 * @format: (nullable): that is read; %NULL: whatever can be told to be of one
 * @files: (array zero-terminated=1): files, and folders that stand for the files in them
 * @error: return location: there is none, or a folder cannot be read
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
      struct stat info = { 0 };

      /* One that cannot be looked at is told when its turn comes; the others are read all the same. */
      if (stat (files[i], &info) != 0)
        add_file (found, g_strdup (files[i]), base)->trouble = errno == ENOENT ? 0 : errno;
      else if (!S_ISDIR (info.st_mode))
        add_file (found, g_strdup (files[i]), base);
      else if (!add_below (found, format, files[i], "", error))
        return NULL;
    }

  if (found->len > 0)
    return g_steal_pointer (&found);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no file that can be imported."));
  return NULL;
}
