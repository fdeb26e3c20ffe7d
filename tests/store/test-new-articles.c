/* test-new-articles.c
 *
 * Many new articles: whole or not there, never over what is there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-new-articles.h"
#include "store-fixture.h"

#include <string.h>
#include <unistd.h>

static gboolean
add (Fixture            *fixture,
     ChiosaNewArticles  *articles,
     const char         *name,
     const char         *text,
     const char         *sidecar,
     GError            **error)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autofree char *sidecar_path = g_strconcat (path, ".chiosa.json", NULL);
  g_autoptr (GBytes) text_bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (GBytes) sidecar_bytes = sidecar != NULL ? g_bytes_new (sidecar, strlen (sidecar)) : NULL;

  return chiosa_new_articles_add (articles, path, text_bytes, sidecar_path, sidecar_bytes, error);
}

static void
test_names_come_at_the_end (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (ChiosaNewArticles) articles = chiosa_new_articles_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (add (fixture, articles, "a.txt", "one", "{}", &error));
  g_assert_true (add (fixture, articles, "b.txt", "", NULL, &error));
  g_assert_true (add (fixture, articles, "c.txt", NULL, "{}", &error));
  g_assert_false (there_is (fixture, "a.txt"));

  g_assert_true (chiosa_new_articles_finish (articles, &error));
  g_assert_no_error (error);
  assert_content (fixture, "a.txt", "one");
  assert_content (fixture, "a.txt.chiosa.json", "{}");
  assert_content (fixture, "b.txt", "");
  assert_content (fixture, "c.txt.chiosa.json", "{}");
  g_assert_cmpuint (count_files (fixture), ==, 4);
}

static void
test_what_is_not_finished_goes (Fixture       *fixture,
                                gconstpointer  data)
{
  ChiosaNewArticles *articles = chiosa_new_articles_new ();

  g_assert_true (add (fixture, articles, "a.txt", "one", "{}", NULL));
  chiosa_new_articles_free (articles);

  g_assert_cmpuint (count_files (fixture), ==, 0);
}

static void
test_what_is_there_stays (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (ChiosaNewArticles) articles = chiosa_new_articles_new ();
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "mine", -1);
  g_assert_false (add (fixture, articles, "a.txt", "one", "{}", &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  g_assert_true (chiosa_new_articles_finish (articles, &error));
  assert_content (fixture, "a.txt", "mine");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* Another program makes files of these names while the batch waits: their articles get no sidecars of ours. */
static void
test_what_comes_meanwhile_stays (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (ChiosaNewArticles) articles = chiosa_new_articles_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (add (fixture, articles, "a.txt", "one", "{}", NULL));
  g_assert_true (add (fixture, articles, "b.txt", "two", "{}", NULL));
  g_assert_true (add (fixture, articles, "c.txt", "three", "{}", NULL));
  put (fixture, "a.txt", "mine", -1);
  put (fixture, "b.txt.chiosa.json", "mine", -1);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (chiosa_new_articles_finish (articles, &error));
      g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
      g_clear_error (&error);
    }
  g_assert_true (chiosa_new_articles_finish (articles, &error));

  assert_content (fixture, "a.txt", "mine");
  g_assert_false (there_is (fixture, "a.txt.chiosa.json"));
  g_assert_false (there_is (fixture, "b.txt"));
  assert_content (fixture, "b.txt.chiosa.json", "mine");
  assert_content (fixture, "c.txt", "three");
  assert_content (fixture, "c.txt.chiosa.json", "{}");
  g_assert_cmpuint (count_files (fixture), ==, 4);
}

static void
test_a_dangling_link_is_there (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (ChiosaNewArticles) articles = chiosa_new_articles_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *link = in_folder (fixture, "a.txt");

  g_assert_cmpint (symlink ("elsewhere.txt", link), ==, 0);
  g_assert_false (add (fixture, articles, "a.txt", "one", NULL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  g_assert_false (there_is (fixture, "elsewhere.txt"));
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (ChiosaNewArticles) articles = chiosa_new_articles_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (add (fixture, articles, "no/a.txt", "one", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no/a.txt"));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ChiosaNewArticles) articles = chiosa_new_articles_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.txt", i);

      g_assert_true (add (fixture, articles, name, name, "{}", &error));
    }

  /* Batches before the last have their names already. */
  assert_content (fixture, "0.txt", "0.txt");
  g_assert_true (chiosa_new_articles_finish (articles, &error));
  assert_content (fixture, "599.txt", "599.txt");
  g_assert_cmpuint (count_files (fixture), ==, 1200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/new-articles/names-come-at-the-end", test_names_come_at_the_end);
  add_test ("/new-articles/what-is-not-finished-goes", test_what_is_not_finished_goes);
  add_test ("/new-articles/what-is-there-stays", test_what_is_there_stays);
  add_test ("/new-articles/what-comes-meanwhile-stays", test_what_comes_meanwhile_stays);
  add_test ("/new-articles/a-dangling-link-is-there", test_a_dangling_link_is_there);
  add_test ("/new-articles/no-folder", test_no_folder);
  add_test ("/new-articles/many", test_many);

  return g_test_run ();
}
