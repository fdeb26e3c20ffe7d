/* chiosa-segment-window.c
 *
 * Pango's log attributes of one paragraph, turned into edges of graphemes, words and sentences.
 * What is asked of the edges is in chiosa-segment.c.
 *
 * A paragraph longer than LONG_PARAGRAPH is looked at in cells: the window of a cell reaches one cell further on both
 * sides, so that a segment up to a cell long is seen whole from anywhere inside it.
 *
 * Words are those of UAX #29 without what Pango takes for punctuation, in two steps from Pango's, which stop at every
 * mark: pieces with no word boundary between them are one ("don't", "3.5", "U.S"); then an elided article is a word of
 * its own, its apostrophe included: "l’Italia" is "l’" and "Italia".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-segment-private.h"
#include "chiosa-text-private.h"

#include <pango/pango.h>
#include <string.h>

#define LONG_PARAGRAPH 20000
#define CELL           4096
#define CUT_REACH      512    /* how far white space is looked for where a window is cut */
#define ELIDED_MAX     6

/* Italian, French, Catalan, in ASCII order. */
static const char *const elided[] = {
  "all", "bell", "c", "coll", "d", "dall", "degl", "dell", "gl", "j", "jusqu", "l", "lorsqu", "m", "n", "nell",
  "puisqu", "qu", "quell", "quest", "quoiqu", "s", "sant", "sull", "t", "un", "v",
};

/* English puts these behind an apostrophe: "Bell's" is no "bell'". */
static const char *const contracted[] = { "d", "em", "ll", "m", "re", "s", "t", "ve" };

static void
window_free (gpointer data)
{
  ChiosaWindow *self = data;

  g_free (self->chars);
  g_free (self->edges);
  g_free (self);
}

static gboolean
is_one_of (const gunichar    *chars,
           gsize              n,
           const char *const *list,
           gsize              n_list)
{
  char lower[ELIDED_MAX + 1] = { 0 };

  if (n == 0 || n > ELIDED_MAX)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gunichar c = g_unichar_tolower (chars[i]);

      if (c > 0x7F)
        return FALSE;
      lower[i] = c;
    }

  for (gsize i = 0; i < n_list; i++)
    if (strcmp (lower, list[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Splits the word [start, end) behind the apostrophe of each elided piece. */
static void
split_elisions (ChiosaWindow *self,
                gsize         start,
                gsize         end)
{
  for (gsize i = start + 1; i + 1 < end && i <= start + ELIDED_MAX; i++)
    {
      if (!chiosa_segment_is_apostrophe (self->chars[i]))
        continue;

      if (!chiosa_segment_is_elided (self->chars + start, i - start) ||
          is_one_of (self->chars + i + 1, end - i - 1, contracted, G_N_ELEMENTS (contracted)))
        return;

      self->edges[i + 1] |= CHIOSA_EDGE_WORD_START | CHIOSA_EDGE_WORD_END;
      start = i + 1;
    }
}

static gboolean
has_boundary (const PangoLogAttr *attrs,
              gsize               from,
              gsize               to)
{
  for (; from <= to; from++)
    if (attrs[from].is_word_boundary)
      return TRUE;

  return FALSE;
}

/* Quotes, brackets and dashes, which Pango (1.56) leaves at the end of a Thai word that they follow. */
static gboolean
is_outside_words (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION
         || type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION
         || type == G_UNICODE_DASH_PUNCTUATION;
}

static gboolean
is_word_part (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* Takes off the marks that Pango (1.56) leaves on Thai words. */
static void
mark_word (ChiosaWindow *self,
           gsize         start,
           gsize         end)
{
  while (start < end && !is_word_part (self->chars[start]))
    start++;

  while (end > start && !is_word_part (self->chars[end - 1]))
    end--;

  if (start == end)
    return;

  while (end > start + 1 && is_outside_words (self->chars[end - 1]))
    end--;

  self->edges[start] |= CHIOSA_EDGE_WORD_START;
  self->edges[end] |= CHIOSA_EDGE_WORD_END;
  split_elisions (self, start, end);
}

/* For the words to which Pango (1.56) gives a start and no end, after Thai: as far as the letters go before @limit. */
static void
mark_endless_word (ChiosaWindow *self,
                   gsize         start,
                   gsize         limit)
{
  gsize end = start;

  while (end < limit && is_word_part (self->chars[end]))
    end++;

  mark_word (self, start, end);
}

static void
mark_words (ChiosaWindow       *self,
            const PangoLogAttr *attrs)
{
  gsize start = G_MAXSIZE;
  gsize end = G_MAXSIZE;   /* of a word that may go on */

  for (gsize i = 0; i <= self->n; i++)
    {
      if (attrs[i].is_word_end && start != G_MAXSIZE)
        end = i;

      if (!attrs[i].is_word_start || i == self->n)
        continue;

      if (end != G_MAXSIZE && !has_boundary (attrs, end, i))
        {
          end = G_MAXSIZE;
          continue;
        }

      if (end != G_MAXSIZE)
        mark_word (self, start, end);
      else if (start != G_MAXSIZE)
        mark_endless_word (self, start, i);
      start = i;
      end = G_MAXSIZE;
    }

  if (end != G_MAXSIZE)
    mark_word (self, start, end);
  else if (start != G_MAXSIZE)
    mark_endless_word (self, start, self->n);
}

static gboolean
ends_line (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
closes (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION ||
         type == G_UNICODE_FINAL_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION;
}

/* Pango (1.56) also ends a sentence between "3.5" and "%". A sentence ends behind a terminator or a line end. */
static gboolean
may_end_sentence (const ChiosaWindow *self,
                  gsize               i)
{
  for (; i > 0 && chiosa_segment_is_space (self->chars[i - 1]); i--)
    if (ends_line (self->chars[i - 1]))
      return TRUE;

  while (i > 0 && closes (self->chars[i - 1]))
    i--;

  return i == 0 || !g_unichar_isalnum (self->chars[i - 1]);
}

static void
mark_sentence (ChiosaWindow *self,
               gsize         start,
               gsize         end)
{
  while (start < end && chiosa_segment_is_space (self->chars[start]))
    start++;

  while (end > start && chiosa_segment_is_space (self->chars[end - 1]))
    end--;

  if (start == end)
    return;

  self->edges[start] |= CHIOSA_EDGE_SENTENCE_START;
  self->edges[end] |= CHIOSA_EDGE_SENTENCE_END;
}

static void
mark_sentences (ChiosaWindow       *self,
                const PangoLogAttr *attrs)
{
  gsize start = 0;

  for (gsize i = 1; i <= self->n; i++)
    {
      if (i < self->n && (!attrs[i].is_sentence_boundary || !may_end_sentence (self, i)))
        continue;

      mark_sentence (self, start, i);
      start = i;
    }
}

static gsize
cut_at_space (const ChiosaText *text,
              gsize             offset,
              gsize             limit)
{
  for (gsize i = offset; i < limit && i < offset + CUT_REACH; i++)
    if (chiosa_segment_is_space (chiosa_text_get_char (text, i)))
      return i + 1;

  return MIN (offset, limit);
}

static ChiosaWindow *
window_load (const ChiosaText *text,
             gsize             offset)
{
  ChiosaWindow *self = g_new0 (ChiosaWindow, 1);
  gsize first = chiosa_text_paragraph_start (text, offset);
  gsize last = chiosa_text_paragraph_next (text, offset);
  gsize end = last;
  g_autofree char *slice = NULL;
  g_autofree PangoLogAttr *attrs = NULL;

  self->start = self->low = first;
  self->high = last;
  if (last - first > LONG_PARAGRAPH)
    {
      self->low = first + (offset - first) / CELL * CELL;
      self->high = MIN (self->low + CELL, last);
      if (self->low > first)
        self->start = cut_at_space (text, self->low - CELL, self->low);
      end = cut_at_space (text, MIN (self->high + CELL, last), last);
    }

  slice = chiosa_text_get_slice (text, self->start, end);
  self->n = end - self->start;
  self->chars = g_utf8_to_ucs4_fast (slice, -1, NULL);
  self->edges = g_new0 (guint8, self->n + 1);
  attrs = g_new0 (PangoLogAttr, self->n + 1);
  pango_get_log_attrs (slice, strlen (slice), -1, NULL, attrs, self->n + 1);

  attrs[0].is_cursor_position = attrs[self->n].is_cursor_position = TRUE;
  for (gsize i = 0; i <= self->n; i++)
    if (attrs[i].is_cursor_position)
      self->edges[i] = CHIOSA_EDGE_GRAPHEME;
  mark_words (self, attrs);
  mark_sentences (self, attrs);

  return self;
}

static ChiosaEdgeFlags
start_flag (ChiosaSegment kind)
{
  switch (kind)
    {
    case CHIOSA_SEGMENT_WORD:
      return CHIOSA_EDGE_WORD_START;
    case CHIOSA_SEGMENT_SENTENCE:
      return CHIOSA_EDGE_SENTENCE_START;
    case CHIOSA_SEGMENT_GRAPHEME:
    case CHIOSA_SEGMENT_PARAGRAPH:
    default:
      return CHIOSA_EDGE_GRAPHEME;
    }
}

static ChiosaEdgeFlags
end_flag (ChiosaSegment kind)
{
  switch (kind)
    {
    case CHIOSA_SEGMENT_WORD:
      return CHIOSA_EDGE_WORD_END;
    case CHIOSA_SEGMENT_SENTENCE:
      return CHIOSA_EDGE_SENTENCE_END;
    case CHIOSA_SEGMENT_GRAPHEME:
    case CHIOSA_SEGMENT_PARAGRAPH:
    default:
      return CHIOSA_EDGE_GRAPHEME;
    }
}

ChiosaWindow *
chiosa_window_take (const ChiosaText *text,
                    gsize             offset)
{
  ChiosaWindow *self = chiosa_text_take_notes (text);
  gsize length = chiosa_text_get_length (text);

  offset = MIN (offset, length);
  if (self != NULL &&
      ((offset >= self->low && offset < self->high) ||
       (offset == length && self->high == length && self->low == length)))
    return self;

  g_clear_pointer (&self, window_free);

  return window_load (text, offset);
}

void
chiosa_window_give (const ChiosaText *text,
                    ChiosaWindow     *window)
{
  chiosa_text_give_notes (text, window, window_free);
}

gboolean
chiosa_window_is_start (const ChiosaWindow *self,
                        ChiosaSegment       kind,
                        gsize               i)
{
  return i < self->n && (self->edges[i] & start_flag (kind)) != 0;
}

gsize
chiosa_window_find_end (const ChiosaWindow *self,
                        ChiosaSegment       kind,
                        gsize               start)
{
  gsize end = start + 1;

  while (end < self->n && (self->edges[end] & end_flag (kind)) == 0)
    end++;

  return end;
}

gboolean
chiosa_window_find (const ChiosaWindow *self,
                    ChiosaSegment       kind,
                    gsize               i,
                    gsize              *start,
                    gsize              *end)
{
  gsize first = i;

  while (!chiosa_window_is_start (self, kind, first))
    {
      if (first == 0 || (first < i && (self->edges[first] & end_flag (kind)) != 0))
        return FALSE;
      first--;
    }

  *start = first;
  *end = chiosa_window_find_end (self, kind, first);

  return TRUE;
}

/* White space, and the invisible characters that stand for none or for a line end. */
gboolean
chiosa_segment_is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0B || c == 0x85 || c == 0x200B || c == 0xFEFF;
}

gboolean
chiosa_segment_is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

gboolean
chiosa_segment_is_elided (const gunichar *chars,
                          gsize           n)
{
  return is_one_of (chars, n, elided, G_N_ELEMENTS (elided));
}
