/* fuzz-sidecar.c
 *
 * A sidecar, and behind a separator the text of its article, the way of the application: read, into a document, out of it,
 * written; and again. No item is lost on the way, nothing unknown is either, and the second writing is the first to the byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-document.h"
#include "chiosa-json.h"
#include "chiosa-sidecar.h"
#include "chiosa-tagset-file.h"

#include <string.h>

static const char usual_text[] = "“Trump”, he said, “is wrong” – the ministry 😀 of trade.\r\nA second e\u0301 paragraph, by Ana Ruiz.\n";

/* How many values the array @member of the object @json has; G_MAXUINT: it has none of that name, or it is no array. */
static guint
count (GBytes     *json,
       const char *member)
{
  ChiosaJsonSlice slice = { .line = 1 }, value, item;
  ChiosaJsonCursor top, array;
  char *key;
  guint n = G_MAXUINT;

  slice.start = g_bytes_get_data (json, &slice.length);
  g_assert_true (chiosa_json_cursor_init (&top, &slice));
  while (chiosa_json_cursor_next (&top, &key, &value))
    {
      if (g_str_equal (key, member) && chiosa_json_cursor_init (&array, &value) && array.opening == '[')
        for (n = 0; chiosa_json_cursor_next_raw (&array, NULL, &item); n++);
      g_free (key);
    }

  return n;
}

static void
assert_contains (GBytes     *bytes,
                 const char *part)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (part != NULL && *part != '\0')
    g_assert_nonnull (memmem (data, size, part, strlen (part)));
}

static ChiosaSidecar *
parse (GBytes           *bytes,
       const ChiosaText *text,
       const char       *sha256)
{
  g_autoptr (GError) error = NULL;
  ChiosaSidecar *sidecar = chiosa_sidecar_parse (bytes, "x.chiosa.json", text, sha256, &error);

  /* Either it was read or there is a reason. */
  g_assert_true ((sidecar == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (error->domain == CHIOSA_STORE_ERROR && *error->message != '\0');

  return sidecar;
}

static void
check_items (const ChiosaSidecar *sidecar,
             gsize                length)
{
  const ChiosaSnapshot *snapshot = sidecar->snapshot;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);
      const ChiosaSpan *spans = &g_array_index (snapshot->spans, ChiosaSpan, item->first_span);

      g_assert_true (chiosa_id_is_valid (item->annotation->id));
      g_assert_true (g_hash_table_add (ids, item->annotation->id));
      g_assert_true ((item->n_spans == 0) == (item->annotation->state == CHIOSA_STATE_DETACHED));
      for (guint s = 0; s < item->n_spans; s++)
        {
          g_assert_cmpuint (spans[s].start, <, spans[s].end);
          g_assert_cmpuint (spans[s].end, <=, length);
          if (s > 0)
            g_assert_cmpuint (spans[s - 1].end, <, spans[s].start);
        }
    }
}

static void
check_nothing_lost (const ChiosaSidecar *sidecar,
                    GBytes              *before,
                    GBytes              *after)
{
  const ChiosaSnapshot *snapshot = sidecar->snapshot;
  guint n_relations = snapshot->relations->len + sidecar->raw_relations->len;

  g_assert_cmpuint (count (before, "annotations"), ==, snapshot->items->len + sidecar->raw_items->len);
  g_assert_cmpuint (count (after, "annotations"), ==, count (before, "annotations"));
  g_assert_true (n_relations == count (before, "relations") || (n_relations == 0 && count (before, "relations") == G_MAXUINT));
  g_assert_cmpuint (n_relations, ==, count (after, "relations"));

  assert_contains (after, sidecar->extra);
  assert_contains (after, sidecar->text_extra);
  assert_contains (after, sidecar->tagset_extra);
  assert_contains (after, snapshot->article->extra);
  for (guint i = 0; i < sidecar->raw_items->len; i++)
    assert_contains (after, g_ptr_array_index (sidecar->raw_items, i));
  for (guint i = 0; i < sidecar->raw_relations->len; i++)
    assert_contains (after, g_ptr_array_index (sidecar->raw_relations, i));
  for (guint i = 0; i < snapshot->items->len; i++)
    assert_contains (after, g_array_index (snapshot->items, ChiosaSnapshotItem, i).annotation->extra);
}

static GBytes *
write_again (ChiosaSidecar    *sidecar,
             const ChiosaText *text)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaDocument) document = chiosa_document_new (tagset);
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (ChiosaSnapshot) snapshot = NULL;

  chiosa_document_load_text (document, chiosa_text_copy (text), NULL);
  chiosa_document_load_annotations (document, sidecar->snapshot);
  snapshot = chiosa_document_snapshot (document);
  encoding->newline = chiosa_newline_detect (text, &encoding->newline_typed);

  return chiosa_sidecar_write (sidecar, snapshot, encoding);
}

static void
check (GBytes           *bytes,
       const ChiosaText *text,
       const char       *sha256)
{
  g_autofree char *real = chiosa_text_hash (text);
  g_autoptr (ChiosaSidecar) first = parse (bytes, text, sha256);
  g_autoptr (ChiosaSidecar) second = NULL;
  g_autoptr (GBytes) once = NULL, twice = NULL;
  ChiosaSidecarSummary summary = { 0 };
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  if (first == NULL)
    return;

  chiosa_sidecar_peek (bytes, "x", &summary, &error);
  title = summary.title;
  if (first->read_only)
    return;

  check_items (first, chiosa_text_get_length (text));
  g_assert_no_error (error);
  g_assert_cmpstr (title, ==, first->snapshot->article->title);

  once = write_again (first, text);
  check_nothing_lost (first, bytes, once);
  second = parse (once, text, real);
  g_assert_nonnull (second);
  g_assert_false (second->read_only);
  g_assert_cmpuint (second->snapshot->items->len, ==, first->snapshot->items->len);
  /* What was mended needs no mending again; what was set apart is told again. */
  g_assert_cmpuint (second->problems->len, <=, first->problems->len);
  twice = write_again (second, text);
  fuzz_assert_same_bytes (once, twice);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[2];
  g_autofree char *utf8 = NULL, *real = NULL;
  g_autoptr (ChiosaText) text = NULL;
  g_autoptr (ChiosaSidecar) sidecar = NULL;

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  utf8 = parts[1] != NULL ? fuzz_utf8 (parts[1]) : g_strdup (usual_text);
  text = chiosa_text_new (utf8, -1);
  real = chiosa_text_hash (text);

  check (parts[0], text, real);
  /* As if the hash were right: no fuzzer guesses one. */
  sidecar = parse (parts[0], text, real);
  if (sidecar != NULL && sidecar->text_sha256 != NULL && !g_str_equal (sidecar->text_sha256, real))
    check (parts[0], text, sidecar->text_sha256);
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}
