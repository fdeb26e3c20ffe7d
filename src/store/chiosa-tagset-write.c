/* chiosa-tagset-write.c
 *
 * A tag set as JSON (data/schemas/tagset.schema.json), laid out for people: a member on a line, short things together.
 * The same tag set always gives the same bytes. Reading is in chiosa-tagset-file.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-json.h"
#include "chiosa-tagset-file.h"

/* Of a type that has no colour: the file must have one. */
#define NO_COLOR "#77767b"
/* Of a tag set that has no version, for the same reason. */
#define NO_VERSION "1.0"

typedef struct
{
  GString *out;
  guint    depth;
} Writer;

/* --- Layout ------------------------------------------------------------------------------------------------------- */

static void
new_line (Writer *self)
{
  g_string_append_printf (self->out, "\n%*s", 2 * (int) self->depth, "");
}

static gboolean
is_first (const Writer *self)
{
  char last = self->out->str[self->out->len - 1];

  return last == '{' || last == '[';
}

/* To where the next member, or with no @key the next item, has its value. */
static void
next (Writer     *self,
      const char *key)
{
  if (!is_first (self))
    g_string_append_c (self->out, ',');
  new_line (self);
  if (key != NULL)
    g_string_append_printf (self->out, "\"%s\": ", key);
}

static void
begin (Writer     *self,
       const char *key,
       char        bracket)
{
  next (self, key);
  g_string_append_c (self->out, bracket);
  self->depth++;
}

static void
finish (Writer *self,
        char    bracket)
{
  self->depth--;
  if (!is_first (self))
    new_line (self);
  g_string_append_c (self->out, bracket);
}

static void
add_string (Writer     *self,
            const char *key,
            const char *value)
{
  if (value == NULL)
    return;

  next (self, key);
  chiosa_json_append_string (self->out, value);
}

static void
add_flag (Writer     *self,
          const char *key,
          gboolean    value)
{
  next (self, key);
  g_string_append (self->out, value ? "true" : "false");
}

/* On one line. */
static void
append_strings (GString            *out,
                const char * const *values)
{
  g_string_append_c (out, '[');
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      chiosa_json_append_string (out, values[i]);
    }
  g_string_append_c (out, ']');
}

static void
add_strings (Writer      *self,
             const char  *key,
             const GStrv  values)
{
  next (self, key);
  append_strings (self->out, (const char * const *) values);
}

/* --- Tags and attributes ------------------------------------------------------------------------------------------ */

static const char *
name_of (const char *name,
         const char *id)
{
  return name != NULL && *name != '\0' ? name : id;
}

static void
add_tag (Writer          *self,
         const ChiosaTag *tag,
         const char      *color)
{
  const char key[] = { tag->key, '\0' };

  add_string (self, "id", tag->id);
  add_string (self, "name", name_of (tag->name, tag->id));
  add_string (self, "guideline", tag->guideline);
  add_string (self, "color", color);
  add_string (self, "key", tag->key != 0 ? key : NULL);
}

static void
add_labels (Writer               *self,
            const ChiosaSpanType *type)
{
  if (type->n_labels == 0)
    return;

  begin (self, "labels", '[');
  for (guint i = 0; i < type->n_labels; i++)
    {
      begin (self, NULL, '{');
      add_tag (self, &type->labels[i], type->labels[i].color);
      finish (self, '}');
    }
  finish (self, ']');
}

/* A value of a choice, on one line. */
static void
add_value (Writer          *self,
           const ChiosaTag *value)
{
  next (self, NULL);
  g_string_append (self->out, "{\"id\": ");
  chiosa_json_append_string (self->out, value->id);
  g_string_append (self->out, ", \"name\": ");
  chiosa_json_append_string (self->out, name_of (value->name, value->id));
  if (value->guideline != NULL)
    {
      g_string_append (self->out, ", \"guideline\": ");
      chiosa_json_append_string (self->out, value->guideline);
    }
  g_string_append_c (self->out, '}');
}

static void
add_attribute (Writer                    *self,
               const ChiosaAttributeType *attribute)
{
  static const char * const kinds[] = { "choice", "flag", "text", "number", "link", "date" };

  begin (self, NULL, '{');
  add_string (self, "id", attribute->id);
  add_string (self, "name", name_of (attribute->name, attribute->id));
  add_string (self, "guideline", attribute->guideline);
  add_string (self, "kind", kinds[attribute->kind]);

  if (attribute->kind == CHIOSA_ATTRIBUTE_CHOICE)
    {
      begin (self, "values", '[');
      for (guint i = 0; i < attribute->n_values; i++)
        add_value (self, &attribute->values[i]);
      finish (self, ']');
    }

  add_string (self, "default", attribute->default_value);
  add_string (self, "preset", attribute->preset);
  if (attribute->labels != NULL && attribute->labels[0] != NULL)
    add_strings (self, "labels", attribute->labels);
  finish (self, '}');
}

static void
add_attributes (Writer                    *self,
                const char                *key,
                const ChiosaAttributeType *attributes,
                guint                      n_attributes)
{
  if (n_attributes == 0)
    return;

  begin (self, key, '[');
  for (guint i = 0; i < n_attributes; i++)
    add_attribute (self, &attributes[i]);
  finish (self, ']');
}

/* --- Types, relations, rules -------------------------------------------------------------------------------------- */

static void
add_type (Writer               *self,
          const ChiosaSpanType *type)
{
  static const char * const shapes[] = { "tint", "line", "dashed", "dotted", "wave" };

  begin (self, NULL, '{');
  add_tag (self, &type->tag, type->tag.color != NULL ? type->tag.color : NO_COLOR);
  add_string (self, "shape", shapes[type->shape]);
  add_string (self, "snap", type->snap_capitalised ? "capitalised" : "word");
  add_flag (self, "may_nest", type->may_nest);
  add_flag (self, "may_cross", type->may_cross);
  next (self, "max_fragments");
  g_string_append_printf (self->out, "%u", type->max_fragments);
  add_labels (self, type);
  add_attributes (self, "attributes", type->attributes, type->n_attributes);
  finish (self, '}');
}

/* A family that is not named is one type. */
static void
add_family (Writer                   *self,
            const ChiosaRelationType *relation)
{
  if (!relation->same_family)
    return;

  next (self, "same_family");
  g_string_append_c (self->out, '[');
  if (relation->family != NULL && relation->family[0] != NULL)
    append_strings (self->out, (const char * const *) relation->family);
  g_string_append_c (self->out, ']');
}

static void
add_relation (Writer                   *self,
              const ChiosaRelationType *relation)
{
  begin (self, NULL, '{');
  add_tag (self, &relation->tag, relation->tag.color);
  add_strings (self, "from", relation->from);
  add_strings (self, "to", relation->to);
  add_flag (self, "symmetric", relation->symmetric);
  add_flag (self, "transitive", relation->transitive);
  add_family (self, relation);
  next (self, "max_per_from");
  g_string_append_printf (self->out, "%u", relation->max_per_from);
  add_attributes (self, "attributes", relation->attributes, relation->n_attributes);
  finish (self, '}');
}

static void
add_rule (Writer           *self,
          const ChiosaRule *rule)
{
  begin (self, NULL, '{');
  add_string (self, "id", rule->id);
  add_string (self, "type", rule->type);
  add_string (self, "message", name_of (rule->message, rule->id));
  add_strings (self, "when", rule->when);
  add_strings (self, "need", rule->need);
  finish (self, '}');
}

static void
add_types (Writer       *self,
           ChiosaTagset *tagset)
{
  guint n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

  begin (self, "types", '[');
  for (guint i = 0; i < n; i++)
    add_type (self, &types[i]);
  finish (self, ']');
}

static void
add_relations (Writer       *self,
               ChiosaTagset *tagset)
{
  guint n;
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n);

  if (n == 0)
    return;

  begin (self, "relations", '[');
  for (guint i = 0; i < n; i++)
    add_relation (self, &relations[i]);
  finish (self, ']');
}

/* Those of every span: what a type has that is not there. */
static void
add_common_attributes (Writer       *self,
                       ChiosaTagset *tagset)
{
  g_autoptr (GPtrArray) attributes = chiosa_tagset_list_attributes (tagset, "", NULL);

  if (attributes->len == 0)
    return;

  begin (self, "attributes", '[');
  for (guint i = 0; i < attributes->len; i++)
    add_attribute (self, g_ptr_array_index (attributes, i));
  finish (self, ']');
}

static void
add_rules (Writer       *self,
           ChiosaTagset *tagset)
{
  guint n;
  const ChiosaRule *rules = chiosa_tagset_get_rules (tagset, &n);

  if (n == 0)
    return;

  begin (self, "rules", '[');
  for (guint i = 0; i < n; i++)
    add_rule (self, &rules[i]);
  finish (self, ']');
}

/**
 * chiosa_tagset_write:
 * @tagset: a tag set
 *
 * The JSON of a tag set file, names as @tagset has them: those of the built-in one are in the language of the user.
 * chiosa_tagset_parse() gives an equal tag set, except that a type without a colour has become grey, and a tag set
 * without a version 1.0.
 *
 * Returns: (transfer full): the bytes of the file
 */
GBytes *
chiosa_tagset_write (ChiosaTagset *tagset)
{
  Writer self = { .depth = 1 };
  const char *version, *name;
  const ChiosaAttributeType *article;
  guint n_article;

  g_return_val_if_fail (CHIOSA_IS_TAGSET (tagset), NULL);

  self.out = g_string_new ("{");
  version = chiosa_tagset_get_version (tagset);
  name = name_of (chiosa_tagset_get_name (tagset), chiosa_tagset_get_id (tagset));
  article = chiosa_tagset_get_article_attributes (tagset, &n_article);

  add_string (&self, "format", "chiosa-tagset");
  add_string (&self, "version", version != NULL ? version : NO_VERSION);
  add_string (&self, "id", chiosa_tagset_get_id (tagset));
  add_string (&self, "name", name);
  add_string (&self, "description", chiosa_tagset_get_description (tagset));
  add_types (&self, tagset);
  add_relations (&self, tagset);
  add_common_attributes (&self, tagset);
  add_attributes (&self, "article_attributes", article, n_article);
  add_rules (&self, tagset);
  finish (&self, '}');
  g_string_append_c (self.out, '\n');

  return g_string_free_to_bytes (self.out);
}
