/* chiosa-cli-show-json.c
 *
 * An article and what is marked in it, as JSON for other programs: the model as it is now, offsets in code points.
 * Not the sidecar: that is the store's, with what is needed to find words again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-cli-show-json.h"

#include "chiosa-json.h"
#include "chiosa-sidecar.h"

/* Leaves the member out where there is no value. */
static void
append_member (GString    *out,
               const char *key,
               const char *value)
{
  if (value == NULL)
    return;

  chiosa_json_append_key (out, key);
  chiosa_json_append_string (out, value);
}

static void
append_spans (GString          *out,
              const ChiosaSpan *spans,
              guint             n_spans)
{
  chiosa_json_append_key (out, "spans");
  g_string_append_c (out, '[');

  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (out, "%s[%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT "]", i > 0 ? "," : "",
                            spans[i].start, spans[i].end);

  g_string_append_c (out, ']');
}

static void
append_annotation (GString                *out,
                   ChiosaDocument         *document,
                   const ChiosaAnnotation *annotation)
{
  g_autofree char *quote = chiosa_document_get_quote (document, annotation->id);
  guint n_spans = 0;
  g_autofree ChiosaSpan *spans = chiosa_document_get_spans (document, annotation->id, &n_spans);

  g_string_append_c (out, '{');
  append_member (out, "id", annotation->id);
  append_member (out, "type", annotation->type);
  append_member (out, "label", annotation->label);

  if (annotation->state == CHIOSA_STATE_DETACHED)
    {
      append_member (out, "state", "detached");
      append_member (out, "text", annotation->quote != NULL ? annotation->quote->exact : NULL);
    }
  else
    {
      append_spans (out, spans, n_spans);
      append_member (out, "text", quote);
    }

  chiosa_sidecar_append_attributes (out, annotation->attributes);
  append_member (out, "note", annotation->note);
  append_member (out, "creator", annotation->creator);
  append_member (out, "created", annotation->created);
  g_string_append_c (out, '}');
}

static void
append_annotations (GString        *out,
                    const char     *key,
                    ChiosaDocument *document,
                    GPtrArray      *annotations)
{
  chiosa_json_append_key (out, key);
  g_string_append_c (out, '[');

  for (guint i = 0; i < annotations->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_annotation (out, document, g_ptr_array_index (annotations, i));
    }

  g_string_append (out, annotations->len > 0 ? "\n]" : "]");
}

static void
append_relations (GString   *out,
                  GPtrArray *relations)
{
  chiosa_json_append_key (out, "relations");
  g_string_append_c (out, '[');

  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);

      g_string_append (out, i > 0 ? ",\n{" : "\n{");
      append_member (out, "id", relation->id);
      append_member (out, "type", relation->type);
      append_member (out, "from", relation->from);
      append_member (out, "to", relation->to);
      chiosa_sidecar_append_attributes (out, relation->attributes);
      append_member (out, "note", relation->note);
      g_string_append_c (out, '}');
    }

  g_string_append (out, relations->len > 0 ? "\n]" : "]");
}

static void
append_article (GString             *out,
                ChiosaArticleFile   *file,
                const ChiosaArticle *article,
                const ChiosaText    *text)
{
  const ChiosaEncoding *encoding = chiosa_article_file_get_encoding (file);
  g_autofree char *path = g_filename_display_name (chiosa_article_file_get_path (file));
  g_autofree char *hash = chiosa_text_hash (text);

  append_member (out, "article", path);
  chiosa_json_append_key (out, "length");
  g_string_append_printf (out, "%" G_GSIZE_FORMAT, chiosa_text_get_length (text));
  append_member (out, "sha256", hash);
  append_member (out, "encoding", encoding->charset);
  append_member (out, "newline", chiosa_newline_to_string (encoding->newline));

  if (article == NULL)
    return;

  append_member (out, "status", chiosa_status_to_string (article->status));
  append_member (out, "title", article->title);
  append_member (out, "author", article->author);
  append_member (out, "publisher", article->publisher);
  append_member (out, "url", article->url);
  append_member (out, "date", article->date);
  append_member (out, "language", article->language);
}

/**
 * chiosa_cli_show_json:
 * @file: a loaded article
 *
 * Returns: (transfer full): one JSON object, one annotation or relation per line
 */
char *
chiosa_cli_show_json (ChiosaArticleFile *file)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  g_autoptr (GPtrArray) live = chiosa_document_list (document);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (document);
  g_autoptr (GPtrArray) relations = chiosa_document_list_relations (document, NULL);
  GString *out = g_string_new ("{");

  append_article (out, file, chiosa_document_get_article (document), chiosa_document_get_text (document));
  append_annotations (out, "annotations", document, live);
  append_annotations (out, "detached", document, detached);
  append_relations (out, relations);
  g_string_append (out, "}\n");

  return g_string_free (out, FALSE);
}
