/* chiosa-article-row.h
 *
 * One article in the sidebar: title, file, status, counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include "chiosa-folder.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_ARTICLE_ROW (chiosa_article_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaArticleRow, chiosa_article_row, CHIOSA, ARTICLE_ROW, GtkWidget)

/* Property: item (ChiosaFolderItem or NULL). */
GtkWidget *chiosa_article_row_new      (void);
void       chiosa_article_row_set_item (ChiosaArticleRow *self, ChiosaFolderItem *item);

G_END_DECLS
