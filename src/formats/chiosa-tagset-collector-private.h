/* chiosa-tagset-collector-private.h
 *
 * What was seen, for those who make a tag set of it. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset-collector.h"

G_BEGIN_DECLS

/* An attribute with more values than this is no choice but a text. */
#define CHIOSA_COLLECTOR_MAX_VALUES 20

/* Names with how often each was seen. */
typedef GHashTable ChiosaCounts;

typedef struct
{
  ChiosaCounts *values;
  gboolean      text;     /* not only flags */
  gboolean      numbers;
} ChiosaSeenAttribute;

typedef struct
{
  guint         n;
  ChiosaCounts *labels;
  GHashTable   *attributes;   /* name -> ChiosaSeenAttribute */
} ChiosaSeenType;

typedef struct
{
  guint         n;
  ChiosaCounts *from;
  ChiosaCounts *to;
} ChiosaSeenRelation;

struct _ChiosaTagsetCollector
{
  GHashTable *types;        /* name -> ChiosaSeenType */
  GHashTable *relations;    /* name -> ChiosaSeenRelation */
};

ChiosaCounts *chiosa_counts_new        (void);
/* (transfer container): the most frequent first. */
GPtrArray    *chiosa_counts_list       (ChiosaCounts *counts);
/* (transfer container): the keys of any table of names, sorted. */
GPtrArray    *chiosa_counts_list_names (GHashTable *table);

G_END_DECLS
