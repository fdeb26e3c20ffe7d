/* chiosa-counts.h
 *
 * How much there is of what, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reanchor.h"

G_BEGIN_DECLS

/* "3 articles, 12 annotations, 4 relations": what there is none of is left out. (transfer full) */
char *chiosa_counts_describe (guint n_articles, guint64 n_annotations, guint64 n_relations);

/* "12 moved, 3 edited, 2 to decide, 1 not found": what there is none of is left out. NULL where nothing changed. (transfer full) */
char *chiosa_counts_describe_reanchoring (const ChiosaReanchoring *reanchoring);

G_END_DECLS
