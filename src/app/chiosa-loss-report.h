/* chiosa-loss-report.h
 *
 * What an export would lose, by kind, and which articles lose it: for showing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-losses.h"

G_BEGIN_DECLS

/* How many articles of a kind are named; the others are only counted. */
#define CHIOSA_LOSS_REPORT_NAMED 50

typedef struct
{
  char  *name;       /* of the article, within the set */
  guint  n;          /* lost in it */
  char  *details;    /* what was lost: words of the article or names; NULL: nothing is known but the number */
  guint  n_details;
} ChiosaLossArticle;

typedef struct _ChiosaLossReport ChiosaLossReport;

ChiosaLossReport        *chiosa_loss_report_new            (void);
void                     chiosa_loss_report_free           (ChiosaLossReport *self);
void                     chiosa_loss_report_add            (ChiosaLossReport *self, const char *name, const ChiosaLosses *losses);
/* How many articles lose something of the kind. */
guint                    chiosa_loss_report_get_n_articles (const ChiosaLossReport *self, ChiosaLoss kind);
/* NULL behind the last that is named. */
const ChiosaLossArticle *chiosa_loss_report_get_article    (const ChiosaLossReport *self, ChiosaLoss kind, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLossReport, chiosa_loss_report_free)

G_END_DECLS
