/* store-fixture.c
 *
 * A folder of its own for each test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_all (const char *path)
{
  GDir *dir;
  const char *name;
  GStatBuf info;

  if (g_lstat (path, &info) == 0 && (info.st_mode & S_IFMT) == S_IFDIR)
    {
      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);
          remove_all (inner);
        }
      g_clear_pointer (&dir, g_dir_close);
    }

  g_remove (path);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("chiosa-test-XXXXXX", &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

char *
in_folder (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
put (Fixture    *fixture,
     const char *name,
     const char *content,
     gssize      length)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0755);
  g_file_set_contents_full (path, content, length, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

char *
get (Fixture    *fixture,
     const char *name,
     gsize      *length)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, length, &error);
  g_assert_no_error (error);
  return content;
}

void
assert_content (Fixture    *fixture,
                const char *name,
                const char *content)
{
  gsize length;
  g_autofree char *found = get (fixture, name, &length);

  g_assert_cmpmem (found, length, content, strlen (content));
}

gboolean
there_is (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = in_folder (fixture, name);
  GStatBuf info;

  return g_lstat (path, &info) == 0;
}

guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}
