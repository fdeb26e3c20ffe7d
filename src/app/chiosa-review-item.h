/* chiosa-review-item.h
 *
 * One annotation that a person should look at after the text was changed elsewhere, for lists.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"
#include "chiosa-reanchor.h"

G_BEGIN_DECLS

/* In the order of the list. */
typedef enum
{
  CHIOSA_REVIEW_SUGGESTED,   /* detached, and there is a place where it may belong */
  CHIOSA_REVIEW_EDITED,      /* put where its words are, which have changed */
  CHIOSA_REVIEW_MOVED,       /* put where its words are, which stand elsewhere */
  CHIOSA_REVIEW_MISSING,     /* detached; its words were not found */
} ChiosaReviewKind;

#define CHIOSA_TYPE_REVIEW_ITEM (chiosa_review_item_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaReviewItem, chiosa_review_item, CHIOSA, REVIEW_ITEM, GObject)

ChiosaReviewItem  *chiosa_review_item_new        (const char *id, ChiosaReviewKind kind, const ChiosaQuote *before);
const char        *chiosa_review_item_get_id     (ChiosaReviewItem *self);
ChiosaReviewKind   chiosa_review_item_get_kind   (ChiosaReviewItem *self);
/* Its words as they were; NULL where that is not known. */
const ChiosaQuote *chiosa_review_item_get_before (ChiosaReviewItem *self);

/* All that there is to look at in @document: what is detached, and of @reanchoring (may be NULL) what was moved or edited and
 * is still attached, unless its id is in @checked. (transfer full) of ChiosaReviewItem. */
GPtrArray         *chiosa_review_list            (ChiosaDocument *document, const ChiosaReanchoring *reanchoring, GHashTable *checked);

G_END_DECLS
