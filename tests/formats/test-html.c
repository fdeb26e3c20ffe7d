/* test-html.c
 *
 * The reading copy goes out and comes back; articles come out of pages of several kinds, some of them hostile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <string.h>

/* --- Reading -------------------------------------------------------------------------------------------------------- */

static ChiosaRecord *
read_page (const char *content,
           gssize      length,
           GPtrArray  *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = formats_read_string (&chiosa_format_html, NULL, NULL, content, length, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_ptr_array_set_free_func (records, NULL);

  return g_ptr_array_index (records, 0);
}

static ChiosaRecord *
read_data (const char *name,
           GPtrArray  *problems)
{
  g_autofree char *path = g_build_filename (g_getenv ("CHIOSA_DATADIR"), "..", "tests", "data", "formats", "html", name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  return read_page (content, length, problems);
}

static void
assert_text (const char *page,
             gssize      length,
             const char *expected)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) record = read_page (page, length, problems);

  g_assert_cmpstr (record->utf8, ==, expected);
}

static void
test_news (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) record = read_data ("news-en.html", problems);
  const ChiosaArticle *article = chiosa_record_get_article (record);

  g_assert_cmpstr (record->utf8, ==,
                   "Water charges rise\n\nBy Ana Ruiz\n\n"
                   "The water company of Aldera said on Thursday that charges would rise by 3%,\u00a0the first increase since 2019.\n\n"
                   "“We had no choice”, said its director, Elena Bruni.\nShe did not take questions.\n\n"
                   "Households: 3%\nFarms: none\n\n"
                   "It is “a scandal”, they wrote.\n\n"
                   "year  charge\n2019   1.20");
  g_assert_cmpstr (article->title, ==, "Water charges rise & fall");
  g_assert_cmpstr (article->author, ==, "Ana Ruiz, Jo Lund");
  g_assert_cmpstr (article->date, ==, "2024-03-05");
  g_assert_cmpstr (article->publisher, ==, "The Aldera Post");
  g_assert_cmpstr (article->language, ==, "en-GB");
  g_assert_cmpstr (article->url, ==, "https://post.example/water");
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_scored (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) record = read_data ("blog-it.html", problems);

  g_assert_true (g_str_has_prefix (record->utf8, "La società dell'acqua"));
  g_assert_true (g_str_has_suffix (record->utf8, "davanti al municipio."));
  g_assert_nonnull (strstr (record->utf8, "per tutti.\n\n«Non"));
  g_assert_cmpstr (chiosa_record_get_article (record)->title, ==, "Le bollette dell'acqua");
  g_assert_cmpstr (chiosa_record_get_article (record)->author, ==, "Anna Ruiz");
}

static void
test_parts (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) record = read_data ("news-ar.html", problems);

  g_assert_cmpstr (record->utf8, ==, "قالت شركة المياه يوم الخميس إن الرسوم سترتفع بنسبة 3%، وهي أول زيادة منذ عام 2019.\n\n"
                                     "وقالت المديرة: «لم يكن لدينا خيار».");
  g_assert_cmpstr (chiosa_record_get_article (record)->language, ==, "ar");
}

static void
test_linked_data (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) record = read_data ("script-only-fr.html", problems);

  g_assert_true (g_str_has_prefix (record->utf8, "La compagnie des eaux"));
  g_assert_nonnull (strstr (record->utf8, "de 3\u00a0%"));
  g_assert_cmpuint (problems->len, ==, 1);
}

static void
test_charsets (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) record = read_data ("latin1-de.html", problems);

  g_assert_cmpstr (record->utf8, ==, "Die Gebühren steigen um 3 Prozent, sagte die Direktorin „Bruni“ am Donnerstag, und zwar überall, für alle.");
  g_assert_cmpuint (problems->len, ==, 0);

  assert_text ("<p>caff\xc3\xa8</p>", -1, "caffè");
  assert_text ("<p>caff\xe8</p>", -1, "caffè");
  assert_text ("<meta charset=iso-8859-1><p>caff\xc3\xa8</p>", -1, "caffè");
  assert_text ("<meta charset=utf-8><p>caff\xe8 \x80</p>", -1, "caffè €");
  assert_text ("<meta charset=utf-8><p>\xc3\xa8\xc3\xa8\xc3\xa8\xff</p>", -1, "èèè\uFFFD");
  assert_text ("<meta charset=windows-1251><p>\xef\xf0\xe8</p>", -1, "при");
  assert_text ("<meta charset=klingon><p>caff\xe8</p>", -1, "caffè");
  assert_text ("\xff\xfe<\0p\0>\0\xe8\0", 10, "è");
}

static void
test_flow (void)
{
  static const struct { const char *page; const char *text; } cases[] = {
    { "a  b\n\tc", "a b c" },
    { "<p> a <b> b</b> c </p>d", "a b c\n\nd" },
    { "a<br>b<br><br><br>c", "a\nb\n\nc" },
    { "<div><div>a</div></div><div>b</div>", "a\n\nb" },
    { "<ol><li>a<li>b<ul><li>c</ul></ol>d", "a\nb\n\nc\n\nd" },
    { "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td" },
    { "<pre>\n a\r\n  b</pre>c", " a\n  b\n\nc" },
    { "x&lt;y &amp; z &copy; &#8212; &#x2014; &eacute; &notanentity; &#0; &", "x<y & z © — — é &notanentity; \uFFFD &" },
    { "1 < 2 <3 a<b", "1 < 2 <3 a" },
    { "<p>a</i></b></p></div>b", "a\n\nb" },
    { "un<wbr>broken s\u00adoft", "unbroken s\u00adoft" },
    { "a<!-- b --> c<!-->d", "a cd" },
    { "<p title='a>b' x=\"<p>\" class=y>t", "t" },
    { "<SCRIPT>x</p></script >a", "a" },
    { "<textarea>x</textarea>a<svg><text>no</text></svg>b", "ab" },
    { "a<svg>b", "ab" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].page);
      assert_text (cases[i].page, -1, cases[i].text);
    }
}

/* --- Hostile pages -------------------------------------------------------------------------------------------------- */

static char *
repeat (const char *head,
        const char *piece,
        guint       n,
        const char *tail)
{
  GString *page = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (page, piece);
  g_string_append (page, tail);

  return g_string_free (page, FALSE);
}

static void
test_hostile (void)
{
  static const struct { const char *head; const char *piece; guint n; const char *tail; gboolean told; } cases[] = {
    { "<p>start</p>", "<div>", 100000, "deep", TRUE },
    { "<p>start</p>", "<b><i>", 100000, "deep", TRUE },
    { "<p>start</p>", "</b></q>", 200000, "" },
    { "<p>start</p><p>", "twenty characters ab ", 400000, "</p><p>end</p>" },
    { "<p>start</p><p>", "twenty characters ab ", 600000, "", TRUE },
    { "<p>start</p>", "<div>", 200, "</b>" },
    { "<p>start</p>", "<br>", 1000000, "x", TRUE },
    { "<p>start</p><p ", "a b=c class=d ", 300000, ">x" },
    { "<p>start</p><p class=\"", "xxxxxxxxxxxxxxxxxxxx", 300000, "\">x" },
    { "<p>start</p>", "<svg>", 300000, "", TRUE },
    { "<p>start</p>", "<script>", 300000, "" },
    { "<p>start</p>", "<!--", 300000, "" },
    { "<p>start</p>", "<", 500000, "" },
    { "<p>start</p>", "&#", 500000, "" },
    { "<p>start</p><script type=application/ld+json>", "[", 300000, "</script>" },
    { "<p>start</p><table>", "<tr><td>x<table>", 20000, "", TRUE },
    { "<p>start</p><a href=x ", "'", 300000, ">" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *page = repeat (cases[i].head, cases[i].piece, cases[i].n, cases[i].tail);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      gint64 began = g_get_monotonic_time ();
      g_autoptr (ChiosaRecord) record = read_page (page, -1, problems);

      g_test_message ("%u: %s: %.2f s, %u problems", i, cases[i].piece, (g_get_monotonic_time () - began) / 1e6, problems->len);
      g_assert_true (g_str_has_prefix (record->utf8, cases[i].told ? "" : "start"));
      g_assert_cmpuint (problems->len > 0, ==, cases[i].told);
      g_assert_true (strstr (cases[i].tail, "end") == NULL || g_str_has_suffix (record->utf8, "\n\nend"));
    }
}

static void
test_bytes (void)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const char pieces[] = "<>/=\"'& pbdivscript!-\0\xe8\xc3\xa8#x;a1 \n\r\t";

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) page = g_string_new ("<p>x");
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (ChiosaRecord) record = NULL;

      for (guint n = g_rand_int_range (rand, 0, 200); n > 0; n--)
        g_string_append_c (page, pieces[g_rand_int_range (rand, 0, sizeof pieces - 1)]);
      record = read_page (page->str, page->len, problems);
      g_assert_true (g_utf8_validate (record->utf8, -1, NULL));
    }
}

static void
test_empty (void)
{
  static const char * const pages[] = { "", " \n", "<html></html>", "<script>x", "<!--", "<p>", "<nav>menu</nav>" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = formats_read_string (&chiosa_format_html, NULL, NULL, pages[i], -1, problems, &error);

      g_assert_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX);
    }
}

/* --- The reading copy ----------------------------------------------------------------------------------------------- */

static void
test_round_trip (void)
{
  formats_assert_round_trip (&chiosa_format_html, NULL, g_random_int (), 30, 0);
}

static void
test_copy_is_safe (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("<x>", g_strdup ("</p></script><script>alert(1)</script>&amp; \x01 <!--"));
  ChiosaArticle *article = chiosa_record_edit_article (record);
  ChiosaAnnotation *annotation = chiosa_annotation_new ("a1", "claim", "FACT");
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ChiosaRecord) back = NULL;
  const char *page, *data;

  article->title = g_strdup ("\"'><script>alert(2)</script>");
  article->url = g_strdup ("javascript:alert(3)");
  article->language = g_strdup ("\" onload=\"x");
  annotation->note = g_strdup ("<img src=x onerror=alert(4)>");
  g_assert_true (chiosa_record_add (record, annotation, &(ChiosaSpan) { 2, 20 }, 1, NULL));

  output = formats_write_one (&chiosa_format_html, tagset, NULL, record);
  page = chiosa_output_get_main (output)->str;
  g_assert_null (strstr (page, "<script>"));
  g_assert_null (strstr (page, "<img"));
  g_assert_null (strstr (page, "href=\"javascript"));
  data = strstr (page, "<script type=\"application/json\"");
  g_assert_nonnull (data);
  g_assert_null (g_strstr_len (page, data - page, "\" onload"));
  g_assert_true (strstr (data, "</script>") == g_strrstr (page, "</script>"));

  back = read_page (page, -1, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  formats_assert_same (record, back, 0);
}

static void
test_crossing (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("x", g_strdup ("abcdef\nghi"));
  g_autoptr (ChiosaOutput) output = NULL;
  const char *page;

  chiosa_record_add (record, chiosa_annotation_new ("one", "claim", "FACT"), &(ChiosaSpan) { 0, 4 }, 1, NULL);
  chiosa_record_add (record, chiosa_annotation_new ("two", "claim", "FACT"), &(ChiosaSpan) { 2, 9 }, 1, NULL);
  output = formats_write_one (&chiosa_format_html, tagset, NULL, record);
  page = chiosa_output_get_main (output)->str;

  g_assert_nonnull (strstr (page, ">ab<mark class=\"line l1"));
  g_assert_nonnull (strstr (page, ">cd</mark></mark><a class=\"ref"));
  g_assert_nonnull (strstr (page, ">1</a><mark class=\"line l1"));
  g_assert_nonnull (strstr (page, ">ef</mark></p>\n<p dir=\"auto\"><mark class=\"line l1"));
  g_assert_nonnull (strstr (page, ">gh</mark><a class=\"ref"));
}

static void
test_bad_copy (void)
{
  static const char * const data[] = {
    "", "{", "{}", "{\"format\":\"chiosa-reading-copy\",\"text\":[1],\"sidecar\":{}}", "{\"format\":\"chiosa-reading-copy\",\"text\":[\"a\"],\"sidecar\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    {
      g_autofree char *page = g_strdup_printf ("<p>x</p><script type=\"application/json\" id=\"chiosa-article\">%s</script>", data[i]);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = formats_read_string (&chiosa_format_html, NULL, NULL, page, -1, problems, &error);

      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/news-page", test_news);
  g_test_add_func ("/html/article-by-score", test_scored);
  g_test_add_func ("/html/article-in-parts", test_parts);
  g_test_add_func ("/html/article-in-linked-data", test_linked_data);
  g_test_add_func ("/html/encodings", test_charsets);
  g_test_add_func ("/html/flow", test_flow);
  g_test_add_func ("/html/hostile", test_hostile);
  g_test_add_func ("/html/random-bytes", test_bytes);
  g_test_add_func ("/html/no-text", test_empty);
  g_test_add_func ("/html/reading-copy/comes-back", test_round_trip);
  g_test_add_func ("/html/reading-copy/is-safe", test_copy_is_safe);
  g_test_add_func ("/html/reading-copy/crossing-annotations", test_crossing);
  g_test_add_func ("/html/reading-copy/bad-data", test_bad_copy);

  return g_test_run ();
}
