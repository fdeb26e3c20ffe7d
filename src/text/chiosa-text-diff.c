/* chiosa-text-diff.c
 *
 * What leads from one text to another, by words: the words are aligned (chiosa-align.c), then what was put in or taken
 * out between kept words is moved to where a person would have done it, at the edge of a paragraph or a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-text-diff.h"

#include "chiosa-align.h"
#include "chiosa-word-diff.h"

#include <string.h>

/* Comparisons of words in the search between anchors: some 0.1 s. */
#define MAX_STEPS (40 * 1000 * 1000)
/* So far a run of words is moved at most. */
#define MAX_SLIDE 400

/* What stands between two words, from the weakest to the strongest. */
typedef enum
{
  BREAK_NONE,
  BREAK_CLAUSE,
  BREAK_SENTENCE,
  BREAK_PARAGRAPH,
} Break;

/* One row of words and the partners of its words in the other. */
typedef struct
{
  const ChiosaWords *words;
  const ChiosaWords *others;
  gint32            *partner;
} Side;

static gboolean
ends_sentence (gunichar c)
{
  switch (c)
    {
    case '.': case '!': case '?': case 0x2026: case 0x037E:
    case 0x0589: case 0x061F: case 0x06D4:                /* Armenian, Arabic, Urdu */
    case 0x0964: case 0x0965: case 0x104B: case 0x17D4:   /* Devanagari, Myanmar, Khmer */
    case 0x3002: case 0xFF01: case 0xFF0E: case 0xFF1F: case 0xFF61:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What stands before word @i. */
static Break
get_break (const ChiosaWords *words,
           gsize              i)
{
  gsize start = i > 0 ? words->words[i - 1].end : 0;
  gsize end = i < words->n_words ? words->words[i].start : words->n_chars;
  Break strongest = BREAK_NONE;

  if (i == 0 || i == words->n_words)
    return BREAK_PARAGRAPH;

  for (gsize at = start; at < end && strongest < BREAK_PARAGRAPH; at++)
    {
      gunichar c = words->chars[at];

      if (c == '\n' || c == '\r' || c == 0x2029)
        strongest = BREAK_PARAGRAPH;
      else if (ends_sentence (c))
        strongest = MAX (strongest, BREAK_SENTENCE);
      else if (!g_unichar_isspace (c))
        strongest = MAX (strongest, BREAK_CLAUSE);
    }

  return strongest;
}

static guint
rate (const ChiosaWords *words,
      gsize              start,
      gsize              end)
{
  return get_break (words, start) + get_break (words, end);
}

/* How far the run [start, end) of words that only this side has should go to the left. */
static gsize
best_slide (const Side *side,
            gsize       start,
            gsize       end,
            gsize       most)
{
  const guint32 *ids = side->words->ids;
  guint best = rate (side->words, start, end);
  gsize slide = 0;

  for (gsize n = 1; n <= MIN (most, MAX_SLIDE) && ids[start - n] == ids[end - n]; n++)
    {
      guint rated = rate (side->words, start - n, end - n);

      if (rated > best)
        best = rated, slide = n;
    }

  return slide;
}

/* The greedy search puts a run as far to the right as it goes: from there it can only move to the left. */
static void
slide_side (Side *side)
{
  gsize n = side->words->n_words, kept_from = 0;  /* first of the kept words before the run */

  for (gsize start = 0; start < n;)
    {
      gsize end = start, slide;
      gint32 before, after;

      while (end < n && side->partner[end] < 0)
        end++;
      if (end == start)
        {
          start++;
          continue;
        }

      before = start > 0 ? side->partner[start - 1] : -1;
      after = end < n ? side->partner[end] : (gint32) side->others->n_words;
      slide = after == before + 1 ? best_slide (side, start, end, start - kept_from) : 0;
      for (; slide > 0; slide--)
        {
          side->partner[--end] = side->partner[--start];
          side->partner[start] = -1;
        }
      kept_from = end;
      start = end;
    }
}

static gint32 *
invert (const gint32 *partner,
        gsize         n,
        gsize         n_others)
{
  gint32 *inverse = g_new (gint32, n_others + 1);

  memset (inverse, -1, (n_others + 1) * sizeof *inverse);
  for (gsize i = 0; i < n; i++)
    {
      if (partner[i] >= 0)
        inverse[partner[i]] = i;
    }

  return inverse;
}

/* Moves every run to the right as far as it goes: the anchors may have left it anywhere. */
static void
push_right (Side *side)
{
  const guint32 *ids = side->words->ids;

  for (gsize end = side->words->n_words; end > 0;)
    {
      gsize start = end, limit = end;
      gint32 before, after;

      while (start > 0 && side->partner[start - 1] < 0)
        start--;
      if (start == end)
        {
          end--;
          continue;
        }

      before = start > 0 ? side->partner[start - 1] : -1;
      after = limit < side->words->n_words ? side->partner[limit] : (gint32) side->others->n_words;
      for (gsize to = start; after == before + 1 && end < side->words->n_words && side->partner[end] >= 0 &&
           end - limit < MAX_SLIDE && ids[to] == ids[end]; to++, end++)
        {
          side->partner[to] = side->partner[end];
          side->partner[end] = -1;
        }
      end = start;
    }
}

/**
 * chiosa_words_compare:
 * @a: the words before
 * @b: the words after, with numbers of the same vocabulary
 *
 * Returns: (transfer full) (array): for each word of @a the word of @b that it became, or -1; the numbers rise
 */
gint32 *
chiosa_words_compare (const ChiosaWords *a,
                      const ChiosaWords *b)
{
  g_autofree gint32 *there = g_new (gint32, a->n_words + 1);
  g_autofree gint32 *back = NULL;
  ChiosaAlignment alignment = { a->ids, b->ids, there, MAX_STEPS };
  Side old_side = { a, b, there }, new_side = { b, a, NULL };

  memset (there, -1, (a->n_words + 1) * sizeof *there);
  chiosa_align_anchors (&alignment, (ChiosaAlignRange) { 0, a->n_words, 0, b->n_words });

  push_right (&old_side);
  slide_side (&old_side);
  back = invert (there, a->n_words, b->n_words);
  new_side.partner = back;
  push_right (&new_side);
  slide_side (&new_side);

  return invert (back, b->n_words, a->n_words);
}

static void
add_replacement (ChiosaEdit           *edit,
                 const ChiosaWords    *new_words,
                 const ChiosaWordHunk *hunk)
{
  g_autofree char *text = g_ucs4_to_utf8 (new_words->chars + hunk->new_start, hunk->new_end - hunk->new_start,
                                          NULL, NULL, NULL);

  /* What has been replaced so far makes the text as long as the new one before the hunk. */
  chiosa_edit_compose (edit, hunk->new_start, hunk->new_start + hunk->old_end - hunk->old_start, text);
}

/**
 * chiosa_text_diff:
 * @old_text: a text
 * @new_text: another
 *
 * Finds the words of one text in the other. Where words gave way to words, their letters are not compared. The work is
 * bounded: what two long texts without anything in common have between them comes out as one replacement.
 *
 * Returns: (transfer full): the edit that makes @new_text of @old_text, code point by code point
 */
ChiosaEdit *
chiosa_text_diff (const ChiosaText *old_text,
                  const ChiosaText *new_text)
{
  g_autoptr (ChiosaVocabulary) vocabulary = NULL;
  g_autoptr (ChiosaWords) a = NULL, b = NULL;
  g_autofree gint32 *partner = NULL;
  g_autoptr (GArray) hunks = NULL;
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();

  g_return_val_if_fail (old_text != NULL && new_text != NULL, NULL);

  vocabulary = chiosa_vocabulary_new (CHIOSA_WORDS_NORMALISED);
  a = chiosa_words_new_for_text (vocabulary, old_text);
  b = chiosa_words_new_for_text (vocabulary, new_text);
  partner = chiosa_words_compare (a, b);
  hunks = chiosa_words_list_hunks (a, b, partner);
  for (guint i = 0; i < hunks->len; i++)
    add_replacement (edit, b, &g_array_index (hunks, ChiosaWordHunk, i));

  return g_steal_pointer (&edit);
}
