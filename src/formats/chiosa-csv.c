/* chiosa-csv.c
 *
 * Tables with a header row, read only: each row is an article. Columns say by their names what they hold
 * (chiosa-article-part.c); what means nothing here becomes attributes of the article. The rows are chiosa-csv-rows.c's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-part.h"
#include "chiosa-csv-rows.h"
#include "chiosa-formats.h"
#include "chiosa-reader.h"

#include "chiosa-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows and bytes that are looked at to find the column with the longest values. */
#define LOOK_AHEAD_ROWS 100
#define LOOK_AHEAD_BYTES ((gsize) 8 << 20)
/* Characters of a column's name: a longer one is no name, and its row no header. */
#define MAX_NAME 200
/* Characters of an article's name. */
#define MAX_RECORD_NAME 100
/* What a sidecar can hold: attributes, bytes of a value. */
#define MAX_ATTRIBUTES 900
#define MAX_VALUE 131072

typedef struct
{
  char              *name;        /* as in the header */
  char              *attribute;   /* an id, unique */
  ChiosaArticlePart  part;
} Column;

typedef struct
{
  ChiosaReader  *reader;
  ChiosaCsvRows *rows;
  GArray        *columns;         /* Column */
  guint          text;            /* of columns */
  char          *renamed;         /* JSON object: attribute to column, of those that have another name; or NULL */
  guint          n_rows;
} Table;

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->attribute);
}

static Column *
get_column (Table *self,
            guint  i)
{
  return &g_array_index (self->columns, Column, i);
}

/* --- Header --------------------------------------------------------------------------------------------------------- */

/* An id that no other column has. (transfer full)
 * @taken: id -> the number that the next column of that name tries, so that many of one name take no time. */
static char *
make_attribute (const char *name,
                GHashTable *taken)
{
  g_autofree char *id = chiosa_labels_to_id (name);
  char *unique = g_strdup (id);
  guint n = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (taken, id)), 2);

  for (; g_hash_table_contains (taken, unique); n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%.*s_%u", MIN ((int) strlen (id), 50), id, n);
    }
  g_hash_table_insert (taken, g_strdup (id), GUINT_TO_POINTER (n));
  if (!g_str_equal (unique, id))
    g_hash_table_insert (taken, g_strdup (unique), GUINT_TO_POINTER (2));

  return unique;
}

static gboolean
read_header_row (Table   *self,
                 GError **error)
{
  ChiosaReader *reader = self->reader;
  ChiosaCsvStatus status = chiosa_csv_rows_next (self->rows, error);
  guint line = chiosa_csv_rows_get_line (self->rows);

  switch (status)
    {
    case CHIOSA_CSV_ERROR:
      return FALSE;
    case CHIOSA_CSV_END:
      return chiosa_reader_fail (reader, 0, error, _("the file is empty"));
    case CHIOSA_CSV_BAD_TEXT:
      return chiosa_reader_fail (reader, line, error, _("this is not valid UTF-8; if the file has another encoding, choose it"));
    case CHIOSA_CSV_QUOTES:
      return chiosa_reader_fail (reader, line, error, _("the quotation marks of the header row are in disorder"));
    case CHIOSA_CSV_ROW:
    default:
      return TRUE;
    }
}

static gboolean
read_header (Table   *self,
             GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) renamed = g_string_new ("{");

  if (!read_header_row (self, error))
    return FALSE;

  for (guint i = 0; i < chiosa_csv_rows_get_n (self->rows); i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (chiosa_csv_rows_get (self->rows, i)));
      Column column = { NULL, make_attribute (name, taken), chiosa_article_part_find (name) };

      if (g_utf8_strlen (name, -1) > MAX_NAME || strpbrk (name, "\r\n") != NULL)
        {
          g_free (column.attribute);
          return chiosa_reader_fail (self->reader, chiosa_csv_rows_get_line (self->rows), error,
                                     _("the first row does not look like names of columns; the table needs a header row"));
        }
      if (!g_str_equal (name, column.attribute))
        {
          chiosa_json_append_key (renamed, column.attribute);
          chiosa_json_append_string (renamed, name);
        }
      column.name = g_steal_pointer (&name);
      g_array_append_val (self->columns, column);
    }

  if (renamed->len > 1)
    self->renamed = g_strconcat (renamed->str, "}", NULL);

  return TRUE;
}

/* --- Which column is which ------------------------------------------------------------------------------------------ */

/* The column with the best name for @part; FALSE: none has one. The others with such names become plain columns. */
static gboolean
settle_part (Table             *self,
             ChiosaArticlePart  part,
             guint             *found)
{
  guint best = G_MAXUINT, rank = G_MAXUINT;

  for (guint i = 0; i < self->columns->len; i++)
    {
      guint own = chiosa_article_part_rank (get_column (self, i)->name);

      if (get_column (self, i)->part == part && own < rank)
        {
          best = i;
          rank = own;
        }
    }

  for (guint i = 0; i < self->columns->len; i++)
    if (get_column (self, i)->part == part && i != best)
      get_column (self, i)->part = CHIOSA_PART_OTHER;

  if (found != NULL && best != G_MAXUINT)
    *found = best;

  return best != G_MAXUINT;
}

static guint
find_longest (Table *self)
{
  g_autofree gsize *lengths = g_new0 (gsize, self->columns->len);
  guint longest = 0;

  chiosa_csv_rows_mark (self->rows);
  for (guint i = 0; i < LOOK_AHEAD_ROWS && chiosa_csv_rows_get_ahead (self->rows) < LOOK_AHEAD_BYTES; i++)
    {
      ChiosaCsvStatus status = chiosa_csv_rows_next (self->rows, NULL);

      if (status == CHIOSA_CSV_END || status == CHIOSA_CSV_ERROR)
        break;
      if (chiosa_csv_rows_get_n (self->rows) != self->columns->len)
        continue;
      for (guint c = 0; c < self->columns->len; c++)
        lengths[c] += g_utf8_strlen (chiosa_csv_rows_get (self->rows, c), -1);
    }
  chiosa_csv_rows_rewind (self->rows);

  for (guint c = 1; c < self->columns->len; c++)
    if (lengths[c] > lengths[longest])
      longest = c;

  return longest;
}

static void
settle_columns (Table *self)
{
  for (ChiosaArticlePart part = CHIOSA_PART_NAME; part < CHIOSA_PART_N; part++)
    settle_part (self, part, NULL);

  if (settle_part (self, CHIOSA_PART_TEXT, &self->text))
    return;

  self->text = find_longest (self);
  get_column (self, self->text)->part = CHIOSA_PART_TEXT;
  if (self->columns->len > 1)
    chiosa_reader_problem (self->reader, 1,
                           /* Translators: %s is the name of a column */
                           _("no column is called “text” or the like; “%s” is taken as the text, it has the longest values"),
                           get_column (self, self->text)->name);
}

/* --- Rows ----------------------------------------------------------------------------------------------------------- */

/* A name for an article out of a cell that may hold anything. NULL: it says nothing. (transfer full) */
static char *
make_name (const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  g_autofree char *cut = g_utf8_substring (stripped, 0, MIN (g_utf8_strlen (stripped, -1), MAX_RECORD_NAME));

  for (char *c = cut; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || strchr ("/\\:*?\"<>|", *c) != NULL)
      *c = '_';
  if (*cut == '.')
    *cut = '_';

  return *cut != '\0' ? g_steal_pointer (&cut) : NULL;
}

static char *
name_row (Table *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (get_column (self, i)->part == CHIOSA_PART_NAME)
      {
        char *name = make_name (chiosa_csv_rows_get (self->rows, i));

        if (name != NULL)
          return name;
      }

  return g_strdup_printf ("%s-%u", self->reader->name, self->n_rows);
}

static void
set_attribute (Table         *self,
               ChiosaArticle *article,
               const Column  *column,
               const char    *value)
{
  guint line = chiosa_csv_rows_get_line (self->rows);

  if (article->attributes == NULL)
    article->attributes = chiosa_attributes_new ();

  if (strlen (value) > MAX_VALUE)
    chiosa_reader_problem (self->reader, line, _("the value of “%s” is too long to be kept"), column->name);
  else if (chiosa_attributes_get_n (article->attributes) >= MAX_ATTRIBUTES)
    chiosa_reader_problem (self->reader, line, _("there are too many columns; “%s” is left out"), column->name);
  else
    chiosa_attributes_set (article->attributes, column->attribute, CHIOSA_VALUE_TEXT, value);
}

static void
take_cell (Table         *self,
           ChiosaArticle *article,
           guint          i)
{
  const Column *column = get_column (self, i);
  const char *value = chiosa_csv_rows_get (self->rows, i);

  if (i == self->text || column->part == CHIOSA_PART_NAME || *value == '\0')
    return;

  if (strlen (value) <= MAX_VALUE && chiosa_article_part_set (article, column->part, value)
      && (column->part != CHIOSA_PART_DATE || strlen (value) <= strlen (article->date)))
    return;

  /* Other columns; dates that are none; the time of day. */
  set_attribute (self, article, column, value);
}

static gboolean
emit_row (Table   *self,
          GError **error)
{
  g_autofree char *name = name_row (self);
  ChiosaRecord *record = chiosa_record_new (name, g_strdup (chiosa_csv_rows_get (self->rows, self->text)));
  ChiosaArticle *article = chiosa_record_edit_article (record);

  for (guint i = 0; i < self->columns->len; i++)
    take_cell (self, article, i);
  if (self->renamed != NULL)
    {
      g_autofree char *json = g_strdup_printf ("{\"columns\":%s}", self->renamed);

      chiosa_extra_add (&article->extra, "csv", json);
    }

  return chiosa_reader_emit (self->reader, record, error);
}

/* Whether the row can be used; says so where it cannot. */
static gboolean
check_row (Table           *self,
           ChiosaCsvStatus  status)
{
  guint line = chiosa_csv_rows_get_line (self->rows);
  guint n = chiosa_csv_rows_get_n (self->rows);
  gboolean fits = n == self->columns->len;

  if (status == CHIOSA_CSV_BAD_TEXT)
    chiosa_reader_problem (self->reader, line, _("the row is not valid UTF-8, or has a NUL in it; it is left out"));
  else if (status == CHIOSA_CSV_QUOTES && fits)
    chiosa_reader_problem (self->reader, line, _("a quotation mark is not closed, or something stands behind the closing one; "
                                                 "the line is read with its quotation marks as they stand"));
  else if (status == CHIOSA_CSV_QUOTES)
    chiosa_reader_problem (self->reader, line, _("a quotation mark is not closed, or something stands behind the closing one; "
                                                 "the line is left out"));
  else if (!fits)
    chiosa_reader_problem (self->reader, line,
                           ngettext ("the row has %u cell instead of %u; it is left out",
                                     "the row has %u cells instead of %u; it is left out", n), n, self->columns->len);

  return fits && status != CHIOSA_CSV_BAD_TEXT;
}

static gboolean
read_rows (Table   *self,
           GError **error)
{
  for (;;)
    {
      g_autoptr (GError) bad = NULL;
      ChiosaCsvStatus status = chiosa_csv_rows_next (self->rows, &bad);

      if (status == CHIOSA_CSV_END)
        return TRUE;
      if (status == CHIOSA_CSV_ERROR)
        return chiosa_reader_fail (self->reader, chiosa_csv_rows_get_line (self->rows), error, "%s", bad->message);
      if (g_cancellable_set_error_if_cancelled (self->reader->cancellable, error))
        return FALSE;

      self->n_rows++;
      if (check_row (self, status) && !emit_row (self, error))
        return FALSE;
    }
}

/* --- The format ----------------------------------------------------------------------------------------------------- */

static char
choose_separator (ChiosaReader  *reader,
                  ChiosaCsvRows *rows)
{
  static const struct { const char *id; char separator; } known[] = {
    { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "pipe", '|' },
  };
  const char *chosen = chiosa_reader_get_option (reader, "separator");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (chosen, known[i].id) == 0)
      return known[i].separator;

  return chiosa_csv_rows_find_separator (rows);
}

/* "sep=;" in the first line, for spreadsheets: what is said there is found anyway. */
static void
skip_hint (ChiosaCsvRows *rows)
{
  chiosa_csv_rows_set_separator (rows, '\0');
  chiosa_csv_rows_mark (rows);
  if (chiosa_csv_rows_next (rows, NULL) != CHIOSA_CSV_ROW || !g_str_has_prefix (chiosa_csv_rows_get (rows, 0), "sep=")
      || strlen (chiosa_csv_rows_get (rows, 0)) != strlen ("sep=;"))
    chiosa_csv_rows_rewind (rows);
  else
    chiosa_csv_rows_unmark (rows);
}

static gboolean
csv_read (ChiosaReader  *reader,
          GError       **error)
{
  const char *charset = chiosa_reader_get_option (reader, "encoding");
  g_autoptr (GError) bad = NULL;
  g_autoptr (ChiosaCsvRows) rows = chiosa_csv_rows_open (reader->path, g_strcmp0 (charset, "auto") == 0 ? NULL : charset, &bad);
  Table table = { reader, rows };
  gboolean good;

  if (rows == NULL)
    return chiosa_reader_fail (reader, 0, error, "%s", bad->message);

  table.columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (table.columns, column_clear);
  skip_hint (rows);
  chiosa_csv_rows_set_separator (rows, choose_separator (reader, rows));

  good = read_header (&table, error);
  if (good)
    {
      settle_columns (&table);
      good = read_rows (&table, error);
    }

  g_array_unref (table.columns);
  g_free (table.renamed);

  return good;
}

static guint
csv_guess (const char *name,
           const char *head,
           gsize       n_bytes)
{
  static const char * const extensions[] = { ".csv", ".tsv", ".tab" };
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (dot, extensions[i]) == 0)
      return 40;

  return 0;
}

const ChiosaFormat chiosa_format_csv = {
  .id = "csv",
  .name = N_("Table (CSV or TSV) of texts"),
  .description = N_("A table with a header row, from a spreadsheet or a data set: each row becomes an article. The column with the text "
                    "is found by its name, or by its length; title, author, date and the like too. Other columns become attributes."),
  .extension = ".csv",
  .media_type = "text/csv",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_STREAM,
  .unit = CHIOSA_UNIT_NONE,
  .options = {
    { "separator", N_("Separator"), { "auto", "comma", "semicolon", "tab", "pipe" } },
    { "encoding", N_("Encoding"), { "auto", "windows-1252", "windows-1250", "windows-1251", "windows-1256" } },
  },
  .guess = csv_guess,
  .read = csv_read,
};
