/* chiosa-annotation-check.c
 *
 * What is odd about one annotation or one relation by itself: not in the tag set, words that cannot be right,
 * ends that do not fit. The tag set's own rules are chiosa-rule-plan.c, how spans lie in each other is chiosa-nesting.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-annotation-check.h"

#include <glib/gi18n-lib.h>

#include "chiosa-attribute-check.h"

#define MAX_SHOWN 40

/* The tag set's ids that have a meaning of their own (reference/domain.md 1.3). */
#define CLAIM_TYPE "claim"

static const char *own_words_relations[] = { "attributed_to", "cued_by", NULL };

/* Names from files may be long. */
static char *
shorten (const char *text)
{
  return g_utf8_truncate_middle (text, MAX_SHOWN);
}

static const char *
find_name (const ChiosaTag *tags,
           guint            n_tags,
           const char      *id)
{
  for (guint i = 0; i < n_tags; i++)
    if (g_str_equal (tags[i].id, id))
      return tags[i].name;

  return NULL;
}

static const ChiosaAttributeType *
find_attribute (const ChiosaAttributeType *types,
                guint                      n_types,
                const char                *id)
{
  for (guint i = 0; i < n_types; i++)
    if (g_str_equal (types[i].id, id))
      return &types[i];

  return NULL;
}

static void
check_value (ChiosaCheck               *self,
             const char                *id,
             const char                *name,
             const ChiosaAttributeType *attribute,
             const char                *value)
{
  g_autofree char *shown = shorten (value);

  if (attribute == NULL)
    {
      g_autofree char *shown_name = shorten (name);

      chiosa_check_add (self, CHIOSA_FINDING_WARNING, id, "unknown-attribute",
                        /* Translators: %s is the id of an attribute */
                        g_strdup_printf (_("The tag set has no attribute “%s” here"), shown_name));
      return;
    }

  if (chiosa_attribute_value_fits (attribute, value))
    return;

  chiosa_check_add (self, CHIOSA_FINDING_WARNING, id, "unknown-value",
                    /* Translators: a value, then the name of an attribute */
                    g_strdup_printf (_("“%s” is no value for “%s”"), shown, attribute->name));
}

static void
check_annotation_attributes (ChiosaCheck            *self,
                             const ChiosaAnnotation *annotation)
{
  guint n = chiosa_attributes_get_n (annotation->attributes);

  for (guint i = 0; i < n; i++)
    {
      const char *value;
      const char *name = chiosa_attributes_nth (annotation->attributes, i, NULL, &value);

      check_value (self, annotation->id, name,
                   chiosa_tagset_find_attribute (self->tagset, annotation->type, name), value);
    }
}

static void
check_known (ChiosaCheck            *self,
             const ChiosaAnnotation *annotation,
             const ChiosaSpanType   *type)
{
  if (type == NULL)
    {
      g_autofree char *shown = shorten (annotation->type);

      chiosa_check_add (self, CHIOSA_FINDING_WARNING, annotation->id, "unknown-type",
                        g_strdup_printf (_("The tag set has no type “%s”"), shown));
      return;
    }

  if (*annotation->label != '\0' && find_name (type->labels, type->n_labels, annotation->label) == NULL)
    {
      g_autofree char *shown = shorten (annotation->label);

      chiosa_check_add (self, CHIOSA_FINDING_WARNING, annotation->id, "unknown-label",
                        /* Translators: the id of a label, then the name of a span type: “FACTS” is no label of Claim */
                        g_strdup_printf (_("“%s” is no label of %s"), shown, type->tag.name));
    }

  check_annotation_attributes (self, annotation);
}

static gboolean
has_letter (const ChiosaText   *text,
            const ChiosaPlaced *placed)
{
  for (guint i = 0; i < placed->n_spans; i++)
    for (gsize at = placed->spans[i].start; at < placed->spans[i].end; at++)
      if (g_unichar_isalpha (chiosa_text_get_char (text, at)))
        return TRUE;

  return FALSE;
}

static void
check_words (ChiosaCheck          *self,
             const ChiosaPlaced   *placed,
             const ChiosaSpanType *type)
{
  const ChiosaAnnotation *annotation = placed->annotation;

  if (type->max_fragments > 0 && placed->n_spans > type->max_fragments)
    chiosa_check_add (self, CHIOSA_FINDING_WARNING, annotation->id, "fragments",
                      /* Translators: %s is the name of a span type: Cue in more than 1 piece */
                      g_strdup_printf (ngettext ("%s in more than %u piece", "%s in more than %u pieces",
                                                 type->max_fragments),
                                       type->tag.name, type->max_fragments));

  if (g_str_equal (annotation->type, CLAIM_TYPE) && !has_letter (self->text, placed))
    chiosa_check_add (self, CHIOSA_FINDING_WARNING, annotation->id, "no-letter",
                      g_strdup_printf (_("%s without a letter"), type->tag.name));
}

/* A claim says what its source said: the words that name the source or report it do not belong to it. */
static void
check_own_words (ChiosaCheck          *self,
                 const ChiosaRelation *relation,
                 const ChiosaPlaced   *from,
                 const ChiosaPlaced   *to)
{
  const ChiosaSpanType *from_type = chiosa_tagset_find_type (self->tagset, from->annotation->type);
  const ChiosaSpanType *to_type = chiosa_tagset_find_type (self->tagset, to->annotation->type);

  if (!g_strv_contains (own_words_relations, relation->type) || from_type == NULL || to_type == NULL)
    return;

  if (!chiosa_spans_overlap (from->spans, from->n_spans, to->spans, to->n_spans))
    return;

  chiosa_check_add (self, CHIOSA_FINDING_WARNING, from->annotation->id, "own-words",
                    /* Translators: names of span types: Claim holds the words of its Source: cut them out as a gap */
                    g_strdup_printf (_("%s holds the words of its %s: cut them out as a gap"),
                                     from_type->tag.name, to_type->tag.name));
}

static gboolean
ends_fit (ChiosaTagset             *tagset,
          const ChiosaRelationType *type,
          const char               *from,
          const char               *to)
{
  g_autoptr (GPtrArray) forth = chiosa_tagset_list_relations (tagset, from, to);
  g_autoptr (GPtrArray) back = NULL;

  if (g_ptr_array_find (forth, type, NULL))
    return TRUE;

  if (!type->symmetric)
    return FALSE;

  back = chiosa_tagset_list_relations (tagset, to, from);

  return g_ptr_array_find (back, type, NULL);
}

static void
check_ends (ChiosaCheck              *self,
            const ChiosaRelation     *relation,
            const ChiosaRelationType *type)
{
  const ChiosaPlaced *from = g_hash_table_lookup (self->placed, relation->from);
  const ChiosaPlaced *to = g_hash_table_lookup (self->placed, relation->to);

  if (from == NULL || to == NULL)
    {
      chiosa_check_add (self, CHIOSA_FINDING_WARNING, relation->id, "dangling-relation",
                        /* Translators: %s is the id of an annotation */
                        g_strdup_printf (_("An end of the relation is missing: there is no annotation “%s”"),
                                         from == NULL ? relation->from : relation->to));
      return;
    }

  if (from == to)
    {
      chiosa_check_add (self, CHIOSA_FINDING_ERROR, relation->id, "self-relation",
                        g_strdup (_("The relation joins an annotation with itself")));
      return;
    }

  if (!ends_fit (self->tagset, type, from->annotation->type, to->annotation->type))
    chiosa_check_add (self, CHIOSA_FINDING_ERROR, relation->id, "relation-ends",
                      /* Translators: the name of a relation, then ids of span types */
                      g_strdup_printf (_("“%s” cannot lead from %s to %s"), type->tag.name,
                                       from->annotation->type, to->annotation->type));

  check_own_words (self, relation, from, to);
}

void
chiosa_finding_free (ChiosaFinding *finding)
{
  g_free (finding->id);
  g_free (finding->rule);
  g_free (finding->message);
  g_free (finding);
}

/**
 * chiosa_check_add:
 * @self: the check
 * @level: how bad it is
 * @id: (nullable): of the annotation or relation
 * @rule: stable name of what was checked
 * @message: (transfer full): for a person
 */
void
chiosa_check_add (ChiosaCheck        *self,
                  ChiosaFindingLevel  level,
                  const char         *id,
                  const char         *rule,
                  char               *message)
{
  ChiosaFinding *finding = g_new0 (ChiosaFinding, 1);

  finding->level = level;
  finding->id = g_strdup (id);
  finding->rule = g_strdup (rule);
  finding->message = message;

  g_ptr_array_add (self->findings, finding);
}

/**
 * chiosa_check_annotation:
 * @self: the check
 * @placed: an annotation and where it stands
 */
void
chiosa_check_annotation (ChiosaCheck        *self,
                         const ChiosaPlaced *placed)
{
  const ChiosaAnnotation *annotation = placed->annotation;
  const ChiosaSpanType *type = chiosa_tagset_find_type (self->tagset, annotation->type);

  check_known (self, annotation, type);

  if (annotation->state == CHIOSA_STATE_DETACHED)
    {
      chiosa_check_add (self, CHIOSA_FINDING_WARNING, annotation->id, "detached",
                        g_strdup (_("Its words are no longer in the article")));
      return;
    }

  if (annotation->review)
    chiosa_check_add (self, CHIOSA_FINDING_WARNING, annotation->id, "review",
                      g_strdup (_("Its words have changed: check that it still fits")));

  if (type != NULL)
    check_words (self, placed, type);
}

/**
 * chiosa_check_relation:
 * @self: the check, whose places include both ends
 * @relation: a relation
 */
void
chiosa_check_relation (ChiosaCheck          *self,
                       const ChiosaRelation *relation)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (self->tagset, relation->type);

  if (type == NULL)
    {
      g_autofree char *shown = shorten (relation->type);

      chiosa_check_add (self, CHIOSA_FINDING_WARNING, relation->id, "unknown-relation",
                        g_strdup_printf (_("The tag set has no relation “%s”"), shown));
      return;
    }

  check_ends (self, relation, type);
  chiosa_check_attributes (self, relation->id, type->attributes, type->n_attributes, relation->attributes);
}

/**
 * chiosa_check_attributes:
 * @self: the check
 * @id: (nullable): of the relation; %NULL for the article
 * @types: (array length=n_types): the attributes that may be there
 * @n_types: how many
 * @attributes: (nullable): those that are there
 */
void
chiosa_check_attributes (ChiosaCheck               *self,
                         const char                *id,
                         const ChiosaAttributeType *types,
                         guint                      n_types,
                         const ChiosaAttributes    *attributes)
{
  guint n = chiosa_attributes_get_n (attributes);

  for (guint i = 0; i < n; i++)
    {
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, NULL, &value);

      check_value (self, id, name, find_attribute (types, n_types, name), value);
    }
}
