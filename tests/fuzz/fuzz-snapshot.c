/* fuzz-snapshot.c
 *
 * Annotations out of bytes, and what must hold of any snapshot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-snapshot.h"

#include "chiosa-sidecar.h"

#define MAX_ITEMS 24
#define CONTEXT 8
/* Bytes for one annotation. */
#define STRIDE 4

static ChiosaQuote *
make_quote (const ChiosaText *text,
            const ChiosaSpan *spans,
            guint             n_spans)
{
  gsize start = spans[0].start, end = spans[n_spans - 1].end;
  g_autofree char *exact = chiosa_text_get_slice (text, spans[0].start, spans[0].end);
  g_autofree char *prefix = chiosa_text_get_slice (text, start - MIN (start, CONTEXT), start);
  g_autofree char *suffix = chiosa_text_get_slice (text, end, end + CONTEXT);

  if (n_spans > 1)
    {
      g_autofree char *first = g_steal_pointer (&exact), *second = chiosa_text_get_slice (text, spans[1].start, spans[1].end);

      exact = g_strconcat (first, " … ", second, NULL);
    }

  return chiosa_quote_new (exact, prefix, suffix, spans, n_spans, start);
}

/* Start and length of one or two fragments, and what kind of annotation. */
static void
add_item (ChiosaSnapshot   *self,
          const ChiosaText *text,
          const guint8     *bytes,
          guint             i,
          FuzzQuotes        quotes)
{
  g_autofree char *id = g_strdup_printf ("a%u", i);
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, bytes[3] & 1 ? "claim" : "entity", bytes[3] & 2 ? "FACT" : "");
  gsize length = chiosa_text_get_length (text);
  ChiosaSpan spans[2];
  guint n = 1;

  spans[0].start = (bytes[0] + (gsize) (bytes[3] >> 4) * 16) % length;
  spans[0].end = MIN (spans[0].start + 1 + bytes[1] % 48, length);
  spans[1].start = spans[0].end + 1 + bytes[2] % 16;
  spans[1].end = spans[1].start + 1 + bytes[2] / 16;
  if (bytes[3] & 4 && spans[1].end <= length)
    n = 2;

  if ((bytes[3] & 8) == 0 && quotes == FUZZ_WITHOUT_QUOTES)
    {
      chiosa_snapshot_add (self, annotation, spans, n);
      return;
    }

  annotation->quote = make_quote (text, spans, n);
  if (bytes[3] & 8)
    {
      annotation->state = CHIOSA_STATE_DETACHED;
      annotation->review = bytes[2] & 1;
    }
  chiosa_snapshot_add (self, annotation, spans, bytes[3] & 8 ? 0 : n);
}

ChiosaSnapshot *
fuzz_snapshot_new (const ChiosaText *text,
                   const guint8     *data,
                   gsize             size,
                   FuzzQuotes        quotes)
{
  ChiosaSnapshot *self = chiosa_snapshot_new ();

  self->text = chiosa_text_copy (text);
  self->article = chiosa_article_new ();
  for (guint i = 0; i < MAX_ITEMS && (i + 1) * STRIDE <= size && chiosa_text_get_length (text) > 0; i++)
    add_item (self, text, data + i * STRIDE, i, quotes);

  return self;
}

static void
check_item (const ChiosaSnapshot     *self,
            const ChiosaSnapshotItem *item,
            gsize                     length)
{
  const ChiosaAnnotation *annotation = item->annotation;

  g_assert_true (chiosa_id_is_valid (annotation->id) && *annotation->type != '\0');
  if (annotation->state == CHIOSA_STATE_DETACHED)
    {
      g_assert_cmpuint (item->n_spans, ==, 0);
      g_assert_nonnull (annotation->quote);
      g_assert_cmpuint (annotation->quote->point, <=, length);
      return;
    }

  g_assert_cmpuint (item->n_spans, >, 0);
  for (guint s = 0; s < item->n_spans; s++)
    {
      const ChiosaSpan *span = &g_array_index (self->spans, ChiosaSpan, item->first_span + s);

      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, length);
      g_assert_true (s == 0 || span[-1].end < span->start);
    }
}

void
fuzz_snapshot_check (const ChiosaSnapshot *self,
                     const ChiosaText     *text)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal), relation_ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (self->items, ChiosaSnapshotItem, i);

      check_item (self, item, chiosa_text_get_length (text));
      g_assert_true (g_hash_table_add (ids, item->annotation->id));
    }
  for (guint i = 0; i < self->relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (self->relations, i);

      g_assert_true (chiosa_id_is_valid (relation->id) && *relation->type != '\0' && g_hash_table_add (relation_ids, relation->id));
      g_assert_true (chiosa_id_is_valid (relation->from) && chiosa_id_is_valid (relation->to));
    }
}

char *
fuzz_snapshot_dump (const ChiosaSnapshot *self)
{
  g_autoptr (ChiosaSidecar) head = chiosa_sidecar_new ();
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = chiosa_sidecar_write (head, self, encoding);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}
