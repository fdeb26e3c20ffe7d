/* chiosa-conllu-marks.c
 *
 * Where annotations stand, as marks on words: the value of ChiosaSpans in MISC, which has room for annotations that overlap, nest, are in several
 * pieces or reach over sentences. Marks are parted by commas:
 *
 *   (a1      a piece of the annotation a1 begins with this word            (a1:2   behind two characters of it
 *   a1)      … ends with it                                                a1:3)   behind three characters of it
 *   (a1)     … is this word                                                (a1:2-3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include <string.h>

static int
compare_sizes (gsize a,
               gsize b)
{
  return a < b ? -1 : a > b;
}

/* On a token first what ends there, the innermost first, then what begins, the outermost first. */
static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const ChiosaConlluMark *one = a;
  const ChiosaConlluMark *other = b;
  int order;

  if (one->token != other->token)
    return one->token < other->token ? -1 : 1;

  if (one->opens != other->opens)
    return one->opens ? 1 : -1;

  order = one->opens ? compare_sizes (one->start, other->start) : compare_sizes (other->start, one->start);
  if (order == 0)
    order = compare_sizes (other->end, one->end);

  return order != 0 ? order : compare_sizes (one->item, other->item);
}

static void
add_piece (GArray             *marks,
           const ChiosaTokens *tokens,
           guint               item,
           ChiosaSpan          span,
           guint               first,
           guint               last)
{
  const ChiosaToken *from = &g_array_index (tokens->tokens, ChiosaToken, first);
  const ChiosaToken *to = &g_array_index (tokens->tokens, ChiosaToken, last);
  ChiosaConlluMark open = { .token = first, .item = item, .start = span.start, .end = span.end, .opens = TRUE };
  ChiosaConlluMark close = { .token = last, .item = item, .start = span.start, .end = span.end, .closes = TRUE };

  open.from = span.start - from->start;
  close.to = span.end < to->end ? span.end - to->start : G_MAXSIZE;
  if (first == last)
    {
      open.to = close.to;
      open.closes = TRUE;
    }

  g_array_append_val (marks, open);
  if (first != last)
    g_array_append_val (marks, close);
}

/**
 * chiosa_conllu_marks_new:
 * @losses: gets those that begin or end in white space (PLACE), or are nothing else (ANNOTATION)
 *
 * Returns: (transfer full) (element-type ChiosaConlluMark): in order of tokens
 */
GArray *
chiosa_conllu_marks_new (const ChiosaTokens *tokens,
                         const ChiosaRecord *record,
                         ChiosaLosses       *losses)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (ChiosaConlluMark));

  for (guint item = 0; item < chiosa_record_get_n (record); item++)
    {
      guint n_spans;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, item, &n_spans);
      const char *id = chiosa_record_get (record, item)->id;
      guint n_before = marks->len;
      gboolean moved = FALSE;

      for (guint i = 0; i < n_spans; i++)
        {
          ChiosaSpan span = spans[i];
          guint first, end;

          if (!chiosa_tokens_cover (tokens, span.start, span.end, &first, &end, NULL))
            {
              moved = TRUE;
              continue;
            }

          span.start = MAX (span.start, g_array_index (tokens->tokens, ChiosaToken, first).start);
          span.end = MIN (span.end, g_array_index (tokens->tokens, ChiosaToken, end - 1).end);
          moved |= span.start != spans[i].start || span.end != spans[i].end;
          add_piece (marks, tokens, item, span, first, end - 1);
        }

      if (marks->len == n_before)
        chiosa_losses_add (losses, CHIOSA_LOSS_ANNOTATION, id, NULL);
      else if (moved)
        chiosa_losses_add (losses, CHIOSA_LOSS_PLACE, id, NULL);
    }

  g_array_sort (marks, compare_marks);

  return marks;
}

/**
 * chiosa_conllu_append_mark:
 * @id: of the annotation
 *
 * Adds one mark.
 */
void
chiosa_conllu_append_mark (GString                *out,
                           const ChiosaConlluMark *mark,
                           const char             *id)
{
  gboolean whole = mark->to == G_MAXSIZE;

  if (mark->opens)
    g_string_append_c (out, '(');
  g_string_append (out, id);

  if (mark->opens && mark->closes && !whole)
    g_string_append_printf (out, ":%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, mark->from, mark->to);
  else if (mark->opens && mark->from > 0)
    g_string_append_printf (out, ":%" G_GSIZE_FORMAT, mark->from);
  else if (!mark->opens && !whole)
    g_string_append_printf (out, ":%" G_GSIZE_FORMAT, mark->to);

  if (mark->closes)
    g_string_append_c (out, ')');
}

/* At most nine digits. */
static gboolean
parse_number (const char **at,
              gsize       *number)
{
  guint n = 0;

  *number = 0;
  for (; g_ascii_isdigit (**at) && n < 9; (*at)++, n++)
    *number = *number * 10 + (**at - '0');

  return n > 0;
}

static gboolean
is_id_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gboolean
parse_places (const char        **at,
              ChiosaConlluPlace  *place)
{
  gsize number;

  if (**at != ':')
    return TRUE;

  (*at)++;
  if (!parse_number (at, &number))
    return FALSE;

  if (!place->opens)
    {
      place->to = number;
      return TRUE;
    }

  place->from = number;
  if (**at != '-')
    return TRUE;

  (*at)++;

  return parse_number (at, &place->to);
}

/**
 * chiosa_conllu_next_place:
 * @marks: (inout): where to read; goes behind the mark
 * @place: (out): borrows from *@marks
 *
 * Returns: %FALSE at the end, and with *@marks before the end for what is no mark
 */
gboolean
chiosa_conllu_next_place (const char        **marks,
                          ChiosaConlluPlace  *place)
{
  const char *at = *marks;

  *place = (ChiosaConlluPlace) { .to = G_MAXSIZE };
  if (*at == '\0')
    return FALSE;

  place->opens = *at == '(';
  at += place->opens;
  place->id = at;
  while (is_id_character (*at))
    at++;
  place->n_id = at - place->id;
  if (place->n_id == 0 || !parse_places (&at, place))
    return FALSE;

  place->closes = *at == ')';
  at += place->closes;
  if (!(place->opens || place->closes) || (*at != ',' && *at != '\0') || (*at == ',' && at[1] == '\0'))
    return FALSE;

  *marks = at + (*at == ',');

  return TRUE;
}
