/* chiosa-nesting.c
 *
 * How the spans of one type lie in each other: one sweep in reading order with the spans that are still open, for each type
 * a list of them from the one that ends last to the one that ends first. What nests is added at the end of that list,
 * so that a well-nested article costs one comparison for each span.
 * Says what it finds by kind; the words for it are chiosa-completeness.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-nesting.h"

/* Deeper than this nobody annotates; what lies deeper in a hostile file is not compared any more. */
#define MAX_OPEN 256

typedef struct
{
  GPtrArray *open;        /* const ChiosaPlaced, by end, the last one first */
  gboolean   may_cross;
} TypeState;

static gsize
placed_start (const ChiosaPlaced *placed)
{
  return placed->spans[0].start;
}

static gsize
placed_end (const ChiosaPlaced *placed)
{
  return placed->spans[placed->n_spans - 1].end;
}

/* By start, the longer first; then by id, so that the outcome does not depend on the order in the file. */
static int
compare_placed (gconstpointer a,
                gconstpointer b)
{
  const ChiosaPlaced *left = a;
  const ChiosaPlaced *right = b;

  if (placed_start (left) != placed_start (right))
    return placed_start (left) < placed_start (right) ? -1 : 1;

  if (placed_end (left) != placed_end (right))
    return placed_end (left) > placed_end (right) ? -1 : 1;

  return strcmp (left->annotation->id, right->annotation->id);
}

static TypeState *
type_state_new (ChiosaTagset *tagset,
                const char   *type)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (tagset, type);
  TypeState *state = g_new0 (TypeState, 1);

  state->open = g_ptr_array_new ();
  state->may_cross = span_type == NULL || span_type->may_cross;

  return state;
}

static void
type_state_free (TypeState *state)
{
  g_ptr_array_unref (state->open);
  g_free (state);
}

static gboolean
same_extent (const ChiosaPlaced *a,
             const ChiosaPlaced *b)
{
  return placed_start (a) == placed_start (b) && placed_end (a) == placed_end (b);
}

static gboolean
is_twice (const ChiosaPlaced *a,
          const ChiosaPlaced *b)
{
  return same_extent (a, b) && g_strcmp0 (a->annotation->label, b->annotation->label) == 0 &&
         chiosa_spans_equal (a->spans, a->n_spans, b->spans, b->n_spans);
}

/* Single spans whose extents nest cannot cross: only pieces need the full look. */
static gboolean
crosses (const ChiosaPlaced *open,
         const ChiosaPlaced *placed)
{
  if (placed_end (open) >= placed_end (placed) && open->n_spans == 1 && placed->n_spans == 1)
    return FALSE;

  return chiosa_spans_cross (open->spans, open->n_spans, placed->spans, placed->n_spans);
}

/* Drops what ended before @placed. */
static void
close_before (TypeState          *state,
              const ChiosaPlaced *placed)
{
  while (state->open->len > 0 &&
         placed_end (g_ptr_array_index (state->open, state->open->len - 1)) <= placed_start (placed))
    g_ptr_array_set_size (state->open, state->open->len - 1);
}

static void
compare_with_open (TypeState          *state,
                   const ChiosaPlaced *placed,
                   ChiosaNestingFunc   func,
                   gpointer            user_data)
{
  const ChiosaPlaced *innermost = NULL;
  gboolean crossed = state->may_cross;
  guint depth = 1;

  for (guint i = state->open->len; i-- > 0;)
    {
      const ChiosaPlaced *open = g_ptr_array_index (state->open, i);

      if (is_twice (open, placed))
        {
          func (CHIOSA_NESTING_TWICE, placed, open, user_data);
          return;
        }

      if (!crossed && crosses (open, placed))
        {
          func (CHIOSA_NESTING_CROSSING, placed, open, user_data);
          crossed = TRUE;
        }
      else if (placed_end (open) >= placed_end (placed) && !same_extent (open, placed))
        {
          innermost = innermost != NULL ? innermost : open;
          depth++;
        }
    }

  if (depth > CHIOSA_NESTING_MAX)
    func (CHIOSA_NESTING_TOO_DEEP, placed, innermost, user_data);
}

static void
open_span (TypeState    *state,
           ChiosaPlaced *placed)
{
  guint at = state->open->len;

  if (at >= MAX_OPEN)
    return;

  while (at > 0 && placed_end (g_ptr_array_index (state->open, at - 1)) < placed_end (placed))
    at--;

  g_ptr_array_insert (state->open, at, placed);
}

/**
 * chiosa_nesting_check:
 * @placed: (element-type ChiosaPlaced) (inout): live annotations, each with at least one span; sorted here
 * @tagset: says which types may cross
 * @func: (scope call): called for what is found, in reading order; the later one of two is accused
 * @user_data: for @func
 *
 * Each annotation is accused of each kind once at most.
 */
void
chiosa_nesting_check (GArray            *placed,
                      ChiosaTagset      *tagset,
                      ChiosaNestingFunc  func,
                      gpointer           user_data)
{
  g_autoptr (GHashTable) types = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) type_state_free);

  g_array_sort (placed, compare_placed);

  for (guint i = 0; i < placed->len; i++)
    {
      ChiosaPlaced *item = &g_array_index (placed, ChiosaPlaced, i);
      TypeState *state = g_hash_table_lookup (types, item->annotation->type);

      if (state == NULL)
        {
          state = type_state_new (tagset, item->annotation->type);
          g_hash_table_insert (types, (gpointer) item->annotation->type, state);
        }

      close_before (state, item);
      compare_with_open (state, item, func, user_data);
      open_span (state, item);
    }
}
