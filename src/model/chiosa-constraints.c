/* chiosa-constraints.c
 *
 * The constraints that a document enforces, as pure checks of values. Whom to compare with is the document's to find.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-constraints.h"

#include "chiosa-document.h"

#include <glib/gi18n-lib.h>

static gboolean
spans_inside (const ChiosaSpan *inner,
              guint             n_inner,
              const ChiosaSpan *outer,
              guint             n_outer)
{
  for (guint i = 0, o = 0; i < n_inner; i++)
    {
      while (o < n_outer && outer[o].end < inner[i].end)
        o++;
      if (o == n_outer || outer[o].start > inner[i].start)
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_constraints_name:
 * @tagset: a tag set
 * @type: the id of a span type
 * @label: the id of a label, or ""
 *
 * Returns: (transfer full): what people call it: the label's name, or the type's where there is no label;
 *   the id of what the tag set does not know
 */
char *
chiosa_constraints_name (ChiosaTagset *tagset,
                         const char   *type,
                         const char   *label)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (tagset, type);
  const ChiosaTag *tag = chiosa_tagset_find_label (tagset, type, label);

  if (tag != NULL)
    return g_strdup (tag->name);
  if (label[0] != '\0')
    return g_strdup (label);

  return g_strdup (span_type != NULL ? span_type->tag.name : type);
}

/**
 * chiosa_constraints_relation_name:
 * @tagset: a tag set
 * @relation: the id of a relation type
 *
 * Returns: (transfer full): what people call it, or the id
 */
char *
chiosa_constraints_relation_name (ChiosaTagset *tagset,
                                  const char   *relation)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (tagset, relation);

  return g_strdup (type != NULL ? type->tag.name : relation);
}

/**
 * chiosa_constraints_check_label:
 * @tagset: a tag set
 * @type: the id of a span type
 * @label: the id of a label, or "" for none yet
 * @error: where to say what is not known
 *
 * Returns: whether the tag set has them
 */
gboolean
chiosa_constraints_check_label (ChiosaTagset  *tagset,
                                const char    *type,
                                const char    *label,
                                GError       **error)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (tagset, type);

  if (span_type == NULL)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
                   _("The tag set “%s” has no type “%s”"), chiosa_tagset_get_name (tagset), type);
      return FALSE;
    }

  if (label[0] != '\0' && chiosa_tagset_find_label (tagset, type, label) == NULL)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
                   /* Translators: the first is a label that is not there, the second a type such as "Claim" */
                   _("There is no label “%s” for “%s” in this tag set"), label, span_type->tag.name);
      return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_constraints_check_spans:
 * @tagset: a tag set
 * @type: the id of a span type
 * @spans: (inout) (array length=n_spans): fragments; put in order, touching ones joined
 * @n_spans: (inout): how many
 * @length: of the text, code points
 * @error: where to say what is wrong
 *
 * Returns: whether one annotation of @type may have such fragments
 */
gboolean
chiosa_constraints_check_spans (ChiosaTagset  *tagset,
                                const char    *type,
                                ChiosaSpan    *spans,
                                guint         *n_spans,
                                gsize          length,
                                GError       **error)
{
  const ChiosaSpanType *span_type = chiosa_tagset_find_type (tagset, type);

  if (*n_spans == 0 || !chiosa_spans_normalise (spans, n_spans, length))
    {
      g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN,
                           _("The selected words are empty, overlap each other, or lie outside the text. Select some words first"));
      return FALSE;
    }

  if (span_type != NULL && span_type->max_fragments > 0 && *n_spans > span_type->max_fragments)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN,
                   /* Translators: %s is a type such as "Cue" */
                   ngettext ("“%s” takes one uninterrupted stretch of text only",
                             "“%s” takes at most %u separate stretches of text",
                             span_type->max_fragments),
                   span_type->tag.name, span_type->max_fragments);
      return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_constraints_check_pair:
 * @tagset: a tag set
 * @annotation: what is to be
 * @spans: (array length=n_spans): where
 * @n_spans: how many
 * @other: one that is there, live
 * @other_spans: (array length=n_other_spans): where it stands
 * @n_other_spans: how many
 * @error: where to say what is wrong
 *
 * The same type and label on the same fragments is refused; so is, as the type says, crossing or nesting with the same type.
 * Imported annotations may cross and nest: they are as somebody else made them.
 *
 * Returns: whether they may stand beside each other
 */
gboolean
chiosa_constraints_check_pair (ChiosaTagset            *tagset,
                               const ChiosaAnnotation  *annotation,
                               const ChiosaSpan        *spans,
                               guint                    n_spans,
                               const ChiosaAnnotation  *other,
                               const ChiosaSpan        *other_spans,
                               guint                    n_other_spans,
                               GError                 **error)
{
  const ChiosaSpanType *type = chiosa_tagset_find_type (tagset, annotation->type);

  if (!g_str_equal (annotation->type, other->type))
    return TRUE;

  if (g_str_equal (annotation->label, other->label) && chiosa_spans_equal (spans, n_spans, other_spans, n_other_spans))
    {
      g_autofree char *name = chiosa_constraints_name (tagset, other->type, other->label);

      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_DUPLICATE,
                   _("These words are tagged as “%s” already"), name);
      return FALSE;
    }

  if (type == NULL || annotation->origin == CHIOSA_ORIGIN_IMPORT)
    return TRUE;

  if (!type->may_cross && chiosa_spans_cross (spans, n_spans, other_spans, n_other_spans))
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_CROSSING,
                   /* Translators: %s is a type such as "Claim" */
                   _("This would cross another “%s”; one may lie inside the other, but they may not overlap in part"),
                   type->tag.name);
      return FALSE;
    }

  if (!type->may_nest
      && (spans_inside (spans, n_spans, other_spans, n_other_spans)
          || spans_inside (other_spans, n_other_spans, spans, n_spans)))
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_CROSSING,
                   /* Translators: %s is a type such as "Cue" */
                   _("One “%s” may not lie inside another"), type->tag.name);
      return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_constraints_check_ends:
 * @tagset: a tag set
 * @relation: what is to be
 * @from: (nullable): the annotation it comes from
 * @to: (nullable): the annotation it leads to
 * @error: where to say what is wrong
 *
 * Returns: whether the tag set lets such a relation join these two
 */
gboolean
chiosa_constraints_check_ends (ChiosaTagset            *tagset,
                               const ChiosaRelation    *relation,
                               const ChiosaAnnotation  *from,
                               const ChiosaAnnotation  *to,
                               GError                 **error)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (tagset, relation->type);
  g_autofree char *from_name = NULL;
  g_autofree char *to_name = NULL;

  if (type == NULL)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
                   _("The tag set “%s” has no relation “%s”"), chiosa_tagset_get_name (tagset), relation->type);
      return FALSE;
    }

  if (from == NULL || to == NULL)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
                   _("There is no annotation “%s” to relate"), from == NULL ? relation->from : relation->to);
      return FALSE;
    }

  if (g_str_equal (relation->from, relation->to))
    {
      g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_RELATION,
                           _("An annotation cannot be related to itself"));
      return FALSE;
    }

  if (chiosa_tagset_may_join (tagset, relation->type, from->type, to->type))
    return TRUE;

  from_name = chiosa_constraints_name (tagset, from->type, "");
  to_name = chiosa_constraints_name (tagset, to->type, "");
  g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_RELATION,
               /* Translators: “Attributed to” cannot lead from “Source” to “Claim” */
               _("“%s” cannot lead from “%s” to “%s”"), type->tag.name, from_name, to_name);
  return FALSE;
}

/* Whether @other says the same as @relation, read backwards too when it is symmetric. */
static gboolean
says_the_same (const ChiosaRelation     *relation,
               const ChiosaRelation     *other,
               const ChiosaRelationType *type)
{
  if (!g_str_equal (relation->type, other->type))
    return FALSE;
  if (g_str_equal (relation->from, other->from) && g_str_equal (relation->to, other->to))
    return TRUE;

  return type->symmetric && g_str_equal (relation->from, other->to) && g_str_equal (relation->to, other->from);
}

/**
 * chiosa_constraints_check_siblings:
 * @tagset: a tag set that knows the type of @relation
 * @relation: what is to be
 * @siblings: (nullable) (element-type ChiosaRelation): all relations that @relation's from takes part in;
 *   one with the id of @relation is passed over
 * @error: where to say what is wrong
 *
 * Returns: whether it says something new, and not too many leave from there
 */
gboolean
chiosa_constraints_check_siblings (ChiosaTagset          *tagset,
                                   const ChiosaRelation  *relation,
                                   const GPtrArray       *siblings,
                                   GError               **error)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (tagset, relation->type);
  guint n_from = 0;

  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    {
      const ChiosaRelation *other = g_ptr_array_index (siblings, i);

      if (g_str_equal (other->id, relation->id))
        continue;

      if (says_the_same (relation, other, type))
        {
          g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_DUPLICATE,
                       _("The relation “%s” between these two is there already"), type->tag.name);
          return FALSE;
        }

      if (g_str_equal (relation->type, other->type) && g_str_equal (relation->from, other->from))
        n_from++;
    }

  if (type->max_per_from > 0 && n_from >= type->max_per_from)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_RELATION,
                   ngettext ("Only one relation “%s” may leave from an annotation",
                             "Only %2$u relations “%1$s” may leave from an annotation",
                             type->max_per_from),
                   type->tag.name, type->max_per_from);
      return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_constraints_check_value:
 * @tagset: a tag set
 * @type: the id of a span type
 * @attribute: the id of an attribute
 * @value: a value
 * @error: where to say what is wrong
 *
 * Returns: %FALSE when the attribute is a choice and @value is none of its values; what the tag set does not know is not judged
 */
gboolean
chiosa_constraints_check_value (ChiosaTagset  *tagset,
                                const char    *type,
                                const char    *attribute,
                                const char    *value,
                                GError       **error)
{
  const ChiosaAttributeType *attribute_type = chiosa_tagset_find_attribute (tagset, type, attribute);

  if (attribute_type == NULL || attribute_type->kind != CHIOSA_ATTRIBUTE_CHOICE)
    return TRUE;

  for (guint i = 0; i < attribute_type->n_values; i++)
    {
      if (g_str_equal (attribute_type->values[i].id, value))
        return TRUE;
    }

  g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
               /* Translators: “green” is not a value of “Verdict” */
               _("“%s” is not a value of “%s”"), value, attribute_type->name);
  return FALSE;
}
