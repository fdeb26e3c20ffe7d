/* chiosa-word-diff.h
 *
 * Which words of one string are those of another, and how alike two strings are. Serves the editing rules and
 * the diff of texts.
 * Knows nothing of articles: strings in, numbers out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-word.h"
#include "chiosa-words.h"

G_BEGIN_DECLS

/* What stands between words that are kept: [old_start, old_end) gave way to [new_start, new_end). Code points. */
typedef struct
{
  gsize old_start;
  gsize old_end;
  gsize new_start;
  gsize new_end;
} ChiosaWordHunk;

GArray  *chiosa_word_diff          (const char *old_utf8, const char *new_utf8);
GArray  *chiosa_words_list_hunks   (const ChiosaWords *a, const ChiosaWords *b, const gint32 *partner);
double   chiosa_word_similarity    (const char *a, const char *b);
double   chiosa_letters_similarity (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b);

G_END_DECLS
