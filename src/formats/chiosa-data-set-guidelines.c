/* chiosa-data-set-guidelines.c
 *
 * guidelines.md: the tag set as people read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-data-set-private.h"

/* Paragraphs by line ends; what Markdown would take for markup is kept from it. */
static void
append_text (GString    *out,
             const char *text)
{
  if (text == NULL)
    return;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>#", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
      if (*p == '\n')
        g_string_append_c (out, '\n');
    }
  g_string_append (out, "\n\n");
}

static void
append_attribute (GString                   *out,
                  const ChiosaAttributeType *attribute)
{
  g_string_append_printf (out, "#### Attribute `%s`: %s\n\n", attribute->id, attribute->name);
  append_text (out, attribute->guideline);

  for (guint i = 0; i < attribute->n_values; i++)
    g_string_append_printf (out, "- `%s`: %s%s\n", attribute->values[i].id, attribute->values[i].name,
                            g_strcmp0 (attribute->values[i].id, attribute->default_value) == 0 ? " (where nothing is said)" : "");
  if (attribute->n_values > 0)
    g_string_append_c (out, '\n');
}

static void
append_type (GString              *out,
             const ChiosaSpanType *type)
{
  g_string_append_printf (out, "## `%s`: %s\n\n", type->tag.id, type->tag.name);
  append_text (out, type->tag.guideline);

  for (guint i = 0; i < type->n_labels; i++)
    {
      g_string_append_printf (out, "### `%s`: %s\n\n", type->labels[i].id, type->labels[i].name);
      append_text (out, type->labels[i].guideline);
    }
  for (guint i = 0; i < type->n_attributes; i++)
    append_attribute (out, &type->attributes[i]);
}

static void
append_relation (GString                  *out,
                 const ChiosaRelationType *relation)
{
  g_autofree char *from = relation->from != NULL ? g_strjoinv ("`, `", relation->from) : NULL;
  g_autofree char *to = relation->to != NULL ? g_strjoinv ("`, `", relation->to) : NULL;

  g_string_append_printf (out, "### `%s`: %s\n\n", relation->tag.id, relation->tag.name);
  g_string_append_printf (out, "From `%s` to `%s`%s.\n\n", from != NULL ? from : "", to != NULL ? to : "", relation->symmetric ? ", in both directions" : "");
  append_text (out, relation->tag.guideline);
}

/**
 * chiosa_data_set_write_guidelines:
 * @tagset: a tag set
 * @out: where to
 */
void
chiosa_data_set_write_guidelines (ChiosaTagset *tagset,
                                  GString      *out)
{
  guint n_types, n_relations;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n_relations);

  g_string_append_printf (out, "# %s\n\n", chiosa_tagset_get_name (tagset));
  append_text (out, chiosa_tagset_get_description (tagset));
  for (guint i = 0; i < n_types; i++)
    append_type (out, &types[i]);

  if (n_relations > 0)
    g_string_append (out, "## Relations\n\n");
  for (guint i = 0; i < n_relations; i++)
    append_relation (out, &relations[i]);
}
