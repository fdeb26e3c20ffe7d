/* chiosa-export-options-page.h
 *
 * How and where to: what can be chosen for a format, and the place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-export.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_EXPORT_OPTIONS_PAGE (chiosa_export_options_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaExportOptionsPage, chiosa_export_options_page, CHIOSA, EXPORT_OPTIONS_PAGE, AdwNavigationPage)

/* Signal: "next" (): by the user. */
ChiosaExportOptionsPage *chiosa_export_options_page_new           (GSettings *settings);
/* @name: for the file or folder, without extension. */
void                     chiosa_export_options_page_set_format    (ChiosaExportOptionsPage *self, const ChiosaFormat *format, const char *name);
/* All but annotator and status. (transfer full) */
ChiosaExportSettings    *chiosa_export_options_page_make_settings (ChiosaExportOptionsPage *self, GError **error);

G_END_DECLS
