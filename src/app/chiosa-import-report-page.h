/* chiosa-import-report-page.h
 *
 * What is in the files, and what would be left out of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-transfer.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_IMPORT_REPORT_PAGE (chiosa_import_report_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaImportReportPage, chiosa_import_report_page, CHIOSA, IMPORT_REPORT_PAGE, AdwNavigationPage)

/* Signal: "import" (): by the user. */
ChiosaImportReportPage *chiosa_import_report_page_new        (void);
/* @transfer has been checked. */
void                    chiosa_import_report_page_show       (ChiosaImportReportPage *self, ChiosaTransfer *transfer);

G_END_DECLS
