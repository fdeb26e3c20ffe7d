/* fuzz.c
 *
 * What the fuzz targets share. Knows nothing of what is tested.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;

static void
remove_folder (void)
{
  fuzz_clear (folder);
  g_rmdir (folder);
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  /* A programming error that GLib only tells of is a finding too. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  /* Ids are random: the same input must do the same. */
  g_random_set_seed (1);

  return 0;
}

void
fuzz_split (const guint8  *data,
            gsize          size,
            GBytes       **parts,
            guint          n)
{
  memset (parts, 0, n * sizeof *parts);

  for (guint i = 0; i < n; i++)
    {
      const guint8 *end = i + 1 < n && size > 0 ? memchr (data, FUZZ_SEPARATOR, size) : NULL;
      gsize length = end != NULL ? (gsize) (end - data) : size;

      parts[i] = g_bytes_new (data, length);
      if (end == NULL)
        return;

      data += length + 1;
      size -= length + 1;
    }
}

void
fuzz_parts_free (GBytes **parts,
                 guint    n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&parts[i], g_bytes_unref);
}

char *
fuzz_string (GBytes *bytes)
{
  gsize size;
  const char *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data != NULL ? data : "", size);
}

char *
fuzz_utf8 (GBytes *bytes)
{
  gsize size;
  const char *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &size);
  return size > 0 ? g_utf8_make_valid (data, size) : g_strdup ("");
}

const char *
fuzz_folder (void)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("chiosa-fuzz-XXXXXX", NULL);
      g_assert_nonnull (folder);
      atexit (remove_folder);
    }

  return folder;
}

char *
fuzz_put (const char    *parent,
          const char    *name,
          gconstpointer  data,
          gsize          size)
{
  char *path = g_build_filename (parent, name, NULL);

  g_assert_true (g_file_set_contents_full (path, data != NULL ? data : "", size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  return path;
}

void
fuzz_clear (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fuzz_clear (path);
      g_remove (path);
    }
}

void
fuzz_assert_same_bytes (GBytes *a,
                        GBytes *b)
{
  gsize n_a, n_b;
  const guint8 *data_a = g_bytes_get_data (a, &n_a), *data_b = g_bytes_get_data (b, &n_b);

  if (!g_bytes_equal (a, b))
    g_printerr ("--- one\n%.*s\n--- other\n%.*s\n---\n", (int) n_a, (const char *) data_a, (int) n_b, (const char *) data_b);
  g_assert_cmpmem (data_a, n_a, data_b, n_b);
}
