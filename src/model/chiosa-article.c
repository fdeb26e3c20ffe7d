/* chiosa-article.c
 *
 * What is known of the article as a whole: a plain value. Its text and annotations are the document's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article.h"

static const char *const status_names[] = { "new", "in-progress", "done" };

/**
 * chiosa_article_new:
 *
 * Returns: (transfer full): an article of which nothing is known, new
 */
ChiosaArticle *
chiosa_article_new (void)
{
  return g_new0 (ChiosaArticle, 1);
}

/**
 * chiosa_article_copy:
 * @self: an article
 *
 * Returns: (transfer full): a copy
 */
ChiosaArticle *
chiosa_article_copy (const ChiosaArticle *self)
{
  ChiosaArticle *copy = chiosa_article_new ();

  copy->title = g_strdup (self->title);
  copy->author = g_strdup (self->author);
  copy->publisher = g_strdup (self->publisher);
  copy->url = g_strdup (self->url);
  copy->date = g_strdup (self->date);
  copy->language = g_strdup (self->language);
  copy->licence = g_strdup (self->licence);
  copy->note = g_strdup (self->note);
  copy->status = self->status;
  copy->attributes = chiosa_attributes_copy (self->attributes);
  copy->extra = g_strdup (self->extra);

  return copy;
}

/**
 * chiosa_article_free:
 * @self: (nullable) (transfer full): an article
 */
void
chiosa_article_free (ChiosaArticle *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->author);
  g_free (self->publisher);
  g_free (self->url);
  g_free (self->date);
  g_free (self->language);
  g_free (self->licence);
  g_free (self->note);
  chiosa_attributes_free (self->attributes);
  g_free (self->extra);
  g_free (self);
}

/**
 * chiosa_article_equal:
 * @a: an article
 * @b: another
 *
 * Returns: whether all their members are the same
 */
gboolean
chiosa_article_equal (const ChiosaArticle *a,
                      const ChiosaArticle *b)
{
  return g_strcmp0 (a->title, b->title) == 0
         && g_strcmp0 (a->author, b->author) == 0
         && g_strcmp0 (a->publisher, b->publisher) == 0
         && g_strcmp0 (a->url, b->url) == 0
         && g_strcmp0 (a->date, b->date) == 0
         && g_strcmp0 (a->language, b->language) == 0
         && g_strcmp0 (a->licence, b->licence) == 0
         && g_strcmp0 (a->note, b->note) == 0
         && g_strcmp0 (a->extra, b->extra) == 0
         && a->status == b->status
         && chiosa_attributes_equal (a->attributes, b->attributes);
}

/**
 * chiosa_status_to_string:
 * @status: a status
 *
 * Returns: its name in files, not for people
 */
const char *
chiosa_status_to_string (ChiosaStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (status_names), NULL);

  return status_names[status];
}

/**
 * chiosa_status_from_string:
 * @string: (nullable): a name as files have it
 * @status: (out): the status
 *
 * Returns: %FALSE for a name that is none, and @status is left alone then
 */
gboolean
chiosa_status_from_string (const char   *string,
                           ChiosaStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    {
      if (g_strcmp0 (string, status_names[i]) != 0)
        continue;

      *status = i;
      return TRUE;
    }

  return FALSE;
}
