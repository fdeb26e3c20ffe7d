/* test-value.c
 *
 * Sets of named values, and the article's details.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article.h"
#include "chiosa-value.h"

static void
test_null_is_empty (void)
{
  g_autoptr (ChiosaAttributes) empty = chiosa_attributes_new ();

  g_assert_cmpuint (chiosa_attributes_get_n (NULL), ==, 0);
  g_assert_null (chiosa_attributes_get (NULL, "voice", NULL));
  g_assert_null (chiosa_attributes_copy (NULL));
  g_assert_true (chiosa_attributes_equal (NULL, empty));
  chiosa_attributes_unset (NULL, "voice");
  chiosa_attributes_free (NULL);
}

static void
test_sorted_by_name (void)
{
  g_autoptr (ChiosaAttributes) set = chiosa_attributes_new ();
  const char *names[] = { "a", "b", "c" };

  chiosa_attributes_set (set, "b", CHIOSA_VALUE_TEXT, "2");
  chiosa_attributes_set (set, "c", CHIOSA_VALUE_FLAG, "true");
  chiosa_attributes_set (set, "a", CHIOSA_VALUE_NUMBER, "1.50");

  g_assert_cmpuint (chiosa_attributes_get_n (set), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (chiosa_attributes_nth (set, i, NULL, NULL), ==, names[i]);
}

static void
test_set_replaces (void)
{
  g_autoptr (ChiosaAttributes) set = chiosa_attributes_new ();
  ChiosaValueKind kind;

  chiosa_attributes_set (set, "a", CHIOSA_VALUE_TEXT, "old");
  chiosa_attributes_set (set, "a", CHIOSA_VALUE_JSON, "[1]");

  g_assert_cmpuint (chiosa_attributes_get_n (set), ==, 1);
  g_assert_cmpstr (chiosa_attributes_get (set, "a", &kind), ==, "[1]");
  g_assert_cmpint (kind, ==, CHIOSA_VALUE_JSON);
}

static void
test_may_be_set_to_itself (void)
{
  g_autoptr (ChiosaAttributes) set = chiosa_attributes_new ();

  chiosa_attributes_set (set, "a", CHIOSA_VALUE_TEXT, "same");
  chiosa_attributes_set (set, "a", CHIOSA_VALUE_TEXT, chiosa_attributes_get (set, "a", NULL));

  g_assert_cmpstr (chiosa_attributes_get (set, "a", NULL), ==, "same");
}

static void
test_unset (void)
{
  g_autoptr (ChiosaAttributes) set = chiosa_attributes_new ();

  chiosa_attributes_set (set, "a", CHIOSA_VALUE_TEXT, "1");
  chiosa_attributes_set (set, "b", CHIOSA_VALUE_TEXT, "2");
  chiosa_attributes_unset (set, "a");
  chiosa_attributes_unset (set, "unknown");

  g_assert_null (chiosa_attributes_get (set, "a", NULL));
  g_assert_cmpstr (chiosa_attributes_get (set, "b", NULL), ==, "2");
  g_assert_cmpuint (chiosa_attributes_get_n (set), ==, 1);
}

static void
test_copy_is_its_own (void)
{
  g_autoptr (ChiosaAttributes) set = chiosa_attributes_new ();
  g_autoptr (ChiosaAttributes) copy = NULL;

  chiosa_attributes_set (set, "a", CHIOSA_VALUE_TEXT, "1");
  copy = chiosa_attributes_copy (set);
  g_assert_true (chiosa_attributes_equal (set, copy));

  chiosa_attributes_set (copy, "a", CHIOSA_VALUE_TEXT, "2");
  g_assert_cmpstr (chiosa_attributes_get (set, "a", NULL), ==, "1");
  g_assert_false (chiosa_attributes_equal (set, copy));
}

static void
test_equal_asks_for_kind (void)
{
  g_autoptr (ChiosaAttributes) a = chiosa_attributes_new ();
  g_autoptr (ChiosaAttributes) b = chiosa_attributes_new ();

  chiosa_attributes_set (a, "x", CHIOSA_VALUE_TEXT, "1");
  chiosa_attributes_set (b, "x", CHIOSA_VALUE_NUMBER, "1");
  g_assert_false (chiosa_attributes_equal (a, b));
}

static void
test_article_copy_is_equal (void)
{
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  g_autoptr (ChiosaArticle) copy = NULL;
  char **members[] = {
    &article->title, &article->author, &article->publisher, &article->url,
    &article->date, &article->language, &article->licence, &article->note, &article->extra,
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    *members[i] = g_strdup_printf ("member %u", i);
  article->status = CHIOSA_STATUS_DONE;
  article->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (article->attributes, "section", CHIOSA_VALUE_TEXT, "world");

  copy = chiosa_article_copy (article);
  g_assert_true (chiosa_article_equal (article, copy));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *kept = *members[i];

      *members[i] = NULL;
      g_assert_false (chiosa_article_equal (article, copy));
      *members[i] = g_steal_pointer (&kept);
    }

  article->status = CHIOSA_STATUS_NEW;
  g_assert_false (chiosa_article_equal (article, copy));
}

static void
test_status_names (void)
{
  const ChiosaStatus all[] = { CHIOSA_STATUS_NEW, CHIOSA_STATUS_IN_PROGRESS, CHIOSA_STATUS_DONE };
  ChiosaStatus status = CHIOSA_STATUS_DONE;

  g_assert_cmpstr (chiosa_status_to_string (CHIOSA_STATUS_IN_PROGRESS), ==, "in-progress");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_assert_true (chiosa_status_from_string (chiosa_status_to_string (all[i]), &status));
      g_assert_cmpint (status, ==, all[i]);
    }

  g_assert_false (chiosa_status_from_string ("Done", &status));
  g_assert_false (chiosa_status_from_string (NULL, &status));
  g_assert_cmpint (status, ==, CHIOSA_STATUS_DONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/null-is-an-empty-set", test_null_is_empty);
  g_test_add_func ("/value/names-are-sorted", test_sorted_by_name);
  g_test_add_func ("/value/setting-replaces", test_set_replaces);
  g_test_add_func ("/value/may-be-set-to-itself", test_may_be_set_to_itself);
  g_test_add_func ("/value/unsetting-leaves-the-others", test_unset);
  g_test_add_func ("/value/a-copy-is-its-own", test_copy_is_its_own);
  g_test_add_func ("/value/equal-asks-for-the-kind-too", test_equal_asks_for_kind);
  g_test_add_func ("/article/a-copy-is-equal-in-every-member", test_article_copy_is_equal);
  g_test_add_func ("/article/status-names-lead-back", test_status_names);

  return g_test_run ();
}
