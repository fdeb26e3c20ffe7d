/* chiosa-html-read.c
 *
 * A saved page becomes an article: its text and what it says of itself. A reading copy of ours gives back what was written. The parser is
 * libxml2's; the parts of the work are in the files beside this one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_document (xmlDoc *document)
{
  if (document != NULL)
    xmlFreeDoc (document);
}

/* The text of what was found. (transfer full) */
static char *
collect (xmlDoc *document)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) body = NULL;

  if (document == NULL)
    return g_strdup ("");

  body = chiosa_html_find_body (document);
  for (guint i = 0; i < body->len; i++)
    chiosa_html_flow (g_ptr_array_index (body, i), text);

  return g_strdup (text->str);
}

/* Pages whose text is put there by a script have it in their linked data only. */
static void
choose_text (ChiosaReader  *reader,
             char         **text,
             const char    *stated)
{
  if (stated == NULL || g_utf8_strlen (*text, -1) * 2 >= g_utf8_strlen (stated, -1))
    return;

  chiosa_reader_problem (reader, 0, _("the text is taken from the data of the page for search engines, as the page shows little of it; "
                                      "paragraphs may be missing"));
  g_free (*text);
  *text = g_strdup (stated);
}

static gboolean
read_page (ChiosaReader            *reader,
           const ChiosaHtmlSource  *source,
           GError                 **error)
{
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  g_autofree char *stated = NULL;
  g_autofree char *text = NULL;
  gboolean too_deep = FALSE;
  xmlDoc *document = chiosa_html_parse (source->html->str, source->html->len, &too_deep);
  ChiosaRecord *record;

  if (source->cut || too_deep)
    chiosa_reader_problem (reader, 0, _("the page has more elements, or more of them in one another, than any page; "
                                        "what follows is left out"));

  chiosa_html_read_meta (document, source, article, &stated);
  text = collect (document);
  free_document (document);
  choose_text (reader, &text, stated);
  if (*text == '\0')
    return chiosa_reader_fail (reader, 0, error, _("there is no text on the page"));

  record = chiosa_record_new (reader->name, g_steal_pointer (&text));
  record->snapshot->article = g_steal_pointer (&article);

  return chiosa_reader_emit (reader, record, error);
}

/**
 * chiosa_html_read:
 * @reader: of a page
 * @error: return location
 *
 * Returns: %FALSE when there is no article
 */
gboolean
chiosa_html_read (ChiosaReader  *reader,
                  GError       **error)
{
  g_autoptr (GBytes) bytes = chiosa_reader_read_all (reader, error);
  g_autoptr (ChiosaHtmlSource) source = NULL;
  g_autofree char *utf8 = NULL;
  ChiosaRecord *record;

  if (bytes == NULL)
    return FALSE;

  utf8 = chiosa_html_decode (reader, bytes);
  source = chiosa_html_source_new (utf8);
  if (source->data == NULL)
    return read_page (reader, source, error);

  record = chiosa_html_read_data (reader, source->data, error);

  return record != NULL && chiosa_reader_emit (reader, record, error);
}

guint
chiosa_html_guess (const char *name,
                   const char *head,
                   gsize       n_bytes)
{
  g_autofree char *lower = g_ascii_strdown (head, MIN (n_bytes, 1024));
  const char *dot = strrchr (name, '.');
  gboolean named = dot != NULL && (g_ascii_strcasecmp (dot, ".html") == 0 || g_ascii_strcasecmp (dot, ".htm") == 0
                                   || g_ascii_strcasecmp (dot, ".xhtml") == 0);
  gboolean says = strstr (lower, "<!doctype html") != NULL || strstr (lower, "<html") != NULL;

  return says ? 90 : named ? 60 : 0;
}
