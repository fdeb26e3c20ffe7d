/* chiosa-tagset-collector.c
 *
 * What types, labels, attributes and relations are used, and whether a tag set has them. Making one is chiosa-tagset-make.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-tagset-collector-private.h"

#include "chiosa-labels.h"

#include <string.h>

ChiosaCounts *
chiosa_counts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
count (ChiosaCounts *counts,
       const char   *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

  g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static int
compare_counts (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const char *x = *(const char * const *) a, *y = *(const char * const *) b;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (data, x)), m = GPOINTER_TO_UINT (g_hash_table_lookup (data, y));

  return n != m ? (n > m ? -1 : 1) : strcmp (x, y);
}

GPtrArray *
chiosa_counts_list (ChiosaCounts *counts)
{
  GPtrArray *names = g_hash_table_get_keys_as_ptr_array (counts);

  g_ptr_array_sort_with_data (names, compare_counts, counts);

  return names;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

GPtrArray *
chiosa_counts_list_names (GHashTable *table)
{
  GPtrArray *names = g_hash_table_get_keys_as_ptr_array (table);

  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
attribute_free (gpointer data)
{
  ChiosaSeenAttribute *attribute = data;

  g_hash_table_unref (attribute->values);
  g_free (attribute);
}

static void
type_free (gpointer data)
{
  ChiosaSeenType *type = data;

  g_hash_table_unref (type->labels);
  g_hash_table_unref (type->attributes);
  g_free (type);
}

static void
relation_free (gpointer data)
{
  ChiosaSeenRelation *relation = data;

  g_hash_table_unref (relation->from);
  g_hash_table_unref (relation->to);
  g_free (relation);
}

static ChiosaSeenType *
require_type (ChiosaTagsetCollector *self,
              const char            *name)
{
  ChiosaSeenType *type = g_hash_table_lookup (self->types, name);

  if (type == NULL)
    {
      type = g_new0 (ChiosaSeenType, 1);
      type->labels = chiosa_counts_new ();
      type->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, attribute_free);
      g_hash_table_insert (self->types, g_strdup (name), type);
    }

  return type;
}

static ChiosaSeenRelation *
require_relation (ChiosaTagsetCollector *self,
                  const char            *name)
{
  ChiosaSeenRelation *relation = g_hash_table_lookup (self->relations, name);

  if (relation == NULL)
    {
      relation = g_new0 (ChiosaSeenRelation, 1);
      relation->from = chiosa_counts_new ();
      relation->to = chiosa_counts_new ();
      g_hash_table_insert (self->relations, g_strdup (name), relation);
    }

  return relation;
}

static void
add_attributes (ChiosaSeenType         *type,
                const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);
      ChiosaSeenAttribute *attribute = g_hash_table_lookup (type->attributes, name);

      if (attribute == NULL)
        {
          attribute = g_new0 (ChiosaSeenAttribute, 1);
          attribute->values = chiosa_counts_new ();
          g_hash_table_insert (type->attributes, g_strdup (name), attribute);
        }
      attribute->numbers |= kind == CHIOSA_VALUE_NUMBER;
      attribute->text |= kind != CHIOSA_VALUE_FLAG && kind != CHIOSA_VALUE_NUMBER;
      if (g_hash_table_size (attribute->values) <= CHIOSA_COLLECTOR_MAX_VALUES)
        count (attribute->values, value);
    }
}

/**
 * chiosa_tagset_collector_new:
 *
 * Returns: (transfer full): nothing has been seen
 */
ChiosaTagsetCollector *
chiosa_tagset_collector_new (void)
{
  ChiosaTagsetCollector *self = g_new0 (ChiosaTagsetCollector, 1);

  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, type_free);
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);

  return self;
}

/**
 * chiosa_tagset_collector_free:
 * @self: (nullable) (transfer full): a collector
 */
void
chiosa_tagset_collector_free (ChiosaTagsetCollector *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->types);
  g_hash_table_unref (self->relations);
  g_free (self);
}

/**
 * chiosa_tagset_collector_add:
 * @self: a collector
 * @record: an article
 *
 * Sees what is marked in @record.
 */
void
chiosa_tagset_collector_add (ChiosaTagsetCollector *self,
                             const ChiosaRecord    *record)
{
  const ChiosaRelation *joined;
  guint from, to;

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
      ChiosaSeenType *type = require_type (self, annotation->type);

      type->n++;
      if (*annotation->label != '\0')
        count (type->labels, annotation->label);
      add_attributes (type, annotation->attributes);
    }

  for (guint i = 0; (joined = chiosa_record_get_relation (record, i, &from, &to)) != NULL; i++)
    {
      ChiosaSeenRelation *relation = require_relation (self, joined->type);

      relation->n++;
      count (relation->from, chiosa_record_get (record, from)->type);
      count (relation->to, chiosa_record_get (record, to)->type);
    }
}

/* --- Whether a tag set will do ------------------------------------------------------------------------------------ */

static gboolean
knows_label (ChiosaTagset *tagset,
             const char   *type,
             const char   *label)
{
  const char *found_type, *found_label;

  /* Without a name there is nothing to be looked for in other types. */
  if (!g_str_equal (type, CHIOSA_LABELS_UNKNOWN_TYPE) || *label == '\0')
    return chiosa_tagset_find_type (tagset, type) != NULL
           && (*label == '\0' || chiosa_tagset_find_label (tagset, type, label) != NULL);

  return chiosa_labels_split (tagset, label, &found_type, &found_label);
}

/* How many of @counts are types of the tag set; names of no type are found by their labels and may be any. */
static gboolean
ends_fit (ChiosaCounts *counts,
          ChiosaTagset *tagset)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_str_equal (name, CHIOSA_LABELS_UNKNOWN_TYPE) && chiosa_tagset_find_type (tagset, name) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
type_fits (const char     *name,
           ChiosaSeenType *type,
           ChiosaTagset   *tagset)
{
  GHashTableIter iter;
  gpointer label;

  if (g_hash_table_size (type->labels) == 0)
    return knows_label (tagset, name, "");

  g_hash_table_iter_init (&iter, type->labels);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    if (!knows_label (tagset, name, label))
      return FALSE;

  return TRUE;
}

/**
 * chiosa_tagset_collector_fits:
 * @self: a collector
 * @tagset: a tag set
 *
 * Names that came without a type are looked for among the labels of all types. Attributes need not be known: the tag set's
 * kind of free values has room for them.
 *
 * Returns: whether @tagset has all types, labels and relations that were seen
 */
gboolean
chiosa_tagset_collector_fits (const ChiosaTagsetCollector *self,
                              ChiosaTagset                *tagset)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!type_fits (name, value, tagset))
      return FALSE;

  g_hash_table_iter_init (&iter, self->relations);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (chiosa_tagset_find_relation (tagset, name) == NULL
        || !ends_fit (((ChiosaSeenRelation *) value)->from, tagset) || !ends_fit (((ChiosaSeenRelation *) value)->to, tagset))
      return FALSE;

  return TRUE;
}
