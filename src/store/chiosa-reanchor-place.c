/* chiosa-reanchor-place.c
 *
 * One fragment's place by its words, and how sure that is. The thresholds are those of reference/anchoring.md 3.4,
 * which were measured on news articles; those that differ were chosen on the tuning set of tests/store/reanchor.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

#include "chiosa-word.h"

/* So much of a span's letters must be kept for a person not to be asked. */
#define ENOUGH_KEPT 0.4
/* What a word that is alike counts for. */
#define ALIKE_COUNTS 0.8
/* So many words before and behind a span speak for its place. */
#define NEIGHBOURS 8
/* And where every character is a word. */
#define NEIGHBOURS_SPACELESS 16
/* So much of them must be kept: for spans with fewer letters than %LONG, and for longer ones. */
#define ENOUGH_NEIGHBOURS 0.5
#define ENOUGH_NEIGHBOURS_LONG 0.15
#define LONG 40
/* A block of so many letters that moved, or words in a row that stayed, need no neighbours. */
#define HEAVY_BLOCK 30
/* So much of what the span would have now must be kept, when it has more than %LONG letters more than before. */
#define ENOUGH_OF_NEW 0.3
/* Kept words of a span further apart than this, and words put in next to a neighbour, are not one place. */
#define MAX_JUMP 60
#define MAX_NEIGHBOUR_JUMP 24
/* Words that took the place of @n others may be so many. */
#define MOST_FOR(n) (2 * (n) + 4)

/* Words of the span that are still in one place. */
typedef struct
{
  gsize   first;    /* old words */
  gsize   last;
  double  weight;
} Cluster;

typedef struct
{
  const ChiosaPairs *pairs;
  const ChiosaSpan  *span;
  gsize              first;    /* the words that the span touches: [first, end) */
  gsize              end;
  double             total;    /* letters */
} Fragment;

static double
get_weight (const Fragment *self,
            gsize           word)
{
  static const double counts[] = {
    [CHIOSA_PAIR_SAME] = 1.0,
    [CHIOSA_PAIR_FOLDED] = 1.0,
    [CHIOSA_PAIR_SIMILAR] = ALIKE_COUNTS,
    [CHIOSA_PAIR_REPLACED] = 0.0,
  };

  return counts[self->pairs->kind[word]] * chiosa_word_weight (self->pairs->old, word);
}

/* Whether old word @b goes on where @a is. */
static gboolean
goes_on (const ChiosaPairs *self,
         gsize              a,
         gsize              b,
         gssize             most)
{
  gssize jump = self->partner[b] - self->partner[a];

  return self->block[a] == self->block[b] && jump > 0 && jump <= (gssize) (b - a) + most;
}

/* The words of the fragment that are together in one place, those with the most letters. Words that were replaced count
 * where no other is left: @with_replaced. */
static Cluster
find_cluster (const Fragment *self,
              gboolean        with_replaced)
{
  const ChiosaPairs *pairs = self->pairs;
  Cluster best = { 0, 0, -1.0 }, cluster = best;

  for (gsize i = self->first; i < self->end; i++)
    {
      if (pairs->partner[i] < 0 || (!with_replaced && !chiosa_pairs_keep (pairs, i)))
        continue;
      if (cluster.weight < 0 || !goes_on (pairs, cluster.last, i, MAX_JUMP))
        cluster = (Cluster) { i, i, 0.0 };
      cluster.last = i;
      cluster.weight += get_weight (self, i);
      if (cluster.weight > best.weight || (cluster.first == best.first && cluster.weight >= best.weight))
        best = cluster;
    }

  return best;
}

/* What became of the words on one side of the fragment, and what stands there now. */
typedef struct
{
  guint  n;
  guint  most;
  double kept;
  guint  put_in;    /* new words without a pair */
} Neighbours;

static guint
count_most (const Fragment *self)
{
  const ChiosaWords *old = self->pairs->old;
  gunichar c = old->chars[old->words[self->first].start];

  return chiosa_word_is_spaceless (c) ? NEIGHBOURS_SPACELESS : NEIGHBOURS;
}

/* What @word, a neighbour that is still there, counts for; @strict: half when it is merely alike. */
static double
count_neighbour (const ChiosaPairs *self,
                 gsize              word,
                 gboolean           strict)
{
  return strict && self->kind[word] == CHIOSA_PAIR_SIMILAR ? 0.5 : 1.0;
}

static Neighbours
look_before (const Fragment *self,
             const Cluster  *cluster,
             gboolean        strict)
{
  const ChiosaPairs *pairs = self->pairs;
  gsize new_first = pairs->partner[cluster->first];
  Neighbours side = { .most = count_most (self) };

  for (gsize i = self->first; i > 0 && side.n < side.most; i--, side.n++)
    {
      if (chiosa_pairs_keep (pairs, i - 1) && goes_on (pairs, i - 1, cluster->first, MAX_NEIGHBOUR_JUMP))
        side.kept += count_neighbour (pairs, i - 1, strict);
    }
  for (gsize j = new_first; j > 0 && new_first - j < side.most; j--)
    side.put_in += pairs->back[j - 1] < 0;

  return side;
}

static Neighbours
look_behind (const Fragment *self,
             const Cluster  *cluster,
             gboolean        strict)
{
  const ChiosaPairs *pairs = self->pairs;
  gsize new_end = pairs->partner[cluster->last] + 1;
  Neighbours side = { .most = count_most (self) };

  for (gsize i = self->end; i < pairs->old->n_words && side.n < side.most; i++, side.n++)
    {
      if (chiosa_pairs_keep (pairs, i) && goes_on (pairs, cluster->last, i, MAX_NEIGHBOUR_JUMP))
        side.kept += count_neighbour (pairs, i, strict);
    }
  for (gsize j = new_end; j < pairs->new->n_words && j - new_end < side.most; j++)
    side.put_in += pairs->back[j] < 0;

  return side;
}

/* Whether other words stand now on this side, at most 1 of 8 kept and 5 of 8 put in: the annotation's may have come
 * with them. */
static gboolean
is_rewritten (const Neighbours *self)
{
  return self->n == self->most && self->kept * 8 <= self->most && self->put_in * 8 >= self->most * 5;
}

/* Whether all words are the same and nothing came between. */
static gboolean
has_same_words (const Fragment *self)
{
  const ChiosaPairs *pairs = self->pairs;

  for (gsize i = self->first; i < self->end; i++)
    {
      if (pairs->kind[i] != CHIOSA_PAIR_SAME ||
          (i > self->first && (pairs->partner[i] != pairs->partner[i - 1] + 1 || pairs->block[i] != pairs->block[i - 1])))
        return FALSE;
    }

  return TRUE;
}

/* Whether old words @i and @i + 1 are the same and next to each other in both texts. */
static gboolean
in_a_row (const ChiosaPairs *self,
          gsize              i)
{
  return self->kind[i] == CHIOSA_PAIR_SAME && self->kind[i + 1] == CHIOSA_PAIR_SAME &&
         self->partner[i + 1] == self->partner[i] + 1 && self->block[i + 1] == self->block[i];
}

/* Whether the fragment lies in a run of the very same words that is long enough to speak for itself. */
static gboolean
is_in_heavy_run (const Fragment *self)
{
  const ChiosaPairs *pairs = self->pairs;
  double weight = 0.0;   /* of those outside it */

  if (!has_same_words (self))
    return FALSE;

  for (gsize i = self->first; i > 0 && weight < HEAVY_BLOCK && in_a_row (pairs, i - 1); i--)
    weight += chiosa_word_weight (pairs->old, i - 1);
  for (gsize i = self->end; i < pairs->old->n_words && weight < HEAVY_BLOCK && in_a_row (pairs, i - 1); i++)
    weight += chiosa_word_weight (pairs->old, i);

  return weight >= HEAVY_BLOCK;
}

/* Whether too few of the words in the place are the same: what is only alike may be so in a text written anew. */
static gboolean
rests_on_alike (const Fragment *self,
                const Cluster  *cluster)
{
  double same = 0.0;

  for (gsize i = cluster->first; i <= cluster->last; i++)
    {
      if (self->pairs->kind[i] != CHIOSA_PAIR_SIMILAR)
        same += get_weight (self, i);
    }

  return same < ENOUGH_KEPT * self->total;
}

/* Whether the place has so many other words that the annotation would be lost among them. */
static gboolean
is_swamped (const Fragment   *self,
            const Cluster    *cluster,
            const ChiosaSpan *span)
{
  const ChiosaWords *new = self->pairs->new;
  double total = 0.0;

  for (gsize j = chiosa_words_find (new, span->start); j < new->n_words && new->words[j].start < span->end; j++)
    total += chiosa_word_weight (new, j);

  return total > self->total + LONG && cluster->weight < ENOUGH_OF_NEW * total;
}

static gboolean
is_sure (const Fragment *self,
         const Cluster  *cluster)
{
  guint32 block = self->pairs->block[cluster->first];
  gboolean strict = rests_on_alike (self, cluster);
  gboolean is_long = !strict && self->span->end - self->span->start >= LONG;
  Neighbours before, behind;
  guint n;

  if (is_in_heavy_run (self) || (block > 0 && self->pairs->weights[block] >= HEAVY_BLOCK))
    return TRUE;

  before = look_before (self, cluster, strict);
  behind = look_behind (self, cluster, strict);
  n = before.n + behind.n;
  if (!is_long && (is_rewritten (&before) || is_rewritten (&behind)))
    return FALSE;

  return n == 0 || before.kept + behind.kept >= n * (is_long ? ENOUGH_NEIGHBOURS_LONG : ENOUGH_NEIGHBOURS);
}

/* Words that were replaced one by one belong to the span at its edges. */
static gsize
edge_word (const Fragment *self,
           gsize           word,
           gsize           edge)
{
  const ChiosaPairs *pairs = self->pairs;

  while (word != edge)
    {
      gsize next = word < edge ? word + 1 : word - 1;

      if (pairs->partner[next] < 0 || !goes_on (pairs, MIN (word, next), MAX (word, next), MAX_JUMP))
        break;
      word = next;
    }

  return word;
}

static ChiosaSpan
find_edges (const Fragment *self,
            const Cluster  *cluster)
{
  gsize first = edge_word (self, cluster->first, self->first);
  gsize last = edge_word (self, cluster->last, self->end - 1);

  return (ChiosaSpan) {
    chiosa_pairs_map_start (self->pairs, self->span->start, self->first, first),
    chiosa_pairs_map_end (self->pairs, self->span->end, self->end - 1, last),
  };
}

/* A fragment of white space or punctuation only goes with the words on both sides. */
static ChiosaAnchor
place_between (const Fragment *self,
               ChiosaSpan     *span)
{
  const ChiosaPairs *pairs = self->pairs;
  gsize next = self->first;

  if (next == 0 || next >= pairs->old->n_words || !chiosa_pairs_keep (pairs, next) ||
      !chiosa_pairs_keep (pairs, next - 1) || !goes_on (pairs, next - 1, next, 0))
    return CHIOSA_ANCHOR_ORPHAN;

  span->start = chiosa_pairs_map_start (pairs, self->span->start, next, next);
  span->end = chiosa_pairs_map_start (pairs, self->span->end, next, next);
  if (span->start >= span->end)
    return CHIOSA_ANCHOR_ORPHAN;

  return chiosa_pairs_same_text (pairs, self->span, span) ? CHIOSA_ANCHOR_EXACT : CHIOSA_ANCHOR_REVIEW;
}

/* All its words gave way to others, and none around it did: those are suggested. */
static ChiosaAnchor
place_replaced (const Fragment *self,
                ChiosaSpan     *span)
{
  const ChiosaPairs *pairs = self->pairs;
  gssize from = -1, to = pairs->new->n_words;

  if ((self->first > 0 && !chiosa_pairs_keep (pairs, self->first - 1)) ||
      (self->end < pairs->old->n_words && !chiosa_pairs_keep (pairs, self->end)))
    return CHIOSA_ANCHOR_ORPHAN;
  if (self->first > 0)
    from = pairs->partner[self->first - 1];
  if (self->end < pairs->old->n_words)
    to = pairs->partner[self->end];
  if (to - from < 2 || to - from - 1 > (gssize) MOST_FOR (self->end - self->first))
    return CHIOSA_ANCHOR_ORPHAN;

  *span = (ChiosaSpan) { pairs->new->words[from + 1].start, pairs->new->words[to - 1].end };

  return CHIOSA_ANCHOR_REVIEW;
}

/**
 * chiosa_pairs_place:
 * @self: the words of both texts
 * @old: where a fragment was in the old text
 * @span: (out): where it is in the new one; not set for an orphan
 *
 * Returns: how sure that is
 */
ChiosaAnchor
chiosa_pairs_place (const ChiosaPairs *self,
                    const ChiosaSpan  *old,
                    ChiosaSpan        *span)
{
  Fragment fragment = { self, old, chiosa_words_find (self->old, old->start), 0, 0.0 };
  Cluster cluster;
  gboolean enough;

  if (chiosa_pairs_is_untouched (self, old))
    {
      gsize shift = old->end <= self->head ? 0 : self->new->n_chars - self->old->n_chars;

      *span = (ChiosaSpan) { old->start + shift, old->end + shift };
      return CHIOSA_ANCHOR_EXACT;
    }

  fragment.end = fragment.first;
  while (fragment.end < self->old->n_words && self->old->words[fragment.end].start < old->end)
    fragment.total += chiosa_word_weight (self->old, fragment.end++);
  if (fragment.first == fragment.end)
    return place_between (&fragment, span);

  cluster = find_cluster (&fragment, FALSE);
  if (cluster.weight < 0)
    cluster = find_cluster (&fragment, TRUE);
  if (cluster.weight < 0)
    return place_replaced (&fragment, span);

  *span = find_edges (&fragment, &cluster);
  enough = cluster.weight >= ENOUGH_KEPT * fragment.total;
  if (span->start >= span->end)
    return CHIOSA_ANCHOR_ORPHAN;
  if (!is_sure (&fragment, &cluster))
    return enough ? CHIOSA_ANCHOR_REVIEW : CHIOSA_ANCHOR_ORPHAN;
  if (!enough || is_swamped (&fragment, &cluster, span))
    return CHIOSA_ANCHOR_REVIEW;
  if (!has_same_words (&fragment) || !chiosa_pairs_same_text (self, old, span))
    return CHIOSA_ANCHOR_EDITED;

  return self->block[cluster.first] > 0 ? CHIOSA_ANCHOR_MOVED : CHIOSA_ANCHOR_EXACT;
}
