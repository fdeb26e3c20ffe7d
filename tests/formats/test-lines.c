/* test-lines.c
 *
 * Lines of files, pipes and memory: what comes out, and what is said of bad ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-lines.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ChiosaLines *
open_bytes (const char *bytes,
            gsize       n)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, n);

  return chiosa_lines_new_bytes (content, "dir/corpus.txt");
}

#define OPEN(literal) open_bytes (literal, sizeof literal - 1)

static void
assert_line (ChiosaLines *lines,
             const char  *expected,
             guint        number)
{
  g_autoptr (GError) error = NULL;
  gsize n = 0;
  const char *line = chiosa_lines_next (lines, &n, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
  g_assert_cmpuint (n, ==, strlen (expected));
  g_assert_cmpuint (chiosa_lines_get_number (lines), ==, number);
}

static void
assert_end (ChiosaLines *lines)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (chiosa_lines_next (lines, NULL, &error));
  g_assert_no_error (error);
}

/* An error that says @where and @why. */
static void
assert_bad (ChiosaLines *lines,
            int          code,
            const char  *where,
            const char  *why,
            gboolean     goes_on)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (chiosa_lines_next (lines, NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, where));
  g_assert_nonnull (strstr (error->message, why));
  g_assert_true (chiosa_lines_may_go_on (lines) == goes_on);
}

static void
test_ends (void)
{
  g_autoptr (ChiosaLines) lines = OPEN ("\xEF\xBB\xBFone\ntwo\r\n\nfo\rur\n\r\nlast");
  g_autoptr (ChiosaLines) empty = OPEN ("");
  g_autoptr (ChiosaLines) mark = OPEN ("\xEF\xBB\xBF");

  assert_line (lines, "one", 1);
  assert_line (lines, "two", 2);
  assert_line (lines, "", 3);
  assert_line (lines, "fo\rur", 4);
  assert_line (lines, "", 5);
  assert_line (lines, "last", 6);
  assert_end (lines);
  assert_end (lines);
  assert_end (empty);
  assert_end (mark);
}

static void
test_bad_lines (void)
{
  g_autoptr (ChiosaLines) lines = OPEN ("good\nb\xE4" "d\nnul\0here\ncut \xF0\x9F\x98\ngood again\n\xC0\x80");

  assert_line (lines, "good", 1);
  assert_bad (lines, CHIOSA_STORE_ERROR_INVALID, "corpus.txt”, line 2", "byte 2 is not UTF-8", TRUE);
  assert_bad (lines, CHIOSA_STORE_ERROR_INVALID, "corpus.txt”, line 3", "byte 4 is NUL", TRUE);
  assert_bad (lines, CHIOSA_STORE_ERROR_INVALID, "corpus.txt”, line 4", "byte 5 is not UTF-8", TRUE);
  assert_line (lines, "good again", 5);
  assert_bad (lines, CHIOSA_STORE_ERROR_INVALID, "corpus.txt”, line 6", "byte 1 is not UTF-8", TRUE);
  assert_end (lines);
}

static void
test_utf16 (void)
{
  g_autoptr (ChiosaLines) little = OPEN ("\xFF\xFEh\0i\0\n\0");
  g_autoptr (ChiosaLines) big = OPEN ("\xFE\xFF\0h\0i\0\n");

  assert_bad (little, CHIOSA_STORE_ERROR_INVALID, "corpus.txt”", "UTF-16", FALSE);
  assert_end (little);
  assert_bad (big, CHIOSA_STORE_ERROR_INVALID, "corpus.txt”", "UTF-16", FALSE);
}

static void
test_long_line (void)
{
  g_autoptr (GString) content = g_string_sized_new (2 * CHIOSA_LINES_MAX_BYTES);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ChiosaLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  g_string_set_size (content, CHIOSA_LINES_MAX_BYTES);
  memset (content->str, 'x', content->len);
  g_string_append (content, "\r\nshort\n");
  g_string_set_size (content, content->len + CHIOSA_LINES_MAX_BYTES + 1);
  memset (content->str + content->len - CHIOSA_LINES_MAX_BYTES - 1, 'y', CHIOSA_LINES_MAX_BYTES + 1);
  g_string_append (content, "\nafter\n");
  g_string_append_len (content, content->str + CHIOSA_LINES_MAX_BYTES + 8, CHIOSA_LINES_MAX_BYTES);
  g_string_append (content, "yyyyyyyy");

  bytes = g_bytes_new_static (content->str, content->len);
  lines = chiosa_lines_new_bytes (bytes, "corpus.txt");
  g_assert_nonnull (chiosa_lines_next (lines, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, CHIOSA_LINES_MAX_BYTES);
  assert_line (lines, "short", 2);
  assert_bad (lines, CHIOSA_STORE_ERROR_LIMIT, "corpus.txt”, line 3", "too long", TRUE);
  assert_line (lines, "after", 4);
  assert_bad (lines, CHIOSA_STORE_ERROR_LIMIT, "corpus.txt”, line 5", "too long", TRUE);
  assert_end (lines);
}

/* Lines that lie across the borders of blocks, from a file. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "chiosa-lines-XXXXXX", NULL);
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_mkstemp (path);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      guint n = i % 50 == 7 ? 200000 : g_test_rand_int_range (0, 3000);

      while (line->len < n)
        g_string_append (line, "è😀x");
      g_string_append_printf (content, "%s%s", line->str, i % 3 == 0 ? "\r\n" : "\n");
      g_ptr_array_add (expected, g_string_free (g_steal_pointer (&line), FALSE));
    }

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (path, content->str, content->len, NULL));
  lines = chiosa_lines_open (path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < expected->len; i++)
    assert_line (lines, g_ptr_array_index (expected, i), i + 1);
  assert_end (lines);

  g_unlink (path);
}

static gpointer
write_slowly (gpointer data)
{
  int fd = open (data, O_WRONLY);
  static const char *const parts[] = { "fir", "st\r", "\nsec", "ond\nth", "ird" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_assert_cmpint (write (fd, parts[i], strlen (parts[i])), ==, strlen (parts[i]));
      g_usleep (5000);
    }
  close (fd);

  return NULL;
}

static void
test_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chiosa-lines-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (ChiosaLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  thread = g_thread_new ("writer", write_slowly, path);
  lines = chiosa_lines_open (path, &error);
  g_assert_no_error (error);
  assert_line (lines, "first", 1);
  assert_line (lines, "second", 2);
  assert_line (lines, "third", 3);
  assert_end (lines);

  g_thread_join (thread);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_standard_input (void)
{
  int ends[2];
  int before = dup (STDIN_FILENO);
  g_autoptr (ChiosaLines) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "one\ntwo\n", 8), ==, 8);
  close (ends[1]);
  dup2 (ends[0], STDIN_FILENO);
  close (ends[0]);

  lines = chiosa_lines_open ("-", &error);
  g_assert_no_error (error);
  assert_line (lines, "one", 1);
  assert_line (lines, "two", 2);
  assert_end (lines);

  dup2 (before, STDIN_FILENO);
  close (before);
}

static void
test_not_a_file (void)
{
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) device = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_null (chiosa_lines_open (g_get_tmp_dir (), &folder));
  g_assert_error (folder, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
  g_assert_nonnull (strstr (folder->message, "folder"));

  g_assert_null (chiosa_lines_open ("/dev/zero", &device));
  g_assert_error (device, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
  g_assert_nonnull (strstr (device->message, "/dev/zero"));

  g_assert_null (chiosa_lines_open ("/nowhere/corpus.txt", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (missing->message, "/nowhere/corpus.txt"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lines/ends-and-a-mark", test_ends);
  g_test_add_func ("/lines/bad-ones-are-named-and-passed", test_bad_lines);
  g_test_add_func ("/lines/utf16-is-named", test_utf16);
  g_test_add_func ("/lines/too-long-is-named-and-passed", test_long_line);
  g_test_add_func ("/lines/across-blocks", test_file);
  g_test_add_func ("/lines/a-slow-pipe", test_pipe);
  g_test_add_func ("/lines/standard-input", test_standard_input);
  g_test_add_func ("/lines/neither-folder-nor-device", test_not_a_file);

  return g_test_run ();
}
