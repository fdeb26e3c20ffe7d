/* test-base-text.c
 *
 * The texts that annotations were last seen on: kept once, believed only when they are what their name says, given up in
 * order, and found in the history of a Git folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-base-text.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *state;

static char *
texts_folder (void)
{
  return g_build_filename (state, "chiosa", "texts", NULL);
}

static guint
count_kept (void)
{
  g_autofree char *path = texts_folder ();
  Fixture fixture = { path };

  return count_files (&fixture);
}

static void
empty_folder (Fixture       *fixture,
              gconstpointer  data)
{
  fixture_set_up (fixture, data);
  chiosa_base_text_prune (0, 0);
}

#define add_text_test(path, function) \
  g_test_add (path, Fixture, NULL, empty_folder, function, fixture_tear_down)

/* The one file that is kept. */
static char *
only_file (void)
{
  g_autofree char *folder = texts_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_cmpuint (count_kept (), ==, 1);
  return g_build_filename (folder, g_dir_read_name (dir), NULL);
}

/* Its hash. */
static char *
keep (const char *utf8)
{
  g_autoptr (ChiosaText) text = chiosa_text_new (utf8, -1);
  g_autoptr (GError) error = NULL;

  g_assert_true (chiosa_base_text_keep (text, NULL, &error));
  g_assert_no_error (error);
  return chiosa_text_hash (text);
}

static void
assert_found (const char *hash,
              const char *path,
              const char *expected)
{
  g_autoptr (ChiosaText) text = chiosa_base_text_find (hash, path);
  g_autofree char *utf8 = NULL;

  g_assert_nonnull (text);
  utf8 = chiosa_text_get_slice (text, 0, G_MAXSIZE);
  g_assert_cmpstr (utf8, ==, expected);
}

static char *
long_text (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "Line %u: Giò said «no» to 東京.\r\n", i);

  return g_string_free (text, FALSE);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *long_one = long_text ();
  const char *const texts[] = { "", "One.\n", "\r\n\r\n", "\uFEFFé", long_one };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *hash = keep (texts[i]);

      assert_found (hash, NULL, texts[i]);
    }
  g_assert_cmpuint (count_kept (), ==, G_N_ELEMENTS (texts));
}

static void
test_small (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = long_text ();
  g_autofree char *hash = keep (text);
  g_autofree char *path = only_file ();
  g_autofree char *folder = texts_folder ();
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_size, <, strlen (text) / 4);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = keep ("Twice.");
  g_autofree char *second = keep ("Twice.");

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (count_kept (), ==, 1);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *hash = keep ("Secret.");
  g_autofree char *upper = g_ascii_strup (hash, -1);
  g_autofree char *path = g_strconcat ("../texts/", hash, NULL);
  g_autofree char *longer = g_strconcat (hash, "0", NULL);

  g_assert_null (chiosa_base_text_find (NULL, NULL));
  g_assert_null (chiosa_base_text_find ("", NULL));
  g_assert_null (chiosa_base_text_find (path, NULL));
  g_assert_null (chiosa_base_text_find (longer, NULL));
  g_assert_null (chiosa_base_text_find (upper, NULL));
  assert_found (hash, NULL, "Secret.");
}

/* Whatever befalls the file, it is never taken for the text; and the text can be kept again. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *long_one = long_text ();
  const char *const texts[] = { "Short text.", long_one };

  for (guint i = 0; i < 2 * 6; i++)
    {
      const char *utf8 = texts[i / 6];
      g_autofree char *hash = keep (utf8);
      g_autofree char *path = only_file ();
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      if (i % 6 == 0)
        content[length / 2] ^= 1;
      else if (i % 6 == 1)
        content[length - 1] ^= 0x80;
      else if (i % 6 == 2)
        content[0] ^= 0x10;
      else
        length = i % 6 == 3 ? 0 : i % 6 == 4 ? length / 2 : length - 1;
      g_assert_true (g_file_set_contents (path, content, length, NULL));

      g_assert_null (chiosa_base_text_find (hash, NULL));
      g_free (keep (utf8));
      assert_found (hash, NULL, utf8);
      chiosa_base_text_prune (0, 0);
    }
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *hash = keep ("Linked.");
  g_autofree char *path = only_file ();
  g_autofree char *target = in_folder (fixture, "target");

  put (fixture, "target", "Linked.", -1);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (symlink (target, path), ==, 0);
  g_assert_null (chiosa_base_text_find (hash, NULL));
  g_unlink (path);
}

static void
set_age (const char *hash,
         guint       days)
{
  g_autofree char *folder = texts_folder ();
  g_autofree char *path = g_build_filename (folder, hash, NULL);
  struct timespec times[2];

  times[0].tv_sec = times[1].tv_sec = g_get_real_time () / G_TIME_SPAN_SECOND - (gint64) days * 24 * 60 * 60;
  times[0].tv_nsec = times[1].tv_nsec = 0;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static void
test_age (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *old = keep ("Old.");
  g_autofree char *young = keep ("Young.");

  set_age (old, 181);
  set_age (young, 179);
  chiosa_base_text_prune (G_MAXUINT64, 180);

  g_assert_null (chiosa_base_text_find (old, NULL));
  assert_found (young, NULL, "Young.");
}

static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = keep ("First.");
  g_autofree char *second = keep ("Second.");
  g_autofree char *third = keep ("Third.");
  g_autofree char *folder = texts_folder ();
  g_autofree char *path = g_build_filename (folder, first, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  set_age (first, 3);
  set_age (second, 2);
  set_age (third, 1);
  /* Use counts, not when it was made. */
  assert_found (first, NULL, "First.");
  chiosa_base_text_prune (2 * 512 * (guint64) info.st_blocks, 180);

  g_assert_null (chiosa_base_text_find (second, NULL));
  assert_found (first, NULL, "First.");
  assert_found (third, NULL, "Third.");
}

/* --- Git ---------------------------------------------------------------------------------------------------------- */

static void
git (Fixture    *fixture,
     const char *command)
{
  g_autofree char *line = g_strdup_printf ("git -c user.name=Ada -c user.email=ada@example.org -c commit.gpgsign=false "
                                           "-C %s %s", fixture->folder, command);
  g_autofree char *out = NULL, *err = NULL;
  int status = -1;

  g_assert_true (g_spawn_command_line_sync (line, &out, &err, &status, NULL));
  if (status != 0)
    g_error ("%s: %s", line, err);
}

static gboolean
skip_without_git (void)
{
  g_autofree char *program = g_find_program_in_path ("git");

  if (program == NULL)
    g_test_skip ("git is not there");
  return program == NULL;
}

static char *
hash_of (const char *utf8)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, utf8, -1);
}

static void
test_git (Fixture       *fixture,
          gconstpointer  data)
{
  const char *name = "sub/a [1] è.txt";
  g_autofree char *path = in_folder (fixture, name);
  g_autofree char *first = hash_of ("First.\n"), *second = hash_of ("Seconda, è.\n"), *staged = hash_of ("Staged.\n");
  g_autofree char *never = hash_of ("Never.\n");

  if (skip_without_git ())
    return;

  put (fixture, name, "First.\n", -1);
  git (fixture, "init -q");
  git (fixture, "add .");
  git (fixture, "commit -qm one");
  put (fixture, name, "Seconda, \xe8.\n", -1);     /* Windows-1252 */
  git (fixture, "commit -qam two");
  put (fixture, "other.txt", "x", -1);
  git (fixture, "add .");
  git (fixture, "commit -qm three");
  put (fixture, name, "Staged.\n", -1);
  git (fixture, "add .");
  put (fixture, name, "Never.\n", -1);

  assert_found (first, path, "First.\n");
  assert_found (second, path, "Seconda, è.\n");
  assert_found (staged, path, "Staged.\n");
  g_assert_null (chiosa_base_text_find (never, path));
  g_assert_null (chiosa_base_text_find (first, NULL));
}

/* A folder from somebody else: nothing that its configuration names is run. */
static void
test_git_runs_nothing (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *witness = in_folder (fixture, "witness");
  g_autofree char *script = in_folder (fixture, "evil.sh");
  g_autofree char *body = g_strdup_printf ("#!/bin/sh\ntouch %s\ncat\n", witness);
  g_autofree char *config = g_strdup_printf (
    "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = %1$s\n\tpager = %1$s\n\teditor = %1$s\n\tsshCommand = %1$s\n"
    "\thooksPath = .\n[gpg]\n\tprogram = %1$s\n[log]\n\tshowSignature = true\n[diff]\n\texternal = %1$s\n"
    "[filter \"x\"]\n\tsmudge = %1$s\n\tclean = %1$s\n[diff \"x\"]\n\ttextconv = %1$s\n", script);
  g_autofree char *first = hash_of ("First.\n");

  if (skip_without_git ())
    return;

  put (fixture, "a.txt", "First.\n", -1);
  git (fixture, "init -q");
  git (fixture, "add a.txt");
  git (fixture, "commit -qm one");
  put (fixture, "a.txt", "Second.\n", -1);
  put (fixture, "evil.sh", body, -1);
  g_assert_cmpint (g_chmod (script, 0755), ==, 0);
  put (fixture, ".gitattributes", "*.txt filter=x diff=x\n", -1);
  put (fixture, ".git/config", config, -1);

  assert_found (first, path, "First.\n");
  g_assert_false (there_is (fixture, "witness"));
}

static void
test_no_work_tree (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *missing = in_folder (fixture, "none/b.txt");
  g_autofree char *hash = hash_of ("First.\n");

  put (fixture, "a.txt", "First.\n", -1);
  g_assert_null (chiosa_base_text_find (hash, path));
  g_assert_null (chiosa_base_text_find (hash, missing));
  put (fixture, ".git", "gitdir: /nowhere\n", -1);
  g_assert_null (chiosa_base_text_find (hash, path));
}

int
main (int   argc,
      char *argv[])
{
  Fixture own;
  int result;

  fixture_set_up (&own, NULL);
  state = own.folder;
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  add_text_test ("/base-text/what-is-kept-is-found", test_round_trip);
  add_text_test ("/base-text/a-long-text-is-compressed-and-private", test_small);
  add_text_test ("/base-text/the-same-text-is-kept-once", test_once);
  add_text_test ("/base-text/a-hash-from-anywhere-is-no-path", test_names);
  add_text_test ("/base-text/a-damaged-file-is-unknown", test_damaged);
  add_text_test ("/base-text/a-link-is-not-followed", test_link);
  add_text_test ("/base-text/unused-for-half-a-year-goes", test_age);
  add_text_test ("/base-text/too-much-goes-longest-unused-first", test_size);
  add_text_test ("/base-text/versions-in-git-are-found", test_git);
  add_text_test ("/base-text/git-runs-nothing-of-the-folder", test_git_runs_nothing);
  add_text_test ("/base-text/no-work-tree-is-no-trouble", test_no_work_tree);
  result = g_test_run ();

  fixture_tear_down (&own, NULL);
  return result;
}
