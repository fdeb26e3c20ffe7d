/* chiosa-hunk-item.h
 *
 * One place where two versions of a text differ from what they had in common, and what is to stand there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include "chiosa-text-merge.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_HUNK_ITEM (chiosa_hunk_item_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaHunkItem, chiosa_hunk_item, CHIOSA, HUNK_ITEM, GObject)

/* Signal: "chosen" (): something was chosen. */

/* (transfer full) (element-type ChiosaHunkItem): those where anything differs. */
GListStore       *chiosa_hunk_items_new          (const GArray *hunks, const ChiosaText *base, const ChiosaText *mine,
                                                  const ChiosaText *theirs);
/* (transfer full) (element-type ChiosaMergeChoice): one for each of @hunks, for chiosa_text_merge_apply(). */
GArray           *chiosa_hunk_items_list_choices (GListModel *items, const GArray *hunks);

ChiosaHunkKind    chiosa_hunk_item_get_kind    (ChiosaHunkItem *self);
/* FALSE for a conflict about which nothing was chosen yet. */
gboolean          chiosa_hunk_item_get_decided (ChiosaHunkItem *self);
ChiosaMergeChoice chiosa_hunk_item_get_choice  (ChiosaHunkItem *self);
/* Ignored where there is no such choice: a change that only one side made can be taken or not. */
void              chiosa_hunk_item_choose      (ChiosaHunkItem *self, ChiosaMergeChoice choice);

/* What a choice makes of what was common, as ChiosaDiffLine with a few words around it. (transfer full) */
GListStore       *chiosa_hunk_item_list_lines  (ChiosaHunkItem *self, ChiosaMergeChoice choice);
/* What stood there before, with a few words around it: plain text, shortened. */
char             *chiosa_hunk_item_dup_before  (ChiosaHunkItem *self);

G_END_DECLS
