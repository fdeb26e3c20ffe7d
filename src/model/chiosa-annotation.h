/* chiosa-annotation.h
 *
 * What is said about a stretch of text, and how two such things are joined: values, reference counted, never changed
 * once a document holds them. Where a live annotation stands is known to the document (its span index), not to this.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-span.h"
#include "chiosa-value.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_STATE_LIVE,
  CHIOSA_STATE_DETACHED,    /* its words are gone: kept, listed, never drawn */
} ChiosaState;

typedef enum
{
  CHIOSA_ORIGIN_HAND,
  CHIOSA_ORIGIN_SUGGESTION,
  CHIOSA_ORIGIN_IMPORT,
} ChiosaOrigin;

/* What was last seen of a detached annotation. */
typedef struct
{
  char       *exact;      /* fragments joined by " … " */
  char       *prefix;
  char       *suffix;
  ChiosaSpan *spans;      /* where it stood when last seen */
  guint       n_spans;
  gsize       point;      /* where it was deleted, in the text of today; mapped along with edits */
} ChiosaQuote;

typedef struct
{
  /*< private >*/
  gatomicrefcount   ref_count;
  /*< public >*/
  char             *id;          /* 1-64 of [A-Za-z0-9_-] */
  const char       *type;        /* interned */
  const char       *label;       /* interned; "" for none */
  ChiosaAttributes *attributes;  /* may be NULL */
  char             *note;        /* may be NULL */
  char             *creator;     /* may be NULL */
  char             *created;     /* ISO 8601, UTC; may be NULL */
  char             *suggester;   /* ORIGIN_SUGGESTION, IMPORT: by what; may be NULL */
  char             *confidence;  /* decimal text 0…1, may be NULL */
  char             *extra;       /* members of the sidecar's line that we do not know: raw JSON "\"k\":v,…", or NULL */
  ChiosaQuote      *quote;       /* DETACHED only */
  ChiosaState       state : 8;
  ChiosaOrigin      origin : 8;
  guint             edited : 1;  /* its words have changed since it was made */
  guint             review : 1;  /* a person should look */
} ChiosaAnnotation;

ChiosaAnnotation *chiosa_annotation_new    (const char *id, const char *type, const char *label);
/* A copy to change before it is given to a document. */
ChiosaAnnotation *chiosa_annotation_copy   (const ChiosaAnnotation *self);
ChiosaAnnotation *chiosa_annotation_ref    (const ChiosaAnnotation *self);
void              chiosa_annotation_unref  (ChiosaAnnotation *self);
/* Whether all members are the same, the quote among them. */
gboolean          chiosa_annotation_equal  (const ChiosaAnnotation *a, const ChiosaAnnotation *b);
void              chiosa_annotation_set_attribute (ChiosaAnnotation *self, const char *name,
                                                   ChiosaValueKind kind, const char *value); /* NULL unsets */
const char       *chiosa_annotation_get_attribute (const ChiosaAnnotation *self, const char *name);

ChiosaQuote      *chiosa_quote_new         (const char *exact, const char *prefix, const char *suffix,
                                            const ChiosaSpan *spans, guint n_spans, gsize point);
ChiosaQuote      *chiosa_quote_copy        (const ChiosaQuote *self);
void              chiosa_quote_free        (ChiosaQuote *self);
gboolean          chiosa_quote_equal       (const ChiosaQuote *a, const ChiosaQuote *b);   /* NULL is equal to NULL */

typedef struct
{
  gatomicrefcount   ref_count;
  char             *id;
  const char       *type;        /* interned */
  char             *from;        /* annotation ids; an end may be detached or, from a file, unknown */
  char             *to;
  ChiosaAttributes *attributes;
  char             *note;
  char             *creator;
  char             *created;
  char             *extra;
} ChiosaRelation;

ChiosaRelation   *chiosa_relation_new      (const char *id, const char *type, const char *from, const char *to);
ChiosaRelation   *chiosa_relation_copy     (const ChiosaRelation *self);
ChiosaRelation   *chiosa_relation_ref      (const ChiosaRelation *self);
void              chiosa_relation_unref    (ChiosaRelation *self);
gboolean          chiosa_relation_equal    (const ChiosaRelation *a, const ChiosaRelation *b);

/* A random id: a letter of the kind ('a', 'r') and 8 of [0-9a-z]. */
char             *chiosa_id_new            (char kind);
gboolean          chiosa_id_is_valid       (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaAnnotation, chiosa_annotation_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaRelation, chiosa_relation_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaQuote, chiosa_quote_free)

G_END_DECLS
