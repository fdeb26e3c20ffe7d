/* fuzz-text-merge.c
 *
 * Three texts, separated. Their hunks cover all three without a gap and say what is true; with the sides swapped they are the same;
 * the merged text has every change, and a side that changed nothing gives the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-text-merge.h"

#include <string.h>

#define MAX_BYTES 5000

static char *
get (const ChiosaText *text,
     ChiosaSpan        span)
{
  return chiosa_text_get_slice (text, span.start, span.end);
}

static void
check_hunk (const ChiosaMergeHunk *hunk,
            const ChiosaText      *base,
            const ChiosaText      *mine,
            const ChiosaText      *theirs)
{
  g_autofree char *b = get (base, hunk->base), *m = get (mine, hunk->mine), *t = get (theirs, hunk->theirs);
  gboolean by_me = !g_str_equal (b, m), by_them = !g_str_equal (b, t);

  switch (hunk->kind)
    {
    case CHIOSA_HUNK_SAME:
      g_assert_true (!by_me && !by_them);
      break;
    case CHIOSA_HUNK_MINE:
      g_assert_true (by_me && !by_them);
      break;
    case CHIOSA_HUNK_THEIRS:
      g_assert_true (!by_me && by_them);
      break;
    case CHIOSA_HUNK_BOTH:
      g_assert_cmpstr (m, ==, t);
      break;
    case CHIOSA_HUNK_CONFLICT:
    default:
      g_assert_cmpstr (m, !=, t);
    }
}

static void
check_cover (const GArray     *hunks,
             const ChiosaText *base,
             const ChiosaText *mine,
             const ChiosaText *theirs)
{
  gsize b = 0, m = 0, t = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const ChiosaMergeHunk *hunk = &g_array_index (hunks, ChiosaMergeHunk, i);

      g_assert_true (hunk->base.start == b && hunk->mine.start == m && hunk->theirs.start == t);
      g_assert_true (hunk->base.end >= b && hunk->mine.end >= m && hunk->theirs.end >= t);
      check_hunk (hunk, base, mine, theirs);
      b = hunk->base.end;
      m = hunk->mine.end;
      t = hunk->theirs.end;
    }
  g_assert_cmpuint (b, ==, chiosa_text_get_length (base));
  g_assert_cmpuint (m, ==, chiosa_text_get_length (mine));
  g_assert_cmpuint (t, ==, chiosa_text_get_length (theirs));
}

static void
check_swapped (const GArray *hunks,
               const GArray *swapped)
{
  static const ChiosaHunkKind other[] = { CHIOSA_HUNK_SAME, CHIOSA_HUNK_THEIRS, CHIOSA_HUNK_MINE, CHIOSA_HUNK_BOTH, CHIOSA_HUNK_CONFLICT };

  g_assert_cmpuint (hunks->len, ==, swapped->len);
  for (guint i = 0; i < hunks->len; i++)
    {
      const ChiosaMergeHunk *one = &g_array_index (hunks, ChiosaMergeHunk, i), *two = &g_array_index (swapped, ChiosaMergeHunk, i);

      g_assert_cmpint (two->kind, ==, other[one->kind]);
      g_assert_true (one->base.start == two->base.start && one->base.end == two->base.end);
      g_assert_true (one->mine.start == two->theirs.start && one->mine.end == two->theirs.end);
    }
}

static char *
merge (const ChiosaText *base,
       const ChiosaText *mine,
       const ChiosaText *theirs)
{
  g_autoptr (GArray) hunks = chiosa_text_merge (base, mine, theirs), swapped = chiosa_text_merge (base, theirs, mine);
  g_autoptr (ChiosaText) merged = chiosa_text_merge_apply (hunks, base, mine, theirs, NULL);

  check_cover (hunks, base, mine, theirs);
  check_swapped (hunks, swapped);

  return chiosa_text_get_slice (merged, 0, G_MAXSIZE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[3];
  char *strings[3];
  ChiosaText *texts[3];

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      strings[i] = parts[i] != NULL ? fuzz_utf8 (parts[i]) : g_strdup ("");
      if (strlen (strings[i]) > MAX_BYTES)
        *strings[i] = '\0';
      texts[i] = chiosa_text_new (strings[i], -1);
    }

  g_free (merge (texts[0], texts[1], texts[2]));
  for (guint i = 1; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *theirs_only = merge (texts[0], texts[0], texts[i]), *both = merge (texts[0], texts[i], texts[i]);

      g_assert_cmpstr (theirs_only, ==, strings[i]);
      g_assert_cmpstr (both, ==, strings[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_free (strings[i]);
      chiosa_text_free (texts[i]);
    }
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}
