/* chiosa-format-row.h
 *
 * In which exchange format files are: found out, or said by the user.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-formats.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_FORMAT_ROW (chiosa_format_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFormatRow, chiosa_format_row, CHIOSA, FORMAT_ROW, AdwComboRow)

/* Signal: "changed" (): another format, or none. */
/* Finds out about them, in a thread. */
void                chiosa_format_row_set_files  (ChiosaFormatRow *self, const char * const *paths);
/* NULL: it is not known, or not the same for all of them. */
const ChiosaFormat *chiosa_format_row_get_format (ChiosaFormatRow *self);

G_END_DECLS
