/* test-outside.c
 *
 * Somebody else writes the article or its sidecar: it is noticed, never where it was us; read again as one step that undo takes
 * back; refused where something here would be lost; and laid open for merging.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"
#include "chiosa-text-diff.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ALL (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)
#define ARTICLE "a.txt"
#define SIDECAR "a.txt.chiosa.json"
#define STORY "Anna speaks first.\nThen Bruno speaks of Rome.\nAt the end Carla speaks to the press.\n"

static ChiosaArticleFile *
open_article (Fixture *fixture)
{
  g_autofree char *path = in_folder (fixture, ARTICLE);
  ChiosaArticleFile *file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  chiosa_article_file_load (file, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static ChiosaDocument *
document_of (ChiosaArticleFile *file)
{
  return chiosa_article_file_get_document (file);
}

static void
save (ChiosaArticleFile *file)
{
  g_autoptr (GError) error = NULL;

  chiosa_article_file_save (file, ALL, &error);
  g_assert_no_error (error);
}

static char *
tag (ChiosaArticleFile *file,
     const char        *words)
{
  const ChiosaText *text = chiosa_document_get_text (document_of (file));
  ChiosaSpan span = { .start = chiosa_text_find (text, words, 0) };
  g_autoptr (GError) error = NULL;
  const char *id;

  span.end = span.start + g_utf8_strlen (words, -1);
  id = chiosa_document_tag (document_of (file), "entity", "PERSON", &span, 1, &error);
  g_assert_no_error (error);
  return g_strdup (id);
}

static void
edit (ChiosaArticleFile *file,
      const char        *words,
      const char        *other)
{
  gsize start = chiosa_text_find (chiosa_document_get_text (document_of (file)), words, 0);
  g_autoptr (ChiosaEdit) value = chiosa_edit_new_replace (start, start + g_utf8_strlen (words, -1), other);
  g_autoptr (GError) error = NULL;

  chiosa_document_edit (document_of (file), value, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
}

/* The story with Bruno tagged, saved; his id. */
static ChiosaArticleFile *
open_story (Fixture  *fixture,
            char    **bruno)
{
  ChiosaArticleFile *file;

  put (fixture, ARTICLE, STORY, -1);
  file = open_article (fixture);
  *bruno = tag (file, "Bruno");
  save (file);
  return file;
}

/* All that the document holds. */
static char *
dump (ChiosaArticleFile *file)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (document_of (file));
  g_autoptr (ChiosaSidecar) head = chiosa_sidecar_new ();
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = chiosa_sidecar_write (head, snapshot, encoding);
  g_autofree char *text = chiosa_text_get_slice (snapshot->text, 0, G_MAXSIZE);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strdup_printf ("%s\n%.*s", text, (int) length, data);
}

static void
assert_words (ChiosaArticleFile *file,
              const char        *id,
              const char        *words)
{
  g_autofree char *quote = chiosa_document_get_quote (document_of (file), id);

  g_assert_nonnull (chiosa_document_find (document_of (file), id));
  g_assert_cmpint (chiosa_document_find (document_of (file), id)->state, ==, CHIOSA_STATE_LIVE);
  g_assert_cmpstr (quote, ==, words);
}

static void
assert_text (ChiosaArticleFile *file,
             const char        *expected)
{
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (document_of (file)), 0, G_MAXSIZE);

  g_assert_cmpstr (text, ==, expected);
}

/* --- Waiting ------------------------------------------------------------------------------------------------------ */

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
check (ChiosaArticleFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;

  chiosa_article_file_check_async (file, NULL, result_cb, &result);
  return chiosa_article_file_check_finish (file, wait_for (&result), NULL);
}

static gboolean
try_reload (ChiosaArticleFile  *file,
            GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  chiosa_article_file_reload_async (file, NULL, result_cb, &result);
  return chiosa_article_file_reload_finish (file, wait_for (&result), error);
}

static void
reload (ChiosaArticleFile *file)
{
  g_autoptr (GError) error = NULL;

  try_reload (file, &error);
  g_assert_no_error (error);
}

static void
assert_reload_fails (ChiosaArticleFile *file,
                     GQuark             domain,
                     int                code)
{
  g_autofree char *before = dump (file), *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean modified = chiosa_document_is_annotations_modified (document_of (file));

  g_assert_false (try_reload (file, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, "“"));
  after = dump (file);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (chiosa_document_is_annotations_modified (document_of (file)) == modified);
}

static ChiosaThreeWay *
read_theirs (ChiosaArticleFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaThreeWay *three;

  chiosa_article_file_read_theirs_async (file, NULL, result_cb, &result);
  three = chiosa_article_file_read_theirs_finish (file, wait_for (&result), &error);
  g_assert_no_error (error);
  return three;
}

/* --- Noticing ----------------------------------------------------------------------------------------------------- */

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
wait_until (guint *count,
            guint  wanted)
{
  while (*count < wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* Every way in which programs write files. */
typedef enum { IN_PLACE, REPLACE, TAKE_AWAY, BRING_BACK, WRITE_SIDECAR, DELETE_SIDECAR, DELETE, CREATE, N_WAYS } Way;

static void
write_in_place (Fixture    *fixture,
                const char *name,
                const char *content)
{
  g_autofree char *path = in_folder (fixture, name);
  FILE *stream = g_fopen (path, "w");

  g_assert_nonnull (stream);
  fputs (content, stream);
  fclose (stream);
}

static void
change (Fixture *fixture,
        Way      way)
{
  g_autofree char *article = in_folder (fixture, ARTICLE), *sidecar = in_folder (fixture, SIDECAR);
  g_autofree char *fresh = in_folder (fixture, "fresh"), *elsewhere = in_folder (fixture, "elsewhere/a.txt");
  g_autofree char *folder = in_folder (fixture, "elsewhere");

  switch (way)
    {
    case IN_PLACE:
      write_in_place (fixture, ARTICLE, "Written over.\n");
      break;
    case REPLACE:
      write_in_place (fixture, "fresh", "Renamed over.\n");
      g_assert_cmpint (g_rename (fresh, article), ==, 0);
      break;
    case TAKE_AWAY:
      g_mkdir (folder, 0755);
      g_assert_cmpint (g_rename (article, elsewhere), ==, 0);
      break;
    case BRING_BACK:
      write_in_place (fixture, "elsewhere/a.txt", "Brought back.\n");
      g_assert_cmpint (g_rename (elsewhere, article), ==, 0);
      break;
    case WRITE_SIDECAR:
      write_in_place (fixture, SIDECAR, "{}\n");
      break;
    case DELETE_SIDECAR:
      g_assert_cmpint (g_unlink (sidecar), ==, 0);
      break;
    case DELETE:
      g_assert_cmpint (g_unlink (article), ==, 0);
      break;
    case CREATE:
      write_in_place (fixture, ARTICLE, "Made anew.\n");
      break;
    case N_WAYS:
    default:
      g_assert_not_reached ();
    }
}

static void
test_noticed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *bruno = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  guint count = 0;

  g_signal_connect_swapped (file, "changed-outside", G_CALLBACK (count_cb), &count);
  chiosa_article_file_watch (file);
  g_assert_false (check (file));
  for (Way way = 0; way < N_WAYS; way++)
    {
      change (fixture, way);
      wait_until (&count, way + 1);
      g_assert_true (check (file));
    }
  g_assert_cmpuint (count, ==, N_WAYS);
}

/* Saved here, touched, written with the same content: nothing is told. What really changes then is told once. */
static void
test_own_saves (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *bruno = NULL, *content = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  guint count = 0;

  g_signal_connect_swapped (file, "changed-outside", G_CALLBACK (count_cb), &count);
  chiosa_article_file_watch (file);
  for (guint i = 0; i < 20; i++)
    {
      GAsyncResult *result = NULL;

      edit (file, "Anna", i % 2 == 0 ? "Big Anna" : "Anna");
      if (i % 3 == 0)
        save (file);
      else
        {
          chiosa_article_file_save_async (file, ALL, NULL, result_cb, &result);
          g_assert_false (check (file));
          wait_for (&result);
          g_assert_true (chiosa_article_file_save_finish (file, result, NULL));
          g_object_unref (result);
        }
      g_assert_false (check (file));
    }
  content = get (fixture, ARTICLE, NULL);
  write_in_place (fixture, ARTICLE, content);
  put (fixture, ARTICLE, content, -1);
  g_assert_false (check (file));
  g_assert_cmpuint (count, ==, 0);

  write_in_place (fixture, ARTICLE, "Other.\n");
  wait_until (&count, 1);
  g_assert_cmpuint (count, ==, 1);
}

/* Same length, within one tick of the clock: only the content tells. */
static void
test_same_size (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, ARTICLE);
  g_autoptr (ChiosaArticleFile) file = NULL;

  for (guint i = 0; i < 20; i++)
    {
      write_in_place (fixture, ARTICLE, "One\n");
      file = open_article (fixture);
      write_in_place (fixture, ARTICLE, "Two\n");
      g_assert_true (check (file));
      g_clear_object (&file);
    }
}

/* The window is closed while a thread looks. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *bruno = NULL;
  ChiosaArticleFile *file = open_story (fixture, &bruno);
  g_autoptr (GAsyncResult) result = NULL;

  chiosa_article_file_watch (file);
  write_in_place (fixture, ARTICLE, "Other.\n");
  chiosa_article_file_check_async (file, NULL, result_cb, &result);
  g_object_add_weak_pointer (G_OBJECT (file), (gpointer *) &file);
  g_object_unref (file);
  wait_for (&result);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_null (file);
}

/* Through a link: the folder of the file itself is watched too. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, ARTICLE), *real = in_folder (fixture, "real/story.txt");
  g_autoptr (ChiosaArticleFile) file = NULL;
  guint count = 0;

  put (fixture, "real/story.txt", "One.\n", -1);
  g_assert_cmpint (symlink (real, path), ==, 0);
  file = open_article (fixture);
  g_signal_connect_swapped (file, "changed-outside", G_CALLBACK (count_cb), &count);
  chiosa_article_file_watch (file);
  put (fixture, "real/story.txt", "Two.\n", -1);
  wait_until (&count, 1);
  reload (file);
  assert_text (file, "Two.\n");
}

/* --- Reading again ------------------------------------------------------------------------------------------------ */

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *bruno = NULL, *before = NULL, *after = NULL, *back = NULL, *again = NULL, *old_sidecar = NULL, *kept = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  ChiosaDocument *document = document_of (file);
  const ChiosaReanchoring *reanchoring;

  old_sidecar = get (fixture, SIDECAR, NULL);
  before = dump (file);
  put (fixture, ARTICLE, "A new first line.\n" STORY, -1);
  reload (file);

  g_assert_true (document_of (file) == document);
  assert_text (file, "A new first line.\n" STORY);
  assert_words (file, bruno, "Bruno");
  reanchoring = chiosa_article_file_get_reanchoring (file);
  g_assert_nonnull (reanchoring);
  g_assert_cmpuint (reanchoring->counts[CHIOSA_ANCHOR_EXACT], ==, 1);
  g_assert_false (chiosa_document_is_text_modified (document));
  g_assert_true (chiosa_document_is_annotations_modified (document));
  g_assert_false (check (file));

  /* One step. */
  after = dump (file);
  g_assert_true (chiosa_document_undo (document));
  back = dump (file);
  g_assert_cmpstr (back, ==, before);
  g_assert_true (chiosa_document_is_text_modified (document));
  g_assert_true (chiosa_document_redo (document));
  again = dump (file);
  g_assert_cmpstr (again, ==, after);
  g_assert_false (chiosa_document_is_text_modified (document));

  /* Stored with the next save, and what was before stays beside it. */
  assert_content (fixture, SIDECAR, old_sidecar);
  save (file);
  g_assert_false (chiosa_document_is_annotations_modified (document));
  kept = get (fixture, SIDECAR "~", NULL);
  g_assert_cmpstr (kept, ==, old_sidecar);
  assert_content (fixture, ARTICLE, "A new first line.\n" STORY);
}

/* After undoing what was read, mine is older than the disk; saving it is a decision that a save makes, not the reload. */
static void
test_undone (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *bruno = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);

  put (fixture, ARTICLE, "New.\n" STORY, -1);
  reload (file);
  g_assert_true (chiosa_document_undo (document_of (file)));
  save (file);
  assert_content (fixture, ARTICLE, STORY);
  assert_words (file, bruno, "Bruno");
}

static void
test_sidecar (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *bruno = NULL, *carla = NULL, *before = NULL, *back = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (ChiosaArticleFile) other = open_article (fixture);

  carla = tag (other, "Carla");
  chiosa_document_remove (document_of (other), bruno, NULL);
  save (other);
  before = dump (file);
  g_assert_true (check (file));
  reload (file);

  g_assert_null (chiosa_document_find (document_of (file), bruno));
  assert_words (file, carla, "Carla");
  g_assert_null (chiosa_article_file_get_reanchoring (file));
  g_assert_false (chiosa_document_is_annotations_modified (document_of (file)));
  g_assert_true (chiosa_document_undo (document_of (file)));
  back = dump (file);
  g_assert_cmpstr (back, ==, before);
  g_assert_true (chiosa_document_is_annotations_modified (document_of (file)));
}

static void
test_both (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *bruno = NULL, *carla = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (ChiosaArticleFile) other = open_article (fixture);

  carla = tag (other, "Carla");
  edit (other, "Then ", "");
  save (other);
  reload (file);

  assert_words (file, bruno, "Bruno");
  assert_words (file, carla, "Carla");
  g_assert_null (chiosa_article_file_get_reanchoring (file));
  g_assert_false (chiosa_document_is_annotations_modified (document_of (file)));
  g_assert_false (chiosa_document_is_text_modified (document_of (file)));
}

/* Deleted on purpose, by Git say: that is taken, and undo brings them back. */
static void
test_sidecar_deleted (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *bruno = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);

  change (fixture, DELETE_SIDECAR);
  reload (file);
  g_assert_cmpuint (chiosa_document_get_n_annotations (document_of (file)), ==, 0);
  g_assert_false (chiosa_document_is_annotations_modified (document_of (file)));
  g_assert_true (chiosa_document_undo (document_of (file)));
  assert_words (file, bruno, "Bruno");
  save (file);
  g_assert_true (there_is (fixture, SIDECAR));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *bruno = NULL, *path = in_folder (fixture, ARTICLE), *sidecar = in_folder (fixture, SIDECAR);
  g_autofree char *other = in_folder (fixture, "other.txt"), *good = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);

  good = get (fixture, SIDECAR, NULL);
  put (fixture, "other.txt", "Secret.\n", -1);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_reload_fails (file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  assert_reload_fails (file, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (symlink (other, path), ==, 0);
  assert_reload_fails (file, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
  g_assert_cmpint (g_unlink (path), ==, 0);

  put (fixture, ARTICLE, "New. " STORY, -1);
  put (fixture, SIDECAR, "<<<<<<< HEAD\n", -1);
  assert_reload_fails (file, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CONFLICT_MARKERS);
  g_assert_cmpint (g_unlink (sidecar), ==, 0);
  g_assert_cmpint (symlink (other, sidecar), ==, 0);
  assert_reload_fails (file, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR);
  g_assert_cmpint (g_unlink (sidecar), ==, 0);

  put (fixture, SIDECAR, good, -1);
  reload (file);
  assert_text (file, "New. " STORY);
  assert_words (file, bruno, "Bruno");
}

static void
test_modified (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *bruno = NULL, *carla = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);

  put (fixture, ARTICLE, "New. " STORY, -1);
  carla = tag (file, "Carla");
  assert_reload_fails (file, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  chiosa_document_undo (document_of (file));
  edit (file, "Rome", "Pisa");
  assert_reload_fails (file, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  chiosa_document_undo (document_of (file));
  reload (file);
  /* What was only found again, and not saved yet, is no change by a person. */
  put (fixture, ARTICLE, "Newer. " STORY, -1);
  reload (file);
  assert_words (file, bruno, "Bruno");
  assert_text (file, "Newer. " STORY);
}

/* Typed between the beginning and the end of the reading. */
static void
test_modified_meanwhile (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *bruno = NULL, *before = NULL, *after = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, ARTICLE, "New. " STORY, -1);
  chiosa_article_file_reload_async (file, NULL, result_cb, &result);
  edit (file, "Rome", "Pisa");
  before = dump (file);
  g_assert_false (chiosa_article_file_reload_finish (file, wait_for (&result), &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  after = dump (file);
  g_assert_cmpstr (before, ==, after);
}

static void
test_other_article (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *bruno = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  const ChiosaReanchoring *reanchoring;

  put (fixture, ARTICLE, "Wholly different things are being said today; nobody of yesterday is to be seen anywhere in it.\n", -1);
  reload (file);

  reanchoring = chiosa_article_file_get_reanchoring (file);
  g_assert_true (reanchoring->other_article);
  g_assert_cmpint (chiosa_document_find (document_of (file), bruno)->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_false (chiosa_document_is_annotations_modified (document_of (file)));
  g_assert_true (chiosa_document_undo (document_of (file)));
  assert_words (file, bruno, "Bruno");
}

/* It was another one indeed: what was said of the first lies beside it, and a new beginning is made. */
static void
test_another_put_aside (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *bruno = NULL, *old_sidecar = NULL, *anybody = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (GError) error = NULL;

  old_sidecar = get (fixture, SIDECAR, NULL);
  g_clear_object (&file);
  put (fixture, ARTICLE, "Wholly different things are being said today; nobody of yesterday is to be seen anywhere in it.\n", -1);
  file = open_article (fixture);
  g_assert_true (chiosa_article_file_get_reanchoring (file)->other_article);
  g_assert_cmpuint (chiosa_document_get_n_detached (document_of (file)), ==, 1);
  g_assert_false (chiosa_document_is_annotations_modified (document_of (file)));
  assert_content (fixture, SIDECAR, old_sidecar);

  g_assert_true (chiosa_article_file_set_aside (file, &error));
  g_assert_no_error (error);
  g_assert_null (chiosa_article_file_get_reanchoring (file));
  g_assert_cmpuint (chiosa_document_get_n_detached (document_of (file)), ==, 0);
  g_assert_false (there_is (fixture, SIDECAR));
  assert_content (fixture, SIDECAR ".bad-1", old_sidecar);
  g_assert_false (chiosa_document_is_annotations_modified (document_of (file)));

  anybody = tag (file, "nobody");
  save (file);
  assert_content (fixture, SIDECAR ".bad-1", old_sidecar);
  g_assert_false (check (file));
}

static void
test_line_ends (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *bruno = NULL, *anna = NULL, *carla = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_auto (GStrv) lines = g_strsplit (STORY, "\n", -1);
  g_autofree char *windows = g_strjoinv ("\r\n", lines);

  anna = tag (file, "Anna");
  carla = tag (file, "Carla speaks to the press");
  save (file);
  put (fixture, ARTICLE, windows, -1);
  reload (file);

  g_assert_cmpuint (chiosa_article_file_get_reanchoring (file)->counts[CHIOSA_ANCHOR_EXACT], ==, 3);
  assert_words (file, anna, "Anna");
  assert_words (file, bruno, "Bruno");
  assert_words (file, carla, "Carla speaks to the press");
  save (file);
  assert_content (fixture, ARTICLE, windows);
}

static void
test_encoding (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, ARTICLE);
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  put (fixture, ARTICLE, "Perch\xe9 no.\n", -1);
  chiosa_article_file_load (file, "WINDOWS-1252", FALSE, NULL, &error);
  g_assert_no_error (error);
  put (fixture, ARTICLE, "Perch\xe9 s\xec.\n", -1);
  reload (file);
  assert_text (file, "Perché sì.\n");
  put (fixture, ARTICLE, "Perché mai.\n", -1);
  reload (file);
  assert_text (file, "Perché mai.\n");
  g_assert_cmpstr (chiosa_article_file_get_encoding (file)->charset, ==, "UTF-8");
  g_assert_false (check (file));
}

/* --- Loading ------------------------------------------------------------------------------------------------------ */

/* Only with the old text at hand can anybody say which of the Brunos it was. */
static void
test_load_with_base (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = NULL, again = NULL;
  g_autoptr (ChiosaSnapshot) value = NULL;
  g_autofree char *bruno = NULL, *old_sidecar = NULL;
  ChiosaSpan extent;

  put (fixture, ARTICLE, "Bruno\nBruno\nBruno\nThe end of it all is near.\n", -1);
  file = open_article (fixture);
  bruno = tag (file, "Bruno");
  save (file);
  old_sidecar = get (fixture, SIDECAR, NULL);
  put (fixture, ARTICLE, "What is new comes first today.\nBruno\nBruno\nBruno\nThe end of it all is near.\n", -1);

  again = open_article (fixture);
  g_assert_true (chiosa_document_get_extent (document_of (again), bruno, &extent));
  g_assert_cmpuint (extent.start, ==, 31);
  g_assert_true (chiosa_article_file_get_text_differs (again));
  g_assert_cmpuint (chiosa_article_file_get_reanchoring (again)->counts[CHIOSA_ANCHOR_EXACT], ==, 1);
  g_assert_true (chiosa_document_is_annotations_modified (document_of (again)));
  g_assert_null (chiosa_document_get_undo_name (document_of (again)));
  assert_content (fixture, SIDECAR, old_sidecar);

  value = chiosa_article_read (chiosa_article_file_get_path (again), NULL, NULL);
  g_assert_cmpuint (g_array_index (value->spans, ChiosaSpan, 0).start, ==, 31);
  g_assert_cmpuint (chiosa_text_get_length (value->text), ==, 76);

  chiosa_article_file_save (again, CHIOSA_SAVE_ANNOTATIONS, NULL);
  g_assert_false (chiosa_document_is_annotations_modified (document_of (again)));
  assert_content (fixture, SIDECAR "~", old_sidecar);
  g_clear_object (&again);
  again = open_article (fixture);
  g_assert_null (chiosa_article_file_get_reanchoring (again));
  g_assert_false (chiosa_document_is_annotations_modified (document_of (again)));
}

/* --- Three states ------------------------------------------------------------------------------------------------- */

static void
test_three_way (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *bruno = NULL, *carla = NULL, *anna = NULL, *before = NULL, *back = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (ChiosaArticleFile) other = open_article (fixture);
  g_autoptr (ChiosaThreeWay) three = NULL;
  g_autoptr (ChiosaSnapshot) merged = NULL;
  g_autofree char *common = NULL, *mine = NULL, *theirs = NULL;
  g_autoptr (GError) error = NULL;

  carla = tag (other, "Carla");
  edit (other, "Rome", "Pisa");
  save (other);
  anna = tag (file, "Anna");
  edit (file, "first", "last");
  before = dump (file);

  three = read_theirs (file);
  common = chiosa_text_get_slice (three->common->text, 0, G_MAXSIZE);
  mine = chiosa_text_get_slice (three->mine->text, 0, G_MAXSIZE);
  theirs = chiosa_text_get_slice (three->theirs->text, 0, G_MAXSIZE);
  g_assert_cmpstr (common, ==, STORY);
  g_assert_nonnull (strstr (mine, "Anna speaks last"));
  g_assert_nonnull (strstr (theirs, "Bruno speaks of Pisa"));
  g_assert_cmpuint (three->common->items->len, ==, 1);
  g_assert_cmpuint (three->mine->items->len, ==, 2);
  g_assert_cmpuint (three->theirs->items->len, ==, 2);
  back = dump (file);
  g_assert_cmpstr (before, ==, back);

  /* Theirs with one word of mine. */
  merged = chiosa_snapshot_copy (three->theirs);
  chiosa_text_replace (merged->text, 12, 17, "later", -1);
  g_clear_pointer (&merged->text_sha256, g_free);
  g_assert_true (chiosa_article_file_take_merged (file, three, merged, &error));
  g_assert_no_error (error);
  assert_words (file, carla, "Carla");
  g_assert_true (chiosa_document_is_text_modified (document_of (file)));
  g_assert_true (chiosa_document_is_annotations_modified (document_of (file)));

  /* Annotations alone are for the text that is on the disk. */
  chiosa_article_file_save (file, CHIOSA_SAVE_ANNOTATIONS, &error);
  g_assert_no_error (error);
  g_clear_object (&other);
  other = open_article (fixture);
  g_assert_false (chiosa_article_file_get_text_differs (other));
  assert_words (other, carla, "Carla");

  save (file);
  g_assert_false (check (file));
  g_clear_pointer (&back, g_free);
  g_assert_true (chiosa_document_undo (document_of (file)));
  back = dump (file);
  g_assert_cmpstr (back, ==, before);
}

static void
test_merged_too_late (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *bruno = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (ChiosaThreeWay) three = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, ARTICLE, "New. " STORY, -1);
  edit (file, "Anna", "Ada");
  three = read_theirs (file);
  edit (file, "Rome", "Pisa");
  g_assert_false (chiosa_article_file_take_merged (file, three, three->theirs, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
  g_clear_error (&error);

  /* And the files change once more: the save says so. */
  second = read_theirs (file);
  put (fixture, ARTICLE, "Newer. " STORY, -1);
  g_assert_true (chiosa_article_file_take_merged (file, second, second->mine, &error));
  g_assert_false (chiosa_article_file_save (file, ALL, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED);
}

/* --- Random ------------------------------------------------------------------------------------------------------- */

static void
write_random (Fixture *fixture,
              GRand   *rand)
{
  g_autofree char *content = get (fixture, ARTICLE, NULL);
  GString *text = g_string_new (content);
  const char *const words[] = { "Anna ", "said ", "no. ", "\n", "Rome ", "è ", "\r\n" };
  guint n = g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      glong length = g_utf8_strlen (text->str, -1);
      const char *at = g_utf8_offset_to_pointer (text->str, g_rand_int_range (rand, 0, length + 1));
      glong gone = g_rand_int_range (rand, 0, 6);
      const char *end = g_utf8_offset_to_pointer (at, MIN (gone, g_utf8_strlen (at, -1)));
      gsize place = at - text->str;

      g_string_erase (text, place, end - at);
      g_string_insert (text, place, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
    }
  put (fixture, ARTICLE, text->str, -1);
  g_string_free (text, TRUE);
}

static void
follow (ChiosaDocument   *document,
        const ChiosaEdit *value,
        ChiosaText       *follower)
{
  chiosa_edit_apply (value, follower);
}

/* Whatever others write between what is done here: ids stay, the view follows, and undo leads back to the first state. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  guint32 seed = g_getenv ("CHIOSA_TEST_SEED") != NULL ? g_ascii_strtoull (g_getenv ("CHIOSA_TEST_SEED"), NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *bruno = NULL, *first = NULL, *last = NULL, *back = NULL, *again = NULL;
  g_autoptr (ChiosaArticleFile) file = open_story (fixture, &bruno);
  g_autoptr (ChiosaText) follower = NULL;
  g_autofree char *theirs = NULL, *here = NULL;
  guint n_known;

  g_test_message ("CHIOSA_TEST_SEED=%u", seed);
  g_free (tag (file, "Anna"));
  g_free (tag (file, "Carla speaks"));
  g_free (tag (file, "the press"));
  save (file);
  follower = chiosa_text_copy (chiosa_document_get_text (document_of (file)));
  g_signal_connect (document_of (file), "text-edited", G_CALLBACK (follow), follower);
  g_assert_true (chiosa_document_undo (document_of (file)));
  g_assert_true (chiosa_document_redo (document_of (file)));
  while (chiosa_document_undo (document_of (file)));
  first = dump (file);
  while (chiosa_document_redo (document_of (file)));
  n_known = 4;

  for (guint i = 0; i < 60; i++)
    {
      write_random (fixture, rand);
      reload (file);
      g_assert_cmpuint (chiosa_document_get_n_annotations (document_of (file))
                        + chiosa_document_get_n_detached (document_of (file)), ==, n_known);
      if (g_rand_int_range (rand, 0, 3) == 0)
        save (file);
      g_assert_false (check (file));
    }

  theirs = get (fixture, ARTICLE, NULL);
  assert_text (file, theirs);
  last = dump (file);
  while (chiosa_document_undo (document_of (file)));
  back = dump (file);
  g_assert_cmpstr (back, ==, first);
  while (chiosa_document_redo (document_of (file)));
  again = dump (file);
  g_assert_cmpstr (again, ==, last);
  here = chiosa_text_get_slice (follower, 0, G_MAXSIZE);
  g_assert_cmpstr (here, ==, theirs);
}

int
main (int   argc,
      char *argv[])
{
  Fixture own;
  int result;

  fixture_set_up (&own, NULL);
  g_setenv ("XDG_STATE_HOME", own.folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  add_test ("/outside/every-way-of-writing-is-noticed", test_noticed);
  add_test ("/outside/own-saves-and-the-same-content-are-not-told", test_own_saves);
  add_test ("/outside/the-same-size-in-the-same-moment-is-seen", test_same_size);
  add_test ("/outside/dropped-while-looking", test_dropped);
  add_test ("/outside/what-a-link-leads-to-is-watched", test_link);
  add_test ("/reload/text-is-one-step-and-annotations-follow", test_text);
  add_test ("/reload/undone-and-saved-is-the-old-text", test_undone);
  add_test ("/reload/another-sidecar-is-taken", test_sidecar);
  add_test ("/reload/text-and-sidecar-together", test_both);
  add_test ("/reload/a-deleted-sidecar-comes-back-by-undo", test_sidecar_deleted);
  add_test ("/reload/what-cannot-be-read-changes-nothing", test_refused);
  add_test ("/reload/nothing-here-is-lost", test_modified);
  add_test ("/reload/nor-what-is-typed-meanwhile", test_modified_meanwhile);
  add_test ("/reload/another-article-takes-no-place", test_other_article);
  add_test ("/load/another-article-can-be-put-aside", test_another_put_aside);
  add_test ("/reload/other-line-ends-are-exact", test_line_ends);
  add_test ("/reload/another-encoding-is-understood", test_encoding);
  add_test ("/load/with-the-old-text-places-are-found-again", test_load_with_base);
  add_test ("/three-way/merged-is-one-step-over-theirs", test_three_way);
  add_test ("/three-way/too-late-is-said", test_merged_too_late);
  add_test ("/reload/random-changes-by-others-lose-nothing", test_random);
  result = g_test_run ();

  fixture_tear_down (&own, NULL);
  return result;
}
