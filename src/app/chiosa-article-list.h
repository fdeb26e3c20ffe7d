/* chiosa-article-list.h
 *
 * The articles of a folder as the sidebar shows them: searched, filtered, sorted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include "chiosa-folder.h"

G_BEGIN_DECLS

/* The values of the setting "sidebar-order". */
typedef enum
{
  CHIOSA_ORDER_NAME,
  CHIOSA_ORDER_STATUS,
  CHIOSA_ORDER_MODIFIED,
  CHIOSA_ORDER_ANNOTATIONS,
  CHIOSA_ORDER_TITLE,
} ChiosaOrder;

/* The values of the setting "sidebar-filter". */
typedef enum
{
  CHIOSA_FILTER_ALL,
  CHIOSA_FILTER_NEW,
  CHIOSA_FILTER_IN_PROGRESS,
  CHIOSA_FILTER_DONE,
} ChiosaFilter;

#define CHIOSA_TYPE_ARTICLE_LIST (chiosa_article_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaArticleList, chiosa_article_list, CHIOSA, ARTICLE_LIST, GObject)

ChiosaArticleList *chiosa_article_list_new         (void);
void               chiosa_article_list_set_folder  (ChiosaArticleList *self, ChiosaFolder *folder);
void               chiosa_article_list_set_search  (ChiosaArticleList *self, const char *words);
void               chiosa_article_list_set_filter  (ChiosaArticleList *self, ChiosaFilter filter);
void               chiosa_article_list_set_order   (ChiosaArticleList *self, ChiosaOrder order);
/* Titles, counts or statuses have changed. */
void               chiosa_article_list_refresh     (ChiosaArticleList *self);
/* The list model of ChiosaFolderItem that is shown. */
GListModel        *chiosa_article_list_get_model   (ChiosaArticleList *self);
/* GTK_INVALID_LIST_POSITION where the article is not shown. */
guint              chiosa_article_list_find        (ChiosaArticleList *self, const char *path);

const char        *chiosa_status_get_icon_name     (ChiosaStatus status);
const char        *chiosa_status_get_label         (ChiosaStatus status);

G_END_DECLS
