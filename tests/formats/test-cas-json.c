/* test-cas-json.c
 *
 * UIMA CAS JSON: what we write is what INCEpTION and dkpro-cassis take, our own files come back whole, what other tools write is
 * understood, broken files are told by line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-json.h"
#include "chiosa-tagset-file.h"

#include <string.h>

static const ChiosaFormat * const format = &chiosa_format_cas_json;
static GPtrArray *problems;

#define TEXT "😀 Ana Ruiz said taxes fell 3%."
#define SOFA "{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaNum\":1,\"sofaID\":\"_InitialView\",\"mimeType\":\"text\",\"sofaString\":\"" TEXT "\"},\n"
#define EXAMPLE "{\"%TYPES\":{\n" \
  "\"custom.Span\":{\"%NAME\":\"custom.Span\",\"%SUPER_TYPE\":\"uima.tcas.Annotation\"," \
  "\"label\":{\"%NAME\":\"label\",\"%RANGE\":\"uima.cas.String\"}},\n" \
  "\"custom.Relation\":{\"%NAME\":\"custom.Relation\",\"%SUPER_TYPE\":\"uima.tcas.Annotation\"," \
  "\"Dependent\":{\"%NAME\":\"Dependent\",\"%RANGE\":\"custom.Span\"},\"Governor\":{\"%NAME\":\"Governor\",\"%RANGE\":\"custom.Span\"}," \
  "\"label\":{\"%NAME\":\"label\",\"%RANGE\":\"uima.cas.String\"}}},\n" \
  "\"%FEATURE_STRUCTURES\":[\n" SOFA \
  "{\"%ID\":2,\"%TYPE\":\"uima.tcas.DocumentAnnotation\",\"@sofa\":1,\"begin\":0,\"end\":31,\"language\":\"en\"},\n" \
  "{\"%ID\":3,\"%TYPE\":\"custom.Span\",\"@sofa\":1,\"begin\":3,\"end\":11,\"label\":\"SOURCE\"},\n" \
  "{\"%ID\":4,\"%TYPE\":\"custom.Span\",\"@sofa\":1,\"begin\":17,\"end\":30,\"label\":\"CLAIM\"},\n" \
  "{\"%ID\":5,\"%TYPE\":\"custom.Relation\",\"@sofa\":1,\"begin\":17,\"end\":30,\"@Dependent\":4,\"@Governor\":3,\"label\":\"attributed_to\"}],\n" \
  "\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[2,3,4,5]}}}\n"
/* @structures: behind the text, from line 3 on. */
#define FILE_WITH(structures) "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":[\n" SOFA structures "],\"%VIEWS\":{}}"

static GPtrArray *
read_with (const char  *content,
           gssize       length,
           GError     **error)
{
  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = g_ptr_array_new_with_free_func (g_free);

  return formats_read_string (format, NULL, NULL, content, length, problems, error);
}

static ChiosaRecord *
read_one (const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_with (content, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) problems->pdata[i]);

  return g_ptr_array_steal_index (records, 0);
}

static void
assert_fails (const char *content,
              gssize      length,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_with (content, length, &error);

  g_assert_null (records);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
assert_problem (const char *words)
{
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], words));
}

static char *
describe (const ChiosaRecord *record,
          guint               i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n);
  GString *out = g_string_new (NULL);

  for (guint k = 0; k < n; k++)
    g_string_append_printf (out, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, k > 0 ? ";" : "", spans[k].start, spans[k].end);
  g_string_append_printf (out, " %s/%s", annotation->type, annotation->label);
  for (guint k = 0; k < chiosa_attributes_get_n (annotation->attributes); k++)
    {
      const char *value;
      const char *name = chiosa_attributes_nth (annotation->attributes, k, NULL, &value);

      g_string_append_printf (out, " %s=%s", name, value);
    }

  return g_string_free (out, FALSE);
}

static void
assert_annotation (const ChiosaRecord *record,
                   guint               i,
                   const char         *expected)
{
  g_autofree char *found = NULL;

  g_assert_cmpuint (i, <, chiosa_record_get_n (record));
  found = describe (record, i);
  g_assert_cmpstr (found, ==, expected);
}

static const ChiosaRelation *
assert_relation (const ChiosaRecord *record,
                 guint               i,
                 const char         *type,
                 guint               from,
                 guint               to)
{
  guint a, b;
  const ChiosaRelation *relation = chiosa_record_get_relation (record, i, &a, &b);

  g_assert_nonnull (relation);
  g_assert_cmpstr (relation->type, ==, type);
  g_assert_cmpuint (a, ==, from);
  g_assert_cmpuint (b, ==, to);

  return relation;
}

/* --- Writing -------------------------------------------------------------------------------------------------------- */

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (format, tagset, NULL, record);
  const char *text = chiosa_output_get_main (output)->str;

  g_assert_true (chiosa_json_check (text, strlen (text), "", NULL));
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
  g_assert_nonnull (strstr (text, "\"webanno.custom.Claim\":{\"%NAME\":\"webanno.custom.Claim\",\"%SUPER_TYPE\":\"uima.tcas.Annotation\",\"%DESCRIPTION\":\"claim\","
                                  "\"label\":{\"%NAME\":\"label\",\"%RANGE\":\"uima.cas.String\"}"));
  g_assert_nonnull (strstr (text, "\"Governor\":{\"%NAME\":\"Governor\",\"%RANGE\":\"webanno.custom.Claim\"},"
                                  "\"Dependent\":{\"%NAME\":\"Dependent\",\"%RANGE\":\"webanno.custom.Source\"}"));
  g_assert_nonnull (strstr (text, "\"%FEATURE_STRUCTURES\":[\n" "{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaNum\":1,\"sofaID\":\"_InitialView\","
                                  "\"mimeType\":\"text\",\"sofaString\":\"" TEXT "\"},\n"));
  g_assert_nonnull (strstr (text, "\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence\",\"@sofa\":1,\"begin\":0,\"end\":31}"));
  g_assert_nonnull (strstr (text, "{\"%ID\":14,\"%TYPE\":\"webanno.custom.Source\",\"@sofa\":1,\"begin\":3,\"end\":11,\"label\":\"SRC_PERSON\",\"id\":\"s1\""));
  g_assert_nonnull (strstr (text, "{\"%ID\":15,\"%TYPE\":\"webanno.custom.Claim\",\"@sofa\":1,\"begin\":17,\"end\":30,\"label\":\"NUMERIC\",\"id\":\"s2\""));
  g_assert_nonnull (strstr (text, "{\"%ID\":16,\"%TYPE\":\"webanno.custom.AttributedTo\",\"@sofa\":1,\"begin\":3,\"end\":11,\"@Governor\":15,\"@Dependent\":14,\"id\":\"r1\"}"));
  g_assert_true (g_str_has_suffix (text, "\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}}}\n"));
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (format, NULL, 1, 300, 0);
  formats_assert_round_trip (format, "layers=one", 2, 300, 0);
}

/* What the format carries beside the usual: who, when, from where, what another program left; names that are none for Java. */
static void
test_everything (void)
{
  const ChiosaSpan span = { 0, 3 }, pieces[] = { { 0, 1 }, { 4, 5 } };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("input", g_strdup ("One two."));
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (ChiosaRecord) found = NULL;
  ChiosaAnnotation *annotation = chiosa_annotation_new ("a9", "my-Type", "");
  ChiosaRelation *relation = chiosa_relation_new ("r7", "my_type", "a9", "b1");
  ChiosaArticle *article = chiosa_record_edit_article (record);
  guint i;

  annotation->origin = CHIOSA_ORIGIN_SUGGESTION;
  annotation->suggester = g_strdup ("dictionary");
  annotation->creator = g_strdup ("ana");
  annotation->created = g_strdup ("2026-01-01T00:00:00Z");
  annotation->confidence = g_strdup ("0.50");
  annotation->review = TRUE;
  annotation->extra = g_strdup ("\"brat\":{\"x\":[1,2]}");
  chiosa_annotation_set_attribute (annotation, "value", CHIOSA_VALUE_TEXT, "");
  chiosa_annotation_set_attribute (annotation, "label", CHIOSA_VALUE_JSON, "{\"a\":[1]}");
  chiosa_annotation_set_attribute (annotation, "be-gin", CHIOSA_VALUE_NUMBER, "1.250");
  chiosa_annotation_set_attribute (annotation, "sure", CHIOSA_VALUE_FLAG, "false");
  g_assert_true (chiosa_record_add (record, annotation, &span, 1, NULL));
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("b1", "my_Type", "L"), pieces, 2, NULL));
  relation->note = g_strdup ("why");
  relation->creator = g_strdup ("bo");
  relation->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (relation->attributes, "type", CHIOSA_VALUE_TEXT, "k");
  g_assert_true (chiosa_record_add_relation (record, relation, NULL));
  article->note = g_strdup ("a note");
  article->extra = g_strdup ("\"x\":1");
  article->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (article->attributes, "n", CHIOSA_VALUE_NUMBER, "1.0");
  chiosa_record_order (record);

  output = formats_write_one (format, tagset, NULL, record);
  found = read_one (chiosa_output_get_main (output)->str);

  g_assert_cmpuint (problems->len, ==, 0);
  formats_assert_same (record, found, 0);
  g_assert_true (chiosa_record_find (found, "a9", &i));
  g_assert_true (chiosa_annotation_equal (chiosa_record_get (found, i), annotation));
  g_assert_true (chiosa_relation_equal (chiosa_record_get_relation (found, 0, NULL, NULL), relation));
  g_assert_true (chiosa_article_equal (chiosa_record_get_article (found), article));
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_FRAGMENTS], ==, 1);
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 1);
}

/* --- Reading -------------------------------------------------------------------------------------------------------- */

static void
test_read_example (void)
{
  g_autoptr (ChiosaRecord) record = read_one (EXAMPLE);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (record->utf8, ==, TEXT);
  assert_annotation (record, 0, "2-10 span/SOURCE");
  assert_annotation (record, 1, "16-29 span/CLAIM");
  assert_relation (record, 0, "attributed_to", 0, 1);
  g_assert_cmpstr (chiosa_record_get_article (record)->language, ==, "en");
  g_assert_null (chiosa_record_get_article (record)->extra);
}

static void
test_other_features (void)
{
  g_autoptr (ChiosaRecord) record = read_one (FILE_WITH (
    "{\"%ID\":2,\"%TYPE\":\"my.CitedSource\",\"^begin\":3,\"^end\":11,\"value\":\"PERSON\",\"sure\":true,\"score\":0.50,\"#odd\":\"NaN\",\"none\":null},\n"
    "{\"%ID\":3,\"%TYPE\":\"my.Plain\",\"@sofa\":1,\"begin\":17,\"end\":22,\"@about\":2,\"@many\":4,\"@words\":5,\"@roles\":7,\"@lost\":99},\n"
    "{\"%ID\":4,\"%TYPE\":\"my.CitedSource[]\",\"%ELEMENTS\":[2]},\n"
    "{\"%ID\":5,\"%TYPE\":\"uima.cas.StringArray\",\"%ELEMENTS\":[\"a\",\"b\"]},\n"
    "{\"%ID\":6,\"%TYPE\":\"my.Link\",\"role\":\"who\",\"@target\":2},\n"
    "{\"%ID\":7,\"%TYPE\":\"my.Link[]\",\"%ELEMENTS\":[6]},\n"
    "{\"%ID\":8,\"%TYPE\":\"my.Global\",\"x\":1}\n"));
  const ChiosaRelation *relation;
  guint n = 0;

  g_assert_cmpuint (problems->len, ==, 0);
  assert_annotation (record, 0, "2-10 cited_source/PERSON odd=NaN score=0.50 sure=true");
  assert_annotation (record, 1, "16-21 plain/ words=[\"a\",\"b\"]");
  for (; (relation = chiosa_record_get_relation (record, n, NULL, NULL)) != NULL; n++)
    {
      g_assert_nonnull (strstr ("about many roles", relation->type));
      if (g_str_equal (relation->type, "roles"))
        g_assert_cmpstr (chiosa_attributes_get (relation->attributes, "role", NULL), ==, "who");
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (chiosa_record_get (record, 1)->extra, ==, "\"cas-json-references\":{\"lost\":99}");
  g_assert_nonnull (strstr (chiosa_record_get_article (record)->extra, "{\"%ID\":8,\"%TYPE\":\"my.Global\",\"x\":1}"));
  g_assert_null (strstr (chiosa_record_get_article (record)->extra, "my.Link"));
}

static void
test_views_and_tools (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_with (
    " \n{\"%TYPES\":{\"my.Meta\":{\"%NAME\":\"my.Meta\",\"%SUPER_TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData\"}},\"more\":[1],"
    "\"%FEATURE_STRUCTURES\":[\n" SOFA
    "{\"%ID\":2,\"%TYPE\":\"uima.cas.Sofa\",\"sofaNum\":2,\"sofaID\":\"other\",\"sofaString\":\"Two\\nlines.\"},\n"
    "{\"%ID\":3,\"%TYPE\":\"uima.cas.Sofa\",\"sofaNum\":3,\"sofaID\":\"picture\",\"sofaURI\":\"file:a.png\"},\n"
    "{\"%ID\":4,\"%TYPE\":\"x.A\",\"begin\":4,\"end\":9},\n"
    "{\"%ID\":5,\"%TYPE\":\"my.Meta\",\"@sofa\":1,\"begin\":0,\"end\":31,\"documentTitle\":\"Taxes\",\"language\":\"x-unspecified\"},\n"
    "{\"%ID\":6,\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token\",\"@sofa\":1,\"begin\":0,\"end\":2,\"order\":0},\n"
    "{\"%ID\":7,\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS\",\"@sofa\":1,\"begin\":0,\"end\":2,\"PosValue\":\"UH\"}],\n"
    "\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[5]},\"other\":{\"%SOFA\":2,\"%MEMBERS\":[4]}}}", -1, &error);
  const ChiosaArticle *article;

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (((ChiosaRecord *) records->pdata[1])->name, ==, "input-other");
  assert_annotation (records->pdata[1], 0, "4-9 a/");
  g_assert_cmpuint (chiosa_record_get_n (records->pdata[0]), ==, 0);
  article = chiosa_record_get_article (records->pdata[0]);
  g_assert_cmpstr (article->title, ==, "Taxes");
  g_assert_null (article->language);
  g_assert_true (g_str_has_prefix (article->extra, "\"cas-json\":{\"more\":[1],"));
  g_assert_nonnull (strstr (article->extra, "\"PosValue\":\"UH\""));
  g_assert_nonnull (strstr (article->extra, "file:a.png"));
  g_assert_null (strstr (article->extra, "type.Token"));
}

static void
test_bad_input (void)
{
  g_autoptr (ChiosaRecord) inside = NULL;
  g_autoptr (ChiosaRecord) behind = NULL;
  g_autoptr (ChiosaRecord) empty = NULL;
  g_autoptr (ChiosaRecord) broken = NULL;
  g_autoptr (ChiosaRecord) twice = NULL;

  assert_fails ("", -1, "line 1");
  assert_fails ("[]", -1, "line 1: ");
  assert_fails ("{}", -1, "line 1: ");
  assert_fails ("{\n\"%FEATURE_STRUCTURES\":[],}", -1, "2");
  assert_fails ("{\n\n\"%FEATURE_STRUCTURES\":[]}", -1, "line 3: ");
  assert_fails ("{\"a\":\"\xff\"}", -1, "8");

  inside = read_one (FILE_WITH ("{\"%ID\":2,\"%TYPE\":\"x.A\",\"@sofa\":1,\"begin\":1,\"end\":11},\n"
                                "{\"%ID\":3,\"%TYPE\":\"x.A\",\"@sofa\":1,\"begin\":3,\"end\":11}\n"));
  assert_problem ("3: 1–11 of “x.A”");
  assert_annotation (inside, 0, "2-10 a/");
  behind = read_one (FILE_WITH ("{\"%ID\":2,\"%TYPE\":\"x.A\",\"@sofa\":1,\"begin\":3,\"end\":99}\n"));
  assert_problem ("3: 3–99 of “x.A”");
  empty = read_one (FILE_WITH ("{\"%ID\":2,\"%TYPE\":\"x.A\",\"@sofa\":1,\"begin\":3,\"end\":3}\n"));
  assert_problem ("3: ");
  broken = read_one (FILE_WITH ("{\"%ID\":2,\"begin\":3},\n{\"%ID\":3,\"%TYPE\":\"x.R\",\"@sofa\":1,\"begin\":3,\"end\":4,\"@Governor\":1,\"@Dependent\":7}\n"));
  g_assert_cmpuint (problems->len, ==, 2);
  twice = read_one (FILE_WITH ("{\"%ID\":2,\"%TYPE\":\"x.A\",\"begin\":3,\"end\":6},\n{\"%ID\":2,\"%TYPE\":\"x.B\",\"begin\":3,\"end\":6}\n"));
  assert_problem ("4: ");
  g_assert_cmpuint (chiosa_record_get_n (twice), ==, 2);
}

/* Every beginning of a file is an error, told with its line, and never a crash. */
static void
test_truncated (void)
{
  for (gsize length = 0; length + 2 < strlen (EXAMPLE); length += 3)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = read_with (EXAMPLE, length, &error);

      g_assert_null (records);
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cas-json/the-example-is-written-as-specified", test_example);
  g_test_add_func ("/cas-json/articles-come-back", test_round_trip);
  g_test_add_func ("/cas-json/everything-comes-back", test_everything);
  g_test_add_func ("/cas-json/the-example-is-read", test_read_example);
  g_test_add_func ("/cas-json/features-are-labels-attributes-and-relations", test_other_features);
  g_test_add_func ("/cas-json/texts-are-articles-and-the-tools-own-is-kept", test_views_and_tools);
  g_test_add_func ("/cas-json/bad-input-is-told-by-line", test_bad_input);
  g_test_add_func ("/cas-json/a-file-cut-short-is-an-error", test_truncated);

  return g_test_run ();
}
