/* chiosa-folder-private.h
 *
 * What list, rows and the reading of a folder share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-folder-scan.h"
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

void  chiosa_folder_read_facts    (const char *path, const char *annotator, ChiosaFolderFacts *facts);

G_END_DECLS
