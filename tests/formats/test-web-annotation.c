/* test-web-annotation.c
 *
 * W3C Web Annotation: our own pages come back whole, those of other tools are read by their quotes, what cannot be read is told by line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-json.h"
#include "chiosa-linked.h"
#include "chiosa-segment.h"
#include "chiosa-tagset-file.h"

#include <string.h>

#define TEXT "😀 Ana Ruiz said taxes fell 3%."
#define PAGE "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"chiosa:text\":{\"value\":\"" TEXT "\"},\n\"items\":["

static GPtrArray *problems;

static GPtrArray *
try_string (const char  *content,
            GError     **error)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = g_ptr_array_new_with_free_func (g_free);

  return formats_read_string (&chiosa_format_web_annotation, tagset, NULL, content, -1, problems, error);
}

static GPtrArray *
read_string (const char *content)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = try_string (content, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);

  return records;
}

/* The only annotation of a page with @item in it. */
static const ChiosaAnnotation *
read_item (const char  *item,
           ChiosaSpan  *extent,
           GPtrArray  **records)
{
  g_autofree char *content = g_strconcat (PAGE, item, "]}", NULL);
  ChiosaRecord *record;

  *records = read_string (content);
  record = g_ptr_array_index (*records, 0);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 1);
  *extent = chiosa_record_get_extent (record, 0);

  return chiosa_record_get (record, 0);
}

static void
assert_words (const char *found,
              const char *words)
{
  if (strstr (found, words) == NULL)
    g_test_message ("“%s” is not in: %s", words, found);
  g_assert_nonnull (strstr (found, words));
}

static void
assert_problem (const char *words)
{
  g_assert_cmpuint (problems->len, ==, 1);
  assert_words (g_ptr_array_index (problems, 0), words);
}

static void
assert_fails (const char *content,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = try_string (content, &error);

  g_assert_null (records);
  g_assert_nonnull (error);
  assert_words (error->message, "input.jsonld");
  assert_words (error->message, words);
}

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_web_annotation, tagset, NULL, record);
  const char *page = chiosa_output_get_main (output)->str;

  assert_words (page, "{\"type\":\"TextPositionSelector\",\"start\":16,\"end\":29},"
                      "{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\",\"prefix\":\"😀 Ana Ruiz said \",\"suffix\":\".\"}");
  assert_words (page, "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"NUMERIC\"}");
  assert_words (page, "\"motivation\":\"linking\",\"chiosa:relation\":\"attributed_to\",\"body\":\"urn:chiosa:");
  g_assert_true (chiosa_json_check (page, strlen (page), "page", NULL));
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
}

static void
test_utf16 (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_web_annotation, tagset, "unit=utf16", record);

  assert_words (chiosa_output_get_main (output)->str, "\"start\":17,\"end\":30");
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (&chiosa_format_web_annotation, NULL, 11, 200, 0);
  formats_assert_round_trip (&chiosa_format_web_annotation, "unit=utf16", 12, 200, 0);
}

/* Everything the random articles do not have. */
static void
test_details (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  ChiosaArticle *article = chiosa_record_edit_article (record);
  ChiosaAnnotation *claim = (ChiosaAnnotation *) chiosa_record_get (record, 1);
  ChiosaRelation *relation = (ChiosaRelation *) chiosa_record_get_relation (record, 0, NULL, NULL);
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const ChiosaRecord *found;
  const ChiosaRelation *link;

  article->note = g_strdup ("a \"note\"");
  article->licence = g_strdup ("CC-BY-4.0");
  article->extra = g_strdup ("\"x\":{\"y\":[1]}");
  claim->origin = CHIOSA_ORIGIN_SUGGESTION;
  claim->suggester = g_strdup ("dictionary");
  claim->confidence = g_strdup ("0.870");
  claim->creator = g_strdup ("Zoë");
  claim->created = g_strdup ("2026-01-15T10:00:00Z");
  claim->review = TRUE;
  claim->extra = g_strdup ("\"brat\":{\"n\":1}");
  chiosa_annotation_set_attribute (claim, "odd", CHIOSA_VALUE_JSON, "[1,2]");
  chiosa_annotation_set_attribute (claim, "weight", CHIOSA_VALUE_NUMBER, "1.50");
  relation->note = g_strdup ("why");
  relation->creator = g_strdup ("Ana");
  relation->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (relation->attributes, "sure", CHIOSA_VALUE_FLAG, "true");

  output = formats_write_one (&chiosa_format_web_annotation, tagset, NULL, record);
  records = read_string (chiosa_output_get_main (output)->str);
  found = g_ptr_array_index (records, 0);
  link = chiosa_record_get_relation (found, 0, NULL, NULL);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (chiosa_annotation_equal (chiosa_record_get (found, 0), chiosa_record_get (record, 0)));
  g_assert_true (chiosa_annotation_equal (chiosa_record_get (found, 1), claim));
  g_assert_true (chiosa_relation_equal (link, relation));
  g_assert_true (chiosa_article_equal (chiosa_record_get_article (found), article));
}

static void
test_long_text (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  GString *text = g_string_new (NULL);
  ChiosaSpan all = { 0, 0 };
  g_autoptr (ChiosaRecord) record = NULL;
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (GPtrArray) records = NULL;

  while (text->len < 3 << 20)
    g_string_append (text, "\x01 Zürich 😀\r\n");
  record = chiosa_record_new ("long", g_string_free (text, FALSE));
  all.end = record->length;
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("a1", "claim", "FACT"), &all, 1, NULL));

  output = formats_write_one (&chiosa_format_web_annotation, tagset, NULL, record);
  records = read_string (chiosa_output_get_main (output)->str);

  g_assert_cmpuint (problems->len, ==, 0);
  formats_assert_same (record, g_ptr_array_index (records, 0), 0);
}

static void
test_text_modes (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  ChiosaWriteContext context = { .format = &chiosa_format_web_annotation, .tagset = tagset, .text_mode = CHIOSA_TEXT_CONTEXT };
  g_autoptr (ChiosaOutput) some = chiosa_output_new ();
  g_autoptr (ChiosaOutput) none = chiosa_output_new ();

  chiosa_format_default_options (context.format, context.options);
  context.format->write (&context, record, some);
  context.text_mode = CHIOSA_TEXT_NONE;
  context.format->write (&context, record, none);

  assert_words (chiosa_output_get_main (some)->str, "taxes fell");
  g_assert_null (strstr (chiosa_output_get_main (some)->str, TEXT));
  g_assert_null (strstr (chiosa_output_get_main (none)->str, "taxes"));
  assert_words (chiosa_output_get_main (none)->str, "\"start\":16,\"end\":29");
  assert_fails (chiosa_output_get_main (none)->str, "input.txt");
}

static void
test_text_beside (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  char *folder = formats_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.jsonld", NULL), *text = g_build_filename (folder, "a.txt", NULL);
  g_autoptr (GPtrArray) records = NULL;
  const ChiosaRecord *record;

  g_file_set_contents (text, TEXT "\r\n", -1, NULL);
  g_file_set_contents (path, "[{\"type\":\"Annotation\",\"body\":{\"purpose\":\"tagging\",\"value\":\"NUMERIC\"},\"target\":{\"source\":\"https://example.org/a\","
                             "\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\"}}}]", -1, NULL);
  records = formats_read (&chiosa_format_web_annotation, tagset, NULL, path, complaints, &error);

  g_assert_no_error (error);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpstr (record->utf8, ==, TEXT "\r\n");
  g_assert_cmpstr (record->name, ==, "a");
  g_assert_cmpstr (chiosa_record_get_article (record)->url, ==, "https://example.org/a");
  g_assert_cmpstr (chiosa_record_get (record, 0)->type, ==, "claim");
  g_assert_cmpstr (chiosa_record_get (record, 0)->label, ==, "NUMERIC");
  formats_remove_folder (folder);
}

/* The quick answer for letters that stand alone is that of the rules. */
static void
test_context (void)
{
  static const gunichar blocks[] = { 0x0d, 0x20, 0xa0, 0x250, 0x300, 0x370, 0x400, 0x483, 0x5b0, 0x5d0, 0x600, 0x620, 0x64b, 0x660, 0x900, 0xe30,
                                     0x1100, 0x2008, 0x2020, 0x20d0, 0x3000, 0x3095, 0x30a0, 0x33fe, 0x4e00, 0xabff, 0xd7a0, 0xfe00, 0xff00, 0xff98,
                                     0x1f1e6, 0x1f468, 0x1f3fb, 0xe0100 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (61);

  for (guint i = 0; i < 2000; i++)
    {
      GString *text = g_string_new (NULL);
      g_autoptr (ChiosaRecord) record = NULL;
      ChiosaSpan span, around;

      for (guint k = 0; k < 12; k++)
        {
          gunichar c = blocks[g_rand_int_range (rand, 0, G_N_ELEMENTS (blocks))] + g_rand_int_range (rand, 0, 12);

          g_string_append_unichar (text, c == 0x85 ? 'x' : c);
        }
      record = chiosa_record_new ("a", g_string_free (text, FALSE));
      span = (ChiosaSpan) { 6, 7 };
      around = chiosa_linked_get_context (record, &span, 3);

      g_assert_true (around.start == span.start || chiosa_segment_is_edge (record->snapshot->text, CHIOSA_SEGMENT_GRAPHEME, around.start));
      g_assert_true (around.end == span.end || chiosa_segment_is_edge (record->snapshot->text, CHIOSA_SEGMENT_GRAPHEME, around.end));
    }
}

/* --- Places ----------------------------------------------------------------------------------------------------- */

typedef struct { const char *selector; gsize start, end; } Place;

static const Place places[] = {
  { "{\"type\":\"TextPositionSelector\",\"start\":16,\"end\":29}", 16, 29 },
  { "[{\"type\":\"TextPositionSelector\",\"start\":17,\"end\":30},{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\"}]", 16, 29 },
  { "{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\"}", 16, 29 },
  { "{\"type\":\"TextQuoteSelector\",\"exact\":\"a\",\"prefix\":\"An\",\"suffix\":\" Ruiz\"}", 4, 5 },
  { "{\"type\":\"TextQuoteSelector\",\"exact\":\"a\",\"prefix\":\"other An\",\"suffix\":\" Ruiz\"}", 4, 5 },
  { "{\"type\":\"FragmentSelector\",\"conformsTo\":\"http://tools.ietf.org/rfc/rfc5147\",\"value\":\"char=16,29\"}", 16, 29 },
  { "{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\",\"refinedBy\":{\"type\":\"TextPositionSelector\",\"start\":6,\"end\":10}}", 22, 26 },
  { "{\"type\":\"TextPositionSelector\",\"start\":2,\"end\":30,\"refinedBy\":{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}}", 22, 26 },
  { "{\"type\":\"XPathSelector\",\"value\":\"/p[1]\",\"refinedBy\":{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}}", 22, 26 },
  { "[{\"type\":\"RangeSelector\",\"startContainer\":\"/p\"},{\"type\":\"TextPositionSelector\",\"start\":22,\"end\":26}]", 22, 26 },
  { "[{\"quote\":\"Ana Ruiz\",\"start\":3,\"end\":11}]", 2, 10 },
};

static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *item = g_strdup_printf ("{\"body\":\"https://example.org/x\",\"target\":{\"source\":\"urn:a\",\"selector\":%s}}", places[i].selector);
      g_autoptr (GPtrArray) records = NULL;
      ChiosaSpan span;

      read_item (item, &span, &records);
      g_assert_cmpuint (span.start, ==, places[i].start);
      g_assert_cmpuint (span.end, ==, places[i].end);
      g_assert_cmpuint (problems->len, ==, 0);
    }
}

/* A position alone counts what the quotes of the others show. */
static void
test_unit_by_vote (void)
{
  g_autoptr (GPtrArray) records = read_string (
    PAGE "{\"target\":{\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":3,\"end\":11},{\"type\":\"TextQuoteSelector\",\"exact\":\"Ana Ruiz\"}]}},\n"
    "{\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":17,\"end\":30}}}]}");
  ChiosaSpan span = chiosa_record_get_extent (g_ptr_array_index (records, 0), 1);

  g_assert_cmpuint (span.start, ==, 16);
  g_assert_cmpuint (span.end, ==, 29);
}

static void
test_moved_words (void)
{
  g_autoptr (GPtrArray) records = NULL;
  ChiosaSpan span;
  const ChiosaAnnotation *annotation = read_item ("{\"target\":{\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":4},\n"
                                                  "{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}]}}", &span, &records);

  g_assert_cmpuint (span.start, ==, 22);
  g_assert_true (annotation->review);
  assert_problem ("2: “fell” is not at 0–4, but at 22");
}

/* --- Other tools ------------------------------------------------------------------------------------------------ */

static void
test_hypothesis (void)
{
  g_autoptr (GPtrArray) records = NULL;
  ChiosaSpan span;
  const ChiosaAnnotation *annotation = read_item (
    "{\"id\":\"Xy_9\",\"created\":\"2026-01-15T12:00:00.5+02:00\",\"user\":\"acct:ana@hypothes.is\",\"uri\":\"https://example.org/a\",\"text\":\"really?\","
    "\"tags\":[\"NUMERIC\",\"tax\",\"2026\"],\"group\":\"__world__\",\"target\":[{\"source\":\"https://example.org/a\",\"selector\":["
    "{\"type\":\"RangeSelector\",\"startContainer\":\"/p[1]\",\"startOffset\":17,\"endContainer\":\"/p[1]\",\"endOffset\":30},"
    "{\"type\":\"TextPositionSelector\",\"start\":17,\"end\":30},{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\"}]}]}", &span, &records);

  g_assert_cmpstr (annotation->id, ==, "Xy_9");
  g_assert_cmpstr (annotation->label, ==, "NUMERIC");
  g_assert_cmpstr (annotation->note, ==, "really?");
  g_assert_cmpstr (annotation->creator, ==, "acct:ana@hypothes.is");
  g_assert_cmpstr (annotation->created, ==, "2026-01-15T10:00:00Z");
  g_assert_cmpstr (chiosa_annotation_get_attribute (annotation, "tags"), ==, "tax, 2026");
  assert_words (annotation->extra, "\"group\":\"__world__\"");
  g_assert_cmpuint (span.start, ==, 16);
}

static void
test_recogito (void)
{
  g_autoptr (GPtrArray) records = NULL;
  ChiosaSpan span;
  const ChiosaAnnotation *annotation = read_item (
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"#0b1d\",\"type\":\"Annotation\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":\"commenting\","
    "\"value\":\"one\",\"creator\":{\"id\":\"u1\",\"name\":\"Ana\"}},{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"Claim\"},"
    "{\"type\":\"TextualBody\",\"purpose\":\"tagging\",\"value\":\"second\"},{\"type\":\"Image\",\"id\":\"https://example.org/i.png\",\"width\":3}],\n"
    "\"target\":{\"source\":\"urn:a\",\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"taxes fell 3%\"},"
    "{\"type\":\"TextPositionSelector\",\"start\":17,\"end\":30}]}}", &span, &records);

  g_assert_cmpstr (annotation->type, ==, "span");
  g_assert_cmpstr (annotation->label, ==, "Claim");
  g_assert_cmpstr (annotation->note, ==, "one");
  g_assert_cmpstr (annotation->creator, ==, "Ana");
  assert_words (annotation->extra, "\"value\":\"second\"");
  assert_words (annotation->extra, "\"width\":3");
  g_assert_cmpuint (span.end, ==, 29);
}

static void
test_links (void)
{
  g_autoptr (GPtrArray) records = read_string (
    PAGE "{\"id\":\"urn:uuid:1\",\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"Ana Ruiz\"}}},\n"
    "{\"id\":\"urn:uuid:2\",\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}}},\n"
    "{\"id\":\"urn:uuid:3\",\"motivation\":\"linking\",\"body\":\"urn:uuid:1\",\"target\":\"urn:uuid:2\"},\n"
    "{\"id\":\"urn:uuid:4\",\"motivation\":\"tagging\",\"body\":{\"value\":\"attributed_to\",\"purpose\":\"tagging\"},\"target\":\"urn:uuid:3\"},\n"
    "{\"id\":\"urn:uuid:5\",\"motivation\":\"linking\",\"body\":[{\"value\":\"same_as\",\"purpose\":\"tagging\"}],"
    "\"target\":[{\"id\":\"urn:uuid:1\"},{\"id\":\"urn:uuid:2\"}]},\n"
    "{\"id\":\"urn:uuid:6\",\"motivation\":\"linking\",\"body\":\"urn:uuid:9\",\"target\":\"urn:uuid:2\"}]}");
  const ChiosaRecord *record = g_ptr_array_index (records, 0);
  guint from, to;

  g_assert_cmpstr (chiosa_record_get_relation (record, 0, &from, &to)->type, ==, "attributed_to");
  g_assert_cmpuint (from, ==, 1);
  g_assert_cmpuint (to, ==, 0);
  g_assert_cmpstr (chiosa_record_get_relation (record, 1, &from, &to)->type, ==, "same_as");
  g_assert_cmpuint (from, ==, 0);
  g_assert_null (chiosa_record_get_relation (record, 2, NULL, NULL));
  assert_problem ("7: ");
  assert_words (g_ptr_array_index (problems, 0), "urn:uuid:9");
}

static void
test_kinds_of_files (void)
{
  static const char item[] = "{\"type\":\"Annotation\",\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}}}";
  static const char text[] = "\"chiosa:text\":{\"value\":\"" TEXT "\"}";
  const char *forms[] = {
    "{%s,\"type\":\"AnnotationCollection\",\"first\":{\"type\":\"AnnotationPage\",\"items\":[%s]}}",
    "[{%s,\"type\":\"AnnotationPage\",\"items\":[%s]}]",
    "{%s,\"total\":1,\"rows\":[%s]}",
    " \n{%s,\"@graph\":[[%s]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto (GStrv) parts = g_strsplit (forms[i], "%s", 3);
      g_autofree char *content = g_strconcat (parts[0], text, parts[1], item, parts[2], NULL);
      g_autoptr (GPtrArray) records = read_string (content);

      g_assert_cmpuint (chiosa_record_get_n (g_ptr_array_index (records, 0)), ==, 1);
    }
}

static void
test_guess (void)
{
  static const char head[] = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",";

  g_assert_cmpuint (chiosa_format_web_annotation.guess ("a.jsonld", head, strlen (head)), >, 90);
  g_assert_cmpuint (chiosa_format_web_annotation.guess ("a.txt", head, strlen (head)), ==, 0);
  g_assert_cmpuint (chiosa_format_web_annotation.guess ("a.json", "{}", 2), ==, 0);
}

/* --- What is wrong ---------------------------------------------------------------------------------------------- */

typedef struct { const char *item; const char *problem; } Bad;

static const Bad bad_items[] = {
  { "{\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":16,\"end\":290}}}", "2: 16–290 is no place in a text of 30 characters" },
  { "{\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":9,\"end\":9}}}", "2: 9–9 is no place" },
  { "{\"target\":{\"selector\":{\"type\":\"TextPositionSelector\",\"start\":-1,\"end\":9}}}", "2: its place is given by “TextPositionSelector” alone" },
  { "{\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"nowhere\"}}}", "2: “nowhere” is not in the text" },
  { "{\"target\":{\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"a\"}}}", "2: “a” is in the text more than once" },
  { "{\"target\":{\"selector\":{\"type\":\"XPathSelector\",\"value\":\"/p\"}}}", "2: its place is given by “XPathSelector” alone" },
  { "{\"target\":{\"selector\":[]}}", "2: its selector names no place" },
  { "{\"target\":\"https://example.org/a\",\"body\":{\"value\":\"about all\"}}", "2: it is about no words" },
  { "{\"motivation\":\"linking\",\"target\":\"urn:x\"}", "2: a link between annotations needs" },
  { "{\"target\":{\"selector\":[{\"quote\":\"fell\",\"start\":22,\"end\":26},{\"quote\":\"fell\",\"start\":22,\"end\":26}]}}", "overlap" },
  { "17", "2: neither an annotation" },
};

static void
test_bad_items (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_items); i++)
    {
      g_autofree char *content = g_strconcat (PAGE, bad_items[i].item, "]}", NULL);
      g_autoptr (GPtrArray) records = read_string (content);

      g_assert_cmpuint (chiosa_record_get_n (g_ptr_array_index (records, 0)), ==, 0);
      assert_problem (bad_items[i].problem);
    }
}

static void
test_other_sources (void)
{
  g_autoptr (GPtrArray) records = read_string (
    PAGE "{\"target\":{\"source\":\"urn:a\",\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}}},\n"
    "{\"target\":{\"source\":\"urn:b\",\"selector\":{\"type\":\"TextQuoteSelector\",\"exact\":\"fell\"}}}]}");

  g_assert_cmpuint (chiosa_record_get_n (g_ptr_array_index (records, 0)), ==, 1);
  assert_problem ("3: it is about “urn:b”");
}

static void
test_bad_files (void)
{
  assert_fails ("{\"items\":[", "line 1");
  assert_fails ("", "");
  assert_fails ("[]", "no Web Annotation");
  assert_fails ("{\"type\":\"Annotation\",\"target\":{\"selector\":{}}}", "input.txt");
  assert_fails ("{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",\n{\"ziel\":{\"@id\":\"oa:hasTarget\"}}],\"items\":[]}", "line 2: its context writes “ziel” for “oa:hasTarget”");
  assert_fails ("{\"@context\":{\"body\":\"http://example.org/b\"},\"items\":[]}", "“body” a meaning of its own");
  assert_fails ("{\"@context\":{\"@vocab\":\"http://example.org/\"},\"items\":[]}", "“@vocab”");
  assert_fails ("[{\"@type\":[\"oa:Annotation\"],\"http://www.w3.org/ns/oa#hasTarget\":[]}]", "another form");
  assert_fails ("{\"chiosa:text\":{\"value\":\"a\",\"chiosa:sha256\":\"00\"},\"items\":[]}", "SHA-256");
  assert_fails ("{\"items\":[\"\xff\"]}", "");
}

/* No damage to a page does harm. */
static void
test_damage (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_web_annotation, tagset, NULL, record);
      GString *page = chiosa_output_get_main (output);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < 3; k++)
        page->str[g_rand_int_range (rand, 0, page->len)] = "0\"{}[],:x9"[g_rand_int_range (rand, 0, 10)];
      if (g_rand_boolean (rand))
        g_string_truncate (page, g_rand_int_range (rand, 0, page->len));
      records = try_string (page->str, &error);
      g_assert_true ((records == NULL) == (error != NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/web-annotation/example", test_example);
  g_test_add_func ("/web-annotation/utf-16-for-javascript", test_utf16);
  g_test_add_func ("/web-annotation/round-trip", test_round_trip);
  g_test_add_func ("/web-annotation/every-detail-comes-back", test_details);
  g_test_add_func ("/web-annotation/long-text-in-parts", test_long_text);
  g_test_add_func ("/web-annotation/without-the-text", test_text_modes);
  g_test_add_func ("/web-annotation/context-ends-at-graphemes", test_context);
  g_test_add_func ("/web-annotation/text-beside-the-file", test_text_beside);
  g_test_add_func ("/web-annotation/places", test_places);
  g_test_add_func ("/web-annotation/quotes-tell-the-unit", test_unit_by_vote);
  g_test_add_func ("/web-annotation/moved-words-are-for-review", test_moved_words);
  g_test_add_func ("/web-annotation/hypothesis", test_hypothesis);
  g_test_add_func ("/web-annotation/recogito", test_recogito);
  g_test_add_func ("/web-annotation/links-are-relations", test_links);
  g_test_add_func ("/web-annotation/kinds-of-files", test_kinds_of_files);
  g_test_add_func ("/web-annotation/guess", test_guess);
  g_test_add_func ("/web-annotation/bad-items-are-told", test_bad_items);
  g_test_add_func ("/web-annotation/one-article-a-page", test_other_sources);
  g_test_add_func ("/web-annotation/bad-files-are-refused", test_bad_files);
  g_test_add_func ("/web-annotation/random-damage-does-no-harm", test_damage);

  return g_test_run ();
}
