/* chiosa-short-words.c
 *
 * How words of an article are cut where there is room for some of them only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-short-words.h"

/**
 * chiosa_short_words:
 * @words: (nullable): words of an article; %NULL is as good as none
 * @max: code points, those of the ellipsis among them
 *
 * Returns: (transfer full): line breaks and tabs as spaces, and an ellipsis where something is left out
 */
char *
chiosa_short_words (const char *words,
                    glong       max)
{
  g_autofree char *line = g_strdelimit (g_strdup (words != NULL ? words : ""), "\r\n\t", ' ');
  g_autofree char *head = NULL;

  if (g_utf8_strlen (line, -1) <= max)
    return g_steal_pointer (&line);

  head = g_utf8_substring (line, 0, max - 1);
  return g_strconcat (g_strchomp (head), "…", NULL);
}
