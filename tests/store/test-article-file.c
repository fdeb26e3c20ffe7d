/* test-article-file.c
 *
 * Articles and their sidecars, from the disk to the document and back: no byte of an untouched article changes, no
 * annotation is lost, nothing of anybody else's is overwritten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"
#include "chiosa-tagset-file.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ALL (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)
#define SIDECAR "a.txt.chiosa.json"

static ChiosaArticleFile *
open_article (Fixture    *fixture,
              const char *name)
{
  g_autofree char *path = in_folder (fixture, name);
  ChiosaArticleFile *file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  chiosa_article_file_load (file, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (chiosa_article_file_get_loaded (file));
  return file;
}

static void
save (ChiosaArticleFile *file,
      ChiosaSaveFlags    flags)
{
  g_autoptr (GError) error = NULL;

  chiosa_article_file_save (file, flags, &error);
  g_assert_no_error (error);
}

static void
assert_save_fails (ChiosaArticleFile *file,
                   ChiosaSaveFlags    flags,
                   int                code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_article_file_save (file, flags, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, code);
}

static char *
tag (ChiosaArticleFile *file,
     gsize              start,
     gsize              end)
{
  const ChiosaSpan span = { start, end };
  g_autoptr (GError) error = NULL;
  const char *id = chiosa_document_tag (chiosa_article_file_get_document (file), "entity", "PERSON", &span, 1, &error);

  g_assert_no_error (error);
  return g_strdup (id);
}

static void
edit (ChiosaArticleFile *file,
      gsize              start,
      gsize              end,
      const char        *text)
{
  g_autoptr (ChiosaEdit) value = chiosa_edit_new_replace (start, end, text);
  g_autoptr (GError) error = NULL;

  chiosa_document_edit (chiosa_article_file_get_document (file), value, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
}

static void
assert_words (ChiosaArticleFile *file,
              const char        *id,
              const char        *words)
{
  g_autofree char *quote = chiosa_document_get_quote (chiosa_article_file_get_document (file), id);

  g_assert_cmpstr (quote, ==, words);
}

static gboolean
is_detached (ChiosaArticleFile *file,
             const char        *id)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (chiosa_article_file_get_document (file), id);

  g_assert_nonnull (annotation);
  return annotation->state == CHIOSA_STATE_DETACHED;
}

/* --- Bytes ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  const char *bytes;
  gsize       length;
  const char *charset;
} Bytes;

#define BYTES(text, charset) { text, sizeof text - 1, charset }

static const Bytes kinds[] = {
  BYTES ("One.\nTwo.\n", NULL), BYTES ("One.\r\nTwo.\r\n", NULL), BYTES ("One.\rTwo.\r", NULL),
  BYTES ("One.\nTwo.\r\nThree.\rFour.", NULL), BYTES ("No end of line", NULL), BYTES ("", NULL), BYTES ("\n", NULL),
  BYTES ("\xef\xbb\xbf" "With mark, è, 漢, 😹\n", NULL), BYTES ("Without mark, è, 漢, 😹\n", NULL),
  BYTES ("\xff\xfe" "O\0n\0e\0\n\0", NULL), BYTES ("\xfe\xff\0O\0n\0e\0\r\0\n", NULL),
  BYTES ("Perch\xe9 \x93no\x94 \x80\r\n", "WINDOWS-1252"), BYTES ("Perch\xe9\n", "ISO-8859-1"),
  BYTES ("\x82\xa0\x8e\x9a\n", "SHIFT_JIS"), BYTES ("\xcf\xd0\xc8\n", "KOI8-R"),
};

static void
test_bytes (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = in_folder (fixture, "a.txt");
      g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL, *edited = NULL;
      gsize length;

      put (fixture, "a.txt", kinds[i].bytes, kinds[i].length);
      chiosa_article_file_load (file, kinds[i].charset, FALSE, NULL, &error);
      g_assert_no_error (error);
      save (file, ALL | CHIOSA_SAVE_FORCE);
      after = get (fixture, "a.txt", &length);
      g_assert_cmpmem (after, length, kinds[i].bytes, kinds[i].length);

      /* And after a change and its opposite. */
      edit (file, 0, 0, "x");
      save (file, ALL);
      g_assert_true (chiosa_document_undo (chiosa_article_file_get_document (file)));
      save (file, kinds[i].length == 0 ? ALL | CHIOSA_SAVE_FORCE : ALL);
      edited = get (fixture, "a.txt", &length);
      g_assert_cmpmem (edited, length, kinds[i].bytes, kinds[i].length);
    }
}

static void
test_no_sidecar_for_nothing (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  file = open_article (fixture, "a.txt");
  save (file, ALL);
  edit (file, 0, 0, "So ");
  save (file, ALL);
  assert_content (fixture, "a.txt", "So Anna speaks.\n");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_not_found (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "none.txt");
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_article_file_load (file, NULL, FALSE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "none.txt"));
  g_assert_null (chiosa_article_file_get_document (file));
}

static void
test_bad_bytes (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt"), *other = in_folder (fixture, "b.txt");
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "one\nt\xffwo\n", -1);
  g_assert_false (chiosa_article_file_load (file, NULL, FALSE, NULL, &error));
  g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "a.txt"));
  g_clear_error (&error);

  chiosa_article_file_load (file, NULL, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (chiosa_document_get_read_only (chiosa_article_file_get_document (file)));
  assert_save_fails (file, ALL, CHIOSA_STORE_ERROR_READ_ONLY);
  assert_save_fails (file, ALL | CHIOSA_SAVE_FORCE, CHIOSA_STORE_ERROR_READ_ONLY);
  assert_content (fixture, "a.txt", "one\nt\xffwo\n");

  /* Under another name nothing is lost. */
  g_assert_true (chiosa_article_file_save_as (file, other, &error));
  g_assert_no_error (error);
  assert_content (fixture, "b.txt", "one\nt\xef\xbf\xbdwo\n");
  g_assert_false (chiosa_document_get_read_only (chiosa_article_file_get_document (file)));
}

static void
test_unrepresentable (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "Perch\xe9\n", -1);
  chiosa_article_file_load (file, "ISO-8859-1", FALSE, NULL, &error);
  g_assert_no_error (error);
  edit (file, 0, 0, "漢");
  g_assert_false (chiosa_article_file_save (file, ALL, &error));
  g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNREPRESENTABLE);
  assert_content (fixture, "a.txt", "Perch\xe9\n");
  g_assert_true (chiosa_document_is_text_modified (chiosa_article_file_get_document (file)));
}

/* --- Annotations ------------------------------------------------------------------------------------------------ */

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL, again = NULL;
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  g_autofree char *id = NULL;
  ChiosaDocument *document;

  put (fixture, "a.txt", "Anna speaks.\r\n", -1);
  file = open_article (fixture, "a.txt");
  document = chiosa_article_file_get_document (file);
  id = tag (file, 0, 4);
  article->title = g_strdup ("A title");
  article->status = CHIOSA_STATUS_DONE;
  chiosa_document_set_article (document, article, NULL);
  g_assert_true (chiosa_document_is_annotations_modified (document));
  save (file, CHIOSA_SAVE_ANNOTATIONS);
  g_assert_false (chiosa_document_is_annotations_modified (document));

  again = open_article (fixture, "a.txt");
  g_assert_null (chiosa_article_file_get_sidecar_error (again));
  g_assert_cmpuint (chiosa_article_file_get_problems (again)->len, ==, 0);
  g_assert_false (chiosa_article_file_get_text_differs (again));
  assert_words (again, id, "Anna");
  document = chiosa_article_file_get_document (again);
  g_assert_cmpstr (chiosa_document_get_article (document)->title, ==, "A title");
  g_assert_cmpint (chiosa_document_get_article (document)->status, ==, CHIOSA_STATUS_DONE);
  g_assert_false (chiosa_document_is_annotations_modified (document));
  g_assert_false (chiosa_document_is_text_modified (document));
  assert_content (fixture, "a.txt", "Anna speaks.\r\n");
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autofree char *first = NULL, *before = NULL;
  ChiosaDocument *document;

  put (fixture, "a.txt", "Anna and Bruno speak.\n", -1);
  file = open_article (fixture, "a.txt");
  document = chiosa_article_file_get_document (file);
  first = tag (file, 0, 4);
  save (file, ALL);
  before = get (fixture, SIDECAR, NULL);

  g_free (tag (file, 9, 14));
  edit (file, 2, 6, "xx");
  chiosa_document_set_note (document, first, "note", NULL);
  save (file, ALL);
  for (guint i = 0; i < 3; i++)
    g_assert_true (chiosa_document_undo (document));
  save (file, ALL);
  assert_content (fixture, SIDECAR, before);
  assert_content (fixture, "a.txt", "Anna and Bruno speak.\n");
}

static void
test_same_bytes_not_written (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autofree char *previous = NULL;

  put (fixture, "a.txt", "Anna and Bruno speak.\n", -1);
  file = open_article (fixture, "a.txt");
  g_free (tag (file, 0, 4));
  save (file, ALL);
  previous = get (fixture, SIDECAR, NULL);
  g_free (tag (file, 9, 14));
  save (file, ALL);
  save (file, ALL);
  assert_content (fixture, SIDECAR "~", previous);
}

static void
test_annotator (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, "anna.b-1");
  g_autofree char *json = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  g_assert_true (chiosa_article_file_load (file, NULL, FALSE, NULL, NULL));
  g_free (tag (file, 0, 4));
  save (file, ALL);
  json = get (fixture, "a.txt.anna.b-1.chiosa.json", NULL);
  g_assert_nonnull (strstr (json, "\n\"annotator\":\"anna.b-1\",\n"));
  g_assert_nonnull (strstr (json, "\"creator\":\"anna.b-1\""));

  g_assert_null (chiosa_article_file_sidecar_path ("a.txt", "../x"));
  g_assert_null (chiosa_article_file_sidecar_path ("a.txt", ""));
}

/* --- Sidecars of others ----------------------------------------------------------------------------------------- */

static void
test_unreadable_sidecar (Fixture       *fixture,
                         gconstpointer  data)
{
  const char *bad[] = { "{\n\"format\":\"chiosa-sidecar\",\n<<<<<<< ours\n", "", "[]", "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\"}", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (ChiosaArticleFile) file = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *aside = g_strdup_printf (SIDECAR ".bad-%u", i + 1);

      put (fixture, "a.txt", "Anna speaks.\n", -1);
      put (fixture, SIDECAR, bad[i], -1);
      file = open_article (fixture, "a.txt");
      g_assert_nonnull (chiosa_article_file_get_sidecar_error (file));
      g_assert_nonnull (strstr (chiosa_article_file_get_sidecar_error (file)->message, SIDECAR));
      g_assert_true (chiosa_document_get_read_only (chiosa_article_file_get_document (file)));

      g_assert_false (chiosa_article_file_save (file, ALL | CHIOSA_SAVE_FORCE, &error));
      g_assert_error (error, CHIOSA_STORE_ERROR, chiosa_article_file_get_sidecar_error (file)->code);
      save (file, CHIOSA_SAVE_TEXT);
      assert_content (fixture, SIDECAR, bad[i]);

      g_clear_error (&error);
      g_assert_true (chiosa_article_file_set_aside (file, &error));
      g_assert_false (chiosa_document_get_read_only (chiosa_article_file_get_document (file)));
      g_free (tag (file, 0, 4));
      save (file, ALL);
      assert_content (fixture, aside, bad[i]);
      g_assert_true (there_is (fixture, SIDECAR));
    }
}

static void
test_newer_version (Fixture       *fixture,
                    gconstpointer  data)
{
  const char *newer = "{\"format\":\"chiosa-sidecar\",\"version\":\"2.0\",\"annotations\":[]}";
  g_autoptr (ChiosaArticleFile) file = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  put (fixture, SIDECAR, newer, -1);
  file = open_article (fixture, "a.txt");
  g_assert_null (chiosa_article_file_get_sidecar_error (file));
  g_assert_true (chiosa_document_get_read_only (chiosa_article_file_get_document (file)));
  assert_save_fails (file, ALL | CHIOSA_SAVE_FORCE, CHIOSA_STORE_ERROR_VERSION);
  assert_content (fixture, SIDECAR, newer);
}

static void
test_problems_keep_original (Fixture       *fixture,
                             gconstpointer  data)
{
  const char *odd = "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[7],\"mine\":[1, 2]}";
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autofree char *json = NULL;

  put (fixture, "a.txt", "Anna and Bruno speak.\n", -1);
  put (fixture, SIDECAR, odd, -1);
  file = open_article (fixture, "a.txt");
  g_assert_cmpuint (chiosa_article_file_get_problems (file)->len, >, 0);
  g_free (tag (file, 0, 4));
  save (file, ALL);
  assert_content (fixture, SIDECAR ".bad-1", odd);
  json = get (fixture, SIDECAR, NULL);
  g_assert_nonnull (strstr (json, "\n7\n"));
  g_assert_nonnull (strstr (json, "\n\"mine\":[1, 2]\n"));

  g_free (tag (file, 9, 14));
  save (file, ALL);
  g_assert_false (there_is (fixture, SIDECAR ".bad-2"));
}

static void
test_changed_on_disk (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL, other = NULL;
  g_autofree char *theirs = NULL;

  put (fixture, "a.txt", "Anna and Bruno speak.\n", -1);
  file = open_article (fixture, "a.txt");
  other = open_article (fixture, "a.txt");
  g_free (tag (other, 9, 14));
  save (other, ALL);
  theirs = get (fixture, SIDECAR, NULL);

  g_free (tag (file, 0, 4));
  assert_save_fails (file, CHIOSA_SAVE_ANNOTATIONS, CHIOSA_STORE_ERROR_CHANGED);
  assert_content (fixture, SIDECAR, theirs);
  g_assert_true (chiosa_document_is_annotations_modified (chiosa_article_file_get_document (file)));

  save (file, CHIOSA_SAVE_ANNOTATIONS | CHIOSA_SAVE_FORCE);
  assert_content (fixture, SIDECAR "~", theirs);
}

static void
test_article_changed_on_disk (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  file = open_article (fixture, "a.txt");
  put (fixture, "a.txt", "Anna shouts.\n", -1);
  edit (file, 0, 0, "So ");
  g_free (tag (file, 3, 7));
  assert_save_fails (file, ALL, CHIOSA_STORE_ERROR_CHANGED);
  assert_content (fixture, "a.txt", "Anna shouts.\n");
  g_assert_false (there_is (fixture, SIDECAR));

  save (file, ALL | CHIOSA_SAVE_FORCE);
  assert_content (fixture, "a.txt", "So Anna speaks.\n");
}

static void
test_other_text (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL, again = NULL;
  g_autofree char *anna = NULL, *bruno = NULL;

  put (fixture, "a.txt", "Anna and Bruno speak.\n", -1);
  file = open_article (fixture, "a.txt");
  anna = tag (file, 0, 4);
  bruno = tag (file, 9, 14);
  save (file, ALL);
  put (fixture, "a.txt", "Anna or else Bruno speaks.\n", -1);

  again = open_article (fixture, "a.txt");
  g_assert_true (chiosa_article_file_get_text_differs (again));
  assert_words (again, anna, "Anna");
  assert_words (again, bruno, "Bruno");
  g_clear_object (&again);

  put (fixture, "a.txt", "Anna and nobody else speak.\n", -1);
  again = open_article (fixture, "a.txt");
  assert_words (again, anna, "Anna");
  g_assert_true (is_detached (again, bruno));
  g_assert_cmpstr (chiosa_document_find (chiosa_article_file_get_document (again), bruno)->quote->exact, ==, "Bruno");
}

static void
test_empty_text (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;

  put (fixture, "a.txt", "Anna", -1);
  file = open_article (fixture, "a.txt");
  edit (file, 0, 4, "");
  assert_save_fails (file, ALL, CHIOSA_STORE_ERROR_EMPTY);
  assert_content (fixture, "a.txt", "Anna");
  save (file, ALL | CHIOSA_SAVE_FORCE);
  assert_content (fixture, "a.txt", "");
}

/* --- Unsaved text ----------------------------------------------------------------------------------------------- */

static void
test_mapped_back (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL, on_disk = NULL, all_saved = NULL;
  g_autofree char *anna = NULL, *bruno = NULL, *carla = NULL, *grown = NULL;
  ChiosaDocument *document;

  put (fixture, "a.txt", "Anna and Bruno speak.\n", -1);
  file = open_article (fixture, "a.txt");
  document = chiosa_article_file_get_document (file);
  anna = tag (file, 0, 4);
  edit (file, 0, 0, "Now Carla, ");            /* Now Carla, Anna and Bruno speak. */
  bruno = tag (file, 20, 25);
  carla = tag (file, 4, 9);
  grown = tag (file, 26, 31);
  edit (file, 28, 28, "-e-");                   /* sp-e-eak */
  assert_words (file, grown, "sp-e-eak");

  save (file, CHIOSA_SAVE_ANNOTATIONS);
  assert_content (fixture, "a.txt", "Anna and Bruno speak.\n");
  g_assert_true (chiosa_document_is_text_modified (document));
  g_assert_false (chiosa_document_is_annotations_modified (document));
  assert_words (file, carla, "Carla");
  g_assert_false (is_detached (file, carla));

  on_disk = open_article (fixture, "a.txt");
  g_assert_false (chiosa_article_file_get_text_differs (on_disk));
  g_assert_cmpuint (chiosa_article_file_get_problems (on_disk)->len, ==, 0);
  assert_words (on_disk, anna, "Anna");
  assert_words (on_disk, bruno, "Bruno");
  assert_words (on_disk, grown, "speak");
  g_assert_true (is_detached (on_disk, carla));
  g_assert_cmpstr (chiosa_document_find (chiosa_article_file_get_document (on_disk), carla)->quote->exact, ==, "Carla");

  save (file, ALL);
  all_saved = open_article (fixture, "a.txt");
  g_assert_cmpuint (chiosa_document_get_n_detached (chiosa_article_file_get_document (all_saved)), ==, 0);
  assert_words (all_saved, carla, "Carla");
  assert_words (all_saved, grown, "sp-e-eak");
}

static void
test_mapped_after_save (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL, on_disk = NULL;
  g_autofree char *anna = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  file = open_article (fixture, "a.txt");
  anna = tag (file, 0, 4);
  edit (file, 0, 0, "one ");
  save (file, ALL);
  edit (file, 0, 0, "two ");
  chiosa_document_undo (chiosa_article_file_get_document (file));
  edit (file, 0, 4, "");
  save (file, CHIOSA_SAVE_ANNOTATIONS);

  on_disk = open_article (fixture, "a.txt");
  assert_words (on_disk, anna, "Anna");
  g_assert_false (chiosa_article_file_get_text_differs (on_disk));
}

/* Random edits, tags and saves: what is on the disk always fits the article on the disk. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL;
  ChiosaDocument *document;

  put (fixture, "a.txt", "Anna and Bruno speak of Carla, who is away. Dario writes.\n", -1);
  file = open_article (fixture, "a.txt");
  document = chiosa_article_file_get_document (file);

  for (guint i = 0; i < 400; i++)
    {
      gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
      gsize start = g_test_rand_int_range (0, length), n = g_test_rand_int_range (1, 6), end = MIN (length, start + n);
      const ChiosaSpan span = { start, end };
      g_autoptr (ChiosaArticleFile) on_disk = NULL;

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
          chiosa_document_tag (document, "source", "", &span, 1, NULL);
          break;
        case 1:
          if (length > 20)
            edit (file, start, end, "");
          break;
        case 2:
          edit (file, start, start, "né ");
          break;
        case 3:
          chiosa_document_undo (document);
          break;
        default:
          save (file, g_test_rand_bit () ? ALL : CHIOSA_SAVE_ANNOTATIONS);
          on_disk = open_article (fixture, "a.txt");
          g_assert_null (chiosa_article_file_get_sidecar_error (on_disk));
          g_assert_false (chiosa_article_file_get_text_differs (on_disk));
          g_assert_cmpuint (chiosa_article_file_get_problems (on_disk)->len, ==, 0);
          g_assert_cmpuint (chiosa_document_get_n_annotations (chiosa_article_file_get_document (on_disk))
                            + chiosa_document_get_n_detached (chiosa_article_file_get_document (on_disk)), ==,
                            chiosa_document_get_n_annotations (document) + chiosa_document_get_n_detached (document));
        }
    }
}

/* --- Threads ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  ChiosaArticleFile *file;
  guint              n_done;
  gboolean           loaded;
  gboolean           read_only_at_first;
  GError            *error;
} Wait;

static void
sidecar_loaded_cb (Wait *wait)
{
  wait->loaded = TRUE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Wait *wait = data;

  if (chiosa_article_file_load_finish (wait->file, result, &wait->error))
    {
      g_assert_false (wait->loaded);
      wait->read_only_at_first = chiosa_document_get_read_only (chiosa_article_file_get_document (wait->file));
    }
  wait->n_done++;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Wait *wait = data;

  if (!chiosa_article_file_save_finish (wait->file, result, &wait->error))
    g_assert_nonnull (wait->error);
  wait->n_done++;
}

static void
test_load_async (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *id = NULL;
  Wait wait = { 0 };

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  wait.file = open_article (fixture, "a.txt");
  id = tag (wait.file, 0, 4);
  save (wait.file, ALL);
  g_clear_object (&wait.file);

  wait.file = chiosa_article_file_new (path, NULL);
  g_signal_connect_swapped (wait.file, "sidecar-loaded", G_CALLBACK (sidecar_loaded_cb), &wait);
  chiosa_article_file_load_async (wait.file, NULL, FALSE, NULL, NULL, loaded_cb, &wait);
  while (!wait.loaded)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (wait.n_done, ==, 1);
  g_assert_no_error (wait.error);
  g_assert_true (wait.read_only_at_first);
  g_assert_false (chiosa_document_get_read_only (chiosa_article_file_get_document (wait.file)));
  g_assert_true (chiosa_article_file_get_loaded (wait.file));
  assert_words (wait.file, id, "Anna");
  g_assert_finalize_object (wait.file);
}

static void
test_load_async_fails (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "none.txt");
  Wait wait = { chiosa_article_file_new (path, NULL) };

  chiosa_article_file_load_async (wait.file, NULL, FALSE, NULL, NULL, loaded_cb, &wait);
  while (wait.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&wait.error);
  g_assert_finalize_object (wait.file);
}

static void
test_save_before_loaded (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_article_file_save (file, ALL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED);
}

static void
test_saves_queue (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) on_disk = NULL;
  Wait wait = { 0 };
  ChiosaDocument *document;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  wait.file = open_article (fixture, "a.txt");
  document = chiosa_article_file_get_document (wait.file);
  g_free (tag (wait.file, 0, 4));
  for (guint i = 0; i < 5; i++)
    {
      edit (wait.file, 0, 0, "x");
      chiosa_article_file_save_async (wait.file, ALL, NULL, saved_cb, &wait);
    }
  g_assert_true (chiosa_article_file_get_saving (wait.file));
  edit (wait.file, 0, 0, "y");
  while (wait.n_done < 5)
    g_main_context_iteration (NULL, TRUE);

  g_assert_no_error (wait.error);
  g_assert_false (chiosa_article_file_get_saving (wait.file));
  g_assert_false (chiosa_document_is_text_modified (document));
  assert_content (fixture, "a.txt", "yxxxxxAnna speaks.\n");

  /* A change during a save is a change after it. */
  chiosa_article_file_save_async (wait.file, ALL | CHIOSA_SAVE_FORCE, NULL, saved_cb, &wait);
  edit (wait.file, 0, 1, "z");
  while (wait.n_done < 6)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (chiosa_document_is_text_modified (document));
  save (wait.file, CHIOSA_SAVE_ANNOTATIONS);
  on_disk = open_article (fixture, "a.txt");
  g_assert_false (chiosa_article_file_get_text_differs (on_disk));
  g_assert_cmpuint (chiosa_document_get_n_detached (chiosa_article_file_get_document (on_disk)), ==, 0);
  g_assert_finalize_object (wait.file);
}

/* The last save of a session blocks, while an earlier one runs in a thread. */
static void
test_save_waits (Fixture       *fixture,
                 gconstpointer  data)
{
  Wait wait = { 0 };
  ChiosaDocument *document;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  wait.file = open_article (fixture, "a.txt");
  document = chiosa_article_file_get_document (wait.file);
  g_free (tag (wait.file, 0, 4));
  for (guint i = 0; i < 20; i++)
    {
      edit (wait.file, 0, 0, "x");
      chiosa_article_file_save_async (wait.file, ALL, NULL, saved_cb, &wait);
      edit (wait.file, 0, 0, "y");
      save (wait.file, ALL);
      g_assert_false (chiosa_document_is_text_modified (document));
      while (wait.n_done <= i)
        g_main_context_iteration (NULL, TRUE);
      g_assert_no_error (wait.error);
      g_assert_false (chiosa_document_is_text_modified (document));
      g_assert_false (chiosa_document_is_annotations_modified (document));
    }
  g_assert_finalize_object (wait.file);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { 0 };

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  wait.file = open_article (fixture, "a.txt");
  edit (wait.file, 0, 0, "x");
  g_cancellable_cancel (cancellable);
  chiosa_article_file_save_async (wait.file, ALL, cancellable, saved_cb, &wait);
  while (wait.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wait.error);
  assert_content (fixture, "a.txt", "Anna speaks.\n");
  g_assert_finalize_object (wait.file);
}

/* --- Another name ----------------------------------------------------------------------------------------------- */

static void
test_save_as (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "b.txt"), *id = NULL;
  g_autoptr (ChiosaArticleFile) file = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  file = open_article (fixture, "a.txt");
  id = tag (file, 0, 4);
  edit (file, 0, 0, "So ");
  g_assert_true (chiosa_article_file_save_as (file, path, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (chiosa_article_file_get_path (file), ==, path);
  g_assert_false (chiosa_document_is_text_modified (chiosa_article_file_get_document (file)));
  assert_content (fixture, "a.txt", "Anna speaks.\n");
  assert_content (fixture, "b.txt", "So Anna speaks.\n");
  g_assert_false (there_is (fixture, SIDECAR));
  other = open_article (fixture, "b.txt");
  assert_words (other, id, "Anna");

  edit (file, 0, 0, "And ");
  save (file, ALL);
  assert_content (fixture, "b.txt", "And So Anna speaks.\n");
}

static void
test_save_as_over_annotated (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) annotated = NULL, plain = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "a.txt", "Anna speaks.\n", -1);
  put (fixture, "b.txt", "Anna sings.\n", -1);
  annotated = open_article (fixture, "a.txt");
  g_free (tag (annotated, 0, 4));
  save (annotated, ALL);

  plain = open_article (fixture, "b.txt");
  g_assert_true (chiosa_article_file_save_as (plain, path, &error));
  again = open_article (fixture, "a.txt");
  g_assert_cmpuint (chiosa_document_get_n_annotations (chiosa_article_file_get_document (again)), ==, 0);
  g_assert_true (there_is (fixture, SIDECAR "~"));
}

static void
test_symlink (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt"), *target = NULL;
  g_autoptr (ChiosaArticleFile) file = NULL;

  put (fixture, "deep/real.txt", "Anna speaks.\n", -1);
  g_assert_cmpint (symlink ("deep/real.txt", path), ==, 0);
  file = open_article (fixture, "a.txt");
  edit (file, 0, 0, "So ");
  g_free (tag (file, 3, 7));
  save (file, ALL);
  assert_content (fixture, "deep/real.txt", "So Anna speaks.\n");
  target = g_file_read_link (path, NULL);
  g_assert_cmpstr (target, ==, "deep/real.txt");
  g_assert_true (there_is (fixture, SIDECAR));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/article-file/untouched-bytes-stay", test_bytes);
  add_test ("/article-file/no-sidecar-for-nothing", test_no_sidecar_for_nothing);
  add_test ("/article-file/a-missing-article-is-said", test_not_found);
  add_test ("/article-file/bad-bytes-are-never-saved-over", test_bad_bytes);
  add_test ("/article-file/what-the-encoding-lacks-is-not-saved", test_unrepresentable);
  add_test ("/article-file/what-is-saved-comes-back", test_round_trip);
  add_test ("/article-file/undo-gives-the-same-sidecar", test_undo);
  add_test ("/article-file/same-bytes-are-not-written-again", test_same_bytes_not_written);
  add_test ("/article-file/an-annotator-has-a-sidecar", test_annotator);
  add_test ("/article-file/an-unreadable-sidecar-is-never-overwritten", test_unreadable_sidecar);
  add_test ("/article-file/a-newer-sidecar-is-never-overwritten", test_newer_version);
  add_test ("/article-file/a-mended-sidecar-is-kept-aside", test_problems_keep_original);
  add_test ("/article-file/a-changed-sidecar-is-not-overwritten", test_changed_on_disk);
  add_test ("/article-file/a-changed-article-is-not-overwritten", test_article_changed_on_disk);
  add_test ("/article-file/annotations-of-another-text", test_other_text);
  add_test ("/article-file/empty-never-over-full-unasked", test_empty_text);
  add_test ("/article-file/annotations-fit-the-article-on-disk", test_mapped_back);
  add_test ("/article-file/edits-are-counted-from-the-last-save", test_mapped_after_save);
  add_test ("/article-file/random-edits-and-saves-always-fit", test_random);
  add_test ("/article-file/text-first-then-annotations", test_load_async);
  add_test ("/article-file/loading-in-a-thread-fails-well", test_load_async_fails);
  add_test ("/article-file/nothing-is-saved-before-all-is-loaded", test_save_before_loaded);
  add_test ("/article-file/saves-queue", test_saves_queue);
  add_test ("/article-file/a-blocking-save-waits-for-the-thread", test_save_waits);
  add_test ("/article-file/a-cancelled-save-writes-nothing", test_cancelled);
  add_test ("/article-file/save-as-moves-over", test_save_as);
  add_test ("/article-file/save-as-takes-no-foreign-annotations", test_save_as_over_annotated);
  add_test ("/article-file/symbolic-links-stay", test_symlink);

  return g_test_run ();
}
