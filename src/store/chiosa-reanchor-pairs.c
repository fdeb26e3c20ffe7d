/* chiosa-reanchor-pairs.c
 *
 * The words of the text as it was and as it is now, in pairs: those that stayed in order, those that moved, those that
 * were changed in part, and those that others took the place of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

#include "chiosa-text-diff.h"
#include "chiosa-word.h"

#include <string.h>

/* A run of kept words between two replacements is a coincidence when both sides have so many times its letters. Chosen on
 * the tuning set of tests/store/reanchor; 1 is what the semantic cleanup of diff-match-patch has. */
#define COINCIDENCE 4
/* So far from the first and last change nothing is in doubt. */
#define FAR 200
/* In a text with fewer words every kept word speaks for it, else only those with a kept neighbour. */
#define FEW_WORDS 20

guint
chiosa_word_weight (const ChiosaWords *words,
                    gsize              i)
{
  const ChiosaWord *word = &words->words[i];

  return chiosa_word_is_spaceless (words->chars[word->start]) ? 3 : word->end - word->start;
}

void
chiosa_pairs_set (ChiosaPairs    *self,
                  gsize           old,
                  gsize           new,
                  ChiosaPairKind  kind,
                  guint32         block)
{
  self->partner[old] = new;
  self->back[new] = old;
  self->kind[old] = kind;
  self->block[old] = block;
}

gboolean
chiosa_pairs_keep (const ChiosaPairs *self,
                   gsize              i)
{
  return self->kind[i] != CHIOSA_PAIR_NONE && self->kind[i] != CHIOSA_PAIR_REPLACED;
}

static guint64
weigh (const ChiosaWords *words,
       gsize              start,
       gsize              end)
{
  guint64 weight = 0;

  for (gsize i = start; i < end; i++)
    weight += chiosa_word_weight (words, i);

  return weight;
}

/* A run of kept words: [start, end) of the old text, and what lies between it and the run before. */
typedef struct
{
  gsize   start;
  gsize   end;
  guint64 weight;
  guint64 before;   /* the heavier side of the gap */
} Run;

/* An empty run stands at the end. */

static GArray *
list_runs (const ChiosaPairs *self)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  gsize old_end = 0, new_end = 0;

  for (gsize i = 0; i < self->old->n_words;)
    {
      Run run = { i, i + 1, 0, 0 };
      gsize j = self->partner[i] < 0 ? 0 : self->partner[i];

      if (self->partner[i] < 0)
        {
          i++;
          continue;
        }
      while (run.end < self->old->n_words && self->partner[run.end] == (gint32) (j + run.end - i))
        run.end++;
      run.weight = weigh (self->old, run.start, run.end);
      run.before = MAX (weigh (self->old, old_end, run.start), weigh (self->new, new_end, j));
      g_array_append_val (runs, run);
      old_end = run.end;
      new_end = j + run.end - i;
      i = run.end;
    }
  {
    Run run = { self->old->n_words, self->old->n_words, 0, 0 };

    run.before = MAX (weigh (self->old, old_end, self->old->n_words), weigh (self->new, new_end, self->new->n_words));
    g_array_append_val (runs, run);
  }

  return runs;
}

/* Forgets words that the comparison found by chance in the midst of what was written anew. */
static void
drop_coincidences (ChiosaPairs *self)
{
  g_autoptr (GArray) runs = list_runs (self);

  for (guint i = 0; i + 1 < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      const Run *next = &g_array_index (runs, Run, i + 1);

      if (run->weight * COINCIDENCE > MIN (run->before, next->before))
        continue;
      for (gsize word = run->start; word < run->end; word++)
        {
          self->back[self->partner[word]] = -1;
          self->partner[word] = -1;
          self->kind[word] = CHIOSA_PAIR_NONE;
        }
    }
}

static void
note_kept (ChiosaPairs *self)
{
  gint32 last = -1;

  for (gsize i = 0; i < self->old->n_words; i++)
    {
      if (chiosa_pairs_keep (self, i) && self->block[i] == 0)
        last = i;
      self->kept[i] = last;
    }
}

static void
measure_ends (ChiosaPairs *self)
{
  const gunichar *old = self->old->chars, *new = self->new->chars;
  gsize n_old = self->old->n_chars, n_new = self->new->n_chars, n = MIN (n_old, n_new);

  while (self->head < n && old[self->head] == new[self->head])
    self->head++;
  while (self->tail < n - self->head && old[n_old - 1 - self->tail] == new[n_new - 1 - self->tail])
    self->tail++;
}

/**
 * chiosa_pairs_is_untouched:
 * @self: pairs
 * @old: a stretch of the old text
 *
 * Returns: whether it and all around it is the same from the start or the end of the text on
 */
gboolean
chiosa_pairs_is_untouched (const ChiosaPairs *self,
                           const ChiosaSpan  *old)
{
  gsize n = self->old->n_chars;

  if (self->head == n && n == self->new->n_chars)
    return TRUE;

  return old->end + FAR <= self->head || old->start >= n - self->tail + FAR;
}

/**
 * chiosa_pairs_new:
 * @base: the text as it was
 * @text: the text as it is
 *
 * Returns: (transfer full): their words in pairs
 */
ChiosaPairs *
chiosa_pairs_new (const ChiosaText *base,
                  const ChiosaText *text)
{
  ChiosaPairs *self = g_new0 (ChiosaPairs, 1);
  gsize n_old, n_new;

  self->vocabulary = chiosa_vocabulary_new (CHIOSA_WORDS_NORMALISED);
  self->old = chiosa_words_new_for_text (self->vocabulary, base);
  self->new = chiosa_words_new_for_text (self->vocabulary, text);
  n_old = self->old->n_words;
  n_new = self->new->n_words;
  self->partner = chiosa_words_compare (self->old, self->new);
  self->back = g_new (gint32, n_new + 1);
  self->kind = g_new0 (guint8, n_old + 1);
  self->block = g_new0 (guint32, n_old + 1);
  self->kept = g_new (gint32, n_old + 1);

  memset (self->back, -1, (n_new + 1) * sizeof *self->back);
  for (gsize i = 0; i < n_old; i++)
    {
      if (self->partner[i] >= 0)
        chiosa_pairs_set (self, i, self->partner[i], CHIOSA_PAIR_SAME, 0);
    }

  measure_ends (self);
  drop_coincidences (self);
  chiosa_pairs_find_moves (self);
  chiosa_pairs_fill_gaps (self);
  note_kept (self);

  return self;
}

/**
 * chiosa_pairs_free:
 * @self: (nullable) (transfer full): pairs
 */
void
chiosa_pairs_free (ChiosaPairs *self)
{
  if (self == NULL)
    return;

  chiosa_words_free (self->old);
  chiosa_words_free (self->new);
  chiosa_vocabulary_free (self->vocabulary);
  g_free (self->partner);
  g_free (self->back);
  g_free (self->kind);
  g_free (self->block);
  g_free (self->weights);
  g_free (self->kept);
  g_free (self);
}

/**
 * chiosa_pairs_similarity:
 * @self: pairs
 *
 * Returns: the part of the old words that the new text keeps, 0…1. Single words that stand apart from all other kept ones
 *   do not count: every two texts of one language share some
 */
double
chiosa_pairs_similarity (const ChiosaPairs *self)
{
  gsize n = self->old->n_words, kept = 0;

  if (n == 0)
    return self->new->n_words == 0 ? 1.0 : 0.0;

  for (gsize i = 0; i < n; i++)
    {
      gint32 j = self->partner[i];

      if (!chiosa_pairs_keep (self, i))
        continue;
      kept += n < FEW_WORDS ||
              (i > 0 && chiosa_pairs_keep (self, i - 1) && self->partner[i - 1] == j - 1) ||
              (i + 1 < n && chiosa_pairs_keep (self, i + 1) && self->partner[i + 1] == j + 1);
    }

  return (double) kept / n;
}

/**
 * chiosa_pairs_map_point:
 * @self: pairs
 * @offset: a place in the old text
 *
 * Returns: behind the last word before it that is still there, and as far behind that as it was while nothing changed
 */
gsize
chiosa_pairs_map_point (const ChiosaPairs *self,
                        gsize              offset)
{
  gsize word = chiosa_words_find (self->old, offset);
  gint32 before = word > 0 ? self->kept[word - 1] : -1;
  gsize old_end = before >= 0 ? self->old->words[before].end : 0;
  gsize new_end = before >= 0 ? self->new->words[self->partner[before]].end : 0;
  gsize next = before >= 0 ? self->partner[before] + 1 : 0;
  gsize limit = next < self->new->n_words ? self->new->words[next].start : self->new->n_chars;

  if (word < self->old->n_words && self->kept[word] == (gint32) word && self->old->words[word].start <= offset)
    {
      const ChiosaWord *new_word = &self->new->words[self->partner[word]];

      return MIN (new_word->start + offset - self->old->words[word].start, new_word->end);
    }

  return MIN (new_end + offset - old_end, limit);
}
