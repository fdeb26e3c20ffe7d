/* chiosa-word-diff.h
 *
 * Which words of one string are those of another, and how alike two strings are. Serves the editing rules.
 * Knows nothing of articles: strings in, numbers out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands between words that are kept: [old_start, old_end) gave way to [new_start, new_end). Code points. */
typedef struct
{
  gsize old_start;
  gsize old_end;
  gsize new_start;
  gsize new_end;
} ChiosaWordHunk;

GArray  *chiosa_word_diff       (const char *old_utf8, const char *new_utf8);
double   chiosa_word_similarity (const char *a, const char *b);
gboolean chiosa_word_is_char    (gunichar c);
gboolean chiosa_word_is_spaceless (gunichar c);
gboolean chiosa_word_is_content (gunichar c);

G_END_DECLS
