/* chiosa-brat-config-private.h
 *
 * The lines of brat's configuration, between those who read them (chiosa-brat-config-parse.c), those who gather what they say
 * (chiosa-brat-config-draft.c) and those who make a tag set of it (chiosa-brat-config.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-brat-config.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_BRAT_ENTITIES,
  CHIOSA_BRAT_RELATIONS,
  CHIOSA_BRAT_EVENTS,
  CHIOSA_BRAT_ATTRIBUTES,
  CHIOSA_BRAT_LABELS,
  CHIOSA_BRAT_DRAWING,
  CHIOSA_BRAT_OTHER,          /* of no use here */
} ChiosaBratSection;

/* "Theme+:Protein|<EVENT>" */
typedef struct
{
  char *name;                 /* "Theme"; "<REL-TYPE>" */
  char *text;                 /* as it stands */
  GStrv values;               /* "Protein", "<EVENT>" */
} ChiosaBratArgument;

/* One line below [entities], [relations], [events] or [attributes]. */
typedef struct
{
  ChiosaBratSection  section;
  guint              line;
  guint              indent;
  gboolean           abstract;    /* a heading: nothing is marked with it */
  GStrv              terms;       /* the name, then others; at least one */
  GPtrArray         *arguments;   /* ChiosaBratArgument */
  guint              parent;      /* place of the line it stands below, plus 1; 0: none */
} ChiosaBratNode;

typedef struct
{
  GPtrArray               *nodes;     /* ChiosaBratNode */
  GHashTable              *names;     /* name in the files → name for people */
  GHashTable              *colors;    /* name in the files → "#rrggbb" */
  /*< private >*/
  GHashTable              *macros;    /* "<POG>" → what it stands for */
  gsize                    n_expanded;
  guint                    n_arguments;
  const char              *file;
  ChiosaBratConfigProblem  problem;
  gpointer                 data;
} ChiosaBratConfig;

/* What a name of a configuration can stand for. */
typedef enum
{
  CHIOSA_BRAT_OF_SPANS = 1 << 0,
  CHIOSA_BRAT_OF_EVENTS = 1 << 1,
  CHIOSA_BRAT_OF_RELATIONS = 1 << 2,
} ChiosaBratEnds;

/* A relation while its lines are gathered. */
typedef struct
{
  char           *id;
  char           *name;
  char           *color;
  GString        *guideline;
  ChiosaBratEnds  from, to;
  gboolean        symmetric, transitive;
} ChiosaBratRelation;

/* Likewise an attribute. */
typedef struct
{
  char           *id;
  char           *name;
  GString        *guideline;
  GPtrArray      *values;      /* char *: as brat has them */
  ChiosaBratEnds  of;
  ChiosaBratEnds  of_all;      /* of the types of which it is not only for some labels */
  GPtrArray      *labels[2];   /* char *: ids; of spans and of events */
  GHashTable     *seen[3];     /* what is in these two, and the values; borrowed */
} ChiosaBratAttribute;

/* What the lines say, before a tag set is made of it. */
typedef struct
{
  ChiosaBratConfig *config;
  GArray           *labels[2];      /* ChiosaTag; of spans and of events */
  GHashTable       *seen[2];        /* ids of labels */
  GHashTable       *ends;           /* name → ChiosaBratEnds */
  GHashTable       *headings;       /* names that stand for those below them */
  GHashTable       *unknown;        /* names that were complained about */
  GPtrArray        *relations;      /* ChiosaBratRelation */
  GHashTable       *relation_ids;
  GPtrArray        *attributes;     /* ChiosaBratAttribute */
  GHashTable       *attribute_ids;
} ChiosaBratDraft;

ChiosaBratConfig *chiosa_brat_config_parse   (const char *config, const char *visual, ChiosaBratConfigProblem problem, gpointer data);
void              chiosa_brat_config_free    (ChiosaBratConfig *self);
void              chiosa_brat_config_problem (ChiosaBratConfig *self, guint line, const char *message, ...) G_GNUC_PRINTF (3, 4);

ChiosaBratDraft  *chiosa_brat_draft_new      (ChiosaBratConfig *config);
void              chiosa_brat_draft_free     (ChiosaBratDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaBratConfig, chiosa_brat_config_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaBratDraft, chiosa_brat_draft_free)

G_END_DECLS
