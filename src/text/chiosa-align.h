/* chiosa-align.h
 *
 * Which elements of one row of numbers are those of another: the part of a diff that knows nothing of text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two rows, and for each element of @a its partner in @b, or -1. @steps: comparisons that may still be made. */
typedef struct
{
  const guint32 *a;
  const guint32 *b;
  gint32        *partner;
  gint64         steps;
} ChiosaAlignment;

/* Elements [a_start, a_end) of the first row, [b_start, b_end) of the second. */
typedef struct
{
  gsize a_start, a_end;
  gsize b_start, b_end;
} ChiosaAlignRange;

/* The same run begins at @a and at @b. */
typedef struct
{
  guint32 a;
  guint32 b;
} ChiosaAnchorPair;

/* Sets partners in @range, which must be -1 before; they rise. */
void chiosa_align_greedy  (ChiosaAlignment *self, ChiosaAlignRange range, gssize max_distance);
void chiosa_align_anchors (ChiosaAlignment *self, ChiosaAlignRange range);

/* (transfer full) (element-type ChiosaAnchorPair): runs of @length elements that stand once in each row, by their place in @a. */
GArray *chiosa_align_list_unique (const guint32 *a, gsize n_a, const guint32 *b, gsize n_b, gsize length);

G_END_DECLS
