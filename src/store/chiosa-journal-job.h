/* chiosa-journal-job.h
 *
 * One write to a journal as a value: what is to be written, then whether it was. Knows no object and runs in any thread.
 * Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-journal-file.h"
#include "chiosa-snapshot.h"

G_BEGIN_DECLS

typedef enum { CHIOSA_JOURNAL_APPEND, CHIOSA_JOURNAL_START, CHIOSA_JOURNAL_REMOVE } ChiosaJournalTask;

typedef struct
{
  ChiosaJournalTask    task;
  ChiosaJournalFile   *file;      /* nobody else's while it runs */
  ChiosaJournalHeader  header;    /* START */
  ChiosaSnapshot      *before;    /* what the file says; START: what is saved, NULL: not known */
  ChiosaEdit          *edit;      /* from before to now */
  ChiosaSnapshot      *now;
  GError              *error;     /* NULL: all is well */
} ChiosaJournalJob;

/* Blocking. Lets go of @before and @edit. */
void chiosa_journal_job_run   (ChiosaJournalJob *job);
void chiosa_journal_job_clear (ChiosaJournalJob *job);

G_END_DECLS
