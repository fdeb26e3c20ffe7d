/* chiosa-losses.c
 *
 * What of an article a format could not carry: counting, naming, and the words for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-losses.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id;
  const char *name;
} kinds[CHIOSA_LOSS_N] = {
  [CHIOSA_LOSS_TEXT] = { "text", N_("Characters that the format does not have") },
  [CHIOSA_LOSS_WHITE_SPACE] = { "white-space", N_("Spaces and line ends between words") },
  [CHIOSA_LOSS_PLACE] = { "place", N_("Annotations that begin or end within a word") },
  [CHIOSA_LOSS_OVERLAP] = { "overlap", N_("Annotations that overlap") },
  [CHIOSA_LOSS_FRAGMENTS] = { "fragments", N_("Annotations in several pieces as one") },
  [CHIOSA_LOSS_ANNOTATION] = { "annotation", N_("Annotations that the format has no place for") },
  [CHIOSA_LOSS_LABEL] = { "label", N_("Types and labels by their own names") },
  [CHIOSA_LOSS_ATTRIBUTE] = { "attribute", N_("Attributes of annotations") },
  [CHIOSA_LOSS_NOTE] = { "note", N_("Notes of annotations") },
  [CHIOSA_LOSS_RELATION] = { "relation", N_("Relations") },
  [CHIOSA_LOSS_RELATION_DETAIL] = { "relation-detail", N_("Attributes and notes of relations") },
  [CHIOSA_LOSS_PROVENANCE] = { "provenance", N_("Who made an annotation, when, and how sure it is") },
  [CHIOSA_LOSS_ARTICLE] = { "article", N_("Title, author and other details of the article") },
  [CHIOSA_LOSS_DETACHED] = { "detached", N_("Detached annotations") },
  [CHIOSA_LOSS_EXTRA] = { "extra", N_("What other programs have added") },
};

static void
item_free (gpointer data)
{
  ChiosaLossItem *item = data;

  g_free (item->id);
  g_free (item->detail);
  g_free (item);
}

/**
 * chiosa_losses_new:
 *
 * Returns: (transfer full): nothing is lost
 */
ChiosaLosses *
chiosa_losses_new (void)
{
  return g_new0 (ChiosaLosses, 1);
}

/**
 * chiosa_losses_free:
 * @self: (nullable) (transfer full): losses
 */
void
chiosa_losses_free (ChiosaLosses *self)
{
  if (self == NULL)
    return;

  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    g_clear_pointer (&self->items[kind], g_ptr_array_unref);
  g_free (self);
}

/**
 * chiosa_losses_add:
 * @self: losses
 * @kind: of what
 * @id: (nullable): of the annotation or relation
 * @detail: (nullable): a name or words of the article, as they are
 *
 * Counts one. The first %CHIOSA_LOSSES_NAMED of a kind are named as well.
 */
void
chiosa_losses_add (ChiosaLosses *self,
                   ChiosaLoss    kind,
                   const char   *id,
                   const char   *detail)
{
  ChiosaLossItem *item;

  if (self->counts[kind]++ >= CHIOSA_LOSSES_NAMED)
    return;

  if (self->items[kind] == NULL)
    self->items[kind] = g_ptr_array_new_with_free_func (item_free);
  item = g_new0 (ChiosaLossItem, 1);
  item->id = g_strdup (id);
  item->detail = g_strdup (detail);
  g_ptr_array_add (self->items[kind], item);
}

static void
add_attributes (ChiosaLosses           *self,
                ChiosaLoss              kind,
                const char             *id,
                const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    chiosa_losses_add (self, kind, id, chiosa_attributes_nth (attributes, i, NULL, NULL));
}

static gboolean
has_provenance (const ChiosaAnnotation *annotation)
{
  return annotation->creator != NULL || annotation->created != NULL || annotation->suggester != NULL
         || annotation->confidence != NULL || annotation->origin != CHIOSA_ORIGIN_HAND
         || annotation->edited || annotation->review;
}

static void
add_annotation (ChiosaLosses           *self,
                const ChiosaAnnotation *annotation,
                guint                   mask)
{
  if (mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE))
    add_attributes (self, CHIOSA_LOSS_ATTRIBUTE, annotation->id, annotation->attributes);
  if ((mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_NOTE)) && annotation->note != NULL)
    chiosa_losses_add (self, CHIOSA_LOSS_NOTE, annotation->id, NULL);
  if ((mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE)) && has_provenance (annotation))
    chiosa_losses_add (self, CHIOSA_LOSS_PROVENANCE, annotation->id, NULL);
  if ((mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA)) && annotation->extra != NULL)
    chiosa_losses_add (self, CHIOSA_LOSS_EXTRA, annotation->id, NULL);
}

static void
add_relation (ChiosaLosses         *self,
              const ChiosaRelation *relation,
              guint                 mask)
{
  if (mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION))
    chiosa_losses_add (self, CHIOSA_LOSS_RELATION, relation->id, relation->type);
  if (mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL))
    {
      add_attributes (self, CHIOSA_LOSS_RELATION_DETAIL, relation->id, relation->attributes);
      if (relation->note != NULL)
        chiosa_losses_add (self, CHIOSA_LOSS_RELATION_DETAIL, relation->id, "note");
    }
  if ((mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE)) && (relation->creator != NULL || relation->created != NULL))
    chiosa_losses_add (self, CHIOSA_LOSS_PROVENANCE, relation->id, NULL);
  if ((mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA)) && relation->extra != NULL)
    chiosa_losses_add (self, CHIOSA_LOSS_EXTRA, relation->id, NULL);
}

static void
add_article (ChiosaLosses        *self,
             const ChiosaArticle *article,
             guint                mask)
{
  const struct { const char *name, *value; } members[] = {
    { "title", article->title }, { "author", article->author }, { "publisher", article->publisher }, { "url", article->url },
    { "date", article->date }, { "language", article->language }, { "licence", article->licence }, { "note", article->note },
    { "status", article->status != CHIOSA_STATUS_NEW ? "" : NULL },
  };

  if (mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE))
    {
      for (guint i = 0; i < G_N_ELEMENTS (members); i++)
        if (members[i].value != NULL)
          chiosa_losses_add (self, CHIOSA_LOSS_ARTICLE, NULL, members[i].name);
      add_attributes (self, CHIOSA_LOSS_ARTICLE, NULL, article->attributes);
    }
  if ((mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA)) && article->extra != NULL)
    chiosa_losses_add (self, CHIOSA_LOSS_EXTRA, NULL, "article");
}

/* Annotations without a place, and relations that lead to one. */
static void
add_detached (ChiosaLosses       *self,
              const ChiosaRecord *record)
{
  const ChiosaSnapshot *snapshot = record->snapshot;

  for (guint i = chiosa_record_get_n (record); i < snapshot->items->len; i++)
    chiosa_losses_add (self, CHIOSA_LOSS_DETACHED, chiosa_record_get (record, i)->id, NULL);

  for (guint i = 0; i < snapshot->relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (snapshot->relations, i);

      if (!chiosa_record_find (record, relation->from, NULL) || !chiosa_record_find (record, relation->to, NULL))
        chiosa_losses_add (self, CHIOSA_LOSS_DETACHED, relation->id, relation->type);
    }
}

/**
 * chiosa_losses_add_record:
 * @self: losses
 * @record: an article
 * @mask: of CHIOSA_LOSS_BIT()
 *
 * Counts everything in @record that is of a kind in @mask: what a format never carries. What is a matter of how the format
 * is written (TEXT, WHITE_SPACE, PLACE, OVERLAP, FRAGMENTS, ANNOTATION, LABEL) is not looked at.
 */
void
chiosa_losses_add_record (ChiosaLosses       *self,
                          const ChiosaRecord *record,
                          guint               mask)
{
  const ChiosaRelation *relation;

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    add_annotation (self, chiosa_record_get (record, i), mask);
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    add_relation (self, relation, mask);
  add_article (self, chiosa_record_get_article (record), mask);
  if (mask & CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED))
    add_detached (self, record);
}

/**
 * chiosa_losses_sum:
 * @self: losses
 * @other: those of a further article
 *
 * Adds the counts; who they are is not taken along.
 */
void
chiosa_losses_sum (ChiosaLosses       *self,
                   const ChiosaLosses *other)
{
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    self->counts[kind] += other->counts[kind];
}

/**
 * chiosa_losses_total:
 * @self: losses
 *
 * Returns: how many of all kinds
 */
guint
chiosa_losses_total (const ChiosaLosses *self)
{
  guint total = 0;

  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    total += self->counts[kind];

  return total;
}

/**
 * chiosa_loss_to_string:
 * @kind: of loss
 *
 * Returns: (transfer none): its name in reports; never translated
 */
const char *
chiosa_loss_to_string (ChiosaLoss kind)
{
  return kinds[kind].id;
}

/**
 * chiosa_loss_get_name:
 * @kind: of loss
 *
 * Returns: (transfer none): for people, what it is that is lost
 */
const char *
chiosa_loss_get_name (ChiosaLoss kind)
{
  return _(kinds[kind].name);
}

static const char *
get_sentence (ChiosaLoss kind,
              guint      n)
{
  switch (kind)
    {
    case CHIOSA_LOSS_TEXT:
      return ngettext ("%u character is replaced, since the format does not have it",
                       "%u characters are replaced, since the format does not have them", n);
    case CHIOSA_LOSS_WHITE_SPACE:
      return ngettext ("Spaces and line ends are not kept at %u place",
                       "Spaces and line ends are not kept at %u places", n);
    case CHIOSA_LOSS_PLACE:
      return ngettext ("%u annotation grows to whole words",
                       "%u annotations grow to whole words", n);
    case CHIOSA_LOSS_OVERLAP:
      return ngettext ("%u annotation is left out, since it overlaps a longer one",
                       "%u annotations are left out, since they overlap longer ones", n);
    case CHIOSA_LOSS_FRAGMENTS:
      return ngettext ("%u annotation in several pieces is not written as one",
                       "%u annotations in several pieces are not written as one", n);
    case CHIOSA_LOSS_ANNOTATION:
      return ngettext ("%u annotation is left out, since the format has no place for it",
                       "%u annotations are left out, since the format has no place for them", n);
    case CHIOSA_LOSS_LABEL:
      return ngettext ("The type or label of %u annotation is not written as it is",
                       "The type or label of %u annotations is not written as it is", n);
    case CHIOSA_LOSS_ATTRIBUTE:
      return ngettext ("%u attribute is left out",
                       "%u attributes are left out", n);
    case CHIOSA_LOSS_NOTE:
      return ngettext ("%u note is left out",
                       "%u notes are left out", n);
    case CHIOSA_LOSS_RELATION:
      return ngettext ("%u relation is left out",
                       "%u relations are left out", n);
    case CHIOSA_LOSS_RELATION_DETAIL:
      return ngettext ("%u attribute or note of a relation is left out",
                       "%u attributes and notes of relations are left out", n);
    case CHIOSA_LOSS_PROVENANCE:
      return ngettext ("Who made %u annotation, when, and how sure it is are left out",
                       "Who made %u annotations, when, and how sure they are are left out", n);
    case CHIOSA_LOSS_ARTICLE:
      return ngettext ("%u detail of the article is left out",
                       "%u details of the article are left out", n);
    case CHIOSA_LOSS_DETACHED:
      return ngettext ("%u annotation or relation that has lost its words is left out",
                       "%u annotations and relations that have lost their words are left out", n);
    case CHIOSA_LOSS_EXTRA:
      return ngettext ("What other programs have added at %u place is left out",
                       "What other programs have added at %u places is left out", n);
    case CHIOSA_LOSS_N:
      break;
    }

  g_return_val_if_reached ("%u");
}

/**
 * chiosa_loss_describe:
 * @kind: of loss
 * @n: how many
 *
 * Returns: (transfer full): a sentence for people
 */
char *
chiosa_loss_describe (ChiosaLoss kind,
                      guint      n)
{
  return g_strdup_printf (get_sentence (kind, n), n);
}
