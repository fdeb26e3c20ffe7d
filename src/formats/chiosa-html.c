/* chiosa-html.c
 *
 * HTML: out as a reading copy, one file that needs no other, no script and no network; in as the article of a page
 * (chiosa-html-read.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"
#include "chiosa-html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No script, no resource from anywhere; links may be followed. */
#define POLICY "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/* --- Escaping ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_html_append_escaped_len:
 * @out: a page
 * @utf8: text
 * @n_bytes: of it
 *
 * Appends text that is safe between tags and in quoted attribute values. Characters that HTML does not have become U+FFFD; the data
 * of the page have them.
 */
void
chiosa_html_append_escaped_len (GString    *out,
                                const char *utf8,
                                gsize       n_bytes)
{
  const char *end = utf8 + n_bytes, *from = utf8;

  for (const char *at = utf8; at < end; at++)
    {
      const char *escape = NULL;

      if (*at == '&')
        escape = "&amp;";
      else if (*at == '<')
        escape = "&lt;";
      else if (*at == '>')
        escape = "&gt;";
      else if (*at == '"')
        escape = "&quot;";
      else if (*at == '\r')
        escape = "&#13;";
      else if (((guchar) *at < 0x20 && *at != '\t' && *at != '\n') || *at == 0x7f)
        escape = "\xef\xbf\xbd";

      if (escape == NULL)
        continue;
      g_string_append_len (out, from, at - from);
      g_string_append (out, escape);
      from = at + 1;
    }

  g_string_append_len (out, from, end - from);
}

void
chiosa_html_append_escaped (GString    *out,
                            const char *utf8)
{
  chiosa_html_append_escaped_len (out, utf8, strlen (utf8));
}

/* --- Head ----------------------------------------------------------------------------------------------------------- */

static const char *
get_title (const ChiosaHtmlPage *page)
{
  const ChiosaArticle *article = chiosa_record_get_article (page->record);

  return article->title != NULL && *article->title != '\0' ? article->title : page->record->name;
}

static const char *
get_language (void)
{
  /* Translators: the code of the language that you translate to: "it", "pt-BR". */
  return C_("language code", "en");
}

/* Written from right to left. */
static gboolean
is_right_to_left (const char *language)
{
  static const char * const languages[] = { "ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ckb" };
  g_autofree char *first = g_ascii_strdown (language, strcspn (language, "-_"));

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (first, languages[i]))
      return TRUE;

  return FALSE;
}

/* ' lang="it"' for what is a language tag; nothing else. */
static void
append_language (GString    *out,
                 const char *language)
{
  gsize n = language != NULL ? strlen (language) : 0;

  if (n == 0 || n > 35 || !g_ascii_isalpha (*language)
      || strspn (language, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != n)
    return;

  g_string_append_printf (out, " lang=\"%s\"", language);
}

static void
append_head (ChiosaHtmlPage *page)
{
  const ChiosaArticle *article = chiosa_record_get_article (page->record);
  const char *language = get_language ();

  g_string_append (page->out, "<!DOCTYPE html>\n<html");
  append_language (page->out, language);
  g_string_append_printf (page->out, " dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                                     "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">\n"
                                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                     "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Chiosa\">\n",
                          is_right_to_left (language) ? "rtl" : "ltr");
  if (article->author != NULL)
    {
      g_string_append (page->out, "<meta name=\"author\" content=\"");
      chiosa_html_append_escaped (page->out, article->author);
      g_string_append (page->out, "\">\n");
    }
  g_string_append (page->out, "<title>");
  chiosa_html_append_escaped (page->out, get_title (page));
  g_string_append (page->out, "</title>\n<style>\n");
  chiosa_html_append_style (page);
  g_string_append (page->out, "</style>\n</head>\n");
}

/* --- Article -------------------------------------------------------------------------------------------------------- */

static void
append_byline (ChiosaHtmlPage *page)
{
  const ChiosaArticle *article = chiosa_record_get_article (page->record);
  const char *parts[] = { article->author, article->publisher, article->date };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      g_string_append (page->out, n++ == 0 ? "<p class=\"byline\"><bdi>" : " · <bdi>");
      chiosa_html_append_escaped (page->out, parts[i]);
      g_string_append (page->out, "</bdi>");
    }
  if (n > 0)
    g_string_append (page->out, "</p>\n");
}

static const char *
get_status_name (ChiosaStatus status)
{
  switch (status)
    {
    case CHIOSA_STATUS_IN_PROGRESS:
      return C_("status of an article", "In progress");
    case CHIOSA_STATUS_DONE:
      return C_("status of an article", "Done");
    case CHIOSA_STATUS_NEW:
    default:
      return C_("status of an article", "New");
    }
}

static void
append_pair (ChiosaHtmlPage *page,
             const char     *name,
             const char     *value)
{
  gboolean link;

  if (value == NULL || *value == '\0')
    return;

  link = g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://");
  g_string_append (page->out, "<dt>");
  chiosa_html_append_escaped (page->out, name);
  g_string_append (page->out, "</dt><dd>");
  if (link)
    {
      g_string_append (page->out, "<a rel=\"noreferrer\" href=\"");
      chiosa_html_append_escaped (page->out, value);
      g_string_append (page->out, "\">");
    }
  g_string_append (page->out, "<bdi>");
  chiosa_html_append_escaped (page->out, value);
  g_string_append (page->out, link ? "</bdi></a></dd>\n" : "</bdi></dd>\n");
}

static void
append_details (ChiosaHtmlPage *page)
{
  const ChiosaArticle *article = chiosa_record_get_article (page->record);

  g_string_append (page->out, "<details class=\"meta\"><summary>");
  chiosa_html_append_escaped (page->out, _("About this article"));
  g_string_append (page->out, "</summary><dl>\n");
  append_pair (page, _("Name"), page->record->name);
  append_pair (page, _("Address"), article->url);
  append_pair (page, _("Language"), article->language);
  append_pair (page, _("Licence"), article->licence);
  append_pair (page, C_("of an article", "Status"), get_status_name (article->status));
  append_pair (page, _("Annotator"), page->record->annotator);
  append_pair (page, _("Tag set"), chiosa_tagset_get_name (page->tagset));
  chiosa_html_append_attributes (page, NULL, article->attributes);
  append_pair (page, _("Note"), article->note);
  g_string_append (page->out, "</dl></details>\n");
}

static void
append_title (ChiosaHtmlPage *page)
{
  g_string_append (page->out, "<h1 dir=\"auto\"");
  append_language (page->out, chiosa_record_get_article (page->record)->language);
  g_string_append_c (page->out, '>');
  chiosa_html_append_escaped (page->out, get_title (page));
  g_string_append (page->out, "</h1>\n");
}

/* In the language of the interface, also where it stands within the article. */
void
chiosa_html_append_front (ChiosaHtmlPage *page)
{
  g_string_append (page->out, "<div class=\"front\"");
  append_language (page->out, get_language ());
  g_string_append (page->out, ">\n");
  append_byline (page);
  append_details (page);
  chiosa_html_append_legend (page);
  g_string_append (page->out, "</div>\n");
}

static void
append_article (ChiosaHtmlPage *page)
{
  if (!chiosa_html_has_headline (page))
    {
      append_title (page);
      chiosa_html_append_front (page);
    }

  g_string_append_printf (page->out, "<article class=\"text lanes%u\"", page->n_lanes);
  append_language (page->out, chiosa_record_get_article (page->record)->language);
  g_string_append (page->out, ">\n");
  chiosa_html_append_text (page);
  g_string_append (page->out, "</article>\n");
}

static void
append_footer (ChiosaHtmlPage *page)
{
  guint n = chiosa_record_get_n (page->record);
  g_autofree char *line = g_strdup_printf (ngettext ("Reading copy from Chiosa, with %u annotation.",
                                                     "Reading copy from Chiosa, with %u annotations.", n), n);

  g_string_append (page->out, "<footer><p>");
  chiosa_html_append_escaped (page->out, line);
  g_string_append (page->out, "</p></footer>\n");
}

static void
clear_page (ChiosaHtmlPage *page)
{
  for (guint i = 0; i < chiosa_record_get_n (page->record); i++)
    g_clear_pointer (&page->relations[i], g_ptr_array_unref);

  g_free (page->relations);
  g_free (page->ink_of);
  g_free (page->lane_of);
  g_array_unref (page->inks);
}

static void
html_write (const ChiosaWriteContext *context,
            const ChiosaRecord       *record,
            ChiosaOutput             *output)
{
  ChiosaHtmlPage page = { record, context->tagset, chiosa_output_get_main (output) };

  chiosa_html_find_inks (&page);
  chiosa_html_find_lanes (&page);
  chiosa_html_find_relations (&page);

  append_head (&page);
  g_string_append (page.out, "<body>\n<main>\n");
  append_article (&page);
  chiosa_html_append_notes (&page);
  g_string_append (page.out, "</main>\n");
  append_footer (&page);
  chiosa_html_append_data (page.out, record);
  g_string_append (page.out, "</body>\n</html>\n");

  clear_page (&page);
}

const ChiosaFormat chiosa_format_html = {
  .id = "html",
  .name = N_("HTML"),
  .description = N_("Written: a reading copy for any browser, to read, to print, to send, with everything that is annotated in it. "
                    "Read: the article of a saved page, without menus, captions and advertisements; or a reading copy, with its annotations."),
  .extension = ".html",
  .media_type = "text/html",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_TRANSLATED,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .write = html_write,
  .guess = chiosa_html_guess,
  .read = chiosa_html_read,
};
