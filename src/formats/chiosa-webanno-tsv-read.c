/* chiosa-webanno-tsv-read.c
 *
 * WebAnno TSV 3.0 to 3.3, read: lines, comments, and what else a file has. The text that they make: chiosa-webanno-text.c. What stands in
 * the columns: chiosa-webanno-items.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-cells.h"
#include "chiosa-webanno-items.h"
#include "chiosa-webanno-text.h"

#include "chiosa-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT_LINE "#FORMAT=WebAnno TSV "
#define TEXT_LINE "#Text="

typedef struct
{
  ChiosaReader       *reader;
  ChiosaWebannoItems *items;
  ChiosaLines        *lines;
  guint               line;
  guint               version;       /* 30 to 33 */
  ChiosaArticle      *article;       /* what comments of ours say of it */
  GString            *kept;          /* other comments, in JSON */
  ChiosaWebannoText  *text;          /* of the article so far */
  guint               n_sentences;
} Parser;

/* --- Comments ------------------------------------------------------------------------------------------------------- */

static void
set_article_attribute (Parser     *self,
                       const char *name,
                       const char *value)
{
  ChiosaJsonSlice slice = { value, strlen (value), self->line };
  g_autofree char *text = NULL;
  char kind;

  if (!chiosa_json_check (value, slice.length, self->reader->shown, NULL))
    return;

  kind = chiosa_json_slice_kind (&slice);
  text = chiosa_json_slice_string (&slice);
  if (self->article->attributes == NULL)
    self->article->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (self->article->attributes, name,
                         text != NULL ? CHIOSA_VALUE_TEXT : kind == 'n' ? CHIOSA_VALUE_NUMBER
                         : kind == 't' || kind == 'f' ? CHIOSA_VALUE_FLAG : CHIOSA_VALUE_JSON,
                         text != NULL ? text : value);
}

/* "#Chiosa.title=…": of the first sentence. */
static gboolean
read_own_comment (Parser     *self,
                  const char *line)
{
  const char *equals = strchr (line, '=');
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  const struct { const char *key; char **slot; } slots[] = {
    { "title", &self->article->title }, { "author", &self->article->author }, { "publisher", &self->article->publisher },
    { "url", &self->article->url }, { "date", &self->article->date }, { "language", &self->article->language },
    { "licence", &self->article->licence }, { "note", &self->article->note },
  };

  if (!g_str_has_prefix (line, CHIOSA_WEBANNO_COMMENT) || equals == NULL)
    return FALSE;

  key = g_strndup (line + strlen (CHIOSA_WEBANNO_COMMENT), equals - line - strlen (CHIOSA_WEBANNO_COMMENT));
  value = chiosa_webanno_unescape_text (equals + 1, 33);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_str_equal (slots[i].key, key))
      {
        g_set_str (slots[i].slot, value);
        return TRUE;
      }
  if (g_str_equal (key, "before"))
    {
      chiosa_webanno_text_set_before (self->text, value);
      return TRUE;
    }
  if (g_str_equal (key, "status"))
    return chiosa_status_from_string (value, &self->article->status);
  if (g_str_has_prefix (key, "article.") && key[strlen ("article.")] != '\0')
    {
      set_article_attribute (self, key + strlen ("article."), value);
      return TRUE;
    }

  return chiosa_webanno_items_set_comment (self->items, key, value);
}

/* A comment of another tool, with the sentence that it stands above. */
static void
keep_comment (Parser     *self,
              const char *line)
{
  g_string_append_printf (self->kept, "%s[%u,", self->kept->len > 0 ? "," : "", self->n_sentences + 1);
  chiosa_json_append_string (self->kept, line);
  g_string_append_c (self->kept, ']');
}

/* --- Rows ----------------------------------------------------------------------------------------------------------- */

static gboolean
parse_offsets (const char *text,
               guint64    *start,
               guint64    *end)
{
  char *behind;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  *start = g_ascii_strtoull (text, &behind, 10);
  if (*behind != '-' || !g_ascii_isdigit (behind[1]))
    return FALSE;
  *end = g_ascii_strtoull (behind + 1, &behind, 10);

  return *behind == '\0' && *start < G_MAXUINT32 && *end < G_MAXUINT32;
}

/* "1-3", "1-3.1". */
static gboolean
is_row_id (const char *id)
{
  const char *dash = strchr (id, '-');

  return g_ascii_isdigit (*id) && dash != NULL && g_ascii_isdigit (dash[1]) && strspn (id, G_CSET_DIGITS "-.") == strlen (id);
}

static gboolean
read_row (Parser      *self,
          const char  *line,
          GError     **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  guint n_cells = g_strv_length (cells), n_columns = chiosa_webanno_items_get_n_columns (self->items);
  g_autofree char **columns = g_new0 (char *, n_columns + 1);
  ChiosaWebannoRow row = { .line = self->line };
  guint64 start, end;

  if (n_cells < 3 || !is_row_id (cells[0]) || !parse_offsets (cells[1], &start, &end))
    {
      chiosa_reader_problem (self->reader, self->line, _("neither a word with number and place nor a comment: the line is left out"));
      return TRUE;
    }
  if (n_cells - 3 < n_columns)
    chiosa_reader_problem (self->reader, self->line, _("%u columns where the first lines name %u"), n_cells - 3, n_columns);
  for (guint i = 0; i < n_columns; i++)
    columns[i] = i + 3 < n_cells ? cells[i + 3] : (char *) "_";

  row.id = cells[0];
  if (!chiosa_webanno_text_place_row (self->text, &row, start, end, cells[2], error))
    return FALSE;
  chiosa_webanno_items_add_row (self->items, &row, columns);

  return TRUE;
}

/* --- Lines ---------------------------------------------------------------------------------------------------------- */

static gboolean
read_first (Parser   *self,
            GError  **error)
{
  g_autoptr (GError) local = NULL;
  const char *line = chiosa_lines_next (self->lines, NULL, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (line == NULL || !g_str_has_prefix (line, FORMAT_LINE))
    return chiosa_reader_fail (self->reader, 1, error, _("not WebAnno TSV 3: the first line is not “#FORMAT=WebAnno TSV 3.3”"));

  line += strlen (FORMAT_LINE);
  if (line[0] != '3' || line[1] != '.' || !g_ascii_isdigit (line[2]))
    return chiosa_reader_fail (self->reader, 1, error, _("WebAnno TSV %s is not read, only 3.0 to 3.3"), line);
  self->version = 30 + line[2] - '0';

  return TRUE;
}

/* @open: (inout): the line before was one of a sentence's text. */
static gboolean
read_text_line (Parser      *self,
                const char  *text,
                gboolean    *open,
                GError     **error)
{
  g_autofree char *words = chiosa_webanno_unescape_text (text, self->version);

  if (!*open && !chiosa_webanno_text_end_sentence (self->text, self->line, error))
    return FALSE;

  self->n_sentences += !*open;
  *open = TRUE;
  chiosa_webanno_text_add_line (self->text, words);

  return TRUE;
}

static gboolean
read_line (Parser      *self,
           const char  *line,
           gboolean    *open,
           GError     **error)
{
  g_autoptr (GError) local = NULL;

  if (g_str_has_prefix (line, TEXT_LINE))
    return read_text_line (self, line + strlen (TEXT_LINE), open, error);

  if (*line != '#')
    {
      *open = FALSE;
      return *line == '\0' || read_row (self, line, error);
    }
  if (self->n_sentences > 0 || !g_str_has_prefix (line, "#T_"))
    {
      if (self->n_sentences > 0 || !read_own_comment (self, line))
        keep_comment (self, line);
      return TRUE;
    }
  if (!chiosa_webanno_items_add_layer (self->items, line, self->line, &local))
    {
      if (local == NULL)
        return chiosa_reader_fail (self->reader, self->line, error, _("a kind of layer that is not known: “%s”"), line);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_lines (Parser   *self,
            GError  **error)
{
  gboolean open = FALSE;
  g_autoptr (GError) local = NULL;
  const char *line;

  while ((line = chiosa_lines_next (self->lines, NULL, &local)) != NULL)
    {
      self->line = chiosa_lines_get_number (self->lines);
      if (!read_line (self, line, &open, error) || g_cancellable_set_error_if_cancelled (self->reader->cancellable, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return chiosa_webanno_text_end_sentence (self->text, self->line, error);
}

/* A sidecar puts it a few levels down. */
static gboolean
fits_sidecar (const char *json)
{
  g_autofree char *nested = g_strdup_printf ("[[[[%s]]]]", json);

  return chiosa_json_check (nested, strlen (nested), "", NULL);
}

static void
keep_rest (Parser        *self,
           ChiosaArticle *article)
{
  g_autofree char *tools = chiosa_webanno_items_get_tools (self->items);
  g_autoptr (GString) json = g_string_new ("{");

  if (tools != NULL)
    {
      chiosa_json_append_key (json, "layers");
      g_string_append (json, tools);
    }
  if (self->kept->len > 0)
    {
      chiosa_json_append_key (json, "comments");
      g_string_append_printf (json, "[%s]", self->kept->str);
    }
  g_string_append_c (json, '}');

  if (json->len > 2 && !fits_sidecar (json->str))
    chiosa_reader_problem (self->reader, 0, _("what the file has beside annotations is too large to be kept"));
  else if (json->len > 2)
    chiosa_extra_add (&article->extra, self->reader->format->id, json->str);
}

static gboolean
end_article (Parser   *self,
             GError  **error)
{
  ChiosaRecord *record = chiosa_record_new (self->reader->name, g_strdup (chiosa_webanno_text_get (self->text)));

  chiosa_article_free (record->snapshot->article);
  record->snapshot->article = g_steal_pointer (&self->article);
  chiosa_webanno_items_end (self->items, record);
  keep_rest (self, chiosa_record_edit_article (record));

  return chiosa_reader_emit (self->reader, record, error);
}

/**
 * chiosa_webanno_read:
 * @reader: of a file
 * @error: return location
 *
 * Returns: %FALSE when the file makes no sense
 */
gboolean
chiosa_webanno_read (ChiosaReader  *reader,
                     GError       **error)
{
  g_autoptr (ChiosaLines) lines = chiosa_reader_open_lines (reader, error);
  g_autoptr (ChiosaWebannoItems) items = NULL;
  g_autoptr (ChiosaArticle) article = NULL;
  g_autoptr (GString) kept = NULL;
  g_autoptr (ChiosaWebannoText) text = NULL;
  Parser self = { .reader = reader };
  gboolean read;

  if (lines == NULL)
    return FALSE;

  self.lines = lines;
  self.items = items = chiosa_webanno_items_new (reader);
  self.kept = kept = g_string_new (NULL);
  self.text = text = chiosa_webanno_text_new (reader);
  self.article = chiosa_article_new ();

  read = read_first (&self, error) && read_lines (&self, error) && end_article (&self, error);

  article = self.article;

  return read;
}

/**
 * chiosa_webanno_guess:
 * @name: of a file
 * @head: its first bytes
 * @n_bytes: how many
 *
 * Returns: how sure it is WebAnno TSV 3
 */
guint
chiosa_webanno_guess (const char *name,
                      const char *head,
                      gsize       n_bytes)
{
  return g_str_has_prefix (head, FORMAT_LINE "3.") ? 100 : 0;
}
