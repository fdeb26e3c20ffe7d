/* chiosa-view.h
 *
 * The article on the screen: a GtkTextView over a buffer that follows the document, with the annotations drawn on it,
 * word cursor and tagging keys. Scrollable; the window puts it into a GtkScrolledWindow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include "chiosa-editor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_VIEW (chiosa_view_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaView, chiosa_view, CHIOSA, VIEW, GtkTextView)

/* Properties: editor (ChiosaEditor or NULL), column-width (int, characters; default 70), line-height (double), newline-chars (string: what Enter inserts),
 * font-scale (double), font (string, a Pango font description; NULL: the system's document font).
 * Class actions, all without parameter unless said: see chiosa-view-actions.c; prefix "view.":
 *   tag-type(s) tag((ss): type, label) tag-everywhere(s) choose-label(i) tag-occurrences add-fragment remove select-next select-previous
 *   cycle relate edit-attributes edit-note nudge-start-left … nudge-end-right adjust read-out deselect select-more select-less;
 *   text.undo and text.redo are those of the document.
 * The window installs nothing of these; accelerators of menus are shown from chiosa-shortcuts.h. */
GtkWidget    *chiosa_view_new              (void);
void          chiosa_view_set_editor       (ChiosaView *self, ChiosaEditor *editor);
ChiosaEditor *chiosa_view_get_editor       (ChiosaView *self);
/* The range of code points on the screen. */
void          chiosa_view_get_visible      (ChiosaView *self, gsize *start, gsize *end);
/* Cursor offset, for the state that is restored at the next start. */
gsize         chiosa_view_get_cursor       (ChiosaView *self);
void          chiosa_view_set_cursor       (ChiosaView *self, gsize offset);

G_END_DECLS
