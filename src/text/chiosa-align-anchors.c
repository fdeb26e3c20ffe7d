/* chiosa-align-anchors.c
 *
 * Runs that stand once in each of two rows, and the longest chain of them that keeps the order.
 * The idea is Bram Cohen's patience diff, with runs of words in the place of lines: an article has few lines,
 * and a run of words is found again whatever became of the line's other words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-align-private.h"

#include <string.h>

#define NOWHERE G_MAXUINT32

/* Where a run was seen on each side. */
typedef struct
{
  guint64 hash;
  guint32 a;
  guint32 b;
  guint8  n_a;    /* 0, 1, 2: more */
  guint8  n_b;
} Slot;

typedef struct
{
  Slot *slots;
  gsize n_slots;   /* a power of two */
} Table;

static guint64
mix (guint64 x)
{
  /* The finalizer of MurmurHash3 (Austin Appleby, public domain). */
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  x ^= x >> 33;

  return x;
}

/* The hash of a run, taken on by one element at a time (Karp and Rabin, 1987). */
typedef struct
{
  const guint32 *row;
  gsize          length;
  guint64        power;    /* what the element that leaves is multiplied with */
  guint64        sum;
} Roller;

#define BASE G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static Roller
roller_start (const guint32 *row,
              gsize          length)
{
  Roller self = { row, length, 1, 0 };

  for (gsize i = 0; i < length; i++)
    {
      self.sum = self.sum * BASE + mix (row[i] + 1);
      self.power *= i > 0 ? BASE : 1;
    }

  return self;
}

static guint64
roller_get (const Roller *self)
{
  return mix (self->sum) | 1;  /* 0 is an empty slot */
}

static void
roller_step (Roller *self)
{
  self->sum = (self->sum - mix (self->row[0] + 1) * self->power) * BASE + mix (self->row[self->length] + 1);
  self->row++;
}

static Slot *
look_up (Table   *table,
         guint64  hash)
{
  gsize i = (hash >> 1) & (table->n_slots - 1);

  while (table->slots[i].hash != 0 && table->slots[i].hash != hash)
    i = (i + 1) & (table->n_slots - 1);

  return &table->slots[i];
}

/* Two runs with the same hash that are not the same: as if it stood there twice. */
static void
note (Table    *table,
      guint64   hash,
      gsize     at,
      gboolean  first)
{
  Slot *slot = look_up (table, hash);

  if (slot->hash == 0 && !first)
    return;

  slot->hash = hash;
  if (first)
    {
      slot->n_a = MIN (slot->n_a + 1, 2);
      slot->a = at;
    }
  else
    {
      slot->n_b = MIN (slot->n_b + 1, 2);
      slot->b = at;
    }
}

static void
note_all (Table         *table,
          const guint32 *row,
          gsize          start,
          gsize          end,
          gsize          length,
          gboolean       first)
{
  Roller roller;

  if (start + length > end)
    return;

  roller = roller_start (row + start, length);
  for (gsize i = start;; i++)
    {
      note (table, roller_get (&roller), i, first);
      if (i + length == end)
        return;
      roller_step (&roller);
    }
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const ChiosaAnchorPair *x = a, *y = b;

  return x->a < y->a ? -1 : x->a > y->a;
}

static GArray *
find_unique (const ChiosaAlignment  *alignment,
             const ChiosaAlignRange *range,
             gsize                   length)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (ChiosaAnchorPair));
  Table table = { .n_slots = 64 };

  while (table.n_slots < (range->a_end - range->a_start) * 2)
    table.n_slots *= 2;
  table.slots = g_new0 (Slot, table.n_slots);

  note_all (&table, alignment->a, range->a_start, range->a_end, length, TRUE);
  note_all (&table, alignment->b, range->b_start, range->b_end, length, FALSE);
  for (gsize i = 0; i < table.n_slots; i++)
    {
      const Slot *slot = &table.slots[i];
      ChiosaAnchorPair pair = { slot->a, slot->b };

      if (slot->n_a == 1 && slot->n_b == 1 &&
          memcmp (alignment->a + slot->a, alignment->b + slot->b, length * sizeof (guint32)) == 0)
        g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);

  g_free (table.slots);
  return pairs;
}

/* The longest rising subsequence of the places in @b (patience sorting: Mallows, 1963; Fredman, 1975). */
static GArray *
longest_chain (const GArray *pairs)
{
  const ChiosaAnchorPair *all = (const ChiosaAnchorPair *) (void *) pairs->data;
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (ChiosaAnchorPair));
  g_autofree guint32 *tops = g_new (guint32, pairs->len + 1);
  g_autofree guint32 *before = g_new (guint32, pairs->len + 1);
  guint n = 0;
  guint32 at;

  for (guint i = 0; i < pairs->len; i++)
    {
      guint low = 0, high = n;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (all[tops[middle]].b < all[i].b)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tops[low - 1] : NOWHERE;
      tops[low] = i;
      n = MAX (n, low + 1);
    }

  g_array_set_size (chain, n);
  at = n > 0 ? tops[n - 1] : NOWHERE;
  for (guint i = n; i-- > 0; at = before[at])
    g_array_index (chain, ChiosaAnchorPair, i) = all[at];

  return chain;
}

GArray *
chiosa_align_find_anchors (const ChiosaAlignment  *alignment,
                           const ChiosaAlignRange *range,
                           gsize                   length)
{
  g_autoptr (GArray) pairs = find_unique (alignment, range, length);

  return longest_chain (pairs);
}

GArray *
chiosa_align_list_unique (const guint32 *a, gsize n_a,
                          const guint32 *b, gsize n_b,
                          gsize          length)
{
  ChiosaAlignment alignment = { .a = a, .b = b };
  ChiosaAlignRange range = { 0, n_a, 0, n_b };

  return find_unique (&alignment, &range, length);
}
