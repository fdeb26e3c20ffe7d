/* test-folder.c
 *
 * The list of articles: what is found, in what order, what the rows say, and that a large folder does not stop the main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"
#include "chiosa-folder.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static ChiosaFolder *
load (Fixture *fixture)
{
  ChiosaFolder *folder = chiosa_folder_new (fixture->folder, NULL);
  g_autoptr (GError) error = NULL;

  chiosa_folder_load_sync (folder, &error);
  g_assert_no_error (error);
  return folder;
}

static char *
list_names (ChiosaFolder *folder)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (folder)); i++)
    {
      g_autoptr (ChiosaFolderItem) item = g_list_model_get_item (G_LIST_MODEL (folder), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", chiosa_folder_item_get_name (item));
    }

  return g_string_free_and_steal (names);
}

static void
assert_names (ChiosaFolder *folder,
              const char   *expected)
{
  g_autofree char *names = list_names (folder);

  g_assert_cmpstr (names, ==, expected);
}

static ChiosaFolderItem *
find (Fixture      *fixture,
      ChiosaFolder *folder,
      const char   *name)
{
  g_autofree char *path = in_folder (fixture, name);
  ChiosaFolderItem *item = chiosa_folder_find (folder, path, NULL);

  g_assert_nonnull (item);
  return item;
}

static void
test_found (Fixture       *fixture,
            gconstpointer  data)
{
  const char *names[] = { "b.txt", "a10.txt", "a9.MD", "sub/x.txt", "sub/deep/y.md", ".hidden.txt", ".git/z.txt", "a.txt~",
                          "note.pdf", "a10.txt.chiosa.json", "tub/k.TXT", "txt", ".md", "project.chiosa.json" };
  g_autoptr (ChiosaFolder) folder = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    put (fixture, names[i], "x\n", 2);
  folder = load (fixture);
  assert_names (folder, "a9.MD a10.txt b.txt sub/deep/y.md sub/x.txt tub/k.TXT");
}

static void
test_is_article (void)
{
  g_assert_true (chiosa_folder_is_article ("a.txt"));
  g_assert_true (chiosa_folder_is_article ("a.b.MD"));
  g_assert_false (chiosa_folder_is_article (".txt"));
  g_assert_false (chiosa_folder_is_article (".a.txt"));
  g_assert_false (chiosa_folder_is_article ("a.txt.chiosa.json"));
  g_assert_false (chiosa_folder_is_article ("a.txt~"));
  g_assert_false (chiosa_folder_is_article (""));
}

static void
test_loops (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *loop = in_folder (fixture, "sub/loop"), *twice = in_folder (fixture, "twice");
  g_autofree char *to_file = in_folder (fixture, "link.txt"), *dangling = in_folder (fixture, "none.txt"), *fifo = in_folder (fixture, "fifo.txt");
  g_autoptr (ChiosaFolder) folder = NULL;

  put (fixture, "sub/x.txt", "x\n", 2);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("sub", twice), ==, 0);
  g_assert_cmpint (symlink ("sub/x.txt", to_file), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  folder = load (fixture);
  assert_names (folder, "link.txt sub/x.txt");
}

static void
test_titles (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *long_line = g_strnfill (5000, 'l'), *eighty = g_strnfill (80, 'l');
  g_autoptr (ChiosaFolder) folder = NULL;

  put (fixture, "line.txt", "\xef\xbb\xbf\r\n  \r\n  First line \r\nSecond\r\n", -1);
  put (fixture, "head.md", "## A *heading*\n\ntext\n", -1);
  put (fixture, "empty.txt", "", 0);
  put (fixture, "blank.txt", "\n \n#\n", -1);
  put (fixture, "long.txt", long_line, -1);
  put (fixture, "bad.txt", "b\xff\n", -1);
  put (fixture, "titled.txt", "First line\n", -1);
  put (fixture, "titled.txt.chiosa.json", "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"article\":{\"title\":\"Title\",\"status\":\"done\"},"
       "\"annotations\":[{\"id\":\"a\"},{\"id\":\"b\",\"state\":\"detached\"},{}],\"relations\":[]}", -1);
  put (fixture, "broken.txt", "Text\n", -1);
  put (fixture, "broken.txt.chiosa.json", "{", -1);
  folder = load (fixture);

  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "line.txt")), ==, "First line");
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "head.md")), ==, "A *heading*");
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "empty.txt")), ==, "empty.txt");
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "blank.txt")), ==, "blank.txt");
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "long.txt")), ==, eighty);
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "bad.txt")), ==, "b\xef\xbf\xbd");
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "titled.txt")), ==, "Title");
  g_assert_cmpint (chiosa_folder_item_get_status (find (fixture, folder, "titled.txt")), ==, CHIOSA_STATUS_DONE);
  g_assert_cmpuint (chiosa_folder_item_get_n_annotations (find (fixture, folder, "titled.txt")), ==, 2);
  g_assert_cmpint (chiosa_folder_item_get_mtime (find (fixture, folder, "titled.txt")), >, 1000000000);
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, "broken.txt")), ==, "Text");
  {
    g_autofree char *error = NULL, *none = NULL;
    guint n_detached;

    g_object_get (find (fixture, folder, "broken.txt"), "error", &error, NULL);
    g_object_get (find (fixture, folder, "titled.txt"), "error", &none, "n-detached", &n_detached, NULL);
    g_assert_nonnull (strstr (error, "broken.txt.chiosa.json"));
    g_assert_null (none);
    g_assert_cmpuint (n_detached, ==, 1);
  }
}

static void
test_annotator (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (ChiosaFolder) folder = chiosa_folder_new (fixture->folder, "anna");

  put (fixture, "a.txt", "Line\n", -1);
  put (fixture, "a.txt.anna.chiosa.json", "{\"format\":\"chiosa-sidecar\",\"annotations\":[1,{}]}", -1);
  g_assert_true (chiosa_folder_load_sync (folder, NULL));
  g_assert_cmpuint (chiosa_folder_item_get_n_annotations (find (fixture, folder, "a.txt")), ==, 1);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "none");
  g_autoptr (ChiosaFolder) folder = chiosa_folder_new (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  g_assert_false (chiosa_folder_load_sync (folder, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_object_get (folder, "error", &message, NULL);
  g_assert_nonnull (message);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, 0);
}

static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *a = in_folder (fixture, "a.log"), *b = in_folder (fixture, "sub/b.txt");
  const char *paths[] = { b, a, b, NULL };
  g_autoptr (ChiosaFolder) folder = chiosa_folder_new_files (paths, NULL);

  put (fixture, "a.log", "A\n", -1);
  put (fixture, "sub/b.txt", "B\n", -1);
  g_assert_true (chiosa_folder_load_sync (folder, NULL));
  assert_names (folder, "b.txt a.log");
  g_assert_null (chiosa_folder_get_path (folder));
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  ++*n;
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *changes)
{
  changes[0] = position;
  changes[1] = removed;
  changes[2] = added;
  changes[3]++;
}

static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (ChiosaFolder) folder = NULL;
  ChiosaFolderItem *item;
  guint n_title = 0, n_status = 0;

  put (fixture, "a.txt", "Line\n", -1);
  folder = load (fixture);
  item = find (fixture, folder, "a.txt");
  g_signal_connect (item, "notify::title", G_CALLBACK (count_cb), &n_title);
  g_signal_connect (item, "notify::status", G_CALLBACK (count_cb), &n_status);

  chiosa_folder_item_update (item, "New", CHIOSA_STATUS_DONE, 3, 1);
  chiosa_folder_item_update (item, "New", CHIOSA_STATUS_DONE, 3, 1);
  g_assert_cmpuint (n_title, ==, 1);
  g_assert_cmpuint (n_status, ==, 1);
  g_assert_cmpuint (chiosa_folder_item_get_n_annotations (item), ==, 3);
  chiosa_folder_item_update (item, "", CHIOSA_STATUS_DONE, 3, 1);
  g_assert_cmpstr (chiosa_folder_item_get_title (item), ==, "a.txt");

  /* Who has it open knows better than the disk. */
  chiosa_folder_item_update (item, "Mine", CHIOSA_STATUS_DONE, 3, 1);
  g_object_set (item, "open", TRUE, NULL);
  g_assert_true (chiosa_folder_load_sync (folder, NULL));
  g_assert_true (find (fixture, folder, "a.txt") == item);
  g_assert_cmpstr (chiosa_folder_item_get_title (item), ==, "Mine");
  g_object_set (item, "open", FALSE, NULL);
  g_assert_true (chiosa_folder_load_sync (folder, NULL));
  g_assert_cmpstr (chiosa_folder_item_get_title (item), ==, "Line");
}

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *b = in_folder (fixture, "b.txt");
  g_autoptr (ChiosaFolder) folder = NULL;
  ChiosaFolderItem *a, *d;
  guint changes[4] = { 0 }, position = 0;

  put (fixture, "a.txt", "A\n", -1);
  put (fixture, "b.txt", "B\n", -1);
  put (fixture, "d.txt", "D\n", -1);
  folder = load (fixture);
  a = find (fixture, folder, "a.txt");
  d = find (fixture, folder, "d.txt");
  g_signal_connect (folder, "items-changed", G_CALLBACK (changed_cb), changes);
  g_assert_true (chiosa_folder_load_sync (folder, NULL));
  g_assert_cmpuint (changes[3], ==, 0);

  g_unlink (b);
  put (fixture, "c.txt", "C\n", -1);
  put (fixture, "bb.txt", "C\n", -1);
  g_assert_true (chiosa_folder_load_sync (folder, NULL));
  assert_names (folder, "a.txt bb.txt c.txt d.txt");
  g_assert_cmpuint (changes[0], ==, 1);
  g_assert_cmpuint (changes[1], ==, 1);
  g_assert_cmpuint (changes[2], ==, 2);
  g_assert_cmpuint (changes[3], ==, 1);
  g_assert_true (find (fixture, folder, "a.txt") == a);
  g_assert_true (find (fixture, folder, "d.txt") == d);
  g_assert_true (chiosa_folder_find (folder, chiosa_folder_item_get_path (d), &position) == d);
  g_assert_cmpuint (position, ==, 3);
  g_assert_null (chiosa_folder_find (folder, b, NULL));
}

typedef struct
{
  guint  largest;
  gint64 longest;
} Turns;

static void
largest_cb (GListModel *model, guint position, guint removed, guint added, Turns *turns)
{
  turns->largest = MAX (turns->largest, added);
}

static gboolean
is_loading (ChiosaFolder *folder)
{
  gboolean loading;

  g_object_get (folder, "loading", &loading, NULL);
  return loading;
}

static void
test_main_loop_runs (Fixture       *fixture,
                     gconstpointer  data)
{
  const guint n = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 100000 : 3000;
  ChiosaFolder *folder = chiosa_folder_new (fixture->folder, NULL);
  g_autofree char *last = g_strdup_printf ("d%u/a%u.txt", (n - 1) / 1000, n - 1);
  Turns turns = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("d%u/a%u.txt", i / 1000, i);
      put (fixture, name, "Line\n", 5);
    }

  g_signal_connect (folder, "items-changed", G_CALLBACK (largest_cb), &turns);
  chiosa_folder_load (folder);
  g_assert_true (is_loading (folder));
  while (is_loading (folder))
    {
      gint64 begin;

      if (!g_main_context_iteration (NULL, FALSE))
        {
          g_usleep (500);
          continue;
        }
      begin = g_get_monotonic_time ();
      g_main_context_iteration (NULL, FALSE);
      turns.longest = MAX (turns.longest, g_get_monotonic_time () - begin);
    }

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (folder)), ==, n);
  g_assert_cmpuint (turns.largest, <=, 500);
  g_assert_cmpstr (chiosa_folder_item_get_title (find (fixture, folder, last)), ==, "Line");
  g_test_message ("longest turn %" G_GINT64_FORMAT " µs", turns.longest);
  g_assert_finalize_object (folder);
}

static void
test_gone_while_loading (Fixture       *fixture,
                         gconstpointer  data)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u.txt", i);
      put (fixture, name, "Line\n", 5);
    }

  for (guint i = 0; i < 50; i++)
    {
      ChiosaFolder *folder = chiosa_folder_new (fixture->folder, NULL);

      chiosa_folder_load (folder);
      if (i % 3 == 1)
        chiosa_folder_load (folder);
      for (guint turns = 0; turns < i % 5; turns++)
        g_main_context_iteration (NULL, FALSE);
      g_object_unref (folder);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  /* The threads go when they notice. */
  g_usleep (100000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/folder/articles-by-name", test_is_article);
  add_test ("/folder/articles-are-found-in-order", test_found);
  add_test ("/folder/links-lead-nowhere-twice", test_loops);
  add_test ("/folder/titles-and-counts", test_titles);
  add_test ("/folder/sidecars-of-the-annotator", test_annotator);
  add_test ("/folder/no-folder-is-said", test_no_folder);
  add_test ("/folder/single-files", test_files);
  add_test ("/folder/rows-are-told", test_update);
  add_test ("/folder/reading-again-changes-what-changed", test_again);
  add_test ("/folder/the-main-loop-runs", test_main_loop_runs);
  add_test ("/folder/gone-while-loading", test_gone_while_loading);

  return g_test_run ();
}
