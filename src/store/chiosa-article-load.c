/* chiosa-article-load.c
 *
 * From the disk to the document: the text first, then the annotations. They are read in threads (chiosa-article-reading.c);
 * what was found is put into the document on the main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-file-private.h"
#include "chiosa-article-reading.h"
#include "chiosa-tagset-file.h"

static ChiosaArticleReading *
start_reading (ChiosaArticleFile *self,
               const char        *charset,
               gboolean           lossy,
               ChiosaTagset      *tagset)
{
  ChiosaArticleReading *reading = chiosa_article_reading_new (self->path, self->sidecar_path);

  reading->charset = g_strdup (charset);
  reading->lossy = lossy;
  reading->tagset = tagset != NULL ? g_object_ref (tagset) : chiosa_tagset_builtin ();
  return reading;
}

/**
 * chiosa_article_read:
 * @path: of an article
 * @annotator: (nullable): whose annotations
 * @error: return location: the article or its sidecar cannot be read
 *
 * Text and annotations as they are on the disk, as a value. A sidecar that is not there is no error. Annotations of another
 * text are found again as far as that is sure; the rest is detached. For any thread.
 *
 * Returns: (transfer full): a snapshot with its text; or %NULL
 */
ChiosaSnapshot *
chiosa_article_read (const char  *path,
                     const char  *annotator,
                     GError     **error)
{
  g_autofree char *sidecar_path = chiosa_article_file_sidecar_path (path, annotator);
  g_autoptr (ChiosaArticleReading) reading = chiosa_article_reading_new (path, sidecar_path);
  ChiosaSnapshot *snapshot;

  if (!chiosa_article_reading_text (reading, error))
    return NULL;

  chiosa_article_reading_sidecar (reading);
  if (reading->sidecar_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading->sidecar_error));
      return NULL;
    }

  if (reading->reanchoring != NULL)
    snapshot = g_steal_pointer (&reading->reanchoring->snapshot);
  else
    snapshot = reading->sidecar != NULL ? g_steal_pointer (&reading->sidecar->snapshot) : chiosa_snapshot_new ();
  g_clear_pointer (&snapshot->text, chiosa_text_free);
  g_set_str (&snapshot->text_sha256, reading->text_sha256);
  snapshot->text = g_steal_pointer (&reading->text);

  return snapshot;
}

/* --- On the main thread ----------------------------------------------------------------------------------------- */

/* What stands outside the document. */
void
chiosa_article_file_take_head (ChiosaArticleFile    *self,
                               ChiosaArticleReading *reading)
{
  self->sidecar_baseline = reading->sidecar_baseline;
  g_clear_error (&self->sidecar_error);
  self->sidecar_error = g_steal_pointer (&reading->sidecar_error);
  g_clear_pointer (&self->reanchoring, chiosa_reanchoring_free);
  self->reanchoring = g_steal_pointer (&reading->reanchoring);
  self->is_link = reading->is_link;

  chiosa_sidecar_free (self->sidecar);
  self->sidecar = reading->sidecar != NULL ? g_steal_pointer (&reading->sidecar) : chiosa_sidecar_new ();
  self->keep_bad = self->sidecar->problems->len > 0;
  self->text_differs = self->sidecar_baseline.exists && self->sidecar_error == NULL
                       && g_strcmp0 (self->sidecar->text_sha256, reading->text_sha256) != 0;
  g_clear_pointer (&self->sidecar->snapshot, chiosa_snapshot_free);
}

/* The document is what is on the disk; but places that were found again are to be written when it is saved next. */
void
chiosa_article_file_take_state (ChiosaArticleFile *self)
{
  gboolean found_again = self->reanchoring != NULL && !self->reanchoring->other_article
                         && !chiosa_document_get_read_only (self->document);

  self->saved_text_revision = chiosa_document_get_text_revision (self->document);
  self->saved_annotations_revision = found_again ? 0 : chiosa_document_get_annotations_revision (self->document);
  chiosa_document_set_saved (self->document, self->saved_text_revision, self->saved_annotations_revision);
  chiosa_article_file_note_saved (self, chiosa_document_snapshot (self->document));
}

static void
take_text (ChiosaArticleFile    *self,
           ChiosaArticleReading *reading)
{
  ChiosaDocument *document = chiosa_document_new (reading->tagset);

  chiosa_article_file_wait (self);
  chiosa_article_file_set_loaded (self, FALSE);
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  self->encoding = g_steal_pointer (&reading->encoding);
  self->article_baseline = reading->article_baseline;
  g_free (self->notice);
  self->notice = g_steal_pointer (&reading->notice);
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  self->saved_text = chiosa_text_copy (reading->text);

  g_clear_pointer (&self->sidecar, chiosa_sidecar_free);
  self->sidecar = chiosa_sidecar_new ();
  g_clear_error (&self->sidecar_error);
  self->sidecar_baseline = (ChiosaBaseline) { 0 };
  self->keep_bad = self->text_differs = FALSE;

  chiosa_document_load_text (document, chiosa_text_copy (reading->text), NULL);
  if (self->annotator != NULL)
    chiosa_document_set_creator (document, self->annotator);
  chiosa_article_file_set_document (self, document);
  chiosa_article_file_update_read_only (self);
}

static void
take_sidecar (ChiosaArticleFile    *self,
              ChiosaArticleReading *reading)
{
  const ChiosaSnapshot *snapshot = chiosa_article_reading_snapshot (reading);

  if (snapshot != NULL)
    chiosa_document_load_annotations (self->document, snapshot);
  chiosa_article_file_take_head (self, reading);
  chiosa_article_file_set_loaded (self, TRUE);
  chiosa_article_file_update_read_only (self);
  chiosa_article_file_take_state (self);
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
  ChiosaArticleReading *reading = data;
  GError *error = NULL;

  if (chiosa_article_reading_text (reading, &error))
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
  ChiosaArticleReading *reading = data;

  chiosa_article_reading_sidecar (reading);
  chiosa_article_reading_keep (reading);
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
  ChiosaArticleReading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) next = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (g_task_return_error_if_cancelled (outer))
    return;

  take_text (self, reading);
  next = g_task_new (NULL, g_task_get_cancellable (outer), sidecar_read_cb, target_new (self));
  g_task_set_task_data (next, chiosa_article_reading_ref (reading), (GDestroyNotify) chiosa_article_reading_unref);
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
  g_autoptr (ChiosaArticleReading) reading = NULL;

  g_return_val_if_fail (CHIOSA_IS_ARTICLE_FILE (self), FALSE);

  reading = start_reading (self, charset, lossy, tagset);
  if (!chiosa_article_reading_text (reading, error))
    return FALSE;

  take_text (self, reading);
  chiosa_article_reading_sidecar (reading);
  chiosa_article_reading_keep (reading);
  take_sidecar (self, reading);
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
  g_task_set_task_data (inner, start_reading (self, charset, lossy, tagset), (GDestroyNotify) chiosa_article_reading_unref);
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
