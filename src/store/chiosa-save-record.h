/* chiosa-save-record.h
 *
 * Article and sidecar are two files, and no rename covers both: before the first of them is replaced, what is to be in both is written
 * down in the state folder. Whoever opens the article after a crash in between finds that and finishes. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

typedef struct _ChiosaSaveRecord ChiosaSaveRecord;

/* Blocking, any thread. NULL where it cannot be kept, which stops nobody: text first, sidecar second is safe enough. */
ChiosaSaveRecord *chiosa_save_record_begin  (const char *path, const char *sidecar_path, GBytes *text, GBytes *sidecar);

typedef enum
{
  CHIOSA_SAVE_RECORD_DROP,    /* both files are new */
  CHIOSA_SAVE_RECORD_KEEP,    /* something failed: whether it is to be finished is seen when the article is loaded, or saved again */
} ChiosaSaveRecordEnd;

/* @self: (nullable) (transfer full) */
void              chiosa_save_record_end    (ChiosaSaveRecord *self, ChiosaSaveRecordEnd how);
/* One of them was saved by itself: what an earlier save could not finish counts no more. */
void              chiosa_save_record_forget (const char *path, const char *sidecar_path);

/* Before the files are read: finishes what a dead process began. Never overwrites what somebody else wrote since.
 * @notice: (out) (nullable) (transfer full): what a person should know. */
void              chiosa_save_record_settle (const char *path, const char *sidecar_path, char **notice);

G_END_DECLS
