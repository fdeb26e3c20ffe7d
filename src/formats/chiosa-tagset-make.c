/* chiosa-tagset-make.c
 *
 * A tag set out of what is used. What is used most comes first: it gets the keys.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-tagset-collector-private.h"

#include "chiosa-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>


/* Readable on white and on black; as far from each other as sixteen colours can be. */
static const char * const colors[] = {
  "#1c71d8", "#c4472f", "#26875a", "#a454c0", "#a1660a", "#187f96", "#b5568c", "#5d7e1c",
  "#3a4fb5", "#e66100", "#2ec27e", "#613583", "#865e3c", "#77767b", "#c64600", "#0d6fa8",
};

static ChiosaTag
make_tag (const char *id,
          const char *color,
          char        key)
{
  return (ChiosaTag) { g_strdup (id), g_strdup (id), NULL, g_strdup (color), key };
}

static ChiosaAttributeKind
find_kind (const ChiosaSeenAttribute *attribute)
{
  if (!attribute->text)
    return attribute->numbers ? CHIOSA_ATTRIBUTE_NUMBER : CHIOSA_ATTRIBUTE_FLAG;

  return CHIOSA_ATTRIBUTE_TEXT;
}

/* Whether every value can be the id of a choice. */
static gboolean
is_choice (const ChiosaSeenAttribute *attribute)
{
  GHashTableIter iter;
  gpointer value;

  if (!attribute->text || g_hash_table_size (attribute->values) > CHIOSA_COLLECTOR_MAX_VALUES)
    return FALSE;

  g_hash_table_iter_init (&iter, attribute->values);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      g_autofree char *id = chiosa_labels_to_id (value);

      if (!g_str_equal (id, value) || GPOINTER_TO_UINT (g_hash_table_lookup (attribute->values, value)) < 2)
        return FALSE;
    }

  return TRUE;
}

static ChiosaAttributeType
make_attribute (const char                *name,
                const ChiosaSeenAttribute *attribute)
{
  ChiosaAttributeType made = { .id = g_strdup (name), .name = g_strdup (name), .kind = find_kind (attribute) };

  if (is_choice (attribute))
    {
      g_autoptr (GPtrArray) values = chiosa_counts_list (attribute->values);

      made.kind = CHIOSA_ATTRIBUTE_CHOICE;
      made.n_values = values->len;
      made.values = g_new0 (ChiosaTag, values->len);
      for (guint i = 0; i < values->len; i++)
        made.values[i] = make_tag (g_ptr_array_index (values, i), NULL, 0);
    }

  return made;
}

/* The next free one of 1 to 9, or none. */
static char
find_label_key (const ChiosaSpanType *type)
{
  for (char key = '1'; key <= '9'; key++)
    {
      gboolean taken = FALSE;

      for (guint i = 0; i < type->n_labels && !taken; i++)
        taken = type->labels[i].key == key;
      if (!taken)
        return key;
    }

  return 0;
}

static void
add_labels (ChiosaSpanType *span_type,
            ChiosaSeenType *type)
{
  g_autoptr (GPtrArray) labels = chiosa_counts_list (type->labels);

  for (guint i = 0; i < labels->len; i++)
    {
      const char *label = g_ptr_array_index (labels, i);
      guint n = span_type->n_labels;
      gboolean there = FALSE;

      for (guint l = 0; l < n && !there; l++)
        there = g_str_equal (span_type->labels[l].id, label);
      if (there)
        continue;

      span_type->labels = g_renew (ChiosaTag, span_type->labels, n + 1);
      span_type->labels[n] = make_tag (label, colors[n % G_N_ELEMENTS (colors)], find_label_key (span_type));
      span_type->n_labels++;
    }
}

static void
add_type_attributes (ChiosaSpanType *span_type,
                     ChiosaSeenType *type,
                     const GArray   *common)
{
  g_autoptr (GPtrArray) names = chiosa_counts_list_names (type->attributes);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      guint n = span_type->n_attributes;
      gboolean there = FALSE;

      for (guint a = 0; a < n && !there; a++)
        there = g_str_equal (span_type->attributes[a].id, name);
      for (guint a = 0; a < common->len && !there; a++)
        there = g_str_equal (g_array_index (common, ChiosaAttributeType, a).id, name);
      if (there)
        continue;

      span_type->attributes = g_renew (ChiosaAttributeType, span_type->attributes, n + 1);
      span_type->attributes[n] = make_attribute (name, g_hash_table_lookup (type->attributes, name));
      span_type->n_attributes++;
    }
}

/* A letter of the name that is no other type's; those that do something else in the application are left alone. */
static char
find_key (const GArray *types,
          const char   *name)
{
  static const char taken[] = "abdfnr";

  for (const char *p = name; *p != '\0'; p++)
    {
      char key = g_ascii_tolower (*p);
      gboolean free_key = g_ascii_islower (key) && strchr (taken, key) == NULL;

      for (guint i = 0; i < types->len && free_key; i++)
        free_key = g_array_index (types, ChiosaSpanType, i).tag.key != key;
      if (free_key)
        return key;
    }

  return 0;
}

static ChiosaSpanType *
require_span_type (ChiosaTagsetBuilder *builder,
                   const char          *name)
{
  ChiosaSpanType made = { .shape = CHIOSA_SHAPE_TINT, .may_nest = TRUE, .may_cross = TRUE };

  for (guint i = 0; i < builder->types->len; i++)
    if (g_str_equal (g_array_index (builder->types, ChiosaSpanType, i).tag.id, name))
      return &g_array_index (builder->types, ChiosaSpanType, i);

  made.tag = make_tag (name, colors[builder->types->len % G_N_ELEMENTS (colors)], find_key (builder->types, name));
  if (g_str_equal (name, CHIOSA_LABELS_UNKNOWN_TYPE))
    g_set_str (&made.tag.name, _("Annotation"));
  g_array_append_val (builder->types, made);

  return &g_array_index (builder->types, ChiosaSpanType, builder->types->len - 1);
}

/* The names in @ids and in @counts. */
static GStrv
join_ends (GStrv         ids,
           ChiosaCounts *counts)
{
  g_autoptr (GStrvBuilder) joined = g_strv_builder_new ();
  g_autoptr (GPtrArray) names = chiosa_counts_list_names (counts);

  if (ids != NULL)
    g_strv_builder_addv (joined, (const char **) ids);
  for (guint i = 0; i < names->len; i++)
    if (ids == NULL || !g_strv_contains ((const char * const *) ids, g_ptr_array_index (names, i)))
      g_strv_builder_add (joined, g_ptr_array_index (names, i));

  return g_strv_builder_end (joined);
}

static void
widen_relation (ChiosaRelationType *type,
                ChiosaSeenRelation *relation)
{
  GStrv from = join_ends (type->from, relation->from), to = join_ends (type->to, relation->to);

  g_strfreev (type->from);
  g_strfreev (type->to);
  type->from = from;
  type->to = to;
}

static void
add_relation (ChiosaTagsetBuilder *builder,
              const char          *name,
              ChiosaSeenRelation  *relation)
{
  ChiosaRelationType made = { 0 };

  for (guint i = 0; i < builder->relations->len; i++)
    {
      ChiosaRelationType *type = &g_array_index (builder->relations, ChiosaRelationType, i);

      if (!g_str_equal (type->tag.id, name))
        continue;
      widen_relation (type, relation);
      return;
    }

  made.tag = make_tag (name, NULL, 0);
  widen_relation (&made, relation);
  g_array_append_val (builder->relations, made);
}

/* The types, the most frequent first. */
static GPtrArray *
list_types (const ChiosaTagsetCollector *self)
{
  g_autoptr (GHashTable) counts = chiosa_counts_new ();
  GPtrArray *names;
  GHashTableIter iter;
  gpointer name, type;

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &name, &type))
    g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (((ChiosaSeenType *) type)->n));

  names = g_ptr_array_new ();
  {
    g_autoptr (GPtrArray) ordered = chiosa_counts_list (counts);

    for (guint i = 0; i < ordered->len; i++)
      {
        gpointer key;

        g_hash_table_lookup_extended (self->types, g_ptr_array_index (ordered, i), &key, NULL);
        g_ptr_array_add (names, key);
      }
  }

  return names;
}

static void
fill (const ChiosaTagsetCollector *self,
      ChiosaTagsetBuilder         *builder)
{
  g_autoptr (GPtrArray) types = list_types (self);
  g_autoptr (GPtrArray) relations = chiosa_counts_list_names (self->relations);

  for (guint i = 0; i < types->len; i++)
    {
      const char *name = g_ptr_array_index (types, i);
      ChiosaSeenType *type = g_hash_table_lookup (self->types, name);
      ChiosaSpanType *span_type = require_span_type (builder, name);

      add_labels (span_type, type);
      add_type_attributes (span_type, type, builder->attributes);
    }
  /* A tag set without a type cannot be. */
  if (builder->types->len == 0)
    require_span_type (builder, CHIOSA_LABELS_UNKNOWN_TYPE);

  for (guint i = 0; i < relations->len; i++)
    add_relation (builder, g_ptr_array_index (relations, i), g_hash_table_lookup (self->relations, g_ptr_array_index (relations, i)));
}

/* Whether there is anything that @base does not have, attributes among it. */
static gboolean
lacks_nothing (const ChiosaTagsetCollector *self,
               ChiosaTagset                *base)
{
  GHashTableIter iter, inner;
  gpointer name, type, attribute;

  if (!chiosa_tagset_collector_fits (self, base))
    return FALSE;

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &name, &type))
    {
      g_hash_table_iter_init (&inner, ((ChiosaSeenType *) type)->attributes);
      while (g_hash_table_iter_next (&inner, &attribute, NULL))
        if (chiosa_tagset_find_attribute (base, name, attribute) == NULL)
          return FALSE;
      if (chiosa_tagset_find_type (base, name) == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_tagset_collector_build:
 * @self: a collector
 * @base: (nullable): a tag set to start from
 * @id: of the new tag set
 * @name: of the new tag set, for people
 * @error: return location
 *
 * Returns: (transfer full): a tag set that has everything that was seen: @base itself if it lacks nothing; or %NULL
 */
ChiosaTagset *
chiosa_tagset_collector_build (const ChiosaTagsetCollector  *self,
                               ChiosaTagset                 *base,
                               const char                   *id,
                               const char                   *name,
                               GError                      **error)
{
  ChiosaTagsetBuilder *builder;

  if (base != NULL && lacks_nothing (self, base))
    return g_object_ref (base);

  builder = base != NULL ? chiosa_tagset_builder_new_copy (base) : chiosa_tagset_builder_new ();
  g_set_str (&builder->id, id);
  g_set_str (&builder->name, name);
  fill (self, builder);

  return chiosa_tagset_builder_end (builder, error);
}
