/* chiosa-loss-list.h
 *
 * What an export would lose: a row for each kind, which opens to the articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-loss-report.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_LOSS_LIST (chiosa_loss_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaLossList, chiosa_loss_list, CHIOSA, LOSS_LIST, AdwPreferencesGroup)

/* Borrows @report until the next call; NULL: nothing is shown. Hides where nothing is lost. */
void  chiosa_loss_list_show (ChiosaLossList *self, const ChiosaLosses *losses, const ChiosaLossReport *report);

G_END_DECLS
