/* chiosa-article-load.c
 *
 * From the disk to the document: the text first, then the annotations. Blocking parts know no object and run in
 * threads; what they found is put into the document on the main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-file-private.h"
#include "chiosa-json.h"
#include "chiosa-tagset-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Bytes of a sidecar from which on what reading it took is given back to the system. */
#define GIVE_BACK_FROM (4 << 20)

/* What a thread needs, and what it finds. Reference counted: it goes from the thread of the text to that of the sidecar. */
typedef struct
{
  char           *path;
  char           *sidecar_path;
  char           *charset;
  gboolean        lossy;
  ChiosaTagset   *tagset;

  ChiosaText     *text;
  ChiosaEncoding *encoding;
  ChiosaBaseline  article_baseline;
  char           *text_sha256;

  ChiosaSidecar  *sidecar;          /* NULL: none, or unreadable */
  ChiosaBaseline  sidecar_baseline;
  gsize           sidecar_size;     /* bytes */
  GError         *sidecar_error;
} Loading;

static Loading *
loading_new (ChiosaArticleFile *self,
             const char        *charset,
             gboolean           lossy,
             ChiosaTagset      *tagset)
{
  Loading *loading = g_atomic_rc_box_new0 (Loading);

  loading->path = g_strdup (self->path);
  loading->sidecar_path = g_strdup (self->sidecar_path);
  loading->charset = g_strdup (charset);
  loading->lossy = lossy;
  loading->tagset = tagset != NULL ? g_object_ref (tagset) : chiosa_tagset_builtin ();
  return loading;
}

/* Reading a large sidecar takes several times its size for a moment; the GNU C library keeps that for itself unless it is asked. */
static void
give_back (const Loading *loading)
{
#ifdef __GLIBC__
  if (loading->sidecar_size >= GIVE_BACK_FROM)
    malloc_trim (0);
#endif
}

static void
loading_clear (gpointer data)
{
  Loading *loading = data;

  g_free (loading->path);
  g_free (loading->sidecar_path);
  g_free (loading->charset);
  g_clear_object (&loading->tagset);
  g_clear_pointer (&loading->text, chiosa_text_free);
  g_clear_pointer (&loading->encoding, chiosa_encoding_free);
  g_free (loading->text_sha256);
  g_clear_pointer (&loading->sidecar, chiosa_sidecar_free);
  g_clear_error (&loading->sidecar_error);
  give_back (loading);
}

static void
loading_unref (gpointer loading)
{
  g_atomic_rc_box_release_full (loading, loading_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_unref)

/* --- In any thread ---------------------------------------------------------------------------------------------- */

/* @baseline: (nullable): filled for those who will write the file */
static gboolean
read_text (Loading         *loading,
           ChiosaBaseline  *baseline,
           GError         **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;

  bytes = chiosa_safe_file_read (loading->path, CHIOSA_ARTICLE_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, baseline, error);
  if (bytes == NULL)
    return FALSE;

  if (loading->lossy)
    loading->text = chiosa_encoding_decode_lossy (bytes, loading->charset, &loading->encoding);
  else
    loading->text = chiosa_encoding_decode (bytes, loading->charset, &loading->encoding, error);

  if (loading->text == NULL)
    {
      shown = g_filename_display_name (loading->path);
      g_prefix_error (error, "“%s”: ", shown);
      return FALSE;
    }

  loading->text_sha256 = chiosa_text_hash (loading->text);
  return TRUE;
}

/* No file is no error; an unreadable one is remembered. */
static void
read_sidecar (Loading        *loading,
              ChiosaBaseline *baseline)
{
  g_autofree char *shown = g_filename_display_name (loading->sidecar_path);
  g_autoptr (GBytes) bytes = NULL;

  bytes = chiosa_safe_file_read (loading->sidecar_path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, baseline, &loading->sidecar_error);
  loading->sidecar_size = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  if (bytes != NULL)
    loading->sidecar = chiosa_sidecar_parse (bytes, shown, loading->text, loading->text_sha256, &loading->sidecar_error);
  else if (g_error_matches (loading->sidecar_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_clear_error (&loading->sidecar_error);
}

/**
 * chiosa_article_read:
 * @path: of an article
 * @annotator: (nullable): whose annotations
 * @error: return location: the article or its sidecar cannot be read
 *
 * Text and annotations as they are on the disk, as a value. A sidecar that is not there is no error. For any thread.
 *
 * Returns: (transfer full): a snapshot with its text; or %NULL
 */
ChiosaSnapshot *
chiosa_article_read (const char  *path,
                     const char  *annotator,
                     GError     **error)
{
  g_autoptr (Loading) loading = g_atomic_rc_box_new0 (Loading);
  ChiosaSnapshot *snapshot;

  loading->path = g_strdup (path);
  loading->sidecar_path = chiosa_article_file_sidecar_path (path, annotator);
  if (!read_text (loading, NULL, error))
    return NULL;

  read_sidecar (loading, NULL);
  if (loading->sidecar_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&loading->sidecar_error));
      return NULL;
    }

  snapshot = loading->sidecar != NULL ? g_steal_pointer (&loading->sidecar->snapshot) : chiosa_snapshot_new ();
  snapshot->text = g_steal_pointer (&loading->text);
  snapshot->text_sha256 = g_steal_pointer (&loading->text_sha256);

  return snapshot;
}

/* --- On the main thread ----------------------------------------------------------------------------------------- */

static void
take_text (ChiosaArticleFile *self,
           Loading           *loading)
{
  ChiosaDocument *document = chiosa_document_new (loading->tagset);

  chiosa_article_file_wait (self);
  chiosa_article_file_set_loaded (self, FALSE);
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  self->encoding = g_steal_pointer (&loading->encoding);
  self->article_baseline = loading->article_baseline;
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  self->saved_text = chiosa_text_copy (loading->text);

  g_clear_pointer (&self->sidecar, chiosa_sidecar_free);
  self->sidecar = chiosa_sidecar_new ();
  g_clear_error (&self->sidecar_error);
  self->sidecar_baseline = (ChiosaBaseline) { 0 };
  self->keep_bad = self->text_differs = FALSE;

  chiosa_document_load_text (document, chiosa_text_copy (loading->text), NULL);
  if (self->annotator != NULL)
    chiosa_document_set_creator (document, self->annotator);
  chiosa_article_file_set_document (self, document);
  chiosa_article_file_update_read_only (self);
}

static void
take_sidecar (ChiosaArticleFile *self,
              Loading           *loading)
{
  self->sidecar_baseline = loading->sidecar_baseline;
  self->sidecar_error = g_steal_pointer (&loading->sidecar_error);

  if (loading->sidecar != NULL)
    {
      chiosa_sidecar_free (self->sidecar);
      self->sidecar = g_steal_pointer (&loading->sidecar);
      self->keep_bad = self->sidecar->problems->len > 0;
      self->text_differs = g_strcmp0 (self->sidecar->text_sha256, loading->text_sha256) != 0;
      chiosa_document_load_annotations (self->document, self->sidecar->snapshot);
      g_clear_pointer (&self->sidecar->snapshot, chiosa_snapshot_free);
    }

  self->saved_text_revision = chiosa_document_get_text_revision (self->document);
  self->saved_annotations_revision = chiosa_document_get_annotations_revision (self->document);
  chiosa_article_file_set_loaded (self, TRUE);
  chiosa_article_file_update_read_only (self);
  g_signal_emit (self, chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_SIDECAR_LOADED], 0);
}

/* For whom annotations are read. Objects stay with the callback: a thread may be the last to let go of its task. */
typedef struct
{
  ChiosaArticleFile *file;
  ChiosaDocument    *document;
} Target;

static Target *
target_new (ChiosaArticleFile *file)
{
  Target *target = g_new0 (Target, 1);

  target->file = g_object_ref (file);
  target->document = g_object_ref (file->document);
  return target;
}

static void
target_free (Target *target)
{
  g_object_unref (target->document);
  g_object_unref (target->file);
  g_free (target);
}

/* --- Threads ---------------------------------------------------------------------------------------------------- */

static void
read_text_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Loading *loading = data;
  GError *error = NULL;

  if (read_text (loading, &loading->article_baseline, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_sidecar_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  Loading *loading = data;

  read_sidecar (loading, &loading->sidecar_baseline);
  g_task_return_boolean (task, TRUE);
}

static void
sidecar_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Target *target = user_data;

  /* Loaded anew or cancelled meanwhile: what was read is for a document that is gone. */
  if (g_task_propagate_boolean (G_TASK (result), NULL) && target->file->document == target->document)
    take_sidecar (target->file, g_task_get_task_data (G_TASK (result)));

  target_free (target);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  ChiosaArticleFile *self = g_task_get_source_object (outer);
  Loading *loading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) next = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (g_task_return_error_if_cancelled (outer))
    return;

  take_text (self, loading);
  next = g_task_new (NULL, g_task_get_cancellable (outer), sidecar_read_cb, target_new (self));
  g_task_set_task_data (next, g_atomic_rc_box_acquire (loading), loading_unref);
  g_task_return_boolean (outer, TRUE);
  g_task_run_in_thread (next, read_sidecar_thread);
}

/**
 * chiosa_article_file_load:
 * @self: an article
 * @charset: (nullable): the encoding, %NULL to find out
 * @lossy: show bad bytes as U+FFFD; the article is read-only then
 * @tagset: (nullable): the tag set, %NULL for the one built in
 * @error: %CHIOSA_TEXT_ERROR for the content, else as chiosa_safe_file_read()
 *
 * Returns: whether there is a document now
 */
gboolean
chiosa_article_file_load (ChiosaArticleFile  *self,
                          const char         *charset,
                          gboolean            lossy,
                          ChiosaTagset       *tagset,
                          GError            **error)
{
  g_autoptr (Loading) loading = NULL;

  g_return_val_if_fail (CHIOSA_IS_ARTICLE_FILE (self), FALSE);

  loading = loading_new (self, charset, lossy, tagset);
  if (!read_text (loading, &loading->article_baseline, error))
    return FALSE;

  take_text (self, loading);
  read_sidecar (loading, &loading->sidecar_baseline);
  take_sidecar (self, loading);
  return TRUE;
}

/**
 * chiosa_article_file_load_async:
 * @self: an article
 * @charset: (nullable): the encoding, %NULL to find out
 * @lossy: show bad bytes as U+FFFD; the article is read-only then
 * @tagset: (nullable): the tag set, %NULL for the one built in
 * @cancellable: (nullable): to give up
 * @callback: called when the text is there
 * @user_data: for @callback
 *
 * The document is read-only until "sidecar-loaded".
 */
void
chiosa_article_file_load_async (ChiosaArticleFile   *self,
                                const char          *charset,
                                gboolean             lossy,
                                ChiosaTagset        *tagset,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;

  g_return_if_fail (CHIOSA_IS_ARTICLE_FILE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, chiosa_article_file_load_async);

  inner = g_task_new (NULL, NULL, text_read_cb, g_object_ref (outer));
  g_task_set_task_data (inner, loading_new (self, charset, lossy, tagset), loading_unref);
  g_task_run_in_thread (inner, read_text_thread);
}

/**
 * chiosa_article_file_load_finish:
 * @self: an article
 * @result: what the callback got
 * @error: as chiosa_article_file_load()
 *
 * Returns: whether there is a document now
 */
gboolean
chiosa_article_file_load_finish (ChiosaArticleFile  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
