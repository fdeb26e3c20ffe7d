/* chiosa-jsonl-items.c
 *
 * The spans and relations of a line of JSON Lines, and the values that all of a line is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-jsonl-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  S_ID, S_TYPE, S_LABEL, S_START, S_END, S_FRAGMENTS, S_TEXT, S_PREFIX, S_SUFFIX, S_ATTRIBUTES, S_NOTE, S_CREATOR, S_CREATED,
  S_ORIGIN, S_SUGGESTER, S_CONFIDENCE, S_EDITED, S_REVIEW, S_EXTRA, N_SPAN
};

static const ChiosaJsonMember span_members[N_SPAN] = {
  [S_ID] = CHIOSA_JSON_MEMBER ("id"),
  [S_TYPE] = CHIOSA_JSON_MEMBER ("type"),
  [S_LABEL] = CHIOSA_JSON_MEMBER ("label"),
  [S_START] = CHIOSA_JSON_MEMBER ("start"),
  [S_END] = CHIOSA_JSON_MEMBER ("end"),
  [S_FRAGMENTS] = CHIOSA_JSON_MEMBER ("fragments"),
  [S_TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [S_PREFIX] = CHIOSA_JSON_MEMBER ("prefix"),
  [S_SUFFIX] = CHIOSA_JSON_MEMBER ("suffix"),
  [S_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [S_NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [S_CREATOR] = CHIOSA_JSON_MEMBER ("creator"),
  [S_CREATED] = CHIOSA_JSON_MEMBER ("created"),
  [S_ORIGIN] = CHIOSA_JSON_MEMBER ("origin"),
  [S_SUGGESTER] = CHIOSA_JSON_MEMBER ("suggester"),
  [S_CONFIDENCE] = CHIOSA_JSON_MEMBER ("confidence"),
  [S_EDITED] = CHIOSA_JSON_MEMBER ("edited"),
  [S_REVIEW] = CHIOSA_JSON_MEMBER ("review"),
  [S_EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
};

enum { R_ID, R_TYPE, R_FROM, R_TO, R_ATTRIBUTES, R_NOTE, R_CREATOR, R_CREATED, R_EXTRA, N_RELATION };

static const ChiosaJsonMember relation_members[N_RELATION] = {
  [R_ID] = CHIOSA_JSON_MEMBER ("id"),
  [R_TYPE] = CHIOSA_JSON_MEMBER ("type"),
  [R_FROM] = CHIOSA_JSON_MEMBER ("from"),
  [R_TO] = CHIOSA_JSON_MEMBER ("to"),
  [R_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [R_NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [R_CREATOR] = CHIOSA_JSON_MEMBER ("creator"),
  [R_CREATED] = CHIOSA_JSON_MEMBER ("created"),
  [R_EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
};

enum { P_START, P_END, P_TEXT, N_PIECE };

static const ChiosaJsonMember piece_members[N_PIECE] = {
  [P_START] = CHIOSA_JSON_MEMBER ("start"),
  [P_END] = CHIOSA_JSON_MEMBER ("end"),
  [P_TEXT] = CHIOSA_JSON_MEMBER ("text"),
};

enum { A_NAME, A_VALUE, N_ATTRIBUTE };

static const ChiosaJsonMember attribute_members[N_ATTRIBUTE] = {
  [A_NAME] = CHIOSA_JSON_MEMBER ("name"),
  [A_VALUE] = CHIOSA_JSON_MEMBER ("value"),
};

char *
chiosa_jsonl_get_text (const ChiosaJsonSlice *slot)
{
  g_autofree char *text = slot->start != NULL ? chiosa_json_slice_string (slot) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

char *
chiosa_jsonl_get_scalar (const ChiosaJsonSlice *slot)
{
  char kind = slot->start != NULL ? chiosa_json_slice_kind (slot) : '0';

  if (kind == 's')
    return chiosa_jsonl_get_text (slot);

  return kind == 'n' || kind == 't' || kind == 'f' ? chiosa_json_slice_dup (slot) : NULL;
}

static gboolean
get_flag (const ChiosaJsonSlice *slot)
{
  return slot->start != NULL && chiosa_json_slice_kind (slot) == 't';
}

char *
chiosa_jsonl_get_extra (const ChiosaJsonSlice *slot)
{
  g_autofree char *object = chiosa_jsonl_get_text (slot);
  gsize length = object != NULL ? strlen (object) : 0;

  if (length < 3 || object[0] != '{' || !chiosa_json_check_data (object, length, "extra", 1, NULL))
    return NULL;

  return g_strndup (object + 1, length - 2);
}

static gboolean
get_offset (const ChiosaJsonSlice *slot,
            gsize                 *offset)
{
  guint64 value;

  if (slot->start == NULL || !chiosa_json_slice_uint (slot, &value) || value > G_MAXINT32)
    return FALSE;

  *offset = value;
  return TRUE;
}

/* --- Attributes --------------------------------------------------------------------------------------------------- */

void
chiosa_jsonl_each_attribute (const ChiosaJsonSlice    *slot,
                             ChiosaJsonlAttributeFunc  func,
                             gpointer                  data)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key = NULL;

  if (slot->start == NULL || !chiosa_json_cursor_init (&cursor, slot))
    return;

  while (chiosa_json_cursor_next (&cursor, cursor.opening == '{' ? &key : NULL, &value))
    {
      g_autofree char *name = g_steal_pointer (&key);
      ChiosaJsonSlice slots[N_ATTRIBUTE];

      if (name == NULL && chiosa_json_read_members (&value, attribute_members, N_ATTRIBUTE, slots, NULL, NULL))
        {
          name = chiosa_jsonl_get_text (&slots[A_NAME]);
          value = slots[A_VALUE];
        }
      if (name != NULL && value.start != NULL)
        func (data, name, &value);
    }
}

typedef struct
{
  ChiosaReader     *reader;
  ChiosaAnnotation *annotation;
} Target;

static void
set_span_attribute (gpointer               data,
                    const char            *name,
                    const ChiosaJsonSlice *value)
{
  Target *target = data;
  g_autofree char *text = chiosa_jsonl_get_scalar (value);

  if (text != NULL)
    chiosa_reader_set_attribute (target->reader, target->annotation, name, text);
}

void
chiosa_jsonl_set_attribute (gpointer               data,
                            const char            *name,
                            const ChiosaJsonSlice *value)
{
  ChiosaAttributes **attributes = data;
  g_autofree char *text = chiosa_jsonl_get_scalar (value);
  g_autofree char *id = chiosa_labels_to_id (name);

  if (text == NULL)
    return;
  if (*attributes == NULL)
    *attributes = chiosa_attributes_new ();
  chiosa_attributes_set (*attributes, id, CHIOSA_VALUE_TEXT, text);
}

/* --- Spans -------------------------------------------------------------------------------------------------------- */

/* Whether the words stand there, if they are known. */
static gboolean
stands (ChiosaJsonlLine *self,
        ChiosaSpan       span,
        const char      *words)
{
  g_autofree char *found = NULL;

  if (words == NULL || span.end > self->record->length || span.start >= span.end)
    return words == NULL;

  found = chiosa_offsets_slice (self->offsets, span.start, span.end);

  return g_str_equal (found, words);
}

/* In a text that is another one: the only place where the words stand with what was before and behind them, or else the only place at all. */
static gboolean
find_again (ChiosaJsonlLine *self,
            const char      *prefix,
            const char      *words,
            const char      *suffix,
            ChiosaSpan      *span)
{
  const char *patterns[] = { "", words };
  g_autofree char *around = g_strconcat (prefix != NULL ? prefix : "", words, suffix != NULL ? suffix : "", NULL);

  patterns[0] = around;
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      const char *at = strstr (self->record->utf8, patterns[i]);
      gsize skip = i == 0 && prefix != NULL ? strlen (prefix) : 0;

      if (at == NULL || strstr (at + 1, patterns[i]) != NULL)
        continue;

      chiosa_offsets_from (self->offsets, CHIOSA_UNIT_BYTES, at - self->record->utf8 + skip, &span->start);
      span->end = span->start + g_utf8_strlen (words, -1);
      return TRUE;
    }

  return FALSE;
}

/* FALSE: there is no such place; it has been told. */
static gboolean
read_piece (ChiosaJsonlLine       *self,
            const ChiosaJsonSlice *slots,
            const char            *prefix,
            const char            *suffix,
            ChiosaSpan            *span)
{
  g_autofree char *words = chiosa_jsonl_get_text (&slots[P_TEXT]);

  if (!get_offset (&slots[P_START], &span->start) || !get_offset (&slots[P_END], &span->end))
    {
      chiosa_reader_problem (self->reader, self->line, _("a span has no “start” and “end”; it is left out"));
      return FALSE;
    }

  if (!self->same && words == NULL)
    {
      if (!self->told)
        chiosa_reader_problem (self->reader, self->line,
                               _("“%s” is not the text that the places are for, and there are no words to find them by; the spans are left out"),
                               self->record->name);
      self->told = TRUE;
      return FALSE;
    }
  if (self->same)
    {
      if (stands (self, *span, words))
        return TRUE;
      chiosa_reader_problem (self->reader, self->line, _("at %zu–%zu the text does not read “%s”; the span is left out"),
                             span->start, span->end, words);
      return FALSE;
    }

  if (stands (self, *span, words) || find_again (self, prefix, words, suffix, span))
    return TRUE;
  chiosa_reader_problem (self->reader, self->line, _("“%s” is not found in the article as it is now; the span is left out"), words);

  return FALSE;
}

static gboolean
read_pieces (ChiosaJsonlLine       *self,
             const ChiosaJsonSlice *slots,
             GArray                *spans)
{
  g_autofree char *prefix = chiosa_jsonl_get_text (&slots[S_PREFIX]), *suffix = chiosa_jsonl_get_text (&slots[S_SUFFIX]);
  ChiosaJsonSlice pieces[N_PIECE] = { [P_START] = slots[S_START], [P_END] = slots[S_END], [P_TEXT] = slots[S_TEXT] };
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  ChiosaSpan span;
  gboolean several = slots[S_FRAGMENTS].start != NULL && chiosa_json_cursor_init (&cursor, &slots[S_FRAGMENTS]);

  while (several && chiosa_json_cursor_next (&cursor, NULL, &value))
    {
      if (!chiosa_json_read_members (&value, piece_members, N_PIECE, pieces, NULL, NULL) || !read_piece (self, pieces, prefix, suffix, &span))
        return FALSE;
      g_array_append_val (spans, span);
    }
  if (spans->len > 0)
    return TRUE;

  if (!read_piece (self, pieces, prefix, suffix, &span))
    return FALSE;
  g_array_append_val (spans, span);

  return TRUE;
}

static void
fill_annotation (ChiosaJsonlLine       *self,
                 ChiosaAnnotation      *annotation,
                 const ChiosaJsonSlice *slots)
{
  Target target = { self->reader, annotation };

  chiosa_jsonl_each_attribute (&slots[S_ATTRIBUTES], set_span_attribute, &target);
  annotation->note = chiosa_jsonl_get_text (&slots[S_NOTE]);
  annotation->creator = chiosa_jsonl_get_text (&slots[S_CREATOR]);
  annotation->created = chiosa_jsonl_get_text (&slots[S_CREATED]);
  annotation->confidence = chiosa_jsonl_get_scalar (&slots[S_CONFIDENCE]);
  annotation->edited = get_flag (&slots[S_EDITED]);
  annotation->review = get_flag (&slots[S_REVIEW]);
  annotation->extra = chiosa_jsonl_get_extra (&slots[S_EXTRA]);

  /* Our own lines say where an annotation came from: it stays that. */
  if (slots[S_ORIGIN].start == NULL)
    return;
  g_free (annotation->suggester);
  annotation->suggester = chiosa_jsonl_get_text (&slots[S_SUGGESTER]);
  annotation->origin = chiosa_json_slice_equal (&slots[S_ORIGIN], "suggestion") ? CHIOSA_ORIGIN_SUGGESTION
                       : chiosa_json_slice_equal (&slots[S_ORIGIN], "import") ? CHIOSA_ORIGIN_IMPORT : CHIOSA_ORIGIN_HAND;
}

void
chiosa_jsonl_read_span (ChiosaJsonlLine       *self,
                        const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice slots[N_SPAN];
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  g_autofree char *id = NULL, *type = NULL, *label = NULL;
  ChiosaAnnotation *annotation;
  GError *error = NULL;

  if (!chiosa_json_read_members (item, span_members, N_SPAN, slots, NULL, NULL))
    {
      chiosa_reader_problem (self->reader, self->line, _("a span is no object; it is left out"));
      return;
    }

  id = chiosa_jsonl_get_text (&slots[S_ID]);
  type = chiosa_jsonl_get_text (&slots[S_TYPE]);
  label = chiosa_jsonl_get_text (&slots[S_LABEL]);
  if (type == NULL && label == NULL)
    {
      chiosa_reader_problem (self->reader, self->line, _("a span has neither type nor label; it is left out"));
      return;
    }
  if (!read_pieces (self, slots, spans))
    return;

  if (type != NULL)
    annotation = chiosa_reader_new_typed (self->reader, id, type, label != NULL ? label : "");
  else
    annotation = chiosa_reader_new_annotation (self->reader, id, label);
  fill_annotation (self, annotation, slots);
  if (!chiosa_record_add (self->record, annotation, (ChiosaSpan *) spans->data, spans->len, &error))
    chiosa_reader_problem_error (self->reader, self->line, error);
}

void
chiosa_jsonl_read_relation (ChiosaJsonlLine       *self,
                            const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice slots[N_RELATION];
  g_autofree char *id = NULL, *type = NULL, *from = NULL, *to = NULL;
  ChiosaRelation *relation;
  GError *error = NULL;

  if (!chiosa_json_read_members (item, relation_members, N_RELATION, slots, NULL, NULL))
    {
      chiosa_reader_problem (self->reader, self->line, _("a relation is no object; it is left out"));
      return;
    }

  id = chiosa_jsonl_get_text (&slots[R_ID]);
  type = chiosa_jsonl_get_text (&slots[R_TYPE]);
  from = chiosa_jsonl_get_text (&slots[R_FROM]);
  to = chiosa_jsonl_get_text (&slots[R_TO]);
  if (type == NULL || from == NULL || to == NULL)
    {
      chiosa_reader_problem (self->reader, self->line, _("a relation has no type or no ends; it is left out"));
      return;
    }
  if (id == NULL || !chiosa_id_is_valid (id))
    {
      g_free (id);
      id = chiosa_id_new ('r');
    }

  relation = chiosa_relation_new (id, type, from, to);
  chiosa_jsonl_each_attribute (&slots[R_ATTRIBUTES], chiosa_jsonl_set_attribute, &relation->attributes);
  relation->note = chiosa_jsonl_get_text (&slots[R_NOTE]);
  relation->creator = chiosa_jsonl_get_text (&slots[R_CREATOR]);
  relation->created = chiosa_jsonl_get_text (&slots[R_CREATED]);
  relation->extra = chiosa_jsonl_get_extra (&slots[R_EXTRA]);
  if (!chiosa_record_add_relation (self->record, relation, &error))
    chiosa_reader_problem_error (self->reader, self->line, error);
}
