/* test-hostile-sidecar.c
 *
 * The limits of a sidecar from anywhere, one by one: what is too much is refused before it costs anything, what is wrong is mended and told,
 * what a name points to is never followed. Nothing is measured: Meson's time limit is the bound; the sizes are chosen so that work
 * that grows with the square would be far behind it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"
#include "chiosa-json.h"
#include "chiosa-project.h"
#include "chiosa-tagset-file.h"
#include "store-fixture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT "Ada met Bob. Ada said so.\n"
#define HEAD "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":["
#define ANNOTATION(id, start, end) "{\"id\":\"" id "\",\"type\":\"t\",\"spans\":[{\"start\":" start ",\"end\":" end "}]}"
#define BOTH (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)
#define MANY 100000

/* --- Bytes -------------------------------------------------------------------------------------------------------- */

static ChiosaSidecar *
parse_for (const char  *json,
           gsize        length,
           const char  *utf8,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, length);
  g_autoptr (ChiosaText) text = chiosa_text_new (utf8, -1);
  g_autofree char *sha256 = chiosa_text_hash (text);

  return chiosa_sidecar_parse (bytes, "hostile.json", text, sha256, error);
}

static void
assert_limit (const GString *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar = parse_for (json->str, json->len, TEXT, &error);

  g_assert_null (sidecar);
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "hostile.json"));
}

static ChiosaSidecar *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  ChiosaSidecar *sidecar = parse_for (json, strlen (json), TEXT, &error);

  g_assert_no_error (error);
  return sidecar;
}

static void
append_times (GString    *out,
              const char *part,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (out, part);
}

static void
test_size (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) json = g_string_sized_new (CHIOSA_JSON_MAX_BYTES + 100);
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autofree char *path = in_folder (fixture, "a.txt"), *bad = in_folder (fixture, "a.txt.chiosa.json");
  g_autoptr (GError) error = NULL;

  g_string_append (json, HEAD "]}");
  while (json->len <= CHIOSA_JSON_MAX_BYTES)
    g_string_append_len (json, "                                                                ", 64);
  assert_limit (json);

  /* A file of that size is not even read; it takes no space on the disk. */
  put (fixture, "a.txt", TEXT, -1);
  put (fixture, "a.txt.chiosa.json", "{", 1);
  g_assert_cmpint (truncate (bad, (off_t) 1 << 40), ==, 0);
  file = chiosa_article_file_new (path, NULL);
  chiosa_article_file_load (file, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (chiosa_article_file_get_sidecar_error (file), CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_LIMIT);
  g_assert_false (chiosa_article_file_save (file, BOTH, &error));
  g_assert_nonnull (error);
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) items = g_string_new (HEAD "1"), string = g_string_new (HEAD "],\"x\":\""), depth = g_string_new (HEAD "],\"x\":");

  append_times (items, ",1", CHIOSA_JSON_MAX_ITEMS);
  g_string_append (items, "]}");
  assert_limit (items);

  append_times (string, "a", CHIOSA_JSON_MAX_STRING + 1);
  g_string_append (string, "\"}");
  assert_limit (string);

  append_times (depth, "[", CHIOSA_JSON_MAX_DEPTH);
  append_times (depth, "]", CHIOSA_JSON_MAX_DEPTH);
  g_string_append (depth, "}");
  assert_limit (depth);
}

/* --- Places ------------------------------------------------------------------------------------------------------- */

static void
test_offsets (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const places[][2] = {
    { "3", "3" }, { "5", "2" }, { "-1", "2" }, { "0", "-2" }, { "0.5", "2" }, { "0", "1e1" }, { "\"0\"", "2" }, { "null", "2" }, { "true", "2" }, { "[0]", "2" }, { "0", "27" },
    { "26", "27" }, { "0", "4294967296" }, { "4294967296", "4294967297" }, { "0", "9223372036854775807" }, { "9223372036854775806", "9223372036854775807" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *json = g_strdup_printf (HEAD "{\"id\":\"a\",\"type\":\"t\",\"spans\":[{\"start\":%s,\"end\":%s,\"exact\":\"Ada\"}]}]}", places[i][0], places[i][1]);
      g_autoptr (ChiosaSidecar) sidecar = parse (json);
      const ChiosaSnapshotItem *item = &g_array_index (sidecar->snapshot->items, ChiosaSnapshotItem, 0);

      /* It is kept with its words, and has no place. */
      g_assert_cmpuint (sidecar->snapshot->items->len, ==, 1);
      g_assert_cmpint (item->annotation->state, ==, CHIOSA_STATE_DETACHED);
      g_assert_cmpuint (item->n_spans, ==, 0);
      g_assert_cmpstr (item->annotation->quote->exact, ==, "Ada");
      g_assert_cmpuint (item->annotation->quote->point, <=, strlen (TEXT));
      g_assert_cmpuint (sidecar->problems->len, >, 0);
    }
}

static void
test_other_text (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *json = "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"text\":{\"sha256\":\"0000\",\"length\":99999999999},\"annotations\":["
                     "{\"id\":\"a\",\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":3,\"exact\":\"Ada\"}]},"
                     "{\"id\":\"b\",\"type\":\"t\",\"spans\":[{\"start\":8,\"end\":11,\"exact\":\"Eve\"}]},"
                     "{\"id\":\"c\",\"type\":\"t\",\"spans\":[{\"start\":8,\"end\":11}]}]}";
  g_autoptr (ChiosaSidecar) sidecar = parse (json);
  guint n_live = 0;

  g_assert_cmpuint (sidecar->snapshot->items->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    n_live += g_array_index (sidecar->snapshot->items, ChiosaSnapshotItem, i).n_spans > 0;
  g_assert_cmpuint (n_live, ==, 1);
}

/* --- Ids and relations -------------------------------------------------------------------------------------------- */

static void
test_ids (Fixture       *fixture,
          gconstpointer  data)
{
  static const char * const ids[] = {
    "\"\"", "\" \"", "\"a b\"", "\"a/b\"", "\"..\"", "\"a.b\"", "\"<b>\"", "\"\\u00e9\"", "\"a\\n\"", "5", "null", "[]", "{\"a\":1}", "true",
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *json = g_strdup_printf (HEAD "{\"id\":%s,\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":3}]}]}", ids[i]);
      g_autoptr (ChiosaSidecar) sidecar = parse (json);

      g_assert_cmpuint (sidecar->snapshot->items->len, ==, 1);
      g_assert_true (chiosa_id_is_valid (g_array_index (sidecar->snapshot->items, ChiosaSnapshotItem, 0).annotation->id));
      g_assert_cmpuint (sidecar->problems->len, >, 0);
    }
}

/* All with one id: each gets its own, one after the other. */
static void
test_one_id_for_all (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GString) json = g_string_new (HEAD ANNOTATION ("same", "0", "3"));
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (ChiosaSidecar) sidecar = NULL;

  append_times (json, "," ANNOTATION ("same", "0", "3"), MANY - 1);
  g_string_append (json, "]}");
  sidecar = parse (json->str);
  g_assert_cmpuint (sidecar->snapshot->items->len, ==, MANY);
  for (guint i = 0; i < MANY; i++)
    g_assert_true (g_hash_table_add (ids, g_array_index (sidecar->snapshot->items, ChiosaSnapshotItem, i).annotation->id));
  g_assert_true (g_hash_table_contains (ids, "same"));
  g_assert_cmpuint (sidecar->problems->len, <=, 1000);
}

static ChiosaDocument *
make_document (ChiosaSidecar *sidecar,
               const char    *utf8)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  ChiosaDocument *document = chiosa_document_new (tagset);

  chiosa_document_load_text (document, chiosa_text_new (utf8, -1), NULL);
  chiosa_document_load_annotations (document, sidecar->snapshot);

  return document;
}

/* A circle, an end that is not there, one that leads to itself: data, through document and back. */
static void
test_relations (Fixture       *fixture,
                gconstpointer  data)
{
  const char *json = HEAD ANNOTATION ("a", "0", "3") "," ANNOTATION ("b", "8", "11") "],\"relations\":["
                     "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a\",\"to\":\"b\"},{\"id\":\"r2\",\"type\":\"t\",\"from\":\"b\",\"to\":\"a\"},"
                     "{\"id\":\"r3\",\"type\":\"t\",\"from\":\"a\",\"to\":\"a\"},{\"id\":\"r4\",\"type\":\"t\",\"from\":\"a\",\"to\":\"gone\"},"
                     "{\"id\":\"r5\",\"type\":\"t\",\"from\":\"gone\",\"to\":\"gone2\"}]}";
  g_autoptr (ChiosaSidecar) sidecar = parse (json);
  g_autoptr (ChiosaDocument) document = make_document (sidecar, TEXT);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (sidecar->snapshot->relations->len, ==, 5);
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, 5);
  chiosa_document_remove (document, "a", &error);
  g_assert_no_error (error);
  g_assert_true (chiosa_document_undo (document));
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, 5);
}

/* --- What would take the square of it ----------------------------------------------------------------------------- */

static void
check_many (const GString *json,
            const char    *utf8,
            guint          n_annotations,
            guint          n_relations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar = parse_for (json->str, json->len, utf8, &error);
  g_autoptr (ChiosaDocument) document = NULL;
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 0, "x");
  g_autoptr (ChiosaSnapshot) snapshot = NULL;
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  document = make_document (sidecar, utf8);
  g_assert_cmpuint (chiosa_document_get_n_annotations (document) + chiosa_document_get_n_detached (document), ==, n_annotations);
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, n_relations);

  g_assert_true (chiosa_document_edit (document, edit, CHIOSA_EDIT_TYPING, &error));
  g_assert_true (chiosa_document_undo (document));
  snapshot = chiosa_document_snapshot (document);
  bytes = chiosa_sidecar_write (sidecar, snapshot, encoding);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, n_annotations + n_relations);
}

/* At one offset, all of them; and each longer than the one before. */
static void
test_one_offset (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GString) same = g_string_new (HEAD), nested = g_string_new (HEAD), text = g_string_new (NULL);

  append_times (text, "ab ", MANY);
  for (guint i = 0; i < MANY; i++)
    {
      g_string_append_printf (same, "%s{\"id\":\"a%u\",\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":3}]}", i > 0 ? "," : "", i);
      g_string_append_printf (nested, "%s{\"id\":\"a%u\",\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":%u}]}", i > 0 ? "," : "", i, i + 1);
    }
  g_string_append (same, "]}");
  g_string_append (nested, "]}");
  check_many (same, TEXT, MANY, 0);
  check_many (nested, text->str, MANY, 0);
}

/* The same words everywhere, for a text in which they stand everywhere, and for one in which they do not. */
static void
test_equal_quotes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GString) json = g_string_new (HEAD), text = g_string_new (NULL);

  append_times (text, "Ada ", MANY);
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (json, "%s{\"id\":\"a%u\",\"type\":\"t\",\"spans\":[{\"start\":%u,\"end\":%u,\"exact\":\"Ada\",\"prefix\":\"Ada \",\"suffix\":\" Ada\"}]}",
                            i > 0 ? "," : "", i, 4 * i, 4 * i + 3);
  g_string_append (json, "]}");
  check_many (json, text->str, MANY, 0);
  check_many (json, TEXT, MANY, 0);
}

/* All relations at one annotation; and one long chain. */
static void
test_one_node (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GString) star = g_string_new (HEAD ANNOTATION ("hub", "0", "3")), chain = NULL;

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (star, ",{\"id\":\"a%u\",\"type\":\"t\",\"spans\":[{\"start\":8,\"end\":11}]}", i);
  g_string_append (star, "],\"relations\":[");
  chain = g_string_new (star->str);
  for (guint i = 0; i < MANY; i++)
    {
      g_string_append_printf (star, "%s{\"id\":\"r%u\",\"type\":\"t\",\"from\":\"%s%u\",\"to\":\"hub\"}", i > 0 ? "," : "", i, "a", i);
      g_string_append_printf (chain, "%s{\"id\":\"r%u\",\"type\":\"same_as\",\"from\":\"a%u\",\"to\":\"a%u\"}", i > 0 ? "," : "", i, i, (i + 1) % MANY);
    }
  g_string_append (star, "]}");
  g_string_append (chain, "]}");
  check_many (star, TEXT, MANY + 1, MANY);
  check_many (chain, TEXT, MANY + 1, MANY);
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

static ChiosaArticleFile *
load (Fixture    *fixture,
      const char *annotator)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  ChiosaArticleFile *file = chiosa_article_file_new (path, annotator);
  g_autoptr (GError) error = NULL;

  chiosa_article_file_load (file, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  return file;
}

/* What stands in the place of the sidecar is left alone, whatever it is. */
static void
check_left_alone (Fixture *fixture)
{
  g_autoptr (ChiosaArticleFile) file = load (fixture, NULL);
  g_autoptr (GError) error = NULL;
  ChiosaSpan span = { 0, 3 };

  g_assert_nonnull (chiosa_article_file_get_sidecar_error (file));
  chiosa_document_tag (chiosa_article_file_get_document (file), "entity", "PERSON", &span, 1, NULL);
  g_assert_false (chiosa_article_file_save (file, CHIOSA_SAVE_ANNOTATIONS, &error));
  g_assert_nonnull (error);
}

static void
test_no_regular_file (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt.chiosa.json");

  put (fixture, "a.txt", TEXT, -1);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  check_left_alone (fixture);
  unlink (path);

  g_assert_cmpint (mkdir (path, 0700), ==, 0);
  check_left_alone (fixture);
  rmdir (path);

  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
  check_left_alone (fixture);
  unlink (path);

  put (fixture, "secret", HEAD "]}", -1);
  g_assert_cmpint (symlink ("secret", path), ==, 0);
  check_left_alone (fixture);
  assert_content (fixture, "secret", HEAD "]}");
}

/* No name that a file gives leads anywhere. */
static void
test_names_are_no_paths (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char * const names[] = { "../evil", "a/b", "..", ".", "", "/etc/x", "a\nb", "é", "a b", "<b>", "C:\\x", "file:x" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (!chiosa_annotator_is_valid (names[i]) || g_str_equal (names[i], "..") || g_str_equal (names[i], "."));

  /* "." and ".." stand between "a.txt." and ".chiosa.json": no path either. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (chiosa_annotator_is_valid (names[i]))
      {
        g_autofree char *path = chiosa_article_file_sidecar_path ("/folder/a.txt", names[i]);
        g_autofree char *folder = g_path_get_dirname (path), *plain = g_canonicalize_filename (path, NULL);

        g_assert_cmpstr (folder, ==, "/folder");
        g_assert_cmpstr (plain, ==, path);
      }
}

/* A sidecar that says it belongs elsewhere is for the article it lies beside, and writes nowhere else. */
static void
test_a_sidecar_names_no_file (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaSpan span = { 8, 11 };

  put (fixture, "a.txt", TEXT, -1);
  put (fixture, "b.txt", "Other.\n", -1);
  put (fixture, "a.txt.chiosa.json", "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotator\":\"../../b\",\"path\":\"b.txt\",\"text\":{\"path\":\"/etc/passwd\",\"url\":\"file:///b.txt\"},"
       "\"tagset\":{\"id\":\"../../etc/passwd\"},\"annotations\":[" ANNOTATION ("a", "0", "3") "]}", -1);
  file = load (fixture, NULL);
  g_assert_null (chiosa_article_file_get_sidecar_error (file));
  chiosa_document_tag (chiosa_article_file_get_document (file), "entity", "PERSON", &span, 1, &error);
  g_assert_no_error (error);
  chiosa_article_file_save (file, BOTH, &error);
  g_assert_no_error (error);
  assert_content (fixture, "b.txt", "Other.\n");
  assert_content (fixture, "a.txt", TEXT);
  /* a.txt, b.txt, the sidecar, the one before. And what was wrong with it, told and kept. */
  g_assert_cmpuint (count_files (fixture), <=, 5);
}

/* Markup is text: it comes back letter for letter, and stands in no message as anything else. */
static void
test_markup_is_text (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *hostile = "<b>&amp;</b><a href=\"file:///etc/passwd\">x</a>%s%n\xe2\x80\xae";
  g_autoptr (ChiosaArticleFile) file = NULL, again = NULL;
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  g_autoptr (GError) error = NULL;
  ChiosaSpan span = { 0, 3 };
  g_autofree char *id = NULL;

  put (fixture, "a.txt", TEXT, -1);
  file = load (fixture, NULL);
  article->title = g_strdup (hostile);
  chiosa_document_set_article (chiosa_article_file_get_document (file), article, &error);
  id = g_strdup (chiosa_document_tag (chiosa_article_file_get_document (file), hostile, hostile, &span, 1, NULL));
  if (id == NULL)
    id = g_strdup (chiosa_document_tag (chiosa_article_file_get_document (file), "entity", "PERSON", &span, 1, &error));
  chiosa_document_set_note (chiosa_article_file_get_document (file), id, hostile, &error);
  chiosa_article_file_save (file, BOTH, &error);
  g_assert_no_error (error);

  again = load (fixture, NULL);
  g_assert_cmpstr (chiosa_document_get_article (chiosa_article_file_get_document (again))->title, ==, hostile);
  g_assert_cmpstr (chiosa_document_find (chiosa_article_file_get_document (again), id)->note, ==, hostile);
}

static void
test_newer_version (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char newer[] = "{\"format\":\"chiosa-sidecar\",\"version\":\"2.0\",\"annotations\":\"elsewhere\",\"x\":1}";
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaSpan span = { 0, 3 };

  put (fixture, "a.txt", TEXT, -1);
  put (fixture, "a.txt.chiosa.json", newer, -1);
  file = load (fixture, NULL);
  chiosa_document_tag (chiosa_article_file_get_document (file), "entity", "PERSON", &span, 1, NULL);
  g_assert_false (chiosa_article_file_save (file, CHIOSA_SAVE_ANNOTATIONS | CHIOSA_SAVE_FORCE, &error));
  g_assert_nonnull (error);
  assert_content (fixture, "a.txt.chiosa.json", newer);
}

/* A project file chooses no tag set outside its folder, by no road. */
static void
test_project_stays_inside (Fixture       *fixture,
                           gconstpointer  data)
{
  static const char * const paths[] = { "../t.json", "/etc/passwd", "x/../../t.json", "file:///t.json", "http://x.example/t.json", "..", "x\\\\..\\\\t.json", "", "link/t.json" };
  g_autofree char *folder = in_folder (fixture, "p"), *link = in_folder (fixture, "p/link");

  put (fixture, "t.json", "{\"format\":\"chiosa-tagset\"}", -1);
  put (fixture, "p/a.txt", TEXT, -1);
  g_assert_cmpint (symlink ("..", link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"format\":\"chiosa-project\",\"version\":\"1.0\",\"tagset\":\"%s\"}", paths[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaProject) project = NULL;

      put (fixture, "p/project.chiosa.json", json, -1);
      project = chiosa_project_find (folder, &error);
      g_assert_null (project);
      g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/hostile-sidecar/too-large-is-refused-before-it-costs-anything", test_size);
  add_test ("/hostile-sidecar/too-many-too-long-too-deep-is-refused", test_counts);
  add_test ("/hostile-sidecar/places-that-are-none-detach", test_offsets);
  add_test ("/hostile-sidecar/for-another-text-only-words-count", test_other_text);
  add_test ("/hostile-sidecar/ids-that-are-none-are-replaced-and-told", test_ids);
  add_test ("/hostile-sidecar/one-id-for-all-becomes-one-for-each", test_one_id_for_all);
  add_test ("/hostile-sidecar/circles-and-loose-ends-are-data", test_relations);
  add_test ("/hostile-sidecar/a-hundred-thousand-at-one-offset", test_one_offset);
  add_test ("/hostile-sidecar/a-hundred-thousand-equal-quotes", test_equal_quotes);
  add_test ("/hostile-sidecar/a-hundred-thousand-relations-at-one-annotation", test_one_node);
  add_test ("/hostile-sidecar/links-pipes-devices-and-folders-are-left-alone", test_no_regular_file);
  add_test ("/hostile-sidecar/names-are-no-paths", test_names_are_no_paths);
  add_test ("/hostile-sidecar/a-sidecar-names-no-file", test_a_sidecar_names_no_file);
  add_test ("/hostile-sidecar/markup-is-text", test_markup_is_text);
  add_test ("/hostile-sidecar/a-newer-version-is-never-overwritten", test_newer_version);
  add_test ("/hostile-sidecar/a-project-stays-inside-its-folder", test_project_stays_inside);

  return g_test_run ();
}
