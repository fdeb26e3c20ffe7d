/* chiosa-document-record.c
 *
 * The only doors through which a document changes: each first records what was there, so that the step can be undone.
 * What may change is decided before, by the callers; how steps begin, end and are replayed is in chiosa-document-steps.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-document-private.h"

/* As it is now, in the coordinates of the text before the step: no edit of this step has touched it. */
static void
remember_slot (ChiosaDocument *self,
               const char     *id,
               ChiosaSlot      slot)
{
  ChiosaAnnotation *annotation = chiosa_annotation_table_get (self->annotations, slot);
  g_autoptr (ChiosaAnnotation) moved = NULL;
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  spans = chiosa_annotation_table_dup_spans (self->annotations, slot, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      spans[i].start = chiosa_step_unmap (self->step, spans[i].start);
      spans[i].end = chiosa_step_unmap (self->step, spans[i].end);
    }

  if (self->step->edit != NULL && annotation->quote != NULL)
    {
      moved = chiosa_annotation_copy (annotation);
      moved->quote->point = chiosa_step_unmap (self->step, annotation->quote->point);
      annotation = moved;
    }

  chiosa_step_add_annotation (self->step, id, annotation, spans, n_spans);
}

/* Takes in the place where the annotation stands, or stood. */
void
chiosa_document_mark_annotation (ChiosaDocument *self,
                                 ChiosaSlot      slot)
{
  guint n_spans = chiosa_annotation_table_get_n_spans (self->annotations, slot);

  if (n_spans == 0)
    {
      const ChiosaAnnotation *annotation = chiosa_annotation_table_get (self->annotations, slot);
      gsize point = annotation->quote != NULL ? annotation->quote->point : 0;

      chiosa_document_mark_dirty (self, point, point);
      return;
    }

  chiosa_document_mark_dirty (self,
                              chiosa_annotation_table_get_span (self->annotations, slot, 0).start,
                              chiosa_annotation_table_get_span (self->annotations, slot, n_spans - 1).end);
}

static void
mark_end (ChiosaDocument *self,
          const char     *id)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, id);

  if (slot != CHIOSA_NO_SLOT)
    chiosa_document_mark_annotation (self, slot);
}

static void
remember_relation (ChiosaDocument *self,
                   const char     *id)
{
  ChiosaRelation *relation = chiosa_relation_table_find (self->relations, id);

  if (chiosa_step_find_relation (self->step, id) == NULL)
    chiosa_step_add_relation (self->step, id, relation);
}

static void
mark_relation (ChiosaDocument *self,
               const char     *id)
{
  const ChiosaRelation *relation = chiosa_relation_table_find (self->relations, id);

  /* Even where both ends are unknown there is something new to list. */
  if (!self->dirty)
    chiosa_document_mark_dirty (self, self->last_place.start, self->last_place.start);
  if (relation == NULL)
    return;

  mark_end (self, relation->from);
  mark_end (self, relation->to);
}

/* Keeps a value that is about to be replaced alive for as long as the step: its id may have been handed out. */
void
chiosa_document_retire (ChiosaDocument   *self,
                        ChiosaAnnotation *annotation)
{
  g_ptr_array_add (self->step->retired, chiosa_annotation_ref (annotation));
}

/* Records the annotation as it is now, or that there is none, unless this step has recorded it already. */
void
chiosa_document_remember (ChiosaDocument *self,
                          const char     *id)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, id);

  if (chiosa_step_find_annotation (self->step, id) != NULL)
    return;

  if (slot != CHIOSA_NO_SLOT)
    remember_slot (self, id, slot);
  else
    chiosa_step_add_annotation (self->step, id, NULL, NULL, 0);
}

/* Adds @annotation, or puts it in the place of the one with its id. */
void
chiosa_document_put (ChiosaDocument   *self,
                     ChiosaAnnotation *annotation,
                     const ChiosaSpan *spans,
                     guint             n_spans)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, annotation->id);

  chiosa_document_remember (self, annotation->id);
  if (slot != CHIOSA_NO_SLOT)
    {
      chiosa_document_mark_annotation (self, slot);
      chiosa_document_retire (self, chiosa_annotation_table_get (self->annotations, slot));
    }
  slot = chiosa_annotation_table_put (self->annotations, annotation, spans, n_spans);
  chiosa_document_mark_annotation (self, slot);
  self->annotations_revision = ++self->last_revision;
}

void
chiosa_document_drop (ChiosaDocument *self,
                      const char     *id)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, id);

  chiosa_document_remember (self, id);
  chiosa_document_mark_annotation (self, slot);
  chiosa_document_retire (self, chiosa_annotation_table_get (self->annotations, slot));
  chiosa_annotation_table_remove (self->annotations, slot);
  self->annotations_revision = ++self->last_revision;
}

void
chiosa_document_put_relation (ChiosaDocument *self,
                              ChiosaRelation *relation)
{
  remember_relation (self, relation->id);
  mark_relation (self, relation->id);
  chiosa_relation_table_put (self->relations, relation);
  mark_relation (self, relation->id);
  self->annotations_revision = ++self->last_revision;
}

void
chiosa_document_drop_relation (ChiosaDocument *self,
                               const char     *id)
{
  remember_relation (self, id);
  mark_relation (self, id);
  chiosa_relation_table_remove (self->relations, id);
  self->annotations_revision = ++self->last_revision;
}

void
chiosa_document_put_article (ChiosaDocument      *self,
                             const ChiosaArticle *article)
{
  ChiosaArticle *old = self->article;

  self->article = chiosa_article_copy (article);
  if (self->step->article_before == NULL)
    self->step->article_before = old;
  else
    chiosa_article_free (old);
  self->article_dirty = TRUE;
  self->annotations_revision = ++self->last_revision;
}

void
chiosa_document_put_conflicts (ChiosaDocument *self,
                               GPtrArray      *conflicts)
{
  GPtrArray *old = self->conflicts;

  if (old == conflicts)
    return;

  self->conflicts = conflicts != NULL ? g_ptr_array_ref (conflicts) : NULL;
  if (!self->step->has_conflicts)
    self->step->conflicts_before = g_steal_pointer (&old);
  self->step->has_conflicts = TRUE;
  g_clear_pointer (&old, g_ptr_array_unref);

  if (!self->dirty)
    chiosa_document_mark_dirty (self, self->last_place.start, self->last_place.start);
  self->annotations_revision = ++self->last_revision;
}

/* @inverse: (transfer full). The text has been changed, and what the edit touched has been remembered before. */
void
chiosa_document_record_edit (ChiosaDocument   *self,
                             const ChiosaEdit *edit,
                             ChiosaEdit       *inverse)
{
  chiosa_step_add_edit (self->step, edit, inverse);
  self->text_revision = ++self->last_revision;
  if (chiosa_annotation_table_get_n_live (self->annotations) > 0
      || chiosa_annotation_table_get_n_detached (self->annotations) > 0)
    self->annotations_revision = ++self->last_revision;
}

void
chiosa_document_mark_dirty (ChiosaDocument *self,
                            gsize           start,
                            gsize           end)
{
  if (!self->dirty)
    {
      self->dirty = TRUE;
      self->dirty_range = (ChiosaSpan) { start, end };
      return;
    }

  self->dirty_range.start = MIN (self->dirty_range.start, start);
  self->dirty_range.end = MAX (self->dirty_range.end, end);
}

/* The range marked so far, in the text after @edit; it only grows where the edit touches it. */
void
chiosa_document_map_dirty (ChiosaDocument   *self,
                           const ChiosaEdit *edit)
{
  gssize delta = 0;
  ChiosaSpan range = self->dirty_range;
  ChiosaSpan mapped = range;

  if (!self->dirty)
    return;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);
      gsize start = r->start + delta;

      delta += (gssize) r->inserted - (gssize) (r->end - r->start);
      if (r->start <= range.start)
        mapped.start = r->end >= range.start ? start : range.start + delta;
      if (r->start <= range.end && range.end != G_MAXUINT64)
        mapped.end = r->end >= range.end ? start + r->inserted : range.end + delta;
    }

  self->dirty_range = mapped;
}
