/* chiosa-brat-private.h
 *
 * What the files of the brat format share: how its files say things, and the article that is being read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-brat-config.h"
#include "chiosa-reader.h"

G_BEGIN_DECLS

/* The kind of note that is for people; other kinds are attributes with free text. */
#define CHIOSA_BRAT_NOTE "AnnotatorNotes"
/* The attribute that N lines carry. */
#define CHIOSA_BRAT_KB_ID "kb_id"
/* So many line breaks, and nothing else, may be between two pieces that are one annotation. */
#define CHIOSA_BRAT_MAX_BREAKS 100
/* The tag set as it is, beside the annotation.conf that was made of it. */
#define CHIOSA_BRAT_TAGSET "tagset.json"

typedef struct
{
  const char *file;     /* shown; NULL: the reader's own */
  guint       number;
  char       *raw;
  char       *id;       /* "T1" */
  char       *data;     /* to the second tab */
  char       *tail;     /* behind it; may be NULL */
} ChiosaBratLine;

/* An annotation or a relation while its lines are gathered. */
typedef struct
{
  const ChiosaBratLine *line;
  ChiosaAnnotation     *annotation;   /* one of these two */
  ChiosaRelation       *relation;
  GArray               *spans;        /* ChiosaSpan */
  gboolean              is_event;
  GHashTable           *texts;        /* kind of note → GString; may be NULL */
  GPtrArray            *kept;         /* const ChiosaBratLine *: what has no place of its own; may be NULL */
} ChiosaBratThing;

typedef struct
{
  ChiosaReader *reader;
  ChiosaRecord *record;
  gsize         shift;       /* characters that offsets count and the text does not have: a byte-order mark */
  GPtrArray    *lines;       /* ChiosaBratLine */
  gsize         n_bytes;     /* of all lines */
  GPtrArray    *things;      /* ChiosaBratThing */
  GHashTable   *by_id;       /* "T1", "E1", "R1" → ChiosaBratThing */
  GHashTable   *owners;      /* "A1", "N1", "#1" → ChiosaBratThing */
  GHashTable   *triggers;    /* ids of T lines */
  GPtrArray    *kept;        /* const ChiosaBratLine *: what belongs to nothing */
} ChiosaBratArticle;

/* --- Writing ------------------------------------------------------------------------------------------------------- */

/* What an event's line ends in. */
typedef struct
{
  GString    *text;       /* " Theme:T1 Theme2:T3" */
  GHashTable *counts;     /* role → how many */
} ChiosaBratRoles;

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  const ChiosaText         *text;
  GString                  *out;
  ChiosaLosses             *losses;
  GPtrArray                *ids;        /* char *: "T1" of each annotation; NULL where it is not written */
  GPtrArray                *targets;    /* char *: the same, of events "E1" */
  GPtrArray                *pieces;     /* GArray *, of ChiosaSpan: where each annotation is, without line breaks */
  GPtrArray                *roles;      /* ChiosaBratRoles *; NULL for what is no event */
  guint                     n_attributes, n_identifiers, n_notes;
} ChiosaBratWriter;

void             chiosa_brat_append_words         (GString *out, const ChiosaText *text, const GArray *pieces);
void             chiosa_brat_write_details        (ChiosaBratWriter *self);
void             chiosa_brat_write_relation_notes (ChiosaBratWriter *self, const ChiosaRelation *relation, const char *id);
void             chiosa_brat_write_set            (const ChiosaWriteContext *context, GPtrArray *files);

/* --- Reading ------------------------------------------------------------------------------------------------------- */

gboolean         chiosa_brat_read           (ChiosaReader *reader, GError **error);
ChiosaTagset    *chiosa_brat_read_tagset    (ChiosaReader *reader, GError **error);

/* Found under @id (may be NULL), which must live as long as the article. */
ChiosaBratThing *chiosa_brat_add_thing      (ChiosaBratArticle *self, const ChiosaBratLine *line, const char *id);
/* Lines of the given kinds, by the first letter of their ids. */
void             chiosa_brat_read_kind      (ChiosaBratArticle *self, const char *kinds,
                                             void (*read) (ChiosaBratArticle *self, const ChiosaBratLine *line));
/* Tells of what is wrong with @line and keeps the line with the article. */
void             chiosa_brat_complain       (ChiosaBratArticle *self, const ChiosaBratLine *line, const char *message, ...) G_GNUC_PRINTF (3, 4);
/* The same where the line does have its place. */
void             chiosa_brat_remark         (ChiosaBratArticle *self, const ChiosaBratLine *line, const char *message, ...) G_GNUC_PRINTF (3, 4);
void             chiosa_brat_keep           (GPtrArray **kept, const ChiosaBratLine *line);
char            *chiosa_brat_get_words      (const ChiosaBratArticle *self, const GArray *spans, const char *separator, gsize n_bytes);
void             chiosa_brat_find_triggers  (ChiosaBratArticle *self);
void             chiosa_brat_read_relations (ChiosaBratArticle *self);
void             chiosa_brat_read_details   (ChiosaBratArticle *self);
void             chiosa_brat_finish         (ChiosaBratArticle *self);

G_END_DECLS
