/* chiosa-brat-config-write.c
 *
 * A tag set as brat's annotation.conf and visual.conf. Choices and flags are attributes there; texts, numbers, links and dates are
 * not, they are carried as notes (chiosa-brat.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-config.h"

#include "chiosa-labels.h"

#include <string.h>

static gboolean
is_event (const ChiosaSpanType *type)
{
  return g_str_equal (type->tag.id, CHIOSA_BRAT_EVENT);
}

/* The two types that brat's own labels have: nothing is marked with the type alone. */
static gboolean
is_heading (const ChiosaSpanType *type)
{
  return type->n_labels > 0 && (is_event (type) || g_str_equal (type->tag.id, CHIOSA_LABELS_UNKNOWN_TYPE));
}

/* Of a type (0), or of a type and a label (from 1), as annotations have it. (transfer full) */
static char *
name_of (ChiosaTagset         *tagset,
         const ChiosaSpanType *type,
         guint                 label)
{
  g_autofree char *name = chiosa_labels_join (tagset, type->tag.id, label > 0 ? type->labels[label - 1].id : "");

  return chiosa_labels_to_id (name);
}

static void
append_separated (GString    *out,
                  const char *name)
{
  char last = out->str[out->len - 1];

  if (last != ':')
    g_string_append_c (out, '|');
  g_string_append (out, name);
}

/* Behind a colon: "claim|FACT|OPINION". @labels: only these; NULL: all, and the type itself. */
static void
append_names (GString              *out,
              ChiosaTagset         *tagset,
              const ChiosaSpanType *type,
              const GStrv           labels)
{
  for (guint i = is_heading (type) ? 1 : 0; i <= type->n_labels; i++)
    {
      g_autofree char *name = name_of (tagset, type, i);

      if (labels == NULL || (i > 0 && g_strv_contains ((const char * const *) labels, type->labels[i - 1].id)))
        append_separated (out, name);
    }
}

/* Whether all types but “event” are among @ids. */
static gboolean
has_all (ChiosaTagset *tagset,
         const GStrv   ids)
{
  guint n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

  for (guint i = 0; i < n; i++)
    if (!is_event (&types[i]) && !g_strv_contains ((const char * const *) ids, types[i].tag.id))
      return FALSE;

  return TRUE;
}

static void
append_types (GString      *out,
              ChiosaTagset *tagset,
              const GStrv   ids)
{
  gboolean all = has_all (tagset, ids);

  if (all)
    append_separated (out, "<ENTITY>");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const ChiosaSpanType *type = chiosa_tagset_find_type (tagset, ids[i]);

      if (type != NULL && is_event (type))
        append_separated (out, "<EVENT>");
      else if (type != NULL && !all)
        append_names (out, tagset, type, NULL);
    }
}

static const char *
prefix_of (const ChiosaSpanType *type,
           guint                 label)
{
  if (label > 0)
    return "\t";

  return is_heading (type) ? "!" : "";
}

static void
write_entities (GString      *out,
                ChiosaTagset *tagset)
{
  guint n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

  g_string_append (out, "[entities]\n");
  for (guint i = 0; i < n; i++)
    {
      for (guint l = 0; l <= types[i].n_labels && !is_event (&types[i]); l++)
        {
          g_autofree char *name = name_of (tagset, &types[i], l);

          g_string_append_printf (out, "%s%s\n", prefix_of (&types[i], l), name);
        }
    }
}

static void
write_relations (GString      *out,
                 ChiosaTagset *tagset)
{
  const char *any = chiosa_tagset_find_type (tagset, CHIOSA_BRAT_EVENT) != NULL ? "<ANY>" : "<ENTITY>";
  guint n;
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n);

  g_string_append (out, "\n[relations]\n");
  for (guint i = 0; i < n; i++)
    {
      const ChiosaRelationType *relation = &relations[i];
      g_autofree char *name = chiosa_labels_to_id (relation->tag.id);

      g_string_append_printf (out, "%s\tArg1:", name);
      append_types (out, tagset, relation->from);
      g_string_append (out, ", Arg2:");
      append_types (out, tagset, relation->to);
      if (relation->symmetric)
        g_string_append_printf (out, ", <REL-TYPE>:symmetric%s", relation->transitive ? "-transitive" : "");
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, "<OVERLAP>\tArg1:%s, Arg2:%s, <OVL-TYPE>:<ANY>\n", any, any);
}

/* brat numbers the second and later fillers of a role: none may end in a digit that can be filled twice. */
static void
append_roles (GString      *out,
              ChiosaTagset *tagset)
{
  guint n;
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n);
  const char *separator = "\t";

  for (guint i = 0; i < n; i++)
    {
      const ChiosaRelationType *relation = &relations[i];
      g_autofree char *role = chiosa_labels_to_id (relation->tag.id);

      if (!g_strv_contains ((const char * const *) relation->from, CHIOSA_BRAT_EVENT) || relation->symmetric)
        continue;

      g_string_append_printf (out, "%s%s%c:", separator, role, g_ascii_isdigit (role[strlen (role) - 1]) ? '?' : '*');
      append_types (out, tagset, relation->to);
      separator = ", ";
    }
}

static void
write_events (GString      *out,
              ChiosaTagset *tagset)
{
  const ChiosaSpanType *type = chiosa_tagset_find_type (tagset, CHIOSA_BRAT_EVENT);

  g_string_append (out, "\n[events]\n");
  for (guint l = 0; type != NULL && l <= type->n_labels; l++)
    {
      g_autofree char *name = name_of (tagset, type, l);

      g_string_append_printf (out, "%s%s", prefix_of (type, l), name);
      if (l > 0 || !is_heading (type))
        append_roles (out, tagset);
      g_string_append_c (out, '\n');
    }
}

/* --- Attributes --------------------------------------------------------------------------------------------------- */

/* One name, of one type or several: brat has it once. */
typedef struct
{
  GString   *owners;      /* "Arg:claim|FACT" */
  GPtrArray *values;      /* char * */
  char      *preset;
} Attribute;

static void
attribute_free (gpointer data)
{
  Attribute *self = data;

  g_string_free (self->owners, TRUE);
  g_ptr_array_unref (self->values);
  g_free (self->preset);
  g_free (self);
}

static Attribute *
get_attribute (GHashTable *attributes,
               GPtrArray  *order,
               const char *id)
{
  Attribute *attribute = g_hash_table_lookup (attributes, id);

  if (attribute != NULL)
    return attribute;

  attribute = g_new0 (Attribute, 1);
  attribute->owners = g_string_new ("Arg:");
  attribute->values = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (attributes, (gpointer) id, attribute);
  g_ptr_array_add (order, (gpointer) id);

  return attribute;
}

static void
add_attribute (Attribute                 *attribute,
               ChiosaTagset              *tagset,
               const ChiosaSpanType      *type,
               const ChiosaAttributeType *kind)
{
  const char *ids[] = { type->tag.id, NULL };

  if (is_event (type) && kind->labels == NULL)
    append_separated (attribute->owners, "<EVENT>");
  else if (kind->labels == NULL && has_all (tagset, (GStrv) ids))
    append_separated (attribute->owners, "<ENTITY>");
  else
    append_names (attribute->owners, tagset, type, kind->labels);

  for (guint i = 0; i < kind->n_values; i++)
    {
      g_autofree char *name = chiosa_brat_value_name (kind, kind->values[i].id);

      if (!g_ptr_array_find_with_equal_func (attribute->values, name, g_str_equal, NULL))
        g_ptr_array_add (attribute->values, g_steal_pointer (&name));
    }
  if (attribute->preset == NULL && kind->kind == CHIOSA_ATTRIBUTE_CHOICE && kind->default_value != NULL)
    attribute->preset = chiosa_brat_value_name (kind, kind->default_value);
}

static void
append_attribute (GString         *out,
                  const char      *id,
                  const Attribute *attribute)
{
  g_autofree char *name = chiosa_labels_to_id (id);

  g_string_append_printf (out, "%s\t%s", name, attribute->owners->str);
  for (guint i = 0; i < attribute->values->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? ", Value:" : "|", (char *) g_ptr_array_index (attribute->values, i));
  if (attribute->preset != NULL)
    g_string_append_printf (out, ", <DEFAULT>:%s", attribute->preset);
  g_string_append_c (out, '\n');
}

static void
write_attributes (GString      *out,
                  ChiosaTagset *tagset)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, attribute_free);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) list = chiosa_tagset_list_attributes (tagset, types[i].tag.id, NULL);

      for (guint a = 0; a < list->len; a++)
        {
          const ChiosaAttributeType *kind = g_ptr_array_index (list, a);

          if (kind->kind == CHIOSA_ATTRIBUTE_CHOICE || kind->kind == CHIOSA_ATTRIBUTE_FLAG)
            add_attribute (get_attribute (attributes, order, kind->id), tagset, &types[i], kind);
        }
    }

  g_string_append (out, "\n[attributes]\n");
  for (guint i = 0; i < order->len; i++)
    {
      const char *id = g_ptr_array_index (order, i);

      append_attribute (out, id, g_hash_table_lookup (attributes, id));
    }
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_brat_config_write:
 * @tagset: a tag set
 *
 * Types are entities with their labels below them, except the type “event”; what came from brat goes back as it came. Guidelines, rules and attributes of articles and of
 * relations have no place there.
 *
 * Returns: (transfer full): the text of annotation.conf
 */
char *
chiosa_brat_config_write (ChiosaTagset *tagset)
{
  GString *out = g_string_new (NULL);

  write_entities (out, tagset);
  write_relations (out, tagset);
  write_events (out, tagset);
  write_attributes (out, tagset);

  return g_string_free (out, FALSE);
}

/* Names are the rest of a line there, up to a bar. */
static void
append_label (GString         *out,
              const char      *name,
              const ChiosaTag *tag)
{
  g_autofree char *shown = g_strdelimit (g_strdup (tag->name), "|\n\r\t", ' ');

  g_string_append_printf (out, "%s | %s\n", name, shown);
}

static void
write_looks (GString              *labels,
             GString              *drawing,
             ChiosaTagset         *tagset,
             const ChiosaSpanType *type)
{
  for (guint l = 0; l <= type->n_labels; l++)
    {
      const ChiosaTag *tag = l == 0 ? &type->tag : &type->labels[l - 1];
      const char *color = tag->color != NULL ? tag->color : type->tag.color;
      g_autofree char *name = name_of (tagset, type, l);

      append_label (labels, name, tag);
      if (color != NULL)
        g_string_append_printf (drawing, "%s\tbgColor:%s, fgColor:white, borderColor:darken\n", name, color);
    }
}

/**
 * chiosa_brat_config_write_visual:
 * @tagset: a tag set
 *
 * Returns: (transfer full): the text of visual.conf: names for people, and colours
 */
char *
chiosa_brat_config_write_visual (ChiosaTagset *tagset)
{
  g_autoptr (GString) drawing = g_string_new ("\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken\n"
                                              "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5\n"
                                              "ATTRIBUTE_DEFAULT\tglyph:*\n");
  GString *out = g_string_new ("[labels]\n");
  guint n_types, n_relations;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n_relations);

  for (guint i = 0; i < n_types; i++)
    write_looks (out, drawing, tagset, &types[i]);
  for (guint i = 0; i < n_relations; i++)
    {
      g_autofree char *name = chiosa_labels_to_id (relations[i].tag.id);

      append_label (out, name, &relations[i].tag);
      if (relations[i].tag.color != NULL)
        g_string_append_printf (drawing, "%s\tcolor:%s\n", name, relations[i].tag.color);
    }
  g_string_append (out, drawing->str);

  return g_string_free (out, FALSE);
}

/**
 * chiosa_brat_value_name:
 * @attribute: a choice
 * @value: the id of one of its values
 *
 * Values that came from brat under a name that is no id go back under that name.
 *
 * Returns: (transfer full): what stands for @value in brat's files
 */
char *
chiosa_brat_value_name (const ChiosaAttributeType *attribute,
                        const char                *value)
{
  for (guint i = 0; i < attribute->n_values; i++)
    {
      const ChiosaTag *tag = &attribute->values[i];
      g_autofree char *id = g_str_equal (tag->id, value) ? chiosa_labels_to_id (tag->name) : NULL;

      if (id != NULL && g_str_equal (id, value) && *tag->name != '\0' && strpbrk (tag->name, " \t\n\r|,:<>") == NULL
          && g_str_is_ascii (tag->name))
        return g_strdup (tag->name);
    }

  return g_strdup (value);
}

/**
 * chiosa_brat_value_find:
 * @attribute: a choice
 * @name: what stands in brat's files
 *
 * Returns: (nullable): the id of the value
 */
const char *
chiosa_brat_value_find (const ChiosaAttributeType *attribute,
                        const char                *name)
{
  g_autofree char *id = chiosa_labels_to_id (name);

  for (guint i = 0; i < attribute->n_values; i++)
    if (g_str_equal (attribute->values[i].id, name))
      return attribute->values[i].id;
  for (guint i = 0; i < attribute->n_values; i++)
    if (g_str_equal (attribute->values[i].id, id) && g_str_equal (attribute->values[i].name, name))
      return attribute->values[i].id;

  return NULL;
}
