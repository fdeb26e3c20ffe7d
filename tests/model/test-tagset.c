/* test-tagset.c
 *
 * What makes a tag set, and what one can ask of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model-fixture.h"

#include <string.h>

static ChiosaSpanType *
first_type (ChiosaTagsetBuilder *builder)
{
  return &g_array_index (builder->types, ChiosaSpanType, 0);
}

static ChiosaSpanType *
claim_type (ChiosaTagsetBuilder *builder)
{
  return &g_array_index (builder->types, ChiosaSpanType, 1);
}

static ChiosaRelationType *
first_relation (ChiosaTagsetBuilder *builder)
{
  return &g_array_index (builder->relations, ChiosaRelationType, 0);
}

/* --- What is refused ---------------------------------------------------------------------------------------------- */

static void
no_id (ChiosaTagsetBuilder *builder)
{
  g_clear_pointer (&builder->id, g_free);
}

static void
no_types (ChiosaTagsetBuilder *builder)
{
  g_array_set_size (builder->types, 0);
}

static void
type_twice (ChiosaTagsetBuilder *builder)
{
  g_set_str (&first_type (builder)->tag.id, "CLAIM");
}

static void
label_twice (ChiosaTagsetBuilder *builder)
{
  g_set_str (&first_type (builder)->labels[1].id, "PERSON");
}

static void
label_not_an_id (ChiosaTagsetBuilder *builder)
{
  g_set_str (&first_type (builder)->labels[1].id, "a person");
}

static void
key_twice (ChiosaTagsetBuilder *builder)
{
  first_type (builder)->labels[1].key = '1';
}

static void
type_key_twice (ChiosaTagsetBuilder *builder)
{
  first_type (builder)->tag.key = 'c';
}

static void
label_key_is_a_letter (ChiosaTagsetBuilder *builder)
{
  first_type (builder)->labels[1].key = 'x';
}

static void
type_key_is_a_digit (ChiosaTagsetBuilder *builder)
{
  first_type (builder)->tag.key = '1';
}

static void
color_by_name (ChiosaTagsetBuilder *builder)
{
  g_set_str (&first_type (builder)->tag.color, "blue");
}

static void
attribute_for_unknown_label (ChiosaTagsetBuilder *builder)
{
  g_strfreev (claim_type (builder)->attributes[3].labels);
  claim_type (builder)->attributes[3].labels = g_strsplit ("FACT NUMERIC", " ", -1);
}

static void
attribute_of_all_and_of_one (ChiosaTagsetBuilder *builder)
{
  g_set_str (&claim_type (builder)->attributes[2].id, "confidence");
}

static void
choice_without_values (ChiosaTagsetBuilder *builder)
{
  claim_type (builder)->attributes[2].kind = CHIOSA_ATTRIBUTE_CHOICE;
}

static void
default_not_a_value (ChiosaTagsetBuilder *builder)
{
  g_set_str (&claim_type (builder)->attributes[0].default_value, "whispered");
}

static void
unknown_preset (ChiosaTagsetBuilder *builder)
{
  g_set_str (&claim_type (builder)->attributes[1].preset, "stars");
}

static void
relation_from_unknown (ChiosaTagsetBuilder *builder)
{
  g_set_str (&first_relation (builder)->from[0], "OPINION");
}

static void
relation_to_nothing (ChiosaTagsetBuilder *builder)
{
  g_clear_pointer (&first_relation (builder)->to, g_strfreev);
}

static void
family_of_unknown (ChiosaTagsetBuilder *builder)
{
  first_relation (builder)->family = g_strsplit ("NOBODY", " ", -1);
}

static void
add_rule (ChiosaTagsetBuilder *builder,
          const char          *type,
          const char          *when,
          const char          *need)
{
  ChiosaRule rule = { .type = g_strdup (type), .id = g_strdup ("rule"), .message = g_strdup ("Message") };

  rule.when = g_strsplit (when, " ", -1);
  rule.need = g_strsplit (need, " ", -1);
  g_array_append_val (builder->rules, rule);
}

static void
rule_of_unknown_type (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "NOBODY", "", "voice=author");
}

static void
rule_needs_nothing (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "CLAIM", "voice=author", "");
}

static void
rule_of_unknown_attribute (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "CLAIM", "tone=harsh", "voice=author");
}

static void
rule_of_unknown_value (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "CLAIM", "voice=whispered", "voice=author");
}

static void
rule_of_unknown_relation (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "CLAIM", "voice=author", "!relation:refutes");
}

static void
rule_of_unknown_label (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "CLAIM", "label=NUMERIC", "voice=author");
}

static void
rule_without_a_comparison (ChiosaTagsetBuilder *builder)
{
  add_rule (builder, "CLAIM", "voice", "voice=author");
}

static const struct
{
  const char *promise;
  void      (*spoil) (ChiosaTagsetBuilder *builder);
  const char *names;    /* what the message has to name */
} refused[] = {
  { "without-an-id", no_id, "id" },
  { "without-types", no_types, "type" },
  { "a-type-twice", type_twice, "CLAIM" },
  { "a-label-twice", label_twice, "PERSON" },
  { "a-label-that-is-no-id", label_not_an_id, "a person" },
  { "a-key-twice", key_twice, "1" },
  { "a-type-key-twice", type_key_twice, "c" },
  { "a-letter-for-a-label", label_key_is_a_letter, "ORG" },
  { "a-digit-for-a-type", type_key_is_a_digit, "ENTITY" },
  { "a-color-by-name", color_by_name, "blue" },
  { "an-attribute-for-an-unknown-label", attribute_for_unknown_label, "NUMERIC" },
  { "an-attribute-of-all-and-of-one", attribute_of_all_and_of_one, "confidence" },
  { "a-choice-without-values", choice_without_values, "summary" },
  { "a-default-that-is-no-value", default_not_a_value, "whispered" },
  { "an-unknown-preset", unknown_preset, "stars" },
  { "a-relation-from-an-unknown-type", relation_from_unknown, "OPINION" },
  { "a-relation-to-nothing", relation_to_nothing, "attributed_to" },
  { "a-family-of-unknown-types", family_of_unknown, "NOBODY" },
  { "a-rule-of-an-unknown-type", rule_of_unknown_type, "NOBODY" },
  { "a-rule-that-needs-nothing", rule_needs_nothing, "rule" },
  { "a-rule-of-an-unknown-attribute", rule_of_unknown_attribute, "tone=harsh" },
  { "a-rule-of-an-unknown-value", rule_of_unknown_value, "voice=whispered" },
  { "a-rule-of-an-unknown-relation", rule_of_unknown_relation, "!relation:refutes" },
  { "a-rule-of-an-unknown-label", rule_of_unknown_label, "label=NUMERIC" },
  { "a-rule-without-a-comparison", rule_without_a_comparison, "voice" },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  ChiosaTagsetBuilder *builder = model_tagset_builder ();
  g_autoptr (GError) error = NULL;

  refused[i].spoil (builder);

  g_assert_null (chiosa_tagset_builder_end (builder, &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_TAGSET);
  g_assert_nonnull (strstr (error->message, refused[i].names));
}

/* --- What can be asked -------------------------------------------------------------------------------------------- */

static void
test_rules_are_kept (void)
{
  ChiosaTagsetBuilder *builder = model_tagset_builder ();
  g_autoptr (ChiosaTagset) tagset = NULL;
  g_autoptr (GError) error = NULL;
  const ChiosaRule *rules;
  guint n;

  add_rule (builder, "CLAIM", "voice!=author label=FACT !relation:cued_by", "relation:attributed_to attribute:summary label!=");
  tagset = chiosa_tagset_builder_end (builder, &error);
  g_assert_no_error (error);

  rules = chiosa_tagset_get_rules (tagset, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (rules[0].message, ==, "Message");
  g_assert_cmpuint (g_strv_length (rules[0].need), ==, 3);
}

static void
test_find (void)
{
  g_autoptr (ChiosaTagset) tagset = model_tagset ();

  g_assert_cmpstr (chiosa_tagset_find_type (tagset, "CLAIM")->tag.name, ==, "Claim");
  g_assert_null (chiosa_tagset_find_type (tagset, "claim"));
  g_assert_cmpstr (chiosa_tagset_find_label (tagset, "ENTITY", "ORG")->name, ==, "Organization");
  g_assert_null (chiosa_tagset_find_label (tagset, "CLAIM", "ORG"));
  g_assert_null (chiosa_tagset_find_label (tagset, "NOBODY", "ORG"));
  g_assert_cmpstr (chiosa_tagset_find_relation (tagset, "same_as")->tag.name, ==, "Same as");
  g_assert_null (chiosa_tagset_find_relation (tagset, "about"));
  g_assert_cmpstr (chiosa_tagset_find_type_by_key (tagset, 's')->tag.id, ==, "SOURCE");
  g_assert_null (chiosa_tagset_find_type_by_key (tagset, 0));
  g_assert_cmpstr (chiosa_tagset_find_attribute (tagset, "CLAIM", "voice")->default_value, ==, "reported");
  g_assert_nonnull (chiosa_tagset_find_attribute (tagset, "CUE", "confidence"));
  g_assert_null (chiosa_tagset_find_attribute (tagset, "CUE", "voice"));
}

static void
test_attributes_by_label (void)
{
  g_autoptr (ChiosaTagset) tagset = model_tagset ();
  g_autoptr (GPtrArray) facts = chiosa_tagset_list_attributes (tagset, "CLAIM", "FACT");
  g_autoptr (GPtrArray) opinions = chiosa_tagset_list_attributes (tagset, "CLAIM", "OPINION");
  g_autoptr (GPtrArray) all = chiosa_tagset_list_attributes (tagset, "CLAIM", NULL);
  g_autoptr (GPtrArray) unknown = chiosa_tagset_list_attributes (tagset, "NOBODY", NULL);
  const ChiosaAttributeType *last = g_ptr_array_index (facts, facts->len - 1);

  g_assert_cmpuint (facts->len, ==, 5);
  g_assert_cmpstr (last->id, ==, "confidence");
  g_assert_cmpuint (opinions->len, ==, 4);
  g_assert_cmpuint (all->len, ==, 5);
  g_assert_cmpuint (unknown->len, ==, 1);
}

static void
test_may_join (void)
{
  static const struct { const char *relation, *from, *to; gboolean may; } cases[] = {
    { "attributed_to", "CLAIM", "SOURCE", TRUE },
    { "attributed_to", "SOURCE", "CLAIM", FALSE },
    { "contradicts", "CLAIM", "CLAIM", TRUE },
    { "same_as", "ENTITY", "ENTITY", TRUE },
    { "same_as", "ENTITY", "SOURCE", TRUE },
    { "same_as", "CLAIM", "CLAIM", TRUE },
    { "same_as", "CLAIM", "ENTITY", FALSE },
    { "same_as", "CUE", "CUE", FALSE },
    { "about", "CLAIM", "CLAIM", FALSE },
  };
  g_autoptr (ChiosaTagset) tagset = model_tagset ();
  g_autoptr (GPtrArray) between_claims = chiosa_tagset_list_relations (tagset, "CLAIM", "CLAIM");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (chiosa_tagset_may_join (tagset, cases[i].relation, cases[i].from, cases[i].to), ==, cases[i].may);
  g_assert_cmpuint (between_claims->len, ==, 2);
}

static void
test_missing_names (void)
{
  ChiosaTagsetBuilder *builder = model_tagset_builder ();
  g_autoptr (ChiosaTagset) tagset = NULL;

  g_clear_pointer (&first_type (builder)->labels[0].name, g_free);
  g_clear_pointer (&builder->name, g_free);
  tagset = chiosa_tagset_builder_end (builder, NULL);

  g_assert_cmpstr (chiosa_tagset_find_label (tagset, "ENTITY", "PERSON")->name, ==, "PERSON");
  g_assert_cmpstr (chiosa_tagset_get_name (tagset), ==, "test");
  g_assert_cmpstr (chiosa_tagset_get_version (tagset), ==, "1");
  g_assert_null (chiosa_tagset_get_description (tagset));
}

static void
test_builder_may_be_given_up (void)
{
  chiosa_tagset_builder_free (model_tagset_builder ());
  chiosa_tagset_builder_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/tagset/refused/", refused[i].promise, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/tagset/rules-are-checked-and-kept", test_rules_are_kept);
  g_test_add_func ("/tagset/finds-what-it-has", test_find);
  g_test_add_func ("/tagset/attributes-by-label", test_attributes_by_label);
  g_test_add_func ("/tagset/who-may-be-joined", test_may_join);
  g_test_add_func ("/tagset/missing-names-are-the-ids", test_missing_names);
  g_test_add_func ("/tagset/a-builder-may-be-given-up", test_builder_may_be_given_up);

  return g_test_run ();
}
