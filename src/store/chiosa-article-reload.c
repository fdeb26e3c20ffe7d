/* chiosa-article-reload.c
 *
 * An article that somebody else wrote meanwhile: read again where nothing is modified here, and the three states to merge from
 * where something is. The document stays the same object, and what happens to it is one undoable step.
 * Noticing that something changed is in chiosa-article-outside.c; merging is not done here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-outside.h"
#include "chiosa-text-diff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a thread needs, and what it finds. */
typedef struct
{
  /* in */
  ChiosaDocument       *document;           /* only to be compared: not touched, not kept alive */
  ChiosaSnapshot       *saved;              /* as it was on the disk; its text may be older than saved_text */
  ChiosaText           *saved_text;
  ChiosaBaseline        article_baseline;
  ChiosaBaseline        sidecar_baseline;
  gboolean              was_link;
  ChiosaSnapshot       *mine;

  /* out */
  ChiosaArticleReading *reading;
  gboolean              same_sidecar;       /* what stands outside the document is as it was */
  ChiosaSnapshot       *theirs;
  ChiosaEdit           *edit;               /* from saved_text to the text of theirs */
} Reload;

/* What the callers see is the first member. */
typedef struct
{
  ChiosaThreeWay  states;
  Reload         *reload;
} ThreeWay;

static void
reload_clear (gpointer data)
{
  Reload *self = data;

  g_clear_pointer (&self->saved, chiosa_snapshot_free);
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  g_clear_pointer (&self->mine, chiosa_snapshot_free);
  g_clear_pointer (&self->reading, chiosa_article_reading_unref);
  g_clear_pointer (&self->theirs, chiosa_snapshot_free);
  g_clear_pointer (&self->edit, chiosa_edit_free);
}

static void
reload_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, reload_clear);
}

/* Main thread: a file that is loaded, and saves nothing. */
static Reload *
reload_new (ChiosaArticleFile *file)
{
  Reload *self = g_atomic_rc_box_new0 (Reload);

  self->document = file->document;
  self->saved = chiosa_snapshot_copy (file->saved_snapshot);
  self->saved_text = chiosa_text_copy (file->saved_text);
  self->article_baseline = file->article_baseline;
  self->sidecar_baseline = file->sidecar_baseline;
  self->was_link = file->is_link;
  self->mine = chiosa_document_snapshot (file->document);
  self->reading = chiosa_article_reading_new (file->path, file->sidecar_path);
  self->reading->last_charset = g_strdup (file->encoding->charset);
  self->reading->lossy = file->encoding->n_bad > 0;
  self->reading->known_text = chiosa_text_copy (file->saved_text);
  return self;
}

static gboolean
same_text (const ChiosaText *a,
           const ChiosaText *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (chiosa_text_get_n_bytes (a) != chiosa_text_get_n_bytes (b))
    return FALSE;

  left = chiosa_text_hash (a);
  right = chiosa_text_hash (b);
  return strcmp (left, right) == 0;
}

/* --- In a thread -------------------------------------------------------------------------------------------------- */

/* A link that was put in the place of the article would be followed when it is saved. */
static gboolean
check_link (const Reload  *self,
            GError       **error)
{
  g_autofree char *shown = g_filename_display_name (self->reading->path);

  if (self->was_link || !g_file_test (self->reading->path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR,
               _("“%s” was replaced by a link to another file, so it was not loaded again. "
                 "What was read before is still here; save it under another name to keep it."), shown);
  return FALSE;
}

static gboolean
read_text (Reload   *self,
           GError  **error)
{
  g_autofree char *shown = g_filename_display_name (self->reading->path);

  if (!check_link (self, error))
    return FALSE;
  if (chiosa_article_reading_text (self->reading, error))
    return TRUE;

  if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (error);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _("“%s” was deleted or moved by another program. What was read before is still here; "
                     "save it under another name to keep it."), shown);
    }
  return FALSE;
}

/* The sidecar is the one that was read: what it says is known better than it says it. */
static void
move_saved (Reload *self)
{
  ChiosaArticleReading *reading = self->reading;

  reading->sidecar_baseline = self->sidecar_baseline;
  if (!same_text (self->saved->text, reading->text) && self->saved->items->len > 0)
    reading->reanchoring = chiosa_reanchor (self->saved, self->saved->text, reading->text, NULL);
}

static gboolean
read_sidecar (Reload   *self,
              GError  **error)
{
  ChiosaArticleReading *reading = self->reading;
  g_autofree char *now = chiosa_outside_look (reading->sidecar_path, CHIOSA_SAFE_FILE_NONE);

  self->same_sidecar = strcmp (now, chiosa_outside_look_known (&self->sidecar_baseline)) == 0;
  if (self->same_sidecar)
    {
      move_saved (self);
      return TRUE;
    }

  chiosa_article_reading_sidecar (reading);
  if (reading->sidecar_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading->sidecar_error));
      return FALSE;
    }

  chiosa_article_reading_keep (reading);
  return TRUE;
}

/* All that is on the disk, on its text. */
static ChiosaSnapshot *
make_theirs (Reload *self)
{
  const ChiosaSnapshot *read = chiosa_article_reading_snapshot (self->reading);
  ChiosaSnapshot *theirs;

  if (read == NULL && self->same_sidecar)
    read = self->saved;
  theirs = read != NULL ? chiosa_snapshot_copy (read) : chiosa_snapshot_new ();
  if (theirs->article == NULL)
    theirs->article = chiosa_article_new ();

  g_clear_pointer (&theirs->text, chiosa_text_free);
  theirs->text = chiosa_text_copy (self->reading->text);
  g_set_str (&theirs->text_sha256, self->reading->text_sha256);
  theirs->text_revision = theirs->annotations_revision = 0;
  return theirs;
}

static gboolean
read_files (Reload   *self,
            GError  **error)
{
  if (!read_text (self, error) || !read_sidecar (self, error))
    return FALSE;

  self->theirs = make_theirs (self);
  self->edit = chiosa_text_diff (self->saved_text, self->reading->text);
  return TRUE;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Reload *self = data;
  GError *error = NULL;

  if (read_files (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* After a save that wrote the text but not the annotations, those are for the text before. */
static ChiosaSnapshot *
make_common (const Reload *self)
{
  g_autoptr (ChiosaReanchoring) reanchoring = NULL;

  if (same_text (self->saved->text, self->saved_text))
    return chiosa_snapshot_copy (self->saved);

  reanchoring = chiosa_reanchor (self->saved, self->saved->text, self->saved_text, NULL);
  return g_steal_pointer (&reanchoring->snapshot);
}

static void
read_theirs_thread (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  Reload *self = data;
  GError *error = NULL;
  ThreeWay *three;

  if (!read_files (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  three = g_new0 (ThreeWay, 1);
  three->states.common = make_common (self);
  three->states.mine = chiosa_snapshot_copy (self->mine);
  three->states.theirs = chiosa_snapshot_copy (self->theirs);
  three->reload = g_atomic_rc_box_acquire (self);
  g_task_return_pointer (task, three, (GDestroyNotify) chiosa_three_way_free);
}

/* --- On the main thread ------------------------------------------------------------------------------------------- */

static gboolean
fail_changed (ChiosaArticleFile  *self,
              GError            **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED,
               _("“%s” was changed by another program, but there are changes here that are not saved, so it was not loaded again."),
               shown);
  return FALSE;
}

/* Places that were only found again are no change by a person. */
static gboolean
is_modified (ChiosaArticleFile *self)
{
  return chiosa_document_is_text_modified (self->document)
         || chiosa_document_get_annotations_revision (self->document) != self->saved_snapshot->annotations_revision;
}

/* Nothing was loaded or saved since @reload began, and nothing is about to be. */
static gboolean
is_current (ChiosaArticleFile *self,
            const Reload      *reload)
{
  return self->document == reload->document && !chiosa_article_file_get_saving (self)
         && chiosa_baseline_same_content (&self->article_baseline, &reload->article_baseline)
         && chiosa_baseline_same_content (&self->sidecar_baseline, &reload->sidecar_baseline);
}

static gboolean
is_as_mine (ChiosaArticleFile *self,
            const Reload      *reload)
{
  return chiosa_document_get_text_revision (self->document) == reload->mine->text_revision
         && chiosa_document_get_annotations_revision (self->document) == reload->mine->annotations_revision;
}

/* The files that were read are what is on the disk. @since: (transfer full): from their text to that of the document. */
static void
take_files (ChiosaArticleFile *self,
            const Reload      *reload,
            ChiosaEdit        *since)
{
  ChiosaArticleReading *reading = reload->reading;

  self->article_baseline = reading->article_baseline;
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  self->encoding = chiosa_encoding_copy (reading->encoding);
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  self->saved_text = chiosa_text_copy (reading->text);
  g_clear_pointer (&self->since_saved, chiosa_edit_free);
  self->since_saved = since;
  g_set_str (&self->notice, reading->notice);

  if (!reload->same_sidecar)
    {
      chiosa_article_file_take_head (self, reading);
      return;
    }
  g_clear_pointer (&self->reanchoring, chiosa_reanchoring_free);
  self->reanchoring = g_steal_pointer (&reading->reanchoring);
  self->text_differs = self->reanchoring != NULL;
}

/* What is read-only for a person is not for what is on the disk. */
static gboolean
revise (ChiosaArticleFile     *self,
        const ChiosaEdit      *edit,
        const ChiosaSnapshot  *snapshot,
        const char            *name,
        GError               **error)
{
  gboolean read_only = chiosa_document_get_read_only (self->document);
  gboolean done;

  g_object_freeze_notify (G_OBJECT (self->document));
  chiosa_document_set_read_only (self->document, FALSE);
  done = chiosa_document_revise (self->document, edit, snapshot, name, error);
  chiosa_document_set_read_only (self->document, read_only);
  g_object_thaw_notify (G_OBJECT (self->document));
  return done;
}

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  ChiosaArticleFile *self = g_task_get_source_object (outer);
  Reload *reload = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (outer))
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error)
      || ((!is_current (self, reload) || is_modified (self)) && !fail_changed (self, &error))
      || !revise (self, reload->edit, reload->theirs, C_("step", "Reload"), &error))
    {
      g_task_return_error (outer, error);
      return;
    }

  take_files (self, reload, chiosa_edit_new ());
  chiosa_article_file_update_read_only (self);
  chiosa_article_file_take_state (self);
  g_task_return_boolean (outer, TRUE);
}

static gboolean
check_loaded (ChiosaArticleFile  *self,
              GError            **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  if (self->loaded && self->saved_snapshot != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, _("“%s” is not loaded yet. Wait a moment and try again."), shown);
  return FALSE;
}

/* Takes @outer. */
static void
start_reload (GTask *outer)
{
  ChiosaArticleFile *self = g_task_get_source_object (outer);
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  if (!check_loaded (self, &error) || (is_modified (self) && !fail_changed (self, &error)))
    {
      g_task_return_error (outer, error);
      g_object_unref (outer);
      return;
    }

  inner = g_task_new (NULL, NULL, reloaded_cb, outer);
  g_task_set_task_data (inner, reload_new (self), reload_unref);
  g_task_run_in_thread (inner, read_thread);
}

static void
theirs_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  GError *error = NULL;
  ChiosaThreeWay *three = g_task_propagate_pointer (G_TASK (result), &error);

  if (three != NULL)
    g_task_return_pointer (outer, three, (GDestroyNotify) chiosa_three_way_free);
  else
    g_task_return_error (outer, error);
}

/* Takes @outer. */
static void
start_read_theirs (GTask *outer)
{
  ChiosaArticleFile *self = g_task_get_source_object (outer);
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  if (!check_loaded (self, &error))
    {
      g_task_return_error (outer, error);
      g_object_unref (outer);
      return;
    }

  inner = g_task_new (NULL, NULL, theirs_read_cb, outer);
  g_task_set_task_data (inner, reload_new (self), reload_unref);
  g_task_run_in_thread (inner, read_theirs_thread);
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_article_file_reload_async:
 * @self: an article
 * @cancellable: (nullable): to give up
 * @callback: called when the document is what is on the disk
 * @user_data: for @callback
 *
 * Reads in a thread; after a save that runs.
 */
void
chiosa_article_file_reload_async (ChiosaArticleFile   *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *outer;

  g_return_if_fail (CHIOSA_IS_ARTICLE_FILE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, chiosa_article_file_reload_async);
  chiosa_article_file_when_idle (outer, start_reload);
}

/**
 * chiosa_article_file_reload_finish:
 * @self: an article
 * @result: what the callback got
 * @error: %CHIOSA_STORE_ERROR_CHANGED: something is modified here; else as for loading, also for the annotations
 *
 * Returns: whether the document is what is on the disk; when not, it is what it was
 */
gboolean
chiosa_article_file_reload_finish (ChiosaArticleFile  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * chiosa_three_way_free:
 * @self: (nullable) (transfer full): what chiosa_article_file_read_theirs_finish() gave
 */
void
chiosa_three_way_free (ChiosaThreeWay *self)
{
  ThreeWay *three = (ThreeWay *) self;

  if (self == NULL)
    return;

  chiosa_snapshot_free (self->common);
  chiosa_snapshot_free (self->mine);
  chiosa_snapshot_free (self->theirs);
  reload_unref (three->reload);
  g_free (three);
}

/**
 * chiosa_article_file_read_theirs_async:
 * @self: an article
 * @cancellable: (nullable): to give up
 * @callback: called when the files were read
 * @user_data: for @callback
 *
 * Changes nothing. Annotations of another text than theirs are found again on it, as in loading.
 */
void
chiosa_article_file_read_theirs_async (ChiosaArticleFile   *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  GTask *outer;

  g_return_if_fail (CHIOSA_IS_ARTICLE_FILE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, chiosa_article_file_read_theirs_async);
  chiosa_article_file_when_idle (outer, start_read_theirs);
}

/**
 * chiosa_article_file_read_theirs_finish:
 * @self: an article
 * @result: what the callback got
 * @error: as for loading, also for the annotations
 *
 * Returns: (transfer full): the three states, mine as it was when the files began to be read; or %NULL
 */
ChiosaThreeWay *
chiosa_article_file_read_theirs_finish (ChiosaArticleFile  *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * chiosa_article_file_take_merged:
 * @self: an article
 * @three: what chiosa_article_file_read_theirs_finish() gave
 * @merged: what is to be, with its text
 * @error: %CHIOSA_STORE_ERROR_CHANGED: the document or the files are not those of @three any more
 *
 * Returns: whether it was done
 */
gboolean
chiosa_article_file_take_merged (ChiosaArticleFile     *self,
                                 const ChiosaThreeWay  *three,
                                 const ChiosaSnapshot  *merged,
                                 GError               **error)
{
  Reload *reload = ((const ThreeWay *) three)->reload;
  g_autoptr (ChiosaEdit) edit = NULL;
  gboolean text_saved;

  g_return_val_if_fail (CHIOSA_IS_ARTICLE_FILE (self) && merged->text != NULL, FALSE);

  if (!is_current (self, reload) || !is_as_mine (self, reload))
    return fail_changed (self, error);

  edit = chiosa_text_diff (chiosa_document_get_text (self->document), merged->text);
  if (!revise (self, edit, merged, C_("step", "Merge"), error))
    return FALSE;

  take_files (self, reload, chiosa_text_diff (reload->theirs->text, merged->text));
  chiosa_article_file_update_read_only (self);
  text_saved = same_text (reload->theirs->text, merged->text);
  self->saved_text_revision = text_saved ? chiosa_document_get_text_revision (self->document) : 0;
  self->saved_annotations_revision = 0;
  chiosa_document_set_saved (self->document, self->saved_text_revision, self->saved_annotations_revision);
  chiosa_article_file_note_saved (self, chiosa_snapshot_copy (reload->theirs));
  return TRUE;
}
