/* chiosa-tokens-flatten.c
 *
 * Annotations put onto tokens, at most one on each: for formats with one tag a word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-tokens.h"

#define FREE G_MAXUINT

typedef struct
{
  guint  item;
  guint  first_range;   /* into the array of all ranges */
  guint  n_ranges;
  guint  n_tokens;
  guint8 moved;
  guint8 broken;        /* in several pieces */
} Candidate;

/* The stretches of one annotation, those that meet joined. FALSE: it touches no token. */
static gboolean
cover_item (const ChiosaTokens *self,
            const ChiosaRecord *record,
            guint               item,
            GArray             *ranges,
            Candidate          *candidate)
{
  guint n_spans;
  const ChiosaSpan *spans = chiosa_record_get_spans (record, item, &n_spans);

  *candidate = (Candidate) { .item = item, .first_range = ranges->len, .broken = n_spans > 1 };
  for (guint i = 0; i < n_spans; i++)
    {
      ChiosaTokenSpan range = { .item = item };
      ChiosaTokenSpan *last = NULL;
      gboolean moved;

      if (!chiosa_tokens_cover (self, spans[i].start, spans[i].end, &range.first, &range.end, &moved))
        {
          candidate->moved = TRUE;
          continue;
        }

      candidate->moved |= moved;
      if (candidate->n_ranges > 0)
        last = &g_array_index (ranges, ChiosaTokenSpan, ranges->len - 1);
      if (last != NULL && range.first <= last->end)
        {
          candidate->n_tokens += range.end > last->end ? range.end - last->end : 0;
          last->end = MAX (last->end, range.end);
          continue;
        }

      candidate->n_tokens += range.end - range.first;
      candidate->n_ranges++;
      g_array_append_val (ranges, range);
    }

  return candidate->n_ranges > 0;
}

static int
compare_longest_first (gconstpointer a,
                       gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *other = b;

  if (one->n_tokens != other->n_tokens)
    return one->n_tokens > other->n_tokens ? -1 : 1;

  return one->item < other->item ? -1 : one->item > other->item;
}

static int
compare_place (gconstpointer a,
               gconstpointer b)
{
  const ChiosaTokenSpan *one = a;
  const ChiosaTokenSpan *other = b;

  return one->first < other->first ? -1 : one->first > other->first;
}

static gboolean
is_free (const Candidate *candidate,
         const GArray    *ranges,
         const guint     *owners)
{
  for (guint i = 0; i < candidate->n_ranges; i++)
    {
      const ChiosaTokenSpan *range = &g_array_index (ranges, ChiosaTokenSpan, candidate->first_range + i);

      for (guint token = range->first; token < range->end; token++)
        if (owners[token] != FREE)
          return FALSE;
    }

  return TRUE;
}

/* Adds @range, cut at the borders of sentences where that is asked for. Whether it was cut. */
static gboolean
add_range (const ChiosaTokens *self,
           ChiosaTokenSpan     range,
           gboolean            within_sentences,
           GArray             *result)
{
  guint end = range.end;
  gboolean cut = FALSE;

  while (within_sentences)
    {
      guint index = g_array_index (self->tokens, ChiosaToken, range.first).sentence;
      const ChiosaSentence *sentence = &g_array_index (self->sentences, ChiosaSentence, index);

      range.end = MIN (end, sentence->first_token + sentence->n_tokens);
      if (range.end == end)
        break;

      g_array_append_val (result, range);
      range.first = range.end;
      cut = TRUE;
    }

  range.end = end;
  g_array_append_val (result, range);

  return cut;
}

static void
place (const ChiosaTokens *self,
       Candidate          *candidate,
       const GArray       *ranges,
       gboolean            within_sentences,
       guint              *owners,
       GArray             *result)
{
  for (guint i = 0; i < candidate->n_ranges; i++)
    {
      ChiosaTokenSpan range = g_array_index (ranges, ChiosaTokenSpan, candidate->first_range + i);

      for (guint token = range.first; token < range.end; token++)
        owners[token] = candidate->item;

      candidate->broken |= add_range (self, range, within_sentences, result);
    }
}

static GArray *
cover_all (const ChiosaTokens *self,
           const ChiosaRecord *record,
           GArray             *ranges,
           ChiosaLosses       *losses)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint n = chiosa_record_get_n (record);

  for (guint i = 0; i < n; i++)
    {
      Candidate candidate;

      if (cover_item (self, record, i, ranges, &candidate))
        g_array_append_val (candidates, candidate);
      else if (losses != NULL)
        chiosa_losses_add (losses, CHIOSA_LOSS_ANNOTATION, chiosa_record_get (record, i)->id, NULL);
    }

  return candidates;
}

/**
 * chiosa_tokens_flatten:
 * @within_sentences: whether a stretch may not reach over the end of a sentence
 * @losses: (nullable): where it is counted what is lost
 *
 * Returns: (transfer full) (element-type ChiosaTokenSpan): stretches that do not overlap, in order
 */
GArray *
chiosa_tokens_flatten (const ChiosaTokens *self,
                       const ChiosaRecord *record,
                       gboolean            within_sentences,
                       ChiosaLosses       *losses)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ChiosaTokenSpan));
  g_autoptr (GArray) candidates = NULL;
  g_autofree guint *owners = NULL;
  GArray *result;

  g_return_val_if_fail (self != NULL && record != NULL, NULL);

  result = g_array_new (FALSE, FALSE, sizeof (ChiosaTokenSpan));
  candidates = cover_all (self, record, ranges, losses);
  g_array_sort (candidates, compare_longest_first);

  owners = g_new (guint, self->tokens->len + 1);
  for (guint i = 0; i < self->tokens->len; i++)
    owners[i] = FREE;

  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);
      const char *id = chiosa_record_get (record, candidate->item)->id;
      gboolean kept = is_free (candidate, ranges, owners);

      if (kept)
        place (self, candidate, ranges, within_sentences, owners, result);

      if (losses == NULL)
        continue;

      if (!kept)
        chiosa_losses_add (losses, CHIOSA_LOSS_OVERLAP, id, NULL);
      if (kept && candidate->moved)
        chiosa_losses_add (losses, CHIOSA_LOSS_PLACE, id, NULL);
      if (kept && candidate->broken)
        chiosa_losses_add (losses, CHIOSA_LOSS_FRAGMENTS, id, NULL);
    }

  g_array_sort (result, compare_place);

  return result;
}
