/* chiosa-export-report-page.h
 *
 * What would be written, and what would be lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-transfer.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_EXPORT_REPORT_PAGE (chiosa_export_report_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaExportReportPage, chiosa_export_report_page, CHIOSA, EXPORT_REPORT_PAGE, AdwNavigationPage)

/* Signal: "export" (): by the user. */
ChiosaExportReportPage *chiosa_export_report_page_new        (void);
/* @transfer has been checked; what was found in it is shown until the next call, or NULL. */
void                    chiosa_export_report_page_show       (ChiosaExportReportPage *self, ChiosaTransfer *transfer);

G_END_DECLS
