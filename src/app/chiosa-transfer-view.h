/* chiosa-transfer-view.h
 *
 * The pages of an import or export, one after the other, and the work between them with its progress.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-transfer.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_TRANSFER_CHECK,
  CHIOSA_TRANSFER_RUN,
} ChiosaTransferStep;

/* The words for one kind of work. */
typedef struct
{
  const char *checking;        /* titles */
  const char *running;
  const char *failed;
  const char *stop_title;      /* the question before it is stopped by closing */
  const char *stop_body;
  const char *check_stopped;   /* toasts */
  const char *run_stopped;
  char     *(*describe) (guint done, guint total, guint n_articles);   /* how far it is; (transfer full) */
} ChiosaTransferWords;

#define CHIOSA_TYPE_TRANSFER_VIEW (chiosa_transfer_view_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaTransferView, chiosa_transfer_view, CHIOSA, TRANSFER_VIEW, AdwBin)

/* Adds a page that can be gone to; the first is shown. */
void      chiosa_transfer_view_add         (ChiosaTransferView *self, AdwNavigationPage *page);
void      chiosa_transfer_view_push        (ChiosaTransferView *self, AdwNavigationPage *page);
/* From here there is no way back. */
void      chiosa_transfer_view_end_at      (ChiosaTransferView *self, AdwNavigationPage *page);
AdwNavigationPage *chiosa_transfer_view_get_page (ChiosaTransferView *self);
/* Does the work, shows how far it is where that takes longer than a moment, and says when it fails. The dialog around it cannot be
 * closed meanwhile without asking. Does nothing where something is at work already. */
void      chiosa_transfer_view_work_async  (ChiosaTransferView *self, ChiosaTransfer *transfer, ChiosaTransferStep step,
                                            const ChiosaTransferWords *words, GAsyncReadyCallback callback, gpointer user_data);
/* Whether it went to its end; where not, the user knows. */
gboolean  chiosa_transfer_view_work_finish (ChiosaTransferView *self, GAsyncResult *result);
gboolean  chiosa_transfer_view_is_busy     (ChiosaTransferView *self);
/* For pages that come into sight: where the keyboard goes, and if it is a button, what Return presses. */
void      chiosa_transfer_view_set_default (AdwNavigationPage *page, GtkWidget *widget);

G_END_DECLS
