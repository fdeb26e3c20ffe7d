/* chiosa-find.c
 *
 * Where some words stand in a text, whatever their case. Pure: strings in, places out.
 * What is found is shown by ChiosaFindBar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-find.h"

#include <string.h>

static gunichar
fold (gunichar c)
{
  if (c < 0x80)
    return g_ascii_tolower ((char) c);

  return g_unichar_tolower (c);
}

/* Whether the folded @needle stands at @at. */
static gboolean
stands_at (const char     *at,
           const gunichar *needle,
           glong           n)
{
  for (glong i = 0; i < n; i++)
    {
      if (*at == '\0' || fold (g_utf8_get_char (at)) != needle[i])
        return FALSE;
      at = g_utf8_next_char (at);
    }

  return TRUE;
}

static gunichar *
fold_needle (const char *needle,
             glong      *n)
{
  gunichar *folded = g_utf8_to_ucs4_fast (needle, -1, n);

  for (glong i = 0; i < *n; i++)
    folded[i] = fold (folded[i]);

  return folded;
}

/**
 * chiosa_find_all:
 * @text: valid UTF-8
 * @needle: valid UTF-8
 * @max: stop after so many
 *
 * Every place of @needle in @text, in order, not overlapping. Letters are compared one by one in lower case, so a match is
 * always as long as @needle; accents count.
 *
 * Returns: (transfer full) (element-type ChiosaSpan): half-open ranges of code points
 */
GArray *
chiosa_find_all (const char *text,
                 const char *needle,
                 guint       max)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  g_autofree gunichar *folded = NULL;
  glong n;
  gsize offset = 0;

  g_return_val_if_fail (text != NULL && needle != NULL, matches);

  folded = fold_needle (needle, &n);
  if (n == 0)
    return matches;

  while (*text != '\0' && matches->len < max)
    {
      if (stands_at (text, folded, n))
        {
          ChiosaSpan match = { offset, offset + n };

          g_array_append_val (matches, match);
          text = g_utf8_offset_to_pointer (text, n);
          offset += n;
        }
      else
        {
          text = g_utf8_next_char (text);
          offset++;
        }
    }

  return matches;
}

/**
 * chiosa_find_near:
 * @matches: (element-type ChiosaSpan): in order
 * @offset: code points
 * @forward: the first match that starts at or after @offset, else the last that ends at or before it
 * @index: (out): which
 *
 * Goes round at the ends of the text.
 *
 * Returns: %FALSE where there is no match at all
 */
gboolean
chiosa_find_near (const GArray *matches,
                  gsize         offset,
                  gboolean      forward,
                  guint        *index)
{
  guint i;

  if (matches == NULL || matches->len == 0)
    return FALSE;

  if (forward)
    {
      for (i = 0; i < matches->len && g_array_index (matches, ChiosaSpan, i).start < offset; i++)
        ;
      *index = i == matches->len ? 0 : i;
    }
  else
    {
      for (i = matches->len; i > 0 && g_array_index (matches, ChiosaSpan, i - 1).end > offset; i--)
        ;
      *index = i == 0 ? matches->len - 1 : i - 1;
    }

  return TRUE;
}
