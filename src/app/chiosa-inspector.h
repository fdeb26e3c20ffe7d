/* chiosa-inspector.h
 *
 * The right-hand pane: what is selected (label, attributes, relations, note, guideline), the list of all annotations, the detached ones,
 * what is incomplete. Follows a ChiosaEditor.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_INSPECTOR (chiosa_inspector_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaInspector, chiosa_inspector, CHIOSA, INSPECTOR, AdwBin)

/* Property: editor (ChiosaEditor or NULL: an empty state). Signal "show-me" (): asked for by a key; the window opens the pane.
 * Activates the action "win.focus-article" to give the keyboard back. */
GtkWidget *chiosa_inspector_new        (void);
void       chiosa_inspector_set_editor (ChiosaInspector *self, ChiosaEditor *editor);
/* Opens the page with the list of all annotations and focuses its search. */
void       chiosa_inspector_show_list  (ChiosaInspector *self);
/* Gives the document what is typed here but not yet taken over. Before saving, closing, undoing. */
void       chiosa_inspector_flush      (ChiosaInspector *self);

G_END_DECLS
