/* chiosa-document-annotations.c
 *
 * Changing, moving and removing annotations, each as one step with a name for people. Making them: chiosa-document-tag.c.
 * What is allowed is asked of chiosa-constraints.c; what edits of the text do is in chiosa-document-edit.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include "chiosa-constraints.h"

#include <glib/gi18n-lib.h>

/* A value to be changed, of one that is there. */
static ChiosaAnnotation *
copy_of (ChiosaDocument  *self,
         const char      *id,
         GError         **error)
{
  g_autoptr (ChiosaAnnotation) annotation = NULL;

  if (!chiosa_document_check_writable (self, error))
    return NULL;

  annotation = chiosa_document_require (self, id, error);
  return annotation != NULL ? chiosa_annotation_copy (annotation) : NULL;
}

static char *
name_of (ChiosaDocument         *self,
         const ChiosaAnnotation *annotation)
{
  return chiosa_constraints_name (self->tagset, annotation->type, annotation->label);
}

/* "Change Verdict": the name of the first attribute that differs. */
static char *
attribute_step_name (ChiosaDocument *self,
                     const char     *type,
                     const char     *attribute)
{
  const ChiosaAttributeType *attribute_type = chiosa_tagset_find_attribute (self->tagset, type, attribute);

  /* Translators: a step in the history; %s is the name of an attribute, such as "Verdict" */
  return g_strdup_printf (C_("step", "Change %s"), attribute_type != NULL ? attribute_type->name : attribute);
}

static const char *
first_difference (const ChiosaAnnotation *a,
                  const ChiosaAnnotation *b)
{
  const ChiosaAnnotation *both[] = { a, b };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const ChiosaAnnotation *other = both[1 - i];

      for (guint n = 0; n < chiosa_attributes_get_n (both[i]->attributes); n++)
        {
          const char *value;
          const char *name = chiosa_attributes_nth (both[i]->attributes, n, NULL, &value);

          if (g_strcmp0 (value, chiosa_annotation_get_attribute (other, name)) != 0)
            return name;
        }
    }

  return NULL;
}

static char *
change_step_name (ChiosaDocument         *self,
                  const ChiosaAnnotation *before,
                  const ChiosaAnnotation *after)
{
  const char *attribute = first_difference (before, after);
  g_autofree char *name = name_of (self, after);

  if (!g_str_equal (before->type, after->type) || !g_str_equal (before->label, after->label))
    /* Translators: a step in the history; %s is the name of a label, such as "Person" */
    return g_strdup_printf (C_("step", "Change Label to %s"), name);
  if (attribute != NULL)
    return attribute_step_name (self, after->type, attribute);
  if (g_strcmp0 (before->note, after->note) != 0)
    return g_strdup (C_("step", "Change Note"));

  return g_strdup_printf (C_("step", "Change %s"), name);
}

/* One that is being put where it stands, so that only what is written on it changes. */
static void
replace_value (ChiosaDocument   *self,
               ChiosaAnnotation *changed)
{
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  spans = chiosa_document_get_spans (self, changed->id, &n_spans);
  chiosa_document_put (self, changed, spans, n_spans);
}

static gboolean
check_new_label (ChiosaDocument          *self,
                 const ChiosaAnnotation  *changed,
                 GError                 **error)
{
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  if (!chiosa_constraints_check_label (self->tagset, changed->type, changed->label, error)
      || !chiosa_document_check_relations_of (self, changed, error))
    return FALSE;

  spans = chiosa_document_get_spans (self, changed->id, &n_spans);
  if (n_spans == 0)
    return TRUE;

  return chiosa_constraints_check_spans (self->tagset, changed->type, spans, &n_spans,
                                         chiosa_text_get_length (self->text), error)
         && chiosa_document_check_place (self, changed, spans, n_spans, error);
}

/* @changed is owned by the caller alone. */
static gboolean
apply_change (ChiosaDocument    *self,
              ChiosaAnnotation  *changed,
              const char        *name,
              GError           **error)
{
  g_autoptr (ChiosaAnnotation) before = chiosa_document_require (self, changed->id, error);
  g_autofree char *fitting = NULL;

  if (before == NULL)
    return FALSE;
  if (chiosa_annotation_equal (before, changed))
    return TRUE;
  if ((!g_str_equal (before->type, changed->type) || !g_str_equal (before->label, changed->label))
      && !check_new_label (self, changed, error))
    return FALSE;

  fitting = name == NULL ? change_step_name (self, before, changed) : NULL;
  chiosa_document_begin_step (self, name != NULL ? name : fitting);
  replace_value (self, changed);
  chiosa_document_end_step (self);
  return TRUE;
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_change:
 * @self: a document
 * @changed: a value with the id of one that is there; a reference is taken
 * @name: (nullable): the name of the step, translated; %NULL for a fitting one
 * @error: where to say why it was refused
 *
 * Puts @changed in the place of what has its id. Whether it is live, and what was last seen of it, stay as they are:
 * that is chiosa_document_set_spans()'s to change. The same value again is no step.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_change (ChiosaDocument    *self,
                        ChiosaAnnotation  *changed,
                        const char        *name,
                        GError           **error)
{
  g_autoptr (ChiosaAnnotation) before = NULL;
  g_autoptr (ChiosaAnnotation) value = NULL;

  if (!chiosa_document_check_writable (self, error))
    return FALSE;

  before = chiosa_document_require (self, changed->id, error);
  if (before == NULL)
    return FALSE;

  if (changed->state == before->state && chiosa_quote_equal (changed->quote, before->quote))
    return apply_change (self, changed, name, error);

  value = chiosa_annotation_copy (changed);
  value->state = before->state;
  g_clear_pointer (&value->quote, chiosa_quote_free);
  value->quote = chiosa_quote_copy (before->quote);
  return apply_change (self, value, name, error);
}

/**
 * chiosa_document_relabel:
 * @self: a document
 * @id: the id of an annotation
 * @type: (nullable): the id of a span type; %NULL: the one it has
 * @label: (nullable): the id of a label of it
 * @error: where to say why it was refused
 *
 * Attributes stay, also those that the new type does not have. Refused when its relations could not stay.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_relabel (ChiosaDocument  *self,
                         const char      *id,
                         const char      *type,
                         const char      *label,
                         GError         **error)
{
  g_autoptr (ChiosaAnnotation) changed = copy_of (self, id, error);

  if (changed == NULL)
    return FALSE;

  if (type != NULL)
    changed->type = g_intern_string (type);
  changed->label = g_intern_string (label != NULL ? label : "");
  return apply_change (self, changed, NULL, error);
}

/**
 * chiosa_document_set_attribute:
 * @self: a document
 * @id: the id of an annotation
 * @attribute: the id of an attribute
 * @kind: what the value is
 * @value: (nullable): the value as text; %NULL unsets it
 * @error: where to say why it was refused
 *
 * The tag set's default is stored as not set: sidecars hold only what differs.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_set_attribute (ChiosaDocument   *self,
                               const char       *id,
                               const char       *attribute,
                               ChiosaValueKind   kind,
                               const char       *value,
                               GError          **error)
{
  g_autoptr (ChiosaAnnotation) changed = copy_of (self, id, error);
  g_autofree char *name = NULL;
  const ChiosaAttributeType *type;

  if (changed == NULL)
    return FALSE;
  if (value != NULL && !chiosa_constraints_check_value (self->tagset, changed->type, attribute, value, error))
    return FALSE;

  type = chiosa_tagset_find_attribute (self->tagset, changed->type, attribute);
  if (type != NULL && g_strcmp0 (type->default_value, value) == 0)
    value = NULL;

  chiosa_annotation_set_attribute (changed, attribute, kind, value);
  name = attribute_step_name (self, changed->type, attribute);
  return apply_change (self, changed, name, error);
}

/**
 * chiosa_document_set_note:
 * @self: a document
 * @id: the id of an annotation
 * @note: (nullable): what a person says about it; "" is as good as %NULL
 * @error: where to say why it was refused
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_set_note (ChiosaDocument  *self,
                          const char      *id,
                          const char      *note,
                          GError         **error)
{
  g_autoptr (ChiosaAnnotation) changed = copy_of (self, id, error);

  if (changed == NULL)
    return FALSE;

  g_set_str (&changed->note, note != NULL && note[0] != '\0' ? note : NULL);
  return apply_change (self, changed, C_("step", "Change Note"), error);
}

static const char *
move_step_name (guint n_before,
                guint n_after)
{
  if (n_before == 0)
    return C_("step", "Re-attach");

  return n_after > n_before ? C_("step", "Add Fragment") : C_("step", "Move Boundaries");
}

/**
 * chiosa_document_set_spans:
 * @self: a document
 * @id: the id of an annotation
 * @spans: (array length=n_spans): its words from now on, code points; put in order, touching ones joined
 * @n_spans: how many
 * @error: where to say why it was refused
 *
 * A person has said where it belongs: it asks for no review any more.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_set_spans (ChiosaDocument    *self,
                           const char        *id,
                           const ChiosaSpan  *spans,
                           guint              n_spans,
                           GError           **error)
{
  g_autoptr (ChiosaAnnotation) changed = copy_of (self, id, error);
  g_autofree ChiosaSpan *checked = NULL;
  g_autofree ChiosaSpan *before = NULL;
  guint n_before;

  if (changed == NULL)
    return FALSE;

  checked = chiosa_document_check_spans (self, changed->type, spans, &n_spans, error);
  if (checked == NULL || !chiosa_document_check_place (self, changed, checked, n_spans, error))
    return FALSE;

  before = chiosa_document_get_spans (self, id, &n_before);
  if (!changed->review && chiosa_spans_equal (before, n_before, checked, n_spans))
    return TRUE;

  changed->state = CHIOSA_STATE_LIVE;
  changed->review = FALSE;
  g_clear_pointer (&changed->quote, chiosa_quote_free);
  chiosa_document_begin_step (self, move_step_name (n_before, n_spans));
  chiosa_document_put (self, changed, checked, n_spans);
  chiosa_document_end_step (self);
  return TRUE;
}

/**
 * chiosa_document_detach:
 * @self: a document
 * @id: the id of an annotation
 * @error: where to say why it was refused
 *
 * Takes a live annotation off its words; it keeps its relations. For one that is detached already: the user has looked
 * at it, and it asks for no review any more.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_detach (ChiosaDocument  *self,
                        const char      *id,
                        GError         **error)
{
  g_autoptr (ChiosaAnnotation) changed = copy_of (self, id, error);
  g_autoptr (ChiosaAnnotation) detached = NULL;
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  if (changed == NULL)
    return FALSE;

  changed->review = FALSE;
  spans = chiosa_document_get_spans (self, id, &n_spans);
  if (n_spans == 0)
    return apply_change (self, changed, C_("step", "Keep Detached"), error);

  detached = chiosa_document_detached_value (changed, spans, n_spans, self->text, spans[0].start);
  chiosa_document_begin_step (self, C_("step", "Detach"));
  chiosa_document_put (self, detached, NULL, 0);
  chiosa_document_end_step (self);
  return TRUE;
}

/**
 * chiosa_document_remove:
 * @self: a document
 * @id: the id of an annotation, live or detached
 * @error: where to say why it was refused
 *
 * Removes it with all its relations.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_remove (ChiosaDocument  *self,
                        const char      *id,
                        GError         **error)
{
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  g_autofree char *name = NULL;
  g_autofree char *step_name = NULL;
  GPtrArray *relations;

  if (!chiosa_document_check_writable (self, error))
    return FALSE;

  annotation = chiosa_document_require (self, id, error);
  if (annotation == NULL)
    return FALSE;

  name = name_of (self, annotation);
  /* Translators: a step in the history; %s is the name of a label, such as "Person" */
  step_name = g_strdup_printf (C_("step", "Remove %s"), name);
  chiosa_document_begin_step (self, step_name);
  while ((relations = chiosa_relation_table_peek (self->relations, annotation->id)) != NULL)
    {
      g_autoptr (ChiosaRelation) last = chiosa_relation_ref (g_ptr_array_index (relations, relations->len - 1));

      chiosa_document_drop_relation (self, last->id);
    }
  chiosa_document_drop (self, annotation->id);
  chiosa_document_end_step (self);
  return TRUE;
}
