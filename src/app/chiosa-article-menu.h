/* chiosa-article-menu.h
 *
 * What can be done at a place in the article, as a menu.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include "chiosa-editor.h"

G_BEGIN_DECLS

/* For the text view: follows what is selected, so it is made anew when that changes. */
GMenuModel *chiosa_article_menu_new      (ChiosaEditor *editor);
/* The commands on annotations for a menu of the window, with their keys. */
void        chiosa_article_menu_fill     (GMenu *menu);
/* The first accelerator of an action of chiosa-shortcuts.h, or NULL. */
const char *chiosa_article_menu_find_key (const char *detailed_action);

G_END_DECLS
