/* chiosa-newline.c
 *
 * Which line ends a text uses. Never changes one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-encoding.h"

#include <string.h>

typedef struct
{
  gsize    n[3];      /* by ChiosaNewline: LF, CRLF, CR */
  gboolean after_cr;
} Count;

static void
count_chunk (const char *utf8,
             gsize       n_bytes,
             gpointer    user_data)
{
  Count *count = user_data;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (utf8[i] == '\r')
        count->n[CHIOSA_NEWLINE_CR]++;
      else if (utf8[i] == '\n' && count->after_cr)
        {
          count->n[CHIOSA_NEWLINE_CR]--;
          count->n[CHIOSA_NEWLINE_CRLF]++;
        }
      else if (utf8[i] == '\n')
        count->n[CHIOSA_NEWLINE_LF]++;

      count->after_cr = utf8[i] == '\r';
    }
}

/**
 * chiosa_newline_detect:
 * @typed: (out) (optional): what Enter should insert: the most frequent of LF, CRLF and CR; LF where there is none
 *
 * U+2029 does not count: it ends a paragraph, but is nobody's habit.
 *
 * Returns: the line end of @text, %CHIOSA_NEWLINE_MIXED or %CHIOSA_NEWLINE_NONE
 */
ChiosaNewline
chiosa_newline_detect (const ChiosaText *text,
                       ChiosaNewline    *typed)
{
  Count count = { 0 };
  ChiosaNewline most = CHIOSA_NEWLINE_LF;
  guint n_kinds = 0;

  g_return_val_if_fail (text != NULL, CHIOSA_NEWLINE_NONE);

  chiosa_text_foreach_chunk (text, count_chunk, &count);
  for (guint i = 0; i < G_N_ELEMENTS (count.n); i++)
    {
      n_kinds += count.n[i] > 0;
      if (count.n[i] > count.n[most])
        most = i;
    }

  if (typed != NULL)
    *typed = most;

  if (n_kinds == 0)
    return CHIOSA_NEWLINE_NONE;

  return n_kinds == 1 ? most : CHIOSA_NEWLINE_MIXED;
}

/**
 * chiosa_newline_to_string:
 *
 * Returns: (transfer none): a name for files, not for people
 */
const char *
chiosa_newline_to_string (ChiosaNewline newline)
{
  switch (newline)
    {
    case CHIOSA_NEWLINE_LF:
      return "lf";
    case CHIOSA_NEWLINE_CRLF:
      return "crlf";
    case CHIOSA_NEWLINE_CR:
      return "cr";
    case CHIOSA_NEWLINE_MIXED:
      return "mixed";
    case CHIOSA_NEWLINE_NONE:
    default:
      return "none";
    }
}

/**
 * chiosa_newline_to_chars:
 *
 * Returns: (transfer none): the characters; LF for %CHIOSA_NEWLINE_MIXED and %CHIOSA_NEWLINE_NONE
 */
const char *
chiosa_newline_to_chars (ChiosaNewline newline)
{
  switch (newline)
    {
    case CHIOSA_NEWLINE_CRLF:
      return "\r\n";
    case CHIOSA_NEWLINE_CR:
      return "\r";
    case CHIOSA_NEWLINE_LF:
    case CHIOSA_NEWLINE_MIXED:
    case CHIOSA_NEWLINE_NONE:
    default:
      return "\n";
    }
}

/**
 * chiosa_newline_convert:
 * @utf8: any text
 * @newline_chars: "\n", "\r\n" or "\r"
 *
 * Returns: (transfer full) (nullable): @utf8 with all its line ends (LF, CR, CRLF) made @newline_chars; %NULL where they are so already
 */
char *
chiosa_newline_convert (const char *utf8,
                        gsize       n_bytes,
                        const char *newline_chars)
{
  gboolean lf = g_str_equal (newline_chars, "\n");
  gboolean cr = g_str_equal (newline_chars, "\r");
  gboolean has_lf = memchr (utf8, '\n', n_bytes) != NULL;
  gboolean has_cr = memchr (utf8, '\r', n_bytes) != NULL;
  GString *out;

  if ((!has_lf && !has_cr) || (lf && !has_cr) || (cr && !has_lf))
    return NULL;

  out = g_string_sized_new (n_bytes + 16);
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (utf8[i] == '\r' && i + 1 < n_bytes && utf8[i + 1] == '\n')
        continue;

      if (utf8[i] == '\n' || utf8[i] == '\r')
        g_string_append (out, newline_chars);
      else
        g_string_append_c (out, utf8[i]);
    }

  return g_string_free (out, FALSE);
}
