/* chiosa-export-load.h
 *
 * The articles of an export, read and written in several threads and handed over one after the other. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-export.h"

G_BEGIN_DECLS

typedef struct
{
  const char   *name;
  ChiosaRecord *record;    /* NULL when it could not be read */
  ChiosaOutput *output;    /* NULL where nothing was to be written */
  GError       *error;
  gboolean      skipped;   /* of another status */
} ChiosaExportItem;

typedef gboolean (*ChiosaExportTake) (const ChiosaExportItem *item, gpointer data, GError **error);

/* @context: NULL: read only. Calls @take in the order of @inputs, in this thread; never has more than a few articles in memory. */
gboolean chiosa_export_load (const ChiosaExportSettings *settings, const ChiosaWriteContext *context, GPtrArray *inputs,
                             guint first, guint end, GCancellable *cancellable, ChiosaExportTake take, gpointer data, GError **error);

G_END_DECLS
