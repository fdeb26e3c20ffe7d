/* chiosa-journal.h
 *
 * What was typed and tagged and is not saved yet, kept in the state folder: a journal for each open document, and what is
 * found of those whose process is dead. Loses at most two seconds. Not the saving (chiosa-article-file.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"

G_BEGIN_DECLS

/* Signals, on the main context of whoever made it:
 *   "failed" (const GError *error)   the journal cannot be written: once, until it can again. It is retried.
 *   "flushed" ()                     all changes up to a moment ago are on the disk, or saved and the journal is gone */
#define CHIOSA_TYPE_JOURNAL (chiosa_journal_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaJournal, chiosa_journal, CHIOSA, JOURNAL, GObject)

/* Follows the document of @file, also when it is loaded later or anew. Its file exists only while something is unsaved. */
ChiosaJournal *chiosa_journal_new   (ChiosaArticleFile *file);
/* Writes what has changed since, blocking; also after this it goes on. FALSE when it cannot be written. */
gboolean       chiosa_journal_flush (ChiosaJournal *self, GError **error);
/* The last thing to be done with it: waits, and removes the file when nothing is unsaved or @discard. Does not unref. */
void           chiosa_journal_close (ChiosaJournal *self, gboolean discard);

/* A journal whose process is dead. */
typedef struct
{
  char      *journal_path;
  char      *path;             /* of the article */
  char      *annotator;        /* may be NULL */
  GDateTime *when;             /* of the last record; local time */
} ChiosaRecovery;

/* (element-type ChiosaRecovery) (transfer full): newest first. Reads little of each. Any thread. */
GPtrArray     *chiosa_recovery_list    (void);
void           chiosa_recovery_free    (ChiosaRecovery *self);
/* @recovered: as it was at the last record, with text. @saved: (nullable): as it was on the disk when the journal began, NULL inside when
 * unknown. Damaged tails are cut, never fatal. Any thread. */
gboolean       chiosa_recovery_read    (const ChiosaRecovery *self, ChiosaSnapshot **recovered, ChiosaSnapshot **saved, GError **error);
/* Keeps it as NAME.old for a week. */
gboolean       chiosa_recovery_discard (const ChiosaRecovery *self, GError **error);

/* The same for the bytes of a journal. Pure. */
gboolean       chiosa_journal_replay   (GBytes *bytes, ChiosaSnapshot **recovered, ChiosaSnapshot **saved, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaRecovery, chiosa_recovery_free)

G_END_DECLS
