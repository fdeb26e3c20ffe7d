/* chiosa-label-studio-config-attributes.c
 *
 * The controls of a labelling configuration that say something about a region or about the whole text, as attributes of a tag set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-label-studio-config-private.h"

#include "chiosa-labels.h"

static void
read_values_in (ChiosaLsReader      *self,
                xmlNode             *parent,
                ChiosaAttributeType *attribute,
                GArray              *values,
                guint                depth)
{
  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      g_autofree char *raw = chiosa_ls_xml_is (node, "Choice") ? chiosa_ls_read_value (node) : NULL;
      g_autofree char *id = raw != NULL ? chiosa_labels_to_id (raw) : NULL;
      ChiosaTag tag;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (raw != NULL && self->n_tags++ < MAX_TAGS && !chiosa_ls_tags_have (values, id))
        {
          tag = chiosa_ls_read_tag (node, raw, "");
          g_array_append_val (values, tag);
          if (attribute->default_value == NULL && chiosa_ls_xml_flag (node, "selected", FALSE))
            attribute->default_value = g_strdup (id);
        }
      read_values_in (self, node, attribute, values, depth + 1);
    }
}

/* One of several values; or yes and no; or several of several, which we have as text. */
static void
read_choices (ChiosaLsReader      *self,
              xmlNode             *node,
              ChiosaAttributeType *attribute)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (ChiosaTag));
  g_autofree char *choice = chiosa_ls_xml_get (node, "choice");
  g_autofree char *chosen = chiosa_ls_xml_get (node, "data-default");

  if (chosen != NULL)
    attribute->default_value = chiosa_labels_to_id (chosen);
  read_values_in (self, node, attribute, values, 0);

  if (values->len == 2 && chiosa_ls_tags_have (values, "true") && chiosa_ls_tags_have (values, "false"))
    attribute->kind = CHIOSA_ATTRIBUTE_FLAG;
  else if (values->len == 0 || g_strcmp0 (choice, "multiple") == 0)
    attribute->kind = CHIOSA_ATTRIBUTE_TEXT;
  else
    {
      if (attribute->default_value != NULL && !chiosa_ls_tags_have (values, attribute->default_value))
        g_clear_pointer (&attribute->default_value, g_free);
      attribute->kind = CHIOSA_ATTRIBUTE_CHOICE;
      attribute->n_values = values->len;
      attribute->values = (ChiosaTag *) (void *) g_array_free (g_steal_pointer (&values), FALSE);
      return;
    }

  for (guint i = 0; i < values->len; i++)
    chiosa_tag_clear (&g_array_index (values, ChiosaTag, i));
  if (attribute->kind == CHIOSA_ATTRIBUTE_TEXT)
    g_clear_pointer (&attribute->default_value, g_free);
}

/* FALSE for what is no control that says something about a region or a text. */
static gboolean
read_kind (ChiosaLsReader      *self,
           xmlNode             *node,
           ChiosaAttributeType *attribute)
{
  g_autofree char *placeholder = chiosa_ls_xml_get (node, "placeholder");

  attribute->kind = CHIOSA_ATTRIBUTE_TEXT;
  if (chiosa_ls_xml_is (node, "Choices"))
    read_choices (self, node, attribute);
  else if (chiosa_ls_xml_is (node, "Number") || chiosa_ls_xml_is (node, "Rating"))
    attribute->kind = CHIOSA_ATTRIBUTE_NUMBER;
  else if (chiosa_ls_xml_is (node, "DateTime"))
    {
      g_autofree char *only = chiosa_ls_xml_get (node, "only");

      if (g_strcmp0 (only, "date") == 0)
        attribute->kind = CHIOSA_ATTRIBUTE_DATE;
    }
  else if (chiosa_ls_xml_is (node, "TextArea"))
    {
      if (placeholder != NULL && (g_str_has_prefix (placeholder, "https:") || g_str_has_prefix (placeholder, "http:")))
        attribute->kind = CHIOSA_ATTRIBUTE_LINK;
    }
  else
    return chiosa_ls_xml_is (node, "Taxonomy");

  return TRUE;
}

/* Where the condition names labels and no type: the first type that has them all. 0 for none. */
static guint
find_type_of (ChiosaLsReader *self,
              const GStrv     labels)
{
  for (guint t = 0; labels != NULL && t < self->labels->len; t++)
    {
      guint i = 0;

      while (labels[i] != NULL && g_hash_table_contains (self->labels->pdata[t], labels[i]))
        i++;
      if (labels[i] == NULL)
        return t + 1;
    }

  return 0;
}

/* The labels that @type has of @labels, without the type itself; NULL when that is none or all. */
static GStrv
keep_known (const ChiosaSpanType *type,
            const GStrv           labels)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    g_hash_table_add (named, labels[i]);
  for (guint l = 0; l < type->n_labels; l++)
    {
      if (!g_hash_table_contains (named, type->labels[l].id))
        continue;

      g_strv_builder_add (builder, type->labels[l].id);
      n++;
    }

  return n > 0 && n < type->n_labels ? g_strv_builder_end (builder) : NULL;
}

/* @place: of the type from 1; 0: every type. */
static void
add_attribute (ChiosaLsReader      *self,
               ChiosaAttributeType *attribute,
               guint                place,
               const GStrv          labels)
{
  ChiosaSpanType *type;
  g_autofree char *shared = g_strdup_printf ("\n%s", attribute->id);
  g_autofree char *own = g_strdup_printf ("%u\n%s", place, attribute->id);

  /* An attribute of every type and one of a type cannot have the same id: the first stays. */
  if ((place != 0 && g_hash_table_contains (self->seen, shared)) || !g_hash_table_add (self->seen, g_steal_pointer (&own)))
    {
      chiosa_attribute_type_clear (attribute);
      return;
    }

  if (place == 0)
    {
      g_array_append_val (self->builder->attributes, *attribute);
      return;
    }

  g_hash_table_add (self->seen, g_strdup_printf ("own\n%s", attribute->id));
  type = &g_array_index (self->builder->types, ChiosaSpanType, place - 1);
  attribute->labels = keep_known (type, labels);
  type->attributes = g_renew (ChiosaAttributeType, type->attributes, type->n_attributes + 1);
  type->attributes[type->n_attributes++] = *attribute;
}

/* An attribute of regions. */
static void
place_attribute (ChiosaLsReader      *self,
                 xmlNode             *node,
                 const ChiosaLsScope *scope,
                 ChiosaAttributeType *attribute)
{
  g_autofree char *own_tag = chiosa_ls_xml_get (node, "whenTagName");
  g_autofree char *own_labels = chiosa_ls_xml_get (node, "whenLabelValue");
  const char *tag = own_tag != NULL ? own_tag : scope->tag;
  g_auto (GStrv) labels = chiosa_ls_ids (own_labels != NULL ? own_labels : scope->labels, ",");
  guint place = tag != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->types, tag)) : 0;
  g_autofree char *own = g_strdup_printf ("own\n%s", attribute->id);

  if (place == 0)
    place = find_type_of (self, labels);
  if (place == 0 && self->builder->types->len == 1)
    place = 1;

  if (place == 0 && g_hash_table_contains (self->seen, own))
    chiosa_attribute_type_clear (attribute);
  else if (place == 0)
    {
      g_hash_table_add (self->seen, g_strdup_printf ("\n%s", attribute->id));
      add_attribute (self, attribute, 0, NULL);
    }
  else
    add_attribute (self, attribute, place, labels);
}

void
chiosa_ls_read_attribute (ChiosaLsReader      *self,
                          xmlNode             *node,
                          const ChiosaLsScope *scope)
{
  g_autofree char *name = chiosa_ls_xml_get (node, "name");
  g_autofree char *tag = chiosa_ls_xml_get (node, "whenTagName");
  g_autofree char *id = name != NULL ? chiosa_label_studio_name_to_id (name, tag != NULL ? tag : scope->tag) : NULL;
  g_autofree char *key = NULL;
  ChiosaAttributeType attribute = { 0 };

  if (name == NULL || self->n_controls++ >= MAX_CONTROLS || !read_kind (self, node, &attribute))
    {
      chiosa_attribute_type_clear (&attribute);
      return;
    }

  attribute.id = g_steal_pointer (&id);
  attribute.name = g_strdup (scope->heading != NULL ? scope->heading : name);
  attribute.guideline = chiosa_ls_xml_get (node, "data-guideline");
  attribute.preset = chiosa_ls_xml_get (node, "data-preset");
  if (g_strcmp0 (attribute.preset, "quotes") != 0)
    g_clear_pointer (&attribute.preset, g_free);

  if (chiosa_ls_xml_flag (node, "perRegion", FALSE))
    {
      place_attribute (self, node, scope, &attribute);
      return;
    }

  key = g_strdup_printf ("article\n%s", attribute.id);
  if (g_hash_table_add (self->seen, g_steal_pointer (&key)))
    g_array_append_val (self->builder->article, attribute);
  else
    chiosa_attribute_type_clear (&attribute);
}
