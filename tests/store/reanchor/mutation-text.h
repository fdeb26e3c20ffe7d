/* mutation-text.h
 *
 * An article as a row of tokens that keep their identity while the text is changed: so it is known where each one went.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-span.h"

typedef struct
{
  guint     id;          /* 0: not in the article of before */
  char     *pre;         /* opening punctuation */
  char     *text;
  char     *post;        /* closing punctuation */
  guint     sentence;
  guint     paragraph;
  guint     entity;      /* number of the name that it is part of, 0 for none */
  double    kept;        /* how much of its letters is still there: 1 untouched, 0 another word */
  gboolean  line_break;  /* a line break follows in the place of white space */
  gsize     start;       /* where the text stands: after rendering */
  gsize     end;
} Token;

typedef struct
{
  GArray     *tokens;     /* Token */
  const char *space;      /* between words: " " or "" */
  const char *newline;
  guint       n_newlines; /* between paragraphs */
  gboolean    bom;
  guint       next_sentence;
} Article;

Article    *article_new       (const char *space);
Article    *article_copy      (const Article *self);
void        article_free      (Article *self);
Token      *article_get       (const Article *self, guint i);
void        article_add       (Article *self, const char *word, guint sentence, guint paragraph, guint entity);
void        article_number    (Article *self);    /* gives every token its id */
void        article_remove    (Article *self, guint from, guint to);
void        article_insert    (Article *self, guint at, const Token *tokens, guint n);   /* copies */
void        token_set_text    (Token *self, const char *text);
gsize       token_length      (const Token *self);
/* Notes the place of each token. */
ChiosaText *article_render    (Article *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Article, article_free)
