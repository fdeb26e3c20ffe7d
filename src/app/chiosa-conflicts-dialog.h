/* chiosa-conflicts-dialog.h
 *
 * What two people changed differently in the annotations: a list, and for each the choice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_CONFLICTS_DIALOG (chiosa_conflicts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaConflictsDialog, chiosa_conflicts_dialog, CHIOSA, CONFLICTS_DIALOG, AdwDialog)

AdwDialog *chiosa_conflicts_dialog_new (ChiosaEditor *editor);

G_END_DECLS
