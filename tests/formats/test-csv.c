/* test-csv.c
 *
 * Tables of texts: quoting, separators, columns by name, and what is wrong with a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "formats-fixture.h"

#include <string.h>

static GPtrArray *
read_table (const char *setting,
            const char *content,
            gssize      length,
            GPtrArray  *problems)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = formats_read_string (&chiosa_format_csv, NULL, setting, content, length, problems, &error);

  g_assert_no_error (error);

  return records;
}

static void
assert_texts (const char         *setting,
              const char         *content,
              gssize              length,
              const char * const *expected)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_table (setting, content, length, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("problem: %s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  for (guint i = 0; i < records->len && expected[i] != NULL; i++)
    g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, i))->utf8, ==, expected[i]);
  g_assert_cmpuint (records->len, ==, g_strv_length ((GStrv) expected));
}

#define TEXTS(...) ((const char *[]) { __VA_ARGS__, NULL })

static void
test_quoting (void)
{
  assert_texts (NULL, "id,text\r\n1,\"a \"\"b\"\", c\r\nd\ne\"\r\n2,plain \"quotes\" inside\r\n", -1,
                TEXTS ("a \"b\", c\r\nd\ne", "plain \"quotes\" inside"));
  assert_texts (NULL, "id,text\n1,\n2,\"\"\n\n\n3, x ", -1, TEXTS ("", "", " x "));
  assert_texts (NULL, "text\none\rtwo\rthree", -1, TEXTS ("one", "two", "three"));
  assert_texts (NULL, "id,text\n1,\"😀 e\xcc\x81 \xd9\x85\xd8\xb1\"", -1, TEXTS ("😀 e\xcc\x81 \xd9\x85\xd8\xb1"));
}

static void
test_separators (void)
{
  assert_texts (NULL, "id;text\n1;a, b, c\n2;d\n", -1, TEXTS ("a, b, c", "d"));
  assert_texts (NULL, "id\ttext\n1\ta, b; c\n2\td\n", -1, TEXTS ("a, b; c", "d"));
  assert_texts (NULL, "id|text\n1|a\n", -1, TEXTS ("a"));
  assert_texts (NULL, "sep=;\r\nid;text\r\n1;a\r\n", -1, TEXTS ("a"));
  assert_texts ("separator=semicolon", "sep=;\nid,x;text\n1;a,b,c\n", -1, TEXTS ("a,b,c"));
  assert_texts ("separator=tab", "text\na;b\nc;d\n", -1, TEXTS ("a;b", "c;d"));
}

static void
test_encodings (void)
{
  assert_texts (NULL, "\xef\xbb\xbf" "text,id\ncaffè,1\n", -1, TEXTS ("caffè"));
  assert_texts (NULL, "\xff\xfe" "t\0e\0x\0t\0\t\0i\0\n\0\xe8\0\t\0" "1\0\n\0", 24, TEXTS ("è"));
  assert_texts ("encoding=windows-1252", "text,id\ncaff\xe8,1\n", -1, TEXTS ("caffè"));
}

static void
test_columns (void)
{
  static const char table[] =
    "ID;Titolo;Autore;Testata;Data;Lingua;Licenza;URL;Full_Text;Topic area;topic-area\n"
    "a/1;T;A;P;2024-03-05 10:11;it;CC0;https://example.org;Il testo.;x;y\n"
    ";T2;;;05.03.2024;;;;Altro.;;\n";
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_table (NULL, table, -1, problems);
  const ChiosaRecord *one = g_ptr_array_index (records, 0), *two = g_ptr_array_index (records, 1);
  const ChiosaArticle *article = chiosa_record_get_article (one);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (one->name, ==, "a_1");
  g_assert_true (g_str_has_suffix (two->name, "-2"));
  g_assert_cmpstr (one->utf8, ==, "Il testo.");
  g_assert_cmpstr (article->title, ==, "T");
  g_assert_cmpstr (article->author, ==, "A");
  g_assert_cmpstr (article->publisher, ==, "P");
  g_assert_cmpstr (article->date, ==, "2024-03-05");
  g_assert_cmpstr (chiosa_attributes_get (article->attributes, "Data", NULL), ==, "2024-03-05 10:11");
  g_assert_cmpstr (article->language, ==, "it");
  g_assert_cmpstr (article->licence, ==, "CC0");
  g_assert_cmpstr (article->url, ==, "https://example.org");
  g_assert_cmpstr (chiosa_attributes_get (article->attributes, "Topic_area", NULL), ==, "x");
  g_assert_cmpstr (chiosa_attributes_get (article->attributes, "topic-area", NULL), ==, "y");
  g_assert_cmpstr (article->extra, ==, "\"csv\":{\"columns\":{\"Topic_area\":\"Topic area\"}}");
  g_assert_null (chiosa_record_get_article (two)->date);
  g_assert_cmpstr (chiosa_attributes_get (chiosa_record_get_article (two)->attributes, "Data", NULL), ==, "05.03.2024");
}

static void
test_longest (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_table (NULL, "label,col\nx,a long one\ny,another\n", -1, problems);

  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), "“col”"));
  g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, 1))->utf8, ==, "another");
}

static void
test_bad_rows (void)
{
  static const struct { const char *content; gsize length; const char *problem; const char *texts[4]; } cases[] = {
    { "id,text\n1,a,b\n2,c\n", 0, "2: the row has 3 cells", { "c" } },
    { "id,text\n1\n2,c\n", 0, "2: the row has 1 cell", { "c" } },
    { "id,text\n1,\"a\"b\n2,c\n", 0, "2: a quotation mark", { "\"a\"b", "c" } },
    { "id,text\n1,\"never closed\n2,c\n3,d\n", 0, "2: a quotation mark", { "\"never closed", "c", "d" } },
    { "id,text\n1,\"a\n2,\"c\"\n3,d\n", 0, "2: a quotation mark", { "\"a", "c", "d" } },
    { "id,text\n1,\"a\nb\"\n2,\xe8\n3,d\n", 0, "4: the row is not valid UTF-8", { "a\nb", "d" } },
    { "id,text\n1,a\0b\n3,d\n", 18, "2: the row is not valid UTF-8", { "d" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_table (NULL, cases[i].content, cases[i].length ? (gssize) cases[i].length : -1, problems);
      guint n = 0;

      g_assert_cmpuint (problems->len, ==, 1);
      g_test_message ("%s", (char *) g_ptr_array_index (problems, 0));
      g_assert_true (g_str_has_prefix (g_ptr_array_index (problems, 0), cases[i].problem));
      for (; n < records->len; n++)
        g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, n))->utf8, ==, cases[i].texts[n]);
      g_assert_null (cases[i].texts[n]);
    }
}

static void
test_bad_files (void)
{
  static const struct { const char *content; const char *setting; const char *words; } cases[] = {
    { "", NULL, "empty" },
    { "\n\n\r\n", NULL, "empty" },
    { "id,\"text\n1,a", NULL, "line 1" },
    { "id,\"a\nb\"\n1,a", NULL, "header row" },
    { "t\xe8xt,id\n1,a", NULL, "line 1" },
    { "text\n\x81\n", "encoding=windows-1252", "“" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = formats_read_string (&chiosa_format_csv, NULL, cases[i].setting, cases[i].content, -1,
                                                           problems, &error);

      g_assert_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
append_cell (GString    *out,
             const char *value)
{
  g_autoptr (GString) cell = g_string_new (value);

  g_string_replace (cell, "\"", "\"\"", 0);
  g_string_append_printf (out, "\"%s\"", cell->str);
}

static void
test_random (void)
{
  static const char * const pieces[] = { "a", "\"", ",", ";", "\n", "\r\n", "😀", "e\xcc\x81", " ", "\t", "\xd9\x85" };
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) table = g_string_new ("id,text\r\n");
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 2000; i++)
    {
      GString *text = g_string_new (NULL);

      for (gint n = g_rand_int_range (rand, 0, 400); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_string_append_printf (table, "%u,", i);
      append_cell (table, text->str);
      g_string_append (table, i % 2 ? "\r\n" : "\n");
      g_ptr_array_add (expected, g_string_free (text, FALSE));
    }
  g_ptr_array_add (expected, NULL);

  assert_texts ("separator=comma", table->str, table->len, (const char * const *) expected->pdata);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/quoting", test_quoting);
  g_test_add_func ("/csv/separators-are-found", test_separators);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/columns-by-name", test_columns);
  g_test_add_func ("/csv/else-the-longest-column", test_longest);
  g_test_add_func ("/csv/bad-rows-are-told", test_bad_rows);
  g_test_add_func ("/csv/bad-files-are-refused", test_bad_files);
  g_test_add_func ("/csv/random-texts-come-back", test_random);

  return g_test_run ();
}
