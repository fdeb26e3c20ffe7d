/* mutation-text.c
 *
 * An article as a row of tokens that keep their identity while the text is changed: so it is known where each one went.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mutation-text.h"

#include <string.h>

static void
token_clear (gpointer data)
{
  Token *self = data;

  g_free (self->pre);
  g_free (self->text);
  g_free (self->post);
}

static Token
token_copy (const Token *self)
{
  Token copy = *self;

  copy.pre = g_strdup (self->pre);
  copy.text = g_strdup (self->text);
  copy.post = g_strdup (self->post);

  return copy;
}

Article *
article_new (const char *space)
{
  Article *self = g_new0 (Article, 1);

  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_array_set_clear_func (self->tokens, token_clear);
  self->space = space;
  self->newline = "\n";
  self->n_newlines = 2;
  self->next_sentence = 1;

  return self;
}

Article *
article_copy (const Article *self)
{
  Article *copy = article_new (self->space);

  copy->newline = self->newline;
  copy->n_newlines = self->n_newlines;
  copy->bom = self->bom;
  copy->next_sentence = self->next_sentence;
  article_insert (copy, 0, (const Token *) (void *) self->tokens->data, self->tokens->len);

  return copy;
}

void
article_free (Article *self)
{
  g_array_unref (self->tokens);
  g_free (self);
}

Token *
article_get (const Article *self,
             guint          i)
{
  return &g_array_index (self->tokens, Token, i);
}

/* Whether @c belongs to a word of the texts here. */
static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '%' || c == 0x20AC || c == 0xA3;
}

/* Takes the punctuation off both ends of @word. */
void
article_add (Article    *self,
             const char *word,
             guint       sentence,
             guint       paragraph,
             guint       entity)
{
  const char *start = word, *end = word + strlen (word);
  Token token = { .sentence = sentence, .paragraph = paragraph, .entity = entity, .kept = 1.0 };

  while (start < end && !is_word_char (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && !is_word_char (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  if (start == end)
    {
      if (self->tokens->len > 0)
        {
          Token *last = article_get (self, self->tokens->len - 1);
          char *joined = g_strconcat (last->post, self->space, word, NULL);

          g_free (last->post);
          last->post = joined;
        }
      return;
    }

  token.pre = g_strndup (word, start - word);
  token.text = g_strndup (start, end - start);
  token.post = g_strdup (end);
  g_array_append_val (self->tokens, token);
  self->next_sentence = MAX (self->next_sentence, sentence + 1);
}

void
article_number (Article *self)
{
  for (guint i = 0; i < self->tokens->len; i++)
    article_get (self, i)->id = i + 1;
}

/* Takes tokens [from, to) away; the punctuation of those whose sentence goes on stays. */
void
article_remove (Article *self,
                guint    from,
                guint    to)
{
  Token *last = article_get (self, to - 1), *before = from > 0 ? article_get (self, from - 1) : NULL;

  if (before != NULL && before->sentence == last->sentence && *last->post != '\0' && *before->post == '\0')
    {
      g_free (before->post);
      before->post = g_strdup (last->post);
    }
  g_array_remove_range (self->tokens, from, to - from);
}

void
article_insert (Article     *self,
                guint        at,
                const Token *tokens,
                guint        n)
{
  for (guint i = 0; i < n; i++)
    {
      Token copy = token_copy (&tokens[i]);

      g_array_insert_val (self->tokens, at + i, copy);
    }
}

void
token_set_text (Token      *self,
                const char *text)
{
  char *copy = g_strdup (text);

  g_free (self->text);
  self->text = copy;
}

gsize
token_length (const Token *self)
{
  return g_utf8_strlen (self->text, -1);
}

ChiosaText *
article_render (Article *self)
{
  g_autoptr (GString) out = g_string_new (self->bom ? "\357\273\277" : NULL);
  gsize offset = self->bom ? 1 : 0, n_newline = strlen (self->newline);

  for (guint i = 0; i < self->tokens->len; i++)
    {
      Token *token = article_get (self, i);
      const Token *next = i + 1 < self->tokens->len ? article_get (self, i + 1) : NULL;
      gboolean ends = next == NULL || next->paragraph != token->paragraph;

      g_string_append (out, token->pre);
      token->start = offset + g_utf8_strlen (token->pre, -1);
      token->end = token->start + token_length (token);
      g_string_append (out, token->text);
      g_string_append (out, token->post);
      offset = token->end + g_utf8_strlen (token->post, -1);
      for (guint n = 0; ends && n < self->n_newlines; n++, offset += n_newline)
        g_string_append (out, self->newline);
      if (!ends && token->line_break)
        g_string_append (out, self->newline), offset += n_newline;
      else if (!ends)
        g_string_append (out, self->space), offset += strlen (self->space);
    }

  return chiosa_text_new (out->str, out->len);
}
