/* test-citron.c
 *
 * citron: one attribution for each claim with a cue, every span with its words, the rest counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-json.h"
#include "chiosa-tagset-file.h"

#include <string.h>

static void
add (ChiosaRecord *record,
     const char   *id,
     const char   *type,
     gsize         start,
     gsize         end)
{
  ChiosaSpan span = { start, end };

  g_assert_true (chiosa_record_add (record, chiosa_annotation_new (id, type, ""), &span, 1, NULL));
}

static void
join (ChiosaRecord *record,
      const char   *id,
      const char   *type,
      const char   *from,
      const char   *to)
{
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new (id, type, from, to), NULL));
}

static ChiosaOutput *
write_record (const ChiosaRecord *record)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  ChiosaOutput *output = formats_write_one (&chiosa_format_citron, tagset, NULL, record);
  const GString *json = chiosa_output_get_main (output);

  g_assert_true (chiosa_json_check (json->str, json->len, "citron", NULL));

  return output;
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

/* 😀 Ana Ruiz said taxes fell 3%.: "said" as the cue. */
static void
test_example (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = NULL;

  add (record, "c1", "cue", 11, 15);
  join (record, "r2", "cued_by", "s2", "c1");
  ((ChiosaAnnotation *) chiosa_record_get (record, 1))->confidence = g_strdup ("0.75");
  output = write_record (record);

  assert_there (output, "{\"id\":\"s2\",\"cue\":{\"start\":11,\"end\":15,\"text\":\"said\"},\"sources\":[{\"start\":2,\"end\":10,\"text\":\"Ana Ruiz\"}],"
                        "\"contents\":[{\"start\":16,\"end\":29,\"text\":\"taxes fell 3%\"}],\"coreferences\":[],\"confidence\":0.75}");
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_ANNOTATION], ==, 0);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_RELATION], ==, 0);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_LABEL], ==, 2);
}

static void
test_without_cue (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = write_record (record);

  assert_there (output, "\"quotes\":[\n]");
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_ANNOTATION], ==, 2);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_RELATION], ==, 1);
}

/* A claim in pieces, a pronoun, two names for it, claims that say the same. */
static void
test_pieces_and_mentions (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("Ana (Ruiz) came. “Taxes”, she said, “fell”. They fell."));
  const ChiosaSpan pieces[] = { { 17, 24 }, { 36, 42 } };
  g_autoptr (ChiosaOutput) output = NULL;

  add (record, "e1", "entity", 0, 3);
  add (record, "e2", "entity", 5, 9);
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("c", "claim", "FACT"), pieces, 2, NULL));
  add (record, "s", "source", 26, 29);
  add (record, "u", "cue", 30, 34);
  add (record, "d", "claim", 44, 53);
  chiosa_annotation_set_attribute ((ChiosaAnnotation *) chiosa_record_get (record, 3), "mention", CHIOSA_VALUE_TEXT, "pronoun");
  join (record, "r1", "attributed_to", "c", "s");
  join (record, "r2", "cued_by", "c", "u");
  join (record, "r3", "same_as", "s", "e1");
  join (record, "r4", "same_as", "e1", "e2");
  join (record, "r5", "same_as", "d", "c");
  output = write_record (record);

  assert_there (output, "\"contents\":[{\"start\":17,\"end\":24,\"text\":\"“Taxes”\"},{\"start\":36,\"end\":42,\"text\":\"“fell”\"}]");
  assert_there (output, "\"coreferences\":[{\"start\":0,\"end\":3,\"text\":\"Ana\"},{\"start\":5,\"end\":9,\"text\":\"Ruiz\"}]");
  assert_there (output, "\"coreference_groups\":[\n[{\"start\":0,\"end\":3,\"text\":\"Ana\"},{\"start\":5,\"end\":9,\"text\":\"Ruiz\"},"
                        "{\"start\":26,\"end\":29,\"text\":\"she\"}]\n]");
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_ANNOTATION], ==, 1);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_RELATION], ==, 1);
  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_FRAGMENTS], ==, 0);
}

static void
test_random (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autoptr (ChiosaOutput) output = write_record (record);

      g_assert_true (g_str_has_prefix (chiosa_output_get_main (output)->str, "{\"text\":\""));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/citron/example", test_example);
  g_test_add_func ("/citron/claims-without-a-cue-are-counted", test_without_cue);
  g_test_add_func ("/citron/pieces-and-mentions", test_pieces_and_mentions);
  g_test_add_func ("/citron/is-json", test_random);

  return g_test_run ();
}
