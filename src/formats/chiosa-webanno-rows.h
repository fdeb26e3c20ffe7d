/* chiosa-webanno-rows.h
 *
 * On which rows of a WebAnno TSV file the annotations and relations of an article stand, and with which numbers. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-layers.h"
#include "chiosa-tokens.h"

G_BEGIN_DECLS

/* An annotation or a relation on a row. */
typedef struct
{
  guint    token;
  gboolean is_part;     /* of a sub-token row */
  gsize    start;       /* of the row; code points */
  gsize    end;
  gboolean is_relation;
  guint    item;
  guint    piece;       /* of an annotation: which of the pieces */
  guint    part;        /* number of the sub-token row within its word, from 1; 0: the word's own */
} ChiosaWebannoEntry;

/* A fragment of an annotation, which for the format is an annotation of its own. */
typedef struct
{
  ChiosaWebannoEntry first;   /* its first row */
  guint              id;      /* 0: none */
} ChiosaWebannoPiece;

typedef struct
{
  const ChiosaRecord *record;
  ChiosaLosses       *losses;
  ChiosaTokens       *tokens;
  ChiosaOffsets      *offsets;
  ChiosaLayers       *layers;
  GArray             *entries;       /* ChiosaWebannoEntry, in the order of rows */
  guint               n_annotations;
  gboolean            one;           /* layer for all */
  const ChiosaLayer **layer_of;      /* of each annotation; NULL: it has no place on words */
  char              **places;        /* of each annotation: what its rows do not say, or NULL */
  GArray             *pieces;        /* ChiosaWebannoPiece, by annotation */
  guint              *first_piece;   /* of each annotation that has a layer */
} ChiosaWebannoRows;

/* Counts what has no row. Borrows @record and @losses. */
ChiosaWebannoRows *chiosa_webanno_rows_new       (const ChiosaRecord *record, gboolean one, ChiosaLosses *losses);
void               chiosa_webanno_rows_free      (ChiosaWebannoRows *self);
const ChiosaToken *chiosa_webanno_rows_get_token (const ChiosaWebannoRows *self, guint i);
/* The piece that relations of an annotation lead to and from. */
const ChiosaWebannoPiece *chiosa_webanno_rows_get_first_piece (const ChiosaWebannoRows *self, guint i);
gboolean           chiosa_webanno_is_same_row    (const ChiosaWebannoEntry *a, const ChiosaWebannoEntry *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaWebannoRows, chiosa_webanno_rows_free)

G_END_DECLS
