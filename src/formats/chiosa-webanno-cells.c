/* chiosa-webanno-cells.c
 *
 * Cells of WebAnno TSV, taken apart and put together. What they mean is seen to in chiosa-webanno-items.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-cells.h"

#include <stdio.h>
#include <string.h>

/* --- Escapes -------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_webanno_append_value:
 * @out: where to
 * @value: of a feature
 *
 * With the reserved characters escaped as INCEpTION's Escaping.java does. A carriage return, which that lets through and then takes for the
 * end of the row, is written as it would be in a text.
 */
void
chiosa_webanno_append_value (GString    *out,
                             const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      if (strchr ("\\[]|_;*", *p) != NULL || (p[0] == '-' && p[1] == '>'))
        g_string_append_c (out, '\\');

      if (*p == '\t')
        g_string_append (out, "\\t");
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\r')
        g_string_append (out, "\\r");
      else
        g_string_append_c (out, *p);
    }
}

/**
 * chiosa_webanno_append_text:
 * @out: where to
 * @text: words of an article
 * @whole: whether line ends are escaped too; else there are none
 */
void
chiosa_webanno_append_text (GString    *out,
                            const char *text,
                            gboolean    whole)
{
  static const char named[] = { ['\b'] = 'b', ['\t'] = 't', ['\f'] = 'f', ['\r'] = 'r', ['\n'] = 'n', ['\\'] = '\\' };

  g_return_if_fail (whole || strchr (text, '\n') == NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c < sizeof named && named[c] != '\0')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, named[c]);
          continue;
        }
      if (c < 0x20 && c != '\v')
        g_string_append_c (out, '\\');
      g_string_append_c (out, c);
    }
}

static char *
unescape_value (const char *value,
                gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (const char *p = value, *end = value + length; p < end; p++)
    {
      if (*p != '\\' || p + 1 == end)
        {
          g_string_append_c (out, *p);
          continue;
        }

      p++;
      if (*p == 't' || *p == 'n' || *p == 'r')
        g_string_append_c (out, *p == 't' ? '\t' : *p == 'n' ? '\n' : '\r');
      else if (strchr ("\\[]|_;*", *p) != NULL || (*p == '-' && p + 1 < end && p[1] == '>'))
        g_string_append_c (out, *p);
      else
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
    }

  return g_string_free (out, FALSE);
}

/* "\u00e4" of a Java string, at @at behind the 'u': appended, with the low half of a pair; FALSE where it is none. */
static gboolean
append_java_unit (GString     *out,
                  const char **at)
{
  gunichar units[2] = { 0, 0 };
  const char *p = *at;
  guint n = 0;

  for (; n < 2; n++)
    {
      for (guint k = 0; k < 4; k++)
        {
          if (!g_ascii_isxdigit (p[k]))
            return FALSE;
          units[n] = units[n] * 16 + g_ascii_xdigit_value (p[k]);
        }
      p += 4;
      if (units[0] < 0xD800 || units[0] > 0xDBFF)
        break;
      if (n == 0 && !g_str_has_prefix (p, "\\u"))
        return FALSE;
      p += n == 0 ? 2 : 0;
    }

  if (n == 2 && (units[1] < 0xDC00 || units[1] > 0xDFFF))
    return FALSE;
  if (n == 2)
    units[0] = 0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00);
  if (units[0] == 0 || !g_unichar_validate (units[0]))
    return FALSE;

  g_string_append_unichar (out, units[0]);
  *at = p - 1;

  return TRUE;
}

/**
 * chiosa_webanno_unescape_text:
 * @text: behind "#Text="
 * @version: of the format: 30 to 33
 *
 * Up to 3.1 the escapes are those of a Java string; from 3.2 on those of control characters and the backslash.
 *
 * Returns: (transfer full): the words
 */
char *
chiosa_webanno_unescape_text (const char *text,
                              guint       version)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      static const char escapes[] = "btnfr\\", meant[] = "\b\t\n\f\r\\";
      const char *known;
      const char *unit = p + 2;

      if (*p != '\\' || p[1] == '\0')
        {
          g_string_append_c (out, *p);
          continue;
        }

      known = strchr (escapes, p[1]);
      if (known != NULL)
        g_string_append_c (out, meant[known - escapes]);
      else if ((guchar) p[1] < 0x20)
        g_string_append_c (out, p[1]);
      else if (version <= 31 && (p[1] == '"' || p[1] == '\'' || p[1] == '/'))
        g_string_append_c (out, p[1]);
      else if (version <= 31 && p[1] == 'u' && append_java_unit (out, &unit))
        p = unit - 1;
      else
        {
          g_string_append_c (out, *p);
          continue;
        }
      p++;
    }

  return g_string_free (out, FALSE);
}

/* --- Cells ---------------------------------------------------------------------------------------------------------- */

static void
cell_clear (gpointer data)
{
  g_free (((ChiosaWebannoCell *) data)->value);
}

static gboolean
is_escaped (const char *start,
            const char *at)
{
  guint n = 0;

  while (at > start && *--at == '\\')
    n++;

  return n % 2 == 1;
}

/* "2", "2_1": what is between the brackets that end [@start, @end). Returns where the bracket opens; @end for none. */
static const char *
parse_ids (const char *start,
           const char *end,
           guint      *ids)
{
  const char *open = end;
  guint64 numbers[2] = { 0, 0 };
  guint n = 0;

  if (end - start < 3 || end[-1] != ']' || is_escaped (start, end - 1))
    return end;

  for (open = end - 2; open > start && *open != '['; open--)
    if (!g_ascii_isdigit (*open) && *open != '_')
      return end;
  if (*open != '[' || is_escaped (start, open))
    return end;

  for (const char *p = open + 1; p < end - 1; p++)
    {
      if (*p == '_' && (p == open + 1 || ++n > 1))
        return end;
      if (*p != '_')
        numbers[n] = numbers[n] * 10 + (*p - '0');
      if (numbers[n] > G_MAXINT)
        return end;
    }

  ids[0] = numbers[0];
  ids[1] = numbers[1];

  return open;
}

/* "->2-1" at the end of [@start, @end). */
static const char *
parse_link (const char *start,
            const char *end,
            guint      *ids)
{
  const char *arrow = NULL;
  guint chain, link;
  int n = 0;

  for (const char *p = start; p + 1 < end; p++)
    if (p[0] == '-' && p[1] == '>' && !is_escaped (start, p))
      arrow = p;

  if (arrow == NULL || end - arrow > 24)
    return end;

  {
    g_autofree char *numbers = g_strndup (arrow + 2, end - arrow - 2);

    if (sscanf (numbers, "%9u-%9u%n", &chain, &link, &n) != 2 || numbers[n] != '\0')
      return end;
  }
  ids[0] = chain;
  ids[1] = link;

  return arrow;
}

static void
add_cell (GArray     *cells,
          const char *start,
          const char *end,
          gboolean    is_link)
{
  ChiosaWebannoCell cell = { NULL, { 0, 0 } };
  const char *behind = is_link ? parse_link (start, end, cell.ids) : parse_ids (start, end, cell.ids);
  gsize length = behind - start;

  if (length != 1 || (*start != '*' && *start != '_'))
    cell.value = unescape_value (start, length);
  g_array_append_val (cells, cell);
}

/**
 * chiosa_webanno_split:
 * @cell: as it stands in a row
 * @separator: what stands between stacked values
 *
 * Returns: (transfer full): its values, escapes and all; at least one
 */
GStrv
chiosa_webanno_split (const char *cell,
                      char        separator)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = cell, *p;

  for (p = cell; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else if (*p == separator)
      {
        g_strv_builder_take (builder, g_strndup (start, p - start));
        start = p + 1;
      }
  g_strv_builder_take (builder, g_strndup (start, p - start));

  return g_strv_builder_end (builder);
}

/**
 * chiosa_webanno_parse_cell:
 * @cell: as it stands in a row
 * @separator: what stands between stacked values
 * @is_link: whether numbers stand behind an arrow
 *
 * Returns: (transfer full) (element-type ChiosaWebannoCell): its values
 */
GArray *
chiosa_webanno_parse_cell (const char *cell,
                           char        separator,
                           gboolean    is_link)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (ChiosaWebannoCell));
  g_auto (GStrv) values = NULL;

  g_array_set_clear_func (cells, cell_clear);
  if (g_str_equal (cell, "_"))
    return cells;

  values = chiosa_webanno_split (cell, separator);
  for (guint i = 0; values[i] != NULL; i++)
    add_cell (cells, values[i], values[i] + strlen (values[i]), is_link);

  return cells;
}
