/* chiosa-conllu-details.c
 *
 * What CoNLL-U has no column for, as one JSON object in a comment:
 *
 *   # chiosa.annotation = {"id":"a1","type":"claim","label":"NUMERIC","attributes":{…},"note":"…","origin":"hand",…}
 *   # chiosa.relation = {"id":"r1","type":"attributed_to","from":"a1","to":"a2",…}
 *   # chiosa.article = {"title":"…","status":"done",…}
 *
 * Members are named as in a sidecar; those with nothing in them are left out. Where an annotation stands is said by marks
 * (chiosa-conllu-marks.c), not here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include "chiosa-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  ID, TYPE, LABEL, FROM, TO, ATTRIBUTES, NOTE, CREATOR, CREATED, ORIGIN, SUGGESTER, CONFIDENCE, EDITED, REVIEW, EXTRA,
  NAME, ANNOTATOR, TITLE, AUTHOR, PUBLISHER, URL, DATE, LANGUAGE, LICENCE, STATUS, N_MEMBERS
};

static const ChiosaJsonMember members[N_MEMBERS] = {
  [ID] = CHIOSA_JSON_MEMBER ("id"),
  [TYPE] = CHIOSA_JSON_MEMBER ("type"),
  [LABEL] = CHIOSA_JSON_MEMBER ("label"),
  [FROM] = CHIOSA_JSON_MEMBER ("from"),
  [TO] = CHIOSA_JSON_MEMBER ("to"),
  [ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [CREATOR] = CHIOSA_JSON_MEMBER ("creator"),
  [CREATED] = CHIOSA_JSON_MEMBER ("created"),
  [ORIGIN] = CHIOSA_JSON_MEMBER ("origin"),
  [SUGGESTER] = CHIOSA_JSON_MEMBER ("suggester"),
  [CONFIDENCE] = CHIOSA_JSON_MEMBER ("confidence"),
  [EDITED] = CHIOSA_JSON_MEMBER ("edited"),
  [REVIEW] = CHIOSA_JSON_MEMBER ("review"),
  [EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
  [NAME] = CHIOSA_JSON_MEMBER ("name"),
  [ANNOTATOR] = CHIOSA_JSON_MEMBER ("annotator"),
  [TITLE] = CHIOSA_JSON_MEMBER ("title"),
  [AUTHOR] = CHIOSA_JSON_MEMBER ("author"),
  [PUBLISHER] = CHIOSA_JSON_MEMBER ("publisher"),
  [URL] = CHIOSA_JSON_MEMBER ("url"),
  [DATE] = CHIOSA_JSON_MEMBER ("date"),
  [LANGUAGE] = CHIOSA_JSON_MEMBER ("language"),
  [LICENCE] = CHIOSA_JSON_MEMBER ("licence"),
  [STATUS] = CHIOSA_JSON_MEMBER ("status"),
};

/* --- Writing -------------------------------------------------------------------------------------------------------- */

static void
append_text (GString    *out,
             guint       member,
             const char *value)
{
  if (value == NULL)
    return;

  chiosa_json_append_key (out, members[member].name);
  chiosa_json_append_string (out, value);
}

static void
append_raw (GString    *out,
            guint       member,
            const char *json)
{
  chiosa_json_append_key (out, members[member].name);
  g_string_append (out, json);
}

static void
append_extra (GString    *out,
              const char *extra)
{
  g_autofree char *object = extra != NULL ? g_strconcat ("{", extra, "}", NULL) : NULL;

  if (object != NULL)
    append_raw (out, EXTRA, object);
}

/* Line ends between the members of what other programs wrote are no part of it: those in strings are escaped. */
static void
append_comment (GString    *out,
                const char *key,
                GString    *json)
{
  for (gsize i = 0; i < json->len; i++)
    if (json->str[i] == '\n' || json->str[i] == '\r')
      json->str[i] = ' ';

  g_string_append_printf (out, "# %s = %s}\n", key, json->str);
  g_string_free (json, TRUE);
}

static const char *
origin_to_string (ChiosaOrigin origin)
{
  switch (origin)
    {
    case CHIOSA_ORIGIN_SUGGESTION:
      return "suggestion";
    case CHIOSA_ORIGIN_IMPORT:
      return "import";
    case CHIOSA_ORIGIN_HAND:
    default:
      return "hand";
    }
}

/**
 * chiosa_conllu_append_annotation:
 *
 * Adds the comment of an annotation.
 */
void
chiosa_conllu_append_annotation (GString                *out,
                                 const ChiosaAnnotation *annotation)
{
  GString *json = g_string_new ("{");

  append_text (json, ID, annotation->id);
  append_text (json, TYPE, annotation->type);
  append_text (json, LABEL, *annotation->label != '\0' ? annotation->label : NULL);
  chiosa_sidecar_append_attributes (json, annotation->attributes);
  append_text (json, NOTE, annotation->note);
  append_text (json, CREATOR, annotation->creator);
  append_text (json, CREATED, annotation->created);
  append_text (json, ORIGIN, origin_to_string (annotation->origin));
  append_text (json, SUGGESTER, annotation->suggester);
  append_text (json, CONFIDENCE, annotation->confidence);
  if (annotation->edited)
    append_raw (json, EDITED, "true");
  if (annotation->review)
    append_raw (json, REVIEW, "true");
  append_extra (json, annotation->extra);
  append_comment (out, CHIOSA_CONLLU_ANNOTATION, json);
}

/**
 * chiosa_conllu_append_relation:
 *
 * Adds the comment of a relation.
 */
void
chiosa_conllu_append_relation (GString              *out,
                               const ChiosaRelation *relation)
{
  GString *json = g_string_new ("{");

  append_text (json, ID, relation->id);
  append_text (json, TYPE, relation->type);
  append_text (json, FROM, relation->from);
  append_text (json, TO, relation->to);
  chiosa_sidecar_append_attributes (json, relation->attributes);
  append_text (json, NOTE, relation->note);
  append_text (json, CREATOR, relation->creator);
  append_text (json, CREATED, relation->created);
  append_extra (json, relation->extra);
  append_comment (out, CHIOSA_CONLLU_RELATION, json);
}

/**
 * chiosa_conllu_append_article:
 * @name: (nullable): of the article, where "newdoc id" is not the same
 *
 * Adds the comment of the article, where there is something to say.
 */
void
chiosa_conllu_append_article (GString            *out,
                              const ChiosaRecord *record,
                              const char         *name)
{
  const ChiosaArticle *article = chiosa_record_get_article (record);
  GString *json = g_string_new ("{");

  append_text (json, NAME, name);
  append_text (json, ANNOTATOR, record->annotator);
  append_text (json, TITLE, article->title);
  append_text (json, AUTHOR, article->author);
  append_text (json, PUBLISHER, article->publisher);
  append_text (json, URL, article->url);
  append_text (json, DATE, article->date);
  append_text (json, LANGUAGE, article->language);
  append_text (json, LICENCE, article->licence);
  append_text (json, NOTE, article->note);
  if (article->status != CHIOSA_STATUS_NEW)
    append_text (json, STATUS, chiosa_status_to_string (article->status));
  chiosa_sidecar_append_attributes (json, article->attributes);
  append_extra (json, article->extra);

  if (json->len > 1)
    append_comment (out, CHIOSA_CONLLU_ARTICLE, json);
  else
    g_string_free (json, TRUE);
}

/* --- Reading -------------------------------------------------------------------------------------------------------- */

/* NULL for "" and for what is no string. */
static char *
get_text (const ChiosaJsonSlice *slot)
{
  g_autofree char *text = slot->start != NULL ? chiosa_json_slice_string (slot) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
get_flag (const ChiosaJsonSlice *slot)
{
  return slot->start != NULL && chiosa_json_slice_kind (slot) == 't';
}

/* The members without the braces. */
static char *
get_extra (const ChiosaJsonSlice *slot)
{
  if (slot->start == NULL || chiosa_json_slice_kind (slot) != '{' || slot->length < 3)
    return NULL;

  return g_strndup (slot->start + 1, slot->length - 2);
}

static ChiosaAttributes *
get_attributes (const ChiosaJsonSlice *slot)
{
  ChiosaAttributes *attributes = NULL;
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key;

  if (slot->start == NULL || chiosa_json_slice_kind (slot) != '{' || !chiosa_json_cursor_init (&cursor, slot))
    return NULL;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *name = key;
      char kind = chiosa_json_slice_kind (&value);
      g_autofree char *text = kind == 's' ? chiosa_json_slice_string (&value) : chiosa_json_slice_dup (&value);

      if (attributes == NULL)
        attributes = chiosa_attributes_new ();
      chiosa_attributes_set (attributes, name,
                             kind == 's' ? CHIOSA_VALUE_TEXT
                             : kind == 't' || kind == 'f' ? CHIOSA_VALUE_FLAG
                             : kind == 'n' ? CHIOSA_VALUE_NUMBER : CHIOSA_VALUE_JSON, text);
    }

  return attributes;
}

static gboolean
parse (ChiosaReader    *reader,
       const char      *json,
       guint            line,
       const char      *key,
       ChiosaJsonSlice *slots)
{
  ChiosaJsonSlice object = { json, strlen (json), line };

  if (chiosa_json_check_data (json, object.length, reader->shown, line, NULL)
      && chiosa_json_read_members (&object, members, N_MEMBERS, slots, NULL, NULL))
    return TRUE;

  /* Translators: %s is the key of a comment: "chiosa.annotation" */
  chiosa_reader_problem (reader, line, _("the comment “%s” is no JSON object; it is left out"), key);

  return FALSE;
}

/**
 * chiosa_conllu_parse_annotation:
 * @json: what stands behind "chiosa.annotation = "
 *
 * Returns: (transfer full) (nullable): an annotation without a place
 */
ChiosaAnnotation *
chiosa_conllu_parse_annotation (ChiosaReader *reader,
                                const char   *json,
                                guint         line)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autofree char *label = NULL;
  ChiosaAnnotation *annotation;

  if (!parse (reader, json, line, CHIOSA_CONLLU_ANNOTATION, slots))
    return NULL;

  id = get_text (&slots[ID]);
  type = get_text (&slots[TYPE]);
  label = get_text (&slots[LABEL]);
  if (id == NULL || type == NULL || !chiosa_id_is_valid (id))
    {
      chiosa_reader_problem (reader, line, _("an annotation needs an id and a type; it is left out"));
      return NULL;
    }

  annotation = chiosa_reader_new_typed (reader, id, type, label != NULL ? label : "");
  annotation->attributes = get_attributes (&slots[ATTRIBUTES]);
  annotation->note = get_text (&slots[NOTE]);
  annotation->creator = get_text (&slots[CREATOR]);
  annotation->created = get_text (&slots[CREATED]);
  annotation->confidence = get_text (&slots[CONFIDENCE]);
  annotation->edited = get_flag (&slots[EDITED]);
  annotation->review = get_flag (&slots[REVIEW]);
  annotation->extra = get_extra (&slots[EXTRA]);
  if (slots[ORIGIN].start == NULL)
    return annotation;

  g_free (annotation->suggester);
  annotation->suggester = get_text (&slots[SUGGESTER]);
  annotation->origin = chiosa_json_slice_equal (&slots[ORIGIN], "suggestion") ? CHIOSA_ORIGIN_SUGGESTION
                       : chiosa_json_slice_equal (&slots[ORIGIN], "import") ? CHIOSA_ORIGIN_IMPORT : CHIOSA_ORIGIN_HAND;

  return annotation;
}

/**
 * chiosa_conllu_parse_relation:
 * @json: what stands behind "chiosa.relation = "
 *
 * Returns: (transfer full) (nullable): a relation; whether its ends are there is not looked at
 */
ChiosaRelation *
chiosa_conllu_parse_relation (ChiosaReader *reader,
                              const char   *json,
                              guint         line)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  g_autofree char *id = NULL;
  g_autofree char *type = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  ChiosaRelation *relation;

  if (!parse (reader, json, line, CHIOSA_CONLLU_RELATION, slots))
    return NULL;

  id = get_text (&slots[ID]);
  type = get_text (&slots[TYPE]);
  from = get_text (&slots[FROM]);
  to = get_text (&slots[TO]);
  if (type == NULL || from == NULL || to == NULL)
    {
      chiosa_reader_problem (reader, line, _("a relation has no type or no ends; it is left out"));
      return NULL;
    }

  if (id == NULL || !chiosa_id_is_valid (id))
    {
      g_free (id);
      id = chiosa_id_new ('r');
    }

  relation = chiosa_relation_new (id, type, from, to);
  relation->attributes = get_attributes (&slots[ATTRIBUTES]);
  relation->note = get_text (&slots[NOTE]);
  relation->creator = get_text (&slots[CREATOR]);
  relation->created = get_text (&slots[CREATED]);
  relation->extra = get_extra (&slots[EXTRA]);

  return relation;
}

/**
 * chiosa_conllu_parse_article:
 * @json: what stands behind "chiosa.article = "
 * @name: (out) (transfer full) (nullable): of the article, where "newdoc id" does not have it
 * @annotator: (out) (transfer full) (nullable): whose annotations they are
 *
 * Returns: (transfer full) (nullable): what is known of the article
 */
ChiosaArticle *
chiosa_conllu_parse_article (ChiosaReader  *reader,
                             const char    *json,
                             guint          line,
                             char         **name,
                             char         **annotator)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  g_autofree char *status = NULL;
  ChiosaArticle *article;

  *name = *annotator = NULL;
  if (!parse (reader, json, line, CHIOSA_CONLLU_ARTICLE, slots))
    return NULL;

  *name = get_text (&slots[NAME]);
  *annotator = get_text (&slots[ANNOTATOR]);
  article = chiosa_article_new ();
  article->title = get_text (&slots[TITLE]);
  article->author = get_text (&slots[AUTHOR]);
  article->publisher = get_text (&slots[PUBLISHER]);
  article->url = get_text (&slots[URL]);
  article->date = get_text (&slots[DATE]);
  article->language = get_text (&slots[LANGUAGE]);
  article->licence = get_text (&slots[LICENCE]);
  article->note = get_text (&slots[NOTE]);
  article->attributes = get_attributes (&slots[ATTRIBUTES]);
  article->extra = get_extra (&slots[EXTRA]);
  status = get_text (&slots[STATUS]);
  if (status != NULL)
    chiosa_status_from_string (status, &article->status);

  return article;
}
