/* test-spacy.c
 *
 * spaCy's and Prodigy's JSON Lines: as their own examples have them, through and back, and bad ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <string.h>

#define SENTENCE "😀 Ana Ruiz said taxes fell 3%."

static GPtrArray *
read_lines (const char *content,
      GPtrArray  *problems)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GError) error = NULL;
  GPtrArray *records = formats_read_string (&chiosa_format_spacy, tagset, NULL, content, -1, problems, &error);

  g_assert_no_error (error);
  return records;
}

static void
assert_example (const ChiosaRecord *record)
{
  const ChiosaRelation *relation;
  guint from, to;

  g_assert_cmpstr (record->utf8, ==, SENTENCE);
  g_assert_cmpuint (chiosa_record_get_n (record), ==, 2);
  g_assert_cmpstr (chiosa_record_get (record, 0)->label, ==, "SRC_PERSON");
  g_assert_cmpstr (chiosa_record_get (record, 0)->type, ==, "source");
  g_assert_cmpuint (chiosa_record_get_extent (record, 1).start, ==, 16);
  g_assert_cmpuint (chiosa_record_get_extent (record, 1).end, ==, 29);
  relation = chiosa_record_get_relation (record, 0, &from, &to);
  g_assert_nonnull (relation);
  g_assert_cmpstr (relation->type, ==, "attributed_to");
  g_assert_cmpuint (from, ==, 1);
  g_assert_cmpuint (to, ==, 0);
}

static void
test_write_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_spacy, tagset, NULL, record);
  const char *line = chiosa_output_get_main (output)->str;

  g_assert_true (g_str_has_suffix (line, "}\n"));
  g_assert_nonnull (strstr (line, "\"entities\":[[2,10,\"SRC_PERSON\"],[16,29,\"NUMERIC\"]]"));
  g_assert_nonnull (strstr (line, "\"tokens\":[{\"text\":\"😀\",\"start\":0,\"end\":1,\"id\":0,\"ws\":true},"));
  g_assert_nonnull (strstr (line, "\"spans\":[{\"start\":2,\"end\":10,\"token_start\":1,\"token_end\":2,\"label\":\"SRC_PERSON\",\"id\":\"s1\"}"));
  /* The last tokens of both. */
  g_assert_nonnull (strstr (line, "\"relations\":[{\"head\":7,\"child\":2,\"head_span\":{\"start\":16,\"end\":29,\"token_start\":4,\"token_end\":7"));
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
}

static void
test_write_groups (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_spacy, tagset, "tool=spacy", record);

  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str, "\"spans\":{\"sc\":[[2,10,\"SRC_PERSON\"],[16,29,\"NUMERIC\"]]}"));
}

static void
test_white_space_tokens (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("  a  b\r\nc "));
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_spacy, NULL, NULL, record);

  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str,
                            "\"tokens\":[{\"text\":\"  \",\"start\":0,\"end\":2,\"id\":0,\"ws\":false},"
                            "{\"text\":\"a\",\"start\":2,\"end\":3,\"id\":1,\"ws\":true},"
                            "{\"text\":\" \",\"start\":4,\"end\":5,\"id\":2,\"ws\":false},"
                            "{\"text\":\"b\",\"start\":5,\"end\":6,\"id\":3,\"ws\":false},"
                            "{\"text\":\"\\r\\n\",\"start\":6,\"end\":8,\"id\":4,\"ws\":false},"
                            "{\"text\":\"c\",\"start\":8,\"end\":9,\"id\":5,\"ws\":true}]"));
}

static void
test_read_prodigy (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_lines (
    "{\"text\":\"" SENTENCE "\",\"tokens\":[{\"text\":\"😀\",\"start\":0,\"end\":1,\"id\":0},{\"text\":\"Ana\",\"start\":2,\"end\":5,\"id\":1},"
    "{\"text\":\"Ruiz\",\"start\":6,\"end\":10,\"id\":2},{\"text\":\"said\",\"start\":11,\"end\":15,\"id\":3},{\"text\":\"taxes fell 3%\",\"start\":16,\"end\":29,\"id\":4}],"
    "\"spans\":[{\"start\":2,\"end\":10,\"token_start\":1,\"token_end\":2,\"label\":\"SRC_PERSON\",\"source\":\"model\"},"
    "{\"start\":16,\"end\":29,\"token_start\":4,\"token_end\":4,\"label\":\"NUMERIC\",\"text\":\"taxes fell 3%\"}],"
    "\"relations\":[{\"head\":4,\"child\":2,\"label\":\"attributed_to\"}],\"meta\":{\"id\":\"one\",\"pattern\":3},\"_task_hash\":-5,\"answer\":\"ignore\"}\n",
    problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 1);
  assert_example (records->pdata[0]);
  g_assert_cmpstr (((ChiosaRecord *) records->pdata[0])->name, ==, "one");
  g_assert_true (chiosa_record_get (records->pdata[0], 0)->review);
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->extra, ==, "\"spacy\":{\"source\":\"model\"}");
  g_assert_cmpstr (chiosa_record_get_article (records->pdata[0])->extra, ==, "\"spacy\":{\"_task_hash\":-5,\"meta\":{\"pattern\":3}}");
}

static void
test_read_training (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_lines (
    "[\"" SENTENCE "\",{\"entities\":[[2,10,\"SRC_PERSON\"]]}]\n"
    "{\"text\":\"" SENTENCE "\",\"entities\":[[2,10,\"SRC_PERSON\"]],\"spans\":{\"sc\":[[2,10,\"SRC_PERSON\"],[16,29,\"NUMERIC\"]]},\"cats\":{\"x\":1.0}}\n"
    "{\"text\":\"" SENTENCE "\",\"ents\":[{\"start\":2,\"end\":10,\"label\":\"NEWNAME\"}]}\n",
    problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_cmpuint (chiosa_record_get_n (records->pdata[0]), ==, 1);
  g_assert_cmpuint (chiosa_record_get_n (records->pdata[1]), ==, 2);
  g_assert_cmpstr (chiosa_record_get (records->pdata[2], 0)->label, ==, "NEWNAME");
  g_assert_cmpstr (((ChiosaRecord *) records->pdata[1])->name, ==, "input-2");
}

/* Somebody removed a span in the tool and added one: ours keep what we know of them. */
static void
test_edited (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) line = NULL;

  ((ChiosaAnnotation *) chiosa_record_get (record, 1))->note = g_strdup ("to be checked");
  output = formats_write_one (&chiosa_format_spacy, tagset, NULL, record);
  line = g_string_new (chiosa_output_get_main (output)->str);
  g_assert_cmpuint (g_string_replace (line, "{\"start\":2,\"end\":10,\"token_start\":1,\"token_end\":2,\"label\":\"SRC_PERSON\",\"id\":\"s1\"}",
                                      "{\"start\":11,\"end\":15,\"label\":\"CUE_SAY\"}", 1), ==, 1);
  g_string_replace (line, "[2,10,\"SRC_PERSON\"],", "", 1);
  records = read_lines (line->str, problems);

  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpuint (chiosa_record_get_n (records->pdata[0]), ==, 2);
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->type, ==, "cue");
  g_assert_cmpint (chiosa_record_get (records->pdata[0], 0)->origin, ==, CHIOSA_ORIGIN_IMPORT);
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 1)->id, ==, "s2");
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 1)->note, ==, "to be checked");
  g_assert_cmpint (chiosa_record_get (records->pdata[0], 1)->origin, ==, CHIOSA_ORIGIN_HAND);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (g_str_has_prefix (problems->pdata[0], "1: the relation “attributed_to” is between words without a span"));
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (&chiosa_format_spacy, NULL, 1, 200, 0);
  formats_assert_round_trip (&chiosa_format_spacy, "tool=spacy", 2, 50, 0);
}

static void
test_bad_input (void)
{
  static const struct { const char *line, *problem; } cases[] = {
    { "{\"text\":\"abc\",\"spans\":[{\"start\":1,\"end\":9,\"label\":\"A\"}]}", "2: 1–9 is no place in a text of 3 characters" },
    { "{\"text\":\"abc\",\"spans\":[{\"start\":2,\"end\":1,\"label\":\"A\"}]}", "2: a span has no start and end, or they are reversed; it is left out" },
    { "{\"text\":\"abc\",\"spans\":[{\"start\":0,\"end\":2,\"text\":\"bc\"}]}", "2: at 0–2 stands “ab”, not “bc”; the span is left out" },
    { "{\"text\":\"abc\",\"spans\":[3]}", "2: a span is neither an object nor a list; it is left out" },
    { "{\"text\":\"abc\",\"relations\":[{\"head\":0,\"child\":7,\"label\":\"x\"}]}", "2: the relation “x” is between words without a span; it is left out" },
    { "{\"text\":\"abc\",\"relations\":[1]}", "2: a relation is no object; it is left out" },
    { "{\"texts\":\"abc\"}", "2: there is no “text”; the line is left out" },
    { "7", "2: there is no “text”; the line is left out" },
    { "{\"text\":\"ab", NULL },
    { "{\"text\":\"a\xff\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *content = g_strdup_printf ("{\"text\":\"first\"}\n%s\n{\"text\":\"last\"}\n", cases[i].line);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_lines (content, problems);

      g_assert_cmpuint (problems->len, ==, 1);
      if (cases[i].problem != NULL)
        g_assert_cmpstr (problems->pdata[0], ==, cases[i].problem);
      else
        g_assert_nonnull (strstr (problems->pdata[0], "line 2"));
      g_assert_cmpuint (records->len, >=, 2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spacy/write/example", test_write_example);
  g_test_add_func ("/spacy/write/groups", test_write_groups);
  g_test_add_func ("/spacy/write/white-space-tokens", test_white_space_tokens);
  g_test_add_func ("/spacy/read/prodigy", test_read_prodigy);
  g_test_add_func ("/spacy/read/training-data", test_read_training);
  g_test_add_func ("/spacy/read/edited-in-the-tool", test_edited);
  g_test_add_func ("/spacy/round-trip", test_round_trip);
  g_test_add_func ("/spacy/read/bad-input", test_bad_input);

  return g_test_run ();
}
