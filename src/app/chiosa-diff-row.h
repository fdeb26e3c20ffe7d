/* chiosa-diff-row.h
 *
 * One line of two texts side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-diff-lines.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_DIFF_ROW (chiosa_diff_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaDiffRow, chiosa_diff_row, CHIOSA, DIFF_ROW, GtkWidget)

/* Properties: narrow (boolean): the sides stand one above the other. Signals: "expand" (): the user wants to see what a gap hides. */
GtkWidget *chiosa_diff_row_new      (void);
void       chiosa_diff_row_show     (ChiosaDiffRow *self, ChiosaDiffLine *line);
/* What a screen reader says of it. */
char      *chiosa_diff_row_describe (ChiosaDiffLine *line);

G_END_DECLS
