/* chiosa-journal-job.c
 *
 * Writing to a journal, blocking. When is chiosa-journal.c's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-job.h"
#include "chiosa-journal-state.h"

#include <string.h>

/* Whether the edit makes the one text of the other, letter for letter. */
static gboolean
leads_to (const ChiosaText *before,
          const ChiosaEdit *edit,
          const ChiosaText *now)
{
  g_autoptr (ChiosaText) text = NULL;
  g_autofree char *hash = NULL, *hash_now = NULL;

  if (!chiosa_journal_edit_fits (before, edit, now))
    return FALSE;

  text = chiosa_text_copy (before);
  chiosa_edit_apply (edit, text);
  hash = chiosa_text_hash (text);
  hash_now = chiosa_text_hash (now);
  return strcmp (hash, hash_now) == 0;
}

static gboolean
start_file (ChiosaJournalJob  *job,
            GError           **error)
{
  g_autoptr (GByteArray) state = g_byte_array_new ();
  g_autoptr (GByteArray) change = g_byte_array_new ();
  gboolean known = job->before != NULL && leads_to (job->before->text, job->edit, job->now->text);

  job->header.time = g_get_real_time () / G_USEC_PER_SEC;
  if (!known)
    {
      chiosa_journal_pack_state (state, job->now);
      return chiosa_journal_file_start (job->file, &job->header, CHIOSA_JOURNAL_KIND_STATE, state, NULL, error);
    }

  chiosa_edit_trim (job->edit, job->before->text);
  chiosa_journal_pack_state (state, job->before);
  chiosa_journal_pack_change (change, job->before, job->edit, job->now);
  return chiosa_journal_file_start (job->file, &job->header, CHIOSA_JOURNAL_KIND_SAVED, state, change, error);
}

static gboolean
append (ChiosaJournalJob  *job,
        GError           **error)
{
  g_autoptr (GByteArray) change = g_byte_array_new ();

  chiosa_edit_trim (job->edit, job->before->text);
  return !chiosa_journal_pack_change (change, job->before, job->edit, job->now)
         || chiosa_journal_file_append (job->file, change, error);
}

void
chiosa_journal_job_run (ChiosaJournalJob *job)
{
  switch (job->task)
    {
    case CHIOSA_JOURNAL_APPEND:
      append (job, &job->error);
      break;
    case CHIOSA_JOURNAL_START:
      start_file (job, &job->error);
      break;
    case CHIOSA_JOURNAL_REMOVE:
    default:
      chiosa_journal_file_remove (job->file);
    }

  /* Letting go of a hundred thousand annotations takes its time: not on the main thread. */
  g_clear_pointer (&job->before, chiosa_snapshot_free);
  g_clear_pointer (&job->edit, chiosa_edit_free);
}

void
chiosa_journal_job_clear (ChiosaJournalJob *job)
{
  chiosa_journal_header_clear (&job->header);
  g_clear_pointer (&job->before, chiosa_snapshot_free);
  g_clear_pointer (&job->edit, chiosa_edit_free);
  g_clear_pointer (&job->now, chiosa_snapshot_free);
  g_clear_error (&job->error);
}
