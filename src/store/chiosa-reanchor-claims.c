/* chiosa-reanchor-claims.c
 *
 * The place that an annotation gets: on whole graphemes, in order, and its own alone. Finds no places: chiosa-reanchor.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-job.h"

#include "chiosa-segment.h"

#include <string.h>

const ChiosaSpan *
chiosa_reanchor_old_spans (const ChiosaReanchorJob    *self,
                           const ChiosaReanchorResult *result)
{
  return &g_array_index (self->old->spans, ChiosaSpan, result->item->first_span);
}

/* Whether a grapheme may go over the boundary between two characters. */
static gboolean
may_join (gunichar before,
          gunichar after)
{
  if (before < 0x300 && after < 0x300)
    return before == '\r' && after == '\n';

  return g_unichar_ismark (before) || g_unichar_ismark (after) || before == 0x200D || after == 0x200D ||
         (before >= 0x1100 && before <= 0x11FF) || (after >= 0x1100 && after <= 0x11FF) ||
         (after >= 0x1F1E6 && after <= 0x1F1FF) || (after >= 0x1F3FB && after <= 0x1F3FF);
}

/* Rules 3b and 19 of the editing rules. */
static void
snap_edges (const ChiosaText *text,
            ChiosaSpan       *span)
{
  ChiosaSpan snapped = *span;

  if ((span->start > 0 &&
       may_join (chiosa_text_get_char (text, span->start - 1), chiosa_text_get_char (text, span->start))) ||
      may_join (chiosa_text_get_char (text, span->end - 1), chiosa_text_get_char (text, span->end)))
    {
      chiosa_segment_snap_graphemes (text, &snapped.start, &snapped.end);
      *span = snapped;
    }
}

/* Gives @result its place, on whole graphemes unless it is as it was; FALSE when the fragments have lost their order. */
gboolean
chiosa_reanchor_take_spans (ChiosaReanchorJob    *self,
                            ChiosaReanchorResult *result,
                            const ChiosaSpan     *spans,
                            guint                 n_spans)
{
  for (guint i = 1; i < n_spans; i++)
    {
      if (spans[i].start < spans[i - 1].end)
        return FALSE;
    }

  g_free (result->spans);
  result->spans = g_memdup2 (spans, n_spans * sizeof *spans);
  result->n_spans = n_spans;
  for (guint i = 0; result->anchor != CHIOSA_ANCHOR_EXACT && i < n_spans; i++)
    snap_edges (self->text, &result->spans[i]);
  result->point = result->spans[0].start;

  return chiosa_spans_normalise (result->spans, &result->n_spans, chiosa_text_get_length (self->text));
}

/* How far an annotation found by its words has moved, where that is beyond doubt. */
static gboolean
get_shift (const ChiosaReanchorJob    *self,
           const ChiosaReanchorResult *result,
           gssize                     *shift)
{
  if (!result->by_quote || result->anchor > CHIOSA_ANCHOR_MOVED || result->item->n_spans == 0)
    return FALSE;

  *shift = (gssize) result->spans[0].start - (gssize) chiosa_reanchor_old_spans (self, result)[0].start;

  return TRUE;
}

static gboolean
text_is (const ChiosaReanchorJob    *self,
         const ChiosaReanchorResult *result,
         gssize                      shift,
         const ChiosaSpan           *old)
{
  g_autofree ChiosaSpan *spans = g_memdup2 (old, result->item->n_spans * sizeof *old);
  g_autofree char *words = NULL;

  for (guint i = 0; i < result->item->n_spans; i++)
    {
      if ((gssize) spans[i].start + shift < 0 ||
          spans[i].end + shift > chiosa_text_get_length (self->text))
        return FALSE;
      spans[i].start += shift;
      spans[i].end += shift;
    }
  words = chiosa_spans_get_quote (spans, result->item->n_spans, self->text);

  return strcmp (words, result->item->annotation->quote->exact) == 0;
}

/* Without a base: one whose words stand in several places alike, between two that moved as far, moved as far as they. */
void
chiosa_reanchor_settle_doubtful (ChiosaReanchorJob *self)
{
  gssize before = 0;
  g_autofree gssize *after = g_new0 (gssize, self->results->len + 1);

  for (guint i = self->results->len; i-- > 0;)
    {
      after[i] = after[i + 1];
      get_shift (self, &g_array_index (self->results, ChiosaReanchorResult, i), &after[i]);
    }
  for (guint i = 0, known = FALSE; i < self->results->len; i++)
    {
      ChiosaReanchorResult *result = &g_array_index (self->results, ChiosaReanchorResult, i);
      const ChiosaSpan *old;

      if (get_shift (self, result, &before))
        known = TRUE;
      if (!known)
        before = after[i];
      if (!result->by_quote || result->anchor != CHIOSA_ANCHOR_REVIEW || result->item->n_spans == 0 || before != after[i])
        continue;
      old = chiosa_reanchor_old_spans (self, result);
      if (text_is (self, result, before, old))
        {
          g_autofree ChiosaSpan *spans = g_memdup2 (old, result->item->n_spans * sizeof *old);

          for (guint j = 0; j < result->item->n_spans; j++)
            spans[j].start += before, spans[j].end += before;
          if (chiosa_reanchor_take_spans (self, result, spans, result->item->n_spans))
            result->anchor = CHIOSA_ANCHOR_EXACT;
        }
    }
}

static int
compare_claims (gconstpointer a,
                gconstpointer b)
{
  const ChiosaReanchorResult *x = *(const ChiosaReanchorResult * const *) a, *y = *(const ChiosaReanchorResult * const *) b;

  if (x->spans[0].start != y->spans[0].start)
    return x->spans[0].start < y->spans[0].start ? -1 : 1;
  if (x->spans[0].end != y->spans[0].end)
    return x->spans[0].end < y->spans[0].end ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;

  return x < y ? -1 : x > y;
}

/* Two that were distinct mentions never become one by their words alone: the better one keeps the place. */
void
chiosa_reanchor_settle_claims (ChiosaReanchorJob *self)
{
  g_autoptr (GPtrArray) claims = g_ptr_array_new ();
  const ChiosaReanchorResult *owner = NULL;

  for (guint i = 0; i < self->results->len; i++)
    {
      ChiosaReanchorResult *result = &g_array_index (self->results, ChiosaReanchorResult, i);

      if (result->by_quote && result->anchor < CHIOSA_ANCHOR_REVIEW && result->item->n_spans > 0)
        g_ptr_array_add (claims, result);
    }
  g_ptr_array_sort (claims, compare_claims);
  for (guint i = 0; i < claims->len; i++)
    {
      ChiosaReanchorResult *result = g_ptr_array_index (claims, i);

      if (owner == NULL || !chiosa_spans_equal (owner->spans, owner->n_spans, result->spans, result->n_spans))
        owner = result;
      else if (!chiosa_spans_equal (chiosa_reanchor_old_spans (self, owner), owner->item->n_spans,
                                    chiosa_reanchor_old_spans (self, result), result->item->n_spans))
        result->anchor = CHIOSA_ANCHOR_REVIEW;
    }
}
