/* chiosa-html-meta.c
 *
 * What a page says of its article: schema.org in JSON-LD (NewsArticle and its relatives), Open Graph and other meta elements,
 * microdata, and what any page has. In this order: the first that says something counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-part.h"
#include "chiosa-html-private.h"

#include "chiosa-json.h"

#include <string.h>

/* How deep linked data are looked through for an article. */
#define MAX_DEPTH 6
/* Bytes of one value. */
#define MAX_VALUE 2000

static const struct
{
  const char        *name;
  ChiosaArticlePart  part;
} metas[] = {
  { "og:title", CHIOSA_PART_TITLE }, { "twitter:title", CHIOSA_PART_TITLE }, { "citation_title", CHIOSA_PART_TITLE },
  { "dc.title", CHIOSA_PART_TITLE }, { "dcterms.title", CHIOSA_PART_TITLE }, { "headline", CHIOSA_PART_TITLE },
  { "author", CHIOSA_PART_AUTHOR }, { "article:author", CHIOSA_PART_AUTHOR }, { "byl", CHIOSA_PART_AUTHOR },
  { "dc.creator", CHIOSA_PART_AUTHOR }, { "dcterms.creator", CHIOSA_PART_AUTHOR }, { "parsely-author", CHIOSA_PART_AUTHOR },
  { "og:site_name", CHIOSA_PART_PUBLISHER }, { "dc.publisher", CHIOSA_PART_PUBLISHER }, { "publisher", CHIOSA_PART_PUBLISHER },
  { "application-name", CHIOSA_PART_PUBLISHER },
  { "article:published_time", CHIOSA_PART_DATE }, { "datepublished", CHIOSA_PART_DATE }, { "og:published_time", CHIOSA_PART_DATE },
  { "parsely-pub-date", CHIOSA_PART_DATE }, { "dc.date", CHIOSA_PART_DATE }, { "dcterms.date", CHIOSA_PART_DATE },
  { "dc.date.issued", CHIOSA_PART_DATE }, { "pubdate", CHIOSA_PART_DATE }, { "date", CHIOSA_PART_DATE },
  { "og:url", CHIOSA_PART_URL },
  { "inlanguage", CHIOSA_PART_LANGUAGE }, { "dc.language", CHIOSA_PART_LANGUAGE }, { "og:locale", CHIOSA_PART_LANGUAGE },
  { "dc.rights", CHIOSA_PART_LICENCE }, { "dcterms.license", CHIOSA_PART_LICENCE }, { "license", CHIOSA_PART_LICENCE },
};

/* @value with white space collapsed, entities and tags read. (transfer full) */
static char *
plain (const char *value)
{
  g_autoptr (ChiosaHtmlSource) source = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean too_deep;
  xmlDoc *document;

  if (strpbrk (value, "<&") == NULL)
    return g_strstrip (g_strdup (value));

  source = chiosa_html_source_new (value);
  document = chiosa_html_parse (source->html->str, source->html->len, &too_deep);
  if (document != NULL && xmlDocGetRootElement (document) != NULL)
    chiosa_html_flow (xmlDocGetRootElement (document), text);
  if (document != NULL)
    xmlFreeDoc (document);

  return g_strdup (text->str);
}

static void
take (ChiosaArticle     *article,
      ChiosaArticlePart  part,
      const char        *value)
{
  g_autofree char *text = NULL;

  if (value == NULL || strlen (value) > MAX_VALUE)
    return;
  /* Authors are often addresses of their pages: no names. */
  if (part == CHIOSA_PART_AUTHOR && (g_str_has_prefix (value, "http") || *value == '/'))
    return;
  if (part == CHIOSA_PART_URL && !g_str_has_prefix (value, "http://") && !g_str_has_prefix (value, "https://"))
    return;

  text = plain (value);
  if (part == CHIOSA_PART_LANGUAGE)
    g_strdelimit (text, "_", '-');
  g_strdelimit (text, "\n\t", ' ');
  chiosa_article_part_set (article, part, text);
}

/* --- Linked data ---------------------------------------------------------------------------------------------------- */

static gboolean
is_article_type (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i)) && is_article_type (json_array_get_element (array, i)))
          return TRUE;
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *type = json_node_get_string (node);

      return g_str_has_suffix (type, "Article") || g_str_has_suffix (type, "BlogPosting");
    }

  return FALSE;
}

/* The first object in @node that is an article. Borrowed. */
static JsonObject *
find_article (JsonNode *node,
              guint     depth)
{
  g_autoptr (GList) members = NULL;

  if (depth > MAX_DEPTH)
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonObject *found = find_article (json_array_get_element (array, i), depth + 1);

          if (found != NULL)
            return found;
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonNode *type = json_object_get_member (object, "@type");

      if (type != NULL && is_article_type (type))
        return object;
      members = json_object_get_values (object);
      for (GList *member = members; member != NULL; member = member->next)
        {
          JsonObject *found = find_article (member->data, depth + 1);

          if (found != NULL)
            return found;
        }
    }

  return NULL;
}

/* A string, the name of an object, or those of an array with commas between. Appends to @into. */
static void
append_names (JsonNode *node,
              GString  *into)
{
  const char *name = NULL;

  if (node == NULL || into->len > MAX_VALUE)
    return;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i)))
          append_names (json_array_get_element (array, i), into);
      return;
    }

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      static const char * const keys[] = { "name", "@id", "url" };

      for (guint i = 0; i < G_N_ELEMENTS (keys) && name == NULL; i++)
        {
          JsonNode *member = json_object_get_member (json_node_get_object (node), keys[i]);

          if (member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING)
            name = json_node_get_string (member);
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      name = json_node_get_string (node);
    }

  if (name != NULL)
    g_string_append_printf (into, "%s%s", into->len > 0 ? ", " : "", name);
}

static void
take_member (ChiosaArticle     *article,
             ChiosaArticlePart  part,
             JsonObject        *object,
             const char        *key)
{
  g_autoptr (GString) value = g_string_new (NULL);

  append_names (json_object_get_member (object, key), value);
  if (value->len > 0)
    take (article, part, value->str);
}

static void
take_linked_data (const char     *json,
                  ChiosaArticle  *article,
                  char          **body)
{
  ChiosaJsonSlice slice;
  g_autofree char *own = g_strdup (json);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode *text;

  /* Line ends within strings are a common fault of these. */
  for (char *c = own; *c != '\0'; c++)
    if ((guchar) *c < 0x20)
      *c = ' ';

  slice = (ChiosaJsonSlice) { own, strlen (own), 1 };
  if (!chiosa_json_check (own, slice.length, "JSON-LD", NULL) || (root = chiosa_json_parse (&slice, NULL)) == NULL
      || (object = find_article (root, 0)) == NULL)
    return;

  take_member (article, CHIOSA_PART_TITLE, object, "headline");
  take_member (article, CHIOSA_PART_TITLE, object, "name");
  take_member (article, CHIOSA_PART_AUTHOR, object, "author");
  take_member (article, CHIOSA_PART_PUBLISHER, object, "publisher");
  take_member (article, CHIOSA_PART_DATE, object, "datePublished");
  take_member (article, CHIOSA_PART_LANGUAGE, object, "inLanguage");
  take_member (article, CHIOSA_PART_URL, object, "url");
  take_member (article, CHIOSA_PART_URL, object, "mainEntityOfPage");
  take_member (article, CHIOSA_PART_LICENCE, object, "license");

  text = json_object_get_member (object, "articleBody");
  if (*body == NULL && text != NULL && JSON_NODE_HOLDS_VALUE (text) && json_node_get_value_type (text) == G_TYPE_STRING)
    *body = plain (json_node_get_string (text));
}

/* --- Elements ------------------------------------------------------------------------------------------------------- */

static ChiosaArticlePart
find_part (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (metas); i++)
    if (g_ascii_strcasecmp (metas[i].name, name) == 0)
      return metas[i].part;

  return CHIOSA_PART_OTHER;
}

static void
take_meta (const xmlNode *node,
           ChiosaArticle *article)
{
  static const char * const keys[] = { "property", "name", "itemprop" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      ChiosaArticlePart part = find_part (chiosa_html_get (node, keys[i]));

      if (part != CHIOSA_PART_OTHER)
        take (article, part, chiosa_html_get (node, "content"));
    }
}

static void
take_text_of (const xmlNode     *node,
              ChiosaArticle     *article,
              ChiosaArticlePart  part)
{
  g_autoptr (GString) text = g_string_new (NULL);

  chiosa_html_flow (node, text);
  g_string_replace (text, "<", "&lt;", 0);
  if (text->len > 0)
    take (article, part, text->str);
}

/* Microdata, and a time that says when. */
static void
take_item (const xmlNode *node,
           ChiosaArticle *article)
{
  if (chiosa_html_has_word (node, "itemprop", "headline"))
    take_text_of (node, article, CHIOSA_PART_TITLE);
  if (chiosa_html_has_word (node, "itemprop", "author") || chiosa_html_has_word (node, "rel", "author"))
    take_text_of (node, article, CHIOSA_PART_AUTHOR);
  if (chiosa_html_is (node, "time") && (chiosa_html_has_word (node, "itemprop", "datePublished")
                                        || chiosa_html_get (node, "datetime") != NULL))
    take (article, CHIOSA_PART_DATE, chiosa_html_get (node, "datetime"));
}

static void
take_head (const xmlNode *node,
           ChiosaArticle *article)
{
  if (chiosa_html_is (node, "meta"))
    take_meta (node, article);
  else if (chiosa_html_is (node, "link") && chiosa_html_has_word (node, "rel", "canonical"))
    take (article, CHIOSA_PART_URL, chiosa_html_get (node, "href"));
}

/* What says less: the language of the whole page, its title. */
static void
take_rest (const xmlNode *node,
           ChiosaArticle *article)
{
  if (chiosa_html_is (node, "html"))
    take (article, CHIOSA_PART_LANGUAGE, chiosa_html_get (node, "lang"));
  else if (chiosa_html_is (node, "link") && chiosa_html_has_word (node, "rel", "license"))
    take (article, CHIOSA_PART_LICENCE, chiosa_html_get (node, "href"));
  else if (chiosa_html_is (node, "title"))
    take_text_of (node, article, CHIOSA_PART_TITLE);
}

typedef void (*Taker) (const xmlNode *node, ChiosaArticle *article);

static void
walk (const xmlNode *node,
      Taker          taker,
      ChiosaArticle *article)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        taker (node, article);
        walk (node->children, taker, article);
      }
}

void
chiosa_html_read_meta (xmlDoc                 *document,
                       const ChiosaHtmlSource *source,
                       ChiosaArticle          *article,
                       char                  **body)
{
  const xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;

  for (guint i = 0; i < source->linked_data->len; i++)
    take_linked_data (g_ptr_array_index (source->linked_data, i), article, body);

  if (root == NULL)
    return;
  walk (root, take_head, article);
  walk (root, take_item, article);
  walk (root, take_rest, article);
}
