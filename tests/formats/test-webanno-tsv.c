/* test-webanno-tsv.c
 *
 * WebAnno TSV: the layout of INCEpTION's reference files, our own files come back whole, what other tools write is understood,
 * broken files are told by line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <string.h>

static const ChiosaFormat * const format = &chiosa_format_webanno_tsv;
static GPtrArray *problems;

#define HEAD "#FORMAT=WebAnno TSV 3.3\n"
#define EXAMPLE HEAD \
  "#T_SP=webanno.custom.Span|value\n" \
  "#T_RL=webanno.custom.Relation|value|BT_webanno.custom.Span\n\n\n" \
  "#Text=😀 Ana Ruiz said taxes fell 3%.\n" \
  "1-1\t0-2\t😀\t_\t_\t_\t\n" \
  "1-2\t3-6\tAna\tSource[1]\tattributed\\_to\t1-5[2_1]\t\n" \
  "1-3\t7-11\tRuiz\tSource[1]\t_\t_\t\n" \
  "1-4\t12-16\tsaid\t_\t_\t_\t\n" \
  "1-5\t17-22\ttaxes\tClaim[2]\t_\t_\t\n" \
  "1-6\t23-27\tfell\tClaim[2]\t_\t_\t\n" \
  "1-7\t28-29\t3\tClaim[2]\t_\t_\t\n" \
  "1-8\t29-30\t%\tClaim[2]\t_\t_\t\n" \
  "1-9\t30-31\t.\t_\t_\t_\t\n"

static GPtrArray *
read_with (ChiosaTagset *tagset,
           const char   *content,
           gssize        length,
           GError      **error)
{
  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = g_ptr_array_new_with_free_func (g_free);

  return formats_read_string (format, tagset, NULL, content, length, problems, error);
}

static ChiosaRecord *
read_one (const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_with (NULL, content, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) problems->pdata[i]);

  return g_ptr_array_steal_index (records, 0);
}

static void
assert_problem (const char *words)
{
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], words));
}

static void
assert_fails (const char *content,
              gssize      length,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_with (NULL, content, length, &error);

  g_assert_null (records);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* "2-10;16-29 type/label attribute=value": what one annotation is. */
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

static void
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
}

/* --- Writing -------------------------------------------------------------------------------------------------------- */

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (format, tagset, NULL, record);

  g_assert_cmpstr (chiosa_output_get_main (output)->str, ==,
                   HEAD
                   "#T_SP=webanno.custom.Claim|label\n"
                   "#T_SP=webanno.custom.Source|label\n"
                   "#T_RL=webanno.custom.AttributedTo|BT_webanno.custom.Claim\n\n\n"
                   "#Chiosa.layers=types\n"
                   "#Text=😀 Ana Ruiz said taxes fell 3%.\n"
                   "1-1\t0-2\t😀\t_\t_\t_\t\n"
                   "1-2\t3-6\tAna\t_\tSRC\\_PERSON[1]\t1-5[2_1]\t\n"
                   "1-3\t7-11\tRuiz\t_\tSRC\\_PERSON[1]\t_\t\n"
                   "1-4\t12-16\tsaid\t_\t_\t_\t\n"
                   "1-5\t17-22\ttaxes\tNUMERIC[2]\t_\t_\t\n"
                   "1-6\t23-27\tfell\tNUMERIC[2]\t_\t_\t\n"
                   "1-7\t28-29\t3\tNUMERIC[2]\t_\t_\t\n"
                   "1-8\t29-30\t%\tNUMERIC[2]\t_\t_\t\n"
                   "1-9\t30-31\t.\t_\t_\t_\t\n");
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
}

static void
test_one_layer (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (format, tagset, "layers=one", record);
  const char *text = chiosa_output_get_main (output)->str;

  g_assert_nonnull (strstr (text, "#T_SP=webanno.custom.Span|type|label\n#T_RL=webanno.custom.Relation|label|BT_webanno.custom.Span\n"));
  g_assert_nonnull (strstr (text, "1-2\t3-6\tAna\tsource[1]\tSRC\\_PERSON[1]\tattributed\\_to\t1-5[2_1]\t\n"));
}

static ChiosaRecord *
new_record (const char *text)
{
  return chiosa_record_new ("article", g_strdup (text));
}

static void
add (ChiosaRecord     *record,
     const char       *type,
     const char       *label,
     const ChiosaSpan *spans,
     guint             n)
{
  g_autofree char *id = g_strdup_printf ("a%u", chiosa_record_get_n (record));

  g_assert_true (chiosa_record_add (record, chiosa_annotation_new (id, type, label), spans, n, NULL));
  chiosa_record_order (record);
}

static void
test_parts_and_fragments (void)
{
  const ChiosaSpan inside = { 4, 7 }, pieces[] = { { 0, 3 }, { 10, 12 } };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = new_record ("One splendid two.");
  g_autoptr (ChiosaOutput) output = NULL;

  add (record, "x", "", &inside, 1);
  add (record, "y", "L", pieces, 2);
  output = formats_write_one (format, tagset, NULL, record);

  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str,
                            "#T_SP=webanno.custom.X|\n#T_SP=webanno.custom.Y|label|chiosa_place\n\n\n"
                            "#Chiosa.layers=types\n"
                            "#Text=One splendid two.\n"
                            "1-1\t0-3\tOne\t_\tL[1]\t0-3,10-12[1]\t\n"
                            "1-2\t4-12\tsplendid\t_\t_\t_\t\n"
                            "1-2.1\t4-7\tspl\t*\t_\t_\t\n"
                            "1-2.2\t10-12\tid\t_\tL[2]\t0-3,10-12[2]\t\n"));
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_FRAGMENTS], ==, 1);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_PLACE], ==, 0);
}

/* Fragments that begin or end between words, or lie there, and several annotations on the same ones: whole again, and counted once. */
static void
test_pieces_come_back (void)
{
  const ChiosaSpan pieces[] = { { 0, 3 }, { 8, 13 }, { 15, 23 } }, with_space[] = { { 0, 3 }, { 4, 8 }, { 13, 14 } }, one = { 4, 7 };
  const char * const labels[] = { "L", "L", "M" };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = new_record ("One two three four five.");
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (ChiosaRecord) found = NULL;
  ChiosaLosses *losses;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);
      ChiosaAnnotation *annotation = chiosa_annotation_new (id, "y", labels[i]);

      annotation->note = g_strdup ("why");
      chiosa_annotation_set_attribute (annotation, "kind", CHIOSA_VALUE_TEXT, "k");
      g_assert_true (chiosa_record_add (record, annotation, pieces, 3, NULL));
    }
  add (record, "y", "L", with_space, 3);
  add (record, "x", "", &one, 1);
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r1", "r", "p2", "a4"), NULL));
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r2", "r", "a4", "p2"), NULL));
  output = formats_write_one (format, tagset, "layers=one", record);
  losses = chiosa_output_get_losses (output);
  found = read_one (chiosa_output_get_main (output)->str);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_FRAGMENTS], ==, 4);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_PLACE], ==, 1);
  g_assert_cmpuint (chiosa_losses_total (losses), ==, 5);
  formats_assert_same (record, found, 0);
}

#define PIECES HEAD \
  "#T_SP=webanno.custom.Claim|label|chiosa_place\n" \
  "#T_RL=webanno.custom.R|BT_webanno.custom.Claim\n\n\n" \
  "#Chiosa.layers=types\n" \
  "#Text=One two three\n"

/* What another tool has done to pieces is what holds. */
static void
test_changed_pieces (void)
{
  g_autoptr (ChiosaRecord) joined = read_one (PIECES "1-1\t0-3\tOne\tL[1]\t0-3,8-13[1]\t_\t\n1-2\t4-7\ttwo\tM[3]\t*[3]\t1-3[2_3]\t\n"
                                              "1-3\t8-13\tthree\tL[2]\t0-3,8-13[2]\t_\t\n");
  g_autoptr (ChiosaRecord) removed = NULL;
  g_autoptr (ChiosaRecord) renamed = NULL;
  g_autoptr (ChiosaRecord) moved = NULL;
  g_autoptr (ChiosaRecord) old = NULL;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (chiosa_record_get_n (joined), ==, 2);
  assert_annotation (joined, 0, "0-3;8-13 claim/L");
  assert_relation (joined, 0, "r", 0, 1);

  removed = read_one (PIECES "1-1\t0-3\tOne\t_\t_\t_\t\n1-2\t4-7\ttwo\t_\t_\t_\t\n1-3\t8-13\tthree\tL[2]\t0-3,8-13[2]\t_\t\n");
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (chiosa_record_get_n (removed), ==, 1);
  assert_annotation (removed, 0, "8-13 claim/L");

  renamed = read_one (PIECES "1-1\t0-3\tOne\tL[1]\t0-3,8-13[1]\t_\t\n1-2\t4-7\ttwo\t_\t_\t_\t\n1-3\t8-13\tthree\tM[2]\t0-3,8-13[2]\t_\t\n");
  g_assert_cmpuint (problems->len, ==, 0);
  assert_annotation (renamed, 0, "0-3 claim/L");
  assert_annotation (renamed, 1, "8-13 claim/M");

  moved = read_one (PIECES "1-1\t0-3\tOne\tL[1]\t0-3,8-13[1]\t_\t\n1-2\t4-7\ttwo\tL[1]\t0-3,8-13[1]\t_\t\n1-3\t8-13\tthree\tL[2]\t0-3,8-13[2]\t_\t\n");
  assert_problem ("8: “0-3,8-13” is not the place of the words that are marked");
  assert_annotation (moved, 0, "0-7 claim/L");
  assert_annotation (moved, 1, "8-13 claim/L");

  old = read_one (PIECES "1-1\t0-3\tOne\tL[1]\t*[1]\t_\t\n1-2\t4-7\ttwo\t_\t_\t_\t\n1-3\t8-13\tthree\tL[1]\t*[1]\t_\t\n");
  g_assert_cmpuint (problems->len, ==, 0);
  assert_annotation (old, 0, "0-3;8-13 claim/L");
}

static void
test_white_space (void)
{
  static const char * const texts[] = {
    "One. Two.", "One.\nTwo.", "One.\n\nTwo.", "One.\r\nTwo.\r\n", "One.\n  Two.\n", "  One.  Two.  ", "\nOne.\n", "One.\tTwo.",
    "\tA\\b. C\fd.\vE.\x01 F.", "One.\xe2\x80\xa9Two.", "", "One.\n\n\n   \nTwo.\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
      g_autoptr (ChiosaRecord) record = new_record (texts[i]);
      g_autoptr (ChiosaOutput) output = formats_write_one (format, tagset, NULL, record);
      g_autoptr (ChiosaRecord) found = read_one (chiosa_output_get_main (output)->str);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
      g_assert_cmpstr (found->utf8, ==, texts[i]);
    }
}

static void
test_losses (void)
{
  const ChiosaSpan space = { 3, 4 }, word = { 0, 3 }, with_space = { 4, 8 };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = new_record ("One two three.");
  g_autoptr (ChiosaRecord) empty = new_record (" \n");
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (ChiosaOutput) empty_output = formats_write_one (format, tagset, NULL, empty);
  ChiosaLosses *losses;

  add (record, "x", "", &word, 1);
  add (record, "x", "", &space, 1);
  add (record, "x", "", &with_space, 1);
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r1", "r", "a0", "a1"), NULL));
  output = formats_write_one (format, tagset, NULL, record);
  losses = chiosa_output_get_losses (output);

  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_ANNOTATION], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_RELATION], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_PLACE], ==, 1);
  g_assert_cmpuint (chiosa_losses_total (losses), ==, 3);
  g_assert_cmpuint (chiosa_output_get_losses (empty_output)->counts[CHIOSA_LOSS_WHITE_SPACE], ==, 1);
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (format, NULL, 1, 300, 0);
  formats_assert_round_trip (format, "layers=one", 2, 300, 0);
}

/* What no reader would find out from the names of layers and features alone. */
static void
test_names (void)
{
  const ChiosaSpan span = { 0, 3 }, other = { 4, 7 };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = new_record ("One two three.");
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (ChiosaRecord) found = NULL;
  ChiosaAnnotation *annotation = chiosa_annotation_new ("a9", "my-Type", "");
  ChiosaRelation *relation = chiosa_relation_new ("r1", "my_type", "a9", "a1");

  chiosa_annotation_set_attribute (annotation, "value", CHIOSA_VALUE_TEXT, "");
  chiosa_annotation_set_attribute (annotation, "label", CHIOSA_VALUE_TEXT, "a|b\r\n->c_*");
  chiosa_annotation_set_attribute (annotation, "begin", CHIOSA_VALUE_TEXT, "1");
  g_assert_true (chiosa_record_add (record, annotation, &span, 1, NULL));
  add (record, "my_Type", "", &other, 1);
  relation->note = g_strdup ("why");
  relation->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (relation->attributes, "kind", CHIOSA_VALUE_TEXT, "k");
  g_assert_true (chiosa_record_add_relation (record, relation, NULL));
  output = formats_write_one (format, tagset, NULL, record);
  found = read_one (chiosa_output_get_main (output)->str);

  g_assert_cmpuint (problems->len, ==, 0);
  formats_assert_same (record, found, 0);
  g_assert_cmpstr (chiosa_record_get_relation (found, 0, NULL, NULL)->note, ==, "why");
  g_assert_cmpstr (chiosa_attributes_get (chiosa_record_get_relation (found, 0, NULL, NULL)->attributes, "kind", NULL), ==, "k");
}

/* --- Reading -------------------------------------------------------------------------------------------------------- */

static void
test_read_example (void)
{
  g_autoptr (ChiosaRecord) record = read_one (EXAMPLE);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (record->utf8, ==, "😀 Ana Ruiz said taxes fell 3%.");
  assert_annotation (record, 0, "2-10 span/Source");
  assert_annotation (record, 1, "16-29 span/Claim");
  assert_relation (record, 0, "attributed_to", 1, 0);
}

/* As in GUM: values that are not escaped, one column with values for some of those that are stacked, lines above the first sentence. */
static void
test_stacked_by_number (void)
{
  g_autoptr (ChiosaRecord) record = read_one ("#FORMAT=WebAnno TSV 3.2\n"
                                              "#T_SP=webanno.custom.Referent|entity|identity\n"
                                              "#T_RL=webanno.custom.Coref|type|BT_webanno.custom.Referent\n"
                                              "#Summary=About his school\n\n\n"
                                              "#Text=His school\n"
                                              "1-1\t0-3\tHis\tplace[1]|person[2]\tLord_Byron[2]\tcoref\t2-1[3_2]\t\n"
                                              "1-2\t4-10\tschool\tplace[1]\t_\t_\t_\t\n\n"
                                              "#Text=He\n"
                                              "2-1\t11-13\tHe\tperson[3]\tLord_Byron[3]\t_\t_\t\n");

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (record->utf8, ==, "His school\nHe");
  assert_annotation (record, 0, "0-10 referent/place");
  assert_annotation (record, 1, "0-3 referent/person identity=Lord_Byron");
  assert_annotation (record, 2, "11-13 referent/person identity=Lord_Byron");
  assert_relation (record, 0, "coref", 2, 1);
  g_assert_cmpstr (chiosa_record_get_article (record)->extra, ==, "\"webanno-tsv\":{\"comments\":[[1,\"#Summary=About his school\"]]}");
}

/* A tag set that was made of the file's own names changes nothing: what a relation says stays its type. */
static void
test_known_relation (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = read_with (tagset, HEAD
    "#T_SP=webanno.custom.Claim|label\n#T_RL=webanno.custom.Supports|type|BT_webanno.custom.Claim\n\n\n"
    "#Text=One two\n1-1\t0-3\tOne\tFACT[1]\tcontradicts\t1-2[2_1]\t\n1-2\t4-7\ttwo\tFACT[2]\t_\t_\t\n", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  assert_annotation (records->pdata[0], 0, "0-3 claim/FACT");
  assert_relation (records->pdata[0], 0, "contradicts", 1, 0);
}

static void
test_slots_chains_and_tools (void)
{
  g_autoptr (ChiosaRecord) record = read_one (HEAD
    "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n"
    "#T_SP=webanno.custom.Lu|\n"
    "#T_SP=webanno.custom.Frame|FE|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|webanno.custom.Lu\n"
    "#T_CH=webanno.custom.SimpleLink|referenceRelation|referenceType\n\n\n"
    "#Text=Bob sold his clock\n"
    "1-1\t0-3\tBob\tNNP\t*\t_\t_\t_\tcoref->1-1\tname[1]\t\n"
    "1-2\t4-8\tsold\tVBD\t_\ttransaction\tseller;*\t1-1;1-3[4]\t_\t_\t\n"
    "1-3\t9-12\this\tPRP\t*[4]\t_\t_\t_\t*->1-2\tpr[1]\t\n"
    "1-4\t13-18\tclock\tNN\t*[4]\t_\t_\t_\t_\t_\t\n");
  guint i;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 5);
  g_assert_cmpuint (record->snapshot->relations->len, ==, 3);
  for (i = 0; i < 3; i++)
    {
      guint from, to;
      const ChiosaRelation *relation = chiosa_record_get_relation (record, i, &from, &to);
      g_autofree char *a = describe (record, from), *b = describe (record, to);

      if (g_str_equal (relation->type, "coref"))
        {
          g_assert_cmpstr (a, ==, "0-3 simple/name");
          g_assert_cmpstr (b, ==, "9-12 simple/pr");
          continue;
        }
      g_assert_cmpstr (relation->type, ==, "Roles");
      g_assert_cmpstr (a, ==, "4-8 frame/transaction");
      if (relation->attributes != NULL)
        g_assert_cmpstr (b, ==, "0-3 lu/");
      else
        g_assert_cmpstr (b, ==, "9-18 lu/");
    }
  g_assert_nonnull (strstr (chiosa_record_get_article (record)->extra, "[\"1-1\",\"NNP\"],[\"1-2\",\"VBD\"]"));
}

static void
test_bad_input (void)
{
  g_autoptr (ChiosaRecord) moved = NULL;
  g_autoptr (ChiosaRecord) wrong = NULL;
  g_autoptr (ChiosaRecord) lost = NULL;
  g_autoptr (ChiosaRecord) short_row = NULL;

  assert_fails ("1-1\t0-3\tOne\n", -1, "line 1: ");
  assert_fails ("#FORMAT=WebAnno TSV 2.0\n", -1, "line 1: ");
  assert_fails ("", -1, "line 1: ");
  assert_fails (HEAD "\n\n1-1\t0-3\tOne\n", -1, "line 4: ");
  assert_fails (HEAD "\n\n#Text=One\n1-1\t4000000000-4000000003\tOne\n", -1, "line 5: ");
  assert_fails (HEAD "\n\n#Text=On\xff\n1-1\t0-3\tOne\n", -1, "4");

  moved = read_one (HEAD "#T_SP=l.A|v\n\n\n#Text=😀 a b\n1-1\t0-1\t😀\tx\n1-2\t2-3\ta\ty\n1-3\t4-5\tb\tz\n");
  assert_problem ("6: ");
  assert_annotation (moved, 1, "2-3 a/y");
  assert_annotation (moved, 2, "4-5 a/z");

  wrong = read_one (HEAD "#T_SP=l.A|v\n\n\n#Text=One two\n1-1\t0-3\tUno\tx\n1-2\t4-7\ttwo\ty\n");
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (problems->pdata[0], "6: “Uno” does not stand at 0–3 but “One”"));
  g_assert_cmpuint (chiosa_record_get_n (wrong), ==, 1);

  lost = read_one (HEAD "#T_SP=l.A|v\n#T_RL=l.R|v|BT_l.A\n\n\n#Text=One two\n1-1\t0-3\tOne\tx\tr\t9-9\nrubbish\n1-2\t4-99\tduo\t_\t_\t_\n");
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_cmpuint (chiosa_record_get_n (lost), ==, 1);

  short_row = read_one (HEAD "#T_SP=l.A|v\n\n\n#Text=One\n1-1\t0-3\tOne\n");
  assert_problem ("6: ");
  g_assert_cmpstr (short_row->utf8, ==, "One");
}

/* A file may end anywhere: an article, or an error, and never a crash. */
static void
test_truncated (void)
{
  for (gsize length = 0; length < strlen (EXAMPLE); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = read_with (NULL, EXAMPLE, length, &error);

      g_assert_true ((records == NULL) == (error != NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/webanno-tsv/the-example-is-written-as-specified", test_example);
  g_test_add_func ("/webanno-tsv/one-layer-holds-all-on-request", test_one_layer);
  g_test_add_func ("/webanno-tsv/borders-inside-words-are-rows-of-their-own", test_parts_and_fragments);
  g_test_add_func ("/webanno-tsv/fragments-are-pieces-and-come-back-whole", test_pieces_come_back);
  g_test_add_func ("/webanno-tsv/a-changed-piece-is-one-no-more", test_changed_pieces);
  g_test_add_func ("/webanno-tsv/white-space-comes-back", test_white_space);
  g_test_add_func ("/webanno-tsv/what-is-lost-is-counted", test_losses);
  g_test_add_func ("/webanno-tsv/articles-come-back", test_round_trip);
  g_test_add_func ("/webanno-tsv/names-come-back", test_names);
  g_test_add_func ("/webanno-tsv/the-example-is-read", test_read_example);
  g_test_add_func ("/webanno-tsv/stacked-values-are-told-apart-by-number", test_stacked_by_number);
  g_test_add_func ("/webanno-tsv/a-tag-set-does-not-change-relations", test_known_relation);
  g_test_add_func ("/webanno-tsv/slots-and-chains-are-relations", test_slots_chains_and_tools);
  g_test_add_func ("/webanno-tsv/bad-input-is-told-by-line", test_bad_input);
  g_test_add_func ("/webanno-tsv/a-file-may-end-anywhere", test_truncated);

  return g_test_run ();
}
