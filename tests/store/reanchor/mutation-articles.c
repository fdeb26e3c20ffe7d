/* mutation-articles.c
 *
 * Articles to try re-anchoring on: made of phrases, or read from a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mutation-articles.h"

#include <string.h>

/* One of the first two thirds of @list for what the article had, one of the last third for what is new in it: who adds a
 * sentence says something else, if of the same people. */
static const char *
choose (GRand              *rand,
        const char * const *list,
        Novelty             novelty)
{
  guint n = 0, n_old;

  while (list[n] != NULL)
    n++;
  n_old = n * 2 / 3;

  return novelty == NOVEL ? list[g_rand_int_range (rand, n_old, n)] : list[g_rand_int_range (rand, 0, n_old)];
}

static void
add_phrase (Article    *self,
            const char *phrase,
            guint       sentence,
            guint       paragraph,
            guint       entity)
{
  g_auto (GStrv) words = g_strsplit (phrase, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        article_add (self, words[i], sentence, paragraph, entity);
    }
}

static void
append_post (Article    *self,
             const char *sign)
{
  Token *last = article_get (self, self->tokens->len - 1);
  char *joined = g_strconcat (last->post, sign, NULL);

  g_free (last->post);
  last->post = joined;
}

void
article_add_sentence (Article        *self,
                      const Language *language,
                      GRand          *rand,
                      guint           paragraph,
                      Novelty         novelty)
{
  guint sentence = self->next_sentence++;
  guint name = g_rand_int_range (rand, 0, 12);
  gboolean quoted = g_rand_int_range (rand, 0, 4) == 0;
  guint first;

  /* Names are not equally frequent. */
  name = MIN (name, (guint) g_rand_int_range (rand, 0, 12));
  if (g_rand_boolean (rand))
    add_phrase (self, choose (rand, language->openings, novelty), sentence, paragraph, 0);
  add_phrase (self, language->names[name], sentence, paragraph, name + 1);
  add_phrase (self, choose (rand, language->verbs, novelty), sentence, paragraph, 0);
  first = self->tokens->len;
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      name = g_rand_int_range (rand, 0, 12);
      add_phrase (self, language->names[name], sentence, paragraph, name + 1);
    }
  else
    add_phrase (self, choose (rand, language->objects, novelty), sentence, paragraph, 0);
  if (quoted)
    {
      Token *token = article_get (self, first);
      char *joined = g_strconcat (language->open_quote, token->pre, NULL);

      g_free (token->pre);
      token->pre = joined;
    }
  add_phrase (self, choose (rand, language->tails, novelty), sentence, paragraph, 0);
  if (quoted)
    append_post (self, language->close_quote);
  if (g_rand_int_range (rand, 0, 4) == 0)
    {
      append_post (self, strcmp (language->space, "") == 0 ? "，" : ",");
      add_phrase (self, choose (rand, language->openings, novelty), sentence, paragraph, 0);
      add_phrase (self, choose (rand, language->objects, novelty), sentence, paragraph, 0);
      add_phrase (self, choose (rand, language->tails, novelty), sentence, paragraph, 0);
    }
  append_post (self, language->stop);
}

Article *
article_generate (const Language *language,
                  GRand          *rand,
                  guint           n_sentences)
{
  Article *self = article_new (language->space);
  guint paragraph = 1;

  for (guint i = 0; i < n_sentences; i++)
    {
      if (i > 0 && g_rand_int_range (rand, 0, 4) == 0)
        paragraph++;
      article_add_sentence (self, language, rand, paragraph, FAMILIAR);
    }

  return self;
}

static gboolean
is_capital (const Token *token)
{
  return g_unichar_isupper (g_utf8_get_char (token->text));
}

/* Names inside of sentences: the same words have the same number. */
static void
mark_names (Article *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i < self->tokens->len; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      guint end = i, number;

      for (; end < self->tokens->len && is_capital (article_get (self, end)) && end < i + 3 &&
             article_get (self, end)->sentence == article_get (self, i - 1)->sentence &&
             (end == i || *article_get (self, end - 1)->post == '\0'); end++)
        g_string_append_printf (name, "%s ", article_get (self, end)->text);
      if (end == i)
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name->str));
      if (number == 0)
        {
          number = g_hash_table_size (numbers) + 1;
          g_hash_table_insert (numbers, g_strdup (name->str), GUINT_TO_POINTER (number));
        }
      for (; i < end; i++)
        article_get (self, i)->entity = number;
    }
}

Article *
article_parse (const char *utf8)
{
  Article *self = article_new (" ");
  g_auto (GStrv) paragraphs = g_strsplit (utf8, "\n", -1);
  guint sentence = 1;

  for (guint p = 0; paragraphs[p] != NULL; p++)
    {
      g_auto (GStrv) words = g_strsplit_set (paragraphs[p], " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        {
          if (*words[i] == '\0')
            continue;
          article_add (self, words[i], sentence, p + 1, 0);
          if (strpbrk (article_get (self, self->tokens->len - 1)->post, ".!?") != NULL)
            sentence++;
        }
      sentence++;
    }
  mark_names (self);

  return self;
}
