/* chiosa-sidecar-conflicts.c
 *
 * The member "conflicts" of a sidecar: what two people changed differently, one on a line, read from anywhere and
 * written the same whoever merged. A sidecar that Git merged by lines is recognised in chiosa-sidecar-markers.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-sidecar-private.h"

#include <glib/gi18n-lib.h>

enum { KIND, ID, FIELD, BASE, FIRST, SECOND, N_CONFLICT };

static const ChiosaJsonMember conflict_members[N_CONFLICT] = {
  [KIND] = CHIOSA_JSON_MEMBER ("kind"),
  [ID] = CHIOSA_JSON_MEMBER ("id"),
  [FIELD] = CHIOSA_JSON_MEMBER ("field"),
  [BASE] = CHIOSA_JSON_MEMBER ("base"),
  [FIRST] = CHIOSA_JSON_MEMBER ("first"),
  [SECOND] = CHIOSA_JSON_MEMBER ("second"),
};

/* --- Reading ---------------------------------------------------------------------------------------------------- */

static char *
dup_value (const ChiosaJsonSlice *slot)
{
  return slot->start != NULL ? chiosa_json_slice_dup (slot) : NULL;
}

static ChiosaMergeConflict *
parse_conflict (const ChiosaJsonSlice *slots)
{
  g_autofree char *kind = chiosa_json_slice_string (&slots[KIND]);
  g_autofree char *id = chiosa_json_slice_string (&slots[ID]);
  g_autofree char *field = chiosa_json_slice_string (&slots[FIELD]);
  g_autofree char *base = dup_value (&slots[BASE]);
  g_autofree char *first = dup_value (&slots[FIRST]);
  g_autofree char *second = dup_value (&slots[SECOND]);
  ChiosaMergeConflict *conflict;

  if (!chiosa_merge_conflict_makes_sense (kind, id, field)
      || (slots[ID].start != NULL && id == NULL) || (slots[FIELD].start != NULL && field == NULL)
      || (first == NULL && second == NULL))
    return NULL;

  conflict = chiosa_merge_conflict_new (kind, id, field, base, first, second);
  conflict->sides_known = FALSE;
  return conflict;
}

static void
read_conflict (ChiosaSidecarReader   *self,
               const ChiosaJsonSlice *item,
               GPtrArray             *conflicts)
{
  GPtrArray *raw = self->sidecar->raw_conflicts;
  ChiosaJsonSlice slots[N_CONFLICT] = { 0 };
  g_autoptr (GString) unknown = NULL;
  ChiosaMergeConflict *conflict;

  if (!chiosa_json_read_members (item, conflict_members, N_CONFLICT, slots, ",", &unknown))
    {
      chiosa_sidecar_keep_raw (self, raw, item, &slots[ID],
                               _("a conflict is not an object; it is kept in the file, but not shown"));
      return;
    }

  conflict = unknown == NULL ? parse_conflict (slots) : NULL;
  if (conflict != NULL)
    g_ptr_array_add (conflicts, conflict);
  else
    chiosa_sidecar_keep_raw (self, raw, item, &slots[ID],
                             _("a conflict cannot be understood; it is kept in the file, but not shown"));
}

/* What is no array becomes the only, raw, entry of one: nothing is lost. */
void
chiosa_sidecar_read_conflicts (ChiosaSidecarReader   *self,
                               const ChiosaJsonSlice *slot)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (slot->start == NULL)
    return;
  if (!chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    {
      chiosa_sidecar_problem (self, slot->line, NULL, _("“%s” must be an array"), "conflicts");
      g_ptr_array_add (self->sidecar->raw_conflicts, chiosa_json_slice_dup (slot));
      return;
    }

  conflicts = chiosa_merge_conflicts_new ();
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    read_conflict (self, &item, conflicts);
  if (conflicts->len > 0)
    chiosa_snapshot_set_conflicts (self->sidecar->snapshot, conflicts);
}

/* --- Writing ---------------------------------------------------------------------------------------------------- */

static void
append_member (GString    *out,
               const char *key,
               const char *raw)
{
  if (raw == NULL)
    return;

  chiosa_json_append_key (out, key);
  g_string_append (out, raw);
}

static void
append_conflict (GString                   *out,
                 const ChiosaMergeConflict *conflict)
{
  g_string_append_c (out, '{');
  chiosa_json_append_text (out, "kind", conflict->kind);
  chiosa_json_append_text (out, "id", conflict->id);
  chiosa_json_append_text (out, "field", conflict->field);
  append_member (out, "base", conflict->base);
  append_member (out, "first", chiosa_merge_conflict_get_first (conflict));
  append_member (out, "second", chiosa_merge_conflict_get_second (conflict));
  g_string_append_c (out, '}');
}

static int
compare_conflicts (gconstpointer a,
                   gconstpointer b)
{
  return chiosa_merge_conflict_compare (*(const ChiosaMergeConflict * const *) a, *(const ChiosaMergeConflict * const *) b);
}

void
chiosa_sidecar_append_conflicts (GString             *out,
                                 const ChiosaSidecar *sidecar,
                                 const GPtrArray     *conflicts)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  const char *separator = "\n";

  if (conflicts != NULL)
    g_ptr_array_extend (sorted, (GPtrArray *) conflicts, NULL, NULL);
  if (sorted->len == 0 && sidecar->raw_conflicts->len == 0)
    return;

  g_ptr_array_sort (sorted, compare_conflicts);
  g_string_append (out, ",\n\"conflicts\":[");
  for (guint i = 0; i < sorted->len; i++, separator = ",\n")
    {
      g_string_append (out, separator);
      append_conflict (out, g_ptr_array_index (sorted, i));
    }
  for (guint i = 0; i < sidecar->raw_conflicts->len; i++, separator = ",\n")
    g_string_append_printf (out, "%s%s", separator, (const char *) g_ptr_array_index (sidecar->raw_conflicts, i));
  g_string_append (out, "\n]");
}
