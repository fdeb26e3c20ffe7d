/* chiosa-merge-place.c
 *
 * Where annotations stand in a merge. Numbers of different texts cannot be compared: every version is found again in the
 * merged text (chiosa-reanchor.h), and what was common in the texts of both sides too, which tells apart what a person
 * moved from what only the text has pushed along.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-merge-private.h"

#include "chiosa-reanchor.h"
#include "chiosa-sidecar-private.h"

#include <string.h>

struct _ChiosaMergePlaces
{
  ChiosaStanding own[CHIOSA_N_VERSIONS];
  ChiosaStanding merged[CHIOSA_N_VERSIONS];
  ChiosaStanding common[CHIOSA_N_VERSIONS];   /* what was common, on the text of that side */
};

/* --- Standings -------------------------------------------------------------------------------------------------- */

static gboolean
same_text (const ChiosaText *a,
           const ChiosaText *b)
{
  g_autofree char *x = NULL, *y = NULL;

  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || chiosa_text_get_n_bytes (a) != chiosa_text_get_n_bytes (b))
    return FALSE;

  x = chiosa_text_get_slice (a, 0, G_MAXSIZE);
  y = chiosa_text_get_slice (b, 0, G_MAXSIZE);
  return strcmp (x, y) == 0;
}

static void
standing_index (ChiosaStanding *self)
{
  const GArray *items = self->snapshot->items;

  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < items->len; i++)
    {
      ChiosaSnapshotItem *item = &g_array_index (items, ChiosaSnapshotItem, i);

      g_hash_table_insert (self->items, item->annotation->id, item);
    }
}

/* Shares the values, with @text (nullable). */
static ChiosaSnapshot *
copy_on (const ChiosaSnapshot *from,
         const ChiosaText     *text)
{
  ChiosaSnapshot *copy = chiosa_snapshot_new ();

  copy->text = text != NULL ? chiosa_text_copy (text) : NULL;
  for (guint i = 0; from != NULL && i < from->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (from->items, ChiosaSnapshotItem, i);

      chiosa_snapshot_add (copy, item->annotation,
                           item->n_spans > 0 ? &g_array_index (from->spans, ChiosaSpan, item->first_span) : NULL, item->n_spans);
    }

  return copy;
}

static void
stand_on (ChiosaStanding       *self,
          const ChiosaSnapshot *from,
          const ChiosaText     *text)
{
  if (from == NULL || same_text (from->text, text) || from->items->len == 0)
    self->snapshot = copy_on (from, text);
  else
    {
      g_autoptr (ChiosaReanchoring) again = chiosa_reanchor (from, from->text, text, NULL);

      self->snapshot = g_steal_pointer (&again->snapshot);
    }

  standing_index (self);
}

static void
standing_clear (ChiosaStanding *self)
{
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->snapshot, chiosa_snapshot_free);
}

static const ChiosaSnapshotItem *
lookup (const ChiosaStanding *standing,
        const char           *id)
{
  return standing->items != NULL ? g_hash_table_lookup (standing->items, id) : NULL;
}

static const ChiosaSpan *
spans_of (const ChiosaStanding     *standing,
          const ChiosaSnapshotItem *item)
{
  return item->n_spans > 0 ? &g_array_index (standing->snapshot->spans, ChiosaSpan, item->first_span) : NULL;
}

/* Detached ones are at the same place: none. */
static gboolean
same_place (const ChiosaStanding     *in_a,
            const ChiosaSnapshotItem *a,
            const ChiosaStanding     *in_b,
            const ChiosaSnapshotItem *b)
{
  return chiosa_spans_equal (spans_of (in_a, a), a->n_spans, spans_of (in_b, b), b->n_spans);
}

/* --- Words ------------------------------------------------------------------------------------------------------ */

/* (nullable): where neither text nor quote are known. */
static char *
words_of (const ChiosaStanding     *standing,
          const ChiosaSnapshotItem *item)
{
  if (item->n_spans > 0 && standing->snapshot->text != NULL)
    return chiosa_spans_get_quote (spans_of (standing, item), item->n_spans, standing->snapshot->text);

  return item->annotation->quote != NULL ? g_strdup (item->annotation->quote->exact) : NULL;
}

static gboolean
same_words (const ChiosaMergePlaces *self,
            ChiosaVersionKind        version,
            const char              *id)
{
  const ChiosaStanding *base = &self->own[CHIOSA_VERSION_BASE];
  g_autofree char *before = words_of (base, lookup (base, id));
  g_autofree char *now = words_of (&self->own[version], lookup (&self->own[version], id));

  return g_strcmp0 (before, now) == 0;
}

/* --- For the merge ---------------------------------------------------------------------------------------------- */

ChiosaMergePlaces *
chiosa_merge_places_new (const ChiosaSnapshot *base,
                         const ChiosaSnapshot *mine,
                         const ChiosaSnapshot *theirs,
                         const ChiosaText     *merged)
{
  const ChiosaSnapshot *versions[] = { base, mine, theirs };
  ChiosaMergePlaces *self = g_new0 (ChiosaMergePlaces, 1);

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      const ChiosaText *own = versions[i] != NULL ? versions[i]->text : NULL;

      stand_on (&self->own[i], versions[i], own);
      stand_on (&self->merged[i], versions[i], merged);
      if (base != NULL && base->text != NULL && own != NULL)
        stand_on (&self->common[i], base, own);
    }

  return self;
}

void
chiosa_merge_places_free (ChiosaMergePlaces *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      standing_clear (&self->own[i]);
      standing_clear (&self->merged[i]);
      standing_clear (&self->common[i]);
    }
  g_free (self);
}

const ChiosaSnapshotItem *
chiosa_merge_places_find (const ChiosaMergePlaces *self,
                          ChiosaVersionKind        version,
                          const char              *id)
{
  return lookup (&self->own[version], id);
}

const ChiosaSnapshotItem *
chiosa_merge_places_find_merged (const ChiosaMergePlaces  *self,
                                 ChiosaVersionKind         version,
                                 const char               *id,
                                 const ChiosaSnapshot    **snapshot)
{
  *snapshot = self->merged[version].snapshot;
  return lookup (&self->merged[version], id);
}

/* Where a text is not known, only other words tell that it was moved. */
gboolean
chiosa_merge_places_is_moved (const ChiosaMergePlaces *self,
                              ChiosaVersionKind        version,
                              const char              *id)
{
  const ChiosaStanding *own = &self->own[version];
  const ChiosaStanding *common = &self->common[version];
  const ChiosaSnapshotItem *before = lookup (&self->own[CHIOSA_VERSION_BASE], id);
  const ChiosaSnapshotItem *now = lookup (own, id);

  if (before == NULL || now == NULL)
    return before != now;
  if (common->snapshot == NULL)
    return !same_words (self, version, id);
  /* What was lost before and is lost still was not moved, wherever the change of the text would have put it. */
  if (before->n_spans == 0 && now->n_spans == 0)
    return FALSE;

  return !same_place (common, lookup (common, id), own, now);
}

/* Edits of its words set the mark too: then it is no person's. */
gboolean
chiosa_merge_places_is_review_changed (const ChiosaMergePlaces *self,
                                       ChiosaVersionKind        version,
                                       const char              *id)
{
  const ChiosaSnapshotItem *before = lookup (&self->own[CHIOSA_VERSION_BASE], id);
  const ChiosaSnapshotItem *now = lookup (&self->own[version], id);

  return before->annotation->review != now->annotation->review && same_words (self, version, id);
}

static gboolean
is_lost (const ChiosaMergePlaces *self,
         ChiosaVersionKind        version,
         const char              *id)
{
  return lookup (&self->own[version], id)->n_spans == 0;
}

/* What to take of two that are both lost: what a side lost itself and knows the words of, then the one with a suggestion,
 * then one of them, whichever side it is on. */
static ChiosaVersionKind
choose_detached (const ChiosaMergePlaces *self,
                 const char              *id)
{
  const ChiosaAnnotation *mine = lookup (&self->merged[CHIOSA_VERSION_MINE], id)->annotation;
  const ChiosaAnnotation *theirs = lookup (&self->merged[CHIOSA_VERSION_THEIRS], id)->annotation;
  g_autofree char *a = NULL, *b = NULL;

  if (is_lost (self, CHIOSA_VERSION_MINE, id) != is_lost (self, CHIOSA_VERSION_THEIRS, id))
    return is_lost (self, CHIOSA_VERSION_MINE, id) ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS;
  if (mine->review != theirs->review)
    return mine->review ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS;

  a = chiosa_merge_places_describe (self, CHIOSA_VERSION_MINE, id);
  b = chiosa_merge_places_describe (self, CHIOSA_VERSION_THEIRS, id);
  return strcmp (a, b) <= 0 ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS;
}

/* Of two live places that no person chose: where what was common has gone, else the first one. */
static ChiosaVersionKind
choose_derived (const ChiosaMergePlaces *self,
                const char              *id)
{
  const ChiosaStanding *base = &self->merged[CHIOSA_VERSION_BASE];
  const ChiosaStanding *mine = &self->merged[CHIOSA_VERSION_MINE];
  const ChiosaStanding *theirs = &self->merged[CHIOSA_VERSION_THEIRS];
  const ChiosaSnapshotItem *before = lookup (base, id);
  const ChiosaSpan *a = spans_of (mine, lookup (mine, id)), *b = spans_of (theirs, lookup (theirs, id));

  if (before != NULL && same_place (base, before, mine, lookup (mine, id)))
    return CHIOSA_VERSION_MINE;
  if (before != NULL && same_place (base, before, theirs, lookup (theirs, id)))
    return CHIOSA_VERSION_THEIRS;
  if (a->start != b->start)
    return a->start < b->start ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS;

  return choose_detached (self, id);
}

/* Both live, at different places. */
static ChiosaVersionKind
choose_live (const ChiosaMergePlaces *self,
             const char              *id,
             gboolean                *conflict)
{
  gboolean mine = chiosa_merge_places_is_moved (self, CHIOSA_VERSION_MINE, id);
  gboolean theirs = chiosa_merge_places_is_moved (self, CHIOSA_VERSION_THEIRS, id);
  const ChiosaStanding *base = &self->merged[CHIOSA_VERSION_BASE];
  const ChiosaSnapshotItem *before = lookup (base, id);
  g_autofree char *a = NULL, *b = NULL;

  if (mine != theirs)
    return mine ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS;
  if (!mine)
    return choose_derived (self, id);
  if (before != NULL && same_place (base, before, &self->merged[CHIOSA_VERSION_MINE], lookup (&self->merged[CHIOSA_VERSION_MINE], id)))
    return CHIOSA_VERSION_THEIRS;
  if (before != NULL && same_place (base, before, &self->merged[CHIOSA_VERSION_THEIRS], lookup (&self->merged[CHIOSA_VERSION_THEIRS], id)))
    return CHIOSA_VERSION_MINE;

  *conflict = TRUE;
  a = chiosa_merge_places_describe (self, CHIOSA_VERSION_MINE, id);
  b = chiosa_merge_places_describe (self, CHIOSA_VERSION_THEIRS, id);
  return strcmp (a, b) <= 0 ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS;
}

/* One live, one lost: what a person did counts, then what is not lost. */
static ChiosaVersionKind
choose_found (const ChiosaMergePlaces *self,
              const char              *id,
              ChiosaVersionKind        live)
{
  ChiosaVersionKind lost = live == CHIOSA_VERSION_MINE ? CHIOSA_VERSION_THEIRS : CHIOSA_VERSION_MINE;

  if (chiosa_merge_places_is_moved (self, live, id))
    return live;

  return chiosa_merge_places_is_moved (self, lost, id) ? lost : live;
}

const ChiosaSnapshotItem *
chiosa_merge_places_choose (const ChiosaMergePlaces  *self,
                            const char               *id,
                            const ChiosaSnapshot    **snapshot,
                            gboolean                 *conflict)
{
  const ChiosaStanding *in_mine = &self->merged[CHIOSA_VERSION_MINE];
  const ChiosaStanding *in_theirs = &self->merged[CHIOSA_VERSION_THEIRS];
  const ChiosaSnapshotItem *mine = lookup (in_mine, id);
  const ChiosaSnapshotItem *theirs = lookup (in_theirs, id);
  ChiosaVersionKind chosen;

  *conflict = FALSE;
  if (mine->n_spans > 0 && theirs->n_spans > 0)
    chosen = same_place (in_mine, mine, in_theirs, theirs) ? CHIOSA_VERSION_MINE : choose_live (self, id, conflict);
  else if (mine->n_spans == 0 && theirs->n_spans == 0)
    chosen = choose_detached (self, id);
  else
    chosen = choose_found (self, id, mine->n_spans > 0 ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS);

  return chiosa_merge_places_find_merged (self, chosen, id, snapshot);
}

char *
chiosa_merge_places_describe (const ChiosaMergePlaces *self,
                              ChiosaVersionKind        version,
                              const char              *id)
{
  const ChiosaSnapshotItem *item = lookup (&self->merged[version], id);
  GString *out;

  if (item == NULL)
    return NULL;

  out = g_string_new ("{");
  chiosa_sidecar_append_place (out, self->merged[version].snapshot, item);
  g_string_append_c (out, '}');
  return g_string_free_and_steal (out);
}
