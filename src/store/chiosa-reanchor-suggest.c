/* chiosa-reanchor-suggest.c
 *
 * Where an annotation without a place could go, for a person to choose.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

#include "chiosa-word-diff.h"

/* What the stretch at the point counts for when none of its letters are those of the quote, and what they add. */
#define POINT_COUNTS 0.3
#define LIKENESS_COUNTS 0.6

static void
place_free (gpointer data)
{
  ChiosaPlace *self = data;

  g_free (self->spans);
  g_free (self);
}

static void
add_place (GPtrArray        *places,
           const ChiosaSpan *spans,
           guint             n_spans,
           double            score)
{
  ChiosaPlace *place;

  for (guint i = 0; i < places->len; i++)
    {
      const ChiosaPlace *other = g_ptr_array_index (places, i);

      if (chiosa_spans_overlap (other->spans, other->n_spans, spans, n_spans) && other->score >= score)
        return;
    }

  place = g_new0 (ChiosaPlace, 1);
  place->spans = g_memdup2 (spans, n_spans * sizeof *spans);
  place->n_spans = n_spans;
  place->score = CLAMP (score, 0.0, 1.0);
  g_ptr_array_add (places, place);
}

/* The other fragments behind the first: each at the best of its places there. FALSE where one has none. */
static gboolean
follow (ChiosaQuoteFinder *finder,
        const GPtrArray   *fragments,
        ChiosaSpan        *spans,
        double            *score)
{
  gsize first = ((const ChiosaFragment *) g_ptr_array_index (fragments, 0))->expected;

  for (guint i = 1; i < fragments->len; i++)
    {
      const ChiosaFragment *fragment = g_ptr_array_index (fragments, i);
      gsize expected = spans[0].start + fragment->expected - first;
      g_autoptr (GArray) found = chiosa_quote_finder_find (finder, fragment->exact, fragment->prefix, fragment->suffix,
                                                           expected, CHIOSA_FIND_ANYWHERE);
      guint j = 0;

      while (j < found->len && g_array_index (found, ChiosaFound, j).span.start < spans[i - 1].end)
        j++;
      if (j == found->len)
        return FALSE;
      spans[i] = g_array_index (found, ChiosaFound, j).span;
      *score += g_array_index (found, ChiosaFound, j).score;
    }
  *score /= fragments->len;

  return TRUE;
}

static void
add_found (GPtrArray         *places,
           ChiosaQuoteFinder *finder,
           const GPtrArray   *fragments,
           guint              max)
{
  const ChiosaFragment *fragment = g_ptr_array_index (fragments, 0);
  g_autofree ChiosaSpan *spans = g_new0 (ChiosaSpan, fragments->len);
  g_autoptr (GArray) found = chiosa_quote_finder_find (finder, fragment->exact, fragment->prefix, fragment->suffix,
                                                       fragment->expected, CHIOSA_FIND_ANYWHERE);

  for (guint i = 0; i < MIN (found->len, max); i++)
    {
      const ChiosaFound *one = &g_array_index (found, ChiosaFound, i);
      double score = one->score;

      spans[0] = one->span;
      if (follow (finder, fragments, spans, &score))
        add_place (places, spans, fragments->len, score);
    }
}

static gboolean
has_place (const GPtrArray  *places,
           const ChiosaSpan *span)
{
  for (guint i = 0; i < places->len; i++)
    {
      const ChiosaPlace *place = g_ptr_array_index (places, i);

      if (chiosa_spans_equal (place->spans, place->n_spans, span, 1))
        return TRUE;
    }

  return FALSE;
}

/* As many words as the quote has, from the point on. */
static void
add_point (GPtrArray         *places,
           ChiosaVocabulary  *vocabulary,
           const ChiosaWords *text,
           const ChiosaQuote *quote)
{
  g_autoptr (ChiosaWords) exact = chiosa_words_new (vocabulary, quote->exact);
  gsize first = chiosa_words_find (text, quote->point);
  gsize end = MIN (first + exact->n_words, text->n_words);
  g_autofree char *words = NULL;
  ChiosaSpan span;

  if (first == end)
    return;

  span = (ChiosaSpan) { text->words[first].start, text->words[end - 1].end };
  if (has_place (places, &span))
    return;

  words = g_ucs4_to_utf8 (text->chars + span.start, span.end - span.start, NULL, NULL, NULL);
  add_place (places, &span, 1, POINT_COUNTS + LIKENESS_COUNTS * chiosa_word_similarity (words, quote->exact));
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const ChiosaPlace *x = *(const ChiosaPlace * const *) a, *y = *(const ChiosaPlace * const *) b;

  return x->score > y->score ? -1 : x->score < y->score;
}

/**
 * chiosa_reanchor_suggest:
 * @detached: an annotation with a quote
 * @text: the text as it is now
 * @max: how many places at most
 *
 * Looks for places that have the words of the quote, or some of them, and adds the stretch at the quote's point.
 *
 * Returns: (transfer full) (element-type ChiosaPlace): the places, best first; empty when there is nothing to go by
 */
GPtrArray *
chiosa_reanchor_suggest (const ChiosaAnnotation *detached,
                         const ChiosaText       *text,
                         guint                   max)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);
  const ChiosaQuote *quote = detached->quote;
  g_autoptr (ChiosaVocabulary) vocabulary = NULL;
  g_autoptr (ChiosaWords) words = NULL;
  g_autoptr (ChiosaQuoteFinder) finder = NULL;
  g_autoptr (GPtrArray) fragments = NULL;

  if (quote == NULL || quote->exact == NULL || *quote->exact == '\0' || max == 0)
    return places;

  vocabulary = chiosa_vocabulary_new (CHIOSA_WORDS_NORMALISED);
  words = chiosa_words_new_for_text (vocabulary, text);
  finder = chiosa_quote_finder_new (vocabulary, words, NULL);
  fragments = chiosa_fragments_of_quote (quote);
  if (fragments != NULL)
    add_found (places, finder, fragments, max);
  add_point (places, vocabulary, words, quote);

  g_ptr_array_sort (places, compare_places);
  if (places->len > max)
    g_ptr_array_set_size (places, max);

  return places;
}
