/* chiosa-folder.h
 *
 * The articles of a folder (txt and md, recursively), as a list model with title, status and counts, read in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article.h"
#include "chiosa-store-error.h"

G_BEGIN_DECLS

/* One article. Properties (read-only, notify): path, name (relative path), title (from the sidecar, else the first line, else the file name),
 * status (int, ChiosaStatus), n-annotations, n-detached (uint), mtime (int64), error (string or NULL), open (boolean, set by the application). */
#define CHIOSA_TYPE_FOLDER_ITEM (chiosa_folder_item_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFolderItem, chiosa_folder_item, CHIOSA, FOLDER_ITEM, GObject)

ChiosaFolderItem *chiosa_folder_item_new          (const char *path, const char *name);
const char       *chiosa_folder_item_get_path     (ChiosaFolderItem *self);
const char       *chiosa_folder_item_get_name     (ChiosaFolderItem *self);
const char       *chiosa_folder_item_get_title    (ChiosaFolderItem *self);
ChiosaStatus      chiosa_folder_item_get_status   (ChiosaFolderItem *self);
guint             chiosa_folder_item_get_n_annotations (ChiosaFolderItem *self);
gint64            chiosa_folder_item_get_mtime    (ChiosaFolderItem *self);
/* Told by whoever has the article open, so that the list is right before the file is written. */
void              chiosa_folder_item_update       (ChiosaFolderItem *self, const char *title, ChiosaStatus status,
                                                   guint n_annotations, guint n_detached);

/* A GListModel of ChiosaFolderItem, in path order; rows appear at once, titles and counts as they are read (a few threads at most). */
#define CHIOSA_TYPE_FOLDER (chiosa_folder_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFolder, chiosa_folder, CHIOSA, FOLDER, GObject)

/* Properties: path, loading (boolean), error (string or NULL: "no permission"). */
ChiosaFolder     *chiosa_folder_new       (const char *path, const char *annotator);
/* Several single files as if they were a folder. */
ChiosaFolder     *chiosa_folder_new_files (const char * const *paths, const char *annotator);
void              chiosa_folder_load      (ChiosaFolder *self);          /* starts; main loop needed */
gboolean          chiosa_folder_load_sync (ChiosaFolder *self, GError **error);
const char       *chiosa_folder_get_path  (ChiosaFolder *self);          /* NULL for single files */
ChiosaFolderItem *chiosa_folder_find      (ChiosaFolder *self, const char *path, guint *position);
gboolean          chiosa_folder_is_article (const char *name);           /* *.txt, *.md, not hidden */

G_END_DECLS
