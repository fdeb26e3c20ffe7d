/* chiosa-relation-row.h
 *
 * One relation, seen from one of its ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-editor.h"

G_BEGIN_DECLS

/* Activating it goes to the other end. */
#define CHIOSA_TYPE_RELATION_ROW (chiosa_relation_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaRelationRow, chiosa_relation_row, CHIOSA, RELATION_ROW, AdwActionRow)

GtkWidget *chiosa_relation_row_new (ChiosaEditor *editor, const ChiosaRelation *relation, const char *end);

G_END_DECLS
