/* chiosa-reanchor-job.h
 *
 * Annotations on their way into another text: what chiosa-reanchor.c finds and chiosa-reanchor-claims.c settles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reanchor-private.h"

G_BEGIN_DECLS

/* What becomes of one annotation. */
typedef struct
{
  const ChiosaSnapshotItem *item;
  ChiosaSpan               *spans;      /* its place in the new text, or the one suggested; NULL without */
  guint                     n_spans;
  ChiosaAnchor              anchor;
  gboolean                  by_quote;   /* found by its words alone: nobody else may have the place */
  gboolean                  retried;    /* was detached and still is */
  double                    score;
  gsize                     point;
} ChiosaReanchorResult;

/* All of them, with the texts. */
typedef struct
{
  const ChiosaSnapshot *old;
  const ChiosaText     *base;
  const ChiosaText     *text;
  ChiosaPairs          *pairs;         /* NULL without base */
  ChiosaVocabulary     *vocabulary;    /* of pairs, or our own */
  ChiosaWords          *words;         /* ibid. */
  ChiosaQuoteFinder    *finder;        /* once it was needed */
  GArray               *results;       /* ChiosaReanchorResult, one for each item */
} ChiosaReanchorJob;

/* Its place in the old text. */
const ChiosaSpan *chiosa_reanchor_old_spans       (const ChiosaReanchorJob *self, const ChiosaReanchorResult *result);
/* Gives @result its place, on whole graphemes unless it is as it was; FALSE when the fragments have lost their order. */
gboolean          chiosa_reanchor_take_spans      (ChiosaReanchorJob *self, ChiosaReanchorResult *result,
                                                   const ChiosaSpan *spans, guint n_spans);
/* Without a base: one whose words stand in several places alike, between two that moved as far, moved as far as they. */
void              chiosa_reanchor_settle_doubtful (ChiosaReanchorJob *self);
/* Two that were distinct mentions never become one by their words alone: the better one keeps the place. */
void              chiosa_reanchor_settle_claims   (ChiosaReanchorJob *self);

G_END_DECLS
