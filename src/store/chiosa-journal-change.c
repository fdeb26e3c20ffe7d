/* chiosa-journal-change.c
 *
 * The content of records: all of a document, or only what is not as it would be by moving along with the edit. A key pressed among ten
 * thousand annotations is some bytes. Reading it is in chiosa-journal-state.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-state.h"
#include "chiosa-journal-pack.h"

#include <string.h>

/* What is collected for a record: things are counted first, then follow. */
typedef struct
{
  guint       n;
  GByteArray *packed;
} Section;

typedef struct
{
  const ChiosaSnapshot *before;
  const ChiosaSnapshot *now;
  ChiosaShifts          shifts;
  GArray               *spans;          /* ChiosaSpan: scratch */
  Section               dropped, put, dropped_relations, put_relations;
} Comparison;

static const ChiosaSpan *
get_spans (const ChiosaSnapshot     *snapshot,
           const ChiosaSnapshotItem *item)
{
  return item->n_spans > 0 ? &g_array_index (snapshot->spans, ChiosaSpan, item->first_span) : NULL;
}

/* Whether @item is what @old becomes by itself. */
static gboolean
follows (Comparison               *self,
         const ChiosaSnapshotItem *old,
         const ChiosaSnapshotItem *item)
{
  g_autoptr (ChiosaAnnotation) moved = NULL;
  ChiosaSpan *spans;

  if (old->n_spans != item->n_spans)
    return FALSE;

  g_array_set_size (self->spans, 0);
  g_array_append_vals (self->spans, get_spans (self->before, old), old->n_spans);
  spans = (ChiosaSpan *) (void *) self->spans->data;
  chiosa_shifts_map_spans (&self->shifts, spans, old->n_spans);
  if (!chiosa_spans_equal (spans, old->n_spans, get_spans (self->now, item), item->n_spans))
    return FALSE;

  moved = chiosa_shifts_map_value (&self->shifts, old->annotation);
  return moved == item->annotation || chiosa_annotation_equal (moved, item->annotation);
}

/* The values are numbers of items, plus one. */
static GHashTable *
index_items (const ChiosaSnapshot *snapshot)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);

      g_hash_table_insert (index, item->annotation->id, GUINT_TO_POINTER (i + 1));
    }

  return index;
}

static void
compare_items (Comparison *self)
{
  g_autoptr (GHashTable) old_items = index_items (self->before);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->now->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (self->now->items, ChiosaSnapshotItem, i);
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (old_items, item->annotation->id));

      if (found == 0 || !follows (self, &g_array_index (self->before->items, ChiosaSnapshotItem, found - 1), item))
        {
          chiosa_pack_annotation (self->put.packed, item->annotation, get_spans (self->now, item), item->n_spans);
          self->put.n++;
        }
      if (found > 0)
        g_hash_table_remove (old_items, item->annotation->id);
    }

  g_hash_table_iter_init (&iter, old_items);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      chiosa_pack_string (self->dropped.packed, id);
      self->dropped.n++;
    }
}

static void
compare_relations (Comparison *self)
{
  g_autoptr (GHashTable) old_relations = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->before->relations->len; i++)
    {
      ChiosaRelation *relation = g_ptr_array_index (self->before->relations, i);

      g_hash_table_insert (old_relations, relation->id, relation);
    }

  for (guint i = 0; i < self->now->relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (self->now->relations, i);
      const ChiosaRelation *old = g_hash_table_lookup (old_relations, relation->id);

      if (old == NULL || (old != relation && !chiosa_relation_equal (old, relation)))
        {
          chiosa_pack_relation (self->put_relations.packed, relation);
          self->put_relations.n++;
        }
      if (old != NULL)
        g_hash_table_remove (old_relations, relation->id);
    }

  g_hash_table_iter_init (&iter, old_relations);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      chiosa_pack_string (self->dropped_relations.packed, id);
      self->dropped_relations.n++;
    }
}

static gboolean
same_article (const ChiosaArticle *a,
              const ChiosaArticle *b)
{
  static const ChiosaArticle nothing = { .status = CHIOSA_STATUS_NEW };

  return chiosa_article_equal (a != NULL ? a : &nothing, b != NULL ? b : &nothing);
}

static void
pack_section (GByteArray *out,
              Section    *section)
{
  chiosa_pack_number (out, section->n);
  g_byte_array_append (out, section->packed->data, section->packed->len);
  g_clear_pointer (&section->packed, g_byte_array_unref);
}

gboolean
chiosa_journal_edit_fits (const ChiosaText *before,
                          const ChiosaEdit *edit,
                          const ChiosaText *now)
{
  gsize length = chiosa_text_get_length (before);
  gsize after = length;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);

      if (replacement->end > length)
        return FALSE;
      after += replacement->inserted - (replacement->end - replacement->start);
    }

  return after == chiosa_text_get_length (now);
}

/* All that there are, last in the record, and only where they differ: records without them are as they always were. */
static gboolean
pack_conflicts (GByteArray      *out,
                const GPtrArray *before,
                const GPtrArray *now)
{
  guint n = now != NULL ? now->len : 0;

  if (chiosa_merge_conflicts_equal (before, now))
    return FALSE;

  chiosa_pack_number (out, n);
  for (guint i = 0; i < n; i++)
    chiosa_pack_conflict (out, g_ptr_array_index (now, i));
  return TRUE;
}

/* Whether there is something. */
static gboolean
pack_sections (GByteArray *out,
               Comparison *self)
{
  Section *const sections[] = { &self->dropped, &self->put, &self->dropped_relations, &self->put_relations };
  gboolean different = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    sections[i]->packed = g_byte_array_new ();
  self->spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  compare_items (self);
  compare_relations (self);
  g_array_unref (self->spans);

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      different = different || sections[i]->n > 0;
      pack_section (out, sections[i]);
    }

  return different;
}

gboolean
chiosa_journal_pack_change (GByteArray           *out,
                            const ChiosaSnapshot *before,
                            const ChiosaEdit     *edit,
                            const ChiosaSnapshot *now)
{
  Comparison self = { .before = before, .now = now };
  gboolean article = !same_article (before->article, now->article);
  gboolean different = article || !chiosa_edit_is_empty (edit);

  chiosa_pack_edit (out, edit);
  chiosa_pack_number (out, article);
  if (article)
    {
      g_autoptr (ChiosaArticle) none = chiosa_article_new ();

      chiosa_pack_article (out, now->article != NULL ? now->article : none);
    }

  chiosa_shifts_init (&self.shifts, edit);
  different |= pack_sections (out, &self);
  chiosa_shifts_clear (&self.shifts);
  different |= pack_conflicts (out, before->conflicts, now->conflicts);

  return different;
}

void
chiosa_journal_pack_state (GByteArray           *out,
                           const ChiosaSnapshot *snapshot)
{
  g_autoptr (ChiosaSnapshot) nothing = chiosa_snapshot_new ();
  g_autoptr (ChiosaEdit) none = chiosa_edit_new ();

  chiosa_pack_text (out, snapshot->text);
  chiosa_journal_pack_change (out, nothing, none, snapshot);
}
