/* chiosa-merge-fields.c
 *
 * The value of every field out of three, the conflicts where both sides want something else, and those that waited before.
 * Whose fields they are is all the same here: chiosa-merge.c's subject.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-merge-private.h"

#include "chiosa-fields.h"

#include <string.h>

#define BASE CHIOSA_VERSION_BASE
#define MINE CHIOSA_VERSION_MINE
#define THEIRS CHIOSA_VERSION_THEIRS
#define N CHIOSA_N_VERSIONS

/* --- Fields ----------------------------------------------------------------------------------------------------- */

void
chiosa_merge_add_conflict (GPtrArray         *conflicts,
                           const char        *kind,
                           const char        *id,
                           const char        *field,
                           const char *const  values[N])
{
  g_ptr_array_add (conflicts, chiosa_merge_conflict_new (kind, id, field, values[BASE], values[MINE], values[THEIRS]));
}

/* The value that is to be; FALSE where both sides want something else. */
static gboolean
choose_value (const char *const values[N],
              const char      **chosen)
{
  gboolean same = g_strcmp0 (values[MINE], values[THEIRS]) == 0;
  gboolean mine_as_before = g_strcmp0 (values[MINE], values[BASE]) == 0;
  gboolean theirs_as_before = g_strcmp0 (values[THEIRS], values[BASE]) == 0;

  *chosen = mine_as_before && !same ? values[THEIRS] : values[MINE];
  return same || mine_as_before || theirs_as_before;
}

static void
collect_names (GHashTable *names,
               GHashTable *fields)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (names, name);
}

static GPtrArray *
list_names (GHashTable *const fields[N])
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list;

  for (guint i = 0; i < N; i++)
    collect_names (names, fields[i]);
  list = g_hash_table_get_keys_as_ptr_array (names);
  g_ptr_array_sort_values (list, (GCompareFunc) strcmp);
  return list;
}

static const char *
member_of (GHashTable *fields,
           const char *name)
{
  return fields != NULL ? g_hash_table_lookup (fields, name) : NULL;
}

void
chiosa_merge_fields (GPtrArray           *conflicts,
                     const char          *kind,
                     const char          *id,
                     GHashTable          *fields[N],
                     gpointer             item,
                     ChiosaMergeSetField  set)
{
  g_autoptr (GPtrArray) names = list_names (fields);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *values[N] = { member_of (fields[BASE], name), member_of (fields[MINE], name), member_of (fields[THEIRS], name) };
      const char *chosen;

      if (!choose_value (values, &chosen))
        {
          chiosa_merge_add_conflict (conflicts, kind, id, name, values);
          chosen = chiosa_merge_conflict_get_first (g_ptr_array_index (conflicts, conflicts->len - 1));
        }
      if (g_strcmp0 (chosen, values[MINE]) != 0)
        set (item, name, chosen);
    }

  for (guint i = 0; i < N; i++)
    g_hash_table_unref (fields[i]);
}

gboolean
chiosa_merge_same_fields (GHashTable *a,
                          GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (g_strcmp0 (value, g_hash_table_lookup (b, name)) != 0)
        return FALSE;
    }

  return TRUE;
}

void
chiosa_merge_settle_extra (char       **extra,
                           const char  *mine,
                           const char  *theirs)
{
  g_autoptr (GHashTable) fields = chiosa_fields_of_extra (*extra);
  g_autoptr (GHashTable) in_mine = chiosa_fields_of_extra (mine);
  g_autoptr (GHashTable) in_theirs = chiosa_fields_of_extra (theirs);
  gboolean as_mine = chiosa_merge_same_fields (fields, in_mine);
  gboolean as_theirs = chiosa_merge_same_fields (fields, in_theirs);

  if (as_mine && (!as_theirs || g_strcmp0 (mine, theirs) <= 0))
    g_set_str (extra, mine);
  else if (as_theirs)
    g_set_str (extra, theirs);
}

/* --- Conflicts of before ---------------------------------------------------------------------------------------- */

/* key (owned) -> ChiosaMergeConflict, borrowed */
static GHashTable *
index_conflicts (const GPtrArray *conflicts)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      ChiosaMergeConflict *conflict = g_ptr_array_index (conflicts, i);

      g_hash_table_insert (index, chiosa_merge_conflict_get_key (conflict), conflict);
    }

  return index;
}

/* One that a side has resolved is resolved; one that a side has brought along stays. */
static void
keep_conflicts (GHashTable *all,
                GHashTable *conflicts,
                GHashTable *other,
                GHashTable *before)
{
  GHashTableIter iter;
  gpointer key, conflict;

  g_hash_table_iter_init (&iter, conflicts);
  while (g_hash_table_iter_next (&iter, &key, &conflict))
    {
      if (g_hash_table_contains (other, key) || !g_hash_table_contains (before, key))
        g_hash_table_insert (all, g_strdup (key), conflict);
    }
}

static int
compare_conflicts (gconstpointer a,
                   gconstpointer b)
{
  return chiosa_merge_conflict_compare (*(const ChiosaMergeConflict * const *) a, *(const ChiosaMergeConflict * const *) b);
}

void
chiosa_merge_finish_conflicts (const ChiosaSnapshot *const  versions[N],
                               GPtrArray                   *conflicts,
                               ChiosaSnapshot              *result)
{
  g_autoptr (GHashTable) all = index_conflicts (conflicts);
  g_autoptr (GHashTable) before = index_conflicts (versions[BASE] != NULL ? versions[BASE]->conflicts : NULL);
  g_autoptr (GHashTable) mine = index_conflicts (versions[MINE]->conflicts);
  g_autoptr (GHashTable) theirs = index_conflicts (versions[THEIRS]->conflicts);
  g_autoptr (GPtrArray) list = chiosa_merge_conflicts_new ();
  GHashTableIter iter;
  gpointer conflict;

  keep_conflicts (all, mine, theirs, before);
  keep_conflicts (all, theirs, mine, before);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, NULL, &conflict))
    g_ptr_array_add (list, chiosa_merge_conflict_ref (conflict));

  g_ptr_array_sort (list, compare_conflicts);
  g_ptr_array_sort (conflicts, compare_conflicts);
  if (list->len > 0)
    chiosa_snapshot_set_conflicts (result, list);
}
