/* chiosa-conllu-sentence.c
 *
 * The words of one sentence back into text: SpaceAfter, SpacesAfter, SpacesBefore and "# text". What else is on the lines is
 * chiosa-conllu-read.c's.
 *
 * Where words are said to touch or not by nobody, "# text" is asked: many converters write it and forget SpaceAfter=No.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include <string.h>

static void
row_clear (gpointer data)
{
  ChiosaConlluRow *row = data;

  g_free (row->form);
  g_free (row->before);
  g_free (row->after);
}

void
chiosa_conllu_sentence_init (ChiosaConlluSentence *self)
{
  *self = (ChiosaConlluSentence) { 0 };
  self->rows = g_array_new (FALSE, TRUE, sizeof (ChiosaConlluRow));
  g_array_set_clear_func (self->rows, row_clear);
}

void
chiosa_conllu_sentence_reset (ChiosaConlluSentence *self)
{
  g_array_set_size (self->rows, 0);
  g_clear_pointer (&self->text, g_free);
  self->paragraph = FALSE;
  self->range_end = 0;
}

void
chiosa_conllu_sentence_clear (ChiosaConlluSentence *self)
{
  g_array_unref (self->rows);
  g_free (self->text);
}

/* What MISC says of white space. */
static void
read_space (ChiosaConlluRow *row,
            const char      *misc)
{
  g_auto (GStrv) items = g_strsplit (misc, "|", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (g_str_equal (items[i], "SpaceAfter=No"))
      row->joined = TRUE;
    else if (g_str_has_prefix (items[i], "SpacesAfter=") && row->after == NULL)
      row->after = chiosa_conllu_unescape_space (items[i] + strlen ("SpacesAfter="));
    else if (g_str_has_prefix (items[i], "SpacesBefore=") && row->before == NULL)
      row->before = chiosa_conllu_unescape_space (items[i] + strlen ("SpacesBefore="));
}

/* "5", "5-6", "5.1". FALSE for what is no number. */
static gboolean
read_id (ChiosaConlluSentence *self,
         const char           *id,
         ChiosaConlluRow      *row)
{
  char *end;
  guint64 first = g_ascii_strtoull (id, &end, 10);
  guint64 last = first;
  char kind = *end;

  if (end == id || !g_ascii_isdigit (*id) || (kind != '\0' && kind != '-' && kind != '.'))
    return FALSE;

  if (kind != '\0')
    last = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || first > G_MAXINT32 || last > G_MAXINT32 || (kind == '-' && last < first))
    return FALSE;

  row->visible = kind == '-' || (kind == '\0' && first > self->range_end);
  if (kind == '\0' && !row->visible)
    row->surface = self->range_row;
  if (kind == '-')
    {
      self->range_end = last;
      self->range_row = row->surface;
    }

  return TRUE;
}

/**
 * chiosa_conllu_sentence_add_row:
 * @id: (nullable): the number of the word
 *
 * Returns: %FALSE, with nothing added, where @id is no number
 */
gboolean
chiosa_conllu_sentence_add_row (ChiosaConlluSentence *self,
                                const char           *id,
                                const char           *form,
                                const char           *misc,
                                guint                 line)
{
  ChiosaConlluRow row = { .visible = TRUE, .surface = self->rows->len, .line = line };

  if (id != NULL && !read_id (self, id, &row))
    return FALSE;

  row.form = g_strdup (form);
  read_space (&row, misc);
  g_array_append_val (self->rows, row);

  return TRUE;
}

static ChiosaConlluRow *
get_row (const ChiosaConlluSentence *self,
         guint                       i)
{
  return &g_array_index (self->rows, ChiosaConlluRow, i);
}

static const char *
skip_space (const char *at)
{
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

/* Whether the forms, with any white space between them, are the text. */
static gboolean
is_text (const ChiosaConlluSentence *self)
{
  const char *at = skip_space (self->text);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ChiosaConlluRow *row = get_row (self, i);

      if (!row->visible)
        continue;

      if (!g_str_has_prefix (at, row->form))
        return FALSE;
      at = skip_space (at + strlen (row->form));
    }

  return *at == '\0';
}

/* What stands behind @row, which is not said otherwise: "" or " ". @at: (inout): in "# text", behind the row; NULL: of no use. */
static const char *
find_gap (const ChiosaConlluRow  *row,
          const char            **at)
{
  const char *behind;

  if (*at == NULL || row->joined)
    return row->joined ? "" : " ";

  behind = skip_space (*at);

  return behind == *at && *behind != '\0' ? "" : " ";
}

static void
add_first_gap (const ChiosaConlluSentence *self,
               const ChiosaConlluRow      *row,
               ChiosaConllArticle         *article,
               char                      **gap)
{
  if (article->words->len > 0 && *gap != NULL)
    chiosa_conll_article_add_gap (article, *gap);
  else if (article->words->len > 0)
    chiosa_conll_article_add_gap (article, self->paragraph ? "\n" : " ");
  g_clear_pointer (gap, g_free);

  if (row->before != NULL)
    chiosa_conll_article_add_gap (article, row->before);
}

static guint
find_last_visible (const ChiosaConlluSentence *self)
{
  guint i = self->rows->len;

  while (i > 0 && !get_row (self, i - 1)->visible)
    i--;

  return i;
}

static void
add_visible (ChiosaConlluSentence  *self,
             guint                  i,
             guint                  n_visible,
             ChiosaConllArticle    *article,
             const char           **at,
             char                 **gap)
{
  ChiosaConlluRow *row = get_row (self, i);

  if (*at != NULL)
    *at = skip_space (*at) + strlen (row->form);

  row->word = article->words->len;
  chiosa_conll_article_add_word (article, row->form);
  if (i + 1 < n_visible)
    chiosa_conll_article_add_gap (article, row->after != NULL ? row->after : find_gap (row, at));
  else if (row->after != NULL || row->joined)
    *gap = g_strdup (row->after != NULL ? row->after : "");
}

/* Words of a multiword token stand where it stands. Empty nodes stand nowhere. */
static void
add_invisible (ChiosaConlluSentence *self,
               guint                 i,
               ChiosaConllArticle   *article)
{
  ChiosaConlluRow *row = get_row (self, i);
  ChiosaSpan span = { article->length, article->length };

  if (row->surface != i)
    span = g_array_index (article->words, ChiosaSpan, get_row (self, row->surface)->word);

  row->word = article->words->len;
  g_array_append_val (article->words, span);
}

/**
 * chiosa_conllu_sentence_add:
 * @article: gets the words
 * @gap: (inout) (nullable): what stands behind the last word, where that is said
 *
 * Returns: %FALSE where "# text" has other words
 */
gboolean
chiosa_conllu_sentence_add (ChiosaConlluSentence  *self,
                            ChiosaConllArticle    *article,
                            char                 **gap)
{
  gboolean right = self->text == NULL || is_text (self);
  const char *at = self->text != NULL && right ? self->text : NULL;
  guint n_visible = find_last_visible (self);
  gboolean first = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ChiosaConlluRow *row = get_row (self, i);

      if (!row->visible)
        {
          add_invisible (self, i, article);
          continue;
        }

      if (first)
        add_first_gap (self, row, article, gap);
      first = FALSE;
      add_visible (self, i, n_visible, article, &at, gap);
    }

  article->n_sentences++;

  return right;
}

/**
 * chiosa_conllu_escape_space:
 *
 * Returns: (transfer full): @space as a value of SpacesAfter
 */
char *
chiosa_conllu_escape_space (const char *space)
{
  static const char plain[] = " \t\r\n|\\";
  static const char *const escapes[] = { "\\s", "\\t", "\\r", "\\n", "\\p", "\\\\" };
  GString *escaped = g_string_new (NULL);

  for (const char *p = space; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *found = c < 0x80 ? strchr (plain, c) : NULL;

      if (found != NULL)
        g_string_append (escaped, escapes[found - plain]);
      else if (c > 0xFFFF)
        g_string_append_printf (escaped, "\\U%08X", c);
      else
        g_string_append_printf (escaped, "\\u%04X", c);
    }

  return g_string_free (escaped, FALSE);
}

/* The character of \uXXXX or \UXXXXXXXX; 0 where it is none. */
static gunichar
parse_code (const char *at,
            guint       n_digits)
{
  gunichar c = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return 0;
      c = c * 16 + g_ascii_xdigit_value (at[i]);
    }

  return g_unichar_validate (c) ? c : 0;
}

/**
 * chiosa_conllu_unescape_space:
 *
 * What is no escape stands for itself.
 *
 * Returns: (transfer full): what a value of SpacesAfter stands for
 */
char *
chiosa_conllu_unescape_space (const char *escaped)
{
  static const char letters[] = "strnp\\";
  static const char plain[] = " \t\r\n|\\";
  GString *space = g_string_new (NULL);

  for (const char *p = escaped; *p != '\0'; p++)
    {
      const char *found = *p == '\\' && p[1] != '\0' ? strchr (letters, p[1]) : NULL;
      guint n_digits = *p == '\\' ? p[1] == 'u' ? 4 : p[1] == 'U' ? 8 : 0 : 0;
      gunichar c = n_digits > 0 ? parse_code (p + 2, n_digits) : 0;

      if (found != NULL)
        {
          g_string_append_c (space, plain[found - letters]);
          p++;
        }
      else if (c != 0)
        {
          g_string_append_unichar (space, c);
          p += 1 + n_digits;
        }
      else
        g_string_append_c (space, *p);
    }

  return g_string_free (space, FALSE);
}
