/* chiosa-review-pane.h
 *
 * One annotation to be reviewed: its words as they were, and where it is or could be in the article of today.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-review-item.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_REVIEW_PANE (chiosa_review_pane_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaReviewPane, chiosa_review_pane, CHIOSA, REVIEW_PANE, AdwBin)

/* Buttons and rows activate the actions "review.accept", "review.choose" (u, from 1), "review.detach" and "review.show" of an ancestor. */

/* @item: NULL: nothing. Places where it could go are looked for in a thread. */
void               chiosa_review_pane_show      (ChiosaReviewPane *self, ChiosaDocument *document, ChiosaReviewItem *item);
/* The @n-th place that is shown, from 1; NULL where there is none (yet). Borrowed. */
const ChiosaPlace *chiosa_review_pane_get_place (ChiosaReviewPane *self, guint n);

G_END_DECLS
