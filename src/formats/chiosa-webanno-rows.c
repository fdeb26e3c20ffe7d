/* chiosa-webanno-rows.c
 *
 * On which rows of a WebAnno TSV file annotations and relations stand: words, and parts of words where a border lies inside one. Each
 * fragment of an annotation is a piece with rows of its own. Which of the pieces need a number in brackets, so that no reader takes two
 * for one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-rows.h"

/**
 * chiosa_webanno_rows_get_token:
 * @self: rows
 * @i: a word, from 0
 *
 * Returns: (transfer none): the word
 */
const ChiosaToken *
chiosa_webanno_rows_get_token (const ChiosaWebannoRows *self,
                               guint                    i)
{
  return &g_array_index (self->tokens->tokens, ChiosaToken, i);
}

/**
 * chiosa_webanno_rows_get_first_piece:
 * @self: rows
 * @i: an annotation that has a layer
 *
 * Returns: (transfer none): its first piece
 */
const ChiosaWebannoPiece *
chiosa_webanno_rows_get_first_piece (const ChiosaWebannoRows *self,
                                     guint                    i)
{
  return &g_array_index (self->pieces, ChiosaWebannoPiece, self->first_piece[i]);
}

/* --- Where annotations stand --------------------------------------------------------------------------------------- */

/* A piece for one fragment, with its rows: words, and parts of the first and last one. None where it has no words. Returns whether the rows
 * begin and end where the fragment does. */
static gboolean
add_fragment (ChiosaWebannoRows *self,
              guint              item,
              ChiosaSpan         span)
{
  ChiosaWebannoPiece piece = { .id = 0 };
  guint first_entry = self->entries->len, first, end;

  if (!chiosa_tokens_cover (self->tokens, span.start, span.end, &first, &end, NULL))
    return FALSE;

  for (guint i = first; i < end; i++)
    {
      const ChiosaToken *token = chiosa_webanno_rows_get_token (self, i);
      ChiosaWebannoEntry entry = { .token = i, .item = item, .piece = self->pieces->len };

      entry.start = MAX (token->start, span.start);
      entry.end = MIN (token->end, span.end);
      entry.is_part = entry.start != token->start || entry.end != token->end;
      g_array_append_val (self->entries, entry);
    }
  piece.first = g_array_index (self->entries, ChiosaWebannoEntry, first_entry);
  g_array_append_val (self->pieces, piece);

  return piece.first.start == span.start && g_array_index (self->entries, ChiosaWebannoEntry, self->entries->len - 1).end == span.end;
}

/* The piece needs an id; which one is found out when all are known. */
static void
mark (ChiosaWebannoRows *self,
      guint              piece)
{
  g_array_index (self->pieces, ChiosaWebannoPiece, piece).id = 1;
}

/* Rows for annotation @i, and what they do not say of its place. */
static void
place_annotation (ChiosaWebannoRows *self,
                  guint              i)
{
  const char *id = chiosa_record_get (self->record, i)->id;
  guint n_spans, first = self->pieces->len;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n_spans);
  gboolean moved = FALSE;

  for (guint k = 0; k < n_spans; k++)
    moved |= !add_fragment (self, i, spans[k]);

  if (self->pieces->len == first)
    {
      chiosa_losses_add (self->losses, CHIOSA_LOSS_ANNOTATION, id, NULL);
      return;
    }

  self->first_piece[i] = first;
  if (moved)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_PLACE, id, NULL);
  if (moved || n_spans > 1)
    self->places[i] = chiosa_layers_place_new (self->offsets, spans, n_spans);
  if (n_spans == 1)
    return;

  chiosa_losses_add (self->losses, CHIOSA_LOSS_FRAGMENTS, id, NULL);
  for (guint k = first; k < self->pieces->len; k++)
    mark (self, k);
}

/* A relation stands on the first row of what it leads to: of its first piece. */
static void
place_relations (ChiosaWebannoRows *self)
{
  const ChiosaRelation *relation;
  guint from, to;

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, &to)) != NULL; i++)
    {
      ChiosaWebannoEntry entry;

      if (self->layer_of[from] == NULL || self->layer_of[to] == NULL)
        {
          chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION, relation->id, NULL);
          continue;
        }

      entry = chiosa_webanno_rows_get_first_piece (self, to)->first;
      entry.is_relation = TRUE;
      entry.item = i;
      g_array_append_val (self->entries, entry);
      mark (self, self->first_piece[from]);
      mark (self, self->first_piece[to]);
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const ChiosaWebannoEntry *x = a, *y = b;

  if (x->token != y->token)
    return x->token < y->token ? -1 : 1;
  if (x->is_part != y->is_part)
    return x->is_part ? 1 : -1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  if (x->is_relation != y->is_relation)
    return x->is_relation ? 1 : -1;

  return x->item < y->item ? -1 : x->item > y->item;
}

/**
 * chiosa_webanno_is_same_row:
 * @a: what stands on a row
 * @b: what stands on a row
 *
 * Returns: whether it is the same row
 */
gboolean
chiosa_webanno_is_same_row (const ChiosaWebannoEntry *a,
                            const ChiosaWebannoEntry *b)
{
  return a->token == b->token && a->is_part == b->is_part && a->start == b->start && a->end == b->end;
}

static gboolean
has_empty_value (const ChiosaLayer      *layer,
                 const ChiosaAnnotation *annotation)
{
  for (guint i = 0; i < layer->features->len; i++)
    {
      const char *value = chiosa_layer_feature_get (g_ptr_array_index (layer->features, i), annotation);

      if (value != NULL && *value == '\0')
        return TRUE;
    }

  return FALSE;
}

/* Who needs an id: those on several rows, those that share a row with another of the layer, pieces of the same annotation and ends of
 * relations (both marked before), and those of which something empty is said. Then ids in reading order. */
static void
number_pieces (ChiosaWebannoRows *self)
{
  guint last_id = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const ChiosaWebannoEntry *entry = &g_array_index (self->entries, ChiosaWebannoEntry, i);

      if (entry->is_relation)
        continue;
      if (!chiosa_webanno_is_same_row (entry, &g_array_index (self->pieces, ChiosaWebannoPiece, entry->piece).first))
        mark (self, entry->piece);

      for (guint k = i + 1; k < self->entries->len; k++)
        {
          const ChiosaWebannoEntry *other = &g_array_index (self->entries, ChiosaWebannoEntry, k);

          if (other->is_relation || !chiosa_webanno_is_same_row (entry, other))
            break;
          if (self->layer_of[entry->item] != self->layer_of[other->item])
            continue;
          mark (self, entry->piece);
          mark (self, other->piece);
          break;
        }
    }

  for (guint i = 0; i < self->pieces->len; i++)
    {
      ChiosaWebannoPiece *piece = &g_array_index (self->pieces, ChiosaWebannoPiece, i);

      if (piece->id != 0 || has_empty_value (self->layer_of[piece->first.item], chiosa_record_get (self->record, piece->first.item)))
        piece->id = ++last_id;
    }
}

static void
find_rows (ChiosaWebannoRows *self)
{
  guint part = 0;

  for (guint i = 0; i < self->n_annotations; i++)
    place_annotation (self, i);

  self->layers = chiosa_layers_new (self->record, self->one,
                                    CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_TYPE) | CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_LABEL)
                                    | CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_NOTE) | CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_PLACE),
                                    self->places);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      guint item = g_array_index (self->pieces, ChiosaWebannoPiece, i).first.item;

      self->layer_of[item] = chiosa_layers_find (self->layers, chiosa_record_get (self->record, item)->type, FALSE);
    }
  place_relations (self);
  g_array_sort (self->entries, compare_entries);
  number_pieces (self);

  for (guint i = 0; i < self->entries->len; i++)
    {
      ChiosaWebannoEntry *entry = &g_array_index (self->entries, ChiosaWebannoEntry, i);
      ChiosaWebannoPiece *piece;

      if (!entry->is_part || i == 0 || entry->token != entry[-1].token)
        part = entry->is_part;
      else if (!chiosa_webanno_is_same_row (entry, entry - 1))
        part++;
      entry->part = part;
      piece = entry->is_relation ? NULL : &g_array_index (self->pieces, ChiosaWebannoPiece, entry->piece);
      if (piece != NULL && chiosa_webanno_is_same_row (entry, &piece->first))
        piece->first.part = part;
    }
}

/**
 * chiosa_webanno_rows_new:
 * @record: an article; must live longer
 * @one: whether one layer holds all annotations
 * @losses: where is counted what has no row, or has lost something on it
 *
 * Returns: (transfer full): the rows
 */
ChiosaWebannoRows *
chiosa_webanno_rows_new (const ChiosaRecord *record,
                         gboolean            one,
                         ChiosaLosses       *losses)
{
  ChiosaWebannoRows *self = g_new0 (ChiosaWebannoRows, 1);

  self->record = record;
  self->losses = losses;
  self->one = one;
  self->n_annotations = chiosa_record_get_n (record);
  self->tokens = chiosa_tokens_new (record->utf8);
  self->offsets = chiosa_offsets_new (record->utf8);
  self->entries = g_array_new (FALSE, FALSE, sizeof (ChiosaWebannoEntry));
  self->layer_of = g_new0 (const ChiosaLayer *, self->n_annotations + 1);
  self->places = g_new0 (char *, self->n_annotations + 1);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (ChiosaWebannoPiece));
  self->first_piece = g_new0 (guint, self->n_annotations + 1);
  find_rows (self);

  return self;
}

/**
 * chiosa_webanno_rows_free:
 * @self: (nullable) (transfer full): rows
 */
void
chiosa_webanno_rows_free (ChiosaWebannoRows *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_annotations; i++)
    g_free (self->places[i]);
  g_free (self->places);
  g_free (self->layer_of);
  g_free (self->first_piece);
  g_array_unref (self->pieces);
  g_array_unref (self->entries);
  chiosa_layers_free (self->layers);
  chiosa_offsets_free (self->offsets);
  chiosa_tokens_free (self->tokens);
  g_free (self);
}
