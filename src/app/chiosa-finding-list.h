/* chiosa-finding-list.h
 *
 * What is missing or odd about one annotation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-document.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_FINDING_LIST (chiosa_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFindingList, chiosa_finding_list, CHIOSA, FINDING_LIST, AdwBin)

/* As it is now; invisible where nothing is to be said. */
void chiosa_finding_list_show (ChiosaFindingList *self, ChiosaDocument *document, const char *id);

G_END_DECLS
