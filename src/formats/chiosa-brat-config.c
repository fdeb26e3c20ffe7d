/* chiosa-brat-config.c
 *
 * brat's configuration as a tag set. Its entities become labels of one type, its events labels of another, the roles of events
 * relations. What a relation joins is said by types there and by labels here: the labels stand in the guideline, in brat's own words,
 * as do groups, synonyms and how often a role may be filled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-config-private.h"

#include "chiosa-labels.h"

#include <glib/gi18n-lib.h>

static ChiosaTag *
make_values (ChiosaBratDraft           *self,
             const ChiosaBratAttribute *attribute,
             guint                     *n)
{
  GArray *values = g_array_new (FALSE, TRUE, sizeof (ChiosaTag));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < attribute->values->len; i++)
    {
      const char *name = g_ptr_array_index (attribute->values, i);
      ChiosaTag tag = { .id = chiosa_labels_to_id (name), .name = g_strdup (name) };

      if (g_hash_table_add (seen, tag.id))
        g_array_append_val (values, tag);
      else
        chiosa_tag_clear (&tag);
    }
  *n = values->len;

  return (ChiosaTag *) (void *) g_array_free (values, values->len == 0);
}

/* (transfer full): the ids of the labels that have it; NULL for all */
static GStrv
make_label_list (const ChiosaBratAttribute *attribute,
                 guint                      kind)
{
  GPtrArray *labels = attribute->labels[kind];
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if ((attribute->of_all & (kind == 0 ? CHIOSA_BRAT_OF_SPANS : CHIOSA_BRAT_OF_EVENTS)) != 0 || labels->len == 0)
    return NULL;

  for (guint i = 0; i < labels->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (labels, i));

  return g_strv_builder_end (builder);
}

/* @labels: (transfer full) (nullable) */
static ChiosaAttributeType
make_attribute (ChiosaBratDraft           *self,
                const ChiosaBratAttribute *attribute,
                GStrv                      labels)
{
  ChiosaAttributeType type = { .id = g_strdup (attribute->id), .name = g_strdup (attribute->name), .labels = labels };

  type.guideline = attribute->guideline->len > 0 ? g_strdup (attribute->guideline->str) : NULL;
  type.values = make_values (self, attribute, &type.n_values);
  type.kind = type.n_values > 0 ? CHIOSA_ATTRIBUTE_CHOICE : CHIOSA_ATTRIBUTE_FLAG;

  return type;
}

static ChiosaAttributeType *
make_attributes (ChiosaBratDraft *self,
                 ChiosaBratEnds   of,
                 guint           *n)
{
  GArray *types = g_array_new (FALSE, TRUE, sizeof (ChiosaAttributeType));

  for (guint i = 0; i < self->attributes->len; i++)
    {
      const ChiosaBratAttribute *attribute = g_ptr_array_index (self->attributes, i);
      ChiosaAttributeType type;

      if ((attribute->of & of) == 0)
        continue;

      type = make_attribute (self, attribute, of == CHIOSA_BRAT_OF_RELATIONS ? NULL : make_label_list (attribute, of == CHIOSA_BRAT_OF_EVENTS));
      g_array_append_val (types, type);
    }
  *n = types->len;

  return (ChiosaAttributeType *) (void *) g_array_free (types, types->len == 0);
}

static void
make_type (ChiosaBratDraft     *self,
           ChiosaTagsetBuilder *builder,
           ChiosaBratEnds       kind)
{
  GArray *labels = self->labels[kind == CHIOSA_BRAT_OF_EVENTS];
  ChiosaSpanType type = { .may_nest = TRUE, .may_cross = TRUE };

  type.tag.id = g_strdup (kind == CHIOSA_BRAT_OF_EVENTS ? CHIOSA_BRAT_EVENT : CHIOSA_LABELS_UNKNOWN_TYPE);
  /* Translators: what is marked in a text, as opposed to an event */
  type.tag.name = g_strdup (kind == CHIOSA_BRAT_OF_EVENTS ? _("Event") : _("Span"));
  type.tag.color = g_strdup (kind == CHIOSA_BRAT_OF_EVENTS ? "#e66100" : "#3584e4");
  type.tag.key = kind == CHIOSA_BRAT_OF_EVENTS ? 'e' : 's';
  type.shape = kind == CHIOSA_BRAT_OF_EVENTS ? CHIOSA_SHAPE_LINE : CHIOSA_SHAPE_TINT;
  type.n_labels = labels->len;
  type.labels = (ChiosaTag *) (void *) g_array_steal (labels, NULL);
  type.attributes = make_attributes (self, kind, &type.n_attributes);
  g_array_append_val (builder->types, type);
}

static GStrv
make_ends (ChiosaBratEnds ends,
           gboolean       has_events)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!has_events || ends == 0)
    ends = CHIOSA_BRAT_OF_SPANS;
  if ((ends & CHIOSA_BRAT_OF_SPANS) != 0)
    g_strv_builder_add (builder, CHIOSA_LABELS_UNKNOWN_TYPE);
  if ((ends & CHIOSA_BRAT_OF_EVENTS) != 0)
    g_strv_builder_add (builder, CHIOSA_BRAT_EVENT);

  return g_strv_builder_end (builder);
}

static void
make_relations (ChiosaBratDraft     *self,
                ChiosaTagsetBuilder *builder,
                gboolean             has_events)
{
  for (guint i = 0; i < self->relations->len; i++)
    {
      ChiosaBratRelation *relation = g_ptr_array_index (self->relations, i);
      ChiosaRelationType type = { .symmetric = relation->symmetric, .transitive = relation->transitive };

      type.tag.id = g_strdup (relation->id);
      type.tag.name = g_strdup (relation->name);
      type.tag.color = g_strdup (relation->color);
      type.tag.guideline = relation->guideline->len > 0 ? g_strdup (relation->guideline->str) : NULL;
      type.from = make_ends (relation->from, has_events);
      type.to = make_ends (relation->to, has_events);
      type.attributes = make_attributes (self, CHIOSA_BRAT_OF_RELATIONS, &type.n_attributes);
      g_array_append_val (builder->relations, type);
    }
}

/* An id has to begin with a letter. */
static char *
make_id (const char *name)
{
  g_autofree char *id = chiosa_labels_to_id (name);

  return g_ascii_isalpha (*id) ? g_steal_pointer (&id) : g_strdup_printf ("brat-%.50s", id);
}

/**
 * chiosa_brat_config_read:
 * @config: the text of annotation.conf
 * @visual: (nullable): that of visual.conf: names and colours
 * @name: of the tag set: that of the folder
 * @problem: (nullable): told of what is left out
 * @data: for @problem
 * @error: return location
 *
 * Names that are no ids become some by chiosa_labels_to_id(), which stay names for people. The first nine labels have keys.
 *
 * Returns: (transfer full): a tag set, or %NULL
 */
ChiosaTagset *
chiosa_brat_config_read (const char               *config,
                         const char               *visual,
                         const char               *name,
                         ChiosaBratConfigProblem   problem,
                         gpointer                  data,
                         GError                  **error)
{
  g_autoptr (ChiosaBratConfig) parsed = chiosa_brat_config_parse (config, visual, problem, data);
  g_autoptr (ChiosaBratDraft) self = chiosa_brat_draft_new (parsed);
  ChiosaTagsetBuilder *builder = chiosa_tagset_builder_new ();
  gboolean has_events = self->labels[1]->len > 0;

  builder->id = make_id (name);
  builder->name = g_strdup (name);
  builder->version = g_strdup ("1.0");
  make_type (self, builder, CHIOSA_BRAT_OF_SPANS);
  if (has_events)
    make_type (self, builder, CHIOSA_BRAT_OF_EVENTS);
  make_relations (self, builder, has_events);

  return chiosa_tagset_builder_end (builder, error);
}
