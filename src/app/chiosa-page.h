/* chiosa-page.h
 *
 * One open article: its view, its notices, its files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-article-file.h"
#include "chiosa-recovery-item.h"
#include "chiosa-saver.h"
#include "chiosa-view.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_PAGE (chiosa_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaPage, chiosa_page, CHIOSA, PAGE, AdwBin)

/* Properties (all notify): editor (ChiosaEditor, NULL until the text is there), title, state-text (strings), path, unsaved (boolean: the text).
 * Signals: "info-changed" (): title, status or counts.
 * Actions "page.*" are a group of their own, so that menus and accelerators of the window reach them: chiosa-page-actions.c. */
GtkWidget         *chiosa_page_new          (GSettings *settings, const char *path, const char *annotator);
const char        *chiosa_page_get_path     (ChiosaPage *self);
char              *chiosa_page_dup_title    (ChiosaPage *self);
ChiosaEditor      *chiosa_page_get_editor   (ChiosaPage *self);
ChiosaView        *chiosa_page_get_view     (ChiosaPage *self);
GActionGroup      *chiosa_page_get_actions  (ChiosaPage *self);
gboolean           chiosa_page_get_unsaved  (ChiosaPage *self);

/* Writes what is to be written by itself; with @text also the text. */
void               chiosa_page_flush_async  (ChiosaPage *self, gboolean text, GAsyncReadyCallback callback, gpointer user_data);
gboolean           chiosa_page_flush_finish (ChiosaPage *self, GAsyncResult *result, GError **error);
/* Remembers where the cursor stands. */
void               chiosa_page_store_cursor (ChiosaPage *self);
void               chiosa_page_reload       (ChiosaPage *self, const char *charset);
/* Whether others wrote the files, or took the annotations over: for when the window gets the focus. */
void               chiosa_page_check        (ChiosaPage *self);
/* What is not saved is not wanted: it is not kept against a crash any more. */
void               chiosa_page_give_up      (ChiosaPage *self);
/* NULL, or whose annotations these are. */
const char        *chiosa_page_get_annotator (ChiosaPage *self);
/* Puts in what a dead process has left, as soon as the article is there; unsaved, as one step. */
void               chiosa_page_recover      (ChiosaPage *self, ChiosaRecoveryItem *item);

G_END_DECLS
