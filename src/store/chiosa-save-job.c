/* chiosa-save-job.c
 *
 * Writing an article and its sidecar: the text first, then the annotations that name its hash. When what is to be
 * written would not be read again, nothing is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-file-private.h"
#include "chiosa-base-text.h"
#include "chiosa-json.h"
#include "chiosa-safe-file-private.h"
#include "chiosa-save-job.h"
#include "chiosa-save-record.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void
clear (gpointer data)
{
  ChiosaSaveJob *self = data;

  g_free (self->path);
  g_free (self->sidecar_path);
  g_free (self->notice);
  g_clear_pointer (&self->snapshot, chiosa_snapshot_free);
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  g_clear_pointer (&self->head, chiosa_sidecar_free);
  g_clear_pointer (&self->since, chiosa_edit_free);
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

/* @code: of the error, where it could not be looked at. */
static gboolean
fail_changed (const char  *path,
              int          code,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (code != 0 && code != ENOENT)
    return chiosa_safe_file_fail (error, code, path, _("“%s” could not be examined: %s."));
  if (code == ENOENT)
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED,
                 _("“%s” is not there any more: it was moved or removed, or its disk is gone. Nothing was saved. "
                   "Bring it back, or save under another name."), shown);
  else
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED,
                 _("“%s” was changed by another program since it was read, so it was not overwritten. "
                   "Load it again, or save under another name."), shown);
  return FALSE;
}

/* Both files, before either is touched. */
static gboolean
check_unchanged (ChiosaSaveJob  *self,
                 GError        **error)
{
  if (self->force)
    return TRUE;
  if ((self->write_text || self->check_text) && chiosa_safe_file_has_changed (self->path, &self->article_baseline))
    return fail_changed (self->path, errno, error);
  if (self->write_sidecar && chiosa_safe_file_has_changed (self->sidecar_path, &self->sidecar_baseline))
    return fail_changed (self->sidecar_path, errno, error);

  return TRUE;
}

/* The bytes of the sidecar; %NULL with @error when no reader would take them. */
static GBytes *
make_sidecar (ChiosaSaveJob  *self,
              GError        **error)
{
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_copy (self->encoding);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = g_filename_display_name (self->sidecar_path);
  ChiosaNewline typed;
  const char *data;
  gsize length;

  encoding->newline = chiosa_newline_detect (self->snapshot->text, &typed);
  bytes = chiosa_sidecar_write (self->head, self->snapshot, encoding);
  data = g_bytes_get_data (bytes, &length);
  if (!chiosa_json_check (data, length, shown, error))
    {
      g_prefix_error (error, "%s ", _("The annotations were not saved, for they could not be read again."));
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

/* A sidecar with problems, as it is, under a name of its own. */
static gboolean
keep_bad_sidecar (ChiosaSaveJob  *self,
                  GError        **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  ChiosaBaseline nothing = { 0 };

  if (!self->keep_bad || !self->sidecar_baseline.exists)
    return TRUE;

  bytes = chiosa_safe_file_read (self->sidecar_path, G_MAXINT32, CHIOSA_SAFE_FILE_NONE, NULL, error);
  if (bytes == NULL)
    return FALSE;

  path = chiosa_article_file_bad_path (self->sidecar_path);
  return chiosa_safe_file_replace (path, bytes, CHIOSA_SAFE_FILE_ALLOW_EMPTY, &nothing, NULL, error);
}

static void
note_lost (ChiosaSaveJob        *self,
           const char           *path,
           const ChiosaBaseline *baseline)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (*baseline->lost == '\0')
    return;

  g_free (self->notice);
  /* Translators: the name of a file, and that of an extended attribute ("security.selinux") */
  self->notice = g_strdup_printf (_("“%s” was saved, but its attribute “%s” could not be kept; it has what the system gives to new files there."),
                                  shown, baseline->lost);
}

static gboolean
write_text (ChiosaSaveJob  *self,
            GBytes         *bytes,
            GError        **error)
{
  ChiosaSafeFileFlags flags = CHIOSA_SAFE_FILE_FOLLOW_LINKS | (self->force ? CHIOSA_SAFE_FILE_ALLOW_EMPTY : 0);

  if (!chiosa_safe_file_replace (self->path, bytes, flags, self->force ? NULL : &self->article_baseline,
                                 &self->article_baseline, error))
    return FALSE;

  self->text_written = TRUE;
  note_lost (self, self->path, &self->article_baseline);
  return TRUE;
}

/* The same bytes are not written again: so the previous file stays what it was before the last change. */
static gboolean
is_written_already (ChiosaSaveJob *self,
                    GBytes        *bytes)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return self->sidecar_baseline.exists && strcmp (hash, self->sidecar_baseline.sha256) == 0
         && !chiosa_safe_file_has_changed (self->sidecar_path, &self->sidecar_baseline);
}

static gboolean
write_sidecar (ChiosaSaveJob  *self,
               GBytes         *bytes,
               GError        **error)
{
  if (!chiosa_safe_file_replace (self->sidecar_path, bytes, CHIOSA_SAFE_FILE_KEEP_PREVIOUS,
                                 self->force ? NULL : &self->sidecar_baseline, &self->sidecar_baseline, error))
    return FALSE;

  self->sidecar_written = TRUE;
  note_lost (self, self->sidecar_path, &self->sidecar_baseline);
  return TRUE;
}

/* Text first, then the annotations that name its hash. Either may be %NULL. */
static gboolean
write_both (ChiosaSaveJob  *self,
            GBytes         *text,
            GBytes         *sidecar,
            GError        **error)
{
  ChiosaSaveRecord *record = NULL;
  gboolean done;

  if (text != NULL && sidecar != NULL)
    record = chiosa_save_record_begin (self->path, self->sidecar_path, text, sidecar);

  done = (text == NULL || write_text (self, text, error))
         && (sidecar == NULL || write_sidecar (self, sidecar, error));

  if (record != NULL)
    chiosa_save_record_end (record, done ? CHIOSA_SAVE_RECORD_DROP : CHIOSA_SAVE_RECORD_KEEP);
  else if (done)
    chiosa_save_record_forget (self->path, self->sidecar_path);
  return done;
}

static gboolean
encode_text (ChiosaSaveJob  *self,
             GBytes        **bytes,
             GError        **error)
{
  g_autofree char *shown = NULL;

  *bytes = chiosa_encoding_encode (self->snapshot->text, self->encoding, error);
  if (*bytes != NULL)
    return TRUE;

  shown = g_filename_display_name (self->path);
  g_prefix_error (error, "“%s”: ", shown);
  return FALSE;
}

static gboolean
run (ChiosaSaveJob  *self,
     GError        **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) sidecar = NULL;

  if (self->since != NULL)
    {
      ChiosaSnapshot *mapped = chiosa_snapshot_map_back (self->snapshot, self->since, self->saved_text);

      chiosa_snapshot_free (self->snapshot);
      self->snapshot = mapped;
    }

  if (!check_unchanged (self, error))
    return FALSE;
  if (self->write_text && !encode_text (self, &text, error))
    return FALSE;
  if (self->write_sidecar && (sidecar = make_sidecar (self, error)) == NULL)
    return FALSE;

  if (sidecar != NULL && is_written_already (self, sidecar))
    {
      g_clear_pointer (&sidecar, g_bytes_unref);
      self->sidecar_written = TRUE;
    }
  if (sidecar != NULL && !keep_bad_sidecar (self, error))
    return FALSE;

  return write_both (self, text, sidecar, error);
}

ChiosaSaveJob *
chiosa_save_job_new (void)
{
  ChiosaSaveJob *self = g_atomic_rc_box_new0 (ChiosaSaveJob);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

ChiosaSaveJob *
chiosa_save_job_ref (ChiosaSaveJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
chiosa_save_job_unref (ChiosaSaveJob *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* The text that the sidecar names: with it, annotations are found again after an outside change. What cannot be kept is only
 * found less well. */
static void
keep_base_text (ChiosaSaveJob *self)
{
  if (self->error == NULL && self->snapshot->items->len > 0)
    chiosa_base_text_keep (self->snapshot->text, self->snapshot->text_sha256, NULL);
}

/* Blocking. The result is in the job. */
void
chiosa_save_job_run (ChiosaSaveJob *self)
{
  run (self, &self->error);
  keep_base_text (self);

  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
chiosa_save_job_wait (ChiosaSaveJob *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->done)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
