/* chiosa-window-private.h
 *
 * What the parts of the window (-actions, -close, -open, -pages, -transfer) know of each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-folder.h"
#include "chiosa-inspector.h"
#include "chiosa-sidebar.h"
#include "chiosa-tag-bar.h"
#include "chiosa-window.h"

G_BEGIN_DECLS

struct _ChiosaWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  AdwOverlaySplitView  *sidebar_view;
  AdwOverlaySplitView  *inspector_view;
  ChiosaSidebar        *sidebar;
  ChiosaInspector      *inspector;
  AdwWindowTitle       *title;
  GtkWidget            *undo_button;
  GtkWidget            *redo_button;
  GtkMenuButton        *open_button;
  GtkMenuButton        *article_button;
  GtkMenuButton        *primary_button;
  ChiosaTagBar         *tag_bar;
  GtkStack             *stack;           /* "empty", then a child for each page */

  GSettings            *settings;
  ChiosaFolder         *folder;
  ChiosaPage           *page;            /* the one that is shown */
  GQueue                pages;           /* ChiosaPage, the latest first */
  GSignalGroup         *page_signals;
  GSignalGroup         *editor_signals;
  GSignalGroup         *document_signals;
  GMenu                *recent_menu;
  GMenu                *history_menu;
  AdwToast             *undo_toast;      /* weak */
  gboolean              inhibiting;      /* logging out, as far as there is a session that can be asked */
  guint                 inhibit_cookie;  /* 0 where there is none */
  gboolean              leaving;         /* the user has been asked, nothing stands against closing */
};

/* chiosa-window.c */
void  _chiosa_window_page_changed   (ChiosaWindow *self);
void  _chiosa_window_tell           (ChiosaWindow *self, const char *text);

/* chiosa-window-pages.c */
void  _chiosa_window_show_article   (ChiosaWindow *self, const char *path);
/* NULL, or the page that has it open. */
ChiosaPage *_chiosa_window_find_page (ChiosaWindow *self, const char *path);
/* The annotations of @annotator (NULL: nobody's in particular), whoever the user is, unless it is open already. */
void  _chiosa_window_show_article_of (ChiosaWindow *self, const char *path, const char *annotator);
/* Takes @folder for the list and drops all pages; they must have been left. */
void  _chiosa_window_set_folder     (ChiosaWindow *self, ChiosaFolder *folder, const char *shown);

/* chiosa-window-actions.c */
void  _chiosa_window_install_actions (GtkWidgetClass *widget_class);
void  _chiosa_window_update_actions  (ChiosaWindow *self);

/* chiosa-window-close.c: @callback gets a GTask, TRUE when everything is saved or given up. */
void  _chiosa_window_leave_async    (ChiosaWindow *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean _chiosa_window_leave_finish (ChiosaWindow *self, GAsyncResult *result);

/* chiosa-window-open.c */
void  _chiosa_window_choose_files   (ChiosaWindow *self);
void  _chiosa_window_choose_folder  (ChiosaWindow *self);
void  _chiosa_window_open_samples   (ChiosaWindow *self);
void  _chiosa_window_open_path      (ChiosaWindow *self, const char *path);
void  _chiosa_window_add_drop       (ChiosaWindow *self);

/* chiosa-window-transfer.c: @article: the one that is shown is chosen at first. */
void  _chiosa_window_export         (ChiosaWindow *self, gboolean article);
void  _chiosa_window_import         (ChiosaWindow *self);

G_END_DECLS
