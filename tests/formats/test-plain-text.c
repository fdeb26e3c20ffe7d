/* test-plain-text.c
 *
 * Plain text and Markdown come in to the character; front matter and headings become metadata.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "formats-fixture.h"

#include <string.h>

static GPtrArray *
read_one (const ChiosaFormat *format,
          const char         *setting,
          const char         *content,
          gssize              length)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = formats_read_string (format, NULL, setting, content, length, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 1);

  return records;
}

static void
assert_text (const ChiosaFormat *format,
             const char         *setting,
             const char         *content,
             gssize              length,
             const char         *expected)
{
  g_autoptr (GPtrArray) records = read_one (format, setting, content, length);
  const ChiosaRecord *record = g_ptr_array_index (records, 0);

  g_assert_cmpstr (record->utf8, ==, expected);
}

static void
test_whole (void)
{
  static const char text[] = " \n# 😀 Ana\r\nRuiz\rsaid\n\n taxes e\xcc\x81 \xd9\x85\xd8\xb1 ";

  assert_text (&chiosa_format_text, NULL, text, -1, text);
  assert_text (&chiosa_format_markdown, NULL, text, -1, text);
  assert_text (&chiosa_format_text, NULL, "", 0, "");
}

static void
test_encodings (void)
{
  assert_text (&chiosa_format_text, NULL, "\xef\xbb\xbf" "caffè", -1, "caffè");
  assert_text (&chiosa_format_text, NULL, "\xff\xfe" "c\0\xe8\0\n\0", 8, "cè\n");
  assert_text (&chiosa_format_text, "encoding=windows-1252", "caff\xe8 \x80", -1, "caffè €");
  assert_text (&chiosa_format_markdown, "encoding=windows-1251", "\xef\xf0\xe8", -1, "при");
}

static void
test_bad (void)
{
  static const struct { const char *bytes; gsize length; const char *words; } cases[] = {
    { "good\nbad \xe8!", 11, "line 2" },
    { "a\0b", 3, "line 1" },
    { "\xed\xa0\x80", 3, "line 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = formats_read_string (&chiosa_format_text, NULL, NULL, cases[i].bytes, cases[i].length,
                                                           problems, &error);

      g_assert_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
test_front_matter (void)
{
  static const char text[] =
    "---\r\ntitle: \"Taxes: \\\"up\\\"\"\r\nauthors:\r\n  - Ana Ruiz\r\n  - 'Jo O''Neil'\r\ndate: 2024-03-05T10:00:00Z # when\r\n"
    "lang: es\r\nlicense: CC-BY-4.0\r\nurl: https://example.org/a#b\r\nsource: [The Post, AP]\r\ntags: [x]\r\n---\r\n# Another title\r\nBody.\r\n";
  g_autoptr (GPtrArray) records = read_one (&chiosa_format_markdown, NULL, text, -1);
  const ChiosaRecord *record = g_ptr_array_index (records, 0);
  const ChiosaArticle *article = chiosa_record_get_article (record);

  g_assert_cmpstr (record->utf8, ==, text);
  g_assert_cmpstr (article->title, ==, "Taxes: \"up\"");
  g_assert_cmpstr (article->author, ==, "Ana Ruiz, Jo O'Neil");
  g_assert_cmpstr (article->date, ==, "2024-03-05");
  g_assert_cmpstr (article->language, ==, "es");
  g_assert_cmpstr (article->licence, ==, "CC-BY-4.0");
  g_assert_cmpstr (article->url, ==, "https://example.org/a#b");
  g_assert_cmpstr (article->publisher, ==, "The Post, AP");
}

static void
test_headings (void)
{
  static const struct { const char *text; const char *title; } cases[] = {
    { "# A title #\n\nText", "A title" },
    { "\n\n## C# and F#\nText", "C# and F#" },
    { "A title\n=======\nText", "A title" },
    { "---\nfoo: bar\n---\n\n# Title\n", "Title" },
    { "---\nnever closed\n\n# Title\n", NULL },
    { "#hash\n", NULL },
    { "Just text\nand more", NULL },
    { "", NULL },
    { "---", NULL },
    { "---\n---\n", NULL },
    { "---\ntitle: \"\n---\n", "\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) records = read_one (&chiosa_format_markdown, NULL, cases[i].text, -1);

      g_assert_cmpstr (chiosa_record_get_article (g_ptr_array_index (records, 0))->title, ==, cases[i].title);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-text/the-text-is-the-file", test_whole);
  g_test_add_func ("/plain-text/encodings", test_encodings);
  g_test_add_func ("/plain-text/bad-bytes-are-named-with-their-line", test_bad);
  g_test_add_func ("/markdown/front-matter-is-metadata-too", test_front_matter);
  g_test_add_func ("/markdown/first-heading-is-the-title", test_headings);

  return g_test_run ();
}
