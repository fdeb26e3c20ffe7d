/* chiosa-window.h
 *
 * A window: the list of articles, the article that is shown, the inspector.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-application.h"
#include "chiosa-page.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_WINDOW (chiosa_window_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaWindow, chiosa_window, CHIOSA, WINDOW, AdwApplicationWindow)

/* Property: edit-mode (boolean). */
GtkWidget  *chiosa_window_new      (ChiosaApplication *application);
/* A list of GFile: one folder, or articles. */
void        chiosa_window_open     (ChiosaWindow *self, GListModel *files);
/* What was open last. */
void        chiosa_window_restore  (ChiosaWindow *self);
gboolean    chiosa_window_is_empty (ChiosaWindow *self);
/* Whether all of @files are listed already. */
gboolean    chiosa_window_holds    (ChiosaWindow *self, GListModel *files);
/* The page that is shown, or NULL. */
ChiosaPage *chiosa_window_get_page (ChiosaWindow *self);

/* Whether @item can be put back here: its article is listed, and not open with somebody else's annotations. */
gboolean    chiosa_window_can_recover (ChiosaWindow *self, ChiosaRecoveryItem *item);
/* @items: of ChiosaRecoveryItem; their articles become the list where there is none. */
void        chiosa_window_recover  (ChiosaWindow *self, GListModel *items);

G_END_DECLS
