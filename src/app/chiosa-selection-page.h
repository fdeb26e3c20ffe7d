/* chiosa-selection-page.h
 *
 * The page of the inspector that shows and edits the selected annotation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_SELECTION_PAGE (chiosa_selection_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSelectionPage, chiosa_selection_page, CHIOSA, SELECTION_PAGE, AdwBin)

void     chiosa_selection_page_set_editor       (ChiosaSelectionPage *self, ChiosaEditor *editor);
/* Gives the document what is typed but not yet taken over. */
void     chiosa_selection_page_flush            (ChiosaSelectionPage *self);
/* FALSE when nothing is selected. */
gboolean chiosa_selection_page_focus_attributes (ChiosaSelectionPage *self);
gboolean chiosa_selection_page_focus_note       (ChiosaSelectionPage *self);

G_END_DECLS
