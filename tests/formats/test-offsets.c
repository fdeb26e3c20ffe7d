/* test-offsets.c
 *
 * Places in code points, UTF-16 units and bytes, against counting by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-offsets.h"

#include <string.h>

#define EXAMPLE "😀 Ana Ruiz said taxes fell 3%."

static gsize
slow_utf16 (const char *utf8,
            gsize       code_points)
{
  g_autofree gunichar2 *units = NULL;
  glong n;

  units = g_utf8_to_utf16 (utf8, g_utf8_offset_to_pointer (utf8, code_points) - utf8, NULL, &n, NULL);

  return n;
}

static void
test_example (void)
{
  static const gsize table[][3] = { { 0, 0, 0 }, { 1, 2, 4 }, { 2, 3, 5 }, { 10, 11, 13 }, { 16, 17, 19 }, { 29, 30, 32 }, { 30, 31, 33 } };
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (EXAMPLE);
  g_autofree char *source = chiosa_offsets_slice (offsets, 2, 10);
  g_autofree char *claim = chiosa_offsets_slice (offsets, 16, 29);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize back;

      g_assert_cmpuint (chiosa_offsets_to (offsets, CHIOSA_UNIT_CODE_POINTS, table[i][0]), ==, table[i][0]);
      g_assert_cmpuint (chiosa_offsets_to (offsets, CHIOSA_UNIT_UTF16, table[i][0]), ==, table[i][1]);
      g_assert_cmpuint (chiosa_offsets_to (offsets, CHIOSA_UNIT_BYTES, table[i][0]), ==, table[i][2]);
      g_assert_true (chiosa_offsets_from (offsets, CHIOSA_UNIT_UTF16, table[i][1], &back));
      g_assert_cmpuint (back, ==, table[i][0]);
      g_assert_true (chiosa_offsets_from (offsets, CHIOSA_UNIT_BYTES, table[i][2], &back));
      g_assert_cmpuint (back, ==, table[i][0]);
    }

  g_assert_cmpstr (source, ==, "Ana Ruiz");
  g_assert_cmpstr (claim, ==, "taxes fell 3%");
}

static void
test_inside_a_character (void)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (EXAMPLE);
  gsize back = 77;

  g_assert_false (chiosa_offsets_from (offsets, CHIOSA_UNIT_UTF16, 1, &back));
  g_assert_false (chiosa_offsets_from (offsets, CHIOSA_UNIT_BYTES, 3, &back));
  g_assert_false (chiosa_offsets_from (offsets, CHIOSA_UNIT_BYTES, 34, &back));
  g_assert_false (chiosa_offsets_from (offsets, CHIOSA_UNIT_UTF16, 32, &back));
  g_assert_false (chiosa_offsets_from (offsets, CHIOSA_UNIT_CODE_POINTS, 31, &back));
  g_assert_false (chiosa_offsets_from (offsets, CHIOSA_UNIT_BYTES, G_MAXSIZE, &back));
  g_assert_cmpuint (back, ==, 77);
  g_assert_true (chiosa_offsets_from (offsets, CHIOSA_UNIT_BYTES, 4, NULL));
}

static void
test_clamps (void)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (EXAMPLE);
  g_autoptr (ChiosaOffsets) ascii = chiosa_offsets_new ("plain");
  g_autoptr (ChiosaOffsets) empty = chiosa_offsets_new ("");
  g_autofree char *tail = chiosa_offsets_slice (offsets, 28, 1000);
  g_autofree char *reversed = chiosa_offsets_slice (offsets, 5, 2);
  g_autofree char *nothing = chiosa_offsets_slice (empty, 0, 1);
  gsize back;

  g_assert_cmpuint (chiosa_offsets_to (offsets, CHIOSA_UNIT_UTF16, G_MAXSIZE), ==, 31);
  g_assert_cmpuint (chiosa_offsets_to (ascii, CHIOSA_UNIT_BYTES, 9), ==, 5);
  g_assert_cmpuint (chiosa_offsets_length (ascii, CHIOSA_UNIT_UTF16), ==, 5);
  g_assert_false (chiosa_offsets_from (ascii, CHIOSA_UNIT_UTF16, 6, &back));
  g_assert_true (chiosa_offsets_from (empty, CHIOSA_UNIT_BYTES, 0, &back));
  g_assert_cmpuint (back, ==, 0);
  g_assert_cmpstr (tail, ==, "%.");
  g_assert_cmpstr (reversed, ==, "");
  g_assert_cmpstr (nothing, ==, "");
}

/* Every place of random texts, long enough for several checkpoints. */
static void
test_random (void)
{
  static const gunichar letters[] = { 'a', ' ', '\r', '\n', 0xE9, 0x301, 0x5D0, 0x4E2D, 0xFFFD, 0xFEFF, 0x1F600, 0x200D, 0x10FFFF };
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ChiosaOffsets) offsets = NULL;
      gsize n = g_rand_int_range (random, 0, 400);

      for (gsize i = 0; i < n; i++)
        g_string_append_unichar (text, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
      offsets = chiosa_offsets_new (text->str);

      g_assert_cmpuint (chiosa_offsets_length (offsets, CHIOSA_UNIT_CODE_POINTS), ==, n);
      g_assert_cmpuint (chiosa_offsets_length (offsets, CHIOSA_UNIT_BYTES), ==, text->len);
      g_assert_cmpuint (chiosa_offsets_length (offsets, CHIOSA_UNIT_UTF16), ==, slow_utf16 (text->str, n));
      for (gsize i = 0; i <= n; i++)
        {
          gsize byte = g_utf8_offset_to_pointer (text->str, i) - text->str;
          gsize utf16 = slow_utf16 (text->str, i);
          gsize back;

          g_assert_cmpuint (chiosa_offsets_to (offsets, CHIOSA_UNIT_BYTES, i), ==, byte);
          g_assert_cmpuint (chiosa_offsets_to (offsets, CHIOSA_UNIT_UTF16, i), ==, utf16);
          g_assert_true (chiosa_offsets_from (offsets, CHIOSA_UNIT_BYTES, byte, &back));
          g_assert_cmpuint (back, ==, i);
          g_assert_true (chiosa_offsets_from (offsets, CHIOSA_UNIT_UTF16, utf16, &back));
          g_assert_cmpuint (back, ==, i);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/offsets/the-example-in-three-units", test_example);
  g_test_add_func ("/offsets/inside-a-character-is-refused", test_inside_a_character);
  g_test_add_func ("/offsets/behind-the-end-is-the-end", test_clamps);
  g_test_add_func ("/offsets/as-counting-does", test_random);

  return g_test_run ();
}
