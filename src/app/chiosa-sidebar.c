/* chiosa-sidebar.c
 *
 * The left pane: the articles that are open for work, with search, order and filter. Opens nothing itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-sidebar.h"
#include "chiosa-article-list.h"
#include "chiosa-article-row.h"

#include <glib/gi18n.h>

struct _ChiosaSidebar
{
  AdwBin              parent_instance;

  AdwWindowTitle     *title;
  GtkMenuButton      *recent_button;
  GtkMenuButton      *primary_button;
  GtkSearchEntry     *search_entry;
  GtkStack           *stack;
  AdwStatusPage      *empty;
  GtkListView        *view;
  GtkSingleSelection *selection;

  GSettings          *settings;
  ChiosaFolder       *folder;
  ChiosaArticleList  *list;
  char               *selected;       /* path */
  gboolean            selecting;      /* it is us who select */
  GtkListItemFactory *header_factory;
};

enum
{
  ARTICLE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaSidebar, chiosa_sidebar, ADW_TYPE_BIN)

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, chiosa_article_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  ChiosaFolderItem *item = gtk_list_item_get_item (list_item);

  chiosa_article_row_set_item (CHIOSA_ARTICLE_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_accessible_label (list_item, chiosa_folder_item_get_title (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  chiosa_article_row_set_item (CHIOSA_ARTICLE_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  ChiosaFolderItem *item = gtk_list_header_get_item (header);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       chiosa_status_get_label (chiosa_folder_item_get_status (item)));
}

/* What stands in place of an empty list. */
static void
show_emptiness (ChiosaSidebar *self)
{
  g_autofree char *error = NULL, *escaped = NULL;
  gboolean searching = gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] != '\0' ||
                       g_settings_get_enum (self->settings, "sidebar-filter") != CHIOSA_FILTER_ALL;

  g_object_get (self->folder, "error", &error, NULL);
  if (error != NULL)
    {
      adw_status_page_set_icon_name (self->empty, "dialog-error-symbolic");
      adw_status_page_set_title (self->empty, _("Folder Cannot Be Read"));
      escaped = g_markup_escape_text (error, -1);
      adw_status_page_set_description (self->empty, escaped);
    }
  else if (searching && g_list_model_get_n_items (G_LIST_MODEL (self->folder)) > 0)
    {
      adw_status_page_set_icon_name (self->empty, "edit-find-symbolic");
      adw_status_page_set_title (self->empty, _("No Articles Found"));
      adw_status_page_set_description (self->empty, _("Try other words, or show all articles."));
    }
  else
    {
      adw_status_page_set_icon_name (self->empty, "folder-symbolic");
      adw_status_page_set_title (self->empty, _("No Articles"));
      adw_status_page_set_description (self->empty, _("Articles are files whose names end in .txt or .md."));
    }
}

static void
show_title (ChiosaSidebar *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->folder));
  const char *path = chiosa_folder_get_path (self->folder);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : g_strdup (_("Articles"));
  g_autofree char *count = g_strdup_printf (ngettext ("%u article", "%u articles", n), n);

  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, count);
}

static void
update_state (ChiosaSidebar *self)
{
  gboolean loading;

  if (self->folder == NULL)
    return;

  g_object_get (self->folder, "loading", &loading, NULL);
  show_title (self);
  if (g_list_model_get_n_items (chiosa_article_list_get_model (self->list)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
  else if (loading && g_list_model_get_n_items (G_LIST_MODEL (self->folder)) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }
  else
    {
      show_emptiness (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
}

static void
select_position (ChiosaSidebar *self,
                 guint          position)
{
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
mark_selected (ChiosaSidebar *self,
               gboolean       scroll)
{
  guint position = chiosa_article_list_find (self->list, self->selected);

  select_position (self, position);
  if (scroll && position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* A long list comes piece by piece: only what came is looked through. */
static void
items_changed_cb (ChiosaSidebar *self,
                  guint          position,
                  guint          removed,
                  guint          added,
                  GListModel    *model)
{
  update_state (self);
  if (self->selected == NULL || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ChiosaFolderItem) item = g_list_model_get_item (model, i);

      if (g_str_equal (chiosa_folder_item_get_path (item), self->selected))
        select_position (self, i);
    }
}

static void
loading_changed_cb (ChiosaSidebar *self)
{
  gboolean loading;

  g_object_get (self->folder, "loading", &loading, NULL);
  if (!loading)
    {
      chiosa_article_list_refresh (self->list);
      mark_selected (self, TRUE);
    }
  update_state (self);
}

static void
selected_cb (ChiosaSidebar *self)
{
  ChiosaFolderItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->selecting || item == NULL || g_strcmp0 (self->selected, chiosa_folder_item_get_path (item)) == 0)
    return;

  g_set_str (&self->selected, chiosa_folder_item_get_path (item));
  g_signal_emit (self, signals[ARTICLE_CHOSEN], 0, self->selected);
}

/* A click on the article that is selected already: the narrow window goes to it. */
static void
activated_cb (ChiosaSidebar *self)
{
  if (self->selected != NULL)
    g_signal_emit (self, signals[ARTICLE_CHOSEN], 0, self->selected);
}

static void
search_changed_cb (ChiosaSidebar *self)
{
  chiosa_article_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter in the search: the first one that was found. */
static void
search_activated_cb (ChiosaSidebar *self)
{
  if (g_list_model_get_n_items (chiosa_article_list_get_model (self->list)) > 0)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
search_stopped_cb (ChiosaSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static void
order_changed_cb (ChiosaSidebar *self)
{
  ChiosaOrder order = g_settings_get_enum (self->settings, "sidebar-order");

  gtk_list_view_set_header_factory (self->view, order == CHIOSA_ORDER_STATUS ? self->header_factory : NULL);
  chiosa_article_list_set_order (self->list, order);
}

static void
filter_changed_cb (ChiosaSidebar *self)
{
  chiosa_article_list_set_filter (self->list, g_settings_get_enum (self->settings, "sidebar-filter"));
}

static void
chiosa_sidebar_dispose (GObject *object)
{
  ChiosaSidebar *self = CHIOSA_SIDEBAR (object);

  if (self->folder != NULL)
    g_signal_handlers_disconnect_by_data (self->folder, self);
  g_clear_object (&self->folder);
  g_clear_object (&self->settings);
  g_clear_object (&self->header_factory);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_SIDEBAR);
  g_clear_object (&self->list);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (chiosa_sidebar_parent_class)->dispose (object);
}

static void
chiosa_sidebar_class_init (ChiosaSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_sidebar_dispose;

  signals[ARTICLE_CHOSEN] =
    g_signal_new ("article-chosen", CHIOSA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, recent_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, primary_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, empty);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, view);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSidebar, selection);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
chiosa_sidebar_init (ChiosaSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->list = chiosa_article_list_new ();
  gtk_single_selection_set_model (self->selection, chiosa_article_list_get_model (self->list));
  g_signal_connect_object (chiosa_article_list_get_model (self->list), "items-changed", G_CALLBACK (items_changed_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  self->header_factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (self->header_factory, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (self->header_factory, "bind", G_CALLBACK (bind_header_cb), NULL);
}

/**
 * chiosa_sidebar_set_settings:
 * @self: a sidebar
 * @settings: those of Chiosa: order and filter
 */
void
chiosa_sidebar_set_settings (ChiosaSidebar *self,
                             GSettings     *settings)
{
  g_set_object (&self->settings, settings);
  g_signal_connect_object (settings, "changed::sidebar-order", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::sidebar-filter", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  order_changed_cb (self);
  filter_changed_cb (self);
}

/**
 * chiosa_sidebar_set_folder:
 * @self: a sidebar
 * @folder: (nullable): whose articles are listed
 */
void
chiosa_sidebar_set_folder (ChiosaSidebar *self,
                           ChiosaFolder  *folder)
{
  if (self->folder != NULL)
    g_signal_handlers_disconnect_by_data (self->folder, self);
  g_clear_pointer (&self->selected, g_free);
  g_set_object (&self->folder, folder);

  self->selecting = TRUE;
  chiosa_article_list_set_folder (self->list, folder);
  self->selecting = FALSE;
  if (folder == NULL)
    return;

  g_signal_connect_object (folder, "notify::loading", G_CALLBACK (loading_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (folder, "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
}

/**
 * chiosa_sidebar_select:
 * @self: a sidebar
 * @path: (nullable): of the article that is shown
 */
void
chiosa_sidebar_select (ChiosaSidebar *self,
                       const char    *path)
{
  g_set_str (&self->selected, path);
  mark_selected (self, TRUE);
}

/**
 * chiosa_sidebar_get_neighbour:
 * @self: a sidebar
 * @step: how many places down the list; negative: up
 *
 * Returns: (nullable) (transfer full): the path of that article; the first one where none is selected
 */
char *
chiosa_sidebar_get_neighbour (ChiosaSidebar *self,
                              int            step)
{
  GListModel *model = chiosa_article_list_get_model (self->list);
  guint position = chiosa_article_list_find (self->list, self->selected);
  g_autoptr (ChiosaFolderItem) item = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    item = g_list_model_get_item (model, 0);
  else if (step > 0 || position >= (guint) -step)
    item = g_list_model_get_item (model, position + step);

  return item != NULL ? g_strdup (chiosa_folder_item_get_path (item)) : NULL;
}

/**
 * chiosa_sidebar_search:
 * @self: a sidebar
 *
 * Puts the focus into the search entry.
 */
void
chiosa_sidebar_search (ChiosaSidebar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * chiosa_sidebar_refresh:
 * @self: a sidebar
 *
 * Titles, counts or statuses have changed: sorts and filters again.
 */
void
chiosa_sidebar_refresh (ChiosaSidebar *self)
{
  self->selecting = TRUE;
  chiosa_article_list_refresh (self->list);
  self->selecting = FALSE;
  mark_selected (self, FALSE);
}

/**
 * chiosa_sidebar_set_menus:
 * @self: a sidebar
 * @open: what was open lately
 * @primary: the primary menu
 */
void
chiosa_sidebar_set_menus (ChiosaSidebar *self,
                          GMenuModel    *open,
                          GMenuModel    *primary)
{
  gtk_menu_button_set_menu_model (self->recent_button, open);
  gtk_menu_button_set_menu_model (self->primary_button, primary);
}
