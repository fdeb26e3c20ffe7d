/* chiosa-article.h
 *
 * What is known of the article as a whole: title, who, where, when, status.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-value.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_STATUS_NEW,
  CHIOSA_STATUS_IN_PROGRESS,
  CHIOSA_STATUS_DONE,
} ChiosaStatus;

typedef struct
{
  char             *title;       /* all may be NULL */
  char             *author;
  char             *publisher;
  char             *url;
  char             *date;        /* ISO 8601 date */
  char             *language;    /* BCP 47 */
  char             *licence;
  char             *note;
  ChiosaStatus      status;
  ChiosaAttributes *attributes;  /* of the whole article; may be NULL */
  char             *extra;       /* unknown members, raw JSON; may be NULL */
} ChiosaArticle;

ChiosaArticle *chiosa_article_new   (void);
ChiosaArticle *chiosa_article_copy  (const ChiosaArticle *self);
void           chiosa_article_free  (ChiosaArticle *self);
gboolean       chiosa_article_equal (const ChiosaArticle *a, const ChiosaArticle *b);

const char    *chiosa_status_to_string   (ChiosaStatus status);                       /* "new", "in-progress", "done" */
gboolean       chiosa_status_from_string (const char *string, ChiosaStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaArticle, chiosa_article_free)

G_END_DECLS
