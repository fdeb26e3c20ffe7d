/* chiosa-html-tree.c
 *
 * Cleaned HTML to a tree, by the parser of libxml2, and small questions to its elements. Nothing is fetched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* The parser itself stops at 256, without a word that can be told apart from others. */
#define MAX_DEPTH 250

typedef struct
{
  gboolean too_deep;
} Limits;

static void
start_element (void           *data,
               const xmlChar  *name,
               const xmlChar **attributes)
{
  htmlParserCtxt *parser = data;
  Limits *limits = parser->_private;

  if (parser->nodeNr >= MAX_DEPTH)
    {
      limits->too_deep = TRUE;
      xmlStopParser (parser);
      return;
    }

  xmlSAX2StartElement (data, name, attributes);
}

/**
 * chiosa_html_parse:
 * @html: cleaned HTML
 * @n_bytes: of it
 * @too_deep: (out): parsing ended before the end
 *
 * Nothing is fetched: no network, no files.
 *
 * Returns: (transfer full) (nullable): free with xmlFreeDoc()
 */
xmlDoc *
chiosa_html_parse (const char *html,
                   gsize       n_bytes,
                   gboolean   *too_deep)
{
  Limits limits = { FALSE };
  htmlParserCtxt *parser = htmlCreateMemoryParserCtxt (n_bytes > 0 ? html : " ", n_bytes > 0 ? n_bytes : 1);
  xmlDoc *document;

  if (parser == NULL)
    return NULL;

  parser->_private = &limits;
  parser->sax->startElement = start_element;
  document = htmlCtxtReadMemory (parser, n_bytes > 0 ? html : " ", n_bytes > 0 ? n_bytes : 1, NULL, "UTF-8",
                                 HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
  /* Of 10 MB of text in one piece and the like it says nothing; but it builds no further. */
  *too_deep = limits.too_deep || parser->disableSAX;
  htmlFreeParserCtxt (parser);

  return document;
}

const char *
chiosa_html_get (const xmlNode *node,
                 const char    *name)
{
  const xmlAttr *attribute;

  if (node->type != XML_ELEMENT_NODE)
    return NULL;

  for (attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, name) == 0)
      return attribute->children != NULL && attribute->children->content != NULL
             ? (const char *) attribute->children->content : "";

  return NULL;
}

gboolean
chiosa_html_is (const xmlNode *node,
                const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

gboolean
chiosa_html_has_word (const xmlNode *node,
                      const char    *name,
                      const char    *word)
{
  const char *value = chiosa_html_get (node, name);
  gsize n = strlen (word);

  for (const char *at = value; at != NULL && *at != '\0'; )
    {
      gsize length = strcspn (at, " \t\r\n\f");

      if (length == n && g_ascii_strncasecmp (at, word, n) == 0)
        return TRUE;
      at += length;
      at += strspn (at, " \t\r\n\f");
    }

  return FALSE;
}
