/* test-annotation.c
 *
 * Annotations, quotes and relations as values; ids; snapshots.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-snapshot.h"

#include <string.h>

static ChiosaAnnotation *
full_annotation (void)
{
  ChiosaAnnotation *annotation = chiosa_annotation_new ("a1", "CLAIM", "FACT");
  const ChiosaSpan spans[] = { { 1, 3 }, { 7, 9 } };

  chiosa_annotation_set_attribute (annotation, "voice", CHIOSA_VALUE_TEXT, "author");
  annotation->note = g_strdup ("note");
  annotation->creator = g_strdup ("mia");
  annotation->created = g_strdup ("2026-01-02T03:04:05Z");
  annotation->suggester = g_strdup ("quotes");
  annotation->confidence = g_strdup ("0.5");
  annotation->extra = g_strdup ("\"x\":1");
  annotation->quote = chiosa_quote_new ("ab … cd", "before", "after", spans, 2, 4);
  annotation->state = CHIOSA_STATE_DETACHED;
  annotation->origin = CHIOSA_ORIGIN_SUGGESTION;
  annotation->edited = TRUE;
  annotation->review = TRUE;

  return annotation;
}

static void
test_copy (void)
{
  g_autoptr (ChiosaAnnotation) annotation = full_annotation ();
  g_autoptr (ChiosaAnnotation) copy = chiosa_annotation_copy (annotation);

  g_assert_true (chiosa_annotation_equal (annotation, copy));
  g_assert_true (copy->quote != annotation->quote);
  g_assert_cmpuint (copy->quote->n_spans, ==, 2);
  g_assert_cmpuint (copy->quote->spans[1].end, ==, 9);

  copy->quote->point = 5;
  g_assert_false (chiosa_annotation_equal (annotation, copy));
}

static void
test_every_member_counts (void)
{
  g_autoptr (ChiosaAnnotation) annotation = full_annotation ();
  char **members[] = { &annotation->note, &annotation->creator, &annotation->created,
                       &annotation->suggester, &annotation->confidence, &annotation->extra };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (ChiosaAnnotation) copy = chiosa_annotation_copy (annotation);

      g_clear_pointer (members[i], g_free);
      g_assert_false (chiosa_annotation_equal (annotation, copy));
    }
}

static void
test_unset_attribute (void)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new ("a1", "CLAIM", NULL);

  g_assert_cmpstr (annotation->label, ==, "");
  chiosa_annotation_set_attribute (annotation, "voice", CHIOSA_VALUE_TEXT, NULL);
  chiosa_annotation_set_attribute (annotation, "voice", CHIOSA_VALUE_TEXT, "author");
  g_assert_cmpstr (chiosa_annotation_get_attribute (annotation, "voice"), ==, "author");

  chiosa_annotation_set_attribute (annotation, "voice", CHIOSA_VALUE_TEXT, NULL);
  g_assert_null (annotation->attributes);
}

static void
test_references (void)
{
  ChiosaAnnotation *annotation = full_annotation ();
  ChiosaAnnotation *again = chiosa_annotation_ref (annotation);

  g_assert_true (again == annotation);
  chiosa_annotation_unref (annotation);
  g_assert_cmpstr (again->id, ==, "a1");
  chiosa_annotation_unref (again);
  chiosa_annotation_unref (NULL);
}

static void
test_relation_copy (void)
{
  g_autoptr (ChiosaRelation) relation = chiosa_relation_new ("r1", "about", "a1", "a2");
  g_autoptr (ChiosaRelation) copy = NULL;

  relation->note = g_strdup ("note");
  relation->creator = g_strdup ("mia");
  relation->created = g_strdup ("2026-01-02T03:04:05Z");
  relation->extra = g_strdup ("\"x\":1");
  relation->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (relation->attributes, "sure", CHIOSA_VALUE_FLAG, "false");

  copy = chiosa_relation_copy (relation);
  g_assert_true (chiosa_relation_equal (relation, copy));
  chiosa_attributes_set (copy->attributes, "sure", CHIOSA_VALUE_FLAG, "true");
  g_assert_false (chiosa_relation_equal (relation, copy));
}

static void
test_id_is_valid (void)
{
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *too_long = g_strnfill (65, 'x');
  const char *bad[] = { NULL, "", "a b", "ä", "a.b", "a/b", "a\n", too_long };
  const char *good[] = { "a", "A-_9", "T1", longest };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (chiosa_id_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (chiosa_id_is_valid (bad[i]));
}

static void
test_id_new (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    {
      char *id = chiosa_id_new ('r');

      g_assert_true (chiosa_id_is_valid (id));
      g_assert_cmpuint (strlen (id), ==, 9);
      g_assert_true (id[0] == 'r');
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static void
test_snapshot (void)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();
  const ChiosaSpan spans[] = { { 0, 1 }, { 2, 3 } };
  ChiosaAnnotation *live = chiosa_annotation_new ("a1", "CLAIM", NULL);
  ChiosaAnnotation *detached = full_annotation ();
  ChiosaRelation *relation = chiosa_relation_new ("r1", "about", "a1", "a2");

  chiosa_snapshot_add (snapshot, live, spans, 2);
  chiosa_snapshot_add (snapshot, detached, NULL, 0);
  chiosa_snapshot_add_relation (snapshot, relation);
  chiosa_annotation_unref (live);
  chiosa_annotation_unref (detached);
  chiosa_relation_unref (relation);

  g_assert_cmpuint (snapshot->items->len, ==, 2);
  g_assert_cmpuint (snapshot->spans->len, ==, 2);
  g_assert_cmpstr (g_array_index (snapshot->items, ChiosaSnapshotItem, 0).annotation->id, ==, "a1");
  g_assert_cmpuint (g_array_index (snapshot->items, ChiosaSnapshotItem, 1).first_span, ==, 2);
  g_assert_cmpuint (g_array_index (snapshot->items, ChiosaSnapshotItem, 1).n_spans, ==, 0);
  g_assert_cmpstr (((ChiosaRelation *) g_ptr_array_index (snapshot->relations, 0))->to, ==, "a2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation/a-copy-is-equal-and-its-own", test_copy);
  g_test_add_func ("/annotation/every-member-counts", test_every_member_counts);
  g_test_add_func ("/annotation/unsetting-the-last-attribute-leaves-none", test_unset_attribute);
  g_test_add_func ("/annotation/lives-as-long-as-a-reference", test_references);
  g_test_add_func ("/relation/a-copy-is-equal-and-its-own", test_relation_copy);
  g_test_add_func ("/id/what-is-valid", test_id_is_valid);
  g_test_add_func ("/id/new-ones-are-valid-and-different", test_id_new);
  g_test_add_func ("/snapshot/keeps-its-own-references", test_snapshot);

  return g_test_run ();
}
