/* mutation-changes.c
 *
 * What people and programs do to an article while nobody looks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mutation-changes.h"

#include <string.h>

static guint
pick (const Article *self,
      GRand         *rand)
{
  return g_rand_int_range (rand, 0, self->tokens->len);
}

static const char *
any_word (const Language *language,
          GRand          *rand,
          char          **owned)
{
  g_autoptr (Article) one = article_new ("");

  article_add_sentence (one, language, rand, 1, g_rand_boolean (rand) ? FAMILIAR : NOVEL);
  *owned = g_strdup (article_get (one, pick (one, rand))->text);

  return *owned;
}

static void
sentence_of (const Article *self,
             guint          i,
             guint         *from,
             guint         *to)
{
  guint sentence = article_get (self, i)->sentence;

  for (*from = i; *from > 0 && article_get (self, *from - 1)->sentence == sentence; (*from)--);
  for (*to = i + 1; *to < self->tokens->len && article_get (self, *to)->sentence == sentence; (*to)++);
}

static void
paragraph_of (const Article *self,
              guint          i,
              guint         *from,
              guint         *to)
{
  guint paragraph = article_get (self, i)->paragraph;

  for (*from = i; *from > 0 && article_get (self, *from - 1)->paragraph == paragraph; (*from)--);
  for (*to = i + 1; *to < self->tokens->len && article_get (self, *to)->paragraph == paragraph; (*to)++);
}

/* --- Single changes --- */

/* Two letters swapped, one left out, one doubled, or one taken for another; only between whole characters. */
static void
mistype (Token *token,
         GRand *rand)
{
  glong n;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (token->text, -1, &n);
  g_autoptr (GString) out = g_string_new (NULL);
  glong at;
  int kind = g_rand_int_range (rand, 0, 4);
  double before = token->kept;

  if (n < 4)
    return;

  at = g_rand_int_range (rand, 0, n - 1);
  if (g_unichar_ismark (chars[at]) || g_unichar_ismark (chars[at + 1]) || (at + 2 < n && g_unichar_ismark (chars[at + 2])) ||
      chars[at] == chars[at + 1])
    return;
  for (glong i = 0; i < n; i++)
    {
      if (i == at && kind == 0)
        g_string_append_unichar (g_string_append_unichar (out, chars[i + 1]), chars[i]), i++;
      else if (i == at && kind == 1)
        continue;
      else if (i == at && kind == 2)
        g_string_append_unichar (g_string_append_unichar (out, chars[i]), chars[i]);
      else if (i == at)
        g_string_append_unichar (out, chars[at + 1]);
      else
        g_string_append_unichar (out, chars[i]);
    }
  token_set_text (token, out->str);
  token->kept = before * (1.0 - 1.0 / n);
}

static void
mistype_some (Article *self,
              GRand   *rand,
              double   rate)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      if (g_rand_double (rand) < rate)
        mistype (article_get (self, i), rand);
    }
}

static void
replace_some (Article        *self,
              const Language *language,
              GRand          *rand,
              double          rate)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      g_autofree char *owned = NULL;
      Token *token = article_get (self, i);

      if (g_rand_double (rand) >= rate || strcmp (any_word (language, rand, &owned), token->text) == 0)
        continue;
      token_set_text (token, owned);
      token->kept = 0.0;
    }
}

static void
delete_words (Article *self,
              GRand   *rand,
              double   rate)
{
  for (guint i = self->tokens->len; i-- > 0;)
    {
      if (g_rand_double (rand) < rate)
        article_remove (self, i, i + 1);
    }
}

static void
insert_words (Article        *self,
              const Language *language,
              GRand          *rand,
              double          rate)
{
  for (guint i = self->tokens->len; i-- > 1;)
    {
      g_autofree char *owned = NULL;
      Token token = *article_get (self, i);

      if (g_rand_double (rand) >= rate || token.sentence != article_get (self, i - 1)->sentence)
        continue;
      token.id = 0;
      token.pre = token.post = (char *) "";
      token.text = (char *) any_word (language, rand, &owned);
      article_insert (self, i, &token, 1);
    }
}

static void
insert_sentences (Article        *self,
                  const Language *language,
                  GRand          *rand,
                  guint           n)
{
  for (; n > 0; n--)
    {
      g_autoptr (Article) one = article_new (self->space);
      guint from, to;

      sentence_of (self, pick (self, rand), &from, &to);
      one->next_sentence = self->next_sentence++;
      article_add_sentence (one, language, rand, article_get (self, to - 1)->paragraph, NOVEL);
      article_insert (self, to, article_get (one, 0), one->tokens->len);
    }
}

static void
delete_sentences (Article *self,
                  GRand   *rand,
                  guint    n)
{
  for (; n > 0 && self->tokens->len > 60; n--)
    {
      guint from, to;

      sentence_of (self, pick (self, rand), &from, &to);
      article_remove (self, from, to);
    }
}

/* Takes tokens [from, to) to where the token that is now at @at begins. */
static void
move (Article *self,
      guint    from,
      guint    to,
      guint    at,
      gboolean adopts_paragraph)
{
  g_autoptr (Article) part = article_new (self->space);

  article_insert (part, 0, article_get (self, from), to - from);
  for (guint i = 0; adopts_paragraph && i < part->tokens->len; i++)
    article_get (part, i)->paragraph = article_get (self, at)->paragraph;
  article_insert (self, at, article_get (part, 0), part->tokens->len);
  if (at <= from)
    from += part->tokens->len, to += part->tokens->len;
  g_array_remove_range (self->tokens, from, to - from);
}

static void
move_paragraph (Article *self,
                GRand   *rand)
{
  guint from, to, target, end;

  for (guint i = 0; i < 50; i++)
    {
      paragraph_of (self, pick (self, rand), &from, &to);
      paragraph_of (self, pick (self, rand), &target, &end);
      if (target < from || target > to)
        {
          move (self, from, to, target, FALSE);
          return;
        }
    }
}

static void
move_sentence (Article *self,
               GRand   *rand)
{
  guint from, to, target, end;

  for (guint i = 0; i < 50; i++)
    {
      sentence_of (self, pick (self, rand), &from, &to);
      sentence_of (self, pick (self, rand), &target, &end);
      if (target < from || target > to)
        {
          move (self, from, to, target, TRUE);
          return;
        }
    }
}

static void
swap_signs (char       **string,
            const char  *from,
            const char  *to)
{
  g_auto (GStrv) parts = g_strsplit (*string, from, -1);

  g_free (*string);
  *string = g_strjoinv (to, parts);
}

static void
retype (Article *self)
{
  static const char * const signs[][2] = { { "“", "\"" }, { "”", "\"" }, { "„", "\"" }, { "«", "“" }, { "»", "”" }, { "–", "-" }, { "’", "'" } };

  for (guint i = 0; i < self->tokens->len; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (signs); j++)
        {
          swap_signs (&article_get (self, i)->pre, signs[j][0], signs[j][1]);
          swap_signs (&article_get (self, i)->post, signs[j][0], signs[j][1]);
        }
    }
}

static void
reflow (Article *self,
        GRand   *rand)
{
  for (guint i = 0; i < self->tokens->len; i++)
    article_get (self, i)->line_break = g_rand_int_range (rand, 0, 11) == 0;
}

static void
change_every (Article *self,
              char  *(*change) (const char *, gssize))
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      g_autofree char *text = change (article_get (self, i)->text, -1);

      token_set_text (article_get (self, i), text);
    }
}

static char *
decompose (const char *text,
           gssize      n)
{
  return g_utf8_normalize (text, n, G_NORMALIZE_NFD);
}

static char *
compose (const char *text,
         gssize      n)
{
  return g_utf8_normalize (text, n, G_NORMALIZE_NFC);
}

/* --- Kinds --- */

static void
typing_errors (Article *self, const Language *language, GRand *rand)
{
  mistype_some (self, rand, 0.02);
}

static void
words_replaced (Article *self, const Language *language, GRand *rand)
{
  replace_some (self, language, rand, 0.05);
}

static void
insertions (Article *self, const Language *language, GRand *rand)
{
  insert_sentences (self, language, rand, 4);
  insert_words (self, language, rand, 0.02);
}

static void
sentences_deleted (Article *self, const Language *language, GRand *rand)
{
  delete_sentences (self, rand, 5);
}

static void
words_deleted (Article *self, const Language *language, GRand *rand)
{
  delete_words (self, rand, 0.05);
}

static void
paragraph_moved (Article *self, const Language *language, GRand *rand)
{
  move_paragraph (self, rand);
}

static void
sentence_moved (Article *self, const Language *language, GRand *rand)
{
  move_sentence (self, rand);
}

static void
form (Article *self, const Language *language, GRand *rand)
{
  retype (self);
  reflow (self, rand);
  self->n_newlines = 1;
}

static void
name_replaced (Article *self, const Language *language, GRand *rand)
{
  guint name = 0;

  for (guint i = 0; i < 1000 && name == 0; i++)
    name = article_get (self, pick (self, rand))->entity;
  for (guint i = 0; i < self->tokens->len; i++)
    {
      Token *token = article_get (self, i);
      g_autofree char *owned = NULL;

      if (name == 0 || token->entity != name)
        continue;
      owned = g_strconcat (strcmp (self->space, "") == 0 ? "佐" : "Qux", strcmp (self->space, "") == 0 ? "丸" : "moro", NULL);
      token_set_text (token, owned);
      token->kept = 0.0;
    }
}

static void
case_changed (Article *self, const Language *language, GRand *rand)
{
  for (guint n = 0; n < 6; n++)
    {
      guint from, to;

      sentence_of (self, pick (self, rand), &from, &to);
      for (guint i = from; i < to; i++)
        {
          g_autofree char *text = g_utf8_strup (article_get (self, i)->text, -1);

          token_set_text (article_get (self, i), text);
        }
    }
}

static void
upper_case (Article *self, const Language *language, GRand *rand)
{
  change_every (self, g_utf8_strup);
}

static void
decomposed (Article *self, const Language *language, GRand *rand)
{
  change_every (self, decompose);
}

static void
composed (Article *self, const Language *language, GRand *rand)
{
  change_every (self, compose);
}

static void
crlf (Article *self, const Language *language, GRand *rand)
{
  self->newline = "\r\n";
}

static void
bom (Article *self, const Language *language, GRand *rand)
{
  self->bom = TRUE;
}

static void
paragraphs_joined (Article *self, const Language *language, GRand *rand)
{
  guint next = 100000;

  for (guint n = 0; n < 3; n++)
    {
      guint from, to, paragraph;

      paragraph_of (self, pick (self, rand), &from, &to);
      for (paragraph = article_get (self, from)->paragraph; to < self->tokens->len && n < 2; to++)
        {
          if (article_get (self, to)->paragraph != article_get (self, to - 1)->paragraph && article_get (self, to - 1)->paragraph != paragraph)
            break;
          article_get (self, to)->paragraph = paragraph;
        }
      sentence_of (self, pick (self, rand), &from, &to);
      paragraph = article_get (self, to - 1)->paragraph;
      for (next++; to < self->tokens->len && article_get (self, to)->paragraph == paragraph; to++)
        article_get (self, to)->paragraph = next;
    }
}

static void
light (Article *self, const Language *language, GRand *rand)
{
  mistype_some (self, rand, 0.01);
  replace_some (self, language, rand, 0.01);
  insert_sentences (self, language, rand, 1);
}

static void
medium (Article *self, const Language *language, GRand *rand)
{
  mistype_some (self, rand, 0.01);
  replace_some (self, language, rand, 0.02);
  delete_words (self, rand, 0.02);
  insert_words (self, language, rand, 0.01);
  delete_sentences (self, rand, 2);
  insert_sentences (self, language, rand, 2);
  retype (self);
}

static void
heavy (Article *self, const Language *language, GRand *rand)
{
  guint n = self->next_sentence / 5;

  mistype_some (self, rand, 0.03);
  replace_some (self, language, rand, 0.12);
  delete_words (self, rand, 0.08);
  insert_words (self, language, rand, 0.08);
  delete_sentences (self, rand, n);
  insert_sentences (self, language, rand, n);
  move_paragraph (self, rand);
  reflow (self, rand);
}

static void
another_article (Article *self, const Language *language, GRand *rand)
{
  g_autoptr (Article) other = article_generate (&languages[(language - languages + 1) % n_languages], rand, 40);

  g_array_set_size (self->tokens, 0);
  article_insert (self, 0, article_get (other, 0), other->tokens->len);
}

const Change changes[] = {
  { "typing errors 2 %", typing_errors, COUNTED },
  { "words replaced 5 %", words_replaced, COUNTED },
  { "insertions", insertions, COUNTED },
  { "5 sentences deleted", sentences_deleted, COUNTED },
  { "words deleted 5 %", words_deleted, COUNTED },
  { "paragraph moved", paragraph_moved, COUNTED },
  { "sentence moved", sentence_moved, COUNTED },
  { "quotes, dashes, reflow", form, COUNTED },
  { "a name replaced", name_replaced, COUNTED },
  { "case changed", case_changed, COUNTED },
  { "all in upper case", upper_case, COUNTED },
  { "composed to decomposed", decomposed, COUNTED },
  { "decomposed to composed", composed, COUNTED },
  { "lf to crlf", crlf, COUNTED },
  { "byte order mark", bom, COUNTED },
  { "paragraphs joined, split", paragraphs_joined, COUNTED },
  { "light mix", light, COUNTED },
  { "medium mix", medium, COUNTED },
  { "heavy mix", heavy, COUNTED_APART },
  { "another article", another_article, OTHER },
};

const guint n_changes = G_N_ELEMENTS (changes);
