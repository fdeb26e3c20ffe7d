/* chiosa-hunk-row.h
 *
 * One place where two versions of a text differ: what each makes of it, and the choice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-hunk-item.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_HUNK_ROW (chiosa_hunk_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaHunkRow, chiosa_hunk_row, CHIOSA, HUNK_ROW, GtkWidget)

GtkWidget      *chiosa_hunk_row_new      (void);
/* @mine_name, @theirs_name: what the sides are called, in header capitalization. @item NULL: nothing is shown. */
void            chiosa_hunk_row_show     (ChiosaHunkRow *self, ChiosaHunkItem *item, const char *mine_name, const char *theirs_name);
ChiosaHunkItem *chiosa_hunk_row_get_item (ChiosaHunkRow *self);

G_END_DECLS
