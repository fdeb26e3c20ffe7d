/* chiosa-import-files.h
 *
 * Which files an import reads. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-formats.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  char *name;     /* for its article: within the folder that was given, without extension */
  int   trouble;  /* errno of what stood against looking at it, or 0; what is not there is told when it is read */
} ChiosaImportFile;

GPtrArray *chiosa_import_list_files (const ChiosaFormat *format, const char * const *files, GError **error);

G_END_DECLS
