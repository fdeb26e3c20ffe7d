/* chiosa-data-set-statistics.c
 *
 * statistics.json: what was counted, by part of the split and in all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-data-set-private.h"

#include "chiosa-json.h"

static const struct
{
  const char *name;
  gsize       field;
} numbers[] = {
  { "articles", G_STRUCT_OFFSET (ChiosaDataSetPart, n_articles) },
  { "characters", G_STRUCT_OFFSET (ChiosaDataSetPart, n_characters) },
  { "annotations", G_STRUCT_OFFSET (ChiosaDataSetPart, n_annotations) },
  { "annotations_by_hand", G_STRUCT_OFFSET (ChiosaDataSetPart, n_by_hand) },
  { "annotations_suggested", G_STRUCT_OFFSET (ChiosaDataSetPart, n_suggested) },
  { "annotations_suggested_unedited", G_STRUCT_OFFSET (ChiosaDataSetPart, n_suggested_unedited) },
  { "annotations_imported", G_STRUCT_OFFSET (ChiosaDataSetPart, n_imported) },
  { "annotations_in_several_pieces", G_STRUCT_OFFSET (ChiosaDataSetPart, n_fragmented) },
  { "annotated_characters", G_STRUCT_OFFSET (ChiosaDataSetPart, n_span_characters) },
  { "relations", G_STRUCT_OFFSET (ChiosaDataSetPart, n_relations) },
};

static void
append_counts (GString    *out,
               const char *key,
               GHashTable *counts)
{
  g_autoptr (GPtrArray) names = chiosa_data_set_list (counts);

  chiosa_json_append_key (out, key);
  g_string_append_c (out, '{');
  for (guint i = 0; i < names->len; i++)
    chiosa_json_append_number (out, g_ptr_array_index (names, i), *(guint64 *) g_hash_table_lookup (counts, g_ptr_array_index (names, i)));
  g_string_append_c (out, '}');
}

static void
append_part (GString                 *out,
             const ChiosaDataSetPart *part)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    chiosa_json_append_number (out, numbers[i].name, G_STRUCT_MEMBER (guint64, part, numbers[i].field));
  append_counts (out, "labels", part->labels);
  append_counts (out, "relation_types", part->relations);
  append_counts (out, "attribute_values", part->attributes);
  g_string_append_c (out, '}');
}

static void
append_names (GString    *out,
              const char *key,
              GHashTable *set)
{
  g_autoptr (GPtrArray) names = chiosa_data_set_list (set);

  chiosa_json_append_key (out, key);
  g_string_append_c (out, '[');
  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      chiosa_json_append_string (out, g_ptr_array_index (names, i));
    }
  g_string_append_c (out, ']');
}

/**
 * chiosa_data_set_write_statistics:
 * @self: a data set
 * @out: where to
 */
void
chiosa_data_set_write_statistics (const ChiosaDataSet *self,
                                  GString             *out)
{
  g_string_append (out, "{\n\"total\":{");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    chiosa_json_append_number (out, numbers[i].name, chiosa_data_set_sum (self, numbers[i].field));
  chiosa_json_append_number (out, "articles_without_licence", self->n_without_licence);
  append_names (out, "languages", self->languages);
  append_names (out, "licences", self->licences);
  append_names (out, "publishers", self->publishers);
  chiosa_json_append_number (out, "annotators", g_hash_table_size (self->annotators));
  g_string_append (out, "},\n\"parts\":{");

  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChiosaDataSetPart *part = g_ptr_array_index (self->parts, i);

      g_string_append (out, i > 0 ? ",\n" : "\n");
      chiosa_json_append_string (out, part->name);
      g_string_append_c (out, ':');
      append_part (out, part);
    }
  g_string_append (out, "\n}}\n");
}
