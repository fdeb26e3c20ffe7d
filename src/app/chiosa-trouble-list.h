/* chiosa-trouble-list.h
 *
 * What could not be read or was left out: a row for each, with file, line and reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-transfer.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_TROUBLE_LIST (chiosa_trouble_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaTroubleList, chiosa_trouble_list, CHIOSA, TROUBLE_LIST, AdwPreferencesGroup)

/* Those of the last check or run; where there are none the group hides. */
void  chiosa_trouble_list_show (ChiosaTroubleList *self, ChiosaTransfer *transfer);

G_END_DECLS
