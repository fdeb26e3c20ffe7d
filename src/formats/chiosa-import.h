/* chiosa-import.h
 *
 * From files of an exchange format to articles and sidecars in a folder. Never overwrites. Blocking; calls back in the thread it was called in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-formats.h"

G_BEGIN_DECLS

typedef struct
{
  const ChiosaFormat *format;      /* NULL: found out for each file */
  const char         *options[CHIOSA_FORMAT_MAX_OPTIONS];
  char               *output;      /* a folder; made if it is not there */
  char               *annotator;   /* whose sidecars they become; NULL: without a name */
  ChiosaTagset       *tagset;      /* NULL: that of the project in @output, where it has every name; otherwise one that the corpus brings or its names make */
  gboolean            reattach;    /* no articles are made: annotations are put onto those that are in @output */
} ChiosaImportSettings;

ChiosaImportSettings *chiosa_import_settings_new  (const ChiosaFormat *format);
void                  chiosa_import_settings_free (ChiosaImportSettings *self);

typedef struct
{
  guint    n_articles;      /* made, or that would be */
  guint64  n_annotations;
  guint64  n_relations;
  guint    n_problems;      /* what was left out and told */
  char    *tagset_path;     /* of a tag set that was written for the corpus; NULL: none */
  char    *first_path;      /* of the first article */
} ChiosaImportResult;

ChiosaImportResult *chiosa_import_result_new  (void);
void                chiosa_import_result_free (ChiosaImportResult *self);

typedef struct
{
  void (*progress) (guint n_articles, guint file, guint n_files, gpointer data);
  void (*problem)  (const char *file, guint line, const char *message, gpointer data);   /* line 0: none */
} ChiosaImportWatch;

/* Reads everything and writes nothing: what is in the files and what is wrong with them. */
gboolean chiosa_import_check (const ChiosaImportSettings *settings, const char * const *files,
                              const ChiosaImportWatch *watch, gpointer data, GCancellable *cancellable,
                              ChiosaImportResult *result, GError **error);
/* A folder among @files stands for the files below it that the format reads. */
gboolean chiosa_import_run   (const ChiosaImportSettings *settings, const char * const *files,
                              const ChiosaImportWatch *watch, gpointer data, GCancellable *cancellable,
                              ChiosaImportResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaImportSettings, chiosa_import_settings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaImportResult, chiosa_import_result_free)

G_END_DECLS
