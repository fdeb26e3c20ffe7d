/* chiosa-reanchor-quote.c
 *
 * Words found by themselves: a quote with what stood before and behind it, anywhere in a text. For annotations whose text
 * of before is not known, and for those that have lost their place. The weights are those of the Hypothesis client,
 * (50 quote + 20 prefix + 20 suffix + 2 position) / 92, here counted by words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

#include "chiosa-align.h"

#include <string.h>

#define QUOTE_COUNTS 50.0
#define CONTEXT_COUNTS 20.0
#define POSITION_COUNTS 2.0
/* So many places of a word are looked at for one quote, and so many of the quote are rated: those nearest to where it was. */
#define MAX_PLACES 2048
#define MAX_RATED 48
/* Words of context compared on one side. */
#define MAX_CONTEXT 12
/* A place must have so much of the quote. */
#define ENOUGH_WORDS 0.4
/* Longer quotes are found by their first words. */
#define MAX_QUOTE 600

struct _ChiosaQuoteFinder
{
  ChiosaVocabulary  *vocabulary;
  const ChiosaWords *words;
  const gint32      *back;
  guint32           *first;      /* by number: where its places begin */
  guint32           *places;     /* words of the text, by number, then by place */
  guint32            n_ids;
  GPtrArray         *asked;      /* ChiosaWords of quotes: the vocabulary needs their letters */
};

typedef struct
{
  ChiosaQuoteFinder *finder;
  const ChiosaWords *exact;
  const ChiosaWords *prefix;
  const ChiosaWords *suffix;
  gsize              expected;    /* word of the text */
  ChiosaFindWhere    where;
  GArray            *found;       /* ChiosaFound */
} Query;

static void
list_places (ChiosaQuoteFinder *self)
{
  g_autofree guint32 *next = NULL;

  self->n_ids = chiosa_vocabulary_get_n (self->vocabulary);
  self->first = g_new0 (guint32, self->n_ids + 2);
  self->places = g_new (guint32, self->words->n_words + 1);
  for (gsize i = 0; i < self->words->n_words; i++)
    self->first[self->words->ids[i] + 1]++;
  for (guint32 id = 0; id < self->n_ids; id++)
    self->first[id + 1] += self->first[id];

  next = g_memdup2 (self->first, (self->n_ids + 1) * sizeof *next);
  for (gsize i = 0; i < self->words->n_words; i++)
    self->places[next[self->words->ids[i]]++] = i;
}

static guint32
count_places (const ChiosaQuoteFinder *self,
              guint32                  id)
{
  return id < self->n_ids ? self->first[id + 1] - self->first[id] : 0;
}

static gboolean
is_free (const Query *query,
         gsize        start,
         gsize        end)
{
  for (gsize i = start; query->where == CHIOSA_FIND_INSERTED && query->finder->back != NULL && i < end; i++)
    {
      if (query->finder->back[i] >= 0)
        return FALSE;
    }

  return TRUE;
}

/* How many of the letters of @n words from @a on are among those of @m words from @b on, in order. */
static double
common_part (const ChiosaWords *x, gsize a, gsize n,
             const ChiosaWords *y, gsize b, gsize m)
{
  gint32 partner[MAX_QUOTE + 1];
  ChiosaAlignment alignment = { x->ids + a, y->ids + b, partner, 100000 };
  guint total = 0, common = 0;

  if (n == 0)
    return 1.0;
  memset (partner, -1, (n + 1) * sizeof *partner);
  chiosa_align_greedy (&alignment, (ChiosaAlignRange) { 0, n, 0, m }, n + m);
  for (gsize i = 0; i < n; i++)
    {
      guint weight = chiosa_word_weight (x, a + i);

      total += weight;
      common += partner[i] >= 0 ? weight : 0;
    }

  return (double) common / total;
}

/* A context is cut anywhere: its outermost word may be a part of one and does not count where others are left. */
static double
rate_prefix (const Query *query,
             gsize        start)
{
  gsize n = MIN (query->prefix->n_words, MAX_CONTEXT), m = MIN (start, n + 2);

  if (query->prefix->n_words > 1 && n == query->prefix->n_words)
    n--;
  if (n == 0)
    return start == 0 ? 1.0 : 0.5;

  return common_part (query->prefix, query->prefix->n_words - n, n, query->finder->words, start - m, m);
}

static double
rate_suffix (const Query *query,
             gsize        end)
{
  gsize n = MIN (query->suffix->n_words, MAX_CONTEXT), m = MIN (query->finder->words->n_words - end, n + 2);

  if (query->suffix->n_words > 1 && n == query->suffix->n_words)
    n--;
  if (n == 0)
    return end == query->finder->words->n_words ? 1.0 : 0.5;

  return common_part (query->suffix, 0, n, query->finder->words, end, m);
}

/* Adds words [start, end) of the text with @words, the part of the quote that is there. */
static void
add_found (Query  *query,
           gsize   start,
           gsize   end,
           double  words)
{
  const ChiosaWords *text = query->finder->words;
  double distance = query->expected > start ? query->expected - start : start - query->expected;
  double prefix = rate_prefix (query, start), suffix = rate_suffix (query, end);
  ChiosaFound found = { { text->words[start].start, text->words[end - 1].end }, 0.0, words, (prefix + suffix) / 2 };

  found.score = (QUOTE_COUNTS * words + CONTEXT_COUNTS * (prefix + suffix) +
                 POSITION_COUNTS * (1.0 - distance / MAX (text->n_words, 1))) /
                (QUOTE_COUNTS + 2 * CONTEXT_COUNTS + POSITION_COUNTS);
  g_array_append_val (query->found, found);
}

/* Narrows [*from, *to) of rising @places to at most @most around @expected. */
static void
choose_nearest (const guint32 *places,
                gsize          expected,
                guint32        most,
                guint32       *from,
                guint32       *to)
{
  guint32 low = *from, high = *to;

  if (high - low <= most)
    return;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (places[middle] < expected)
        low = middle + 1;
      else
        high = middle;
    }
  *from = MAX (*from, low - MIN (low, most / 2));
  *from = MIN (*from, *to - most);
  *to = *from + most;
}

/* The places of the quote's @word around where it is expected. */
static void
choose_places (const Query *query,
               gsize        word,
               guint32      most,
               guint32     *from,
               guint32     *to)
{
  guint32 id = query->exact->ids[word];

  *from = query->finder->first[id];
  *to = query->finder->first[id + 1];
  choose_nearest (query->finder->places, query->expected + word, most, from, to);
}

/* The word of the quote that stands in the text the fewest times, but at least once; n_words where none does. */
static gsize
rarest_word (const Query *query,
             gsize        not_this)
{
  gsize rarest = query->exact->n_words;
  guint32 fewest = G_MAXUINT32;

  for (gsize i = 0; i < MIN (query->exact->n_words, MAX_QUOTE); i++)
    {
      guint32 n = count_places (query->finder, query->exact->ids[i]);

      if (n > 0 && n < fewest && i != not_this)
        rarest = i, fewest = n;
    }

  return rarest;
}

static void
find_exact (Query *query)
{
  gsize n = query->exact->n_words, word = rarest_word (query, G_MAXSIZE);
  const ChiosaWords *text = query->finder->words;
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 from, to;

  if (word == n)
    return;

  choose_places (query, word, MAX_PLACES, &from, &to);
  for (guint32 i = from; i < to; i++)
    {
      guint32 place = query->finder->places[i], start = place - word;

      if (place >= word && start + n <= text->n_words &&
          memcmp (text->ids + start, query->exact->ids, n * sizeof *text->ids) == 0 && is_free (query, start, start + n))
        g_array_append_val (starts, start);
    }

  from = 0, to = starts->len;
  choose_nearest ((const guint32 *) (void *) starts->data, query->expected, MAX_RATED, &from, &to);
  for (; from < to; from++)
    {
      guint32 start = g_array_index (starts, guint32, from);

      add_found (query, start, start + n, 1.0);
    }
}

/* A window of the text around a place of one of the quote's words, cut to the words that are the quote's. */
static void
try_window (Query *query,
            gsize  place,
            gsize  word)
{
  const ChiosaWords *text = query->finder->words;
  gint32 partner[MAX_QUOTE + 1];
  gsize n = MIN (query->exact->n_words, MAX_QUOTE), reach = n / 4 + 1;
  gsize start = place - MIN (place, word + reach), end = MIN (text->n_words, place + (n - word) + reach);
  ChiosaAlignment alignment = { query->exact->ids, text->ids + start, partner, 100000 };
  guint total = 0, common = 0;
  gssize first = -1, last = -1;

  memset (partner, -1, (n + 1) * sizeof *partner);
  chiosa_align_greedy (&alignment, (ChiosaAlignRange) { 0, n, 0, end - start }, 400);
  for (gsize i = 0; i < n; i++)
    {
      guint weight = chiosa_word_weight (query->exact, i);

      total += weight;
      if (partner[i] < 0)
        continue;
      common += weight;
      /* Lost words at an edge were as many. */
      if (first < 0)
        first = MAX (0, (gssize) (start + partner[i]) - (gssize) i);
      last = MIN (text->n_words, start + partner[i] + (n - i));
    }

  if (first >= 0 && common >= ENOUGH_WORDS * total && is_free (query, first, last))
    add_found (query, first, last, (double) common / total);
}

static void
find_inexact (Query *query)
{
  gsize word = G_MAXSIZE;

  for (guint round = 0; round < 2; round++)
    {
      guint32 from, to;

      word = rarest_word (query, word);
      if (word == query->exact->n_words)
        return;
      choose_places (query, word, MAX_RATED, &from, &to);
      for (guint32 i = from; i < to; i++)
        try_window (query, query->finder->places[i], word);
    }
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const ChiosaFound *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;

  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* Drops places that overlap a better one. */
static void
drop_doubles (GArray *found)
{
  guint n = 0;

  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    {
      const ChiosaFound *one = &g_array_index (found, ChiosaFound, i);
      gboolean is_double = FALSE;

      for (guint j = 0; j < n && !is_double; j++)
        {
          const ChiosaFound *better = &g_array_index (found, ChiosaFound, j);

          is_double = one->span.start < better->span.end && better->span.start < one->span.end;
        }
      if (!is_double)
        g_array_index (found, ChiosaFound, n++) = *one;
    }
  g_array_set_size (found, n);
}

/* The punctuation with which the quote begins and ends, where the text has it too. */
static void
widen (const ChiosaWords *text,
       const ChiosaWords *exact,
       ChiosaSpan        *span)
{
  gsize head = exact->words[0].start, tail = exact->words[exact->n_words - 1].end;

  while (head > 0 && span->start > 0 && text->chars[span->start - 1] == exact->chars[head - 1])
    head--, span->start--;
  while (tail < exact->n_chars && span->end < text->n_chars && text->chars[span->end] == exact->chars[tail])
    tail++, span->end++;
}

/* A quote of punctuation only: the place where it was, if it is still there. */
static void
find_signs (Query *query,
            gsize  expected)
{
  const ChiosaWords *text = query->finder->words, *exact = query->exact;
  ChiosaFound found = { { expected, expected + exact->n_chars }, 0.5, 1.0, 0.0 };

  if (exact->n_chars > 0 && found.span.end <= text->n_chars && query->where == CHIOSA_FIND_ANYWHERE &&
      memcmp (text->chars + expected, exact->chars, exact->n_chars * sizeof *exact->chars) == 0)
    g_array_append_val (query->found, found);
}

static const ChiosaWords *
read_words (ChiosaQuoteFinder *self,
            const char        *utf8)
{
  ChiosaWords *words = chiosa_words_new (self->vocabulary, utf8 != NULL ? utf8 : "");

  g_ptr_array_add (self->asked, words);

  return words;
}

/**
 * chiosa_quote_finder_new:
 * @vocabulary: gave the words their numbers
 * @words: of the text
 * @back: (nullable) (array): by word, what is not negative for those that are not inserted
 *
 * Returns: (transfer full): finds quotes in that text; borrows all three
 */
ChiosaQuoteFinder *
chiosa_quote_finder_new (ChiosaVocabulary  *vocabulary,
                         const ChiosaWords *words,
                         const gint32      *back)
{
  ChiosaQuoteFinder *self = g_new0 (ChiosaQuoteFinder, 1);

  self->vocabulary = vocabulary;
  self->words = words;
  self->back = back;
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_words_free);
  list_places (self);

  return self;
}

/**
 * chiosa_quote_finder_free:
 * @self: (nullable) (transfer full): a finder; its vocabulary must not be used any more
 */
void
chiosa_quote_finder_free (ChiosaQuoteFinder *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->asked);
  g_free (self->first);
  g_free (self->places);
  g_free (self);
}

/**
 * chiosa_quote_finder_find:
 * @self: a finder
 * @exact: the words to find
 * @prefix: (nullable): what stood before them
 * @suffix: (nullable): what stood behind them
 * @expected: where they were, code points
 * @where: what may be taken
 *
 * Looks for the very words; only where these are nowhere, for a stretch that has some of them.
 *
 * Returns: (transfer full) (element-type ChiosaFound): the places, best first
 */
GArray *
chiosa_quote_finder_find (ChiosaQuoteFinder *self,
                          const char        *exact,
                          const char        *prefix,
                          const char        *suffix,
                          gsize              expected,
                          ChiosaFindWhere    where)
{
  Query query = { .finder = self, .where = where };

  query.exact = read_words (self, exact);
  query.prefix = read_words (self, prefix);
  query.suffix = read_words (self, suffix);
  query.expected = chiosa_words_find (self->words, expected);
  query.found = g_array_new (FALSE, FALSE, sizeof (ChiosaFound));

  if (query.exact->n_words == 0)
    {
      find_signs (&query, expected);
      return query.found;
    }

  find_exact (&query);
  if (query.found->len == 0)
    find_inexact (&query);
  drop_doubles (query.found);
  for (guint i = 0; i < query.found->len; i++)
    widen (self->words, query.exact, &g_array_index (query.found, ChiosaFound, i).span);

  return query.found;
}
