/* chiosa-export-inputs.c
 *
 * Which articles an export is of, under which names, and whose annotations there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-export.h"

#include "chiosa-folder-scan.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#define SIDECAR_SUFFIX ".chiosa.json"

static void
input_free (gpointer data)
{
  ChiosaExportInput *input = data;

  g_free (input->path);
  g_free (input->name);
  g_free (input);
}

static void
add_rows (GPtrArray *rows,
          gpointer   data)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ChiosaFolderRow *row = g_ptr_array_index (rows, i);
      ChiosaExportInput *input = g_new0 (ChiosaExportInput, 1);
      char *dot;

      input->path = g_canonicalize_filename (row->path, NULL);
      input->name = g_strdup (row->name);
      dot = strrchr (input->name, '.');
      if (dot != NULL && dot != input->name && strchr (dot, G_DIR_SEPARATOR) == NULL)
        *dot = '\0';
      g_ptr_array_add (data, input);
    }
  g_ptr_array_unref (rows);
}

static int
compare_inputs (gconstpointer a,
                gconstpointer b)
{
  const ChiosaExportInput *x = *(const ChiosaExportInput * const *) a, *y = *(const ChiosaExportInput * const *) b;
  int order = strcmp (x->name, y->name);

  return order != 0 ? order : strcmp (x->path, y->path);
}

/* Each article once; of two with one name ("a.txt" and "a.md", or in two folders) the second is called NAME-2. */
static void
make_unique (GPtrArray *inputs)
{
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < inputs->len; i++)
    {
      ChiosaExportInput *input = g_ptr_array_index (inputs, i);

      if (!g_hash_table_add (paths, input->path))
        {
          /* Its path stays as a key of the table until the end of this function. */
          g_ptr_array_index (inputs, i) = NULL;
          input_free (input);
          continue;
        }

      for (guint n = 2; g_hash_table_contains (names, input->name); n++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%u", input->name, n);

          if (!g_hash_table_contains (names, name))
            g_set_str (&input->name, name);
        }
      g_hash_table_add (names, input->name);
    }

  for (guint i = inputs->len; i > 0; i--)
    if (g_ptr_array_index (inputs, i - 1) == NULL)
      g_ptr_array_remove_index (inputs, i - 1);
}

static void
fail_look (const char  *path,
           int          code,
           GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code == ENOENT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("“%s” does not exist."), shown);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” could not be read: %s."), shown, g_strerror (code));
}

/**
 * chiosa_export_list_inputs:
 * @paths: (array zero-terminated=1): articles and folders of articles
 * @error: return location: one of them cannot be read, or there is no article
 *
 * Returns: (transfer full) (element-type ChiosaExportInput): the articles by name, each once; or %NULL
 */
GPtrArray *
chiosa_export_list_inputs (const char * const  *paths,
                           GError             **error)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (input_free);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      const char *one[] = { paths[i], NULL };
      GError *local = NULL;
      struct stat info;

      if (stat (paths[i], &info) != 0)
        {
          fail_look (paths[i], errno, error);
          return NULL;
        }
      if (!S_ISDIR (info.st_mode))
        {
          chiosa_folder_scan_files (one, 1, add_rows, inputs);
          continue;
        }

      chiosa_folder_scan (paths[i], 1024, NULL, add_rows, inputs, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
    }

  g_ptr_array_sort (inputs, compare_inputs);
  make_unique (inputs);
  if (inputs->len > 0)
    return g_steal_pointer (&inputs);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no article: no file whose name ends in .txt or .md."));
  return NULL;
}

/* "a.txt.ANA.chiosa.json" beside a.txt: "ANA", or "" for the one without a name; NULL when it belongs to no article of @bases. */
static char *
find_annotator (const char *name,
                GHashTable *bases)
{
  g_autofree char *rest = g_strndup (name, strlen (name) - strlen (SIDECAR_SUFFIX));

  if (g_hash_table_contains (bases, rest))
    return g_strdup ("");

  for (char *dot = strrchr (rest, '.'); dot != NULL; dot = strrchr (rest, '.'))
    {
      *dot = '\0';
      if (g_hash_table_contains (bases, rest))
        return g_strndup (name + (dot - rest) + 1, strlen (name) - strlen (SIDECAR_SUFFIX) - (dot - rest) - 1);
    }

  return NULL;
}

static void
look_into (const char *folder,
           GHashTable *bases,
           GHashTable *annotators)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *annotator = g_str_has_suffix (name, SIDECAR_SUFFIX) ? find_annotator (name, bases) : NULL;

      if (annotator != NULL)
        g_hash_table_add (annotators, annotator);
    }
}

/**
 * chiosa_export_find_annotators:
 * @inputs: (element-type ChiosaExportInput): articles
 * @unnamed: (out) (optional): whether there is a sidecar without a name
 *
 * Returns: (transfer full): the names in the sidecars beside the articles, sorted
 */
GStrv
chiosa_export_find_annotators (GPtrArray *inputs,
                               gboolean  *unnamed)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) annotators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = NULL;
  GHashTableIter iter;
  gpointer folder, bases;

  for (guint i = 0; i < inputs->len; i++)
    {
      const ChiosaExportInput *input = g_ptr_array_index (inputs, i);
      g_autofree char *name = g_path_get_dirname (input->path);

      bases = g_hash_table_lookup (folders, name);
      if (bases == NULL)
        {
          bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          g_hash_table_insert (folders, g_steal_pointer (&name), bases);
        }
      g_hash_table_add (bases, g_path_get_basename (input->path));
    }

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &folder, &bases))
    look_into (folder, bases, annotators);

  if (unnamed != NULL)
    *unnamed = g_hash_table_contains (annotators, "");
  g_hash_table_remove (annotators, "");
  names = g_hash_table_steal_all_keys (annotators);
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_ptr_array_add (names, NULL);
  g_ptr_array_set_free_func (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
