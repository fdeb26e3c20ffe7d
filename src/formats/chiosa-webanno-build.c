/* chiosa-webanno-build.c
 *
 * Annotations and relations out of what the rows of a WebAnno TSV file said (chiosa-webanno-items.c). Pieces of one annotation become one
 * again (chiosa-webanno-wholes.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-items-private.h"

#include "chiosa-json.h"
#include "chiosa-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a link of a chain without a name of its own says. */
#define SAME_AS "same_as"

/* --- Names ---------------------------------------------------------------------------------------------------------- */

static char *
find_type (const ChiosaWebannoItems *self,
           const ChiosaWebannoLayer *layer)
{
  const char *exact = g_hash_table_lookup (self->names, layer->short_name);
  g_autofree char *link = NULL;

  if (exact != NULL)
    return g_strdup (exact);
  if (layer->kind == CHIOSA_WEBANNO_LAYER_CHAIN && g_str_has_suffix (layer->short_name, "Link") && layer->short_name[4] != '\0')
    link = g_strndup (layer->short_name, strlen (layer->short_name) - 4);

  return chiosa_layers_guess_type (self->reader->tagset, link != NULL ? link : layer->short_name,
                                   layer->kind == CHIOSA_WEBANNO_LAYER_RELATION);
}

static const char *
find_attribute (const ChiosaWebannoItems  *self,
                const ChiosaWebannoLayer  *layer,
                const ChiosaWebannoColumn *column)
{
  g_autofree char *key = g_strconcat (layer->short_name, ".", column->name, NULL);
  const char *exact = g_hash_table_lookup (self->names, key);

  return exact != NULL ? exact : column->name;
}

/* The column that says what an annotation or relation is; -1: none. */
static int
find_label (const ChiosaWebannoItems *self,
            const ChiosaWebannoLayer *layer)
{
  g_autofree const char **names = g_new0 (const char *, layer->columns->len);
  g_autofree guint *columns = g_new0 (guint, layer->columns->len);
  guint n = 0;
  int found;

  if (self->own)
    return chiosa_webanno_layer_find_column (layer, "label");
  if (layer->kind == CHIOSA_WEBANNO_LAYER_CHAIN)
    return chiosa_webanno_layer_find_column (layer, "referenceType");

  for (guint i = 0; i < layer->columns->len; i++)
    {
      const ChiosaWebannoColumn *column = g_ptr_array_index (layer->columns, i);

      if (column->kind != CHIOSA_WEBANNO_COLUMN_VALUE)
        continue;
      columns[n] = i;
      names[n++] = column->name;
    }
  found = chiosa_layers_guess_label (names, n);

  return found >= 0 ? (int) columns[found] : -1;
}

/* --- Annotations ---------------------------------------------------------------------------------------------------- */

/* A name that had to be changed to be one of ours (@written) is kept as it was. */
static void
keep_label (ChiosaWebannoItems  *self,
            char               **extra,
            const char          *label,
            const char          *written)
{
  g_autoptr (GString) json = NULL;

  if (label == NULL || *label == '\0' || g_str_has_suffix (label, written))
    return;

  json = g_string_new ("{\"label\":");
  chiosa_json_append_string (json, label);
  g_string_append_c (json, '}');
  chiosa_extra_add (extra, self->reader->format->id, json->str);
}

static ChiosaAnnotation *
new_annotation (ChiosaWebannoItems      *self,
                const ChiosaWebannoItem *item,
                int                      label_column,
                int                      type_column,
                const char              *id)
{
  const char *label = label_column >= 0 && item->values[label_column] != NULL ? item->values[label_column] : "";
  g_autofree char *type = NULL;

  if (type_column >= 0 && item->values[type_column] != NULL)
    return chiosa_reader_new_typed (self->reader, id, item->values[type_column], label);

  type = find_type (self, item->layer);
  if (chiosa_layers_is_plain_label (self->reader->tagset, item->layer->short_name, type, label))
    return chiosa_reader_new_annotation (self->reader, id, label);

  return chiosa_reader_new_typed (self->reader, id, type, label);
}

static void
set_values (ChiosaWebannoItems      *self,
            ChiosaAnnotation        *annotation,
            const ChiosaWebannoItem *item,
            int                      label_column,
            int                      type_column)
{
  for (guint i = 0; i < item->layer->columns->len; i++)
    {
      const ChiosaWebannoColumn *column = g_ptr_array_index (item->layer->columns, i);
      ChiosaFeatureKind kind;

      if (column->kind != CHIOSA_WEBANNO_COLUMN_VALUE || item->values[i] == NULL || (int) i == label_column || (int) i == type_column)
        continue;

      kind = chiosa_layers_guess_kind (column->name);
      if (kind == CHIOSA_FEATURE_PLACE)
        continue;
      if (kind != CHIOSA_FEATURE_NOTE || !chiosa_layers_set (annotation, kind, item->values[i]))
        chiosa_reader_set_attribute (self->reader, annotation, find_attribute (self, item->layer, column), item->values[i]);
    }
}

static void
add_annotation (ChiosaWebannoItems  *self,
                ChiosaWebannoItem   *item,
                ChiosaRecord        *record)
{
  int label = find_label (self, item->layer);
  int type = chiosa_webanno_layer_find_column (item->layer, "type");
  int id = self->own ? -1 : chiosa_webanno_layer_find_column (item->layer, "id");
  const GArray *place = item->place != NULL ? item->place : item->spans;
  g_autoptr (GError) error = NULL;
  ChiosaAnnotation *annotation;
  const char *old_id = id >= 0 ? item->values[id] : NULL;

  if (item->lost || item->spans->len == 0)
    {
      chiosa_reader_problem (self->reader, item->line,
                             item->lost ? _("an annotation of the layer “%s” stands on words that are not there: it is left out")
                                        : _("an annotation of the layer “%s” stands on no word: it is left out"), item->layer->name);
      return;
    }

  /* Only one layer for all has a type beside the label. */
  if (!g_str_equal (item->layer->short_name, CHIOSA_LAYERS_SPAN) || chiosa_webanno_layer_find_column (item->layer, "label") < 0)
    type = -1;
  if (old_id != NULL && (!chiosa_id_is_valid (old_id) || chiosa_record_find (record, old_id, NULL)))
    old_id = NULL;

  annotation = new_annotation (self, item, label, type, old_id);
  keep_label (self, &annotation->extra, label >= 0 ? item->values[label] : NULL, annotation->label);
  set_values (self, annotation, item, label, type);
  item->id = g_strdup (annotation->id);

  if (!chiosa_record_add (record, annotation, (const ChiosaSpan *) place->data, place->len, &error))
    {
      g_clear_pointer (&item->id, g_free);
      chiosa_reader_problem_error (self->reader, item->line, g_steal_pointer (&error));
    }
}

/* An annotation, or a piece of one that is there already: what leads to the piece leads to the whole. */
static void
add_item (ChiosaWebannoItems *self,
          ChiosaWebannoItem  *item,
          ChiosaRecord       *record)
{
  if (item->whole == NULL)
    add_annotation (self, item, record);
  else
    item->id = g_strdup (item->whole->id);
}

/* --- Relations ------------------------------------------------------------------------------------------------------ */

/* The annotation with a number, or the first one on a row: of the layer @base, or else of any. */
static const ChiosaWebannoItem *
find_end (const ChiosaWebannoItems *self,
          const ChiosaWebannoLink  *link,
          guint                     end)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->layers->len; i++)
      {
        const ChiosaWebannoLayer *layer = g_ptr_array_index (self->layers, i);
        g_autofree char *key = NULL;
        const ChiosaWebannoItem *item;

        if (g_str_equal (layer->name, link->base) != (pass == 0) || layer->kind != CHIOSA_WEBANNO_LAYER_SPAN || layer->is_tools)
          continue;
        key = link->ids[end] != 0 ? g_strdup_printf ("%s:%u-0", layer->name, link->ids[end])
                                  : g_strconcat (layer->name, ":", link->rows[end], NULL);
        item = g_hash_table_lookup (link->ids[end] != 0 ? self->by_id : self->by_row, key);
        if (item != NULL)
          return item;
      }

  return NULL;
}

static void
set_relation_value (ChiosaWebannoItems *self,
                    ChiosaRelation     *relation,
                    const char         *name,
                    const char         *value)
{
  const ChiosaRelationType *type = self->reader->tagset != NULL ? chiosa_tagset_find_relation (self->reader->tagset, relation->type) : NULL;
  g_autofree char *id = chiosa_labels_to_id (name);
  ChiosaValueKind kind = CHIOSA_VALUE_TEXT;

  for (guint i = 0; type != NULL && i < type->n_attributes; i++)
    {
      if (!g_str_equal (type->attributes[i].id, id))
        continue;
      if (type->attributes[i].kind == CHIOSA_ATTRIBUTE_FLAG && (g_str_equal (value, "true") || g_str_equal (value, "false")))
        kind = CHIOSA_VALUE_FLAG;
      else if (type->attributes[i].kind == CHIOSA_ATTRIBUTE_NUMBER && chiosa_json_number_is_valid (value))
        kind = CHIOSA_VALUE_NUMBER;
    }

  if (relation->attributes == NULL)
    relation->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (relation->attributes, id, kind, value);
}

static void
set_relation_values (ChiosaWebannoItems      *self,
                     ChiosaRelation          *relation,
                     const ChiosaWebannoLink *link,
                     int                      label)
{
  for (guint i = 0; link->values != NULL && i < link->layer->columns->len; i++)
    {
      const ChiosaWebannoColumn *column = g_ptr_array_index (link->layer->columns, i);

      if (column->kind != CHIOSA_WEBANNO_COLUMN_VALUE || link->values[i] == NULL || (int) i == label)
        continue;
      if (g_str_equal (column->name, "note"))
        g_set_str (&relation->note, link->values[i]);
      else
        set_relation_value (self, relation, find_attribute (self, link->layer, column), link->values[i]);
    }
  if (link->role != NULL)
    set_relation_value (self, relation, "role", link->role);
}

/* The label of a relation is its type, but for a layer that is itself a type of ours. */
static char *
find_relation_type (ChiosaWebannoItems      *self,
                    const ChiosaWebannoLink *link,
                    int                     *label)
{
  g_autofree char *type = NULL;

  *label = -1;
  if (link->type != NULL)
    return chiosa_labels_to_id (link->type);

  type = find_type (self, link->layer);
  *label = find_label (self, link->layer);
  if (*label >= 0 && chiosa_layers_is_relation_attribute (self->reader->tagset, type,
                                                          ((ChiosaWebannoColumn *) g_ptr_array_index (link->layer->columns, *label))->name))
    *label = -1;
  if (*label >= 0 && link->values[*label] != NULL && *link->values[*label] != '\0')
    return chiosa_labels_to_id (link->values[*label]);

  *label = -1;
  return chiosa_labels_to_id (type);
}

static void
add_relation (ChiosaWebannoItems      *self,
              const ChiosaWebannoLink *link,
              ChiosaRecord            *record)
{
  const ChiosaWebannoItem *from = link->host != NULL ? link->host : find_end (self, link, 0);
  const ChiosaWebannoItem *to = find_end (self, link, 1);
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GError) error = NULL;
  ChiosaRelation *relation;
  int label;

  if (from == NULL || to == NULL || from->id == NULL || to->id == NULL)
    {
      chiosa_reader_problem (self->reader, link->line, _("a relation of the layer “%s” leads to an annotation that is not there: it is left out"),
                             link->layer->name);
      return;
    }

  id = chiosa_id_new ('r');
  type = find_relation_type (self, link, &label);
  relation = chiosa_relation_new (id, type, from->id, to->id);
  set_relation_values (self, relation, link, label);
  if (label >= 0)
    keep_label (self, &relation->extra, link->values[label], type);
  if (!chiosa_record_add_relation (record, relation, &error))
    chiosa_reader_problem_error (self->reader, link->line, g_steal_pointer (&error));
}

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  const ChiosaWebannoItem *x = *(const ChiosaWebannoItem * const *) a, *y = *(const ChiosaWebannoItem * const *) b;

  if (x->layer != y->layer)
    return strcmp (x->layer->name, y->layer->name);
  if (x->chain[0] != y->chain[0])
    return x->chain[0] < y->chain[0] ? -1 : 1;

  return x->chain[1] < y->chain[1] ? -1 : x->chain[1] > y->chain[1];
}

/* Each link of a chain leads to the next one. */
static void
add_chains (ChiosaWebannoItems *self,
            ChiosaRecord       *record)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaWebannoItem *item = g_ptr_array_index (self->items, i);

      if (item->layer->kind == CHIOSA_WEBANNO_LAYER_CHAIN && item->chain[0] != 0 && item->id != NULL)
        g_ptr_array_add (links, item);
    }
  g_ptr_array_sort (links, compare_links);

  for (guint i = 0; i + 1 < links->len; i++)
    {
      const ChiosaWebannoItem *from = links->pdata[i], *to = links->pdata[i + 1];
      g_autofree char *id = chiosa_id_new ('r');
      g_autofree char *type = NULL;
      g_autoptr (GError) error = NULL;
      int column = -1;

      if (from->layer != to->layer || from->chain[0] != to->chain[0])
        continue;
      for (guint k = 0; k < from->layer->columns->len; k++)
        if (((ChiosaWebannoColumn *) g_ptr_array_index (from->layer->columns, k))->kind == CHIOSA_WEBANNO_COLUMN_LINK)
          column = k;

      type = chiosa_labels_to_id (column >= 0 && from->values[column] != NULL ? from->values[column] : SAME_AS);
      if (!chiosa_record_add_relation (record, chiosa_relation_new (id, type, from->id, to->id), &error))
        chiosa_reader_problem_error (self->reader, from->line, g_steal_pointer (&error));
    }
}

/**
 * chiosa_webanno_items_end:
 * @self: items of a whole file
 * @record: with its text
 *
 * Makes annotations and relations of them; what makes none is a problem.
 */
void
chiosa_webanno_items_end (ChiosaWebannoItems *self,
                          ChiosaRecord       *record)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);

  chiosa_webanno_items_find_wholes (self, offsets);
  for (guint i = 0; i < self->items->len; i++)
    add_item (self, g_ptr_array_index (self->items, i), record);
  for (guint i = 0; i < self->links->len; i++)
    add_relation (self, g_ptr_array_index (self->links, i), record);
  add_chains (self, record);
}
