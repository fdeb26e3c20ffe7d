/* chiosa-reanchor.h
 *
 * Annotations found again in a text that was changed outside: each is kept where its words are, shown to a person where
 * that is not sure, or kept without a place. None is ever dropped. Knows no files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_ANCHOR_EXACT,     /* same words, same neighbours */
  CHIOSA_ANCHOR_MOVED,     /* same words at another place */
  CHIOSA_ANCHOR_EDITED,    /* its words changed in part */
  CHIOSA_ANCHOR_REVIEW,    /* a place is suggested, not taken: a person decides */
  CHIOSA_ANCHOR_ORPHAN,    /* its words are gone */
} ChiosaAnchor;
#define CHIOSA_N_ANCHORS 5

typedef struct
{
  ChiosaSnapshot *snapshot;       /* all that was given, on the new text: EXACT, MOVED, EDITED live; REVIEW and ORPHAN detached */
  GArray         *anchors;        /* ChiosaAnchor, one for each item of snapshot, same order */
  GPtrArray      *quotes;         /* ChiosaQuote, likewise: how a MOVED or EDITED one was before; NULL for the others */
  guint           counts[CHIOSA_N_ANCHORS];   /* of those that were live before, and of detached ones that were found again */
  double          similarity;     /* of the texts, 0…1, by kept words; 1 without a base */
  gboolean        other_article;  /* similarity < 0.3: everything is REVIEW or ORPHAN, nothing was taken */
} ChiosaReanchoring;

ChiosaReanchoring *chiosa_reanchor         (const ChiosaSnapshot *old, const ChiosaText *base, const ChiosaText *text,
                                            GCancellable *cancellable);
void               chiosa_reanchoring_free (ChiosaReanchoring *self);

/* Where a detached annotation could go. */
typedef struct
{
  ChiosaSpan *spans;
  guint       n_spans;
  double      score;    /* 0…1 */
} ChiosaPlace;

/* (transfer full) (element-type ChiosaPlace): best first, at most @max. */
GPtrArray         *chiosa_reanchor_suggest (const ChiosaAnnotation *detached, const ChiosaText *text, guint max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaReanchoring, chiosa_reanchoring_free)

G_END_DECLS
