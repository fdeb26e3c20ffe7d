/* chiosa-conll-read.c
 *
 * Reading files with one word on each line and its tag in the last column, whatever stands between them: CoNLL-2002 and 2003, WNUT,
 * MultiCoNER, WikiNEuRal (which numbers the words in a first column). Columns are parted by tabs where a line has one, else by spaces.
 *
 * Words are joined with one space and sentences with a line end. Articles end at -DOCSTART-. A file that has none is one article,
 * or, when it has more than CHIOSA_CONLL_WHOLE sentences, several (chiosa-conll.h).
 *
 * Lines that begin with # before the first word of a sentence and have no tag are comments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conll.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A line of a sentence, cut into columns. */
typedef struct
{
  char  **columns;
  guint   n;
  guint   line;
} Row;

typedef struct
{
  ChiosaReader       *reader;
  ChiosaConllArticle  article;
  ChiosaTagDecoder    decoder;
  GPtrArray          *rows;        /* of the sentence that is being read */
  guint               line;
  gboolean            started;     /* the article has begun: with -DOCSTART-, or with a word */
  gboolean            numbered;    /* the first column numbers the words */
  gboolean            knows;       /* whether it does is known */
  guint               n_columns;   /* of the first row */
  guint               n_untagged;  /* further rows without a tag, not told one by one */
  guint               n_comments;
} Reading;

#define UNTAGGED_TOLD 20

static void
row_free (gpointer data)
{
  Row *row = data;

  g_strfreev (row->columns);
  g_free (row);
}

/* Spaces in a row, and those around the line, are one border. */
static char **
split_at_spaces (const char *line)
{
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();

  while (*line != '\0')
    {
      gsize n = strcspn (line, " ");

      if (n > 0)
        g_strv_builder_take (columns, g_strndup (line, n));
      line += n;
      line += strspn (line, " ");
    }

  return g_strv_builder_end (columns);
}

static Row *
row_new (const char *line,
         guint       number)
{
  Row *row = g_new0 (Row, 1);

  row->columns = strchr (line, '\t') != NULL ? g_strsplit (line, "\t", -1) : split_at_spaces (line);
  row->n = g_strv_length (row->columns);
  row->line = number;

  return row;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\r")] == '\0';
}

/* Whether the first column counts: 0, 1, 2, … or 1, 2, 3, … */
static gboolean
is_numbered (GPtrArray *rows)
{
  guint64 first = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      guint64 number;

      if (row->n < 3 || !g_ascii_string_to_unsigned (row->columns[0], 10, 0, G_MAXUINT, &number, NULL))
        return FALSE;

      if (i == 0)
        first = number;
      if (first > 1 || number != first + i)
        return FALSE;
    }

  return rows->len > 0;
}

static void
found (guint       first,
       guint       end,
       const char *name,
       gpointer    data)
{
  Reading *self = data;

  chiosa_conll_article_add_words (&self->article, chiosa_reader_new_annotation (self->reader, NULL, name), first, end, self->line);
}

/* The name that chiosa-conll.c gives the article's first word as its part of speech. */
static void
find_name (Reading   *self,
           const Row *row)
{
  for (guint i = 1; i + 1 < row->n; i++)
    if (self->article.name == NULL && g_str_has_prefix (row->columns[i], CHIOSA_CONLL_ARTICLE))
      self->article.name = chiosa_conll_unescape (row->columns[i] + strlen (CHIOSA_CONLL_ARTICLE));
}

/* The tag of a row; "O" where there is none, which is told. */
static const char *
find_tag (Reading   *self,
          const Row *row,
          guint      form)
{
  const char *tag = row->n > form + 1 ? row->columns[row->n - 1] : NULL;

  if (tag != NULL && (row->n >= self->n_columns || chiosa_tag_is_valid (tag)))
    return tag;

  if (self->n_untagged++ < UNTAGGED_TOLD)
    chiosa_reader_problem (self->reader, row->line, _("the word “%s” has no tag; it is read without one"), row->columns[form]);

  return "O";
}

static void
add_row (Reading   *self,
         const Row *row,
         guint      i)
{
  guint form = self->numbered && row->n > 1 ? 1 : 0;
  guint word = self->article.words->len;
  const char *tag;

  if (*row->columns[form] == '\0')
    {
      chiosa_reader_problem (self->reader, row->line, _("the line has no word; it is left out"));
      return;
    }

  if (self->article.n_sentences == 0 && i == 0)
    find_name (self, row);
  if (self->n_columns == 0)
    self->n_columns = row->n;

  self->line = row->line;
  tag = find_tag (self, row, form);
  if (self->article.length > 0)
    chiosa_conll_article_add_gap (&self->article, i > 0 ? " " : "\n");
  chiosa_conll_article_add_word (&self->article, row->columns[form]);
  chiosa_tag_decoder_push (&self->decoder, word, tag);
}

static void
end_sentence (Reading *self)
{
  if (self->rows->len == 0)
    return;

  if (!self->knows)
    {
      self->numbered = is_numbered (self->rows);
      self->knows = self->rows->len > 1;
    }

  for (guint i = 0; i < self->rows->len; i++)
    add_row (self, g_ptr_array_index (self->rows, i), i);
  chiosa_tag_decoder_end (&self->decoder);
  g_ptr_array_set_size (self->rows, 0);
  self->article.n_sentences++;
  self->started = TRUE;
}

static gboolean
end_article (Reading   *self,
             gboolean   last,
             GError   **error)
{
  end_sentence (self);
  if (!self->started || (self->article.words->len == 0 && self->article.name == NULL))
    return TRUE;

  self->started = FALSE;

  return chiosa_reader_emit (self->reader, chiosa_conll_article_take (&self->article, last), error);
}

static gboolean
start_article (Reading    *self,
               const char *line,
               guint       number,
               GError    **error)
{
  Row *row;

  if (!end_article (self, FALSE, error))
    return FALSE;

  self->article.bordered = TRUE;
  self->started = TRUE;
  row = row_new (line, number);
  find_name (self, row);
  row_free (row);

  return TRUE;
}

static gboolean
end_full_article (Reading  *self,
                  GError  **error)
{
  end_sentence (self);
  if (!chiosa_conll_article_is_full (&self->article))
    return TRUE;

  if (self->article.bordered)
    chiosa_reader_problem (self->reader, self->line, _("the article is very long; what follows becomes another one"));

  return end_article (self, FALSE, error);
}

/* FALSE: no further line is wanted. */
static gboolean
read_line (Reading     *self,
           const char  *line,
           guint        number,
           GError     **error)
{
  Row *row;

  if (is_blank (line))
    return end_full_article (self, error);

  if (g_str_has_prefix (line, "-DOCSTART-"))
    return start_article (self, line, number, error);

  row = row_new (line, number);
  if (*line == '#' && self->rows->len == 0 && (row->n < 2 || !chiosa_tag_is_valid (row->columns[row->n - 1])))
    {
      row_free (row);
      self->n_comments++;
      return TRUE;
    }

  g_ptr_array_add (self->rows, row);

  /* A file that is no such file has no empty lines. */
  if (self->rows->len >= G_MAXUINT16)
    {
      chiosa_reader_problem (self->reader, number, _("the sentence is very long; what follows becomes another one"));
      return end_full_article (self, error);
    }

  return TRUE;
}

static void
tell_left_out (Reading *self)
{
  if (self->n_untagged > UNTAGGED_TOLD)
    chiosa_reader_problem (self->reader, 0,
                           ngettext ("%u further word has no tag", "%u further words have no tag", self->n_untagged - UNTAGGED_TOLD),
                           self->n_untagged - UNTAGGED_TOLD);
  if (self->n_comments > 0)
    chiosa_reader_problem (self->reader, 0, ngettext ("%u comment is left out", "%u comments are left out", self->n_comments),
                           self->n_comments);
}

/**
 * chiosa_conll_read:
 *
 * Returns: %FALSE with @error when it cannot go on
 */
gboolean
chiosa_conll_read (ChiosaReader  *reader,
                   GError       **error)
{
  g_autoptr (ChiosaLines) lines = chiosa_reader_open_lines (reader, error);
  g_autoptr (GError) failed = NULL;
  Reading self = { .reader = reader };
  gboolean good = TRUE;
  const char *line;

  if (lines == NULL)
    return FALSE;

  chiosa_conll_article_init (&self.article, reader);
  self.article.in_parts = chiosa_conll_is_long (reader, "-DOCSTART-");
  self.rows = g_ptr_array_new_with_free_func (row_free);
  self.decoder = (ChiosaTagDecoder) { .found = found, .data = &self };

  while (good && chiosa_conll_next_line (reader, lines, &line, &failed))
    good = read_line (&self, line, chiosa_lines_get_number (lines), &failed);

  good = good && failed == NULL && end_article (&self, TRUE, &failed);
  if (good)
    tell_left_out (&self);
  if (good && reader->n_emitted == 0 && self.article.n_made == 0)
    good = chiosa_reader_fail (reader, 0, &failed, _("there are no words in the file"));

  chiosa_tag_decoder_clear (&self.decoder);
  g_ptr_array_unref (self.rows);
  chiosa_conll_article_clear (&self.article);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));

  return good;
}
