/* chiosa-brat-config-draft.c
 *
 * What the lines of brat's configuration say, gathered by name: labels, what relations and roles join, attributes and what has them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-config-private.h"

#include "chiosa-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
relation_free (gpointer data)
{
  ChiosaBratRelation *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->color);
  g_string_free (self->guideline, TRUE);
  g_free (self);
}

static void
attribute_free (gpointer data)
{
  ChiosaBratAttribute *self = data;

  g_free (self->id);
  g_free (self->name);
  g_string_free (self->guideline, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->seen); i++)
    g_hash_table_unref (self->seen[i]);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->labels[0]);
  g_ptr_array_unref (self->labels[1]);
  g_free (self);
}

static char *
name_for_people (ChiosaBratDraft *self,
                 const char      *name)
{
  const char *label = g_hash_table_lookup (self->config->names, name);

  return g_strdup (label != NULL ? label : name);
}

static void
add_line (GString    *text,
          const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* NULL for an empty one; frees it. */
static char *
finish (GString *text)
{
  if (text->len > 0)
    return g_string_free (text, FALSE);

  g_string_free (text, TRUE);
  return NULL;
}

/* Appends @string unless it is in @list already. */
static void
add_once (GPtrArray  *list,
          GHashTable *seen,
          const char *string)
{
  char *copy;

  if (g_hash_table_contains (seen, string))
    return;

  copy = g_strdup (string);
  g_ptr_array_add (list, copy);
  g_hash_table_add (seen, copy);
}

/* --- Labels ------------------------------------------------------------------------------------------------------- */

static void
remember (ChiosaBratDraft      *self,
          const ChiosaBratNode *node,
          ChiosaBratEnds        ends)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->ends, node->terms[0]));

  g_hash_table_insert (self->ends, node->terms[0], GUINT_TO_POINTER (known | ends));
  if (node->abstract)
    g_hash_table_add (self->headings, node->terms[0]);
  if (node->parent > 0)
    {
      const ChiosaBratNode *parent = g_ptr_array_index (self->config->nodes, node->parent - 1);

      g_hash_table_add (self->headings, parent->terms[0]);
    }
}

/* Below our own headings stands what is below none in brat. */
static void
add_group (ChiosaBratDraft      *self,
           GString              *text,
           const ChiosaBratNode *node)
{
  const ChiosaBratNode *parent = g_ptr_array_index (self->config->nodes, node->parent - 1);
  g_autofree char *group = name_for_people (self, parent->terms[0]), *own = name_for_people (self, node->terms[0]);

  if (parent->abstract && (g_str_equal (parent->terms[0], CHIOSA_LABELS_UNKNOWN_TYPE) || g_str_equal (parent->terms[0], CHIOSA_BRAT_EVENT)))
    return;

  g_string_append_printf (text, "%s › %s", group, own);
}

/* "Life › Be-born", the synonyms, then a line for each role. */
static char *
describe (ChiosaBratDraft      *self,
          const ChiosaBratNode *node)
{
  GString *text = g_string_new (NULL);

  if (node->parent > 0)
    add_group (self, text, node);
  for (guint i = 1; node->terms[i] != NULL; i++)
    add_line (text, node->terms[i]);
  for (guint i = 0; i < node->arguments->len; i++)
    add_line (text, ((ChiosaBratArgument *) g_ptr_array_index (node->arguments, i))->text);

  return finish (text);
}

static void
add_label (ChiosaBratDraft      *self,
           const ChiosaBratNode *node,
           ChiosaBratEnds        ends)
{
  static const char * const colors[] = {
    "#1c71d8", "#c4472f", "#26875a", "#a454c0", "#a1660a", "#187f96", "#b5568c", "#5d7e1c", "#77767b",
  };
  guint kind = ends == CHIOSA_BRAT_OF_EVENTS;
  GArray *labels = self->labels[kind];
  const char *color = g_hash_table_lookup (self->config->colors, node->terms[0]);
  ChiosaTag tag = { 0 };

  remember (self, node, ends);
  if (node->abstract)
    return;

  tag.id = chiosa_labels_to_id (node->terms[0]);
  if (!g_hash_table_add (self->seen[kind], g_strdup (tag.id)))
    {
      g_free (tag.id);
      return;
    }

  tag.name = name_for_people (self, node->terms[0]);
  tag.guideline = describe (self, node);
  tag.color = g_strdup (color != NULL ? color : colors[labels->len % G_N_ELEMENTS (colors)]);
  tag.key = labels->len < 9 ? '1' + labels->len : 0;
  g_array_append_val (labels, tag);
}

/* --- Ends --------------------------------------------------------------------------------------------------------- */

/* What a name after a role's colon stands for. Whether it is for all labels of a type or only for one is told by @all. */
static ChiosaBratEnds
ends_of (ChiosaBratDraft *self,
         guint            line,
         const char      *name,
         gboolean        *all)
{
  ChiosaBratEnds ends = GPOINTER_TO_UINT (g_hash_table_lookup (self->ends, name));

  *all = *name == '<' || g_hash_table_contains (self->headings, name);
  if (g_str_equal (name, "<ENTITY>"))
    return CHIOSA_BRAT_OF_SPANS;
  if (g_str_equal (name, "<EVENT>"))
    return CHIOSA_BRAT_OF_EVENTS;
  if (g_str_equal (name, "<RELATION>"))
    return CHIOSA_BRAT_OF_RELATIONS;
  if (g_str_equal (name, "<ANY>"))
    return CHIOSA_BRAT_OF_SPANS | CHIOSA_BRAT_OF_EVENTS;

  if (ends == 0 && g_hash_table_add (self->unknown, g_strdup (name)))
    /* Translators: %s is a name in a configuration file that is no entity and no event */
    chiosa_brat_config_problem (self->config, line, _("“%s” is neither among the entities nor among the events"), name);

  return ends;
}

static ChiosaBratEnds
ends_of_all (ChiosaBratDraft          *self,
             guint                     line,
             const ChiosaBratArgument *argument)
{
  ChiosaBratEnds ends = 0;
  gboolean all;

  for (guint i = 0; argument->values[i] != NULL; i++)
    ends |= ends_of (self, line, argument->values[i], &all);

  return ends;
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

static ChiosaBratRelation *
get_relation (ChiosaBratDraft *self,
              const char      *name)
{
  g_autofree char *id = chiosa_labels_to_id (name);
  ChiosaBratRelation *relation = g_hash_table_lookup (self->relation_ids, id);

  if (relation != NULL)
    return relation;

  relation = g_new0 (ChiosaBratRelation, 1);
  relation->id = g_steal_pointer (&id);
  relation->name = name_for_people (self, name);
  relation->color = g_strdup (g_hash_table_lookup (self->config->colors, name));
  relation->guideline = g_string_new (NULL);
  g_ptr_array_add (self->relations, relation);
  g_hash_table_insert (self->relation_ids, relation->id, relation);

  return relation;
}

static void
add_relation (ChiosaBratDraft      *self,
              const ChiosaBratNode *node)
{
  const ChiosaBratArgument *ends[2];
  g_autofree char *from = NULL, *to = NULL, *line = NULL;
  ChiosaBratRelation *relation;
  guint n = 0;

  if (node->abstract || g_str_equal (node->terms[0], "<OVERLAP>") || g_str_equal (node->terms[0], "ENTITY-NESTING"))
    return;

  relation = get_relation (self, node->terms[0]);
  for (guint i = 0; i < node->arguments->len; i++)
    {
      const ChiosaBratArgument *argument = g_ptr_array_index (node->arguments, i);

      if (g_str_equal (argument->name, "<REL-TYPE>"))
        {
          relation->symmetric |= g_strv_contains ((const char * const *) argument->values, "symmetric");
          relation->transitive |= g_strv_contains ((const char * const *) argument->values, "transitive");
        }
      else if (argument->name[0] != '<' && n < 2)
        ends[n++] = argument;
    }
  if (n < 2)
    {
      chiosa_brat_config_problem (self->config, node->line, _("“%s” does not say what it joins"), node->terms[0]);
      return;
    }

  relation->from |= ends_of_all (self, node->line, ends[0]);
  relation->to |= ends_of_all (self, node->line, ends[1]);
  from = g_strjoinv ("|", ends[0]->values);
  to = g_strjoinv ("|", ends[1]->values);
  line = g_strdup_printf ("%s → %s", from, to);
  add_line (relation->guideline, line);
}

/* The role "Theme" of an event is a relation from it. */
static void
add_roles (ChiosaBratDraft      *self,
           const ChiosaBratNode *node)
{
  for (guint i = 0; i < node->arguments->len && !node->abstract; i++)
    {
      const ChiosaBratArgument *argument = g_ptr_array_index (node->arguments, i);
      g_autofree char *line = NULL;
      ChiosaBratRelation *relation;

      if (argument->name[0] == '<')
        continue;

      relation = get_relation (self, argument->name);
      relation->from |= CHIOSA_BRAT_OF_EVENTS;
      relation->to |= ends_of_all (self, node->line, argument);
      line = g_strdup_printf ("%s %s", node->terms[0], argument->text);
      add_line (relation->guideline, line);
    }
}

/* --- Attributes --------------------------------------------------------------------------------------------------- */

static ChiosaBratAttribute *
get_attribute (ChiosaBratDraft *self,
               const char      *name)
{
  g_autofree char *id = chiosa_labels_to_id (name);
  ChiosaBratAttribute *attribute = g_hash_table_lookup (self->attribute_ids, id);

  if (attribute != NULL)
    return attribute;

  attribute = g_new0 (ChiosaBratAttribute, 1);
  attribute->id = g_steal_pointer (&id);
  attribute->name = name_for_people (self, name);
  attribute->guideline = g_string_new (NULL);
  attribute->values = g_ptr_array_new_with_free_func (g_free);
  attribute->labels[0] = g_ptr_array_new_with_free_func (g_free);
  attribute->labels[1] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (attribute->seen); i++)
    attribute->seen[i] = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->attributes, attribute);
  g_hash_table_insert (self->attribute_ids, attribute->id, attribute);

  return attribute;
}

static void
add_owner (ChiosaBratDraft     *self,
           ChiosaBratAttribute *attribute,
           guint                line,
           const char          *name)
{
  gboolean all;
  ChiosaBratEnds ends = ends_of (self, line, name, &all);
  g_autofree char *id = chiosa_labels_to_id (name);

  attribute->of |= ends;
  if (all)
    attribute->of_all |= ends;

  for (guint kind = 0; kind < 2; kind++)
    if (g_hash_table_contains (self->seen[kind], id))
      add_once (attribute->labels[kind], attribute->seen[kind], id);
}

static void
add_values (ChiosaBratAttribute      *attribute,
            const ChiosaBratArgument *argument)
{
  for (guint i = 0; argument->values[i] != NULL; i++)
    add_once (attribute->values, attribute->seen[2], argument->values[i]);
}

static void
add_attribute (ChiosaBratDraft      *self,
               const ChiosaBratNode *node)
{
  ChiosaBratAttribute *attribute;

  if (node->abstract)
    return;

  attribute = get_attribute (self, node->terms[0]);
  for (guint i = 0; i < node->arguments->len; i++)
    {
      const ChiosaBratArgument *argument = g_ptr_array_index (node->arguments, i);

      if (g_str_equal (argument->name, "Value"))
        add_values (attribute, argument);
      else if (g_str_equal (argument->name, "Arg"))
        for (guint v = 0; argument->values[v] != NULL; v++)
          add_owner (self, attribute, node->line, argument->values[v]);
      else
        add_line (attribute->guideline, argument->text);
    }
}

/* Names first: lines speak of what stands below them. */
static void
gather (ChiosaBratDraft *self)
{
  GPtrArray *nodes = self->config->nodes;

  for (guint i = 0; i < nodes->len; i++)
    {
      const ChiosaBratNode *node = g_ptr_array_index (nodes, i);

      if (node->section == CHIOSA_BRAT_ENTITIES || node->section == CHIOSA_BRAT_EVENTS)
        add_label (self, node, node->section == CHIOSA_BRAT_EVENTS ? CHIOSA_BRAT_OF_EVENTS : CHIOSA_BRAT_OF_SPANS);
    }

  for (guint i = 0; i < nodes->len; i++)
    {
      const ChiosaBratNode *node = g_ptr_array_index (nodes, i);

      if (node->section == CHIOSA_BRAT_RELATIONS)
        add_relation (self, node);
      else if (node->section == CHIOSA_BRAT_EVENTS)
        add_roles (self, node);
      else if (node->section == CHIOSA_BRAT_ATTRIBUTES)
        add_attribute (self, node);
    }
}

/**
 * chiosa_brat_draft_new:
 * @config: the lines, which must live as long as what is returned
 *
 * Returns: (transfer full): what they say
 */
ChiosaBratDraft *
chiosa_brat_draft_new (ChiosaBratConfig *config)
{
  ChiosaBratDraft *self = g_new0 (ChiosaBratDraft, 1);

  self->config = config;
  for (guint kind = 0; kind < 2; kind++)
    {
      self->labels[kind] = g_array_new (FALSE, TRUE, sizeof (ChiosaTag));
      g_array_set_clear_func (self->labels[kind], (GDestroyNotify) chiosa_tag_clear);
      self->seen[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  self->ends = g_hash_table_new (g_str_hash, g_str_equal);
  self->headings = g_hash_table_new (g_str_hash, g_str_equal);
  self->unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->relations = g_ptr_array_new_with_free_func (relation_free);
  self->relation_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->attributes = g_ptr_array_new_with_free_func (attribute_free);
  self->attribute_ids = g_hash_table_new (g_str_hash, g_str_equal);
  gather (self);

  return self;
}

void
chiosa_brat_draft_free (ChiosaBratDraft *self)
{
  if (self == NULL)
    return;

  for (guint kind = 0; kind < 2; kind++)
    {
      g_array_unref (self->labels[kind]);
      g_hash_table_unref (self->seen[kind]);
    }
  g_hash_table_unref (self->ends);
  g_hash_table_unref (self->headings);
  g_hash_table_unref (self->unknown);
  g_hash_table_unref (self->relation_ids);
  g_ptr_array_unref (self->relations);
  g_hash_table_unref (self->attribute_ids);
  g_ptr_array_unref (self->attributes);
  g_free (self);
}
