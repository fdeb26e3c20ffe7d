/* chiosa-document-edit.c
 *
 * Changes of the text: what they do to annotations (each by chiosa_span_mapper_map()), how key presses join into one step,
 * and how annotations travel with text that is cut and pasted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Code points kept on either side of words that are gone. */
/* An annotation that the edit touches. */
typedef struct
{
  ChiosaAnnotation *current;      /* as it stood until now; a reference */
  ChiosaAnnotation *annotation;   /* what the edit is applied to: the same, or as it was before the run of keys; a reference */
  ChiosaSpan       *spans;        /* of annotation, before the edit; NULL when it is detached */
  guint             n_spans;
} Touched;

static void
touched_clear (gpointer data)
{
  Touched *touched = data;

  chiosa_annotation_unref (touched->current);
  chiosa_annotation_unref (touched->annotation);
  g_free (touched->spans);
}

static const char *
step_name (ChiosaEditKind kind)
{
  switch (kind)
    {
    case CHIOSA_EDIT_TYPING:
      return C_("step", "Typing");
    case CHIOSA_EDIT_DELETING:
      return C_("step", "Deletion");
    case CHIOSA_EDIT_CUT:
      return C_("step", "Cut");
    case CHIOSA_EDIT_PASTE:
      return C_("step", "Paste");
    case CHIOSA_EDIT_OTHER:
    default:
      return C_("step", "Edit Text");
    }
}

/* --- The fate of annotations -------------------------------------------------------------------------------------- */

/* The same value where it says so already: typing on inside a claim makes no new one with each key. */
static ChiosaAnnotation *
mark_edited (ChiosaAnnotation *annotation,
             gboolean          review)
{
  ChiosaAnnotation *copy;

  if (annotation->edited && (annotation->review || !review))
    return chiosa_annotation_ref (annotation);

  copy = chiosa_annotation_copy (annotation);
  copy->edited = TRUE;
  copy->review = copy->review || review;

  return copy;
}

/* @spans: room for as many as there were. */
static ChiosaAnnotation *
decide (const Touched    *touched,
        ChiosaSpanMapper *mapper,
        const ChiosaText *old_text,
        ChiosaSpan       *spans,
        guint            *n_spans)
{
  ChiosaSpanFate fate;

  memcpy (spans, touched->spans, touched->n_spans * sizeof (ChiosaSpan));
  *n_spans = touched->n_spans;
  fate = chiosa_span_mapper_map (mapper, spans, n_spans);

  switch (fate)
    {
    case CHIOSA_SPAN_EDITED:
      return mark_edited (touched->annotation, FALSE);
    case CHIOSA_SPAN_REVIEW:
      return mark_edited (touched->annotation, TRUE);
    case CHIOSA_SPAN_GONE:
      *n_spans = 0;
      return chiosa_document_detached_value (touched->annotation, touched->spans, touched->n_spans, old_text, spans[0].start);
    case CHIOSA_SPAN_UNCHANGED:
    default:
      return chiosa_annotation_ref (touched->annotation);
    }
}

/* The point of a detached annotation: one inside a replacement goes before what was inserted. */
static gsize
map_point (const ChiosaEdit *edit,
           gsize             point)
{
  gssize delta = 0;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      if (point <= r->start)
        break;
      if (point < r->end)
        return r->start + delta;
      delta += (gssize) r->inserted - (gssize) (r->end - r->start);
    }

  return point + delta;
}

static ChiosaAnnotation *
move_point (ChiosaAnnotation *annotation,
            const ChiosaEdit *edit)
{
  ChiosaAnnotation *moved;
  gsize point = annotation->quote != NULL ? map_point (edit, annotation->quote->point) : 0;

  if (annotation->quote == NULL || annotation->quote->point == point)
    return chiosa_annotation_ref (annotation);

  moved = chiosa_annotation_copy (annotation);
  moved->quote->point = point;
  return moved;
}

static Touched
touched_now (ChiosaDocument *self,
             ChiosaSlot      slot)
{
  ChiosaAnnotation *annotation = chiosa_annotation_table_get (self->annotations, slot);
  Touched touched = { chiosa_annotation_ref (annotation), chiosa_annotation_ref (annotation) };

  touched.spans = chiosa_annotation_table_dup_spans (self->annotations, slot, &touched.n_spans);
  return touched;
}

static Touched
touched_before_run (ChiosaDocument *self,
                    ChiosaSlot      slot)
{
  ChiosaAnnotation *annotation = chiosa_annotation_table_get (self->annotations, slot);
  const ChiosaImage *before = &chiosa_step_find_annotation (self->step, annotation->id)->before;
  Touched touched = { chiosa_annotation_ref (annotation), chiosa_annotation_ref (before->annotation) };

  touched.n_spans = before->n_spans;
  if (before->n_spans > 0)
    touched.spans = g_memdup2 (before->spans, before->n_spans * sizeof (ChiosaSpan));
  return touched;
}

static GArray *
list_touched (ChiosaDocument *self,
              GArray         *slots,
              gboolean        in_run)
{
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (Touched), slots->len);

  g_array_set_clear_func (list, touched_clear);
  for (guint i = 0; i < slots->len; i++)
    {
      ChiosaSlot slot = g_array_index (slots, ChiosaSlot, i);
      Touched touched;

      chiosa_document_remember (self, chiosa_annotation_table_get (self->annotations, slot)->id);
      chiosa_document_mark_annotation (self, slot);
      touched = in_run ? touched_before_run (self, slot) : touched_now (self, slot);
      g_array_append_val (list, touched);
    }

  return list;
}

static void
put_back (ChiosaDocument   *self,
          const Touched    *touched,
          const ChiosaEdit *edit,
          ChiosaSpanMapper *mapper,
          const ChiosaText *old_text)
{
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans = 0;

  if (touched->n_spans > 0)
    {
      spans = g_new (ChiosaSpan, touched->n_spans);
      annotation = decide (touched, mapper, old_text, spans, &n_spans);
    }
  else
    {
      annotation = move_point (touched->annotation, edit);
    }

  if (annotation != touched->current && chiosa_annotation_equal (annotation, touched->current))
    {
      chiosa_annotation_unref (annotation);
      annotation = chiosa_annotation_ref (touched->current);
    }
  else if (annotation != touched->current)
    chiosa_document_retire (self, touched->current);
  chiosa_annotation_table_put (self->annotations, annotation, spans, n_spans);
  if (n_spans > 0)
    chiosa_document_mark_dirty (self, spans[0].start, spans[n_spans - 1].end);
  else if (annotation->quote != NULL)
    chiosa_document_mark_dirty (self, annotation->quote->point, annotation->quote->point);
}

/* @edit: trimmed, not empty.
 * Keys typed one after the other do to annotations what their run would do at once: the T of "The " typed before "John" completes
 * a word for a moment only. So within a run everything is mapped anew from how it stood before the first key. */
static void
apply_edit (ChiosaDocument   *self,
            const ChiosaEdit *edit)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot));
  g_autoptr (GArray) touched = NULL;
  g_autoptr (ChiosaText) old_text = NULL;
  g_autoptr (ChiosaEdit) whole = NULL;
  g_autoptr (ChiosaSpanMapper) mapper = NULL;
  ChiosaEdit *inverse = chiosa_edit_invert (edit, self->text);
  gboolean in_run = self->join.running && self->step->edit != NULL;

  chiosa_annotation_table_list_touched (self->annotations, edit, slots);
  touched = list_touched (self, slots, in_run);
  if (touched->len > 0)
    {
      old_text = chiosa_text_copy (self->text);
      whole = chiosa_edit_copy (in_run ? self->step->edit : edit);
      if (in_run)
        {
          chiosa_edit_apply (self->step->inverse, old_text);
          chiosa_edit_compose_edit (whole, edit);
        }
    }

  chiosa_annotation_table_lift (self->annotations, edit, (const ChiosaSlot *) slots->data, slots->len, slots->len);
  chiosa_edit_apply (edit, self->text);
  chiosa_document_map_dirty (self, edit);
  if (old_text != NULL)
    mapper = chiosa_span_mapper_new (whole, old_text, self->text);
  for (guint i = 0; i < touched->len; i++)
    put_back (self, &g_array_index (touched, Touched, i), whole, mapper, old_text);
  chiosa_annotation_table_settle (self->annotations);

  chiosa_document_record_edit (self, edit, inverse);
}

/* --- Cut and paste ------------------------------------------------------------------------------------------------ */

/* Remembers what is cut and the annotations wholly inside it. */
static void
keep_cut (ChiosaDocument   *self,
          const ChiosaEdit *edit)
{
  const ChiosaReplacement *r = chiosa_edit_get (edit, 0);
  g_autoptr (GPtrArray) inside = NULL;

  g_clear_pointer (&self->clip_text, g_free);
  g_array_set_size (self->clip, 0);
  if (chiosa_edit_get_n (edit) != 1 || r->start == r->end)
    return;

  self->clip_text = chiosa_text_get_slice (self->text, r->start, r->end);
  inside = chiosa_document_query (self, r->start, r->end);
  for (guint i = 0; i < inside->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (inside, i);
      ChiosaClipItem item = { 0 };
      ChiosaSpan extent;

      chiosa_document_get_extent (self, annotation->id, &extent);
      if (extent.start < r->start || extent.end > r->end)
        continue;

      item.id = g_strdup (annotation->id);
      item.spans = chiosa_document_get_spans (self, annotation->id, &item.n_spans);
      for (guint s = 0; s < item.n_spans; s++)
        {
          item.spans[s].start -= r->start;
          item.spans[s].end -= r->start;
        }
      g_array_append_val (self->clip, item);
    }
}

static void
reattach (ChiosaDocument       *self,
          const ChiosaClipItem *item,
          gsize                 offset)
{
  g_autofree ChiosaSpan *spans = g_memdup2 (item->spans, item->n_spans * sizeof (ChiosaSpan));
  const ChiosaAnnotation *detached = chiosa_document_find (self, item->id);
  g_autoptr (ChiosaAnnotation) live = NULL;

  if (detached == NULL || detached->state != CHIOSA_STATE_DETACHED)
    return;

  live = chiosa_annotation_copy (detached);
  live->state = CHIOSA_STATE_LIVE;
  g_clear_pointer (&live->quote, chiosa_quote_free);
  for (guint i = 0; i < item->n_spans; i++)
    {
      spans[i].start += offset;
      spans[i].end += offset;
    }

  if (chiosa_document_check_place (self, live, spans, item->n_spans, NULL))
    chiosa_document_put (self, live, spans, item->n_spans);
}

/* Whether @edit, not trimmed, puts in what was cut last. */
static gboolean
is_paste_of_cut (ChiosaDocument   *self,
                 const ChiosaEdit *edit,
                 ChiosaEditKind    kind)
{
  return kind == CHIOSA_EDIT_PASTE
         && self->clip_text != NULL
         && chiosa_edit_get_n (edit) == 1
         && g_str_equal (chiosa_edit_get (edit, 0)->text, self->clip_text);
}

/* --- Joining ------------------------------------------------------------------------------------------------------ */

static gboolean
has_line_break (const char *text)
{
  return strpbrk (text, "\n\r") != NULL || strstr (text, "\u2029") != NULL;
}

/* A word that starts after white space is a new step, and so is a line break. */
static gboolean
goes_on_typing (ChiosaDocument          *self,
                const ChiosaReplacement *r)
{
  gunichar before;

  if (r->start != r->end || r->start != self->join.offset || has_line_break (r->text))
    return FALSE;

  before = r->start > 0 ? chiosa_text_get_char (self->text, r->start - 1) : 0;
  return !(g_unichar_isspace (before) && !g_unichar_isspace (g_utf8_get_char (r->text)));
}

static gboolean
joins (ChiosaDocument   *self,
       const ChiosaEdit *edit,
       ChiosaEditKind    kind)
{
  const ChiosaReplacement *r = chiosa_edit_get (edit, 0);

  if (self->depth > 0 || !self->join.open || self->join.kind != kind || chiosa_edit_get_n (edit) != 1)
    return FALSE;

  if (kind == CHIOSA_EDIT_TYPING)
    return goes_on_typing (self, r);

  return r->inserted == 0 && (r->end == self->join.offset || r->start == self->join.offset);
}

/* Whether the next edit may join this one. Only for steps that hold nothing else. */
static void
prepare_join (ChiosaDocument   *self,
              const ChiosaEdit *edit,
              ChiosaEditKind    kind)
{
  const ChiosaReplacement *r = chiosa_edit_get (edit, 0);

  if (self->depth > 1 || chiosa_edit_get_n (edit) != 1)
    return;

  self->join.wanted = kind == CHIOSA_EDIT_TYPING || (kind == CHIOSA_EDIT_DELETING && r->inserted == 0);
  self->join.kind = kind;
  self->join.offset = r->start + r->inserted;
}

/* --- For the other files of the document -------------------------------------------------------------------------- */

/* Whether it fits the text of now and brings in valid text. */
gboolean
chiosa_document_check_edit (ChiosaDocument    *self,
                            const ChiosaEdit  *edit,
                            GError           **error)
{
  gsize length = chiosa_text_get_length (self->text);

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      if (r->start > r->end || r->end > length)
        {
          g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN,
                       _("The change reaches to character %u, but the text has only %u"),
                       (guint) MIN (MAX (r->start, r->end), G_MAXUINT), (guint) length);
          return FALSE;
        }

      if (!g_utf8_validate (r->text, -1, NULL))
        {
          g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN,
                               _("What is to be inserted is not valid text"));
          return FALSE;
        }
    }

  return TRUE;
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_edit:
 * @self: a document
 * @edit: one composed user action, in the coordinates of the text of now, code points
 * @kind: where it comes from
 * @error: where to say why it was refused
 *
 * Changes the text. Annotations that the edit touches follow the editing rules; one that loses all its words becomes detached,
 * and comes back with its id when text that was cut is pasted. An edit that changes nothing is no step.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_edit (ChiosaDocument    *self,
                      const ChiosaEdit  *edit,
                      ChiosaEditKind     kind,
                      GError           **error)
{
  g_autoptr (ChiosaEdit) trimmed = NULL;

  if (!chiosa_document_check_writable (self, error) || !chiosa_document_check_edit (self, edit, error))
    return FALSE;

  trimmed = chiosa_edit_copy (edit);
  chiosa_edit_trim (trimmed, self->text);
  if (chiosa_edit_is_empty (trimmed))
    return TRUE;

  self->join.running = joins (self, trimmed, kind) && kind == CHIOSA_EDIT_TYPING;
  if (joins (self, trimmed, kind))
    chiosa_document_reopen_step (self);
  else
    chiosa_document_begin_step (self, step_name (kind));

  if (kind == CHIOSA_EDIT_CUT)
    keep_cut (self, trimmed);
  apply_edit (self, trimmed);
  if (is_paste_of_cut (self, edit, kind))
    {
      for (guint i = 0; i < self->clip->len; i++)
        reattach (self, &g_array_index (self->clip, ChiosaClipItem, i), chiosa_edit_get (edit, 0)->start);
    }

  prepare_join (self, trimmed, kind);
  chiosa_document_emit_edited (self, trimmed);
  chiosa_document_end_step (self);
  return TRUE;
}
