/* chiosa-tagset-copy.c
 *
 * A tag set as the start of another one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-tagset-private.h"

static ChiosaTag
copy_tag (const ChiosaTag *tag)
{
  return (ChiosaTag) { g_strdup (tag->id), g_strdup (tag->name), g_strdup (tag->guideline), g_strdup (tag->color), tag->key };
}

static ChiosaTag *
copy_tags (const ChiosaTag *tags,
           guint            n)
{
  ChiosaTag *copies = g_new0 (ChiosaTag, n);

  for (guint i = 0; i < n; i++)
    copies[i] = copy_tag (&tags[i]);

  return copies;
}

static ChiosaAttributeType
copy_attribute (const ChiosaAttributeType *attribute)
{
  ChiosaAttributeType copy = *attribute;

  copy.id = g_strdup (attribute->id);
  copy.name = g_strdup (attribute->name);
  copy.guideline = g_strdup (attribute->guideline);
  copy.values = copy_tags (attribute->values, attribute->n_values);
  copy.default_value = g_strdup (attribute->default_value);
  copy.preset = g_strdup (attribute->preset);
  copy.labels = g_strdupv (attribute->labels);

  return copy;
}

static ChiosaAttributeType *
copy_attributes (const ChiosaAttributeType *attributes,
                 guint                      n)
{
  ChiosaAttributeType *copies = g_new0 (ChiosaAttributeType, n);

  for (guint i = 0; i < n; i++)
    copies[i] = copy_attribute (&attributes[i]);

  return copies;
}

static ChiosaSpanType
copy_type (const ChiosaSpanType *type)
{
  ChiosaSpanType copy = *type;

  copy.tag = copy_tag (&type->tag);
  copy.labels = copy_tags (type->labels, type->n_labels);
  copy.attributes = copy_attributes (type->attributes, type->n_attributes);

  return copy;
}

static ChiosaRelationType
copy_relation (const ChiosaRelationType *relation)
{
  ChiosaRelationType copy = *relation;

  copy.tag = copy_tag (&relation->tag);
  copy.from = g_strdupv (relation->from);
  copy.to = g_strdupv (relation->to);
  copy.family = g_strdupv (relation->family);
  copy.attributes = copy_attributes (relation->attributes, relation->n_attributes);

  return copy;
}

static void
copy_attribute_array (GArray       *to,
                      const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      ChiosaAttributeType copy = copy_attribute (&g_array_index (from, ChiosaAttributeType, i));

      g_array_append_val (to, copy);
    }
}

static void
copy_rules (GArray       *to,
            const GArray *from)
{
  for (guint i = 0; i < from->len; i++)
    {
      const ChiosaRule *rule = &g_array_index (from, ChiosaRule, i);
      ChiosaRule copy = { g_strdup (rule->type), g_strdup (rule->id), g_strdup (rule->message),
                          g_strdupv (rule->when), g_strdupv (rule->need) };

      g_array_append_val (to, copy);
    }
}

/**
 * chiosa_tagset_builder_new_copy:
 * @tagset: a tag set
 *
 * Returns: (transfer full): a builder with everything that @tagset has
 */
ChiosaTagsetBuilder *
chiosa_tagset_builder_new_copy (ChiosaTagset *tagset)
{
  ChiosaTagsetBuilder *builder = chiosa_tagset_builder_new ();

  builder->id = g_strdup (tagset->id);
  builder->name = g_strdup (tagset->name);
  builder->version = g_strdup (tagset->version);
  builder->description = g_strdup (tagset->description);

  for (guint i = 0; i < tagset->types->len; i++)
    {
      ChiosaSpanType copy = copy_type (&g_array_index (tagset->types, ChiosaSpanType, i));

      g_array_append_val (builder->types, copy);
    }
  for (guint i = 0; i < tagset->relations->len; i++)
    {
      ChiosaRelationType copy = copy_relation (&g_array_index (tagset->relations, ChiosaRelationType, i));

      g_array_append_val (builder->relations, copy);
    }
  copy_attribute_array (builder->attributes, tagset->attributes);
  copy_attribute_array (builder->article, tagset->article);
  copy_rules (builder->rules, tagset->rules);

  return builder;
}
