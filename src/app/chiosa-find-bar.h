/* chiosa-find-bar.h
 *
 * Finding words in the article: entry, number of matches, next and previous.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_FIND_BAR (chiosa_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFindBar, chiosa_find_bar, CHIOSA, FIND_BAR, AdwBin)

void chiosa_find_bar_set_view (ChiosaFindBar *self, GtkTextView *view);
void chiosa_find_bar_open     (ChiosaFindBar *self);
void chiosa_find_bar_move     (ChiosaFindBar *self, gboolean forward);

G_END_DECLS
