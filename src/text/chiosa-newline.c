/* chiosa-newline.c
 *
 * Which line ends a text uses. Never changes one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-encoding.h"

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
