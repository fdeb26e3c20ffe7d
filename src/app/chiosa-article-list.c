/* chiosa-article-list.c
 *
 * The articles of a folder as the sidebar shows them: searched, filtered, sorted. No widget. Reading them is ChiosaFolder's work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-article-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ChiosaArticleList
{
  GObject             parent_instance;

  GtkFilterListModel *filtered;
  GtkSortListModel   *sorted;
  GtkCustomFilter    *filter;
  char               *needle;      /* case-folded; NULL: everything */
  ChiosaFilter        status;
  ChiosaOrder         order;
};

G_DEFINE_FINAL_TYPE (ChiosaArticleList, chiosa_article_list, G_TYPE_OBJECT)

static gboolean
contains (const char *text,
          const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer object,
         gpointer user_data)
{
  ChiosaArticleList *self = user_data;
  ChiosaFolderItem *item = object;

  if (self->status != CHIOSA_FILTER_ALL &&
      chiosa_folder_item_get_status (item) != (ChiosaStatus) (self->status - CHIOSA_FILTER_NEW))
    return FALSE;

  return self->needle == NULL || contains (chiosa_folder_item_get_title (item), self->needle) ||
         contains (chiosa_folder_item_get_name (item), self->needle);
}

static GtkExpression *
make_expression (const char *property)
{
  return gtk_property_expression_new (CHIOSA_TYPE_FOLDER_ITEM, NULL, property);
}

static GtkSorter *
make_numeric (const char  *property,
              GtkSortType  order)
{
  GtkNumericSorter *sorter = gtk_numeric_sorter_new (make_expression (property));

  gtk_numeric_sorter_set_sort_order (sorter, order);
  return GTK_SORTER (sorter);
}

/* NULL keeps the folder's own order, by name. */
static GtkSorter *
make_sorter (ChiosaOrder order)
{
  switch (order)
    {
    case CHIOSA_ORDER_TITLE:
      return GTK_SORTER (gtk_string_sorter_new (make_expression ("title")));
    case CHIOSA_ORDER_MODIFIED:
      return make_numeric ("mtime", GTK_SORT_DESCENDING);
    case CHIOSA_ORDER_ANNOTATIONS:
      return make_numeric ("n-annotations", GTK_SORT_DESCENDING);
    case CHIOSA_ORDER_NAME:
    case CHIOSA_ORDER_STATUS:
    default:
      return NULL;
    }
}

static void
update_sorter (ChiosaArticleList *self)
{
  g_autoptr (GtkSorter) sorter = make_sorter (self->order);
  g_autoptr (GtkSorter) sections = NULL;

  if (self->order == CHIOSA_ORDER_STATUS)
    sections = make_numeric ("status", GTK_SORT_ASCENDING);
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  gtk_sort_list_model_set_section_sorter (self->sorted, sections);
}

static void
chiosa_article_list_dispose (GObject *object)
{
  ChiosaArticleList *self = CHIOSA_ARTICLE_LIST (object);

  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (chiosa_article_list_parent_class)->dispose (object);
}

static void
chiosa_article_list_class_init (ChiosaArticleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = chiosa_article_list_dispose;
}

static void
chiosa_article_list_init (ChiosaArticleList *self)
{
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), NULL);
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  gtk_sort_list_model_set_incremental (self->sorted, TRUE);
}

/**
 * chiosa_article_list_new:
 *
 * Returns: (transfer full): a list without articles
 */
ChiosaArticleList *
chiosa_article_list_new (void)
{
  return g_object_new (CHIOSA_TYPE_ARTICLE_LIST, NULL);
}

/**
 * chiosa_article_list_set_folder:
 * @self: a list
 * @folder: (nullable): whose articles
 */
void
chiosa_article_list_set_folder (ChiosaArticleList *self,
                                ChiosaFolder      *folder)
{
  gtk_filter_list_model_set_model (self->filtered, folder != NULL ? G_LIST_MODEL (folder) : NULL);
}

/**
 * chiosa_article_list_set_search:
 * @self: a list
 * @words: (nullable): show only articles that have these in their title or name, in any case
 */
void
chiosa_article_list_set_search (ChiosaArticleList *self,
                                const char        *words)
{
  g_clear_pointer (&self->needle, g_free);
  if (words != NULL && words[0] != '\0')
    self->needle = g_utf8_casefold (words, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * chiosa_article_list_set_filter:
 * @self: a list
 * @filter: show only articles of this status
 */
void
chiosa_article_list_set_filter (ChiosaArticleList *self,
                                ChiosaFilter       filter)
{
  self->status = filter <= CHIOSA_FILTER_DONE ? filter : CHIOSA_FILTER_ALL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * chiosa_article_list_set_order:
 * @self: a list
 * @order: by what; within the same by name
 */
void
chiosa_article_list_set_order (ChiosaArticleList *self,
                               ChiosaOrder        order)
{
  self->order = order;
  update_sorter (self);
}

/**
 * chiosa_article_list_refresh:
 * @self: a list
 *
 * Sorts and filters again, because titles, counts or statuses have changed. Does nothing where they play no part.
 */
void
chiosa_article_list_refresh (ChiosaArticleList *self)
{
  if (self->status != CHIOSA_FILTER_ALL || self->needle != NULL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->order != CHIOSA_ORDER_NAME)
    update_sorter (self);
}

/**
 * chiosa_article_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none): the model of #ChiosaFolderItem that is shown
 */
GListModel *
chiosa_article_list_get_model (ChiosaArticleList *self)
{
  return G_LIST_MODEL (self->sorted);
}

/**
 * chiosa_article_list_find:
 * @self: a list
 * @path: of an article
 *
 * Returns: where it stands in the model, or %GTK_INVALID_LIST_POSITION
 */
guint
chiosa_article_list_find (ChiosaArticleList *self,
                          const char        *path)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));

  for (guint i = 0; path != NULL && i < n; i++)
    {
      g_autoptr (ChiosaFolderItem) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (g_str_equal (chiosa_folder_item_get_path (item), path))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * chiosa_status_get_icon_name:
 * @status: of an article
 */
const char *
chiosa_status_get_icon_name (ChiosaStatus status)
{
  switch (status)
    {
    case CHIOSA_STATUS_IN_PROGRESS:
      return "chiosa-status-in-progress-symbolic";
    case CHIOSA_STATUS_DONE:
      return "chiosa-status-done-symbolic";
    case CHIOSA_STATUS_NEW:
    default:
      return "chiosa-status-new-symbolic";
    }
}

/**
 * chiosa_status_get_label:
 * @status: of an article
 *
 * Returns: its name for people
 */
const char *
chiosa_status_get_label (ChiosaStatus status)
{
  switch (status)
    {
    case CHIOSA_STATUS_IN_PROGRESS:
      return C_("article status", "In Progress");
    case CHIOSA_STATUS_DONE:
      return C_("article status", "Done");
    case CHIOSA_STATUS_NEW:
    default:
      return C_("article status", "New");
    }
}
