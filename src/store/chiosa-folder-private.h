/* chiosa-folder-private.h
 *
 * What list, rows and the reading of a folder share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-folder.h"

G_BEGIN_DECLS

/* What a row shows beside its name. */
typedef struct
{
  char         *title;            /* NULL: the name of the file */
  char         *error;            /* NULL: all is well */
  ChiosaStatus  status;
  guint         n_annotations;
  guint         n_detached;
  gint64        mtime;
} ChiosaFolderFacts;

void  chiosa_folder_facts_clear   (ChiosaFolderFacts *facts);
void  chiosa_folder_item_describe (ChiosaFolderItem *self, const ChiosaFolderFacts *facts);

/* An article that was found. */
typedef struct
{
  char *path;
  char *name;       /* UTF-8, within the folder */
} ChiosaFolderRow;

/* Takes over @rows: (element-type ChiosaFolderRow), with a free function. */
typedef void (*ChiosaFolderFound) (GPtrArray *rows, gpointer data);

/* Blocking, for threads. Calls @found for every @batch rows and for the rest. Goes on after a folder that cannot be read;
 * *error is the first of those. */
void  chiosa_folder_scan          (const char *root, guint batch, GCancellable *cancellable,
                                   ChiosaFolderFound found, gpointer data, GError **error);
void  chiosa_folder_scan_files    (const char * const *paths, guint batch, ChiosaFolderFound found, gpointer data);
void  chiosa_folder_read_facts    (const char *path, const char *annotator, ChiosaFolderFacts *facts);

G_END_DECLS
