/* chiosa-webanno-wholes.c
 *
 * Where the annotations of a WebAnno TSV file stand exactly, and which of them are pieces of one: our feature chiosa_place has all fragments of
 * an annotation, and each of them is one of the format's own (chiosa-webanno-tsv.c). Knows no rows.
 *
 * Pieces belong together that say the same of everything. Where several annotations do, the first that lacks a piece gets it: which one does
 * not matter, as nothing else tells them apart. A piece that another tool has changed or taken away is one no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-items-private.h"

#include "chiosa-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Annotations that say the same. */
typedef struct
{
  GPtrArray *wholes;     /* ChiosaWebannoItem: the first piece of each; borrowed */
  GArray    *n_taken;    /* guint: by fragment, how many of the wholes have it */
} Group;

static void
group_free (gpointer data)
{
  Group *self = data;

  g_ptr_array_unref (self->wholes);
  g_array_unref (self->n_taken);
  g_free (self);
}

/* Layer and values: the place is one of them. */
static char *
group_key (const ChiosaWebannoItem *item)
{
  GString *key = g_string_new (item->layer->name);

  for (guint i = 0; i < item->layer->columns->len; i++)
    if (item->values[i] == NULL)
      g_string_append (key, "|-");
    else
      g_string_append_printf (key, "|%" G_GSIZE_FORMAT ":%s", strlen (item->values[i]), item->values[i]);

  return g_string_free (key, FALSE);
}

/* The first of @place that ends behind @at. */
static guint
find_fragment (const GArray *place,
               gsize         at)
{
  guint low = 0, high = place->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (place, ChiosaSpan, middle).end > at)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Which fragments of @place the rows of @item mark: (transfer full) (nullable), a byte for each; NULL when the rows go beyond them. */
static GByteArray *
mark_fragments (const ChiosaWebannoItem *item,
                const GArray            *place)
{
  g_autoptr (GByteArray) marked = g_byte_array_sized_new (place->len);

  g_byte_array_set_size (marked, place->len);
  memset (marked->data, 0, marked->len);

  for (guint i = 0; i < item->spans->len; i++)
    {
      ChiosaSpan row = g_array_index (item->spans, ChiosaSpan, i);
      guint first = find_fragment (place, row.start), k = first;

      for (; k < place->len && g_array_index (place, ChiosaSpan, k).start < row.end; k++)
        marked->data[k] = TRUE;
      if (k == first || row.start < g_array_index (place, ChiosaSpan, first).start || row.end > g_array_index (place, ChiosaSpan, k - 1).end)
        return NULL;
    }

  return g_steal_pointer (&marked);
}

/* Sets what the rows do not say of the place, where it agrees with them. */
static void
find_exact_place (ChiosaWebannoItems  *self,
                  ChiosaWebannoItem   *item,
                  const ChiosaOffsets *offsets)
{
  int column = chiosa_webanno_layer_find_column (item->layer, chiosa_layers_get_own_name (CHIOSA_FEATURE_PLACE));
  const char *value = column >= 0 ? item->values[column] : NULL;
  g_autoptr (GArray) place = NULL;

  if (value == NULL)
    return;

  place = chiosa_layers_place_parse (offsets, value);
  if (place == NULL || !chiosa_spans_normalise ((ChiosaSpan *) place->data, &place->len, chiosa_offsets_length (offsets, CHIOSA_UNIT_CODE_POINTS)))
    {
      chiosa_reader_problem (self->reader, item->line, _("“%s” is no place in the text"), value);
      return;
    }

  item->marked = mark_fragments (item, place);
  if (item->marked != NULL)
    item->place = g_steal_pointer (&place);
  else
    chiosa_reader_problem (self->reader, item->line, _("“%s” is not the place of the words that are marked"), value);
}

/* @item, which has an exact place, becomes part of the first whole that lacks its fragments; or a whole itself. */
static void
join (GHashTable        *groups,
      ChiosaWebannoItem *item)
{
  g_autofree char *key = group_key (item);
  Group *group = g_hash_table_lookup (groups, key);
  guint which = 0;

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->wholes = g_ptr_array_new ();
      group->n_taken = g_array_new (FALSE, TRUE, sizeof (guint));
      g_array_set_size (group->n_taken, item->marked->len);
      g_hash_table_insert (groups, g_steal_pointer (&key), group);
    }

  for (guint k = 0; k < item->marked->len; k++)
    if (item->marked->data[k])
      which = MAX (which, g_array_index (group->n_taken, guint, k));
  if (which < group->wholes->len)
    item->whole = group->wholes->pdata[which];
  else
    g_ptr_array_add (group->wholes, item);

  for (guint k = 0; k < item->marked->len; k++)
    if (item->marked->data[k])
      {
        g_array_index (group->n_taken, guint, k) = which + 1;
        if (item->whole != NULL)
          item->whole->marked->data[k] = TRUE;
      }
  if (item->whole != NULL)
    g_clear_pointer (&item->place, g_array_unref);
}

/* Whether no row can stand for it: nothing is to be seen there. */
static gboolean
is_blank (const ChiosaOffsets *offsets,
          ChiosaSpan           span)
{
  g_autofree char *words = chiosa_offsets_slice (offsets, span.start, span.end);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (!g_unichar_isspace (c) && type != G_UNICODE_FORMAT && type != G_UNICODE_CONTROL)
        return FALSE;
    }

  return TRUE;
}

/* What has no piece any more is no part of the whole. */
static void
drop_unmarked (ChiosaWebannoItem   *whole,
               const ChiosaOffsets *offsets)
{
  guint n = 0;

  for (guint k = 0; k < whole->place->len; k++)
    {
      ChiosaSpan span = g_array_index (whole->place, ChiosaSpan, k);

      if (whole->marked->data[k] || is_blank (offsets, span))
        g_array_index (whole->place, ChiosaSpan, n++) = span;
    }
  g_array_set_size (whole->place, n);
}

/**
 * chiosa_webanno_items_find_wholes:
 * @self: items of a whole file
 * @offsets: of its text
 *
 * Gives each item its exact place, where the file has one, and the whole of which it is a piece.
 */
void
chiosa_webanno_items_find_wholes (ChiosaWebannoItems  *self,
                                  const ChiosaOffsets *offsets)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);

  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaWebannoItem *item = g_ptr_array_index (self->items, i);

      if (item->lost || item->spans->len == 0)
        continue;
      find_exact_place (self, item, offsets);
      if (item->place != NULL && item->place->len > 1 && item->layer->kind == CHIOSA_WEBANNO_LAYER_SPAN)
        join (groups, item);
    }

  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaWebannoItem *item = g_ptr_array_index (self->items, i);

      if (item->place != NULL)
        drop_unmarked (item, offsets);
    }
}
