/* chiosa-transfer.h
 *
 * An export or an import at work: in a thread of its own, told of in the main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-export.h"
#include "chiosa-import.h"
#include "chiosa-loss-report.h"

G_BEGIN_DECLS

/* How many troubles are kept with their words; the others are only counted. */
#define CHIOSA_TRANSFER_NAMED 200

/* Something that was left out; the rest went on. */
typedef struct
{
  char  *name;       /* of the article or file */
  guint  line;       /* 0: none */
  char  *message;    /* for a person */
} ChiosaTrouble;

/* Signal: "progress" (guint done, guint total, guint n_articles): in the main loop, ten times a second at most; done is in articles (export)
 * or files (import), total 0 means that it is not known yet. */
#define CHIOSA_TYPE_TRANSFER (chiosa_transfer_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaTransfer, chiosa_transfer, CHIOSA, TRANSFER, GObject)

/* Take @settings. */
ChiosaTransfer           *chiosa_transfer_new_export        (ChiosaExportSettings *settings, const char * const *paths);
ChiosaTransfer           *chiosa_transfer_new_import        (ChiosaImportSettings *settings, const char * const *files);

/* One at a time; may be called one after the other. What a cancelled run has begun is gone when it has finished. */
void                      chiosa_transfer_check_async       (ChiosaTransfer *self, GAsyncReadyCallback callback, gpointer user_data);
void                      chiosa_transfer_run_async         (ChiosaTransfer *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean                  chiosa_transfer_finish            (ChiosaTransfer *self, GAsyncResult *result, GError **error);
void                      chiosa_transfer_cancel            (ChiosaTransfer *self);

/* Of the last that has finished. */
const ChiosaExportResult *chiosa_transfer_get_export_result (ChiosaTransfer *self);
const ChiosaImportResult *chiosa_transfer_get_import_result (ChiosaTransfer *self);
/* Of the last check. */
const ChiosaLossReport   *chiosa_transfer_get_losses        (ChiosaTransfer *self);
/* (element-type ChiosaTrouble): the first of them */
GPtrArray                *chiosa_transfer_get_troubles      (ChiosaTransfer *self);
guint                     chiosa_transfer_get_n_troubles    (ChiosaTransfer *self);

const char               *chiosa_transfer_get_output        (ChiosaTransfer *self);

G_END_DECLS
