/* chiosa-window.c
 *
 * A window: puts list, article and inspector together and keeps them in step with the page that is shown. How articles come in
 * is chiosa-window-open.c, which pages there are chiosa-window-pages.c, how they are left chiosa-window-close.c, what menus and
 * keys do chiosa-window-actions.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include "chiosa-article-menu.h"
#include "chiosa-recent.h"
#include "chiosa-session.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_EDIT_MODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ChiosaWindow, chiosa_window, ADW_TYPE_APPLICATION_WINDOW)

static ChiosaEditor *
get_editor (ChiosaWindow *self)
{
  return self->page != NULL ? chiosa_page_get_editor (self->page) : NULL;
}

static void
update_title (ChiosaWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autofree char *state = NULL;
  g_autofree char *subtitle = NULL;

  if (self->page == NULL)
    {
      adw_window_title_set_title (self->title, "Chiosa");
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), "Chiosa");
      return;
    }

  g_object_get (self->page, "title", &title, "state-text", &state, NULL);
  name = g_filename_display_basename (chiosa_page_get_path (self->page));
  if (state[0] != '\0')
    /* Translators: below the title of the article: name of the file, and whether it is saved */
    subtitle = g_strdup_printf (_("%s — %s"), name, state);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
undo_toast_gone_cb (gpointer  data,
                    GObject  *where)
{
  CHIOSA_WINDOW (data)->undo_toast = NULL;
}

/* A toast offers to undo the last step, and that only. */
static void
dismiss_undo_toast (ChiosaWindow *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

static void
message_cb (ChiosaWindow *self,
            const char   *text,
            gboolean      can_undo)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  if (can_undo)
    {
      dismiss_undo_toast (self);
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      self->undo_toast = toast;
      g_object_weak_ref (G_OBJECT (toast), undo_toast_gone_cb, self);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
mode_changed_cb (ChiosaWindow *self)
{
  g_settings_set_enum (self->settings, "mode", chiosa_editor_get_mode (get_editor (self)));
  chiosa_page_flush_async (self->page, FALSE, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT_MODE]);
}

static char *
name_step (const char *format,
           const char *plain,
           const char *name)
{
  return name != NULL ? g_strdup_printf (format, name) : g_strdup (plain);
}

static void
update_history (ChiosaWindow *self)
{
  ChiosaEditor *editor = get_editor (self);
  ChiosaDocument *document = editor != NULL ? chiosa_editor_get_document (editor) : NULL;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  /* Translators: what would be undone: "Undo Tag as Person" */
  undo = name_step (_("Undo %s"), _("Undo"), document != NULL ? chiosa_document_get_undo_name (document) : NULL);
  /* Translators: what would be done again: "Redo Tag as Person" */
  redo = name_step (_("Redo %s"), _("Redo"), document != NULL ? chiosa_document_get_redo_name (document) : NULL);
  gtk_widget_set_tooltip_text (self->undo_button, undo);
  gtk_widget_set_tooltip_text (self->redo_button, redo);

  g_menu_remove_all (self->history_menu);
  g_menu_append (self->history_menu, undo, "win.undo");
  g_menu_append (self->history_menu, redo, "win.redo");
  _chiosa_window_update_actions (self);
}

/* The mode is the window's; an article that cannot be changed, as none can until its annotations have been read, has no choice. */
static void
read_only_changed_cb (ChiosaWindow *self)
{
  ChiosaEditor *editor = get_editor (self);

  if (editor != NULL && !chiosa_document_get_read_only (chiosa_editor_get_document (editor)))
    chiosa_editor_set_mode (editor, (ChiosaMode) g_settings_get_enum (self->settings, "mode"));
  _chiosa_window_update_actions (self);
}

static void
step_cb (ChiosaWindow *self)
{
  dismiss_undo_toast (self);
  update_history (self);
}

static void
editor_changed_cb (ChiosaWindow *self)
{
  ChiosaEditor *editor = get_editor (self);

  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (self->document_signals, editor != NULL ? chiosa_editor_get_document (editor) : NULL);
  /* While an article is loading the bar stays as it was: nothing jumps. */
  if (editor != NULL || self->page == NULL)
    {
      chiosa_tag_bar_set_editor (self->tag_bar, editor);
      gtk_widget_set_visible (GTK_WIDGET (self->tag_bar), editor != NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_bar), editor != NULL);
  chiosa_inspector_set_editor (self->inspector, editor);
  update_history (self);
  read_only_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT_MODE]);
}

static void
show_inspector_cb (ChiosaWindow *self)
{
  adw_overlay_split_view_set_show_sidebar (self->inspector_view, TRUE);
}

static void
path_changed_cb (ChiosaWindow *self)
{
  update_title (self);
  chiosa_recent_add (self->settings, chiosa_page_get_path (self->page));
  chiosa_sidebar_select (self->sidebar, chiosa_page_get_path (self->page));
}

static void
article_chosen_cb (ChiosaWindow *self,
                   const char   *path)
{
  _chiosa_window_show_article (self, path);
  if (adw_overlay_split_view_get_collapsed (self->sidebar_view))
    adw_overlay_split_view_set_show_sidebar (self->sidebar_view, FALSE);
}

static GStrv
list_files (ChiosaWindow *self)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  if (self->folder == NULL || chiosa_folder_get_path (self->folder) != NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->folder)); i++)
    {
      g_autoptr (ChiosaFolderItem) item = g_list_model_get_item (G_LIST_MODEL (self->folder), i);

      g_strv_builder_add (files, chiosa_folder_item_get_path (item));
    }

  return g_strv_builder_end (files);
}

static void
store_state (ChiosaWindow *self)
{
  g_auto (GStrv) files = list_files (self);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 1));
  g_settings_set_int (self->settings, "window-height", MAX (height, 1));
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  chiosa_session_save (self->settings, self->folder != NULL ? chiosa_folder_get_path (self->folder) : NULL,
                       (const char *const *) files, self->page != NULL ? chiosa_page_get_path (self->page) : NULL);
}

static void
left_for_closing_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  ChiosaWindow *self = CHIOSA_WINDOW (source);

  self->leaving = _chiosa_window_leave_finish (self, result);
  if (self->leaving)
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
chiosa_window_close_request (GtkWindow *window)
{
  ChiosaWindow *self = CHIOSA_WINDOW (window);

  if (!self->leaving)
    {
      _chiosa_window_leave_async (self, left_for_closing_cb, NULL);
      return GDK_EVENT_STOP;
    }

  store_state (self);
  return GTK_WINDOW_CLASS (chiosa_window_parent_class)->close_request (window);
}

static void
recent_changed_cb (ChiosaWindow *self)
{
  chiosa_recent_fill_menu (self->settings, self->recent_menu);
}

static void
make_menus (ChiosaWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/chiosa/Chiosa/ui/menus.ui");
  GMenuModel *open = G_MENU_MODEL (gtk_builder_get_object (builder, "open_menu"));
  GMenuModel *primary = G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu"));

  self->recent_menu = g_object_ref (G_MENU (gtk_builder_get_object (builder, "recent_section")));
  self->history_menu = g_object_ref (G_MENU (gtk_builder_get_object (builder, "history_section")));
  chiosa_article_menu_fill (G_MENU (gtk_builder_get_object (builder, "annotation_menu")));

  gtk_menu_button_set_menu_model (self->open_button, open);
  gtk_menu_button_set_menu_model (self->primary_button, primary);
  gtk_menu_button_set_menu_model (self->article_button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "article_menu")));
  chiosa_sidebar_set_menus (self->sidebar, open, primary);
  g_signal_connect_object (self->settings, "changed::recent", G_CALLBACK (recent_changed_cb), self, G_CONNECT_SWAPPED);
  recent_changed_cb (self);
}

static void
make_signal_groups (ChiosaWindow *self)
{
  self->page_signals = g_signal_group_new (CHIOSA_TYPE_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::editor", G_CALLBACK (editor_changed_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::title", G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::state-text", G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::path", G_CALLBACK (path_changed_cb), self);

  self->editor_signals = g_signal_group_new (CHIOSA_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "message", G_CALLBACK (message_cb), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::mode", G_CALLBACK (mode_changed_cb), self);

  self->document_signals = g_signal_group_new (CHIOSA_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "step", G_CALLBACK (step_cb), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::can-undo", G_CALLBACK (update_history), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::can-redo", G_CALLBACK (update_history), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::read-only", G_CALLBACK (read_only_changed_cb), self);
}

static void
load_state (ChiosaWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_overlay_split_view_set_show_sidebar (self->inspector_view,
                                           g_settings_get_boolean (self->settings, "inspector-visible"));
}

static void
chiosa_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ChiosaEditor *editor = get_editor (CHIOSA_WINDOW (object));

  switch (prop_id)
    {
    case PROP_EDIT_MODE:
      g_value_set_boolean (value, editor != NULL && chiosa_editor_get_mode (editor) == CHIOSA_MODE_EDIT);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ChiosaEditor *editor = get_editor (CHIOSA_WINDOW (object));

  switch (prop_id)
    {
    case PROP_EDIT_MODE:
      if (editor != NULL)
        chiosa_editor_set_mode (editor, g_value_get_boolean (value) ? CHIOSA_MODE_EDIT : CHIOSA_MODE_ANNOTATE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_window_dispose (GObject *object)
{
  ChiosaWindow *self = CHIOSA_WINDOW (object);

  if (self->undo_toast != NULL)
    g_object_weak_unref (G_OBJECT (self->undo_toast), undo_toast_gone_cb, self);
  self->undo_toast = NULL;
  self->page = NULL;
  g_queue_clear (&self->pages);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->recent_menu);
  g_clear_object (&self->history_menu);
  g_clear_object (&self->folder);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_WINDOW);

  G_OBJECT_CLASS (chiosa_window_parent_class)->dispose (object);
}

/* Who comes back from another program may have changed the article there. */
static void
active_changed_cb (ChiosaWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->page != NULL)
    chiosa_page_check (self->page);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, sidebar_view);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, inspector_view);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, article_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, tag_bar);
  gtk_widget_class_bind_template_child (widget_class, ChiosaWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, article_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_inspector_cb);
}

static void
chiosa_window_class_init (ChiosaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_window_dispose;
  object_class->get_property = chiosa_window_get_property;
  object_class->set_property = chiosa_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = chiosa_window_close_request;

  properties[PROP_EDIT_MODE] =
    g_param_spec_boolean ("edit-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CHIOSA_TYPE_INSPECTOR);
  g_type_ensure (CHIOSA_TYPE_SIDEBAR);
  g_type_ensure (CHIOSA_TYPE_TAG_BAR);
  bind_template (widget_class);
  _chiosa_window_install_actions (widget_class);
}

static void
chiosa_window_init (ChiosaWindow *self)
{
  g_queue_init (&self->pages);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_signal_groups (self);
  _chiosa_window_add_drop (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_changed_cb), NULL);
}

/**
 * chiosa_window_new:
 * @application: the program
 *
 * Returns: a window that shows nothing yet
 */
GtkWidget *
chiosa_window_new (ChiosaApplication *application)
{
  ChiosaWindow *self = g_object_new (CHIOSA_TYPE_WINDOW, "application", application, NULL);
  g_autoptr (GAction) order = NULL;
  g_autoptr (GAction) filter = NULL;

  self->settings = g_object_ref (chiosa_application_get_settings (application));
  order = g_settings_create_action (self->settings, "sidebar-order");
  filter = g_settings_create_action (self->settings, "sidebar-filter");
  g_action_map_add_action (G_ACTION_MAP (self), order);
  g_action_map_add_action (G_ACTION_MAP (self), filter);

  chiosa_sidebar_set_settings (self->sidebar, self->settings);
  make_menus (self);
  load_state (self);
  update_title (self);
  editor_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * chiosa_window_is_empty:
 * @self: a window
 *
 * Returns: whether it lists nothing yet
 */
gboolean
chiosa_window_is_empty (ChiosaWindow *self)
{
  return self->folder == NULL;
}

/**
 * chiosa_window_holds:
 * @self: a window
 * @files: of #GFile
 *
 * Returns: whether all of @files are listed already, or are the folder itself
 */
gboolean
chiosa_window_holds (ChiosaWindow *self,
                     GListModel   *files)
{
  if (self->folder == NULL)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      const char *path = g_file_peek_path (file);

      if (path == NULL || (g_strcmp0 (path, chiosa_folder_get_path (self->folder)) != 0 &&
                           chiosa_folder_find (self->folder, path, NULL) == NULL))
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_window_get_page:
 * @self: a window
 *
 * Returns: (nullable): the page that is shown
 */
ChiosaPage *
chiosa_window_get_page (ChiosaWindow *self)
{
  return self->page;
}

/* Another page is shown, or none. */
void
_chiosa_window_page_changed (ChiosaWindow *self)
{
  dismiss_undo_toast (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page",
                                  self->page != NULL ? chiosa_page_get_actions (self->page) : NULL);
  g_signal_group_set_target (self->page_signals, self->page);
  gtk_widget_set_visible (GTK_WIDGET (self->article_button), self->page != NULL);
  update_title (self);
  editor_changed_cb (self);
}

void
_chiosa_window_tell (ChiosaWindow *self,
                     const char   *text)
{
  message_cb (self, text, FALSE);
}
