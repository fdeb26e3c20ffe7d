/* chiosa-window-actions.c
 *
 * What the user can do with the window: the class actions "win.*". Those on the article are the page's ("page.*"),
 * those on annotations the view's ("view.*"). Accelerators are declared in chiosa-shortcuts.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include "chiosa-guidelines-dialog.h"
#include "chiosa-recent.h"
#include "chiosa-tagset-file.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_STEP 1.1

static ChiosaEditor *
get_editor (ChiosaWindow *self)
{
  return self->page != NULL ? chiosa_page_get_editor (self->page) : NULL;
}

static void
open_file_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  _chiosa_window_choose_files (CHIOSA_WINDOW (widget));
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  _chiosa_window_choose_folder (CHIOSA_WINDOW (widget));
}

static void
open_samples_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  _chiosa_window_open_samples (CHIOSA_WINDOW (widget));
}

static void
open_recent_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  _chiosa_window_open_path (CHIOSA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
clear_recent_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  chiosa_recent_clear (CHIOSA_WINDOW (widget)->settings);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  _chiosa_window_export (CHIOSA_WINDOW (widget), FALSE);
}

static void
export_article_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  _chiosa_window_export (CHIOSA_WINDOW (widget), TRUE);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  _chiosa_window_import (CHIOSA_WINDOW (widget));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  chiosa_inspector_flush (CHIOSA_WINDOW (widget)->inspector);
  chiosa_editor_undo (get_editor (CHIOSA_WINDOW (widget)));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  chiosa_inspector_flush (CHIOSA_WINDOW (widget)->inspector);
  chiosa_editor_redo (get_editor (CHIOSA_WINDOW (widget)));
}

static void
go (ChiosaWindow *self,
    int           step)
{
  g_autofree char *path = chiosa_sidebar_get_neighbour (self->sidebar, step);

  if (path != NULL)
    _chiosa_window_show_article (self, path);
  else
    _chiosa_window_tell (self, step > 0 ? _("This is the last article") : _("This is the first article"));
}

static void
next_article_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  go (CHIOSA_WINDOW (widget), 1);
}

static void
previous_article_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  go (CHIOSA_WINDOW (widget), -1);
}

static void
search_articles_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  ChiosaWindow *self = CHIOSA_WINDOW (widget);

  adw_overlay_split_view_set_show_sidebar (self->sidebar_view, TRUE);
  chiosa_sidebar_search (self->sidebar);
}

static void
show_list_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ChiosaWindow *self = CHIOSA_WINDOW (widget);

  adw_overlay_split_view_set_show_sidebar (self->inspector_view, TRUE);
  chiosa_inspector_show_list (self->inspector);
}

/* What a narrow window hides for lack of room is no wish of the user. */
static void
toggle_pane (ChiosaWindow        *self,
             AdwOverlaySplitView *pane,
             const char          *key)
{
  gboolean show = !adw_overlay_split_view_get_show_sidebar (pane);

  adw_overlay_split_view_set_show_sidebar (pane, show);
  if (!adw_overlay_split_view_get_collapsed (pane))
    g_settings_set_boolean (self->settings, key, show);
  if (!show && self->page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chiosa_page_get_view (self->page)));
}

static void
show_sidebar_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ChiosaWindow *self = CHIOSA_WINDOW (widget);

  toggle_pane (self, self->sidebar_view, "sidebar-visible");
}

static void
show_inspector_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  ChiosaWindow *self = CHIOSA_WINDOW (widget);

  toggle_pane (self, self->inspector_view, "inspector-visible");
}

/* From the inspector back to where one works. */
static void
focus_article_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ChiosaWindow *self = CHIOSA_WINDOW (widget);

  if (adw_overlay_split_view_get_collapsed (self->inspector_view))
    adw_overlay_split_view_set_show_sidebar (self->inspector_view, FALSE);
  if (self->page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chiosa_page_get_view (self->page)));
}

static void
zoom (ChiosaWindow *self,
      double        factor)
{
  double scale = factor > 0 ? g_settings_get_double (self->settings, "font-scale") * factor : 1.0;

  /* Going back ends at exactly one. */
  if (fabs (scale - 1.0) < 0.02)
    scale = 1.0;
  g_settings_set_double (self->settings, "font-scale", CLAMP (scale, 0.5, 4.0));
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  zoom (CHIOSA_WINDOW (widget), ZOOM_STEP);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  zoom (CHIOSA_WINDOW (widget), 1 / ZOOM_STEP);
}

static void
zoom_normal_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  zoom (CHIOSA_WINDOW (widget), 0);
}

static void
guidelines_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ChiosaEditor *editor = get_editor (CHIOSA_WINDOW (widget));
  g_autoptr (ChiosaTagset) tagset = NULL;

  if (editor != NULL)
    tagset = g_object_ref (chiosa_document_get_tagset (chiosa_editor_get_document (editor)));
  else
    tagset = chiosa_tagset_builtin ();
  adw_dialog_present (chiosa_guidelines_dialog_new (tagset), widget);
}

/* Made when it is asked for: GtkApplication would make a "gtk/help-overlay.ui" at each start. */
static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/chiosa/Chiosa/ui/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

void
_chiosa_window_install_actions (GtkWidgetClass *widget_class)
{
  const struct { const char *name; const char *parameter; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "win.open-file", NULL, open_file_action },
    { "win.open-folder", NULL, open_folder_action },
    { "win.open-samples", NULL, open_samples_action },
    { "win.open-recent", "s", open_recent_action },
    { "win.clear-recent", NULL, clear_recent_action },
    { "win.export", NULL, export_action },
    { "win.export-article", NULL, export_article_action },
    { "win.import", NULL, import_action },
    { "win.undo", NULL, undo_action },
    { "win.redo", NULL, redo_action },
    { "win.next-article", NULL, next_article_action },
    { "win.previous-article", NULL, previous_article_action },
    { "win.search-articles", NULL, search_articles_action },
    { "win.show-list", NULL, show_list_action },
    { "win.show-sidebar", NULL, show_sidebar_action },
    { "win.show-inspector", NULL, show_inspector_action },
    { "win.focus-article", NULL, focus_article_action },
    { "win.zoom-in", NULL, zoom_in_action },
    { "win.zoom-out", NULL, zoom_out_action },
    { "win.zoom-normal", NULL, zoom_normal_action },
    { "win.guidelines", NULL, guidelines_action },
    { "win.shortcuts", NULL, shortcuts_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
  gtk_widget_class_install_property_action (widget_class, "win.edit-mode", "edit-mode");
}

void
_chiosa_window_update_actions (ChiosaWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  ChiosaEditor *editor = get_editor (self);
  ChiosaDocument *document = editor != NULL ? chiosa_editor_get_document (editor) : NULL;
  gboolean listed = self->folder != NULL;

  gtk_widget_action_set_enabled (widget, "win.undo", document != NULL && chiosa_document_get_undo_name (document) != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo", document != NULL && chiosa_document_get_redo_name (document) != NULL);
  gtk_widget_action_set_enabled (widget, "win.edit-mode", document != NULL && !chiosa_document_get_read_only (document));
  gtk_widget_action_set_enabled (widget, "win.next-article", listed);
  gtk_widget_action_set_enabled (widget, "win.previous-article", listed);
  gtk_widget_action_set_enabled (widget, "win.search-articles", listed);
  gtk_widget_action_set_enabled (widget, "win.export", listed);
  gtk_widget_action_set_enabled (widget, "win.export-article", self->page != NULL);
  gtk_widget_action_set_enabled (widget, "win.show-list", document != NULL);
}
