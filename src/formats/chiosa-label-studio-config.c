/* chiosa-label-studio-config.c
 *
 * A tag set as a labelling configuration of Label Studio. Reading one is chiosa-label-studio-config-read.c.
 *
 * What the editor makes of the elements was read in its source (HumanSignal/label-studio, web/libs/editor/src, 2025): an alias is what
 * results hold; whenTagName is heard by <View> only, whenLabelValue by controls too; a preselected choice goes to the whole task even when
 * the control is for regions, so that defaults are not written as one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-label-studio-config.h"

#include "chiosa-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  ChiosaTagset *tagset;
  GString      *xml;
  GHashTable   *hotkeys;     /* taken */
} Writer;

/* --- Names -------------------------------------------------------------------------------------------------------- */

static guint
count_attribute (const ChiosaAttributeType *attributes,
                 guint                      n_attributes,
                 const char                *id)
{
  guint n = 0;

  for (guint i = 0; i < n_attributes; i++)
    n += g_str_equal (attributes[i].id, id);

  return n;
}

/* How many things of the tag set have this id as the name of a control. */
static guint
count_name (ChiosaTagset *tagset,
            const char   *id)
{
  guint n_types, n_attributes;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);
  const ChiosaAttributeType *article = chiosa_tagset_get_article_attributes (tagset, &n_attributes);
  guint n = count_attribute (article, n_attributes, id) + g_str_equal (id, CHIOSA_LABEL_STUDIO_OBJECT);

  for (guint i = 0; i < n_types; i++)
    {
      guint own = count_attribute (types[i].attributes, types[i].n_attributes, id);

      n += own + g_str_equal (types[i].tag.id, id);
      /* One that every type has is found with any of them, and counts once. */
      if (i == 0 && own == 0 && chiosa_tagset_find_attribute (tagset, types[i].tag.id, id) != NULL)
        n++;
    }

  return n;
}

static gboolean
type_has (ChiosaTagset *tagset,
          const char   *type,
          const char   *attribute)
{
  const ChiosaSpanType *found = type != NULL ? chiosa_tagset_find_type (tagset, type) : NULL;

  return found != NULL && count_attribute (found->attributes, found->n_attributes, attribute) > 0;
}

/**
 * chiosa_label_studio_type_name:
 * @type: id of a span type
 *
 * Returns: (transfer full): the name of its <Labels>
 */
char *
chiosa_label_studio_type_name (const char *type)
{
  return g_str_equal (type, CHIOSA_LABEL_STUDIO_OBJECT) ? g_strconcat (".", type, NULL) : g_strdup (type);
}

/**
 * chiosa_label_studio_attribute_name:
 * @tagset: what the configuration is made of
 * @type: (nullable): the type that the attribute belongs to; %NULL for all
 * @attribute: its id
 *
 * An attribute's id, where nothing else has it; otherwise with the type in front: "source-mention"; where that is taken too, with a full
 * stop, which no id has.
 *
 * Returns: (transfer full): the name of the control
 */
char *
chiosa_label_studio_attribute_name (ChiosaTagset *tagset,
                                    const char   *type,
                                    const char   *attribute)
{
  guint n = count_name (tagset, attribute);
  gboolean own = type_has (tagset, type, attribute);
  gboolean shared = !own && (type == NULL || chiosa_tagset_find_attribute (tagset, type, attribute) != NULL);
  g_autofree char *joined = g_strdup_printf ("%s-%s", shared ? "" : type, attribute);

  if (n == 0 || (n == 1 && (own || shared)))
    return g_strdup (attribute);
  if (shared || count_name (tagset, joined) > 0)
    return g_strdup_printf ("%s.%s", shared ? "" : type, attribute);

  return g_steal_pointer (&joined);
}

/**
 * chiosa_label_studio_article_name:
 * @tagset: what the configuration is made of
 * @attribute: id of an attribute of the whole article
 *
 * Returns: (transfer full): the name of its control
 */
char *
chiosa_label_studio_article_name (ChiosaTagset *tagset,
                                  const char   *attribute)
{
  guint n;
  const ChiosaAttributeType *article = chiosa_tagset_get_article_attributes (tagset, &n);

  n = count_attribute (article, n, attribute);
  return g_strconcat (count_name (tagset, attribute) > n ? ".." : "", attribute, NULL);
}

/**
 * chiosa_label_studio_name_to_id:
 * @name: of a control, ours or not
 * @type_name: (nullable): of the <Labels> that it goes with
 *
 * Returns: (transfer full): the id of the type or attribute
 */
char *
chiosa_label_studio_name_to_id (const char *name,
                                const char *type_name)
{
  const char *point = strrchr (name, '.');
  const char *type = type_name != NULL && *type_name == '.' ? type_name + 1 : type_name;
  gsize length = type != NULL ? strlen (type) : 0;

  if (point != NULL && point[1] != '\0')
    return chiosa_labels_to_id (point + 1);
  if (length > 0 && strncmp (name, type, length) == 0 && name[length] == '-' && name[length + 1] != '\0')
    return chiosa_labels_to_id (name + length + 1);

  return chiosa_labels_to_id (name);
}

/* --- XML ---------------------------------------------------------------------------------------------------------- */

/* Line ends and tabs as references, or a parser makes spaces of them; what XML cannot have at all becomes a space. */
static void
append_value (GString    *xml,
              const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (xml, "&amp;");
      else if (c == '<')
        g_string_append (xml, "&lt;");
      else if (c == '"')
        g_string_append (xml, "&quot;");
      else if (c == '\n' || c == '\r' || c == '\t')
        g_string_append_printf (xml, "&#%u;", c);
      else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF)
        g_string_append_c (xml, ' ');
      else
        g_string_append_unichar (xml, c);
    }
}

/* Nothing where there is no value. */
static void
append_attribute (Writer     *self,
                  const char *name,
                  const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  g_string_append_printf (self->xml, " %s=\"", name);
  append_value (self->xml, value);
  g_string_append_c (self->xml, '"');
}

static void
append_list (Writer      *self,
             const char  *name,
             const GStrv  list,
             const char  *separator)
{
  g_autofree char *joined = list != NULL ? g_strjoinv (separator, list) : NULL;

  append_attribute (self, name, joined);
}

static void
append_header (Writer     *self,
               const char *indent,
               const char *text,
               const char *size)
{
  g_string_append_printf (self->xml, "%s<Header", indent);
  append_attribute (self, "value", text);
  append_attribute (self, "size", size);
  g_string_append (self->xml, "/>\n");
}

/* --- Labels ------------------------------------------------------------------------------------------------------- */

/* Label Studio's keys are those of all labels together; ours are of a type's. */
static void
append_key (Writer *self,
            char    key)
{
  char text[] = { key, '\0' };

  append_attribute (self, key == 0 || g_hash_table_add (self->hotkeys, GINT_TO_POINTER (key)) ? "hotkey" : "data-key", text);
}

/* Whether a name can be shown for the id: no other tag beside it is called so, or the editor would take one for the other. */
static gboolean
name_is_clear (const ChiosaTag *tags,
               guint            n_tags,
               const ChiosaTag *tag)
{
  for (guint i = 0; i < n_tags; i++)
    {
      if (&tags[i] != tag && (g_str_equal (tags[i].name, tag->name) || g_str_equal (tags[i].id, tag->name)))
        return FALSE;
    }

  return TRUE;
}

/* value="Person" alias="PERSON" */
static void
append_names (Writer          *self,
              const ChiosaTag *tag,
              gboolean         clear)
{
  append_attribute (self, "value", clear && *tag->name != '\0' ? tag->name : tag->id);
  if (clear && !g_str_equal (tag->name, tag->id))
    append_attribute (self, "alias", tag->id);
  else if (!clear)
    append_attribute (self, "data-name", tag->name);
}

static void
append_label (Writer          *self,
              const ChiosaTag *tag,
              gboolean         clear,
              const char      *color)
{
  g_string_append (self->xml, "    <Label");
  append_names (self, tag, clear);
  append_attribute (self, "background", tag->color != NULL ? tag->color : color);
  append_key (self, tag->key);
  append_attribute (self, "hint", tag->guideline);
  g_string_append (self->xml, "/>\n");
}

static void
append_type (Writer               *self,
             const ChiosaSpanType *type)
{
  static const char * const shapes[] = { "tint", "line", "dashed", "dotted", "wave" };
  g_autofree char *name = chiosa_label_studio_type_name (type->tag.id);
  g_autofree char *fragments = type->max_fragments > 0 ? g_strdup_printf ("%u", type->max_fragments) : NULL;
  gboolean clear = TRUE;

  for (guint i = 0; i < type->n_labels; i++)
    clear = clear && !g_str_equal (type->labels[i].name, type->tag.name) && !g_str_equal (type->labels[i].id, type->tag.name);

  append_header (self, "  ", type->tag.name, "5");
  g_string_append (self->xml, "  <Labels");
  append_attribute (self, "name", name);
  append_attribute (self, "toName", CHIOSA_LABEL_STUDIO_OBJECT);
  append_attribute (self, "data-shape", shapes[type->shape]);
  append_attribute (self, "data-snap", type->snap_capitalised ? "capitalised" : NULL);
  append_attribute (self, "data-nest", type->may_nest ? NULL : "no");
  append_attribute (self, "data-cross", type->may_cross ? "yes" : NULL);
  append_attribute (self, "data-fragments", fragments);
  g_string_append (self->xml, ">\n");

  append_label (self, &type->tag, clear, NULL);
  for (guint i = 0; i < type->n_labels; i++)
    {
      /* A label with the id of its type would be taken for the type; the tasks write it the same way. */
      if (!g_str_equal (type->labels[i].id, type->tag.id))
        append_label (self, &type->labels[i], name_is_clear (type->labels, type->n_labels, &type->labels[i]), type->tag.color);
    }
  g_string_append (self->xml, "  </Labels>\n");
}

/* --- Attributes --------------------------------------------------------------------------------------------------- */

/* What is the same for all controls: where it belongs, and what only we know. */
static void
append_control (Writer                    *self,
                const char                *element,
                const char                *name,
                const char                *scope,
                const ChiosaAttributeType *attribute)
{
  g_string_append_printf (self->xml, "    <%s", element);
  append_attribute (self, "name", name);
  append_attribute (self, "toName", CHIOSA_LABEL_STUDIO_OBJECT);
  if (scope != NULL)
    append_attribute (self, "perRegion", "true");
  append_attribute (self, "whenTagName", scope);
  append_list (self, "whenLabelValue", attribute->labels, ",");
  append_attribute (self, "data-default", attribute->default_value);
  append_attribute (self, "data-preset", attribute->preset);
  append_attribute (self, "data-guideline", attribute->guideline);
}

static void
append_choices (Writer                    *self,
                const char                *name,
                const char                *scope,
                const ChiosaAttributeType *attribute)
{
  append_control (self, "Choices", name, scope, attribute);
  g_string_append (self->xml, " choice=\"single\" showInline=\"true\">\n");

  for (guint i = 0; i < attribute->n_values; i++)
    {
      g_string_append (self->xml, "      <Choice");
      append_names (self, &attribute->values[i], name_is_clear (attribute->values, attribute->n_values, &attribute->values[i]));
      append_attribute (self, "hint", attribute->values[i].guideline);
      g_string_append (self->xml, "/>\n");
    }

  if (attribute->kind == CHIOSA_ATTRIBUTE_FLAG)
    {
      ChiosaTag yes = { .id = (char *) "true", .name = (char *) _("Yes") };
      ChiosaTag no = { .id = (char *) "false", .name = (char *) _("No") };

      g_string_append (self->xml, "      <Choice");
      append_names (self, &yes, TRUE);
      g_string_append (self->xml, "/>\n      <Choice");
      append_names (self, &no, TRUE);
      g_string_append (self->xml, "/>\n");
    }
  g_string_append (self->xml, "    </Choices>\n");
}

static void
append_attribute_type (Writer                    *self,
                       const char                *name,
                       const char                *scope,
                       const ChiosaAttributeType *attribute)
{
  append_header (self, "    ", attribute->name, "6");

  switch (attribute->kind)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
    case CHIOSA_ATTRIBUTE_FLAG:
      append_choices (self, name, scope, attribute);
      return;

    case CHIOSA_ATTRIBUTE_NUMBER:
      append_control (self, "Number", name, scope, attribute);
      break;

    case CHIOSA_ATTRIBUTE_DATE:
      append_control (self, "DateTime", name, scope, attribute);
      g_string_append (self->xml, " only=\"date\" format=\"%Y-%m-%d\"");
      break;

    case CHIOSA_ATTRIBUTE_LINK:
    case CHIOSA_ATTRIBUTE_TEXT:
    default:
      append_control (self, "TextArea", name, scope, attribute);
      if (attribute->kind == CHIOSA_ATTRIBUTE_LINK)
        append_attribute (self, "placeholder", "https://");
      g_string_append (self->xml, " maxSubmissions=\"1\" editable=\"true\"");
      break;
    }
  g_string_append (self->xml, "/>\n");
}

/* The <View> decides by type, which controls do not hear. @scope "" : regions of every type; %NULL: the whole article. */
static void
append_view (Writer                    *self,
             const char                *name,
             const char                *scope,
             const ChiosaAttributeType *attribute)
{
  g_string_append (self->xml, "  <View");
  append_attribute (self, "visibleWhen", scope != NULL ? "region-selected" : NULL);
  append_attribute (self, "whenTagName", scope);
  append_list (self, "whenLabelValue", attribute->labels, ",");
  g_string_append (self->xml, ">\n");
  append_attribute_type (self, name, scope, attribute);
  g_string_append (self->xml, "  </View>\n");
}

static void
append_type_attributes (Writer               *self,
                        const ChiosaSpanType *type)
{
  g_autofree char *scope = chiosa_label_studio_type_name (type->tag.id);

  for (guint i = 0; i < type->n_attributes; i++)
    {
      g_autofree char *name = chiosa_label_studio_attribute_name (self->tagset, type->tag.id, type->attributes[i].id);

      append_view (self, name, scope, &type->attributes[i]);
    }
}

/* Those of every type are not listed as such by the tag set: those of its first type that this does not have itself. */
static void
append_shared_attributes (Writer               *self,
                          const ChiosaSpanType *type)
{
  g_autoptr (GPtrArray) all = chiosa_tagset_list_attributes (self->tagset, type->tag.id, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const ChiosaAttributeType *attribute = all->pdata[i];
      g_autofree char *name = NULL;

      if (count_attribute (type->attributes, type->n_attributes, attribute->id) > 0)
        continue;

      name = chiosa_label_studio_attribute_name (self->tagset, NULL, attribute->id);
      append_view (self, name, "", attribute);
    }
}

static void
append_relations (Writer *self)
{
  guint n;
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (self->tagset, &n);

  if (n == 0)
    return;

  g_string_append (self->xml, "  <Relations>\n");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *max = relations[i].max_per_from > 0 ? g_strdup_printf ("%u", relations[i].max_per_from) : NULL;

      g_string_append (self->xml, "    <Relation");
      append_attribute (self, "value", relations[i].tag.id);
      append_attribute (self, "background", relations[i].tag.color);
      append_attribute (self, "data-name", relations[i].tag.name);
      append_list (self, "data-from", relations[i].from, " ");
      append_list (self, "data-to", relations[i].to, " ");
      append_attribute (self, "data-symmetric", relations[i].symmetric ? "yes" : NULL);
      append_attribute (self, "data-transitive", relations[i].transitive ? "yes" : NULL);
      append_attribute (self, "data-same-family", relations[i].same_family ? "yes" : NULL);
      append_list (self, "data-family", relations[i].family, " ");
      append_attribute (self, "data-max-per-from", max);
      append_attribute (self, "data-guideline", relations[i].tag.guideline);
      g_string_append (self->xml, "/>\n");
    }
  g_string_append (self->xml, "  </Relations>\n");
}

/**
 * chiosa_label_studio_config_write:
 * @tagset: a tag set
 *
 * What is not carried: completeness rules and attributes of relations.
 *
 * Returns: (transfer full): the configuration
 */
char *
chiosa_label_studio_config_write (ChiosaTagset *tagset)
{
  g_autoptr (GHashTable) hotkeys = g_hash_table_new (NULL, NULL);
  Writer self = { .tagset = tagset, .xml = g_string_new ("<View"), .hotkeys = hotkeys };
  guint n_types, n_article;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);
  const ChiosaAttributeType *article = chiosa_tagset_get_article_attributes (tagset, &n_article);

  append_attribute (&self, "data-id", chiosa_tagset_get_id (tagset));
  append_attribute (&self, "data-name", chiosa_tagset_get_name (tagset));
  append_attribute (&self, "data-version", chiosa_tagset_get_version (tagset));
  append_attribute (&self, "data-description", chiosa_tagset_get_description (tagset));
  g_string_append (self.xml, ">\n");

  for (guint i = 0; i < n_types; i++)
    append_type (&self, &types[i]);
  g_string_append (self.xml, "  <Text name=\"" CHIOSA_LABEL_STUDIO_OBJECT "\" value=\"$text\"/>\n");

  for (guint i = 0; i < n_types; i++)
    append_type_attributes (&self, &types[i]);
  if (n_types > 0)
    append_shared_attributes (&self, &types[0]);
  for (guint i = 0; i < n_article; i++)
    {
      g_autofree char *name = chiosa_label_studio_article_name (tagset, article[i].id);

      append_view (&self, name, NULL, &article[i]);
    }

  append_relations (&self);
  g_string_append (self.xml, "</View>\n");
  return g_string_free (self.xml, FALSE);
}
