/* chiosa-data-set-private.h
 *
 * What is counted of a data set, for those who write of it: card, Croissant, statistics. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-data-set.h"

G_BEGIN_DECLS

typedef struct
{
  char       *name;           /* "train" */
  guint64     n_articles;
  guint64     n_characters;
  guint64     n_annotations;
  guint64     n_relations;
  guint64     n_by_hand;      /* annotations */
  guint64     n_suggested;
  guint64     n_suggested_unedited;
  guint64     n_imported;
  guint64     n_fragmented;   /* annotations in several pieces */
  guint64     n_span_characters;
  GHashTable *labels;         /* "claim/FACT" -> guint64* */
  GHashTable *relations;      /* "attributed_to" -> guint64* */
  GHashTable *attributes;     /* "claim.voice=implicit" -> guint64*; choices and flags only */
  GPtrArray  *ids;            /* of the articles */
} ChiosaDataSetPart;

struct _ChiosaDataSet
{
  const ChiosaExportSettings *settings;
  GPtrArray                  *parts;       /* ChiosaDataSetPart */
  GHashTable                 *languages;   /* sets of strings */
  GHashTable                 *licences;
  GHashTable                 *publishers;
  GHashTable                 *annotators;
  guint64                     n_without_licence;
  char                       *first_date;  /* of the articles; NULL: none has one */
  char                       *last_date;
};

/* Sorted; (transfer container). */
GPtrArray  *chiosa_data_set_list     (GHashTable *set);
guint64     chiosa_data_set_sum      (const ChiosaDataSet *self, gsize field);   /* G_STRUCT_OFFSET (ChiosaDataSetPart, n_…) */
const char *chiosa_data_set_title    (const ChiosaDataSet *self);
char       *chiosa_data_set_describe (const ChiosaDataSet *self);
/* An identifier as an address, or the address itself; NULL where it is neither. (transfer full) */
char       *chiosa_data_set_licence_url (const char *licence);

void chiosa_data_set_write_card       (const ChiosaDataSet *self, ChiosaTagset *tagset, GPtrArray *files, GString *out);
void chiosa_data_set_write_croissant  (const ChiosaDataSet *self, GPtrArray *files, GString *out);
void chiosa_data_set_write_statistics (const ChiosaDataSet *self, GString *out);
void chiosa_data_set_write_guidelines (ChiosaTagset *tagset, GString *out);

G_END_DECLS
