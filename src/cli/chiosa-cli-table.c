/* chiosa-cli-table.c
 *
 * Rows of text in columns for a terminal, as wide as their widest cell. Counts columns of the screen, not characters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-cli-table.h"

struct _ChiosaCliTable
{
  guint      n_columns;
  GPtrArray *rows;       /* GStrv */
};

static guint
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));

  return width;
}

/* The last cell that is not empty ends the line. */
static guint
count_cells (ChiosaCliTable *self,
             GStrv           row)
{
  guint n = self->n_columns;

  while (n > 0 && *row[n - 1] == '\0')
    n--;

  return n;
}

static void
print_row (ChiosaCliTable *self,
           GStrv           row,
           const guint    *widths)
{
  guint n = count_cells (self, row);

  for (guint i = 0; i < n; i++)
    {
      guint padding = i + 1 < n ? widths[i] - text_width (row[i]) + 2 : 0;

      g_print ("%s%*s", row[i], padding, "");
    }

  g_print ("\n");
}

ChiosaCliTable *
chiosa_cli_table_new (guint n_columns)
{
  ChiosaCliTable *self = g_new0 (ChiosaCliTable, 1);

  self->n_columns = n_columns;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  return self;
}

void
chiosa_cli_table_free (ChiosaCliTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * chiosa_cli_table_add:
 * @self: a table
 * @cells: one text for each column
 */
void
chiosa_cli_table_add (ChiosaCliTable    *self,
                      const char *const *cells)
{
  GStrv row = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    row[i] = g_strdup (cells[i]);

  g_ptr_array_add (self->rows, row);
}

/**
 * chiosa_cli_table_print:
 * @self: a table
 *
 * Prints all rows to standard output.
 */
void
chiosa_cli_table_print (ChiosaCliTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint r = 0; r < self->rows->len; r++)
    {
      GStrv row = g_ptr_array_index (self->rows, r);

      for (guint i = 0; i < self->n_columns; i++)
        widths[i] = MAX (widths[i], text_width (row[i]));
    }

  for (guint r = 0; r < self->rows->len; r++)
    print_row (self, g_ptr_array_index (self->rows, r), widths);
}

/**
 * chiosa_cli_shorten:
 * @text: any text
 * @width: columns of the screen
 *
 * White space and controls become single spaces, so that an article cannot steer the terminal.
 *
 * Returns: (transfer full): @text on one line, with an ellipsis where it is cut
 */
char *
chiosa_cli_shorten (const char *text,
                    guint       width)
{
  GString *line = g_string_new (NULL);
  guint used = 0;
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = line->len > 0;
          continue;
        }

      if (used + space + char_width (c) + 1 > width && *g_utf8_next_char (p) != '\0')
        {
          g_string_append (line, "…");
          break;
        }

      if (space)
        g_string_append_c (line, ' ');

      g_string_append_unichar (line, c);
      used += space + char_width (c);
      space = FALSE;
    }

  return g_string_free (line, FALSE);
}
