/* chiosa-preferences-dialog.h
 *
 * What the user can set once and for all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_PREFERENCES_DIALOG (chiosa_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaPreferencesDialog, chiosa_preferences_dialog, CHIOSA, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *chiosa_preferences_dialog_new (GSettings *settings);

G_END_DECLS
