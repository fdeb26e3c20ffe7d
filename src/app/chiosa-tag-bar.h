/* chiosa-tag-bar.h
 *
 * The bar above the article that tells the mode and what the keys do now: types and labels of the tag set, to be clicked too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_TAG_BAR (chiosa_tag_bar_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaTagBar, chiosa_tag_bar, CHIOSA, TAG_BAR, GtkWidget)

/* Properties: editor (ChiosaEditor or NULL), compact (boolean: little room). */
void chiosa_tag_bar_set_editor (ChiosaTagBar *self, ChiosaEditor *editor);

G_END_DECLS
