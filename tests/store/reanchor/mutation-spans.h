/* mutation-spans.h
 *
 * Annotations on an article, and where they truly are after it was changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mutation-text.h"

/* Tokens with the ids [first, last]; @with_post: the punctuation behind belongs to it. */
typedef struct
{
  guint    first;
  guint    last;
  gboolean with_post;
} Piece;

typedef struct
{
  Piece pieces[2];
  guint n_pieces;
} Mark;

typedef enum
{
  TRUTH_ALIVE,      /* at least 40 % of its letters are there: it has a place */
  TRUTH_DELETED,    /* none of its words is there */
  TRUTH_REPLACED,   /* other words stand in its place */
  TRUTH_UNCLEAR,    /* something else: not counted */
} Truth;

/* (element-type Mark): names, sentences, stretches of four words, and some in two pieces. */
GArray *marks_place (const Article *article, GRand *rand);
void    mark_get_spans (const Article *article, const Mark *mark, ChiosaSpan *spans);
/* @spans: (out): ALIVE, REPLACED: the place. @places: index of each id in @changed plus one, or 0. */
Truth   mark_find   (const Article *article, const Article *changed, const guint *places, const Mark *mark, ChiosaSpan *spans);
