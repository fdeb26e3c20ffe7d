/* chiosa-article-part.h
 *
 * What the columns of a table and the keys of a front matter say of an article, by their names in several languages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_PART_OTHER,
  CHIOSA_PART_TEXT,
  CHIOSA_PART_NAME,        /* of the record: a name or a number that tells it from the others */
  CHIOSA_PART_TITLE,
  CHIOSA_PART_AUTHOR,
  CHIOSA_PART_PUBLISHER,
  CHIOSA_PART_URL,
  CHIOSA_PART_DATE,
  CHIOSA_PART_LANGUAGE,
  CHIOSA_PART_LICENCE,
  CHIOSA_PART_N,
} ChiosaArticlePart;

/* Case does not matter, nor do spaces, '-', '_', '.' and ':' in @name. */
ChiosaArticlePart chiosa_article_part_find (const char *name);
/* How good a name @name is for the part it stands for: the smaller the better ("text" is better than "sentence"). */
guint             chiosa_article_part_rank (const char *name);
/* Sets the part, without white space around it. FALSE with nothing set when it is set already, @value is empty, the part has no
 * place in an article, or a date is none by ISO 8601. Of a date with a time the date is taken. */
gboolean          chiosa_article_part_set  (ChiosaArticle *article, ChiosaArticlePart part, const char *value);

G_END_DECLS
