/* chiosa-relation-table.c
 *
 * Relations by id, and for every annotation that has some the list of them; annotations without cost nothing.
 * Which relations may be is not asked here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-relation-table.h"

#include <string.h>

struct _ChiosaRelationTable
{
  GHashTable *by_id;    /* id of the relation that is in -> ChiosaRelation, a reference */
  GHashTable *by_end;   /* own copy of an annotation id -> GPtrArray of ChiosaRelation, no references */
};

static void
add_end (ChiosaRelationTable *self,
         const char          *end,
         ChiosaRelation      *relation)
{
  GPtrArray *list = g_hash_table_lookup (self->by_end, end);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->by_end, g_strdup (end), list);
    }

  g_ptr_array_add (list, relation);
}

/* From the back: who removes many begins there. */
static void
remove_end (ChiosaRelationTable *self,
            const char          *end,
            ChiosaRelation      *relation)
{
  GPtrArray *list = g_hash_table_lookup (self->by_end, end);

  for (guint i = list->len; i > 0; i--)
    {
      if (g_ptr_array_index (list, i - 1) != relation)
        continue;

      g_ptr_array_remove_index_fast (list, i - 1);
      break;
    }

  if (list->len == 0)
    g_hash_table_remove (self->by_end, end);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const ChiosaRelation *left = *(ChiosaRelation *const *) a;
  const ChiosaRelation *right = *(ChiosaRelation *const *) b;

  return strcmp (left->id, right->id);
}

/**
 * chiosa_relation_table_new:
 *
 * Returns: (transfer full): an empty table
 */
ChiosaRelationTable *
chiosa_relation_table_new (void)
{
  ChiosaRelationTable *self = g_new0 (ChiosaRelationTable, 1);

  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) chiosa_relation_unref);
  self->by_end = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

/**
 * chiosa_relation_table_free:
 * @self: (nullable) (transfer full): a table
 */
void
chiosa_relation_table_free (ChiosaRelationTable *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_end);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/**
 * chiosa_relation_table_get_n:
 * @self: a table
 *
 * Returns: how many relations
 */
guint
chiosa_relation_table_get_n (const ChiosaRelationTable *self)
{
  return g_hash_table_size (self->by_id);
}

/**
 * chiosa_relation_table_find:
 * @self: a table
 * @id: the id of a relation
 *
 * Returns: (nullable) (transfer none): the relation
 */
ChiosaRelation *
chiosa_relation_table_find (const ChiosaRelationTable *self,
                            const char                *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * chiosa_relation_table_put:
 * @self: a table
 * @relation: a relation; a reference is taken
 *
 * Puts it in, in place of what had its id.
 */
void
chiosa_relation_table_put (ChiosaRelationTable *self,
                           ChiosaRelation      *relation)
{
  g_autoptr (ChiosaRelation) kept = chiosa_relation_ref (relation);

  chiosa_relation_table_remove (self, kept->id);
  add_end (self, kept->from, kept);
  if (!g_str_equal (kept->from, kept->to))
    add_end (self, kept->to, kept);
  g_hash_table_insert (self->by_id, kept->id, kept);
  g_steal_pointer (&kept);
}

/**
 * chiosa_relation_table_remove:
 * @self: a table
 * @id: the id of a relation, which may be unknown
 */
void
chiosa_relation_table_remove (ChiosaRelationTable *self,
                              const char          *id)
{
  ChiosaRelation *relation = chiosa_relation_table_find (self, id);

  if (relation == NULL)
    return;

  remove_end (self, relation->from, relation);
  if (!g_str_equal (relation->from, relation->to))
    remove_end (self, relation->to, relation);
  g_hash_table_remove (self->by_id, relation->id);
}

/**
 * chiosa_relation_table_peek:
 * @self: a table
 * @annotation: the id of an annotation
 *
 * Returns: (nullable) (transfer none) (element-type ChiosaRelation): its relations, in no order
 */
GPtrArray *
chiosa_relation_table_peek (const ChiosaRelationTable *self,
                            const char                *annotation)
{
  return g_hash_table_lookup (self->by_end, annotation);
}

/**
 * chiosa_relation_table_list:
 * @self: a table
 * @annotation: (nullable): the id of an annotation, or %NULL for all relations
 *
 * Returns: (transfer container) (element-type ChiosaRelation): the relations, by id
 */
GPtrArray *
chiosa_relation_table_list (const ChiosaRelationTable *self,
                            const char                *annotation)
{
  GPtrArray *list;

  if (annotation == NULL)
    {
      list = g_hash_table_get_values_as_ptr_array (self->by_id);
    }
  else
    {
      GPtrArray *ends = chiosa_relation_table_peek (self, annotation);

      list = g_ptr_array_new ();
      if (ends != NULL)
        g_ptr_array_extend (list, ends, NULL, NULL);
    }

  g_ptr_array_sort (list, compare_ids);
  return list;
}
