/* chiosa-relation-popover.h
 *
 * Asks which of several relations joins two annotations. Operable by keys: arrows and Enter, or the digit before each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-tagset.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_RELATION_POPOVER (chiosa_relation_popover_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaRelationPopover, chiosa_relation_popover, CHIOSA, RELATION_POPOVER, GtkPopover)

/* Signal "chosen" (const char *type). @types: (element-type const ChiosaRelationType*). */
GtkWidget *chiosa_relation_popover_new (GPtrArray *types);

G_END_DECLS
