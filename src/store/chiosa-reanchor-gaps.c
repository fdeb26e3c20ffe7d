/* chiosa-reanchor-gaps.c
 *
 * What became of words between kept ones: written in another case, mistyped, or replaced one by one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

#include "chiosa-align.h"
#include "chiosa-word-diff.h"

#include <string.h>

/* Words are alike from here on: one typing error in a word of two letters, an inflection in longer ones. */
#define ALIKE 0.5
/* Pairs of words compared letter by letter, in one gap and in all. */
#define MAX_CELLS 4096
#define MAX_ALL_CELLS (2 * 1000 * 1000)
/* Comparisons of words without case and marks, in all gaps. */
#define MAX_STEPS (40 * 1000 * 1000)
/* Blocks that moved belong together when no more words than this lie between them. */
#define MAX_MOVED_GAP 40
/* So many words beyond its end a block is looked for. */
#define MAX_EXTENSION 8

typedef struct
{
  ChiosaPairs *pairs;
  GArray      *a;        /* gsize: old words of a gap without a pair */
  GArray      *b;        /* the same for new words */
  gint64       cells;
  gint64       steps;
} Filler;

static gsize
at (const GArray *list,
    gsize         i)
{
  return g_array_index (list, gsize, i);
}

static double
alikeness (const ChiosaPairs *self,
           gsize              old,
           gsize              new)
{
  const ChiosaWord *x = &self->old->words[old], *y = &self->new->words[new];
  gsize n_x = x->end - x->start, n_y = y->end - y->start;

  /* The difference in length is a distance already. */
  if (MIN (n_x, n_y) < ALIKE * MAX (n_x, n_y) || MAX (n_x, n_y) > 100)
    return 0.0;

  return chiosa_letters_similarity (self->old->chars + x->start, n_x, self->new->chars + y->start, n_y);
}

static void
pair (Filler         *self,
      gsize           i,
      gsize           j,
      ChiosaPairKind  kind,
      guint32         block)
{
  gsize old = at (self->a, i), new = at (self->b, j);

  if (self->pairs->old->ids[old] == self->pairs->new->ids[new])
    kind = CHIOSA_PAIR_SAME;
  chiosa_pairs_set (self->pairs, old, new, kind, block);
}

/* Words [a_start, a_end) of the gap's old ones, [b_start, b_end) of its new ones, when each has one on the other side. */
static void
pair_replaced (Filler           *self,
               ChiosaAlignRange  range,
               guint32           block)
{
  if (range.a_end - range.a_start != range.b_end - range.b_start)
    return;

  for (gsize i = 0; range.a_start + i < range.a_end; i++)
    pair (self, range.a_start + i, range.b_start + i, CHIOSA_PAIR_REPLACED, block);
}

/* Fills @sums[(i, j)] with the best sum of likenesses of the first i old and j new words of @range. */
static void
sum_likenesses (Filler                 *self,
                const ChiosaAlignRange *range,
                float                  *alike,
                float                  *sums)
{
  gsize m = range->a_end - range->a_start, n = range->b_end - range->b_start, width = n + 1;

  for (gsize i = 1; i <= m; i++)
    {
      for (gsize j = 1; j <= n; j++)
        {
          float value = alikeness (self->pairs, at (self->a, range->a_start + i - 1), at (self->b, range->b_start + j - 1));
          float best = MAX (sums[(i - 1) * width + j], sums[i * width + j - 1]);

          alike[i * width + j] = value >= ALIKE ? value : 0;
          sums[i * width + j] = value >= ALIKE ? MAX (best, sums[(i - 1) * width + j - 1] + value) : best;
        }
    }
}

/* Pairs words that are alike, in order, so that the sum of their likenesses is the greatest (Needleman and Wunsch, 1970). */
static void
pair_alike (Filler           *self,
            ChiosaAlignRange  range,
            guint32           block)
{
  gsize m = range.a_end - range.a_start, n = range.b_end - range.b_start, width = n + 1;
  g_autofree float *alike = NULL, *sums = NULL;
  ChiosaAlignRange rest = range;

  if (m == 0 || n == 0)
    return;
  if (m > MAX_CELLS / n || self->cells < (gint64) (m * n))
    {
      pair_replaced (self, range, block);
      return;
    }

  self->cells -= m * n;
  alike = g_new0 (float, (m + 1) * width);
  sums = g_new0 (float, (m + 1) * width);
  sum_likenesses (self, &range, alike, sums);
  for (gsize i = m, j = n; i > 0 && j > 0;)
    {
      if (sums[i * width + j] == sums[(i - 1) * width + j])
        i--;
      else if (sums[i * width + j] == sums[i * width + j - 1])
        j--;
      else
        {
          i--, j--;
          pair (self, range.a_start + i, range.b_start + j, CHIOSA_PAIR_SIMILAR, block);
          rest.a_start = range.a_start + i + 1, rest.b_start = range.b_start + j + 1;
          pair_replaced (self, rest, block);
          rest.a_end = range.a_start + i, rest.b_end = range.b_start + j;
        }
    }
  rest.a_start = range.a_start, rest.b_start = range.b_start;
  pair_replaced (self, rest, block);
}

static guint32 *
fold (const Filler      *self,
      const ChiosaWords *words,
      const GArray      *list)
{
  guint32 *ids = g_new (guint32, list->len + 1);

  for (guint i = 0; i < list->len; i++)
    ids[i] = chiosa_vocabulary_fold (self->pairs->vocabulary, words->ids[at (list, i)]);

  return ids;
}

static void
fill_gap (Filler  *self,
          guint32  block)
{
  gsize n_a = self->a->len, n_b = self->b->len;
  g_autofree guint32 *a = NULL, *b = NULL;
  g_autofree gint32 *partner = NULL;
  ChiosaAlignRange rest = { 0, 0, 0, 0 };

  if (n_a == 0 || n_b == 0)
    return;

  a = fold (self, self->pairs->old, self->a);
  b = fold (self, self->pairs->new, self->b);
  partner = g_new (gint32, n_a + 1);
  memset (partner, -1, (n_a + 1) * sizeof *partner);
  {
    ChiosaAlignment alignment = { a, b, partner, self->steps };

    chiosa_align_anchors (&alignment, (ChiosaAlignRange) { 0, n_a, 0, n_b });
    self->steps = alignment.steps;
  }

  for (gsize i = 0; i < n_a; i++)
    {
      if (partner[i] < 0)
        continue;
      rest.a_end = i, rest.b_end = partner[i];
      pair_alike (self, rest, block);
      pair (self, i, partner[i], CHIOSA_PAIR_FOLDED, block);
      rest.a_start = i + 1, rest.b_start = partner[i] + 1;
    }
  rest.a_end = n_a, rest.b_end = n_b;
  pair_alike (self, rest, block);
}

/* Takes up the words without a pair among [a_start, a_end) and [b_start, b_end). */
static void
gather (Filler           *self,
        ChiosaAlignRange  range)
{
  g_array_set_size (self->a, 0);
  g_array_set_size (self->b, 0);
  for (gsize i = range.a_start; i < range.a_end; i++)
    {
      if (self->pairs->partner[i] < 0)
        g_array_append_val (self->a, i);
    }
  for (gsize j = range.b_start; j < range.b_end; j++)
    {
      if (self->pairs->back[j] < 0)
        g_array_append_val (self->b, j);
    }
}

static void
fill_between_kept (Filler *self)
{
  const ChiosaPairs *pairs = self->pairs;
  ChiosaAlignRange gap = { 0, 0, 0, 0 };

  for (gsize i = 0; i <= pairs->old->n_words; i++)
    {
      gboolean at_end = i == pairs->old->n_words;

      if (!at_end && (pairs->partner[i] < 0 || pairs->block[i] != 0))
        continue;
      gap.a_end = i;
      gap.b_end = at_end ? pairs->new->n_words : (gsize) pairs->partner[i];
      if (gap.a_end > gap.a_start && gap.b_end > gap.b_start)
        {
          gather (self, gap);
          fill_gap (self, 0);
        }
      gap.a_start = i + 1, gap.b_start = gap.b_end + 1;
    }
}

/* Makes the block that holds @i one with the block before. */
static void
join_blocks (ChiosaPairs *self,
             gsize        i,
             guint32      into)
{
  guint32 from = self->block[i];

  if (from == into)
    return;

  self->weights[into] += self->weights[from];
  self->weights[from] = 0;
  for (; i < self->old->n_words && (self->block[i] == from || self->partner[i] < 0); i++)
    {
      if (self->partner[i] >= 0)
        self->block[i] = into;
    }
}

/* The words between blocks that moved together. */
static void
fill_between_moved (Filler *self)
{
  ChiosaPairs *pairs = self->pairs;
  gssize last = -1;

  for (gsize i = 0; i < pairs->old->n_words; i++)
    {
      if (pairs->partner[i] < 0)
        continue;
      if (last >= 0 && pairs->block[i] > 0 && pairs->block[last] > 0 && i - last <= MAX_MOVED_GAP &&
          pairs->partner[i] > pairs->partner[last] && pairs->partner[i] - pairs->partner[last] <= MAX_MOVED_GAP)
        {
          join_blocks (pairs, i, pairs->block[last]);
          if (i - last > 1)
            {
              gather (self, (ChiosaAlignRange) { last + 1, i, pairs->partner[last] + 1, pairs->partner[i] });
              fill_gap (self, pairs->block[last]);
            }
        }
      last = i;
    }
}

static gboolean
are_free (const ChiosaPairs *self,
          gssize             i,
          gssize             j)
{
  return i >= 0 && j >= 0 && i < (gssize) self->old->n_words && j < (gssize) self->new->n_words &&
         self->partner[i] < 0 && self->back[j] < 0;
}

/* Goes on from the end of a block, word by word, over one that was replaced. */
static void
extend_block (ChiosaPairs *self,
              gssize       i,
              gssize       j,
              gssize       step)
{
  guint32 block = self->block[i];

  for (guint n = 0; n < MAX_EXTENSION; n++)
    {
      i += step, j += step;
      if (!are_free (self, i, j))
        return;
      if (self->old->ids[i] == self->new->ids[j])
        chiosa_pairs_set (self, i, j, CHIOSA_PAIR_SAME, block);
      else if (alikeness (self, i, j) >= ALIKE)
        chiosa_pairs_set (self, i, j, CHIOSA_PAIR_SIMILAR, block);
      else if (are_free (self, i + step, j + step) && self->old->ids[i + step] == self->new->ids[j + step])
        chiosa_pairs_set (self, i, j, CHIOSA_PAIR_REPLACED, block);
      else
        return;
    }
}

static void
extend_blocks (ChiosaPairs *self)
{
  for (gsize i = 0; i < self->old->n_words; i++)
    {
      if (self->partner[i] >= 0 && self->block[i] > 0 && i > 0 && self->partner[i - 1] < 0)
        extend_block (self, i, self->partner[i], -1);
    }
  for (gsize i = self->old->n_words; i-- > 0;)
    {
      if (self->partner[i] >= 0 && self->block[i] > 0 && i + 1 < self->old->n_words && self->partner[i + 1] < 0)
        extend_block (self, i, self->partner[i], 1);
    }
}

void
chiosa_pairs_fill_gaps (ChiosaPairs *self)
{
  Filler filler = { self, NULL, NULL, MAX_ALL_CELLS, MAX_STEPS };

  filler.a = g_array_new (FALSE, FALSE, sizeof (gsize));
  filler.b = g_array_new (FALSE, FALSE, sizeof (gsize));
  if (self->n_blocks > 1)
    {
      fill_between_moved (&filler);
      extend_blocks (self);
    }
  fill_between_kept (&filler);

  g_array_unref (filler.a);
  g_array_unref (filler.b);
}
