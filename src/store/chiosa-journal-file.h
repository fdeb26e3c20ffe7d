/* chiosa-journal-file.h
 *
 * A journal as a file that this process holds: locked while it lives, appended to, started anew under the same name. Blocking; used by
 * one thread at a time. Knows records, no documents. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-journal-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CHIOSA_JOURNAL_SUFFIX ".journal"

typedef struct
{
  char    *path;          /* NULL before it is first started */
  int      fd;            /* -1: there is no file */
  guint64  length;        /* bytes that are good */
  guint64  first_length;  /* of them, those that were there when it was started */
  guint8   chain[CHIOSA_JOURNAL_CHAIN];
  guint    n_records;     /* since it was started */
} ChiosaJournalFile;

void     chiosa_journal_file_init   (ChiosaJournalFile *self);
/* Lets go of it. The file stays: somebody else may find it now. */
void     chiosa_journal_file_clear  (ChiosaJournalFile *self);

/* A new file with the header, one record of @kind with @state, and one with @change (nullable), in place of the one before, which stays
 * whole until then. */
gboolean chiosa_journal_file_start  (ChiosaJournalFile *self, const ChiosaJournalHeader *header, ChiosaJournalKind kind,
                                     GByteArray *state, GByteArray *change, GError **error);
/* Adds a CHANGE record. After it failed, only starting anew is possible. */
gboolean chiosa_journal_file_append (ChiosaJournalFile *self, GByteArray *change, GError **error);
void     chiosa_journal_file_remove (ChiosaJournalFile *self);

/* Locks an open journal, not waiting. FALSE with errno: EWOULDBLOCK: a living process has it. */
gboolean chiosa_journal_file_lock   (int fd);

G_END_DECLS
