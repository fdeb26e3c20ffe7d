/* chiosa-cli-tagset-show.c
 *
 * A tag set on a terminal: what can be marked and by which key, what can be said about it, what can be joined.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-cli-tagset-show.h"

#include <glib/gi18n.h>

#include "chiosa-cli-table.h"

/* Columns of the screen for a cell of free words. */
#define WIDTH 60

/* On one line: names come from files of others. */
static char *
shown (const char *text)
{
  return chiosa_cli_shorten (text != NULL ? text : "", WIDTH);
}

static void
add_tag (ChiosaCliTable  *table,
         const ChiosaTag *tag,
         const char      *key,
         const char      *indent)
{
  g_autofree char *id = g_strconcat (indent, tag->id, NULL), *name = shown (tag->name);

  chiosa_cli_table_add (table, (const char *[]) { key, id, name });
}

/* The type's key, then the label's. */
static void
add_labels (ChiosaCliTable       *table,
            const ChiosaSpanType *type)
{
  for (guint i = 0; i < type->n_labels; i++)
    {
      const ChiosaTag *label = &type->labels[i];
      g_autoptr (GString) key = g_string_new (NULL);

      if (type->tag.key != 0 && label->key != 0)
        g_string_append_printf (key, "%c %c", type->tag.key, label->key);
      add_tag (table, label, key->str, "  ");
    }
}

static void
print_types (ChiosaTagset *tagset)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (3);
  guint n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

  /* Translators: heads of columns: the keys that choose it, its id (type, and labels below), its name */
  chiosa_cli_table_add (table, (const char *[]) { _("KEYS"), _("TYPE"), _("NAME") });
  for (guint i = 0; i < n; i++)
    {
      const char key[] = { types[i].tag.key, '\0' };

      add_tag (table, &types[i].tag, key, "");
      add_labels (table, &types[i]);
    }
  chiosa_cli_table_print (table);
}

static const char *
kind_name (ChiosaAttributeKind kind)
{
  switch (kind)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
      /* Translators: what an attribute can be: one of several values */
      return _("choice");
    case CHIOSA_ATTRIBUTE_FLAG:
      /* Translators: what an attribute can be: set or not */
      return _("flag");
    case CHIOSA_ATTRIBUTE_NUMBER:
      return _("number");
    case CHIOSA_ATTRIBUTE_LINK:
      return _("link");
    case CHIOSA_ATTRIBUTE_DATE:
      return _("date");
    case CHIOSA_ATTRIBUTE_TEXT:
    default:
      return _("text");
    }
}

/* The values of a choice, the default in brackets. */
static char *
list_values (const ChiosaAttributeType *attribute)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < attribute->n_values; i++)
    {
      const char *id = attribute->values[i].id;

      g_string_append (list, i > 0 ? ", " : "");
      g_string_append_printf (list, g_strcmp0 (id, attribute->default_value) == 0 ? "[%s]" : "%s", id);
    }

  return g_string_free (list, FALSE);
}

static void
add_attribute (ChiosaCliTable            *table,
               const char                *of,
               const ChiosaAttributeType *attribute)
{
  g_autofree char *values = list_values (attribute);
  g_autofree char *labels = attribute->labels != NULL ? g_strjoinv (" ", attribute->labels) : g_strdup ("");
  g_autofree char *short_labels = shown (labels);

  chiosa_cli_table_add (table, (const char *[]) { of, attribute->id, kind_name (attribute->kind), values, short_labels });
}

static void
add_attributes (ChiosaCliTable            *table,
                const char                *of,
                const ChiosaAttributeType *attributes,
                guint                      n)
{
  for (guint i = 0; i < n; i++)
    add_attribute (table, of, &attributes[i]);
}

static guint
add_all_attributes (ChiosaCliTable *table,
                    ChiosaTagset   *tagset)
{
  g_autoptr (GPtrArray) common = chiosa_tagset_list_attributes (tagset, "", NULL);
  guint n_types, n_relations, n_article, n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n_relations);
  const ChiosaAttributeType *article = chiosa_tagset_get_article_attributes (tagset, &n_article);

  n = common->len + n_article;
  for (guint i = 0; i < n_types; i++)
    {
      add_attributes (table, types[i].tag.id, types[i].attributes, types[i].n_attributes);
      n += types[i].n_attributes;
    }
  for (guint i = 0; i < common->len; i++)
    /* Translators: an attribute that all types have */
    add_attribute (table, _("(all types)"), g_ptr_array_index (common, i));
  for (guint i = 0; i < n_relations; i++)
    {
      add_attributes (table, relations[i].tag.id, relations[i].attributes, relations[i].n_attributes);
      n += relations[i].n_attributes;
    }
  /* Translators: an attribute of the article as a whole */
  add_attributes (table, _("(article)"), article, n_article);

  return n;
}

static void
print_attributes (ChiosaTagset *tagset)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (5);

  /* Translators: heads of columns: which type has the attribute, its id, what it can be, its values, the only labels that have it */
  chiosa_cli_table_add (table, (const char *[]) { _("OF"), _("ATTRIBUTE"), _("KIND"), _("VALUES"), _("ONLY FOR") });
  if (add_all_attributes (table, tagset) == 0)
    return;

  g_print ("\n");
  chiosa_cli_table_print (table);
}

static void
print_relations (ChiosaTagset *tagset)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (4);
  guint n;
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n);

  if (n == 0)
    return;

  /* Translators: heads of columns: id of a relation, its name, the types it leads from and to */
  chiosa_cli_table_add (table, (const char *[]) { _("RELATION"), _("NAME"), _("FROM"), _("TO") });
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = shown (relations[i].tag.name), *from = g_strjoinv (" ", relations[i].from), *to = g_strjoinv (" ", relations[i].to);

      chiosa_cli_table_add (table, (const char *[]) { relations[i].tag.id, name, from, to });
    }
  g_print ("\n");
  chiosa_cli_table_print (table);
}

/**
 * chiosa_cli_tagset_show:
 * @tagset: a tag set
 *
 * Prints it for a person.
 */
void
chiosa_cli_tagset_show (ChiosaTagset *tagset)
{
  const char *version = chiosa_tagset_get_version (tagset), *description = chiosa_tagset_get_description (tagset);
  g_autofree char *name = shown (chiosa_tagset_get_name (tagset));

  g_print ("%s (%s%s%s)\n", name, chiosa_tagset_get_id (tagset), version != NULL ? " " : "", version != NULL ? version : "");
  if (description != NULL && *description != '\0')
    {
      g_autofree char *line = chiosa_cli_shorten (description, G_MAXUINT / 2);

      g_print ("%s\n", line);
    }

  g_print ("\n");
  print_types (tagset);
  print_attributes (tagset);
  print_relations (tagset);
}
