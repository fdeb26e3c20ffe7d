/* chiosa-choice-row.h
 *
 * A row to choose one of a few tags: the first nine by their digit, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-tagset.h"

G_BEGIN_DECLS

/* Signal "chosen" (const char *id): by the user. */
#define CHIOSA_TYPE_CHOICE_ROW (chiosa_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaChoiceRow, chiosa_choice_row, CHIOSA, CHOICE_ROW, AdwComboRow)

GtkWidget  *chiosa_choice_row_new      (void);
void        chiosa_choice_row_set_tags (ChiosaChoiceRow *self, const ChiosaTag *tags, guint n_tags);
/* An id that is not among the tags is shown as it is; "" shows nothing. */
void        chiosa_choice_row_show     (ChiosaChoiceRow *self, const char *id);
const char *chiosa_choice_row_get_id   (ChiosaChoiceRow *self);

G_END_DECLS
