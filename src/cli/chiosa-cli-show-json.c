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
  chiosa_json_append_text (out, "id", annotation->id);
  chiosa_json_append_text (out, "type", annotation->type);
  chiosa_json_append_text (out, "label", annotation->label);

  if (annotation->state == CHIOSA_STATE_DETACHED)
    {
      chiosa_json_append_text (out, "state", "detached");
      chiosa_json_append_text (out, "text", annotation->quote != NULL ? annotation->quote->exact : NULL);
    }
  else
    {
      append_spans (out, spans, n_spans);
      chiosa_json_append_text (out, "text", quote);
    }

  chiosa_sidecar_append_attributes (out, annotation->attributes);
  chiosa_json_append_text (out, "note", annotation->note);
  chiosa_json_append_text (out, "creator", annotation->creator);
  chiosa_json_append_text (out, "created", annotation->created);
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
      chiosa_json_append_text (out, "id", relation->id);
      chiosa_json_append_text (out, "type", relation->type);
      chiosa_json_append_text (out, "from", relation->from);
      chiosa_json_append_text (out, "to", relation->to);
      chiosa_sidecar_append_attributes (out, relation->attributes);
      chiosa_json_append_text (out, "note", relation->note);
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

  chiosa_json_append_text (out, "article", path);
  chiosa_json_append_key (out, "length");
  g_string_append_printf (out, "%" G_GSIZE_FORMAT, chiosa_text_get_length (text));
  chiosa_json_append_text (out, "sha256", hash);
  chiosa_json_append_text (out, "encoding", encoding->charset);
  chiosa_json_append_text (out, "newline", chiosa_newline_to_string (encoding->newline));

  if (article == NULL)
    return;

  chiosa_json_append_text (out, "status", chiosa_status_to_string (article->status));
  chiosa_json_append_text (out, "title", article->title);
  chiosa_json_append_text (out, "author", article->author);
  chiosa_json_append_text (out, "publisher", article->publisher);
  chiosa_json_append_text (out, "url", article->url);
  chiosa_json_append_text (out, "date", article->date);
  chiosa_json_append_text (out, "language", article->language);
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
