/* chiosa-tei-header.c
 *
 * The header of a TEI file (who, where, when; the taxonomy of types and labels), and characters as XML takes them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-tei-private.h"

#include "chiosa-linked.h"

#include <string.h>

/* --- Characters ------------------------------------------------------------------------------------------------- */

static gboolean
is_xml (gunichar c)
{
  return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

static void
append_char (GString  *out,
             gunichar  c)
{
  switch (c)
    {
    case '&': g_string_append (out, "&amp;"); return;
    case '<': g_string_append (out, "&lt;"); return;
    case '>': g_string_append (out, "&gt;"); return;
    case '"': g_string_append (out, "&quot;"); return;
    case '\r': g_string_append (out, "&#13;"); return;
    default: g_string_append_unichar (out, is_xml (c) ? c : 0xfffd); return;
    }
}

/**
 * chiosa_tei_append_escaped:
 * @out: where to
 * @utf8: a text
 * @n_bytes: how much of it
 *
 * Returns: how many characters XML 1.0 does not have: they are written as U+FFFD
 */
guint
chiosa_tei_append_escaped (GString    *out,
                           const char *utf8,
                           gsize       n_bytes)
{
  guint replaced = 0;

  for (const char *p = utf8; p < utf8 + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      append_char (out, c);
      replaced += !is_xml (c);
    }

  return replaced;
}

/* Within an attribute: white space by reference, or a parser makes spaces of it. */
static void
append_value (GString    *out,
              const char *utf8)
{
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\n' || *p == '\t')
        g_string_append_printf (out, "&#%d;", *p);
      else
        append_char (out, g_utf8_get_char (p));
    }
}

/**
 * chiosa_tei_append_attribute:
 * @out: where to, within a start tag
 * @name: of the attribute
 * @value: as it is to be read; line ends and tabs stay
 */
void
chiosa_tei_append_attribute (GString    *out,
                             const char *name,
                             const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  append_value (out, value);
  g_string_append_c (out, '"');
}

/**
 * chiosa_tei_append_text:
 * @self: a writer
 * @text: the content of an element
 * @id: (nullable): of the annotation it belongs to
 *
 * Characters that XML does not have are replaced, and counted as lost.
 */
void
chiosa_tei_append_text (ChiosaTei  *self,
                        const char *text,
                        const char *id)
{
  guint replaced = chiosa_tei_append_escaped (self->out, text, strlen (text));

  for (guint i = 0; i < replaced; i++)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_TEXT, id, NULL);
}

static void
append_element (ChiosaTei  *self,
                const char *name,
                const char *text)
{
  if (text == NULL)
    return;

  g_string_append_printf (self->out, "<%s>", name);
  chiosa_tei_append_text (self, text, NULL);
  g_string_append_printf (self->out, "</%s>", name);
}

/**
 * chiosa_tei_append_name:
 * @out: where to, within a start tag
 * @attribute: "name" or "type": one that takes no white space
 * @name: any name; where it has to be changed, it is written as @n as it is
 */
void
chiosa_tei_append_name (GString    *out,
                        const char *attribute,
                        const char *name)
{
  g_autofree char *id = chiosa_labels_to_id (name);

  chiosa_tei_append_attribute (out, attribute, id);
  if (!g_str_equal (id, name))
    chiosa_tei_append_attribute (out, "n", name);
}

/* --- Header ----------------------------------------------------------------------------------------------------- */

/**
 * chiosa_tei_is_language:
 * @language: (nullable): what may be a language tag
 *
 * Returns: whether xml:lang takes it
 */
gboolean
chiosa_tei_is_language (const char *language)
{
  return language != NULL && g_regex_match_simple ("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", language, G_REGEX_DOLLAR_ENDONLY, 0);
}

static void
append_date (ChiosaTei  *self,
             const char *date)
{
  if (date == NULL)
    return;

  g_string_append (self->out, "<date");
  if (chiosa_linked_is_day (date) && date[10] == '\0')
    chiosa_tei_append_attribute (self->out, "when", date);
  g_string_append_c (self->out, '>');
  chiosa_tei_append_text (self, date, NULL);
  g_string_append (self->out, "</date>");
}

static void
append_address (ChiosaTei  *self,
                const char *url)
{
  if (url == NULL)
    return;

  g_string_append (self->out, "<ref");
  if (chiosa_linked_is_iri (url))
    chiosa_tei_append_attribute (self->out, "target", url);
  g_string_append_c (self->out, '>');
  chiosa_tei_append_text (self, url, NULL);
  g_string_append (self->out, "</ref>");
}

static void
append_source (ChiosaTei           *self,
               const ChiosaArticle *article)
{
  GString *out = self->out;

  g_string_append (out, "<sourceDesc><bibl>");
  append_element (self, "title", article->title);
  append_element (self, "author", article->author);
  append_element (self, "publisher", article->publisher);
  append_date (self, article->date);
  append_address (self, article->url);
  g_string_append (out, "<idno type=\"name\">");
  chiosa_tei_append_text (self, self->record->name, NULL);
  g_string_append_printf (out, "</idno><idno type=\"sha256\">%s</idno>", self->record->sha256);
  if (article->licence != NULL)
    {
      g_string_append (out, "<availability><licence");
      if (chiosa_linked_is_iri (article->licence))
        chiosa_tei_append_attribute (out, "target", article->licence);
      g_string_append (out, "><p>");
      chiosa_tei_append_text (self, article->licence, NULL);
      g_string_append (out, "</p></licence></availability>");
    }
  g_string_append (out, "</bibl></sourceDesc>\n");
}

static void
append_note (ChiosaTei  *self,
             const char *type,
             const char *name,
             const char *text)
{
  if (text == NULL)
    return;

  g_string_append (self->out, "<note");
  chiosa_tei_append_attribute (self->out, "type", type);
  if (name != NULL)
    chiosa_tei_append_attribute (self->out, "n", name);
  g_string_append_c (self->out, '>');
  chiosa_tei_append_text (self, text, NULL);
  g_string_append (self->out, "</note>");
}

/* What of an article has no element of its own. */
static void
append_notes (ChiosaTei           *self,
              const ChiosaArticle *article)
{
  g_string_append (self->out, "<notesStmt>");
  append_note (self, "status", NULL, chiosa_status_to_string (article->status));
  append_note (self, "note", NULL, article->note);
  if (!chiosa_tei_is_language (article->language))
    append_note (self, "language", NULL, article->language);
  for (guint i = 0; i < chiosa_attributes_get_n (article->attributes); i++)
    {
      const char *value;
      const char *name = chiosa_attributes_nth (article->attributes, i, NULL, &value);

      append_note (self, "attribute", name, value);
    }
  if (article->extra != NULL)
    {
      g_autofree char *object = g_strconcat ("{", article->extra, "}", NULL);

      append_note (self, "extra", NULL, object);
    }
  g_string_append (self->out, "</notesStmt>\n");
}

/**
 * chiosa_tei_get_group_type:
 * @self: a writer
 * @i: one of its groups
 *
 * Returns: (transfer none): the type of the annotations in it
 */
const char *
chiosa_tei_get_group_type (const ChiosaTei *self,
                           guint            i)
{
  const GArray *group = g_ptr_array_index (self->groups, i);

  return chiosa_record_get (self->record, g_array_index (group, guint, 0))->type;
}

/* Whether an id begins as one of XML may and is that of nothing else; those of paragraphs are p1, p2 and so on, all others have a dot. */
static gboolean
is_free (ChiosaTei  *self,
         const char *id)
{
  return (g_ascii_isalpha (*id) || *id == '_') && !g_str_equal (id, "tagset")
         && !(*id == 'p' && g_ascii_isdigit (id[1])) && !g_hash_table_contains (self->category_ids, id);
}

/**
 * chiosa_tei_add_category:
 * @self: a writer
 * @type: of annotations
 * @label: of annotations; "" for the type itself
 *
 * Returns: (transfer none): the id of the category: an XML name, and that of no other
 */
const char *
chiosa_tei_add_category (ChiosaTei  *self,
                         const char *type,
                         const char *label)
{
  g_autofree char *key = g_strconcat (type, "\n", label, NULL);
  g_autofree char *name = NULL, *plain = NULL;
  const char *known = g_hash_table_lookup (self->categories, key);
  char *id;

  if (known != NULL)
    return known;

  name = chiosa_labels_join (self->context->tagset, type, label);
  plain = chiosa_labels_to_id (name);
  id = is_free (self, plain) ? g_strdup (plain) : g_strdup_printf ("c%u.%s", g_hash_table_size (self->categories) + 1, plain);
  g_hash_table_insert (self->categories, g_steal_pointer (&key), id);
  g_hash_table_add (self->category_ids, id);

  return id;
}

static void
begin_category (ChiosaTei  *self,
                const char *type,
                const char *label)
{
  g_string_append (self->out, "<category");
  chiosa_tei_append_attribute (self->out, "xml:id", chiosa_tei_add_category (self, type, label));
  g_string_append (self->out, "><catDesc>");
  chiosa_tei_append_text (self, *label != '\0' ? label : type, NULL);
  g_string_append (self->out, "</catDesc>");
}

static void
append_label_category (ChiosaTei  *self,
                       const char *type,
                       const char *label)
{
  g_autofree char *key = g_strconcat (type, "\n", label, NULL);

  if (g_hash_table_contains (self->categories, key))
    return;

  begin_category (self, type, label);
  g_string_append (self->out, "</category>");
}

/* One category for the type, those for its labels in it: of the tag set first, then what the annotations have beside. */
static void
append_category (ChiosaTei            *self,
                 const char           *type,
                 const ChiosaSpanType *known)
{
  g_autofree char *key = g_strconcat (type, "\n", NULL);
  const GArray *group;

  if (g_hash_table_contains (self->categories, key))
    return;

  begin_category (self, type, "");
  for (guint i = 0; known != NULL && i < known->n_labels; i++)
    append_label_category (self, type, known->labels[i].id);
  group = g_hash_table_lookup (self->by_type, type);
  for (guint k = 0; group != NULL && k < group->len; k++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, g_array_index (group, guint, k));

      if (*annotation->label != '\0')
        append_label_category (self, type, annotation->label);
    }
  g_string_append (self->out, "</category>\n");
}

static void
append_taxonomy (ChiosaTei *self)
{
  guint n_types = 0;
  const ChiosaSpanType *types = self->context->tagset != NULL ? chiosa_tagset_get_types (self->context->tagset, &n_types) : NULL;
  guint n = chiosa_record_get_n (self->record);

  if (n_types + n == 0)
    return;

  g_string_append (self->out, "<classDecl><taxonomy xml:id=\"tagset\">\n");
  for (guint i = 0; i < n_types; i++)
    append_category (self, types[i].tag.id, &types[i]);
  for (guint i = 0; i < self->groups->len; i++)
    append_category (self, chiosa_tei_get_group_type (self, i), NULL);
  g_string_append (self->out, "</taxonomy></classDecl>");
}

/**
 * chiosa_tei_append_header:
 * @self: a writer
 *
 * Appends teiHeader: article, taxonomy, language.
 */
void
chiosa_tei_append_header (ChiosaTei *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  GString *out = self->out;

  g_string_append (out, "<teiHeader>\n<fileDesc>\n<titleStmt>");
  append_element (self, "title", article->title != NULL ? article->title : self->record->name);
  append_element (self, "author", article->author);
  g_string_append (out, "</titleStmt>\n<publicationStmt><p>Annotated copy of an article.</p></publicationStmt>\n");
  append_notes (self, article);
  append_source (self, article);
  g_string_append (out, "</fileDesc>\n<encodingDesc><editorialDecl><p>Each paragraph holds its line end: the paragraphs one after the other are "
                        "the text. string-range counts Unicode code points from the start of a paragraph.</p></editorialDecl>");
  append_taxonomy (self);
  g_string_append (out, "</encodingDesc>\n");
  if (chiosa_tei_is_language (article->language))
    {
      g_string_append (out, "<profileDesc><langUsage><language");
      chiosa_tei_append_attribute (out, "ident", article->language);
      g_string_append (out, "/></langUsage></profileDesc>\n");
    }
  g_string_append (out, "</teiHeader>\n");
}
