/* chiosa-word-diff.c
 *
 * Which words of one string are those of another. Serves the editing rules and the diff of texts.
 * Not a diff for display: what lies between kept words comes out as one hunk, however alike its letters are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-word-diff.h"

#include "chiosa-align.h"

#include <string.h>

/* More differing words than this are not looked for: 1500 cost some milliseconds and 5 MB. */
#define MAX_DISTANCE 1500
/* Comparisons: what a distance of that many costs, with much to spare. */
#define MAX_STEPS (100 * 1000 * 1000)

/* Appends the hunk, less the white space and punctuation that both ends share. */
static void
add_hunk (GArray            *hunks,
          const ChiosaWords *a,
          const ChiosaWords *b,
          ChiosaWordHunk     hunk)
{
  while (hunk.old_start < hunk.old_end && hunk.new_start < hunk.new_end &&
         a->chars[hunk.old_start] == b->chars[hunk.new_start] &&
         !chiosa_word_is_content (a->chars[hunk.old_start]))
    {
      hunk.old_start++;
      hunk.new_start++;
    }
  while (hunk.old_start < hunk.old_end && hunk.new_start < hunk.new_end &&
         a->chars[hunk.old_end - 1] == b->chars[hunk.new_end - 1] &&
         !chiosa_word_is_content (a->chars[hunk.old_end - 1]) &&
         !g_unichar_ismark (a->chars[hunk.old_end - 1]))
    {
      hunk.old_end--;
      hunk.new_end--;
    }

  if (hunk.old_start < hunk.old_end || hunk.new_start < hunk.new_end)
    g_array_append_val (hunks, hunk);
}

/* From the first word to the last of what lies in [start, end); empty where there is none. */
static void
find_core (const ChiosaWords *words,
           gsize             *start,
           gsize             *end)
{
  while (*start < *end && !chiosa_word_is_content (words->chars[*start]))
    (*start)++;
  while (*start < *end && !chiosa_word_is_content (words->chars[*end - 1]) &&
         !g_unichar_ismark (words->chars[*end - 1]))
    (*end)--;
}

/* Appends what lies between two kept words. Words that gave way to words are a hunk of their own, and so is
 * what changed in the white space and punctuation on either side: an edge may stand between. */
static void
add_gap (GArray            *hunks,
         const ChiosaWords *a,
         const ChiosaWords *b,
         ChiosaWordHunk     gap)
{
  ChiosaWordHunk core = gap;

  find_core (a, &core.old_start, &core.old_end);
  find_core (b, &core.new_start, &core.new_end);
  if (core.old_start == core.old_end || core.new_start == core.new_end)
    {
      add_hunk (hunks, a, b, gap);
      return;
    }

  add_hunk (hunks, a, b, (ChiosaWordHunk) { gap.old_start, core.old_start, gap.new_start, core.new_start });
  g_array_append_val (hunks, core);
  add_hunk (hunks, a, b, (ChiosaWordHunk) { core.old_end, gap.old_end, core.new_end, gap.new_end });
}

static gboolean
same_letters (const ChiosaWords *a,
              const ChiosaWord  *x,
              const ChiosaWords *b,
              const ChiosaWord  *y)
{
  return x->end - x->start == y->end - y->start &&
         memcmp (a->chars + x->start, b->chars + y->start, (x->end - x->start) * sizeof *a->chars) == 0;
}

/**
 * chiosa_words_list_hunks:
 * @a: the words before
 * @b: the words after
 * @partner: (array): for each word of @a the one of @b that it is, rising, or -1
 *
 * Returns: (transfer full) (element-type ChiosaWordHunk): what changed between the kept words, in order; a kept word that
 *   is written in other code points is a change. Outside the hunks both texts are the same; hunks may touch
 */
GArray *
chiosa_words_list_hunks (const ChiosaWords *a,
                         const ChiosaWords *b,
                         const gint32      *partner)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (ChiosaWordHunk));
  ChiosaWordHunk hunk = { 0 };

  for (gsize i = 0; i < a->n_words; i++)
    {
      const ChiosaWord *old_word = &a->words[i], *new_word;

      if (partner[i] < 0)
        continue;
      new_word = &b->words[partner[i]];
      hunk.old_end = old_word->start;
      hunk.new_end = new_word->start;
      add_gap (hunks, a, b, hunk);
      hunk = (ChiosaWordHunk) { old_word->start, old_word->end, new_word->start, new_word->end };
      if (!same_letters (a, old_word, b, new_word))
        g_array_append_val (hunks, hunk);
      hunk.old_start = hunk.old_end;
      hunk.new_start = hunk.new_end;
    }
  hunk.old_end = a->n_chars;
  hunk.new_end = b->n_chars;
  add_gap (hunks, a, b, hunk);

  return hunks;
}

/**
 * chiosa_word_diff:
 * @old_utf8: the words before
 * @new_utf8: the words after
 *
 * Aligns the words of two strings (longest common subsequence). A word is a run of letters, digits and their marks;
 * in scripts that put no space between words every character is one, and so is a symbol or an emoji. White space and
 * punctuation are not words. Words must be equal to be kept: no folding of case.
 *
 * Returns: (transfer full) (element-type ChiosaWordHunk): what changed between the kept words, in order;
 *   outside the hunks both strings are the same; hunks may touch
 */
GArray *
chiosa_word_diff (const char *old_utf8,
                  const char *new_utf8)
{
  g_autoptr (ChiosaVocabulary) vocabulary = chiosa_vocabulary_new (CHIOSA_WORDS_LITERAL);
  g_autoptr (ChiosaWords) a = chiosa_words_new (vocabulary, old_utf8);
  g_autoptr (ChiosaWords) b = chiosa_words_new (vocabulary, new_utf8);
  g_autofree gint32 *partner = g_new (gint32, a->n_words + 1);
  ChiosaAlignment alignment = { a->ids, b->ids, partner, MAX_STEPS };

  memset (partner, -1, (a->n_words + 1) * sizeof *partner);
  chiosa_align_greedy (&alignment, (ChiosaAlignRange) { 0, a->n_words, 0, b->n_words }, MAX_DISTANCE);

  return chiosa_words_list_hunks (a, b, partner);
}
