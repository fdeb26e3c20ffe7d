/* test-brat.c
 *
 * brat standoff: what we write is what brat reads, comes back as it was, and what others write is understood or told by line.
 * With --read FILE… reads those and prints what is in them: for corpora that are not in the repository.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-brat-config.h"
#include "chiosa-tagset-collector.h"
#include "chiosa-tagset-file.h"

#include <string.h>

static GPtrArray *problems;
static char *folder;

/* --- A folder with files, read -------------------------------------------------------------------------------------- */

static void
begin (void)
{
  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = g_ptr_array_new_with_free_func (g_free);
  folder = formats_make_folder ();
}

static void
end (void)
{
  formats_remove_folder (folder);
}

static void
put (const char *name,
     const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static ChiosaRecord *
read_name (const char   *name,
           ChiosaTagset *tagset)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = formats_read (&chiosa_format_brat, tagset, NULL, path, problems, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);

  return g_ptr_array_steal_index (records, 0);
}

static ChiosaRecord *
read_two (const char   *text,
          const char   *ann,
          ChiosaTagset *tagset)
{
  ChiosaRecord *record;

  begin ();
  put ("a.txt", text);
  put ("a.ann", ann);
  record = read_name ("a.ann", tagset);
  end ();

  return record;
}

static void
assert_problem (guint       i,
                const char *start,
                const char *words)
{
  const char *problem;

  g_assert_cmpuint (i, <, problems->len);
  problem = g_ptr_array_index (problems, i);
  if (!g_str_has_prefix (problem, start) || strstr (problem, words) == NULL)
    g_test_message ("the problem is: %s", problem);
  g_assert_true (g_str_has_prefix (problem, start));
  g_assert_nonnull (strstr (problem, words));
}

static void
assert_spans (const ChiosaRecord *record,
              const char         *id,
              const char         *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);
  const ChiosaSpan *spans;
  guint i, n;

  g_assert_true (chiosa_record_find (record, id, &i));
  spans = chiosa_record_get_spans (record, i, &n);
  for (guint s = 0; s < n; s++)
    g_string_append_printf (found, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, s > 0 ? " " : "", spans[s].start, spans[s].end);
  g_assert_cmpstr (found->str, ==, expected);
}

static const ChiosaAnnotation *
find (const ChiosaRecord *record,
      const char         *id)
{
  guint i;

  g_assert_true (chiosa_record_find (record, id, &i));

  return chiosa_record_get (record, i);
}

static const ChiosaRelation *
find_relation (const ChiosaRecord *record,
               const char         *id)
{
  const ChiosaRelation *relation;

  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    if (g_str_equal (relation->id, id))
      return relation;

  g_assert_not_reached ();
}

static guint
count_relations (const ChiosaRecord *record)
{
  guint n = 0;

  while (chiosa_record_get_relation (record, n, NULL, NULL) != NULL)
    n++;

  return n;
}

/* --- Writing -------------------------------------------------------------------------------------------------------- */

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_brat, tagset, NULL, record);
  const char *extension;

  g_assert_cmpstr (chiosa_output_get_main (output)->str, ==,
                   "T1\tSRC_PERSON 2 10\tAna Ruiz\n"
                   "T2\tNUMERIC 16 29\ttaxes fell 3%\n"
                   "R1\tattributed_to Arg1:T2 Arg2:T1\t\n");
  g_assert_cmpstr (chiosa_output_nth_file (output, 0, &extension)->str, ==, "😀 Ana Ruiz said taxes fell 3%.");
  g_assert_cmpstr (extension, ==, ".txt");
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
}

static void
add (ChiosaRecord     *record,
     ChiosaAnnotation *annotation,
     gsize             start,
     gsize             end_,
     gsize             start2,
     gsize             end2)
{
  ChiosaSpan spans[] = { { start, end_ }, { start2, end2 } };
  g_autoptr (GError) error = NULL;

  chiosa_record_add (record, annotation, spans, end2 > 0 ? 2 : 1, &error);
  g_assert_no_error (error);
}

static ChiosaRecord *
make_full_record (void)
{
  ChiosaRecord *record = chiosa_record_new ("full", g_strdup ("Ana Ruiz\r\nof Turin\tsaid: “no”.\nEnd"));
  ChiosaAnnotation *entity = chiosa_annotation_new ("T7", "entity", "PERSON");
  ChiosaAnnotation *claim = chiosa_annotation_new ("c", "claim", "FACT");
  ChiosaRelation *relation = chiosa_relation_new ("x", "attributed_to", "c", "s");

  chiosa_annotation_set_attribute (entity, "kb_id", CHIOSA_VALUE_TEXT, "Q64");
  chiosa_annotation_set_attribute (entity, "mention", CHIOSA_VALUE_TEXT, "nominal");
  chiosa_annotation_set_attribute (claim, "verdict_note", CHIOSA_VALUE_TEXT, "line one\n\n\tline three ");
  chiosa_annotation_set_attribute (claim, "negated", CHIOSA_VALUE_FLAG, "true");
  claim->note = g_strdup ("check\nthis");
  add (record, entity, 0, 8, 0, 0);
  /* Over the line break, and in two pieces. */
  add (record, claim, 4, 18, 25, 29);
  add (record, chiosa_annotation_new ("s", "source", "SRC_PERSON"), 0, 3, 0, 0);
  relation->note = g_strdup ("sure?");
  g_assert_true (chiosa_record_add_relation (record, relation, NULL));
  chiosa_record_order (record);

  return record;
}

static void
test_full (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = make_full_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_brat, tagset, NULL, record);
  g_autoptr (ChiosaRecord) back = NULL;
  const char *extension;

  g_assert_cmpstr (chiosa_output_get_main (output)->str, ==,
                   "T7\tPERSON 0 8\tAna Ruiz\n"
                   "T1\tSRC_PERSON 0 3\tAna\n"
                   "T2\tFACT 4 8;10 18;25 29\tRuiz of Turin “no”\n"
                   "R1\tattributed_to Arg1:T2 Arg2:T1\t\n"
                   "N1\tReference T7 Wikidata:Q64\tAna Ruiz\n"
                   "A1\tmention T7 nominal\n"
                   "A2\tnegated T2\n"
                   "#1\tverdict_note T2\tline one\n"
                   "#2\tverdict_note T2\t\n"
                   "#3\tverdict_note T2\t\tline three \n"
                   "#4\tAnnotatorNotes T2\tcheck\n"
                   "#5\tAnnotatorNotes T2\tthis\n"
                   "#6\tAnnotatorNotes R1\tsure?\n");

  back = read_two (chiosa_output_nth_file (output, 0, &extension)->str, chiosa_output_get_main (output)->str, tagset);
  g_assert_cmpuint (problems->len, ==, 0);
  formats_assert_same (record, back, 0);
  g_assert_cmpstr (find_relation (back, "R1")->note, ==, "sure?");
  g_assert_null (find (back, "T7")->extra);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  guint n_whole = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_brat, tagset, NULL, record);
      const ChiosaLosses *losses = chiosa_output_get_losses (output);
      g_autoptr (ChiosaRecord) back = NULL;
      const char *extension;

      back = read_two (chiosa_output_nth_file (output, 0, &extension)->str, chiosa_output_get_main (output)->str, tagset);
      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (record->utf8, ==, back->utf8);
      g_assert_cmpuint (chiosa_record_get_n (record), ==, chiosa_record_get_n (back));
      /* Two pieces with a line break between them are one for brat. */
      if (losses->counts[CHIOSA_LOSS_FRAGMENTS] > 0)
        continue;
      n_whole++;
      formats_assert_same (record, back, CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE));
      g_assert_cmpuint (chiosa_losses_total (losses), ==, losses->counts[CHIOSA_LOSS_ARTICLE]);
    }
  g_assert_cmpuint (n_whole, >, 150);
}

/* brat's own tag set, without one, and with ids that brat has given: nothing changes on the second way. */
static void
test_without_tagset (void)
{
  static const char ann[] =
    "T2\tCity 7 12\tTurin\nT9\tPerson 0 3\tAna\nR4\tLives Arg1:T9 Arg2:T2\t\nA1\tNegated T2\nA2\tKind T9 short\n"
    "#1\tLemma T9\tana maria\n#2\tAnnotatorNotes T2\thm\n";
  g_autoptr (ChiosaRecord) record = read_two ("Ana of Turin", ann, NULL);
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_brat, NULL, NULL, record);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (find (record, "T9")->type, ==, "span");
  g_assert_cmpstr (find (record, "T9")->label, ==, "Person");
  g_assert_cmpstr (chiosa_annotation_get_attribute (find (record, "T9"), "Lemma"), ==, "ana maria");
  g_assert_cmpstr (chiosa_output_get_main (output)->str, ==,
                   "T9\tPerson 0 3\tAna\nT2\tCity 7 12\tTurin\nR4\tLives Arg1:T9 Arg2:T2\t\nA1\tKind T9 short\nA2\tNegated T2\n"
                   "#1\tLemma T9\tana maria\n#2\tAnnotatorNotes T2\thm\n");
}

static void
test_losses (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("losses", g_strdup ("a\nb\n\nc"));
  ChiosaAnnotation *noted = chiosa_annotation_new ("a1", "claim", "FACT");
  g_autoptr (ChiosaOutput) output = NULL;
  const ChiosaLosses *losses;

  noted->note = g_strdup ("one\r\ntwo");
  chiosa_annotation_set_attribute (noted, "strange", CHIOSA_VALUE_JSON, "[1,2]");
  add (record, noted, 0, 1, 0, 0);
  add (record, chiosa_annotation_new ("a2", "claim", ""), 3, 5, 0, 0);       /* nothing but line breaks */
  add (record, chiosa_annotation_new ("a3", "claim", ""), 0, 2, 0, 0);       /* ends in one */
  add (record, chiosa_annotation_new ("a4", "claim", ""), 0, 1, 2, 3);       /* two pieces, a line break between them */
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r1", "same_as", "a2", "a1"), NULL));
  chiosa_record_order (record);

  output = formats_write_one (&chiosa_format_brat, tagset, NULL, record);
  losses = chiosa_output_get_losses (output);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_NOTE], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_ATTRIBUTE], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_ANNOTATION], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_RELATION], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_PLACE], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_FRAGMENTS], ==, 1);
}

/* --- Events --------------------------------------------------------------------------------------------------------- */

static const char conf[] =
  "# A comment\n"
  "[spans]\n"
  "Protein|Gene_product\n"
  "Simple chemical\tx:Protein\n"
  "!Place\n"
  "\tCell\n"
  "\tTissue\n"
  "----------\n"
  "[events]\n"
  "<MOLECULE>=Protein|Tissue\n"
  "Binding\tTheme+:<MOLECULE>, Site?:Cell\n"
  "!Change\n"
  "\tGrowth|GO:0040007\tTheme:<EVENT>, Cause?:<EVENT>|Protein\n"
  "\t\tFast-growth\t<INHERIT>, Rate{1-2}:<ANY>\n"
  "[relations]\n"
  "Equiv\tArg1:Protein, Arg2:Protein, <REL-TYPE>:symmetric-transitive\n"
  "Part-of\tArg1:Protein, Arg2:<MOLECULE>|<EVENT>\n"
  "ENTITY-NESTING\tArg1:Protein, Arg2:Protein\n"
  "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n"
  "[attributes]\n"
  "Negation\tArg:<EVENT>\n"
  "Confidence\tArg:<EVENT>|Protein, Value:High|Low+er, <DEFAULT>:High\n"
  "Place-kind\tArg:Place, Value:a|b\n";

static const char visual[] =
  "[labels]\nProtein | Protein, of any kind | Prot\nTheme | the theme\n[drawing]\nProtein\tbgColor:#7FA2FF, fgColor:white\nTheme color:#112233\nCell bgColor:red\n";

static void
note_problem (const char *file,
              guint       line,
              const char *message,
              gpointer    data)
{
  g_ptr_array_add (problems, g_strdup_printf ("%s:%u: %s", file, line, message));
}

static ChiosaTagset *
read_config (const char *config,
             const char *looks)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagset *tagset;

  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = g_ptr_array_new_with_free_func (g_free);
  tagset = chiosa_brat_config_read (config, looks, "2 bio", note_problem, NULL, &error);
  g_assert_no_error (error);

  return tagset;
}

static void
test_config (void)
{
  g_autoptr (ChiosaTagset) tagset = read_config (conf, visual);
  const ChiosaSpanType *span = chiosa_tagset_find_type (tagset, "span"), *event = chiosa_tagset_find_type (tagset, "event");
  const ChiosaRelationType *theme = chiosa_tagset_find_relation (tagset, "Theme"), *part;
  const ChiosaAttributeType *attribute;
  guint n;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (chiosa_tagset_get_id (tagset), ==, "brat-2_bio");
  g_assert_cmpuint (span->n_labels, ==, 4);
  g_assert_cmpstr (span->labels[0].name, ==, "Protein, of any kind");
  g_assert_cmpstr (span->labels[0].guideline, ==, "Gene_product");
  g_assert_cmpstr (span->labels[0].color, ==, "#7fa2ff");
  g_assert_cmpint (span->labels[0].key, ==, '1');
  g_assert_cmpstr (span->labels[1].id, ==, "Simple_chemical");
  g_assert_cmpstr (span->labels[1].name, ==, "Simple chemical");
  g_assert_cmpstr (span->labels[2].id, ==, "Cell");
  g_assert_cmpstr (span->labels[2].guideline, ==, "Place › Cell");
  g_assert_cmpuint (event->n_labels, ==, 3);
  g_assert_cmpstr (event->labels[1].guideline, ==, "Change › Growth\nGO:0040007\nTheme:<EVENT>\nCause?:<EVENT>|Protein");
  g_assert_cmpstr (event->labels[2].guideline, ==, "Growth › Fast-growth\nTheme:<EVENT>\nCause?:<EVENT>|Protein\nRate{1-2}:<ANY>");
  g_assert_cmpstr (theme->tag.name, ==, "the theme");
  g_assert_cmpstr (theme->tag.color, ==, "#112233");
  g_assert_true (chiosa_tagset_may_join (tagset, "Theme", "event", "span"));
  g_assert_true (chiosa_tagset_may_join (tagset, "Theme", "event", "event"));
  g_assert_false (chiosa_tagset_may_join (tagset, "Site", "event", "event"));
  g_assert_true (chiosa_tagset_may_join (tagset, "Rate", "event", "event"));
  g_assert_true (chiosa_tagset_find_relation (tagset, "Equiv")->transitive);
  part = chiosa_tagset_find_relation (tagset, "Part-of");
  g_assert_cmpstr (part->tag.guideline, ==, "Protein → Protein|Tissue|<EVENT>");
  g_assert_true (chiosa_tagset_may_join (tagset, "Part-of", "span", "event"));
  g_assert_null (chiosa_tagset_find_relation (tagset, "ENTITY-NESTING"));
  g_assert_cmpint (chiosa_tagset_find_attribute (tagset, "event", "Negation")->kind, ==, CHIOSA_ATTRIBUTE_FLAG);
  g_assert_null (chiosa_tagset_find_attribute (tagset, "span", "Negation"));
  attribute = chiosa_tagset_find_attribute (tagset, "span", "Confidence");
  g_assert_cmpstr (attribute->labels[0], ==, "Protein");
  g_assert_cmpstr (attribute->values[1].id, ==, "Low_er");
  g_assert_cmpstr (attribute->guideline, ==, "<DEFAULT>:High");
  g_assert_null (attribute->default_value);
  g_assert_null (chiosa_tagset_find_attribute (tagset, "event", "Confidence")->labels);
  g_assert_null (chiosa_tagset_find_attribute (tagset, "span", "Place-kind")->labels);
  chiosa_tagset_get_relations (tagset, &n);
  g_assert_cmpuint (n, ==, 6);
}

static const char bio[] = "Binding of p53 and p21 grows. Growth binds.";
static const char events[] =
  "T1\tProtein 11 14\tp53\n"
  "T2\tProtein 19 22\tp21\n"
  "T3\tBinding 0 7\tBinding\n"
  "T4\tGrowth 30 36\tGrowth\n"
  "E1\tBinding:T3 Theme:T1 Theme2:T2\n"
  "E2\tBinding:T3 Theme:T2 \n"
  "E3\tGrowth:T4 Theme:E1 Cause:T1\n"
  "M1\tNegation E3\n"
  "A2\tConfidence E2 Low+er\n"
  "*\tEquiv T1 T2\n"
  "#1\tAnnotatorNotes E2\tsecond\n";

/* Whatever the order of roles, and also where an event that has only "Theme2" has brought that into the tag set. */
static void
test_numbered_roles (void)
{
  static const char ann[] = "T1\tProtein 11 14\tp53\nT2\tProtein 19 22\tp21\nT3\tBinding 0 7\tBinding\nT4\tGrowth 30 36\tGrowth\n"
                            "E1\tBinding:T3 Theme2:T2 Theme:T1\nE2\tGrowth:T4 Theme2:T1\n";
  g_autoptr (ChiosaRecord) record = read_two (bio, ann, NULL);
  g_autoptr (ChiosaTagsetCollector) collector = chiosa_tagset_collector_new ();
  g_autoptr (ChiosaTagset) tagset = NULL;
  g_autoptr (ChiosaRecord) again = NULL;

  chiosa_tagset_collector_add (collector, record);
  tagset = chiosa_tagset_collector_build (collector, NULL, "bio", "bio", NULL);
  again = read_two (bio, ann, tagset);

  g_assert_cmpstr (find_relation (again, "E1-1")->type, ==, "Theme");
  g_assert_cmpstr (find_relation (again, "E1-1")->to, ==, "T2");
  g_assert_cmpstr (find_relation (again, "E1-2")->type, ==, "Theme");
  g_assert_cmpstr (find_relation (again, "E2-1")->type, ==, "Theme2");
}

static void
test_events (void)
{
  g_autoptr (ChiosaTagset) tagset = read_config (conf, NULL);
  g_autoptr (ChiosaRecord) record = read_two (bio, events, tagset), back = NULL;
  g_autoptr (ChiosaOutput) output = NULL;
  const char *extension;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 5);
  g_assert_cmpstr (find (record, "T3")->type, ==, "event");
  g_assert_cmpstr (find (record, "T3")->label, ==, "Binding");
  assert_spans (record, "E2", "0-7");
  g_assert_cmpstr (find (record, "E2")->note, ==, "second");
  g_assert_cmpstr (chiosa_annotation_get_attribute (find (record, "E2"), "Confidence"), ==, "Low_er");
  g_assert_cmpstr (chiosa_annotation_get_attribute (find (record, "T4"), "Negation"), ==, "true");
  g_assert_cmpuint (count_relations (record), ==, 6);
  g_assert_cmpstr (find_relation (record, "E1-2")->type, ==, "Theme");
  g_assert_cmpstr (find_relation (record, "E1-2")->to, ==, "T2");
  g_assert_cmpstr (find_relation (record, "E3-1")->to, ==, "T3");
  g_assert_nonnull (strstr (find (record, "T3")->extra, "\"brat\":{\"lines\":[\"E1\\tBinding:T3 Theme:T1 Theme2:T2\"]}"));

  output = formats_write_one (&chiosa_format_brat, tagset, NULL, record);
  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str, "E3\tGrowth:T4 Theme:E2 Cause:T1\n"));
  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str, "A1\tConfidence E1 Low+er\n"));
  back = read_two (chiosa_output_nth_file (output, 0, &extension)->str, chiosa_output_get_main (output)->str, tagset);
  g_assert_cmpuint (problems->len, ==, 0);
  formats_assert_same (record, back, 0);
}

/* Without a tag set triggers are events all the same; equivalence is the tag set's “same as” where it has one. */
static void
test_events_alone (void)
{
  g_autoptr (ChiosaRecord) record = read_two (bio, events, NULL), other = NULL;
  g_autoptr (ChiosaTagset) builtin = chiosa_tagset_builtin ();

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (find (record, "T4")->type, ==, "event");
  g_assert_cmpstr (find (record, "T1")->type, ==, "span");
  g_assert_cmpstr (find_relation (record, "equiv10-1")->type, ==, "Equiv");
  g_assert_cmpstr (find_relation (record, "E1-2")->type, ==, "Theme");

  other = read_two ("Ana Bo", "T1\tPERSON 0 3\tAna\nT2\tPERSON 4 6\tBo\n*\tEquiv T1 T2\n", builtin);
  g_assert_cmpstr (find_relation (other, "equiv3-1")->type, ==, "same_as");
}

/* --- Files of others ------------------------------------------------------------------------------------------------ */

static void
test_pieces (void)
{
  g_autoptr (ChiosaRecord) record = read_two ("one\ntwo\r\n\r\nthree, four", "T1\tX 4 7;0 3\tone two\nT2\tX 4 7;11 16;18 22\ttwo three four\nT3\tX 0 7\tone two\n"
                                                                         "T4\tX 0 3;18 22\tonefour\nT5\tX 0 3\nT6\tX 0 3\tone  \n", NULL);

  g_assert_cmpuint (problems->len, ==, 1);
  assert_problem (0, "1: ", "“T1”");
  assert_spans (record, "T2", "4-16 18-22");
  assert_spans (record, "T3", "0-7");
  assert_spans (record, "T4", "0-3 18-22");
  assert_spans (record, "T5", "0-3");
  assert_spans (record, "T6", "0-3");
}

static void
test_bionlp (void)
{
  g_autoptr (ChiosaRecord) record = NULL;

  begin ();
  put ("b.txt", bio);
  put ("b.a1", "T1\tProtein 11 14\tp53\n");
  put ("b.a2", "T3\tBinding 0 7\tBinding\nE1\tBinding:T3 Theme:T1\nT4\tX 90 91\tx\n");
  record = read_name ("b.a1", NULL);
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 2);
  g_assert_cmpuint (count_relations (record), ==, 1);
  g_assert_cmpuint (problems->len, ==, 1);
  assert_problem (0, "0: ", "b.a2”, line 3: 90–91");
  end ();
}

static void
test_byte_order_mark (void)
{
  g_autoptr (ChiosaRecord) counted = read_two ("\xef\xbb\xbf" "Ana Bo", "T1\tX 1 4\tAna\n", NULL);
  g_autoptr (ChiosaRecord) left_out = read_two ("\xef\xbb\xbf" "Ana Bo", "T1\tX 0 3\tAna\n", NULL);

  g_assert_cmpstr (counted->utf8, ==, "Ana Bo");
  assert_spans (counted, "T1", "0-3");
  assert_spans (left_out, "T1", "0-3");
}

static void
test_strange_lines (void)
{
  static const char ann[] =
    "T1\tX 0 3\tAna\nT2\tX 4 6\tBo\n"
    "A1\tKind T1 a\nA2\tKind T1 b\n"
    "N1\tReference T1 Wikidata:Q1\tAna\nN2\tReference T1 GND:7\tAna of Turin\nN3\tReference T2 GND:8\tBo\n"
    "#1\tAnnotatorNotes A1\tabout the kind\n#2\tLemma T2\tbo\n#3\tLemma T2\tBO\n"
    "R1\tLoves Subj:T1 Obj:T2\n#4\tSure R1\tyes\nA3\tNegated R1\nR2\tHates Arg2:T1 Arg1:T2\n";
  g_autoptr (ChiosaRecord) record = read_two ("Ana Bo", ann, NULL);
  const ChiosaAnnotation *ana = find (record, "T1"), *bo = find (record, "T2");
  const ChiosaRelation *loves = find_relation (record, "R1");

  g_assert_cmpuint (problems->len, ==, 1);
  assert_problem (0, "4: ", "“Kind” of “T1” has several values");
  g_assert_cmpstr (chiosa_annotation_get_attribute (ana, "Kind"), ==, "a");
  g_assert_cmpstr (chiosa_annotation_get_attribute (ana, "kb_id"), ==, "Q1");
  g_assert_cmpstr (chiosa_annotation_get_attribute (bo, "kb_id"), ==, "GND:8");
  g_assert_cmpstr (ana->extra, ==, "\"brat\":{\"lines\":[\"A2\\tKind T1 b\",\"N2\\tReference T1 GND:7\\tAna of Turin\",\"#1\\tAnnotatorNotes A1\\tabout the kind\"]}");
  g_assert_cmpstr (chiosa_annotation_get_attribute (bo, "Lemma"), ==, "bo\nBO");
  g_assert_cmpstr (loves->from, ==, "T1");
  g_assert_cmpstr (loves->extra, ==, "\"brat\":{\"lines\":[\"R1\\tLoves Subj:T1 Obj:T2\"]}");
  g_assert_cmpstr (chiosa_attributes_get (loves->attributes, "Sure", NULL), ==, "yes");
  g_assert_cmpstr (chiosa_attributes_get (loves->attributes, "Negated", NULL), ==, "true");
  g_assert_cmpstr (find_relation (record, "R2")->from, ==, "T2");
}

/* A message shows the place where words differ, however far it is from their beginning. */
static void
test_where_words_differ (void)
{
  const char *text = "The ministry said on Monday that the tunnel under the harbour of Aldera would not be built before 2031 after all.\n";
  const char *ann = "T1\tClaim 0 61;65 111\tThe ministry said on Monday that the tunnel under the harbour Aldera would be built before 2031 after all.\n"
                    "T2\tClaim 0 112\tThe ministry said on Monday that the tunnel under the harbour of Aldera would be built before 2031 after all\n";
  g_autoptr (ChiosaRecord) record = read_two (text, ann, NULL);

  g_assert_cmpuint (problems->len, ==, 2);
  assert_problem (0, "1: ", "“T1” should be “…arbour Aldera would be built before 2031 after all.”, "
                            "but there the text has “…arbour Aldera would not be built");
  assert_problem (1, "2: ", "“T2” should be “…our of Aldera would be built before 2031 after all”, "
                            "but there the text has “…our of Aldera would not be built before 2031 after all”");
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 0);
}

/* Each is told by its line and stays with the article. */
static void
test_bad_lines (void)
{
  static const struct { const char *line, *words; } cases[] = {
    { "nonsense", "no line of an annotation" }, { "T2 X 0 3\tAna", "no line" }, { "X9\tfoo", "no line" },
    { "T2\tX 0\tA", "TYPE START END" }, { "T2\tX -1 3\tAna", "TYPE START END" }, { "T2\tX 0 3;\tAna", "TYPE START END" },
    { "T2\tX 0 99999999999999999999\tAna", "TYPE START END" }, { "T2\tX 3 0\tAna", "3–0 is no place" }, { "T2\tX 0 0\t", "0–0 is no place" },
    { "T2\tX 0 8\tAna Bo", "0–8 is no place in a text of 7 characters" }, { "T2\tX 0 3\tBo", "“T2” should be “Bo”, but there the text has “Ana”" },
    { "T2\tX 0 3;2 5\tAna a B", "overlap" }, { "T1\tX 0 3\tAna", "twice" },
    { "E1\tFoo:T8 A:T1", "“E1” leads to “T8”" }, { "E1\tFoo A:T1", "TYPE:TRIGGER" }, { "E1\t", "TYPE:TRIGGER" },
    { "R1\tX Arg1:T1 Arg2:T9", "“X” leads to “T9”, which is not there" }, { "R1\tX Arg1:T1 Arg2:T1", "itself" }, { "R1\tX Arg1:T1", "Arg1:ID" },
    { "R1\tX Arg1:T1 Arg2:T1 Arg3:T1", "Arg1:ID" }, { "*\tEquiv T1", "TYPE ID ID" }, { "*\tEquiv T1 T9", "T9" },
    { "A1\tKind T9 a", "“A1” speaks of “T9”" }, { "A1\tKind", "NAME ID" }, { "M1\t", "NAME ID" }, { "N1\tReference T1 Q64\tx", "DATABASE:KEY" },
    { "N1\tReference T9 A:B\tx", "T9" }, { "#1\tAnnotatorNotes\tx", "TYPE ID" }, { "#1\tAnnotatorNotes T9\tx", "T9" }, { "# free words", "no line" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ann = g_strdup_printf ("T1\tX 0 3\tAna\n\n%s\n", cases[i].line);
      g_autoptr (ChiosaRecord) record = read_two ("Ana Bo.", ann, NULL);
      g_autofree char *escaped = g_strescape (cases[i].line, "–“”");
      const char *extra = chiosa_record_get_article (record)->extra;

      g_test_message ("%s", cases[i].line);
      g_assert_cmpuint (problems->len, ==, 1);
      assert_problem (0, "3: ", cases[i].words);
      g_assert_nonnull (extra);
      g_assert_nonnull (strstr (extra, escaped));
      g_assert_true (chiosa_record_find (record, "T1", NULL));
    }
}

static void
test_bad_files (void)
{
  g_autoptr (ChiosaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  begin ();
  put ("a.ann", "T1\tX 0 3\tAna\n");
  path = g_build_filename (folder, "a.ann", NULL);
  g_assert_null (formats_read (&chiosa_format_brat, NULL, NULL, path, problems, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "a.txt"));
  g_clear_error (&error);

  put ("a.txt", "\xff\xfe\xfd");
  g_assert_null (formats_read (&chiosa_format_brat, NULL, NULL, path, problems, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  put ("a.txt", "Ana");
  put ("a.ann", "T1\tX 0 3\tAna\nT2\tX 0 \xff\tA\nT3\tX 0 1\tA");
  record = read_name ("a.ann", NULL);
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 2);
  assert_problem (0, "0: ", "line 2: byte 8 is not UTF-8");
  end ();
}

/* Cut anywhere a file gives what is whole, and tells of the rest. */
static void
test_cut (void)
{
  for (gsize n = 0; n < strlen (events); n += 3)
    {
      g_autofree char *ann = g_strndup (events, n);
      g_autoptr (ChiosaRecord) record = read_two (bio, ann, NULL);

      g_assert_cmpuint (problems->len, <=, 1);
      g_assert_cmpstr (record->utf8, ==, bio);
    }
}

/* The first counts, however often. */
static void
test_same_ids (void)
{
  g_autoptr (ChiosaRecord) record = read_two ("Ana Bo", "T1\tX 0 3\tAna\nT1\tX 4 6\tBo\nT1\tX 0 3\tAna\nT2\tX 4 6\tBo\nT1\tX 4 6\tBo\n", NULL);

  g_assert_cmpuint (problems->len, ==, 3);
  assert_problem (2, "5: ", "twice");
  assert_spans (record, "T1", "0-3");
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 2);
}

/* Long annotations of which there are many, and more line breaks than anybody has, take no time. */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new ("a"), ann = g_string_new (NULL);
  g_autoptr (ChiosaRecord) record = NULL;
  const ChiosaSpan *spans;
  guint i, n;

  for (guint c = 0; c < 1000000; c++)
    g_string_append_c (text, '\n');
  g_string_append_c (text, 'b');
  for (guint t = 1; t <= 20000; t++)
    g_string_append_printf (ann, "T%u\tX 0 1000002\t%s\nT%u\tX 0 1;1000001 1000002\ta b\n", t, t % 2 ? "" : "x", t + 20000);

  record = read_two (text->str, ann->str, NULL);
  g_assert_cmpuint (problems->len, ==, 10000);
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 30000);
  g_assert_true (chiosa_record_find (record, "T20001", &i));
  spans = chiosa_record_get_spans (record, i, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (spans[1].start, ==, 1000001);
}

/* --- Configurations ------------------------------------------------------------------------------------------------- */

static void
test_config_written (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin (), back = NULL;
  g_autofree char *config = chiosa_brat_config_write (tagset), *looks = chiosa_brat_config_write_visual (tagset);

  g_assert_true (g_str_has_prefix (config, "[entities]\nentity\n\tPERSON\n\tORG\n"));
  g_assert_nonnull (strstr (config, "\n[relations]\n"));
  g_assert_nonnull (strstr (config, "\n[events]\n"));
  g_assert_nonnull (strstr (config, "\n[attributes]\n"));
  g_assert_nonnull (strstr (config, "\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"));
  g_assert_nonnull (strstr (config, "\nattributed_to\tArg1:claim|FACT|NUMERIC|CAUSAL|PREDICTION|POSITION|OPINION, Arg2:source|"));
  g_assert_nonnull (strstr (config, ", <REL-TYPE>:symmetric-transitive\n"));
  g_assert_nonnull (strstr (config, "|claim|FACT"));
  g_assert_null (strstr (config, "verdict_note"));

  back = read_config (config, looks);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (chiosa_tagset_find_label (back, "span", "NUMERIC")->color, ==, chiosa_tagset_find_type (tagset, "claim")->tag.color);
  g_assert_nonnull (chiosa_tagset_find_relation (back, "attributed_to"));
  g_assert_cmpuint (chiosa_tagset_find_attribute (back, "span", "verdict")->n_values, ==,
                    chiosa_tagset_find_attribute (tagset, "claim", "verdict")->n_values);
}

static void
test_config_with_events_written (void)
{
  g_autoptr (ChiosaTagset) tagset = read_config (conf, NULL), back = NULL;
  g_autofree char *config = chiosa_brat_config_write (tagset), *again = NULL;

  g_assert_true (g_str_has_prefix (config, "[entities]\n!span\n\tProtein\n"));
  g_assert_nonnull (strstr (config, "\n[events]\n!event\n\tBinding\tTheme*:<ENTITY>|<EVENT>, Site*:<ENTITY>,"));
  g_assert_nonnull (strstr (config, ", Value:High|Low+er\n"));
  back = read_config (config, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
  again = chiosa_brat_config_write (back);
  g_assert_cmpstr (again, ==, config);
  g_assert_nonnull (chiosa_tagset_find_label (back, "event", "Fast-growth"));
  g_assert_true (chiosa_tagset_may_join (back, "Theme", "event", "event"));
  g_assert_false (chiosa_tagset_may_join (back, "Site", "event", "event"));
  g_assert_cmpstr (chiosa_tagset_find_attribute (back, "event", "Confidence")->values[1].name, ==, "Low+er");
}

/* What brat cannot say stands beside it, and counts until annotation.conf is changed. */
static void
test_set (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin (), same = NULL, changed = NULL, none = NULL;
  ChiosaWriteContext context = { .format = &chiosa_format_brat, .tagset = tagset };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_set_file_free);
  ChiosaReader reader = { .format = &chiosa_format_brat, .shown = "a.ann", .name = "sub/a" };
  g_autofree char *sub = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;

  begin ();
  chiosa_format_brat.write_set (&context, files);
  for (guint i = 0; i < files->len; i++)
    put (((ChiosaSetFile *) g_ptr_array_index (files, i))->name, ((ChiosaSetFile *) g_ptr_array_index (files, i))->content->str);
  path = g_build_filename (folder, "sub", "a.ann", NULL);
  sub = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (sub, 0700), ==, 0);

  reader.path = path;
  same = chiosa_format_brat.read_tagset (&reader, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (chiosa_tagset_get_id (same), ==, chiosa_tagset_get_id (tagset));
  g_assert_nonnull (chiosa_tagset_find_type (same, "cue"));

  put ("annotation.conf", "[entities]\nPerson\n");
  changed = chiosa_format_brat.read_tagset (&reader, &error);
  g_assert_no_error (error);
  g_assert_nonnull (chiosa_tagset_find_label (changed, "span", "Person"));

  /* Not in all folders above. */
  g_free (path);
  path = g_build_filename (folder, "sub", "b", "c", "a.ann", NULL);
  reader.path = path;
  reader.name = "a";
  none = chiosa_format_brat.read_tagset (&reader, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  end ();
}

static void
test_bad_config (void)
{
  static const struct { const char *config, *problem, *words; } cases[] = {
    { "[entities]\n|\n", "annotation.conf:2: ", "no name" }, { "[relations]\nX\tArg1:<ANY>\n", "annotation.conf:2: ", "“X”" },
    { "[relations]\nX\tArg1:Y, Arg2:<ANY>\n", "annotation.conf:2: ", "“Y” is neither" }, { "[events]\nX\tA{2:<ANY>\n", "annotation.conf:2: ", "A{2:<ANY>" },
    { "[events]\nX\tA:<Y>\n", "annotation.conf:2: ", "“<Y>” is not defined" }, { "[events]\n<ENTITY>=A\n", "annotation.conf:2: ", "“<ENTITY>”" },
    { "[events]\nX\t<INHERIT>\n", "annotation.conf:2: ", "“X”" }, { "[attributes]\nX\tArg\n", "annotation.conf:2: ", "ROLE:TYPE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaTagset) tagset = read_config (cases[i].config, NULL);

      g_test_message ("%s", cases[i].config);
      g_assert_nonnull (tagset);
      g_assert_cmpuint (problems->len, ==, 1);
      assert_problem (0, cases[i].problem, cases[i].words);
    }
}

/* Macros of macros, and lines that inherit twice, do not grow without end. */
static void
test_config_bomb (void)
{
  g_autoptr (GString) config = g_string_new ("[events]\n<A>=B:<ANY>, B:<ANY>\nX\t<A>\n");
  g_autoptr (ChiosaTagset) tagset = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (config, "<A%c%c>=<A%c%c><A%c%c>\n", 'a' + (i + 1) / 26, 'a' + (i + 1) % 26, 'a' + i / 26, 'a' + i % 26, 'a' + i / 26, 'a' + i % 26);
  g_string_replace (config, "<Aaa><Aaa>", "<A><A>", 0);
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (config, "%*sY%u\t<INHERIT>, <INHERIT>\n", i + 1, "", i);

  tagset = read_config (config->str, NULL);
  g_assert_nonnull (chiosa_tagset_find_label (tagset, "event", "Y59"));
  g_assert_cmpuint (problems->len, >, 0);
}

/* --- Real corpora --------------------------------------------------------------------------------------------------- */

typedef struct
{
  guint n_files, n_annotations, n_relations, n_attributes, n_notes, n_kept, n_problems;
} Sum;

static void
count (Sum                *sum,
       const ChiosaRecord *record)
{
  guint n = chiosa_record_get_n (record);

  sum->n_files++;
  sum->n_annotations += n;
  sum->n_relations += count_relations (record);
  sum->n_kept += record->snapshot->article != NULL && record->snapshot->article->extra != NULL;
  for (guint i = 0; i < n; i++)
    {
      sum->n_attributes += chiosa_attributes_get_n (chiosa_record_get (record, i)->attributes);
      sum->n_notes += chiosa_record_get (record, i)->note != NULL;
    }
}

static gboolean
read_corpus_file (const char *path,
                  Sum        *sum)
{
  g_autofree char *name = g_strdup (path);
  ChiosaReader reader = { .format = &chiosa_format_brat, .path = path, .shown = path, .name = name };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (ChiosaTagset) tagset = chiosa_format_brat.read_tagset (&reader, &error);

  if (error == NULL)
    records = formats_read (&chiosa_format_brat, tagset, NULL, path, problems, &error);
  if (error != NULL)
    {
      g_print ("%s: %s\n", path, error->message);
      return FALSE;
    }

  for (guint i = 0; i < records->len; i++)
    {
      const ChiosaRecord *record = g_ptr_array_index (records, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_brat, tagset, NULL, record);
      g_autoptr (ChiosaRecord) back = NULL;
      const char *extension;

      count (sum, record);
      for (guint p = 0; p < problems->len; p++)
        g_print ("%s:%s\n", path, (const char *) g_ptr_array_index (problems, p));
      sum->n_problems += problems->len;
      back = read_two (chiosa_output_nth_file (output, 0, &extension)->str, chiosa_output_get_main (output)->str, tagset);
      formats_assert_same (record, back, 0);
      g_ptr_array_set_size (problems, 0);
    }

  return TRUE;
}

static int
read_corpus (char **paths)
{
  Sum sum = { 0 };
  gboolean good = TRUE;

  problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; paths[i] != NULL; i++)
    good &= read_corpus_file (paths[i], &sum);
  g_print ("%u files, %u annotations, %u relations, %u attributes, %u notes; %u files with lines that have no place, %u problems; all came back\n",
           sum.n_files, sum.n_annotations, sum.n_relations, sum.n_attributes, sum.n_notes, sum.n_kept, sum.n_problems);

  return good ? 0 : 1;
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 2 && strcmp (argv[1], "--read") == 0)
    return read_corpus (argv + 2);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/brat/the-example-is-written-as-brat-has-it", test_example);
  g_test_add_func ("/brat/everything-has-its-line-and-comes-back", test_full);
  g_test_add_func ("/brat/random-articles-come-back", test_round_trip);
  g_test_add_func ("/brat/without-a-tag-set-nothing-is-lost", test_without_tagset);
  g_test_add_func ("/brat/what-is-lost-is-counted", test_losses);
  g_test_add_func ("/brat/events-are-annotations-and-roles-relations", test_events);
  g_test_add_func ("/brat/events-need-no-tag-set", test_events_alone);
  g_test_add_func ("/brat/pieces-on-two-lines-are-one", test_pieces);
  g_test_add_func ("/brat/a1-and-a2-are-one-article", test_bionlp);
  g_test_add_func ("/brat/a-byte-order-mark-may-count", test_byte_order_mark);
  g_test_add_func ("/brat/what-has-no-place-is-kept-where-it-belongs", test_strange_lines);
  g_test_add_func ("/brat/numbered-roles-are-one", test_numbered_roles);
  g_test_add_func ("/brat/a-message-shows-where-words-differ", test_where_words_differ);
  g_test_add_func ("/brat/a-bad-line-is-told-and-kept", test_bad_lines);
  g_test_add_func ("/brat/a-bad-file-is-told", test_bad_files);
  g_test_add_func ("/brat/a-file-may-be-cut-anywhere", test_cut);
  g_test_add_func ("/brat/the-first-of-several-with-one-id-counts", test_same_ids);
  g_test_add_func ("/brat/large-files-take-no-time", test_large);
  g_test_add_func ("/brat/config/becomes-a-tag-set", test_config);
  g_test_add_func ("/brat/config/a-tag-set-becomes-one", test_config_written);
  g_test_add_func ("/brat/config/events-come-back", test_config_with_events_written);
  g_test_add_func ("/brat/config/the-exact-tag-set-stands-beside-it", test_set);
  g_test_add_func ("/brat/config/a-bad-line-is-told", test_bad_config);
  g_test_add_func ("/brat/config/does-not-explode", test_config_bomb);

  return g_test_run ();
}
