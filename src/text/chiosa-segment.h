/* chiosa-segment.h
 *
 * Words, sentences and graphemes around a place, by Pango's log attributes (UAX #29), one paragraph at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_SEGMENT_GRAPHEME,
  CHIOSA_SEGMENT_WORD,       /* letters and digits only: what Pango calls a word */
  CHIOSA_SEGMENT_SENTENCE,   /* without the white space behind it */
  CHIOSA_SEGMENT_PARAGRAPH,
} ChiosaSegment;

/* The segment that holds the character at @offset. At the end of a word the word before counts too.
 * FALSE where there is none (white space or punctuation, for words). */
gboolean chiosa_segment_at         (const ChiosaText *text, ChiosaSegment kind, gsize offset,
                                    gsize *start, gsize *end);
/* The next segment that starts after @offset, the previous one that starts before it; across paragraphs. */
gboolean chiosa_segment_next       (const ChiosaText *text, ChiosaSegment kind, gsize offset,
                                    gsize *start, gsize *end);
gboolean chiosa_segment_previous   (const ChiosaText *text, ChiosaSegment kind, gsize offset,
                                    gsize *start, gsize *end);

gboolean chiosa_segment_is_edge    (const ChiosaText *text, ChiosaSegment kind, gsize offset);

/* Grows [start, end) outwards to whole graphemes; never between CR and LF. */
void     chiosa_segment_snap_graphemes (const ChiosaText *text, gsize *start, gsize *end);
/* Grows to whole words, after taking white space off both ends. FALSE where only white space is left. */
gboolean chiosa_segment_snap_words     (const ChiosaText *text, gsize *start, gsize *end);
/* Takes white space off both ends; FALSE where nothing is left. */
gboolean chiosa_segment_trim           (const ChiosaText *text, gsize *start, gsize *end);
/* The run of capitalised words around @offset ("Amazon Web Services"; joins with de, of, von, … inside). */
gboolean chiosa_segment_capitalised_run (const ChiosaText *text, gsize offset, gsize *start, gsize *end);
/* Whether [start, end) lies inside quotation marks, holds some, or none: for a claim's directness. */
typedef enum { CHIOSA_QUOTED_NONE, CHIOSA_QUOTED_PARTLY, CHIOSA_QUOTED_WHOLLY } ChiosaQuoted;
ChiosaQuoted chiosa_segment_quoted     (const ChiosaText *text, gsize start, gsize end);

G_END_DECLS
