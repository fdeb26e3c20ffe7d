/* chiosa-recovery-item.h
 *
 * An article whose changes were never saved because the program did not end as it should: what it was, what differs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation-changes.h"
#include "chiosa-journal.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_RECOVERY_ITEM (chiosa_recovery_item_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaRecoveryItem, chiosa_recovery_item, CHIOSA, RECOVERY_ITEM, GObject)

/* Finds what dead processes have left, and drops silently what the disk has already. In a thread.
 * (transfer full) (element-type ChiosaRecoveryItem): newest first. */
void             chiosa_recovery_items_find_async   (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListStore      *chiosa_recovery_items_find_finish  (GAsyncResult *result);

const char      *chiosa_recovery_item_get_path      (ChiosaRecoveryItem *self);   /* of the article */
const char      *chiosa_recovery_item_get_annotator (ChiosaRecoveryItem *self);   /* may be NULL */
/* Why it cannot be read; NULL: it can. */
const GError    *chiosa_recovery_item_get_error     (ChiosaRecoveryItem *self);
/* The article is no longer where it was, or cannot be read any more. */
gboolean         chiosa_recovery_item_get_gone      (ChiosaRecoveryItem *self);

/* Borrowed. Recovered: as it was at last. Saved: as it was when the changes began, NULL where unknown.
 * Before: as it is on the disk now, else as saved; NULL where neither is known. */
const ChiosaSnapshot *chiosa_recovery_item_get_recovered (ChiosaRecoveryItem *self);
const ChiosaSnapshot *chiosa_recovery_item_get_saved     (ChiosaRecoveryItem *self);
const ChiosaSnapshot *chiosa_recovery_item_get_before    (ChiosaRecoveryItem *self);
const ChiosaAnnotationChanges *chiosa_recovery_item_get_changes (ChiosaRecoveryItem *self);   /* NULL with an error */

char            *chiosa_recovery_item_dup_title     (ChiosaRecoveryItem *self);   /* title, else name of the file */
/* "Today at 14:03 · Articles · 12 words, 3 annotations" */
char            *chiosa_recovery_item_describe      (ChiosaRecoveryItem *self);
char            *chiosa_recovery_item_describe_time (ChiosaRecoveryItem *self);

/* It is no longer offered; what was in it stays for a week. The first one blocks, and is for the end of the program. */
void             chiosa_recovery_item_discard        (ChiosaRecoveryItem *self);
void             chiosa_recovery_item_discard_async  (ChiosaRecoveryItem *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean         chiosa_recovery_item_discard_finish (ChiosaRecoveryItem *self, GAsyncResult *result, GError **error);

G_END_DECLS
