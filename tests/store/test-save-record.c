/* test-save-record.c
 *
 * Text and sidecar belong together after whatever end of a save, and what somebody else wrote meanwhile is not overwritten.
 * As "test-save-record --save PATH SEED" it is the process that gets killed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"
#include "chiosa-save-record.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#define BOTH (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)
#define SIDECAR "a.txt.chiosa.json"

static char *
saves_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "chiosa", "saves", NULL);
}

/* Records, or folders of what was put aside; not what was half made. */
static guint
count_in_saves (gboolean folders)
{
  g_autofree char *path = saves_folder ();
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      n += *name != '.' && g_file_test (inner, G_FILE_TEST_IS_DIR) == folders;
    }

  return n;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = saves_folder ();

  fixture_set_up (fixture, data);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      Fixture saves = { g_steal_pointer (&path) };

      fixture_tear_down (&saves, NULL);
    }
}

static ChiosaSaveRecord *
begin (Fixture    *fixture,
       const char *text,
       const char *sidecar)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *sidecar_path = in_folder (fixture, SIDECAR);
  g_autoptr (GBytes) text_bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) sidecar_bytes = g_bytes_new (sidecar, strlen (sidecar));
  ChiosaSaveRecord *record = chiosa_save_record_begin (path, sidecar_path, text_bytes, sidecar_bytes);

  return record;
}

static char *
settle (Fixture *fixture)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *sidecar_path = in_folder (fixture, SIDECAR);
  char *notice;

  chiosa_save_record_settle (path, sidecar_path, &notice);
  return notice;
}

/* What a dead process left: the record, and the files as they are now. NULL: no such file. */
static void
leave (Fixture    *fixture,
       const char *old_sidecar,
       const char *text,
       const char *sidecar)
{
  g_autofree char *path = in_folder (fixture, SIDECAR);
  ChiosaSaveRecord *record;

  put (fixture, "a.txt", "old", -1);
  g_unlink (path);
  if (old_sidecar != NULL)
    put (fixture, SIDECAR, old_sidecar, -1);
  record = begin (fixture, "new", "{new}");
  g_assert_nonnull (record);
  chiosa_save_record_end (record, CHIOSA_SAVE_RECORD_KEEP);

  put (fixture, "a.txt", text, -1);
  if (sidecar != NULL)
    put (fixture, SIDECAR, sidecar, -1);
  else
    g_unlink (path);
}

static void
assert_sidecar (Fixture    *fixture,
                const char *sidecar)
{
  if (sidecar != NULL)
    assert_content (fixture, SIDECAR, sidecar);
  else
    g_assert_false (there_is (fixture, SIDECAR));
}

/* --- What is found ---------------------------------------------------------------------------------------------- */

static void
test_half_done_is_finished (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *notice = NULL;

  leave (fixture, "{old}", "new", "{old}");
  notice = settle (fixture);
  g_assert_null (notice);
  assert_content (fixture, "a.txt", "new");
  assert_content (fixture, SIDECAR, "{new}");
  assert_content (fixture, SIDECAR "~", "{old}");
  g_assert_cmpuint (count_in_saves (FALSE), ==, 0);
}

static void
test_first_sidecar_is_finished (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *notice = NULL;

  leave (fixture, NULL, "new", NULL);
  notice = settle (fixture);
  g_assert_null (notice);
  assert_content (fixture, SIDECAR, "{new}");
}

static void
test_nothing_done_or_all_done_is_left (Fixture       *fixture,
                                       gconstpointer  data)
{
  static const char *const cases[][3] = {
    { "{old}", "old", "{old}" }, { NULL, "old", NULL }, { "{old}", "new", "{new}" }, { NULL, "new", "{new}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *notice = NULL;

      leave (fixture, cases[i][0], cases[i][1], cases[i][2]);
      notice = settle (fixture);
      g_assert_null (notice);
      assert_content (fixture, "a.txt", cases[i][1]);
      assert_sidecar (fixture, cases[i][2]);
      g_assert_cmpuint (count_in_saves (FALSE) + count_in_saves (TRUE), ==, 0);
    }
}

static void
test_changed_since_is_put_aside (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char *const cases[][3] = {
    { "{old}", "other", "{old}" }, { "{old}", "new", "{other}" }, { "{old}", "other", "{other}" }, { "{old}", "new", NULL },
    { NULL, "new", "{other}" }, { "{old}", "old", "{new}" }, { "{old}", "old", "{other}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *notice = NULL, *aside = NULL, *aside_sidecar = NULL, *text = NULL, *sidecar = NULL;
      const char *name;

      leave (fixture, cases[i][0], cases[i][1], cases[i][2]);
      notice = settle (fixture);
      g_assert_nonnull (notice);
      assert_content (fixture, "a.txt", cases[i][1]);
      assert_sidecar (fixture, cases[i][2]);
      g_assert_cmpuint (count_in_saves (FALSE), ==, 0);
      g_assert_cmpuint (count_in_saves (TRUE), ==, i + 1);

      name = strstr (notice, g_get_user_state_dir ());
      g_assert_nonnull (name);
      aside = g_strndup (name, strstr (name, "”") - name);
      aside_sidecar = g_strconcat (aside, ".chiosa.json", NULL);
      g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
      g_assert_true (g_file_get_contents (aside_sidecar, &sidecar, NULL, NULL));
      g_assert_cmpstr (text, ==, "new");
      g_assert_cmpstr (sidecar, ==, "{new}");
    }
}

/* A text with two names is written in place. */
static void
test_torn_text_is_finished (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *other = in_folder (fixture, "b.txt");
  g_autofree char *notice = NULL;

  leave (fixture, "{old}", "ne", "{old}");
  g_assert_cmpint (link (path, other), ==, 0);
  put (fixture, "a.txt.chiosa-backup", "old", -1);
  notice = settle (fixture);
  g_assert_null (notice);
  assert_content (fixture, "a.txt", "new");
  assert_content (fixture, "b.txt", "new");
  assert_content (fixture, SIDECAR, "{new}");
  g_assert_false (there_is (fixture, "a.txt.chiosa-backup"));
  g_assert_cmpuint (count_in_saves (FALSE), ==, 0);
}

static void
test_a_backup_without_a_record_is_told (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autofree char *backup = in_folder (fixture, "a.txt.chiosa-backup");
  g_autofree char *notice = NULL, *later = NULL, *much_later = NULL;
  struct utimbuf long_ago = { 1000, 1000 };

  put (fixture, "a.txt", "ne", -1);
  put (fixture, "a.txt.chiosa-backup", "old", -1);
  notice = settle (fixture);
  g_assert_nonnull (strstr (notice, "a.txt.chiosa-backup"));
  assert_content (fixture, "a.txt", "ne");
  assert_content (fixture, "a.txt.chiosa-backup", "old");

  put (fixture, "a.txt", "old", -1);
  later = settle (fixture);
  g_assert_null (later);
  g_assert_true (there_is (fixture, "a.txt.chiosa-backup"));

  g_utime (backup, &long_ago);
  much_later = settle (fixture);
  g_assert_null (much_later);
  g_assert_false (there_is (fixture, "a.txt.chiosa-backup"));
}

static void
test_a_save_under_way_is_left_alone (Fixture       *fixture,
                                     gconstpointer  data)
{
  ChiosaSaveRecord *record;
  g_autofree char *notice = NULL, *later = NULL;

  put (fixture, "a.txt", "old", -1);
  record = begin (fixture, "new", "{new}");
  put (fixture, "a.txt", "new", -1);
  notice = settle (fixture);
  g_assert_null (notice);
  g_assert_false (there_is (fixture, SIDECAR));
  g_assert_null (begin (fixture, "newer", "{newer}"));
  g_assert_cmpuint (count_in_saves (FALSE), ==, 1);

  chiosa_save_record_end (record, CHIOSA_SAVE_RECORD_KEEP);
  later = settle (fixture);
  assert_content (fixture, SIDECAR, "{new}");
}

static void
test_a_damaged_record_changes_nothing (Fixture       *fixture,
                                       gconstpointer  data)
{
  for (guint cut = 0; cut < 2; cut++)
    {
      g_autofree char *folder = saves_folder ();
      g_autofree char *path = NULL, *content = NULL, *notice = NULL;
      g_autoptr (GDir) dir = NULL;
      gsize length;

      leave (fixture, "{old}", "new", "{old}");
      dir = g_dir_open (folder, 0, NULL);
      path = g_build_filename (folder, g_dir_read_name (dir), NULL);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      content[length / 2] ^= 1;
      g_assert_true (g_file_set_contents (path, content, cut ? length / 2 : length, NULL));

      notice = settle (fixture);
      g_assert_null (notice);
      assert_content (fixture, SIDECAR, "{old}");
      g_assert_cmpuint (count_in_saves (FALSE), ==, 0);
    }
}

/* --- Saving ----------------------------------------------------------------------------------------------------- */

static ChiosaArticleFile *
open_article (const char *path)
{
  ChiosaArticleFile *file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  chiosa_article_file_load (file, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  return file;
}

/* Changes both: the text, and what is said of it. */
static void
change_both (ChiosaArticleFile *file,
             GRand             *rand)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  gsize start = g_rand_int_range (rand, 0, length);
  gsize end = start + g_rand_int_range (rand, 0, 12);
  g_autofree char *text = g_strdup_printf ("%u ", g_rand_int (rand));
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (start, MIN (length, end), text);
  const ChiosaSpan span = { start, start + g_utf8_strlen (text, -1) - 1 };

  g_autoptr (GError) error = NULL;

  chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
  /* Refused where an edit before has left the same words tagged. */
  chiosa_document_tag (document, "entity", "FIGURE", &span, 1, NULL);
}

static void
test_no_record_is_left (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "one two three\n", -1);
  file = open_article (path);
  change_both (file, rand);
  chiosa_article_file_save (file, BOTH, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_in_saves (FALSE), ==, 0);
  g_assert_null (chiosa_article_file_get_notice (file));
}

/* A folder where the sidecar should go: the text is new, the sidecar is not. */
static void
test_what_failed_is_finished_later (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *previous = in_folder (fixture, SIDECAR "~");
  g_autofree char *inner = g_build_filename (previous, "x", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaArticleFile) again = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "one two three\n", -1);
  file = open_article (path);
  change_both (file, rand);
  g_assert_true (chiosa_article_file_save (file, BOTH, NULL));
  g_mkdir (previous, 0700);
  g_mkdir (inner, 0700);
  change_both (file, rand);
  g_assert_false (chiosa_article_file_save (file, BOTH, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_in_saves (FALSE), ==, 1);

  g_rmdir (inner);
  g_rmdir (previous);
  again = open_article (path);
  g_assert_false (chiosa_article_file_get_text_differs (again));
  g_assert_cmpuint (chiosa_document_get_n_annotations (chiosa_article_file_get_document (again)), ==,
                    chiosa_document_get_n_annotations (chiosa_article_file_get_document (file)));
  g_assert_cmpuint (count_in_saves (FALSE), ==, 0);
}

static void
test_without_a_state_folder_it_saves (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "chiosa", NULL);
  Fixture whole = { g_strdup (state) };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaArticleFile) again = NULL;
  g_autoptr (GError) error = NULL;

  fixture_tear_down (&whole, NULL);
  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  put (fixture, "a.txt", "one two three\n", -1);
  file = open_article (path);
  change_both (file, rand);
  chiosa_article_file_save (file, BOTH, &error);
  g_assert_no_error (error);
  again = open_article (path);
  g_assert_false (chiosa_article_file_get_text_differs (again));
  g_unlink (state);
}

/* --- Killing ---------------------------------------------------------------------------------------------------- */

/* The process that gets killed: changes and saves for ever. */
static int
save_for_ever (const char *path,
               guint32     seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (ChiosaArticleFile) file = open_article (path);

  for (;;)
    {
      change_both (file, rand);
      if (!chiosa_article_file_save (file, BOTH, NULL))
        return 1;
      if (write (STDOUT_FILENO, ".", 1) != 1)
        return 2;
    }
}

/* Kills it after a while that is not known; returns when it is dead. */
static void
kill_one (const char *program,
          const char *path,
          guint32     seed)
{
  g_autofree char *number = g_strdup_printf ("%u", seed);
  const char *argv[] = { program, "--save", path, number, NULL };
  g_autoptr (GError) error = NULL;
  char dots[64];
  GPid pid;
  int out, status;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, dots, 1), ==, 1);
  g_usleep (seed % 20000);
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (out);
}

static char *program;

static void
test_killed_anywhere_they_belong_together (Fixture       *fixture,
                                           gconstpointer  data)
{
  guint n = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 1000 : 30;
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *sidecar_path = in_folder (fixture, SIDECAR);
  guint finished = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 seed = g_test_rand_int ();
      g_autoptr (ChiosaArticleFile) file = NULL;
      gboolean record;

      put (fixture, "a.txt", "The quick brown fox jumps over the lazy dog.\n", -1);
      g_unlink (sidecar_path);
      kill_one (program, path, seed);
      record = count_in_saves (FALSE) > 0;
      file = open_article (path);
      if (chiosa_article_file_get_text_differs (file))
        g_test_message ("seed %u", seed);
      g_assert_false (chiosa_article_file_get_text_differs (file));
      g_assert_no_error (chiosa_article_file_get_sidecar_error (file));
      g_assert_cmpuint (chiosa_article_file_get_problems (file)->len, ==, 0);
      g_assert_null (chiosa_article_file_get_notice (file));
      finished += record;
    }

  g_test_message ("%u of %u were killed with a record there", finished, n);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  Fixture state = { NULL };
  int result;

  if (argc == 4 && strcmp (argv[1], "--save") == 0)
    return save_for_ever (argv[2], strtoul (argv[3], NULL, 10));

  fixture_set_up (&state, NULL);
  program = argv[0];
  g_setenv ("XDG_STATE_HOME", state.folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("/save-record/half-done-is-finished", test_half_done_is_finished);
  add ("/save-record/first-sidecar-is-finished", test_first_sidecar_is_finished);
  add ("/save-record/nothing-done-or-all-done-is-left", test_nothing_done_or_all_done_is_left);
  add ("/save-record/changed-since-is-put-aside", test_changed_since_is_put_aside);
  add ("/save-record/torn-text-is-finished", test_torn_text_is_finished);
  add ("/save-record/a-backup-without-a-record-is-told", test_a_backup_without_a_record_is_told);
  add ("/save-record/a-save-under-way-is-left-alone", test_a_save_under_way_is_left_alone);
  add ("/save-record/a-damaged-record-changes-nothing", test_a_damaged_record_changes_nothing);
  add ("/save-record/no-record-is-left", test_no_record_is_left);
  add ("/save-record/what-failed-is-finished-later", test_what_failed_is_finished_later);
  add ("/save-record/without-a-state-folder-it-saves", test_without_a_state_folder_it_saves);
  add ("/save-record/killed-anywhere-they-belong-together", test_killed_anywhere_they_belong_together);

  result = g_test_run ();
  fixture_tear_down (&state, NULL);
  return result;
}
