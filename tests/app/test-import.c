/* test-import.c
 *
 * Importing into a real window: what is found, what is made, and that it opens. The formats have tests of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "transfer-fixture.h"

#include "chiosa-import-dialog.h"

#include <glib/gstdio.h>
#include <string.h>

#define JSON_LINES \
  "{\"id\":\"one\",\"text\":\"Bezos answers Trump\\n\\nIn Rome.\\n\"}\n" \
  "{\"id\":\"two\",\"text\":\"A second article\\n\\nNothing happens.\\n\"}\n"
#define BROKEN_LINES \
  "{\"id\":\"one\",\"text\":\"Bezos answers Trump\\n\"}\n" \
  "{\"id\":\"two\",\"text\":\n"

#define CONLL \
  "-DOCSTART- -X- O O\n\n" \
  "Bezos NNP B-NP B-PER\nlives VBZ B-VP O\nin IN B-PP O\nRome NNP B-NP B-LOC\n. . O O\n\n"

static char *
make_file (Fixture    *fixture,
           const char *name,
           const char *contents)
{
  char *path = g_build_filename (fixture->top, name, NULL);

  fixture_write (path, contents);
  return path;
}

static void
open_dialog (Fixture    *fixture,
             const char *path)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_activate (fixture, "win.import");
  g_assert_false (gtk_widget_is_sensitive (fixture_find (fixture, "next_button")));
  chiosa_import_dialog_add (CHIOSA_IMPORT_DIALOG (fixture_get_dialog (fixture)), path);
}

static void
check (Fixture *fixture)
{
  fixture_click (fixture, "next_button");
  fixture_wait_for (fixture, fixture_is_idle);
  fixture_assert_page (fixture, "ChiosaImportReportPage");
}

static gboolean
knows_format (Fixture *fixture)
{
  return g_str_has_prefix (adw_action_row_get_subtitle (fixture_find (fixture, "format")), "Found");
}

static gboolean
has_no_dialog (Fixture *fixture)
{
  return fixture_get_dialog (fixture) == NULL;
}

static gboolean
shows_some (Fixture *fixture)
{
  return fixture->window->folder != NULL && g_list_model_get_n_items (G_LIST_MODEL (fixture->window->folder)) > 0;
}

static gboolean
shows_imported (Fixture *fixture)
{
  return fixture->window->folder != NULL && g_list_model_get_n_items (G_LIST_MODEL (fixture->window->folder)) == 2;
}

static void
test_json_lines_open_as_a_folder (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "corpus.jsonl", JSON_LINES);
  g_autofree char *folder = g_build_filename (fixture->target, "corpus", NULL);

  open_dialog (fixture, path);
  fixture_wait_for (fixture, knows_format);
  fixture_assert_good (fixture);
  check (fixture);
  fixture_assert_good (fixture);
  g_assert_cmpstr (adw_preferences_row_get_title (fixture_find (fixture, "verdict")), ==, "Everything Can Be Read");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  fixture_click (fixture, "import_button");
  fixture_wait_for (fixture, fixture_is_idle);
  fixture_assert_page (fixture, "ChiosaResultPage");
  fixture_assert_good (fixture);
  fixture_click (fixture, "open_button");
  fixture_wait_for (fixture, has_no_dialog);
  fixture_wait_for (fixture, shows_imported);
  g_assert_cmpstr (chiosa_folder_get_path (fixture->window->folder), ==, folder);
}

static void
test_conll_opens_as_a_folder (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "corpus.conll", CONLL);

  open_dialog (fixture, path);
  fixture_wait_for (fixture, knows_format);
  check (fixture);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (fixture_find (fixture, "summary")), "2 annotations"));
  fixture_click (fixture, "import_button");
  fixture_wait_for (fixture, fixture_is_idle);
  fixture_assert_page (fixture, "ChiosaResultPage");
  fixture_click (fixture, "open_button");
  fixture_wait_for (fixture, has_no_dialog);
  fixture_wait_for (fixture, shows_some);
}

static void
test_problems_are_told_with_file_and_line (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "corpus.jsonl", BROKEN_LINES);

  open_dialog (fixture, path);
  check (fixture);
  g_assert_true (gtk_widget_get_visible (fixture_find (fixture, "troubles")));
  g_assert_cmpstr (adw_preferences_row_get_title (fixture_find (fixture, "verdict")), ==, "Not Everything Can Be Read");
  fixture_assert_good (fixture);
}

static void
test_what_is_there_is_not_overwritten (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "corpus.jsonl", JSON_LINES);
  g_autofree char *folder = g_build_filename (fixture->target, "corpus", NULL);
  g_autofree char *beside = g_build_filename (fixture->target, "corpus-2", NULL);
  g_autofree char *mine = g_build_filename (folder, "one.txt", NULL);
  g_autofree char *kept = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  fixture_write (mine, "mine");
  open_dialog (fixture, path);
  check (fixture);
  fixture_click (fixture, "import_button");
  fixture_wait_for (fixture, fixture_is_idle);
  fixture_assert_page (fixture, "ChiosaResultPage");

  kept = fixture_read (mine);
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_true (g_file_test (beside, G_FILE_TEST_IS_DIR));
}

static void
test_a_file_can_be_taken_off_the_list (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "corpus.jsonl", JSON_LINES);

  open_dialog (fixture, path);
  g_assert_true (gtk_widget_is_sensitive (fixture_find (fixture, "next_button")));
  fixture_click_in (fixture, "files");
  fixture_settle ();
  g_assert_false (gtk_widget_is_sensitive (fixture_find (fixture, "next_button")));
}

/* What has been made stays, as on the command line; nothing of it is half an article. */
static void
test_leaving_the_window_leaves_whole_articles (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *folder = g_build_filename (fixture->target, "corpus", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (many, "{\"id\":\"a%u\",\"text\":\"Bezos answers Trump\\n\"}\n", i);
  path = make_file (fixture, "corpus.jsonl", many->str);

  open_dialog (fixture, path);
  check (fixture);
  fixture_click (fixture, "import_button");
  fixture_leave (fixture);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *article = g_build_filename (folder, name, NULL);
      g_autofree char *text = fixture_read (article);

      if (g_str_has_suffix (name, ".txt"))
        g_assert_cmpstr (text, ==, "Bezos answers Trump\n");
      else
        g_assert_true (g_str_has_suffix (name, ".json"));
    }
  g_assert_cmpuint (fixture_count_files (folder), <, 3000);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  fixture_begin (&argc, &argv);

  ADD ("/import/json-lines-open-as-a-folder", test_json_lines_open_as_a_folder);
  ADD ("/import/conll-opens-as-a-folder", test_conll_opens_as_a_folder);
  ADD ("/import/problems-are-told-with-file-and-line", test_problems_are_told_with_file_and_line);
  ADD ("/import/what-is-there-is-not-overwritten", test_what_is_there_is_not_overwritten);
  ADD ("/import/a-file-can-be-taken-off-the-list", test_a_file_can_be_taken_off_the_list);
  ADD ("/import/leaving-the-window-leaves-whole-articles", test_leaving_the_window_leaves_whole_articles);

  return g_test_run ();
}
