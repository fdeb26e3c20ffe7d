/* test-lock.c
 *
 * Locks: one at a time, by whom and since when, gone when the holder is; what others wrote is only text.
 * With --hold PATH the program takes the lock, says so and waits to be killed: the other process of the tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-lock.h"

#include "store-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK ".~lock.a.txt.chiosa.json#"

static const char *program;

static int
hold (const char *path)
{
  g_autoptr (ChiosaLockHolder) holder = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaLock *lock = chiosa_lock_take (path, &holder, &error);

  printf (lock != NULL ? "held\n" : "refused\n");
  fflush (stdout);
  while (lock != NULL)
    pause ();

  return 0;
}

/* Another process that has got as far as saying what it got. */
static GSubprocess *
start_other (const char *path,
             char      **said)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--hold", path, NULL);
  g_autoptr (GDataInputStream) out = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  *said = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  return other;
}

static void
kill_other (GSubprocess *other)
{
  g_subprocess_force_exit (other);
  g_subprocess_wait (other, NULL, NULL);
}

static ChiosaLock *
take (const char *path)
{
  g_autoptr (ChiosaLockHolder) holder = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaLock *lock = chiosa_lock_take (path, &holder, &error);

  g_assert_no_error (error);
  return lock;
}

static void
test_take_and_release (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autofree char *line = NULL;
  g_autofree char *start = NULL;
  ChiosaLock *lock = take (path);
  g_auto (GStrv) fields = NULL;

  g_assert_nonnull (lock);
  g_assert_true (chiosa_lock_is_ours (lock));
  line = get (fixture, LOCK, NULL);
  fields = g_strsplit (line, ",", -1);
  g_assert_cmpuint (g_strv_length (fields), ==, 5);
  g_assert_cmpstr (fields[1], ==, g_get_user_name ());
  g_assert_cmpstr (fields[2], ==, g_get_host_name ());
  start = g_strdup_printf ("chiosa:%d:", (int) getpid ());
  g_assert_true (g_str_has_prefix (fields[4], start));
  g_assert_true (g_str_has_suffix (line, ";"));

  chiosa_lock_free (lock);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_second_is_told_who (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) other = start_other (path, &said);
  g_autoptr (ChiosaLockHolder) holder = NULL;
  g_autoptr (GDateTime) since = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (said, ==, "held");
  g_assert_null (chiosa_lock_take (path, &holder, &error));
  g_assert_no_error (error);
  g_assert_nonnull (holder);
  g_assert_cmpstr (holder->host, ==, g_get_host_name ());
  g_assert_cmpint (holder->pid, ==, g_ascii_strtoll (g_subprocess_get_identifier (other), NULL, 10));
  since = g_date_time_new_from_iso8601 (holder->since, NULL);
  g_assert_nonnull (since);
  g_assert_cmpstr (holder->user, !=, "");

  kill_other (other);
}

static void
test_dead_holder_is_no_holder (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) other = start_other (path, &said);
  ChiosaLock *lock;

  kill_other (other);
  g_assert_true (there_is (fixture, LOCK));
  g_assert_null (chiosa_lock_peek (path));

  lock = take (path);
  g_assert_nonnull (lock);
  chiosa_lock_free (lock);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_seized_lock_is_left_alone (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autoptr (GError) error = NULL;
  ChiosaLock *lock = take (path);
  ChiosaLock *seized = chiosa_lock_seize (path, &error);

  g_assert_no_error (error);
  g_assert_false (chiosa_lock_is_ours (lock));
  g_assert_true (chiosa_lock_is_ours (seized));

  chiosa_lock_free (lock);
  g_assert_true (there_is (fixture, LOCK));
  chiosa_lock_free (seized);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* The number may belong to another process by now. */
static void
test_reused_process_number (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  ChiosaLock *lock = take (path);
  g_autofree char *line = get (fixture, LOCK, NULL);
  g_auto (GStrv) parts = g_strsplit (line, ":", -1);
  guint n = g_strv_length (parts);
  g_autofree char *changed = NULL;
  ChiosaLockHolder *holder = chiosa_lock_peek (path);

  g_assert_nonnull (holder);
  chiosa_lock_holder_free (holder);

  g_free (parts[n - 4]);
  parts[n - 4] = g_strdup ("1");
  changed = g_strjoinv (":", parts);
  put (fixture, LOCK, changed, -1);
  g_assert_null (chiosa_lock_peek (path));
  chiosa_lock_free (lock);
}

static void
test_foreign_locks_live (Fixture       *fixture,
                         gconstpointer  data)
{
  static const struct { const char *line, *user, *host, *since; } cases[] = {
    /* LibreOffice */
    { "Anna Verdi,anna,desk7,24.11.2026 09:30,file:///home/anna/.config/libreoffice/4;", "Anna Verdi", "desk7", "24.11.2026 09:30" },
    { ",anna,desk7,24.11.2026 09:30,;", "anna", "desk7", "24.11.2026 09:30" },
    /* a process of another machine */
    { ",bob,elsewhere,2026-11-24T09:30:00Z,chiosa:1:1:x:y:z;", "bob", "elsewhere", "2026-11-24T09:30:00Z" },
    { "O\\, Brien\\;,,a\\\\b", "O, Brien;", "a\\b", "" },
    /* hostile: controls, direction, markup stays text */
    { "\x1b[31m<b>x</b>\n\xe2\x80\xae,,h\xff,,;", "[31m<b>x</b>", "h\xef\xbf\xbd", "" },
    { "no commas at all", "no commas at all", "", "" },
    { ",,,,chiosa:99999999999999999999:1:a:b:c;", "", "", "" },
  };
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaLockHolder) holder = NULL;
      g_autoptr (GError) error = NULL;

      put (fixture, LOCK, cases[i].line, -1);
      g_assert_null (chiosa_lock_take (path, &holder, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (holder->user, ==, cases[i].user);
      g_assert_cmpstr (holder->host, ==, cases[i].host);
      g_assert_cmpstr (holder->since, ==, cases[i].since);
      assert_content (fixture, LOCK, cases[i].line);
    }
}

static void
test_long_fields_are_cut (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autofree char *name = g_strnfill (3000, 'x');
  g_autoptr (ChiosaLockHolder) holder = NULL;

  put (fixture, LOCK, name, -1);
  holder = chiosa_lock_peek (path);
  g_assert_cmpuint (strlen (holder->user), ==, 64);
}

static void
test_what_is_no_file_is_an_error (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autofree char *lock_path = chiosa_lock_path (path);
  g_autoptr (ChiosaLockHolder) holder = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (lock_path, 0600), ==, 0);
  g_assert_null (chiosa_lock_take (path, &holder, &error));
  g_assert_null (holder);
  g_assert_nonnull (error);
}

static void
test_missing_folder_is_an_error (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "gone/a.txt.chiosa.json");
  g_autoptr (ChiosaLockHolder) holder = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (chiosa_lock_take (path, &holder, &error));
  g_assert_null (holder);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Of many that come at once one gets it: also when a dead one's lock is in the way. */
static void
test_only_one_gets_it (Fixture       *fixture,
                       gconstpointer  data)
{
  enum { N = 6 };
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");
  g_autofree char *first = NULL;
  GSubprocess *others[N];
  GSubprocess *dead = start_other (path, &first);
  guint n_held = 0;

  kill_other (dead);
  g_object_unref (dead);
  for (guint i = 0; i < N; i++)
    others[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--hold", path, NULL);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (others[i]));
      g_autofree char *said = g_data_input_stream_read_line (out, NULL, NULL, NULL);

      n_held += g_strcmp0 (said, "held") == 0;
    }
  for (guint i = 0; i < N; i++)
    {
      kill_other (others[i]);
      g_object_unref (others[i]);
    }

  g_assert_cmpuint (n_held, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  add_test ("/lock/take-and-release", test_take_and_release);
  add_test ("/lock/second-is-told-who", test_second_is_told_who);
  add_test ("/lock/dead-holder-is-no-holder", test_dead_holder_is_no_holder);
  add_test ("/lock/seized-lock-is-left-alone", test_seized_lock_is_left_alone);
  add_test ("/lock/reused-process-number", test_reused_process_number);
  add_test ("/lock/foreign-locks-live", test_foreign_locks_live);
  add_test ("/lock/long-fields-are-cut", test_long_fields_are_cut);
  add_test ("/lock/what-is-no-file-is-an-error", test_what_is_no_file_is_an_error);
  add_test ("/lock/missing-folder-is-an-error", test_missing_folder_is_an_error);
  add_test ("/lock/only-one-gets-it", test_only_one_gets_it);

  return g_test_run ();
}
