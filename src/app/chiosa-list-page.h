/* chiosa-list-page.h
 *
 * The page of the inspector that lists all annotations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_LIST_PAGE (chiosa_list_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaListPage, chiosa_list_page, CHIOSA, LIST_PAGE, AdwBin)

void chiosa_list_page_set_editor   (ChiosaListPage *self, ChiosaEditor *editor);
void chiosa_list_page_focus_search (ChiosaListPage *self);

G_END_DECLS
