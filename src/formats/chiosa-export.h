/* chiosa-export.h
 *
 * From articles on disk to files of an exchange format: which articles, in which order, in how many threads, and nothing half written.
 * Blocking; calls back in the thread it was called in. Formats are chiosa-format.h's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-formats.h"
#include "chiosa-split.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;     /* of the article */
  char *name;     /* within the set: relative, '/', UTF-8, without extension; unique */
} ChiosaExportInput;

/* Files and folders (all articles below), ordered by name, each once. (transfer full) (element-type ChiosaExportInput) */
GPtrArray *chiosa_export_list_inputs (const char * const *paths, GError **error);

/* Whose annotations there are beside @inputs: names, sorted. @unnamed: (out) (optional): whether there is a sidecar without one. (transfer full) */
GStrv      chiosa_export_find_annotators (GPtrArray *inputs, gboolean *unnamed);

typedef struct
{
  const ChiosaFormat *format;
  const char         *options[CHIOSA_FORMAT_MAX_OPTIONS];
  char               *output;        /* a file for one stream; a folder for files by article, for splits and data sets; "-": standard output */
  char               *annotator;     /* whose annotations; NULL: those of the sidecar without a name */
  int                 status;        /* only articles of this ChiosaStatus; -1: all */
  ChiosaTextMode      text_mode;
  gboolean            pseudonymise;  /* annotators and persons by placeholders, no notes */
  gboolean            strict;        /* refuse where something would be lost */
  ChiosaSplit        *split;         /* NULL: none */
  guint               shard;         /* from 1 */
  guint               n_shards;      /* 0 or 1: all */
  guint               jobs;          /* threads; 0: as many as there are processors */
  char               *report;        /* a file for the report; NULL: folders have it as export-report.json, files have none */
  /* data sets (CHIOSA_FORMAT_DATA_SET); all may be NULL */
  char               *title;
  char               *description;
  char               *licence;       /* SPDX identifier or URL, of the annotations */
  char               *creator;
  char               *url;
  char               *version;
} ChiosaExportSettings;

ChiosaExportSettings *chiosa_export_settings_new  (const ChiosaFormat *format);
void                  chiosa_export_settings_free (ChiosaExportSettings *self);

typedef struct
{
  guint         n_articles;      /* written, or that would be */
  guint         n_skipped;       /* of another status, of another shard */
  guint         n_failed;
  guint         n_with_losses;
  guint64       n_annotations;   /* live ones of the articles; before losses */
  guint64       n_relations;
  ChiosaLosses *losses;          /* sum of all articles; counts only */
} ChiosaExportResult;

ChiosaExportResult *chiosa_export_result_new  (void);
void                chiosa_export_result_free (ChiosaExportResult *self);

/* All may be NULL. */
typedef struct
{
  void (*progress) (guint done, guint total, gpointer data);                              /* now and then */
  void (*losses)   (const char *name, const ChiosaLosses *losses, gpointer data);         /* of an article that loses something */
  void (*failure)  (const char *name, const GError *error, gpointer data);                /* an article that cannot be read; the rest goes on */
} ChiosaExportWatch;

/* Reads and writes everything to nowhere: what would be lost. */
gboolean chiosa_export_check (const ChiosaExportSettings *settings, GPtrArray *inputs,
                              const ChiosaExportWatch *watch, gpointer data, GCancellable *cancellable,
                              ChiosaExportResult *result, GError **error);
/* All or nothing: the output gets its name when it is whole; nothing is there after an error or a cancellation. An output that
 * exists: a file is replaced; a folder must be empty or an earlier export (it has an export-report.json). */
gboolean chiosa_export_run   (const ChiosaExportSettings *settings, GPtrArray *inputs,
                              const ChiosaExportWatch *watch, gpointer data, GCancellable *cancellable,
                              ChiosaExportResult *result, GError **error);
/* Whether the output is one file (or standard output) rather than a folder. */
gboolean chiosa_export_is_one_file (const ChiosaExportSettings *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaExportSettings, chiosa_export_settings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaExportResult, chiosa_export_result_free)

G_END_DECLS
