/* chiosa-window-pages.c
 *
 * Which articles the window keeps open: one is shown, some stay behind it, so that going back is quick and keeps the history;
 * those with unsaved text stay until they are saved or given up. Tells the list about all of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include <glib/gi18n.h>

#define MAX_PAGES 6

/* The list knows of a change before the file is written. */
static void
update_item (ChiosaWindow *self,
             ChiosaPage   *page)
{
  ChiosaEditor *editor = chiosa_page_get_editor (page);
  ChiosaFolderItem *item = self->folder != NULL ? chiosa_folder_find (self->folder, chiosa_page_get_path (page), NULL) : NULL;
  g_autofree char *title = NULL;
  ChiosaDocument *document;
  ChiosaStatus status, old_status;

  if (editor == NULL || item == NULL)
    return;

  document = chiosa_editor_get_document (editor);
  title = chiosa_page_dup_title (page);
  status = chiosa_document_get_article (document)->status;
  old_status = chiosa_folder_item_get_status (item);
  chiosa_folder_item_update (item, title, status, chiosa_document_get_n_annotations (document),
                             chiosa_document_get_n_detached (document));
  if (status != old_status)
    chiosa_sidebar_refresh (self->sidebar);
}

static void
page_info_changed_cb (ChiosaWindow *self,
                      ChiosaPage   *page)
{
  update_item (self, page);
}

static void
update_inhibit (ChiosaWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean unsaved = FALSE;

  for (GList *l = self->pages.head; l != NULL; l = l->next)
    unsaved |= chiosa_page_get_unsaved (l->data);

  if (unsaved == self->inhibiting || application == NULL)
    return;

  self->inhibiting = unsaved;
  if (unsaved)
    {
      self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_LOGOUT,
                                                      _("An article has unsaved changes"));
    }
  else if (self->inhibit_cookie != 0)
    {
      gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
}

static void
set_open (ChiosaWindow *self,
          const char   *path,
          gboolean      open)
{
  ChiosaFolderItem *item = self->folder != NULL ? chiosa_folder_find (self->folder, path, NULL) : NULL;

  if (item != NULL)
    g_object_set (item, "open", open, NULL);
}

static void
remove_page (ChiosaWindow *self,
             ChiosaPage   *page)
{
  chiosa_page_store_cursor (page);
  set_open (self, chiosa_page_get_path (page), FALSE);
  g_queue_remove (&self->pages, page);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
  update_inhibit (self);
}

static void
old_page_flushed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (ChiosaWindow) self = user_data;
  ChiosaPage *page = CHIOSA_PAGE (source);

  if (chiosa_page_flush_finish (page, result, NULL) && page != self->page && !chiosa_page_get_unsaved (page) &&
      g_queue_find (&self->pages, page) != NULL)
    remove_page (self, page);
}

/* Pages with unsaved text stay, however many they are. */
static void
drop_old_pages (ChiosaWindow *self)
{
  guint n = 0;

  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (++n > MAX_PAGES && !chiosa_page_get_unsaved (l->data))
      chiosa_page_flush_async (l->data, FALSE, old_page_flushed_cb, g_object_ref (self));
}

ChiosaPage *
_chiosa_window_find_page (ChiosaWindow *self,
                          const char   *path)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    if (g_str_equal (chiosa_page_get_path (l->data), path))
      return l->data;

  return NULL;
}

static ChiosaPage *
make_page (ChiosaWindow *self,
           const char   *path,
           const char   *annotator)
{
  GtkWidget *page = chiosa_page_new (self->settings, path, annotator);

  g_signal_connect_object (page, "info-changed", G_CALLBACK (page_info_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::unsaved", G_CALLBACK (update_inhibit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::state-text", G_CALLBACK (update_inhibit), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, page);
  g_queue_push_head (&self->pages, page);
  set_open (self, path, TRUE);

  return CHIOSA_PAGE (page);
}

static void
page_left_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  /* A failure stands in the page's own notice. */
  chiosa_page_flush_finish (CHIOSA_PAGE (source), result, NULL);
}

static void
set_page (ChiosaWindow *self,
          ChiosaPage   *page)
{
  if (self->page != NULL && self->page == page)
    return;

  if (self->page != NULL)
    {
      chiosa_page_store_cursor (self->page);
      chiosa_page_flush_async (self->page, FALSE, page_left_cb, NULL);
    }
  self->page = page;
  if (page != NULL)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  else
    gtk_stack_set_visible_child_name (self->stack, self->folder != NULL ? "choose" : "empty");
  _chiosa_window_page_changed (self);
}

void
_chiosa_window_show_article (ChiosaWindow *self,
                             const char   *path)
{
  g_autofree char *annotator =
    chiosa_application_dup_annotator (CHIOSA_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  _chiosa_window_show_article_of (self, path, annotator);
}

void
_chiosa_window_show_article_of (ChiosaWindow *self,
                                const char   *path,
                                const char   *annotator)
{
  ChiosaPage *page = _chiosa_window_find_page (self, path);

  if (page == NULL)
    {
      page = make_page (self, path, annotator);
    }
  else
    {
      g_queue_remove (&self->pages, page);
      g_queue_push_head (&self->pages, page);
    }

  set_page (self, page);
  chiosa_sidebar_select (self->sidebar, path);
  gtk_widget_grab_focus (GTK_WIDGET (chiosa_page_get_view (page)));
  drop_old_pages (self);
}

/* Whoever opens a folder wants to read: the first article of the list, once there is a list. */
static void
folder_loaded_cb (ChiosaFolder *folder,
                  GParamSpec   *pspec,
                  ChiosaWindow *self)
{
  g_autofree char *first = NULL;
  gboolean loading;

  g_object_get (folder, "loading", &loading, NULL);
  if (loading)
    return;

  g_signal_handlers_disconnect_by_func (folder, folder_loaded_cb, self);
  if (self->folder != folder || self->page != NULL)
    return;

  first = chiosa_sidebar_get_neighbour (self->sidebar, 1);
  if (first != NULL)
    _chiosa_window_show_article (self, first);
}

void
_chiosa_window_set_folder (ChiosaWindow *self,
                           ChiosaFolder *folder,
                           const char   *shown)
{
  gboolean single = chiosa_folder_get_path (folder) == NULL && g_list_model_get_n_items (G_LIST_MODEL (folder)) < 2;

  g_set_object (&self->folder, folder);
  set_page (self, NULL);
  while (!g_queue_is_empty (&self->pages))
    remove_page (self, g_queue_peek_head (&self->pages));

  chiosa_sidebar_set_folder (self->sidebar, folder);
  if (shown == NULL && !adw_overlay_split_view_get_collapsed (self->sidebar_view))
    g_signal_connect_object (folder, "notify::loading", G_CALLBACK (folder_loaded_cb), self, G_CONNECT_DEFAULT);
  chiosa_folder_load (folder);
  if (!adw_overlay_split_view_get_collapsed (self->sidebar_view))
    adw_overlay_split_view_set_show_sidebar (self->sidebar_view,
                                             !single && g_settings_get_boolean (self->settings, "sidebar-visible"));
  else if (shown == NULL)
    adw_overlay_split_view_set_show_sidebar (self->sidebar_view, TRUE);
  if (shown != NULL)
    _chiosa_window_show_article (self, shown);
  _chiosa_window_update_actions (self);
}
