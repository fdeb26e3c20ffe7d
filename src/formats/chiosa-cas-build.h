/* chiosa-cas-build.h
 *
 * Annotations and relations out of the feature structures of a CAS JSON file. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-cas.h"

G_BEGIN_DECLS

/* A feature structure. */
typedef struct
{
  gint64           id;
  char            *type;
  ChiosaJsonSlice  slice;         /* the whole object */
  gint64           sofa;          /* 0: of no text */
  gboolean         has_place;
  guint64          begin;         /* UTF-16 units */
  guint64          end;
  char            *annotation;    /* id of what it became; NULL: none */
  guint            article;       /* of the text that it belongs to; G_MAXUINT: to none */
  gboolean         used;          /* its contents are somewhere: in an annotation, a relation, the article */
} ChiosaCasStructure;

/* Texts in one file; features of one structure that become attributes. */
#define CHIOSA_CAS_MAX_TEXTS 100
#define CHIOSA_CAS_MAX_FEATURES 1000

/* An article: a text of the file. */
typedef struct
{
  gint64         sofa;
  ChiosaRecord  *record;
  ChiosaOffsets *offsets;
} ChiosaCasArticle;

/* The whole file. */
typedef struct
{
  ChiosaReader   *reader;
  ChiosaCasTypes *types;
  GPtrArray      *structures;     /* ChiosaCasStructure, in order */
  GHashTable     *by_id;          /* id -> ChiosaCasStructure */
  GArray         *articles;       /* ChiosaCasArticle */
} ChiosaCasFile;

/* Makes what can be made of the feature structures. */
void                chiosa_cas_build (ChiosaCasFile *self);
ChiosaCasStructure *chiosa_cas_find  (const ChiosaCasFile *self, const ChiosaJsonSlice *id);

/* What is passed around while the features of one structure are read. */
typedef struct
{
  ChiosaCasFile            *file;
  const ChiosaCasStructure *structure;
  ChiosaAnnotation         *annotation;    /* one of these two */
  ChiosaRelation           *relation;
  const char               *label;         /* the feature that says what it is; NULL: none */
  const char               *kind;          /* the feature that has our type; NULL: none */
  GString                  *extra;         /* members that have no place */
  GArray                   *place;         /* of several pieces; NULL: one */
  guint                     n_features;
} ChiosaCasFeatures;

/* --- What one structure says (chiosa-cas-features.c) --- */
gboolean            chiosa_cas_find_member     (const ChiosaCasStructure *structure, const char *name, ChiosaJsonSlice *value);
/* (transfer full); NULL: there is no such string. */
char               *chiosa_cas_find_string     (const ChiosaCasStructure *structure, const char *name);
ChiosaCasStructure *chiosa_cas_find_reference  (const ChiosaCasFile *self, const ChiosaCasStructure *structure, const char *name);
/* Members that UIMA itself has. */
gboolean            chiosa_cas_is_frame        (const char *key);
/* Whether a structure is more than a place. */
gboolean            chiosa_cas_has_features    (const ChiosaCasStructure *structure);
/* NULL: it belongs to no text. Borrowed. */
ChiosaCasArticle   *chiosa_cas_get_article     (const ChiosaCasFile *self, const ChiosaCasStructure *structure);
/* The type that a file of ours gives to the layer; NULL: it is another tool's. Borrowed. */
const char         *chiosa_cas_find_exact_type (const ChiosaCasFile *self, const char *type);
char               *chiosa_cas_find_type       (const ChiosaCasFile *self, const char *type, gboolean is_relation);
/* (transfer full) (element-type utf8): the features that hold a string. */
GPtrArray          *chiosa_cas_list_strings    (const ChiosaCasStructure *structure);
/* The one of @names that says what it is. Borrowed from there. */
const char         *chiosa_cas_find_label      (GPtrArray *names, gboolean own);
/* Puts what the features say into the annotation or relation. */
void                chiosa_cas_read_features   (ChiosaCasFeatures *self);
/* Under @key, or a name like it where an earlier import has left something. */
void                chiosa_cas_add_extra       (char **extra, const char *key, const char *json);
/* What had no place, for the tool: among it a @label that had to be changed to be one of ours, @written. */
void                chiosa_cas_keep_extra      (ChiosaCasFeatures *self, char **extra, const char *label, const char *written);

G_END_DECLS
