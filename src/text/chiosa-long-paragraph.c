/* chiosa-long-paragraph.c
 *
 * Where over-long paragraphs are broken. For the screen: one character, best the white space behind a sentence, is shown as the end of a
 * line, so that no line is longer than a text view can lay out within a frame; found by looking at each character once. For good: by an
 * edit that puts a line end between sentences, as chiosa_segment_next() has them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-long-paragraph.h"

#include "chiosa-character.h"
#include "chiosa-segment.h"
#include "chiosa-text-private.h"

#include <string.h>

/* Characters that a paragraph has at least, and best at most, after it was broken for good. */
#define MIN_PARAGRAPH 1000
#define MAX_PARAGRAPH 4000

/* Columns of a part that are not looked at; no break is among them. */
#define WATCH_FROM (CHIOSA_MAX_PART / 2 - 10)

/* How good a character is as a break on the screen. */
typedef enum
{
  RANK_SENTENCE,      /* white space behind a sentence */
  RANK_SPACE,
  RANK_ASTRAY,        /* white space, but what follows runs the other way than the paragraph: its line would too */
  RANK_TERMINATOR,    /* where there are no spaces; from here on the view draws it itself */
  RANK_PUNCTUATION,
  RANK_LETTER,
  RANK_ANY,
  N_RANKS
} Rank;

typedef enum { NEUTRAL, LEFT_TO_RIGHT, RIGHT_TO_LEFT } Direction;

typedef struct
{
  const char *place;      /* NULL: none */
  gsize       offset;
} Candidate;

/* Goes through a paragraph character by character. */
typedef struct
{
  Direction       direction;      /* of the paragraph */
  gsize           columns;        /* of the part so far */
  Candidate       best[N_RANKS];
  Candidate       pending;        /* white space, until it is known which way goes on what follows */
  Rank            pending_rank;
  guint           n_letters;      /* of the word that ends here */
  gboolean        ended;          /* a sentence may have ended: terminator, closing quotes, white space */
} Scan;

static gboolean
is_terminator (gunichar c)
{
  switch (c)
    {
    case '.': case '!': case '?':
    case 0x061f: case 0x06d4: case 0x0964: case 0x0965: case 0x1362:
    case 0x2026: case 0x203c: case 0x2047: case 0x2048: case 0x2049:
    case 0x3002: case 0xff01: case 0xff0e: case 0xff1f: case 0xff61:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_closer (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION
         || type == G_UNICODE_FINAL_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION;
}

/* Space that a line may end in; no-break spaces are none. */
static gboolean
is_breaking_space (gunichar c)
{
  return c == ' ' || c == '\t' || c == 0x1680 || (c >= 0x2000 && c <= 0x200a && c != 0x2007) || c == 0x205f || c == 0x3000;
}

/* Marks, joiners and what else belongs to the character before. */
static gboolean
continues_grapheme (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT || (c >= 0x1f3fb && c <= 0x1f3ff)
         || (c >= 0x1f1e6 && c <= 0x1f1ff) || (c >= 0x1160 && c <= 0x11ff);
}

static gsize
count_columns (gunichar c)
{
  return c >= 0x1100 && g_unichar_iswide (c) ? 2 : 1;
}

static Direction
get_direction (gunichar c)
{
  if (chiosa_character_is_right_to_left (c))
    return RIGHT_TO_LEFT;

  return g_unichar_isalpha (c) ? LEFT_TO_RIGHT : NEUTRAL;
}

static Direction
find_direction (const char *utf8,
                const char *end)
{
  for (const char *p = utf8; p < end; p = g_utf8_next_char (p))
    {
      Direction direction = get_direction (g_utf8_get_char (p));

      if (direction != NEUTRAL)
        return direction;
    }

  return NEUTRAL;
}

/* What is known of the white space that waits, once a character with a direction is met. */
static void
settle_pending (Scan     *scan,
                gunichar  c)
{
  Direction direction;

  if (scan->pending.place == NULL)
    return;

  direction = get_direction (c);
  if (direction == NEUTRAL)
    return;

  scan->best[direction == scan->direction ? scan->pending_rank : RANK_ASTRAY] = scan->pending;
  scan->pending.place = NULL;
}

/* No letter came behind the white space that waits: digits, for one. */
static void
take_pending (Scan *scan)
{
  if (scan->pending.place != NULL)
    scan->best[scan->pending_rank] = scan->pending;
}

static void
offer (Scan       *scan,
       const char *place,
       gsize       offset,
       gunichar    c,
       gunichar    next)
{
  Candidate here = { place, offset };

  scan->best[RANK_ANY] = here;
  if (continues_grapheme (next))
    return;

  if (is_breaking_space (c))
    {
      if (is_breaking_space (next))
        return;
      take_pending (scan);
      scan->pending = here;
      scan->pending_rank = scan->ended && !g_unichar_islower (next) ? RANK_SENTENCE : RANK_SPACE;
    }
  else if (!continues_grapheme (c))
    {
      scan->best[is_terminator (c) ? RANK_TERMINATOR : g_unichar_ispunct (c) ? RANK_PUNCTUATION : RANK_LETTER] = here;
    }
}

/* One letter with a full stop is an initial, not a sentence. */
static void
watch_sentence (Scan     *scan,
                gunichar  c)
{
  if (is_terminator (c))
    scan->ended = c != '.' || scan->n_letters != 1;
  else if (!is_closer (c) && !is_breaking_space (c))
    scan->ended = FALSE;

  if (g_unichar_isalpha (c))
    scan->n_letters++;
  else if (!g_unichar_ismark (c))
    scan->n_letters = 0;
}

static const Candidate *
choose (Scan *scan)
{
  take_pending (scan);
  for (guint i = 0; i < N_RANKS; i++)
    if (scan->best[i].place != NULL)
      return &scan->best[i];

  return NULL;
}

/* The break of the part that begins at @utf8, or FALSE where the paragraph ends before the part is full. */
static gboolean
find_part_end (const char *utf8,
               const char *end,
               gsize       offset,
               Direction   direction,
               Candidate  *found)
{
  Scan scan = { .direction = direction };
  const char *next;

  for (const char *p = utf8; p < end; p = next, offset++)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);
      scan.columns += count_columns (c);
      if (scan.columns < WATCH_FROM)
        continue;

      settle_pending (&scan, c);
      watch_sentence (&scan, c);
      if (scan.columns > CHIOSA_MAX_PART)
        {
          *found = *choose (&scan);
          return TRUE;
        }

      if (scan.columns > CHIOSA_MAX_PART / 2 && next < end)
        offer (&scan, p, offset, c, g_utf8_get_char (next));
    }

  return FALSE;
}

static gboolean
is_to_be_broken (const char *utf8,
                 const char *end)
{
  gsize columns = 0;

  if (end - utf8 <= CHIOSA_MAX_UNBROKEN)
    return FALSE;

  for (const char *p = utf8; p < end && columns <= CHIOSA_MAX_UNBROKEN; p = g_utf8_next_char (p))
    columns += count_columns (g_utf8_get_char (p));

  return columns > CHIOSA_MAX_UNBROKEN;
}

/**
 * chiosa_long_paragraph_find_breaks:
 * @utf8: a paragraph, or a part of one, without line end
 * @offset: of its first character, in code points
 * @breaks: (element-type ChiosaDisplayBreak): where they are appended
 *
 * Nothing for a paragraph of up to CHIOSA_MAX_UNBROKEN columns. Each break stands for one character of the text; where there is no white
 * space it is a visible one.
 */
void
chiosa_long_paragraph_find_breaks (const char *utf8,
                                   gsize       n_bytes,
                                   gsize       offset,
                                   GArray     *breaks)
{
  const char *end = utf8 + n_bytes;
  Direction direction;
  Candidate found;

  if (!is_to_be_broken (utf8, end))
    return;

  direction = find_direction (utf8, end);
  while (find_part_end (utf8, end, offset, direction, &found))
    {
      ChiosaDisplayBreak here = { found.offset, g_utf8_get_char (found.place) };

      g_array_append_val (breaks, here);
      utf8 = g_utf8_next_char (found.place);
      offset = found.offset + 1;
    }
}

/**
 * chiosa_long_paragraphs_find_breaks:
 * @utf8: a text
 * @breaks: (element-type ChiosaDisplayBreak): where they are appended, in order
 */
void
chiosa_long_paragraphs_find_breaks (const char *utf8,
                                    gsize       n_bytes,
                                    GArray     *breaks)
{
  const char *end = utf8 + n_bytes;
  const char *counted = utf8;
  gsize offset = 0;

  while (utf8 < end)
    {
      const char *line_end = chiosa_utf8_find_break (utf8, end - utf8);

      if (line_end == NULL)
        line_end = end;
      if (line_end - utf8 > CHIOSA_MAX_UNBROKEN)
        {
          offset += chiosa_utf8_count (counted, utf8 - counted);
          counted = utf8;
          chiosa_long_paragraph_find_breaks (utf8, line_end - utf8, offset, breaks);
        }
      utf8 = line_end < end ? g_utf8_next_char (line_end) : end;
    }
}

/* --- For good --------------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_long_paragraphs_count:
 *
 * Returns: how many paragraphs have more than CHIOSA_LONG_PARAGRAPH characters
 */
guint
chiosa_long_paragraphs_count (const ChiosaText *text)
{
  gsize length = chiosa_text_get_length (text);
  guint n = 0;

  for (gsize start = 0; start < length; start = chiosa_text_paragraph_next (text, start))
    if (chiosa_text_paragraph_end (text, start) - start > CHIOSA_LONG_PARAGRAPH)
      n++;

  return n;
}

/* What is looked through for a sentence end at once, and what is needed before it to tell one. */
#define STRETCH 1200
#define CONTEXT 100

typedef struct { gsize start, end; } Gap;

typedef struct
{
  const ChiosaText    *text;
  gsize                end;           /* of the paragraph */
  ChiosaIsCoveredFunc  is_covered;
  gpointer             user_data;
} Search;

/* Where the white space before the sentence at @start begins; G_MAXSIZE where what is before it ends no sentence: one that is longer than
 * what is looked at is cut. */
static gsize
find_gap (const ChiosaText *text,
          gsize             start)
{
  gsize gap = start;
  gsize before;

  while (gap > 0 && is_breaking_space (chiosa_text_get_char (text, gap - 1)))
    gap--;

  before = gap;
  while (before > 0 && is_closer (chiosa_text_get_char (text, before - 1)))
    before--;

  return before > 0 && is_terminator (chiosa_text_get_char (text, before - 1)) ? gap : G_MAXSIZE;
}

/* Looks through the stretch from @low on, as a text of its own, which is much cheaper than the whole paragraph. Returns whether the search
 * is over. */
static gboolean
search_stretch (const Search *search,
                gsize         low,
                Gap          *found)
{
  g_autofree char *slice = chiosa_text_get_slice (search->text, low, MIN (low + STRETCH, search->end));
  g_autoptr (ChiosaText) stretch = chiosa_text_new (slice, -1);
  gsize offset = CONTEXT;
  gsize sentence, sentence_end;

  while (chiosa_segment_next (stretch, CHIOSA_SEGMENT_SENTENCE, offset, &sentence, &sentence_end))
    {
      gsize before = find_gap (stretch, sentence);
      gboolean covered;

      offset = sentence;
      if (before == G_MAXSIZE)
        continue;

      covered = search->is_covered && search->is_covered (low + before, low + sentence, search->user_data);
      if (covered && found->end > 0)
        continue;

      *found = (Gap) { low + before, low + sentence };
      if (!covered)
        return TRUE;
    }

  return FALSE;
}

/* The next place to break the paragraph that goes on from @from. One that something lies over is taken only if there is no other within
 * reach. */
static gboolean
find_sentence_end (const Search *search,
                   gsize         from,
                   Gap          *found)
{
  *found = (Gap) { 0, 0 };

  for (gsize low = from + MIN_PARAGRAPH - CONTEXT; low + CONTEXT < search->end; low += STRETCH - CONTEXT)
    {
      if (search_stretch (search, low, found))
        return TRUE;
      if (found->end > 0 && low > from + MAX_PARAGRAPH)
        return TRUE;
    }

  return found->end > 0;
}

/**
 * chiosa_long_paragraphs_break:
 * @newline: the line end of the text
 * @is_covered: (nullable): tells where it is better not to break
 *
 * Paragraphs of more than CHIOSA_LONG_PARAGRAPH characters become several, each of whole sentences. White space between the sentences
 * gives way to @newline; where there is none, as in Chinese, @newline comes in between. What has no sentence ends stays as it is.
 *
 * Returns: (transfer full): the edit, maybe an empty one
 */
ChiosaEdit *
chiosa_long_paragraphs_break (const ChiosaText    *text,
                              const char          *newline,
                              ChiosaIsCoveredFunc  is_covered,
                              gpointer             user_data)
{
  ChiosaEdit *edit = chiosa_edit_new ();
  gsize length = chiosa_text_get_length (text);
  gsize n_newline = g_utf8_strlen (newline, -1);
  gssize shift = 0;

  for (gsize start = 0; start < length; start = chiosa_text_paragraph_next (text, start))
    {
      Search search = { text, chiosa_text_paragraph_end (text, start), is_covered, user_data };
      Gap gap;

      if (search.end - start <= CHIOSA_LONG_PARAGRAPH)
        continue;

      for (gsize from = start; find_sentence_end (&search, from, &gap); from = gap.end)
        {
          chiosa_edit_compose (edit, gap.start + shift, gap.end + shift, newline);
          shift += (gssize) n_newline - (gssize) (gap.end - gap.start);
        }
    }

  return edit;
}
