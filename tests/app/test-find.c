/* test-find.c
 *
 * Where some words stand in a text, against a slow search that is obviously right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-find.h"

#include <string.h>

#define ALL G_MAXUINT

static void
assert_matches (const char *text,
                const char *needle,
                const char *expected)
{
  g_autoptr (GArray) matches = chiosa_find_all (text, needle, ALL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const ChiosaSpan *span = &g_array_index (matches, ChiosaSpan, i);

      g_string_append_printf (found, "%s%zu-%zu", i > 0 ? " " : "", span->start, span->end);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_case_does_not_count (void)
{
  assert_matches ("Amazon and AMAZON, amazon", "aMaZon", "0-6 11-17 19-25");
  assert_matches ("Élan ÉLAN élan", "élan", "0-4 5-9 10-14");
}

static void
test_code_points_count (void)
{
  assert_matches ("😀 Bezos 😀 bezos", "bezos", "2-7 10-15");
  assert_matches ("日本の新聞、日本", "日本", "0-2 6-8");
}

static void
test_accents_count (void)
{
  assert_matches ("perche perché", "perché", "7-13");
}

static void
test_matches_do_not_overlap (void)
{
  assert_matches ("aaaaa", "aa", "0-2 2-4");
}

static void
test_nothing_is_found_for_nothing (void)
{
  assert_matches ("text", "", "");
  assert_matches ("", "text", "");
  assert_matches ("tex", "text", "");
}

static void
test_stops_at_max (void)
{
  g_autoptr (GArray) matches = chiosa_find_all ("a a a a", "a", 2);

  g_assert_cmpuint (matches->len, ==, 2);
}

static void
test_going_round (void)
{
  g_autoptr (GArray) matches = chiosa_find_all ("a b a b a", "a", ALL);
  guint index;

  g_assert_true (chiosa_find_near (matches, 0, TRUE, &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_true (chiosa_find_near (matches, 1, TRUE, &index));
  g_assert_cmpuint (index, ==, 1);
  g_assert_true (chiosa_find_near (matches, 9, TRUE, &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_true (chiosa_find_near (matches, 4, FALSE, &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_true (chiosa_find_near (matches, 0, FALSE, &index));
  g_assert_cmpuint (index, ==, 2);
}

static void
test_no_match_is_no_place (void)
{
  g_autoptr (GArray) matches = chiosa_find_all ("text", "x y", ALL);
  guint index;

  g_assert_false (chiosa_find_near (matches, 0, TRUE, &index));
  g_assert_false (chiosa_find_near (NULL, 0, TRUE, &index));
}

/* Every place is tried, and both strings are lower case already: only the counting is on trial. */
static char *
find_slowly (const char *text,
             const char *needle)
{
  GString *found = g_string_new (NULL);
  glong n = g_utf8_strlen (needle, -1);

  for (glong at = 0; at + n <= g_utf8_strlen (text, -1); at++)
    {
      g_autofree char *slice = g_utf8_substring (text, at, at + n);

      if (strcmp (slice, needle) == 0)
        {
          g_string_append_printf (found, "%s%ld-%ld", found->len > 0 ? " " : "", at, at + n);
          at += n - 1;
        }
    }

  return g_string_free_and_steal (found);
}

static char *
make_random_text (guint length)
{
  static const char *const letters[] = { "a", "b", "é", "😀", " " };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);

  return g_string_free_and_steal (text);
}

static void
test_random_texts (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = make_random_text (g_test_rand_int_range (0, 40));
      g_autofree char *needle = make_random_text (g_test_rand_int_range (1, 4));
      g_autofree char *expected = find_slowly (text, needle);

      assert_matches (text, needle, expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/find/case-does-not-count", test_case_does_not_count);
  g_test_add_func ("/find/code-points-count", test_code_points_count);
  g_test_add_func ("/find/accents-count", test_accents_count);
  g_test_add_func ("/find/matches-do-not-overlap", test_matches_do_not_overlap);
  g_test_add_func ("/find/nothing-is-found-for-nothing", test_nothing_is_found_for_nothing);
  g_test_add_func ("/find/stops-at-max", test_stops_at_max);
  g_test_add_func ("/find/goes-round-at-the-ends", test_going_round);
  g_test_add_func ("/find/no-match-is-no-place", test_no_match_is_no_place);
  g_test_add_func ("/find/random-texts", test_random_texts);

  return g_test_run ();
}
