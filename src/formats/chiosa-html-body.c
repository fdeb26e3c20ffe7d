/* chiosa-html-body.c
 *
 * Where on a page the article is. What the page marks as the article's body or as an article counts; where nothing is marked,
 * paragraphs give points to what holds them, after the idea of Readability (Arc90, 2009): long paragraphs with commas and few links
 * are the article, and names of classes help. Changes the tree: what is certainly no text of the article is taken out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <string.h>

/* Characters that make a paragraph, and those that make an article. */
#define MIN_PARAGRAPH 25
#define MIN_ARTICLE 140
/* Characters between blocks that make what holds them a paragraph. */
#define MIN_OWN_WORDS 80
/* Elements around one another that hold the same. */
#define MAX_WRAPPERS 4
/* Characters of prose that are not thrown away for the name of what holds them alone. */
#define MUCH_PROSE 400

/* What is known of an element, by its number in _private. */
typedef struct
{
  guint  n_chars;       /* of text, without white space */
  guint  n_link_chars;  /* of these in links */
  guint  n_commas;
  guint  n_prose;       /* characters in paragraphs that are long enough */
  double score;
  gboolean prose;       /* it is a paragraph, and long enough */
  gboolean holds_block; /* not only words and what stands among words */
} Facts;

typedef struct
{
  GArray *facts;        /* Facts; 0: none */
} Body;

static Facts *
get_facts (Body          *self,
           const xmlNode *node)
{
  return &g_array_index (self->facts, Facts, GPOINTER_TO_UINT (node->_private));
}

/* --- What is none of the article ------------------------------------------------------------------------------------- */

static gboolean
is_one_of (const xmlNode      *node,
           const char * const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (chiosa_html_is (node, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_hint (const xmlNode      *node,
          const char * const *hints)
{
  const char *values[] = { chiosa_html_get (node, "class"), chiosa_html_get (node, "id") };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *lower = values[i] != NULL ? g_ascii_strdown (values[i], -1) : NULL;

      for (guint h = 0; lower != NULL && hints[h] != NULL; h++)
        if (strstr (lower, hints[h]) != NULL)
          return TRUE;
    }

  return FALSE;
}

static gboolean
is_hidden (const xmlNode *node)
{
  const char *style = chiosa_html_get (node, "style");
  g_autofree char *squeezed = NULL;

  if (chiosa_html_get (node, "hidden") != NULL || chiosa_html_has_word (node, "aria-hidden", "true"))
    return TRUE;
  if (style == NULL)
    return FALSE;

  squeezed = g_ascii_strdown (style, -1);
  g_strdelimit (squeezed, " \t\n\r", '\1');
  for (char *from = squeezed, *to = squeezed; ; from++)
    if (*from != '\1' && (*to++ = *from) == '\0')
      break;

  return strstr (squeezed, "display:none") != NULL || strstr (squeezed, "visibility:hidden") != NULL;
}

static gboolean
is_furniture (const xmlNode *node)
{
  static const char * const names[] = {
    "nav", "aside", "button", "input", "select", "label", "object", "embed", "canvas", "audio", "video", "map", "dialog", "figcaption",
    "menu", "link", "meta", "head", "img", "picture", "source", "datalist", "progress", "meter", "rt", "rp", NULL,
  };
  static const char * const roles[] = {
    "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "alert",
  };

  if (is_one_of (node, names) || is_hidden (node) || chiosa_html_has_word (node, "aria-modal", "true"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (chiosa_html_has_word (node, "role", roles[i]))
      return TRUE;

  return FALSE;
}

/* By the names of its classes: cookies, further articles, what readers said. */
static gboolean
is_foreign (const xmlNode *node)
{
  static const char * const against[] = {
    "cookie", "consent", "gdpr", "newsletter", "related", "recommend", "comment", "disqus", "sidebar", "side-bar", "advert", "sponsor",
    "outbrain", "taboola", "caption", "correlat", "read-more", "readmore", "visually-hidden", "sr-only", "screen-reader", NULL,
  };

  return has_hint (node, against);
}

/* Likewise, with names that also say what an article is about. */
static gboolean
is_suspect (const xmlNode *node)
{
  static const char * const against[] = {
    "share", "sharing", "social", "subscribe", "subscription", "paywall", "more-on", "breadcrumb", "footer", "masthead", "menu", "navbar",
    "nav-", "-nav", "pagination", "pager", "promo", "ad-slot", "adslot", "ad-container", "banner", "popup", "modal", "skip-link", "toolbar",
    "tags", "taglist", "widget", "condivi", NULL,
  };

  return has_hint (node, against);
}

static gboolean
may_be_article (const xmlNode *node)
{
  static const char * const names[] = { "html", "body", "main", "article", NULL };

  return is_one_of (node, names) || chiosa_html_has_word (node, "itemprop", "articleBody");
}

/* --- Measuring ------------------------------------------------------------------------------------------------------ */

static gboolean
is_comma (gunichar c)
{
  return c == ',' || c == 0x60c || c == 0x3001 || c == 0xff0c || c == 0x3002 || c == 0x61b;
}

static void
measure_text (const char *text,
              Facts      *facts)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      facts->n_chars += !g_unichar_isspace (c);
      facts->n_commas += is_comma (c);
    }
}

static gboolean
is_block (const xmlNode *node)
{
  static const char * const names[] = {
    "p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "tr", "td", "th", "blockquote", "pre", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "footer", "form", "fieldset", "figure", "center", "body", "details", NULL,
  };

  return is_one_of (node, names);
}

/* A block that holds no other: whatever it is called, a page made it a paragraph; or one with a good many words of its own. */
static gboolean
is_paragraph (const xmlNode *node,
              const Facts   *facts)
{
  static const char * const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", NULL };
  Facts own = { 0 };

  if (!is_block (node) || is_one_of (node, headings))
    return FALSE;
  if (!facts->holds_block)
    return TRUE;

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE && child->content != NULL)
      measure_text ((const char *) child->content, &own);

  return own.n_chars >= MIN_OWN_WORDS;
}

/* Fills in what is known of @node and of what is in it. */
static Facts
measure (Body    *self,
         xmlNode *node)
{
  Facts facts = { 0 };

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_TEXT_NODE && child->content != NULL)
        {
          measure_text ((const char *) child->content, &facts);
        }
      else if (child->type == XML_ELEMENT_NODE)
        {
          Facts inner = measure (self, child);

          facts.n_chars += inner.n_chars;
          facts.n_link_chars += inner.n_link_chars;
          facts.n_commas += inner.n_commas;
          facts.n_prose += inner.n_prose;
          facts.holds_block = facts.holds_block || inner.holds_block || is_block (child);
        }
    }

  if (chiosa_html_is (node, "a") && chiosa_html_get (node, "href") != NULL)
    facts.n_link_chars = facts.n_chars;
  facts.prose = facts.n_chars >= MIN_PARAGRAPH && facts.n_link_chars * 2 < facts.n_chars && is_paragraph (node, &facts);
  if (facts.prose && facts.n_prose == 0)
    facts.n_prose = facts.n_chars;

  node->_private = GUINT_TO_POINTER (self->facts->len);
  g_array_append_val (self->facts, facts);

  return facts;
}

static double
link_density (const Facts *facts)
{
  return facts->n_chars > 0 ? (double) facts->n_link_chars / facts->n_chars : 0;
}

/* --- Taking out ----------------------------------------------------------------------------------------------------- */

static void
take_out (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* What is no text of any article, whatever is in it. */
static void
prune (xmlNode *node)
{
  for (xmlNode *child = node->children, *next; child != NULL; child = next)
    {
      next = child->next;
      if (child->type == XML_COMMENT_NODE || child->type == XML_PI_NODE)
        take_out (child);
      else if (child->type == XML_ELEMENT_NODE && !may_be_article (child) && is_furniture (child))
        take_out (child);
      else if (child->type == XML_ELEMENT_NODE)
        prune (child);
    }
}

/* Lists of links; what calls itself something else than an article and has little prose, or mostly links; headers and footers of the page;
 * forms, unless the page stands in one. Needs the facts. */
static gboolean
is_clutter (Body          *self,
            const xmlNode *node,
            guint          n_whole)
{
  static const char * const lists[] = { "ul", "ol", "table", "dl", NULL };
  static const char * const named[] = { "div", "section", "ul", "ol", "p", "span", "footer", "header", "form", "table", "a", NULL };
  static const char * const edges[] = { "header", "footer", "form", "fieldset", "figure", NULL };
  const Facts *facts = get_facts (self, node);

  /* Most of the page's prose is not thrown away for a name. */
  if (may_be_article (node) || facts->n_prose * 2 > n_whole)
    return FALSE;
  if (is_one_of (node, named) && is_foreign (node))
    return TRUE;
  if (is_one_of (node, named) && is_suspect (node) && (facts->n_prose < MUCH_PROSE || link_density (facts) > 0.3))
    return TRUE;
  if (is_one_of (node, lists))
    return facts->n_chars > 0 && link_density (facts) > 0.6;
  if (is_one_of (node, edges))
    return facts->n_prose < 200;

  return chiosa_html_is (node, "div") && facts->n_chars > 0 && link_density (facts) > 0.75 && facts->n_prose == 0;
}

static void
prune_clutter (Body    *self,
               xmlNode *node,
               guint    n_whole)
{
  for (xmlNode *child = node->children, *next; child != NULL; child = next)
    {
      next = child->next;
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (is_clutter (self, child, n_whole))
        take_out (child);
      else
        prune_clutter (self, child, n_whole);
    }
}

/* --- Finding -------------------------------------------------------------------------------------------------------- */

typedef gboolean (*Test) (const xmlNode *node);

static gboolean
is_body (const xmlNode *node)
{
  return chiosa_html_has_word (node, "itemprop", "articleBody");
}

static gboolean
is_article (const xmlNode *node)
{
  return chiosa_html_is (node, "article") || chiosa_html_has_word (node, "role", "article");
}

static gboolean
is_main (const xmlNode *node)
{
  return chiosa_html_is (node, "main") || chiosa_html_has_word (node, "role", "main");
}

/* The outermost elements that pass @test. */
static void
list_elements (xmlNode   *node,
               Test       test,
               GPtrArray *found)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (test (node))
        g_ptr_array_add (found, node);
      else
        list_elements (node->children, test, found);
    }
}

/* Of @found only the one with most prose stays. */
static void
keep_best (Body      *self,
           GPtrArray *found)
{
  xmlNode *best = NULL;

  for (guint i = 0; i < found->len; i++)
    if (best == NULL || get_facts (self, g_ptr_array_index (found, i))->n_prose > get_facts (self, best)->n_prose)
      best = g_ptr_array_index (found, i);

  g_ptr_array_set_size (found, 0);
  if (best != NULL)
    g_ptr_array_add (found, best);
}

static guint
count_prose (Body            *self,
             const GPtrArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += get_facts (self, g_ptr_array_index (found, i))->n_prose;

  return n;
}

/* --- Scoring -------------------------------------------------------------------------------------------------------- */

static double
weigh_names (const xmlNode *node)
{
  static const char * const good[] = { "article", "body", "content", "entry", "main", "page", "post", "story", "text", "testo", "artikel", NULL };

  return (has_hint (node, good) ? 25 : 0) - (is_suspect (node) || is_foreign (node) ? 25 : 0);
}

static void
give_points (Body    *self,
             xmlNode *node)
{
  const Facts *facts = get_facts (self, node);
  double points = 1 + facts->n_commas + MIN (facts->n_chars / 100, 3);
  xmlNode *holder = node->parent;

  for (guint share = 1; share <= 6 && holder != NULL && holder->type == XML_ELEMENT_NODE; share = share == 1 ? 2 : share + 2)
    {
      get_facts (self, holder)->score += points / share;
      holder = holder->parent;
    }
}

static void
score (Body    *self,
       xmlNode *node)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (get_facts (self, node)->prose)
        give_points (self, node);
      score (self, node->children);
    }
}

static void
find_top (Body     *self,
          xmlNode  *node,
          xmlNode **top,
          double   *most)
{
  for (; node != NULL; node = node->next)
    {
      const Facts *facts;
      double points;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      facts = get_facts (self, node);
      points = facts->score > 0 ? (facts->score + weigh_names (node)) * (1 - link_density (facts)) : 0;
      if (points > *most)
        {
          *most = points;
          *top = node;
        }
      find_top (self, node->children, top, most);
    }
}

/* What is around @node and has clearly more prose, with few links; NULL: nothing. Mere wrappers are passed through. */
static xmlNode *
find_wider (Body          *self,
            const xmlNode *node)
{
  double n_prose = get_facts (self, node)->n_prose;
  xmlNode *holder = node->parent;

  for (guint level = 0; level < MAX_WRAPPERS && holder != NULL && holder->type == XML_ELEMENT_NODE; level++)
    {
      const Facts *facts = get_facts (self, holder);

      if (link_density (facts) >= 0.3 || chiosa_html_is (holder, "body"))
        return NULL;
      if (facts->n_prose > n_prose * 1.15)
        return holder;
      holder = holder->parent;
    }

  return NULL;
}

/* From what has most points upwards: an article may be in several parts. */
static void
find_by_score (Body      *self,
               xmlNode   *root,
               GPtrArray *found)
{
  xmlNode *top = NULL;
  double most = 0;

  score (self, root);
  find_top (self, root, &top, &most);

  for (xmlNode *wider = top; wider != NULL; wider = find_wider (self, wider))
    top = wider;
  g_ptr_array_add (found, top != NULL ? top : root);
}

static void
measure_anew (Body    *self,
              xmlNode *root)
{
  g_array_set_size (self->facts, 1);
  measure (self, root);
}

/**
 * chiosa_html_find_body:
 * @document: a page
 *
 * Returns: (transfer container): the elements with the article, in order; none for an empty page
 */
GPtrArray *
chiosa_html_find_body (xmlDoc *document)
{
  static const Test tests[] = { is_body, is_article, is_main };
  GPtrArray *found = g_ptr_array_new ();
  xmlNode *root = xmlDocGetRootElement (document);
  Body self = { g_array_new (FALSE, TRUE, sizeof (Facts)) };
  guint n_whole;

  g_array_set_size (self.facts, 1);
  if (root != NULL)
    {
      prune (root);
      measure_anew (&self, root);
      n_whole = get_facts (&self, root)->n_prose;
      prune_clutter (&self, root, n_whole);
      measure_anew (&self, root);
      n_whole = get_facts (&self, root)->n_prose;

      for (guint i = 0; i < G_N_ELEMENTS (tests) && found->len == 0; i++)
        {
          list_elements (root, tests[i], found);
          if (i > 0)
            keep_best (&self, found);
          /* A teaser of another article, or an empty shell. */
          if (count_prose (&self, found) < MIN_ARTICLE && count_prose (&self, found) * 2 < n_whole)
            g_ptr_array_set_size (found, 0);
        }
      if (found->len == 0)
        find_by_score (&self, root, found);
    }

  g_array_unref (self.facts);

  return found;
}
