/* test-project.c
 *
 * What a project file says, where it is looked for, and that it leads nowhere else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-document.h"
#include "chiosa-project.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define TAGSET "{\"format\":\"chiosa-tagset\",\"version\":\"1.0\",\"id\":\"mine\",\"name\":\"Mine\"," \
               "\"types\":[{\"id\":\"t\",\"name\":\"T\",\"color\":\"#000000\"}]}"
#define HEAD "{\"format\":\"chiosa-project\",\"version\":\"1.0\""

static ChiosaProject *
find (Fixture     *fixture,
      const char  *folder,
      GError     **error)
{
  g_autofree char *path = in_folder (fixture, folder);

  return chiosa_project_find (path, error);
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaProject) project = NULL;

  put (fixture, ".git/HEAD", "x", 1);
  project = find (fixture, ".", &error);
  g_assert_no_error (error);
  g_assert_null (project->path);
  g_assert_null (project->annotators);
  g_assert_cmpstr (chiosa_tagset_get_id (project->tagset), ==, "claims-and-sources");
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaProject) project = NULL;
  GStrv paths;

  put (fixture, "sets/mine.json", TAGSET, -1);
  put (fixture, CHIOSA_PROJECT_NAME, HEAD ",\"name\":\"Elections\",\"tagset\":\"sets/mine.json\",\"annotators\":[\"anna\",\"b.2\"],"
       "\"assigned\":{\"anna\":[\"a.txt\",\"sub/b.txt\"],\"b.2\":[]},\"more\":1}", -1);
  put (fixture, "sub/deep/a.txt", "x", 1);
  project = find (fixture, "sub/deep", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (project->path, CHIOSA_PROJECT_NAME));
  g_assert_cmpstr (project->name, ==, "Elections");
  g_assert_cmpstr (project->tagset_path, ==, "sets/mine.json");
  g_assert_cmpstr (chiosa_tagset_get_id (project->tagset), ==, "mine");
  g_assert_cmpuint (g_strv_length (project->annotators), ==, 2);
  paths = g_hash_table_lookup (project->assigned, "anna");
  g_assert_cmpstr (paths[1], ==, "sub/b.txt");
}

static void
test_stops (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (ChiosaProject) inner = NULL, outer = NULL;

  put (fixture, CHIOSA_PROJECT_NAME, HEAD ",\"name\":\"outer\"}", -1);
  put (fixture, "repository/.git/HEAD", "x", 1);
  put (fixture, "repository/sub/a.txt", "x", 1);
  put (fixture, "plain/a.txt", "x", 1);
  inner = find (fixture, "repository/sub", NULL);
  g_assert_null (inner->path);
  outer = find (fixture, "plain", NULL);
  g_assert_cmpstr (outer->name, ==, "outer");
}

static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  const char *bad[] = {
    "", "[]", "{}", "{\"format\":\"chiosa-project\"}", "{\"format\":\"chiosa-project\",\"version\":\"2.0\"}",
    HEAD ",\"name\":3}", HEAD ",\"tagset\":\"../x.json\"}", HEAD ",\"tagset\":\"/etc/passwd\"}", HEAD ",\"tagset\":\"\"}",
    HEAD ",\"tagset\":\"file:///etc/passwd\"}", HEAD ",\"tagset\":\"a/../../x\"}", HEAD ",\"tagset\":\"a\\\\b\"}",
    HEAD ",\"tagset\":7}", HEAD ",\"annotators\":\"anna\"}", HEAD ",\"annotators\":[\"../x\"]}", HEAD ",\"annotators\":[1]}",
    HEAD ",\"assigned\":[]}", HEAD ",\"assigned\":{\"anna\":\"a.txt\"}}", HEAD ",\"assigned\":{\"anna\":[\"../a.txt\"]}}",
    HEAD ",\"assigned\":{\"an na\":[]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      put (fixture, CHIOSA_PROJECT_NAME, bad[i], -1);
      g_assert_null (find (fixture, ".", &error));
      g_assert_true (error != NULL && error->domain == CHIOSA_STORE_ERROR);
      g_assert_nonnull (strstr (error->message, CHIOSA_PROJECT_NAME));
    }
}

static void
test_missing_tagset (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  put (fixture, CHIOSA_PROJECT_NAME, HEAD ",\"tagset\":\"none.json\"}", -1);
  g_assert_null (find (fixture, ".", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "none.json"));
}

static void
test_link_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *link_path = in_folder (fixture, "project/sets");
  g_autoptr (GError) error = NULL;

  put (fixture, "outside/mine.json", TAGSET, -1);
  put (fixture, "project/" CHIOSA_PROJECT_NAME, HEAD ",\"tagset\":\"sets/mine.json\"}", -1);
  g_assert_cmpint (symlink ("../outside", link_path), ==, 0);
  g_assert_null (find (fixture, "project", &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID);
}

static void
test_link_itself (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *link_path = in_folder (fixture, CHIOSA_PROJECT_NAME);
  g_autoptr (GError) error = NULL;

  put (fixture, "real.json", HEAD "}", -1);
  g_assert_cmpint (symlink ("real.json", link_path), ==, 0);
  g_assert_null (find (fixture, ".", &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/project/none-is-the-built-in-tag-set", test_none);
  add_test ("/project/everything-is-read-from-above", test_all);
  add_test ("/project/the-search-ends-at-a-repository", test_stops);
  add_test ("/project/what-makes-no-sense-is-refused", test_bad);
  add_test ("/project/a-missing-tag-set-is-an-error", test_missing_tagset);
  add_test ("/project/no-link-leads-out", test_link_out);
  add_test ("/project/the-file-is-no-link", test_link_itself);

  return g_test_run ();
}
