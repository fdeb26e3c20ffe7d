/* chiosa-conll.h
 *
 * What the formats with one word on each line share: an article that is put together word by word, and names that stand
 * between white space.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"
#include "chiosa-tag-scheme.h"
#include "chiosa-tokens.h"

G_BEGIN_DECLS

/* A corpus that does not say where its articles end becomes articles of PART sentences when it has more than WHOLE. */
#define CHIOSA_CONLL_WHOLE 1000
#define CHIOSA_CONLL_PART  200
/* An article is not longer than what can be opened. */
#define CHIOSA_CONLL_MAX_BYTES ((gsize) 8 << 20)

/* Before an article's name, where a part of speech could stand. */
#define CHIOSA_CONLL_ARTICLE "article="

/* An annotation before the article is there. Words are numbered within the article. */
typedef struct
{
  ChiosaAnnotation *annotation;
  GArray           *spans;        /* ChiosaSpan */
  guint             line;
} ChiosaConllItem;

typedef struct
{
  ChiosaReader *reader;
  GString      *text;
  gsize         length;           /* of the text, code points */
  GArray       *words;            /* ChiosaSpan; empty for a word that is not in the text */
  GPtrArray    *items;            /* ChiosaConllItem */
  guint         n_sentences;
  guint         n_made;           /* articles before this one */
  gboolean      bordered;         /* the file says where articles end */
  gboolean      in_parts;         /* it does not, and is long: chiosa_conll_is_long() */
  char         *name;             /* that the file gives; may be NULL */
} ChiosaConllArticle;

void     chiosa_conll_article_init        (ChiosaConllArticle *self, ChiosaReader *reader);
void     chiosa_conll_article_clear       (ChiosaConllArticle *self);
void     chiosa_conll_article_add_gap     (ChiosaConllArticle *self, const char *space);
void     chiosa_conll_article_add_word    (ChiosaConllArticle *self, const char *form);
/* Takes @annotation and @spans. */
void     chiosa_conll_article_add         (ChiosaConllArticle *self, ChiosaAnnotation *annotation, GArray *spans, guint line);
/* From the first to the last word of [first, end) that is in the text. Takes @annotation. */
void     chiosa_conll_article_add_words   (ChiosaConllArticle *self, ChiosaAnnotation *annotation, guint first, guint end, guint line);
gboolean chiosa_conll_article_find_span   (ChiosaConllArticle *self, guint first, guint end, ChiosaSpan *span);
/* Whether the article should end here, between two sentences, though the file does not say so. */
gboolean chiosa_conll_article_is_full     (ChiosaConllArticle *self);
/* What was gathered, as a record with the name it gets; nothing is gathered then. @last: the file ends. */
ChiosaRecord *chiosa_conll_article_take   (ChiosaConllArticle *self, gboolean last);

/* Whether a corpus is long and does not say where its articles end: with a line that begins with @border. A look at the file beforehand. */
gboolean chiosa_conll_is_long             (ChiosaReader *reader, const char *border);
/* The next line that can be read; bad ones are told. FALSE at the end, with @error where it cannot go on. */
gboolean chiosa_conll_next_line           (ChiosaReader *reader, ChiosaLines *lines, const char **line, GError **error);

/* The name of an annotation as one word. @changed: whether it could not stay as it is. (transfer full) */
char    *chiosa_conll_name                (ChiosaTagset *tagset, const ChiosaAnnotation *annotation, gboolean *changed);
/* @text with white space, control characters and those of @reserved as %XX; and back: NULL where that gives no text. (transfer full) */
char    *chiosa_conll_escape              (const char *text, const char *reserved);
char    *chiosa_conll_unescape            (const char *escaped);

gboolean chiosa_conll_read                (ChiosaReader *reader, GError **error);
gboolean chiosa_conllu_read               (ChiosaReader *reader, GError **error);

G_END_DECLS
