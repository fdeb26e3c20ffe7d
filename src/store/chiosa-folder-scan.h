/* chiosa-folder-scan.h
 *
 * Finding the articles of a folder, for whoever needs no list model: blocking, for any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An article that was found. */
typedef struct
{
  char *path;
  char *name;       /* UTF-8, within the folder */
} ChiosaFolderRow;

/* Takes over @rows: (element-type ChiosaFolderRow), with a free function. */
typedef void (*ChiosaFolderFound) (GPtrArray *rows, gpointer data);

/* Blocking, for threads. Calls @found for every @batch rows and for the rest, in the order of the list. Goes on after a folder that cannot be
 * read; *error is the first of those. */
void  chiosa_folder_scan          (const char *root, guint batch, GCancellable *cancellable,
                                   ChiosaFolderFound found, gpointer data, GError **error);
void  chiosa_folder_scan_files    (const char * const *paths, guint batch, ChiosaFolderFound found, gpointer data);

G_END_DECLS
