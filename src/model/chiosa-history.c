/* chiosa-history.c
 *
 * Steps of the history as values, and the stacks they lie on. Undo restores what is recorded here; nothing is guessed backwards
 * but the places of what no edit of a step touched, for which the inverse edit is exact.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-history.h"

struct _ChiosaHistory
{
  GQueue undo;    /* ChiosaStep; the last done at the head */
  GQueue redo;    /* the last undone at the head */
};

static void
annotation_change_clear (gpointer data)
{
  ChiosaAnnotationChange *change = data;

  g_free (change->id);
  chiosa_image_clear (&change->before);
  chiosa_image_clear (&change->after);
}

static void
relation_change_clear (gpointer data)
{
  ChiosaRelationChange *change = data;

  g_free (change->id);
  chiosa_relation_unref (change->before);
  chiosa_relation_unref (change->after);
}

static gboolean
edit_is_empty (const ChiosaEdit *edit)
{
  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      if (r->start != r->end || r->inserted > 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_image_clear:
 * @image: an image; what it owns is freed, not the struct
 */
void
chiosa_image_clear (ChiosaImage *image)
{
  g_clear_pointer (&image->annotation, chiosa_annotation_unref);
  g_clear_pointer (&image->spans, g_free);
  image->n_spans = 0;
}

/**
 * chiosa_step_new:
 * @name: its name for people
 *
 * Returns: (transfer full): a step in which nothing is recorded yet, open
 */
ChiosaStep *
chiosa_step_new (const char *name)
{
  ChiosaStep *self = g_new0 (ChiosaStep, 1);

  self->name = g_strdup (name);
  self->annotations = g_array_new (FALSE, TRUE, sizeof (ChiosaAnnotationChange));
  g_array_set_clear_func (self->annotations, annotation_change_clear);
  self->relations = g_array_new (FALSE, TRUE, sizeof (ChiosaRelationChange));
  g_array_set_clear_func (self->relations, relation_change_clear);
  self->retired = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_annotation_unref);
  chiosa_step_open (self);

  return self;
}

/**
 * chiosa_step_free:
 * @self: (nullable) (transfer full): a step
 */
void
chiosa_step_free (ChiosaStep *self)
{
  if (self == NULL)
    return;

  chiosa_step_close (self);
  g_free (self->name);
  g_clear_pointer (&self->edit, chiosa_edit_free);
  g_clear_pointer (&self->inverse, chiosa_edit_free);
  g_array_unref (self->annotations);
  g_array_unref (self->relations);
  chiosa_article_free (self->article_before);
  chiosa_article_free (self->article_after);
  g_clear_pointer (&self->conflicts_before, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts_after, g_ptr_array_unref);
  g_ptr_array_unref (self->retired);
  g_free (self);
}

/**
 * chiosa_step_open:
 * @self: a step
 *
 * Makes it ready to be recorded in.
 */
void
chiosa_step_open (ChiosaStep *self)
{
  self->annotation_places = g_hash_table_new (g_str_hash, g_str_equal);
  self->relation_places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->annotations->len; i++)
    g_hash_table_insert (self->annotation_places, g_array_index (self->annotations, ChiosaAnnotationChange, i).id,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->relations->len; i++)
    g_hash_table_insert (self->relation_places, g_array_index (self->relations, ChiosaRelationChange, i).id,
                         GUINT_TO_POINTER (i + 1));
}

/**
 * chiosa_step_close:
 * @self: a step
 *
 * Frees what is only needed for recording.
 */
void
chiosa_step_close (ChiosaStep *self)
{
  g_clear_pointer (&self->annotation_places, g_hash_table_unref);
  g_clear_pointer (&self->relation_places, g_hash_table_unref);
}

/**
 * chiosa_step_find_annotation:
 * @self: an open step
 * @id: the id of an annotation
 *
 * Returns: (nullable): what is recorded of it, valid until the next is added
 */
ChiosaAnnotationChange *
chiosa_step_find_annotation (ChiosaStep *self,
                             const char *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->annotation_places, id));

  return place > 0 ? &g_array_index (self->annotations, ChiosaAnnotationChange, place - 1) : NULL;
}

/**
 * chiosa_step_find_relation:
 * @self: an open step
 * @id: the id of a relation
 *
 * Returns: (nullable): what is recorded of it, valid until the next is added
 */
ChiosaRelationChange *
chiosa_step_find_relation (ChiosaStep *self,
                           const char *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->relation_places, id));

  return place > 0 ? &g_array_index (self->relations, ChiosaRelationChange, place - 1) : NULL;
}

/**
 * chiosa_step_add_annotation:
 * @self: an open step
 * @id: an id that is not recorded yet
 * @annotation: (nullable): the annotation as it was before the step; %NULL when it was not there
 * @spans: (array length=n_spans): where it stood, in the coordinates of the text before the step
 * @n_spans: how many
 */
void
chiosa_step_add_annotation (ChiosaStep       *self,
                            const char       *id,
                            ChiosaAnnotation *annotation,
                            const ChiosaSpan *spans,
                            guint             n_spans)
{
  ChiosaAnnotationChange change = { .id = g_strdup (id) };

  if (annotation != NULL)
    change.before.annotation = chiosa_annotation_ref (annotation);
  change.before.spans = g_memdup2 (spans, n_spans * sizeof (ChiosaSpan));
  change.before.n_spans = n_spans;

  g_array_append_val (self->annotations, change);
  g_hash_table_insert (self->annotation_places, change.id, GUINT_TO_POINTER (self->annotations->len));
}

/**
 * chiosa_step_add_relation:
 * @self: an open step
 * @id: an id that is not recorded yet
 * @relation: (nullable): the relation as it was before the step; %NULL when it was not there
 */
void
chiosa_step_add_relation (ChiosaStep     *self,
                          const char     *id,
                          ChiosaRelation *relation)
{
  ChiosaRelationChange change = { .id = g_strdup (id) };

  if (relation != NULL)
    change.before = chiosa_relation_ref (relation);

  g_array_append_val (self->relations, change);
  g_hash_table_insert (self->relation_places, change.id, GUINT_TO_POINTER (self->relations->len));
}

/**
 * chiosa_step_add_edit:
 * @self: an open step
 * @edit: a further change, in the coordinates of the text after those before
 * @inverse: (transfer full): what leads back from it
 */
void
chiosa_step_add_edit (ChiosaStep       *self,
                      const ChiosaEdit *edit,
                      ChiosaEdit       *inverse)
{
  self->n_edits++;
  if (self->edit == NULL)
    {
      self->edit = chiosa_edit_copy (edit);
      self->inverse = inverse;
      return;
    }

  chiosa_edit_compose_edit (self->edit, edit);
  chiosa_edit_compose_edit (inverse, self->inverse);
  chiosa_edit_free (self->inverse);
  self->inverse = inverse;
}

/**
 * chiosa_step_tidy_edit:
 * @self: a step
 * @text: the text after it
 *
 * Cuts from the composed edit what came back to the old words, and drops it when nothing is left.
 */
void
chiosa_step_tidy_edit (ChiosaStep       *self,
                       const ChiosaText *text)
{
  if (self->edit == NULL)
    return;

  if (self->n_edits > 1)
    {
      g_autoptr (ChiosaText) old = chiosa_text_copy (text);

      chiosa_edit_apply (self->inverse, old);
      chiosa_edit_trim (self->edit, old);
      chiosa_edit_free (self->inverse);
      self->inverse = chiosa_edit_invert (self->edit, old);
    }

  if (!edit_is_empty (self->edit))
    return;

  g_clear_pointer (&self->edit, chiosa_edit_free);
  g_clear_pointer (&self->inverse, chiosa_edit_free);
}

/**
 * chiosa_step_unmap:
 * @self: a step
 * @offset: a place in the text after the edits so far, which none of them touched
 *
 * Returns: where it was before the step
 */
gsize
chiosa_step_unmap (ChiosaStep *self,
                   gsize       offset)
{
  gssize delta = 0;

  for (guint i = 0; self->edit != NULL && i < chiosa_edit_get_n (self->edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (self->edit, i);

      if (offset <= r->start + delta)
        break;
      delta += (gssize) r->inserted - (gssize) (r->end - r->start);
    }

  return offset - delta;
}

/**
 * chiosa_step_is_empty:
 * @self: a step
 *
 * Returns: whether it changes nothing
 */
gboolean
chiosa_step_is_empty (const ChiosaStep *self)
{
  return self->edit == NULL
         && self->annotations->len == 0
         && self->relations->len == 0
         && self->article_before == NULL
         && !self->has_conflicts;
}

/**
 * chiosa_history_new:
 *
 * Returns: (transfer full): an empty history
 */
ChiosaHistory *
chiosa_history_new (void)
{
  ChiosaHistory *self = g_new0 (ChiosaHistory, 1);

  g_queue_init (&self->undo);
  g_queue_init (&self->redo);

  return self;
}

/**
 * chiosa_history_clear:
 * @self: a history
 */
void
chiosa_history_clear (ChiosaHistory *self)
{
  g_queue_clear_full (&self->undo, (GDestroyNotify) chiosa_step_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) chiosa_step_free);
}

/**
 * chiosa_history_free:
 * @self: (nullable) (transfer full): a history
 */
void
chiosa_history_free (ChiosaHistory *self)
{
  if (self == NULL)
    return;

  chiosa_history_clear (self);
  g_free (self);
}

/**
 * chiosa_history_push:
 * @self: a history
 * @step: (transfer full): what was done
 *
 * Past %CHIOSA_HISTORY_MAX_STEPS the oldest are dropped.
 */
void
chiosa_history_push (ChiosaHistory *self,
                     ChiosaStep    *step)
{
  g_queue_clear_full (&self->redo, (GDestroyNotify) chiosa_step_free);
  g_queue_push_head (&self->undo, step);
  if (self->undo.length > CHIOSA_HISTORY_MAX_STEPS)
    chiosa_step_free (g_queue_pop_tail (&self->undo));
}

/**
 * chiosa_history_reopen:
 * @self: a history in which nothing is undone
 *
 * Returns: (transfer full): the last step, off the stack and open
 */
ChiosaStep *
chiosa_history_reopen (ChiosaHistory *self)
{
  ChiosaStep *step = g_queue_pop_head (&self->undo);

  chiosa_step_open (step);
  return step;
}

/**
 * chiosa_history_peek_undo:
 * @self: a history
 *
 * Returns: (nullable): the step that would be undone
 */
ChiosaStep *
chiosa_history_peek_undo (ChiosaHistory *self)
{
  return g_queue_peek_head (&self->undo);
}

/**
 * chiosa_history_peek_redo:
 * @self: a history
 *
 * Returns: (nullable): the step that would be redone
 */
ChiosaStep *
chiosa_history_peek_redo (ChiosaHistory *self)
{
  return g_queue_peek_head (&self->redo);
}

/**
 * chiosa_history_step_back:
 * @self: a history
 *
 * Returns: (nullable): the step to undo, which now is the next to redo
 */
ChiosaStep *
chiosa_history_step_back (ChiosaHistory *self)
{
  ChiosaStep *step = g_queue_pop_head (&self->undo);

  if (step != NULL)
    g_queue_push_head (&self->redo, step);
  return step;
}

/**
 * chiosa_history_step_forward:
 * @self: a history
 *
 * Returns: (nullable): the step to redo, which now is the next to undo
 */
ChiosaStep *
chiosa_history_step_forward (ChiosaHistory *self)
{
  ChiosaStep *step = g_queue_pop_head (&self->redo);

  if (step != NULL)
    g_queue_push_head (&self->undo, step);
  return step;
}
