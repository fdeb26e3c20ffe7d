/* test-conllu.c
 *
 * CoNLL-U and CoNLL-U Plus: everything of an article there and back, what other people's files become, and what is said of bad ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <string.h>

#define FORMAT (&chiosa_format_conllu)

static GPtrArray *
read_all (const char *content,
          gssize      length,
          GPtrArray  *problems)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = formats_read_string (FORMAT, NULL, NULL, content, length, problems, &error);

  g_assert_no_error (error);

  return records;
}

/* "Ana Ruiz=PER" for each annotation, pieces parted by "+". */
static char *
describe (const ChiosaRecord *record)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      guint n_spans;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n_spans);

      g_string_append (out, i > 0 ? "; " : "");
      for (guint k = 0; k < n_spans; k++)
        {
          g_autofree char *words = g_utf8_substring (record->utf8, spans[k].start, spans[k].end);

          g_string_append_printf (out, "%s%s", k > 0 ? "+" : "", words);
        }
      g_string_append_printf (out, "=%s", chiosa_record_get (record, i)->label);
    }

  return g_string_free (out, FALSE);
}

/* @problem: in the only problem; NULL: none. */
static void
assert_read (const char *content,
             const char *text,
             const char *annotations,
             const char *problem)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_all (content, -1, problems);
  g_autofree char *found = NULL;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("problem %s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, problem != NULL);
  if (problem != NULL)
    g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), problem));
  g_assert_cmpuint (records->len, ==, 1);
  found = describe (g_ptr_array_index (records, 0));
  g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, 0))->utf8, ==, text);
  g_assert_cmpstr (found, ==, annotations);
}

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) plus = formats_write_one (FORMAT, tagset, NULL, record);
  g_autoptr (ChiosaOutput) plain = formats_write_one (FORMAT, tagset, "columns=conllu", record);
  const char *head =
    "# newdoc id = article-1\n"
    "# chiosa.relation = {\"id\":\"r1\",\"type\":\"attributed_to\",\"from\":\"s2\",\"to\":\"s1\"}\n"
    "# newpar id = article-1-p1\n"
    "# sent_id = article-1-s1\n"
    "# text = 😀 Ana Ruiz said taxes fell 3%.\n"
    "# chiosa.annotation = {\"id\":\"s1\",\"type\":\"source\",\"label\":\"SRC_PERSON\",\"origin\":\"hand\"}\n"
    "# chiosa.annotation = {\"id\":\"s2\",\"type\":\"claim\",\"label\":\"NUMERIC\",\"origin\":\"hand\"}\n";
  g_autofree char *expected_plus = g_strconcat (head,
    "1\t😀\t_\t_\t_\t_\t_\t_\t_\t_\tO\n"
    "2\tAna\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=(s1\tB-SRC_PERSON\n"
    "3\tRuiz\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=s1)\tI-SRC_PERSON\n"
    "4\tsaid\t_\t_\t_\t_\t_\t_\t_\t_\tO\n"
    "5\ttaxes\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=(s2\tB-NUMERIC\n"
    "6\tfell\t_\t_\t_\t_\t_\t_\t_\t_\tI-NUMERIC\n"
    "7\t3\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\tI-NUMERIC\n"
    "8\t%\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=s2)|SpaceAfter=No\tI-NUMERIC\n"
    "9\t.\t_\t_\t_\t_\t_\t_\t_\t_\tO\n\n", NULL);
  g_autofree char *expected_plain = g_strconcat (head,
    "1\t😀\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tAna\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=(s1|Span=B-SRC_PERSON\n"
    "3\tRuiz\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=s1)|Span=I-SRC_PERSON\n"
    "4\tsaid\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "5\ttaxes\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=(s2|Span=B-NUMERIC\n"
    "6\tfell\t_\t_\t_\t_\t_\t_\t_\tSpan=I-NUMERIC\n"
    "7\t3\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Span=I-NUMERIC\n"
    "8\t%\t_\t_\t_\t_\t_\t_\t_\tChiosaSpans=s2)|SpaceAfter=No|Span=I-NUMERIC\n"
    "9\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n", NULL);

  g_assert_cmpstr (chiosa_output_get_main (plus)->str, ==, expected_plus);
  g_assert_cmpstr (chiosa_output_get_main (plain)->str, ==, expected_plain);
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (plus)), ==, 0);
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (FORMAT, NULL, g_test_rand_int (), 150, 0);
  formats_assert_round_trip (FORMAT, "columns=conllu", g_test_rand_int (), 150, 0);
}

/* Ids, who made it and what other programs added too, and a name that is no plain one. */
static void
test_details (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new (" a/b = c\n", g_strdup (" \r\n\tOne \xC2\xA0two\xE2\x80\x8B three.\xE2\x80\xA8"
                                                                               "Four \\| five\n\n \xF0\x9D\x95\x8F \xE2\x80\x8F \t"));
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *content = NULL;
  ChiosaAnnotation *annotation = chiosa_annotation_new ("An_id-1", "entity", "PERSON");
  ChiosaRelation *relation = chiosa_relation_new ("Rel-9", "same", "An_id-1", "two");
  const ChiosaSpan pieces[] = { { 5, 6 }, { 9, 10 }, { 21, 24 } };
  const ChiosaSpan across = { 4, 28 };
  ChiosaRecord *found;

  annotation->creator = g_strdup ("Ann|\t=x");
  annotation->created = g_strdup ("2026-01-02T03:04:05Z");
  annotation->suggester = g_strdup ("dictionary");
  annotation->confidence = g_strdup ("0.750");
  annotation->origin = CHIOSA_ORIGIN_SUGGESTION;
  annotation->extra = g_strdup ("\"brat\":\n  {\"x\": [1, 2]}");
  annotation->edited = annotation->review = TRUE;
  chiosa_annotation_set_attribute (annotation, "checked", CHIOSA_VALUE_FLAG, "true");
  chiosa_annotation_set_attribute (annotation, "number", CHIOSA_VALUE_NUMBER, "1.50");
  chiosa_annotation_set_attribute (annotation, "text", CHIOSA_VALUE_TEXT, "true");
  relation->note = g_strdup ("line\nline");
  relation->extra = g_strdup ("\"k\":null");
  g_assert_true (chiosa_record_add (record, annotation, pieces, 3, NULL));
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("two", "entity", ""), &across, 1, NULL));
  g_assert_true (chiosa_record_add_relation (record, relation, NULL));
  record->annotator = g_strdup ("Zoë");
  chiosa_record_order (record);

  output = formats_write_one (FORMAT, NULL, NULL, record);
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str, "SpacesBefore=\\s\\r\\n\\t"));
  content = g_strconcat ("# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC CHIOSA:SPAN\n",
                         chiosa_output_get_main (output)->str, NULL);
  records = read_all (content, -1, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("problem %s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 1);
  found = g_ptr_array_index (records, 0);
  formats_assert_same (record, found, 0);
  g_assert_cmpstr (found->name, ==, record->name);
  g_assert_cmpstr (found->annotator, ==, "Zoë");
  g_assert_cmpstr (chiosa_record_get (found, 0)->id, ==, "two");
  g_assert_cmpstr (chiosa_record_get (found, 1)->extra, ==, "\"brat\":   {\"x\": [1, 2]}");
  g_assert_cmpstr (chiosa_record_get (found, 1)->confidence, ==, "0.750");
  g_assert_cmpstr (chiosa_record_get (found, 1)->creator, ==, "Ann|\t=x");
  g_assert_true (chiosa_record_get (found, 1)->edited && chiosa_record_get (found, 1)->review);
  g_assert_true (chiosa_record_get (found, 1)->origin == CHIOSA_ORIGIN_SUGGESTION);
  g_assert_cmpstr (chiosa_record_get_relation (found, 0, NULL, NULL)->id, ==, "Rel-9");
  g_assert_cmpstr (chiosa_record_get_relation (found, 0, NULL, NULL)->note, ==, "line\nline");
}

static void
test_losses (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("One  two."));
  g_autoptr (ChiosaRecord) empty = chiosa_record_new ("e", g_strdup (" \n"));
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (ChiosaOutput) nothing = NULL;
  const ChiosaSpan moved = { 0, 4 };
  const ChiosaSpan blank = { 3, 5 };

  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("a1", "a", "x"), &moved, 1, NULL));
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("a2", "a", "y"), &blank, 1, NULL));
  output = formats_write_one (FORMAT, NULL, NULL, record);
  nothing = formats_write_one (FORMAT, NULL, NULL, empty);

  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_PLACE], ==, 1);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_ANNOTATION], ==, 1);
  g_assert_cmpuint (chiosa_output_get_losses (nothing)->counts[CHIOSA_LOSS_ARTICLE], ==, 1);
  g_assert_cmpuint (chiosa_output_get_losses (nothing)->counts[CHIOSA_LOSS_WHITE_SPACE], ==, 1);
  g_assert_cmpstr (chiosa_output_get_main (nothing)->str, ==, "");
}

static void
test_foreign_columns (void)
{
  assert_read ("# global.columns = ID FORM MISC FCA:SPAN\n# newdoc id = article-1\n# sent_id = article-1-s1\n# text = 😀 Ana Ruiz said taxes fell 3%.\n"
               "1\t😀\t_\tO\n2\tAna\t_\tB-Source\n3\tRuiz\t_\tI-Source\n4\tsaid\t_\tO\n5\ttaxes\t_\tB-Claim\n6\tfell\t_\tI-Claim\n"
               "7\t3\tSpaceAfter=No\tI-Claim\n8\t%\tSpaceAfter=No\tI-Claim\n9\t.\t_\tO\n\n",
               "😀 Ana Ruiz said taxes fell 3%.", "Ana Ruiz=Source; taxes fell 3%=Claim", NULL);
  assert_read ("# newdoc id = article-1\n# text = 😀 Ana Ruiz said\n"
               "1\t😀\t_\tX\t_\t_\t0\troot\t_\t_\n2\tAna\t_\tX\t_\t_\t1\tdep\t_\tSpan=B-Source\n3\tRuiz\t_\tX\t_\t_\t1\tdep\t_\tSpan=I-Source\n"
               "4\tsaid\t_\tX\t_\t_\t1\tdep\t_\t_\n\n",
               "😀 Ana Ruiz said", "Ana Ruiz=Source", "UPOS, HEAD, DEPREL");
}

static void
test_ranges_and_empty_nodes (void)
{
  assert_read ("# text = Vámonos al mar.\n"
               "1-2\tVámonos\t_\t_\t_\t_\t_\t_\t_\t_\n1\tVamos\t_\t_\t_\t_\t_\t_\t_\t_\n2\tnos\t_\t_\t_\t_\t_\t_\t_\tSpan=B-PER\n"
               "3-4\tal\t_\t_\t_\t_\t_\t_\t_\t_\n3\ta\t_\t_\t_\t_\t_\t_\t_\t_\n4\tel\t_\t_\t_\t_\t_\t_\t_\tSpan=B-LOC\n"
               "5\tmar\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Span=I-LOC\n5.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_\n6\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
               "Vámonos al mar.", "Vámonos=PER; al mar=LOC", NULL);
}

static void
test_entities (void)
{
  assert_read ("# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity\n# meta::title = Hello\n# newdoc id = GUM_x\n"
               "1\tAna\t_\t_\t_\t_\t_\t_\t_\tEntity=(1-person-new-n-cf1-1-coref-Ana\n2\tof\t_\t_\t_\t_\t_\t_\t_\t_\n"
               "3\tRome\t_\t_\t_\t_\t_\t_\t_\tEntity=(2-place-new-n-cf2-1-sgl-Rome)1)\n\n",
               "Ana of Rome", "Ana of Rome=person; Rome=place", NULL);
  assert_read ("# global.Entity = eid-etype-head-other\n"
               "1\tA\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1[1/2]-person-1-\n2\tb\t_\t_\t_\t_\t_\t_\t_\tEntity=e1[1/2])\n"
               "3\tc\t_\t_\t_\t_\t_\t_\t_\tEntity=(e2--1-)\n4\td\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1[2/2]-person-1-)\n4.1\t_\t_\t_\t_\t_\t_\t_\t_\tEntity=(e3-x-1-)\n\n",
               "A b c d", "A b+d=person; c=mention", NULL);
  assert_read ("1\tA\t_\t_\t_\t_\t_\t_\t_\tEntity=(e1-person-1-\n\n", "A", "", "does not end");
  assert_read ("1\tA\t_\t_\t_\t_\t_\t_\t_\tEntity=e1)\n\n", "A", "", "did not begin");
}

static void
test_white_space (void)
{
  assert_read ("# newpar\n1\tA\t_\t_\t_\t_\t_\t_\t_\tSpacesBefore=\\s\\t|SpacesAfter=\\n\\r\\p\\\\\\u00A0\\U0001F600\\q\n2\tb\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n"
               "1\tc\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newpar\n1\td\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\n\n\n",
               " \tA\n\r|\\\xC2\xA0😀\\qbc\nd\n", "", NULL);
  /* SpaceAfter is missing, but the text has it. */
  assert_read ("# text = (a) b.\n1\t(\t_\t_\t_\t_\t_\t_\t_\t_\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n3\t)\t_\t_\t_\t_\t_\t_\t_\t_\n"
               "4\tb\t_\t_\t_\t_\t_\t_\t_\t_\n5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "(a) b.", "", NULL);
}

static void
test_documents (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_all ("# newdoc id = one\n1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tb\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
                                            "# newdoc\n1\tC\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = two/three\n1\tD\t_\t_\t_\t_\t_\t_\t_\t_\n", -1, problems);
  static const char *const expected[] = { "one", "A b", "input-0002", "C", "two/three", "D" };

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, i))->name, ==, expected[2 * i]);
      g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, i))->utf8, ==, expected[2 * i + 1]);
    }
}

/* Tags that somebody added to a file of ours are not passed over. */
static void
test_tags_of_others (void)
{
  const char *head = "# global.columns = ID FORM MISC CHIOSA:SPAN\n# chiosa.annotation = {\"id\":\"a1\",\"type\":\"span\",\"label\":\"X\"}\n";
  g_autofree char *same = g_strconcat (head, "1\tA\tChiosaSpans=(a1\tB-X\n2\tb\tChiosaSpans=a1)\tI-X\n3\tc\t_\tO\n\n", NULL);
  g_autofree char *more = g_strconcat (head, "1\tA\tChiosaSpans=(a1\tB-X\n2\tb\tChiosaSpans=a1)\tI-X\n3\tc\t_\tB-X\n4\td\t_\tB-Y\n\n", NULL);

  assert_read (same, "A b c", "A b=X", NULL);
  assert_read (more, "A b c d", "A b=X; c=X; d=Y", NULL);
}

static void
test_bad_input (void)
{
#define REST "\t_\t_\t_\t_\t_\t_\t_\t"
  static const struct { const char *content; const char *problem; const char *text; } cases[] = {
    { "1\tA" REST "_\n2\tb\xFF" REST "_\n3\tc" REST "_\n\n", "line 2: byte 4 is not UTF-8", "A c" },
    { "1\tA" REST "_\n2\tb\n", "2: the line has 2 columns instead of 10", "A b" },
    { "1\tA" REST "_\n2\n", "2: the line has", NULL },
    { "1\tA" REST "_\nx\tb" REST "_\n\n", "2: “x” is no number of a word", "A" },
    { "1\tA" REST "_\n5-3\tb" REST "_\n\n", "2: “5-3” is no number of a word", "A" },
    { "1\tA" REST "_\n2-3x\tb" REST "_\n2\tb" REST "_\n\n", "2: “2-3x” is no number of a word", "A b" },
    { "# text = A b\n1\tA" REST "_\n2\tc" REST "_\n\n", "1: the words are not those of", "A c" },
    { "1\tA" REST "ChiosaSpans=(a1\n\n", "1: “a1” is marked here", "A" },
    { "1\tA" REST "ChiosaSpans=(a1:7)\n\n", NULL, "A" },
    { "1\tA" REST "ChiosaSpans=a1)\n\n", NULL, "A" },
    { "1\tA" REST "ChiosaSpans=(a1),\n\n", NULL, "A" },
    { "1\tA" REST "ChiosaSpans=(a1:99999999999999999999)\n\n", "is no mark", "A" },
    { "1\tA" REST "ChiosaSpans=((\n\n", "1: “((” is no mark", "A" },
    { "# chiosa.annotation = {\"id\":\"a1\",\"type\":\"x\"}\n1\tA" REST "_\n\n", "1: the annotation “a1” has no place", "A" },
    { "# chiosa.annotation = {\"id\":\n1\tA" REST "_\n\n", "1: the comment “chiosa.annotation” is no JSON", "A" },
    { "# chiosa.annotation = [1]\n1\tA" REST "_\n\n", "1: the comment “chiosa.annotation” is no JSON", "A" },
    { "# chiosa.annotation = {\"id\":\"a b\",\"type\":\"x\"}\n1\tA" REST "_\n\n", "1: an annotation needs an id", "A" },
    { "# chiosa.relation = {\"id\":\"r\",\"type\":\"x\",\"from\":\"a\",\"to\":\"b\"}\n1\tA" REST "_\n\n", "1: the relation “r”", "A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_all (cases[i].content, -1, problems);

      g_assert_cmpuint (problems->len, >=, 1);
      if (cases[i].problem != NULL)
        g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), cases[i].problem));
      g_assert_cmpuint (records->len, ==, 1);
      if (cases[i].text != NULL)
        g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, 0))->utf8, ==, cases[i].text);
      g_assert_cmpuint (chiosa_record_get_n (g_ptr_array_index (records, 0)), ==, 0);
    }
}

static void
test_hopeless_input (void)
{
  static const struct { const char *content; const char *message; } cases[] = {
    { "", "no words" },
    { "# newdoc id = a\n\n", "no words" },
    { "# global.columns = ID LEMMA\n1\ta\n", "line 1: there is no column FORM" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (formats_read_string (FORMAT, NULL, NULL, cases[i].content, -1, problems, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

/* A written file cut anywhere, or with bytes changed, is read or refused. */
static void
test_broken_files (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (FORMAT, tagset, i % 2 ? NULL : "columns=conllu", record);
      GString *content = chiosa_output_get_main (output);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GError) error = NULL;

      if (i % 3 == 0)
        g_string_truncate (content, g_rand_int_range (rand, 0, content->len));
      else
        for (guint k = 0; k < 20; k++)
          content->str[g_rand_int_range (rand, 0, content->len)] = "\t\n_()-,:1a|=#\xFF"[g_rand_int_range (rand, 0, 15)];
      records = formats_read_string (FORMAT, tagset, NULL, content->str, content->len, problems, &error);
      g_assert_true ((records == NULL) == (error != NULL));
    }
}

static void
test_guess (void)
{
  static const struct { const char *name, *head; guint least, most; } cases[] = {
    { "a.txt", "# global.columns = ID FORM\n", 90, 100 },
    { "a.conllu", "# newdoc id = a\n", 90, 100 },
    { "a.conllu", "1\tA\t_\t_\t_\t_\t0\troot\t_\t_\n", 90, 100 },
    { "a.conllu", "0\tOn\tO\n1\tAmazon\tB-ORG\n", 0, 0 },
    { "a.txt", "# A heading\n", 0, 0 },
    { "a.conll", "EU NNP B-NP B-ORG\n", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint sure = FORMAT->guess (cases[i].name, cases[i].head, strlen (cases[i].head));

      g_assert_cmpuint (sure, >=, cases[i].least);
      g_assert_cmpuint (sure, <=, cases[i].most);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conllu/the-example", test_example);
  g_test_add_func ("/conllu/round-trip", test_round_trip);
  g_test_add_func ("/conllu/details-and-odd-white-space", test_details);
  g_test_add_func ("/conllu/losses-are-counted", test_losses);
  g_test_add_func ("/conllu/columns-of-others", test_foreign_columns);
  g_test_add_func ("/conllu/ranges-and-empty-nodes", test_ranges_and_empty_nodes);
  g_test_add_func ("/conllu/entities", test_entities);
  g_test_add_func ("/conllu/white-space", test_white_space);
  g_test_add_func ("/conllu/documents", test_documents);
  g_test_add_func ("/conllu/tags-of-others", test_tags_of_others);
  g_test_add_func ("/conllu/bad-lines-are-named", test_bad_input);
  g_test_add_func ("/conllu/hopeless-files-are-refused", test_hopeless_input);
  g_test_add_func ("/conllu/broken-files", test_broken_files);
  g_test_add_func ("/conllu/guess", test_guess);

  return g_test_run ();
}
