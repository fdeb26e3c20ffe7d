/* chiosa-journal-state.h
 *
 * What the records of a journal say about a document: all of it, or what is different from the record before. Pure.
 * Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-snapshot.h"

G_BEGIN_DECLS

/* All of @snapshot, with its text: the content of a SAVED or STATE record. */
void     chiosa_journal_pack_state     (GByteArray *out, const ChiosaSnapshot *snapshot);
/* The content of a CHANGE record from @before to @now. @edit: trimmed, leads from one text to the other. FALSE: nothing is different, or
 * the edit does not fit. */
gboolean chiosa_journal_pack_change    (GByteArray *out, const ChiosaSnapshot *before, const ChiosaEdit *edit,
                                        const ChiosaSnapshot *now);
/* By length: cheap. */
gboolean chiosa_journal_edit_fits      (const ChiosaText *before, const ChiosaEdit *edit, const ChiosaText *now);

/* A document while records are applied to it. */
typedef struct _ChiosaJournalState ChiosaJournalState;

ChiosaJournalState *chiosa_journal_state_new    (void);
void                chiosa_journal_state_free   (ChiosaJournalState *self);
/* FALSE: the record is damaged, and nothing has changed. */
gboolean            chiosa_journal_state_load   (ChiosaJournalState *self, const GByteArray *content);
gboolean            chiosa_journal_state_change (ChiosaJournalState *self, const GByteArray *content);
/* (transfer full): with its text */
ChiosaSnapshot     *chiosa_journal_state_get    (ChiosaJournalState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaJournalState, chiosa_journal_state_free)

/* Where offsets land after an edit, by rules that belong to the format: they never change, however annotations follow edits elsewhere. What
 * a document does otherwise is written out. */
typedef struct
{
  guint   n;
  gsize  *starts;   /* of replacements, in the old text; likewise ends */
  gsize  *ends;
  gsize  *shifts;   /* what all before the replacement add; one more at the end. Wraps below zero. */
} ChiosaShifts;

void              chiosa_shifts_init       (ChiosaShifts *self, const ChiosaEdit *edit);
void              chiosa_shifts_clear      (ChiosaShifts *self);
void              chiosa_shifts_map_spans  (const ChiosaShifts *self, ChiosaSpan *spans, guint n_spans);
/* A reference; a copy where the point of a detached one moves. */
ChiosaAnnotation *chiosa_shifts_map_value  (const ChiosaShifts *self, ChiosaAnnotation *annotation);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChiosaShifts, chiosa_shifts_clear)

G_END_DECLS
