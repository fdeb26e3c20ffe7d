/* mutation-spans.c
 *
 * Annotations on an article, and where they truly are after it was changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mutation-spans.h"

#define ENOUGH_KEPT 0.4

static void
add (GArray  *marks,
     guint    from,
     guint    to,
     gboolean with_post)
{
  Mark mark = { { { from + 1, to, with_post } }, 1 };

  g_array_append_val (marks, mark);
}

static void
add_names (GArray        *marks,
           const Article *article)
{
  guint n = 0;

  for (guint i = 0; i < article->tokens->len && n < 25; n++)
    {
      guint end, entity;

      while (i < article->tokens->len && article_get (article, i)->entity == 0)
        i++;
      if (i == article->tokens->len)
        return;
      entity = article_get (article, i)->entity;
      for (end = i; end < article->tokens->len && article_get (article, end)->entity == entity &&
           article_get (article, end)->sentence == article_get (article, i)->sentence; end++);
      add (marks, i, end, FALSE);
      i = end;
    }
}

static void
add_sentences (GArray        *marks,
               const Article *article,
               GRand         *rand)
{
  for (guint n = 0; n < 8; n++)
    {
      guint from = g_rand_int_range (rand, 0, article->tokens->len), to = from;
      guint sentence = article_get (article, from)->sentence;

      while (from > 0 && article_get (article, from - 1)->sentence == sentence)
        from--;
      while (to < article->tokens->len && article_get (article, to)->sentence == sentence)
        to++;
      add (marks, from, to, TRUE);
    }
}

static gboolean
is_in_one_sentence (const Article *article,
                    guint          from,
                    guint          to)
{
  return to <= article->tokens->len && article_get (article, from)->sentence == article_get (article, to - 1)->sentence;
}

static void
add_stretches (GArray        *marks,
               const Article *article,
               GRand         *rand)
{
  for (guint n = 0; n < 12; n++)
    {
      guint from = g_rand_int_range (rand, 0, article->tokens->len);

      if (!is_in_one_sentence (article, from, from + 4))
        continue;
      if (n < 8)
        add (marks, from, from + 4, FALSE);
      else if (is_in_one_sentence (article, from, from + 7))
        {
          Mark mark = { { { from + 1, from + 2, FALSE }, { from + 5, from + 7, FALSE } }, 2 };

          g_array_append_val (marks, mark);
        }
    }
}

GArray *
marks_place (const Article *article,
             GRand         *rand)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  add_names (marks, article);
  add_sentences (marks, article, rand);
  add_stretches (marks, article, rand);

  return marks;
}

static gsize
get_end (const Token *token,
         gboolean     with_post)
{
  gsize n = with_post ? g_utf8_strlen (token->post, -1) : 0;

  /* Thai ends a sentence with a blank. */
  while (n > 0 && g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (token->post, n - 1))))
    n--;

  return token->end + n;
}

void
mark_get_spans (const Article *article,
                const Mark    *mark,
                ChiosaSpan    *spans)
{
  for (guint i = 0; i < mark->n_pieces; i++)
    {
      const Piece *piece = &mark->pieces[i];

      spans[i].start = article_get (article, piece->first - 1)->start;
      spans[i].end = get_end (article_get (article, piece->last - 1), piece->with_post);
    }
}

static Truth
find_piece (const Article *article,
            const Article *changed,
            const guint   *places,
            const Piece   *piece,
            ChiosaSpan    *span)
{
  double total = 0.0, kept = 0.0;
  guint n_there = 0;
  const Token *last = NULL;

  for (guint id = piece->first; id <= piece->last; id++)
    {
      double length = token_length (article_get (article, id - 1));
      const Token *token = places[id] > 0 ? article_get (changed, places[id] - 1) : NULL;

      total += length;
      if (token == NULL)
        continue;
      kept += token->kept * length;
      if (n_there++ == 0)
        span->start = token->start;
      last = token;
    }

  if (n_there == 0)
    return TRUTH_DELETED;
  span->end = get_end (last, piece->with_post);
  if (kept >= ENOUGH_KEPT * total)
    return TRUTH_ALIVE;

  return kept == 0.0 && n_there == piece->last - piece->first + 1 ? TRUTH_REPLACED : TRUTH_UNCLEAR;
}

Truth
mark_find (const Article *article,
           const Article *changed,
           const guint   *places,
           const Mark    *mark,
           ChiosaSpan    *spans)
{
  Truth truth = find_piece (article, changed, places, &mark->pieces[0], &spans[0]);

  for (guint i = 1; i < mark->n_pieces; i++)
    {
      if (find_piece (article, changed, places, &mark->pieces[i], &spans[i]) != truth)
        return TRUTH_UNCLEAR;
    }

  return truth;
}
