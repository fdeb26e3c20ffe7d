/* chiosa-counts.h
 *
 * How much is exported or imported, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "3 articles, 12 annotations, 4 relations": what there is none of is left out. (transfer full) */
char *chiosa_counts_describe (guint n_articles, guint64 n_annotations, guint64 n_relations);

G_END_DECLS
