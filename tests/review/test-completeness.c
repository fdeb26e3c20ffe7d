/* test-completeness.c
 *
 * What an annotated article is told to lack, and what it is told to be odd.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-attribute-check.h"
#include "chiosa-completeness.h"

#define TEXT "Amazon has overtaken IBM, said Bezos to Vanity Fair. 1,234! It was not so, he said."

/* --- A small tag set ------------------------------------------------------------------------------------------------ */

static ChiosaTag *
tags_new (const char *const *ids,
          guint             *n)
{
  ChiosaTag *tags;

  *n = g_strv_length ((GStrv) ids);
  tags = g_new0 (ChiosaTag, *n);

  for (guint i = 0; i < *n; i++)
    {
      tags[i].id = g_strdup (ids[i]);
      tags[i].name = g_strdup (ids[i]);
    }

  return tags;
}

static ChiosaAttributeType
attribute_new (const char          *id,
               ChiosaAttributeKind  kind,
               const char          *values,
               const char          *default_value)
{
  ChiosaAttributeType attribute = { .id = g_strdup (id), .name = g_strdup (id), .kind = kind };

  if (values != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (values, " ", -1);

      attribute.values = tags_new ((const char *const *) ids, &attribute.n_values);
    }

  attribute.default_value = g_strdup (default_value);

  return attribute;
}

static void
add_type (ChiosaTagsetBuilder *builder,
          const char          *id,
          const char          *labels,
          guint                max_fragments)
{
  g_auto (GStrv) ids = g_strsplit (labels, " ", -1);
  ChiosaSpanType type = { .tag = { .id = g_strdup (id), .name = g_strdup (id) }, .may_nest = TRUE };

  type.labels = tags_new ((const char *const *) ids, &type.n_labels);
  type.max_fragments = max_fragments;

  if (g_str_equal (id, "claim"))
    {
      type.n_attributes = 6;
      type.attributes = g_new0 (ChiosaAttributeType, type.n_attributes);
      type.attributes[0] = attribute_new ("voice", CHIOSA_ATTRIBUTE_CHOICE, "reported implicit author", "reported");
      type.attributes[1] = attribute_new ("verdict", CHIOSA_ATTRIBUTE_CHOICE, "unchecked refuted", "unchecked");
      type.attributes[2] = attribute_new ("verdict_note", CHIOSA_ATTRIBUTE_TEXT, NULL, NULL);
      type.attributes[3] = attribute_new ("verdict_url", CHIOSA_ATTRIBUTE_LINK, NULL, NULL);
      type.attributes[4] = attribute_new ("sure", CHIOSA_ATTRIBUTE_FLAG, NULL, NULL);
      type.attributes[5] = attribute_new ("day", CHIOSA_ATTRIBUTE_DATE, NULL, NULL);
    }

  g_array_append_val (builder->types, type);
}

static void
add_relation_type (ChiosaTagsetBuilder *builder,
                   const char          *id,
                   const char          *from,
                   const char          *to,
                   guint                max_per_from,
                   gboolean             symmetric)
{
  ChiosaRelationType type = {
    .tag = { .id = g_strdup (id), .name = g_strdup (id) },
    .from = g_strsplit (from, " ", -1),
    .to = g_strsplit (to, " ", -1),
    .symmetric = symmetric,
    .max_per_from = max_per_from,
  };

  g_array_append_val (builder->relations, type);
}

static void
add_rule (ChiosaTagsetBuilder *builder,
          const char          *type,
          const char          *id,
          const char          *when,
          const char          *need)
{
  ChiosaRule rule = {
    .type = g_strdup (type),
    .id = g_strdup (id),
    .message = g_strdup_printf ("%s!", id),
    .when = when != NULL ? g_strsplit (when, " ", -1) : NULL,
    .need = g_strsplit (need, " ", -1),
  };

  g_array_append_val (builder->rules, rule);
}

/* With one rule when @need is given, else with those of the default tag set. */
static ChiosaTagset *
tagset_new (const char *when,
            const char *need)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagsetBuilder *builder = chiosa_tagset_builder_new ();
  ChiosaTagset *tagset;

  builder->id = g_strdup ("test");
  builder->name = g_strdup ("Test");
  builder->version = g_strdup ("1");
  add_type (builder, "claim", "FACT OPINION", 0);
  add_type (builder, "source", "PERSON MEDIA", 0);
  add_type (builder, "cue", "SAY", 1);
  add_relation_type (builder, "attributed_to", "claim", "source", 0, FALSE);
  add_relation_type (builder, "cued_by", "claim", "cue", 1, FALSE);
  add_relation_type (builder, "contradicts", "claim", "claim", 0, TRUE);

  if (need != NULL)
    add_rule (builder, "claim", "rule", when, need);
  else
    {
      add_rule (builder, "claim", "claim-source", "voice=reported", "relation:attributed_to");
      add_rule (builder, "claim", "verdict-reason", "verdict!=unchecked", "attribute:verdict_note attribute:verdict_url");
    }

  tagset = chiosa_tagset_builder_end (builder, &error);
  g_assert_no_error (error);

  return tagset;
}

/* --- A small article -------------------------------------------------------------------------------------------------- */

typedef struct
{
  ChiosaTagset   *tagset;
  ChiosaSnapshot *snapshot;
  ChiosaDocument *document;
} Fixture;

static Fixture
fixture_new (const char *when,
             const char *need)
{
  Fixture fixture = { tagset_new (when, need), chiosa_snapshot_new (), NULL };

  return fixture;
}

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->snapshot, chiosa_snapshot_free);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->tagset);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static ChiosaAnnotation *
add (Fixture    *fixture,
     const char *id,
     const char *type,
     const char *label,
     gsize       start,
     gsize       end)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, type, label);
  ChiosaSpan span = { start, end };

  chiosa_snapshot_add (fixture->snapshot, annotation, &span, 1);

  return annotation;
}

static void
relate (Fixture    *fixture,
        const char *id,
        const char *type,
        const char *from,
        const char *to)
{
  g_autoptr (ChiosaRelation) relation = chiosa_relation_new (id, type, from, to);

  chiosa_snapshot_add_relation (fixture->snapshot, relation);
}

static void
load (Fixture *fixture)
{
  fixture->document = chiosa_document_new (fixture->tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (TEXT, -1), NULL);
  chiosa_document_load_annotations (fixture->document, fixture->snapshot);
}

/* "id:rule" of each, in order. */
static char *
describe (GPtrArray *findings)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const ChiosaFinding *finding = g_ptr_array_index (findings, i);

      g_assert_nonnull (finding->message);
      g_string_append_printf (string, "%s%s:%s", i > 0 ? " " : "", finding->id != NULL ? finding->id : "", finding->rule);
    }

  return g_string_free (string, FALSE);
}

static void
assert_findings (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *found = NULL;

  if (fixture->document == NULL)
    load (fixture);

  findings = chiosa_completeness_check (fixture->document);
  found = describe (findings);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_findings_of (Fixture    *fixture,
                    const char *id,
                    const char *expected)
{
  g_autoptr (GPtrArray) findings = chiosa_completeness_check_one (fixture->document, id);
  g_autofree char *found = describe (findings);

  g_assert_cmpstr (found, ==, expected);
}

/* --- Rules -------------------------------------------------------------------------------------------------------------- */

/* One claim "c" with the attribute voice = author, related to the source "s", contradicted by the claim "d" which has nothing set
 * and comes first. Which of the two do not meet the condition? */
static void
assert_condition (const char *condition,
                  const char *expected)
{
  g_auto (Fixture) fixture = fixture_new (NULL, condition);
  ChiosaAnnotation *claim;

  add (&fixture, "d", "claim", "OPINION", 0, 6);
  claim = add (&fixture, "c", "claim", "FACT", 7, 24);
  chiosa_annotation_set_attribute (claim, "voice", CHIOSA_VALUE_TEXT, "author");
  chiosa_annotation_set_attribute (claim, "verdict_note", CHIOSA_VALUE_TEXT, "");
  add (&fixture, "s", "source", "PERSON", 31, 36);
  relate (&fixture, "r1", "attributed_to", "c", "s");
  relate (&fixture, "r2", "contradicts", "d", "c");

  g_test_message ("%s", condition);
  assert_findings (&fixture, expected);
}

static void
test_conditions (void)
{
  assert_condition ("voice=author", "d:rule");
  assert_condition ("voice!=author", "c:rule");
  assert_condition ("label=FACT", "d:rule");
  assert_condition ("label!=FACT", "c:rule");
  assert_condition ("relation:attributed_to", "d:rule");
  assert_condition ("!relation:attributed_to", "c:rule");
  assert_condition ("attribute:voice", "d:rule");
  assert_condition ("!attribute:voice", "c:rule");
  assert_condition ("voice=author label=OPINION", "");
}

static void
test_default (void)
{
  assert_condition ("voice=reported", "c:rule");
  assert_condition ("verdict=unchecked", "");
  assert_condition ("verdict!=unchecked", "d:rule c:rule");
  assert_condition ("sure=false", "");
}

static void
test_symmetric (void)
{
  assert_condition ("relation:contradicts", "");
  assert_condition ("!relation:contradicts", "d:rule c:rule");
}

static void
test_empty_is_not_set (void)
{
  assert_condition ("attribute:verdict_note", "d:rule c:rule");
}

static void
test_incoming (void)
{
  assert_condition ("incoming:attributed_to", "d:rule c:rule");
  assert_condition ("!incoming:attributed_to", "");
  assert_condition ("incoming:contradicts", "");
}

static void
test_when (void)
{
  g_auto (Fixture) fixture = fixture_new ("label=FACT voice=reported", "relation:attributed_to");

  add (&fixture, "a", "claim", "FACT", 0, 6);
  add (&fixture, "b", "claim", "OPINION", 7, 10);
  chiosa_annotation_set_attribute (add (&fixture, "c", "claim", "FACT", 11, 20), "voice", CHIOSA_VALUE_TEXT, "author");

  assert_findings (&fixture, "a:rule");
}

static void
test_complete_after_a_step (void)
{
  g_auto (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  add (&fixture, "c", "claim", "FACT", 0, 24);
  add (&fixture, "s", "source", "PERSON", 31, 36);
  assert_findings (&fixture, "c:claim-source");

  chiosa_document_relate (fixture.document, "attributed_to", "c", "s", &error);
  g_assert_no_error (error);
  assert_findings (&fixture, "");

  chiosa_document_undo (fixture.document);
  assert_findings (&fixture, "c:claim-source");
  assert_findings_of (&fixture, "c", "c:claim-source");
}

/* --- Warnings ------------------------------------------------------------------------------------------------------------- */

static void
test_own_words (void)
{
  g_auto (Fixture) fixture = fixture_new (NULL, NULL);
  const ChiosaSpan pieces[] = { { 53, 58 }, { 60, 73 } };
  g_autoptr (ChiosaAnnotation) gap = chiosa_annotation_new ("gap", "claim", "FACT");

  add (&fixture, "whole", "claim", "FACT", 0, 36);
  add (&fixture, "s", "source", "PERSON", 31, 36);
  chiosa_snapshot_add (fixture.snapshot, gap, pieces, 2);
  add (&fixture, "t", "source", "PERSON", 58, 60);
  relate (&fixture, "r1", "attributed_to", "whole", "s");
  relate (&fixture, "r2", "attributed_to", "gap", "t");

  assert_findings (&fixture, "whole:own-words");
  assert_findings_of (&fixture, "whole", "whole:own-words");
  assert_findings_of (&fixture, "gap", "");
}

static void
test_no_letter (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");

  add (&fixture, "n", "claim", "FACT", 53, 58);
  add (&fixture, "w", "claim", "FACT", 53, 62);
  add (&fixture, "s", "source", "MEDIA", 53, 58);

  assert_findings (&fixture, "n:no-letter");
}

static void
test_fragments (void)
{
  g_auto (Fixture) fixture = fixture_new (NULL, NULL);
  const ChiosaSpan pieces[] = { { 0, 6 }, { 7, 10 } };
  g_autoptr (ChiosaAnnotation) cue = chiosa_annotation_new ("u", "cue", "SAY");

  chiosa_snapshot_add (fixture.snapshot, cue, pieces, 2);

  assert_findings (&fixture, "u:fragments");
}

static void
test_deep_nesting (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");

  add (&fixture, "a", "claim", "FACT", 0, 24);
  add (&fixture, "b", "claim", "FACT", 0, 20);
  add (&fixture, "c", "claim", "FACT", 2, 18);
  add (&fixture, "d", "claim", "FACT", 3, 9);
  add (&fixture, "e", "claim", "FACT", 11, 15);
  add (&fixture, "f", "claim", "OPINION", 30, 40);

  assert_findings (&fixture, "d:deep-nesting e:deep-nesting");
  assert_findings_of (&fixture, "d", "d:deep-nesting");
  assert_findings_of (&fixture, "c", "");
}

static void
test_crossing (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");

  add (&fixture, "a", "claim", "FACT", 0, 10);
  add (&fixture, "b", "claim", "FACT", 5, 15);
  add (&fixture, "s", "source", "MEDIA", 8, 20);
  add (&fixture, "x", "claim", "FACT", 20, 30);
  add (&fixture, "y", "claim", "FACT", 20, 25);

  assert_findings (&fixture, "b:crossing");
  assert_findings_of (&fixture, "b", "b:crossing");
  assert_findings_of (&fixture, "s", "");
}

static void
test_duplicate (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");

  add (&fixture, "a", "claim", "FACT", 0, 10);
  add (&fixture, "b", "claim", "OPINION", 0, 10);
  add (&fixture, "c", "claim", "FACT", 0, 10);

  assert_findings (&fixture, "c:duplicate");
}

static void
test_unknown (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");
  ChiosaAnnotation *claim;

  add (&fixture, "a", "gesture", "WAVE", 0, 3);
  add (&fixture, "b", "claim", "FACTS", 4, 6);
  claim = add (&fixture, "c", "claim", "FACT", 7, 10);
  chiosa_annotation_set_attribute (claim, "colour", CHIOSA_VALUE_TEXT, "red");
  chiosa_annotation_set_attribute (claim, "verdict", CHIOSA_VALUE_TEXT, "perhaps");
  chiosa_annotation_set_attribute (claim, "verdict_url", CHIOSA_VALUE_TEXT, "not a link");
  chiosa_annotation_set_attribute (claim, "day", CHIOSA_VALUE_TEXT, "2018-02-30");
  relate (&fixture, "r1", "likes", "b", "c");

  assert_findings (&fixture, "a:unknown-type b:unknown-label c:unknown-attribute c:unknown-value c:unknown-value "
                             "c:unknown-value r1:unknown-relation");
}

static void
test_relations (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");

  add (&fixture, "c", "claim", "FACT", 0, 20);
  add (&fixture, "s", "source", "PERSON", 31, 36);
  add (&fixture, "u", "cue", "SAY", 26, 28);
  add (&fixture, "v", "cue", "SAY", 28, 30);
  relate (&fixture, "r1", "attributed_to", "c", "nobody");
  relate (&fixture, "r2", "attributed_to", "s", "c");
  relate (&fixture, "r3", "contradicts", "c", "c");
  relate (&fixture, "r4", "cued_by", "c", "u");
  relate (&fixture, "r5", "cued_by", "c", "v");

  assert_findings (&fixture, "c:too-many-relations r1:dangling-relation r2:relation-ends r3:self-relation");
}

static void
test_dangling_completes_nothing (void)
{
  g_auto (Fixture) fixture = fixture_new (NULL, NULL);

  add (&fixture, "c", "claim", "FACT", 0, 20);
  relate (&fixture, "r1", "attributed_to", "c", "nobody");

  assert_findings (&fixture, "c:claim-source r1:dangling-relation");
  assert_findings_of (&fixture, "c", "c:claim-source r1:dangling-relation");
}

static void
test_detached (void)
{
  g_auto (Fixture) fixture = fixture_new ("voice=author", "label=FACT");
  g_autoptr (ChiosaAnnotation) gone = chiosa_annotation_new ("gone", "claim", "FACT");
  ChiosaSpan was = { 3, 5 };

  gone->state = CHIOSA_STATE_DETACHED;
  gone->quote = chiosa_quote_new ("lost", "", "", &was, 1, 3);
  chiosa_snapshot_add (fixture.snapshot, gone, NULL, 0);
  add (&fixture, "look", "claim", "FACT", 0, 20)->review = TRUE;

  assert_findings (&fixture, "look:review gone:detached");
  assert_findings_of (&fixture, "gone", "gone:detached");
}

static void
test_one_of_unknown_id (void)
{
  g_auto (Fixture) fixture = fixture_new (NULL, NULL);

  load (&fixture);
  assert_findings_of (&fixture, "nobody", "");
}

/* --- One and all ----------------------------------------------------------------------------------------------------------- */

static void
fill_randomly (Fixture *fixture,
               GRand   *rand,
               guint    n,
               gsize    length)
{
  static const char *types[] = { "claim", "source", "cue" };
  static const char *labels[] = { "FACT", "PERSON", "SAY" };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autofree char *relation = g_strdup_printf ("r%u", i);
      g_autofree char *other = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, n));
      guint type = g_rand_int_range (rand, 0, G_N_ELEMENTS (types));
      gsize start = g_rand_int_range (rand, 0, length - 1);
      gsize end = g_rand_int_range (rand, start + 1, MIN (start + 60, length) + 1);

      add (fixture, id, types[type], labels[type], start, MIN (end, length));

      if (g_rand_boolean (rand))
        relate (fixture, relation, g_rand_boolean (rand) ? "attributed_to" : "contradicts", id, other);
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The findings of every annotation on its own are those of all, but that a relation is told at both of its ends. */
static void
collect (GPtrArray  *findings,
         GHashTable *lines)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const ChiosaFinding *finding = g_ptr_array_index (findings, i);

      g_hash_table_add (lines, g_strdup_printf ("%d %s %s %s", finding->level, finding->id, finding->rule, finding->message));
    }
}

static char *
sorted_lines (GHashTable *lines)
{
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (lines);

  g_ptr_array_sort (keys, compare_lines);
  g_ptr_array_add (keys, NULL);

  return g_strjoinv ("\n", (GStrv) keys->pdata);
}

static void
test_one_and_all (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_auto (Fixture) fixture = fixture_new (NULL, NULL);
      guint32 seed = g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GHashTable) of_all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) of_each = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GPtrArray) all = NULL;
      g_autofree char *left = NULL;
      g_autofree char *right = NULL;

      g_test_message ("seed %u", seed);
      fill_randomly (&fixture, rand, 30, strlen (TEXT));
      load (&fixture);

      all = chiosa_completeness_check (fixture.document);
      collect (all, of_all);

      for (guint i = 0; i < 30; i++)
        {
          g_autofree char *id = g_strdup_printf ("a%u", i);
          g_autoptr (GPtrArray) one = chiosa_completeness_check_one (fixture.document, id);

          collect (one, of_each);
        }

      left = sorted_lines (of_all);
      right = sorted_lines (of_each);
      g_assert_cmpstr (left, ==, right);
    }
}

/* A long article: whatever is looked up for each annotation must not be looked for in all of them. */
static void
test_ten_thousand (void)
{
  g_auto (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) findings = NULL;

  while (text->len < 600000)
    g_string_append (text, TEXT "\n");

  fill_randomly (&fixture, rand, 10000, text->len);
  fixture.document = chiosa_document_new (fixture.tagset);
  chiosa_document_load_text (fixture.document, chiosa_text_new (text->str, text->len), NULL);
  chiosa_document_load_annotations (fixture.document, fixture.snapshot);

  findings = chiosa_completeness_check (fixture.document);
  g_assert_cmpuint (findings->len, >, 5000);
}

/* --- Values ------------------------------------------------------------------------------------------------------------------ */

static void
test_numbers (void)
{
  const char *good[] = { "0", "-0", "10", "1.5", "-2.25e10", "1E+3", "0.10" };
  const char *bad[] = { "", "-", "01", "1.", ".5", "1e", "1e+", "0x10", "1,5", " 1", "NaN", "1 " };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (chiosa_number_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (chiosa_number_is_valid (bad[i]));
}

static void
test_dates (void)
{
  const char *good[] = { "2018", "2018-03", "2018-03-29", "2016-02-29" };
  const char *bad[] = { "", "18", "2018-13", "2018-3", "2018-02-29", "2018-03-29T10:00", "2018/03/29", "20180329", "0000", "2018-00", "2018-03-00" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (chiosa_date_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (chiosa_date_is_valid (bad[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/completeness/every-condition-accuses-whom-it-should", test_conditions);
  g_test_add_func ("/completeness/what-is-not-set-has-its-default", test_default);
  g_test_add_func ("/completeness/a-symmetric-relation-counts-at-both-ends", test_symmetric);
  g_test_add_func ("/completeness/an-empty-attribute-is-not-set", test_empty_is_not_set);
  g_test_add_func ("/completeness/incoming-relations-count-where-they-arrive", test_incoming);
  g_test_add_func ("/completeness/a-rule-asks-only-when-all-its-conditions-hold", test_when);
  g_test_add_func ("/completeness/a-step-completes-and-undo-does-not", test_complete_after_a_step);
  g_test_add_func ("/completeness/a-claim-leaves-out-its-source-by-a-gap", test_own_words);
  g_test_add_func ("/completeness/a-claim-has-a-letter", test_no_letter);
  g_test_add_func ("/completeness/a-cue-is-in-one-piece", test_fragments);
  g_test_add_func ("/completeness/nesting-ends-at-three", test_deep_nesting);
  g_test_add_func ("/completeness/one-type-does-not-cross-itself", test_crossing);
  g_test_add_func ("/completeness/the-same-is-not-said-twice", test_duplicate);
  g_test_add_func ("/completeness/what-the-tag-set-lacks-is-told", test_unknown);
  g_test_add_func ("/completeness/relations-have-fitting-ends", test_relations);
  g_test_add_func ("/completeness/a-relation-to-nowhere-completes-nothing", test_dangling_completes_nothing);
  g_test_add_func ("/completeness/lost-and-doubtful-words-are-told", test_detached);
  g_test_add_func ("/completeness/an-unknown-id-has-no-findings", test_one_of_unknown_id);
  g_test_add_func ("/completeness/one-by-one-says-what-all-says", test_one_and_all);
  g_test_add_func ("/completeness/ten-thousand-are-checked", test_ten_thousand);
  g_test_add_func ("/attribute/numbers-are-those-of-json", test_numbers);
  g_test_add_func ("/attribute/dates-are-days-months-or-years", test_dates);

  return g_test_run ();
}
