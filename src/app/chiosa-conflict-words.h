/* chiosa-conflict-words.h
 *
 * A conflict of a merge in plain words: what it is about, and what each side wants.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-conflict.h"

G_BEGIN_DECLS

/* "Person “Jeff Bezos”", "Relation: attributed to", "The article". (transfer full) */
char *chiosa_conflict_words_subject (ChiosaDocument *document, const ChiosaMergeConflict *conflict);
/* "Label", "Note", "Voice", "Place", "Changed on one side, removed on the other". (transfer full) */
char *chiosa_conflict_words_field   (ChiosaDocument *document, const ChiosaMergeConflict *conflict);
/* The value, by the names of the tag set. (transfer full) */
char *chiosa_conflict_words_value   (ChiosaDocument *document, const ChiosaMergeConflict *conflict, ChiosaMergeChoice choice);
/* What that side is called: “Mine”, or “First” where nobody knows any more whose it was. */
const char *chiosa_conflict_words_choice (const ChiosaMergeConflict *conflict, ChiosaMergeChoice choice);

G_END_DECLS
