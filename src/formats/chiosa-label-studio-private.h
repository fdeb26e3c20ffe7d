/* chiosa-label-studio-private.h
 *
 * What the parts of Label Studio's format share: tasks are chiosa-label-studio-read.c's, what stands in their results is
 * collected by chiosa-label-studio-results.c and put onto the article by chiosa-label-studio-regions.c, writing is chiosa-label-studio.c's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-companion.h"

G_BEGIN_DECLS

/* The results of one annotation or prediction, on their way to annotations and relations. */
typedef struct _ChiosaRegions ChiosaRegions;

typedef struct
{
  char *control;
  char *text;
} ChiosaLsNamed;

typedef struct
{
  char   *id;           /* as in the file; made of the place where it has none */
  gsize   start;        /* as in the file */
  gsize   end;
  char   *words;        /* may be NULL */
  GArray *labels;       /* ChiosaLsNamed: control and label */
  GArray *values;       /* ChiosaLsNamed: control and value */
  char   *note;
  char   *score;
  char   *extra;        /* members; may be NULL */
  char   *annotation;   /* (out) id */
  guint   line;
  guint   known_id : 1;
} ChiosaLsRegion;

typedef struct
{
  char      *from;         /* ids of regions; may be NULL */
  char      *to;
  char      *direction;    /* may be NULL */
  GPtrArray *labels;       /* char*; none: a relation without a name */
  guint      line;
} ChiosaLsRelation;

struct _ChiosaRegions
{
  ChiosaReader    *reader;
  ChiosaCompanion *companion;
  const char      *utf8;         /* of the article */
  gboolean         ours;         /* names of controls are those that we gave */
  GPtrArray       *regions;      /* ChiosaLsRegion, in order */
  GHashTable      *by_id;        /* borrowed */
  GArray          *whole;        /* ChiosaLsNamed: of the whole text */
  GArray          *relations;    /* ChiosaLsRelation */
};

ChiosaRegions *chiosa_regions_new    (ChiosaReader *reader, ChiosaCompanion *companion, gboolean ours);
void           chiosa_regions_free   (ChiosaRegions *self);
/* One of "result". */
void           chiosa_regions_add    (ChiosaRegions *self, const ChiosaJsonSlice *result);
/* One of a JSON_MIN task: the value alone, and the name of its control. FALSE for what is none. */
gboolean       chiosa_regions_add_value (ChiosaRegions *self, const char *control, const ChiosaJsonSlice *value);
/* Makes all of it annotations, relations and attributes of @record. @creator, @score, @model: as JSON has them, or NULL; @model is set for
 * predictions. */
void           chiosa_regions_apply  (ChiosaRegions *self, ChiosaRecord *record, const char *creator, const char *score, const char *model);

guint          chiosa_label_studio_guess       (const char *name, const char *head, gsize n_bytes);
gboolean       chiosa_label_studio_read        (ChiosaReader *reader, GError **error);
ChiosaTagset  *chiosa_label_studio_read_tagset (ChiosaReader *reader, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaRegions, chiosa_regions_free)

G_END_DECLS
