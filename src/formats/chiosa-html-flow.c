/* chiosa-html-flow.c
 *
 * From elements to text as a browser shows it: white space collapsed (CSS Text 3, 4.1), blocks apart by an empty line, lines of lists
 * and tables on lines of their own. Knows nothing of which element is the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <string.h>

typedef struct
{
  GString *text;
  guint    n_breaks;     /* line ends that are due before the next word */
  gboolean space;        /* so is a space */
  guint    preformatted; /* depth */
  gboolean opened;       /* a preformatted block begins: a line end here is none */
  gsize    start;        /* of text: where this flow began */
} Flow;

/* Apart by an empty line. */
static const char * const blocks[] = {
  "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "section", "article", "main",
  "header", "footer", "hr", "figure", "figcaption", "address", "aside", "nav", "details", "summary", "fieldset", "center", "form", "hgroup", "body",
};
/* On a line of their own. */
static const char * const lines[] = { "li", "dt", "dd", "tr", "caption", "option", "legend" };

static gboolean
is_one_of (const xmlNode      *node,
           const char * const *names,
           guint               n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp ((const char *) node->name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static guint
count_breaks (const xmlNode *node)
{
  if (is_one_of (node, blocks, G_N_ELEMENTS (blocks)))
    return 2;

  return is_one_of (node, lines, G_N_ELEMENTS (lines)) ? 1 : 0;
}

/* Writes what is due before a word. */
static void
settle (Flow *self)
{
  if (self->text->len > self->start && self->n_breaks > 0)
    g_string_append (self->text, self->n_breaks > 1 ? "\n\n" : "\n");
  else if (self->text->len > self->start && self->space && self->text->str[self->text->len - 1] != '\n'
           && self->text->str[self->text->len - 1] != '\t')
    g_string_append_c (self->text, ' ');

  self->n_breaks = 0;
  self->space = FALSE;
}

static void
append_words (Flow       *self,
              const char *at)
{
  while (*at != '\0')
    {
      gsize n = strspn (at, " \t\n\r\f");

      if (n > 0)
        self->space = TRUE;
      at += n;
      n = strcspn (at, " \t\n\r\f");
      if (n > 0)
        {
          settle (self);
          g_string_append_len (self->text, at, n);
        }
      at += n;
    }
}

/* In pre white space is what it is; only line ends become LF. */
static void
append_preformatted (Flow       *self,
                     const char *at)
{
  if (self->opened)
    at += at[0] == '\n' ? 1 : at[0] == '\r' ? 1 + (at[1] == '\n') : 0;
  self->opened = FALSE;
  if (*at == '\0')
    return;

  settle (self);
  for (; *at != '\0'; at++)
    if (*at != '\r')
      g_string_append_c (self->text, *at);
    else if (at[1] != '\n')
      g_string_append_c (self->text, '\n');
}

static void
break_line (Flow  *self,
            guint  n)
{
  self->n_breaks = MAX (self->n_breaks, n);
  self->space = FALSE;
}

static void
flow_node (Flow          *self,
           const xmlNode *node);

static void
flow_children (Flow          *self,
               const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    flow_node (self, child);
}

static void
flow_quotation (Flow          *self,
                const xmlNode *node)
{
  /* A browser draws the marks; in a text they must be there. */
  append_words (self, "“");
  flow_children (self, node);
  self->space = FALSE;
  append_words (self, "”");
}

static void
flow_element (Flow          *self,
              const xmlNode *node)
{
  guint n_breaks = count_breaks (node);
  gboolean is_pre = chiosa_html_is (node, "pre");

  if (chiosa_html_is (node, "br"))
    {
      self->n_breaks = MIN (self->n_breaks + 1, 2);
      self->space = FALSE;
      return;
    }
  if (chiosa_html_is (node, "q"))
    {
      flow_quotation (self, node);
      return;
    }

  if ((chiosa_html_is (node, "td") || chiosa_html_is (node, "th")) && self->n_breaks == 0 && self->text->len > self->start)
    {
      self->space = FALSE;
      g_string_append_c (self->text, '\t');
    }
  if (n_breaks > 0)
    break_line (self, n_breaks);

  self->preformatted += is_pre;
  self->opened = is_pre;
  flow_children (self, node);
  self->preformatted -= is_pre;

  if (n_breaks > 0)
    break_line (self, n_breaks);
}

static void
flow_node (Flow          *self,
           const xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE)
    flow_element (self, node);
  else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != NULL)
    {
      if (self->preformatted > 0)
        append_preformatted (self, (const char *) node->content);
      else
        append_words (self, (const char *) node->content);
    }
}

/**
 * chiosa_html_flow:
 * @node: an element
 * @text: what is appended to, with an empty line before it if there is something
 *
 * The tree is no deeper than chiosa_html_parse() lets it be.
 */
void
chiosa_html_flow (const xmlNode *node,
                  GString       *text)
{
  Flow self = { text };
  gsize before = text->len;

  if (before > 0)
    g_string_append (text, "\n\n");
  self.start = text->len;
  flow_node (&self, node);

  while (text->len > self.start && strchr (" \t\n", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
  if (text->len == self.start)
    g_string_truncate (text, before);
}
