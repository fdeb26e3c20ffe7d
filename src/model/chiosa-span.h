/* chiosa-span.h
 *
 * A half-open range of code points in an article, and what an edit does to it (the editing rules).
 * Knows nothing of annotations: those own spans (chiosa-annotation.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-edit.h"

G_BEGIN_DECLS

typedef struct
{
  gsize start;
  gsize end;
} ChiosaSpan;

/* What became of a set of fragments in an edit. */
typedef enum
{
  CHIOSA_SPAN_UNCHANGED,   /* the same words, perhaps at another place */
  CHIOSA_SPAN_EDITED,      /* the words changed */
  CHIOSA_SPAN_REVIEW,      /* replaced by something quite different: a person should look */
  CHIOSA_SPAN_GONE,        /* nothing left: detach */
} ChiosaSpanFate;

/**
 * chiosa_span_map:
 * @spans: (inout) (array length=n_spans): the fragments of one annotation, ordered, not overlapping
 * @n_spans: (inout): how many; fragments that vanish or run into each other make it smaller
 * @edit: one composed and trimmed user action
 * @old_text: the text before
 * @new_text: the text after
 *
 * Maps fragments through an edit by the rules of reference/anchoring.md 1.4 (numbers 1 to 12, 15, 19). Pure.
 * With %CHIOSA_SPAN_GONE the spans hold one empty span at the point of the deletion.
 */
ChiosaSpanFate chiosa_span_map (ChiosaSpan       *spans,
                                guint            *n_spans,
                                const ChiosaEdit *edit,
                                const ChiosaText *old_text,
                                const ChiosaText *new_text);

/* The same for many annotations and one edit: the edit is read once, and a large replacement is compared word by word once.
 * Borrows all three, which must stay as they are while it lives. */
typedef struct _ChiosaSpanMapper ChiosaSpanMapper;

ChiosaSpanMapper *chiosa_span_mapper_new  (const ChiosaEdit *edit, const ChiosaText *old_text, const ChiosaText *new_text);
void              chiosa_span_mapper_free (ChiosaSpanMapper *self);
ChiosaSpanFate    chiosa_span_mapper_map  (ChiosaSpanMapper *self, ChiosaSpan *spans, guint *n_spans);

/* Orders, checks and joins touching fragments in place; FALSE when empty, overlapping or outside @length. */
gboolean chiosa_spans_normalise (ChiosaSpan *spans, guint *n_spans, gsize length);
gboolean chiosa_spans_equal     (const ChiosaSpan *a, guint n_a, const ChiosaSpan *b, guint n_b);
gboolean chiosa_spans_overlap   (const ChiosaSpan *a, guint n_a, const ChiosaSpan *b, guint n_b);
/* a and b share characters, and neither lies wholly in the other (fragment by fragment). */
gboolean chiosa_spans_cross     (const ChiosaSpan *a, guint n_a, const ChiosaSpan *b, guint n_b);
/* The words of all fragments, joined by " … ". */
char    *chiosa_spans_get_quote (const ChiosaSpan *spans, guint n_spans, const ChiosaText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSpanMapper, chiosa_span_mapper_free)

G_END_DECLS
