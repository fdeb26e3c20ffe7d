/* test-label-studio.c
 *
 * Label Studio's tasks and labelling configurations: as its own examples have them, through and back, and bad ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-label-studio-config.h"
#include "chiosa-tagset-file.h"

#include <string.h>

#define SENTENCE "😀 Ana Ruiz said taxes fell 3%."
#define CONFIG \
  "<View>" \
  "<Labels name=\"label\" toName=\"text\"><Label value=\"Source\"/><Label value=\"Claim\" background=\"green\" hotkey=\"2\"/></Labels>" \
  "<Text name=\"text\" value=\"$article\"/>" \
  "<Choices name=\"verdict\" toName=\"text\" perRegion=\"true\" whenTagName=\"label\" whenLabelValue=\"Claim\">" \
  "<Choice value=\"True\"/><Choice value=\"False\"/></Choices>" \
  "<TextArea name=\"why\" toName=\"text\" perRegion=\"true\"/><Number name=\"size\" toName=\"text\" perRegion=\"true\"/>" \
  "<Rating name=\"stars\" toName=\"text\"/><Taxonomy name=\"topic\" toName=\"text\"><Choice value=\"A\"><Choice value=\"B\"/></Choice></Taxonomy>" \
  "<Relations><Relation value=\"attributed to\"/></Relations></View>"

static GPtrArray *
read_tasks (const char *content,
            const char *setting,
            GPtrArray  *problems)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GError) error = NULL;
  GPtrArray *records = formats_read_string (&chiosa_format_label_studio, tagset, setting, content, -1, problems, &error);

  g_assert_no_error (error);
  return records;
}

static ChiosaTagset *
read_config (const char *xml)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagset *tagset = chiosa_label_studio_config_read (xml, "ner.xml", &error);

  g_assert_no_error (error);
  return tagset;
}

/* --- Configurations ----------------------------------------------------------------------------------------------- */

static void
test_config_builtin (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autofree char *xml = chiosa_label_studio_config_write (tagset);
  g_autoptr (ChiosaTagset) back = read_config (xml);
  g_autofree char *again = chiosa_label_studio_config_write (back);
  guint n;

  g_assert_cmpstr (again, ==, xml);
  g_assert_cmpstr (chiosa_tagset_get_id (back), ==, "claims-and-sources");
  g_assert_cmpint (chiosa_tagset_find_attribute (back, "cue", "negated")->kind, ==, CHIOSA_ATTRIBUTE_FLAG);
  g_assert_cmpint (chiosa_tagset_find_attribute (back, "claim", "claim_date")->kind, ==, CHIOSA_ATTRIBUTE_DATE);
  g_assert_cmpint (chiosa_tagset_find_attribute (back, "claim", "verdict_url")->kind, ==, CHIOSA_ATTRIBUTE_LINK);
  g_assert_true (chiosa_tagset_may_join (back, "attributed_to", "claim", "source"));
  g_assert_false (chiosa_tagset_may_join (back, "attributed_to", "source", "claim"));
  g_assert_cmpint (chiosa_tagset_find_label (back, "claim", "CAUSAL")->key, ==, '3');
  g_assert_cmpstr (chiosa_tagset_get_article_attributes (back, &n)[0].id, ==, "genre");
}

static void
test_config_foreign (void)
{
  g_autoptr (ChiosaTagset) tagset = read_config (CONFIG);
  const ChiosaSpanType *type = chiosa_tagset_find_type (tagset, "label");
  g_autofree char *key = chiosa_label_studio_config_get_text_key (CONFIG);
  const ChiosaAttributeType *verdict;
  guint n;

  g_assert_nonnull (type);
  g_assert_cmpuint (type->n_labels, ==, 2);
  g_assert_cmpstr (type->labels[1].color, ==, "#26a269");
  g_assert_cmpint (type->labels[1].key, ==, '2');
  verdict = chiosa_tagset_find_attribute (tagset, "label", "verdict");
  g_assert_cmpint (verdict->kind, ==, CHIOSA_ATTRIBUTE_CHOICE);
  g_assert_cmpstr (verdict->labels[0], ==, "Claim");
  g_assert_cmpint (chiosa_tagset_find_attribute (tagset, "label", "size")->kind, ==, CHIOSA_ATTRIBUTE_NUMBER);
  g_assert_cmpstr (chiosa_tagset_find_relation (tagset, "attributed_to")->tag.name, ==, "attributed to");
  chiosa_tagset_get_article_attributes (tagset, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (key, ==, "article");
}

/* Names that would be one for Label Studio. */
static void
test_config_names (void)
{
  g_autoptr (ChiosaTagset) tagset = read_config (
    "<View><Labels name=\"text\" toName=\"t\"><Label value=\"A\"/></Labels><Labels name=\"b\" toName=\"t\"><Label value=\"A\"/><Label value=\"x\" alias=\"y\"/>"
    "<Label value=\"y\" alias=\"x\"/></Labels>"
    "<TextArea name=\"text-b\" toName=\"t\" perRegion=\"true\" whenTagName=\"text\"/><TextArea name=\"b-b\" toName=\"t\" perRegion=\"true\" whenTagName=\"b\"/>"
    "<TextArea name=\".b\" toName=\"t\"/></View>");
  g_autofree char *xml = chiosa_label_studio_config_write (tagset);
  g_autoptr (ChiosaTagset) back = read_config (xml);
  g_autofree char *again = chiosa_label_studio_config_write (back);

  g_assert_cmpstr (again, ==, xml);
  g_assert_nonnull (chiosa_tagset_find_type (back, "text"));
  g_assert_nonnull (chiosa_tagset_find_attribute (back, "b", "b"));
  g_assert_nonnull (chiosa_tagset_find_attribute (back, "text", "b"));
  g_assert_cmpstr (chiosa_tagset_find_label (back, "b", "y")->name, ==, "x");
}

static void
test_config_bad (void)
{
  static const struct { const char *xml, *message; } cases[] = {
    { "", "no XML" },
    { "<View><Labels name=\"x\"", "“ner.xml”, line 1: no XML" },
    { "<View/>", "“ner.xml” has no labels for text" },
    { "<View><RectangleLabels name=\"l\" toName=\"img\"><Label value=\"Car\"/></RectangleLabels></View>", "has no labels for text" },
    { "<!DOCTYPE v [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><View><Labels name=\"&b;\" toName=\"t\"/></View>", "has a document type" },
    { "<!DOCTYPE v SYSTEM \"file:///etc/passwd\"><View><Labels name=\"l\" toName=\"t\"/></View>", "has a document type" },
    { "<View>\n<Labels name=\"l\" toName=\"t\"><Label value=\"\xff\"/></Labels></View>", "line 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (chiosa_label_studio_config_read (cases[i].xml, "ner.xml", &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_config_deep (void)
{
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (xml, "<View>");
  g_string_append (xml, "<Labels name=\"l\" toName=\"t\"/>");
  for (guint i = 0; i < 200; i++)
    g_string_append (xml, "</View>");

  g_assert_null (chiosa_label_studio_config_read (xml->str, "ner.xml", &error));
  g_assert_nonnull (error);
}

static void
test_config_large (void)
{
  g_autoptr (GString) xml = g_string_new ("<View><Labels name=\"l\" toName=\"t\">");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 150000; i++)
    g_string_append_printf (xml, "<Label value=\"Label %u\"/>", i);
  g_string_append (xml, "</Labels></View>");

  g_assert_null (chiosa_label_studio_config_read (xml->str, "ner.xml", &error));
  g_assert_nonnull (strstr (error->message, "more labels or controls than can be read"));
}

/* --- Tasks -------------------------------------------------------------------------------------------------------- */

static void
test_write_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) utf16 = NULL, points = NULL;
  const char *task;

  chiosa_annotation_set_attribute ((ChiosaAnnotation *) chiosa_record_get (record, 1), "verdict", CHIOSA_VALUE_TEXT, "refuted");
  utf16 = formats_write_one (&chiosa_format_label_studio, tagset, NULL, record);
  points = formats_write_one (&chiosa_format_label_studio, tagset, "unit=codepoints", record);
  task = chiosa_output_get_main (utf16)->str;
  g_assert_nonnull (strstr (task, "{\"id\":\"s1\",\"from_name\":\"source\",\"to_name\":\"text\",\"type\":\"labels\","
                            "\"value\":{\"start\":3,\"end\":11,\"text\":\"Ana Ruiz\",\"labels\":[\"SRC_PERSON\"]}}"));
  g_assert_nonnull (strstr (task, "{\"id\":\"s2\",\"from_name\":\"verdict\",\"to_name\":\"text\",\"type\":\"choices\","
                            "\"value\":{\"start\":17,\"end\":30,\"text\":\"taxes fell 3%\",\"choices\":[\"refuted\"]}}"));
  g_assert_nonnull (strstr (task, "{\"type\":\"relation\",\"from_id\":\"s2\",\"to_id\":\"s1\",\"direction\":\"right\",\"labels\":[\"attributed_to\"]}"));
  g_assert_nonnull (strstr (chiosa_output_get_main (points)->str, "\"value\":{\"start\":2,\"end\":10,\"text\":\"Ana Ruiz\""));
}

#define REGION(id, from, start, end, words, rest) \
  "{\"id\":\"" id "\",\"from_name\":\"" from "\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":" #start ",\"end\":" #end ",\"text\":\"" words "\"," rest "}}"

static void
test_read_units (void)
{
  static const char * const results[] = {
    REGION ("s1", "label", 3, 11, "Ana Ruiz", "\"labels\":[\"SRC_PERSON\"]") "," REGION ("s2", "label", 17, 30, "taxes fell 3%", "\"labels\":[\"NUMERIC\"]"),
    REGION ("s1", "label", 2, 10, "Ana Ruiz", "\"labels\":[\"SRC_PERSON\"]") "," REGION ("s2", "label", 16, 29, "taxes fell 3%", "\"labels\":[\"NUMERIC\"]"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *content = g_strconcat (
        "[{\"id\":4,\"data\":{\"text\":\"" SENTENCE "\",\"site\":\"x\"},\"annotations\":[{\"id\":1,\"completed_by\":{\"id\":3,\"email\":\"a@example.org\"},\"result\":[", results[i], ","
        "{\"id\":\"s2\",\"from_name\":\"verdict\",\"to_name\":\"text\",\"type\":\"choices\",\"value\":{\"start\":17,\"end\":30,\"choices\":[\"refuted\"]}},"
        "{\"id\":\"s2\",\"from_name\":\"verdict_note\",\"to_name\":\"text\",\"type\":\"textarea\",\"value\":{\"start\":17,\"end\":30,\"text\":[\"no\",\"really\"]}},"
        "{\"id\":\"g\",\"from_name\":\"genre\",\"to_name\":\"text\",\"type\":\"choices\",\"value\":{\"choices\":[\"news\"]}},"
        "{\"type\":\"relation\",\"from_id\":\"s1\",\"to_id\":\"s2\",\"direction\":\"left\",\"labels\":[\"attributed_to\"]}]}]}]\n", NULL);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_tasks (content, NULL, problems);
      const ChiosaRecord *record = records->pdata[0];
      const ChiosaAnnotation *claim = chiosa_record_get (record, 1);
      guint from, to;

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (record->name, ==, "input-4");
      g_assert_cmpuint (chiosa_record_get_extent (record, 0).start, ==, 2);
      g_assert_cmpuint (chiosa_record_get_extent (record, 1).end, ==, 29);
      g_assert_cmpstr (claim->type, ==, "claim");
      g_assert_cmpstr (claim->creator, ==, "a@example.org");
      g_assert_cmpstr (chiosa_annotation_get_attribute (claim, "verdict"), ==, "refuted");
      g_assert_cmpstr (chiosa_annotation_get_attribute (claim, "verdict_note"), ==, "no\nreally");
      g_assert_nonnull (chiosa_record_get_relation (record, 0, &from, &to));
      g_assert_cmpuint (from, ==, 1);
      g_assert_cmpstr (chiosa_attributes_get (chiosa_record_get_article (record)->attributes, "genre", NULL), ==, "news");
      g_assert_cmpstr (chiosa_record_get_article (record)->extra, ==, "\"label-studio\":{\"data\":{\"site\":\"x\"}}");
    }
}

static void
test_read_several (void)
{
  const char *content =
    "[{\"id\":1,\"data\":{\"body\":\"" SENTENCE "\"},\"annotations\":["
    "{\"was_cancelled\":true,\"result\":[" REGION ("a", "label", 3, 11, "Ana Ruiz", "\"labels\":[\"SRC_ANON\"]") "]},"
    "{\"result\":[" REGION ("b", "label", 3, 11, "Ana Ruiz", "\"labels\":[\"SRC_PERSON\"]") "]},"
    "{\"result\":[" REGION ("c", "label", 3, 11, "Ana Ruiz", "\"labels\":[\"SRC_ORG\",\"SRC_MEDIA\"]") "]}],"
    "\"predictions\":[{\"model_version\":\"m1\",\"score\":0.75,\"result\":[" REGION ("p", "label", 17, 30, "taxes fell 3%", "\"labels\":[\"FACT\"]") "]}]}]";
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) first = read_tasks (content, NULL, problems);
  g_autoptr (GPtrArray) last = read_tasks (content, "annotation=last", problems);
  g_autoptr (GPtrArray) guess = read_tasks (content, "annotation=predictions", problems);

  g_assert_cmpstr (chiosa_record_get (first->pdata[0], 0)->label, ==, "SRC_PERSON");
  g_assert_cmpstr (problems->pdata[0], ==, "1: 1 further annotation of this task is left out");
  g_assert_cmpstr (problems->pdata[1], ==, "1: 1 prediction for this task is left out");
  g_assert_cmpuint (chiosa_record_get_n (last->pdata[0]), ==, 2);
  g_assert_cmpstr (chiosa_record_get (guess->pdata[0], 0)->label, ==, "FACT");
  g_assert_cmpint (chiosa_record_get (guess->pdata[0], 0)->origin, ==, CHIOSA_ORIGIN_SUGGESTION);
  g_assert_cmpstr (chiosa_record_get (guess->pdata[0], 0)->suggester, ==, "m1");
  g_assert_cmpstr (chiosa_record_get (guess->pdata[0], 0)->confidence, ==, "0.75");
}

static void
test_read_flat (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_tasks (
    "[{\"id\":7,\"text\":\"" SENTENCE "\",\"annotator\":2,\"annotation_id\":5,\"lead_time\":1.5,"
    "\"label\":[{\"start\":3,\"end\":11,\"text\":\"Ana Ruiz\",\"labels\":[\"SRC_PERSON\"]},{\"start\":17,\"end\":30,\"text\":\"taxes fell 3%\",\"labels\":[\"NUMERIC\"]}],"
    "\"verdict\":[{\"start\":17,\"end\":30,\"text\":\"taxes fell 3%\",\"choices\":[\"refuted\"]}]}]", NULL, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (chiosa_record_get_n (records->pdata[0]), ==, 2);
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_record_get (records->pdata[0], 1), "verdict"), ==, "refuted");
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->creator, ==, "2");
}

static void
test_read_with_config (void)
{
  char *folder = formats_make_folder ();
  g_autofree char *path = g_build_filename (folder, "tasks.json", NULL);
  g_autofree char *config = g_build_filename (folder, "tasks.xml", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (ChiosaTagset) tagset = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaReader reader = { .format = &chiosa_format_label_studio, .path = path, .shown = path, .name = "tasks" };

  g_assert_true (g_file_set_contents (config, CONFIG, -1, NULL));
  g_assert_true (g_file_set_contents (path,
    "[{\"data\":{\"article\":\"" SENTENCE "\",\"text\":\"not this\"},\"annotations\":[{\"result\":["
    REGION ("s2", "label", 17, 30, "taxes fell 3%", "\"labels\":[\"Claim\"]") ",{\"id\":\"s2\",\"from_name\":\"size\",\"type\":\"number\",\"value\":{\"start\":17,\"end\":30,\"number\":3}},"
    "{\"id\":\"t\",\"from_name\":\"topic\",\"type\":\"taxonomy\",\"value\":{\"taxonomy\":[[\"A\",\"B\"],[\"A\"]]}}]}]}]", -1, NULL));
  tagset = chiosa_format_label_studio.read_tagset (&reader, &error);
  g_assert_no_error (error);
  records = formats_read (&chiosa_format_label_studio, tagset, NULL, path, problems, &error);
  g_assert_no_error (error);
  formats_remove_folder (folder);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (((ChiosaRecord *) records->pdata[0])->utf8, ==, SENTENCE);
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->type, ==, "label");
  g_assert_cmpstr (chiosa_record_get (records->pdata[0], 0)->label, ==, "Claim");
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_record_get (records->pdata[0], 0), "size"), ==, "3");
  g_assert_cmpstr (chiosa_attributes_get (chiosa_record_get_article (records->pdata[0])->attributes, "topic", NULL), ==, "A / B; A");
}

static void
test_round_trip (void)
{
  formats_assert_round_trip (&chiosa_format_label_studio, NULL, 1, 200, 0);
  formats_assert_round_trip (&chiosa_format_label_studio, "unit=codepoints", 2, 100, 0);
}

#define TASK(result) "{\"data\":{\"text\":\"" SENTENCE "\"},\n\"annotations\":[{\"result\":[" result "]}]}"

static void
test_bad_input (void)
{
  static const struct { const char *task, *problem; } cases[] = {
    { TASK (REGION ("x", "l", 3, 11, "Ana Ruyz", "\"labels\":[\"A\"]")),
      "3: at 3–11 stands “Ana Ruiz”, not “Ana Ruyz”, neither in UTF-16 units nor in code points; the region “x” is left out" },
    { TASK (REGION ("x", "l", 3, 99, "Ana Ruiz", "\"labels\":[\"A\"]")), "3: 3–99 is no place in the text, or within a character; the region “x” is left out" },
    { TASK (REGION ("x", "l", 1, 3, "", "\"labels\":[\"A\"]")), "3: 1–3 is no place in the text, or within a character; the region “x” is left out" },
    { TASK (REGION ("x", "l", 9, 3, "", "\"labels\":[\"A\"]")), "3: a region has no start and end, or they are reversed; it is left out" },
    { TASK ("{\"id\":\"x\",\"from_name\":\"l\",\"value\":{\"start\":\"/p[1]/text()[1]\",\"end\":\"/p[1]\",\"hypertextlabels\":[\"A\"]}}"),
      "3: a region has its place in the elements of a web page, not in a text; it is left out" },
    { TASK ("{\"id\":\"x\",\"value\":{}}"), "3: a result has no “from_name” or no “value”; it is left out" },
    { TASK ("{\"id\":\"x\",\"from_name\":\"r\",\"value\":{\"rectangle\":1}}"), "3: the result of “r” is of a kind that has no place here; it is left out" },
    { TASK ("5"), "3: a result is no object; it is left out" },
    { TASK ("{\"type\":\"relation\",\"from_id\":\"x\",\"to_id\":\"y\"}"), "3: a relation leads to a region that is not there; it is left out" },
    { "{\"data\":{\"n\":1}}", "2: the data of the task have no text; the task is left out" },
    { "{\"n\":1}", "2: the task has no text; it is left out" },
    { "7", "2: a task is no object; it is left out" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *content = g_strdup_printf ("[{\"data\":{\"text\":\"first\"}},\n%s,\n{\"data\":{\"text\":\"last\"}}]", cases[i].task);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_tasks (content, NULL, problems);

      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_cmpstr (problems->pdata[0], ==, cases[i].problem);
      g_assert_cmpuint (records->len, >=, 2);
    }
}

static void
test_no_tasks (void)
{
  static const char * const contents[] = { "", "[{\"data\":{\"text\":\"a\"}}", "7", "[{\"data\":{\"text\":\"a\xff\"}}]", "[\n{\"id\":1,\"id\":2}]" };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (formats_read_string (&chiosa_format_label_studio, tagset, NULL, contents[i], -1, problems, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "input.json"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/label-studio/config/built-in-comes-back", test_config_builtin);
  g_test_add_func ("/label-studio/config/foreign", test_config_foreign);
  g_test_add_func ("/label-studio/config/names-that-clash", test_config_names);
  g_test_add_func ("/label-studio/config/bad", test_config_bad);
  g_test_add_func ("/label-studio/config/deep", test_config_deep);
  g_test_add_func ("/label-studio/config/large", test_config_large);
  g_test_add_func ("/label-studio/write/example", test_write_example);
  g_test_add_func ("/label-studio/read/units", test_read_units);
  g_test_add_func ("/label-studio/read/several-annotations", test_read_several);
  g_test_add_func ("/label-studio/read/flat", test_read_flat);
  g_test_add_func ("/label-studio/read/with-configuration", test_read_with_config);
  g_test_add_func ("/label-studio/round-trip", test_round_trip);
  g_test_add_func ("/label-studio/read/bad-input", test_bad_input);
  g_test_add_func ("/label-studio/read/no-tasks", test_no_tasks);

  return g_test_run ();
}
