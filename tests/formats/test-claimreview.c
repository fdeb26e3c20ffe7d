/* test-claimreview.c
 *
 * ClaimReview: one for each claim with a verdict, with its sources and a declared scale; everything else is counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-json.h"
#include "chiosa-tagset-file.h"

#include <string.h>

static ChiosaAnnotation *
get_claim (ChiosaRecord *record)
{
  return (ChiosaAnnotation *) chiosa_record_get (record, 1);
}

static void
set (ChiosaAnnotation *annotation,
     const char       *name,
     const char       *value)
{
  chiosa_annotation_set_attribute (annotation, name, CHIOSA_VALUE_TEXT, value);
}

static ChiosaOutput *
write_record (const ChiosaRecord *record)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  return formats_write_one (&chiosa_format_claimreview, tagset, NULL, record);
}

static void
assert_there (ChiosaOutput *output,
              const char   *words)
{
  const char *json = chiosa_output_get_main (output)->str;

  if (strstr (json, words) == NULL)
    g_test_message ("“%s” is not in %s", words, json);
  g_assert_nonnull (strstr (json, words));
}

static guint
count (ChiosaOutput *output,
       ChiosaLoss    kind)
{
  return chiosa_output_get_losses (output)->counts[kind];
}

static void
test_example (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  ChiosaArticle *article = chiosa_record_edit_article (record);
  g_autoptr (ChiosaOutput) output = NULL;

  article->url = g_strdup ("https://example.org/articles/a1");
  article->date = g_strdup ("2026-01-15");
  set (get_claim (record), "verdict", "refuted");
  set (get_claim (record), "verdict_url", "https://example.org/check/1");
  set (get_claim (record), "normalised", "Taxes fell 3%");
  get_claim (record)->creator = g_strdup ("Zoë");
  get_claim (record)->created = g_strdup ("2026-01-20T08:00:00Z");
  output = write_record (record);

  assert_there (output, "\"@type\":\"ClaimReview\"");
  assert_there (output, "\"url\":\"https://example.org/check/1\",\"datePublished\":\"2026-01-20\",\"author\":{\"@type\":\"Person\",\"name\":\"Zoë\"},"
                        "\"claimReviewed\":\"Taxes fell 3%\"");
  assert_there (output, "\"itemReviewed\":{\"@type\":\"Claim\",\"text\":\"taxes fell 3%\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ana Ruiz\"}],"
                        "\"datePublished\":\"2026-01-15\"");
  assert_there (output, "\"appearance\":{\"@type\":\"NewsArticle\",\"@id\":\"https://example.org/articles/a1\",\"url\":\"https://example.org/articles/a1\"}");
  assert_there (output, "\"reviewRating\":{\"@type\":\"Rating\",\"ratingValue\":1,\"bestRating\":5,\"worstRating\":1,\"alternateName\":\"refuted\",\"name\":\"Refuted\"}");
  g_assert_cmpuint (count (output, CHIOSA_LOSS_ANNOTATION), ==, 0);
  g_assert_cmpuint (count (output, CHIOSA_LOSS_RELATION), ==, 0);
  g_assert_cmpuint (count (output, CHIOSA_LOSS_LABEL), ==, 1);
}

static void
test_without_verdict (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = NULL;

  set (get_claim (record), "verdict", "unchecked");
  output = write_record (record);

  g_assert_null (strstr (chiosa_output_get_main (output)->str, "ClaimReview"));
  g_assert_cmpuint (count (output, CHIOSA_LOSS_ANNOTATION), ==, 2);
  g_assert_cmpuint (count (output, CHIOSA_LOSS_RELATION), ==, 1);
}

/* No number is made up. */
static void
test_verdicts_without_number (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) enough = NULL, other = NULL;

  set (get_claim (record), "verdict", "not_enough_evidence");
  enough = write_record (record);
  set (get_claim (record), "verdict", "pants-on-fire");
  other = write_record (record);

  assert_there (enough, "\"reviewRating\":{\"@type\":\"Rating\",\"alternateName\":\"not_enough_evidence\",\"name\":\"Not enough evidence\"}");
  assert_there (other, "\"reviewRating\":{\"@type\":\"Rating\",\"alternateName\":\"pants-on-fire\",\"name\":\"pants-on-fire\"}");
}

/* "She" alone would be no author. */
static void
test_pronoun (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("Ana Ruiz came. She said so, by a study."));
  const ChiosaSpan name = { 0, 8 }, she = { 15, 18 }, claim = { 24, 26 }, study = { 31, 38 };
  ChiosaAnnotation *pronoun = chiosa_annotation_new ("b", "source", "SRC_PERSON");
  ChiosaAnnotation *said = chiosa_annotation_new ("c", "claim", "FACT");
  ChiosaAnnotation *entity = chiosa_annotation_new ("a", "entity", "PERSON");
  g_autoptr (ChiosaOutput) output = NULL;

  set (pronoun, "mention", "pronoun");
  set (said, "verdict", "supported");
  set (entity, "kb_id", "Q42");
  g_assert_true (chiosa_record_add (record, entity, &name, 1, NULL));
  g_assert_true (chiosa_record_add (record, pronoun, &she, 1, NULL));
  g_assert_true (chiosa_record_add (record, said, &claim, 1, NULL));
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("d", "source", "SRC_DOC"), &study, 1, NULL));
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r1", "attributed_to", "c", "b"), NULL));
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r2", "same_as", "b", "a"), NULL));
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r3", "attributed_to", "c", "d"), NULL));
  output = write_record (record);

  assert_there (output, "\"author\":[{\"@type\":\"Person\",\"name\":\"She\",\"alternateName\":\"Ana Ruiz\","
                        "\"sameAs\":\"http://www.wikidata.org/entity/Q42\"},{\"name\":\"a study\"}]");
}

static void
test_html (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = NULL;

  set (get_claim (record), "verdict", "supported");
  set (get_claim (record), "verdict_note", "</script><script>alert(1)</script>&amp;");
  output = write_record (record);

  g_assert_null (strpbrk (chiosa_output_get_main (output)->str, "<>&"));
  assert_there (output, "\\u003c/script\\u003e");
}

/* Whatever the articles, the stream is one JSON value. */
static void
test_stream (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  char *folder = formats_make_folder ();
  g_autofree char *content = NULL;
  gsize length;

  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (records, formats_random_record (rand, tagset, i));
  paths = formats_write (&chiosa_format_claimreview, tagset, NULL, records, folder, NULL);
  g_assert_true (g_file_get_contents (g_ptr_array_index (paths, 0), &content, &length, NULL));
  chiosa_json_check (content, length, "all.jsonld", &error);

  g_assert_no_error (error);
  formats_remove_folder (folder);
}

static void
test_no_words (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  ChiosaWriteContext context = { .format = &chiosa_format_claimreview, .tagset = tagset, .text_mode = CHIOSA_TEXT_NONE };
  g_autoptr (ChiosaOutput) without = chiosa_output_new (), with = chiosa_output_new ();

  set (get_claim (record), "verdict", "supported");
  context.format->write (&context, record, without);
  set (get_claim (record), "normalised", "Less tax.");
  context.format->write (&context, record, with);

  g_assert_null (strstr (chiosa_output_get_main (without)->str, "ClaimReview"));
  g_assert_cmpuint (count (without, CHIOSA_LOSS_ANNOTATION), ==, 2);
  assert_there (with, "\"claimReviewed\":\"Less tax.\"");
  g_assert_null (strstr (chiosa_output_get_main (with)->str, "Ruiz"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/claimreview/example", test_example);
  g_test_add_func ("/claimreview/claims-without-a-verdict-are-counted", test_without_verdict);
  g_test_add_func ("/claimreview/no-number-is-made-up", test_verdicts_without_number);
  g_test_add_func ("/claimreview/a-pronoun-comes-with-its-name", test_pronoun);
  g_test_add_func ("/claimreview/fits-into-html", test_html);
  g_test_add_func ("/claimreview/is-one-json-value", test_stream);
  g_test_add_func ("/claimreview/without-words", test_no_words);

  return g_test_run ();
}
