/* test-tagset-file.c
 *
 * Tag sets from files and into files, and the one that is built in. With --output FILE a tag set is written there for
 * the schema test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-document.h"
#include "chiosa-tagset-file.h"
#include "store-fixture.h"

#include <string.h>

static const char good[] =
  "{\"format\":\"chiosa-tagset\",\"version\":\"2.1\",\"id\":\"mine\",\"name\":\"Mine\",\"description\":\"D\",\"future\":[1],"
  "\"types\":[{\"id\":\"entity\",\"name\":\"Entity\",\"guideline\":\"G\",\"color\":\"#112233\",\"key\":\"e\",\"shape\":\"wave\",\"snap\":\"capitalised\","
  "\"may_nest\":false,\"may_cross\":true,\"max_fragments\":3,"
  "\"labels\":[{\"id\":\"PERSON\",\"name\":\"Person\",\"key\":\"1\"},{\"id\":\"ORG\",\"name\":\"Organisation\",\"color\":\"#445566\"}],"
  "\"attributes\":[{\"id\":\"sex\",\"name\":\"Sex\",\"kind\":\"choice\",\"values\":[{\"id\":\"f\",\"name\":\"F\"},{\"id\":\"m\",\"name\":\"M\"}],\"default\":\"f\",\"labels\":[\"PERSON\"]}]},"
  "{\"id\":\"claim\",\"name\":\"Claim\",\"color\":\"#000000\"},{\"id\":\"source\",\"name\":\"Source\",\"color\":\"#000000\"}],"
  "\"relations\":[{\"id\":\"same\",\"name\":\"same\",\"from\":[\"entity\",\"source\",\"claim\"],\"to\":[\"entity\",\"source\",\"claim\"],\"symmetric\":true,\"transitive\":true,"
  "\"same_family\":[[\"entity\",\"source\"],[\"claim\"]],\"max_per_from\":2}],"
  "\"attributes\":[{\"id\":\"flag\",\"name\":\"Flag\",\"kind\":\"flag\"}],"
  "\"article_attributes\":[{\"id\":\"genre\",\"name\":\"Genre\",\"kind\":\"text\"}],"
  "\"rules\":[{\"id\":\"r\",\"type\":\"claim\",\"message\":\"M\",\"need\":[\"relation:same\"]}]}";

static ChiosaTagset *
parse (const char  *json,
       GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return chiosa_tagset_parse (bytes, "mine.json", error);
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = parse (good, &error);
  const ChiosaSpanType *type;
  const ChiosaRelationType *relation;
  const ChiosaAttributeType *attribute;
  guint n;

  g_assert_no_error (error);
  g_assert_cmpstr (chiosa_tagset_get_id (tagset), ==, "mine");
  g_assert_cmpstr (chiosa_tagset_get_name (tagset), ==, "Mine");
  g_assert_cmpstr (chiosa_tagset_get_version (tagset), ==, "2.1");
  g_assert_cmpstr (chiosa_tagset_get_description (tagset), ==, "D");

  type = chiosa_tagset_find_type (tagset, "entity");
  g_assert_cmpstr (type->tag.color, ==, "#112233");
  g_assert_cmpstr (type->tag.guideline, ==, "G");
  g_assert_cmpint (type->tag.key, ==, 'e');
  g_assert_cmpint (type->shape, ==, CHIOSA_SHAPE_WAVE);
  g_assert_true (type->snap_capitalised && type->may_cross && !type->may_nest);
  g_assert_cmpuint (type->max_fragments, ==, 3);
  g_assert_cmpuint (type->n_labels, ==, 2);
  g_assert_cmpstr (chiosa_tagset_find_label (tagset, "entity", "ORG")->color, ==, "#445566");

  attribute = chiosa_tagset_find_attribute (tagset, "entity", "sex");
  g_assert_cmpint (attribute->kind, ==, CHIOSA_ATTRIBUTE_CHOICE);
  g_assert_cmpuint (attribute->n_values, ==, 2);
  g_assert_cmpstr (attribute->default_value, ==, "f");
  g_assert_cmpstr (attribute->labels[0], ==, "PERSON");

  /* What is not said. */
  type = chiosa_tagset_find_type (tagset, "claim");
  g_assert_true (type->may_nest && !type->may_cross && !type->snap_capitalised);
  g_assert_cmpint (type->shape, ==, CHIOSA_SHAPE_TINT);

  relation = chiosa_tagset_find_relation (tagset, "same");
  g_assert_true (relation->symmetric && relation->transitive && relation->same_family);
  g_assert_cmpuint (g_strv_length (relation->family), ==, 2);
  g_assert_cmpstr (relation->family[0], ==, "entity");
  g_assert_cmpuint (relation->max_per_from, ==, 2);

  g_assert_cmpstr (chiosa_tagset_get_article_attributes (tagset, &n)->id, ==, "genre");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (chiosa_tagset_get_rules (tagset, &n)->need[0], ==, "relation:same");
  g_assert_cmpuint (n, ==, 1);
}

static char *
with (const char *old,
      const char *new)
{
  g_auto (GStrv) parts = g_strsplit (good, old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (new, parts);
}

static void
test_bad (void)
{
  static const struct { const char *old, *new; } cases[] = {
    { "chiosa-tagset", "chiosa-sidecar" }, { "\"id\":\"mine\"", "\"id\":7" }, { "\"types\":[", "\"types\":[3," },
    { "\"wave\"", "\"zigzag\"" }, { "\"capitalised\"", "\"all\"" }, { "\"may_nest\":false", "\"may_nest\":0" },
    { "\"max_fragments\":3", "\"max_fragments\":-3" }, { "\"#112233\"", "\"red\"" }, { "\"#112233\"", "\"#11223g\"" },
    { "\"key\":\"e\"", "\"key\":\"ee\"" }, { "\"labels\":[{", "\"labels\":{\"x\":[{" }, { "\"kind\":\"choice\"", "\"kind\":\"colour\"" },
    { ",\"kind\":\"flag\"", "" }, { "\"id\":\"flag\",", "" }, { "\"labels\":[\"PERSON\"]", "\"labels\":[1]" },
    { "[\"claim\"]]", "[\"claim\",\"entity\"]]" }, { "\"same_family\":[[", "\"same_family\":[7,[" }, { "\"message\":\"M\",", "" },
    { "\"need\":[", "\"need\":[null," }, { "\"relations\":[", "\"relations\":[\"x\"," }, { "\"id\":\"claim\",", "\"id\":\"entity\"," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = with (cases[i].old, cases[i].new);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (json, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == CHIOSA_STORE_ERROR || g_error_matches (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_TAGSET));
      g_assert_nonnull (strstr (error->message, "mine.json"));
    }
}

static void
test_cut (void)
{
  for (gsize length = 0; length < sizeof good - 1; length += 7)
    {
      g_autofree char *json = g_strndup (good, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (json, &error));
      g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_SYNTAX);
    }
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "t.json"), *none = in_folder (fixture, "none.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = NULL;

  put (fixture, "t.json", good, -1);
  tagset = chiosa_tagset_load (path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tagset);
  g_assert_null (chiosa_tagset_load (none, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_builtin (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  const char *types[] = { "entity", "claim", "source", "cue" };
  guint n;

  g_assert_cmpstr (chiosa_tagset_get_id (tagset), ==, "claims-and-sources");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_nonnull (chiosa_tagset_find_type (tagset, types[i]));
  g_assert_nonnull (chiosa_tagset_find_label (tagset, "entity", "PERSON"));
  g_assert_nonnull (chiosa_tagset_find_relation (tagset, "attributed_to"));
  g_assert_true (chiosa_tagset_find_relation (tagset, "same_as")->same_family);
  g_assert_nonnull (chiosa_tagset_get_rules (tagset, &n));
  g_assert_cmpuint (n, >, 5);
}

static char *
write_tagset (ChiosaTagset *tagset)
{
  g_autoptr (GBytes) bytes = chiosa_tagset_write (tagset);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The writer says everything there is: two tag sets that are written alike are equal. */
static void
test_written (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = parse (good, &error);
  g_autofree char *json = write_tagset (tagset), *again = NULL;
  g_autoptr (ChiosaTagset) back = parse (json, &error);
  const ChiosaRelationType *relation;
  const ChiosaSpanType *type;

  g_assert_no_error (error);
  again = write_tagset (back);
  g_assert_cmpstr (json, ==, again);

  type = chiosa_tagset_find_type (back, "entity");
  g_assert_true (type->snap_capitalised && type->may_cross && !type->may_nest);
  g_assert_cmpuint (type->max_fragments, ==, 3);
  g_assert_cmpint (type->shape, ==, CHIOSA_SHAPE_WAVE);
  g_assert_cmpint (type->tag.key, ==, 'e');
  g_assert_cmpstr (type->labels[1].color, ==, "#445566");
  g_assert_cmpstr (type->attributes[0].labels[0], ==, "PERSON");
  relation = chiosa_tagset_find_relation (back, "same");
  g_assert_true (relation->symmetric && relation->transitive && relation->same_family);
  g_assert_cmpuint (g_strv_length (relation->family), ==, 2);
  g_assert_cmpuint (relation->max_per_from, ==, 2);
  g_assert_nonnull (strstr (json, "\n  \"types\": [\n    {\n      \"id\": \"entity\",\n"));
  g_assert_nonnull (strstr (json, "{\"id\": \"f\", \"name\": \"F\"},\n"));
}

static void
test_written_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autofree char *json = write_tagset (tagset), *again = NULL;
  g_autoptr (ChiosaTagset) back = parse (json, &error);
  const ChiosaAttributeType *attribute;
  guint n, m;

  g_assert_no_error (error);
  again = write_tagset (back);
  g_assert_cmpstr (json, ==, again);
  chiosa_tagset_get_rules (tagset, &n);
  chiosa_tagset_get_rules (back, &m);
  g_assert_cmpuint (n, ==, m);
  attribute = chiosa_tagset_find_attribute (back, "claim", "directness");
  g_assert_cmpstr (attribute->preset, ==, "quotes");
}

/* What the file must have is there, whatever the tag set lacks. */
static void
test_written_bare (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = NULL, back = NULL;
  g_autofree char *json = NULL;
  ChiosaTagsetBuilder *builder = chiosa_tagset_builder_new ();
  ChiosaSpanType type = { .tag = { .id = g_strdup ("x"), .guideline = g_strdup ("“\"\n\t\\") } };

  builder->id = g_strdup ("bare");
  g_array_append_val (builder->types, type);
  tagset = chiosa_tagset_builder_end (builder, &error);
  g_assert_no_error (error);

  json = write_tagset (tagset);
  back = parse (json, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (chiosa_tagset_get_version (back), ==, "1.0");
  g_assert_cmpstr (chiosa_tagset_get_types (back, &(guint) { 0 })->tag.guideline, ==, "“\"\n\t\\");
  g_assert_nonnull (chiosa_tagset_get_types (back, &(guint) { 0 })->tag.color);
}

static int
write_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = parse (good, &error);
  g_autofree char *json = write_tagset (tagset);

  return g_file_set_contents (path, json, -1, &error) ? 0 : 1;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--output") == 0)
    return write_file (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tagset-file/every-member-is-read", test_good);
  g_test_add_func ("/tagset-file/what-makes-no-sense-is-refused", test_bad);
  g_test_add_func ("/tagset-file/half-a-file-is-refused", test_cut);
  add_test ("/tagset-file/loads-from-disk", test_load);
  g_test_add_func ("/tagset-file/one-is-built-in", test_builtin);
  g_test_add_func ("/tagset-file/what-is-written-reads-back", test_written);
  g_test_add_func ("/tagset-file/the-built-in-one-can-be-written", test_written_builtin);
  g_test_add_func ("/tagset-file/what-a-file-needs-is-written", test_written_bare);

  return g_test_run ();
}
