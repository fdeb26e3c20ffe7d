/* chiosa-import-start-page.h
 *
 * What is to be imported, how it is to be read, and where it goes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-import.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_IMPORT_START_PAGE (chiosa_import_start_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaImportStartPage, chiosa_import_start_page, CHIOSA, IMPORT_START_PAGE, AdwNavigationPage)

/* Signals: "next" (), "cancelled" (): by the user. */
/* @annotator: whose annotations the windows show, or NULL. @folder: path of the articles that are open, or NULL. */
ChiosaImportStartPage *chiosa_import_start_page_new           (GSettings *settings, const char *annotator, const char *folder);
/* Files and folders. */
void                   chiosa_import_start_page_add           (ChiosaImportStartPage *self, const char *path);
GStrv                  chiosa_import_start_page_dup_files     (ChiosaImportStartPage *self);
/* (transfer full) */
ChiosaImportSettings  *chiosa_import_start_page_make_settings (ChiosaImportStartPage *self);

/* What one wants to do first. */
GtkWidget             *chiosa_import_start_page_get_entry     (ChiosaImportStartPage *self);

G_END_DECLS
