/* chiosa-reanchor-private.h
 *
 * What the files of re-anchoring share: the words of both texts in pairs, and the ways to find a place with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reanchor.h"
#include "chiosa-words.h"

G_BEGIN_DECLS

/* Why an old word and a new one are a pair, from the strongest reason to none. */
typedef enum
{
  CHIOSA_PAIR_NONE,
  CHIOSA_PAIR_SAME,       /* canonically equivalent */
  CHIOSA_PAIR_FOLDED,     /* but for case and marks */
  CHIOSA_PAIR_SIMILAR,    /* a typing error, an inflection */
  CHIOSA_PAIR_REPLACED,   /* another word in its place */
} ChiosaPairKind;

typedef struct
{
  ChiosaVocabulary *vocabulary;
  ChiosaWords      *old;
  ChiosaWords      *new;
  gint32           *partner;    /* by old word: the new one, or -1 */
  gint32           *back;       /* by new word: the old one, or -1 */
  guint8           *kind;       /* by old word: ChiosaPairKind */
  guint32          *block;      /* by old word: 0 in the order of the text, else the number of the moved block */
  guint32          *weights;    /* by block: letters that moved with it, 0 for none */
  guint32           n_blocks;
  gsize             head;       /* code points that both texts begin with */
  gsize             tail;       /* and end with, behind those */
  gint32           *kept;       /* by old word: the last one up to it that is kept in order, or -1 */
} ChiosaPairs;

ChiosaPairs *chiosa_pairs_new        (const ChiosaText *base, const ChiosaText *text);
void         chiosa_pairs_free       (ChiosaPairs *self);
double       chiosa_pairs_similarity (const ChiosaPairs *self);
/* Whether old word @i is still there: not merely replaced. */
gboolean     chiosa_pairs_keep       (const ChiosaPairs *self, gsize i);
/* Whether the stretch lies in text that is the same from the start on, or from the end. */
gboolean     chiosa_pairs_is_untouched (const ChiosaPairs *self, const ChiosaSpan *old);
/* Where a place between characters of the old text is in the new one. */
gsize        chiosa_pairs_map_point  (const ChiosaPairs *self, gsize offset);

/* Parts of chiosa_pairs_new(). */
void         chiosa_pairs_find_moves (ChiosaPairs *self);
void         chiosa_pairs_fill_gaps  (ChiosaPairs *self);
void         chiosa_pairs_set        (ChiosaPairs *self, gsize old, gsize new, ChiosaPairKind kind, guint32 block);

/* Letters of a word, those of scripts without spaces counted for more. */
guint        chiosa_word_weight      (const ChiosaWords *words, gsize i);

/* Edges of an old span in the new text. @word is the first (last) word of the span that has a pair there. */
gsize        chiosa_pairs_map_start  (const ChiosaPairs *self, gsize offset, gsize first, gsize word);
gsize        chiosa_pairs_map_end    (const ChiosaPairs *self, gsize offset, gsize last, gsize word);
/* Whether both stretches say the same but for white space and the form of quotes and dashes. */
gboolean     chiosa_pairs_same_text  (const ChiosaPairs *self, const ChiosaSpan *old, const ChiosaSpan *new);

/* One fragment's place by its words. @span is set for all but ORPHAN. */
ChiosaAnchor chiosa_pairs_place      (const ChiosaPairs *self, const ChiosaSpan *old, ChiosaSpan *span);

/* Finding words by themselves. */
typedef struct _ChiosaQuoteFinder ChiosaQuoteFinder;

/* What may be taken as a place. */
typedef enum
{
  CHIOSA_FIND_ANYWHERE,
  CHIOSA_FIND_INSERTED,    /* only among new words that are no old one's pair */
} ChiosaFindWhere;

typedef struct
{
  ChiosaSpan span;
  double     score;
  double     words;     /* how much of the quote is there, 0…1 */
  double     context;   /* how much of what stood around it is there, 0…1 */
} ChiosaFound;

/* @back: (nullable): for FIND_INSERTED, which new words are not inserted. Borrows both. */
ChiosaQuoteFinder *chiosa_quote_finder_new  (ChiosaVocabulary *vocabulary, const ChiosaWords *words, const gint32 *back);
void               chiosa_quote_finder_free (ChiosaQuoteFinder *self);
/* (element-type ChiosaFound): best first, no two at the same place. */
GArray            *chiosa_quote_finder_find (ChiosaQuoteFinder *self, const char *exact, const char *prefix,
                                             const char *suffix, gsize expected, ChiosaFindWhere where);

/* Words as they were and what stood around them: of one fragment. */
typedef struct
{
  char  *exact;
  char  *prefix;
  char  *suffix;
  gsize  expected;    /* where it was, or would be */
} ChiosaFragment;

/* (transfer full) (element-type ChiosaFragment): of fragments of @text. */
GPtrArray   *chiosa_fragments_of_spans (const ChiosaText *text, const ChiosaSpan *spans, guint n_spans);
/* The same of a quote. NULL when its words do not fall apart into as many pieces. */
GPtrArray   *chiosa_fragments_of_quote (const ChiosaQuote *quote);
/* A quote of @spans in @text, with its point at @point in the text of today. */
ChiosaQuote *chiosa_quote_of_spans     (const ChiosaText *text, const ChiosaSpan *spans, guint n_spans, gsize point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaPairs, chiosa_pairs_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaQuoteFinder, chiosa_quote_finder_free)

G_END_DECLS
