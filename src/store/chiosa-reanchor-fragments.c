/* chiosa-reanchor-fragments.c
 *
 * The words of an annotation, fragment by fragment, with what stood around them: out of a text or out of a quote.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor-private.h"

/* Code points on either side. reference/anchoring.md 3.4. */
#define CONTEXT 64

static void
fragment_free (gpointer data)
{
  ChiosaFragment *self = data;

  g_free (self->exact);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self);
}

static char *
get_prefix (const ChiosaText *text,
            gsize             offset)
{
  gsize start = offset - MIN (offset, CONTEXT);

  while (start < offset && start > 0 && g_unichar_ismark (chiosa_text_get_char (text, start)))
    start++;

  return chiosa_text_get_slice (text, start, offset);
}

static char *
get_suffix (const ChiosaText *text,
            gsize             offset)
{
  gsize end = MIN (offset + CONTEXT, chiosa_text_get_length (text));

  while (end > offset && g_unichar_ismark (chiosa_text_get_char (text, end)))
    end--;

  return chiosa_text_get_slice (text, offset, end);
}

GPtrArray *
chiosa_fragments_of_spans (const ChiosaText *text,
                           const ChiosaSpan *spans,
                           guint             n_spans)
{
  GPtrArray *fragments = g_ptr_array_new_with_free_func (fragment_free);

  for (guint i = 0; i < n_spans; i++)
    {
      ChiosaFragment *fragment = g_new0 (ChiosaFragment, 1);

      fragment->exact = chiosa_text_get_slice (text, spans[i].start, spans[i].end);
      fragment->prefix = get_prefix (text, spans[i].start);
      fragment->suffix = get_suffix (text, spans[i].end);
      fragment->expected = spans[i].start;
      g_ptr_array_add (fragments, fragment);
    }

  return fragments;
}

GPtrArray *
chiosa_fragments_of_quote (const ChiosaQuote *quote)
{
  g_auto (GStrv) pieces = quote->n_spans > 1 ? g_strsplit (quote->exact, " … ", -1) : NULL;
  guint n = MAX (quote->n_spans, 1);
  GPtrArray *fragments;

  if (pieces != NULL && g_strv_length (pieces) != n)
    return NULL;

  fragments = g_ptr_array_new_with_free_func (fragment_free);
  for (guint i = 0; i < n; i++)
    {
      ChiosaFragment *fragment = g_new0 (ChiosaFragment, 1);

      fragment->exact = g_strdup (pieces != NULL ? pieces[i] : quote->exact);
      fragment->prefix = i == 0 ? g_strdup (quote->prefix) : NULL;
      fragment->suffix = i == n - 1 ? g_strdup (quote->suffix) : NULL;
      fragment->expected = quote->point;
      if (i > 0)
        fragment->expected += quote->spans[i].start - quote->spans[0].start;
      g_ptr_array_add (fragments, fragment);
    }

  return fragments;
}

ChiosaQuote *
chiosa_quote_of_spans (const ChiosaText *text,
                       const ChiosaSpan *spans,
                       guint             n_spans,
                       gsize             point)
{
  g_autofree char *exact = chiosa_spans_get_quote (spans, n_spans, text);
  g_autofree char *prefix = get_prefix (text, spans[0].start);
  g_autofree char *suffix = get_suffix (text, spans[n_spans - 1].end);

  return chiosa_quote_new (exact, prefix, suffix, spans, n_spans, point);
}
