/* chiosa-webanno-layers.c
 *
 * The first lines of a WebAnno TSV file, which say what its columns are, and what comments of ours say of their names. What stands in the
 * columns: chiosa-webanno-items.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-items-private.h"

#include "chiosa-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Short names. */
typedef ChiosaWebannoColumn Column;
typedef ChiosaWebannoLayer Layer;

#define MAX_COLUMNS 1000
/* Of the links of chains, beside "referenceType". */
#define CHAIN_LINK "referenceRelation"

static void
column_free (gpointer data)
{
  Column *self = data;

  g_free (self->name);
  g_free (self);
}

/**
 * chiosa_webanno_layer_free:
 * @data: (transfer full): a layer
 */
void
chiosa_webanno_layer_free (gpointer data)
{
  Layer *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->columns);
  g_string_free (self->kept, TRUE);
  g_free (self);
}

/**
 * chiosa_webanno_layer_find_column:
 * @layer: a layer
 * @name: of a feature
 *
 * Returns: the column that has its values; -1 for none
 */
int
chiosa_webanno_layer_find_column (const ChiosaWebannoLayer *layer,
                                  const char               *name)
{
  for (guint i = 0; i < layer->columns->len; i++)
    {
      const ChiosaWebannoColumn *column = g_ptr_array_index (layer->columns, i);

      if (column->kind == CHIOSA_WEBANNO_COLUMN_VALUE && g_str_equal (column->name, name))
        return i;
    }

  return -1;
}

static void
add_column (Layer      *layer,
            const char *declaration)
{
  Column *column = g_new0 (Column, 1);
  const Column *before = layer->columns->len > 0 ? g_ptr_array_index (layer->columns, layer->columns->len - 1) : NULL;

  column->name = g_strdup (declaration);
  if (*declaration == '\0')
    column->kind = CHIOSA_WEBANNO_COLUMN_PLACEHOLDER;
  else if (layer->kind == CHIOSA_WEBANNO_LAYER_CHAIN && g_str_equal (declaration, CHAIN_LINK))
    column->kind = CHIOSA_WEBANNO_COLUMN_LINK;
  else if (layer->kind == CHIOSA_WEBANNO_LAYER_RELATION && g_str_has_prefix (declaration, "BT_"))
    {
      column->kind = CHIOSA_WEBANNO_COLUMN_BASE;
      g_set_str (&column->name, declaration + strlen ("BT_"));
    }
  else if (layer->kind == CHIOSA_WEBANNO_LAYER_SPAN && before != NULL && before->kind == CHIOSA_WEBANNO_COLUMN_ROLE)
    column->kind = CHIOSA_WEBANNO_COLUMN_TARGET;
  else if (layer->kind == CHIOSA_WEBANNO_LAYER_SPAN && g_str_has_prefix (declaration, "ROLE_"))
    {
      const char *feature = strrchr (declaration, ':');
      const char *end = feature != NULL ? strchr (feature, '_') : NULL;

      column->kind = CHIOSA_WEBANNO_COLUMN_ROLE;
      if (end != NULL)
        {
          g_free (column->name);
          column->name = g_strndup (feature + 1, end - feature - 1);
        }
    }

  g_ptr_array_add (layer->columns, column);
}

/**
 * chiosa_webanno_items_add_layer:
 * @self: items
 * @line: of the header
 * @number: of the line
 * @error: return location: a layer that makes no sense
 *
 * Returns: %FALSE when @line declares no layer
 */
gboolean
chiosa_webanno_items_add_layer (ChiosaWebannoItems  *self,
                                const char          *line,
                                guint                number,
                                GError             **error)
{
  static const char * const prefixes[] = { "#T_SP=", "#T_RL=", "#T_CH=" };
  g_auto (GStrv) parts = NULL;
  guint kind = 0;
  Layer *layer;

  while (kind < G_N_ELEMENTS (prefixes) && !g_str_has_prefix (line, prefixes[kind]))
    kind++;
  if (kind == G_N_ELEMENTS (prefixes))
    return FALSE;

  parts = g_strsplit (line + strlen (prefixes[kind]), "|", -1);
  if (parts[0] == NULL || *g_strstrip (parts[0]) == '\0')
    return chiosa_reader_fail (self->reader, number, error, _("a layer without a name"));
  for (guint i = 0; i < self->layers->len; i++)
    if (g_str_equal (((Layer *) g_ptr_array_index (self->layers, i))->name, parts[0]))
      return chiosa_reader_fail (self->reader, number, error, _("the layer “%s” is there twice"), parts[0]);

  layer = g_new0 (Layer, 1);
  layer->kind = kind;
  layer->name = g_strdup (parts[0]);
  layer->short_name = chiosa_layers_short_name (layer->name);
  layer->is_tools = chiosa_layers_is_tools (layer->name);
  layer->columns = g_ptr_array_new_with_free_func (column_free);
  layer->kept = g_string_new (NULL);
  for (guint i = 1; parts[i] != NULL; i++)
    add_column (layer, g_strstrip (parts[i]));
  if (layer->columns->len == 0)
    add_column (layer, "");

  g_ptr_array_add (self->layers, layer);
  self->n_columns += layer->columns->len;
  if (self->n_columns > MAX_COLUMNS)
    return chiosa_reader_fail (self->reader, number, error, _("the layers have more than %u columns"), MAX_COLUMNS);

  return TRUE;
}

/**
 * chiosa_webanno_items_get_n_columns:
 * @self: items
 *
 * Returns: how many cells a row has behind place and word
 */
guint
chiosa_webanno_items_get_n_columns (const ChiosaWebannoItems *self)
{
  return self->n_columns;
}

/**
 * chiosa_webanno_items_set_comment:
 * @self: items
 * @key: of a comment of ours
 * @value: what it says
 *
 * Returns: %FALSE when it is not about layers
 */
gboolean
chiosa_webanno_items_set_comment (ChiosaWebannoItems *self,
                                  const char         *key,
                                  const char         *value)
{
  if (g_str_equal (key, "layers"))
    self->own = TRUE;
  else if (g_str_has_prefix (key, "name."))
    g_hash_table_insert (self->names, g_strdup (key + strlen ("name.")), g_strdup (value));
  else
    return FALSE;

  return TRUE;
}
