/* chiosa-layers.h
 *
 * What INCEpTION and other UIMA tools call what we have: a layer for each type of annotation and relation, with a feature for
 * each thing that is said of them. The same for WebAnno TSV and CAS JSON.
 *
 * A layer is "webanno.custom." and the type's id as INCEpTION would make it out of a name: attributed_to is AttributedTo. A
 * feature is called as the attribute where that is a name for Java, and not one of our own below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-offsets.h"
#include "chiosa-record.h"

G_BEGIN_DECLS

#define CHIOSA_LAYERS_PREFIX "webanno.custom."
#define CHIOSA_LAYERS_ARTICLE "Article"
/* Where one layer holds all annotations, and one all relations. */
#define CHIOSA_LAYERS_SPAN "Span"
#define CHIOSA_LAYERS_RELATION "Relation"

typedef enum
{
  CHIOSA_FEATURE_TYPE,        /* where one layer holds all: "type", and "label" for relations */
  CHIOSA_FEATURE_LABEL,       /* "label" */
  CHIOSA_FEATURE_ATTRIBUTE,
  CHIOSA_FEATURE_NOTE,        /* "note" */
  CHIOSA_FEATURE_ID,          /* "id" */
  CHIOSA_FEATURE_PLACE,       /* "chiosa_place" and so on from here */
  CHIOSA_FEATURE_CREATOR,
  CHIOSA_FEATURE_CREATED,
  CHIOSA_FEATURE_ORIGIN,
  CHIOSA_FEATURE_SUGGESTER,
  CHIOSA_FEATURE_CONFIDENCE,
  CHIOSA_FEATURE_EDITED,
  CHIOSA_FEATURE_REVIEW,
  CHIOSA_FEATURE_EXTRA,
  CHIOSA_FEATURE_N,
} ChiosaFeatureKind;

#define CHIOSA_FEATURE_BIT(kind) (1u << (kind))

typedef struct
{
  ChiosaFeatureKind kind;
  char             *name;        /* for the tool */
  char             *attribute;   /* ATTRIBUTE: ours */
  ChiosaValueKind   value_kind;  /* ATTRIBUTE: of all its values, or text where they differ */
} ChiosaLayerFeature;

typedef struct
{
  char       *name;        /* short: "Claim" */
  char       *type;        /* ours: "claim"; NULL: all */
  gboolean    is_relation;
  GPtrArray  *features;    /* ChiosaLayerFeature, in order */
  /*< private >*/
  guint       used;        /* CHIOSA_FEATURE_BIT */
  GHashTable *attributes;  /* name -> ChiosaValueKind + 1 */
} ChiosaLayer;

typedef struct
{
  GPtrArray  *layers;      /* ChiosaLayer: those of annotations by type, then those of relations */
  /*< private >*/
  gboolean    one;
  GHashTable *by_type;
  GHashTable *names;
} ChiosaLayers;

/* The layers that @record needs. @wanted: CHIOSA_FEATURE_BIT, of the kinds that the format writes. @places: (nullable): for each annotation
 * the value of its PLACE, or NULL. @one: one layer for all annotations, one for all relations. */
ChiosaLayers      *chiosa_layers_new      (const ChiosaRecord *record, gboolean one, guint wanted, char * const *places);
void               chiosa_layers_free     (ChiosaLayers *self);
const ChiosaLayer *chiosa_layers_find     (const ChiosaLayers *self, const char *type, gboolean is_relation);
/* What a reader would not find out again from the names alone: for a layer its type, for a feature its attribute; else NULL. */
const char        *chiosa_layer_get_exact_type (const ChiosaLayer *self);
const char        *chiosa_layer_feature_get_exact_name (const ChiosaLayerFeature *self);

/* As text; NULL where it is not set. */
const char *chiosa_layer_feature_get          (const ChiosaLayerFeature *self, const ChiosaAnnotation *annotation);
const char *chiosa_layer_feature_get_relation (const ChiosaLayerFeature *self, const ChiosaRelation *relation);

/* --- Names (chiosa-layer-names.c) --- */
char       *chiosa_layers_name_type       (const char *type);
gboolean    chiosa_layers_is_feature_name (const char *attribute);
const char *chiosa_layers_get_own_name    (ChiosaFeatureKind kind);
const char *chiosa_layers_get_origin      (ChiosaOrigin origin);

/* "webanno.custom.Claim": "Claim". Borrowed. */
const char *chiosa_layers_short_name  (const char *name);
/* The type of ours that a layer's short name stands for: of the tag set, or made of the name. (transfer full) */
char       *chiosa_layers_guess_type  (ChiosaTagset *tagset, const char *short_name, gboolean is_relation);
/* Which of @names is the label; -1 for none. */
int         chiosa_layers_guess_label (const char * const *names, guint n_names);
/* Whether a layer of the type @type could be called @short_name. */
gboolean    chiosa_layers_is_name_of  (const char *short_name, const char *type);
/* Whether the label alone tells type and label in @tagset, since the layer (@type would be its own) says nothing. */
gboolean    chiosa_layers_is_plain_label (ChiosaTagset *tagset, const char *short_name, const char *type, const char *label);
/* Whether @tagset has a relation @type with an attribute called as the feature: then that is no label. */
gboolean    chiosa_layers_is_relation_attribute (ChiosaTagset *tagset, const char *type, const char *feature);
/* LABEL, NOTE, ID, PLACE, … by its name, ATTRIBUTE for any other. */
ChiosaFeatureKind chiosa_layers_guess_kind (const char *feature);
/* A feature that is not called as the attribute. */
gboolean    chiosa_layers_is_made_name (const char *feature);
/* Takes over what a feature of one of our own kinds says. FALSE: it is none of those, or says no such thing. */
gboolean    chiosa_layers_set         (ChiosaAnnotation *annotation, ChiosaFeatureKind kind, const char *value);
/* Layers of annotations that belong to the tool: words, parts of speech, syntax. */
gboolean    chiosa_layers_is_tools    (const char *name);

/* "3-11,15-20" of UTF-16 units, and back: (transfer full) (element-type ChiosaSpan), code points; NULL: no such thing. */
char       *chiosa_layers_place_new   (const ChiosaOffsets *offsets, const ChiosaSpan *spans, guint n_spans);
GArray     *chiosa_layers_place_parse (const ChiosaOffsets *offsets, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLayers, chiosa_layers_free)

G_END_DECLS
