/* chiosa-recovery-dialog.h
 *
 * What was never saved is offered: a list of articles, what differs in each, what is to become of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-recovery-item.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_RECOVERY_DIALOG (chiosa_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaRecoveryDialog, chiosa_recovery_dialog, CHIOSA, RECOVERY_DIALOG, AdwDialog)

/* Signals: "recover" (GListModel *items): the user wants these, of ChiosaRecoveryItem; they are off the list then. */
AdwDialog *chiosa_recovery_dialog_new (GListStore *items);

G_END_DECLS
