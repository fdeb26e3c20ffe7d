/* chiosa-json-lines.c
 *
 * Files with one JSON value on each line: a bad line is told and left out. What is in a line is its format's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-json-lines.h"

#include <glib/gi18n-lib.h>

/* Code points of words in a message. */
#define MAX_SHOWN 60

/* FALSE when reading must end. */
static gboolean
read_line (ChiosaReader         *reader,
           guint                 number,
           const char           *line,
           gsize                 n_bytes,
           ChiosaJsonLinesRead   read_value,
           GError              **error)
{
  ChiosaJsonSlice value = { line, n_bytes, number };
  GError *local = NULL;
  ChiosaRecord *record;

  while (value.length > 0 && g_ascii_isspace (*value.start))
    value.start++, value.length--;
  if (value.length == 0)
    return TRUE;

  if (!chiosa_json_check_data (value.start, value.length, reader->shown, number, &local))
    {
      chiosa_reader_problem_error (reader, 0, local);
      return TRUE;
    }

  record = read_value (reader, &value);
  return record == NULL || chiosa_reader_emit (reader, record, error);
}

/**
 * chiosa_json_lines_read:
 * @reader: of a file
 * @read_value: makes an article of a line
 * @error: return location
 *
 * Returns: %FALSE when it could not go on
 */
gboolean
chiosa_json_lines_read (ChiosaReader         *reader,
                        ChiosaJsonLinesRead   read_value,
                        GError              **error)
{
  g_autoptr (ChiosaLines) lines = chiosa_reader_open_lines (reader, error);

  if (lines == NULL)
    return FALSE;

  for (;;)
    {
      GError *local = NULL;
      gsize n_bytes = 0;
      const char *line = chiosa_lines_next (lines, &n_bytes, &local);

      if (local != NULL && !chiosa_lines_may_go_on (lines))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (local != NULL)
        chiosa_reader_problem_error (reader, 0, local);
      else if (line == NULL)
        return TRUE;
      else if (!read_line (reader, chiosa_lines_get_number (lines), line, n_bytes, read_value, error))
        return FALSE;
    }
}

char *
chiosa_json_lines_name (ChiosaReader          *reader,
                        const ChiosaJsonSlice *slot)
{
  g_autofree char *text = chiosa_json_slot_text (slot);

  if (text != NULL)
    g_strstrip (text);
  if (chiosa_json_slot_is (slot, 's') && *text != '\0')
    return g_steal_pointer (&text);
  if (chiosa_json_slot_is (slot, 'n'))
    return g_strdup_printf ("%s-%s", reader->name, text);

  return g_strdup_printf ("%s-%u", reader->name, reader->n_emitted + 1);
}

char *
chiosa_json_lines_shorten (const char *utf8,
                           gsize       n)
{
  const char *end = utf8;
  gsize length = 0;

  for (; *end != '\0' && length < MIN (n, (gsize) MAX_SHOWN); length++)
    end = g_utf8_next_char (end);
  if (*end == '\0' || length == n)
    return g_strndup (utf8, end - utf8);

  return g_strdup_printf ("%.*s…", (int) (end - utf8), utf8);
}

gboolean
chiosa_json_slot_is (const ChiosaJsonSlice *slot,
                     char                   kind)
{
  return slot->start != NULL && chiosa_json_slice_kind (slot) == kind;
}

char *
chiosa_json_slot_text (const ChiosaJsonSlice *slot)
{
  if (chiosa_json_slot_is (slot, 's'))
    return chiosa_json_slice_string (slot);
  if (chiosa_json_slot_is (slot, 'n') || chiosa_json_slot_is (slot, 't') || chiosa_json_slot_is (slot, 'f'))
    return chiosa_json_slice_dup (slot);

  return NULL;
}

gboolean
chiosa_json_slots_place (const ChiosaJsonSlice *start,
                         const ChiosaJsonSlice *end,
                         gsize                 *from,
                         gsize                 *to)
{
  guint64 a, b;

  if (start->start == NULL || end->start == NULL || !chiosa_json_slice_uint (start, &a) || !chiosa_json_slice_uint (end, &b)
      || a >= b || b > G_MAXINT32)
    return FALSE;

  *from = a;
  *to = b;
  return TRUE;
}
