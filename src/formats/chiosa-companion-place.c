/* chiosa-companion-place.c
 *
 * What the member "chiosa" says, put onto what a tool has: annotations found again by place and name, and their relations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion-private.h"

#include "chiosa-json-lines.h"

static gboolean
is_set (const ChiosaJsonSlice *slot)
{
  return slot->start != NULL;
}

static void
apply_known (const ChiosaKnown *known,
             ChiosaAnnotation  *annotation)
{
  const ChiosaJsonSlice *slots = known->slots;
  g_autofree char *extra = chiosa_companion_members (&slots[KNOWN_EXTRA], NULL);
  ChiosaAttributes *attributes = chiosa_companion_attributes (&slots[KNOWN_ATTRIBUTES]);

  if (attributes != NULL && annotation->attributes == NULL)
    annotation->attributes = g_steal_pointer (&attributes);
  chiosa_attributes_free (attributes);
  if (annotation->note == NULL)
    annotation->note = chiosa_companion_text (&slots[KNOWN_NOTE]);

  g_free (annotation->creator);
  g_free (annotation->created);
  g_free (annotation->suggester);
  g_free (annotation->confidence);
  annotation->creator = chiosa_companion_text (&slots[KNOWN_CREATOR]);
  annotation->created = chiosa_companion_text (&slots[KNOWN_CREATED]);
  annotation->suggester = chiosa_companion_text (&slots[KNOWN_SUGGESTER]);
  annotation->confidence = chiosa_companion_text (&slots[KNOWN_CONFIDENCE]);
  annotation->origin = is_set (&slots[KNOWN_ORIGIN]) && chiosa_json_slice_equal (&slots[KNOWN_ORIGIN], "suggestion") ? CHIOSA_ORIGIN_SUGGESTION
                       : is_set (&slots[KNOWN_ORIGIN]) && chiosa_json_slice_equal (&slots[KNOWN_ORIGIN], "import") ? CHIOSA_ORIGIN_IMPORT
                       : CHIOSA_ORIGIN_HAND;
  annotation->edited = chiosa_json_slot_is (&slots[KNOWN_EDITED], 't');
  annotation->review = chiosa_json_slot_is (&slots[KNOWN_REVIEW], 't');
  chiosa_companion_merge (&annotation->extra, extra);

  /* The sidecar takes a number from 0 to 1. */
  if (annotation->confidence != NULL
      && (!chiosa_json_number_is_valid (annotation->confidence) || g_ascii_strtod (annotation->confidence, NULL) > 1
          || g_ascii_strtod (annotation->confidence, NULL) < 0))
    g_clear_pointer (&annotation->confidence, g_free);
}

gboolean
chiosa_companion_apply (ChiosaCompanion  *self,
                        const char       *id,
                        ChiosaAnnotation *annotation)
{
  const ChiosaKnown *known = g_hash_table_lookup (self->by_id, id);

  if (known == NULL)
    return FALSE;

  apply_known (known, annotation);
  return TRUE;
}

const char *
chiosa_companion_get_whole (ChiosaCompanion *self,
                            const char      *id)
{
  return g_hash_table_lookup (self->wholes, id);
}

static char *
make_place (gsize       start,
            gsize       end,
            const char *name)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT "\n%s", start, end, name);
}

/* Entities by place and name; those with the same in their order. */
static GHashTable *
index_entities (GArray *entities)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < entities->len; i++)
    {
      const ChiosaEntity *entity = &g_array_index (entities, ChiosaEntity, i);
      g_autofree char *key = make_place (entity->start, entity->end, entity->name);
      GQueue *queue = g_hash_table_lookup (table, key);

      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (table, g_steal_pointer (&key), queue);
        }
      g_queue_push_tail (queue, GUINT_TO_POINTER (i));
    }

  return table;
}

/* Takes @annotation. */
static void
add (ChiosaCompanion  *self,
     ChiosaRecord     *record,
     ChiosaAnnotation *annotation,
     GArray           *spans,
     GArray           *entities,
     const guint      *places)
{
  g_autoptr (GError) error = NULL;
  const ChiosaEntity *first = &g_array_index (entities, ChiosaEntity, places[0]);
  g_autofree char *id = g_strdup (annotation->id);

  if (first->extra != NULL)
    chiosa_companion_keep (&annotation->extra, self->reader->format->id, first->extra);
  if (first->review)
    annotation->review = TRUE;

  if (!chiosa_record_add (record, annotation, (const ChiosaSpan *) (void *) spans->data, spans->len, &error))
    {
      chiosa_reader_problem_error (self->reader, first->line, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < spans->len; i++)
    {
      ChiosaEntity *entity = &g_array_index (entities, ChiosaEntity, places[i]);

      g_free (entity->annotation);
      entity->annotation = g_strdup (id);
    }
}

/* An annotation that we knew, with those of its fragments that are still there. */
static void
place_known (ChiosaCompanion   *self,
             const ChiosaKnown *known,
             ChiosaRecord      *record,
             GArray            *entities,
             GHashTable        *index,
             gboolean          *used)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *type = chiosa_companion_text (&known->slots[KNOWN_TYPE]);
  g_autofree char *label = chiosa_companion_text (&known->slots[KNOWN_LABEL]);
  ChiosaAnnotation *annotation;

  for (guint s = 0; s < known->spans->len; s++)
    {
      ChiosaSpan span = g_array_index (known->spans, ChiosaSpan, s);
      g_autofree char *key = make_place (span.start, span.end, known->name);
      GQueue *queue = g_hash_table_lookup (index, key);
      guint place;

      if (queue == NULL || queue->length == 0)
        continue;

      place = GPOINTER_TO_UINT (g_queue_pop_head (queue));
      used[place] = TRUE;
      g_array_append_val (spans, span);
      g_array_append_val (places, place);
    }
  if (spans->len == 0)
    return;

  annotation = chiosa_reader_new_typed (self->reader, known->id, type, label);
  apply_known (known, annotation);
  add (self, record, annotation, spans, entities, (const guint *) (void *) places->data);
}

/**
 * chiosa_companion_place:
 * @self: what was read
 * @record: an article that is being built
 * @entities: (element-type ChiosaEntity): what the tool has
 *
 * Complains of what has no place in the text.
 */
void
chiosa_companion_place (ChiosaCompanion *self,
                        ChiosaRecord    *record,
                        GArray          *entities)
{
  g_autoptr (GHashTable) index = index_entities (entities);
  g_autofree gboolean *used = g_new0 (gboolean, entities->len + 1);

  for (guint i = 0; i < self->known->len; i++)
    place_known (self, self->known->pdata[i], record, entities, index, used);

  for (guint i = 0; i < entities->len; i++)
    {
      const ChiosaEntity *entity = &g_array_index (entities, ChiosaEntity, i);
      g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
      ChiosaSpan span = { entity->start, entity->end };
      const char *id = entity->id;

      if (used[i])
        continue;

      if (id != NULL && chiosa_record_find (record, id, NULL))
        id = NULL;
      g_array_append_val (spans, span);
      add (self, record, chiosa_reader_new_annotation (self->reader, id, entity->name), spans, entities, &i);
    }
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

/* What we knew of a relation between the two, once. */
static const ChiosaKnownRelation *
find_relation (ChiosaCompanion *self,
               const char      *from,
               const char      *to,
               const char      *type)
{
  g_autofree char *key = chiosa_companion_key (from, to, type);
  GPtrArray *same = g_hash_table_lookup (self->relations, key);

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      ChiosaKnownRelation *relation = same->pdata[i];

      if (!relation->used)
        {
          relation->used = TRUE;
          return relation;
        }
    }

  return NULL;
}

/**
 * chiosa_companion_relate:
 * @self: what was read
 * @record: an article that is being built
 * @line: for messages
 * @from: id of an annotation in it
 * @to: of another
 * @type: of the relation
 * @extra: (nullable): what else the tool says of it: one JSON value
 */
void
chiosa_companion_relate (ChiosaCompanion *self,
                         ChiosaRecord    *record,
                         guint            line,
                         const char      *from,
                         const char      *to,
                         const char      *type,
                         const char      *extra)
{
  const ChiosaKnownRelation *known = find_relation (self, from, to, type);
  g_autofree char *known_id = known != NULL ? chiosa_companion_text (&known->slots[KNOWN_R_ID]) : NULL;
  g_autofree char *id = known_id != NULL && chiosa_id_is_valid (known_id) ? g_strdup (known_id) : chiosa_id_new ('r');
  g_autofree char *type_id = chiosa_labels_to_id (type);
  ChiosaRelation *relation = chiosa_relation_new (id, type_id, from, to);
  g_autoptr (GError) error = NULL;

  if (known != NULL)
    {
      relation->attributes = chiosa_companion_attributes (&known->slots[KNOWN_R_ATTRIBUTES]);
      relation->note = chiosa_companion_text (&known->slots[KNOWN_R_NOTE]);
      relation->creator = chiosa_companion_text (&known->slots[KNOWN_R_CREATOR]);
      relation->created = chiosa_companion_text (&known->slots[KNOWN_R_CREATED]);
      relation->extra = chiosa_companion_members (&known->slots[KNOWN_R_EXTRA], NULL);
    }
  if (extra != NULL)
    chiosa_companion_keep (&relation->extra, self->reader->format->id, extra);

  if (!chiosa_record_add_relation (record, relation, &error))
    chiosa_reader_problem_error (self->reader, line, g_steal_pointer (&error));
}

/**
 * chiosa_companion_relate_all:
 * @self: what was read
 * @record: an article, with its annotations
 */
void
chiosa_companion_relate_all (ChiosaCompanion *self,
                             ChiosaRecord    *record)
{
  for (guint i = 0; i < self->ordered->len; i++)
    {
      const ChiosaKnownRelation *known = self->ordered->pdata[i];
      g_autofree char *from = chiosa_companion_text (&known->slots[KNOWN_R_FROM]);
      g_autofree char *to = chiosa_companion_text (&known->slots[KNOWN_R_TO]);
      g_autofree char *type = chiosa_companion_text (&known->slots[KNOWN_R_TYPE]);

      if (!known->used && chiosa_record_find (record, from, NULL) && chiosa_record_find (record, to, NULL))
        chiosa_companion_relate (self, record, known->slots[KNOWN_R_TYPE].line, from, to, type, NULL);
    }
}

static void
entity_clear (gpointer data)
{
  ChiosaEntity *entity = data;

  g_free (entity->name);
  g_free (entity->extra);
  g_free (entity->id);
  g_free (entity->annotation);
}

/* (transfer full) (element-type ChiosaEntity) */
GArray *
chiosa_entities_new (void)
{
  GArray *entities = g_array_new (FALSE, FALSE, sizeof (ChiosaEntity));

  g_array_set_clear_func (entities, entity_clear);
  return entities;
}
