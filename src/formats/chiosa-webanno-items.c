/* chiosa-webanno-items.c
 *
 * What the rows of a WebAnno TSV file say in their columns (chiosa-webanno-layers.c), put together into annotations and relations.
 *
 * Rows with one number in brackets are one annotation; a gap between them, which the format does not foresee, makes two fragments.
 * Which annotations are pieces of one: chiosa-webanno-wholes.c. Slots and the links of chains become relations. Layers of the tool
 * itself (parts of speech, syntax) are kept as they stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-items-private.h"

#include "chiosa-json.h"
#include "chiosa-webanno-cells.h"

/* Short names. */
typedef ChiosaWebannoColumn Column;
typedef ChiosaWebannoLayer Layer;
typedef ChiosaWebannoItem Item;
typedef ChiosaWebannoLink Link;

/* --- Memory --------------------------------------------------------------------------------------------------------- */

static void
values_free (char       **values,
             const Layer *layer)
{
  for (guint i = 0; values != NULL && i < layer->columns->len; i++)
    g_free (values[i]);
  g_free (values);
}

static void
item_free (gpointer data)
{
  Item *self = data;

  values_free (self->values, self->layer);
  g_array_unref (self->spans);
  g_free (self->last_row);
  g_clear_pointer (&self->place, g_array_unref);
  g_clear_pointer (&self->marked, g_byte_array_unref);
  g_free (self->id);
  g_free (self);
}

static void
link_free (gpointer data)
{
  Link *self = data;

  values_free (self->values, self->layer);
  g_free (self->type);
  g_free (self->role);
  g_free (self->rows[0]);
  g_free (self->rows[1]);
  g_free (self);
}

/**
 * chiosa_webanno_items_new:
 * @reader: that tells of problems; must live longer
 *
 * Returns: (transfer full): nothing yet
 */
ChiosaWebannoItems *
chiosa_webanno_items_new (ChiosaReader *reader)
{
  ChiosaWebannoItems *self = g_new0 (ChiosaWebannoItems, 1);

  self->reader = reader;
  self->layers = g_ptr_array_new_with_free_func (chiosa_webanno_layer_free);
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->links = g_ptr_array_new_with_free_func (link_free);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * chiosa_webanno_items_free:
 * @self: (nullable) (transfer full): items
 */
void
chiosa_webanno_items_free (ChiosaWebannoItems *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_row);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->layers);
  g_free (self);
}

/* --- Rows ----------------------------------------------------------------------------------------------------------- */

static char *
layer_key (const Layer *layer,
           const char  *row)
{
  return g_strconcat (layer->name, ":", row, NULL);
}

static char *
number_key (const Layer *layer,
            guint        number,
            guint        second)
{
  return g_strdup_printf ("%s:%u-%u", layer->name, number, second);
}

static Item *
add_item (ChiosaWebannoItems     *self,
          const Layer            *layer,
          const ChiosaWebannoRow *row)
{
  Item *item = g_new0 (Item, 1);

  item->layer = layer;
  item->line = row->line;
  item->values = g_new0 (char *, layer->columns->len);
  item->spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  g_ptr_array_add (self->items, item);

  return item;
}

/* The row is part of @item: of its last fragment, or a new one. */
static void
extend_item (ChiosaWebannoItems     *self,
             Item                   *item,
             const ChiosaWebannoRow *row)
{
  ChiosaSpan *last = item->spans->len > 0 ? &g_array_index (item->spans, ChiosaSpan, item->spans->len - 1) : NULL;
  g_autofree char *key = NULL;

  if (g_strcmp0 (item->last_row, row->id) == 0)
    return;

  g_set_str (&item->last_row, row->id);
  key = layer_key (item->layer, row->id);
  if (!g_hash_table_contains (self->by_row, key))
    g_hash_table_insert (self->by_row, g_steal_pointer (&key), item);

  item->lost |= row->lost;
  if (row->lost || row->place.start == row->place.end)
    return;

  if (last != NULL && (last->end >= row->place.start
                       || (item->last_token + 1 == row->token && item->last_at_end && row->at_start)))
    {
      last->start = MIN (last->start, row->place.start);
      last->end = MAX (last->end, row->place.end);
    }
  else
    g_array_append_val (item->spans, row->place);
  item->last_token = row->token;
  item->last_at_end = row->at_end;
}

/* Annotation @k of those that are stacked on this row, or the one with a number. */
static Item *
ensure_item (ChiosaWebannoItems     *self,
             const Layer            *layer,
             const ChiosaWebannoRow *row,
             GPtrArray              *here,
             guint                   k,
             guint                   number)
{
  g_autofree char *key = number != 0 ? number_key (layer, number, 0) : NULL;
  Item *item = key != NULL ? g_hash_table_lookup (self->by_id, key) : NULL;

  if (here->len <= k)
    g_ptr_array_set_size (here, k + 1);
  if (item == NULL && here->pdata[k] != NULL && (number == 0 || ((Item *) here->pdata[k])->number == 0))
    item = here->pdata[k];
  if (item == NULL)
    item = add_item (self, layer, row);
  if (here->pdata[k] == NULL)
    here->pdata[k] = item;
  if (key != NULL && item->number == 0)
    {
      item->number = number;
      g_hash_table_insert (self->by_id, g_steal_pointer (&key), item);
    }
  extend_item (self, item, row);

  return item;
}

static void
set_value (char      **slot,
           const char *value)
{
  if (*slot == NULL)
    *slot = g_strdup (value);
}

/* Roles wait on their host for the targets in the next column. */
static void
read_slots (ChiosaWebannoItems     *self,
            const Layer            *layer,
            const ChiosaWebannoRow *row,
            GPtrArray              *here,
            guint                   column,
            const char             *roles_cell,
            const char             *targets_cell)
{
  const Column *role_column = g_ptr_array_index (layer->columns, column);
  const Column *target_column = g_ptr_array_index (layer->columns, column + 1);
  g_auto (GStrv) hosts = chiosa_webanno_split (roles_cell, '|');
  g_auto (GStrv) targets = chiosa_webanno_split (targets_cell, '|');

  for (guint k = 0; hosts[k] != NULL && targets[k] != NULL; k++)
    {
      g_autoptr (GArray) roles = chiosa_webanno_parse_cell (hosts[k], ';', FALSE);
      g_autoptr (GArray) rows = chiosa_webanno_parse_cell (targets[k], ';', FALSE);
      guint number = roles->len > 0 ? g_array_index (roles, ChiosaWebannoCell, roles->len - 1).ids[0] : 0;
      Item *host;

      if (roles->len == 0 && rows->len == 0)
        continue;

      host = ensure_item (self, layer, row, here, k, number);
      for (guint i = 0; i < rows->len; i++)
        {
          const ChiosaWebannoCell *target = &g_array_index (rows, ChiosaWebannoCell, i);
          Link *link;

          if (target->value == NULL)
            continue;
          link = g_new0 (Link, 1);
          link->layer = layer;
          link->line = row->line;
          link->host = host;
          link->type = g_strdup (role_column->name);
          link->role = i < roles->len ? g_strdup (g_array_index (roles, ChiosaWebannoCell, i).value) : NULL;
          link->rows[1] = g_strdup (target->value);
          link->ids[1] = target->ids[0];
          link->base = target_column->name;
          g_ptr_array_add (self->links, link);
        }
    }
}

static void
read_spans (ChiosaWebannoItems     *self,
            const Layer            *layer,
            const ChiosaWebannoRow *row,
            char * const           *cells)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new ();

  for (guint i = 0; i < layer->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (layer->columns, i);
      g_autoptr (GArray) values = NULL;

      if (column->kind == CHIOSA_WEBANNO_COLUMN_TARGET)
        continue;
      if (column->kind == CHIOSA_WEBANNO_COLUMN_ROLE && i + 1 < layer->columns->len)
        {
          read_slots (self, layer, row, here, i, cells[i], cells[i + 1]);
          continue;
        }

      values = chiosa_webanno_parse_cell (cells[i], '|', FALSE);
      for (guint k = 0; k < values->len; k++)
        {
          const ChiosaWebannoCell *cell = &g_array_index (values, ChiosaWebannoCell, k);

          set_value (&ensure_item (self, layer, row, here, k, cell->ids[0])->values[i], cell->value);
        }
    }
}

static void
read_relations (ChiosaWebannoItems     *self,
                const Layer            *layer,
                const ChiosaWebannoRow *row,
                char * const           *cells)
{
  guint base = layer->columns->len - 1;
  const Column *base_column = g_ptr_array_index (layer->columns, base);
  g_autoptr (GArray) ends = chiosa_webanno_parse_cell (cells[base], '|', FALSE);
  guint first = self->links->len;

  if (base_column->kind != CHIOSA_WEBANNO_COLUMN_BASE)
    return;

  for (guint k = 0; k < ends->len; k++)
    {
      const ChiosaWebannoCell *end = &g_array_index (ends, ChiosaWebannoCell, k);
      Link *link = g_new0 (Link, 1);

      link->layer = layer;
      link->line = row->line;
      link->values = g_new0 (char *, layer->columns->len);
      link->rows[0] = g_strdup (end->value != NULL ? end->value : "");
      link->rows[1] = g_strdup (row->id);
      link->ids[0] = end->ids[0];
      link->ids[1] = end->ids[1];
      link->base = base_column->name;
      g_ptr_array_add (self->links, link);
    }

  for (guint i = 0; i < base; i++)
    {
      g_autoptr (GArray) values = chiosa_webanno_parse_cell (cells[i], '|', FALSE);

      for (guint k = 0; k < values->len && k < ends->len; k++)
        set_value (&((Link *) g_ptr_array_index (self->links, first + k))->values[i], g_array_index (values, ChiosaWebannoCell, k).value);
    }
}

static void
read_chains (ChiosaWebannoItems     *self,
             const Layer            *layer,
             const ChiosaWebannoRow *row,
             char * const           *cells)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new ();

  for (guint i = 0; i < layer->columns->len; i++)
    {
      g_autoptr (GArray) links = NULL;

      if (((Column *) g_ptr_array_index (layer->columns, i))->kind != CHIOSA_WEBANNO_COLUMN_LINK)
        continue;

      links = chiosa_webanno_parse_cell (cells[i], '|', TRUE);
      for (guint k = 0; k < links->len; k++)
        {
          const ChiosaWebannoCell *cell = &g_array_index (links, ChiosaWebannoCell, k);
          g_autofree char *key = number_key (layer, cell->ids[0], cell->ids[1]);
          Item *item = cell->ids[0] != 0 ? g_hash_table_lookup (self->by_id, key) : NULL;

          if (item == NULL)
            {
              item = add_item (self, layer, row);
              item->chain[0] = cell->ids[0];
              item->chain[1] = cell->ids[1];
              g_hash_table_insert (self->by_id, g_steal_pointer (&key), item);
            }
          extend_item (self, item, row);
          set_value (&item->values[i], cell->value);
          g_ptr_array_add (here, item);
        }
    }

  for (guint i = 0; i < layer->columns->len; i++)
    {
      g_autoptr (GArray) values = NULL;

      if (((Column *) g_ptr_array_index (layer->columns, i))->kind == CHIOSA_WEBANNO_COLUMN_LINK)
        continue;

      values = chiosa_webanno_parse_cell (cells[i], '|', FALSE);
      for (guint k = 0; k < values->len && k < here->len; k++)
        set_value (&((Item *) here->pdata[k])->values[i], g_array_index (values, ChiosaWebannoCell, k).value);
    }
}

/* The cells of a layer of the tool's, where there is something in one: ["1-1","NNP"]. */
static void
keep_cells (Layer                  *layer,
            const ChiosaWebannoRow *row,
            char * const           *cells)
{
  gboolean any = FALSE;

  for (guint i = 0; i < layer->columns->len; i++)
    any |= !g_str_equal (cells[i], "_");
  if (!any)
    return;

  g_string_append (layer->kept, layer->kept->len > 0 ? ",[" : "[");
  chiosa_json_append_string (layer->kept, row->id);
  for (guint i = 0; i < layer->columns->len; i++)
    {
      g_string_append_c (layer->kept, ',');
      chiosa_json_append_string (layer->kept, cells[i]);
    }
  g_string_append_c (layer->kept, ']');
}

/**
 * chiosa_webanno_items_add_row:
 * @self: items
 * @row: where it stands
 * @cells: (array): of all columns
 */
void
chiosa_webanno_items_add_row (ChiosaWebannoItems     *self,
                              const ChiosaWebannoRow *row,
                              char * const           *cells)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      Layer *layer = g_ptr_array_index (self->layers, i);

      if (layer->is_tools)
        keep_cells (layer, row, cells);
      else if (layer->kind == CHIOSA_WEBANNO_LAYER_SPAN)
        read_spans (self, layer, row, cells);
      else if (layer->kind == CHIOSA_WEBANNO_LAYER_RELATION)
        read_relations (self, layer, row, cells);
      else
        read_chains (self, layer, row, cells);
      cells += layer->columns->len;
    }
}

/**
 * chiosa_webanno_items_get_tools:
 * @self: items
 *
 * Returns: (transfer full) (nullable): an object in JSON: by each of the tool's own layers and its columns, the rows and what stands there
 */
char *
chiosa_webanno_items_get_tools (const ChiosaWebannoItems *self)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < self->layers->len; i++)
    {
      const Layer *layer = g_ptr_array_index (self->layers, i);
      g_autoptr (GString) key = g_string_new (layer->name);

      if (layer->kept->len == 0)
        continue;
      for (guint k = 0; k < layer->columns->len; k++)
        g_string_append_printf (key, "|%s", ((Column *) g_ptr_array_index (layer->columns, k))->name);
      chiosa_json_append_key (json, key->str);
      g_string_append_printf (json, "[%s]", layer->kept->str);
    }
  g_string_append_c (json, '}');

  return json->len > 2 ? g_strdup (json->str) : NULL;
}
