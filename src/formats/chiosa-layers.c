/* chiosa-layers.c
 *
 * Layers and features of UIMA tools for what a record holds. How they are called, and back from there: chiosa-layer-names.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-layers.h"

#include <string.h>

/* --- Names ---------------------------------------------------------------------------------------------------------- */

/* A name for the tool that no other feature of @taken has. */
static char *
name_attribute (const char *attribute,
                GHashTable *taken)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  base = chiosa_layers_is_feature_name (attribute) ? g_strdup (attribute) : g_strconcat ("attribute_", attribute, NULL);
  g_strcanon (base, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_", '_');
  name = g_strdup (base);

  for (guint n = 2; g_hash_table_contains (taken, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%u", base, n);
    }
  g_hash_table_add (taken, g_strdup (name));

  return g_steal_pointer (&name);
}

/* A short name that no other layer has. */
static char *
name_layer (ChiosaLayers *self,
            const char   *type,
            gboolean      is_relation)
{
  g_autofree char *base = chiosa_layers_name_type (type);
  g_autofree char *name = g_strdup (base);

  if (is_relation && g_hash_table_contains (self->names, name))
    {
      g_autofree char *with_kind = g_strconcat (base, CHIOSA_LAYERS_RELATION, NULL);

      g_set_str (&base, with_kind);
      g_set_str (&name, with_kind);
    }
  for (guint n = 2; g_hash_table_contains (self->names, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%u", base, n);
    }
  g_hash_table_add (self->names, g_strdup (name));

  return g_steal_pointer (&name);
}

/* --- Layers out of a record ----------------------------------------------------------------------------------------- */

static void
feature_free (gpointer data)
{
  ChiosaLayerFeature *self = data;

  g_free (self->name);
  g_free (self->attribute);
  g_free (self);
}

static void
layer_free (gpointer data)
{
  ChiosaLayer *self = data;

  g_free (self->name);
  g_free (self->type);
  g_ptr_array_unref (self->features);
  g_hash_table_unref (self->attributes);
  g_free (self);
}

static char *
type_key (const ChiosaLayers *self,
          const char         *type,
          gboolean            is_relation)
{
  return g_strconcat (is_relation ? "r:" : "s:", self->one ? "" : type, NULL);
}

/* Names are given once all types are known, so that they do not depend on which comes first. */
static ChiosaLayer *
ensure_layer (ChiosaLayers *self,
              const char   *type,
              gboolean      is_relation)
{
  g_autofree char *key = type_key (self, type, is_relation);
  ChiosaLayer *layer = g_hash_table_lookup (self->by_type, key);

  if (layer != NULL)
    return layer;

  layer = g_new0 (ChiosaLayer, 1);
  layer->type = self->one ? NULL : g_strdup (type);
  layer->is_relation = is_relation;
  layer->features = g_ptr_array_new_with_free_func (feature_free);
  layer->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  layer->used = self->one ? CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_TYPE) : 0;
  g_ptr_array_add (self->layers, layer);
  g_hash_table_insert (self->by_type, g_steal_pointer (&key), layer);

  return layer;
}

static void
note_attributes (ChiosaLayer            *layer,
                 const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (layer->attributes, name));

      if (before != 0 && before != kind + 1u)
        kind = CHIOSA_VALUE_TEXT;
      g_hash_table_insert (layer->attributes, g_strdup (name), GUINT_TO_POINTER (kind + 1u));
    }
}

static void
note_annotation (ChiosaLayer            *layer,
                 const ChiosaAnnotation *annotation,
                 const char             *place)
{
  note_attributes (layer, annotation->attributes);

  for (ChiosaFeatureKind kind = 0; kind < CHIOSA_FEATURE_N; kind++)
    {
      ChiosaLayerFeature feature = { .kind = kind };

      if (kind != CHIOSA_FEATURE_TYPE && kind != CHIOSA_FEATURE_ATTRIBUTE && chiosa_layer_feature_get (&feature, annotation) != NULL)
        layer->used |= CHIOSA_FEATURE_BIT (kind);
    }
  if (place != NULL)
    layer->used |= CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_PLACE);
}

static void
note_relation (ChiosaLayer          *layer,
               const ChiosaRelation *relation)
{
  note_attributes (layer, relation->attributes);

  for (ChiosaFeatureKind kind = 0; kind < CHIOSA_FEATURE_N; kind++)
    {
      ChiosaLayerFeature feature = { .kind = kind };

      if (kind != CHIOSA_FEATURE_TYPE && kind != CHIOSA_FEATURE_ATTRIBUTE && chiosa_layer_feature_get_relation (&feature, relation) != NULL)
        layer->used |= CHIOSA_FEATURE_BIT (kind);
    }
}

static void
add_feature (ChiosaLayer       *layer,
             ChiosaFeatureKind  kind,
             char              *name,
             const char        *attribute)
{
  ChiosaLayerFeature *feature = g_new0 (ChiosaLayerFeature, 1);

  feature->kind = kind;
  feature->name = name;
  feature->attribute = g_strdup (attribute);
  if (attribute != NULL)
    feature->value_kind = GPOINTER_TO_UINT (g_hash_table_lookup (layer->attributes, attribute)) - 1;
  g_ptr_array_add (layer->features, feature);
}

/* Every attribute of the layer, in the order of names. */
static void
add_attributes (ChiosaLayer *layer)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (layer->attributes), (GCompareFunc) strcmp);

  /* Names that stay as they are come first, so that no made one takes them away. */
  for (guint pass = 0; pass < 2; pass++)
    for (GList *name = names; name != NULL; name = name->next)
      if (chiosa_layers_is_feature_name (name->data) == (pass == 0))
        add_feature (layer, CHIOSA_FEATURE_ATTRIBUTE, name_attribute (name->data, taken), name->data);
}

static void
add_features (ChiosaLayer *layer,
              guint        wanted)
{
  guint used = layer->used & wanted;
  gboolean other = g_hash_table_size (layer->attributes) > 0 || (used & ~CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_TYPE)) != 0;

  /* With other features a label has its own, even where none is set: no reader takes another one for it. */
  if (!layer->is_relation && other)
    used |= CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_LABEL);

  for (ChiosaFeatureKind kind = 0; kind < CHIOSA_FEATURE_N; kind++)
    if (kind == CHIOSA_FEATURE_ATTRIBUTE)
      add_attributes (layer);
    else if (kind == CHIOSA_FEATURE_TYPE && layer->is_relation && (used & CHIOSA_FEATURE_BIT (kind)) != 0)
      add_feature (layer, kind, g_strdup ("label"), NULL);
    else if ((used & CHIOSA_FEATURE_BIT (kind)) != 0)
      add_feature (layer, kind, g_strdup (chiosa_layers_get_own_name (kind)), NULL);
}

static int
compare_layers (gconstpointer a,
                gconstpointer b)
{
  const ChiosaLayer *x = *(const ChiosaLayer * const *) a, *y = *(const ChiosaLayer * const *) b;

  return x->is_relation != y->is_relation ? x->is_relation - y->is_relation : g_strcmp0 (x->type, y->type);
}

/**
 * chiosa_layers_new:
 * @record: an article
 * @one: whether one layer holds all annotations, and one all relations
 * @wanted: CHIOSA_FEATURE_BIT() of what the format carries beside attributes
 * @places: (nullable) (array): for each live annotation what it says of its place, or %NULL
 *
 * Returns: (transfer full): the layers with annotations or relations, each with the features that are used
 */
ChiosaLayers *
chiosa_layers_new (const ChiosaRecord *record,
                   gboolean            one,
                   guint               wanted,
                   char * const       *places)
{
  ChiosaLayers *self = g_new0 (ChiosaLayers, 1);
  const ChiosaRelation *relation;

  self->one = one;
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  self->by_type = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* What is known of the article has a layer in CAS JSON. */
  g_hash_table_add (self->names, g_strdup (CHIOSA_LAYERS_ARTICLE));

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);

      note_annotation (ensure_layer (self, annotation->type, FALSE), annotation, places != NULL ? places[i] : NULL);
    }
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    note_relation (ensure_layer (self, relation->type, TRUE), relation);

  g_ptr_array_sort (self->layers, compare_layers);
  for (guint i = 0; i < self->layers->len; i++)
    {
      ChiosaLayer *layer = g_ptr_array_index (self->layers, i);

      layer->name = one ? g_strdup (layer->is_relation ? CHIOSA_LAYERS_RELATION : CHIOSA_LAYERS_SPAN)
                        : name_layer (self, layer->type, layer->is_relation);
      add_features (layer, wanted);
    }

  return self;
}

/**
 * chiosa_layers_free:
 * @self: (nullable) (transfer full): layers
 */
void
chiosa_layers_free (ChiosaLayers *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_type);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->layers);
  g_free (self);
}

/**
 * chiosa_layers_find:
 * @self: layers of a record
 * @type: of an annotation or relation of it
 * @is_relation: which
 *
 * Returns: (transfer none): its layer
 */
const ChiosaLayer *
chiosa_layers_find (const ChiosaLayers *self,
                    const char         *type,
                    gboolean            is_relation)
{
  g_autofree char *key = type_key (self, type, is_relation);

  return g_hash_table_lookup (self->by_type, key);
}

/**
 * chiosa_layer_get_exact_type:
 * @self: a layer
 *
 * Returns: (transfer none) (nullable): its type, where chiosa_layers_guess_type() would not find it without a tag set
 */
const char *
chiosa_layer_get_exact_type (const ChiosaLayer *self)
{
  g_autofree char *guess = self->type != NULL ? chiosa_layers_guess_type (NULL, self->name, self->is_relation) : NULL;

  return g_strcmp0 (guess, self->type) != 0 ? self->type : NULL;
}

/**
 * chiosa_layer_feature_get_exact_name:
 * @self: a feature
 *
 * Returns: (transfer none) (nullable): its attribute, where that has another name
 */
const char *
chiosa_layer_feature_get_exact_name (const ChiosaLayerFeature *self)
{
  return self->attribute != NULL && !g_str_equal (self->attribute, self->name) ? self->attribute : NULL;
}

/**
 * chiosa_layer_feature_get:
 * @self: a feature of its layer
 * @annotation: an annotation
 *
 * Returns: (transfer none) (nullable): what the feature says of it; %NULL for its place, which the annotation does not know
 */
const char *
chiosa_layer_feature_get (const ChiosaLayerFeature *self,
                          const ChiosaAnnotation   *annotation)
{
  switch (self->kind)
    {
    case CHIOSA_FEATURE_TYPE:
      return annotation->type;
    case CHIOSA_FEATURE_LABEL:
      return *annotation->label != '\0' ? annotation->label : NULL;
    case CHIOSA_FEATURE_ATTRIBUTE:
      return chiosa_annotation_get_attribute (annotation, self->attribute);
    case CHIOSA_FEATURE_NOTE:
      return annotation->note;
    case CHIOSA_FEATURE_ID:
      return annotation->id;
    case CHIOSA_FEATURE_CREATOR:
      return annotation->creator;
    case CHIOSA_FEATURE_CREATED:
      return annotation->created;
    case CHIOSA_FEATURE_ORIGIN:
      return chiosa_layers_get_origin (annotation->origin);
    case CHIOSA_FEATURE_SUGGESTER:
      return annotation->suggester;
    case CHIOSA_FEATURE_CONFIDENCE:
      return annotation->confidence;
    case CHIOSA_FEATURE_EDITED:
      return annotation->edited ? "true" : NULL;
    case CHIOSA_FEATURE_REVIEW:
      return annotation->review ? "true" : NULL;
    case CHIOSA_FEATURE_EXTRA:
      return annotation->extra;
    case CHIOSA_FEATURE_PLACE:
    case CHIOSA_FEATURE_N:
    default:
      return NULL;
    }
}

/**
 * chiosa_layer_feature_get_relation:
 * @self: a feature of its layer
 * @relation: a relation
 *
 * Returns: (transfer none) (nullable): what the feature says of it
 */
const char *
chiosa_layer_feature_get_relation (const ChiosaLayerFeature *self,
                                   const ChiosaRelation     *relation)
{
  switch (self->kind)
    {
    case CHIOSA_FEATURE_TYPE:
      return relation->type;
    case CHIOSA_FEATURE_ATTRIBUTE:
      return chiosa_attributes_get (relation->attributes, self->attribute, NULL);
    case CHIOSA_FEATURE_NOTE:
      return relation->note;
    case CHIOSA_FEATURE_ID:
      return relation->id;
    case CHIOSA_FEATURE_CREATOR:
      return relation->creator;
    case CHIOSA_FEATURE_CREATED:
      return relation->created;
    case CHIOSA_FEATURE_EXTRA:
      return relation->extra;
    case CHIOSA_FEATURE_LABEL:
    case CHIOSA_FEATURE_PLACE:
    case CHIOSA_FEATURE_ORIGIN:
    case CHIOSA_FEATURE_SUGGESTER:
    case CHIOSA_FEATURE_CONFIDENCE:
    case CHIOSA_FEATURE_EDITED:
    case CHIOSA_FEATURE_REVIEW:
    case CHIOSA_FEATURE_N:
    default:
      return NULL;
    }
}
