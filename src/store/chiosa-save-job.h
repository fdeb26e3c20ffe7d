/* chiosa-save-job.h
 *
 * One save of an article and its sidecar as a value: what is to be written, then what was. Knows no object and runs
 * in any thread. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"

G_BEGIN_DECLS

typedef struct _ChiosaSaveJob ChiosaSaveJob;

struct _ChiosaSaveJob
{
  /* in */
  char            *path;
  char            *sidecar_path;
  ChiosaSnapshot  *snapshot;
  ChiosaEncoding  *encoding;
  ChiosaSidecar   *head;                /* what stands outside the snapshot */
  gboolean         force;               /* whatever is there now */
  gboolean         check_text;          /* the article must not have changed, though it is not written */
  gboolean         write_text;
  gboolean         write_sidecar;
  gboolean         keep_bad;
  ChiosaEdit      *since;               /* not NULL: the text is not written, and this leads from saved_text to it */
  ChiosaText      *saved_text;

  /* in and out */
  ChiosaBaseline   article_baseline;
  ChiosaBaseline   sidecar_baseline;

  /* out */
  gboolean         text_written;
  gboolean         sidecar_written;
  char            *notice;              /* what of a file could not be kept, for a person; or NULL */
  GError          *error;               /* NULL: all is well */

  /* for whoever waits */
  GMutex           mutex;
  GCond            cond;
  gboolean         done;
  gboolean         applied;             /* main thread */
};

ChiosaSaveJob *chiosa_save_job_new   (void);
ChiosaSaveJob *chiosa_save_job_ref   (ChiosaSaveJob *self);
void           chiosa_save_job_unref (ChiosaSaveJob *self);
void           chiosa_save_job_run   (ChiosaSaveJob *self);
void           chiosa_save_job_wait  (ChiosaSaveJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSaveJob, chiosa_save_job_unref)

G_END_DECLS
