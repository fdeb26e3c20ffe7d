/* chiosa-document-revise.c
 *
 * Replacing all that a document holds by another state of the same article, as one step: what another program wrote, what a
 * merge gave, what was recovered. Only what differs is recorded. What the other state is, others find out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include <glib/gi18n-lib.h>

/* What is to be put in: the document has something else under this id, or nothing. */
typedef struct
{
  ChiosaAnnotation *annotation;   /* a reference */
  ChiosaSpan       *spans;        /* in the text after the edit */
  guint             n_spans;
} Arrival;

typedef struct
{
  ChiosaDocument   *document;
  const ChiosaEdit *edit;         /* trimmed; NULL: the text stays */
  gssize           *deltas;       /* by how much the first i replacements move what is behind them */
  gsize             length;       /* of the text after it, code points */
  GArray           *slots;        /* ChiosaSlot, ascending: taken out of their places */
  GArray           *arrivals;     /* Arrival */
  GHashTable       *ids;          /* borrowed from the snapshot */
} Revision;

static void
arrival_clear (gpointer data)
{
  Arrival *arrival = data;

  chiosa_annotation_unref (arrival->annotation);
  g_free (arrival->spans);
}

static void
revision_clear (Revision *self)
{
  g_free (self->deltas);
  g_array_unref (self->slots);
  g_array_unref (self->arrivals);
  g_hash_table_unref (self->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Revision, revision_clear)

static gssize *
sum_deltas (const ChiosaEdit *edit,
            gssize           *total)
{
  guint n = edit != NULL ? chiosa_edit_get_n (edit) : 0;
  gssize *deltas = g_new0 (gssize, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      deltas[i + 1] = deltas[i] + (gssize) r->inserted - (gssize) (r->end - r->start);
    }

  *total = deltas[n];
  return deltas;
}

/* Where a place that no replacement touches goes. */
static gsize
move (const Revision *self,
      gsize           offset)
{
  guint low = 0;
  guint high = self->edit != NULL ? chiosa_edit_get_n (self->edit) : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (chiosa_edit_get (self->edit, middle)->start < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return offset + self->deltas[low];
}

static gboolean
is_touched (const Revision *self,
            ChiosaSlot      slot)
{
  const ChiosaSlot *slots = (const ChiosaSlot *) self->slots->data;
  guint low = 0, high = self->slots->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (slots[middle] < slot)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->slots->len && slots[low] == slot;
}

/* --- What differs ------------------------------------------------------------------------------------------------- */

static gboolean
same_spans (const Revision *self,
            ChiosaSlot      slot,
            const Arrival  *arrival)
{
  ChiosaAnnotationTable *table = self->document->annotations;

  if (chiosa_annotation_table_get_n_spans (table, slot) != arrival->n_spans)
    return FALSE;

  for (guint i = 0; i < arrival->n_spans; i++)
    {
      ChiosaSpan span = chiosa_annotation_table_get_span (table, slot, i);

      if (move (self, span.start) != arrival->spans[i].start || move (self, span.end) != arrival->spans[i].end)
        return FALSE;
    }

  return TRUE;
}

/* A detached one is still itself when its point has moved with the text. */
static gboolean
same_value (const Revision         *self,
            const ChiosaAnnotation *now,
            const ChiosaAnnotation *then)
{
  g_autoptr (ChiosaAnnotation) moved = NULL;

  if (now->quote == NULL || move (self, now->quote->point) == now->quote->point)
    return now == then || chiosa_annotation_equal (now, then);

  moved = chiosa_annotation_copy (now);
  moved->quote->point = move (self, now->quote->point);
  return chiosa_annotation_equal (moved, then);
}

/* Sane fragments make it live, whatever it says; without them it is kept as detached. */
static Arrival
make_arrival (const Revision           *self,
              const ChiosaSnapshot     *snapshot,
              const ChiosaSnapshotItem *item)
{
  Arrival arrival = { .n_spans = item->annotation->state == CHIOSA_STATE_LIVE ? item->n_spans : 0 };

  if (arrival.n_spans > 0)
    {
      arrival.spans = g_memdup2 (&g_array_index (snapshot->spans, ChiosaSpan, item->first_span),
                                 item->n_spans * sizeof (ChiosaSpan));
      if (!chiosa_spans_normalise (arrival.spans, &arrival.n_spans, self->length))
        arrival.n_spans = 0;
    }

  arrival.annotation = chiosa_document_settle_value (item->annotation, arrival.n_spans > 0, self->length);
  return arrival;
}

/* What only moves with the text is neither taken out nor put in. */
static void
compare_item (Revision                 *self,
              const ChiosaSnapshot     *snapshot,
              const ChiosaSnapshotItem *item,
              GArray                   *changed)
{
  ChiosaAnnotationTable *table = self->document->annotations;
  ChiosaSlot slot = chiosa_annotation_table_find (table, item->annotation->id);
  Arrival arrival = make_arrival (self, snapshot, item);
  ChiosaAnnotation *now;

  if (slot != CHIOSA_NO_SLOT)
    {
      now = chiosa_annotation_table_get (table, slot);
      if (!is_touched (self, slot))
        {
          if (same_spans (self, slot, &arrival) && same_value (self, now, arrival.annotation))
            {
              arrival_clear (&arrival);
              return;
            }
          g_array_append_val (changed, slot);
        }
      if (chiosa_annotation_equal (now, arrival.annotation))
        {
          chiosa_annotation_unref (arrival.annotation);
          arrival.annotation = chiosa_annotation_ref (now);
        }
    }

  g_array_append_val (self->arrivals, arrival);
}

static void
collect_missing (Revision  *self,
                 GPtrArray *list,
                 GArray    *changed)
{
  for (guint i = 0; i < list->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (list, i);
      ChiosaSlot slot = chiosa_annotation_table_find (self->document->annotations, annotation->id);

      if (!g_hash_table_contains (self->ids, annotation->id) && !is_touched (self, slot))
        g_array_append_val (changed, slot);
    }
}

static void
compare (Revision             *self,
         const ChiosaSnapshot *snapshot)
{
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot));
  g_autoptr (GPtrArray) live = chiosa_document_list (self->document);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (self->document);

  if (self->edit != NULL)
    chiosa_annotation_table_list_touched (self->document->annotations, self->edit, self->slots);
  for (guint i = 0; i < snapshot->items->len; i++)
    compare_item (self, snapshot, &g_array_index (snapshot->items, ChiosaSnapshotItem, i), changed);
  collect_missing (self, live, changed);
  collect_missing (self, detached, changed);
  g_array_append_vals (self->slots, changed->data, changed->len);
}

/* --- Doing it ----------------------------------------------------------------------------------------------------- */

/* While the old places still count. */
static void
remember_all (Revision *self)
{
  ChiosaDocument *document = self->document;

  for (guint i = 0; i < self->slots->len; i++)
    {
      ChiosaSlot slot = g_array_index (self->slots, ChiosaSlot, i);
      ChiosaAnnotation *annotation = chiosa_annotation_table_get (document->annotations, slot);

      chiosa_document_remember (document, annotation->id);
      chiosa_document_mark_annotation (document, slot);
      chiosa_document_retire (document, annotation);
    }

  for (guint i = 0; i < self->arrivals->len; i++)
    chiosa_document_remember (document, g_array_index (self->arrivals, Arrival, i).annotation->id);
}

static void
replace_annotations (Revision *self)
{
  ChiosaAnnotationTable *table = self->document->annotations;

  for (guint i = 0; i < self->slots->len; i++)
    {
      ChiosaSlot slot = g_array_index (self->slots, ChiosaSlot, i);

      if (!g_hash_table_contains (self->ids, chiosa_annotation_table_get (table, slot)->id))
        chiosa_annotation_table_remove (table, slot);
    }

  for (guint i = 0; i < self->arrivals->len; i++)
    {
      const Arrival *arrival = &g_array_index (self->arrivals, Arrival, i);

      chiosa_annotation_table_put (table, arrival->annotation, arrival->spans, arrival->n_spans);
    }
  chiosa_annotation_table_settle (table);

  for (guint i = 0; i < self->arrivals->len; i++)
    chiosa_document_mark_annotation (self->document,
                                     chiosa_annotation_table_find (table, g_array_index (self->arrivals, Arrival, i).annotation->id));
}

static void
revise_annotations (Revision *self)
{
  ChiosaDocument *document = self->document;
  ChiosaEdit *inverse = self->edit != NULL ? chiosa_edit_invert (self->edit, document->text) : NULL;

  remember_all (self);
  chiosa_annotation_table_lift (document->annotations, self->edit, (const ChiosaSlot *) self->slots->data,
                                self->slots->len, self->arrivals->len);
  if (self->edit != NULL)
    {
      chiosa_edit_apply (self->edit, document->text);
      chiosa_document_map_dirty (document, self->edit);
    }
  replace_annotations (self);

  if (self->edit != NULL)
    chiosa_document_record_edit (document, self->edit, inverse);
  if (self->slots->len > 0 || self->arrivals->len > 0)
    document->annotations_revision = ++document->last_revision;
}

static void
revise_relations (ChiosaDocument       *self,
                  const ChiosaSnapshot *snapshot)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) list = chiosa_document_list_relations (self, NULL);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < snapshot->relations->len; i++)
    {
      ChiosaRelation *relation = g_ptr_array_index (snapshot->relations, i);
      const ChiosaRelation *now = chiosa_relation_table_find (self->relations, relation->id);

      g_hash_table_add (ids, relation->id);
      if (now == NULL || !chiosa_relation_equal (now, relation))
        chiosa_document_put_relation (self, relation);
    }

  for (guint i = 0; i < list->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (list, i);

      if (!g_hash_table_contains (ids, relation->id))
        g_ptr_array_add (gone, g_strdup (relation->id));
    }
  for (guint i = 0; i < gone->len; i++)
    chiosa_document_drop_relation (self, g_ptr_array_index (gone, i));
}

/* --- Before anything is touched ----------------------------------------------------------------------------------- */

static gboolean
fail_id (const char  *id,
         GError     **error)
{
  g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_DUPLICATE,
               _("The id “%s” is malformed or is there twice"), id);
  return FALSE;
}

static gboolean
check_ids (Revision              *self,
           const ChiosaSnapshot  *snapshot,
           GError               **error)
{
  g_autoptr (GHashTable) relations = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      char *id = g_array_index (snapshot->items, ChiosaSnapshotItem, i).annotation->id;

      if (!chiosa_id_is_valid (id) || !g_hash_table_add (self->ids, id))
        return fail_id (id, error);
    }

  for (guint i = 0; i < snapshot->relations->len; i++)
    {
      char *id = ((ChiosaRelation *) g_ptr_array_index (snapshot->relations, i))->id;

      if (!chiosa_id_is_valid (id) || !g_hash_table_add (relations, id))
        return fail_id (id, error);
    }

  return TRUE;
}

static gboolean
check_length (const Revision        *self,
              const ChiosaSnapshot  *snapshot,
              GError               **error)
{
  if (snapshot->text == NULL || chiosa_text_get_length (snapshot->text) == self->length)
    return TRUE;

  g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN,
                       _("The annotations are for another text than the one that the change leads to"));
  return FALSE;
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_revise:
 * @self: a document
 * @edit: (nullable): what leads from the text of now to that of @snapshot, code points; %NULL: the text stays
 * @snapshot: what the document is to hold: annotations, relations and, when it has one, the article
 * @name: what people read after "Undo", translated
 * @error: %CHIOSA_MODEL_ERROR: READ_ONLY; SPAN for an edit or a snapshot that does not fit; DUPLICATE for ids
 *
 * One undoable step, in which only what differs is recorded. No constraint of the tag set is enforced, as in loading; what has
 * no sane fragments in the new text becomes detached. Ids are kept. The signal "text-edited" comes before "annotations-changed".
 *
 * Returns: whether it was done; %TRUE also where nothing differs, which is no step
 */
gboolean
chiosa_document_revise (ChiosaDocument        *self,
                        const ChiosaEdit      *edit,
                        const ChiosaSnapshot  *snapshot,
                        const char            *name,
                        GError               **error)
{
  g_auto (Revision) revision = {
    .document = self,
    .slots = g_array_new (FALSE, FALSE, sizeof (ChiosaSlot)),
    .arrivals = g_array_new (FALSE, FALSE, sizeof (Arrival)),
    .ids = g_hash_table_new (g_str_hash, g_str_equal),
  };
  g_autoptr (ChiosaEdit) trimmed = NULL;
  gssize total;

  g_array_set_clear_func (revision.arrivals, arrival_clear);
  if (!chiosa_document_check_writable (self, error)
      || (edit != NULL && !chiosa_document_check_edit (self, edit, error)))
    return FALSE;

  if (edit != NULL)
    {
      trimmed = chiosa_edit_copy (edit);
      chiosa_edit_trim (trimmed, self->text);
      revision.edit = chiosa_edit_is_empty (trimmed) ? NULL : trimmed;
    }
  revision.deltas = sum_deltas (revision.edit, &total);
  revision.length = chiosa_text_get_length (self->text) + total;
  if (!check_length (&revision, snapshot, error) || !check_ids (&revision, snapshot, error))
    return FALSE;

  compare (&revision, snapshot);
  chiosa_document_begin_step (self, name);
  revise_annotations (&revision);
  revise_relations (self, snapshot);
  if (snapshot->article != NULL && !chiosa_article_equal (self->article, snapshot->article))
    chiosa_document_put_article (self, snapshot->article);
  if (!chiosa_merge_conflicts_equal (self->conflicts, snapshot->conflicts))
    chiosa_document_put_conflicts (self, snapshot->conflicts);

  if (revision.edit != NULL)
    chiosa_document_emit_edited (self, revision.edit);
  chiosa_document_end_step (self);
  return TRUE;
}
