/* chiosa-editor-tag.c
 *
 * The commands of ChiosaEditor that make, change and remove annotations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-editor-private.h"

#include <glib/gi18n.h>

#include "chiosa-segment.h"

static const ChiosaText *
get_text (ChiosaEditor *self)
{
  return chiosa_document_get_text (self->document);
}

/* Whether what is selected, and not the word at the cursor, is what a label key means. */
static gboolean
means_selected (ChiosaEditor *self,
                const char   *type)
{
  const ChiosaAnnotation *annotation;
  ChiosaSpan extent;
  ChiosaSpan selection = self->text_selection;

  if (!self->selected || self->moved_away)
    return FALSE;

  annotation = chiosa_document_find (self->document, self->selected);
  if (!annotation || annotation->state != CHIOSA_STATE_LIVE || g_strcmp0 (annotation->type, type) != 0)
    return FALSE;

  if (selection.start == selection.end)
    return TRUE;

  /* In edit mode the words stay selected after they were tagged: a second label corrects the first. */
  return self->mode == CHIOSA_MODE_EDIT
         && chiosa_document_get_extent (self->document, self->selected, &extent)
         && extent.start == selection.start && extent.end == selection.end;
}

static void
relabel_selected (ChiosaEditor *self,
                  const char   *type,
                  const char   *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (self->selected);

  if (!chiosa_document_relabel (self->document, id, type, label, &error))
    {
      chiosa_editor_message (self, FALSE, "%s", error->message);
      return;
    }

  chiosa_editor_remember_label (self, type, label);
  /* Translators: said by the screen reader; %s is a label, like "Person" */
  chiosa_editor_announce (self, _("Changed to %s"), chiosa_editor_label_name (self, type, label));
}

/* The annotation that a command is about, or a message. */
static const char *
need_selected (ChiosaEditor *self)
{
  if (!self->selected)
    chiosa_editor_message (self, FALSE, "%s", _("Select an annotation first"));

  return self->selected;
}

static gboolean
set_spans (ChiosaEditor *self,
           const char   *id,
           ChiosaSpan   *spans,
           guint         n_spans)
{
  g_autoptr (GError) error = NULL;

  if (chiosa_document_set_spans (self->document, id, spans, n_spans, &error))
    return TRUE;

  chiosa_editor_message (self, FALSE, "%s", error->message);
  return FALSE;
}

/* The next edge of a word, or of a character, from @offset towards the end of the text. */
static gsize
step_forward (const ChiosaText *text,
              ChiosaSegment     kind,
              gsize             offset,
              gboolean          to_start)
{
  gsize start, end;

  if (!to_start && chiosa_segment_at (text, kind, offset, &start, &end) && end > offset)
    return end;

  if (chiosa_segment_next (text, kind, offset, &start, &end))
    return to_start ? start : end;

  return offset;
}

static gsize
step_backward (const ChiosaText *text,
               ChiosaSegment     kind,
               gsize             offset,
               gboolean          to_start)
{
  gsize start, end;

  if (!chiosa_segment_previous (text, kind, offset, &start, &end))
    return offset;

  /* From within or from the end of a word its own end is no step. */
  if (!to_start && end >= offset && !chiosa_segment_previous (text, kind, start, &start, &end))
    return offset;

  return to_start ? start : end;
}

static gsize
nudge_offset (const ChiosaText *text,
              gsize             offset,
              ChiosaNudge       nudge,
              ChiosaSegment     kind)
{
  switch (nudge)
    {
    case CHIOSA_NUDGE_START_LEFT:
      return step_backward (text, kind, offset, TRUE);
    case CHIOSA_NUDGE_START_RIGHT:
      return step_forward (text, kind, offset, TRUE);
    case CHIOSA_NUDGE_END_LEFT:
      return step_backward (text, kind, offset, FALSE);
    case CHIOSA_NUDGE_END_RIGHT:
      return step_forward (text, kind, offset, FALSE);
    default:
      g_return_val_if_reached (offset);
    }
}

/**
 * chiosa_editor_get_nth_label:
 * @type: id of a span type
 * @n: from 1
 *
 * Returns: (nullable): the id of the label
 */
const char *
chiosa_editor_get_nth_label (ChiosaEditor *self,
                             const char   *type,
                             guint         n)
{
  const ChiosaSpanType *known = type ? chiosa_tagset_find_type (chiosa_document_get_tagset (self->document), type) : NULL;

  if (!known || n < 1 || n > known->n_labels)
    return NULL;

  return known->labels[n - 1].id;
}

/**
 * chiosa_editor_get_target:
 * @type: id of the span type that is to be tagged
 * @target: (out): code points
 *
 * Returns: %FALSE when there is neither a selection nor a word at the cursor
 */
gboolean
chiosa_editor_get_target (ChiosaEditor *self,
                          const char   *type,
                          ChiosaSpan   *target)
{
  const ChiosaText *text = get_text (self);
  const ChiosaSpanType *known;

  *target = self->text_selection;
  if (target->start < target->end)
    return chiosa_segment_trim (text, &target->start, &target->end);

  known = type ? chiosa_tagset_find_type (chiosa_document_get_tagset (self->document), type) : NULL;
  if (known && known->snap_capitalised
      && chiosa_segment_capitalised_run (text, target->start, &target->start, &target->end))
    return TRUE;

  return chiosa_segment_at (text, CHIOSA_SEGMENT_WORD, self->text_selection.start, &target->start, &target->end);
}

/**
 * chiosa_editor_choose_type:
 * @type: id of a span type
 *
 * The key of a type: makes it the active one, and tags the text selection if there is one.
 */
void
chiosa_editor_choose_type (ChiosaEditor *self,
                           const char   *type)
{
  const char *name;

  if (self->text_selection.start < self->text_selection.end)
    {
      chiosa_editor_tag (self, type, NULL);
      return;
    }

  chiosa_editor_set_active_type (self, type);
  name = chiosa_editor_type_name (self, type);
  chiosa_editor_announce (self, "%s", name);
}

/**
 * chiosa_editor_choose_label:
 * @n: from 1
 *
 * The key of a label: tags the text selection, relabels the selected annotation, or tags the word at the cursor.
 */
void
chiosa_editor_choose_label (ChiosaEditor *self,
                            guint         n)
{
  const char *label = chiosa_editor_get_nth_label (self, self->active_type, n);

  if (!label)
    {
      chiosa_editor_message (self, FALSE, _("%s has no label number %u"),
                             chiosa_editor_type_name (self, self->active_type), n);
      return;
    }

  if (means_selected (self, self->active_type))
    relabel_selected (self, self->active_type, label);
  else
    chiosa_editor_tag (self, self->active_type, label);
}

/**
 * chiosa_editor_tag:
 * @type: id of a span type
 * @label: (nullable): %NULL for the one last used
 *
 * Returns: whether the target was tagged; it is selected then
 */
gboolean
chiosa_editor_tag (ChiosaEditor *self,
                   const char   *type,
                   const char   *label)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quote = NULL;
  const char *id;
  ChiosaSpan target;

  if (!chiosa_editor_get_target (self, type, &target))
    {
      chiosa_editor_message (self, FALSE, "%s", _("There is no word here to tag"));
      return FALSE;
    }

  label = g_intern_string (label ? label : chiosa_editor_get_last_label (self, type));
  id = chiosa_document_tag (self->document, type, label, &target, 1, &error);
  if (!id)
    {
      chiosa_editor_message (self, FALSE, "%s", error->message);
      return FALSE;
    }

  chiosa_editor_remember_label (self, type, label);
  chiosa_editor_set_selected (self, id, TRUE);
  quote = chiosa_editor_short_quote (self, self->selected);
  /* Translators: said by the screen reader: Tagged “Amazon” as Organisation */
  chiosa_editor_announce (self, _("Tagged “%s” as %s"), quote, chiosa_editor_label_name (self, type, label));
  return TRUE;
}

/**
 * chiosa_editor_tag_occurrences:
 *
 * Tags every further place with the words of the selected annotation, and says how many there were.
 */
void
chiosa_editor_tag_occurrences (ChiosaEditor *self)
{
  g_autoptr (GError) error = NULL;
  guint n;

  if (!need_selected (self))
    return;

  n = chiosa_document_tag_occurrences (self->document, self->selected, &error);
  if (error)
    chiosa_editor_message (self, FALSE, "%s", error->message);
  else if (n == 0)
    chiosa_editor_message (self, FALSE, "%s", _("No further occurrence"));
  else
    chiosa_editor_message (self, TRUE, ngettext ("%u further occurrence tagged", "%u further occurrences tagged", n), n);
}

/**
 * chiosa_editor_tag_everywhere:
 * @type: id of a span type
 * @label: (nullable): %NULL for the one last used
 */
void
chiosa_editor_tag_everywhere (ChiosaEditor *self,
                              const char   *type,
                              const char   *label)
{
  const ChiosaAnnotation *annotation;

  if (means_selected (self, type))
    {
      annotation = chiosa_document_find (self->document, self->selected);
      if (!label || g_strcmp0 (annotation->label, label) == 0)
        {
          chiosa_editor_tag_occurrences (self);
          return;
        }
    }

  /* Translators: the name of a step, for Undo */
  chiosa_document_begin_step (self->document, _("Tag All Occurrences"));
  if (chiosa_editor_tag (self, type, label))
    chiosa_editor_tag_occurrences (self);
  chiosa_document_end_step (self->document);
}

/**
 * chiosa_editor_add_fragment:
 *
 * Adds the text selection, or the word at the cursor, to the selected annotation.
 */
void
chiosa_editor_add_fragment (ChiosaEditor *self)
{
  g_autofree ChiosaSpan *old = NULL;
  g_autofree ChiosaSpan *spans = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *id = NULL;
  const ChiosaAnnotation *annotation;
  ChiosaSpan target;
  guint n_spans;

  if (!need_selected (self))
    return;

  annotation = chiosa_document_find (self->document, self->selected);
  if (!chiosa_editor_get_target (self, annotation->type, &target))
    {
      chiosa_editor_message (self, FALSE, "%s", _("Select the words to add first"));
      return;
    }

  id = g_strdup (self->selected);
  old = chiosa_document_get_spans (self->document, id, &n_spans);
  if (!old)
    {
      chiosa_editor_reattach (self, id);
      return;
    }

  spans = g_new (ChiosaSpan, n_spans + 1);
  memcpy (spans, old, n_spans * sizeof *old);
  spans[n_spans++] = target;
  if (!chiosa_spans_normalise (spans, &n_spans, chiosa_text_get_length (get_text (self))))
    {
      chiosa_editor_message (self, FALSE, "%s", _("These words already belong to the annotation"));
      return;
    }

  if (!set_spans (self, id, spans, n_spans))
    return;

  chiosa_editor_reveal (self, target);
  self->moved_away = FALSE;
  quote = chiosa_editor_short_quote (self, id);
  /* Translators: said by the screen reader; %s are the words of the annotation */
  chiosa_editor_announce (self, _("Added; now “%s”"), quote);
}

/**
 * chiosa_editor_remove_selected:
 *
 * Removes the selected annotation and its relations, and offers to undo that.
 */
void
chiosa_editor_remove_selected (ChiosaEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *id = NULL;

  if (!need_selected (self))
    return;

  id = g_strdup (self->selected);
  quote = chiosa_editor_short_quote (self, id);
  if (!chiosa_document_remove (self->document, id, &error))
    {
      chiosa_editor_message (self, FALSE, "%s", error->message);
      return;
    }

  chiosa_editor_set_selected (self, NULL, FALSE);
  /* Translators: a message with an Undo button; %s are the words of the annotation */
  chiosa_editor_message (self, TRUE, _("Annotation of “%s” removed"), quote);
}

/**
 * chiosa_editor_nudge:
 * @nudge: which edge goes where; left is towards the beginning of the text
 * @by_character: by a character that a person sees, else by a word
 *
 * Moves the beginning or the end of the selected annotation. What would leave nothing is not done.
 */
void
chiosa_editor_nudge (ChiosaEditor *self,
                     ChiosaNudge   nudge,
                     gboolean      by_character)
{
  ChiosaSegment kind = by_character ? CHIOSA_SEGMENT_GRAPHEME : CHIOSA_SEGMENT_WORD;
  gboolean at_start = nudge == CHIOSA_NUDGE_START_LEFT || nudge == CHIOSA_NUDGE_START_RIGHT;
  g_autofree ChiosaSpan *spans = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *id = NULL;
  ChiosaSpan *piece;
  gsize *edge;
  gsize moved;
  guint n_spans;

  if (!need_selected (self))
    return;

  id = g_strdup (self->selected);
  spans = chiosa_document_get_spans (self->document, id, &n_spans);
  if (!spans)
    return;

  piece = at_start ? &spans[0] : &spans[n_spans - 1];
  edge = at_start ? &piece->start : &piece->end;
  moved = nudge_offset (get_text (self), *edge, nudge, kind);
  if (moved == *edge || (at_start ? moved >= piece->end : moved <= piece->start))
    {
      chiosa_editor_announce (self, "%s", _("It can’t move any further"));
      return;
    }

  *edge = moved;
  if (!set_spans (self, id, spans, n_spans))
    return;

  self->moved_away = FALSE;
  quote = chiosa_editor_short_quote (self, id);
  chiosa_editor_announce (self, "%s", quote);
}

/**
 * chiosa_editor_reattach:
 * @id: a detached annotation
 *
 * Puts it on the text selection, or the word at the cursor, and selects it.
 */
void
chiosa_editor_reattach (ChiosaEditor *self,
                        const char   *id)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (self->document, id);
  g_autofree char *kept_id = NULL;
  g_autofree char *quote = NULL;
  ChiosaSpan target;

  if (!annotation)
    return;

  if (!chiosa_editor_get_target (self, annotation->type, &target))
    {
      chiosa_editor_message (self, FALSE, "%s", _("Select the words it belongs to first"));
      return;
    }

  kept_id = g_strdup (id);
  if (!set_spans (self, kept_id, &target, 1))
    return;

  chiosa_editor_set_selected (self, kept_id, TRUE);
  quote = chiosa_editor_short_quote (self, kept_id);
  chiosa_editor_message (self, TRUE, _("Attached to “%s”"), quote);
}
