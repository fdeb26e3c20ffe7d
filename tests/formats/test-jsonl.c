/* test-jsonl.c
 *
 * JSON Lines: our own lines come back whole, those of others become articles, broken ones are told by line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <string.h>

static GPtrArray *problems;

static GPtrArray *
read_string (const char *content)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  g_clear_pointer (&problems, g_ptr_array_unref);
  problems = g_ptr_array_new_with_free_func (g_free);
  records = formats_read_string (&chiosa_format_jsonl, tagset, NULL, content, -1, problems, &error);
  g_assert_no_error (error);

  return records;
}

static void
assert_problem (const char *words)
{
  g_assert_cmpuint (problems->len, ==, 1);
  if (strstr (g_ptr_array_index (problems, 0), words) == NULL)
    g_test_message ("the problem is: %s", (const char *) g_ptr_array_index (problems, 0));
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), words));
}

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_jsonl, tagset, NULL, record);
  const char *line = chiosa_output_get_main (output)->str;

  g_assert_nonnull (strstr (line, "\"text\":\"😀 Ana Ruiz said taxes fell 3%.\""));
  g_assert_nonnull (strstr (line, "\"type\":\"source\",\"label\":\"SRC_PERSON\",\"start\":2,\"end\":10,"
                                  "\"fragments\":[{\"start\":2,\"end\":10,\"text\":\"Ana Ruiz\"}],\"text\":\"Ana Ruiz\""));
  g_assert_nonnull (strstr (line, "\"type\":\"attributed_to\",\"from\":\"s2\",\"to\":\"s1\""));
  g_assert_true (g_str_has_suffix (line, "}\n"));
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (&chiosa_format_jsonl, NULL, 1, 300, 0);
}

static void
test_other_columns (void)
{
  g_autoptr (GPtrArray) records = read_string ("{\"id\":7,\"body\":\"Taxes fell.\\r\\n\",\"headline\":\"Taxes\",\"section\":\"economy\",\"tags\":[1,2],\"views\":12}\n\n"
                                               "{\"text\":\"Two.\",\"lang\":\"en\"}");
  const ChiosaRecord *first = g_ptr_array_index (records, 0), *second = g_ptr_array_index (records, 1);
  const ChiosaArticle *article = chiosa_record_get_article (first);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (first->name, ==, "7");
  g_assert_cmpstr (first->utf8, ==, "Taxes fell.\r\n");
  g_assert_cmpstr (article->title, ==, "Taxes");
  g_assert_cmpstr (chiosa_attributes_get (article->attributes, "section", NULL), ==, "economy");
  g_assert_cmpstr (chiosa_attributes_get (article->attributes, "views", NULL), ==, "12");
  g_assert_cmpstr (article->extra, ==, "\"tags\":[1,2]");
  g_assert_cmpstr (second->name, ==, "input-00003");
  g_assert_cmpstr (chiosa_record_get_article (second)->language, ==, "en");
}

static void
test_broken_lines (void)
{
  static const struct { const char *line, *words; guint n_records; } cases[] = {
    { "{\"text\":\"a\"", "line 1", 0 },
    { "[1]", "1: this is no object", 0 },
    { "{\"title\":\"a\"}", "1: there is no column", 0 },
    { "{\"text\":\"taxes\",\"spans\":[{\"start\":0,\"end\":9,\"label\":\"X\"}]}", "0–9 is no place in a text of 5 characters", 1 },
    { "{\"text\":\"taxes\",\"spans\":[{\"start\":3,\"end\":3,\"label\":\"X\"}]}", "3–3 is no place", 1 },
    { "{\"text\":\"taxes\",\"spans\":[{\"start\":-1,\"end\":3,\"label\":\"X\"}]}", "no “start” and “end”", 1 },
    { "{\"text\":\"taxes\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"X\",\"text\":\"axe\"}]}", "does not read “axe”", 1 },
    { "{\"text\":\"taxes\",\"spans\":[{\"start\":0,\"end\":3}]}", "neither type nor label", 1 },
    { "{\"text\":\"taxes\",\"relations\":[{\"type\":\"x\",\"from\":\"a\",\"to\":\"b\"}]}", "leads to “a”, which is not there", 1 },
    { "{\"text_sha256\":\"00\",\"spans\":[]}", "comes without its text", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *content = g_strconcat (cases[i].line, "\n{\"text\":\"the rest goes on\"}\n", NULL);
      g_autoptr (GPtrArray) records = read_string (content);

      assert_problem (cases[i].words);
      g_assert_cmpuint (records->len, ==, cases[i].n_records + 1);
    }
}

static void
test_names_without_type (void)
{
  g_autoptr (GPtrArray) records = read_string ("{\"text\":\"Ana fell\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"PERSON\"},{\"start\":4,\"end\":8,\"label\":\"Verb\"}]}");
  const ChiosaRecord *record = g_ptr_array_index (records, 0);

  g_assert_cmpstr (chiosa_record_get (record, 0)->type, ==, "entity");
  g_assert_cmpstr (chiosa_record_get (record, 1)->type, ==, CHIOSA_LABELS_UNKNOWN_TYPE);
  g_assert_cmpstr (chiosa_record_get (record, 1)->label, ==, "Verb");
  g_assert_cmpint (chiosa_record_get (record, 1)->origin, ==, CHIOSA_ORIGIN_IMPORT);
}

static void
test_truncated (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, 0);
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_jsonl, tagset, NULL, record);
  GString *line = chiosa_output_get_main (output);

  for (gsize cut = 1; cut + 2 < line->len; cut += 7)
    {
      g_autoptr (GPtrArray) cut_problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = formats_read_string (&chiosa_format_jsonl, tagset, NULL, line->str, cut, cut_problems, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (records->len, ==, 0);
      g_assert_cmpuint (cut_problems->len, ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonl/the-example-is-written-as-promised", test_example);
  g_test_add_func ("/jsonl/everything-comes-back", test_round_trip);
  g_test_add_func ("/jsonl/columns-of-others-are-kept", test_other_columns);
  g_test_add_func ("/jsonl/a-broken-line-is-told-and-the-rest-goes-on", test_broken_lines);
  g_test_add_func ("/jsonl/one-name-finds-its-type", test_names_without_type);
  g_test_add_func ("/jsonl/cut-anywhere-it-is-told", test_truncated);
  status = g_test_run ();
  g_clear_pointer (&problems, g_ptr_array_unref);

  return status;
}
