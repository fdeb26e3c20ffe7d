/* mutation-articles.h
 *
 * Articles to try re-anchoring on: made of phrases, or read from a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mutation-languages.h"
#include "mutation-text.h"

typedef enum
{
  FAMILIAR,   /* what the article is made of */
  NOVEL,      /* what is put in later */
} Novelty;

/* An article of @n_sentences, without ids. */
Article *article_generate     (const Language *language, GRand *rand, guint n_sentences);
/* Adds one sentence. */
void     article_add_sentence (Article *self, const Language *language, GRand *rand, guint paragraph,
                               Novelty novelty);
/* Words of a text, by white space; runs of capitals are its names. */
Article *article_parse        (const char *utf8);
