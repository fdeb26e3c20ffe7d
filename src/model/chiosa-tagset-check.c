/* chiosa-tagset-check.c
 *
 * What makes a tag set: valid and unique ids and keys, values for choices, and nothing that speaks of what is not there.
 * Messages name the item at fault; the reader of the file adds its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-tagset-private.h"

#include "chiosa-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
fail (GError     **error,
      const char  *format,
      ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_TAGSET, message);

  return FALSE;
}

/* An id that can be used in a sidecar, and that is not in @seen yet; puts it there. A missing name is the id. */
static gboolean
check_id (GHashTable  *seen,
          const char  *id,
          char       **name,
          GError     **error)
{
  if (!chiosa_id_is_valid (id))
    return fail (error, _("“%s” is not an id: 1 to 64 of the letters A to Z, digits, “-” and “_”"), id != NULL ? id : "");
  if (!g_hash_table_add (seen, (gpointer) id))
    return fail (error, _("The id “%s” is used twice"), id);

  if (*name == NULL)
    *name = g_strdup (id);
  return TRUE;
}

static gboolean
check_color (const ChiosaTag  *tag,
             GError          **error)
{
  if (tag->color == NULL)
    return TRUE;

  if (tag->color[0] != '#' || strlen (tag->color) != 7
      || strspn (tag->color + 1, "0123456789abcdefABCDEF") != 6)
    return fail (error, _("“%s” has the color “%s”, which is not of the form #rrggbb"), tag->id, tag->color);

  return TRUE;
}

/* Each key once, and of those that are meant for such a tag. */
static gboolean
check_key (const ChiosaTag  *tag,
           const char       *allowed,
           GHashTable       *seen,
           GError          **error)
{
  if (tag->key == 0)
    return TRUE;

  if (strchr (allowed, tag->key) == NULL)
    return fail (error, _("“%s” has the key “%c”; labels take 1 to 9, types a letter"), tag->id, tag->key);
  if (!g_hash_table_add (seen, GINT_TO_POINTER (tag->key)))
    return fail (error, _("The key “%c” is used twice"), tag->key);

  return TRUE;
}

static gboolean
check_values (const ChiosaAttributeType  *attribute,
              GError                    **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (attribute->kind != CHIOSA_ATTRIBUTE_CHOICE)
    return TRUE;
  if (attribute->n_values == 0)
    return fail (error, _("The attribute “%s” is a choice, but has no values"), attribute->id);

  for (guint i = 0; i < attribute->n_values; i++)
    {
      if (!check_id (seen, attribute->values[i].id, &attribute->values[i].name, error))
        return FALSE;
    }

  if (attribute->default_value != NULL && !g_hash_table_contains (seen, attribute->default_value))
    return fail (error, _("The attribute “%s” has the default “%s”, which is not among its values"),
                 attribute->id, attribute->default_value);

  return TRUE;
}

/* @seen: ids of attributes that stand beside these already. @type: %NULL where there are no labels to refer to. */
static gboolean
check_attributes (ChiosaAttributeType   *attributes,
                  guint                  n_attributes,
                  const ChiosaSpanType  *type,
                  GHashTable            *seen,
                  GError               **error)
{
  for (guint i = 0; i < n_attributes; i++)
    {
      ChiosaAttributeType *attribute = &attributes[i];

      if (!check_id (seen, attribute->id, &attribute->name, error)
          || !check_values (attribute, error))
        return FALSE;
      if (attribute->preset != NULL && !g_str_equal (attribute->preset, "quotes"))
        return fail (error, _("The attribute “%s” is to be pre-set from “%s”, which is not known"),
                     attribute->id, attribute->preset);

      for (guint l = 0; attribute->labels != NULL && attribute->labels[l] != NULL; l++)
        {
          if (type == NULL || chiosa_tagset_find_in (type->labels, type->n_labels, attribute->labels[l]) == NULL)
            return fail (error, _("The attribute “%s” speaks of a label “%s”, which is not there"),
                         attribute->id, attribute->labels[l]);
        }
    }

  return TRUE;
}

static gboolean
check_labels (ChiosaSpanType  *type,
              GError         **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < type->n_labels; i++)
    {
      ChiosaTag *label = &type->labels[i];

      if (!check_id (ids, label->id, &label->name, error)
          || !check_color (label, error)
          || !check_key (label, "123456789", keys, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_types (ChiosaTagset  *self,
             GError       **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);

  if (self->types->len == 0)
    return fail (error, _("A tag set needs at least one type"));

  for (guint i = 0; i < self->types->len; i++)
    {
      ChiosaSpanType *type = &g_array_index (self->types, ChiosaSpanType, i);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      if (!check_id (ids, type->tag.id, &type->tag.name, error)
          || !check_color (&type->tag, error)
          || !check_key (&type->tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", keys, error)
          || !check_labels (type, error)
          || !check_attributes ((ChiosaAttributeType *) self->attributes->data, self->attributes->len, NULL, seen, error)
          || !check_attributes (type->attributes, type->n_attributes, type, seen, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_type_list (ChiosaTagset              *self,
                 const ChiosaRelationType  *relation,
                 const GStrv                list,
                 gboolean                   needed,
                 GError                   **error)
{
  if (needed && (list == NULL || list[0] == NULL))
    return fail (error, _("The relation “%s” does not say which types it joins"), relation->tag.id);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      if (chiosa_tagset_find_type (self, list[i]) == NULL)
        return fail (error, _("The relation “%s” speaks of a type “%s”, which is not there"), relation->tag.id, list[i]);
    }

  return TRUE;
}

static gboolean
check_relations (ChiosaTagset  *self,
                 GError       **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->relations->len; i++)
    {
      ChiosaRelationType *relation = &g_array_index (self->relations, ChiosaRelationType, i);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      if (!check_id (ids, relation->tag.id, &relation->tag.name, error)
          || !check_color (&relation->tag, error)
          || !check_type_list (self, relation, relation->from, TRUE, error)
          || !check_type_list (self, relation, relation->to, TRUE, error)
          || !check_type_list (self, relation, relation->family, FALSE, error)
          || !check_attributes (relation->attributes, relation->n_attributes, NULL, seen, error))
        return FALSE;
    }

  return TRUE;
}

/* "name=value" or "name!=value", of a label or an attribute that is there. */
static gboolean
check_comparison (ChiosaTagset *self,
                  const char   *type,
                  const char   *condition)
{
  const char *equals = strchr (condition, '=');
  const ChiosaAttributeType *attribute;
  g_autofree char *name = NULL;

  if (equals == NULL || equals == condition)
    return FALSE;

  name = g_strndup (condition, equals - condition - (equals[-1] == '!' ? 1 : 0));
  if (g_str_equal (name, "label"))
    return equals[1] == '\0' || chiosa_tagset_find_label (self, type, equals + 1) != NULL;

  attribute = chiosa_tagset_find_attribute (self, type, name);
  if (attribute == NULL)
    return FALSE;

  return attribute->kind != CHIOSA_ATTRIBUTE_CHOICE
         || equals[1] == '\0'
         || chiosa_tagset_find_in (attribute->values, attribute->n_values, equals + 1) != NULL;
}

static gboolean
check_condition (ChiosaTagset *self,
                 const char   *type,
                 const char   *condition)
{
  const char *rest = condition[0] == '!' ? condition + 1 : condition;

  if (g_str_has_prefix (rest, "incoming:"))
    return chiosa_tagset_find_relation (self, rest + strlen ("incoming:")) != NULL;
  if (g_str_has_prefix (rest, "relation:"))
    return chiosa_tagset_find_relation (self, rest + strlen ("relation:")) != NULL;
  if (g_str_has_prefix (rest, "attribute:"))
    return chiosa_tagset_find_attribute (self, type, rest + strlen ("attribute:")) != NULL;

  return rest == condition && check_comparison (self, type, condition);
}

static gboolean
check_conditions (ChiosaTagset      *self,
                  const ChiosaRule  *rule,
                  const GStrv        conditions,
                  GError           **error)
{
  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      if (!check_condition (self, rule->type, conditions[i]))
        return fail (error, _("The rule “%s” has the condition “%s”, which cannot be read or speaks of something that is not there"),
                     rule->id, conditions[i]);
    }

  return TRUE;
}

static gboolean
check_rules (ChiosaTagset  *self,
             GError       **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rules->len; i++)
    {
      ChiosaRule *rule = &g_array_index (self->rules, ChiosaRule, i);

      if (!check_id (ids, rule->id, &rule->message, error))
        return FALSE;
      if (rule->type == NULL || chiosa_tagset_find_type (self, rule->type) == NULL)
        return fail (error, _("The rule “%s” speaks of a type “%s”, which is not there"),
                     rule->id, rule->type != NULL ? rule->type : "");
      if (rule->need == NULL || rule->need[0] == NULL)
        return fail (error, _("The rule “%s” does not say what is needed"), rule->id);
      if (!check_conditions (self, rule, rule->when, error)
          || !check_conditions (self, rule, rule->need, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether it is one: ids, keys, values, and everything that refers to something. Missing names become the ids. */
gboolean
chiosa_tagset_check (ChiosaTagset  *self,
                     GError       **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) article = g_hash_table_new (g_str_hash, g_str_equal);

  return check_id (ids, self->id, &self->name, error)
         && check_types (self, error)
         && check_relations (self, error)
         && check_attributes ((ChiosaAttributeType *) self->article->data, self->article->len, NULL, article, error)
         && check_rules (self, error);
}
