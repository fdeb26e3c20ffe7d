/* chiosa-journal.c
 *
 * Follows a document and keeps what is not saved yet on the disk: takes snapshots on the main thread, a little after the last change and not
 * long after the first, and lets a thread write what is different (chiosa-journal-job.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-journal.h"
#include "chiosa-article-file-private.h"
#include "chiosa-journal-job.h"

#include <unistd.h>

/* Microseconds. The rest of the promised two seconds is for the thread and the disk. */
#define IDLE  (700 * G_TIME_SPAN_MILLISECOND)
#define LATEST (1300 * G_TIME_SPAN_MILLISECOND)
#define RETRY (5 * G_TIME_SPAN_SECOND)

/* A journal is started anew after so many records, or when it is so much larger than it began. */
#define MAX_RECORDS 500
#define MAX_GROWTH ((guint64) 4 << 20)

/* A job of this journal, and the thread that does it. */
typedef struct
{
  ChiosaJournalJob  job;
  ChiosaJournal    *journal;   /* main thread only */
  GThread          *thread;
  gboolean          settled;   /* main thread: the result has been noted */
} Run;

struct _ChiosaJournal
{
  GObject            parent_instance;

  ChiosaArticleFile *article;
  ChiosaDocument    *document;    /* that is followed; NULL before loading */
  GMainContext      *context;
  GSource           *timer;
  gint64             first;       /* monotonic time of the first change that is not written; 0: none */
  gboolean           closed;

  ChiosaJournalFile  file;
  Run               *run;         /* under way, or NULL */
  ChiosaSnapshot    *written;     /* what the file says; NULL: start anew */
  ChiosaEdit        *since;       /* from there to the text of now */
  gboolean           stale;       /* while a job runs: start anew after it */
  gboolean           failing;
};

G_DEFINE_FINAL_TYPE (ChiosaJournal, chiosa_journal, G_TYPE_OBJECT)

enum { FAILED, FLUSHED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void start_run (ChiosaJournal *self);

static void
run_clear (gpointer data)
{
  chiosa_journal_job_clear (&((Run *) data)->job);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, run_clear);
}

/* --- What is to be done ----------------------------------------------------------------------------------------- */

static gboolean
is_modified (ChiosaJournal *self)
{
  return self->document != NULL && (chiosa_document_is_text_modified (self->document)
                                    || chiosa_document_is_annotations_modified (self->document));
}

static void
fill_header (ChiosaJournal       *self,
             ChiosaJournalHeader *header)
{
  const ChiosaArticleFile *article = self->article;

  header->path = g_strdup (article->path);
  header->annotator = g_strdup (article->annotator);
  header->charset = g_strdup (article->encoding != NULL ? article->encoding->charset : NULL);
  header->article_sha256 = g_strdup (article->article_baseline.exists ? article->article_baseline.sha256 : NULL);
  header->sidecar_sha256 = g_strdup (article->sidecar_baseline.exists ? article->sidecar_baseline.sha256 : NULL);
  header->article_size = article->article_baseline.size;
  header->pid = getpid ();
}

static void
forget_written (ChiosaJournal *self)
{
  g_clear_pointer (&self->written, chiosa_snapshot_free);
  g_clear_pointer (&self->since, chiosa_edit_free);
  self->stale = self->run != NULL;
}

static gboolean
is_large (const ChiosaJournalFile *file)
{
  return file->n_records >= MAX_RECORDS || file->length - file->first_length > MAX (MAX_GROWTH, file->first_length);
}

/* %NULL: nothing. */
static Run *
make_run (ChiosaJournal *self)
{
  gboolean modified = is_modified (self);
  const ChiosaSnapshot *saved = self->article->saved_snapshot;
  ChiosaJournalJob *job;
  Run *run;

  if (!modified && self->file.fd < 0)
    return NULL;
  if (!modified || self->file.fd < 0 || is_large (&self->file))
    forget_written (self);

  run = g_atomic_rc_box_new0 (Run);
  run->journal = self;
  job = &run->job;
  job->file = &self->file;
  if (!modified)
    {
      job->task = CHIOSA_JOURNAL_REMOVE;
      return run;
    }

  job->now = chiosa_document_snapshot (self->document);
  if (self->written != NULL)
    {
      job->task = CHIOSA_JOURNAL_APPEND;
      job->before = g_steal_pointer (&self->written);
      job->edit = g_steal_pointer (&self->since);
    }
  else
    {
      job->task = CHIOSA_JOURNAL_START;
      fill_header (self, &job->header);
      job->before = saved != NULL ? chiosa_snapshot_copy (saved) : NULL;
      job->edit = chiosa_edit_copy (self->article->since_saved);
    }
  self->since = chiosa_edit_new ();
  return run;
}

/* --- When ------------------------------------------------------------------------------------------------------- */

static gboolean
timer_cb (gpointer data)
{
  ChiosaJournal *self = data;

  g_source_set_ready_time (self->timer, -1);
  if (self->run == NULL)
    start_run (self);

  return G_SOURCE_CONTINUE;
}

static void
schedule (ChiosaJournal *self,
          gint64         at)
{
  if (!self->closed)
    g_source_set_ready_time (self->timer, at);
}

/* Something is not as it was written. */
static void
touch (ChiosaJournal *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->first == 0)
    self->first = now;
  if (!self->failing)
    schedule (self, MIN (now + IDLE, self->first + LATEST));
}

/* --- What has become of it -------------------------------------------------------------------------------------- */

static void
report (ChiosaJournal *self,
        const GError  *error)
{
  gboolean failed_before = self->failing;

  self->failing = error != NULL;
  if (error == NULL)
    g_signal_emit (self, signals[FLUSHED], 0);
  else if (!failed_before)
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* Takes what the thread has found out. */
static void
settle (ChiosaJournal *self,
        Run           *run)
{
  if (run->settled)
    return;

  g_thread_join (g_steal_pointer (&run->thread));
  run->settled = TRUE;
  self->run = NULL;
  if (run->job.error != NULL || self->stale || run->job.task == CHIOSA_JOURNAL_REMOVE)
    forget_written (self);
  else
    self->written = g_steal_pointer (&run->job.now);
  self->stale = FALSE;

  if (run->job.error != NULL)
    schedule (self, g_get_monotonic_time () + RETRY);
  else if (self->first != 0)
    schedule (self, MIN (g_get_monotonic_time () + IDLE, self->first + LATEST));
  report (self, run->job.error);
}

static gboolean
run_done_cb (gpointer data)
{
  Run *run = data;

  /* A journal that is gone has waited for its thread. */
  if (!run->settled)
    {
      g_autoptr (ChiosaJournal) self = g_object_ref (run->journal);

      settle (self, run);
    }

  return G_SOURCE_REMOVE;
}

typedef struct
{
  Run          *run;
  GMainContext *context;
} ThreadData;

static gpointer
run_thread (gpointer data)
{
  ThreadData *thread = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  chiosa_journal_job_run (&thread->run->job);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, run_done_cb, thread->run, run_unref);
  g_source_attach (source, thread->context);
  g_main_context_unref (thread->context);
  g_free (thread);
  return NULL;
}

static void
start_run (ChiosaJournal *self)
{
  Run *run = make_run (self);
  ThreadData *thread;

  self->first = 0;
  if (run == NULL)
    {
      report (self, NULL);
      return;
    }

  thread = g_new (ThreadData, 1);
  thread->run = run;
  thread->context = g_main_context_ref (self->context);
  self->run = run;
  run->thread = g_thread_new ("chiosa-journal", run_thread, thread);
}

static void
wait_for_run (ChiosaJournal *self)
{
  Run *run = self->run;

  if (run == NULL)
    return;

  /* The thread's own reference may be gone with its idle source at any time, but not before this returns to the main loop. */
  settle (self, run);
}

/* --- What is followed ------------------------------------------------------------------------------------------- */

static void
text_edited_cb (ChiosaJournal    *self,
                const ChiosaEdit *edit)
{
  if (self->since != NULL)
    chiosa_edit_compose_edit (self->since, edit);
  touch (self);
}

static void
unfollow (ChiosaJournal *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

/* What the file says is of no use to what comes next. */
static void
start_anew_cb (ChiosaJournal *self)
{
  forget_written (self);
  touch (self);
  if (!is_modified (self) && !self->failing)
    schedule (self, 0);
}

static void
follow_cb (ChiosaJournal *self)
{
  ChiosaDocument *document = chiosa_article_file_get_document (self->article);

  if (document == self->document)
    return;

  unfollow (self);
  self->document = document != NULL ? g_object_ref (document) : NULL;
  if (document != NULL)
    {
      g_signal_connect_swapped (document, "text-edited", G_CALLBACK (text_edited_cb), self);
      g_signal_connect_swapped (document, "annotations-changed", G_CALLBACK (touch), self);
      g_signal_connect_swapped (document, "article-changed", G_CALLBACK (touch), self);
      g_signal_connect_swapped (document, "notify::text-modified", G_CALLBACK (touch), self);
      g_signal_connect_swapped (document, "notify::annotations-modified", G_CALLBACK (touch), self);
    }
  start_anew_cb (self);
}

/* --- The object ------------------------------------------------------------------------------------------------- */

static void
dispose (GObject *object)
{
  ChiosaJournal *self = CHIOSA_JOURNAL (object);

  chiosa_journal_close (self, FALSE);

  G_OBJECT_CLASS (chiosa_journal_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  ChiosaJournal *self = CHIOSA_JOURNAL (object);

  g_clear_object (&self->article);
  g_clear_pointer (&self->timer, g_source_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->written, chiosa_snapshot_free);
  g_clear_pointer (&self->since, chiosa_edit_free);

  G_OBJECT_CLASS (chiosa_journal_parent_class)->finalize (object);
}

static void
chiosa_journal_class_init (ChiosaJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = dispose;
  object_class->finalize = finalize;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[FLUSHED] = g_signal_new ("flushed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
chiosa_journal_init (ChiosaJournal *self)
{
  chiosa_journal_file_init (&self->file);
  self->context = g_main_context_ref_thread_default ();
  self->timer = g_timeout_source_new (G_MAXINT);
  g_source_set_ready_time (self->timer, -1);
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
}

/**
 * chiosa_journal_new:
 * @file: an article, loaded or to be loaded
 *
 * Main thread. While something is unsaved there is a file in the state folder's "journal", of which at most the last two seconds are missing.
 *
 * Returns: (transfer full): what follows it; to be closed by chiosa_journal_close()
 */
ChiosaJournal *
chiosa_journal_new (ChiosaArticleFile *file)
{
  ChiosaJournal *self;

  g_return_val_if_fail (CHIOSA_IS_ARTICLE_FILE (file), NULL);

  self = g_object_new (CHIOSA_TYPE_JOURNAL, NULL);
  self->article = g_object_ref (file);
  g_signal_connect_swapped (file, "notify::document", G_CALLBACK (follow_cb), self);
  g_signal_connect_swapped (file, "notify::path", G_CALLBACK (start_anew_cb), self);
  g_signal_connect_swapped (file, "saved", G_CALLBACK (start_anew_cb), self);
  follow_cb (self);
  return self;
}

/**
 * chiosa_journal_flush:
 * @self: a journal
 * @error: it could not be written
 *
 * Blocks until everything up to now is on the disk, or until it is clear that it is not.
 *
 * Returns: whether it is; "failed" or "flushed" is emitted too
 */
gboolean
chiosa_journal_flush (ChiosaJournal  *self,
                      GError        **error)
{
  Run *run;
  gboolean done;

  g_return_val_if_fail (CHIOSA_IS_JOURNAL (self) && !self->closed, FALSE);

  wait_for_run (self);
  schedule (self, -1);
  start_run (self);
  run = self->run;
  if (run == NULL)
    return TRUE;

  g_atomic_rc_box_acquire (run);
  settle (self, run);
  done = run->job.error == NULL;
  if (!done)
    g_propagate_error (error, g_steal_pointer (&run->job.error));
  run_unref (run);
  return done;
}

/**
 * chiosa_journal_close:
 * @self: a journal
 * @discard: what is unsaved is not wanted
 *
 * Blocks. Without @discard, what is unsaved is written and the file stays, to be found by chiosa_recovery_list(). Nothing is followed
 * any more. Does not take a reference away.
 */
void
chiosa_journal_close (ChiosaJournal *self,
                      gboolean       discard)
{
  g_return_if_fail (CHIOSA_IS_JOURNAL (self));

  if (self->closed)
    return;

  if (discard)
    wait_for_run (self);
  else
    chiosa_journal_flush (self, NULL);
  if (discard || !is_modified (self))
    chiosa_journal_file_remove (&self->file);

  self->closed = TRUE;
  g_source_destroy (self->timer);
  g_signal_handlers_disconnect_by_data (self->article, self);
  unfollow (self);
  chiosa_journal_file_clear (&self->file);
}
