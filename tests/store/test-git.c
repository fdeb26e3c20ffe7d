/* test-git.c
 *
 * How git is run: whatever stands in its place, an answer comes whole or not at all, and neither time nor memory is without end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-git.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static char *old_path;

/* A program that is found as git before the real one. */
static void
put_git (Fixture    *fixture,
         const char *body)
{
  g_autofree char *script = g_strconcat ("#!/bin/sh\n", body, NULL);
  g_autofree char *program = in_folder (fixture, "git");
  g_autofree char *path = g_strconcat (fixture->folder, ":", old_path, NULL);

  put (fixture, "git", script, -1);
  g_assert_cmpint (g_chmod (program, 0755), ==, 0);
  g_setenv ("PATH", path, TRUE);
}

static GBytes *
run_for (Fixture *fixture,
         GBytes  *input,
         gint64   seconds,
         int     *status)
{
  return chiosa_git_run (fixture->folder, CHIOSA_GIT_OF_FOLDER, (const char *const[]) { "word", NULL }, input,
                         g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND, status);
}

static void
assert_says (GBytes     *output,
             const char *expected)
{
  g_assert_nonnull (output);
  g_assert_cmpmem (g_bytes_get_data (output, NULL), g_bytes_get_size (output), expected, strlen (expected));
}

static void
test_input (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) input = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "line %u\n", i);
  input = g_bytes_new (text->str, text->len);
  put_git (fixture, "exec cat");
  output = run_for (fixture, input, 60, NULL);
  assert_says (output, text->str);
}

/* It would be a signal were the input a pipe. */
static void
test_input_not_read (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autoptr (GBytes) input = g_bytes_new (zeros, 1 << 20);
  g_autoptr (GBytes) output = NULL;

  put_git (fixture, "exec <&-\necho done");
  output = run_for (fixture, input, 60, NULL);
  assert_says (output, "done\n");
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) output = NULL;
  int status = -1;

  put_git (fixture, "echo no\nexit 3");
  g_assert_null (run_for (fixture, NULL, 60, NULL));
  output = run_for (fixture, NULL, 60, &status);
  assert_says (output, "no\n");
  g_assert_cmpint (status, ==, 3);
}

static void
test_signal (Fixture       *fixture,
             gconstpointer  data)
{
  int status = -1;

  put_git (fixture, "echo half\nkill -9 $$");
  g_assert_null (run_for (fixture, NULL, 60, &status));
}

/* It would take an hour. */
static void
test_hangs (Fixture       *fixture,
            gconstpointer  data)
{
  put_git (fixture, "exec sleep 3600");
  g_assert_null (run_for (fixture, NULL, 1, NULL));
  g_assert_null (run_for (fixture, NULL, -1, NULL));

  put_git (fixture, "exec >&-\nexec sleep 3600");
  g_assert_null (run_for (fixture, NULL, 1, NULL));
}

static void
test_endless (Fixture       *fixture,
              gconstpointer  data)
{
  put_git (fixture, "exec cat /dev/zero");
  g_assert_null (run_for (fixture, NULL, 600, NULL));
}

/* @repository decides which one is asked; what would run something is gone in both. */
static void
test_environment (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const print[] = { "word", NULL };
  gint64 deadline = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  g_autoptr (GBytes) named = NULL, own = NULL;

  put_git (fixture, "echo \"${GIT_DIR-none} ${GIT_EXTERNAL_DIFF-none} ${GIT_PAGER-none} $GIT_CONFIG_KEY_0 $GIT_CONFIG_KEY_1 $1 $2\"");
  g_setenv ("GIT_DIR", "/elsewhere", TRUE);
  g_setenv ("GIT_EXTERNAL_DIFF", "evil", TRUE);
  g_setenv ("GIT_PAGER", "evil", TRUE);
  named = chiosa_git_run (fixture->folder, CHIOSA_GIT_AS_NAMED, print, NULL, deadline, NULL);
  own = chiosa_git_run (fixture->folder, CHIOSA_GIT_OF_FOLDER, print, NULL, deadline, NULL);
  g_unsetenv ("GIT_DIR");
  g_unsetenv ("GIT_EXTERNAL_DIFF");
  g_unsetenv ("GIT_PAGER");

  assert_says (named, "/elsewhere none none core.fsmonitor core.hooksPath --no-pager word\n");
  assert_says (own, "none none none core.fsmonitor core.hooksPath --no-pager word\n");
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_setenv ("PATH", fixture->folder, TRUE);
  g_assert_null (run_for (fixture, NULL, 60, NULL));
  g_setenv ("PATH", old_path, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  old_path = g_strdup (g_getenv ("PATH"));

  add_test ("/git/input-comes-back-whole", test_input);
  add_test ("/git/input-that-is-not-read-does-no-harm", test_input_not_read);
  add_test ("/git/a-failure-is-no-answer-unless-asked-for", test_status);
  add_test ("/git/half-an-answer-is-none", test_signal);
  add_test ("/git/one-that-hangs-is-given-up", test_hangs);
  add_test ("/git/one-that-never-ends-is-given-up", test_endless);
  add_test ("/git/the-environment-names-a-repository-only-where-it-may", test_environment);
  add_test ("/git/one-that-is-not-there-is-no-trouble", test_missing);
  result = g_test_run ();

  g_free (old_path);
  return result;
}
