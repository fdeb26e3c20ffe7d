/* chiosa-word-similarity.c
 *
 * How alike two strings are, by the distance of Levenshtein.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-word-diff.h"

/* Up to this length two strings are compared letter by letter, above it word by word. */
#define MAX_LETTERS 200
#define MAX_CELLS (4 * 1000 * 1000)

/* Two rows of the matrix of Wagner and Fischer, "The String-to-String Correction Problem", 1974.
 * Where the matrix would be too large, the differing middle counts as wholly different. */
static gsize
levenshtein (const guint32 *a, gsize n_a,
             const guint32 *b, gsize n_b)
{
  g_autofree gsize *row = NULL;

  for (; n_a > 0 && n_b > 0 && a[0] == b[0]; a++, b++)
    n_a--, n_b--;
  for (; n_a > 0 && n_b > 0 && a[n_a - 1] == b[n_b - 1]; n_a--)
    n_b--;
  if (n_a == 0 || n_b == 0 || n_a > MAX_CELLS / n_b)
    return MAX (n_a, n_b);

  row = g_new (gsize, n_b + 1);
  for (gsize j = 0; j <= n_b; j++)
    row[j] = j;
  for (gsize i = 0; i < n_a; i++)
    {
      gsize diagonal = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < n_b; j++)
        {
          gsize swap = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (swap, MIN (row[j], diagonal) + 1);
        }
    }

  return row[n_b];
}

/**
 * chiosa_letters_similarity:
 * @a: (array length=n_a): code points
 * @n_a: how many
 * @b: (array length=n_b): code points
 * @n_b: how many
 *
 * Returns: 1 - distance / length of the longer one: from 0 (nothing in common) to 1 (the same)
 */
double
chiosa_letters_similarity (const gunichar *a, gsize n_a,
                           const gunichar *b, gsize n_b)
{
  gsize longer = MAX (n_a, n_b);

  return longer == 0 ? 1.0 : 1.0 - (double) levenshtein (a, n_a, b, n_b) / longer;
}

/**
 * chiosa_word_similarity:
 * @a: a string
 * @b: another
 *
 * How alike two strings are: 1 - distance / length of the longer one, with the distance of Levenshtein. It is counted in
 * code points while both have at most 200, else in words.
 *
 * Returns: from 0 (nothing in common) to 1 (the same)
 */
double
chiosa_word_similarity (const char *a,
                        const char *b)
{
  g_autoptr (ChiosaVocabulary) vocabulary = chiosa_vocabulary_new (CHIOSA_WORDS_LITERAL);
  g_autoptr (ChiosaWords) x = chiosa_words_new (vocabulary, a);
  g_autoptr (ChiosaWords) y = chiosa_words_new (vocabulary, b);
  gsize distance, longer = MAX (x->n_chars, y->n_chars);

  if (longer <= MAX_LETTERS || MAX (x->n_words, y->n_words) == 0)
    distance = levenshtein (x->chars, x->n_chars, y->chars, y->n_chars);
  else
    {
      longer = MAX (x->n_words, y->n_words);
      distance = levenshtein (x->ids, x->n_words, y->ids, y->n_words);
    }

  return longer == 0 ? 1.0 : 1.0 - (double) distance / longer;
}
