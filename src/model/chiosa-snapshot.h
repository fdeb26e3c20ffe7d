/* chiosa-snapshot.h
 *
 * A document as it was at one moment, for threads: what a writer writes and what a reader has read.
 * Cheap: text and values are shared, positions are copied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-article.h"
#include "chiosa-merge-conflict.h"

G_BEGIN_DECLS

typedef struct
{
  ChiosaAnnotation *annotation;   /* a reference */
  guint             first_span;   /* into spans; n_spans 0 when detached */
  guint             n_spans;
} ChiosaSnapshotItem;

typedef struct
{
  ChiosaText     *text;           /* may be NULL in what a sidecar reader returns */
  char           *text_sha256;    /* of the text as UTF-8, in hex; NULL where nobody has computed it */
  ChiosaArticle  *article;        /* may be NULL */
  GArray         *items;          /* ChiosaSnapshotItem: live ones in reading order, then detached ones by id */
  GArray         *spans;          /* ChiosaSpan */
  GPtrArray      *relations;      /* ChiosaRelation, by id */
  GPtrArray      *conflicts;      /* ChiosaMergeConflict, shared, never changed; NULL: none */
  guint64         text_revision;
  guint64         annotations_revision;
} ChiosaSnapshot;

ChiosaSnapshot *chiosa_snapshot_new  (void);
ChiosaSnapshot *chiosa_snapshot_copy (const ChiosaSnapshot *self);
void            chiosa_snapshot_free (ChiosaSnapshot *self);
/* Takes a reference of @annotation; copies @spans. */
void            chiosa_snapshot_add  (ChiosaSnapshot *self, ChiosaAnnotation *annotation,
                                      const ChiosaSpan *spans, guint n_spans);
void            chiosa_snapshot_add_relation (ChiosaSnapshot *self, ChiosaRelation *relation);
/* Takes a reference of @conflicts (NULL: none), which nobody changes any more. */
void            chiosa_snapshot_set_conflicts (ChiosaSnapshot *self, GPtrArray *conflicts);
/* Items and relations in the order that is told above. */
void            chiosa_snapshot_sort (ChiosaSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSnapshot, chiosa_snapshot_free)

G_END_DECLS
