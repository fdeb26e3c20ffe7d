/* chiosa-merge.h
 *
 * The annotations of two people as one, by id and field, on a merged text. Pure; any thread.
 * Merging the texts is chiosa-text-merge.h's subject, merging files chiosa-merge-sidecar.h's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-merge-conflict.h"
#include "chiosa-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  ChiosaSnapshot *snapshot;    /* on the merged text; its conflicts are those of before that are left, and the new ones */
  GPtrArray      *conflicts;   /* ChiosaMergeConflict: the new ones only */
} ChiosaMergeResult;

/**
 * chiosa_merge:
 * @base: (nullable): what was common; %NULL: nothing is known of it, and all ids of both sides stay
 * @mine: one side
 * @theirs: the other
 * @merged: the text that the result is for
 *
 * A field that one side changed has the value of that side. One that both changed differently is a conflict; until somebody
 * chooses, the value of chiosa_merge_conflict_get_first() is in effect. What one side removed and the other did not change is
 * removed; what the other did change, or joins by a new relation, stays, as a conflict. Positions are those of the side
 * that moved them, found again in @merged. A snapshot without a text is found again by its words alone.
 *
 * With @mine and @theirs swapped the result is the same but for the sides of the conflicts.
 *
 * Returns: (transfer full): the merged snapshot and its conflicts
 */
ChiosaMergeResult *chiosa_merge             (const ChiosaSnapshot *base, const ChiosaSnapshot *mine,
                                             const ChiosaSnapshot *theirs, const ChiosaText *merged);
void               chiosa_merge_result_free (ChiosaMergeResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaMergeResult, chiosa_merge_result_free)

G_END_DECLS
