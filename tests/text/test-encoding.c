/* test-encoding.c
 *
 * Files come back byte for byte, and what is wrong with one is said with its line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-encoding.h"

#include <string.h>

#define BYTES(literal) literal, sizeof literal - 1

static const struct
{
  const char    *name;
  const char    *bytes;
  gsize          n_bytes;
  const char    *charset;      /* asked for */
  const char    *text;
  const char    *found;
  gboolean       bom;
  ChiosaNewline  newline;
  ChiosaNewline  typed;
} files[] = {
  { "empty", BYTES (""), NULL, "", "UTF-8", FALSE, CHIOSA_NEWLINE_NONE, CHIOSA_NEWLINE_LF },
  { "utf-8", BYTES ("è\n中😀\n"), NULL, "è\n中😀\n", "UTF-8", FALSE, CHIOSA_NEWLINE_LF, CHIOSA_NEWLINE_LF },
  { "utf-8-bom", BYTES ("\xEF\xBB\xBF" "a\r\nb"), NULL, "a\r\nb", "UTF-8", TRUE, CHIOSA_NEWLINE_CRLF,
    CHIOSA_NEWLINE_CRLF },
  { "only-a-bom", BYTES ("\xEF\xBB\xBF"), NULL, "", "UTF-8", TRUE, CHIOSA_NEWLINE_NONE, CHIOSA_NEWLINE_LF },
  { "two-boms", BYTES ("\xEF\xBB\xBF\xEF\xBB\xBF" "a"), NULL, "\xEF\xBB\xBF" "a", "UTF-8", TRUE,
    CHIOSA_NEWLINE_NONE, CHIOSA_NEWLINE_LF },
  { "bom-when-told", BYTES ("\xEF\xBB\xBF" "a\r"), "utf8", "a\r", "UTF-8", TRUE, CHIOSA_NEWLINE_CR, CHIOSA_NEWLINE_CR },
  { "decomposed", BYTES ("e\xCC\x81 \xC3\xA9"), NULL, "e\xCC\x81 é", "UTF-8", FALSE, CHIOSA_NEWLINE_NONE,
    CHIOSA_NEWLINE_LF },
  { "mixed", BYTES ("a\nb\r\nc\rd\r\n\xE2\x80\xA9" "e\v\f\xC2\x85"), NULL,
    "a\nb\r\nc\rd\r\n\xE2\x80\xA9" "e\v\f\xC2\x85",
    "UTF-8", FALSE, CHIOSA_NEWLINE_MIXED, CHIOSA_NEWLINE_CRLF },
  { "utf-16le", BYTES ("\xFF\xFE" "a\0\r\0\n\0\xE8\0\x3D\xD8\0\xDE"), NULL, "a\r\nè😀", "UTF-16LE", TRUE,
    CHIOSA_NEWLINE_CRLF, CHIOSA_NEWLINE_CRLF },
  { "utf-16be", BYTES ("\xFE\xFF\0a\0\r\0\n\0\xE8\xD8\x3D\xDE\0"), NULL, "a\r\nè😀", "UTF-16BE", TRUE,
    CHIOSA_NEWLINE_CRLF, CHIOSA_NEWLINE_CRLF },
  { "utf-16le-no-bom", BYTES ("a\0\n\0"), "utf-16le", "a\n", "UTF-16LE", FALSE, CHIOSA_NEWLINE_LF, CHIOSA_NEWLINE_LF },
  { "utf-16be-bom-when-told", BYTES ("\xFE\xFF\0a"), "UTF-16", "a", "UTF-16BE", TRUE, CHIOSA_NEWLINE_NONE,
    CHIOSA_NEWLINE_LF },
  { "utf-16-no-bom", BYTES ("a\0b\0"), "UTF-16", "ab", "UTF-16LE", FALSE, CHIOSA_NEWLINE_NONE, CHIOSA_NEWLINE_LF },
  { "utf-32le", BYTES ("\xFF\xFE\0\0\0\xF6\x01\0\n\0\0\0"), NULL, "😀\n", "UTF-32LE", TRUE, CHIOSA_NEWLINE_LF,
    CHIOSA_NEWLINE_LF },
  { "utf-32be", BYTES ("\0\0\xFE\xFF\0\x01\xF6\0\0\0\0\n"), NULL, "😀\n", "UTF-32BE", TRUE, CHIOSA_NEWLINE_LF,
    CHIOSA_NEWLINE_LF },
  { "windows-1252", BYTES ("\x93" "caff\xE8\x94 \x80\r\n"), "windows-1252", "“caffè” €\r\n", "WINDOWS-1252", FALSE,
    CHIOSA_NEWLINE_CRLF, CHIOSA_NEWLINE_CRLF },
  { "windows-1252-like-a-bom", BYTES ("\xEF\xBB\xBF"), "CP1252", "ï»¿", "WINDOWS-1252", FALSE, CHIOSA_NEWLINE_NONE,
    CHIOSA_NEWLINE_LF },
  { "latin-1-controls", BYTES ("\x80\x9F\xFF\r"), "latin1", "\xC2\x80\xC2\x9Fÿ\r", "ISO-8859-1", FALSE,
    CHIOSA_NEWLINE_CR, CHIOSA_NEWLINE_CR },
  { "iso-8859-15", BYTES ("\xA4\n\r"), "iso-8859-15", "€\n\r", "ISO-8859-15", FALSE, CHIOSA_NEWLINE_MIXED,
    CHIOSA_NEWLINE_LF },
  { "windows-1251", BYTES ("\xCF\xF0\xE8\xE2\xE5\xF2"), "WINDOWS-1251", "Привет", "WINDOWS-1251", FALSE,
    CHIOSA_NEWLINE_NONE, CHIOSA_NEWLINE_LF },
  { "shift-jis", BYTES ("\x93\xFA\x96\x7B\n"), "SHIFT_JIS", "日本\n", "SHIFT_JIS", FALSE, CHIOSA_NEWLINE_LF,
    CHIOSA_NEWLINE_LF },
  { "gb18030", BYTES ("\xC4\xE3\xBA\xC3\x94\x39\xFC\x36"), "GB18030", "你好😀", "GB18030", FALSE, CHIOSA_NEWLINE_NONE,
    CHIOSA_NEWLINE_LF },
  { "iso-2022-jp", BYTES ("\x1B$BF|K\\\x1B(B\n"), "ISO-2022-JP", "日本\n", "ISO-2022-JP", FALSE, CHIOSA_NEWLINE_LF,
    CHIOSA_NEWLINE_LF },
};

static void
test_file_comes_back (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) bytes = g_bytes_new (files[i].bytes, files[i].n_bytes);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autoptr (ChiosaEncoding) lossy_encoding = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaText) text = chiosa_encoding_decode (bytes, files[i].charset, &encoding, &error);
  g_autoptr (ChiosaText) lossy = chiosa_encoding_decode_lossy (bytes, files[i].charset, &lossy_encoding);
  g_autofree char *all = NULL;
  g_autofree char *all_lossy = NULL;

  g_assert_no_error (error);
  all = chiosa_text_get_slice (text, 0, G_MAXSIZE);
  all_lossy = chiosa_text_get_slice (lossy, 0, G_MAXSIZE);
  g_assert_cmpstr (all, ==, files[i].text);
  g_assert_cmpstr (all_lossy, ==, files[i].text);
  g_assert_cmpuint (lossy_encoding->n_bad, ==, 0);
  g_assert_cmpstr (encoding->charset, ==, files[i].found);
  g_assert_cmpint (encoding->bom, ==, files[i].bom);
  g_assert_cmpint (encoding->newline, ==, files[i].newline);
  g_assert_cmpint (encoding->newline_typed, ==, files[i].typed);

  back = chiosa_encoding_encode (text, encoding, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
}

static const struct
{
  const char *bytes;
  gsize       n_bytes;
  const char *charset;
  const char *message;
  const char *lossy;
  gsize       n_bad;
} bad_files[] = {
  { BYTES ("a\nb\r\nperch\xE8 no"), NULL, "line 3: byte 0xE8 is not valid UTF-8", "a\nb\r\nperch\xEF\xBF\xBD no", 1 },
  { BYTES ("\xFF"), NULL, "line 1: byte 0xFF is not valid UTF-8", "\xEF\xBF\xBD", 1 },
  { BYTES ("\r\xC0\x80"), NULL, "line 2: byte 0xC0 is not valid UTF-8", "\r\xEF\xBF\xBD\xEF\xBF\xBD", 2 },
  { BYTES ("\xED\xA0\xBD"), NULL, "line 1: byte 0xED is not valid UTF-8", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3 },
  { BYTES ("è\xE4\xB8"), NULL, "line 1: byte 0xE4 is not valid UTF-8", "è\xEF\xBF\xBD\xEF\xBF\xBD", 2 },
  { BYTES ("a\n\0b"), NULL, "line 2: byte 0x00 is not valid UTF-8", "a\n\xEF\xBF\xBD" "b", 1 },
  { BYTES ("a\n\0b"), "ISO-8859-1", "line 2: byte 0x00 is not valid ISO-8859-1", "a\n\xEF\xBF\xBD" "b", 1 },
  { BYTES ("\n\x81 a\x8D"), "WINDOWS-1252", "line 2: byte 0x81 is not valid WINDOWS-1252",
    "\n\xEF\xBF\xBD a\xEF\xBF\xBD", 2 },
  { BYTES ("\xFF\xFE" "a\0\n\0\0\0"), NULL, "line 2: byte 0x00 is not valid UTF-16LE", "a\n\xEF\xBF\xBD", 2 },
  { BYTES ("\xFF\xFE" "a\0\n"), NULL, "line 1: byte 0x0A is not valid UTF-16LE", "a\xEF\xBF\xBD", 1 },
  { BYTES ("\xFE\xFF\0a\xD8\x3D\0b"), NULL, "line 1: byte 0xD8 is not valid UTF-16BE", "a\xEF\xBF\xBD" "b", 2 },
  { BYTES ("\xFE\xFF\xDE\0\xD8\x3D"), NULL, "line 1: byte 0xDE is not valid UTF-16BE", "\xEF\xBF\xBD\xEF\xBF\xBD", 4 },
  { BYTES ("\0\0\xFE\xFF\0\x11\0\0\0\0\0a\0"), NULL, "line 1: byte 0x00 is not valid UTF-32BE",
    "\xEF\xBF\xBD" "a\xEF\xBF\xBD", 5 },
  { BYTES ("\x93\xFA\n\x93"), "SHIFT_JIS", "line 2: byte 0x93 is not valid SHIFT_JIS", "日\n\xEF\xBF\xBD", 1 },
};

static void
test_bad_bytes_are_named (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (bad_files[i].bytes, bad_files[i].n_bytes);
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaText) text = NULL;
      g_autofree char *all = NULL;

      g_assert_null (chiosa_encoding_decode (bytes, bad_files[i].charset, &encoding, &error));
      g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, bad_files[i].message);
      g_assert_null (encoding);

      text = chiosa_encoding_decode_lossy (bytes, bad_files[i].charset, &encoding);
      all = chiosa_text_get_slice (text, 0, G_MAXSIZE);
      g_assert_cmpstr (all, ==, bad_files[i].lossy);
      g_assert_cmpuint (encoding->n_bad, ==, bad_files[i].n_bad);
    }
}

/* CP932 has two ways to write U+2252; only one of them comes back. */
static void
test_a_file_that_would_change_is_refused (void)
{
  g_autoptr (GBytes) first = g_bytes_new (BYTES ("a\x87\x90"));
  g_autoptr (GBytes) second = g_bytes_new (BYTES ("a\x81\xE0"));
  GBytes *both[] = { first, second };
  guint n_refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (ChiosaEncoding) lossy_encoding = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaText) text = chiosa_encoding_decode (both[i], "CP932", &encoding, &error);
      g_autoptr (ChiosaText) lossy = chiosa_encoding_decode_lossy (both[i], "CP932", &lossy_encoding);

      g_assert_cmpuint (chiosa_text_get_char (lossy, 1), ==, 0x2252);
      g_assert_cmpuint (lossy_encoding->n_bad, ==, text == NULL);
      if (text == NULL)
        {
          g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID);
          g_assert_nonnull (strstr (error->message, "byte 2"));
          n_refused++;
        }
    }

  g_assert_cmpuint (n_refused, ==, 1);
}

static void
test_unknown_encodings_are_refused (void)
{
  static const char *const names[] = { "KLINGON-8", "", "WINDOWS-1252//TRANSLIT", "UTF-8//IGNORE", "UTF-8,x" };
  g_autoptr (GBytes) bytes = g_bytes_new (BYTES ("\xEF\xBB\xBF" "a"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaText) text = NULL;

      g_assert_null (chiosa_encoding_decode (bytes, names[i], NULL, &error));
      g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNKNOWN);
      g_clear_error (&error);

      text = chiosa_encoding_decode_lossy (bytes, names[i], &encoding);
      g_assert_cmpuint (chiosa_text_get_length (text), ==, 1);
      g_assert_cmpstr (encoding->charset, ==, "UTF-8");

      g_free (encoding->charset);
      encoding->charset = g_strdup (names[i]);
      g_assert_null (chiosa_encoding_encode (text, encoding, &error));
      g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNKNOWN);
    }
}

static void
test_what_an_encoding_lacks_is_named (void)
{
  static const struct { const char *text, *charset, *message; } cases[] = {
    { "a\r\nb€c", "ISO-8859-1", "line 2: “€” (U+20AC) cannot be written in ISO-8859-1; choose UTF-8" },
    { "😀", "windows-1252", "line 1: “😀” (U+1F600) cannot be written in WINDOWS-1252; choose UTF-8" },
    { "caffe\xCC\x80", "CP1252", "line 1: “\xCC\x80” (U+0300) cannot be written in WINDOWS-1252; choose UTF-8" },
    /* glibc's iconv drops tag characters without a word. */
    { "a\nb\xF3\xA0\x81\xA7" "c", "ISO-8859-1",
      "line 2: “\xF3\xA0\x81\xA7” (U+E0067) cannot be written in ISO-8859-1; choose UTF-8" },
    { "ab\xF3\xA0\x81\xA7", "ISO-8859-1",
      "line 1: “\xF3\xA0\x81\xA7” (U+E0067) cannot be written in ISO-8859-1; choose UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaText) text = chiosa_text_new (cases[i].text, -1);
      g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
      g_autoptr (GError) error = NULL;

      g_free (encoding->charset);
      encoding->charset = g_strdup (cases[i].charset);
      g_assert_null (chiosa_encoding_encode (text, encoding, &error));
      g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNREPRESENTABLE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_single_bytes_come_back (void)
{
  static const char *const charsets[] = {
    "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256",
    "WINDOWS-1257", "WINDOWS-1258", "ISO-8859-1", "ISO-8859-2", "ISO-8859-15", "KOI8-R", "MACINTOSH", "IBM850",
  };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    for (guint byte = 1; byte < 256; byte++)
      {
        const guint8 data[] = { 'a', byte, 'b' };
        g_autoptr (GBytes) bytes = g_bytes_new (data, sizeof data);
        g_autoptr (ChiosaEncoding) encoding = NULL;
        g_autoptr (ChiosaText) text = chiosa_encoding_decode (bytes, charsets[i], &encoding, NULL);
        g_autoptr (GBytes) back = NULL;

        if (text == NULL)
          continue;

        back = chiosa_encoding_encode (text, encoding, NULL);
        g_assert_true (g_bytes_equal (back, bytes));
      }
}

/* Whatever the bytes: refused, or the same again; and the lossy way always gives a text. */
static void
test_random_bytes_come_back_or_are_refused (void)
{
  static const char *const charsets[] = {
    NULL, "UTF-16", "UTF-16BE", "UTF-32LE", "WINDOWS-1252", "SHIFT_JIS", "CP932", "EUC-JP", "BIG5", "GB18030", "EUC-KR",
    "ISO-2022-JP", "UTF-7", "WINDOWS-1255", "WINDOWS-1258",
  };
  static const char *const starts[] = { "", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF" };

  for (guint round = 0; round < 30000; round++)
    {
      g_autoptr (GString) data = g_string_new (starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))]);
      const char *charset = charsets[g_test_rand_int_range (0, G_N_ELEMENTS (charsets))];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (ChiosaEncoding) lossy_encoding = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaText) text = NULL;
      g_autoptr (ChiosaText) lossy = NULL;
      guint n = g_test_rand_int_range (0, 9);

      for (guint i = 0; i < n; i++)
        if (g_test_rand_bit ())
          g_string_append_c (data, g_test_rand_int_range (0, 256));
        else
          g_string_append_c (data, "\r\na\x1B$B(\xD8"[g_test_rand_int_range (0, 8)]);
      bytes = g_bytes_new (data->str, data->len);

      lossy = chiosa_encoding_decode_lossy (bytes, charset, &lossy_encoding);
      g_assert_nonnull (lossy);
      text = chiosa_encoding_decode (bytes, charset, &encoding, &error);
      g_assert_true ((text != NULL) == (lossy_encoding->n_bad == 0));
      if (text != NULL)
        {
          g_autoptr (GBytes) back = chiosa_encoding_encode (text, encoding, &error);

          g_assert_no_error (error);
          g_assert_true (g_bytes_equal (back, bytes));
        }
    }
}

static void
test_newline_names (void)
{
  g_assert_cmpstr (chiosa_newline_to_string (CHIOSA_NEWLINE_LF), ==, "lf");
  g_assert_cmpstr (chiosa_newline_to_string (CHIOSA_NEWLINE_CRLF), ==, "crlf");
  g_assert_cmpstr (chiosa_newline_to_string (CHIOSA_NEWLINE_CR), ==, "cr");
  g_assert_cmpstr (chiosa_newline_to_string (CHIOSA_NEWLINE_MIXED), ==, "mixed");
  g_assert_cmpstr (chiosa_newline_to_string (CHIOSA_NEWLINE_NONE), ==, "none");
  g_assert_cmpstr (chiosa_newline_to_chars (CHIOSA_NEWLINE_LF), ==, "\n");
  g_assert_cmpstr (chiosa_newline_to_chars (CHIOSA_NEWLINE_CRLF), ==, "\r\n");
  g_assert_cmpstr (chiosa_newline_to_chars (CHIOSA_NEWLINE_CR), ==, "\r");
}

/* A pair that two chunks share is still one line end. */
static void
test_newlines_across_chunks (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (ChiosaText) text = NULL;
  ChiosaNewline typed;

  while (string->len < 100000)
    g_string_append (string, "\r\n");
  text = chiosa_text_new (string->str, -1);
  chiosa_text_replace (text, 0, 1, "", 0);
  chiosa_text_replace (text, 0, 0, "\r", 1);

  g_assert_cmpint (chiosa_newline_detect (text, &typed), ==, CHIOSA_NEWLINE_CRLF);
  g_assert_cmpint (typed, ==, CHIOSA_NEWLINE_CRLF);
}

static void
test_line_ends_are_converted (void)
{
  static const struct { const char *text; const char *newline; const char *expected; } cases[] = {
    { "a\nb\r\nc\rd", "\n", "a\nb\nc\nd" },
    { "a\nb\r\nc\rd", "\r\n", "a\r\nb\r\nc\r\nd" },
    { "a\nb\r\nc\rd", "\r", "a\rb\rc\rd" },
    { "\r\r\n\n", "\n", "\n\n\n" },
    { "a\nb", "\n", NULL },
    { "a\rb", "\r", NULL },
    { "a b", "\r\n", NULL },
    { "", "\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *converted = chiosa_newline_convert (cases[i].text, strlen (cases[i].text), cases[i].newline);

      g_assert_cmpstr (converted, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/encoding/comes-back/", files[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_file_comes_back);
    }
  g_test_add_func ("/encoding/line-ends-are-converted", test_line_ends_are_converted);
  g_test_add_func ("/encoding/bad-bytes-are-named", test_bad_bytes_are_named);
  g_test_add_func ("/encoding/a-file-that-would-change-is-refused", test_a_file_that_would_change_is_refused);
  g_test_add_func ("/encoding/unknown-encodings-are-refused", test_unknown_encodings_are_refused);
  g_test_add_func ("/encoding/what-an-encoding-lacks-is-named", test_what_an_encoding_lacks_is_named);
  g_test_add_func ("/encoding/single-bytes-come-back", test_single_bytes_come_back);
  g_test_add_func ("/encoding/random-bytes-come-back-or-are-refused", test_random_bytes_come_back_or_are_refused);
  g_test_add_func ("/newline/names", test_newline_names);
  g_test_add_func ("/newline/across-chunks", test_newlines_across_chunks);

  return g_test_run ();
}
