/* chiosa-export-dialog.h
 *
 * From articles to a file of another program: what, how, where to, what would be lost, and writing it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-export-start-page.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_EXPORT_DIALOG (chiosa_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaExportDialog, chiosa_export_dialog, CHIOSA, EXPORT_DIALOG, AdwDialog)

/* Signal: "save-text" (): the user wants what is open to be saved first. */
/* As chiosa_export_start_page_new(). */
AdwDialog *chiosa_export_dialog_new         (GSettings *settings, ChiosaFolder *folder, const char *article, const char *annotator,
                                             ChiosaExportScope scope);
/* How many articles have text that is not saved. */
void       chiosa_export_dialog_set_unsaved (ChiosaExportDialog *self, guint n);

G_END_DECLS
