/* chiosa-segment-quotes.c
 *
 * Whether a range stands between quotation marks. Only says what the marks say: who is quoted is another matter.
 *
 * Every pair is accepted in every language (CLDR's for en, it, fr, de, es, pt), with these rules:
 * straight double quotes alternate; “ closes after „ and opens otherwise, except in a text that opens with „;
 * of « and » the one that the text has first opens; ’ and ' between letters are apostrophes, ' is never a mark;
 * a quote open at the end of a paragraph goes on to it if the next paragraph begins with the opening mark again,
 * and is dropped otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-segment.h"

#include "chiosa-segment-private.h"

#include <string.h>

#define DEPTH_MAX 8
#define REACH     20000   /* how far from the range a paragraph is read */

typedef struct
{
  gunichar mark;
  gsize    at;
} Open;

typedef struct
{
  const ChiosaText *text;
  gunichar         *chars;
  gsize             n;
  Open              open[DEPTH_MAX];
  guint             n_open;
  int              *depth;   /* n + 1 differences of the number of quotes around each character */
} Scan;

typedef enum
{
  ROLE_NONE,
  ROLE_OPENS,
  ROLE_CLOSES,
} Role;

static gboolean
pairs (gunichar opening,
       gunichar closing)
{
  switch (opening)
    {
    case '"':
      return closing == '"';
    case 0x201C:   /* “ */
      return closing == 0x201D;
    case 0x201D:   /* ” opens in Swedish and Finnish; here only as a closing mark */
      return FALSE;
    case 0x201E:   /* „ */
      return closing == 0x201C || closing == 0x201D;
    case 0x2018:   /* ‘ */
      return closing == 0x2019;
    case 0x201A:   /* ‚ */
      return closing == 0x2018 || closing == 0x2019;
    case 0x00AB:   /* « */
      return closing == 0x00BB;
    case 0x00BB:
      return closing == 0x00AB;
    case 0x2039:   /* ‹ */
      return closing == 0x203A;
    case 0x203A:
      return closing == 0x2039;
    case 0x300C:   /* corner brackets */
      return closing == 0x300D;
    case 0x300E:
      return closing == 0x300F;
    default:
      return FALSE;
    }
}

static gboolean
comes_first (const ChiosaText *text,
             const char       *one,
             const char       *other)
{
  return chiosa_text_find (text, one, 0) < chiosa_text_find (text, other, 0);
}

static gsize
count (const ChiosaText *text,
       const char       *mark)
{
  gsize n = 0;

  for (gsize at = chiosa_text_find (text, mark, 0); at != G_MAXSIZE; at = chiosa_text_find (text, mark, at + 1))
    n++;

  return n;
}

/* Whether @mark, for which nothing is open that it could close, opens a quote in this text. */
static gboolean
may_open (const ChiosaText *text,
          gunichar          mark)
{
  switch (mark)
    {
    case 0x201C:
      return 2 * count (text, "„") <= count (text, "”");
    case 0x00AB:
      return comes_first (text, "«", "»");
    case 0x00BB:
      return comes_first (text, "»", "«");
    case 0x2039:
      return comes_first (text, "‹", "›");
    case 0x203A:
      return comes_first (text, "›", "‹");
    case '"':
    case 0x2018:
    case 0x201A:
    case 0x201E:
    case 0x300C:
    case 0x300E:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_letter_at (const Scan *scan,
              gsize       i)
{
  return i < scan->n && g_unichar_isalnum (scan->chars[i]);
}

static gboolean
is_apostrophe_at (const Scan *scan,
                  gsize       i)
{
  return scan->chars[i] == 0x2019 && i > 0 && is_letter_at (scan, i - 1) && is_letter_at (scan, i + 1);
}

/* The innermost open quote that @mark closes, or -1. */
static int
find_open (const Scan *scan,
           gunichar    mark)
{
  for (int i = (int) scan->n_open - 1; i >= 0; i--)
    if (pairs (scan->open[i].mark, mark))
      return i;

  return -1;
}

static void
cover (Scan  *scan,
       gsize  from,
       gsize  to)
{
  scan->depth[from]++;
  scan->depth[to]--;
}

/* Finds the quotes that are closed; those still open stay in @scan. What a mark means in this text is asked once. */
static void
scan_quotes (Scan *scan)
{
  struct { gunichar mark; Role role; } known[] = {
    { '"' }, { 0x2018 }, { 0x201A }, { 0x201C }, { 0x201E }, { 0xAB }, { 0xBB }, { 0x2039 }, { 0x203A },
    { 0x300C }, { 0x300E },
  };

  for (gsize i = 0; i < scan->n; i++)
    {
      gunichar c = scan->chars[i];
      GUnicodeType type = c < 0x80 ? G_UNICODE_OTHER_PUNCTUATION : g_unichar_type (c);
      int open;

      if ((c < 0x80 && c != '"') || g_unichar_isalnum (c) || type == G_UNICODE_SPACE_SEPARATOR ||
          is_apostrophe_at (scan, i))
        continue;

      open = find_open (scan, c);
      if (open >= 0)
        {
          cover (scan, scan->open[open].at, i + 1);
          scan->n_open = open;
          continue;
        }

      for (guint k = 0; k < G_N_ELEMENTS (known) && scan->n_open < DEPTH_MAX; k++)
        {
          if (known[k].mark != c)
            continue;

          if (known[k].role == ROLE_NONE)
            known[k].role = may_open (scan->text, c) ? ROLE_OPENS : ROLE_CLOSES;
          if (known[k].role == ROLE_OPENS)
            scan->open[scan->n_open++] = (Open) { c, i };
        }
    }
}

/* The first mark of the next paragraph that is not empty. */
static gunichar
first_of_next (const ChiosaText *text,
               gsize             offset)
{
  gsize start, end;

  if (!chiosa_segment_next (text, CHIOSA_SEGMENT_PARAGRAPH, offset, &start, &end))
    return 0;

  while (start < end && chiosa_segment_is_space (chiosa_text_get_char (text, start)))
    start++;

  return chiosa_text_get_char (text, start);
}

static void
cover_unclosed (Scan  *scan,
                gsize  paragraph)
{
  gunichar next;

  if (scan->n_open == 0)
    return;

  next = first_of_next (scan->text, paragraph);
  for (guint i = 0; i < scan->n_open; i++)
    if (scan->open[i].mark == next)
      {
        cover (scan, scan->open[i].at, scan->n);
        return;
      }
}

/* Counts the letters of [start, end), which lies in the paragraph [first, last), by where they stand. */
static void
count_letters (const ChiosaText *text,
               gsize             first,
               gsize             last,
               gsize             start,
               gsize             end,
               gsize            *n_inside,
               gsize            *n_outside)
{
  gsize from = MAX (first, start > REACH ? start - REACH : 0);
  gsize to = MIN (last, end + REACH);
  g_autofree char *slice = chiosa_text_get_slice (text, from, to);
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (slice, -1, NULL);
  g_autofree int *depth = g_new0 (int, to - from + 1);
  Scan scan = { text, chars, to - from, .depth = depth };
  int around = 0;

  scan_quotes (&scan);
  if (to == last)
    cover_unclosed (&scan, first);

  for (gsize i = 0; i < end - from; i++)
    {
      around += depth[i];
      if (from + i < start || !g_unichar_isalnum (chars[i]))
        continue;

      if (around > 0)
        (*n_inside)++;
      else
        (*n_outside)++;
    }
}

/**
 * chiosa_segment_quoted:
 * @start: in code points, brought into the text
 * @end: likewise
 *
 * Looks at letters and digits only, so that it does not matter whether the marks themselves are in the range.
 *
 * Returns: whether all of the range is between quotation marks, a part, or none of it
 */
ChiosaQuoted
chiosa_segment_quoted (const ChiosaText *text,
                       gsize             start,
                       gsize             end)
{
  gsize n_inside = 0, n_outside = 0;

  g_return_val_if_fail (text != NULL, CHIOSA_QUOTED_NONE);

  end = MIN (end, chiosa_text_get_length (text));
  while (start < end && (n_inside == 0 || n_outside == 0))
    {
      gsize first = chiosa_text_paragraph_start (text, start);
      gsize last = MAX (chiosa_text_paragraph_end (text, start), start);

      if (start < last)
        count_letters (text, first, last, start, MIN (end, last), &n_inside, &n_outside);
      start = chiosa_text_paragraph_next (text, start);
    }

  if (n_inside == 0)
    return CHIOSA_QUOTED_NONE;

  return n_outside == 0 ? CHIOSA_QUOTED_WHOLLY : CHIOSA_QUOTED_PARTLY;
}
