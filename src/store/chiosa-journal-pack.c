/* chiosa-journal-pack.c
 *
 * Values as bytes. Reading them back is in chiosa-journal-unpack.c: what is written here must stay readable there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-pack.h"

#include <string.h>

void
chiosa_pack_number (GByteArray *out,
                    guint64     value)
{
  guint8 bytes[10];
  guint n = 0;

  do
    {
      bytes[n] = value & 0x7f;
      value >>= 7;
      if (value > 0)
        bytes[n] |= 0x80;
      n++;
    }
  while (value > 0);

  g_byte_array_append (out, bytes, n);
}

void
chiosa_pack_string (GByteArray *out,
                    const char *string)
{
  gsize length;

  if (string == NULL)
    {
      chiosa_pack_number (out, 0);
      return;
    }

  length = strlen (string);
  chiosa_pack_number (out, length + 1);
  g_byte_array_append (out, (const guint8 *) string, length);
}

static void
pack_spans (GByteArray       *out,
            const ChiosaSpan *spans,
            guint             n_spans)
{
  chiosa_pack_number (out, n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      chiosa_pack_number (out, spans[i].start);
      chiosa_pack_number (out, spans[i].end);
    }
}

static void
pack_attributes (GByteArray             *out,
                 const ChiosaAttributes *attributes)
{
  guint n = chiosa_attributes_get_n (attributes);

  chiosa_pack_number (out, n);
  for (guint i = 0; i < n; i++)
    {
      ChiosaValueKind kind;
      const char *value;

      chiosa_pack_string (out, chiosa_attributes_nth (attributes, i, &kind, &value));
      chiosa_pack_number (out, kind);
      chiosa_pack_string (out, value);
    }
}

static void
pack_quote (GByteArray        *out,
            const ChiosaQuote *quote)
{
  chiosa_pack_number (out, quote != NULL);
  if (quote == NULL)
    return;

  chiosa_pack_string (out, quote->exact);
  chiosa_pack_string (out, quote->prefix);
  chiosa_pack_string (out, quote->suffix);
  pack_spans (out, quote->spans, quote->n_spans);
  chiosa_pack_number (out, quote->point);
}

void
chiosa_pack_annotation (GByteArray             *out,
                        const ChiosaAnnotation *annotation,
                        const ChiosaSpan       *spans,
                        guint                   n_spans)
{
  chiosa_pack_string (out, annotation->id);
  chiosa_pack_string (out, annotation->type);
  chiosa_pack_string (out, annotation->label);
  chiosa_pack_number (out, annotation->state);
  chiosa_pack_number (out, annotation->origin);
  chiosa_pack_number (out, annotation->edited | annotation->review << 1);
  pack_attributes (out, annotation->attributes);
  chiosa_pack_string (out, annotation->note);
  chiosa_pack_string (out, annotation->creator);
  chiosa_pack_string (out, annotation->created);
  chiosa_pack_string (out, annotation->suggester);
  chiosa_pack_string (out, annotation->confidence);
  chiosa_pack_string (out, annotation->extra);
  pack_quote (out, annotation->quote);
  pack_spans (out, spans, n_spans);
}

void
chiosa_pack_relation (GByteArray           *out,
                      const ChiosaRelation *relation)
{
  chiosa_pack_string (out, relation->id);
  chiosa_pack_string (out, relation->type);
  chiosa_pack_string (out, relation->from);
  chiosa_pack_string (out, relation->to);
  pack_attributes (out, relation->attributes);
  chiosa_pack_string (out, relation->note);
  chiosa_pack_string (out, relation->creator);
  chiosa_pack_string (out, relation->created);
  chiosa_pack_string (out, relation->extra);
}

void
chiosa_pack_article (GByteArray          *out,
                     const ChiosaArticle *article)
{
  chiosa_pack_string (out, article->title);
  chiosa_pack_string (out, article->author);
  chiosa_pack_string (out, article->publisher);
  chiosa_pack_string (out, article->url);
  chiosa_pack_string (out, article->date);
  chiosa_pack_string (out, article->language);
  chiosa_pack_string (out, article->licence);
  chiosa_pack_string (out, article->note);
  chiosa_pack_number (out, article->status);
  pack_attributes (out, article->attributes);
  chiosa_pack_string (out, article->extra);
}

void
chiosa_pack_conflict (GByteArray                *out,
                      const ChiosaMergeConflict *conflict)
{
  chiosa_pack_string (out, conflict->kind);
  chiosa_pack_string (out, conflict->id);
  chiosa_pack_string (out, conflict->field);
  chiosa_pack_string (out, conflict->base);
  chiosa_pack_string (out, conflict->mine);
  chiosa_pack_string (out, conflict->theirs);
  chiosa_pack_number (out, conflict->sides_known);
}

void
chiosa_pack_edit (GByteArray       *out,
                  const ChiosaEdit *edit)
{
  guint n = chiosa_edit_get_n (edit);

  chiosa_pack_number (out, n);
  for (guint i = 0; i < n; i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);

      chiosa_pack_number (out, replacement->start);
      chiosa_pack_number (out, replacement->end);
      chiosa_pack_string (out, replacement->text);
    }
}

static void
append_chunk (const char *utf8,
              gsize       n_bytes,
              gpointer    out)
{
  g_byte_array_append (out, (const guint8 *) utf8, n_bytes);
}

void
chiosa_pack_text (GByteArray       *out,
                  const ChiosaText *text)
{
  chiosa_pack_number (out, chiosa_text_get_n_bytes (text) + 1);
  chiosa_text_foreach_chunk (text, append_chunk, out);
}
