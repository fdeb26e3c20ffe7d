/* chiosa-annotation-table.c
 *
 * Annotations by id and by place: slots, the span index whose owners are the slots, and the points of detached ones.
 * A change of the text goes through it in three moves: lift what it touches, move the rest, put the lifted back.
 * It does not decide what becomes of the touched ones; reading order is asked in chiosa-annotation-query.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-annotation-table.h"

/* Up to so many annotations and replacements are moved one by one; more of them by building the index anew. */
#define MAX_SINGLE_MOVES 64

typedef enum
{
  PLACE_FREE,
  PLACE_LIVE,       /* its fragments are in the index */
  PLACE_DETACHED,   /* its point is in the list of points */
  PLACE_LIFTED,     /* in neither, between lift and settle */
} Place;

/* 24 bytes; 100,000 of them matter. */
typedef struct
{
  ChiosaAnnotation *annotation;
  guint32           n_spans;
  Place             place;
  union
  {
    ChiosaSpanHandle  handle;     /* live, one fragment */
    ChiosaSpanHandle *handles;    /* live, several */
    guint32           point;      /* detached: where in points */
  };
} Slot;

typedef struct
{
  ChiosaSlot slot;
  gsize      offset;
} Point;

struct _ChiosaAnnotationTable
{
  GArray          *slots;       /* Slot */
  GArray          *free_slots;  /* ChiosaSlot */
  GHashTable      *by_id;       /* id of the annotation in the slot -> slot + 1 */
  ChiosaSpanIndex *index;
  GArray          *points;      /* Point */
  GArray          *handles;     /* scratch */
  gboolean         bulk;
};

static Slot *
get_slot (const ChiosaAnnotationTable *self,
          ChiosaSlot                   slot)
{
  return &g_array_index (self->slots, Slot, slot);
}

static void
remove_point (ChiosaAnnotationTable *self,
              guint                  i)
{
  g_array_remove_index_fast (self->points, i);
  if (i < self->points->len)
    get_slot (self, g_array_index (self->points, Point, i).slot)->point = i;
}

/* Takes the annotation out of the index and the points; it stays in its slot. */
static void
take_up (ChiosaAnnotationTable *self,
         Slot                  *slot)
{
  if (slot->place == PLACE_DETACHED)
    {
      remove_point (self, slot->point);
    }
  else if (slot->place == PLACE_LIVE && slot->n_spans == 1)
    {
      chiosa_span_index_remove (self->index, slot->handle);
    }
  else if (slot->place == PLACE_LIVE)
    {
      for (guint i = 0; i < slot->n_spans; i++)
        chiosa_span_index_remove (self->index, slot->handles[i]);
      g_free (slot->handles);
    }

  slot->n_spans = 0;
  slot->place = PLACE_LIFTED;
}

static void
set_down (ChiosaAnnotationTable *self,
          ChiosaSlot             owner,
          const ChiosaSpan      *spans,
          guint                  n_spans)
{
  Slot *slot = get_slot (self, owner);

  if (n_spans == 0)
    {
      Point point = { owner, slot->annotation->quote != NULL ? slot->annotation->quote->point : 0 };

      slot->place = PLACE_DETACHED;
      slot->point = self->points->len;
      g_array_append_val (self->points, point);
      return;
    }

  slot->place = PLACE_LIVE;
  slot->n_spans = n_spans;
  if (n_spans == 1)
    {
      slot->handle = chiosa_span_index_add (self->index, spans[0].start, spans[0].end, owner);
      return;
    }

  slot->handles = g_new (ChiosaSpanHandle, n_spans);
  for (guint i = 0; i < n_spans; i++)
    slot->handles[i] = chiosa_span_index_add (self->index, spans[i].start, spans[i].end, owner);
}

/* Puts @annotation in the place of the one with the same id; the key of the table is the id of the one that is in. */
static void
set_annotation (ChiosaAnnotationTable *self,
                ChiosaSlot             owner,
                ChiosaAnnotation      *annotation)
{
  Slot *slot = get_slot (self, owner);
  ChiosaAnnotation *old = slot->annotation;

  slot->annotation = chiosa_annotation_ref (annotation);
  g_hash_table_replace (self->by_id, annotation->id, GUINT_TO_POINTER (owner + 1));
  chiosa_annotation_unref (old);
}

static ChiosaSlot
new_slot (ChiosaAnnotationTable *self)
{
  Slot slot = { .place = PLACE_LIFTED };

  if (self->free_slots->len > 0)
    {
      ChiosaSlot reused = g_array_index (self->free_slots, ChiosaSlot, self->free_slots->len - 1);

      g_array_set_size (self->free_slots, self->free_slots->len - 1);
      *get_slot (self, reused) = slot;
      return reused;
    }

  g_array_append_val (self->slots, slot);
  return self->slots->len - 1;
}

/* --- Moving along with an edit ------------------------------------------------------------------------------------ */

/* How many replacements end before @offset. */
static guint
count_before (const ChiosaEdit *edit,
              gsize             offset)
{
  guint low = 0;
  guint high = chiosa_edit_get_n (edit);

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (chiosa_edit_get (edit, middle)->end < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* By how much what stands after the first i replacements moves: n + 1 numbers. */
static gssize *
sum_deltas (const ChiosaEdit *edit)
{
  guint n = chiosa_edit_get_n (edit);
  gssize *deltas = g_new (gssize, n + 1);

  deltas[0] = 0;
  for (guint i = 0; i < n; i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      deltas[i + 1] = deltas[i] + (gssize) r->inserted - (gssize) (r->end - r->start);
    }

  return deltas;
}

static void
move_points (ChiosaAnnotationTable *self,
             const ChiosaEdit      *edit,
             const gssize          *deltas)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      Point *point = &g_array_index (self->points, Point, i);

      point->offset += deltas[count_before (edit, point->offset)];
    }
}

static void
move_fragments (ChiosaAnnotationTable *self,
                const ChiosaEdit      *edit)
{
  for (guint i = chiosa_edit_get_n (edit); i > 0; i--)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i - 1);
      gssize delta = (gssize) r->inserted - (gssize) (r->end - r->start);

      if (delta != 0)
        chiosa_span_index_shift (self->index, r->end, delta);
    }
}

static ChiosaSpanHandle
move_to_index (ChiosaSpanIndex       *from,
               ChiosaSpanHandle       handle,
               ChiosaSpanIndex       *to,
               const ChiosaEdit      *edit,
               const gssize          *deltas)
{
  ChiosaSpan span = chiosa_span_index_get (from, handle);
  gssize delta = edit != NULL ? deltas[count_before (edit, span.start)] : 0;

  return chiosa_span_index_add (to, span.start + delta, span.end + delta, chiosa_span_index_get_owner (from, handle));
}

/* All fragments into a new index, moved by @edit; leaves it in bulk mode. */
static void
rebuild_index (ChiosaAnnotationTable *self,
               const ChiosaEdit      *edit,
               const gssize          *deltas)
{
  ChiosaSpanIndex *index = chiosa_span_index_new ();

  chiosa_span_index_begin_bulk (index);
  for (guint s = 0; s < self->slots->len; s++)
    {
      Slot *slot = get_slot (self, s);

      if (slot->place != PLACE_LIVE)
        continue;

      if (slot->n_spans == 1)
        slot->handle = move_to_index (self->index, slot->handle, index, edit, deltas);
      else
        for (guint i = 0; i < slot->n_spans; i++)
          slot->handles[i] = move_to_index (self->index, slot->handles[i], index, edit, deltas);
    }

  chiosa_span_index_free (self->index);
  self->index = index;
  self->bulk = TRUE;
}

/* As take_up(), but the fragments stay in the index, which is to be given up. */
static void
abandon (ChiosaAnnotationTable *self,
         Slot                  *slot)
{
  if (slot->place == PLACE_DETACHED)
    remove_point (self, slot->point);
  else if (slot->place == PLACE_LIVE && slot->n_spans > 1)
    g_free (slot->handles);

  slot->n_spans = 0;
  slot->place = PLACE_LIFTED;
}

static int
compare_slots (gconstpointer a,
               gconstpointer b)
{
  ChiosaSlot left = *(const ChiosaSlot *) a;
  ChiosaSlot right = *(const ChiosaSlot *) b;

  return (left > right) - (left < right);
}

static void
sort_unique (GArray *slots)
{
  guint n = 0;

  g_array_sort (slots, compare_slots);
  for (guint i = 0; i < slots->len; i++)
    {
      ChiosaSlot slot = g_array_index (slots, ChiosaSlot, i);

      if (n == 0 || g_array_index (slots, ChiosaSlot, n - 1) != slot)
        g_array_index (slots, ChiosaSlot, n++) = slot;
    }
  g_array_set_size (slots, n);
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_annotation_table_new:
 *
 * Returns: (transfer full): an empty table
 */
ChiosaAnnotationTable *
chiosa_annotation_table_new (void)
{
  ChiosaAnnotationTable *self = g_new0 (ChiosaAnnotationTable, 1);

  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->free_slots = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot));
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->index = chiosa_span_index_new ();
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->handles = g_array_new (FALSE, FALSE, sizeof (ChiosaSpanHandle));

  return self;
}

/**
 * chiosa_annotation_table_free:
 * @self: (nullable) (transfer full): a table
 */
void
chiosa_annotation_table_free (ChiosaAnnotationTable *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_id);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);

      if (slot->place == PLACE_LIVE && slot->n_spans > 1)
        g_free (slot->handles);
      chiosa_annotation_unref (slot->annotation);
    }
  g_array_unref (self->slots);
  g_array_unref (self->free_slots);
  g_array_unref (self->points);
  g_array_unref (self->handles);
  chiosa_span_index_free (self->index);
  g_free (self);
}

/**
 * chiosa_annotation_table_get_n_live:
 * @self: a table
 *
 * Returns: how many annotations stand somewhere
 */
guint
chiosa_annotation_table_get_n_live (const ChiosaAnnotationTable *self)
{
  return g_hash_table_size (self->by_id) - self->points->len;
}

/**
 * chiosa_annotation_table_get_n_detached:
 * @self: a table
 *
 * Returns: how many annotations have lost their words
 */
guint
chiosa_annotation_table_get_n_detached (const ChiosaAnnotationTable *self)
{
  return self->points->len;
}

/**
 * chiosa_annotation_table_find:
 * @self: a table
 * @id: an id
 *
 * Returns: the slot, or %CHIOSA_NO_SLOT
 */
ChiosaSlot
chiosa_annotation_table_find (const ChiosaAnnotationTable *self,
                              const char                  *id)
{
  gpointer value = g_hash_table_lookup (self->by_id, id);

  return value != NULL ? GPOINTER_TO_UINT (value) - 1 : CHIOSA_NO_SLOT;
}

/**
 * chiosa_annotation_table_get:
 * @self: a table
 * @slot: a slot in use
 *
 * The points of detached ones are moved in the table and written into a new value only when somebody looks.
 *
 * Returns: (transfer none): the annotation
 */
ChiosaAnnotation *
chiosa_annotation_table_get (ChiosaAnnotationTable *self,
                             ChiosaSlot             slot)
{
  Slot *entry = get_slot (self, slot);
  g_autoptr (ChiosaAnnotation) copy = NULL;
  gsize offset;

  if (entry->place != PLACE_DETACHED || entry->annotation->quote == NULL)
    return entry->annotation;

  offset = g_array_index (self->points, Point, entry->point).offset;
  if (entry->annotation->quote->point == offset)
    return entry->annotation;

  copy = chiosa_annotation_copy (entry->annotation);
  copy->quote->point = offset;
  set_annotation (self, slot, copy);

  return entry->annotation;
}

/**
 * chiosa_annotation_table_get_n_spans:
 * @self: a table
 * @slot: a slot in use
 *
 * Returns: how many fragments; 0 when detached
 */
guint
chiosa_annotation_table_get_n_spans (const ChiosaAnnotationTable *self,
                                     ChiosaSlot                   slot)
{
  return get_slot (self, slot)->n_spans;
}

/**
 * chiosa_annotation_table_get_handle:
 * @self: a table
 * @slot: the slot of a live annotation
 * @i: which fragment
 *
 * Returns: its handle in the index
 */
ChiosaSpanHandle
chiosa_annotation_table_get_handle (const ChiosaAnnotationTable *self,
                                    ChiosaSlot                   slot,
                                    guint                        i)
{
  const Slot *entry = get_slot (self, slot);

  return entry->n_spans == 1 ? entry->handle : entry->handles[i];
}

/**
 * chiosa_annotation_table_get_span:
 * @self: a table
 * @slot: the slot of a live annotation
 * @i: which fragment
 *
 * Returns: where it stands, code points
 */
ChiosaSpan
chiosa_annotation_table_get_span (const ChiosaAnnotationTable *self,
                                  ChiosaSlot                   slot,
                                  guint                        i)
{
  return chiosa_span_index_get (self->index, chiosa_annotation_table_get_handle (self, slot, i));
}

/**
 * chiosa_annotation_table_dup_spans:
 * @self: a table
 * @slot: a slot in use
 * @n_spans: (out): how many fragments
 *
 * Returns: (array length=n_spans) (nullable) (transfer full): its fragments; %NULL when it is detached
 */
ChiosaSpan *
chiosa_annotation_table_dup_spans (const ChiosaAnnotationTable *self,
                                   ChiosaSlot                   slot,
                                   guint                       *n_spans)
{
  ChiosaSpan *spans;

  *n_spans = get_slot (self, slot)->n_spans;
  if (*n_spans == 0)
    return NULL;

  spans = g_new (ChiosaSpan, *n_spans);
  for (guint i = 0; i < *n_spans; i++)
    spans[i] = chiosa_annotation_table_get_span (self, slot, i);

  return spans;
}

/**
 * chiosa_annotation_table_get_index:
 * @self: a table
 *
 * Returns: (transfer none): the index of all fragments, owners are slots; valid until the next change
 */
const ChiosaSpanIndex *
chiosa_annotation_table_get_index (const ChiosaAnnotationTable *self)
{
  return self->index;
}

/**
 * chiosa_annotation_table_get_detached:
 * @self: a table
 * @i: less than chiosa_annotation_table_get_n_detached()
 *
 * Returns: the slot of a detached annotation
 */
ChiosaSlot
chiosa_annotation_table_get_detached (const ChiosaAnnotationTable *self,
                                      guint                        i)
{
  return g_array_index (self->points, Point, i).slot;
}

/**
 * chiosa_annotation_table_put:
 * @self: a table
 * @annotation: an annotation; a reference is taken
 * @spans: (array length=n_spans): its fragments, code points
 * @n_spans: how many; 0 for a detached one, whose point is in its quote
 *
 * Puts it in, in place of what had its id.
 *
 * Returns: its slot
 */
ChiosaSlot
chiosa_annotation_table_put (ChiosaAnnotationTable *self,
                             ChiosaAnnotation      *annotation,
                             const ChiosaSpan      *spans,
                             guint                  n_spans)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self, annotation->id);

  if (slot == CHIOSA_NO_SLOT)
    slot = new_slot (self);
  else
    take_up (self, get_slot (self, slot));

  set_annotation (self, slot, annotation);
  set_down (self, slot, spans, n_spans);

  return slot;
}

/**
 * chiosa_annotation_table_remove:
 * @self: a table
 * @slot: a slot in use
 */
void
chiosa_annotation_table_remove (ChiosaAnnotationTable *self,
                                ChiosaSlot             slot)
{
  Slot *entry = get_slot (self, slot);

  take_up (self, entry);
  g_hash_table_remove (self->by_id, entry->annotation->id);
  g_clear_pointer (&entry->annotation, chiosa_annotation_unref);
  entry->place = PLACE_FREE;
  g_array_append_val (self->free_slots, slot);
}

/**
 * chiosa_annotation_table_begin_bulk:
 * @self: a table
 */
void
chiosa_annotation_table_begin_bulk (ChiosaAnnotationTable *self)
{
  chiosa_span_index_begin_bulk (self->index);
  self->bulk = TRUE;
}

/**
 * chiosa_annotation_table_end_bulk:
 * @self: a table
 */
void
chiosa_annotation_table_end_bulk (ChiosaAnnotationTable *self)
{
  chiosa_span_index_end_bulk (self->index);
  self->bulk = FALSE;
}

/**
 * chiosa_annotation_table_list_touched:
 * @self: a table
 * @edit: a change that is about to happen
 * @slots: (element-type ChiosaSlot): where to put them
 *
 * Finds the annotations with a fragment that shares a character or an edge with a replacement, and the detached ones
 * whose point lies in one or at its end. All others only move, and @edit moves them back and forth exactly. A point at the
 * start of a replacement stays there in both directions: typing where much was deleted touches nothing.
 */
void
chiosa_annotation_table_list_touched (ChiosaAnnotationTable *self,
                                      const ChiosaEdit      *edit,
                                      GArray                *slots)
{
  g_array_set_size (self->handles, 0);
  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      chiosa_span_index_query (self->index, r->start, r->end, TRUE, self->handles);
    }

  for (guint i = 0; i < self->handles->len; i++)
    {
      ChiosaSlot slot = chiosa_span_index_get_owner (self->index, g_array_index (self->handles, ChiosaSpanHandle, i));

      g_array_append_val (slots, slot);
    }

  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = &g_array_index (self->points, Point, i);
      guint next = count_before (edit, point->offset);

      if (next < chiosa_edit_get_n (edit) && chiosa_edit_get (edit, next)->start < point->offset)
        g_array_append_val (slots, point->slot);
    }

  sort_unique (slots);
}

/**
 * chiosa_annotation_table_lift:
 * @self: a table
 * @edit: (nullable): a change of the text, in the coordinates of before
 * @slots: (array length=n_slots): slots in use, each once: at least all that chiosa_annotation_table_list_touched() finds
 * @n_slots: how many
 * @n_puts: how many will be put in then, for choosing the quicker way
 *
 * Takes @slots out of their places and moves all others by @edit. After it only chiosa_annotation_table_put() and
 * chiosa_annotation_table_remove() may be called, for @slots and for new ones, each once; then chiosa_annotation_table_settle().
 */
void
chiosa_annotation_table_lift (ChiosaAnnotationTable *self,
                              const ChiosaEdit      *edit,
                              const ChiosaSlot      *slots,
                              guint                  n_slots,
                              guint                  n_puts)
{
  guint n_replacements = edit != NULL ? chiosa_edit_get_n (edit) : 0;
  g_autofree gssize *deltas = edit != NULL ? sum_deltas (edit) : NULL;
  gboolean many = MAX (n_slots, n_puts) + n_replacements > MAX_SINGLE_MOVES;

  for (guint i = 0; i < n_slots; i++)
    {
      if (many)
        abandon (self, get_slot (self, slots[i]));
      else
        take_up (self, get_slot (self, slots[i]));
    }

  if (edit != NULL)
    move_points (self, edit, deltas);
  if (many)
    rebuild_index (self, edit, deltas);
  else if (edit != NULL)
    move_fragments (self, edit);
}

/**
 * chiosa_annotation_table_settle:
 * @self: a table
 *
 * Ends what chiosa_annotation_table_lift() began.
 */
void
chiosa_annotation_table_settle (ChiosaAnnotationTable *self)
{
  if (self->bulk)
    chiosa_annotation_table_end_bulk (self);
}
