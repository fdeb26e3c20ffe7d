/* chiosa-sidebar.h
 *
 * The left pane: the articles that are open for work, with search, order and filter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-folder.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_SIDEBAR (chiosa_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSidebar, chiosa_sidebar, CHIOSA, SIDEBAR, AdwBin)

/* Signal: "article-chosen" (const char *path). */
void          chiosa_sidebar_set_settings (ChiosaSidebar *self, GSettings *settings);
void          chiosa_sidebar_set_folder   (ChiosaSidebar *self, ChiosaFolder *folder);
/* Marks the article that is shown, without "article-chosen". NULL: none. */
void          chiosa_sidebar_select       (ChiosaSidebar *self, const char *path);
/* The path of the article @step places after the selected one; NULL past the ends. */
char         *chiosa_sidebar_get_neighbour (ChiosaSidebar *self, int step);
void          chiosa_sidebar_search       (ChiosaSidebar *self);
void          chiosa_sidebar_refresh      (ChiosaSidebar *self);
/* The menus of the header bar are the window's. */
void          chiosa_sidebar_set_menus    (ChiosaSidebar *self, GMenuModel *open, GMenuModel *primary);

G_END_DECLS
