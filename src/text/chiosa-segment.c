/* chiosa-segment.c
 *
 * Questions about graphemes, words, sentences and paragraphs around a place in the text.
 * How the edges are found: chiosa-segment-window.c; names: chiosa-segment-names.c; quotations: chiosa-segment-quotes.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-segment.h"

#include "chiosa-segment-private.h"

static gboolean
paragraph_at (const ChiosaText *text,
              gsize             offset,
              gsize            *start,
              gsize            *end)
{
  *start = chiosa_text_paragraph_start (text, offset);
  *end = chiosa_text_paragraph_end (text, offset);

  return *end > *start;
}

static gboolean
paragraph_next (const ChiosaText *text,
                gsize             offset,
                gsize            *start,
                gsize            *end)
{
  gsize length = chiosa_text_get_length (text);

  while (offset < length)
    {
      offset = chiosa_text_paragraph_next (text, offset);
      if (paragraph_at (text, offset, start, end) && *start == offset)
        return TRUE;
    }

  return FALSE;
}

static gboolean
paragraph_previous (const ChiosaText *text,
                    gsize             offset,
                    gsize            *start,
                    gsize            *end)
{
  while (offset > 0)
    {
      /* From the start of a paragraph one step back is inside the terminator of the one before. */
      if (paragraph_at (text, offset - 1, start, end))
        return TRUE;
      offset = *start;
    }

  return FALSE;
}

static gsize
grapheme_start (const ChiosaText *text,
                gsize             offset)
{
  ChiosaWindow *window = chiosa_window_take (text, offset);
  gsize i = offset - window->start;

  while (!(window->edges[i] & CHIOSA_EDGE_GRAPHEME))
    i--;
  i += window->start;
  chiosa_window_give (text, window);

  return i;
}

static gsize
grapheme_end (const ChiosaText *text,
              gsize             offset)
{
  ChiosaWindow *window = chiosa_window_take (text, offset);
  gsize i = offset - window->start;

  while (!(window->edges[i] & CHIOSA_EDGE_GRAPHEME))
    i++;
  i += window->start;
  chiosa_window_give (text, window);

  return i;
}

static void
clamp (const ChiosaText *text,
       gsize            *start,
       gsize            *end)
{
  gsize length = chiosa_text_get_length (text);

  *start = MIN (*start, length);
  *end = CLAMP (*end, *start, length);
}

/**
 * chiosa_segment_at:
 * @offset: in code points
 * @start: (out): of the segment, in code points
 * @end: (out):
 *
 * The segment that holds the character at @offset; for words and sentences also the one that ends at @offset, when none
 * starts there. A grapheme may be CR LF; a paragraph comes without its terminator and an empty one is none.
 *
 * Words are those of UAX #29 ("don't", "3.5"), but an elided article is one of its own: "l’Italia" is "l’" and "Italia".
 * In a paragraph of more than 20,000 characters, segments of more than 4,096 may be cut.
 *
 * Returns: whether there is one; if not, @start and @end say nothing
 */
gboolean
chiosa_segment_at (const ChiosaText *text,
                   ChiosaSegment     kind,
                   gsize             offset,
                   gsize            *start,
                   gsize            *end)
{
  ChiosaWindow *window;
  gboolean found;

  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);

  offset = MIN (offset, chiosa_text_get_length (text));
  *start = *end = offset;
  if (kind == CHIOSA_SEGMENT_PARAGRAPH)
    return paragraph_at (text, offset, start, end);

  if (kind == CHIOSA_SEGMENT_GRAPHEME && offset == chiosa_text_get_length (text))
    return FALSE;

  window = chiosa_window_take (text, offset);
  found = chiosa_window_find (window, kind, offset - window->start, start, end);
  if (found)
    {
      *start += window->start;
      *end += window->start;
    }
  chiosa_window_give (text, window);

  return found;
}

/**
 * chiosa_segment_next:
 *
 * As chiosa_segment_at(), for the first segment that starts after @offset.
 */
gboolean
chiosa_segment_next (const ChiosaText *text,
                     ChiosaSegment     kind,
                     gsize             offset,
                     gsize            *start,
                     gsize            *end)
{
  gsize length, from;

  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);

  length = chiosa_text_get_length (text);
  if (kind == CHIOSA_SEGMENT_PARAGRAPH)
    return paragraph_next (text, offset, start, end);

  if (offset >= length)
    return FALSE;

  for (from = offset + 1; from < length; )
    {
      ChiosaWindow *window = chiosa_window_take (text, from);
      gsize high = window->high;
      gsize i = from;

      while (i < high && !chiosa_window_is_start (window, kind, i - window->start))
        i++;

      *start = i;
      *end = i < high ? window->start + chiosa_window_find_end (window, kind, i - window->start) : i;
      chiosa_window_give (text, window);

      if (i < high)
        return TRUE;
      from = high;
    }

  return FALSE;
}

/**
 * chiosa_segment_previous:
 *
 * As chiosa_segment_at(), for the last segment that starts before @offset.
 */
gboolean
chiosa_segment_previous (const ChiosaText *text,
                         ChiosaSegment     kind,
                         gsize             offset,
                         gsize            *start,
                         gsize            *end)
{
  gsize to;

  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);

  offset = MIN (offset, chiosa_text_get_length (text));
  if (kind == CHIOSA_SEGMENT_PARAGRAPH)
    return paragraph_previous (text, offset, start, end);

  for (to = offset; to > 0; )
    {
      ChiosaWindow *window = chiosa_window_take (text, to - 1);
      gsize low = window->low;
      gsize i = to;

      while (i > low && !chiosa_window_is_start (window, kind, i - 1 - window->start))
        i--;

      if (i > low)
        {
          *start = i - 1;
          *end = window->start + chiosa_window_find_end (window, kind, i - 1 - window->start);
        }
      chiosa_window_give (text, window);

      if (i > low)
        return TRUE;
      to = low;
    }

  return FALSE;
}

/**
 * chiosa_segment_is_edge:
 * @offset: in code points
 *
 * Returns: whether a segment of @kind starts or ends at @offset. Graphemes: both ends of the text too.
 *   Paragraphs: empty ones too.
 */
gboolean
chiosa_segment_is_edge (const ChiosaText *text,
                        ChiosaSegment     kind,
                        gsize             offset)
{
  static const guint8 masks[] = {
    [CHIOSA_SEGMENT_GRAPHEME] = CHIOSA_EDGE_GRAPHEME,
    [CHIOSA_SEGMENT_WORD] = CHIOSA_EDGE_WORD_START | CHIOSA_EDGE_WORD_END,
    [CHIOSA_SEGMENT_SENTENCE] = CHIOSA_EDGE_SENTENCE_START | CHIOSA_EDGE_SENTENCE_END,
  };
  ChiosaWindow *window;
  gboolean edge;

  g_return_val_if_fail (text != NULL, FALSE);

  if (offset > chiosa_text_get_length (text))
    return FALSE;

  if (kind == CHIOSA_SEGMENT_PARAGRAPH)
    return offset == chiosa_text_paragraph_start (text, offset) || offset == chiosa_text_paragraph_end (text, offset);

  window = chiosa_window_take (text, offset);
  edge = (window->edges[offset - window->start] & masks[kind]) != 0;
  chiosa_window_give (text, window);

  return edge;
}

/**
 * chiosa_segment_snap_graphemes:
 * @start: (inout): in code points, brought into the text
 * @end: (inout): likewise, not before @start
 *
 * Moves @start back and @end on to edges of graphemes; CR LF is one grapheme. An empty range stays empty and goes to
 * the start of its grapheme.
 */
void
chiosa_segment_snap_graphemes (const ChiosaText *text,
                               gsize            *start,
                               gsize            *end)
{
  gboolean empty;

  g_return_if_fail (text != NULL && start != NULL && end != NULL);

  clamp (text, start, end);
  empty = *start == *end;
  *start = grapheme_start (text, *start);
  *end = empty ? *start : grapheme_end (text, *end);
}

/**
 * chiosa_segment_snap_words:
 * @start: (inout): in code points, brought into the text
 * @end: (inout): likewise
 *
 * Takes white space off both ends, then grows to whole words and graphemes. Punctuation at the ends stays.
 *
 * Returns: %FALSE where only white space is left; the range is then empty
 */
gboolean
chiosa_segment_snap_words (const ChiosaText *text,
                           gsize            *start,
                           gsize            *end)
{
  gsize word_start, word_end;

  if (!chiosa_segment_trim (text, start, end))
    return FALSE;

  if (chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, *start, &word_start, &word_end) && word_end > *start)
    *start = word_start;

  if (chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, *end - 1, &word_start, &word_end))
    *end = MAX (*end, word_end);

  chiosa_segment_snap_graphemes (text, start, end);

  return TRUE;
}

/**
 * chiosa_segment_trim:
 * @start: (inout): in code points, brought into the text
 * @end: (inout): likewise
 *
 * Takes white space off both ends, line ends included.
 *
 * Returns: %FALSE where nothing is left; the range is then empty
 */
gboolean
chiosa_segment_trim (const ChiosaText *text,
                     gsize            *start,
                     gsize            *end)
{
  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);

  clamp (text, start, end);

  while (*start < *end && chiosa_segment_is_space (chiosa_text_get_char (text, *start)))
    (*start)++;

  while (*end > *start && chiosa_segment_is_space (chiosa_text_get_char (text, *end - 1)))
    (*end)--;

  return *end > *start;
}
