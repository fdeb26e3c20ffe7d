/* operation.c
 *
 * One operation of the store, for tests that let it fail, kill it or take its power away (check-*.py). What is done is the same at
 * every run; what it came to is told in words that a program can compare.
 *
 *   operation NAME PATH      exit code 0; or 1, and the message on standard error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "operation.h"

#include "chiosa-new-articles.h"
#include "chiosa-safe-stream.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#define LINES 120
#define N_ARTICLES 3

/* --- What articles there are -------------------------------------------------------------------------------------- */

/* More than a page of a disk, so that half of it is not all of it. */
static char *
make_text (void)
{
  GString *text = g_string_new ("Alice said that the mill would close.\n");

  for (guint i = 0; i < LINES; i++)
    g_string_append_printf (text, "Line %u: «nothing» of it is true, says the owner.\n", i);

  return g_string_free (text, FALSE);
}

static gboolean
tag (ChiosaDocument  *document,
     const char      *id,
     const char      *type,
     const char      *label,
     ChiosaSpan       span,
     GError         **error)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, type, label);

  annotation->created = g_strdup ("2026-01-02T03:04:05Z");
  return chiosa_document_add (document, annotation, &span, 1, error);
}

gboolean
operation_change (ChiosaDocument  *document,
                  GError         **error)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 0, "Yesterday ");

  return chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, error)
         && tag (document, "a00000003", "entity", "ORG", (ChiosaSpan) { 26, 34 }, error);
}

ChiosaArticleFile *
operation_open (const char  *path,
                GError     **error)
{
  g_autoptr (ChiosaArticleFile) file = chiosa_article_file_new (path, NULL);

  return chiosa_article_file_load (file, NULL, FALSE, NULL, error) ? g_steal_pointer (&file) : NULL;
}

/* --- Operations --------------------------------------------------------------------------------------------------- */

/* An article with two annotations: what is there before. */
static gboolean
begin (const char  *path,
       GError     **error)
{
  g_autofree char *text = make_text ();
  g_autoptr (ChiosaArticleFile) file = NULL;
  ChiosaDocument *document;

  if (!g_file_set_contents (path, text, -1, error))
    return FALSE;

  file = operation_open (path, error);
  document = file != NULL ? chiosa_article_file_get_document (file) : NULL;
  return file != NULL
         && tag (document, "a00000001", "entity", "PERSON", (ChiosaSpan) { 0, 5 }, error)
         && tag (document, "a00000002", "claim", "FACT", (ChiosaSpan) { 16, 36 }, error)
         && chiosa_article_file_save (file, CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS, error);
}

static void
tell_modified (ChiosaDocument *document)
{
  g_print ("modified:%s%s\n", chiosa_document_is_text_modified (document) ? " text" : "",
           chiosa_document_is_annotations_modified (document) ? " annotations" : "");
}

static gboolean
save_changed (const char       *path,
              ChiosaSaveFlags   flags,
              GError          **error)
{
  g_autoptr (ChiosaArticleFile) file = operation_open (path, error);
  ChiosaDocument *document = file != NULL ? chiosa_article_file_get_document (file) : NULL;
  gboolean done;

  if (file == NULL || !operation_change (document, error))
    return FALSE;

  operation_mark ();
  done = chiosa_article_file_save (file, flags, error);
  tell_modified (document);
  return done;
}

static gboolean
save (const char  *path,
      GError     **error)
{
  return save_changed (path, CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS, error);
}

/* The text stays unsaved. */
static gboolean
autosave (const char  *path,
          GError     **error)
{
  return save_changed (path, CHIOSA_SAVE_ANNOTATIONS, error);
}

/* Where it fails, once more: nothing of the first time may be in the way. */
static gboolean
save_twice (const char  *path,
            GError     **error)
{
  g_autoptr (ChiosaArticleFile) file = operation_open (path, error);
  ChiosaDocument *document = file != NULL ? chiosa_article_file_get_document (file) : NULL;
  const ChiosaSaveFlags flags = CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS;

  if (file == NULL || !operation_change (document, error))
    return FALSE;

  operation_mark ();
  if (!chiosa_article_file_save (file, flags, NULL) && !chiosa_article_file_save (file, flags, error))
    return FALSE;

  tell_modified (document);
  return TRUE;
}

/* One more annotation, after whatever came before. */
static gboolean
annotate (const char  *path,
          GError     **error)
{
  g_autoptr (ChiosaArticleFile) file = operation_open (path, error);
  ChiosaDocument *document = file != NULL ? chiosa_article_file_get_document (file) : NULL;

  return file != NULL && tag (document, "a00000004", "entity", "DATE", (ChiosaSpan) { 50, 55 }, error)
         && chiosa_article_file_save (file, CHIOSA_SAVE_ANNOTATIONS, error);
}

static gboolean
replace (const char  *path,
         GError     **error)
{
  g_autofree char *content = g_strnfill (20000, 'n');
  g_autoptr (GBytes) bytes = g_bytes_new (content, 20000);

  operation_mark ();
  return chiosa_safe_file_replace (path, bytes, CHIOSA_SAFE_FILE_FOLLOW_LINKS | CHIOSA_SAFE_FILE_KEEP_PREVIOUS, NULL, NULL, error);
}

static gboolean
stream (const char  *path,
        GError     **error)
{
  g_autofree char *content = g_strnfill (200000, 'n');
  g_autoptr (ChiosaSafeStream) stream = NULL;

  operation_mark ();
  stream = chiosa_safe_stream_open (path, error);
  return stream != NULL && chiosa_safe_stream_write (stream, content, 200000, error)
         && chiosa_safe_stream_write (stream, content, 200000, error) && chiosa_safe_stream_commit (stream, error);
}

/* In a folder: n0.txt, n1.txt, …, each with a sidecar. */
static gboolean
add_new (const char  *folder,
         GError     **error)
{
  g_autoptr (ChiosaNewArticles) news = chiosa_new_articles_new ();

  operation_mark ();
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/n%u.txt", folder, i);
      g_autofree char *sidecar_path = chiosa_article_file_sidecar_path (path, NULL);
      g_autofree char *content = g_strnfill (10000, 'a' + i);
      g_autoptr (GBytes) text = g_bytes_new (content, 10000);
      g_autoptr (GBytes) sidecar = g_bytes_new (content, 5000);

      if (!chiosa_new_articles_add (news, path, text, sidecar_path, sidecar, error))
        return FALSE;
    }

  return chiosa_new_articles_finish (news, error);
}

/* --- What is there now -------------------------------------------------------------------------------------------- */

static void
tell_annotation (ChiosaDocument         *document,
                 const ChiosaAnnotation *annotation)
{
  g_autofree char *quote = chiosa_document_get_quote (document, annotation->id);
  const char *words = annotation->state == CHIOSA_STATE_LIVE ? quote : "(detached)";

  g_print ("%s %s %s\n", annotation->id, annotation->label, words);
}

/* Text by its hash, annotations by their words: what does not belong together is seen. */
static gboolean
load (const char  *path,
      GError     **error)
{
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (GPtrArray) live = NULL, detached = NULL;
  g_autofree char *hash = NULL;
  ChiosaDocument *document;

  operation_mark ();
  file = operation_open (path, error);
  if (file == NULL)
    return FALSE;
  if (chiosa_article_file_get_sidecar_error (file) != NULL)
    {
      *error = g_error_copy (chiosa_article_file_get_sidecar_error (file));
      return FALSE;
    }

  document = chiosa_article_file_get_document (file);
  hash = chiosa_text_hash (chiosa_document_get_text (document));
  g_print ("text %s%s, %u problems\n", hash, chiosa_article_file_get_text_differs (file) ? " differs" : "",
           chiosa_article_file_get_problems (file)->len);
  live = chiosa_document_list (document);
  for (guint i = 0; i < live->len; i++)
    tell_annotation (document, g_ptr_array_index (live, i));
  detached = chiosa_document_list_detached (document);
  for (guint i = 0; i < detached->len; i++)
    tell_annotation (document, g_ptr_array_index (detached, i));

  return TRUE;
}

void
operation_mark (void)
{
  g_access ("/chiosa-test-marker", F_OK);
  if (g_getenv ("CHIOSA_FAULT_STOP") != NULL)
    raise (SIGSTOP);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; gboolean (*run) (const char *path, GError **error); } operations[] = {
    { "begin", begin }, { "save", save }, { "autosave", autosave }, { "save-twice", save_twice }, { "replace", replace },
    { "stream", stream }, { "new-articles", add_new }, { "load", load }, { "annotate", annotate },
    { "journal", operation_journal }, { "recover", operation_recover }, { "recoveries", operation_recoveries },
  };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 3)
    return 2;

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (argv[1], operations[i].name))
      {
        if (operations[i].run (argv[2], &error))
          return 0;
        g_printerr ("%s\n", error != NULL ? error->message : "it failed without an error");
        return 1;
      }

  return 2;
}
