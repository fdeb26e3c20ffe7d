/* chiosa-loss-report.c
 *
 * What an export would lose, by kind, and which articles lose it. Keeps the first few articles of each kind, so that a hundred thousand
 * articles take no more room than fifty. Knows no widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-loss-report.h"

struct _ChiosaLossReport
{
  GPtrArray *articles[CHIOSA_LOSS_N];     /* ChiosaLossArticle; NULL: none */
  guint      n_articles[CHIOSA_LOSS_N];
};

static void
loss_article_free (gpointer data)
{
  ChiosaLossArticle *article = data;

  g_free (article->name);
  g_free (article->details);
  g_free (article);
}

/* Everything that has a name, in the order in which it was lost. */
static char *
list_details (GPtrArray *items,
              guint     *n)
{
  g_autoptr (GString) list = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const ChiosaLossItem *item = g_ptr_array_index (items, i);
      const char *text = item->detail != NULL ? item->detail : item->id;

      if (text == NULL)
        continue;
      if (list->len > 0)
        g_string_append (list, " · ");
      g_string_append (list, text);
      (*n)++;
    }

  return list->len > 0 ? g_string_free_and_steal (g_steal_pointer (&list)) : NULL;
}

static void
add_kind (ChiosaLossReport   *self,
          const char         *name,
          const ChiosaLosses *losses,
          ChiosaLoss          kind)
{
  ChiosaLossArticle *article;

  self->n_articles[kind]++;
  if (self->articles[kind] == NULL)
    self->articles[kind] = g_ptr_array_new_with_free_func (loss_article_free);
  if (self->articles[kind]->len >= CHIOSA_LOSS_REPORT_NAMED)
    return;

  article = g_new0 (ChiosaLossArticle, 1);
  article->name = g_strdup (name);
  article->n = losses->counts[kind];
  article->details = list_details (losses->items[kind], &article->n_details);
  g_ptr_array_add (self->articles[kind], article);
}

ChiosaLossReport *
chiosa_loss_report_new (void)
{
  return g_new0 (ChiosaLossReport, 1);
}

void
chiosa_loss_report_free (ChiosaLossReport *self)
{
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    g_clear_pointer (&self->articles[kind], g_ptr_array_unref);
  g_free (self);
}

/**
 * chiosa_loss_report_add:
 * @self: a report
 * @name: of the article, within the set
 * @losses: what it loses
 */
void
chiosa_loss_report_add (ChiosaLossReport   *self,
                        const char         *name,
                        const ChiosaLosses *losses)
{
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    if (losses->counts[kind] > 0)
      add_kind (self, name, losses, kind);
}

guint
chiosa_loss_report_get_n_articles (const ChiosaLossReport *self,
                                   ChiosaLoss              kind)
{
  return self->n_articles[kind];
}

/**
 * chiosa_loss_report_get_article:
 * @self: a report
 * @kind: of loss
 * @i: from 0, in the order in which articles were added
 *
 * Returns: (nullable): an article that loses something of @kind; %NULL behind the last that is named
 */
const ChiosaLossArticle *
chiosa_loss_report_get_article (const ChiosaLossReport *self,
                                ChiosaLoss              kind,
                                guint                   i)
{
  if (self->articles[kind] == NULL || i >= self->articles[kind]->len)
    return NULL;

  return g_ptr_array_index (self->articles[kind], i);
}
