/* chiosa-reanchor.c
 *
 * Annotations found again in a text that was changed outside. With the text as it was, by the words of both; without it,
 * by the words that the sidecar has of each annotation. Conservation: what goes in comes out, with a place or without.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-job.h"

#include <string.h>

/* Below this a text is another article: reference/anchoring.md 3.4. */
#define SAME_ARTICLE 0.3
/* A quote found by itself is taken from this score on, when no other place comes so near. Ibid. has 0.75; with 0.85 four
 * of five wrong places of the tuning set of tests/store/reanchor go to a person, for 1 % of the right ones. */
#define ENOUGH_SCORE 0.85
#define MARGIN 0.1
/* One whose words are not all there, from this score on. */
#define ENOUGH_INEXACT 0.9
/* Below this score a place is not worth a person's look. */
#define WORTH_A_LOOK 0.6
/* Words put in that are those of an annotation whose place is gone: context needed by short and by long quotes, ibid. */
#define ENOUGH_CONTEXT 0.45
#define ENOUGH_CONTEXT_LONG 0.2
#define LONG_QUOTE 24

static void
result_clear (gpointer data)
{
  g_free (((ChiosaReanchorResult *) data)->spans);
}

static ChiosaQuoteFinder *
get_finder (ChiosaReanchorJob *self)
{
  if (self->finder == NULL)
    self->finder = chiosa_quote_finder_new (self->vocabulary, self->words, self->pairs != NULL ? self->pairs->back : NULL);

  return self->finder;
}

/* --- By quote --------------------------------------------------------------------------------------------------- */

static const ChiosaFound *
get_found (const GArray *found,
           guint         i)
{
  return &g_array_index (found, ChiosaFound, i);
}

/* Whether the best of @found stands out. */
static gboolean
stands_out (const GArray *found)
{
  return found->len == 1 || get_found (found, 0)->score - get_found (found, 1)->score >= MARGIN;
}

static ChiosaAnchor
judge_found (const GArray *found)
{
  const ChiosaFound *best;

  if (found->len == 0)
    return CHIOSA_ANCHOR_ORPHAN;

  best = get_found (found, 0);
  if (best->score < WORTH_A_LOOK)
    return CHIOSA_ANCHOR_ORPHAN;
  if (best->words < 1.0)
    return best->score >= ENOUGH_INEXACT && stands_out (found) ? CHIOSA_ANCHOR_EDITED : CHIOSA_ANCHOR_REVIEW;
  if (best->score < ENOUGH_SCORE || !stands_out (found))
    return CHIOSA_ANCHOR_REVIEW;

  return best->context > 0.99 ? CHIOSA_ANCHOR_EXACT : CHIOSA_ANCHOR_MOVED;
}

/* Finds all fragments by their words. The worst of them decides; where some are found and some not, a person does. */
static void
place_by_quote (ChiosaReanchorJob    *self,
                ChiosaReanchorResult *result,
                const GPtrArray      *fragments,
                ChiosaFindWhere       where)
{
  g_autofree ChiosaSpan *spans = g_new0 (ChiosaSpan, fragments->len);
  guint n_found = 0;

  result->anchor = CHIOSA_ANCHOR_EXACT;
  result->by_quote = TRUE;
  result->score = 1.0;
  for (guint i = 0; i < fragments->len; i++)
    {
      const ChiosaFragment *fragment = g_ptr_array_index (fragments, i);
      g_autoptr (GArray) found = chiosa_quote_finder_find (get_finder (self), fragment->exact, fragment->prefix,
                                                           fragment->suffix, fragment->expected, where);
      ChiosaAnchor anchor = judge_found (found);

      result->anchor = MAX (result->anchor, anchor);
      if (anchor == CHIOSA_ANCHOR_ORPHAN)
        continue;
      result->score = MIN (result->score, get_found (found, 0)->score);
      spans[n_found++] = get_found (found, 0)->span;
    }

  if (result->anchor == CHIOSA_ANCHOR_ORPHAN && n_found > 0)
    result->anchor = CHIOSA_ANCHOR_REVIEW;
  if (n_found > 0 && !chiosa_reanchor_take_spans (self, result, spans, n_found))
    result->anchor = CHIOSA_ANCHOR_REVIEW;
}

/* --- By words of both texts -------------------------------------------------------------------------------------- */

/* Whether the file says of a live annotation what its text says. */
static gboolean
is_true (const ChiosaReanchorJob    *self,
         const ChiosaReanchorResult *result)
{
  const ChiosaQuote *quote = result->item->annotation->quote;
  const ChiosaSpan *spans = chiosa_reanchor_old_spans (self, result);
  gsize length = chiosa_text_get_length (self->base);
  g_autofree char *words = NULL;

  for (guint i = 0; i < result->item->n_spans; i++)
    {
      if (spans[i].start >= spans[i].end || spans[i].end > length)
        return FALSE;
    }
  if (quote == NULL || quote->exact == NULL || *quote->exact == '\0')
    return TRUE;

  words = chiosa_spans_get_quote (spans, result->item->n_spans, self->base);

  return strcmp (words, quote->exact) == 0;
}

/* A fragment whose words are gone from where they were: they may stand among what was put in. */
static ChiosaAnchor
find_moved (ChiosaReanchorJob *self,
            const ChiosaSpan  *old,
            ChiosaSpan        *span)
{
  g_autoptr (GPtrArray) fragments = chiosa_fragments_of_spans (self->base, old, 1);
  const ChiosaFragment *fragment = g_ptr_array_index (fragments, 0);
  g_autoptr (GArray) found = chiosa_quote_finder_find (get_finder (self), fragment->exact, fragment->prefix, fragment->suffix,
                                                       chiosa_pairs_map_point (self->pairs, old->start),
                                                       CHIOSA_FIND_INSERTED);
  gboolean is_long = old->end - old->start >= LONG_QUOTE;
  const ChiosaFound *best;

  if (found->len == 0)
    return CHIOSA_ANCHOR_ORPHAN;

  best = get_found (found, 0);
  *span = best->span;
  if (best->words == 1.0 && stands_out (found) && best->context >= (is_long ? ENOUGH_CONTEXT_LONG : ENOUGH_CONTEXT))
    return CHIOSA_ANCHOR_MOVED;

  return best->score >= WORTH_A_LOOK ? CHIOSA_ANCHOR_REVIEW : CHIOSA_ANCHOR_ORPHAN;
}

static void
place_by_words (ChiosaReanchorJob    *self,
                ChiosaReanchorResult *result)
{
  const ChiosaSpan *old = chiosa_reanchor_old_spans (self, result);
  guint n = result->item->n_spans, n_found = 0;
  g_autofree ChiosaSpan *spans = g_new0 (ChiosaSpan, n);

  result->anchor = CHIOSA_ANCHOR_EXACT;
  result->point = chiosa_pairs_map_point (self->pairs, old[0].start);
  result->score = 1.0;
  for (guint i = 0; i < n; i++)
    {
      ChiosaAnchor anchor = chiosa_pairs_place (self->pairs, &old[i], &spans[n_found]);

      if (anchor == CHIOSA_ANCHOR_ORPHAN)
        {
          anchor = find_moved (self, &old[i], &spans[n_found]);
          result->by_quote |= anchor != CHIOSA_ANCHOR_ORPHAN;
        }
      n_found += anchor != CHIOSA_ANCHOR_ORPHAN;
      result->anchor = MAX (result->anchor, anchor);
    }

  if (result->anchor == CHIOSA_ANCHOR_ORPHAN && n_found > 0)
    result->anchor = CHIOSA_ANCHOR_REVIEW;
  if (n_found > 0 && !chiosa_reanchor_take_spans (self, result, spans, n_found))
    result->anchor = CHIOSA_ANCHOR_REVIEW;
}

/* --- One annotation ---------------------------------------------------------------------------------------------- */

static void
place_live (ChiosaReanchorJob    *self,
            ChiosaReanchorResult *result)
{
  const ChiosaQuote *quote = result->item->annotation->quote;
  const ChiosaSpan *old = chiosa_reanchor_old_spans (self, result);
  g_autoptr (GPtrArray) fragments = NULL;

  if (self->pairs != NULL && is_true (self, result))
    {
      place_by_words (self, result);
      return;
    }

  result->anchor = CHIOSA_ANCHOR_REVIEW;
  result->point = MIN (old[0].start, chiosa_text_get_length (self->text));
  if (quote != NULL && quote->exact != NULL)
    fragments = chiosa_fragments_of_quote (quote);
  if (fragments == NULL || fragments->len != result->item->n_spans)
    return;

  for (guint i = 0; i < fragments->len; i++)
    ((ChiosaFragment *) g_ptr_array_index (fragments, i))->expected = old[i].start;
  place_by_quote (self, result, fragments, CHIOSA_FIND_ANYWHERE);
}

/* A detached one comes back only when its very words do, and with a base only where text was put in. */
static void
place_detached (ChiosaReanchorJob    *self,
                ChiosaReanchorResult *result)
{
  const ChiosaAnnotation *annotation = result->item->annotation;
  g_autoptr (GPtrArray) fragments = annotation->quote != NULL && annotation->quote->exact != NULL
                                      ? chiosa_fragments_of_quote (annotation->quote) : NULL;
  gsize point = annotation->quote != NULL ? annotation->quote->point : 0;

  result->point = self->pairs != NULL ? chiosa_pairs_map_point (self->pairs, point)
                                      : MIN (point, chiosa_text_get_length (self->text));
  result->anchor = CHIOSA_ANCHOR_ORPHAN;
  if (fragments != NULL)
    {
      gsize stays_at = result->point;

      place_by_quote (self, result, fragments, self->pairs != NULL ? CHIOSA_FIND_INSERTED : CHIOSA_FIND_ANYWHERE);
      if (result->anchor <= CHIOSA_ANCHOR_MOVED)
        {
          result->anchor = CHIOSA_ANCHOR_MOVED;
          return;
        }
      result->point = stays_at;
    }

  result->retried = TRUE;
  result->anchor = annotation->review ? CHIOSA_ANCHOR_REVIEW : CHIOSA_ANCHOR_ORPHAN;
}

/* --- What comes out ---------------------------------------------------------------------------------------------- */

static ChiosaAnnotation *
make_live (const ChiosaReanchorResult *result)
{
  const ChiosaAnnotation *old = result->item->annotation;
  ChiosaAnnotation *annotation = chiosa_annotation_copy (old);

  g_clear_pointer (&annotation->quote, chiosa_quote_free);
  if (annotation->state == CHIOSA_STATE_DETACHED)
    annotation->review = FALSE;
  annotation->state = CHIOSA_STATE_LIVE;
  annotation->edited |= result->anchor == CHIOSA_ANCHOR_EDITED;

  return annotation;
}

/* (transfer full) (nullable): its words as they were, and what stood around them. */
static ChiosaQuote *
make_quote (const ChiosaReanchorJob    *self,
            const ChiosaReanchorResult *result)
{
  const ChiosaQuote *known = result->item->annotation->quote;

  if (result->item->n_spans > 0 && self->pairs != NULL && is_true (self, result))
    return chiosa_quote_of_spans (self->base, chiosa_reanchor_old_spans (self, result), result->item->n_spans, result->point);

  return known != NULL ? chiosa_quote_copy (known) : NULL;
}

static ChiosaAnnotation *
make_detached (const ChiosaReanchorJob    *self,
               const ChiosaReanchorResult *result)
{
  ChiosaAnnotation *annotation = chiosa_annotation_copy (result->item->annotation);
  const ChiosaSpan *old = chiosa_reanchor_old_spans (self, result);
  guint n = result->item->n_spans;

  annotation->state = CHIOSA_STATE_DETACHED;
  annotation->review = result->anchor == CHIOSA_ANCHOR_REVIEW;
  g_clear_pointer (&annotation->quote, chiosa_quote_free);
  annotation->quote = make_quote (self, result);
  if (annotation->quote == NULL)
    annotation->quote = chiosa_quote_new ("", NULL, NULL, old, n, result->point);
  annotation->quote->point = result->point;

  return annotation;
}

/* As a snapshot has them: live ones in reading order, then detached ones by id. */
static int
compare_results (gconstpointer a,
                 gconstpointer b)
{
  const ChiosaReanchorResult *x = a, *y = b;
  gboolean live = x->anchor < CHIOSA_ANCHOR_REVIEW;

  if (live != (y->anchor < CHIOSA_ANCHOR_REVIEW))
    return live ? -1 : 1;
  if (live && x->spans[0].start != y->spans[0].start)
    return x->spans[0].start < y->spans[0].start ? -1 : 1;
  if (live && x->spans[0].end != y->spans[0].end)
    return x->spans[0].end < y->spans[0].end ? -1 : 1;

  return strcmp (x->item->annotation->id, y->item->annotation->id);
}

static void
finish (ChiosaReanchorJob *self,
        ChiosaReanchoring *into)
{
  ChiosaSnapshot *snapshot = into->snapshot;

  g_array_sort (self->results, compare_results);
  for (guint i = 0; i < self->results->len; i++)
    {
      const ChiosaReanchorResult *result = &g_array_index (self->results, ChiosaReanchorResult, i);
      gboolean live = result->anchor < CHIOSA_ANCHOR_REVIEW;
      g_autoptr (ChiosaAnnotation) annotation = live ? make_live (result) : make_detached (self, result);

      chiosa_snapshot_add (snapshot, annotation, live ? result->spans : NULL, live ? result->n_spans : 0);
      g_array_append_val (into->anchors, result->anchor);
      g_ptr_array_add (into->quotes, live && result->anchor != CHIOSA_ANCHOR_EXACT ? make_quote (self, result) : NULL);
      if (!result->retried)
        into->counts[result->anchor]++;
    }

  snapshot->text = chiosa_text_copy (self->text);
  chiosa_snapshot_set_conflicts (snapshot, self->old->conflicts);
  snapshot->article = self->old->article != NULL ? chiosa_article_copy (self->old->article) : NULL;
  snapshot->text_revision = self->old->text_revision;
  snapshot->annotations_revision = self->old->annotations_revision;
  for (guint i = 0; i < self->old->relations->len; i++)
    chiosa_snapshot_add_relation (snapshot, g_ptr_array_index (self->old->relations, i));
}

static void
prepare (ChiosaReanchorJob *self,
         ChiosaReanchoring *into)
{
  into->similarity = 1.0;
  if (self->base != NULL)
    {
      self->pairs = chiosa_pairs_new (self->base, self->text);
      self->vocabulary = self->pairs->vocabulary;
      self->words = self->pairs->new;
      into->similarity = chiosa_pairs_similarity (self->pairs);
      into->other_article = into->similarity < SAME_ARTICLE;
    }
  else
    {
      self->vocabulary = chiosa_vocabulary_new (CHIOSA_WORDS_NORMALISED);
      self->words = chiosa_words_new_for_text (self->vocabulary, self->text);
    }
}

static void
job_clear (ChiosaReanchorJob *self)
{
  chiosa_quote_finder_free (self->finder);
  if (self->pairs == NULL)
    {
      chiosa_words_free (self->words);
      chiosa_vocabulary_free (self->vocabulary);
    }
  chiosa_pairs_free (self->pairs);
  g_array_unref (self->results);
}

static void
place_all (ChiosaReanchorJob *self,
           ChiosaReanchoring *into,
           GCancellable      *cancellable)
{
  for (guint i = 0; i < self->old->items->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      ChiosaReanchorResult result = { .item = &g_array_index (self->old->items, ChiosaSnapshotItem, i) };

      if (result.item->n_spans > 0)
        place_live (self, &result);
      else
        place_detached (self, &result);
      g_array_append_val (self->results, result);
    }

  if (self->pairs == NULL)
    chiosa_reanchor_settle_doubtful (self);
  chiosa_reanchor_settle_claims (self);
  for (guint i = 0; into->other_article && i < self->results->len; i++)
    {
      ChiosaReanchorResult *result = &g_array_index (self->results, ChiosaReanchorResult, i);

      if (result->anchor < CHIOSA_ANCHOR_REVIEW)
        result->anchor = CHIOSA_ANCHOR_REVIEW;
    }
}

/**
 * chiosa_reanchor:
 * @old: the annotations; live ones with spans on @base. Their quotes, where they have any, are what the file had
 * @base: (nullable): the text that the spans are for; NULL when nobody knows it: then the quotes are needed
 * @text: the text as it is now
 * @cancellable: (nullable): stops the work
 *
 * Finds the annotations of @old in @text. Those that are found for sure are live at their place; for those that are not,
 * `review` is set and the quote's point is where they might go; the words of the others are gone. Detached ones are
 * looked for again. Pure: may run in any thread.
 *
 * The algorithm is that of reference/anchoring.md 3.4: words that both texts have in the same order, then blocks that
 * moved, then words that are alike; a place is only taken where the words around it are still there too.
 *
 * Returns: (transfer full) (nullable): what became of all; %NULL only when cancelled
 */
ChiosaReanchoring *
chiosa_reanchor (const ChiosaSnapshot *old,
                 const ChiosaText     *base,
                 const ChiosaText     *text,
                 GCancellable         *cancellable)
{
  g_autoptr (ChiosaReanchoring) self = g_new0 (ChiosaReanchoring, 1);
  ChiosaReanchorJob job = { .old = old, .base = base, .text = text };

  g_return_val_if_fail (old != NULL && text != NULL, NULL);

  self->snapshot = chiosa_snapshot_new ();
  self->anchors = g_array_new (FALSE, FALSE, sizeof (ChiosaAnchor));
  self->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_quote_free);
  job.results = g_array_new (FALSE, FALSE, sizeof (ChiosaReanchorResult));
  g_array_set_clear_func (job.results, result_clear);

  prepare (&job, self);
  place_all (&job, self, cancellable);
  finish (&job, self);
  job_clear (&job);

  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

/**
 * chiosa_reanchoring_free:
 * @self: (nullable) (transfer full): what became of annotations
 */
void
chiosa_reanchoring_free (ChiosaReanchoring *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->snapshot, chiosa_snapshot_free);
  g_clear_pointer (&self->anchors, g_array_unref);
  g_clear_pointer (&self->quotes, g_ptr_array_unref);
  g_free (self);
}
