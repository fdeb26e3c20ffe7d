/* fuzz-reanchor.c
 *
 * Places of annotations, a text, and behind separators the text as it is now. Annotations are found again with the old text and by their
 * words alone: none is lost, none comes to be, all stand within the text; in the same text each stays where it is.
 * The edit between the two texts leads from one to the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-reanchor.h"
#include "chiosa-segment.h"
#include "chiosa-text-diff.h"
#include "fuzz-snapshot.h"

#include <string.h>

#define MAX_BYTES 6000
#define MAX_PLACES 5

static void
check_ids (const ChiosaSnapshot *before,
           const ChiosaSnapshot *after)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (after->items->len, ==, before->items->len);
  for (guint i = 0; i < before->items->len; i++)
    g_hash_table_add (ids, g_array_index (before->items, ChiosaSnapshotItem, i).annotation->id);
  for (guint i = 0; i < after->items->len; i++)
    g_assert_true (g_hash_table_remove (ids, g_array_index (after->items, ChiosaSnapshotItem, i).annotation->id));
}

static void
check_suggestions (const ChiosaSnapshot *snapshot,
                   const ChiosaText     *text)
{
  gsize length = chiosa_text_get_length (text);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);
      g_autoptr (GPtrArray) places = item->n_spans == 0 ? chiosa_reanchor_suggest (item->annotation, text, MAX_PLACES) : NULL;

      g_assert_true (places == NULL || places->len <= MAX_PLACES);
      for (guint p = 0; places != NULL && p < places->len; p++)
        {
          const ChiosaPlace *place = g_ptr_array_index (places, p);

          g_assert_true (place->score >= 0 && place->score <= 1 && place->n_spans > 0);
          g_assert_true (p == 0 || ((ChiosaPlace *) g_ptr_array_index (places, p - 1))->score >= place->score);
          for (guint s = 0; s < place->n_spans; s++)
            g_assert_true (place->spans[s].start < place->spans[s].end && place->spans[s].end <= length);
        }
    }
}

static void
check_found (const ChiosaSnapshot    *old,
             const ChiosaReanchoring *found,
             const ChiosaText        *text)
{
  g_assert_cmpuint (found->anchors->len, ==, found->snapshot->items->len);
  g_assert_true (found->similarity >= 0 && found->similarity <= 1);
  check_ids (old, found->snapshot);
  fuzz_snapshot_check (found->snapshot, text);
  for (guint i = 0; i < found->anchors->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (found->snapshot->items, ChiosaSnapshotItem, i);
      ChiosaAnchor anchor = g_array_index (found->anchors, ChiosaAnchor, i);

      g_assert_true ((item->n_spans > 0) == (anchor <= CHIOSA_ANCHOR_EDITED));
      g_assert_true (item->n_spans > 0 || item->annotation->review == (anchor == CHIOSA_ANCHOR_REVIEW));
    }
  check_suggestions (found->snapshot, text);
}

static void
check (const ChiosaText *base,
       const ChiosaText *text,
       const guint8     *places,
       gsize             size,
       FuzzQuotes        quotes)
{
  g_autoptr (ChiosaSnapshot) old = fuzz_snapshot_new (base, places, size, quotes);
  const ChiosaText *known = quotes == FUZZ_WITHOUT_QUOTES ? base : NULL;
  g_autoptr (ChiosaReanchoring) found = chiosa_reanchor (old, known, text, NULL);
  g_autoptr (ChiosaReanchoring) again = chiosa_reanchor (old, known, text, NULL);
  g_autofree char *one = NULL, *other = NULL;

  check_found (old, found, text);
  one = fuzz_snapshot_dump (found->snapshot);
  other = fuzz_snapshot_dump (again->snapshot);
  g_assert_cmpstr (one, ==, other);
}

/* A stretch as a person marks it: whole graphemes, with a letter or digit in it. */
static gboolean
is_usual (const ChiosaText *text,
          const ChiosaSpan *span)
{
  gsize start = span->start, end = span->end;
  gboolean letters = FALSE;

  chiosa_segment_snap_graphemes (text, &start, &end);
  for (gsize i = start; i < end; i++)
    letters = letters || g_unichar_isalnum (chiosa_text_get_char (text, i));

  return letters && start == span->start && end == span->end;
}

/* Nothing has changed: nothing moves that has a word. */
static void
check_same (const ChiosaText *base,
            const guint8     *places,
            gsize             size)
{
  g_autoptr (ChiosaSnapshot) old = fuzz_snapshot_new (base, places, size, FUZZ_WITHOUT_QUOTES);
  g_autoptr (ChiosaReanchoring) found = chiosa_reanchor (old, base, base, NULL);
  guint n_sure = 0;

  for (guint i = 0; i < old->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (old->items, ChiosaSnapshotItem, i);
      gboolean sure = item->n_spans > 0;

      for (guint s = 0; s < item->n_spans; s++)
        sure = sure && is_usual (base, &g_array_index (old->spans, ChiosaSpan, item->first_span + s));
      n_sure += sure;
    }
  g_assert_cmpuint (found->counts[CHIOSA_ANCHOR_EXACT], >=, n_sure);
}

static void
check_diff (const ChiosaText *base,
            const ChiosaText *text)
{
  g_autoptr (ChiosaEdit) edit = chiosa_text_diff (base, text), back = chiosa_edit_invert (edit, base);
  g_autoptr (ChiosaText) edited = chiosa_text_copy (base);
  g_autofree char *expected = chiosa_text_get_slice (text, 0, G_MAXSIZE), *found = NULL, *start = NULL, *first = NULL;

  chiosa_edit_apply (edit, edited);
  found = chiosa_text_get_slice (edited, 0, G_MAXSIZE);
  g_assert_cmpstr (found, ==, expected);

  chiosa_edit_apply (back, edited);
  first = chiosa_text_get_slice (edited, 0, G_MAXSIZE);
  start = chiosa_text_get_slice (base, 0, G_MAXSIZE);
  g_assert_cmpstr (first, ==, start);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[3];
  g_autofree char *before = NULL, *after = NULL;

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  before = fuzz_utf8 (parts[1]);
  after = fuzz_utf8 (parts[2]);
  if (after != NULL && strlen (before) <= MAX_BYTES && strlen (after) <= MAX_BYTES)
    {
      g_autoptr (ChiosaText) base = chiosa_text_new (before, -1), text = chiosa_text_new (after, -1);
      gsize n;
      const guint8 *places = g_bytes_get_data (parts[0], &n);

      check (base, text, places, n, FUZZ_WITHOUT_QUOTES);
      check (base, text, places, n, FUZZ_WITH_QUOTES);
      check_same (base, places, n);
      check_diff (base, text);
    }
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}
