/* chiosa-tagset.c
 *
 * The tag set as a checked, unchangeable value, and the questions one asks of it. What makes one is in chiosa-tagset-check.c.
 * It stores completeness rules; what they say of an article is the review's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-tagset-private.h"

G_DEFINE_FINAL_TYPE (ChiosaTagset, chiosa_tagset, G_TYPE_OBJECT)

static void
free_tags (ChiosaTag *tags,
           guint      n_tags)
{
  for (guint i = 0; i < n_tags; i++)
    chiosa_tag_clear (&tags[i]);
  g_free (tags);
}

static void
free_attributes (ChiosaAttributeType *attributes,
                 guint                n_attributes)
{
  for (guint i = 0; i < n_attributes; i++)
    chiosa_attribute_type_clear (&attributes[i]);
  g_free (attributes);
}

static gboolean
strv_has (const GStrv  strv,
          const char  *string)
{
  return strv != NULL && g_strv_contains ((const char *const *) strv, string);
}

static const ChiosaAttributeType *
find_in (const ChiosaAttributeType *attributes,
         guint                      n_attributes,
         const char                *id)
{
  for (guint i = 0; i < n_attributes; i++)
    {
      if (g_str_equal (attributes[i].id, id))
        return &attributes[i];
    }

  return NULL;
}

/* --- For the checks ----------------------------------------------------------------------------------------------- */

/* The tag with @id, or NULL. */
const ChiosaTag *
chiosa_tagset_find_in (const ChiosaTag *tags,
                       guint            n_tags,
                       const char      *id)
{
  for (guint i = 0; i < n_tags; i++)
    {
      if (g_str_equal (tags[i].id, id))
        return &tags[i];
    }

  return NULL;
}

/* --- Object ------------------------------------------------------------------------------------------------------- */

static void
chiosa_tagset_finalize (GObject *object)
{
  ChiosaTagset *self = CHIOSA_TAGSET (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->description);
  g_array_unref (self->types);
  g_array_unref (self->relations);
  g_array_unref (self->attributes);
  g_array_unref (self->article);
  g_array_unref (self->rules);

  G_OBJECT_CLASS (chiosa_tagset_parent_class)->finalize (object);
}

static void
chiosa_tagset_class_init (ChiosaTagsetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_tagset_finalize;
}

static void
chiosa_tagset_init (ChiosaTagset *self)
{
}

static GArray *
new_array (gsize          element_size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, element_size);

  g_array_set_clear_func (array, clear);
  return array;
}

/**
 * chiosa_tagset_builder_new:
 *
 * Returns: (transfer full): a builder with empty arrays, which own what is appended to them
 */
ChiosaTagsetBuilder *
chiosa_tagset_builder_new (void)
{
  ChiosaTagsetBuilder *builder = g_new0 (ChiosaTagsetBuilder, 1);

  builder->types = new_array (sizeof (ChiosaSpanType), (GDestroyNotify) chiosa_span_type_clear);
  builder->relations = new_array (sizeof (ChiosaRelationType), (GDestroyNotify) chiosa_relation_type_clear);
  builder->attributes = new_array (sizeof (ChiosaAttributeType), (GDestroyNotify) chiosa_attribute_type_clear);
  builder->article = new_array (sizeof (ChiosaAttributeType), (GDestroyNotify) chiosa_attribute_type_clear);
  builder->rules = new_array (sizeof (ChiosaRule), (GDestroyNotify) chiosa_rule_clear);

  return builder;
}

/**
 * chiosa_tagset_builder_free:
 * @builder: (nullable) (transfer full): a builder that is not to end in a tag set
 */
void
chiosa_tagset_builder_free (ChiosaTagsetBuilder *builder)
{
  if (builder == NULL)
    return;

  g_free (builder->id);
  g_free (builder->name);
  g_free (builder->version);
  g_free (builder->description);
  g_array_unref (builder->types);
  g_array_unref (builder->relations);
  g_array_unref (builder->attributes);
  g_array_unref (builder->article);
  g_array_unref (builder->rules);
  g_free (builder);
}

/**
 * chiosa_tagset_builder_end:
 * @builder: (transfer full): what the tag set is to hold
 * @error: where to say why it cannot be
 *
 * Checks that ids are there, valid and unique, that everything referred to exists, that keys are unique and fit,
 * that choices have values and defaults are among them. Missing names become the ids.
 *
 * Returns: (transfer full) (nullable): the tag set, or %NULL with a %CHIOSA_MODEL_ERROR_TAGSET
 */
ChiosaTagset *
chiosa_tagset_builder_end (ChiosaTagsetBuilder  *builder,
                           GError              **error)
{
  g_autoptr (ChiosaTagset) self = g_object_new (CHIOSA_TYPE_TAGSET, NULL);

  self->id = builder->id;
  self->name = builder->name;
  self->version = builder->version;
  self->description = builder->description;
  self->types = builder->types;
  self->relations = builder->relations;
  self->attributes = builder->attributes;
  self->article = builder->article;
  self->rules = builder->rules;
  g_free (builder);

  if (!chiosa_tagset_check (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * chiosa_tagset_get_id:
 * @self: a tag set
 *
 * Returns: its id
 */
const char *
chiosa_tagset_get_id (ChiosaTagset *self)
{
  return self->id;
}

/**
 * chiosa_tagset_get_name:
 * @self: a tag set
 *
 * Returns: its name, for people
 */
const char *
chiosa_tagset_get_name (ChiosaTagset *self)
{
  return self->name;
}

/**
 * chiosa_tagset_get_version:
 * @self: a tag set
 *
 * Returns: (nullable): its version
 */
const char *
chiosa_tagset_get_version (ChiosaTagset *self)
{
  return self->version;
}

/**
 * chiosa_tagset_get_description:
 * @self: a tag set
 *
 * Returns: (nullable): what it is for, for people
 */
const char *
chiosa_tagset_get_description (ChiosaTagset *self)
{
  return self->description;
}

/**
 * chiosa_tagset_get_types:
 * @self: a tag set
 * @n: (out): how many
 *
 * Returns: (array length=n): its span types, in order
 */
const ChiosaSpanType *
chiosa_tagset_get_types (ChiosaTagset *self,
                         guint        *n)
{
  *n = self->types->len;
  return (const ChiosaSpanType *) self->types->data;
}

/**
 * chiosa_tagset_get_relations:
 * @self: a tag set
 * @n: (out): how many
 *
 * Returns: (array length=n): its relation types, in order
 */
const ChiosaRelationType *
chiosa_tagset_get_relations (ChiosaTagset *self,
                             guint        *n)
{
  *n = self->relations->len;
  return (const ChiosaRelationType *) self->relations->data;
}

/**
 * chiosa_tagset_get_article_attributes:
 * @self: a tag set
 * @n: (out): how many
 *
 * Returns: (array length=n): the attributes of a whole article, in order
 */
const ChiosaAttributeType *
chiosa_tagset_get_article_attributes (ChiosaTagset *self,
                                      guint        *n)
{
  *n = self->article->len;
  return (const ChiosaAttributeType *) self->article->data;
}

/**
 * chiosa_tagset_get_rules:
 * @self: a tag set
 * @n: (out): how many
 *
 * Returns: (array length=n): its completeness rules, in order
 */
const ChiosaRule *
chiosa_tagset_get_rules (ChiosaTagset *self,
                         guint        *n)
{
  *n = self->rules->len;
  return (const ChiosaRule *) self->rules->data;
}

/**
 * chiosa_tagset_find_type:
 * @self: a tag set
 * @type: an id
 *
 * Returns: (nullable): the span type, %NULL where there is none
 */
const ChiosaSpanType *
chiosa_tagset_find_type (ChiosaTagset *self,
                         const char   *type)
{
  for (guint i = 0; i < self->types->len; i++)
    {
      const ChiosaSpanType *candidate = &g_array_index (self->types, ChiosaSpanType, i);

      if (g_str_equal (candidate->tag.id, type))
        return candidate;
    }

  return NULL;
}

/**
 * chiosa_tagset_find_label:
 * @self: a tag set
 * @type: the id of a span type
 * @label: the id of a label
 *
 * Returns: (nullable): the label, %NULL where @type is unknown or has no such label
 */
const ChiosaTag *
chiosa_tagset_find_label (ChiosaTagset *self,
                          const char   *type,
                          const char   *label)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (self, type);

  return span_type != NULL ? chiosa_tagset_find_in (span_type->labels, span_type->n_labels, label) : NULL;
}

/**
 * chiosa_tagset_find_relation:
 * @self: a tag set
 * @relation: an id
 *
 * Returns: (nullable): the relation type, %NULL where there is none
 */
const ChiosaRelationType *
chiosa_tagset_find_relation (ChiosaTagset *self,
                             const char   *relation)
{
  for (guint i = 0; i < self->relations->len; i++)
    {
      const ChiosaRelationType *candidate = &g_array_index (self->relations, ChiosaRelationType, i);

      if (g_str_equal (candidate->tag.id, relation))
        return candidate;
    }

  return NULL;
}

/**
 * chiosa_tagset_list_attributes:
 * @self: a tag set
 * @type: the id of a span type
 * @label: (nullable): the id of a label: only what it has; %NULL: what any label has
 *
 * Returns: (transfer container) (element-type ChiosaAttributeType): those of @type, then those that every type has
 */
GPtrArray *
chiosa_tagset_list_attributes (ChiosaTagset *self,
                               const char   *type,
                               const char   *label)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (self, type);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; span_type != NULL && i < span_type->n_attributes; i++)
    {
      ChiosaAttributeType *attribute = &span_type->attributes[i];

      if (label == NULL || attribute->labels == NULL || strv_has (attribute->labels, label))
        g_ptr_array_add (list, attribute);
    }

  for (guint i = 0; i < self->attributes->len; i++)
    g_ptr_array_add (list, &g_array_index (self->attributes, ChiosaAttributeType, i));

  return list;
}

/**
 * chiosa_tagset_find_attribute:
 * @self: a tag set
 * @type: the id of a span type
 * @attribute: the id of an attribute
 *
 * Returns: (nullable): the attribute of @type, or of every type, or %NULL
 */
const ChiosaAttributeType *
chiosa_tagset_find_attribute (ChiosaTagset *self,
                              const char   *type,
                              const char   *attribute)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (self, type);
  const ChiosaAttributeType *found = NULL;

  if (span_type != NULL)
    found = find_in (span_type->attributes, span_type->n_attributes, attribute);

  return found != NULL ? found : find_in ((const ChiosaAttributeType *) self->attributes->data,
                                          self->attributes->len, attribute);
}

/**
 * chiosa_tagset_find_type_by_key:
 * @self: a tag set
 * @key: a letter
 *
 * Returns: (nullable): the span type that @key is for
 */
const ChiosaSpanType *
chiosa_tagset_find_type_by_key (ChiosaTagset *self,
                                char          key)
{
  for (guint i = 0; key != 0 && i < self->types->len; i++)
    {
      const ChiosaSpanType *candidate = &g_array_index (self->types, ChiosaSpanType, i);

      if (candidate->tag.key == key)
        return candidate;
    }

  return NULL;
}

/* Whether @relation may lead from an annotation of one type to one of another. */
static gboolean
may_join (const ChiosaRelationType *relation,
          const char               *from_type,
          const char               *to_type)
{
  if (!strv_has (relation->from, from_type) || !strv_has (relation->to, to_type))
    return FALSE;

  return !relation->same_family
         || g_str_equal (from_type, to_type)
         || (strv_has (relation->family, from_type) && strv_has (relation->family, to_type));
}

/**
 * chiosa_tagset_list_relations:
 * @self: a tag set
 * @from_type: the id of a span type
 * @to_type: the id of a span type
 *
 * Returns: (transfer container) (element-type ChiosaRelationType): the relation types that may lead from one to the other
 */
GPtrArray *
chiosa_tagset_list_relations (ChiosaTagset *self,
                              const char   *from_type,
                              const char   *to_type)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->relations->len; i++)
    {
      ChiosaRelationType *relation = &g_array_index (self->relations, ChiosaRelationType, i);

      if (may_join (relation, from_type, to_type))
        g_ptr_array_add (list, relation);
    }

  return list;
}

/**
 * chiosa_tagset_may_join:
 * @self: a tag set
 * @relation: the id of a relation type
 * @from_type: the id of a span type
 * @to_type: the id of a span type
 *
 * Returns: whether there is such a relation type and it may lead from one to the other
 */
gboolean
chiosa_tagset_may_join (ChiosaTagset *self,
                        const char   *relation,
                        const char   *from_type,
                        const char   *to_type)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (self, relation);

  return type != NULL && may_join (type, from_type, to_type);
}

/**
 * chiosa_tag_clear:
 * @tag: a tag; what it owns is freed, not the struct
 */
void
chiosa_tag_clear (ChiosaTag *tag)
{
  g_clear_pointer (&tag->id, g_free);
  g_clear_pointer (&tag->name, g_free);
  g_clear_pointer (&tag->guideline, g_free);
  g_clear_pointer (&tag->color, g_free);
}

/**
 * chiosa_attribute_type_clear:
 * @attribute: an attribute type; what it owns is freed, not the struct
 */
void
chiosa_attribute_type_clear (ChiosaAttributeType *attribute)
{
  g_clear_pointer (&attribute->id, g_free);
  g_clear_pointer (&attribute->name, g_free);
  g_clear_pointer (&attribute->guideline, g_free);
  free_tags (g_steal_pointer (&attribute->values), attribute->n_values);
  attribute->n_values = 0;
  g_clear_pointer (&attribute->default_value, g_free);
  g_clear_pointer (&attribute->preset, g_free);
  g_clear_pointer (&attribute->labels, g_strfreev);
}

/**
 * chiosa_span_type_clear:
 * @type: a span type; what it owns is freed, not the struct
 */
void
chiosa_span_type_clear (ChiosaSpanType *type)
{
  chiosa_tag_clear (&type->tag);
  free_tags (g_steal_pointer (&type->labels), type->n_labels);
  type->n_labels = 0;
  free_attributes (g_steal_pointer (&type->attributes), type->n_attributes);
  type->n_attributes = 0;
}

/**
 * chiosa_relation_type_clear:
 * @relation: a relation type; what it owns is freed, not the struct
 */
void
chiosa_relation_type_clear (ChiosaRelationType *relation)
{
  chiosa_tag_clear (&relation->tag);
  g_clear_pointer (&relation->from, g_strfreev);
  g_clear_pointer (&relation->to, g_strfreev);
  g_clear_pointer (&relation->family, g_strfreev);
  free_attributes (g_steal_pointer (&relation->attributes), relation->n_attributes);
  relation->n_attributes = 0;
}

/**
 * chiosa_rule_clear:
 * @rule: a rule; what it owns is freed, not the struct
 */
void
chiosa_rule_clear (ChiosaRule *rule)
{
  g_clear_pointer (&rule->type, g_free);
  g_clear_pointer (&rule->id, g_free);
  g_clear_pointer (&rule->message, g_free);
  g_clear_pointer (&rule->when, g_strfreev);
  g_clear_pointer (&rule->need, g_strfreev);
}
