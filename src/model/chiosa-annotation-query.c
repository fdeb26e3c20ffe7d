/* chiosa-annotation-query.c
 *
 * Reading order. The index orders fragments by place, and those at one place as it likes; here they are brought into the order
 * of ids, so that lists and files do not depend on what was made, undone and made again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-annotation-query.h"

#include <string.h>

static const char *
get_id (const ChiosaAnnotationTable *table,
        ChiosaSlot                   slot)
{
  /* Nothing but the points of detached ones is written when somebody looks, and these are live. */
  return chiosa_annotation_table_get ((ChiosaAnnotationTable *) table, slot)->id;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b,
             gpointer      table)
{
  return strcmp (get_id (table, *(const ChiosaSlot *) a), get_id (table, *(const ChiosaSlot *) b));
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      table)
{
  ChiosaSlot left_slot = *(const ChiosaSlot *) a;
  ChiosaSlot right_slot = *(const ChiosaSlot *) b;
  ChiosaSpan left, right;

  if (left_slot == right_slot)
    return 0;

  left = chiosa_annotation_table_get_span (table, left_slot, 0);
  right = chiosa_annotation_table_get_span (table, right_slot, 0);
  if (left.start != right.start)
    return left.start < right.start ? -1 : 1;
  if (left.end != right.end)
    return left.end > right.end ? -1 : 1;

  return compare_ids (a, b, table);
}

static ChiosaSpan
span_at (const ChiosaAnnotationTable *table,
         guint                        rank)
{
  const ChiosaSpanIndex *index = chiosa_annotation_table_get_index (table);

  return chiosa_span_index_get (index, chiosa_span_index_nth (index, rank));
}

static gboolean
same_place (const ChiosaAnnotationTable *table,
            guint                        a,
            guint                        b)
{
  ChiosaSpan left = span_at (table, a);
  ChiosaSpan right = span_at (table, b);

  return left.start == right.start && left.end == right.end;
}

/* Appends the annotations whose first fragment stands at the place of @rank, by id; returns the rank behind that place. */
static guint
append_place (const ChiosaAnnotationTable *table,
              guint                        rank,
              GArray                      *slots)
{
  const ChiosaSpanIndex *index = chiosa_annotation_table_get_index (table);
  guint n = chiosa_span_index_get_n (index);
  guint before = slots->len;
  guint i = rank;

  do
    {
      ChiosaSpanHandle handle = chiosa_span_index_nth (index, i);
      ChiosaSlot slot = chiosa_span_index_get_owner (index, handle);

      if (handle == chiosa_annotation_table_get_handle (table, slot, 0))
        g_array_append_val (slots, slot);
      i++;
    }
  while (i < n && same_place (table, rank, i));

  if (slots->len - before > 1)
    g_sort_array (&g_array_index (slots, ChiosaSlot, before), slots->len - before, sizeof (ChiosaSlot),
                  compare_ids, (gpointer) table);
  return i;
}

/* The first rank of the place that @rank belongs to. */
static guint
place_start (const ChiosaAnnotationTable *table,
             guint                        rank)
{
  while (rank > 0 && same_place (table, rank - 1, rank))
    rank--;

  return rank;
}

static guint
find_slot (GArray     *slots,
           ChiosaSlot  slot)
{
  for (guint i = 0; i < slots->len; i++)
    {
      if (g_array_index (slots, ChiosaSlot, i) == slot)
        return i;
    }

  g_return_val_if_reached (slots->len);
}

static guint
first_rank (const ChiosaAnnotationTable *table,
            ChiosaSlot                   slot)
{
  return chiosa_span_index_rank (chiosa_annotation_table_get_index (table),
                                 chiosa_annotation_table_get_handle (table, slot, 0));
}

/**
 * chiosa_annotation_query_all:
 * @table: a table
 *
 * Returns: (transfer full) (element-type ChiosaSlot): all live annotations in reading order
 */
GArray *
chiosa_annotation_query_all (const ChiosaAnnotationTable *table)
{
  guint n = chiosa_span_index_get_n (chiosa_annotation_table_get_index (table));
  GArray *slots = g_array_sized_new (FALSE, FALSE, sizeof (ChiosaSlot), chiosa_annotation_table_get_n_live (table));

  for (guint rank = 0; rank < n;)
    rank = append_place (table, rank, slots);

  return slots;
}

/**
 * chiosa_annotation_query_range:
 * @table: a table
 * @start: the start of a range, code points
 * @end: its end; when it is @start, also what only touches that place is found
 *
 * Returns: (transfer full) (element-type ChiosaSlot): the annotations with a fragment in the range, each once, in reading order
 */
GArray *
chiosa_annotation_query_range (const ChiosaAnnotationTable *table,
                               gsize                        start,
                               gsize                        end)
{
  const ChiosaSpanIndex *index = chiosa_annotation_table_get_index (table);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (ChiosaSpanHandle));
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot));
  guint n = 0;

  chiosa_span_index_query (index, start, end, start == end, handles);
  for (guint i = 0; i < handles->len; i++)
    {
      ChiosaSlot slot = chiosa_span_index_get_owner (index, g_array_index (handles, ChiosaSpanHandle, i));

      g_array_append_val (slots, slot);
    }

  g_array_sort_with_data (slots, compare_places, (gpointer) table);
  for (guint i = 0; i < slots->len; i++)
    {
      ChiosaSlot slot = g_array_index (slots, ChiosaSlot, i);

      if (n == 0 || g_array_index (slots, ChiosaSlot, n - 1) != slot)
        g_array_index (slots, ChiosaSlot, n++) = slot;
    }
  g_array_set_size (slots, n);

  return slots;
}

/**
 * chiosa_annotation_query_next:
 * @table: a table
 * @offset: a place in the text, code points
 * @slot: a live annotation, or %CHIOSA_NO_SLOT
 *
 * Returns: the annotation that comes after @slot in reading order; without one, the first that starts at or after @offset
 */
ChiosaSlot
chiosa_annotation_query_next (const ChiosaAnnotationTable *table,
                              gsize                        offset,
                              ChiosaSlot                   slot)
{
  const ChiosaSpanIndex *index = chiosa_annotation_table_get_index (table);
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot));
  guint n = chiosa_span_index_get_n (index);
  guint rank;

  if (slot != CHIOSA_NO_SLOT)
    {
      guint i;

      rank = append_place (table, place_start (table, first_rank (table, slot)), slots);
      i = find_slot (slots, slot) + 1;
      if (i < slots->len)
        return g_array_index (slots, ChiosaSlot, i);
    }
  else
    {
      rank = chiosa_span_index_lower_bound (index, offset);
    }

  for (g_array_set_size (slots, 0); rank < n && slots->len == 0;)
    rank = append_place (table, rank, slots);

  return slots->len > 0 ? g_array_index (slots, ChiosaSlot, 0) : CHIOSA_NO_SLOT;
}

/**
 * chiosa_annotation_query_previous:
 * @table: a table
 * @offset: a place in the text, code points
 * @slot: a live annotation, or %CHIOSA_NO_SLOT
 *
 * Returns: the annotation that comes before @slot in reading order; without one, the last that starts before @offset
 */
ChiosaSlot
chiosa_annotation_query_previous (const ChiosaAnnotationTable *table,
                                  gsize                        offset,
                                  ChiosaSlot                   slot)
{
  const ChiosaSpanIndex *index = chiosa_annotation_table_get_index (table);
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot));
  guint rank;

  if (slot != CHIOSA_NO_SLOT)
    {
      guint i;

      rank = place_start (table, first_rank (table, slot));
      append_place (table, rank, slots);
      i = find_slot (slots, slot);
      if (i > 0)
        return g_array_index (slots, ChiosaSlot, i - 1);
    }
  else
    {
      rank = chiosa_span_index_lower_bound (index, offset);
    }

  for (g_array_set_size (slots, 0); rank > 0 && slots->len == 0;)
    {
      rank = place_start (table, rank - 1);
      append_place (table, rank, slots);
    }

  return slots->len > 0 ? g_array_index (slots, ChiosaSlot, slots->len - 1) : CHIOSA_NO_SLOT;
}
