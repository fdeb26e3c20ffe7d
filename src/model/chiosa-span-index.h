/* chiosa-span-index.h
 *
 * All fragments of an article, sorted for the screen: which touch a range, and a cheap shift of everything behind an edit.
 * Positions are kept in flat arrays of 32-bit numbers by handle; a permutation keeps them in reading order
 * (start ascending, end descending, owner ascending), with the maximum end of each block of the permutation beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-span.h"

G_BEGIN_DECLS

typedef struct _ChiosaSpanIndex ChiosaSpanIndex;
typedef guint32 ChiosaSpanHandle;

ChiosaSpanIndex *chiosa_span_index_new       (void);
void             chiosa_span_index_free      (ChiosaSpanIndex *self);
guint            chiosa_span_index_get_n     (const ChiosaSpanIndex *self);

/* @owner is any number the caller likes (the document: the slot of the annotation); several fragments may share it. */
ChiosaSpanHandle chiosa_span_index_add       (ChiosaSpanIndex *self, gsize start, gsize end, guint32 owner);
void             chiosa_span_index_remove    (ChiosaSpanIndex *self, ChiosaSpanHandle handle);
ChiosaSpan       chiosa_span_index_get       (const ChiosaSpanIndex *self, ChiosaSpanHandle handle);
guint32          chiosa_span_index_get_owner (const ChiosaSpanIndex *self, ChiosaSpanHandle handle);

/* Between begin_bulk and end_bulk adding is O(1); nothing may be asked. */
void             chiosa_span_index_begin_bulk (ChiosaSpanIndex *self);
void             chiosa_span_index_end_bulk   (ChiosaSpanIndex *self);

/* Handles (guint32) of the fragments with start < @end and end > @start, in reading order, appended to @handles.
 * With @touching also those that only touch: start <= @end and end >= @start. */
void             chiosa_span_index_query     (const ChiosaSpanIndex *self, gsize start, gsize end,
                                              gboolean touching, GArray *handles);
/* The fragment at a place in reading order, and the place of a fragment. */
ChiosaSpanHandle chiosa_span_index_nth       (const ChiosaSpanIndex *self, guint rank);
guint            chiosa_span_index_rank      (const ChiosaSpanIndex *self, ChiosaSpanHandle handle);
/* How many fragments start before @offset: the rank of the first that does not. */
guint            chiosa_span_index_lower_bound (const ChiosaSpanIndex *self, gsize offset);

/* Moves every fragment that starts at or after @from by @delta, both ends; the others stay. One pass over flat arrays.
 * The caller has removed what touches the edit before, and adds it again where the editing rules put it. */
void             chiosa_span_index_shift     (ChiosaSpanIndex *self, gsize from, gssize delta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSpanIndex, chiosa_span_index_free)

G_END_DECLS
