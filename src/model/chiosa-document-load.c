/* chiosa-document-load.c
 *
 * Filling a document with a text and with what a file holds for it: no history, no constraints, nothing left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-document-private.h"

#define CONTEXT 32    /* code points on either side of words that are kept */

/* What was done to what is no longer there. */
static void
forget_history (ChiosaDocument *self)
{
  chiosa_history_clear (self->history);
  self->join.open = FALSE;
  self->last_place = (ChiosaSpan) { 0, 0 };
  g_clear_pointer (&self->clip_text, g_free);
  g_array_set_size (self->clip, 0);
}

/* An id that can be used and is free; a copy with a fresh id otherwise: two different annotations are never one. */
static ChiosaAnnotation *
with_free_id (ChiosaDocument   *self,
              ChiosaAnnotation *annotation)
{
  ChiosaAnnotation *copy;

  if (chiosa_id_is_valid (annotation->id)
      && chiosa_annotation_table_find (self->annotations, annotation->id) == CHIOSA_NO_SLOT)
    return chiosa_annotation_ref (annotation);

  copy = chiosa_annotation_copy (annotation);
  do
    {
      g_free (copy->id);
      copy->id = chiosa_id_new ('a');
    }
  while (chiosa_annotation_table_find (self->annotations, copy->id) != CHIOSA_NO_SLOT);

  return copy;
}

static void
load_item (ChiosaDocument           *self,
           const ChiosaSnapshot     *snapshot,
           const ChiosaSnapshotItem *item,
           GArray                   *spans)
{
  gsize length = chiosa_text_get_length (self->text);
  g_autoptr (ChiosaAnnotation) free_id = with_free_id (self, item->annotation);
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  guint n_spans = item->n_spans;
  gboolean live;

  g_array_set_size (spans, 0);
  if (n_spans > 0)
    g_array_append_vals (spans, &g_array_index (snapshot->spans, ChiosaSpan, item->first_span), n_spans);

  live = item->annotation->state == CHIOSA_STATE_LIVE
         && n_spans > 0
         && chiosa_spans_normalise ((ChiosaSpan *) spans->data, &n_spans, length);
  annotation = chiosa_document_settle_value (free_id, live, length);
  chiosa_annotation_table_put (self->annotations, annotation, (ChiosaSpan *) spans->data, live ? n_spans : 0);
}

static void
load_relation (ChiosaDocument *self,
               ChiosaRelation *relation)
{
  g_autoptr (ChiosaRelation) copy = NULL;

  if (chiosa_id_is_valid (relation->id) && chiosa_relation_table_find (self->relations, relation->id) == NULL)
    {
      chiosa_relation_table_put (self->relations, relation);
      return;
    }

  copy = chiosa_relation_copy (relation);
  do
    {
      g_free (copy->id);
      copy->id = chiosa_id_new ('r');
    }
  while (chiosa_relation_table_find (self->relations, copy->id) != NULL);
  chiosa_relation_table_put (self->relations, copy);
}

static gpointer
ref_conflict (gconstpointer conflict,
              gpointer      data)
{
  return chiosa_merge_conflict_ref (conflict);
}

/* Behind those that are there. */
static void
load_conflicts (ChiosaDocument  *self,
                const GPtrArray *conflicts)
{
  GPtrArray *all;

  if (conflicts == NULL || conflicts->len == 0)
    return;

  all = chiosa_merge_conflicts_new ();
  if (self->conflicts != NULL)
    g_ptr_array_extend (all, self->conflicts, ref_conflict, NULL);
  g_ptr_array_extend (all, (GPtrArray *) conflicts, ref_conflict, NULL);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = all;
}

/* --- For the other files of the document -------------------------------------------------------------------------- */

/* A value whose state is what its spans say: a live one has no quote, a detached one has one with a point in
 * the text. The same value where it is so already. */
ChiosaAnnotation *
chiosa_document_settle_value (const ChiosaAnnotation *annotation,
                              gboolean                live,
                              gsize                   length)
{
  ChiosaAnnotation *copy;

  if (live && annotation->state == CHIOSA_STATE_LIVE && annotation->quote == NULL)
    return chiosa_annotation_ref (annotation);
  if (!live && annotation->state == CHIOSA_STATE_DETACHED
      && annotation->quote != NULL && annotation->quote->point <= length)
    return chiosa_annotation_ref (annotation);

  copy = chiosa_annotation_copy (annotation);
  copy->state = live ? CHIOSA_STATE_LIVE : CHIOSA_STATE_DETACHED;
  if (live)
    g_clear_pointer (&copy->quote, chiosa_quote_free);
  else if (copy->quote == NULL)
    copy->quote = chiosa_quote_new (NULL, NULL, NULL, NULL, 0, 0);
  if (!live)
    copy->quote->point = MIN (copy->quote->point, length);

  return copy;
}

/* @annotation without its words: what is known of them, as they stand at @spans in @text; @point in the text that there will be. */
ChiosaAnnotation *
chiosa_document_detached_value (const ChiosaAnnotation *annotation,
                                const ChiosaSpan       *spans,
                                guint                   n_spans,
                                const ChiosaText       *text,
                                gsize                   point)
{
  ChiosaAnnotation *detached = chiosa_annotation_copy (annotation);
  gsize start = spans[0].start;
  gsize end = spans[n_spans - 1].end;
  g_autofree char *exact = chiosa_spans_get_quote (spans, n_spans, text);
  g_autofree char *prefix = chiosa_text_get_slice (text, start > CONTEXT ? start - CONTEXT : 0, start);
  g_autofree char *suffix = chiosa_text_get_slice (text, end, end + CONTEXT);

  detached->state = CHIOSA_STATE_DETACHED;
  g_clear_pointer (&detached->quote, chiosa_quote_free);
  detached->quote = chiosa_quote_new (exact, prefix, suffix, spans, n_spans, point);

  return detached;
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_load_text:
 * @self: a document
 * @text: (transfer full): the text
 * @article: (transfer full) (nullable): what is known of the article
 *
 * Puts a text into the document and takes out all that was in it: annotations, relations, history.
 */
void
chiosa_document_load_text (ChiosaDocument *self,
                           ChiosaText     *text,
                           ChiosaArticle  *article)
{
  g_return_if_fail (self->depth == 0);

  chiosa_text_free (self->text);
  self->text = text;
  chiosa_article_free (self->article);
  self->article = article != NULL ? article : chiosa_article_new ();
  chiosa_annotation_table_free (self->annotations);
  self->annotations = chiosa_annotation_table_new ();
  chiosa_relation_table_free (self->relations);
  self->relations = chiosa_relation_table_new ();
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  forget_history (self);

  self->text_revision = self->text_saved = ++self->last_revision;
  self->annotations_revision = self->annotations_saved = ++self->last_revision;

  self->article_dirty = TRUE;
  chiosa_document_emit_loaded (self);
}

/**
 * chiosa_document_load_annotations:
 * @self: a document with a text
 * @snapshot: annotations, relations and (when it has one) the article, for that text
 *
 * Adds what a file holds. What has no sane fragments in this text becomes detached, what has an unusable or taken id gets a
 * fresh one: nothing is left out. The history is forgotten.
 */
void
chiosa_document_load_annotations (ChiosaDocument       *self,
                                  const ChiosaSnapshot *snapshot)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));

  g_return_if_fail (self->depth == 0);

  chiosa_annotation_table_begin_bulk (self->annotations);
  for (guint i = 0; i < snapshot->items->len; i++)
    load_item (self, snapshot, &g_array_index (snapshot->items, ChiosaSnapshotItem, i), spans);
  chiosa_annotation_table_end_bulk (self->annotations);

  for (guint i = 0; i < snapshot->relations->len; i++)
    load_relation (self, g_ptr_array_index (snapshot->relations, i));

  load_conflicts (self, snapshot->conflicts);
  if (snapshot->article != NULL)
    {
      chiosa_article_free (self->article);
      self->article = chiosa_article_copy (snapshot->article);
      self->article_dirty = TRUE;
    }

  forget_history (self);
  self->annotations_revision = self->annotations_saved = ++self->last_revision;
  chiosa_document_emit_loaded (self);
}
