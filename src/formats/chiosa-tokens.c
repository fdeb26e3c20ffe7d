/* chiosa-tokens.c
 *
 * The text cut into words and sentences. Where annotations fall on them: chiosa-tokens-flatten.c.
 *
 * Words and sentences are those of chiosa-segment.h. What is no word is cut into graphemes: every mark and symbol is a token by
 * itself, an emoji with its joiners or a letter with its accents is one. White space is never in a token, and here it is all that
 * the readers of token formats split at: what Unicode calls white space and the separators U+001C to U+001F (Python's str.split).
 * Format and control characters (U+200B, U+FEFF, marks of direction, soft hyphens) stay with the token before them, or else with
 * the one behind; where they touch none they are no token and belong to the gap.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-tokens.h"

#include "chiosa-segment.h"

#include <string.h>

/* One walk through a text. All places in code points. */
typedef struct
{
  ChiosaTokens *tokens;
  ChiosaText   *text;
  gunichar     *chars;
  gsize         length;
  gsize         word_start;       /* the last word that was found */
  gsize         word_end;
  gsize         asked;            /* places before this one need not be asked about */
  guint         paragraph;
  gboolean      paragraph_ended;  /* since the last token */
} Walk;

static inline gboolean
is_space (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);

  return c == 0x85 || g_unichar_isspace (c);
}

/* Characters that are not seen and so are no token alone. */
static inline gboolean
is_invisible (gunichar c)
{
  GUnicodeType type;

  if (c >= 0x20 && c < 0x7F)
    return FALSE;

  type = g_unichar_type (c);

  return (type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL) && !is_space (c);
}

static gboolean
ends_paragraph (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

static gboolean
ends_line (gunichar c)
{
  return ends_paragraph (c) || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028;
}

/* Whether only spaces and invisible characters are between a letter or digit and @at: Pango (1.56) ends a sentence behind a mark of
 * direction in the middle of one. */
static gboolean
goes_on (const Walk *walk,
         gsize       at)
{
  while (at > 0 && (is_space (walk->chars[at - 1]) || is_invisible (walk->chars[at - 1])))
    if (ends_line (walk->chars[--at]))
      return FALSE;

  return at > 0 && g_unichar_isalnum (walk->chars[at - 1]);
}

/* Makes the word that holds @at known, if one does. Every place is asked about once, and in order, so that the edges of the text
 * stay those of one window: see chiosa-segment-window.c. */
static void
find_word (Walk  *walk,
           gsize  at)
{
  gsize start, end;

  for (gsize i = MAX (walk->asked, walk->word_end); i <= at; i = walk->asked)
    {
      walk->asked = i + 1;
      if (is_space (walk->chars[i]) || !chiosa_segment_is_edge (walk->text, CHIOSA_SEGMENT_WORD, i))
        continue;

      if (!chiosa_segment_at (walk->text, CHIOSA_SEGMENT_WORD, i, &start, &end) || start != i)
        continue;

      walk->word_start = start;
      walk->word_end = walk->asked = end;
    }
}

/* ASCII never continues a grapheme, LF after CR apart: most questions need no answer. */
static gsize
grow_to_grapheme (Walk  *walk,
                  gsize  end)
{
  gsize start, grapheme_end;

  if (end >= walk->length || walk->chars[end] < 0x80)
    return end;

  if (!chiosa_segment_at (walk->text, CHIOSA_SEGMENT_GRAPHEME, end, &start, &grapheme_end) || start >= end)
    return end;

  return grapheme_end;
}

/* The end of what begins at @at, which is neither white space nor, unless a word holds it, invisible. */
static gsize
find_end (Walk  *walk,
          gsize  at)
{
  gsize end = at + 1;
  gsize limit;

  find_word (walk, at);
  if (walk->word_start <= at && at < walk->word_end)
    end = walk->word_end;

  limit = grow_to_grapheme (walk, end);
  for (end = at + 1; end < limit && !is_space (walk->chars[end]); )
    end++;

  while (end < walk->length && is_invisible (walk->chars[end]))
    end++;

  return end;
}

/* Where a sentence ends and no white space is behind it, the next one starts. */
static gboolean
starts_sentence (const Walk *walk,
                 gsize       start,
                 gsize       visible)
{
  for (gsize i = start; i <= visible; i++)
    if (chiosa_segment_is_edge (walk->text, CHIOSA_SEGMENT_SENTENCE, i))
      return !goes_on (walk, visible);

  return FALSE;
}

/* @visible: where what is seen of it begins. */
static void
add_token (Walk  *walk,
           gsize  start,
           gsize  visible,
           gsize  end)
{
  ChiosaTokens *self = walk->tokens;
  ChiosaToken token = { .start = start, .end = end };
  gboolean fresh = self->sentences->len == 0 || walk->paragraph_ended || starts_sentence (walk, start, visible);
  ChiosaSentence *sentence;

  if (walk->paragraph_ended && self->sentences->len > 0)
    walk->paragraph++;
  walk->paragraph_ended = FALSE;

  if (fresh)
    {
      ChiosaSentence next = { .start = start, .first_token = self->tokens->len, .paragraph = walk->paragraph };

      g_array_append_val (self->sentences, next);
    }

  token.sentence = self->sentences->len - 1;
  token.space_after = end == walk->length || is_space (walk->chars[end]);
  g_array_append_val (self->tokens, token);

  sentence = &g_array_index (self->sentences, ChiosaSentence, token.sentence);
  sentence->end = end;
  sentence->n_tokens++;
}

static void
walk_text (Walk *walk)
{
  gsize at = 0;

  while (at < walk->length)
    {
      gsize start = at;
      gsize visible;

      if (is_space (walk->chars[at]))
        {
          walk->paragraph_ended |= ends_paragraph (walk->chars[at]);
          at++;
          continue;
        }

      /* A word may begin with such a character; the others go to what they touch. */
      while (at < walk->length && is_invisible (walk->chars[at]))
        at++;

      if (at == walk->length || is_space (walk->chars[at]))
        continue;

      visible = at;
      at = find_end (walk, at);
      add_token (walk, start, visible, at);
    }
}

/**
 * chiosa_tokens_new:
 * @utf8: valid UTF-8
 *
 * Takes time in proportion to the length of the text.
 *
 * Returns: (transfer full): free with chiosa_tokens_free()
 */
ChiosaTokens *
chiosa_tokens_new (const char *utf8)
{
  g_autoptr (ChiosaText) text = NULL;
  g_autofree gunichar *chars = NULL;
  ChiosaTokens *self;
  Walk walk = { 0 };
  glong length;

  g_return_val_if_fail (utf8 != NULL, NULL);

  self = g_new0 (ChiosaTokens, 1);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (ChiosaToken));
  self->sentences = g_array_new (FALSE, FALSE, sizeof (ChiosaSentence));

  text = chiosa_text_new (utf8, -1);
  g_return_val_if_fail (text != NULL, self);
  chars = g_utf8_to_ucs4_fast (utf8, -1, &length);

  walk.tokens = self;
  walk.text = text;
  walk.chars = chars;
  walk.length = length;
  walk_text (&walk);

  return self;
}

void
chiosa_tokens_free (ChiosaTokens *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tokens);
  g_array_unref (self->sentences);
  g_free (self);
}

/* The first token that ends behind @offset. */
static guint
find_token (const ChiosaTokens *self,
            gsize               offset)
{
  guint low = 0;
  guint high = self->tokens->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->tokens, ChiosaToken, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * chiosa_tokens_cover:
 * @start: in code points
 * @end: in code points
 * @first: (out): the first token that has a character of [start, end)
 * @end_token: (out): the token behind the last such
 * @moved: (out) (optional): whether @start or @end is not the border of a token
 *
 * Returns: %FALSE, with nothing set, where there is no such token
 */
gboolean
chiosa_tokens_cover (const ChiosaTokens *self,
                     gsize               start,
                     gsize               end,
                     guint              *first,
                     guint              *end_token,
                     gboolean           *moved)
{
  guint from, to;

  g_return_val_if_fail (self != NULL && first != NULL && end_token != NULL, FALSE);

  from = find_token (self, start);
  if (start >= end || from == self->tokens->len || g_array_index (self->tokens, ChiosaToken, from).start >= end)
    return FALSE;

  to = find_token (self, end - 1);
  if (to < self->tokens->len && g_array_index (self->tokens, ChiosaToken, to).start < end)
    to++;

  *first = from;
  *end_token = to;
  if (moved != NULL)
    *moved = g_array_index (self->tokens, ChiosaToken, from).start != start
             || g_array_index (self->tokens, ChiosaToken, to - 1).end != end;

  return TRUE;
}
