/* test-text-merge.c
 *
 * Three texts as one: hunks cover everything, changes of one side are taken, and only what both changed differently at
 * one place is a conflict. Random texts, the seed printed by the test framework.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-text-merge.h"

#include <string.h>

#define ROUNDS 400

static ChiosaText *
text_of (const char *utf8)
{
  return chiosa_text_new (utf8, -1);
}

static char *
utf8_of (const ChiosaText *text)
{
  return chiosa_text_get_slice (text, 0, G_MAXSIZE);
}

static char *
merged (const char              *base,
        const char              *mine,
        const char              *theirs,
        const ChiosaMergeChoice *choices,
        guint                   *n_conflicts)
{
  g_autoptr (ChiosaText) b = text_of (base);
  g_autoptr (ChiosaText) m = text_of (mine);
  g_autoptr (ChiosaText) t = text_of (theirs);
  g_autoptr (GArray) hunks = chiosa_text_merge (b, m, t);
  g_autoptr (ChiosaText) result = chiosa_text_merge_apply (hunks, b, m, t, choices);

  if (n_conflicts != NULL)
    *n_conflicts = chiosa_text_merge_count (hunks, CHIOSA_HUNK_CONFLICT);
  return utf8_of (result);
}

/* --- Random texts ----------------------------------------------------------------------------------------------- */

static const char *const words[] = { "alpha", "beta", "γάμμα", "дельта", "“x”", "a", "中文", "😀", "é", "one two" };

static char *
random_text (guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))],
                            g_test_rand_int_range (0, 8) == 0 ? ".\n" : " ");

  return g_string_free_and_steal (out);
}

/* Some changes anywhere, by characters: worse than people make them. */
static char *
random_change (const char *utf8)
{
  g_autoptr (ChiosaText) text = text_of (utf8);
  guint n = g_test_rand_int_range (0, 5);

  for (guint i = 0; i < n; i++)
    {
      gsize length = chiosa_text_get_length (text);
      gsize start = g_test_rand_int_range (0, length + 1);
      gsize end = MIN (length, start + g_test_rand_int_range (0, 12));
      g_autofree char *piece = random_text (g_test_rand_int_range (0, 3));

      chiosa_text_replace (text, start, end, piece, -1);
    }

  return utf8_of (text);
}

static void
assert_covers (const GArray     *hunks,
               const ChiosaText *base,
               const ChiosaText *mine,
               const ChiosaText *theirs)
{
  gsize b = 0, m = 0, t = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const ChiosaMergeHunk *hunk = &g_array_index (hunks, ChiosaMergeHunk, i);
      g_autofree char *in_base = chiosa_text_get_slice (base, hunk->base.start, hunk->base.end);
      g_autofree char *in_mine = chiosa_text_get_slice (mine, hunk->mine.start, hunk->mine.end);
      g_autofree char *in_theirs = chiosa_text_get_slice (theirs, hunk->theirs.start, hunk->theirs.end);

      g_assert_cmpuint (hunk->base.start, ==, b);
      g_assert_cmpuint (hunk->mine.start, ==, m);
      g_assert_cmpuint (hunk->theirs.start, ==, t);
      b = hunk->base.end;
      m = hunk->mine.end;
      t = hunk->theirs.end;

      g_assert_cmpint (hunk->kind == CHIOSA_HUNK_SAME || hunk->kind == CHIOSA_HUNK_THEIRS, ==, strcmp (in_base, in_mine) == 0);
      g_assert_cmpint (hunk->kind == CHIOSA_HUNK_SAME || hunk->kind == CHIOSA_HUNK_MINE, ==, strcmp (in_base, in_theirs) == 0);
      if (hunk->kind == CHIOSA_HUNK_BOTH)
        g_assert_cmpstr (in_mine, ==, in_theirs);
      if (hunk->kind == CHIOSA_HUNK_CONFLICT)
        g_assert_cmpstr (in_mine, !=, in_theirs);
    }

  g_assert_cmpuint (b, ==, chiosa_text_get_length (base));
  g_assert_cmpuint (m, ==, chiosa_text_get_length (mine));
  g_assert_cmpuint (t, ==, chiosa_text_get_length (theirs));
}

/* --- Tests ------------------------------------------------------------------------------------------------------ */

static void
test_hunks_cover (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *base = random_text (g_test_rand_int_range (0, 60));
      g_autofree char *mine = random_change (base);
      g_autofree char *theirs = random_change (base);
      g_autoptr (ChiosaText) b = text_of (base);
      g_autoptr (ChiosaText) m = text_of (mine);
      g_autoptr (ChiosaText) t = text_of (theirs);
      g_autoptr (GArray) hunks = chiosa_text_merge (b, m, t);

      assert_covers (hunks, b, m, t);
    }
}

static void
test_one_side (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *base = random_text (g_test_rand_int_range (0, 60));
      g_autofree char *changed = random_change (base);
      guint n[3];
      g_autofree char *mine = merged (base, changed, base, NULL, &n[0]);
      g_autofree char *theirs = merged (base, base, changed, NULL, &n[1]);
      g_autofree char *both = merged (base, changed, changed, NULL, &n[2]);

      g_assert_cmpstr (mine, ==, changed);
      g_assert_cmpstr (theirs, ==, changed);
      g_assert_cmpstr (both, ==, changed);
      g_assert_cmpuint (n[0] + n[1] + n[2], ==, 0);
    }
}

static void
test_symmetric (void)
{
  static const ChiosaHunkKind swapped[] = { CHIOSA_HUNK_SAME, CHIOSA_HUNK_THEIRS, CHIOSA_HUNK_MINE, CHIOSA_HUNK_BOTH,
                                            CHIOSA_HUNK_CONFLICT };

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *base = random_text (g_test_rand_int_range (0, 60));
      g_autofree char *mine = random_change (base);
      g_autofree char *theirs = random_change (base);
      g_autoptr (ChiosaText) b = text_of (base);
      g_autoptr (ChiosaText) m = text_of (mine);
      g_autoptr (ChiosaText) t = text_of (theirs);
      g_autoptr (GArray) one = chiosa_text_merge (b, m, t);
      g_autoptr (GArray) other = chiosa_text_merge (b, t, m);

      g_assert_cmpuint (one->len, ==, other->len);
      for (guint h = 0; h < one->len; h++)
        {
          const ChiosaMergeHunk *x = &g_array_index (one, ChiosaMergeHunk, h);
          const ChiosaMergeHunk *y = &g_array_index (other, ChiosaMergeHunk, h);

          g_assert_cmpint (x->kind, ==, swapped[y->kind]);
          g_assert_true (chiosa_spans_equal (&x->base, 1, &y->base, 1));
          g_assert_true (chiosa_spans_equal (&x->mine, 1, &y->theirs, 1));
        }
    }
}

/* Choosing one side everywhere, with the other side's own changes taken back, is that side. */
static void
test_choices (void)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *base = random_text (g_test_rand_int_range (0, 60));
      g_autofree char *mine = random_change (base);
      g_autofree char *theirs = random_change (base);
      g_autoptr (ChiosaText) b = text_of (base);
      g_autoptr (ChiosaText) m = text_of (mine);
      g_autoptr (ChiosaText) t = text_of (theirs);
      g_autoptr (GArray) hunks = chiosa_text_merge (b, m, t);
      g_autofree ChiosaMergeChoice *choices = g_new0 (ChiosaMergeChoice, hunks->len + 1);
      g_autoptr (ChiosaText) all_mine = NULL, all_theirs = NULL, all_base = NULL;
      g_autofree char *x = NULL, *y = NULL, *z = NULL;

      for (guint h = 0; h < hunks->len; h++)
        choices[h] = g_array_index (hunks, ChiosaMergeHunk, h).kind == CHIOSA_HUNK_THEIRS ? CHIOSA_CHOICE_BASE : CHIOSA_CHOICE_MINE;
      all_mine = chiosa_text_merge_apply (hunks, b, m, t, choices);
      for (guint h = 0; h < hunks->len; h++)
        choices[h] = g_array_index (hunks, ChiosaMergeHunk, h).kind == CHIOSA_HUNK_MINE ? CHIOSA_CHOICE_BASE : CHIOSA_CHOICE_THEIRS;
      all_theirs = chiosa_text_merge_apply (hunks, b, m, t, choices);
      for (guint h = 0; h < hunks->len; h++)
        choices[h] = CHIOSA_CHOICE_BASE;
      all_base = chiosa_text_merge_apply (hunks, b, m, t, choices);

      g_assert_cmpstr ((x = utf8_of (all_mine)), ==, mine);
      g_assert_cmpstr ((y = utf8_of (all_theirs)), ==, theirs);
      g_assert_cmpstr ((z = utf8_of (all_base)), ==, base);
    }
}

static void
test_table (void)
{
  static const struct { const char *base, *mine, *theirs, *result; guint n_conflicts; } cases[] = {
    { "", "", "", "", 0 },
    { "one two three four\n", "one 2 three four\n", "one two three 4\n", "one 2 three 4\n", 0 },
    { "one two three\n", "one zwei three\n", "one deux three\n", "one zwei three\n", 1 },
    { "one two three\n", "one zwei three\n", "one zwei three\n", "one zwei three\n", 0 },
    { "one two\n", "one two\nmine\n", "one two\ntheirs\n", "one two\nmine\n", 1 },
    { "A first one.\nA second.\nA third.\n", "A second.\nA third.\n", "A first one.\nA second.\nA third one.\n",
      "A second.\nA third one.\n", 0 },
    { "", "mine", "", "mine", 0 },
    { "gone", "", "gone too", "", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n;
      g_autofree char *result = merged (cases[i].base, cases[i].mine, cases[i].theirs, NULL, &n);

      g_test_message ("case %u", i);
      g_assert_cmpstr (result, ==, cases[i].result);
      g_assert_cmpuint (n, ==, cases[i].n_conflicts);
    }
}

static void
test_both_after_another (void)
{
  const ChiosaMergeChoice choices[] = { CHIOSA_CHOICE_MINE_THEN_THEIRS, CHIOSA_CHOICE_MINE_THEN_THEIRS,
                                        CHIOSA_CHOICE_MINE_THEN_THEIRS, CHIOSA_CHOICE_MINE_THEN_THEIRS };
  g_autofree char *words_apart = merged ("one two three", "one zwei three", "one deux three", choices, NULL);
  g_autofree char *lines = merged ("a\n", "a\nb\n", "a\nc\n", choices, NULL);

  g_assert_cmpstr (words_apart, ==, "one zwei deux three");
  g_assert_cmpstr (lines, ==, "a\nb\nc\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-merge/hunks-cover-all-three-texts-without-gaps", test_hunks_cover);
  g_test_add_func ("/text-merge/what-one-side-changed-is-taken", test_one_side);
  g_test_add_func ("/text-merge/swapped-sides-give-the-same-hunks", test_symmetric);
  g_test_add_func ("/text-merge/choices-lead-to-each-of-the-three", test_choices);
  g_test_add_func ("/text-merge/table", test_table);
  g_test_add_func ("/text-merge/mine-then-theirs-does-not-glue-words", test_both_after_another);

  return g_test_run ();
}
