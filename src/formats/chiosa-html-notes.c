/* chiosa-html-notes.c
 *
 * What stands before and behind the text of a reading copy: the legend, and the list of annotations with what is said of each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of an annotation's words in the list, and of the other end of a relation. */
#define MAX_WORDS 400
#define MAX_END 60

/* --- Words ---------------------------------------------------------------------------------------------------------- */

/* The words of a live annotation, cut where they are long. (transfer full) */
static char *
get_words (const ChiosaHtmlPage *page,
           guint                 item,
           glong                 max)
{
  guint n_spans;
  const ChiosaSpan *spans = chiosa_record_get_spans (page->record, item, &n_spans);
  g_autofree char *words = chiosa_spans_get_quote (spans, n_spans, page->record->snapshot->text);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (words, -1) <= max)
    return g_steal_pointer (&words);

  cut = g_utf8_substring (words, 0, max);

  return g_strconcat (g_strchomp (cut), "…", NULL);
}

static void
append_element (GString    *out,
                const char *opening,
                const char *content,
                const char *closing)
{
  g_string_append (out, opening);
  chiosa_html_append_escaped (out, content);
  g_string_append (out, closing);
}

/* --- Attributes ----------------------------------------------------------------------------------------------------- */

static const ChiosaAttributeType *
find_attribute (ChiosaHtmlPage *page,
                const char     *type,
                const char     *name)
{
  const ChiosaAttributeType *attributes;
  guint n;

  if (type != NULL)
    return chiosa_tagset_find_attribute (page->tagset, type, name);

  attributes = chiosa_tagset_get_article_attributes (page->tagset, &n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (attributes[i].id, name))
      return &attributes[i];

  return NULL;
}

static const char *
get_value_name (const ChiosaAttributeType *type,
                ChiosaValueKind            kind,
                const char                *value)
{
  if (kind == CHIOSA_VALUE_FLAG)
    return g_str_equal (value, "true") ? C_("value of an attribute", "yes") : C_("value of an attribute", "no");

  for (guint i = 0; type != NULL && type->kind == CHIOSA_ATTRIBUTE_CHOICE && i < type->n_values; i++)
    if (g_str_equal (type->values[i].id, value))
      return type->values[i].name;

  return value;
}

static gboolean
is_web_address (const char *value)
{
  return g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://");
}

static void
append_value (GString    *out,
              const char *value)
{
  if (is_web_address (value))
    {
      append_element (out, "<a rel=\"noreferrer\" href=\"", value, "\">");
      append_element (out, "", value, "</a>");
      return;
    }

  append_element (out, "<bdi>", value, "</bdi>");
}

/**
 * chiosa_html_append_attributes:
 * @page: the page that is being written
 * @type: (nullable): of annotation; %NULL: of the article
 * @attributes: (nullable): what to append as pairs of dt and dd
 */
void
chiosa_html_append_attributes (ChiosaHtmlPage         *page,
                               const char             *type,
                               const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);
      const ChiosaAttributeType *known = find_attribute (page, type, name);

      append_element (page->out, "<dt>", known != NULL ? known->name : name, "</dt><dd>");
      append_value (page->out, get_value_name (known, kind, value));
      g_string_append (page->out, "</dd>");
    }
}

static void
append_attribute_list (ChiosaHtmlPage         *page,
                       const char             *type,
                       const ChiosaAttributes *attributes)
{
  if (chiosa_attributes_get_n (attributes) == 0)
    return;

  g_string_append (page->out, "<dl>");
  chiosa_html_append_attributes (page, type, attributes);
  g_string_append (page->out, "</dl>");
}

/* --- Legend --------------------------------------------------------------------------------------------------------- */

static guint
count_ink (const ChiosaHtmlPage *page,
           guint                 ink)
{
  guint n = 0;

  for (guint i = 0; i < chiosa_record_get_n (page->record); i++)
    n += page->ink_of[i] == ink;

  return n;
}

static void
append_label (ChiosaHtmlPage *page,
              guint           i)
{
  const ChiosaHtmlInk *ink = &g_array_index (page->inks, ChiosaHtmlInk, i);

  g_string_append_printf (page->out, "<li><mark class=\"%s c%u\">", chiosa_html_get_shape (ink->shape), i);
  append_element (page->out, "", *ink->label_name != '\0' ? ink->label_name : ink->type_name, "</mark>");
  g_string_append_printf (page->out, " <small>%u</small></li>", count_ink (page, i));
}

/* One row of the legend: a type, which can be switched off, and its labels. @first: of the inks, one of this type. */
static void
append_kind (ChiosaHtmlPage *page,
             guint           first)
{
  const ChiosaHtmlInk *ink = &g_array_index (page->inks, ChiosaHtmlInk, first);

  g_string_append_printf (page->out, "<div><label><input type=\"checkbox\" id=\"k%u\" checked> ", ink->kind);
  append_element (page->out, "", ink->type_name, "</label><ul>");
  for (guint i = first; i < page->inks->len; i++)
    if (g_array_index (page->inks, ChiosaHtmlInk, i).kind == ink->kind)
      append_label (page, i);
  g_string_append (page->out, "</ul></div>\n");
}

/**
 * chiosa_html_append_legend:
 * @page: the page that is being written
 *
 * Appends what the marks mean, with boxes that show and hide them by the style sheet alone.
 */
void
chiosa_html_append_legend (ChiosaHtmlPage *page)
{
  guint n_kinds = 0;

  if (page->inks->len == 0)
    return;

  append_element (page->out, "<fieldset class=\"legend\"><legend>", _("What the marks mean; each kind can be hidden"), "</legend>\n");
  for (guint i = 0; i < page->inks->len; i++)
    if (g_array_index (page->inks, ChiosaHtmlInk, i).kind == n_kinds)
      {
        append_kind (page, i);
        n_kinds++;
      }

  append_element (page->out, "<div class=\"option\"><label><input type=\"checkbox\" id=\"refs\" checked> ",
                  /* Translators: a check box of the reading copy: the small numbers in the text, which lead to the list */
                  _("Numbers"), "</label></div>\n</fieldset>\n");
}

/* --- Relations ------------------------------------------------------------------------------------------------------ */

static void
note_relation (ChiosaHtmlPage *page,
               guint           item,
               gconstpointer   relation)
{
  if (page->relations[item] == NULL)
    page->relations[item] = g_ptr_array_new ();
  g_ptr_array_add (page->relations[item], (gpointer) relation);
}

void
chiosa_html_find_relations (ChiosaHtmlPage *page)
{
  const ChiosaRelation *relation;
  guint from, to;

  page->relations = g_new0 (GPtrArray *, chiosa_record_get_n (page->record));
  for (guint i = 0; (relation = chiosa_record_get_relation (page->record, i, &from, &to)) != NULL; i++)
    {
      note_relation (page, from, relation);
      note_relation (page, to, relation);
    }
}

static void
append_relation (ChiosaHtmlPage       *page,
                 guint                 item,
                 const ChiosaRelation *relation)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (page->tagset, relation->type);
  gboolean forward = g_str_equal (relation->from, chiosa_record_get (page->record, item)->id);
  gboolean symmetric = type != NULL && type->symmetric;
  g_autofree char *words = NULL;
  guint other = 0;

  chiosa_record_find (page->record, forward ? relation->to : relation->from, &other);
  words = get_words (page, other, MAX_END);

  if (forward || symmetric)
    g_string_append_printf (page->out, "<li><span aria-hidden=\"true\">%s</span> ", symmetric ? "↔" : "→");
  else
    /* Translators: read aloud before the name of a relation that leads here from another annotation */
    append_element (page->out, "<li><span role=\"img\" aria-label=\"", _("the other way round:"), "\">←</span> ");
  append_element (page->out, "", type != NULL ? type->tag.name : relation->type, "");
  g_string_append_printf (page->out, " <a href=\"#n%u\">%u</a> ", other + 1, other + 1);
  append_element (page->out, "<q dir=\"auto\">", words, "</q>");
  if (forward)
    {
      append_attribute_list (page, "", relation->attributes);
      if (relation->note != NULL)
        append_element (page->out, "<p class=\"note\">", relation->note, "</p>");
    }
  g_string_append (page->out, "</li>");
}

static void
append_relations (ChiosaHtmlPage *page,
                  guint           item)
{
  const GPtrArray *relations = page->relations[item];

  if (relations == NULL)
    return;

  g_string_append (page->out, "<ul>");
  for (guint i = 0; i < relations->len; i++)
    append_relation (page, item, g_ptr_array_index (relations, i));
  g_string_append (page->out, "</ul>");
}

/* --- List ----------------------------------------------------------------------------------------------------------- */

/* Who, when, how sure: "maria · 2024-03-05 · suggested by dictionary · 0.83". */
static void
append_provenance (ChiosaHtmlPage         *page,
                   const ChiosaAnnotation *annotation)
{
  g_autoptr (GString) line = g_string_new (annotation->creator);
  g_autofree char *day = annotation->created != NULL ? g_strndup (annotation->created, strcspn (annotation->created, "T")) : NULL;
  const char *parts[] = { day, annotation->suggester, annotation->confidence };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);

  if (line->len > 0)
    append_element (page->out, "<p class=\"who\">", line->str, "</p>");
}

static void
append_kind_name (ChiosaHtmlPage         *page,
                  const ChiosaHtmlInk    *ink)
{
  append_element (page->out, "<span class=\"kind\">", ink->type_name, "");
  if (*ink->label_name != '\0')
    append_element (page->out, " · ", ink->label_name, "");
  g_string_append (page->out, "</span>");
}

static void
append_annotation (ChiosaHtmlPage *page,
                   guint           item)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (page->record, item);
  g_autofree char *words = get_words (page, item, MAX_WORDS);
  g_autofree char *back = g_strdup_printf (_("Annotation %u: back to the text"), item + 1);

  g_string_append_printf (page->out, "<li class=\"n c%u\" id=\"n%u\">", page->ink_of[item], item + 1);
  g_string_append_printf (page->out, "<a class=\"back\" href=\"#m%u\" aria-label=\"", item + 1);
  append_element (page->out, "", back, "\">");
  g_string_append_printf (page->out, "%u</a><div>", item + 1);

  append_kind_name (page, &g_array_index (page->inks, ChiosaHtmlInk, page->ink_of[item]));
  append_element (page->out, "<span class=\"words\" dir=\"auto\">", words, "</span>");
  append_attribute_list (page, annotation->type, annotation->attributes);
  if (annotation->note != NULL)
    append_element (page->out, "<p class=\"note\" dir=\"auto\">", annotation->note, "</p>");
  append_relations (page, item);
  append_provenance (page, annotation);
  g_string_append (page->out, "</div></li>\n");
}

/* Annotations that have lost their words: listed, as they cannot be drawn. */
static void
append_detached (ChiosaHtmlPage *page)
{
  const GArray *items = page->record->snapshot->items;
  guint n_live = chiosa_record_get_n (page->record);

  if (items->len == n_live)
    return;

  append_element (page->out, "<h3>", _("Without words in the text any more"), "</h3>\n<ul>");
  for (guint i = n_live; i < items->len; i++)
    {
      const ChiosaAnnotation *annotation = g_array_index (items, ChiosaSnapshotItem, i).annotation;

      append_element (page->out, "<li>", annotation->type, "");
      append_element (page->out, " ", annotation->label, ": ");
      append_element (page->out, "<q dir=\"auto\">", annotation->quote != NULL ? annotation->quote->exact : "", "</q></li>\n");
    }
  g_string_append (page->out, "</ul>\n");
}

/**
 * chiosa_html_append_notes:
 * @page: the page that is being written
 *
 * Appends the list of annotations, with links from each to its words and to those it is joined to.
 */
void
chiosa_html_append_notes (ChiosaHtmlPage *page)
{
  guint n = chiosa_record_get_n (page->record);

  if (page->record->snapshot->items->len == 0)
    return;

  append_element (page->out, "<section class=\"notes\" aria-labelledby=\"notes\"><h2 id=\"notes\">", _("Annotations"), "</h2>\n<ol>\n");
  for (guint i = 0; i < n; i++)
    append_annotation (page, i);
  g_string_append (page->out, "</ol>\n");
  append_detached (page);
  g_string_append (page->out, "</section>\n");
}
