/* chiosa-jsonl-read.c
 *
 * Reading JSON Lines: those that chiosa-jsonl.c writes, and any others that have a column with text. There, columns that have
 * the name of something known of an article become that; others become its attributes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-jsonl-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  ID, NAME, DOC_ID, TEXT, BODY, CONTENT, ARTICLE, TEXT_SHA256, TITLE, HEADLINE, AUTHOR, PUBLISHER, SOURCE, URL, LINK, DATE, PUBLISHED,
  LANGUAGE, LANG, LICENCE, LICENSE, NOTE, STATUS, ANNOTATOR, ARTICLE_ATTRIBUTES, SPANS, RELATIONS, EXTRA, N_MEMBERS
};

static const ChiosaJsonMember members[N_MEMBERS] = {
  [ID] = CHIOSA_JSON_MEMBER ("id"),
  [NAME] = CHIOSA_JSON_MEMBER ("name"),
  [DOC_ID] = CHIOSA_JSON_MEMBER ("doc_id"),
  [TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [BODY] = CHIOSA_JSON_MEMBER ("body"),
  [CONTENT] = CHIOSA_JSON_MEMBER ("content"),
  [ARTICLE] = CHIOSA_JSON_MEMBER ("article"),
  [TEXT_SHA256] = CHIOSA_JSON_MEMBER ("text_sha256"),
  [TITLE] = CHIOSA_JSON_MEMBER ("title"),
  [HEADLINE] = CHIOSA_JSON_MEMBER ("headline"),
  [AUTHOR] = CHIOSA_JSON_MEMBER ("author"),
  [PUBLISHER] = CHIOSA_JSON_MEMBER ("publisher"),
  [SOURCE] = CHIOSA_JSON_MEMBER ("source"),
  [URL] = CHIOSA_JSON_MEMBER ("url"),
  [LINK] = CHIOSA_JSON_MEMBER ("link"),
  [DATE] = CHIOSA_JSON_MEMBER ("date"),
  [PUBLISHED] = CHIOSA_JSON_MEMBER ("published"),
  [LANGUAGE] = CHIOSA_JSON_MEMBER ("language"),
  [LANG] = CHIOSA_JSON_MEMBER ("lang"),
  [LICENCE] = CHIOSA_JSON_MEMBER ("licence"),
  [LICENSE] = CHIOSA_JSON_MEMBER ("license"),
  [NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [STATUS] = CHIOSA_JSON_MEMBER ("status"),
  [ANNOTATOR] = CHIOSA_JSON_MEMBER ("annotator"),
  [ARTICLE_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("article_attributes"),
  [SPANS] = CHIOSA_JSON_MEMBER ("spans"),
  [RELATIONS] = CHIOSA_JSON_MEMBER ("relations"),
  [EXTRA] = CHIOSA_JSON_MEMBER ("extra"),
};

static void
each_item (ChiosaJsonlLine                  *self,
           const ChiosaJsonSlice *slot,
           void                 (*read) (ChiosaJsonlLine *, const ChiosaJsonSlice *))
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;

  if (slot->start == NULL || !chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    return;

  while (chiosa_json_cursor_next (&cursor, NULL, &value))
    read (self, &value);
}

/* --- Articles ----------------------------------------------------------------------------------------------------- */

static char *
get_first (const ChiosaJsonSlice *slots,
           guint                  first,
           guint                  second)
{
  char *text = chiosa_jsonl_get_scalar (&slots[first]);

  return text != NULL ? text : chiosa_jsonl_get_scalar (&slots[second]);
}

/* Columns of another program: those that are one value become attributes of the article, the others are kept as they are. */
static void
read_columns (ChiosaArticle *article,
              const char    *columns)
{
  g_autofree char *object = g_strconcat ("{", columns, "}", NULL);
  ChiosaJsonSlice slice = { object, strlen (object), 1 }, value;
  ChiosaJsonCursor cursor;
  char *key;

  chiosa_json_cursor_init (&cursor, &slice);
  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *name = key;
      g_autofree char *text = chiosa_jsonl_get_scalar (&value);
      g_autofree char *json = chiosa_json_slice_dup (&value);

      if (text != NULL)
        chiosa_jsonl_set_attribute (&article->attributes, name, &value);
      else if (!g_str_equal (json, "null") && !g_str_equal (json, "\"\""))
        chiosa_extra_add (&article->extra, name, json);
    }
}

static void
read_article (ChiosaArticle         *article,
              const ChiosaJsonSlice *slots,
              GString               *columns)
{
  g_autofree char *status = chiosa_jsonl_get_text (&slots[STATUS]);

  article->title = get_first (slots, TITLE, HEADLINE);
  article->author = chiosa_jsonl_get_text (&slots[AUTHOR]);
  article->publisher = get_first (slots, PUBLISHER, SOURCE);
  article->url = get_first (slots, URL, LINK);
  article->date = get_first (slots, DATE, PUBLISHED);
  article->language = get_first (slots, LANGUAGE, LANG);
  article->licence = get_first (slots, LICENCE, LICENSE);
  article->note = chiosa_jsonl_get_text (&slots[NOTE]);
  article->extra = chiosa_jsonl_get_extra (&slots[EXTRA]);
  if (status != NULL)
    chiosa_status_from_string (status, &article->status);
  chiosa_jsonl_each_attribute (&slots[ARTICLE_ATTRIBUTES], chiosa_jsonl_set_attribute, &article->attributes);
  if (columns != NULL)
    read_columns (article, columns->str);
}

/* An article without a word in it, not one that comes without its text. */
static gboolean
is_empty (const ChiosaJsonSlice *text,
          const char            *sha256)
{
  g_autofree char *of_nothing = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);

  return text->start != NULL && chiosa_json_slice_kind (text) == 's' && (sha256 == NULL || g_str_equal (sha256, of_nothing));
}

/* The text, from the line or from the article that is there already. */
static char *
find_text (ChiosaJsonlLine       *self,
           const ChiosaJsonSlice *slots,
           const char            *name)
{
  static const guint columns[] = { TEXT, BODY, CONTENT, ARTICLE };
  g_autofree char *sha256 = chiosa_jsonl_get_text (&slots[TEXT_SHA256]);
  g_autofree char *text = NULL;
  GError *error = NULL;

  self->same = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns) && text == NULL; i++)
    text = chiosa_jsonl_get_text (&slots[columns[i]]);

  if (text == NULL && is_empty (&slots[TEXT], sha256))
    return g_strdup ("");
  if (text == NULL && sha256 == NULL)
    {
      chiosa_reader_problem (self->reader, self->line, _("there is no column “text”, “body”, “content” or “article” with words in it; the line is left out"));
      return NULL;
    }
  if (text == NULL)
    text = chiosa_reader_find_text (self->reader, name, sha256, &self->same, &error);
  if (error != NULL)
    chiosa_reader_problem_error (self->reader, self->line, error);

  return g_steal_pointer (&text);
}

static char *
find_name (ChiosaJsonlLine       *self,
           const ChiosaJsonSlice *slots)
{
  static const guint columns[] = { ID, NAME, DOC_ID };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      char *name = chiosa_jsonl_get_scalar (&slots[columns[i]]);

      if (name != NULL)
        return name;
    }

  return g_strdup_printf ("%s-%05u", self->reader->name, self->line);
}

static ChiosaRecord *
read_record (ChiosaJsonlLine       *self,
             const ChiosaJsonSlice *slots,
             GString               *columns)
{
  g_autofree char *name = find_name (self, slots);
  char *text = find_text (self, slots, name);

  if (text == NULL)
    return NULL;

  self->record = chiosa_record_new (name, text);
  self->record->annotator = chiosa_jsonl_get_text (&slots[ANNOTATOR]);
  self->offsets = chiosa_offsets_new (self->record->utf8);
  read_article (chiosa_record_edit_article (self->record), slots, columns);
  each_item (self, &slots[SPANS], chiosa_jsonl_read_span);
  each_item (self, &slots[RELATIONS], chiosa_jsonl_read_relation);
  chiosa_offsets_free (self->offsets);

  return self->record;
}

/* NULL: the line is left out, which has been told. */
static ChiosaRecord *
read_line (ChiosaReader *reader,
           guint         number,
           const char   *line,
           gsize         n_bytes)
{
  ChiosaJsonSlice object = { line, n_bytes, number }, slots[N_MEMBERS];
  ChiosaJsonlLine self = { .reader = reader, .line = number };
  GString *columns = NULL;
  ChiosaRecord *record;
  GError *error = NULL;

  if (!chiosa_json_check_data (line, n_bytes, reader->shown, number, &error))
    {
      chiosa_reader_problem_error (reader, 0, error);
      return NULL;
    }
  while (object.length > 0 && g_ascii_isspace (*object.start))
    object.start++, object.length--;
  if (!chiosa_json_read_members (&object, members, N_MEMBERS, slots, ",", &columns))
    {
      chiosa_reader_problem (reader, number, _("this is no object; the line is left out"));
      return NULL;
    }

  record = read_record (&self, slots, columns);
  if (columns != NULL)
    g_string_free (columns, TRUE);

  return record;
}

/**
 * chiosa_jsonl_read:
 * @reader: of a file with one JSON object on each line
 * @error: return location
 *
 * Returns: %FALSE when it could not go on
 */
gboolean
chiosa_jsonl_read (ChiosaReader  *reader,
                   GError       **error)
{
  g_autoptr (ChiosaLines) lines = chiosa_reader_open_lines (reader, error);

  if (lines == NULL)
    return FALSE;

  for (;;)
    {
      GError *local = NULL;
      gsize n_bytes;
      const char *line = chiosa_lines_next (lines, &n_bytes, &local);
      ChiosaRecord *record;

      if (local != NULL && !chiosa_lines_may_go_on (lines))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (local != NULL)
        {
          chiosa_reader_problem_error (reader, 0, local);
          continue;
        }
      if (line == NULL)
        return TRUE;
      if (*line == '\0')
        continue;

      record = read_line (reader, chiosa_lines_get_number (lines), line, n_bytes);
      if (record != NULL && !chiosa_reader_emit (reader, record, error))
        return FALSE;
    }
}
