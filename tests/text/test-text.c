/* test-text.c
 *
 * ChiosaText against a plain string.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-text.h"

#include <string.h>

/* What every operation is tried with: one to four bytes, terminators, combining marks, joiners. */
static const char *const pieces[] = {
  "a", "b", "ab", " ", "\n", "\r", "\r\n", "\xE2\x80\xA9", "\xE2\x80\xA8", "\xC2\x85", "è", "e\xCC\x81", "ß", "中", "文",
  "ال", "ह", "ि", "ก", "ำ", "👩\xE2\x80\x8D👩", "😀", "\xF0\x9F\x87\xAE\xF0\x9F\x87\xB9", "\xEF\xBB\xBF",
};

static void
append_random (GString *into,
               gsize    n_pieces)
{
  for (gsize i = 0; i < n_pieces; i++)
    g_string_append (into, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
}

static void
append_chunk (const char *utf8,
              gsize       n_bytes,
              gpointer    user_data)
{
  g_assert_cmpuint (n_bytes, >, 0);
  g_assert_cmpuint (n_bytes, <=, 8192);
  g_assert_true (g_utf8_validate_len (utf8, n_bytes, NULL));
  g_string_append_len (user_data, utf8, n_bytes);
}

static char *
get_all (const ChiosaText *text)
{
  GString *all = g_string_new (NULL);

  chiosa_text_foreach_chunk (text, append_chunk, all);

  return g_string_free (all, FALSE);
}

static gboolean
is_terminator (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

static void
model_replace (GString    *model,
               gsize       start,
               gsize       end,
               const char *utf8)
{
  gsize from = g_utf8_offset_to_pointer (model->str, start) - model->str;
  gsize to = g_utf8_offset_to_pointer (model->str, end) - model->str;

  g_string_erase (model, from, to - from);
  g_string_insert (model, from, utf8);
}

static void
assert_place (const ChiosaText *text,
              const GString    *model,
              const gunichar   *chars,
              gsize             n,
              gsize             at)
{
  gsize byte = g_utf8_offset_to_pointer (model->str, at) - model->str;
  gsize start = at, end = at;
  gboolean inside = at > 0 && at < n && chars[at] == '\n' && chars[at - 1] == '\r';

  g_assert_cmpuint (chiosa_text_get_char (text, at), ==, at < n ? chars[at] : 0);
  g_assert_cmpuint (chiosa_text_offset_to_byte (text, at), ==, byte);
  g_assert_cmpuint (chiosa_text_byte_to_offset (text, byte), ==, at);
  if (at < n && chars[at] > 0x7F)
    g_assert_cmpuint (chiosa_text_byte_to_offset (text, byte + 1), ==, at);

  if (inside)
    start = end = at - 1;
  while (start > 0 && !is_terminator (chars[start - 1]))
    start--;
  while (end < n && !is_terminator (chars[end]))
    end++;
  g_assert_cmpuint (chiosa_text_paragraph_start (text, at), ==, start);
  g_assert_cmpuint (chiosa_text_paragraph_end (text, at), ==, end);
  if (end < n)
    end += chars[end] == '\r' && end + 1 < n && chars[end + 1] == '\n' ? 2 : 1;
  g_assert_cmpuint (chiosa_text_paragraph_next (text, at), ==, end);
}

static void
assert_find (const ChiosaText *text,
             const GString    *model,
             gsize             n,
             const char       *needle)
{
  gsize from = g_test_rand_int_range (0, n + 1);
  const char *found = strstr (g_utf8_offset_to_pointer (model->str, from), needle);

  g_assert_cmpuint (chiosa_text_find (text, needle, from), ==,
                    found == NULL || from == n ? G_MAXSIZE : g_utf8_pointer_to_offset (model->str, found));
}

static void
assert_like (const ChiosaText *text,
             const GString    *model)
{
  g_autofree char *all = get_all (text);
  g_autofree char *hash = chiosa_text_hash (text);
  g_autofree char *expected_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, model->str, model->len);
  glong n;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (model->str, model->len, &n);

  g_assert_cmpstr (all, ==, model->str);
  g_assert_cmpuint (chiosa_text_get_n_bytes (text), ==, model->len);
  g_assert_cmpuint (chiosa_text_get_length (text), ==, n);
  g_assert_cmpstr (hash, ==, expected_hash);

  for (guint i = 0; i < 20; i++)
    assert_place (text, model, chars, n, g_test_rand_int_range (0, n + 1));
  assert_place (text, model, chars, n, 0);
  assert_place (text, model, chars, n, n);

  for (guint i = 0; i < 4; i++)
    {
      gsize start = g_test_rand_int_range (0, n + 1);
      gsize end = g_test_rand_int_range (start, n + 1);
      g_autofree char *slice = chiosa_text_get_slice (text, start, end);
      g_autofree char *expected = g_utf8_substring (model->str, start, end);
      g_autofree char *needle = g_utf8_substring (model->str, start, MIN (end, start + 1 + 40 * i * i * i * i));

      g_assert_cmpstr (slice, ==, expected);
      if (*needle != '\0')
        assert_find (text, model, n, needle);
    }
}

static void
change_both (ChiosaText *text,
             GString    *model,
             gsize       most_pieces)
{
  gsize n = chiosa_text_get_length (text);
  gsize start = g_test_rand_int_range (0, n + 1);
  gsize end = start;
  g_autoptr (GString) insert = g_string_new (NULL);

  if (g_test_rand_bit ())
    end = g_test_rand_int_range (start, g_test_rand_int_range (0, 8) == 0 ? n + 1 : MIN (n, start + 3) + 1);
  append_random (insert, g_test_rand_int_range (0, g_test_rand_int_range (0, 8) == 0 ? most_pieces : 4));

  chiosa_text_replace (text, start, end, insert->str, insert->len);
  model_replace (model, start, end, insert->str);
}

static void
test_random_edits (gconstpointer most_pieces)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GString) model = g_string_new (NULL);
      g_autoptr (ChiosaText) text = NULL;

      append_random (model, g_test_rand_int_range (0, GPOINTER_TO_SIZE (most_pieces)));
      text = chiosa_text_new (model->str, model->len);
      assert_like (text, model);

      for (guint i = 0; i < 40; i++)
        {
          change_both (text, model, GPOINTER_TO_SIZE (most_pieces));
          assert_like (text, model);
        }
    }
}

static void
test_copies_do_not_see_each_other (void)
{
  GString *models[6];
  ChiosaText *texts[6];

  models[0] = g_string_new (NULL);
  append_random (models[0], 9000);
  texts[0] = chiosa_text_new (models[0]->str, -1);
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++)
    {
      texts[i] = chiosa_text_copy (texts[i - 1]);
      models[i] = g_string_new (models[i - 1]->str);
      for (guint k = 0; k < 10; k++)
        {
          guint which = g_test_rand_int_range (0, i + 1);

          change_both (texts[which], models[which], 100);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_like (texts[i], models[i]);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      chiosa_text_free (texts[i]);
      if (i + 1 < G_N_ELEMENTS (texts))
        assert_like (texts[i + 1], models[i + 1]);
      g_string_free (models[i], TRUE);
    }
}

static gpointer
read_all_chars (gpointer user_data)
{
  const ChiosaText *text = user_data;
  gsize sum = 0;

  for (gsize i = 0; i < chiosa_text_get_length (text); i++)
    sum += chiosa_text_get_char (text, i) + chiosa_text_paragraph_start (text, i);

  return GSIZE_TO_POINTER (sum);
}

static gpointer
read_and_free (gpointer user_data)
{
  gpointer sum = read_all_chars (user_data);

  chiosa_text_free (user_data);

  return sum;
}

static void
test_threads_share_chunks (void)
{
  g_autoptr (GString) model = g_string_new (NULL);
  g_autoptr (ChiosaText) text = NULL;
  GThread *own[3];
  GThread *shared[3];
  g_autoptr (ChiosaText) read_only = NULL;
  gpointer sum;

  append_random (model, 8000);
  text = chiosa_text_new (model->str, -1);
  sum = read_all_chars (text);
  read_only = chiosa_text_copy (text);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      own[i] = g_thread_new ("own", read_and_free, chiosa_text_copy (text));
      shared[i] = g_thread_new ("shared", read_all_chars, read_only);
    }
  for (guint i = 0; i < 2000; i++)
    chiosa_text_replace (text, (i * 37) % 8000, (i * 37) % 8000 + 1, "ж", -1);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_assert_true (g_thread_join (own[i]) == sum);
      g_assert_true (g_thread_join (shared[i]) == sum);
    }
}

static void
test_offsets_are_brought_into_the_text (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("è più", -1);
  g_autofree char *slice = chiosa_text_get_slice (text, 2, G_MAXSIZE);
  g_autofree char *none = chiosa_text_get_slice (text, 4, 2);
  g_autofree char *all = NULL;

  g_assert_cmpstr (slice, ==, "più");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (chiosa_text_get_char (text, 99), ==, 0);
  g_assert_cmpuint (chiosa_text_offset_to_byte (text, 99), ==, 7);
  g_assert_cmpuint (chiosa_text_byte_to_offset (text, 99), ==, 5);
  g_assert_cmpuint (chiosa_text_paragraph_next (text, 99), ==, 5);

  chiosa_text_replace (text, 99, 100, "!", -1);
  chiosa_text_replace (text, 1, 0, "-", 1);
  all = get_all (text);
  g_assert_cmpstr (all, ==, "è- più!");
}

static void
test_empty (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("", 0);
  g_autoptr (ChiosaText) copy = chiosa_text_copy (text);
  g_autofree char *hash = chiosa_text_hash (copy);

  g_assert_cmpuint (chiosa_text_get_length (copy), ==, 0);
  g_assert_cmpuint (chiosa_text_paragraph_start (copy, 0), ==, 0);
  g_assert_cmpuint (chiosa_text_paragraph_end (copy, 0), ==, 0);
  g_assert_cmpuint (chiosa_text_paragraph_next (copy, 0), ==, 0);
  g_assert_cmpuint (chiosa_text_find (copy, "a", 0), ==, G_MAXSIZE);
  g_assert_cmpstr (hash, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  chiosa_text_replace (text, 0, 0, "a", -1);
  chiosa_text_replace (text, 0, 1, "", -1);
  g_assert_cmpuint (chiosa_text_get_n_bytes (text), ==, 0);
}

static void
test_paragraphs_end_as_in_gtk (void)
{
  /* 0a 1CR 2LF 3b 4CR 5c 6LF 7PS 8d 9LS 10VT 11FF 12NEL 13e */
  g_autoptr (ChiosaText) text = chiosa_text_new ("a\r\nb\rc\n\xE2\x80\xA9" "d\xE2\x80\xA8\v\f\xC2\x85" "e", -1);
  static const gsize expected[][3] = {
    { 0, 1, 3 }, { 0, 1, 3 }, { 0, 1, 3 }, { 3, 4, 5 }, { 3, 4, 5 }, { 5, 6, 7 }, { 5, 6, 7 }, { 7, 7, 8 },
    { 8, 14, 14 }, { 8, 14, 14 }, { 8, 14, 14 }, { 8, 14, 14 }, { 8, 14, 14 }, { 8, 14, 14 }, { 8, 14, 14 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpuint (chiosa_text_paragraph_start (text, i), ==, expected[i][0]);
      g_assert_cmpuint (chiosa_text_paragraph_end (text, i), ==, expected[i][1]);
      g_assert_cmpuint (chiosa_text_paragraph_next (text, i), ==, expected[i][2]);
    }
}

static void
test_find_does_not_normalise (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("caffe\xCC\x80 caffè CAFFÈ", -1);

  g_assert_cmpuint (chiosa_text_find (text, "caffè", 0), ==, 7);
  g_assert_cmpuint (chiosa_text_find (text, "caffe\xCC\x80", 0), ==, 0);
  g_assert_cmpuint (chiosa_text_find (text, "caffè", 7), ==, 7);
  g_assert_cmpuint (chiosa_text_find (text, "caffè", 8), ==, G_MAXSIZE);
  g_assert_cmpuint (chiosa_text_find (text, "", 0), ==, G_MAXSIZE);
}

static void
test_find_is_linear_for_a_hostile_needle (void)
{
  g_autofree char *hay = g_strnfill (2000000, 'a');
  g_autoptr (ChiosaText) text = chiosa_text_new (hay, -1);
  static const gsize sizes[] = { 100, 1900, 2048, 2049, 100000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *needle = g_strnfill (sizes[i], 'a');

      g_assert_cmpuint (chiosa_text_find (text, needle, 7), ==, 7);
      needle[0] = 'b';
      g_assert_cmpuint (chiosa_text_find (text, needle, 0), ==, G_MAXSIZE);
      needle[0] = 'a';
      needle[sizes[i] - 1] = 'b';
      g_assert_cmpuint (chiosa_text_find (text, needle, 0), ==, G_MAXSIZE);
    }
}

static void
test_invalid_text_is_refused (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("abc", -1);
  g_autofree char *all = NULL;

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*g_utf8_validate_len*");
  g_assert_null (chiosa_text_new ("a\xFF", -1));
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*g_utf8_validate_len*");
  chiosa_text_replace (text, 0, 1, "a\0b", 3);
  g_test_assert_expected_messages ();

  all = get_all (text);
  g_assert_cmpstr (all, ==, "abc");
}

/* Typing, jumping about and reading on in 10 MB. The limits leave room for a slow machine and a sanitizer. */
static void
test_ten_megabytes_are_quick (void)
{
  g_autoptr (GString) model = g_string_new (NULL);
  g_autoptr (ChiosaText) text = NULL;
  const guint n_edits = 20000;
  gint64 start;
  double each;
  gsize sum = 0;

  while (model->len < 10000000)
    g_string_append (model, "Il caffè dell’Università è 中文 buono 😀, e poi si va. ");
  text = chiosa_text_new (model->str, model->len);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_edits; i++)
    chiosa_text_replace (text, 4000000 + i, 4000000 + i, "è", -1);
  each = (g_get_monotonic_time () - start) / (double) n_edits;
  g_test_message ("typing: %.2f µs", each);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_edits; i++)
    {
      gsize at = g_test_rand_int_range (0, 8000000);

      chiosa_text_replace (text, at, at + 1, "xy", -1);
    }
  each = (g_get_monotonic_time () - start) / (double) n_edits;
  g_test_message ("anywhere: %.2f µs", each);

  start = g_get_monotonic_time ();
  for (gsize i = 0; i < 1000000; i++)
    sum += chiosa_text_get_char (text, 3000000 + i);
  each = (g_get_monotonic_time () - start) / 1000000.0;
  g_test_message ("reading: %.3f µs (%" G_GSIZE_FORMAT ")", each, sum);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (chiosa_text_paragraph_start (text, 5000000) + chiosa_text_paragraph_next (text, 5000000), ==,
                      chiosa_text_get_length (text));
  each = (g_get_monotonic_time () - start) / 100.0;
  g_test_message ("ends of one 10 MB line: %.2f µs", each);

  start = g_get_monotonic_time ();
  chiosa_text_free (chiosa_text_copy (text));
  each = g_get_monotonic_time () - start;
  g_test_message ("copy: %.0f µs", each);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/empty", test_empty);
  g_test_add_func ("/text/offsets-are-brought-into-the-text", test_offsets_are_brought_into_the_text);
  g_test_add_func ("/text/paragraphs-end-as-in-gtk", test_paragraphs_end_as_in_gtk);
  g_test_add_func ("/text/find-does-not-normalise", test_find_does_not_normalise);
  g_test_add_func ("/text/find-is-linear-for-a-hostile-needle", test_find_is_linear_for_a_hostile_needle);
  g_test_add_func ("/text/invalid-text-is-refused", test_invalid_text_is_refused);
  g_test_add_data_func ("/text/like-a-plain-string/small", GSIZE_TO_POINTER (12), test_random_edits);
  g_test_add_data_func ("/text/like-a-plain-string/large", GSIZE_TO_POINTER (12000), test_random_edits);
  g_test_add_func ("/text/copies-do-not-see-each-other", test_copies_do_not_see_each_other);
  g_test_add_func ("/text/threads-share-chunks", test_threads_share_chunks);
  g_test_add_func ("/text/ten-megabytes-are-quick", test_ten_megabytes_are_quick);

  return g_test_run ();
}
