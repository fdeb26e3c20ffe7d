/* chiosa-spacy-read.c
 *
 * Reading the JSON Lines of Prodigy and spaCy: "spans" as a list of objects or as groups by name, "entities" as spaCy's training data has
 * them, "ents" of Doc.to_json(), and spaCy's older pairs of a text and an object. Writing them is chiosa-spacy.c.
 *
 * What was rejected or skipped in Prodigy is read, and marked for review: the file does not vouch for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion.h"
#include "chiosa-json-lines.h"
#include "chiosa-spacy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { TEXT, META, ID, TOKENS, ENTITIES, ENTS, SPANS, RELATIONS, ANSWER, OURS, N_MEMBERS };

static const ChiosaJsonMember members[N_MEMBERS] = {
  [TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [META] = CHIOSA_JSON_MEMBER ("meta"),
  [ID] = CHIOSA_JSON_MEMBER ("id"),
  [TOKENS] = CHIOSA_JSON_MEMBER ("tokens"),
  [ENTITIES] = CHIOSA_JSON_MEMBER ("entities"),
  [ENTS] = CHIOSA_JSON_MEMBER ("ents"),
  [SPANS] = CHIOSA_JSON_MEMBER ("spans"),
  [RELATIONS] = CHIOSA_JSON_MEMBER ("relations"),
  [ANSWER] = CHIOSA_JSON_MEMBER ("answer"),
  [OURS] = CHIOSA_JSON_MEMBER (CHIOSA_COMPANION_KEY),
};

enum { S_START, S_END, S_LABEL, S_TEXT, S_ID, S_FIRST, S_LAST, N_SPAN };

static const ChiosaJsonMember span_members[N_SPAN] = {
  [S_START] = CHIOSA_JSON_MEMBER ("start"),
  [S_END] = CHIOSA_JSON_MEMBER ("end"),
  [S_LABEL] = CHIOSA_JSON_MEMBER ("label"),
  [S_TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [S_ID] = CHIOSA_JSON_MEMBER ("id"),
  [S_FIRST] = CHIOSA_JSON_MEMBER ("token_start"),
  [S_LAST] = CHIOSA_JSON_MEMBER ("token_end"),
};

enum { R_HEAD, R_CHILD, R_HEAD_SPAN, R_CHILD_SPAN, R_LABEL, R_COLOR, N_RELATION };

static const ChiosaJsonMember relation_members[N_RELATION] = {
  [R_HEAD] = CHIOSA_JSON_MEMBER ("head"),
  [R_CHILD] = CHIOSA_JSON_MEMBER ("child"),
  [R_HEAD_SPAN] = CHIOSA_JSON_MEMBER ("head_span"),
  [R_CHILD_SPAN] = CHIOSA_JSON_MEMBER ("child_span"),
  [R_LABEL] = CHIOSA_JSON_MEMBER ("label"),
  [R_COLOR] = CHIOSA_JSON_MEMBER ("color"),
};

/* One line. */
typedef struct
{
  ChiosaReader  *reader;
  ChiosaRecord  *record;
  ChiosaOffsets *offsets;
  GArray        *entities;    /* ChiosaEntity */
  GHashTable    *places;      /* "start\nend\nname", "start\nend", "id\nid", "<token\nend", ">token\nstart" → place in entities, from 1 */
  GArray        *tokens;      /* ChiosaSpan */
  gboolean       review;
} Line;

/* --- Spans -------------------------------------------------------------------------------------------------------- */

static guint
find (const Line *self,
      const char *format,
      ...) G_GNUC_PRINTF (2, 3);

static guint
find (const Line *self,
      const char *format,
      ...)
{
  g_autofree char *key = NULL;
  va_list args;

  va_start (args, format);
  key = g_strdup_vprintf (format, args);
  va_end (args);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, key));
}

/* Takes @key. The first one stays. */
static void
note_place (Line *self,
            char *key)
{
  if (g_hash_table_contains (self->places, key))
    g_free (key);
  else
    g_hash_table_insert (self->places, key, GUINT_TO_POINTER (self->entities->len));
}

/* Takes the strings. */
static void
add_entity (Line  *self,
            gsize  start,
            gsize  end,
            char  *name,
            char  *id,
            char  *extra,
            guint  line)
{
  ChiosaEntity entity = { .start = start, .end = end, .name = name, .id = id, .extra = extra, .line = line, .review = self->review };

  g_array_append_val (self->entities, entity);
  note_place (self, g_strdup_printf ("%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT "\n%s", start, end, name));
  note_place (self, g_strdup_printf ("%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT, start, end));
  note_place (self, g_strdup_printf ("<\n%" G_GSIZE_FORMAT, end));
  note_place (self, g_strdup_printf (">\n%" G_GSIZE_FORMAT, start));
  if (id != NULL)
    note_place (self, g_strdup_printf ("id\n%s", id));
}

/* Whether the words that the file gives for a place stand there. */
static gboolean
check_words (Line                  *self,
             const ChiosaJsonSlice *slot,
             gsize                  start,
             gsize                  end)
{
  g_autofree char *expected = chiosa_json_slot_is (slot, 's') ? chiosa_json_slice_string (slot) : NULL;
  g_autofree char *found = NULL, *shown = NULL;
  const char *from, *to;

  if (expected == NULL || end > self->record->length)
    return TRUE;

  from = self->record->utf8 + chiosa_offsets_to (self->offsets, CHIOSA_UNIT_BYTES, start);
  to = self->record->utf8 + chiosa_offsets_to (self->offsets, CHIOSA_UNIT_BYTES, end);
  if (strlen (expected) == to - from && memcmp (expected, from, to - from) == 0)
    return TRUE;

  found = chiosa_json_lines_shorten (from, end - start);
  shown = chiosa_json_lines_shorten (expected, G_MAXSIZE);
  chiosa_reader_problem (self->reader, slot->line,
                         _("at %zu–%zu stands “%s”, not “%s”; the span is left out"), start, end, found, shown);
  return FALSE;
}

static char *
get_name (const ChiosaJsonSlice *slot)
{
  g_autofree char *name = chiosa_json_slot_text (slot);

  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : g_strdup (CHIOSA_LABELS_UNKNOWN_TYPE);
}

static char *
close_extra (GString *extra)
{
  g_autofree char *own = extra != NULL ? g_string_free (extra, FALSE) : NULL;

  return own != NULL && *own != '\0' ? g_strdup_printf ("{%s}", own) : NULL;
}

static void
read_span_object (Line                  *self,
                  const ChiosaJsonSlice *item,
                  gboolean               once)
{
  ChiosaJsonSlice slots[N_SPAN];
  GString *unknown = NULL;
  g_autofree char *extra = NULL, *name = NULL;
  gsize start, end;

  chiosa_json_read_members (item, span_members, N_SPAN, slots, ",", &unknown);
  extra = close_extra (unknown);
  if (!chiosa_json_slots_place (&slots[S_START], &slots[S_END], &start, &end))
    {
      chiosa_reader_problem (self->reader, item->line, _("a span has no start and end, or they are reversed; it is left out"));
      return;
    }
  if (!check_words (self, &slots[S_TEXT], start, end))
    return;

  name = get_name (&slots[S_LABEL]);
  if (once && find (self, "%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT "\n%s", start, end, name) != 0)
    return;

  add_entity (self, start, end, g_steal_pointer (&name),
              chiosa_json_slot_is (&slots[S_ID], 's') ? chiosa_json_slice_string (&slots[S_ID]) : NULL,
              g_steal_pointer (&extra), item->line);
}

/* [start,end,"LABEL"] */
static void
read_triple (Line                  *self,
             const ChiosaJsonSlice *item,
             gboolean               once)
{
  ChiosaJsonSlice parts[3] = { 0 };
  ChiosaJsonCursor cursor;
  g_autofree char *name = NULL;
  gsize start, end;

  chiosa_json_cursor_init (&cursor, item);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!chiosa_json_cursor_next_raw (&cursor, NULL, &parts[i]))
      break;

  if (!chiosa_json_slots_place (&parts[0], &parts[1], &start, &end))
    {
      chiosa_reader_problem (self->reader, item->line, _("a span has no start and end, or they are reversed; it is left out"));
      return;
    }

  name = get_name (&parts[2]);
  if (once && find (self, "%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT "\n%s", start, end, name) != 0)
    return;

  add_entity (self, start, end, g_steal_pointer (&name), NULL, NULL, item->line);
}

/* @once: what is there already is the same. */
static void
read_spans (Line                  *self,
            const ChiosaJsonSlice *list,
            gboolean               once)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_slot_is (list, '[') || !chiosa_json_cursor_init (&cursor, list))
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      if (chiosa_json_slot_is (&item, '{'))
        read_span_object (self, &item, once);
      else if (chiosa_json_slot_is (&item, '['))
        read_triple (self, &item, once);
      else
        chiosa_reader_problem (self->reader, item.line, _("a span is neither an object nor a list; it is left out"));
    }
}

/* {"sc":[…],"other":[…]} */
static void
read_groups (Line                  *self,
             const ChiosaJsonSlice *groups)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice key, list;
  gboolean once = FALSE;

  if (!chiosa_json_slot_is (groups, '{') || !chiosa_json_cursor_init (&cursor, groups))
    return;

  while (chiosa_json_cursor_next_raw (&cursor, &key, &list))
    {
      read_spans (self, &list, once);
      once = TRUE;
    }
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

static void
read_tokens (Line                  *self,
             const ChiosaJsonSlice *list)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item, slots[N_SPAN];

  if (!chiosa_json_slot_is (list, '[') || !chiosa_json_cursor_init (&cursor, list))
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      ChiosaSpan token = { 0, 0 };
      gsize start, end;

      if (chiosa_json_slot_is (&item, '{') && chiosa_json_read_members (&item, span_members, N_SPAN, slots, ",", NULL)
          && chiosa_json_slots_place (&slots[S_START], &slots[S_END], &start, &end))
        token = (ChiosaSpan) { start, end };
      g_array_append_val (self->tokens, token);
    }
}

/* The place of the entity from 1: by the span that the relation names, or by its last or first token. */
static guint
find_end (Line                  *self,
          const ChiosaJsonSlice *span,
          const ChiosaJsonSlice *token)
{
  ChiosaJsonSlice slots[N_SPAN];
  guint64 index;
  guint place = 0;
  gsize start, end;

  if (chiosa_json_slot_is (span, '{') && chiosa_json_read_members (span, span_members, N_SPAN, slots, ",", NULL))
    {
      g_autofree char *name = get_name (&slots[S_LABEL]);
      g_autofree char *id = chiosa_json_slot_text (&slots[S_ID]);

      if (id != NULL)
        place = find (self, "id\n%s", id);
      if (place == 0 && chiosa_json_slots_place (&slots[S_START], &slots[S_END], &start, &end))
        {
          place = find (self, "%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT "\n%s", start, end, name);
          if (place == 0)
            place = find (self, "%" G_GSIZE_FORMAT "\n%" G_GSIZE_FORMAT, start, end);
        }
    }

  if (place == 0 && token->start != NULL && chiosa_json_slice_uint (token, &index) && index < self->tokens->len)
    {
      ChiosaSpan word = g_array_index (self->tokens, ChiosaSpan, index);

      place = find (self, "<\n%" G_GSIZE_FORMAT, word.end);
      if (place == 0)
        place = find (self, ">\n%" G_GSIZE_FORMAT, word.start);
    }

  return place;
}

static void
read_relation (Line                  *self,
               ChiosaCompanion       *companion,
               const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice slots[N_RELATION];
  GString *unknown = NULL;
  g_autofree char *extra = NULL, *type = NULL;
  guint head, child;
  const char *from = NULL, *to = NULL;

  chiosa_json_read_members (item, relation_members, N_RELATION, slots, ",", &unknown);
  extra = close_extra (unknown);
  type = get_name (&slots[R_LABEL]);
  head = find_end (self, &slots[R_HEAD_SPAN], &slots[R_HEAD]);
  child = find_end (self, &slots[R_CHILD_SPAN], &slots[R_CHILD]);
  if (head != 0)
    from = g_array_index (self->entities, ChiosaEntity, head - 1).annotation;
  if (child != 0)
    to = g_array_index (self->entities, ChiosaEntity, child - 1).annotation;

  if (from == NULL || to == NULL)
    chiosa_reader_problem (self->reader, item->line, _("the relation “%s” is between words without a span; it is left out"), type);
  else
    chiosa_companion_relate (companion, self->record, item->line, from, to, type, extra);
}

static void
read_relations (Line                  *self,
                ChiosaCompanion       *companion,
                const ChiosaJsonSlice *list)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_slot_is (list, '[') || !chiosa_json_cursor_init (&cursor, list))
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      if (chiosa_json_slot_is (&item, '{'))
        read_relation (self, companion, &item);
      else
        chiosa_reader_problem (self->reader, item.line, _("a relation is no object; it is left out"));
    }
}

/* --- The line ----------------------------------------------------------------------------------------------------- */

/* What "meta" says of the article that was not known; its name in @name. */
static void
read_meta (Line                   *self,
           const ChiosaJsonSlice  *meta,
           GString               **unknown)
{
  enum { M_ID, TITLE, AUTHOR, PUBLISHER, URL, DATE, LANGUAGE, N };
  static const ChiosaJsonMember names[N] = {
    [M_ID] = CHIOSA_JSON_MEMBER ("id"), [TITLE] = CHIOSA_JSON_MEMBER ("title"), [AUTHOR] = CHIOSA_JSON_MEMBER ("author"),
    [PUBLISHER] = CHIOSA_JSON_MEMBER ("publisher"), [URL] = CHIOSA_JSON_MEMBER ("url"), [DATE] = CHIOSA_JSON_MEMBER ("date"),
    [LANGUAGE] = CHIOSA_JSON_MEMBER ("language"),
  };
  ChiosaArticle *article = chiosa_record_edit_article (self->record);
  char ** const places[N] = { NULL, &article->title, &article->author, &article->publisher, &article->url, &article->date, &article->language };
  ChiosaJsonSlice slots[N];
  GString *others = NULL;

  if (!chiosa_json_slot_is (meta, '{') || !chiosa_json_read_members (meta, names, N, slots, ",", &others))
    return;

  for (guint i = TITLE; i < N; i++)
    if (*places[i] == NULL && chiosa_json_slot_is (&slots[i], 's'))
      *places[i] = chiosa_json_slice_string (&slots[i]);

  if (others != NULL)
    {
      if (*unknown == NULL)
        *unknown = g_string_new (NULL);
      g_string_append_printf (*unknown, "%s\"meta\":{%s}", (*unknown)->len > 0 ? "," : "", others->str);
      g_string_free (others, TRUE);
    }
}

/* "meta":{"id":…}, as we and Prodigy's users have it, or "id". */
static char *
read_name (ChiosaReader          *reader,
           const ChiosaJsonSlice *slots)
{
  enum { M_ID, M_DOC_ID, N };
  static const ChiosaJsonMember names[N] = { [M_ID] = CHIOSA_JSON_MEMBER ("id"), [M_DOC_ID] = CHIOSA_JSON_MEMBER ("doc_id") };
  ChiosaJsonSlice found[N];

  if (chiosa_json_slot_is (&slots[META], '{') && chiosa_json_read_members (&slots[META], names, N, found, ",", NULL))
    {
      if (found[M_ID].start != NULL)
        return chiosa_json_lines_name (reader, &found[M_ID]);
      if (found[M_DOC_ID].start != NULL)
        return chiosa_json_lines_name (reader, &found[M_DOC_ID]);
    }

  return chiosa_json_lines_name (reader, &slots[ID]);
}

static void
read_annotations (Line                  *self,
                  const ChiosaJsonSlice *slots,
                  GString               *unknown)
{
  g_autoptr (ChiosaCompanion) companion = chiosa_companion_new (self->reader, slots[OURS].start != NULL ? &slots[OURS] : NULL);
  g_autofree char *extra = NULL;

  self->review = chiosa_json_slot_is (&slots[ANSWER], 's')
                 && (chiosa_json_slice_equal (&slots[ANSWER], "reject") || chiosa_json_slice_equal (&slots[ANSWER], "ignore"));
  read_spans (self, &slots[SPANS], FALSE);
  read_groups (self, &slots[SPANS]);
  read_spans (self, &slots[ENTITIES], TRUE);
  read_spans (self, &slots[ENTS], TRUE);

  chiosa_companion_apply_article (companion, self->record);
  read_meta (self, &slots[META], &unknown);
  extra = close_extra (unknown);
  if (extra != NULL)
    chiosa_companion_keep (&chiosa_record_edit_article (self->record)->extra, "spacy", extra);

  chiosa_companion_place (companion, self->record, self->entities);
  read_tokens (self, &slots[TOKENS]);
  read_relations (self, companion, &slots[RELATIONS]);
}

/* An object, or spaCy's ["text",{"entities":…}]. */
static gboolean
read_slots (const ChiosaJsonSlice  *value,
            ChiosaJsonSlice        *slots,
            GString               **unknown)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice text, object;

  if (chiosa_json_slot_is (value, '{'))
    return chiosa_json_read_members (value, members, N_MEMBERS, slots, ",", unknown);
  if (!chiosa_json_slot_is (value, '[') || !chiosa_json_cursor_init (&cursor, value)
      || !chiosa_json_cursor_next_raw (&cursor, NULL, &text) || !chiosa_json_cursor_next_raw (&cursor, NULL, &object)
      || !chiosa_json_slot_is (&object, '{'))
    return FALSE;

  chiosa_json_read_members (&object, members, N_MEMBERS, slots, ",", unknown);
  slots[TEXT] = text;
  return TRUE;
}

static ChiosaRecord *
read_line (ChiosaReader          *reader,
           const ChiosaJsonSlice *value)
{
  Line self = { .reader = reader };
  ChiosaJsonSlice slots[N_MEMBERS];
  GString *unknown = NULL;
  g_autofree char *name = NULL;

  if (!read_slots (value, slots, &unknown) || !chiosa_json_slot_is (&slots[TEXT], 's'))
    {
      chiosa_reader_problem (reader, value->line, _("there is no “text”; the line is left out"));
      if (unknown != NULL)
        g_string_free (unknown, TRUE);
      return NULL;
    }

  name = read_name (reader, slots);
  self.record = chiosa_record_new (name, chiosa_json_slice_string (&slots[TEXT]));
  self.offsets = chiosa_offsets_new (self.record->utf8);
  self.entities = chiosa_entities_new ();
  self.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.tokens = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));

  read_annotations (&self, slots, unknown);

  g_array_unref (self.tokens);
  g_hash_table_unref (self.places);
  g_array_unref (self.entities);
  chiosa_offsets_free (self.offsets);
  return self.record;
}

guint
chiosa_spacy_guess (const char *name,
                    const char *head,
                    gsize       n_bytes)
{
  gboolean named = g_str_has_suffix (name, ".jsonl");

  if (*head != '{' || strstr (head, "\"text\":") == NULL)
    return 0;
  if (strstr (head, "\"tokens\":") != NULL && strstr (head, "\"ws\":") != NULL)
    return named ? 90 : 70;
  if (strstr (head, "\"_task_hash\":") != NULL || strstr (head, "\"_input_hash\":") != NULL || strstr (head, "\"answer\":") != NULL)
    return named ? 80 : 60;
  if (strstr (head, "\"token_start\":") != NULL || strstr (head, "\"ents\":") != NULL || strstr (head, "\"entities\":[[") != NULL
      || strstr (head, "\"entities\": [[") != NULL)
    return named ? 60 : 40;

  return 0;
}

/**
 * chiosa_spacy_read:
 * @reader: of a file
 * @error: return location
 *
 * Returns: %FALSE when it could not go on
 */
gboolean
chiosa_spacy_read (ChiosaReader  *reader,
                   GError       **error)
{
  return chiosa_json_lines_read (reader, read_line, error);
}
