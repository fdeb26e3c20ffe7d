/* chiosa-article-save.c
 *
 * From the document to the disk: takes snapshots on the main thread, lets jobs write them one after the other
 * (chiosa-save-job.c), and notes what is on the disk then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-file-private.h"
#include "chiosa-save-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void start_next (ChiosaArticleFile *self);

/* --- What is to be written -------------------------------------------------------------------------------------- */

static gboolean
article_is_empty (const ChiosaArticle *article)
{
  static const ChiosaArticle nothing = { .status = CHIOSA_STATUS_NEW };

  return article == NULL || chiosa_article_equal (article, &nothing);
}

/* No file is made for an article of which nothing is known. */
static gboolean
has_content (ChiosaArticleFile    *self,
             const ChiosaSnapshot *snapshot)
{
  return snapshot->items->len > 0 || snapshot->relations->len > 0 || !article_is_empty (snapshot->article)
         || (snapshot->conflicts != NULL && snapshot->conflicts->len > 0)
         || self->sidecar->raw_items->len > 0 || self->sidecar->raw_relations->len > 0
         || self->sidecar->raw_conflicts->len > 0 || self->sidecar->extra != NULL;
}

static void
copy_raw (GPtrArray *to,
          GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
}

static ChiosaSidecar *
copy_head (ChiosaArticleFile *self)
{
  ChiosaSidecar *head = chiosa_sidecar_new ();
  ChiosaTagset *tagset = chiosa_document_get_tagset (self->document);

  head->minor = MAX (self->sidecar->minor, CHIOSA_SIDECAR_MINOR);
  head->tagset_id = g_strdup (chiosa_tagset_get_id (tagset));
  head->tagset_version = g_strdup (chiosa_tagset_get_version (tagset));
  head->annotator = g_strdup (self->annotator != NULL ? self->annotator : self->sidecar->annotator);
  head->extra = g_strdup (self->sidecar->extra);
  head->text_extra = g_strdup (self->sidecar->text_extra);
  head->tagset_extra = g_strdup (self->sidecar->tagset_extra);
  copy_raw (head->raw_items, self->sidecar->raw_items);
  copy_raw (head->raw_relations, self->sidecar->raw_relations);
  copy_raw (head->raw_conflicts, self->sidecar->raw_conflicts);
  return head;
}

static gboolean
check_ready (ChiosaArticleFile  *self,
             ChiosaSaveFlags     flags,
             GError            **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  if (self->document == NULL || !self->loaded)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                   _("“%s” is not loaded yet. Wait a moment and save again."), shown);
      return FALSE;
    }
  if (self->sidecar_error != NULL && (flags & CHIOSA_SAVE_ANNOTATIONS))
    {
      if (error != NULL)
        *error = g_error_copy (self->sidecar_error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_writable (ChiosaArticleFile  *self,
                GError            **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  if (self->encoding->n_bad > 0)
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_READ_ONLY,
                   _("“%s” contains bytes that are no text in %s; saving it would lose them. "
                     "Open it in another encoding, or save it under another name."), shown, self->encoding->charset);
      return FALSE;
    }
  if (self->sidecar->read_only)
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_VERSION,
                   _("The annotations of “%s” were made by a newer version of this program; they can only be looked at here."),
                   shown);
      return FALSE;
    }

  return TRUE;
}

static ChiosaSaveJob *
make_job (ChiosaArticleFile *self,
          const char        *path,
          const char        *sidecar_path)
{
  ChiosaSaveJob *job = chiosa_save_job_new ();

  job->path = g_strdup (path);
  job->sidecar_path = g_strdup (sidecar_path);
  job->snapshot = chiosa_document_snapshot (self->document);
  job->encoding = chiosa_encoding_copy (self->encoding);
  job->head = copy_head (self);
  return job;
}

/* From now on edits are counted twice: from the text on the disk, and from the one that will be there. */
static void
begin_counting (ChiosaArticleFile *self)
{
  g_clear_pointer (&self->since_job, chiosa_edit_free);
  self->since_job = chiosa_edit_new ();
}

/* NULL with @error, or the job that @flags ask for. */
static ChiosaSaveJob *
prepare (ChiosaArticleFile  *self,
         ChiosaSaveFlags     flags,
         GError            **error)
{
  ChiosaSaveJob *job;
  gboolean modified;

  if (!check_ready (self, flags, error) || !check_writable (self, error))
    return NULL;

  modified = chiosa_document_is_text_modified (self->document);
  job = make_job (self, self->path, self->sidecar_path);
  job->force = (flags & CHIOSA_SAVE_FORCE) != 0;
  job->check_text = (flags & CHIOSA_SAVE_TEXT) != 0;
  job->write_text = job->check_text && (modified || job->force);
  job->write_sidecar = self->sidecar_error == NULL && (self->sidecar_baseline.exists || has_content (self, job->snapshot));
  job->keep_bad = self->keep_bad;
  job->article_baseline = self->article_baseline;
  job->sidecar_baseline = self->sidecar_baseline;

  if (modified && !job->write_text)
    {
      job->since = chiosa_edit_copy (self->since_saved);
      job->saved_text = chiosa_text_copy (self->saved_text);
    }
  if (job->write_text)
    begin_counting (self);

  return job;
}

/* --- What was written ------------------------------------------------------------------------------------------- */

static void
note_text (ChiosaArticleFile *self,
           ChiosaSaveJob     *job)
{
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  self->saved_text = chiosa_text_copy (job->snapshot->text);
  self->saved_text_revision = job->snapshot->text_revision;
  g_clear_pointer (&self->since_saved, chiosa_edit_free);
  self->since_saved = self->since_job != NULL ? g_steal_pointer (&self->since_job) : chiosa_edit_new ();
}

static void
apply (ChiosaArticleFile *self,
       ChiosaSaveJob     *job)
{
  if (job->applied)
    return;

  job->applied = TRUE;
  self->article_baseline = job->article_baseline;
  self->sidecar_baseline = job->sidecar_baseline;
  if (job->text_written)
    note_text (self, job);
  g_clear_pointer (&self->since_job, chiosa_edit_free);
  if (job->error == NULL)
    {
      g_free (self->notice);
      self->notice = g_steal_pointer (&job->notice);
    }

  if (job->sidecar_written)
    self->keep_bad = FALSE;
  if (job->error == NULL)
    self->saved_annotations_revision = job->snapshot->annotations_revision;
  chiosa_document_set_saved (self->document, self->saved_text_revision, self->saved_annotations_revision);
  if (job->error == NULL)
    chiosa_article_file_note_saved (self, g_steal_pointer (&job->snapshot));
}

void
chiosa_article_file_wait (ChiosaArticleFile *self)
{
  if (self->running == NULL)
    return;

  chiosa_save_job_wait (self->running);
  apply (self, self->running);
}

static gboolean
return_result (ChiosaSaveJob  *job,
               GError        **error)
{
  if (job->error == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (job->error);
  return FALSE;
}

/* --- In a thread ------------------------------------------------------------------------------------------------ */

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  chiosa_save_job_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  ChiosaArticleFile *self = g_task_get_source_object (outer);
  g_autoptr (ChiosaSaveJob) job = g_steal_pointer (&self->running);
  GError *error = NULL;

  apply (self, job);
  start_next (self);
  if (!chiosa_article_file_get_saving (self))
    chiosa_article_file_notify_saving (self);

  if (return_result (job, &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

/* %FALSE when @outer is answered already. */
static gboolean
start (ChiosaArticleFile *self,
       GTask             *outer)
{
  ChiosaSaveFlags flags = GPOINTER_TO_UINT (g_task_get_task_data (outer));
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (outer))
    return FALSE;

  self->running = prepare (self, flags, &error);
  if (self->running == NULL)
    {
      g_task_return_error (outer, error);
      return FALSE;
    }

  /* The thread may be the last to let go of its task: so that one holds no object. */
  inner = g_task_new (NULL, NULL, job_done_cb, g_object_ref (outer));
  g_task_set_task_data (inner, chiosa_save_job_ref (self->running), (GDestroyNotify) chiosa_save_job_unref);
  g_task_run_in_thread (inner, job_thread);
  return TRUE;
}

static void
start_next (ChiosaArticleFile *self)
{
  while (self->running == NULL && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) outer = g_queue_pop_head (&self->waiting);

      start (self, outer);
    }
}

/**
 * chiosa_article_file_save:
 * @self: an article
 * @flags: what to save; the text never without the annotations that fit it, unless the sidecar is unreadable
 * @error: as chiosa_safe_file_replace(); %CHIOSA_STORE_ERROR_READ_ONLY, %CHIOSA_STORE_ERROR_VERSION
 *
 * Blocks, also until a save in a thread is over. For the command line, and for the last moment of a session.
 *
 * Returns: whether everything is on the disk
 */
gboolean
chiosa_article_file_save (ChiosaArticleFile  *self,
                          ChiosaSaveFlags     flags,
                          GError            **error)
{
  g_autoptr (ChiosaSaveJob) job = NULL;

  g_return_val_if_fail (CHIOSA_IS_ARTICLE_FILE (self), FALSE);

  chiosa_article_file_wait (self);
  job = prepare (self, flags, error);
  if (job == NULL)
    return FALSE;

  chiosa_save_job_run (job);
  apply (self, job);
  return return_result (job, error);
}

/**
 * chiosa_article_file_save_async:
 * @self: an article
 * @flags: as for chiosa_article_file_save()
 * @cancellable: (nullable): counts until writing begins
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Saves what the document is when its turn comes: at once, unless another save runs.
 */
void
chiosa_article_file_save_async (ChiosaArticleFile   *self,
                                ChiosaSaveFlags      flags,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *outer;

  g_return_if_fail (CHIOSA_IS_ARTICLE_FILE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, chiosa_article_file_save_async);
  g_task_set_task_data (outer, GUINT_TO_POINTER (flags), NULL);
  g_queue_push_tail (&self->waiting, outer);

  start_next (self);
  if (chiosa_article_file_get_saving (self))
    chiosa_article_file_notify_saving (self);
}

/**
 * chiosa_article_file_save_finish:
 * @self: an article
 * @result: what the callback got
 * @error: as chiosa_article_file_save()
 *
 * Returns: whether everything is on the disk
 */
gboolean
chiosa_article_file_save_finish (ChiosaArticleFile  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Under a new name there are no bad bytes to lose, and no unreadable sidecar. */
static void
take_new_path (ChiosaArticleFile *self,
               ChiosaSaveJob     *job)
{
  self->encoding->n_bad = 0;
  g_clear_error (&self->sidecar_error);
  self->keep_bad = FALSE;
  chiosa_article_file_set_path (self, job->path);
  apply (self, job);
  chiosa_article_file_update_read_only (self);
}

/**
 * chiosa_article_file_save_as:
 * @self: an article
 * @path: the new name; what is there is replaced, its sidecar stays as NAME~
 * @error: as chiosa_article_file_save()
 *
 * Blocks. The old files stay as they are.
 *
 * Returns: whether everything is on the disk
 */
gboolean
chiosa_article_file_save_as (ChiosaArticleFile  *self,
                             const char         *path,
                             GError            **error)
{
  g_autoptr (ChiosaSaveJob) job = NULL;
  g_autofree char *absolute = NULL, *sidecar_path = NULL;

  g_return_val_if_fail (CHIOSA_IS_ARTICLE_FILE (self) && path != NULL, FALSE);

  absolute = g_canonicalize_filename (path, NULL);
  if (strcmp (absolute, self->path) == 0)
    return chiosa_article_file_save (self, CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS | CHIOSA_SAVE_FORCE, error);

  chiosa_article_file_wait (self);
  if (!check_ready (self, 0, error) || (self->sidecar->read_only && !check_writable (self, error)))
    return FALSE;

  sidecar_path = chiosa_article_file_sidecar_path (absolute, self->annotator);
  job = make_job (self, absolute, sidecar_path);
  job->encoding->n_bad = 0;
  job->force = job->write_text = TRUE;
  /* A sidecar that lies there would be taken for ours. */
  job->write_sidecar = has_content (self, job->snapshot) || g_file_test (sidecar_path, G_FILE_TEST_EXISTS);
  begin_counting (self);

  chiosa_save_job_run (job);
  if (job->error == NULL)
    take_new_path (self, job);
  else
    g_clear_pointer (&self->since_job, chiosa_edit_free);

  return return_result (job, error);
}
