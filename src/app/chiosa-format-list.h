/* chiosa-format-list.h
 *
 * The exchange formats to choose from, with a search.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-formats.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_FORMAT_LIST (chiosa_format_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFormatList, chiosa_format_list, CHIOSA, FORMAT_LIST, AdwBin)

/* Signal: "chosen" (const char *id): by the user. */
/* Those that can do @flag; the one with the id @last (may be NULL) comes first. */
void       chiosa_format_list_fill         (ChiosaFormatList *self, ChiosaFormatFlags flag, const char *last);
/* Letters typed in @widget search. */
void       chiosa_format_list_capture_keys (ChiosaFormatList *self, GtkWidget *widget);
/* The search. */
GtkWidget *chiosa_format_list_get_entry    (ChiosaFormatList *self);

G_END_DECLS
