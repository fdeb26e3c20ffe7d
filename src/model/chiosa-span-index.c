/* chiosa-span-index.c
 *
 * All fragments of an article, sorted for the screen: which touch a range, and a cheap shift of everything behind an edit.
 * Not the place of the editing rules (chiosa-span.c), and it knows no annotation: owners are numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-span-index.h"

#include <stdlib.h>
#include <string.h>

/* Fragments in one block of the reading order; one maximum is kept for each block. */
#define BLOCK 128
/* Slots grow by whole lanes: a loop of known length over a lane is what the compiler turns into vector code. */
#define LANE 64

struct _ChiosaSpanIndex
{
  /* By handle. Slots not in use hold stale numbers, which a shift may change without harm. */
  guint32 *start;
  guint32 *end;
  guint32 *owner;
  guint8  *live;
  guint32  n_slots;    /* used once or more */
  guint32  n_allocated;
  GArray  *free_slots; /* guint32 */

  guint32 *order;      /* handles in reading order */
  guint32 *block_max;  /* the largest end in each block of the order */
  guint32  n;
  gboolean bulk;
};

/* What sorting compares, side by side. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 owner;
  guint32 handle;
} Key;

static inline guint32
n_blocks (const ChiosaSpanIndex *self)
{
  return (self->n + BLOCK - 1) / BLOCK;
}

static inline Key
key_of (const ChiosaSpanIndex *self,
        guint32                handle)
{
  return (Key) { self->start[handle], self->end[handle], self->owner[handle], handle };
}

/* Reading order: start ascending, end descending, owner ascending, handle ascending. */
static inline int
key_compare (const Key *a,
             const Key *b)
{
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end > b->end ? -1 : 1;
  if (a->owner != b->owner)
    return a->owner < b->owner ? -1 : 1;

  return a->handle < b->handle ? -1 : a->handle > b->handle;
}

static int
key_compare_void (const void *a,
                  const void *b)
{
  return key_compare (a, b);
}

/* How many fragments come before @key in reading order. */
static guint32
find_rank (const ChiosaSpanIndex *self,
           const Key             *key)
{
  guint32 low = 0, high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      Key other = key_of (self, self->order[middle]);

      if (key_compare (&other, key) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
recompute_block (ChiosaSpanIndex *self,
                 guint32          block)
{
  guint32 stop = MIN (self->n, (block + 1) * BLOCK);
  guint32 max = 0;

  for (guint32 i = block * BLOCK; i < stop; i++)
    max = MAX (max, self->end[self->order[i]]);

  self->block_max[block] = max;
}

static void
recompute_all_blocks (ChiosaSpanIndex *self)
{
  for (guint32 block = 0; block < n_blocks (self); block++)
    recompute_block (self, block);
}

/* A block that gave away a fragment that ends at @lost and took one that ends at @gained. */
static inline void
exchange (ChiosaSpanIndex *self,
          guint32          block,
          guint32          gained,
          guint32          lost)
{
  if (gained >= self->block_max[block])
    self->block_max[block] = gained;
  else if (lost == self->block_max[block])
    recompute_block (self, block);
}

/* After an insertion at @rank: each block behind took the last fragment of the one before and gave away its own. */
static void
blocks_inserted (ChiosaSpanIndex *self,
                 guint32          rank)
{
  guint32 gained_at = rank;

  if (self->n % BLOCK == 1)
    self->block_max[n_blocks (self) - 1] = 0;

  for (guint32 block = rank / BLOCK; block < n_blocks (self); block++)
    {
      guint32 next = (block + 1) * BLOCK;
      guint32 lost = next < self->n ? self->end[self->order[next]] : 0;

      exchange (self, block, self->end[self->order[gained_at]], lost);
      gained_at = next;
    }
}

/* After the removal of a fragment that ended at @end from @rank: each block behind gave its first fragment forward. */
static void
blocks_removed (ChiosaSpanIndex *self,
                guint32          rank,
                guint32          end)
{
  guint32 lost = end;

  for (guint32 block = rank / BLOCK; block < n_blocks (self); block++)
    {
      guint32 last = (block + 1) * BLOCK - 1;
      guint32 gained = last < self->n ? self->end[self->order[last]] : 0;

      exchange (self, block, gained, lost);
      lost = gained;
    }
}

static void
shift_lane (guint32 *restrict start,
            guint32 *restrict end,
            guint32           from,
            guint32           step)
{
  for (int i = 0; i < LANE; i++)
    {
      guint32 add = start[i] >= from ? step : 0;

      start[i] += add;
      end[i] += add;
    }
}

static void
grow (ChiosaSpanIndex *self)
{
  guint32 old = self->n_allocated, n = MAX (old * 2, 4 * LANE);

  self->start = g_renew (guint32, self->start, n);
  self->end = g_renew (guint32, self->end, n);
  self->owner = g_renew (guint32, self->owner, n);
  self->live = g_renew (guint8, self->live, n);
  self->order = g_renew (guint32, self->order, n);
  self->block_max = g_renew (guint32, self->block_max, n / BLOCK + 1);
  /* Shifts run over whole lanes, so the slots to come need a value. */
  memset (self->start + old, 0, (n - old) * sizeof *self->start);
  memset (self->end + old, 0, (n - old) * sizeof *self->end);
  memset (self->live + old, 0, n - old);
  self->n_allocated = n;
}

static guint32
take_slot (ChiosaSpanIndex *self)
{
  guint32 slot;

  if (self->free_slots->len > 0)
    {
      slot = g_array_index (self->free_slots, guint32, self->free_slots->len - 1);
      g_array_set_size (self->free_slots, self->free_slots->len - 1);
      return slot;
    }

  if (self->n_slots == self->n_allocated)
    grow (self);

  return self->n_slots++;
}

/* Takes what was removed during the bulk out of the order. */
static void
drop_removed (ChiosaSpanIndex *self)
{
  guint32 kept = 0;

  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 handle = self->order[i];

      if (self->live[handle])
        self->order[kept++] = handle;
      else
        g_array_append_val (self->free_slots, handle);
    }

  self->n = kept;
}

/* How much of the order, from its beginning, is sorted. */
static guint32
sorted_length (const ChiosaSpanIndex *self)
{
  for (guint32 i = 1; i < self->n; i++)
    {
      Key before = key_of (self, self->order[i - 1]), key = key_of (self, self->order[i]);

      if (key_compare (&before, &key) > 0)
        return i;
    }

  return self->n;
}

/* Sorts what was added at the end and merges it with the sorted rest. */
static void
sort (ChiosaSpanIndex *self)
{
  guint32 head = sorted_length (self), n_tail = self->n - head, out = self->n;
  g_autofree Key *tail = NULL;

  if (n_tail == 0)
    return;

  tail = g_new (Key, n_tail);
  for (guint32 i = 0; i < n_tail; i++)
    tail[i] = key_of (self, self->order[head + i]);
  qsort (tail, n_tail, sizeof *tail, key_compare_void);

  while (n_tail > 0)
    {
      Key last = head > 0 ? key_of (self, self->order[head - 1]) : (Key) { 0 };

      if (head > 0 && key_compare (&last, &tail[n_tail - 1]) > 0)
        self->order[--out] = self->order[--head];
      else
        self->order[--out] = tail[--n_tail].handle;
    }
}

/**
 * chiosa_span_index_new:
 *
 * Returns: (transfer full): an empty index
 */
ChiosaSpanIndex *
chiosa_span_index_new (void)
{
  ChiosaSpanIndex *self = g_new0 (ChiosaSpanIndex, 1);

  self->free_slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  grow (self);

  return self;
}

/**
 * chiosa_span_index_free:
 * @self: (transfer full) (nullable): the index
 */
void
chiosa_span_index_free (ChiosaSpanIndex *self)
{
  if (self == NULL)
    return;

  g_free (self->start);
  g_free (self->end);
  g_free (self->owner);
  g_free (self->live);
  g_free (self->order);
  g_free (self->block_max);
  g_array_unref (self->free_slots);
  g_free (self);
}

/**
 * chiosa_span_index_get_n:
 * @self: the index
 *
 * Returns: how many fragments there are
 */
guint
chiosa_span_index_get_n (const ChiosaSpanIndex *self)
{
  return self->n;
}

/**
 * chiosa_span_index_add:
 * @self: the index
 * @start: code points; at most 2^32 - 1
 * @end: code points; not before @start
 * @owner: any number; several fragments may share it
 *
 * Adds a fragment. The handle stays the same, whatever moves, until the fragment is removed; then it may be given again.
 *
 * Returns: the handle
 */
ChiosaSpanHandle
chiosa_span_index_add (ChiosaSpanIndex *self,
                       gsize            start,
                       gsize            end,
                       guint32          owner)
{
  guint32 handle, rank;
  Key key;

  g_return_val_if_fail (start <= end && end <= G_MAXUINT32, G_MAXUINT32);

  handle = take_slot (self);
  self->start[handle] = start;
  self->end[handle] = end;
  self->owner[handle] = owner;
  self->live[handle] = TRUE;
  if (self->bulk)
    {
      self->order[self->n++] = handle;
      return handle;
    }

  key = key_of (self, handle);
  rank = find_rank (self, &key);
  memmove (self->order + rank + 1, self->order + rank, (self->n - rank) * sizeof *self->order);
  self->order[rank] = handle;
  self->n++;
  blocks_inserted (self, rank);

  return handle;
}

/**
 * chiosa_span_index_remove:
 * @self: the index
 * @handle: a fragment
 *
 * Removes a fragment. Its handle is free to be given to another (after the bulk, when inside one).
 */
void
chiosa_span_index_remove (ChiosaSpanIndex  *self,
                          ChiosaSpanHandle  handle)
{
  guint32 rank;

  g_return_if_fail (handle < self->n_slots && self->live[handle]);

  self->live[handle] = FALSE;
  if (self->bulk)
    return;

  rank = chiosa_span_index_rank (self, handle);
  self->n--;
  memmove (self->order + rank, self->order + rank + 1, (self->n - rank) * sizeof *self->order);
  blocks_removed (self, rank, self->end[handle]);
  g_array_append_val (self->free_slots, handle);
}

/**
 * chiosa_span_index_get:
 * @self: the index
 * @handle: a fragment
 *
 * Returns: where it is now, code points
 */
ChiosaSpan
chiosa_span_index_get (const ChiosaSpanIndex *self,
                       ChiosaSpanHandle       handle)
{
  ChiosaSpan none = { 0, 0 };

  g_return_val_if_fail (handle < self->n_slots && self->live[handle], none);

  return (ChiosaSpan) { self->start[handle], self->end[handle] };
}

/**
 * chiosa_span_index_get_owner:
 * @self: the index
 * @handle: a fragment
 *
 * Returns: the number it was added with
 */
guint32
chiosa_span_index_get_owner (const ChiosaSpanIndex *self,
                             ChiosaSpanHandle       handle)
{
  g_return_val_if_fail (handle < self->n_slots && self->live[handle], 0);

  return self->owner[handle];
}

/**
 * chiosa_span_index_begin_bulk:
 * @self: the index
 *
 * From here to chiosa_span_index_end_bulk() adding and removing cost O(1) and a shift one pass over flat arrays;
 * nothing may be asked that depends on the order.
 */
void
chiosa_span_index_begin_bulk (ChiosaSpanIndex *self)
{
  g_return_if_fail (!self->bulk);

  self->bulk = TRUE;
}

/**
 * chiosa_span_index_end_bulk:
 * @self: the index
 *
 * Sorts what was added. Fragments that were added in reading order need no sorting; those added to a sorted index are
 * sorted alone and merged.
 */
void
chiosa_span_index_end_bulk (ChiosaSpanIndex *self)
{
  g_return_if_fail (self->bulk);

  self->bulk = FALSE;
  drop_removed (self);
  sort (self);
  recompute_all_blocks (self);
}

/**
 * chiosa_span_index_query:
 * @self: the index
 * @start: code points
 * @end: code points
 * @touching: also those that only touch the range
 * @handles: (element-type guint32): takes the handles, in reading order, behind what it holds
 *
 * Finds the fragments with start < @end and end > @start; with @touching, start <= @end and end >= @start.
 */
void
chiosa_span_index_query (const ChiosaSpanIndex *self,
                         gsize                  start,
                         gsize                  end,
                         gboolean               touching,
                         GArray                *handles)
{
  guint64 least = (guint64) start + (touching ? 0 : 1);  /* the least end that counts */
  guint32 stop;

  g_return_if_fail (!self->bulk);

  stop = chiosa_span_index_lower_bound (self, touching && end < G_MAXSIZE ? end + 1 : end);
  for (guint32 block = 0; block * BLOCK < stop; block++)
    {
      guint32 block_stop = MIN (stop, (block + 1) * BLOCK);

      if (self->block_max[block] < least)
        continue;
      for (guint32 i = block * BLOCK; i < block_stop; i++)
        {
          if (self->end[self->order[i]] >= least)
            g_array_append_val (handles, self->order[i]);
        }
    }
}

/**
 * chiosa_span_index_nth:
 * @self: the index
 * @rank: a place in reading order, below chiosa_span_index_get_n()
 *
 * Returns: the fragment there
 */
ChiosaSpanHandle
chiosa_span_index_nth (const ChiosaSpanIndex *self,
                       guint                  rank)
{
  g_return_val_if_fail (!self->bulk && rank < self->n, G_MAXUINT32);

  return self->order[rank];
}

/**
 * chiosa_span_index_rank:
 * @self: the index
 * @handle: a fragment
 *
 * Returns: its place in reading order
 */
guint
chiosa_span_index_rank (const ChiosaSpanIndex *self,
                        ChiosaSpanHandle       handle)
{
  Key key;

  g_return_val_if_fail (!self->bulk && handle < self->n_slots, 0);

  key = key_of (self, handle);

  return find_rank (self, &key);
}

/**
 * chiosa_span_index_lower_bound:
 * @self: the index
 * @offset: code points
 *
 * Returns: how many fragments start before @offset
 */
guint
chiosa_span_index_lower_bound (const ChiosaSpanIndex *self,
                               gsize                  offset)
{
  Key key = { 0, G_MAXUINT32, 0, 0 };

  g_return_val_if_fail (!self->bulk, 0);

  if (offset > G_MAXUINT32)
    return self->n;

  key.start = offset;

  return find_rank (self, &key);
}

/**
 * chiosa_span_index_shift:
 * @self: the index
 * @from: code points
 * @delta: code points, may be negative
 *
 * Moves every fragment that starts at or after @from by @delta; the others stay as they are, also those that reach
 * beyond @from. Fragments must not pass one another: before a deletion the caller removes what lies in it.
 */
void
chiosa_span_index_shift (ChiosaSpanIndex *self,
                         gsize            from,
                         gssize           delta)
{
  guint32 first, step = (guint32) delta;

  if (delta == 0 || from > G_MAXUINT32)
    return;

  first = self->bulk ? self->n : chiosa_span_index_lower_bound (self, from);
  if (first == self->n && !self->bulk)
    return;

  for (guint32 lane = 0; lane < self->n_slots; lane += LANE)
    shift_lane (self->start + lane, self->end + lane, from, step);
  if (self->bulk)
    return;

  for (guint32 block = first / BLOCK + 1; block < n_blocks (self); block++)
    self->block_max[block] += step;
  recompute_block (self, first / BLOCK);
}
