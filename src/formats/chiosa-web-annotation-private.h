/* chiosa-web-annotation-private.h
 *
 * What the writer of Web Annotations, their reader and the finder of their places know of each other. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-json.h"
#include "chiosa-reader.h"
#include "chiosa-span.h"

G_BEGIN_DECLS

#define CHIOSA_WEB_ANNOTATION_CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define CHIOSA_WEB_ANNOTATION_NS      "urn:chiosa:ns#"
#define CHIOSA_WEB_ANNOTATION_ID      "urn:chiosa:"
/* The key in the sidecar for what has no place here. */
#define CHIOSA_WEB_ANNOTATION_EXTRA   "web-annotation"

guint    chiosa_web_annotation_guess (const char *name, const char *head, gsize n_bytes);
gboolean chiosa_web_annotation_read  (ChiosaReader *reader, GError **error);

/* --- Where the annotations are: chiosa-web-annotation-pages.c ----------------------------------------------------------- */
/* One article of the file. Slices are into the file's bytes. */
typedef struct
{
  ChiosaJsonSlice  text;      /* chiosa:text; start NULL: none */
  GArray          *items;     /* ChiosaJsonSlice: objects */
} ChiosaWebPage;

GPtrArray *chiosa_web_find_pages (ChiosaReader *reader, const char *json, GError **error);
gboolean   chiosa_web_get_member (const ChiosaJsonSlice *object, const char *name, ChiosaJsonSlice *value);

/* --- Where a target stands: chiosa-web-annotation-place.c ------------------------------------------------------------ */
typedef struct
{
  const char       *utf8;         /* the text; borrowed */
  ChiosaOffsets    *offsets;
  ChiosaOffsetUnit  unit;         /* what positions count where no quote tells */
} ChiosaWebText;

/* What the selectors of one target say. */
typedef struct _ChiosaWebSelection ChiosaWebSelection;
struct _ChiosaWebSelection
{
  guint               line;
  gboolean            has_position;
  guint64             start;
  guint64             end;
  char               *exact;        /* NULL: no quote */
  char               *prefix;       /* may be NULL */
  char               *suffix;       /* may be NULL */
  char               *unsupported;  /* the type of a selector that cannot be followed in a plain text */
  ChiosaWebSelection *inner;        /* refinedBy */
};

ChiosaWebSelection *chiosa_web_selection_new     (const ChiosaJsonSlice *selector);
void                chiosa_web_selection_free    (ChiosaWebSelection *self);
/* Whether the quote stands at the position, counted in @unit. */
gboolean            chiosa_web_selection_matches (const ChiosaWebSelection *self, const ChiosaWebText *text, ChiosaOffsetUnit unit);
/* The place, code points. @moved: (out): the words are not at the position but were found elsewhere. */
gboolean            chiosa_web_selection_find    (const ChiosaWebSelection *self, const ChiosaWebText *text, ChiosaSpan *span,
                                                  gboolean *moved, GError **error);

/* --- What is said: chiosa-web-annotation-body.c ---------------------------------------------------------------------- */
typedef struct
{
  char             *type;         /* classifying */
  char             *label;        /* tagging */
  GString          *note;         /* commenting; may be NULL */
  ChiosaAttributes *ours;         /* attributes with their kinds, as this program writes them */
  ChiosaAttributes *others;       /* texts with another purpose; the kind is the tag set's business */
  GString          *rest;         /* bodies that have no place here: raw JSON, joined by commas; may be NULL */
  char             *link;         /* the first body that is an address */
  char             *creator;      /* of a body; may be NULL */
} ChiosaWebBodies;

ChiosaWebBodies *chiosa_web_bodies_new   (void);
void             chiosa_web_bodies_free  (ChiosaWebBodies *self);
/* One body or an array of them. @purpose: that of those which have none. @linking: addresses are ends of a relation. */
void             chiosa_web_bodies_read  (ChiosaWebBodies *self, const ChiosaJsonSlice *body, const char *purpose, gboolean linking);
/* A name, nickname or id; a string as it is. (transfer full) */
char            *chiosa_web_read_agent   (const ChiosaJsonSlice *agent);
/* The value of a member that may be a string or the first string of an array. (transfer full) (nullable) */
char            *chiosa_web_first_string (const ChiosaJsonSlice *slot);
/* The text of a value: of a string what it stands for, else as it stands; NULL for null and for a member that is not there. */
char            *chiosa_web_read_value   (const ChiosaJsonSlice *slot);

/* --- One annotation, or a link between two: chiosa-web-annotation-item.c ----------------------------------------------- */
typedef struct
{
  ChiosaReader    *reader;
  ChiosaRecord    *record;
  ChiosaWebText    text;
  char            *source;        /* address of the article; NULL: none known yet */
  GHashTable      *ids;           /* of the file → of the record */
  GHashTable      *link_types;    /* id of a link → its type, said by an annotation of its own */
  GArray          *links;         /* ChiosaJsonSlice: read when all annotations are there */
  GString         *rest;          /* annotations without a place: raw JSON, joined by commas */
} ChiosaWebReading;

ChiosaOffsetUnit chiosa_web_find_unit   (ChiosaWebReading *self, const ChiosaWebPage *page);
void             chiosa_web_read_item   (ChiosaWebReading *self, const ChiosaJsonSlice *item);
void             chiosa_web_read_link   (ChiosaWebReading *self, const ChiosaJsonSlice *item);
char            *chiosa_web_read_extra  (const ChiosaJsonSlice *slot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaWebBodies, chiosa_web_bodies_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaWebSelection, chiosa_web_selection_free)

G_END_DECLS
