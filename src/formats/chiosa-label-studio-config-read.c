/* chiosa-label-studio-config-read.c
 *
 * A labelling configuration of Label Studio as a tag set: ours, where nothing is lost but rules and attributes of relations, and those of
 * others, where elements that have no meaning for text are passed over. Writing is chiosa-label-studio-config.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-label-studio-config-private.h"

#include "chiosa-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
scope_clear (ChiosaLsScope *scope)
{
  g_free (scope->tag);
  g_free (scope->labels);
  g_free (scope->heading);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChiosaLsScope, scope_clear)

/* --- Labels ------------------------------------------------------------------------------------------------------- */

/* The first label that has the name of its <Labels> is the type itself. */
static void
read_labels_in (ChiosaLsReader *self,
                xmlNode        *parent,
                const char     *type_id,
                ChiosaSpanType *type,
                GArray         *labels,
                guint           depth)
{
  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      g_autofree char *raw = chiosa_ls_xml_is (node, "Label") ? chiosa_ls_read_value (node) : NULL;
      g_autofree char *id = raw != NULL ? chiosa_labels_to_id (raw) : NULL;
      ChiosaTag tag;

      if (raw != NULL && g_str_equal (raw, type_id))
        {
          chiosa_tag_clear (&type->tag);
          type->tag = chiosa_ls_read_tag (node, type_id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        }
      else if (raw != NULL && self->n_tags++ < MAX_TAGS && !chiosa_ls_tags_have (labels, id))
        {
          tag = chiosa_ls_read_tag (node, raw, "123456789");
          g_array_append_val (labels, tag);
        }
      else if (node->type == XML_ELEMENT_NODE && !chiosa_ls_xml_is (node, "Label"))
        read_labels_in (self, node, type_id, type, labels, depth + 1);
    }
}

/* Labels without a color of their own have the type's; each key once; labels without keys get the digits. */
static void
tidy_labels (ChiosaSpanType *type)
{
  gboolean taken[256] = { FALSE };
  gboolean keys = FALSE;

  for (guint i = 0; i < type->n_labels; i++)
    {
      ChiosaTag *label = &type->labels[i];
      guchar key = label->key;

      if (label->color != NULL && g_strcmp0 (label->color, type->tag.color) == 0)
        g_clear_pointer (&label->color, g_free);
      if (taken[key])
        label->key = 0;
      taken[key] = TRUE;
      keys = keys || label->key != 0;
    }

  for (guint i = 0; !keys && i < MIN (type->n_labels, 9u); i++)
    type->labels[i].key = '1' + i;
}

static void
add_type (ChiosaLsReader *self,
          const char     *name,
          ChiosaSpanType *type)
{
  static const char * const colors[] = { "#3584e4", "#e66100", "#26a269", "#a454c0", "#c4472f", "#187f96", "#a1660a", "#b5568c" };
  GArray *types = self->builder->types;
  GHashTable *labels = g_hash_table_new (g_str_hash, g_str_equal);

  if (type->tag.color == NULL)
    type->tag.color = g_strdup (colors[types->len % G_N_ELEMENTS (colors)]);
  for (guint i = 0; i < types->len; i++)
    {
      if (g_array_index (types, ChiosaSpanType, i).tag.key == type->tag.key)
        type->tag.key = 0;
    }

  for (guint i = 0; i < type->n_labels; i++)
    g_hash_table_add (labels, type->labels[i].id);
  g_ptr_array_add (self->labels, labels);
  g_array_append_val (types, *type);
  g_hash_table_insert (self->types, g_strdup (name), GUINT_TO_POINTER (types->len));
}

static guint
find_type_id (ChiosaLsReader *self,
              const char     *id)
{
  for (guint i = 0; i < self->builder->types->len; i++)
    {
      if (g_str_equal (g_array_index (self->builder->types, ChiosaSpanType, i).tag.id, id))
        return i + 1;
    }

  return 0;
}

static void
read_type (ChiosaLsReader *self,
           xmlNode        *node)
{
  static const char * const shapes[] = { "tint", "line", "dashed", "dotted", "wave" };
  g_autofree char *name = chiosa_ls_xml_get (node, "name");
  g_autofree char *id = name != NULL ? chiosa_label_studio_name_to_id (name, NULL) : NULL;
  g_autofree char *shape = chiosa_ls_xml_get (node, "data-shape");
  g_autofree char *snap = chiosa_ls_xml_get (node, "data-snap");
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (ChiosaTag));
  ChiosaSpanType type = { 0 };

  if (name == NULL || self->n_controls++ >= MAX_CONTROLS || find_type_id (self, id) != 0)
    return;

  type.tag.name = g_strdup (name);
  type.tag.id = g_strdup (id);
  type.snap_capitalised = g_strcmp0 (snap, "capitalised") == 0;
  type.may_nest = chiosa_ls_xml_flag (node, "data-nest", TRUE);
  type.may_cross = chiosa_ls_xml_flag (node, "data-cross", shape == NULL);
  type.max_fragments = chiosa_ls_xml_count (node, "data-fragments");
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_strcmp0 (shape, shapes[i]) == 0)
      type.shape = i;

  read_labels_in (self, node, id, &type, labels, 0);
  type.n_labels = labels->len;
  type.labels = (ChiosaTag *) (void *) g_array_free (g_steal_pointer (&labels), type.n_labels == 0);
  tidy_labels (&type);
  add_type (self, name, &type);
}

/* What can be put on text: not boxes, brushes, key points. */
static void
read_types (ChiosaLsReader *self,
            xmlNode        *parent,
            guint           depth)
{
  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      if (chiosa_ls_xml_is (node, "Labels") || chiosa_ls_xml_is (node, "HyperTextLabels") || chiosa_ls_xml_is (node, "ParagraphLabels"))
        read_type (self, node);
      else if (node->type == XML_ELEMENT_NODE)
        read_types (self, node, depth + 1);
    }
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

/* Of @ids those that are types; all types where there are none. */
static GStrv
known_types (ChiosaLsReader *self,
             xmlNode        *node,
             const char     *name,
             gboolean        all)
{
  g_autofree char *value = chiosa_ls_xml_get (node, name);
  g_auto (GStrv) ids = chiosa_ls_ids (value, " ,");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (find_type_id (self, ids[i]) == 0)
        continue;

      g_strv_builder_add (builder, ids[i]);
      n++;
    }
  for (guint i = 0; n == 0 && all && i < self->builder->types->len; i++)
    g_strv_builder_add (builder, g_array_index (self->builder->types, ChiosaSpanType, i).tag.id);

  return n > 0 || all ? g_strv_builder_end (builder) : NULL;
}

static void
read_relation (ChiosaLsReader *self,
               xmlNode        *node)
{
  g_autofree char *raw = chiosa_ls_read_value (node);
  g_autofree char *key = NULL;
  ChiosaRelationType relation = { 0 };

  if (raw == NULL || self->n_controls++ >= MAX_CONTROLS)
    return;

  relation.tag = chiosa_ls_read_tag (node, raw, "");
  key = g_strdup_printf ("relation\n%s", relation.tag.id);
  if (!g_hash_table_add (self->seen, g_steal_pointer (&key)))
    {
      chiosa_tag_clear (&relation.tag);
      return;
    }

  g_free (relation.tag.guideline);
  relation.tag.guideline = chiosa_ls_xml_get (node, "data-guideline");
  relation.from = known_types (self, node, "data-from", TRUE);
  relation.to = known_types (self, node, "data-to", TRUE);
  relation.symmetric = chiosa_ls_xml_flag (node, "data-symmetric", FALSE);
  relation.transitive = chiosa_ls_xml_flag (node, "data-transitive", FALSE);
  relation.same_family = chiosa_ls_xml_flag (node, "data-same-family", FALSE);
  relation.family = known_types (self, node, "data-family", FALSE);
  relation.max_per_from = chiosa_ls_xml_count (node, "data-max-per-from");
  g_array_append_val (self->builder->relations, relation);
}

/* Attributes and relations; labels are known already. */
static void
read_controls (ChiosaLsReader      *self,
               xmlNode             *parent,
               const ChiosaLsScope *around,
               guint                depth)
{
  g_auto (ChiosaLsScope) scope = { 0 };

  if (parent->type == XML_ELEMENT_NODE)
    {
      scope.tag = chiosa_ls_xml_get (parent, "whenTagName");
      scope.labels = chiosa_ls_xml_get (parent, "whenLabelValue");
    }
  if (scope.tag == NULL && around != NULL)
    scope.tag = g_strdup (around->tag);
  if (scope.labels == NULL && around != NULL)
    scope.labels = g_strdup (around->labels);

  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;

      if (chiosa_ls_xml_is (node, "Header"))
        {
          g_free (scope.heading);
          scope.heading = chiosa_ls_xml_get (node, "value");
        }
      else if (chiosa_ls_xml_is (node, "Relation"))
        read_relation (self, node);
      else if (chiosa_ls_xml_has (node, "toName"))
        {
          chiosa_ls_read_attribute (self, node, &scope);
          g_clear_pointer (&scope.heading, g_free);
        }
      else
        read_controls (self, node, &scope, depth + 1);
    }
}

/* --- The file ----------------------------------------------------------------------------------------------------- */

/* Where only the whole text is labelled, or nothing yet, there is one type to mark words with. */
static gboolean
add_missing_type (ChiosaLsReader  *self,
                  const char      *name,
                  GError         **error)
{
  ChiosaSpanType type = { .tag = { .id = g_strdup (CHIOSA_LABELS_UNKNOWN_TYPE), .name = g_strdup (CHIOSA_LABELS_UNKNOWN_TYPE) },
                          .may_nest = TRUE, .may_cross = TRUE };

  if (self->builder->article->len + self->builder->attributes->len + self->builder->relations->len > 0)
    {
      add_type (self, CHIOSA_LABELS_UNKNOWN_TYPE, &type);
      return TRUE;
    }

  chiosa_span_type_clear (&type);
  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
               _("“%s” has no labels for text"), name);
  return FALSE;
}

/* Ids of relations' ends where there was no type when they were read. */
static void
complete_relations (ChiosaLsReader *self)
{
  for (guint i = 0; i < self->builder->relations->len; i++)
    {
      ChiosaRelationType *relation = &g_array_index (self->builder->relations, ChiosaRelationType, i);
      const char *ids[] = { CHIOSA_LABELS_UNKNOWN_TYPE, NULL };

      if (relation->from[0] == NULL)
        {
          g_strfreev (relation->from);
          relation->from = g_strdupv ((char **) ids);
        }
      if (relation->to[0] == NULL)
        {
          g_strfreev (relation->to);
          relation->to = g_strdupv ((char **) ids);
        }
    }
}

static void
read_head (ChiosaTagsetBuilder *builder,
           xmlNode             *root,
           const char          *name)
{
  g_autofree char *id = chiosa_ls_xml_get (root, "data-id");
  g_autofree char *base = g_path_get_basename (name);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';

  builder->id = chiosa_labels_to_id (id != NULL ? id : base);
  builder->name = chiosa_ls_xml_get (root, "data-name");
  if (builder->name == NULL)
    builder->name = g_strdup (base);
  builder->version = chiosa_ls_xml_get (root, "data-version");
  builder->description = chiosa_ls_xml_get (root, "data-description");
}

/**
 * chiosa_label_studio_config_read:
 * @xml: a labelling configuration, UTF-8
 * @name: the file, for messages
 * @error: %CHIOSA_FORMAT_ERROR_SYNTAX for what is no XML or has no labels; %CHIOSA_MODEL_ERROR_TAGSET for what makes no tag set
 *
 * Returns: (transfer full): the tag set
 */
ChiosaTagset *
chiosa_label_studio_config_read (const char  *xml,
                                 const char  *name,
                                 GError     **error)
{
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  ChiosaLsReader self = { .types = types, .labels = labels, .seen = seen };
  xmlDoc *document = chiosa_ls_xml_parse (xml, name, error);
  ChiosaTagset *tagset = NULL;

  if (document == NULL)
    return NULL;

  self.builder = chiosa_tagset_builder_new ();
  read_head (self.builder, xmlDocGetRootElement (document), name);
  read_types (&self, (xmlNode *) document, 0);
  read_controls (&self, (xmlNode *) document, NULL, 0);
  xmlFreeDoc (document);

  if (self.n_tags > MAX_TAGS || self.n_controls > MAX_CONTROLS)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   _("“%s” has more labels or controls than can be read"), name);
      chiosa_tagset_builder_free (self.builder);
      return NULL;
    }
  if (self.builder->types->len == 0 && !add_missing_type (&self, name, error))
    {
      chiosa_tagset_builder_free (self.builder);
      return NULL;
    }
  complete_relations (&self);

  tagset = chiosa_tagset_builder_end (g_steal_pointer (&self.builder), error);
  if (tagset == NULL)
    g_prefix_error (error, "“%s”: ", name);
  return tagset;
}

/* The first object that shows text. */
static char *
find_text_key (xmlNode *parent,
               guint    depth)
{
  for (xmlNode *node = parent->children; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      gboolean object = chiosa_ls_xml_is (node, "Text") || chiosa_ls_xml_is (node, "HyperText");
      g_autofree char *value = object ? chiosa_ls_xml_get (node, "value") : NULL;
      char *found = NULL;

      if (value != NULL && *value == '$')
        return g_strdup (value + 1);
      if (node->type == XML_ELEMENT_NODE)
        found = find_text_key (node, depth + 1);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * chiosa_label_studio_config_get_text_key:
 * @xml: a labelling configuration, UTF-8
 *
 * Returns: (transfer full) (nullable): the key of the text among the data of a task
 */
char *
chiosa_label_studio_config_get_text_key (const char *xml)
{
  xmlDoc *document = chiosa_ls_xml_parse (xml, "", NULL);
  char *key = document != NULL ? find_text_key ((xmlNode *) document, 0) : NULL;

  g_clear_pointer (&document, xmlFreeDoc);
  return key;
}
