/* chiosa-document-tag.c
 *
 * New annotations: by hand and from elsewhere, and whether they may stand where they are to stand.
 * Changing what is there: chiosa-document-annotations.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include "chiosa-annotation-query.h"
#include "chiosa-constraints.h"
#include "chiosa-segment.h"

#include <glib/gi18n-lib.h>

/* What the fragments say together: one in quotation marks and one outside is "mixed". */
static ChiosaQuoted
get_quoted (ChiosaDocument   *self,
            const ChiosaSpan *spans,
            guint             n_spans)
{
  ChiosaQuoted quoted = chiosa_segment_quoted (self->text, spans[0].start, spans[0].end);

  for (guint i = 1; i < n_spans; i++)
    {
      if (chiosa_segment_quoted (self->text, spans[i].start, spans[i].end) != quoted)
        return CHIOSA_QUOTED_PARTLY;
    }

  return quoted;
}

static gboolean
has_value (const ChiosaAttributeType *attribute,
           const char                *value)
{
  for (guint i = 0; i < attribute->n_values; i++)
    {
      if (g_str_equal (attribute->values[i].id, value))
        return TRUE;
    }

  return FALSE;
}

/* Defaults are shown, not stored; what is computed is stored where it is not the default. */
static void
preset_attributes (ChiosaDocument   *self,
                   ChiosaAnnotation *annotation,
                   const ChiosaSpan *spans,
                   guint             n_spans)
{
  static const char *const values[] = {
    [CHIOSA_QUOTED_NONE] = "indirect",
    [CHIOSA_QUOTED_PARTLY] = "mixed",
    [CHIOSA_QUOTED_WHOLLY] = "direct",
  };
  g_autoptr (GPtrArray) attributes = chiosa_tagset_list_attributes (self->tagset, annotation->type, annotation->label);

  for (guint i = 0; i < attributes->len; i++)
    {
      const ChiosaAttributeType *attribute = g_ptr_array_index (attributes, i);
      const char *value;

      if (g_strcmp0 (attribute->preset, "quotes") != 0)
        continue;

      value = values[get_quoted (self, spans, n_spans)];
      if (has_value (attribute, value) && g_strcmp0 (attribute->default_value, value) != 0)
        chiosa_annotation_set_attribute (annotation, attribute->id, CHIOSA_VALUE_TEXT, value);
    }
}

static gboolean
check_new_id (ChiosaDocument  *self,
              const char      *id,
              GError         **error)
{
  if (!chiosa_id_is_valid (id))
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
                   _("“%s” is not an id: 1 to 64 of the letters A to Z, digits, “-” and “_”"), id);
      return FALSE;
    }

  if (chiosa_annotation_table_find (self->annotations, id) != CHIOSA_NO_SLOT)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_DUPLICATE, _("There is an annotation “%s” already"), id);
      return FALSE;
    }

  return TRUE;
}

static void
add_as_step (ChiosaDocument   *self,
             ChiosaAnnotation *annotation,
             const ChiosaSpan *spans,
             guint             n_spans)
{
  g_autofree char *name = chiosa_constraints_name (self->tagset, annotation->type, annotation->label);
  /* Translators: a step in the history; %s is the name of a label, such as "Person" */
  g_autofree char *step_name = g_strdup_printf (C_("step", "Tag as %s"), name);

  chiosa_document_begin_step (self, step_name);
  chiosa_document_put (self, annotation, spans, n_spans);
  chiosa_document_end_step (self);
}

/* --- For the other files of the document -------------------------------------------------------------------------- */

/* Checked and in order, or NULL. */
ChiosaSpan *
chiosa_document_check_spans (ChiosaDocument    *self,
                             const char        *type,
                             const ChiosaSpan  *spans,
                             guint             *n_spans,
                             GError           **error)
{
  g_autofree ChiosaSpan *copy = g_memdup2 (spans, *n_spans * sizeof (ChiosaSpan));

  if (!chiosa_constraints_check_spans (self->tagset, type, copy, n_spans, chiosa_text_get_length (self->text), error))
    return NULL;

  return g_steal_pointer (&copy);
}

char *
chiosa_document_make_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

gboolean
chiosa_document_check_place (ChiosaDocument          *self,
                             const ChiosaAnnotation  *annotation,
                             const ChiosaSpan        *spans,
                             guint                    n_spans,
                             GError                 **error)
{
  g_autoptr (GArray) slots = NULL;

  if (n_spans == 0)
    return TRUE;

  slots = chiosa_annotation_query_range (self->annotations, spans[0].start, spans[n_spans - 1].end);
  for (guint i = 0; i < slots->len; i++)
    {
      ChiosaSlot slot = g_array_index (slots, ChiosaSlot, i);
      const ChiosaAnnotation *other = chiosa_annotation_table_get (self->annotations, slot);
      g_autofree ChiosaSpan *other_spans = NULL;
      guint n_other;

      if (other->type != annotation->type || g_str_equal (other->id, annotation->id))
        continue;

      other_spans = chiosa_annotation_table_dup_spans (self->annotations, slot, &n_other);
      if (!chiosa_constraints_check_pair (self->tagset, annotation, spans, n_spans, other, other_spans, n_other, error))
        return FALSE;
    }

  return TRUE;
}

ChiosaAnnotation *
chiosa_document_make (ChiosaDocument   *self,
                      const char       *type,
                      const char       *label,
                      const ChiosaSpan *spans,
                      guint             n_spans)
{
  g_autofree char *id = chiosa_id_new ('a');
  ChiosaAnnotation *annotation;

  while (chiosa_annotation_table_find (self->annotations, id) != CHIOSA_NO_SLOT)
    {
      g_free (id);
      id = chiosa_id_new ('a');
    }

  annotation = chiosa_annotation_new (id, type, label);
  annotation->creator = g_strdup (self->creator);
  annotation->created = chiosa_document_make_time ();
  preset_attributes (self, annotation, spans, n_spans);

  return annotation;
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_tag:
 * @self: a document
 * @type: the id of a span type
 * @label: (nullable): the id of a label of it
 * @spans: (array length=n_spans): the words, code points; put in order, touching ones joined
 * @n_spans: how many
 * @error: where to say why it was refused
 *
 * Makes a new annotation by hand.
 *
 * Returns: (transfer none) (nullable): its id, valid for as long as the step can be undone
 */
const char *
chiosa_document_tag (ChiosaDocument    *self,
                     const char        *type,
                     const char        *label,
                     const ChiosaSpan  *spans,
                     guint              n_spans,
                     GError           **error)
{
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  g_autofree ChiosaSpan *checked = NULL;

  label = label != NULL ? label : "";
  if (!chiosa_document_check_writable (self, error)
      || !chiosa_constraints_check_label (self->tagset, type, label, error))
    return NULL;

  checked = chiosa_document_check_spans (self, type, spans, &n_spans, error);
  if (checked == NULL)
    return NULL;

  annotation = chiosa_document_make (self, type, label, checked, n_spans);
  if (!chiosa_document_check_place (self, annotation, checked, n_spans, error))
    return NULL;

  add_as_step (self, annotation, checked, n_spans);
  return annotation->id;
}

/**
 * chiosa_document_add:
 * @self: a document
 * @annotation: a value with a free id; a reference is taken
 * @spans: (array length=n_spans): its words, code points
 * @n_spans: how many; 0 for a detached one
 * @error: where to say why it was refused
 *
 * Adds what was made elsewhere. Constraints hold as for chiosa_document_tag(), but what was imported may cross and nest.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_add (ChiosaDocument    *self,
                     ChiosaAnnotation  *annotation,
                     const ChiosaSpan  *spans,
                     guint              n_spans,
                     GError           **error)
{
  g_autoptr (ChiosaAnnotation) added = NULL;
  g_autofree ChiosaSpan *checked = NULL;

  if (!chiosa_document_check_writable (self, error)
      || !check_new_id (self, annotation->id, error)
      || !chiosa_constraints_check_label (self->tagset, annotation->type, annotation->label, error))
    return FALSE;

  if (annotation->state == CHIOSA_STATE_LIVE)
    {
      checked = chiosa_document_check_spans (self, annotation->type, spans, &n_spans, error);
      if (checked == NULL || !chiosa_document_check_place (self, annotation, checked, n_spans, error))
        return FALSE;
    }
  else
    {
      n_spans = 0;
    }

  added = chiosa_document_settle_value (annotation, annotation->state == CHIOSA_STATE_LIVE,
                                        chiosa_text_get_length (self->text));
  add_as_step (self, added, checked, n_spans);
  return TRUE;
}
