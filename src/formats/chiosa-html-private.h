/* chiosa-html-private.h
 *
 * What the parts of the HTML format share: the reading copy on its way out, a page on its way in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-format.h"
#include "chiosa-reader.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* The data in a reading copy: a script element of type application/json with this id. */
#define CHIOSA_HTML_DATA_ID "chiosa-article"
#define CHIOSA_HTML_DATA_FORMAT "chiosa-reading-copy"

/* --- Writing ------------------------------------------------------------------------------------------------------- */

/* How annotations of one type and label look. */
typedef struct
{
  const char     *type;        /* interned */
  const char     *label;       /* interned */
  char           *type_name;   /* for people */
  char           *label_name;  /* "" without a label */
  ChiosaShape     shape;
  guint           kind;        /* number of the type */
  guint32         light;       /* 0xrrggbb */
  guint32         dark;
} ChiosaHtmlInk;

/* One article on its way into a reading copy. */
typedef struct
{
  const ChiosaRecord *record;
  ChiosaTagset       *tagset;
  GString            *out;
  GArray             *inks;       /* ChiosaHtmlInk: of what is in the article */
  guint              *ink_of;     /* for each live annotation: of inks */
  guint8             *lane_of;    /* for each live annotation with a line: how far below the words */
  guint               n_lanes;
  GPtrArray         **relations;  /* for each live annotation: const ChiosaRelation that touch it; NULL: none */
} ChiosaHtmlPage;

void        chiosa_html_append_escaped     (GString *out, const char *utf8);
void        chiosa_html_append_escaped_len (GString *out, const char *utf8, gsize n_bytes);

/* What stands between title and text: who, when, about the article, legend. */
void        chiosa_html_append_front       (ChiosaHtmlPage *page);

/* chiosa-html-style.c */
void        chiosa_html_find_inks          (ChiosaHtmlPage *page);
void        chiosa_html_append_style       (ChiosaHtmlPage *page);
const char *chiosa_html_get_shape          (ChiosaShape shape);
/* chiosa-html-marks.c */
void        chiosa_html_find_lanes         (ChiosaHtmlPage *page);
gboolean    chiosa_html_has_headline       (const ChiosaHtmlPage *page);
void        chiosa_html_append_text        (ChiosaHtmlPage *page);
/* chiosa-html-notes.c */
void        chiosa_html_find_relations     (ChiosaHtmlPage *page);
void        chiosa_html_append_legend      (ChiosaHtmlPage *page);
void        chiosa_html_append_notes       (ChiosaHtmlPage *page);
void        chiosa_html_append_attributes  (ChiosaHtmlPage *page, const char *type, const ChiosaAttributes *attributes);

/* --- Reading ------------------------------------------------------------------------------------------------------- */

/* A page as text that the parser can be trusted with: chiosa-html-clean.c. */
typedef struct
{
  GString   *html;         /* UTF-8, only the attributes that say something, no scripts */
  GPtrArray *linked_data;  /* utf8: the contents of scripts with JSON-LD */
  char      *data;         /* of a reading copy of ours; or NULL */
  gboolean   cut;          /* there are more elements than may be; the rest is not in html */
} ChiosaHtmlSource;

/* chiosa-html-charset.c: (transfer full): the page as UTF-8; tells what was wrong. */
char             *chiosa_html_decode       (ChiosaReader *reader, GBytes *bytes);
/* chiosa-html-clean.c */
ChiosaHtmlSource *chiosa_html_source_new   (const char *utf8);
void              chiosa_html_source_free  (ChiosaHtmlSource *self);
/* chiosa-html-tree.c: a document out of cleaned HTML; NULL where nothing is left of it. @too_deep: elements were nested deeper than may be. */
xmlDoc           *chiosa_html_parse        (const char *html, gsize n_bytes, gboolean *too_deep);

/* The value of an attribute, or NULL; borrowed from the tree. */
const char       *chiosa_html_get          (const xmlNode *node, const char *name);
gboolean          chiosa_html_is           (const xmlNode *node, const char *name);
/* Whether one of the words of the attribute is @word, whatever the case. */
gboolean          chiosa_html_has_word     (const xmlNode *node, const char *name, const char *word);

/* chiosa-html-meta.c: what the page says of itself. @body: (out) (transfer full): articleBody of its linked data, or NULL. */
void              chiosa_html_read_meta    (xmlDoc *document, const ChiosaHtmlSource *source, ChiosaArticle *article, char **body);
/* chiosa-html-body.c: (transfer container): the elements that hold the article, in order; what is none of it is gone from the tree. */
GPtrArray        *chiosa_html_find_body    (xmlDoc *document);
/* chiosa-html-flow.c: appends what a reader sees of @node: paragraphs with an empty line between them. */
void              chiosa_html_flow         (const xmlNode *node, GString *text);

/* chiosa-html-read.c */
gboolean          chiosa_html_read         (ChiosaReader *reader, GError **error);
guint             chiosa_html_guess        (const char *name, const char *head, gsize n_bytes);
/* chiosa-html-data.c: the data of a reading copy, as JSON that can stand in a script element; and back. */
void              chiosa_html_append_data  (GString *out, const ChiosaRecord *record);
ChiosaRecord     *chiosa_html_read_data    (ChiosaReader *reader, const char *data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaHtmlSource, chiosa_html_source_free)

G_END_DECLS
