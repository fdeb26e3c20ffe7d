/* chiosa-losses.h
 *
 * What of an article a format could not carry: counted by kind, with the first few named. A value.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-record.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_LOSS_TEXT,             /* characters that the format does not have, replaced */
  CHIOSA_LOSS_WHITE_SPACE,      /* spaces and line ends between words: the article cannot be put together again */
  CHIOSA_LOSS_PLACE,            /* annotations whose borders moved to those of words */
  CHIOSA_LOSS_OVERLAP,          /* annotations left out because they overlap one that is kept */
  CHIOSA_LOSS_FRAGMENTS,        /* annotations in several pieces: written as several, or as one stretch */
  CHIOSA_LOSS_ANNOTATION,       /* annotations left out for another reason */
  CHIOSA_LOSS_LABEL,            /* types or labels under another name, or not at all */
  CHIOSA_LOSS_ATTRIBUTE,        /* attribute values */
  CHIOSA_LOSS_NOTE,             /* notes of annotations */
  CHIOSA_LOSS_RELATION,         /* relations left out */
  CHIOSA_LOSS_RELATION_DETAIL,  /* attributes and notes of relations */
  CHIOSA_LOSS_PROVENANCE,       /* who made an annotation, when, where it came from, how sure */
  CHIOSA_LOSS_ARTICLE,          /* title, author, … status, note and attributes of the article */
  CHIOSA_LOSS_DETACHED,         /* annotations that have lost their words, and relations that lead to one */
  CHIOSA_LOSS_EXTRA,            /* members that another program put there */
  CHIOSA_LOSS_N,
} ChiosaLoss;

#define CHIOSA_LOSS_BIT(loss) (1u << (loss))
/* How many of a kind are named; the others are only counted. */
#define CHIOSA_LOSSES_NAMED 20

typedef struct
{
  char *id;        /* of the annotation or relation; may be NULL */
  char *detail;    /* not translated: an attribute's name, words of the article; may be NULL */
} ChiosaLossItem;

typedef struct
{
  guint      counts[CHIOSA_LOSS_N];
  GPtrArray *items[CHIOSA_LOSS_N];     /* ChiosaLossItem; NULL: none */
} ChiosaLosses;

ChiosaLosses *chiosa_losses_new        (void);
void          chiosa_losses_free       (ChiosaLosses *self);
void          chiosa_losses_add        (ChiosaLosses *self, ChiosaLoss kind, const char *id, const char *detail);
/* Counts all of the kinds in @mask (CHIOSA_LOSS_BIT): what a format never carries. Kinds that are a matter of how the format is written
 * (TEXT, WHITE_SPACE, PLACE, OVERLAP, FRAGMENTS, ANNOTATION, LABEL) are not for this. */
void          chiosa_losses_add_record (ChiosaLosses *self, const ChiosaRecord *record, guint mask);
/* Adds the counts, not the items. */
void          chiosa_losses_sum        (ChiosaLosses *self, const ChiosaLosses *other);
guint         chiosa_losses_total      (const ChiosaLosses *self);

/* "overlap": stable, for reports. */
const char   *chiosa_loss_to_string    (ChiosaLoss kind);
/* For people, translated: "3 annotations overlap others and are left out". */
char         *chiosa_loss_describe     (ChiosaLoss kind, guint n);
/* For people, translated, in general: "Annotations that overlap". */
const char   *chiosa_loss_get_name     (ChiosaLoss kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLosses, chiosa_losses_free)

G_END_DECLS
