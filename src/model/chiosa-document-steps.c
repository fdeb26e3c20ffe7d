/* chiosa-document-steps.c
 *
 * Steps as a whole: beginning and ending them, undoing and redoing them.
 * Recording what changes within one is in chiosa-document-record.c, keeping them in chiosa-history.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-document-private.h"

typedef enum
{
  DIRECTION_UNDO = -1,
  DIRECTION_REDO = 2,
} Direction;

/* --- Ending ------------------------------------------------------------------------------------------------------- */

static void
fill_after (ChiosaDocument         *self,
            ChiosaAnnotationChange *change)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, change->id);

  chiosa_image_clear (&change->after);
  if (slot == CHIOSA_NO_SLOT)
    return;

  change->after.annotation = chiosa_annotation_ref (chiosa_annotation_table_get (self->annotations, slot));
  change->after.spans = chiosa_annotation_table_dup_spans (self->annotations, slot, &change->after.n_spans);
}

/* With an edit, the images of one annotation are in different coordinates: then only what came and went is nothing. */
static gboolean
is_change (const ChiosaStep             *step,
           const ChiosaAnnotationChange *change)
{
  const ChiosaImage *before = &change->before;
  const ChiosaImage *after = &change->after;

  if (before->annotation == NULL || after->annotation == NULL)
    return before->annotation != after->annotation;
  if (step->edit != NULL)
    return TRUE;

  return !chiosa_annotation_equal (before->annotation, after->annotation)
         || !chiosa_spans_equal (before->spans, before->n_spans, after->spans, after->n_spans);
}

static void
close_annotations (ChiosaDocument *self,
                   ChiosaStep     *step)
{
  for (guint i = 0; i < step->annotations->len;)
    {
      ChiosaAnnotationChange *change = &g_array_index (step->annotations, ChiosaAnnotationChange, i);

      fill_after (self, change);
      if (is_change (step, change))
        i++;
      else
        g_array_remove_index (step->annotations, i);
    }
}

static void
close_relations (ChiosaDocument *self,
                 ChiosaStep     *step)
{
  for (guint i = 0; i < step->relations->len;)
    {
      ChiosaRelationChange *change = &g_array_index (step->relations, ChiosaRelationChange, i);
      ChiosaRelation *now = chiosa_relation_table_find (self->relations, change->id);

      g_clear_pointer (&change->after, chiosa_relation_unref);
      if (now != NULL)
        change->after = chiosa_relation_ref (now);

      if (change->before != change->after
          && (change->before == NULL || change->after == NULL
              || !chiosa_relation_equal (change->before, change->after)))
        i++;
      else
        g_array_remove_index (step->relations, i);
    }
}

static void
close_article (ChiosaDocument *self,
               ChiosaStep     *step)
{
  g_clear_pointer (&step->article_after, chiosa_article_free);
  if (step->article_before == NULL)
    return;

  if (chiosa_article_equal (step->article_before, self->article))
    g_clear_pointer (&step->article_before, chiosa_article_free);
  else
    step->article_after = chiosa_article_copy (self->article);
}

static void
close_conflicts (ChiosaDocument *self,
                 ChiosaStep     *step)
{
  g_clear_pointer (&step->conflicts_after, g_ptr_array_unref);
  if (self->conflicts == step->conflicts_before)
    step->has_conflicts = FALSE;
  if (step->has_conflicts && self->conflicts != NULL)
    step->conflicts_after = g_ptr_array_ref (self->conflicts);
}

/* --- Where the view goes ------------------------------------------------------------------------------------------ */

static gboolean
image_place (const ChiosaImage *image,
             ChiosaSpan        *place)
{
  if (image->n_spans > 0)
    *place = (ChiosaSpan) { image->spans[0].start, image->spans[image->n_spans - 1].end };
  else if (image->annotation != NULL && image->annotation->quote != NULL)
    *place = (ChiosaSpan) { image->annotation->quote->point, image->annotation->quote->point };
  else
    return FALSE;

  return TRUE;
}

static void
set_last_place (ChiosaDocument   *self,
                const ChiosaStep *step,
                const ChiosaEdit *edit,
                gboolean          undone)
{
  if (edit != NULL)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, 0);

      self->last_place = (ChiosaSpan) { r->start, r->start + r->inserted };
      return;
    }

  if (step->annotations->len > 0)
    {
      const ChiosaAnnotationChange *change = &g_array_index (step->annotations, ChiosaAnnotationChange, 0);

      if (!image_place (undone ? &change->before : &change->after, &self->last_place))
        image_place (undone ? &change->after : &change->before, &self->last_place);
      return;
    }

  if (step->relations->len > 0)
    {
      const ChiosaRelationChange *change = &g_array_index (step->relations, ChiosaRelationChange, 0);
      const ChiosaRelation *relation = change->after != NULL ? change->after : change->before;

      chiosa_document_get_extent (self, relation->from, &self->last_place);
    }
}

static void
finish_step (ChiosaDocument *self)
{
  ChiosaStep *step = g_steal_pointer (&self->step);
  gboolean changed;

  chiosa_step_tidy_edit (step, self->text);
  if (step->edit == NULL)
    self->text_revision = step->text_before;
  close_annotations (self, step);
  close_relations (self, step);
  close_article (self, step);
  if (step->has_conflicts)
    close_conflicts (self, step);
  chiosa_step_close (step);

  changed = !chiosa_step_is_empty (step);
  if (changed)
    {
      step->text_after = self->text_revision;
      step->annotations_after = self->annotations_revision;
      set_last_place (self, step, step->edit, FALSE);
      chiosa_history_push (self->history, step);
      self->join.open = self->join.wanted;
    }
  else
    {
      self->annotations_revision = step->annotations_before;
      chiosa_step_free (step);
    }

  self->join.wanted = FALSE;
  chiosa_document_emit_changed (self, changed ? 1 : 0);
}

/* --- Replaying ---------------------------------------------------------------------------------------------------- */

static const ChiosaImage *
target_image (const ChiosaAnnotationChange *change,
              Direction                     direction)
{
  return direction == DIRECTION_UNDO ? &change->before : &change->after;
}

static void
mark_image (ChiosaDocument    *self,
            const ChiosaImage *image)
{
  ChiosaSpan place;

  if (image_place (image, &place))
    chiosa_document_mark_dirty (self, place.start, place.end);
}

static void
lift_changed (ChiosaDocument   *self,
              const ChiosaStep *step,
              const ChiosaEdit *edit)
{
  g_autoptr (GArray) slots = g_array_sized_new (FALSE, FALSE, sizeof (ChiosaSlot), step->annotations->len);

  for (guint i = 0; i < step->annotations->len; i++)
    {
      const ChiosaAnnotationChange *change = &g_array_index (step->annotations, ChiosaAnnotationChange, i);
      ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, change->id);

      if (slot == CHIOSA_NO_SLOT)
        continue;

      chiosa_document_mark_annotation (self, slot);
      g_array_append_val (slots, slot);
    }

  chiosa_annotation_table_lift (self->annotations, edit, (const ChiosaSlot *) slots->data, slots->len,
                                step->annotations->len);
}

static void
restore_annotations (ChiosaDocument   *self,
                     const ChiosaStep *step,
                     Direction         direction)
{
  for (guint i = 0; i < step->annotations->len; i++)
    {
      const ChiosaAnnotationChange *change = &g_array_index (step->annotations, ChiosaAnnotationChange, i);
      const ChiosaImage *image = target_image (change, direction);
      ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, change->id);

      mark_image (self, image);
      if (image->annotation != NULL)
        chiosa_annotation_table_put (self->annotations, image->annotation, image->spans, image->n_spans);
      else if (slot != CHIOSA_NO_SLOT)
        chiosa_annotation_table_remove (self->annotations, slot);
    }

  chiosa_annotation_table_settle (self->annotations);
}

static void
mark_relation_ends (ChiosaDocument       *self,
                    const ChiosaRelation *relation)
{
  const char *const ends[] = { relation->from, relation->to };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, ends[i]);

      if (slot != CHIOSA_NO_SLOT)
        chiosa_document_mark_annotation (self, slot);
    }

  if (!self->dirty)
    chiosa_document_mark_dirty (self, self->last_place.start, self->last_place.start);
}

static void
restore_relations (ChiosaDocument   *self,
                   const ChiosaStep *step,
                   Direction         direction)
{
  for (guint i = 0; i < step->relations->len; i++)
    {
      const ChiosaRelationChange *change = &g_array_index (step->relations, ChiosaRelationChange, i);
      ChiosaRelation *relation = direction == DIRECTION_UNDO ? change->before : change->after;

      if (relation != NULL)
        chiosa_relation_table_put (self->relations, relation);
      else
        chiosa_relation_table_remove (self->relations, change->id);
      mark_relation_ends (self, change->after != NULL ? change->after : change->before);
    }
}

static void
restore_article (ChiosaDocument   *self,
                 const ChiosaStep *step,
                 Direction         direction)
{
  if (step->article_before == NULL)
    return;

  chiosa_article_free (self->article);
  self->article = chiosa_article_copy (direction == DIRECTION_UNDO ? step->article_before : step->article_after);
  self->article_dirty = TRUE;
}

static void
restore_conflicts (ChiosaDocument   *self,
                   const ChiosaStep *step,
                   Direction         direction)
{
  GPtrArray *conflicts = direction == DIRECTION_UNDO ? step->conflicts_before : step->conflicts_after;

  if (!step->has_conflicts)
    return;

  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = conflicts != NULL ? g_ptr_array_ref (conflicts) : NULL;
  if (!self->dirty)
    chiosa_document_mark_dirty (self, self->last_place.start, self->last_place.start);
}

static void
replay (ChiosaDocument   *self,
        const ChiosaStep *step,
        Direction         direction)
{
  gboolean undone = direction == DIRECTION_UNDO;
  const ChiosaEdit *edit = undone ? step->inverse : step->edit;
  /* A handler may do something new, which would free the step. */
  g_autoptr (ChiosaEdit) emitted = edit != NULL ? chiosa_edit_copy (edit) : NULL;

  self->join.open = FALSE;
  lift_changed (self, step, edit);
  if (edit != NULL)
    {
      chiosa_edit_apply (edit, self->text);
      chiosa_document_map_dirty (self, edit);
    }
  restore_annotations (self, step, direction);
  restore_relations (self, step, direction);
  restore_article (self, step, direction);
  restore_conflicts (self, step, direction);

  self->text_revision = undone ? step->text_before : step->text_after;
  self->annotations_revision = undone ? step->annotations_before : step->annotations_after;
  set_last_place (self, step, edit, undone);

  if (emitted != NULL)
    chiosa_document_emit_edited (self, emitted);
  chiosa_document_emit_changed (self, direction);
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_begin_step:
 * @self: a document
 * @name: what people read after "Undo", translated; only that of the outermost step counts
 *
 * Everything up to the matching chiosa_document_end_step() is one step. The signal "text-edited" is emitted at once for
 * each edit, all others once at the end.
 */
void
chiosa_document_begin_step (ChiosaDocument *self,
                            const char     *name)
{
  if (self->depth++ > 0)
    return;

  self->step = chiosa_step_new (name);
  self->step->text_before = self->text_revision;
  self->step->annotations_before = self->annotations_revision;
}

/**
 * chiosa_document_end_step:
 * @self: a document
 *
 * Ends what chiosa_document_begin_step() began. When nothing has changed after all, nothing is recorded.
 */
void
chiosa_document_end_step (ChiosaDocument *self)
{
  g_return_if_fail (self->depth > 0);

  if (--self->depth == 0)
    finish_step (self);
}

/* A name that is known only at the end; within somebody else's step theirs counts. */
void
chiosa_document_name_step (ChiosaDocument *self,
                           const char     *name)
{
  if (self->depth == 1)
    g_set_str (&self->step->name, name);
}

/* The last step is recorded on, until end_step(). Its name and what it was before stay. */
void
chiosa_document_reopen_step (ChiosaDocument *self)
{
  self->depth++;
  self->step = chiosa_history_reopen (self->history);
  self->step->n_edits = 0;
}

/**
 * chiosa_document_undo:
 * @self: a document
 *
 * Restores text, annotations, relations and article details as they were before the last step, from what was recorded.
 *
 * Returns: %FALSE when there is nothing to undo, the document is read-only, or a step is open
 */
gboolean
chiosa_document_undo (ChiosaDocument *self)
{
  ChiosaStep *step;

  if (self->depth > 0 || self->read_only)
    return FALSE;

  step = chiosa_history_step_back (self->history);
  if (step == NULL)
    return FALSE;

  replay (self, step, DIRECTION_UNDO);
  return TRUE;
}

/**
 * chiosa_document_redo:
 * @self: a document
 *
 * Does again what was undone last, exactly.
 *
 * Returns: %FALSE when there is nothing to redo, the document is read-only, or a step is open
 */
gboolean
chiosa_document_redo (ChiosaDocument *self)
{
  ChiosaStep *step;

  if (self->depth > 0 || self->read_only)
    return FALSE;

  step = chiosa_history_step_forward (self->history);
  if (step == NULL)
    return FALSE;

  replay (self, step, DIRECTION_REDO);
  return TRUE;
}

/**
 * chiosa_document_get_undo_name:
 * @self: a document
 *
 * Returns: (nullable) (transfer none): what would be undone, for people: "Tag as Person"
 */
const char *
chiosa_document_get_undo_name (ChiosaDocument *self)
{
  const ChiosaStep *step = chiosa_history_peek_undo (self->history);

  return step != NULL ? step->name : NULL;
}

/**
 * chiosa_document_get_redo_name:
 * @self: a document
 *
 * Returns: (nullable) (transfer none): what would be redone, for people
 */
const char *
chiosa_document_get_redo_name (ChiosaDocument *self)
{
  const ChiosaStep *step = chiosa_history_peek_redo (self->history);

  return step != NULL ? step->name : NULL;
}

/**
 * chiosa_document_get_last_place:
 * @self: a document
 *
 * Returns: the place in the text of now that the last step, undo or redo touched first, code points; may be empty
 */
ChiosaSpan
chiosa_document_get_last_place (ChiosaDocument *self)
{
  return self->last_place;
}
