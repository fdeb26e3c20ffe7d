/* chiosa-reanchor-moves.c
 *
 * Blocks of words that were taken out at one place and put in at another. Only words without a pair take part: a mention
 * that stayed where it was can therefore never become that of one which was deleted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

#include "chiosa-align.h"

/* A block begins with so many words in a row that stand once among those taken out and once among those put in. */
#define SEED_WORDS 3
/* And has so many letters at least. */
#define MIN_WEIGHT 14

/* The numbers of words without a pair; all others get a number of their own, so that no run goes over them. */
static guint32 *
mask (const ChiosaWords *words,
      const gint32      *partner,
      guint32            first_free)
{
  guint32 *masked = g_new (guint32, words->n_words + 1);

  for (gsize i = 0; i < words->n_words; i++)
    masked[i] = partner[i] < 0 ? words->ids[i] : first_free + (guint32) i;

  return masked;
}

/* Grows the block around a seed while the words are the same and without a pair; 0 when it is too small. */
static guint32
take_block (ChiosaPairs *self,
            gsize        i,
            gsize        j,
            guint32      block)
{
  const ChiosaWords *old = self->old, *new = self->new;
  gsize start = i, n = 0;
  guint32 weight = 0;

  if (self->partner[i] >= 0 || self->back[j] >= 0)
    return 0;
  while (start > 0 && j > 0 && self->partner[start - 1] < 0 && self->back[j - 1] < 0 && old->ids[start - 1] == new->ids[j - 1])
    start--, j--;
  while (start + n < old->n_words && j + n < new->n_words && self->partner[start + n] < 0 && self->back[j + n] < 0 &&
         old->ids[start + n] == new->ids[j + n])
    weight += chiosa_word_weight (old, start + n++);
  if (weight < MIN_WEIGHT)
    return 0;

  for (gsize word = 0; word < n; word++)
    chiosa_pairs_set (self, start + word, j + word, CHIOSA_PAIR_SAME, block);

  return weight;
}

static gsize
count_free (const gint32 *partner,
            gsize         n)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    count += partner[i] < 0;

  return count;
}

void
chiosa_pairs_find_moves (ChiosaPairs *self)
{
  gsize n_old = self->old->n_words, n_new = self->new->n_words;
  guint32 n_ids = chiosa_vocabulary_get_n (self->vocabulary);
  g_autofree guint32 *a = NULL, *b = NULL;
  g_autoptr (GArray) seeds = NULL;
  GArray *weights = g_array_new (FALSE, TRUE, sizeof (guint32));

  g_array_set_size (weights, 1);
  if (count_free (self->partner, n_old) >= SEED_WORDS && count_free (self->back, n_new) >= SEED_WORDS)
    {
      a = mask (self->old, self->partner, n_ids);
      b = mask (self->new, self->back, n_ids + n_old);
      seeds = chiosa_align_list_unique (a, n_old, b, n_new, SEED_WORDS);
    }

  for (guint i = 0; seeds != NULL && i < seeds->len; i++)
    {
      const ChiosaAnchorPair *seed = &g_array_index (seeds, ChiosaAnchorPair, i);
      guint32 weight = take_block (self, seed->a, seed->b, weights->len);

      if (weight > 0)
        g_array_append_val (weights, weight);
    }

  self->n_blocks = weights->len;
  self->weights = (guint32 *) (void *) g_array_free (weights, FALSE);
}
