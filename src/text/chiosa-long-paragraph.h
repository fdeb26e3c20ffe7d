/* chiosa-long-paragraph.h
 *
 * Paragraphs that are too long: where the screen may break them, and where they can be broken for good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-edit.h"

G_BEGIN_DECLS

/* Beyond this many characters a paragraph is worth telling people about. */
#define CHIOSA_LONG_PARAGRAPH 20000

/* Columns (a wide character, an ideograph for one, has two): what one line of a GtkTextView may hold so that laying it out stays within
 * a frame, and what the parts of a longer one are at most. */
#define CHIOSA_MAX_UNBROKEN 4000
#define CHIOSA_MAX_PART     2000

/* A character that the screen shows as the end of a line. Not a change of the text. */
typedef struct
{
  gsize    offset;      /* code points */
  gunichar character;   /* what the text has there */
} ChiosaDisplayBreak;

/* Appends ChiosaDisplayBreak for the paragraph @utf8, whose first character is at @offset, to @breaks. */
void        chiosa_long_paragraph_find_breaks (const char *utf8, gsize n_bytes, gsize offset, GArray *breaks);
/* The same for a whole text. */
void        chiosa_long_paragraphs_find_breaks (const char *utf8, gsize n_bytes, GArray *breaks);

/* How many paragraphs have more than CHIOSA_LONG_PARAGRAPH characters. */
guint       chiosa_long_paragraphs_count      (const ChiosaText *text);
/* Whether something lies over [start, end), or over the place where both are the same. */
typedef gboolean (*ChiosaIsCoveredFunc)       (gsize start, gsize end, gpointer user_data);
ChiosaEdit *chiosa_long_paragraphs_break      (const ChiosaText *text, const char *newline,
                                               ChiosaIsCoveredFunc is_covered, gpointer user_data);

G_END_DECLS
