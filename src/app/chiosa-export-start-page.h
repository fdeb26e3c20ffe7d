/* chiosa-export-start-page.h
 *
 * What is to be exported, and into which format.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-folder.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_EXPORT_ALL,
  CHIOSA_EXPORT_ARTICLE,
} ChiosaExportScope;

#define CHIOSA_TYPE_EXPORT_START_PAGE (chiosa_export_start_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaExportStartPage, chiosa_export_start_page, CHIOSA, EXPORT_START_PAGE, AdwNavigationPage)

/* Signals: "format-chosen" (const char *id), "save-text" (): by the user. */
/* @article: path of the one that is shown, or NULL. @annotator: whose annotations the window shows, or NULL. */
ChiosaExportStartPage *chiosa_export_start_page_new           (ChiosaFolder *folder, const char *article, const char *annotator,
                                                               ChiosaExportScope scope, const char *last_format);
/* Articles and folders. (transfer full) */
GStrv                  chiosa_export_start_page_dup_paths     (ChiosaExportStartPage *self);
/* For a file with all of it, without extension. (transfer full) */
char                  *chiosa_export_start_page_dup_name      (ChiosaExportStartPage *self);
/* A ChiosaStatus, or -1: all. */
int                    chiosa_export_start_page_get_status    (ChiosaExportStartPage *self);
/* NULL: the annotations without a name. */
const char            *chiosa_export_start_page_get_annotator (ChiosaExportStartPage *self);
/* The search of the formats. */
GtkWidget             *chiosa_export_start_page_get_entry     (ChiosaExportStartPage *self);
/* How many articles have text that is not saved. */
void                   chiosa_export_start_page_set_unsaved   (ChiosaExportStartPage *self, guint n);

G_END_DECLS
