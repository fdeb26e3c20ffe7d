/* test-doccano.c
 *
 * doccano's JSON Lines: as its own examples have them, through and back, and bad ones.
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
  GPtrArray *records = formats_read_string (&chiosa_format_doccano, tagset, NULL, content, -1, problems, &error);

  g_assert_no_error (error);
  return records;
}

static void
test_write_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = NULL;
  const char *line;

  record->index = 2;
  output = formats_write_one (&chiosa_format_doccano, tagset, NULL, record);
  line = chiosa_output_get_main (output)->str;
  g_assert_true (g_str_has_prefix (line, "{\"id\":3,\"name\":\"article-1\",\"title\":\"\",\"author\":\"\",\"publisher\":\"\",\"url\":\"\",\"date\":\"\",\"language\":\"\",\"text\":\"" SENTENCE "\","
                                   "\"entities\":[{\"id\":2000001,\"label\":\"SRC_PERSON\",\"start_offset\":2,\"end_offset\":10},"
                                   "{\"id\":2000002,\"label\":\"NUMERIC\",\"start_offset\":16,\"end_offset\":29}],"
                                   "\"relations\":[{\"id\":2000001,\"from_id\":2000002,\"to_id\":2000001,\"type\":\"attributed_to\"}],\"Comments\":[],"));
}

static void
test_write_sequence (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_doccano, tagset, "project=sequence", record);

  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str, "\"label\":[[2,10,\"SRC_PERSON\"],[16,29,\"NUMERIC\"]],\"Comments\""));
}

static void
test_read_forms (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_lines (
    "{\"id\":1,\"text\":\"" SENTENCE "\",\"label\":[[2,10,\"SRC_PERSON\"],[16,29,\"Claim\"]]}\r\n"
    "\n"
    "{\"id\":2,\"data\":\"" SENTENCE "\",\"labels\":[[2,10,\"SRC_PERSON\"]],\"source\":\"web\"}\n"
    "{\"id\":3,\"text\":\"" SENTENCE "\",\"entities\":[{\"id\":7,\"label\":\"SRC_PERSON\",\"start_offset\":2,\"end_offset\":10},"
    "{\"id\":9,\"label\":\"NUMERIC\",\"start_offset\":16,\"end_offset\":29}],\"relations\":[{\"id\":1,\"from_id\":9,\"to_id\":7,\"type\":\"attributed_to\"}],"
    "\"Comments\":[\"look again\",\"done\"]}\n"
    "{\"id\":4,\"text\":\"" SENTENCE "\",\"annotations\":[{\"label\":3,\"start_offset\":2,\"end_offset\":10,\"user\":1}]}\n"
    "{\"id\":5,\"text\":\"" SENTENCE "\",\"label\":[\"politics\",\"economy\"]}\n",
    problems);
  const ChiosaRecord *third;
  guint from, to;

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 5);
  g_assert_cmpstr (((ChiosaRecord *) records->pdata[0])->name, ==, "input-1");
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 1)->type, ==, "span");
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 1)->label, ==, "Claim");
  g_assert_cmpstr (chiosa_record_get_article (records->pdata[1])->extra, ==, "\"doccano\":{\"source\":\"web\"}");
  third = records->pdata[2];
  g_assert_nonnull (chiosa_record_get_relation (third, 0, &from, &to));
  g_assert_cmpuint (from, ==, 1);
  g_assert_cmpstr (chiosa_record_get_article (third)->note, ==, "look again\ndone");
  g_assert_cmpstr (chiosa_record_get (records->pdata[3], 0)->label, ==, "3");
  g_assert_cmpstr (chiosa_attributes_get (chiosa_record_get_article (records->pdata[4])->attributes, "category", NULL), ==, "politics, economy");
}

/* doccano gives entities ids of its own, and keeps what it does not know. */
static void
test_edited (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) line = NULL;

  chiosa_annotation_set_attribute ((ChiosaAnnotation *) chiosa_record_get (record, 1), "verdict", CHIOSA_VALUE_TEXT, "refuted");
  output = formats_write_one (&chiosa_format_doccano, tagset, NULL, record);
  line = g_string_new (chiosa_output_get_main (output)->str);
  g_string_replace (line, "{\"id\":1,\"label\":\"SRC_PERSON\",\"start_offset\":2,\"end_offset\":10},", "{\"id\":41,\"label\":\"SRC_ORG\",\"start_offset\":2,\"end_offset\":10},", 1);
  g_string_replace (line, "{\"id\":2,\"label\":\"NUMERIC\"", "{\"id\":42,\"label\":\"NUMERIC\"", 1);
  g_string_replace (line, "\"from_id\":2,\"to_id\":1", "\"from_id\":42,\"to_id\":41", 1);
  records = read_lines (line->str, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->label, ==, "SRC_ORG");
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 1)->id, ==, "s2");
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_record_get (records->pdata[0], 1), "verdict"), ==, "refuted");
  g_assert_nonnull (chiosa_record_get_relation (records->pdata[0], 0, NULL, NULL));
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (&chiosa_format_doccano, NULL, 1, 200, 0);
  formats_assert_round_trip (&chiosa_format_doccano, "project=sequence", 2, 100, 0);
}

static void
test_bad_input (void)
{
  static const struct { const char *line, *problem; } cases[] = {
    { "{\"text\":\"abc\",\"label\":[[1,9,\"A\"]]}", "2: 1–9 is no place in a text of 3 characters" },
    { "{\"text\":\"abc\",\"label\":[[2,1,\"A\"]]}", "2: a span has no start and end, or they are reversed; it is left out" },
    { "{\"text\":\"abc\",\"entities\":[{\"id\":1,\"label\":\"A\"}]}", "2: a span has no start and end, or they are reversed; it is left out" },
    { "{\"text\":\"abc\",\"relations\":[{\"from_id\":1,\"to_id\":2,\"type\":\"x\"}]}",
      "2: the relation “x” has no type or leads to an entity that is not there; it is left out" },
    { "{\"text\":\"abc\",\"relations\":[1]}", "2: a relation is no object; it is left out" },
    { "{\"text\":\"abc\",\"label\":[\"Un testo\\nin due righe\"]}",
      "2: its labels are texts (a translation, a summary) and not names; this has no place here, and the line is left out" },
    { "{\"texts\":\"abc\"}", "2: there is no “text”; the line is left out" },
    { "[1,2", NULL },
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

/* Our own member is from a file like everything else. */
static void
test_bad_companion (void)
{
  static const char * const members[] = {
    "7", "[]", "{}", "{\"annotations\":7,\"relations\":{}}", "{\"annotations\":[7,{},{\"name\":\"A\",\"id\":\"x y\",\"type\":\"t\",\"label\":\"\",\"spans\":[[0,1]]}]}",
    "{\"annotations\":[{\"name\":\"A\",\"id\":\"a\",\"type\":\"\",\"label\":\"l\",\"spans\":[[0,1],[0,1],[5],7]},{\"name\":\"A\",\"id\":\"a\",\"type\":\"t\",\"label\":\"l\",\"spans\":[[0,1]]}]}",
    "{\"annotations\":[{\"name\":\"A\",\"id\":\"a\",\"type\":\"t\",\"label\":\"l\",\"spans\":[[0,1]],\"attributes\":{\"not an id\":1,\"n\":null,\"j\":[1]},"
    "\"extra\":{\"id\":\"b\",\"mine\":1},\"confidence\":\"x\",\"origin\":3}],\"article\":{\"title\":7,\"status\":\"no\",\"extra\":{\"title\":\"t\"}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *content = g_strdup_printf ("{\"text\":\"abc\",\"label\":[[0,1,\"A\"]],\"chiosa\":%s}\n", members[i]);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_lines (content, problems);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpuint (chiosa_record_get_n (records->pdata[0]), ==, 1);
      g_assert_true (chiosa_id_is_valid (chiosa_record_get (records->pdata[0], 0)->id));
      if (i == G_N_ELEMENTS (members) - 1)
        {
          g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->extra, ==, "\"mine\":1");
          g_assert_null (chiosa_record_get (records->pdata[0], 0)->confidence);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/doccano/write/example", test_write_example);
  g_test_add_func ("/doccano/write/sequence", test_write_sequence);
  g_test_add_func ("/doccano/read/forms", test_read_forms);
  g_test_add_func ("/doccano/read/edited-in-the-tool", test_edited);
  g_test_add_func ("/doccano/round-trip", test_round_trip);
  g_test_add_func ("/doccano/read/bad-input", test_bad_input);
  g_test_add_func ("/doccano/read/bad-companion", test_bad_companion);

  return g_test_run ();
}
