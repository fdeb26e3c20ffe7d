/* chiosa-annotation-changes.c
 *
 * Which annotations differ between two states of an article. A list to be read; what becomes of them is decided elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-annotation-changes.h"

#include "chiosa-tag-name.h"
#include "chiosa-short-words.h"

#include <glib/gi18n.h>

#define MAX_WORDS 80   /* code points of an annotation's words */

static void
change_free (ChiosaAnnotationChange *change)
{
  g_free (change->name);
  g_free (change->words);
  g_free (change->details);
  g_free (change);
}

/* Fragments joined, as a detached annotation's words are. */
static char *
get_words (const ChiosaSnapshot     *snapshot,
           const ChiosaSnapshotItem *item)
{
  GString *words;

  if (item->n_spans == 0 || snapshot->text == NULL)
    return g_strdup (item->annotation->quote != NULL ? item->annotation->quote->exact : "");

  words = g_string_new (NULL);
  for (guint i = 0; i < item->n_spans; i++)
    {
      const ChiosaSpan *span = &g_array_index (snapshot->spans, ChiosaSpan, item->first_span + i);
      g_autofree char *fragment = chiosa_text_get_slice (snapshot->text, span->start, span->end);

      g_string_append_printf (words, "%s%s", i > 0 ? " … " : "", fragment);
    }

  return g_string_free_and_steal (words);
}

/* The same place: the same words; in the same text also the same offsets. */
static gboolean
is_same_place (const ChiosaSnapshot     *a,
               const ChiosaSnapshotItem *a_item,
               const ChiosaSnapshot     *b,
               const ChiosaSnapshotItem *b_item,
               gboolean                  same_text)
{
  g_autofree char *a_words = NULL;
  g_autofree char *b_words = NULL;

  if (a_item->n_spans != b_item->n_spans)
    return FALSE;

  for (guint i = 0; same_text && i < a_item->n_spans; i++)
    {
      const ChiosaSpan *a_span = &g_array_index (a->spans, ChiosaSpan, a_item->first_span + i);
      const ChiosaSpan *b_span = &g_array_index (b->spans, ChiosaSpan, b_item->first_span + i);

      if (a_span->start != b_span->start || a_span->end != b_span->end)
        return FALSE;
    }

  a_words = get_words (a, a_item);
  b_words = get_words (b, b_item);
  return g_str_equal (a_words, b_words);
}

static void
add_detail (GString    *details,
            const char *detail)
{
  if (details->len > 0)
    /* Translators: between things that were changed: "Label, Note" */
    g_string_append (details, _(", "));
  g_string_append (details, detail);
}

/* The label by its names, the rest by what it is. */
static char *
describe_changes (const ChiosaAnnotation *a,
                  const ChiosaAnnotation *b,
                  gboolean                same_place,
                  ChiosaTagset           *tagset)
{
  GString *details = g_string_new (NULL);

  if (a->type != b->type || a->label != b->label)
    {
      g_autofree char *old_name = chiosa_tag_name (tagset, a->type, a->label);
      g_autofree char *new_name = chiosa_tag_name (tagset, b->type, b->label);
      /* Translators: how an annotation was called, how it is called now */
      g_autofree char *both = g_strdup_printf (_("%s → %s"), old_name, new_name);

      add_detail (details, both);
    }
  if (!same_place || a->state != b->state)
    add_detail (details, b->state == CHIOSA_STATE_DETACHED ? _("Detached") : _("Other Words"));
  if (!chiosa_attributes_equal (a->attributes, b->attributes))
    add_detail (details, _("Attributes"));
  if (g_strcmp0 (a->note, b->note) != 0)
    add_detail (details, _("Note"));

  return g_string_free_and_steal (details);
}

/* What a person sees of it. The quote that a file has beside the spans is no difference. */
static gboolean
is_same (const ChiosaAnnotation *a,
         const ChiosaAnnotation *b)
{
  return a->type == b->type && a->label == b->label && a->state == b->state && a->edited == b->edited &&
         a->review == b->review && chiosa_attributes_equal (a->attributes, b->attributes) &&
         g_strcmp0 (a->note, b->note) == 0 && g_strcmp0 (a->extra, b->extra) == 0;
}

static void
add_change (ChiosaAnnotationChanges  *self,
            ChiosaChangeKind          kind,
            const ChiosaSnapshot     *snapshot,
            const ChiosaSnapshotItem *item,
            ChiosaTagset             *tagset,
            char                     *details)
{
  ChiosaAnnotationChange *change = g_new0 (ChiosaAnnotationChange, 1);
  g_autofree char *words = get_words (snapshot, item);

  change->kind = kind;
  change->name = chiosa_tag_name (tagset, item->annotation->type, item->annotation->label);
  change->words = chiosa_short_words (words, MAX_WORDS);
  change->details = details;
  g_ptr_array_add (self->annotations, change);
}

static GHashTable *
index_items (const ChiosaSnapshot *snapshot)
{
  GHashTable *items = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);

      g_hash_table_insert (items, item->annotation->id, item);
    }

  return items;
}

static void
compare_annotations (ChiosaAnnotationChanges *self,
                     const ChiosaSnapshot    *a,
                     const ChiosaSnapshot    *b,
                     gboolean                 same_text,
                     ChiosaTagset            *tagset)
{
  g_autoptr (GHashTable) a_items = index_items (a);
  g_autoptr (GHashTable) b_items = index_items (b);

  for (guint i = 0; i < b->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (b->items, ChiosaSnapshotItem, i);
      const ChiosaSnapshotItem *before = g_hash_table_lookup (a_items, item->annotation->id);
      gboolean same_place;

      if (before == NULL)
        {
          add_change (self, CHIOSA_CHANGE_ADDED, b, item, tagset, NULL);
          continue;
        }

      same_place = is_same_place (a, before, b, item, same_text);
      if (!same_place || !is_same (before->annotation, item->annotation))
        add_change (self, CHIOSA_CHANGE_CHANGED, b, item, tagset,
                    describe_changes (before->annotation, item->annotation, same_place, tagset));
    }

  for (guint i = 0; i < a->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (a->items, ChiosaSnapshotItem, i);

      if (!g_hash_table_contains (b_items, item->annotation->id))
        add_change (self, CHIOSA_CHANGE_REMOVED, a, item, tagset, NULL);
    }
}

static guint
count_relations (const ChiosaSnapshot *a,
                 const ChiosaSnapshot *b)
{
  g_autoptr (GHashTable) relations = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < a->relations->len; i++)
    {
      ChiosaRelation *relation = g_ptr_array_index (a->relations, i);

      g_hash_table_insert (relations, relation->id, relation);
    }
  for (guint i = 0; i < b->relations->len; i++)
    {
      ChiosaRelation *relation = g_ptr_array_index (b->relations, i);
      ChiosaRelation *before = g_hash_table_lookup (relations, relation->id);

      if (before == NULL || !chiosa_relation_equal (before, relation))
        n++;
      g_hash_table_remove (relations, relation->id);
    }

  return n + g_hash_table_size (relations);
}

static gboolean
is_same_article (const ChiosaArticle *a,
                 const ChiosaArticle *b)
{
  g_autoptr (ChiosaArticle) nothing = chiosa_article_new ();

  return chiosa_article_equal (a != NULL ? a : nothing, b != NULL ? b : nothing);
}

static gboolean
is_same_text (const ChiosaText *a,
              const ChiosaText *b)
{
  g_autofree char *a_hash = a != NULL ? chiosa_text_hash (a) : NULL;
  g_autofree char *b_hash = b != NULL ? chiosa_text_hash (b) : NULL;

  return g_strcmp0 (a_hash, b_hash) == 0;
}

/**
 * chiosa_annotation_changes_new:
 * @old_state: how it was
 * @new_state: how it is
 * @tagset: for names
 *
 * Annotations are the same ones by their ids.
 *
 * Returns: (transfer full): what differs
 */
ChiosaAnnotationChanges *
chiosa_annotation_changes_new (const ChiosaSnapshot *old_state,
                               const ChiosaSnapshot *new_state,
                               ChiosaTagset         *tagset)
{
  ChiosaAnnotationChanges *self = g_new0 (ChiosaAnnotationChanges, 1);

  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  compare_annotations (self, old_state, new_state, is_same_text (old_state->text, new_state->text), tagset);
  self->n_relations = count_relations (old_state, new_state);
  self->article = !is_same_article (old_state->article, new_state->article);

  return self;
}

void
chiosa_annotation_changes_free (ChiosaAnnotationChanges *self)
{
  g_ptr_array_unref (self->annotations);
  g_free (self);
}

gboolean
chiosa_annotation_changes_is_empty (const ChiosaAnnotationChanges *self)
{
  return self->annotations->len == 0 && self->n_relations == 0 && !self->article;
}

const char *
chiosa_annotation_change_describe (const ChiosaAnnotationChange *change)
{
  switch (change->kind)
    {
    case CHIOSA_CHANGE_ADDED:
      return C_("annotation", "Added");
    case CHIOSA_CHANGE_REMOVED:
      return C_("annotation", "Removed");
    case CHIOSA_CHANGE_CHANGED:
      return change->details != NULL && change->details[0] != '\0' ? change->details : C_("annotation", "Changed");
    default:
      g_assert_not_reached ();
    }
}
