/* chiosa-export-report.h
 *
 * What an export has to say of itself, as JSON: settings, what each article lost, totals, files. Pieces of text for a stream.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-export.h"
#include "chiosa-export-target.h"

G_BEGIN_DECLS

void chiosa_export_report_begin   (GString *out, const ChiosaExportSettings *settings);
/* @first: in the report. Either @losses or @error may be NULL. */
void chiosa_export_report_article (GString *out, gboolean first, const char *name, const ChiosaLosses *losses, const GError *error);
/* @files: (element-type ChiosaExportFile), may be NULL. */
void chiosa_export_report_end     (GString *out, const ChiosaExportResult *result, GPtrArray *files);

G_END_DECLS
