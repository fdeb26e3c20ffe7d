/* test-hostile-text.c
 *
 * Articles that nobody would write: bytes that are no text, every odd code point, one endless line, ten million characters, a hundred
 * thousand equal names. No crash, no byte changed in silence, and work that grows with the size and no faster: Meson's time limit is
 * the bound, nothing is measured here. The larger half runs in the suite "hostile" (CHIOSA_TEST_LARGE=1).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"
#include "chiosa-segment.h"
#include "store-fixture.h"

#include <string.h>

#define BOTH (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)

static gboolean
is_large (void)
{
  return g_getenv ("CHIOSA_TEST_LARGE") != NULL;
}

/* (transfer full); NULL with @error: it is no text */
static ChiosaArticleFile *
load (Fixture     *fixture,
      const char  *name,
      gboolean     lossy,
      GError     **error)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);

  return chiosa_article_file_load (file, NULL, lossy, NULL, error) ? g_steal_pointer (&file) : NULL;
}

static gsize
get_length (ChiosaArticleFile *file)
{
  return chiosa_text_get_length (chiosa_document_get_text (chiosa_article_file_get_document (file)));
}

static void
edit (ChiosaArticleFile *file,
      gsize              start,
      gsize              end,
      const char        *text)
{
  g_autoptr (ChiosaEdit) value = chiosa_edit_new_replace (start, end, text);
  g_autoptr (GError) error = NULL;

  chiosa_document_edit (chiosa_article_file_get_document (file), value, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
}

static void
save (ChiosaArticleFile *file)
{
  g_autoptr (GError) error = NULL;

  chiosa_article_file_save (file, BOTH, &error);
  g_assert_no_error (error);
}

/* Through a document that is changed and changed back: the bytes that were there, all of them. */
static void
check_round_trip (Fixture    *fixture,
                  const char *content,
                  gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autofree char *found = NULL;
  gsize n_found;

  put (fixture, "a.txt", content, length);
  file = load (fixture, "a.txt", FALSE, &error);
  g_assert_no_error (error);

  edit (file, 0, 0, "x");
  save (file);
  edit (file, 0, 1, "");
  if (get_length (file) > 0)
    save (file);
  else
    chiosa_article_file_save (file, BOTH | CHIOSA_SAVE_FORCE, NULL);
  found = get (fixture, "a.txt", &n_found);
  g_assert_cmpmem (found, n_found, content, length);
}

/* --- Bytes that are no text --------------------------------------------------------------------------------------- */

static void
test_no_text (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *bytes; gsize length; guint n_bad; } cases[] = {
    { "a\x80z", 3, 1 }, { "a\xc0\xafz", 4, 2 }, { "a\xed\xa0\x80z", 5, 3 }, { "a\xf4\x90\x80\x80z", 6, 4 }, { "a\xe2\x82", 3, 2 }, { "a\0z", 3, 1 }, { "\0", 1, 1 },
    { "a\xff\xfez", 4, 2 }, { "\xfe", 1, 1 }, { "a\xf8\x88\x80\x80\x80z", 7, 5 }, { "\xef\xbb\xbf" "a\xc0z", 6, 1 }, { "caf\xe9\n", 5, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaArticleFile) file = NULL, lossy = NULL;
      g_autofree char *found = NULL;
      gsize length;

      put (fixture, "a.txt", cases[i].bytes, cases[i].length);
      file = load (fixture, "a.txt", FALSE, &error);
      g_assert_null (file);
      g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID);
      g_clear_error (&error);

      /* It can be looked at, and nothing that is done there comes to the disk. */
      lossy = load (fixture, "a.txt", TRUE, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (chiosa_article_file_get_encoding (lossy)->n_bad, >=, 1);
      g_assert_cmpuint (chiosa_article_file_get_encoding (lossy)->n_bad, <=, cases[i].n_bad);
      g_assert_true (chiosa_document_get_read_only (chiosa_article_file_get_document (lossy)));
      g_assert_false (chiosa_article_file_save (lossy, CHIOSA_SAVE_TEXT | CHIOSA_SAVE_FORCE, &error));
      g_assert_nonnull (error);
      found = get (fixture, "a.txt", &length);
      g_assert_cmpmem (found, length, cases[i].bytes, cases[i].length);
    }
}

/* --- Every odd code point ----------------------------------------------------------------------------------------- */

static void
test_odd_code_points (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct { gunichar first, last; } ranges[] = {
    { 0x01, 0x1F }, { 0x7F, 0xA0 }, { 0xAD, 0xAD }, { 0x300, 0x36F }, { 0x600, 0x61C }, { 0x70F, 0x70F }, { 0x115F, 0x1160 }, { 0x180B, 0x180F }, { 0x2000, 0x206F }, { 0x2FFE, 0x3000 },
    { 0xE000, 0xE010 }, { 0xF900, 0xF910 }, { 0xFDD0, 0xFDEF }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFF0, 0xFFFF }, { 0x1D173, 0x1D17A }, { 0x1F1E6, 0x1F1FF },
    { 0x1F3FB, 0x1F3FF }, { 0x1FFFE, 0x1FFFF }, { 0xE0000, 0xE007F }, { 0xE0100, 0xE01EF }, { 0xFFFFE, 0xFFFFF }, { 0x10FFFE, 0x10FFFF },
  };
  g_autoptr (GString) all = g_string_new ("Start ");

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (GString) some = g_string_new ("Ada ");

      for (gunichar c = ranges[i].first; c <= ranges[i].last; c++)
        {
          g_string_append_unichar (some, c);
          g_string_append_c (some, 'a');
        }
      g_string_append_len (all, some->str, some->len);
      check_round_trip (fixture, some->str, some->len);
    }
  check_round_trip (fixture, all->str, all->len);
}

static void
test_bytes_stay (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char * const texts[] = {
    "", "\n", "\r", "\r\n", "\n\r", "a\r\nb\nc\rd", "a\n\n\n", "no line end", " \t \n", "\xef\xbb\xbf", "\xef\xbb\xbfwith mark\r\n", "\xef\xbb\xbf\xef\xbb\xbftwo marks",
    "e\xcc\x81 and \xc3\xa9", "a\xe2\x80\xae" "evil\xe2\x80\xac b", "\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9", "\xef\xbf\xbc", "\xef\xbf\xbd", "line\xe2\x80\xa8sep\xe2\x80\xa9par\xc2\x85nel\x0b\x0c",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "<b>&amp;</b>", "%s%n%x", "../../etc/passwd",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_round_trip (fixture, texts[i], strlen (texts[i]));
}

/* --- Size --------------------------------------------------------------------------------------------------------- */

static char *
repeat (const char *part,
        gsize       n,
        gsize      *length)
{
  gsize size = strlen (part);
  char *all = g_malloc (size * n + 1);

  for (gsize i = 0; i < n; i++)
    memcpy (all + i * size, part, size);
  all[size * n] = '\0';
  *length = size * n;

  return all;
}

static void
check_large (Fixture    *fixture,
             const char *part,
             gsize       n)
{
  gsize length;
  g_autofree char *content = repeat (part, n, &length);

  check_round_trip (fixture, content, length);
}

/* One megabyte without a line end: letters, marks on one letter, joined emoji, right-to-left, quotes that never close. */
static void
test_one_line (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const parts[] = { "a", "word ", "\xcc\x81", "\xf0\x9f\x91\xa9\xe2\x80\x8d", "\xd7\xa9\xd7\x9c ", "\xe2\x80\x9c" "a", "\xe2\x80\xae", "\xe6\x9d\xb1", "." };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize n = (is_large () ? 1 << 20 : 1 << 16) / strlen (parts[i]);

      check_large (fixture, parts[i], n);
    }
}

static void
test_many_lines (Fixture       *fixture,
                 gconstpointer  data)
{
  gsize n = is_large () ? 1 << 20 : 1 << 16;

  check_large (fixture, "\n", n);
  check_large (fixture, "\r\n", n);
  check_large (fixture, "\r", n);
}

static void
test_ten_million (Fixture       *fixture,
                  gconstpointer  data)
{
  if (!is_large ())
    {
      g_test_skip ("in the suite “hostile”");
      return;
    }

  check_large (fixture, "Ada said so \xf0\x9f\x98\x80.\r\n", 10000000 / 16);
  check_large (fixture, "a", 10000000);
}

/* The words around every offset of a mean line: what a double click and a tag key ask for. */
static void
test_segments_of_one_line (Fixture       *fixture,
                           gconstpointer  data)
{
  static const char * const parts[] = { "a", "\xcc\x81", "\xf0\x9f\x91\xa9\xe2\x80\x8d", "\xe2\x80\x9c" "a", ". ", "\xf0\x9f\x87\xa6" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize length;
      g_autofree char *content = repeat (parts[i], (is_large () ? 1 << 20 : 1 << 16) / strlen (parts[i]), &length);
      g_autoptr (ChiosaText) text = chiosa_text_new (content, length);
      gsize n = chiosa_text_get_length (text);

      for (gsize at = 0; at < n; at += n / 13 + 1)
        {
          gsize start = at, end = at + 1;

          chiosa_segment_snap_graphemes (text, &start, &end);
          g_assert_true (start <= at && end > at && end <= n);
        }
    }
}

/* --- Names -------------------------------------------------------------------------------------------------------- */

/* Found, tagged at once, saved, loaded, undone. */
static void
test_equal_names (Fixture       *fixture,
                  gconstpointer  data)
{
  guint n_names = is_large () ? 100000 : 2000;
  gsize length;
  g_autofree char *content = repeat ("Ada met ", n_names, &length), *sidecar = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaArticleFile) file = NULL, again = NULL;
  ChiosaDocument *document;
  ChiosaSpan span = { 0, 3 };
  const char *id;

  put (fixture, "a.txt", content, length);
  file = load (fixture, "a.txt", FALSE, &error);
  g_assert_no_error (error);
  document = chiosa_article_file_get_document (file);
  id = chiosa_document_tag (document, "entity", "PERSON", &span, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chiosa_document_tag_occurrences (document, id, &error), ==, n_names - 1);
  g_assert_no_error (error);
  save (file);

  again = load (fixture, "a.txt", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chiosa_document_get_n_annotations (chiosa_article_file_get_document (again)), ==, n_names);
  g_assert_cmpuint (chiosa_article_file_get_problems (again)->len, ==, 0);

  /* An edit before all of them, and back. */
  edit (again, 0, 0, "So ");
  g_assert_true (chiosa_document_undo (chiosa_article_file_get_document (again)));
  g_assert_true (chiosa_document_undo (document));
  g_assert_cmpuint (chiosa_document_get_n_annotations (document), ==, 1);
  assert_content (fixture, "a.txt", content);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/hostile-text/what-is-no-text-is-shown-but-never-written", test_no_text);
  add_test ("/hostile-text/odd-code-points-come-back", test_odd_code_points);
  add_test ("/hostile-text/bytes-stay-what-they-are", test_bytes_stay);
  add_test ("/hostile-text/one-endless-line", test_one_line);
  add_test ("/hostile-text/nothing-but-line-ends", test_many_lines);
  add_test ("/hostile-text/ten-million-characters", test_ten_million);
  add_test ("/hostile-text/graphemes-of-an-endless-line", test_segments_of_one_line);
  add_test ("/hostile-text/a-hundred-thousand-equal-names", test_equal_names);

  return g_test_run ();
}
