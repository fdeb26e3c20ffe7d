/* test-span-index.c
 *
 * The sorted index of fragments against a plain list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-span-index.h"

#include <stdlib.h>

typedef struct
{
  gsize            start;
  gsize            end;
  guint32          owner;
  ChiosaSpanHandle handle;
} Entry;

static int
compare_entries (const void *a,
                 const void *b)
{
  const Entry *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end > y->end ? -1 : 1;
  if (x->owner != y->owner)
    return x->owner < y->owner ? -1 : 1;

  return x->handle < y->handle ? -1 : x->handle > y->handle;
}

static void
assert_query (ChiosaSpanIndex *index,
              GArray          *list,
              gsize            start,
              gsize            end,
              gboolean         touching)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = 0;

  chiosa_span_index_query (index, start, end, touching, handles);
  for (guint i = 0; i < list->len; i++)
    {
      const Entry *entry = &g_array_index (list, Entry, i);

      if (touching ? entry->start <= end && entry->end >= start : entry->start < end && entry->end > start)
        {
          g_assert_cmpuint (n, <, handles->len);
          g_assert_cmpuint (g_array_index (handles, guint32, n), ==, entry->handle);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, handles->len);
}

static void
assert_same (ChiosaSpanIndex *index,
             GArray          *list)
{
  g_assert_cmpuint (chiosa_span_index_get_n (index), ==, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const Entry *entry = &g_array_index (list, Entry, i);
      ChiosaSpan span = chiosa_span_index_get (index, entry->handle);

      g_assert_cmpuint (span.start, ==, entry->start);
      g_assert_cmpuint (span.end, ==, entry->end);
      g_assert_cmpuint (chiosa_span_index_get_owner (index, entry->handle), ==, entry->owner);
      g_assert_cmpuint (chiosa_span_index_nth (index, i), ==, entry->handle);
      g_assert_cmpuint (chiosa_span_index_rank (index, entry->handle), ==, i);
    }
}

static void
add (ChiosaSpanIndex *index,
     GArray          *list,
     GRand           *rand,
     gsize            length)
{
  gsize start = g_rand_int_range (rand, 0, length);
  gsize span = g_rand_int_range (rand, 0, 50) == 0 ? g_rand_int_range (rand, 1, length) : g_rand_int_range (rand, 1, 20);
  Entry entry = { start, start + span, g_rand_int_range (rand, 0, 5), 0 };

  entry.handle = chiosa_span_index_add (index, entry.start, entry.end, entry.owner);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpuint (g_array_index (list, Entry, i).handle, !=, entry.handle);
  g_array_append_val (list, entry);
}

static void
remove_at (ChiosaSpanIndex *index,
           GArray          *list,
           guint            i)
{
  chiosa_span_index_remove (index, g_array_index (list, Entry, i).handle);
  g_array_remove_index (list, i);
}

/* As the document does it: what touches the deletion goes first. */
static void
shift (ChiosaSpanIndex *index,
       GArray          *list,
       GRand           *rand,
       gsize            length)
{
  gsize from = g_rand_int_range (rand, 0, length);
  gssize delta = g_rand_int_range (rand, -10, 20);
  gsize low = delta < 0 ? from - MIN (from, (gsize) -delta) : from;

  if (delta < 0)
    delta = -(gssize) (from - low);
  for (guint i = list->len; delta < 0 && i-- > 0;)
    {
      const Entry *entry = &g_array_index (list, Entry, i);

      if (entry->start <= from && entry->end >= low)
        remove_at (index, list, i);
    }

  chiosa_span_index_shift (index, from, delta);
  for (guint i = 0; i < list->len; i++)
    {
      Entry *entry = &g_array_index (list, Entry, i);

      if (entry->start >= from)
        entry->start += delta, entry->end += delta;
    }
}

static void
random_operation (ChiosaSpanIndex *index,
                  GArray          *list,
                  GRand           *rand,
                  guint            aim,
                  gsize            length)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      shift (index, list, rand, length);
      break;
    case 1: case 2: case 3: case 4:
      if (list->len > 0 && list->len >= (guint) g_rand_int_range (rand, 0, 2 * aim))
        remove_at (index, list, g_rand_int_range (rand, 0, list->len));
      else
        add (index, list, rand, length);
      break;
    case 5:
      chiosa_span_index_begin_bulk (index);
      for (int n = g_rand_int_range (rand, 0, 10); n > 0; n--)
        {
          if (list->len > aim)
            remove_at (index, list, g_rand_int_range (rand, 0, list->len));
          else
            add (index, list, rand, length);
        }
      if (g_rand_boolean (rand))
        shift (index, list, rand, length);
      chiosa_span_index_end_bulk (index);
      break;
    default:
      {
        gsize start = g_rand_int_range (rand, 0, length);

        assert_query (index, list, start, start + g_rand_int_range (rand, 0, 60), g_rand_boolean (rand));
      }
    }
  if (list->len > 1)
    qsort (list->data, list->len, sizeof (Entry), compare_entries);
}

static void
test_random_against_list (void)
{
  static const guint aims[] = { 5, 127, 129, 600 };

  for (guint k = 0; k < G_N_ELEMENTS (aims); k++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (k + 1);
      g_autoptr (ChiosaSpanIndex) index = chiosa_span_index_new ();
      g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Entry));

      g_test_message ("seed %u", k + 1);
      for (int i = 0; i < 12500; i++)
        {
          random_operation (index, list, rand, aims[k], 2000);
          if (i % 16 == 0)
            assert_same (index, list);
        }
    }
}

static void
test_reading_order (void)
{
  g_autoptr (ChiosaSpanIndex) index = chiosa_span_index_new ();
  ChiosaSpanHandle inner = chiosa_span_index_add (index, 4, 6, 1);
  ChiosaSpanHandle second = chiosa_span_index_add (index, 4, 9, 8);
  ChiosaSpanHandle outer = chiosa_span_index_add (index, 4, 9, 7);
  ChiosaSpanHandle first = chiosa_span_index_add (index, 0, 2, 9);

  g_assert_cmpuint (chiosa_span_index_nth (index, 0), ==, first);
  g_assert_cmpuint (chiosa_span_index_nth (index, 1), ==, outer);
  g_assert_cmpuint (chiosa_span_index_nth (index, 2), ==, second);
  g_assert_cmpuint (chiosa_span_index_nth (index, 3), ==, inner);
}

static void
test_touching (void)
{
  g_autoptr (ChiosaSpanIndex) index = chiosa_span_index_new ();
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (guint32));

  chiosa_span_index_add (index, 2, 5, 0);
  chiosa_span_index_add (index, 5, 8, 0);

  chiosa_span_index_query (index, 5, 5, FALSE, handles);
  g_assert_cmpuint (handles->len, ==, 0);
  chiosa_span_index_query (index, 5, 5, TRUE, handles);
  g_assert_cmpuint (handles->len, ==, 2);
  chiosa_span_index_query (index, 0, G_MAXSIZE, TRUE, handles);
  g_assert_cmpuint (handles->len, ==, 4);
}

static void
test_lower_bound (void)
{
  g_autoptr (ChiosaSpanIndex) index = chiosa_span_index_new ();

  chiosa_span_index_add (index, 2, 5, 0);
  chiosa_span_index_add (index, 5, 8, 0);
  chiosa_span_index_add (index, 5, 6, 0);

  g_assert_cmpuint (chiosa_span_index_lower_bound (index, 0), ==, 0);
  g_assert_cmpuint (chiosa_span_index_lower_bound (index, 5), ==, 1);
  g_assert_cmpuint (chiosa_span_index_lower_bound (index, 6), ==, 3);
  g_assert_cmpuint (chiosa_span_index_lower_bound (index, G_MAXSIZE), ==, 3);
}

/* A hundred thousand, some of them long: the times go to the log, they are no condition. */
static void
test_hundred_thousand (void)
{
  g_autoptr (ChiosaSpanIndex) index = chiosa_span_index_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint64 since = g_get_monotonic_time ();

  chiosa_span_index_begin_bulk (index);
  for (int i = 0; i < 100000; i++)
    {
      gsize start = g_rand_int_range (rand, 0, 10000000);

      chiosa_span_index_add (index, start, start + (i % 100 == 0 ? 3000 : 20), i);
    }
  chiosa_span_index_end_bulk (index);
  g_test_message ("filled in %" G_GINT64_FORMAT " us", g_get_monotonic_time () - since);

  since = g_get_monotonic_time ();
  for (int i = 0; i < 1000; i++)
    chiosa_span_index_shift (index, 10, i % 2 == 0 ? 1 : -1);
  g_test_message ("shift: %.1f us", (g_get_monotonic_time () - since) / 1000.0);

  since = g_get_monotonic_time ();
  for (int i = 0; i < 1000; i++)
    {
      g_array_set_size (handles, 0);
      chiosa_span_index_query (index, i * 9000, i * 9000 + 4000, TRUE, handles);
    }
  g_test_message ("query: %.1f us", (g_get_monotonic_time () - since) / 1000.0);

  since = g_get_monotonic_time ();
  for (int i = 0; i < 1000; i++)
    chiosa_span_index_remove (index, chiosa_span_index_add (index, 20 + i, 40 + i, 0));
  g_test_message ("add and remove at the beginning: %.1f us", (g_get_monotonic_time () - since) / 1000.0);

  g_assert_cmpuint (chiosa_span_index_get_n (index), ==, 100000);
  for (guint i = 1; i < 100000; i++)
    {
      ChiosaSpan before = chiosa_span_index_get (index, chiosa_span_index_nth (index, i - 1));
      ChiosaSpan span = chiosa_span_index_get (index, chiosa_span_index_nth (index, i));

      g_assert_cmpuint (before.start, <=, span.start);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/span-index/reading-order", test_reading_order);
  g_test_add_func ("/span-index/touching-is-asked-for", test_touching);
  g_test_add_func ("/span-index/lower-bound-counts-those-before", test_lower_bound);
  g_test_add_func ("/span-index/random-operations-agree-with-a-list", test_random_against_list);
  g_test_add_func ("/span-index/a-hundred-thousand", test_hundred_thousand);

  return g_test_run ();
}
