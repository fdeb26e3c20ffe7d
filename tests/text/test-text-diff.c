/* test-text-diff.c
 *
 * The edit between two texts: that it leads there exactly, keeps what a person would keep, and stays bounded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-align.h"
#include "chiosa-text-diff.h"

#include <string.h>

#define SEED 20240611

static ChiosaText *
make_text (const char *utf8)
{
  return chiosa_text_new (utf8, -1);
}

static char *
get_all (const ChiosaText *text)
{
  return chiosa_text_get_slice (text, 0, G_MAXSIZE);
}

/* What the edit replaces, as "old→new|old→new". */
static char *
describe (const ChiosaEdit *edit,
          const ChiosaText *old)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);
      g_autofree char *before = chiosa_text_get_slice (old, replacement->start, replacement->end);

      g_string_append_printf (out, "%s%s→%s", i > 0 ? "|" : "", before, replacement->text);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

static void
assert_leads_there (const char *before,
                    const char *after)
{
  g_autoptr (ChiosaText) old = make_text (before), new = make_text (after);
  g_autoptr (ChiosaEdit) edit = chiosa_text_diff (old, new);
  g_autofree char *result = NULL;

  chiosa_edit_apply (edit, old);
  result = get_all (old);
  if (strlen (after) < 2000)
    g_assert_cmpstr (result, ==, after);
  else
    g_assert_true (strcmp (result, after) == 0);
}

static void
test_table (void)
{
  static const struct { const char *before, *after, *edit; } cases[] = {
    { "", "", "" },
    { "", "A word.", "→A word." },
    { "A word.", "", "A word.→" },
    { "One two three.", "One two three.", "" },
    { "One two three.", "One 2 three.", "two→2" },
    { "One two three.", "One two, three.", "→," },
    { "The cats sleep.", "The carts sleep.", "cats→carts" },
    { "Bill met Ann. Bill left.", "Bill left.", "Bill met Ann. →" },
    { "Bill left.", "Bill met Ann. Bill left.", "→Bill met Ann. " },
    { "One.\nTwo came.\nTwo left.\n", "One.\nTwo left.\n", "Two came.\n→" },
    { "caf\303\251 noir", "cafe\314\201 noir", "caf\303\251→cafe\314\201" },
    { "a\nb\n", "a\r\nb\r\n", "→\r|→\r" },
    { "東京で会う。", "京都で会う。", "東→|→都" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaText) old = make_text (cases[i].before), new = make_text (cases[i].after);
      g_autoptr (ChiosaEdit) edit = chiosa_text_diff (old, new);
      g_autofree char *described = describe (edit, old);

      g_assert_cmpstr (described, ==, cases[i].edit);
      assert_leads_there (cases[i].before, cases[i].after);
    }
}

static const char * const pieces[] = {
  "the", "the", "the", "a", "of", "mayor", "Mayor", "bridge", "caf\303\251", "cafe\314\201", "12,5", "don’t", "it's",
  " ", " ", " ", " ", " ", "\n", "\r\n", "\r", "\n\n", "\t", "\302\240", ". ", ", ", "; ", "!", "“", "”", "-", "—", "…",
  "👩‍👩‍👧", "🇮🇹", "👍🏽", "e\314\201\314\201", "\314\201", "القاهرة", "في", "وزارة", "كِتَاب", "北京", "市", "長", "東京タワー", "が", "か\343\202\231",
  "ประเทศไทย", "नमस्ते", "क्षि", "한국", "\341\204\222\341\205\241\341\206\253", "Αθήνα", "Москва", "\342\200\217", "\357\273\277", "$", "<b>",
};

static void
append_random (GRand   *rand,
               GString *into,
               guint    n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (into, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

/* A copy with stretches taken out, put in, doubled and moved, cut at any character. */
static char *
change (GRand      *rand,
        const char *before)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = g_rand_int_range (rand, 0, 8); i > 0; i--)
    {
      glong n = g_utf8_strlen (text->str, -1);
      glong at = g_rand_int_range (rand, 0, n + 1), to = at + g_rand_int_range (rand, 0, 12);
      const char *start = g_utf8_offset_to_pointer (text->str, at);
      const char *end = g_utf8_offset_to_pointer (text->str, MIN (to, n));
      g_autofree char *cut = g_strndup (start, end - start);
      g_autoptr (GString) added = g_string_new (NULL);

      append_random (rand, added, g_rand_int_range (rand, 0, 5));
      if (g_rand_boolean (rand))
        g_string_append (added, cut);
      if (g_rand_boolean (rand))
        g_string_erase (text, start - text->str, end - start);
      at = g_rand_int_range (rand, 0, g_utf8_strlen (text->str, -1) + 1);
      g_string_insert (text, g_utf8_offset_to_pointer (text->str, at) - text->str, added->str);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 100000 : 4000;

  g_test_message ("seed %u", SEED);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) before = g_string_new (NULL);
      g_autofree char *after = NULL;

      append_random (rand, before, g_rand_int_range (rand, 0, i % 50 == 0 ? 3000 : 80));
      after = change (rand, before->str);
      assert_leads_there (before->str, after);
      assert_leads_there (after, before->str);
    }
}

/* The length of a longest common subsequence, by the table. */
static gsize
count_common (const guint32 *a, gsize n_a,
              const guint32 *b, gsize n_b)
{
  g_autofree gsize *cells = g_new0 (gsize, (n_a + 1) * (n_b + 1));

  for (gsize i = 1; i <= n_a; i++)
    {
      for (gsize j = 1; j <= n_b; j++)
        {
          gsize *cell = &cells[i * (n_b + 1) + j];

          *cell = a[i - 1] == b[j - 1] ? cells[(i - 1) * (n_b + 1) + j - 1] + 1 : MAX (cell[-1], cells[(i - 1) * (n_b + 1) + j]);
        }
    }

  return cells[n_a * (n_b + 1) + n_b];
}

static void
test_greedy_is_longest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint round = 0; round < 2000; round++)
    {
      guint32 a[40], b[40];
      gint32 partner[41];
      gsize n_a = g_rand_int_range (rand, 0, 41), n_b = g_rand_int_range (rand, 0, 41), kept = 0;
      guint n_ids = g_rand_int_range (rand, 1, 20);
      ChiosaAlignment alignment = { a, b, partner, G_MAXINT64 };
      gint32 last = -1;

      for (gsize i = 0; i < 40; i++)
        a[i] = g_rand_int_range (rand, 0, n_ids), b[i] = g_rand_int_range (rand, 0, n_ids);
      memset (partner, -1, sizeof partner);
      chiosa_align_greedy (&alignment, (ChiosaAlignRange) { 0, n_a, 0, n_b }, 100);
      for (gsize i = 0; i < n_a; i++)
        {
          if (partner[i] < 0)
            continue;
          g_assert_cmpint (partner[i], >, last);
          g_assert_cmpint (partner[i], <, n_b);
          g_assert_cmpuint (a[i], ==, b[partner[i]]);
          last = partner[i];
          kept++;
        }
      g_assert_cmpuint (kept, ==, count_common (a, n_a, b, n_b));
    }
}

static char *
repeat (const char *piece,
        gsize       n)
{
  GString *text = g_string_sized_new (n * strlen (piece));

  for (gsize i = 0; i < n; i++)
    g_string_append (text, piece);

  return g_string_free_and_steal (text);
}

static char *
number_words (GRand *rand,
              gsize  n,
              guint  n_words)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "w%u ", g_rand_int_range (rand, 0, n_words));

  return g_string_free_and_steal (text);
}

/* Each of these would take hours if the search were quadratic: the test's own time limit is the assertion. */
static void
test_bounded (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree char *same = repeat ("buffalo ", 100000), *fewer = repeat ("buffalo ", 70000);
  g_autofree char *mixed = repeat ("buffalo bison ", 50000);
  g_autofree char *one = number_words (rand, 150000, 1000000), *other = number_words (rand, 150000, 1000000);
  g_autofree char *few = number_words (rand, 150000, 40), *shuffled = number_words (rand, 150000, 40);
  g_autofree char *letters = repeat ("a", 1000000), *more = repeat ("ab", 500000), *signs = repeat ("…", 300000);
  const char *all[] = { same, fewer, mixed, one, other, few, shuffled, letters, more, signs };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      assert_leads_there (all[i], all[(i + 1) % G_N_ELEMENTS (all)]);
      assert_leads_there (all[(i + 3) % G_N_ELEMENTS (all)], all[i]);
    }
}

/* Two of a hundred words mistyped, in one long paragraph: all others are kept. */
static void
test_long_paragraph (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
  g_autoptr (ChiosaText) old = NULL, new = NULL;
  g_autoptr (ChiosaEdit) edit = NULL;
  gsize replaced = 0, changed = 0;

  for (guint i = 0; i < 60000; i++)
    {
      guint word = g_rand_int_range (rand, 0, g_rand_int_range (rand, 1, 8000));
      gboolean mistyped = g_rand_int_range (rand, 0, 50) == 0;

      g_string_append_printf (before, "w%u ", word);
      g_string_append_printf (after, mistyped ? "x%u " : "w%u ", word);
      changed += mistyped;
    }
  old = make_text (before->str);
  new = make_text (after->str);
  edit = chiosa_text_diff (old, new);
  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    replaced += chiosa_edit_get (edit, i)->end - chiosa_edit_get (edit, i)->start;

  g_assert_cmpuint (chiosa_edit_get_n (edit), >, changed * 9 / 10);
  g_assert_cmpuint (replaced, <, changed * 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-diff/changes-are-whole-words-at-natural-edges", test_table);
  g_test_add_func ("/text-diff/the-edit-leads-exactly-to-the-new-text", test_random);
  g_test_add_func ("/text-diff/greedy-search-finds-a-longest-common-subsequence", test_greedy_is_longest);
  g_test_add_func ("/text-diff/texts-made-to-be-slow-stay-bounded", test_bounded);
  g_test_add_func ("/text-diff/a-paragraph-of-60000-words-keeps-the-unchanged-ones", test_long_paragraph);

  return g_test_run ();
}
