/* chiosa-segment-private.h
 *
 * A paragraph, or a part of a long one, with the edges of its segments; for the segment files of this room only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-segment.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_EDGE_GRAPHEME       = 1 << 0,
  CHIOSA_EDGE_WORD_START     = 1 << 1,
  CHIOSA_EDGE_WORD_END       = 1 << 2,
  CHIOSA_EDGE_SENTENCE_START = 1 << 3,
  CHIOSA_EDGE_SENTENCE_END   = 1 << 4,
} ChiosaEdgeFlags;

typedef struct
{
  gsize     start;   /* offset of the first character, in the text */
  gsize     n;       /* characters */
  gsize     low;     /* offsets; segments that start in [low, high) are not disturbed by where the window is cut */
  gsize     high;
  gunichar *chars;
  guint8   *edges;   /* n + 1 sets of ChiosaEdgeFlags */
} ChiosaWindow;

/* The window around @offset, from the text's notes when it is the one of the last question. */
ChiosaWindow *chiosa_window_take       (const ChiosaText *text, gsize offset);
/* Leaves the window with the text; it must not be used any more. */
void          chiosa_window_give       (const ChiosaText *text, ChiosaWindow *window);

/* In indices of the window. The word or sentence that holds @i, or ends there. */
gboolean      chiosa_window_find       (const ChiosaWindow *self, ChiosaSegment kind, gsize i,
                                        gsize *start, gsize *end);
gsize         chiosa_window_find_end   (const ChiosaWindow *self, ChiosaSegment kind, gsize start);
gboolean      chiosa_window_is_start   (const ChiosaWindow *self, ChiosaSegment kind, gsize i);

gboolean      chiosa_segment_is_space      (gunichar c);
gboolean      chiosa_segment_is_apostrophe (gunichar c);
/* Whether @chars is an article or the like that loses its vowel before an apostrophe: l', dell', qu'. */
gboolean      chiosa_segment_is_elided     (const gunichar *chars, gsize n);

G_END_DECLS
