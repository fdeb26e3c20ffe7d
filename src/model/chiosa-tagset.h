/* chiosa-tagset.h
 *
 * What can be marked: span types with labels, attributes and constraints, relation types, guideline texts.
 * Immutable once built. Reading it from JSON is the store's work (store/chiosa-tagset-file.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_ATTRIBUTE_CHOICE,
  CHIOSA_ATTRIBUTE_FLAG,
  CHIOSA_ATTRIBUTE_TEXT,
  CHIOSA_ATTRIBUTE_NUMBER,
  CHIOSA_ATTRIBUTE_LINK,
  CHIOSA_ATTRIBUTE_DATE,
} ChiosaAttributeKind;

/* How spans of a type are drawn, beside their colour: never colour alone. */
typedef enum
{
  CHIOSA_SHAPE_TINT,       /* tinted words */
  CHIOSA_SHAPE_LINE,       /* a line under the text, in lanes */
  CHIOSA_SHAPE_DASHED,
  CHIOSA_SHAPE_DOTTED,
  CHIOSA_SHAPE_WAVE,
} ChiosaShape;

/* All strings are owned by the tag set. Names, descriptions and guidelines are for people: already translated
 * where the built-in tag set has a translation. Ids never change. */
typedef struct
{
  char *id;
  char *name;
  char *guideline;        /* plain text, paragraphs by LF; may be NULL */
  char *color;            /* "#rrggbb"; labels may be NULL: the type's colour */
  char  key;              /* '1'..'9' for labels, a letter for types, 0 for none */
} ChiosaTag;

typedef struct
{
  char                *id;
  char                *name;
  char                *guideline;
  ChiosaAttributeKind  kind;
  ChiosaTag           *values;        /* CHOICE: in order; id and name */
  guint                n_values;
  char                *default_value; /* may be NULL */
  char                *preset;        /* NULL or "quotes": pre-set from the quotation marks */
  GStrv                labels;        /* only for these labels of its type; NULL for all */
} ChiosaAttributeType;

typedef struct
{
  ChiosaTag             tag;
  ChiosaTag            *labels;
  guint                 n_labels;
  ChiosaAttributeType  *attributes;
  guint                 n_attributes;
  ChiosaShape           shape;
  gboolean              snap_capitalised;  /* with no selection take the capitalised run (entities) */
  gboolean              may_nest;          /* in spans of the same type */
  gboolean              may_cross;         /* with spans of the same type */
  guint                 max_fragments;     /* 0: any */
} ChiosaSpanType;

typedef struct
{
  ChiosaTag             tag;
  GStrv                 from;              /* ids of span types */
  GStrv                 to;
  gboolean              symmetric;
  gboolean              transitive;
  gboolean              same_family;       /* both ends of one type, or both of types that stand in @family */
  GStrv                 family;            /* ids of span types that may mix under @same_family; NULL: none */
  guint                 max_per_from;      /* 0: any */
  ChiosaAttributeType  *attributes;
  guint                 n_attributes;
} ChiosaRelationType;

/* One completeness rule: for spans of @type, if all @when hold, then one of @need must hold. */
typedef struct
{
  char  *type;
  char  *id;
  char  *message;       /* for a person: "Claim without a source" */
  GStrv  when;          /* "voice=reported", "voice!=author", "relation:attributed_to", "!relation:attributed_to", "label=FACT" */
  GStrv  need;          /* alternatives, same grammar; "attribute:verdict_note" = it is set and not empty */
} ChiosaRule;

#define CHIOSA_TYPE_TAGSET (chiosa_tagset_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaTagset, chiosa_tagset, CHIOSA, TAGSET, GObject)

/* Takes the arrays (element by element) from the builder; used by readers of tag sets. */
typedef struct
{
  char   *id, *name, *version, *description;
  GArray *types;        /* ChiosaSpanType */
  GArray *relations;    /* ChiosaRelationType */
  GArray *attributes;   /* ChiosaAttributeType: for every span type */
  GArray *article;      /* ChiosaAttributeType: for the whole article */
  GArray *rules;        /* ChiosaRule */
} ChiosaTagsetBuilder;

ChiosaTagsetBuilder      *chiosa_tagset_builder_new   (void);
/* With everything that @tagset has. */
ChiosaTagsetBuilder      *chiosa_tagset_builder_new_copy (ChiosaTagset *tagset);
void                      chiosa_tagset_builder_free  (ChiosaTagsetBuilder *builder);
/* Takes @builder. Checks ids (unique, known where referred to), keys, counts. */
ChiosaTagset             *chiosa_tagset_builder_end   (ChiosaTagsetBuilder *builder, GError **error);

const char               *chiosa_tagset_get_id        (ChiosaTagset *self);
const char               *chiosa_tagset_get_name      (ChiosaTagset *self);
const char               *chiosa_tagset_get_version   (ChiosaTagset *self);
const char               *chiosa_tagset_get_description (ChiosaTagset *self);

const ChiosaSpanType     *chiosa_tagset_get_types     (ChiosaTagset *self, guint *n);
const ChiosaRelationType *chiosa_tagset_get_relations (ChiosaTagset *self, guint *n);
const ChiosaAttributeType *chiosa_tagset_get_article_attributes (ChiosaTagset *self, guint *n);
const ChiosaRule         *chiosa_tagset_get_rules     (ChiosaTagset *self, guint *n);

/* NULL for what the tag set does not have; such annotations are kept and shown all the same. */
const ChiosaSpanType     *chiosa_tagset_find_type     (ChiosaTagset *self, const char *type);
const ChiosaTag          *chiosa_tagset_find_label    (ChiosaTagset *self, const char *type, const char *label);
const ChiosaRelationType *chiosa_tagset_find_relation (ChiosaTagset *self, const char *relation);
/* Attributes of a span: those of its type, then those for every type; filtered by label. (transfer container) of const ChiosaAttributeType* */
GPtrArray                *chiosa_tagset_list_attributes (ChiosaTagset *self, const char *type, const char *label);
const ChiosaAttributeType *chiosa_tagset_find_attribute (ChiosaTagset *self, const char *type, const char *attribute);
const ChiosaSpanType     *chiosa_tagset_find_type_by_key (ChiosaTagset *self, char key);
/* The relation types that may join these, (transfer container) of const ChiosaRelationType*. */
GPtrArray                *chiosa_tagset_list_relations (ChiosaTagset *self, const char *from_type, const char *to_type);
/* Whether there is such a relation type and it may lead from one type to the other. */
gboolean                  chiosa_tagset_may_join      (ChiosaTagset *self, const char *relation,
                                                       const char *from_type, const char *to_type);

void chiosa_tag_clear            (ChiosaTag *tag);
void chiosa_attribute_type_clear (ChiosaAttributeType *attribute);
void chiosa_span_type_clear      (ChiosaSpanType *type);
void chiosa_relation_type_clear  (ChiosaRelationType *relation);
void chiosa_rule_clear           (ChiosaRule *rule);

G_END_DECLS
