/* chiosa-companion-read.c
 *
 * Our own member in the JSON of other tools: what it says is put onto what the tool has. It comes from a file and may say anything;
 * what makes no sense in it is as if it was not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion-private.h"

#include "chiosa-json-lines.h"

#include <string.h>

static const ChiosaJsonMember annotation_members[N_KNOWN] = {
  [KNOWN_NAME] = CHIOSA_JSON_MEMBER ("name"), [KNOWN_ID] = CHIOSA_JSON_MEMBER ("id"), [KNOWN_TYPE] = CHIOSA_JSON_MEMBER ("type"),
  [KNOWN_LABEL] = CHIOSA_JSON_MEMBER ("label"), [KNOWN_SPANS] = CHIOSA_JSON_MEMBER ("spans"),
  [KNOWN_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"), [KNOWN_NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [KNOWN_CREATOR] = CHIOSA_JSON_MEMBER ("creator"), [KNOWN_CREATED] = CHIOSA_JSON_MEMBER ("created"),
  [KNOWN_ORIGIN] = CHIOSA_JSON_MEMBER ("origin"), [KNOWN_SUGGESTER] = CHIOSA_JSON_MEMBER ("suggester"),
  [KNOWN_CONFIDENCE] = CHIOSA_JSON_MEMBER ("confidence"), [KNOWN_EDITED] = CHIOSA_JSON_MEMBER ("edited"),
  [KNOWN_REVIEW] = CHIOSA_JSON_MEMBER ("review"), [KNOWN_EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
};

static const ChiosaJsonMember relation_members[N_KNOWN_R] = {
  [KNOWN_R_ID] = CHIOSA_JSON_MEMBER ("id"), [KNOWN_R_TYPE] = CHIOSA_JSON_MEMBER ("type"), [KNOWN_R_FROM] = CHIOSA_JSON_MEMBER ("from"),
  [KNOWN_R_TO] = CHIOSA_JSON_MEMBER ("to"), [KNOWN_R_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [KNOWN_R_NOTE] = CHIOSA_JSON_MEMBER ("note"), [KNOWN_R_CREATOR] = CHIOSA_JSON_MEMBER ("creator"),
  [KNOWN_R_CREATED] = CHIOSA_JSON_MEMBER ("created"), [KNOWN_R_EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
};

enum { ANNOTATOR, ARTICLE, ANNOTATIONS, RELATIONS, N_MEMBERS };

static const ChiosaJsonMember members[N_MEMBERS] = {
  [ANNOTATOR] = CHIOSA_JSON_MEMBER ("annotator"), [ARTICLE] = CHIOSA_JSON_MEMBER ("article"),
  [ANNOTATIONS] = CHIOSA_JSON_MEMBER ("annotations"), [RELATIONS] = CHIOSA_JSON_MEMBER ("relations"),
};

static void
known_free (gpointer data)
{
  ChiosaKnown *known = data;

  g_free (known->name);
  g_free (known->id);
  g_array_unref (known->spans);
  g_free (known);
}

static gboolean
is_set (const ChiosaJsonSlice *slot)
{
  return slot->start != NULL;
}

/* NULL where there is no string. */
char *
chiosa_companion_text (const ChiosaJsonSlice *slot)
{
  return is_set (slot) ? chiosa_json_slice_string (slot) : NULL;
}

/* Members of our own in a sidecar: what is kept for others must not have their names, or the sidecar could not be read. */
static gboolean
is_reserved (const char *key)
{
  static const char * const names[] = {
    "id", "type", "label", "state", "point", "spans", "attributes", "note", "creator", "created", "origin", "suggester", "confidence",
    "edited", "review", "from", "to", "title", "author", "publisher", "url", "date", "language", "licence", "status", NULL
  };

  return g_strv_contains (names, key);
}

/* The members of an object, without braces and without @but; NULL where there are none. */
char *
chiosa_companion_members (const ChiosaJsonSlice *slot,
                          const char            *but)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *extra = NULL;
  char *key;

  if (!chiosa_json_slot_is (slot, '{') || !chiosa_json_cursor_init (&cursor, slot))
    return NULL;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *own = key;
      g_autofree char *json = chiosa_json_slice_dup (&value);

      if (!is_reserved (key) && g_strcmp0 (key, but) != 0)
        chiosa_extra_add (&extra, key, json);
    }

  return extra;
}

/**
 * chiosa_companion_keep:
 * @extra: (inout): members in JSON, without braces; or %NULL
 * @key: of a tool
 * @json: one value
 *
 * As chiosa_extra_add(), but what is there for the tool already makes way.
 */
void
chiosa_companion_keep (char       **extra,
                       const char  *key,
                       const char  *json)
{
  g_autofree char *object = *extra != NULL ? g_strdup_printf ("{%s}", *extra) : NULL;
  ChiosaJsonSlice slice = { object, object != NULL ? strlen (object) : 0, 1 };

  g_free (*extra);
  *extra = object != NULL ? chiosa_companion_members (&slice, key) : NULL;
  chiosa_extra_add (extra, key, json);
}

ChiosaAttributes *
chiosa_companion_attributes (const ChiosaJsonSlice *slot)
{
  ChiosaAttributes *attributes = NULL;
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key;

  if (!chiosa_json_slot_is (slot, '{') || !chiosa_json_cursor_init (&cursor, slot))
    return NULL;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *own = key;
      char kind = chiosa_json_slice_kind (&value);
      g_autofree char *text = kind == 's' ? chiosa_json_slice_string (&value) : chiosa_json_slice_dup (&value);

      if (!chiosa_id_is_valid (key) || kind == '0')
        continue;
      if (attributes == NULL)
        attributes = chiosa_attributes_new ();

      chiosa_attributes_set (attributes, key,
                             kind == 's' ? CHIOSA_VALUE_TEXT
                             : kind == 't' || kind == 'f' ? CHIOSA_VALUE_FLAG
                             : kind == 'n' ? CHIOSA_VALUE_NUMBER : CHIOSA_VALUE_JSON,
                             text);
    }

  return attributes;
}

/* --- Cutting it up ------------------------------------------------------------------------------------------------ */

static GArray *
get_spans (const ChiosaJsonSlice *slot)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  ChiosaJsonCursor cursor, pair;
  ChiosaJsonSlice value, start, end;

  if (!chiosa_json_slot_is (slot, '[') || !chiosa_json_cursor_init (&cursor, slot))
    return spans;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &value))
    {
      guint64 from, to;
      ChiosaSpan span;

      if (!chiosa_json_slot_is (&value, '[') || !chiosa_json_cursor_init (&pair, &value)
          || !chiosa_json_cursor_next_raw (&pair, NULL, &start) || !chiosa_json_cursor_next_raw (&pair, NULL, &end)
          || !chiosa_json_slice_uint (&start, &from) || !chiosa_json_slice_uint (&end, &to))
        continue;

      span = (ChiosaSpan) { from, to };
      g_array_append_val (spans, span);
    }

  return spans;
}

static void
read_known (ChiosaCompanion       *self,
            const ChiosaJsonSlice *item)
{
  ChiosaKnown *known = g_new0 (ChiosaKnown, 1);

  if (!chiosa_json_slot_is (item, '{')
      || !chiosa_json_read_members (item, annotation_members, N_KNOWN, known->slots, ",", NULL))
    {
      g_free (known);
      return;
    }

  known->name = chiosa_companion_text (&known->slots[KNOWN_NAME]);
  known->id = chiosa_companion_text (&known->slots[KNOWN_ID]);
  known->spans = get_spans (&known->slots[KNOWN_SPANS]);
  if (known->name == NULL || known->id == NULL || !chiosa_json_slot_is (&known->slots[KNOWN_TYPE], 's') || !chiosa_json_slot_is (&known->slots[KNOWN_LABEL], 's')
      || g_hash_table_contains (self->by_id, known->id))
    {
      known_free (known);
      return;
    }

  g_ptr_array_add (self->known, known);
  g_hash_table_insert (self->by_id, known->id, known);
  for (guint i = 1; i < known->spans->len; i++)
    g_hash_table_insert (self->wholes, chiosa_fragment_id (known->id, i), known->id);
}

char *
chiosa_companion_key (const char *from,
                      const char *to,
                      const char *type)
{
  return g_strdup_printf ("%s\n%s\n%s", from, to, type);
}

static void
read_known_relation (ChiosaCompanion       *self,
                     const ChiosaJsonSlice *item)
{
  ChiosaKnownRelation relation = { 0 };
  g_autofree char *from = NULL, *to = NULL, *type = NULL, *key = NULL;
  GPtrArray *same;

  if (!chiosa_json_slot_is (item, '{') || !chiosa_json_read_members (item, relation_members, N_KNOWN_R, relation.slots, ",", NULL))
    return;

  from = chiosa_companion_text (&relation.slots[KNOWN_R_FROM]);
  to = chiosa_companion_text (&relation.slots[KNOWN_R_TO]);
  type = chiosa_companion_text (&relation.slots[KNOWN_R_TYPE]);
  if (from == NULL || to == NULL || type == NULL)
    return;

  key = chiosa_companion_key (from, to, type);
  same = g_hash_table_lookup (self->relations, key);
  if (same == NULL)
    {
      same = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->relations, g_steal_pointer (&key), same);
    }
  g_ptr_array_add (same, g_memdup2 (&relation, sizeof relation));
  g_ptr_array_add (self->ordered, same->pdata[same->len - 1]);
}

/**
 * chiosa_companion_new:
 * @reader: a reader
 * @value: (nullable): the member, checked
 *
 * Returns: (transfer full): what it says
 */
ChiosaCompanion *
chiosa_companion_new (ChiosaReader          *reader,
                      const ChiosaJsonSlice *value)
{
  ChiosaCompanion *self = g_new0 (ChiosaCompanion, 1);
  ChiosaJsonSlice slots[N_MEMBERS], item;
  ChiosaJsonCursor cursor;

  self->reader = reader;
  self->known = g_ptr_array_new_with_free_func (known_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->ordered = g_ptr_array_new ();
  self->wholes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  if (value == NULL || !chiosa_json_slot_is (value, '{') || !chiosa_json_read_members (value, members, N_MEMBERS, slots, ",", NULL))
    return self;

  self->annotator = chiosa_companion_text (&slots[ANNOTATOR]);
  if (chiosa_json_slot_is (&slots[ARTICLE], '{'))
    self->article = slots[ARTICLE];
  if (chiosa_json_slot_is (&slots[ANNOTATIONS], '[') && chiosa_json_cursor_init (&cursor, &slots[ANNOTATIONS]))
    while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
      read_known (self, &item);
  if (chiosa_json_slot_is (&slots[RELATIONS], '[') && chiosa_json_cursor_init (&cursor, &slots[RELATIONS]))
    while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
      read_known_relation (self, &item);

  return self;
}

/**
 * chiosa_companion_free:
 * @self: (nullable) (transfer full): what was read
 */
void
chiosa_companion_free (ChiosaCompanion *self)
{
  if (self == NULL)
    return;

  g_free (self->annotator);
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->ordered);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->wholes);
  g_hash_table_unref (self->relations);
  g_free (self);
}

/* --- The article -------------------------------------------------------------------------------------------------- */

/* What there is already is newer. */
void
chiosa_companion_merge (char       **extra,
                        const char  *more)
{
  g_autofree char *object = *extra != NULL ? g_strdup_printf ("{%s}", *extra) : NULL;
  ChiosaJsonSlice slice = { object, object != NULL ? strlen (object) : 0, 1 }, value;
  ChiosaJsonCursor cursor;
  char *key;

  if (more == NULL)
    return;

  g_free (*extra);
  *extra = g_strdup (more);
  if (object == NULL || !chiosa_json_cursor_init (&cursor, &slice))
    return;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *own = key;
      g_autofree char *json = chiosa_json_slice_dup (&value);

      chiosa_companion_keep (extra, key, json);
    }
}

/**
 * chiosa_companion_apply_article:
 * @self: what was read
 * @record: an article that is being built
 */
void
chiosa_companion_apply_article (ChiosaCompanion *self,
                                ChiosaRecord    *record)
{
  enum { TITLE, AUTHOR, PUBLISHER, URL, DATE, LANGUAGE, LICENCE, A_NOTE, STATUS, A_ATTRIBUTES, A_EXTRA, N };
  static const ChiosaJsonMember names[N] = {
    [TITLE] = CHIOSA_JSON_MEMBER ("title"), [AUTHOR] = CHIOSA_JSON_MEMBER ("author"), [PUBLISHER] = CHIOSA_JSON_MEMBER ("publisher"),
    [URL] = CHIOSA_JSON_MEMBER ("url"), [DATE] = CHIOSA_JSON_MEMBER ("date"), [LANGUAGE] = CHIOSA_JSON_MEMBER ("language"),
    [LICENCE] = CHIOSA_JSON_MEMBER ("licence"), [A_NOTE] = CHIOSA_JSON_MEMBER ("note"), [STATUS] = CHIOSA_JSON_MEMBER ("status"),
    [A_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"), [A_EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
  };
  ChiosaJsonSlice slots[N];
  ChiosaArticle *article;
  g_autofree char *status = NULL, *extra = NULL;

  if (self->annotator != NULL && record->annotator == NULL)
    record->annotator = g_strdup (self->annotator);
  if (!is_set (&self->article) || !chiosa_json_read_members (&self->article, names, N, slots, ",", NULL))
    return;

  article = chiosa_record_edit_article (record);
  {
    char ** const places[] = { &article->title, &article->author, &article->publisher, &article->url, &article->date,
                               &article->language, &article->licence, &article->note };

    for (guint i = TITLE; i <= A_NOTE; i++)
      if (*places[i] == NULL)
        *places[i] = chiosa_companion_text (&slots[i]);
  }

  status = chiosa_companion_text (&slots[STATUS]);
  if (status != NULL)
    chiosa_status_from_string (status, &article->status);
  if (article->attributes == NULL)
    article->attributes = chiosa_companion_attributes (&slots[A_ATTRIBUTES]);
  extra = chiosa_companion_members (&slots[A_EXTRA], NULL);
  chiosa_companion_merge (&article->extra, extra);
}
