/* chiosa-align-private.h
 *
 * Runs that stand once in each of two rows: where an alignment begins. For the alignment's files only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-align.h"

G_BEGIN_DECLS

/* (element-type ChiosaAnchorPair): the longest rising chain of runs of @length elements that stand once on each side. */
GArray *chiosa_align_find_anchors (const ChiosaAlignment *alignment, const ChiosaAlignRange *range, gsize length);

G_END_DECLS
