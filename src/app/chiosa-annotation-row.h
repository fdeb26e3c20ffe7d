/* chiosa-annotation-row.h
 *
 * One annotation in the list of all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_ANNOTATION_ROW (chiosa_annotation_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaAnnotationRow, chiosa_annotation_row, CHIOSA, ANNOTATION_ROW, GtkWidget)

GtkWidget  *chiosa_annotation_row_new  (void);
/* Shows @annotation as it is now in the editor's document; NULL: nothing. */
void        chiosa_annotation_row_show (ChiosaAnnotationRow *self, ChiosaEditor *editor,
                                        const ChiosaAnnotation *annotation, gboolean incomplete);
const char *chiosa_annotation_row_get_id (ChiosaAnnotationRow *self);

G_END_DECLS
