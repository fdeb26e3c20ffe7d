/* chiosa-span.c
 *
 * Sets of fragments: order, comparison, the words they hold.
 * What an edit does to them is in chiosa-span-map.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-span.h"

#include <stdlib.h>

static int
compare_starts (const void *a,
                const void *b)
{
  const ChiosaSpan *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* Whether each fragment of @a lies in one fragment of @b. */
static gboolean
spans_within (const ChiosaSpan *a,
              guint             n_a,
              const ChiosaSpan *b,
              guint             n_b)
{
  guint j = 0;

  for (guint i = 0; i < n_a; i++)
    {
      while (j < n_b && b[j].end < a[i].end)
        j++;
      if (j == n_b || b[j].start > a[i].start)
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_spans_normalise:
 * @spans: (inout) (array length=n_spans): fragments in any order
 * @n_spans: (inout): how many
 * @length: code points of the text
 *
 * Puts fragments in order and joins those that touch.
 *
 * Returns: %FALSE when there are none, one is empty or ends behind the text, or two overlap
 */
gboolean
chiosa_spans_normalise (ChiosaSpan *spans,
                        guint      *n_spans,
                        gsize       length)
{
  guint n = 0;

  if (*n_spans == 0)
    return FALSE;

  qsort (spans, *n_spans, sizeof *spans, compare_starts);
  for (guint i = 0; i < *n_spans; i++)
    {
      if (spans[i].start >= spans[i].end || spans[i].end > length ||
          (i > 0 && spans[i].start < spans[i - 1].end))
        return FALSE;
    }

  for (guint i = 0; i < *n_spans; i++)
    {
      if (n > 0 && spans[n - 1].end == spans[i].start)
        spans[n - 1].end = spans[i].end;
      else
        spans[n++] = spans[i];
    }
  *n_spans = n;

  return TRUE;
}

/**
 * chiosa_spans_equal:
 * @a: (array length=n_a): ordered fragments
 * @n_a: how many
 * @b: (array length=n_b): ordered fragments
 * @n_b: how many
 *
 * Returns: whether both are the same places
 */
gboolean
chiosa_spans_equal (const ChiosaSpan *a,
                    guint             n_a,
                    const ChiosaSpan *b,
                    guint             n_b)
{
  if (n_a != n_b)
    return FALSE;

  for (guint i = 0; i < n_a; i++)
    {
      if (a[i].start != b[i].start || a[i].end != b[i].end)
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_spans_overlap:
 * @a: (array length=n_a): ordered fragments
 * @n_a: how many
 * @b: (array length=n_b): ordered fragments
 * @n_b: how many
 *
 * Returns: whether they share a character
 */
gboolean
chiosa_spans_overlap (const ChiosaSpan *a,
                      guint             n_a,
                      const ChiosaSpan *b,
                      guint             n_b)
{
  for (guint i = 0, j = 0; i < n_a && j < n_b;)
    {
      if (a[i].end <= b[j].start)
        i++;
      else if (b[j].end <= a[i].start)
        j++;
      else
        return TRUE;
    }

  return FALSE;
}

/**
 * chiosa_spans_cross:
 * @a: (array length=n_a): ordered fragments
 * @n_a: how many
 * @b: (array length=n_b): ordered fragments
 * @n_b: how many
 *
 * Returns: whether they share a character, and neither lies wholly in the other
 */
gboolean
chiosa_spans_cross (const ChiosaSpan *a,
                    guint             n_a,
                    const ChiosaSpan *b,
                    guint             n_b)
{
  return chiosa_spans_overlap (a, n_a, b, n_b) && !spans_within (a, n_a, b, n_b) && !spans_within (b, n_b, a, n_a);
}

/**
 * chiosa_spans_get_quote:
 * @spans: (array length=n_spans): ordered fragments
 * @n_spans: how many
 * @text: the text they are in
 *
 * Returns: (transfer full): the words of all fragments, joined by " … "
 */
char *
chiosa_spans_get_quote (const ChiosaSpan *spans,
                        guint             n_spans,
                        const ChiosaText *text)
{
  g_autoptr (GString) quote = g_string_new (NULL);

  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *words = chiosa_text_get_slice (text, spans[i].start, spans[i].end);

      if (i > 0)
        g_string_append (quote, " … ");
      g_string_append (quote, words);
    }

  return g_string_free_and_steal (g_steal_pointer (&quote));
}
