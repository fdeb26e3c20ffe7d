/* chiosa-data-set.h
 *
 * What a publishable data set holds beside the articles: card, Croissant metadata, guidelines, schema, statistics, split record,
 * checksums. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-export.h"
#include "chiosa-export-target.h"

G_BEGIN_DECLS

typedef struct _ChiosaDataSet ChiosaDataSet;

/* Borrows @settings. */
ChiosaDataSet *chiosa_data_set_new    (const ChiosaExportSettings *settings);
void           chiosa_data_set_free   (ChiosaDataSet *self);
/* "data/train.jsonl"; (transfer full) */
char          *chiosa_data_set_name   (const char *part);
void           chiosa_data_set_see    (ChiosaDataSet *self, const ChiosaRecord *record, const char *part);
/* Puts the files; @tagset has everything that was seen. */
gboolean       chiosa_data_set_finish (ChiosaDataSet *self, ChiosaTagset *tagset, ChiosaExportTarget *target, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaDataSet, chiosa_data_set_free)

G_END_DECLS
