/* chiosa-import-dialog.h
 *
 * From files of another program to a folder of articles: what, how, where to, what is in them, and writing it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_IMPORT_DIALOG (chiosa_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaImportDialog, chiosa_import_dialog, CHIOSA, IMPORT_DIALOG, AdwDialog)

/* Signal: "open" (const char *path): the user wants to see the folder; the dialog has closed. */
/* As chiosa_import_start_page_new(). */
AdwDialog *chiosa_import_dialog_new (GSettings *settings, const char *annotator, const char *folder);
/* A file or folder to import. */
void       chiosa_import_dialog_add (ChiosaImportDialog *self, const char *path);

G_END_DECLS
