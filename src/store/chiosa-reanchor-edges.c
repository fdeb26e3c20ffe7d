/* chiosa-reanchor-edges.c
 *
 * Where the edges of a span stand in the new text, given the words that are a pair: inside words, among punctuation, and
 * beside words that were taken away or replaced.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

/* Words put in the place of @n lost ones at an edge belong to the span when they are no more than 2 n + 2. */
#define MOST_FOR(n) (2 * (n) + 2)

/* White space is a blank; quotes are one, and dashes. */
static gunichar
plain_form (gunichar c)
{
  if (g_unichar_isspace (c))
    return ' ';

  switch (g_unichar_type (c))
    {
    case G_UNICODE_DASH_PUNCTUATION:
      return '-';
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return '"';
    case G_UNICODE_FORMAT:
      return 0;
    default:
      return c == '\'' || c == '`' || c == 0x201A || c == 0x201E || (c >= 0x300C && c <= 0x300F) ? '"' : c;
    }
}

/* Marks and conjoining vowels and finals: what a composed character has in itself. */
static gboolean
hangs_on (gunichar c)
{
  return c >= 0x300 && (g_unichar_ismark (c) || (c >= 0x1160 && c <= 0x11FF));
}

/* The place in [start, end) behind @n characters with what hangs on them. */
static gsize
skip_letters (const gunichar *chars,
              gsize           start,
              gsize           end,
              gsize           n)
{
  while (start < end && (n > 0 || hangs_on (chars[start])))
    n -= !hangs_on (chars[start++]);

  return start;
}

static gsize
count_letters (const gunichar *chars,
               gsize           start,
               gsize           end)
{
  gsize n = 0;

  for (; start < end; start++)
    n += !hangs_on (chars[start]);

  return n;
}

/* A place inside a word, in its pair: counted from the start while the letters are the same, else from the end. */
static gsize
map_inside (const ChiosaPairs *self,
            gsize              offset,
            gsize              word)
{
  const ChiosaWord *x = &self->old->words[word], *y = &self->new->words[self->partner[word]];
  const gunichar *old = self->old->chars, *new = self->new->chars;
  gsize before = count_letters (old, x->start, offset), after = count_letters (old, offset, x->end);
  gsize n_new = count_letters (new, y->start, y->end), common = 0;

  if (offset <= x->start)
    return y->start;
  if (offset >= x->end)
    return y->end;

  while (common < before && old[x->start + common] == new[y->start + common] && y->start + common < y->end)
    common++;
  if (common < before && n_new != before + after && n_new >= after)
    before = n_new - after;

  return skip_letters (new, y->start, y->end, before);
}

/* Goes to the left from @j in the new text, over as much white space and punctuation as stood in old [from, to). */
static gsize
map_before (const ChiosaPairs *self,
            gsize              from,
            gsize              to,
            gsize              j)
{
  gsize word = chiosa_words_find (self->new, j > 0 ? j - 1 : 0), start = j, limit = 0;

  /* Not over the word before. */
  if (word < self->new->n_words && self->new->words[word].start < j)
    limit = self->new->words[word].end;
  else if (word > 0)
    limit = self->new->words[word - 1].end;

  for (gsize i = to; i > from; i--)
    {
      gunichar c = plain_form (self->old->chars[i - 1]);
      gsize at = j;

      while (at > limit && plain_form (self->new->chars[at - 1]) != c &&
             (plain_form (self->new->chars[at - 1]) == ' ' || plain_form (self->new->chars[at - 1]) == 0))
        at--;
      if (at > limit && plain_form (self->new->chars[at - 1]) == c)
        start = j = at - 1;
    }

  return start;
}

static gsize
map_behind (const ChiosaPairs *self,
            gsize              from,
            gsize              to,
            gsize              j)
{
  gsize word = chiosa_words_find (self->new, j), end = j;
  gsize limit = word < self->new->n_words ? self->new->words[word].start : self->new->n_chars;

  for (gsize i = from; i < to; i++)
    {
      gunichar c = plain_form (self->old->chars[i]);
      gsize at = j;

      while (at < limit && plain_form (self->new->chars[at]) != c &&
             (plain_form (self->new->chars[at]) == ' ' || plain_form (self->new->chars[at]) == 0))
        at++;
      if (at < limit && plain_form (self->new->chars[at]) == c)
        end = j = at + 1;
    }

  return end;
}

/* Whether @a and @b went the same way. */
static gboolean
together (const ChiosaPairs *self,
          gsize              a,
          gsize              b)
{
  return self->partner[a] >= 0 && self->block[a] == self->block[b];
}

/* The first word in the place, when words before it were lost: those that others took the place of count as there. */
static gsize
first_there (const ChiosaPairs *self,
             gsize              first,
             gsize              word)
{
  gssize before, n;

  if (first == word || (first > 0 && !together (self, first - 1, word)))
    return self->partner[word];

  before = first > 0 ? self->partner[first - 1] : -1;
  n = self->partner[word] - before - 1;

  return n > 0 && n <= (gssize) MOST_FOR (word - first) ? (gsize) (before + 1) : (gsize) self->partner[word];
}

static gsize
last_there (const ChiosaPairs *self,
            gsize              last,
            gsize              word)
{
  gssize after, n;
  gboolean at_end = last + 1 == self->old->n_words;

  if (last == word || (!at_end && !together (self, last + 1, word)))
    return self->partner[word];

  after = at_end ? (gssize) self->new->n_words : self->partner[last + 1];
  n = after - self->partner[word] - 1;

  return n > 0 && n <= (gssize) MOST_FOR (last - word) ? (gsize) (after - 1) : (gsize) self->partner[word];
}

/**
 * chiosa_pairs_map_start:
 * @self: pairs
 * @offset: where the span starts in the old text
 * @first: its first word
 * @word: its first word that has a pair in the place
 *
 * Returns: where it starts in the new text. Words in the place of lost ones belong to it when no word outside the
 *   span was lost with them (rules 9 and 11 of the editing rules)
 */
gsize
chiosa_pairs_map_start (const ChiosaPairs *self,
                        gsize              offset,
                        gsize              first,
                        gsize              word)
{
  gsize start = self->new->words[first_there (self, first, word)].start;

  if (offset < self->old->words[first].start)
    return map_before (self, offset, self->old->words[first].start, start);

  return first == word ? map_inside (self, offset, word) : start;
}

/**
 * chiosa_pairs_map_end:
 * @self: pairs
 * @offset: where the span ends in the old text
 * @last: its last word
 * @word: its last word that has a pair in the place
 *
 * Returns: where it ends in the new text; the signs behind its last word stay with it when the word is lost
 */
gsize
chiosa_pairs_map_end (const ChiosaPairs *self,
                      gsize              offset,
                      gsize              last,
                      gsize              word)
{
  gsize end = self->new->words[last_there (self, last, word)].end;

  if (offset > self->old->words[last].end)
    return map_behind (self, self->old->words[last].end, offset, end);

  return last == word ? map_inside (self, offset, word) : end;
}

/* The next character of [*at, end) in plain form, runs of white space as one blank; 0 at the end. */
static gunichar
next_plain (const gunichar *chars,
            gsize          *at,
            gsize           end)
{
  gunichar c = 0;

  while (*at < end && c == 0)
    c = plain_form (chars[(*at)++]);
  while (c == ' ' && *at < end && (plain_form (chars[*at]) == ' ' || plain_form (chars[*at]) == 0))
    (*at)++;

  return c;
}

/**
 * chiosa_pairs_same_text:
 * @self: pairs
 * @old: a stretch of the old text
 * @new: a stretch of the new one with the same words
 *
 * Returns: whether nothing between the words changed but the amount of white space and the form of quotes and dashes
 */
gboolean
chiosa_pairs_same_text (const ChiosaPairs *self,
                        const ChiosaSpan  *old,
                        const ChiosaSpan  *new)
{
  gsize i = old->start, j = new->start;
  gsize word = chiosa_words_find (self->old, i), new_word = chiosa_words_find (self->new, j);

  for (;;)
    {
      gsize stop = word < self->old->n_words ? MIN (self->old->words[word].start, old->end) : old->end;
      gsize new_stop = new_word < self->new->n_words ? MIN (self->new->words[new_word].start, new->end) : new->end;

      while (i < stop || j < new_stop)
        {
          if (next_plain (self->old->chars, &i, stop) != next_plain (self->new->chars, &j, new_stop))
            return FALSE;
        }
      if (i >= old->end || j >= new->end)
        return (i >= old->end) == (j >= new->end);

      /* Words are the same as their numbers are: only parts at the edges are not compared. */
      i = MAX (i, self->old->words[word].end);
      j = MAX (j, self->new->words[new_word].end);
      word++;
      new_word++;
      i = MIN (i, old->end);
      j = MIN (j, new->end);
    }
}
