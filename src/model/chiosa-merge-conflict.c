/* chiosa-merge-conflict.c
 *
 * Conflicts as values, and their order. Knows no JSON: values are compared as they stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-merge-conflict.h"

#include "chiosa-annotation.h"

#include <string.h>

static void
clear (gpointer data)
{
  ChiosaMergeConflict *self = data;

  g_free (self->kind);
  g_free (self->id);
  g_free (self->field);
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);
}

/* What is not there comes last. */
static int
compare_values (const char *a,
                const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  return strcmp (a, b);
}

static void
free_conflict (gpointer data)
{
  chiosa_merge_conflict_unref (data);
}

/**
 * chiosa_merge_conflict_new:
 * @kind: "annotation", "relation", "article" or "sidecar"
 * @id: (nullable): of the annotation or relation
 * @field: (nullable): what of it; %NULL for all of it
 * @base: (nullable): JSON of what it was; %NULL: not there
 * @mine: (nullable): JSON of what one made of it
 * @theirs: (nullable): JSON of what the other made of it
 *
 * Returns: (transfer full): a conflict whose sides are known
 */
ChiosaMergeConflict *
chiosa_merge_conflict_new (const char *kind,
                           const char *id,
                           const char *field,
                           const char *base,
                           const char *mine,
                           const char *theirs)
{
  ChiosaMergeConflict *self = g_atomic_rc_box_new0 (ChiosaMergeConflict);

  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  self->field = g_strdup (field);
  self->base = g_strdup (base);
  self->mine = g_strdup (mine);
  self->theirs = g_strdup (theirs);
  self->sides_known = TRUE;

  return self;
}

/**
 * chiosa_merge_conflict_ref:
 * @self: a conflict
 *
 * Returns: (transfer full): @self
 */
ChiosaMergeConflict *
chiosa_merge_conflict_ref (const ChiosaMergeConflict *self)
{
  return g_atomic_rc_box_acquire ((ChiosaMergeConflict *) self);
}

/**
 * chiosa_merge_conflict_unref:
 * @self: (nullable) (transfer full): a conflict
 */
void
chiosa_merge_conflict_unref (ChiosaMergeConflict *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

/**
 * chiosa_merge_conflict_get_first:
 * @self: a conflict
 *
 * Returns: (nullable): the value that is in effect: that of the side that comes first, the same in both directions
 */
const char *
chiosa_merge_conflict_get_first (const ChiosaMergeConflict *self)
{
  return compare_values (self->mine, self->theirs) <= 0 ? self->mine : self->theirs;
}

/**
 * chiosa_merge_conflict_get_second:
 * @self: a conflict
 *
 * Returns: (nullable): the value of the other side
 */
const char *
chiosa_merge_conflict_get_second (const ChiosaMergeConflict *self)
{
  return compare_values (self->mine, self->theirs) <= 0 ? self->theirs : self->mine;
}

/**
 * chiosa_merge_conflict_compare:
 * @a: a conflict
 * @b: another
 *
 * Returns: less than, equal to or more than 0, as with strcmp(); 0 also when the sides are swapped
 */
int
chiosa_merge_conflict_compare (const ChiosaMergeConflict *a,
                               const ChiosaMergeConflict *b)
{
  int order = strcmp (a->kind, b->kind);

  if (order == 0)
    order = g_strcmp0 (a->id, b->id);
  if (order == 0)
    order = g_strcmp0 (a->field, b->field);
  if (order == 0)
    order = compare_values (chiosa_merge_conflict_get_first (a), chiosa_merge_conflict_get_first (b));
  if (order == 0)
    order = compare_values (chiosa_merge_conflict_get_second (a), chiosa_merge_conflict_get_second (b));
  if (order == 0)
    order = compare_values (a->base, b->base);

  return order;
}

/**
 * chiosa_merge_conflict_makes_sense:
 * @kind: (nullable): what a file says that is in conflict
 * @id: (nullable): of what
 * @field: (nullable): what of it
 *
 * Returns: whether there can be such a conflict
 */
gboolean
chiosa_merge_conflict_makes_sense (const char *kind,
                                   const char *id,
                                   const char *field)
{
  if (g_strcmp0 (kind, "annotation") == 0 || g_strcmp0 (kind, "relation") == 0)
    return id != NULL && chiosa_id_is_valid (id);

  return (g_strcmp0 (kind, "article") == 0 || g_strcmp0 (kind, "sidecar") == 0) && id == NULL && field != NULL;
}

/**
 * chiosa_merge_conflict_get_key:
 * @self: a conflict
 *
 * Returns: (transfer full): what it says as one string, the same whichever side is which: for hash tables
 */
char *
chiosa_merge_conflict_get_key (const ChiosaMergeConflict *self)
{
  const char *parts[] = { self->kind, self->id, self->field, chiosa_merge_conflict_get_first (self),
                          chiosa_merge_conflict_get_second (self), self->base };
  GString *key = g_string_new (NULL);

  /* No part has these controls in it: they would be escaped, or refused. */
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (key, "%s%c", parts[i] != NULL ? parts[i] : "", parts[i] != NULL ? 1 : 2);

  return g_string_free_and_steal (key);
}

/**
 * chiosa_merge_conflicts_new:
 *
 * Returns: (transfer full) (element-type ChiosaMergeConflict): a list that owns what is added
 */
GPtrArray *
chiosa_merge_conflicts_new (void)
{
  return g_ptr_array_new_with_free_func (free_conflict);
}

/**
 * chiosa_merge_conflicts_contain:
 * @conflicts: (nullable): a list
 * @conflict: a conflict
 *
 * Returns: whether it, or one that says the same, is in the list
 */
gboolean
chiosa_merge_conflicts_contain (const GPtrArray           *conflicts,
                                const ChiosaMergeConflict *conflict)
{
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      if (chiosa_merge_conflict_compare (g_ptr_array_index (conflicts, i), conflict) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * chiosa_merge_conflicts_equal:
 * @a: (nullable): a list
 * @b: (nullable): another
 *
 * Returns: whether both have the same conflicts, in whatever order
 */
gboolean
chiosa_merge_conflicts_equal (const GPtrArray *a,
                              const GPtrArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (a == b)
    return TRUE;
  if (n != (b != NULL ? b->len : 0))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (!chiosa_merge_conflicts_contain (b, g_ptr_array_index (a, i)))
        return FALSE;
    }

  return TRUE;
}
