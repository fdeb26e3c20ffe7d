/* chiosa-brat-set.c
 *
 * The tag set beside brat's files. annotation.conf cannot say all that a tag set says: tagset.json stands beside it, and counts for as
 * long as it gives that annotation.conf; when somebody has changed it in brat, it alone counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-private.h"

#include "chiosa-safe-file.h"
#include "chiosa-tagset-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES ((gsize) 4 << 20)
/* Corpora have their files a folder or two below the configuration, which brat itself looks for in all folders above. */
#define MIN_ABOVE 2

static void
add_file (GPtrArray  *files,
          const char *name,
          const char *content,
          gssize      n_bytes)
{
  ChiosaSetFile *file = chiosa_set_file_new (name);

  g_string_append_len (file->content, content, n_bytes);
  g_ptr_array_add (files, file);
}

/**
 * chiosa_brat_write_set:
 * @context: of an export
 * @files: (element-type ChiosaSetFile): to be added to
 *
 * Adds annotation.conf, visual.conf and tagset.json.
 */
void
chiosa_brat_write_set (const ChiosaWriteContext *context,
                       GPtrArray                *files)
{
  g_autofree char *config = NULL, *visual = NULL;
  g_autoptr (GBytes) json = NULL;
  gsize n_bytes;
  const char *bytes;

  if (context->tagset == NULL)
    return;

  config = chiosa_brat_config_write (context->tagset);
  visual = chiosa_brat_config_write_visual (context->tagset);
  json = chiosa_tagset_write (context->tagset);
  bytes = g_bytes_get_data (json, &n_bytes);
  add_file (files, CHIOSA_BRAT_CONFIG, config, -1);
  add_file (files, CHIOSA_BRAT_VISUAL, visual, -1);
  add_file (files, CHIOSA_BRAT_TAGSET, bytes, n_bytes);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

/* How many folders the name of the article counts: so far up is what the user gave. */
static guint
count_folders (const char *name)
{
  guint n = 0;

  for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    n++;

  return n;
}

/* The folder of the file or one above it; NULL: none has a configuration. */
static char *
find_folder (const ChiosaReader *reader)
{
  g_autofree char *absolute = g_canonicalize_filename (reader->path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  guint n_above = MAX (count_folders (reader->name), MIN_ABOVE);

  for (guint i = 0; i <= n_above; i++)
    {
      g_autofree char *config = g_build_filename (folder, CHIOSA_BRAT_CONFIG, NULL);
      char *above;

      if (g_file_test (config, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&folder);

      above = g_path_get_dirname (folder);
      g_free (folder);
      folder = above;
    }

  return NULL;
}

/* NULL, with no error, when there is none. */
static char *
read_file (const char  *folder,
           const char  *name,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *shown = g_filename_display_name (path), *text = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, &local);
  const char *start;
  gsize n;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return NULL;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  start = g_bytes_get_data (bytes, &n);
  if (n >= 3 && memcmp (start, "\xef\xbb\xbf", 3) == 0)
    {
      start += 3;
      n -= 3;
    }
  text = g_strndup (start != NULL ? start : "", n);
  if (strlen (text) == n && g_utf8_validate (text, n, NULL))
    return g_steal_pointer (&text);

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX, _("“%s” is not UTF-8 text"), shown);
  return NULL;
}

/* The tag set that @config was made of, if it is there and @config has not been changed. */
static ChiosaTagset *
read_exact (const char *folder,
            const char *config)
{
  g_autofree char *path = g_build_filename (folder, CHIOSA_BRAT_TAGSET, NULL), *made = NULL;
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_load (path, NULL);

  if (tagset == NULL)
    return NULL;

  made = chiosa_brat_config_write (tagset);

  return g_str_equal (made, config) ? g_steal_pointer (&tagset) : NULL;
}

static void
tell (const char *file,
      guint       line,
      const char *message,
      gpointer    reader)
{
  /* Translators: name of a file, line, what is wrong */
  chiosa_reader_problem (reader, 0, _("“%s”, line %u: %s"), file, line, message);
}

/**
 * chiosa_brat_read_tagset:
 * @reader: on a file
 * @error: return location
 *
 * Looks for annotation.conf in the folder of the file and in those above it: as far up as the article's name goes, two at least.
 *
 * Returns: (transfer full) (nullable): the tag set; %NULL, with no error, where there is none
 */
ChiosaTagset *
chiosa_brat_read_tagset (ChiosaReader  *reader,
                         GError       **error)
{
  g_autofree char *folder = find_folder (reader), *config = NULL, *visual = NULL, *name = NULL;
  ChiosaTagset *tagset;

  if (folder == NULL)
    return NULL;

  config = read_file (folder, CHIOSA_BRAT_CONFIG, error);
  if (config == NULL)
    return NULL;
  tagset = read_exact (folder, config);
  if (tagset != NULL)
    return tagset;

  /* Names and colours are no reason to fail. */
  visual = read_file (folder, CHIOSA_BRAT_VISUAL, NULL);
  name = g_path_get_basename (folder);
  if (!g_utf8_validate (name, -1, NULL))
    g_set_str (&name, "brat");

  return chiosa_brat_config_read (config, visual, name, tell, reader, error);
}
