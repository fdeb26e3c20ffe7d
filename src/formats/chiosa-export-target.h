/* chiosa-export-target.h
 *
 * Where an export goes: standard output, a file, or a folder that gets its name when everything in it is whole.
 * Knows bytes and names only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In a folder that was exported before: which files are its own. */
#define CHIOSA_EXPORT_REPORT "export-report.json"

typedef struct _ChiosaExportTarget ChiosaExportTarget;

typedef struct
{
  char    *name;        /* within the folder */
  char     sha256[65];  /* "" for files put by chiosa_export_target_put() unless they are hashed */
  guint64  size;
} ChiosaExportFile;

/* @path "-": standard output (only with @one_file). */
ChiosaExportTarget *chiosa_export_target_new    (const char *path, gboolean one_file, gboolean hash, GError **error);
/* Removes what was written, unless it was committed. */
void                chiosa_export_target_free   (ChiosaExportTarget *self);
/* At the end of the file @name, which is made when it is first named. With one file, @name does not matter. */
gboolean            chiosa_export_target_append (ChiosaExportTarget *self, const char *name, const char *data, gsize n_bytes, GError **error);
/* A whole file of the folder. */
gboolean            chiosa_export_target_put    (ChiosaExportTarget *self, const char *name, const GString *content, GError **error);
/* The file @name is whole; NULL: all that were appended to. */
gboolean            chiosa_export_target_close  (ChiosaExportTarget *self, const char *name, GError **error);
/* (element-type ChiosaExportFile): those of the folder that are whole. */
GPtrArray          *chiosa_export_target_get_files (ChiosaExportTarget *self);
gboolean            chiosa_export_target_commit (ChiosaExportTarget *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaExportTarget, chiosa_export_target_free)

G_END_DECLS
