/* chiosa-conll-article.c
 *
 * An article put together word by word, for the readers of chiosa-conll-read.c and chiosa-conllu-read.c, and the names that they and
 * their writers use. What the lines of a file mean is theirs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conll.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME_MAX_BYTES 64

static void
item_free (gpointer data)
{
  ChiosaConllItem *item = data;

  chiosa_annotation_unref (item->annotation);
  g_array_unref (item->spans);
  g_free (item);
}

/**
 * chiosa_conll_article_init:
 * @reader: borrowed
 */
void
chiosa_conll_article_init (ChiosaConllArticle *self,
                           ChiosaReader       *reader)
{
  *self = (ChiosaConllArticle) { .reader = reader };
  self->text = g_string_new (NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  self->items = g_ptr_array_new_with_free_func (item_free);
}

void
chiosa_conll_article_clear (ChiosaConllArticle *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->words);
  g_ptr_array_unref (self->items);
  g_free (self->name);
}

/**
 * chiosa_conll_article_add_gap:
 * @space: what stands between two words, before the first or behind the last
 */
void
chiosa_conll_article_add_gap (ChiosaConllArticle *self,
                              const char         *space)
{
  g_string_append (self->text, space);
  self->length += g_utf8_strlen (space, -1);
}

/**
 * chiosa_conll_article_add_word:
 * @form: as it stands in the text
 */
void
chiosa_conll_article_add_word (ChiosaConllArticle *self,
                               const char         *form)
{
  ChiosaSpan span = { .start = self->length };

  chiosa_conll_article_add_gap (self, form);
  span.end = self->length;
  g_array_append_val (self->words, span);
}

/**
 * chiosa_conll_article_add:
 * @annotation: (transfer full):
 * @spans: (transfer full) (element-type ChiosaSpan): code points of the article
 * @line: for messages
 */
void
chiosa_conll_article_add (ChiosaConllArticle *self,
                          ChiosaAnnotation   *annotation,
                          GArray             *spans,
                          guint               line)
{
  ChiosaConllItem *item = g_new0 (ChiosaConllItem, 1);

  item->annotation = annotation;
  item->spans = spans;
  item->line = line;
  g_ptr_array_add (self->items, item);
}

/**
 * chiosa_conll_article_find_span:
 * @first: a word of the article
 * @end: the word behind the last
 * @span: (out): code points
 *
 * Returns: %FALSE where none of the words is in the text
 */
gboolean
chiosa_conll_article_find_span (ChiosaConllArticle *self,
                                guint               first,
                                guint               end,
                                ChiosaSpan         *span)
{
  end = MIN (end, self->words->len);
  while (first < end && g_array_index (self->words, ChiosaSpan, first).start == g_array_index (self->words, ChiosaSpan, first).end)
    first++;
  while (end > first && g_array_index (self->words, ChiosaSpan, end - 1).start == g_array_index (self->words, ChiosaSpan, end - 1).end)
    end--;

  if (first >= end)
    return FALSE;

  span->start = g_array_index (self->words, ChiosaSpan, first).start;
  span->end = g_array_index (self->words, ChiosaSpan, end - 1).end;

  return TRUE;
}

/**
 * chiosa_conll_article_add_words:
 * @annotation: (transfer full):
 */
void
chiosa_conll_article_add_words (ChiosaConllArticle *self,
                                ChiosaAnnotation   *annotation,
                                guint               first,
                                guint               end,
                                guint               line)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  ChiosaSpan span;

  if (chiosa_conll_article_find_span (self, first, end, &span))
    g_array_append_val (spans, span);

  chiosa_conll_article_add (self, annotation, spans, line);
}

/**
 * chiosa_conll_article_is_full:
 *
 * Returns: whether to take the article between these two sentences
 */
gboolean
chiosa_conll_article_is_full (ChiosaConllArticle *self)
{
  if (self->text->len > CHIOSA_CONLL_MAX_BYTES)
    return TRUE;

  if (self->bordered)
    return FALSE;

  /* From a pipe, the first part, which was to be the whole, is longer than the others. */
  self->in_parts |= self->n_sentences >= CHIOSA_CONLL_WHOLE;

  return self->in_parts && self->n_sentences >= CHIOSA_CONLL_PART;
}

static char *
make_name (ChiosaConllArticle *self,
           gboolean            last)
{
  if (self->name != NULL && *self->name != '\0')
    return g_strdup (self->name);

  if (last && self->n_made == 0)
    return g_strdup (self->reader->name);

  return g_strdup_printf ("%s-%04u", self->reader->name, self->n_made + 1);
}

/**
 * chiosa_conll_article_take:
 * @last: whether the file ends here: an article that is the only one has the name of the file
 *
 * Returns: (transfer full):
 */
ChiosaRecord *
chiosa_conll_article_take (ChiosaConllArticle *self,
                           gboolean            last)
{
  g_autofree char *name = make_name (self, last);
  ChiosaRecord *record = chiosa_record_new (name, g_strdup (self->text->str));

  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaConllItem *item = g_ptr_array_index (self->items, i);
      GError *error = NULL;

      if (!chiosa_record_add (record, chiosa_annotation_ref (item->annotation),
                              (const ChiosaSpan *) item->spans->data, item->spans->len, &error))
        chiosa_reader_problem_error (self->reader, item->line, error);
    }

  g_string_truncate (self->text, 0);
  g_array_set_size (self->words, 0);
  g_ptr_array_set_size (self->items, 0);
  g_clear_pointer (&self->name, g_free);
  self->length = 0;
  self->n_sentences = 0;
  self->n_made++;

  return record;
}

/**
 * chiosa_conll_is_long:
 * @border: what a line begins with that separates articles
 *
 * Returns: whether the file has more than %CHIOSA_CONLL_WHOLE sentences before such a line; %FALSE for a pipe, which can be read only once
 */
gboolean
chiosa_conll_is_long (ChiosaReader *reader,
                      const char   *border)
{
  g_autoptr (ChiosaLines) lines = NULL;
  guint n_sentences = 0;
  gboolean inside = FALSE;

  if (!g_file_test (reader->path, G_FILE_TEST_IS_REGULAR))
    return FALSE;

  lines = chiosa_lines_open (reader->path, NULL);
  while (lines != NULL && n_sentences <= CHIOSA_CONLL_WHOLE)
    {
      g_autoptr (GError) error = NULL;
      const char *line = chiosa_lines_next (lines, NULL, &error);

      if ((line == NULL && error == NULL) || !chiosa_lines_may_go_on (lines))
        return FALSE;

      if (line != NULL && g_str_has_prefix (line, border))
        return FALSE;

      n_sentences += inside && line != NULL && *line == '\0';
      inside = line == NULL || *line != '\0';
    }

  return lines != NULL;
}

/**
 * chiosa_conll_next_line:
 * @line: (out): valid until the next call
 *
 * Returns: %FALSE at the end of the file, or with @error
 */
gboolean
chiosa_conll_next_line (ChiosaReader  *reader,
                        ChiosaLines   *lines,
                        const char   **line,
                        GError       **error)
{
  for (;;)
    {
      GError *local = NULL;

      *line = chiosa_lines_next (lines, NULL, &local);
      if (local == NULL)
        return *line != NULL;

      if (!chiosa_lines_may_go_on (lines))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      chiosa_reader_problem_error (reader, 0, local);
    }
}

static gboolean
is_one_word (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || *p == '|')
      return FALSE;

  return *name != '\0' && strlen (name) <= 2 * NAME_MAX_BYTES + 1;
}

/**
 * chiosa_conll_name:
 * @changed: (out): whether it could not stay as it is
 *
 * Returns: (transfer full): type and label as one name without white space
 */
char *
chiosa_conll_name (ChiosaTagset           *tagset,
                   const ChiosaAnnotation *annotation,
                   gboolean               *changed)
{
  g_autofree char *name = chiosa_labels_join (tagset, annotation->type, annotation->label);

  *changed = !is_one_word (name);

  return *changed ? chiosa_labels_to_id (name) : g_steal_pointer (&name);
}

static gboolean
is_plain (gunichar    c,
          const char *reserved)
{
  GUnicodeType type = g_unichar_type (c);

  return !g_unichar_isspace (c) && type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && c != '%'
         && (c > 0x7F || strchr (reserved, c) == NULL);
}

/**
 * chiosa_conll_escape:
 * @reserved: further ASCII characters that may not stand in it
 *
 * Returns: (transfer full):
 */
char *
chiosa_conll_escape (const char *text,
                     const char *reserved)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    for (const char *byte = p; byte < g_utf8_next_char (p); byte++)
      if (is_plain (g_utf8_get_char (p), reserved))
        g_string_append_c (escaped, *byte);
      else
        g_string_append_printf (escaped, "%%%02X", (guint) (guchar) *byte);

  return g_string_free (escaped, FALSE);
}

/**
 * chiosa_conll_unescape:
 *
 * Returns: (transfer full) (nullable): %NULL for what chiosa_conll_escape() does not make
 */
char *
chiosa_conll_unescape (const char *escaped)
{
  g_autofree char *text = g_uri_unescape_string (escaped, NULL);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}
