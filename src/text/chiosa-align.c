/* chiosa-align.c
 *
 * Which elements of one row of numbers are those of another: the part of a diff that knows nothing of text.
 * First runs that stand once on each side, then the longest common subsequence of what lies between. The work is
 * bounded: where the bound is reached, what is left counts as replaced.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-align-private.h"

/* More differing elements than this are not looked for between two anchors: 1500 cost some milliseconds and 5 MB. */
#define MAX_DISTANCE 1500
/* Ranges smaller than this need no anchors. */
#define SMALL 48
/* Lengths of the runs that are looked for, one after the other. */
static const gsize run_lengths[] = { 8, 4, 2 };

static gsize
common_prefix (const guint32 *a, gsize n_a,
               const guint32 *b, gsize n_b)
{
  gsize n = 0;

  while (n < n_a && n < n_b && a[n] == b[n])
    n++;

  return n;
}

static gsize
common_suffix (const guint32 *a, gsize n_a,
               const guint32 *b, gsize n_b)
{
  gsize n = 0;

  while (n < n_a && n < n_b && a[n_a - 1 - n] == b[n_b - 1 - n])
    n++;

  return n;
}

/* Sets the partners of what both ends share, and takes that off the range. */
static void
trim (ChiosaAlignment  *self,
      ChiosaAlignRange *range)
{
  gsize n = common_prefix (self->a + range->a_start, range->a_end - range->a_start,
                           self->b + range->b_start, range->b_end - range->b_start);

  for (; n > 0; n--)
    self->partner[range->a_start++] = range->b_start++;

  n = common_suffix (self->a + range->a_start, range->a_end - range->a_start,
                     self->b + range->b_start, range->b_end - range->b_start);
  for (; n > 0; n--)
    self->partner[--range->a_end] = --range->b_end;
}

/* Walks the rows of the search back from diagonal @k in row @d and notes the partner of every kept element. */
static void
backtrack (GPtrArray              *rows,
           gssize                  d,
           gssize                  k,
           gssize                  x,
           const ChiosaAlignRange *range,
           gint32                 *partner)
{
  gint32 *into = partner + range->a_start;
  gssize shift = range->b_start;

  while (d > 0)
    {
      const gint32 *row = g_ptr_array_index (rows, d - 1);  /* diagonals 1-d … d-1, two apart */
      gboolean down = k == -d || (k != d && row[(k - 1 + d - 1) / 2] < row[(k + 1 + d - 1) / 2]);
      gssize from_k = down ? k + 1 : k - 1;
      gssize from_x = row[(from_k + d - 1) / 2];
      gssize snake = down ? from_x : from_x + 1;

      for (; x > snake; x--)
        into[x - 1] = x - 1 - k + shift;
      x = from_x;
      k = from_k;
      d--;
    }

  for (; x > 0; x--)
    into[x - 1] = x - 1 - k + shift;
}

/* Longest common subsequence by E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, the greedy form.
 * Beyond @max_distance, or when no steps are left, it keeps the path that came furthest. */
static void
search (ChiosaAlignment        *self,
        const ChiosaAlignRange *range,
        gssize                  max_distance)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  const guint32 *a = self->a + range->a_start, *b = self->b + range->b_start;
  gssize n_a = range->a_end - range->a_start, n_b = range->b_end - range->b_start;
  gssize best_d = 0, best_k = 0, best_x = 0;

  for (gssize d = 0; d <= MIN (n_a + n_b, max_distance) && self->steps > 0; d++)
    {
      const gint32 *last = d > 0 ? g_ptr_array_index (rows, d - 1) : NULL;
      gint32 *row = g_new (gint32, d + 1);

      g_ptr_array_add (rows, row);
      self->steps -= d + 1;
      for (gssize k = -d; k <= d; k += 2)
        {
          gssize i = (k + d) / 2;  /* diagonal k - 1 is last[i - 1], k + 1 is last[i] */
          gssize x = d == 0 ? 0 : k == -d || (k != d && last[i - 1] < last[i]) ? last[i] : last[i - 1] + 1;

          for (; x < n_a && x - k < n_b && a[x] == b[x - k]; x++)
            self->steps--;
          row[i] = x;
          if (x <= n_a && x - k <= n_b && 2 * x - k > 2 * best_x - best_k)
            best_d = d, best_k = k, best_x = x;
          if (x >= n_a && x - k >= n_b)
            {
              backtrack (rows, d, k, x, range, self->partner);
              return;
            }
        }
    }

  backtrack (rows, best_d, best_k, best_x, range, self->partner);
}

/* Takes the anchors' runs as kept and aligns what lies between them. */
static void
align_between (ChiosaAlignment  *self,
               ChiosaAlignRange  range,
               guint             level)
{
  g_autoptr (GArray) anchors = NULL;
  ChiosaAlignRange gap = { range.a_start, range.a_start, range.b_start, range.b_start };
  gsize length;

  trim (self, &range);
  if (range.a_start == range.a_end || range.b_start == range.b_end)
    return;
  if (level == G_N_ELEMENTS (run_lengths) || range.a_end - range.a_start + range.b_end - range.b_start <= SMALL)
    {
      search (self, &range, MAX_DISTANCE);
      return;
    }

  length = run_lengths[level];
  anchors = chiosa_align_find_anchors (self, &range, length);
  gap.a_start = range.a_start, gap.b_start = range.b_start;
  for (guint i = 0; i < anchors->len; i++)
    {
      const ChiosaAnchorPair *anchor = &g_array_index (anchors, ChiosaAnchorPair, i);
      gsize a = anchor->a, b = anchor->b;
      gsize known = gap.a_start > a ? gap.a_start - a : 0;   /* a run goes on that has begun */

      if (known > 0 ? b + known != gap.b_start : b < gap.b_start)
        continue;
      gap.a_end = a + known, gap.b_end = b + known;
      if (gap.a_end > gap.a_start)
        align_between (self, gap, level + 1);
      for (gsize n = known; n < length; n++)
        self->partner[a + n] = b + n;
      gap.a_start = a + length, gap.b_start = b + length;
    }
  gap.a_end = range.a_end, gap.b_end = range.b_end;
  align_between (self, gap, level + 1);
}

/**
 * chiosa_align_greedy:
 * @self: two rows; partners in @range are -1
 * @range: what to align
 * @max_distance: so many differing elements are looked for at most
 *
 * Sets the partners by the longest common subsequence.
 */
void
chiosa_align_greedy (ChiosaAlignment  *self,
                     ChiosaAlignRange  range,
                     gssize            max_distance)
{
  trim (self, &range);
  search (self, &range, max_distance);
}

/**
 * chiosa_align_anchors:
 * @self: two rows; partners in @range are -1
 * @range: what to align
 *
 * Sets the partners, first of runs of elements that stand once in each range, then by the longest common subsequence
 * between them. For rows of any length: what it costs grows with the length, never with its square.
 */
void
chiosa_align_anchors (ChiosaAlignment  *self,
                      ChiosaAlignRange  range)
{
  align_between (self, range, 0);
}
