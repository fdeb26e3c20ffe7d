/* chiosa-csv-rows.c
 *
 * A window over the file holds the row that is read; a row that turns out to be broken is read again from there in a plainer way.
 * Format: RFC 4180, with other separators, and LF or CR as line ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-csv-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#define CHUNK 65536
/* Rows that are looked at to find the separator. */
#define LOOK_AHEAD_ROWS 20
#define LOOK_AHEAD_BYTES ((gsize) 1 << 20)
/* How many bytes may be read a second time because quotation marks are in disorder, in all. */
#define MAX_AGAIN ((gsize) 512 << 20)

struct _ChiosaCsvRows
{
  GInputStream *stream;
  GString      *window;     /* from the mark, or from the row that is read */
  gsize         at;         /* in window: the next row */
  gsize         again;      /* bytes that were read a second time so far */
  GString      *cells;      /* of the row, each with a NUL behind it */
  GArray       *starts;     /* gsize: of each cell in cells */
  guint         line;       /* of the row's start */
  guint         next_line;
  guint         mark_line;
  gsize         mark;       /* in window */
  char          separator;
  gboolean      marked;
  gboolean      ended;      /* the file has nothing more, or cannot be read on: */
  GError       *failure;
};

/* --- Reading the file ----------------------------------------------------------------------------------------------- */

/* An error is kept until the rows before it have been given out. */
static void
read_more (ChiosaCsvRows *self)
{
  gsize n_before = self->window->len;
  gssize n;

  g_string_set_size (self->window, n_before + CHUNK);
  n = g_input_stream_read (self->stream, self->window->str + n_before, CHUNK, NULL, &self->failure);
  g_string_truncate (self->window, n_before + MAX (n, 0));
  self->ended = n <= 0;
}

/* Whether there is a byte at @at; reads on for it. */
static inline gboolean
has_byte (ChiosaCsvRows *self,
          gsize          at)
{
  while (at >= self->window->len && !self->ended)
    read_more (self);

  return at < self->window->len;
}

static GInputStream *
open_stream (const char  *path,
             GError     **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

static GInputStream *
convert_stream (GInputStream  *stream,
                const char    *charset,
                GError       **error)
{
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, error);

  return converter != NULL ? g_converter_input_stream_new (stream, G_CONVERTER (converter)) : NULL;
}

/* Looks at the byte-order mark. FALSE with an error. */
static gboolean
settle_charset (ChiosaCsvRows  *self,
                const char     *charset,
                GError        **error)
{
  g_autoptr (GInputStream) plain = g_buffered_input_stream_new (self->stream);
  gsize n = 0;
  const char *head;

  if (g_buffered_input_stream_fill (G_BUFFERED_INPUT_STREAM (plain), 3, NULL, error) < 0)
    return FALSE;

  head = g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (plain), &n);
  if (n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    {
      if (g_input_stream_skip (plain, 3, NULL, error) < 0)
        return FALSE;
      charset = NULL;
    }
  else if (n >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    {
      charset = head[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
      if (g_input_stream_skip (plain, 2, NULL, error) < 0)
        return FALSE;
    }

  g_set_object (&self->stream, plain);
  if (charset != NULL)
    {
      g_autoptr (GInputStream) converted = convert_stream (plain, charset, error);

      if (converted == NULL)
        return FALSE;
      g_set_object (&self->stream, converted);
    }

  return TRUE;
}

/* --- Cells ---------------------------------------------------------------------------------------------------------- */

static void
begin_cells (ChiosaCsvRows *self)
{
  gsize start = 0;

  g_string_truncate (self->cells, 0);
  g_array_set_size (self->starts, 0);
  g_array_append_val (self->starts, start);
}

static void
next_cell (ChiosaCsvRows *self)
{
  gsize start;

  g_string_append_c (self->cells, '\0');
  start = self->cells->len;
  g_array_append_val (self->starts, start);
}

/* Behind the line end at @at. */
static gsize
skip_line_end (ChiosaCsvRows *self,
               gsize          at)
{
  if (!has_byte (self, at))
    return at;
  if (self->window->str[at] == '\r' && has_byte (self, at + 1) && self->window->str[at + 1] == '\n')
    return at + 2;

  return at + 1;
}

/* One cell in quotation marks, from behind the opening one; *@at comes to stand behind the closing one. FALSE: there is none. */
static gboolean
read_quoted (ChiosaCsvRows *self,
             gsize         *at)
{
  gsize from = *at;

  for (;; ++*at)
    {
      if (!has_byte (self, *at) || *at - self->at > CHIOSA_CSV_MAX_ROW)
        return FALSE;
      if (self->window->str[*at] != '"')
        continue;

      g_string_append_len (self->cells, self->window->str + from, *at - from);
      if (!has_byte (self, *at + 1) || self->window->str[*at + 1] != '"')
        break;
      from = ++*at;
    }

  ++*at;
  return TRUE;
}

static void
read_unquoted (ChiosaCsvRows *self,
               gsize         *at)
{
  gsize from = *at;

  while (has_byte (self, *at) && self->window->str[*at] != self->separator && self->window->str[*at] != '\n'
         && self->window->str[*at] != '\r' && *at - self->at <= CHIOSA_CSV_MAX_ROW)
    ++*at;

  g_string_append_len (self->cells, self->window->str + from, *at - from);
}

/* Whether a cell may end at @at. */
static gboolean
is_cell_end (ChiosaCsvRows *self,
             gsize          at)
{
  return !has_byte (self, at) || self->window->str[at] == self->separator || self->window->str[at] == '\n'
         || self->window->str[at] == '\r';
}

/* The row at self->at into cells; *@end at its line end. FALSE: quotation marks are in disorder. */
static gboolean
read_row (ChiosaCsvRows *self,
          gsize         *end)
{
  gsize at = self->at;

  begin_cells (self);
  for (;;)
    {
      if (has_byte (self, at) && self->window->str[at] == '"')
        {
          at++;
          if (!read_quoted (self, &at) || !is_cell_end (self, at))
            {
              *end = at;
              return FALSE;
            }
        }
      else
        {
          read_unquoted (self, &at);
        }

      *end = at;
      if (!has_byte (self, at) || self->window->str[at] != self->separator)
        return TRUE;
      next_cell (self);
      at++;
    }
}

/* The line at self->at into cells, with quotation marks as they stand. */
static void
read_line_plainly (ChiosaCsvRows *self,
                   gsize         *end)
{
  gsize at = self->at;

  begin_cells (self);
  read_unquoted (self, &at);
  while (has_byte (self, at) && self->window->str[at] == self->separator)
    {
      next_cell (self);
      at++;
      read_unquoted (self, &at);
    }

  *end = at;
}

/* --- Rows ----------------------------------------------------------------------------------------------------------- */

static guint
count_line_ends (const char *bytes,
                 gsize       n_bytes)
{
  guint n = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n += bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= n_bytes || bytes[i + 1] != '\n'));

  return n;
}

/* What lies before the next row is not needed any more. */
static void
drop_read (ChiosaCsvRows *self)
{
  gsize keep = self->marked ? self->mark : self->at;

  /* Not for every small row: moving the rest of the window costs more than the row. */
  if (keep < CHUNK && keep < self->window->len)
    return;

  g_string_erase (self->window, 0, keep);
  self->at -= keep;
  self->mark -= MIN (self->mark, keep);
}

static void
skip_empty_lines (ChiosaCsvRows *self)
{
  while (has_byte (self, self->at) && (self->window->str[self->at] == '\n' || self->window->str[self->at] == '\r'))
    {
      self->at = skip_line_end (self, self->at);
      self->next_line++;
      if (self->at >= CHUNK)
        drop_read (self);
    }
}

static void
pass_row (ChiosaCsvRows *self,
          gsize          end)
{
  end = skip_line_end (self, end);
  self->next_line += count_line_ends (self->window->str + self->at, end - self->at);
  self->at = end;
}

static ChiosaCsvStatus
fail_row (ChiosaCsvRows  *self,
          const char     *message,
          GError        **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  begin_cells (self);

  return CHIOSA_CSV_ERROR;
}

/**
 * chiosa_csv_rows_next:
 * @self: rows
 * @error: return location, for %CHIOSA_CSV_ERROR; without file and line
 *
 * Returns: what there is now
 */
ChiosaCsvStatus
chiosa_csv_rows_next (ChiosaCsvRows  *self,
                      GError        **error)
{
  gboolean good;
  gsize end, start;

  drop_read (self);
  skip_empty_lines (self);
  self->line = self->next_line;
  if (!has_byte (self, self->at))
    return self->failure != NULL ? fail_row (self, self->failure->message, error) : CHIOSA_CSV_END;

  good = read_row (self, &end);
  if (!good)
    {
      self->again += end - self->at;
      read_line_plainly (self, &end);
    }

  if (!has_byte (self, end) && self->failure != NULL)
    return fail_row (self, self->failure->message, error);
  if (end - self->at > CHIOSA_CSV_MAX_ROW)
    return fail_row (self, _("the row is longer than 64 MiB"), error);
  if (self->again > MAX_AGAIN)
    return fail_row (self, _("the quotation marks are in disorder"), error);

  start = self->at;
  pass_row (self, end);
  if (!g_utf8_validate (self->window->str + start, end - start, NULL))
    {
      begin_cells (self);
      return CHIOSA_CSV_BAD_TEXT;
    }

  return good ? CHIOSA_CSV_ROW : CHIOSA_CSV_QUOTES;
}

guint
chiosa_csv_rows_get_n (ChiosaCsvRows *self)
{
  return self->starts->len;
}

const char *
chiosa_csv_rows_get (ChiosaCsvRows *self,
                     guint          i)
{
  g_return_val_if_fail (i < self->starts->len, "");

  return self->cells->str + g_array_index (self->starts, gsize, i);
}

guint
chiosa_csv_rows_get_line (ChiosaCsvRows *self)
{
  return self->line;
}

void
chiosa_csv_rows_mark (ChiosaCsvRows *self)
{
  self->marked = TRUE;
  self->mark = self->at;
  self->mark_line = self->next_line;
}

gsize
chiosa_csv_rows_get_ahead (ChiosaCsvRows *self)
{
  return self->at - self->mark;
}

void
chiosa_csv_rows_rewind (ChiosaCsvRows *self)
{
  g_return_if_fail (self->marked);

  self->at = self->mark;
  self->next_line = self->mark_line;
  self->marked = FALSE;
}

void
chiosa_csv_rows_unmark (ChiosaCsvRows *self)
{
  self->marked = FALSE;
}

void
chiosa_csv_rows_set_separator (ChiosaCsvRows *self,
                               char           separator)
{
  self->separator = separator;
}

/* Rows of the beginning with as many cells as the first, times these; 0 when the first has one only. */
static guint
try_separator (ChiosaCsvRows *self,
               char           separator)
{
  guint n_cells = 0, n_same = 0;

  self->separator = separator;
  chiosa_csv_rows_mark (self);
  for (guint i = 0; i < LOOK_AHEAD_ROWS && chiosa_csv_rows_get_ahead (self) < LOOK_AHEAD_BYTES; i++)
    {
      ChiosaCsvStatus status = chiosa_csv_rows_next (self, NULL);

      if (status == CHIOSA_CSV_END || status == CHIOSA_CSV_ERROR)
        break;
      if (i == 0)
        n_cells = self->starts->len;
      n_same += status == CHIOSA_CSV_ROW && self->starts->len == n_cells;
    }
  chiosa_csv_rows_rewind (self);

  return n_cells > 1 ? n_same * n_cells : 0;
}

char
chiosa_csv_rows_find_separator (ChiosaCsvRows *self)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  guint best = 0;
  char found = ',';

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint fit = try_separator (self, separators[i]);

      if (fit > best)
        {
          best = fit;
          found = separators[i];
        }
    }

  self->separator = found;
  return found;
}

/**
 * chiosa_csv_rows_open:
 * @path: of the file; "-": standard input
 * @charset: (nullable): as iconv names it; %NULL: UTF-8, or what a byte-order mark says
 * @error: return location
 *
 * Returns: (transfer full): its rows, or %NULL
 */
ChiosaCsvRows *
chiosa_csv_rows_open (const char  *path,
                      const char  *charset,
                      GError     **error)
{
  g_autoptr (ChiosaCsvRows) self = g_new0 (ChiosaCsvRows, 1);

  self->window = g_string_new (NULL);
  self->cells = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->separator = ',';
  self->next_line = 1;
  self->stream = open_stream (path, error);
  if (self->stream == NULL || !settle_charset (self, charset, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
chiosa_csv_rows_free (ChiosaCsvRows *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->stream);
  g_clear_error (&self->failure);
  g_string_free (self->window, TRUE);
  g_string_free (self->cells, TRUE);
  g_array_unref (self->starts);
  g_free (self);
}
