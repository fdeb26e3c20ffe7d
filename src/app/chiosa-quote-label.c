/* chiosa-quote-label.c
 *
 * A label that shows words of an article in their context. Line breaks become spaces, long words are cut in the middle:
 * it is for recognising a place, not for reading the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-quote-label.h"

#include <string.h>

#define CONTEXT   48      /* code points on either side */
#define MAX_EXACT 400     /* code points of the words */
#define KEPT      180     /* of those at either end, where they are too many */

static char *
make_line (const char *words)
{
  char *line = g_utf8_make_valid (words != NULL ? words : "", -1);

  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return line;
}

static char *
shorten (char *line)
{
  glong length = g_utf8_strlen (line, -1);
  g_autofree char *start = NULL, *end = NULL;

  if (length <= MAX_EXACT)
    return line;

  start = g_utf8_substring (line, 0, KEPT);
  end = g_utf8_substring (line, length - KEPT, length);
  g_free (line);
  return g_strconcat (start, " … ", end, NULL);
}

/* Some words before @end, whole ones where there are any. */
static char *
get_prefix (const ChiosaText *text,
            gsize             end)
{
  gsize start = end - MIN (end, CONTEXT);
  g_autofree char *words = chiosa_text_get_slice (text, start, end);
  const char *space = start > 0 ? strpbrk (words, " \n\r\t") : NULL;

  if (start == 0)
    return g_steal_pointer (&words);

  return g_strconcat ("…", space != NULL ? space + 1 : words, NULL);
}

static char *
get_suffix (const ChiosaText *text,
            gsize             start)
{
  gsize end = MIN (start + CONTEXT, chiosa_text_get_length (text));
  g_autofree char *words = chiosa_text_get_slice (text, start, end);
  char *space;

  if (end == chiosa_text_get_length (text))
    return g_steal_pointer (&words);

  for (space = words + strlen (words) - 1; space > words && strchr (" \n\r\t", *space) == NULL; space--)
    ;
  if (space > words)
    *space = '\0';
  return g_strconcat (words, "…", NULL);
}

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               gsize           start,
               gsize           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/**
 * chiosa_quote_label_new:
 *
 * Returns: (transfer floating): a label that wraps
 */
GtkWidget *
chiosa_quote_label_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/**
 * chiosa_quote_label_set:
 * @label: a label
 * @prefix: (nullable): what stands before the words
 * @exact: (nullable): the words
 * @suffix: (nullable): what stands behind them
 */
void
chiosa_quote_label_set (GtkLabel   *label,
                        const char *prefix,
                        const char *exact,
                        const char *suffix)
{
  g_autofree char *before = make_line (prefix);
  g_autofree char *words = shorten (make_line (exact));
  g_autofree char *after = make_line (suffix);
  g_autofree char *all = g_strconcat (before, words, after, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const guint16 faint = (guint16) (0.6 * G_MAXUINT16);
  gsize start = strlen (before), end = start + strlen (words);

  add_attribute (attributes, pango_attr_foreground_alpha_new (faint), 0, start);
  add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  add_attribute (attributes, pango_attr_foreground_alpha_new (faint), end, end + strlen (after));

  gtk_label_set_text (label, all);
  gtk_label_set_attributes (label, attributes);
}

/**
 * chiosa_quote_label_set_text:
 * @label: a label
 * @text: the text of an article
 * @spans: (array length=n_spans): the words, in order
 * @n_spans: how many fragments, at least one
 */
void
chiosa_quote_label_set_text (GtkLabel         *label,
                             const ChiosaText *text,
                             const ChiosaSpan *spans,
                             guint             n_spans)
{
  gsize start = spans[0].start, end = spans[n_spans - 1].end;
  g_autofree char *prefix = get_prefix (text, start);
  g_autofree char *exact = chiosa_spans_get_quote (spans, n_spans, text);
  g_autofree char *suffix = get_suffix (text, end);

  chiosa_quote_label_set (label, prefix, exact, suffix);
}
