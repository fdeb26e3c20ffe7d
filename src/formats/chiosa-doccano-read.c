/* chiosa-doccano-read.c
 *
 * Reading the JSON Lines of doccano: "entities" with "relations", "label" or "labels" as lists of [start,end,"LABEL"], the "annotations" of
 * its first version, and categories of whole texts. What it calls sequence to sequence (translations, summaries) has no place here.
 * Writing is chiosa-doccano.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion.h"
#include "chiosa-doccano.h"
#include "chiosa-json-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The name of a text's categories as an attribute of the article. */
#define CATEGORY "category"
/* A category longer than this, in bytes, is a text. */
#define MAX_CATEGORY 80

enum { ID, NAME, TEXT, DATA, LABEL, LABELS, ENTITIES, ANNOTATIONS, RELATIONS, COMMENTS, TITLE, AUTHOR, PUBLISHER, URL, DATE, LANGUAGE,
       OURS, N_MEMBERS };

static const ChiosaJsonMember members[N_MEMBERS] = {
  [ID] = CHIOSA_JSON_MEMBER ("id"), [NAME] = CHIOSA_JSON_MEMBER ("name"), [TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [DATA] = CHIOSA_JSON_MEMBER ("data"), [LABEL] = CHIOSA_JSON_MEMBER ("label"), [LABELS] = CHIOSA_JSON_MEMBER ("labels"),
  [ENTITIES] = CHIOSA_JSON_MEMBER ("entities"), [ANNOTATIONS] = CHIOSA_JSON_MEMBER ("annotations"),
  [RELATIONS] = CHIOSA_JSON_MEMBER ("relations"), [COMMENTS] = CHIOSA_JSON_MEMBER ("Comments"), [TITLE] = CHIOSA_JSON_MEMBER ("title"),
  [AUTHOR] = CHIOSA_JSON_MEMBER ("author"), [PUBLISHER] = CHIOSA_JSON_MEMBER ("publisher"), [URL] = CHIOSA_JSON_MEMBER ("url"),
  [DATE] = CHIOSA_JSON_MEMBER ("date"), [LANGUAGE] = CHIOSA_JSON_MEMBER ("language"), [OURS] = CHIOSA_JSON_MEMBER (CHIOSA_COMPANION_KEY),
};

enum { E_ID, E_LABEL, E_START, E_END, E_USER, N_ENTITY };

static const ChiosaJsonMember entity_members[N_ENTITY] = {
  [E_ID] = CHIOSA_JSON_MEMBER ("id"), [E_LABEL] = CHIOSA_JSON_MEMBER ("label"), [E_START] = CHIOSA_JSON_MEMBER ("start_offset"),
  [E_END] = CHIOSA_JSON_MEMBER ("end_offset"), [E_USER] = CHIOSA_JSON_MEMBER ("user"),
};

enum { R_ID, R_FROM, R_TO, R_TYPE, N_RELATION };

static const ChiosaJsonMember relation_members[N_RELATION] = {
  [R_ID] = CHIOSA_JSON_MEMBER ("id"), [R_FROM] = CHIOSA_JSON_MEMBER ("from_id"), [R_TO] = CHIOSA_JSON_MEMBER ("to_id"),
  [R_TYPE] = CHIOSA_JSON_MEMBER ("type"),
};

/* One line. */
typedef struct
{
  ChiosaReader *reader;
  GArray       *entities;      /* ChiosaEntity */
  GHashTable   *ids;           /* of entities, as they stand → place, from 1 */
  GPtrArray    *categories;    /* char* */
  guint         n_texts;       /* labels that are whole texts */
} Line;

/* --- Entities ----------------------------------------------------------------------------------------------------- */

static void
add_entity (Line                  *self,
            const ChiosaJsonSlice *start,
            const ChiosaJsonSlice *end,
            const ChiosaJsonSlice *label,
            guint                  line)
{
  ChiosaEntity entity = { .line = line };
  g_autofree char *name = chiosa_json_slot_text (label);

  if (!chiosa_json_slots_place (start, end, &entity.start, &entity.end))
    {
      chiosa_reader_problem (self->reader, line, _("a span has no start and end, or they are reversed; it is left out"));
      return;
    }

  entity.name = name != NULL && *name != '\0' ? g_steal_pointer (&name) : g_strdup (CHIOSA_LABELS_UNKNOWN_TYPE);
  g_array_append_val (self->entities, entity);
}

static void
read_entity (Line                  *self,
             const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice slots[N_ENTITY];
  guint before = self->entities->len;
  g_autofree char *id = NULL;

  chiosa_json_read_members (item, entity_members, N_ENTITY, slots, ",", NULL);
  add_entity (self, &slots[E_START], &slots[E_END], &slots[E_LABEL], item->line);
  if (self->entities->len == before)
    return;

  id = chiosa_json_slot_text (&slots[E_ID]);
  if (id != NULL && g_hash_table_contains (self->ids, id))
    chiosa_reader_problem (self->reader, item->line, _("the id “%s” is there twice; relations lead to the first"), id);
  else if (id != NULL)
    g_hash_table_insert (self->ids, g_steal_pointer (&id), GUINT_TO_POINTER (self->entities->len));
}

static void
read_triple (Line                  *self,
             const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice parts[3] = { 0 };
  ChiosaJsonCursor cursor;

  chiosa_json_cursor_init (&cursor, item);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!chiosa_json_cursor_next_raw (&cursor, NULL, &parts[i]))
      break;

  add_entity (self, &parts[0], &parts[1], &parts[2], item->line);
}

/* A category of the text, if it is not a text itself. */
static void
read_category (Line                  *self,
               const ChiosaJsonSlice *item)
{
  g_autofree char *category = chiosa_json_slot_text (item);

  if (category == NULL || *category == '\0')
    return;

  if (strlen (category) > MAX_CATEGORY || strpbrk (category, "\r\n") != NULL)
    self->n_texts++;
  else
    g_ptr_array_add (self->categories, g_steal_pointer (&category));
}

static void
read_labels (Line                  *self,
             const ChiosaJsonSlice *list)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (list->start == NULL)
    return;
  if (!chiosa_json_slot_is (list, '['))
    {
      read_category (self, list);
      return;
    }

  chiosa_json_cursor_init (&cursor, list);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      if (chiosa_json_slot_is (&item, '{'))
        read_entity (self, &item);
      else if (chiosa_json_slot_is (&item, '['))
        read_triple (self, &item);
      else
        read_category (self, &item);
    }
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

static const char *
find_end (Line                  *self,
          const ChiosaJsonSlice *slot)
{
  g_autofree char *id = chiosa_json_slot_text (slot);
  guint place = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id)) : 0;

  return place != 0 ? g_array_index (self->entities, ChiosaEntity, place - 1).annotation : NULL;
}

static void
read_relations (Line                  *self,
                ChiosaCompanion       *companion,
                ChiosaRecord          *record,
                const ChiosaJsonSlice *list)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item, slots[N_RELATION];

  if (!chiosa_json_slot_is (list, '['))
    {
      chiosa_companion_relate_all (companion, record);
      return;
    }

  chiosa_json_cursor_init (&cursor, list);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      g_autofree char *type = NULL;
      const char *from, *to;

      if (!chiosa_json_read_members (&item, relation_members, N_RELATION, slots, ",", NULL))
        {
          chiosa_reader_problem (self->reader, item.line, _("a relation is no object; it is left out"));
          continue;
        }

      type = chiosa_json_slot_text (&slots[R_TYPE]);
      from = find_end (self, &slots[R_FROM]);
      to = find_end (self, &slots[R_TO]);
      if (type == NULL || from == NULL || to == NULL)
        chiosa_reader_problem (self->reader, item.line, _("the relation “%s” has no type or leads to an entity that is not there; it is left out"),
                               type != NULL ? type : "");
      else
        chiosa_companion_relate (companion, record, item.line, from, to, type, NULL);
    }
}

/* --- The line ----------------------------------------------------------------------------------------------------- */

static void
read_article (Line                  *self,
              ChiosaRecord          *record,
              const ChiosaJsonSlice *slots,
              GString               *unknown)
{
  ChiosaArticle *article = chiosa_record_edit_article (record);
  char ** const places[] = { &article->title, &article->author, &article->publisher, &article->url, &article->date, &article->language };
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (*places[i] == NULL && chiosa_json_slot_is (&slots[TITLE + i], 's') && !chiosa_json_slice_equal (&slots[TITLE + i], ""))
      *places[i] = chiosa_json_slice_string (&slots[TITLE + i]);

  if (chiosa_json_slot_is (&slots[COMMENTS], '[') && chiosa_json_cursor_init (&cursor, &slots[COMMENTS]))
    while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
      {
        g_autofree char *comment = chiosa_json_slot_text (&item);
        g_autofree char *before = g_steal_pointer (&article->note);

        article->note = before == NULL ? g_strdup (comment) : comment == NULL ? g_strdup (before) : g_strconcat (before, "\n", comment, NULL);
      }

  if (self->categories->len > 0)
    {
      g_autofree char *joined = NULL;

      g_ptr_array_add (self->categories, NULL);
      joined = g_strjoinv (", ", (char **) self->categories->pdata);
      if (article->attributes == NULL)
        article->attributes = chiosa_attributes_new ();
      chiosa_attributes_set (article->attributes, CATEGORY, CHIOSA_VALUE_TEXT, joined);
    }

  if (unknown != NULL)
    {
      g_autofree char *extra = g_strdup_printf ("{%s}", unknown->str);

      chiosa_companion_keep (&article->extra, "doccano", extra);
    }
}

static ChiosaRecord *
make_record (Line                  *self,
             const ChiosaJsonSlice *slots,
             GString               *unknown)
{
  g_autoptr (ChiosaCompanion) companion = chiosa_companion_new (self->reader, slots[OURS].start != NULL ? &slots[OURS] : NULL);
  g_autofree char *name = chiosa_json_lines_name (self->reader, slots[NAME].start != NULL ? &slots[NAME] : &slots[ID]);
  ChiosaRecord *record = chiosa_record_new (name, chiosa_json_slice_string (slots[TEXT].start != NULL ? &slots[TEXT] : &slots[DATA]));

  chiosa_companion_apply_article (companion, record);
  read_article (self, record, slots, unknown);
  chiosa_companion_place (companion, record, self->entities);
  read_relations (self, companion, record, &slots[RELATIONS]);

  return record;
}

static ChiosaRecord *
read_line (ChiosaReader          *reader,
           const ChiosaJsonSlice *value)
{
  Line self = { .reader = reader };
  ChiosaJsonSlice slots[N_MEMBERS];
  GString *unknown = NULL;
  ChiosaRecord *record = NULL;

  if (!chiosa_json_read_members (value, members, N_MEMBERS, slots, ",", &unknown)
      || (!chiosa_json_slot_is (&slots[TEXT], 's') && !chiosa_json_slot_is (&slots[DATA], 's')))
    {
      chiosa_reader_problem (reader, value->line, _("there is no “text”; the line is left out"));
      if (unknown != NULL)
        g_string_free (unknown, TRUE);
      return NULL;
    }
  if (!chiosa_json_slot_is (&slots[TEXT], 's'))
    slots[TEXT].start = NULL;

  self.entities = chiosa_entities_new ();
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.categories = g_ptr_array_new_with_free_func (g_free);
  read_labels (&self, &slots[LABEL]);
  read_labels (&self, &slots[LABELS]);
  read_labels (&self, &slots[ENTITIES]);
  read_labels (&self, &slots[ANNOTATIONS]);

  if (self.n_texts > 0)
    chiosa_reader_problem (reader, value->line,
                           _("its labels are texts (a translation, a summary) and not names; this has no place here, and the line is left out"));
  else
    record = make_record (&self, slots, unknown);

  if (unknown != NULL)
    g_string_free (unknown, TRUE);
  g_ptr_array_unref (self.categories);
  g_hash_table_unref (self.ids);
  g_array_unref (self.entities);
  return record;
}

guint
chiosa_doccano_guess (const char *name,
                      const char *head,
                      gsize       n_bytes)
{
  gboolean named = g_str_has_suffix (name, ".jsonl") || g_str_has_suffix (name, ".json1");

  if (*head != '{')
    return 0;
  if (strstr (head, "\"start_offset\":") != NULL)
    return named ? 90 : 70;
  if (strstr (head, "\"label\":[[") != NULL || strstr (head, "\"label\": [[") != NULL
      || strstr (head, "\"labels\":[[") != NULL || strstr (head, "\"labels\": [[") != NULL)
    return named ? 80 : 60;

  return strstr (head, "\"Comments\":") != NULL ? (named ? 70 : 50) : 0;
}

/**
 * chiosa_doccano_read:
 * @reader: of a file
 * @error: return location
 *
 * Returns: %FALSE when it could not go on
 */
gboolean
chiosa_doccano_read (ChiosaReader  *reader,
                     GError       **error)
{
  return chiosa_json_lines_read (reader, read_line, error);
}
