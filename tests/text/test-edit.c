/* test-edit.c
 *
 * Edits against what they stand for: replacements carried out one by one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-edit.h"

#include <string.h>

static char *
describe (const ChiosaEdit *edit)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      g_string_append_printf (all, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT ":%s",
                              i > 0 ? " " : "", r->start, r->end, r->text);
    }

  return g_string_free (all, FALSE);
}

static void
assert_edit (const ChiosaEdit *edit,
             const char       *expected)
{
  g_autofree char *found = describe (edit);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_well_formed (const ChiosaEdit *edit,
                    gsize             length)
{
  gsize last = 0;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      if (i > 0)
        g_assert_cmpuint (r->start, >, last);
      g_assert_cmpuint (r->end, >=, r->start);
      g_assert_cmpuint (r->end, <=, length);
      g_assert_cmpuint (r->inserted, ==, g_utf8_strlen (r->text, -1));
      g_assert_true (r->end > r->start || r->inserted > 0);
      last = r->end;
    }
}

static char *
get_all (const ChiosaText *text)
{
  return chiosa_text_get_slice (text, 0, G_MAXSIZE);
}

static void
assert_same (const ChiosaText *one,
             const ChiosaText *other)
{
  g_autofree char *a = get_all (one);
  g_autofree char *b = get_all (other);

  g_assert_cmpstr (a, ==, b);
}

/* A small alphabet, so that prefixes and suffixes meet. */
static char *
random_string (guint most)
{
  static const char *const letters[] = { "a", "b", "è", "中", "\xCC\x81", "😀", "\r", "\n" };
  GString *all = g_string_new (NULL);
  guint n = g_test_rand_int_range (0, most + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (all, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);

  return g_string_free (all, FALSE);
}

static void
random_change (ChiosaText *text,
               ChiosaEdit *edit)
{
  gsize n = chiosa_text_get_length (text);
  gsize start = g_test_rand_int_range (0, n + 1);
  gsize end = g_test_rand_int_range (start, MIN (n, start + 6) + 1);
  g_autofree char *insert = random_string (g_test_rand_bit () ? 5 : 0);

  chiosa_text_replace (text, start, end, insert, -1);
  chiosa_edit_compose (edit, start, end, insert);
}

static void
test_composed_is_one_by_one (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *start = random_string (60);
      g_autoptr (ChiosaText) old = chiosa_text_new (start, -1);
      g_autoptr (ChiosaText) stepwise = chiosa_text_copy (old);
      g_autoptr (ChiosaText) at_once = chiosa_text_copy (old);
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
      guint n = g_test_rand_int_range (0, 25);

      for (guint i = 0; i < n; i++)
        random_change (stepwise, edit);

      assert_well_formed (edit, chiosa_text_get_length (old));
      chiosa_edit_apply (edit, at_once);
      assert_same (at_once, stepwise);
    }
}

static void
test_composed_edits_are_one_by_one (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *start = random_string (60);
      g_autoptr (ChiosaText) old = chiosa_text_new (start, -1);
      g_autoptr (ChiosaText) stepwise = chiosa_text_copy (old);
      g_autoptr (ChiosaText) at_once = chiosa_text_copy (old);
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();

      for (guint i = 0; i < 4; i++)
        {
          g_autoptr (ChiosaEdit) next = chiosa_edit_new ();

          for (guint k = 0; k < 5; k++)
            random_change (stepwise, next);
          chiosa_edit_compose_edit (edit, next);
        }

      assert_well_formed (edit, chiosa_text_get_length (old));
      chiosa_edit_apply (edit, at_once);
      assert_same (at_once, stepwise);
    }
}

static void
test_inverse_leads_back (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *start = random_string (60);
      g_autoptr (ChiosaText) old = chiosa_text_new (start, -1);
      g_autoptr (ChiosaText) text = chiosa_text_copy (old);
      g_autoptr (ChiosaText) new = NULL;
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
      g_autoptr (ChiosaEdit) inverse = NULL;
      g_autoptr (ChiosaEdit) again = NULL;
      g_autofree char *first = NULL;

      for (guint i = 0; i < 12; i++)
        random_change (text, edit);
      new = chiosa_text_copy (text);

      inverse = chiosa_edit_invert (edit, old);
      assert_well_formed (inverse, chiosa_text_get_length (new));
      chiosa_edit_apply (inverse, text);
      assert_same (text, old);

      again = chiosa_edit_invert (inverse, new);
      first = describe (edit);
      assert_edit (again, first);

      chiosa_edit_compose_edit (edit, inverse);
      chiosa_edit_trim (edit, old);
      g_assert_true (chiosa_edit_is_empty (edit));
    }
}

static void
test_trim_keeps_the_result (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autofree char *start = random_string (40);
      g_autoptr (ChiosaText) old = chiosa_text_new (start, -1);
      g_autoptr (ChiosaText) stepwise = chiosa_text_copy (old);
      g_autoptr (ChiosaText) at_once = chiosa_text_copy (old);
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();

      for (guint i = 0; i < 8; i++)
        random_change (stepwise, edit);
      chiosa_edit_trim (edit, old);

      assert_well_formed (edit, chiosa_text_get_length (old));
      for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
        {
          const ChiosaReplacement *r = chiosa_edit_get (edit, i);

          if (r->inserted == 0 || r->end == r->start)
            continue;
          g_assert_cmpuint (chiosa_text_get_char (old, r->start), !=, g_utf8_get_char (r->text));
          g_assert_cmpuint (chiosa_text_get_char (old, r->end - 1), !=,
                            g_utf8_get_char (g_utf8_prev_char (r->text + strlen (r->text))));
        }

      chiosa_edit_apply (edit, at_once);
      assert_same (at_once, stepwise);

      /* What is composed after a trim counts from the same text. */
      random_change (stepwise, edit);
      chiosa_text_free (g_steal_pointer (&at_once));
      at_once = chiosa_text_copy (old);
      chiosa_edit_apply (edit, at_once);
      assert_same (at_once, stepwise);
    }
}

static const struct
{
  const char *name;
  struct { gsize start, end; const char *text; } changes[4];
  const char *expected;
} compositions[] = {
  { "typing-is-one", { { 5, 5, "a" }, { 6, 6, "b" }, { 7, 7, "c" } }, "5-5:abc" },
  { "backspace-takes-back", { { 5, 5, "ab" }, { 6, 7, "" }, { 5, 6, "" } }, "" },
  { "backspace-beyond", { { 5, 5, "ab" }, { 4, 7, "" } }, "4-5:" },
  { "selection-typed-over", { { 5, 9, "" }, { 5, 5, "x" } }, "5-9:x" },
  { "touching-before", { { 5, 7, "x" }, { 3, 5, "y" } }, "3-7:yx" },
  { "touching-behind", { { 5, 7, "x" }, { 6, 8, "y" } }, "5-9:xy" },
  { "apart", { { 10, 12, "xyz" }, { 2, 3, "" }, { 20, 20, "q" } }, "2-3: 10-12:xyz 20-20:q" },
  { "over-two", { { 2, 3, "abc" }, { 10, 10, "xyz" }, { 4, 12, "-" } }, "2-8:ab-z" },
  { "inside-one", { { 2, 4, "è中😀" }, { 3, 4, "\xCC\x81" } }, "2-4:è\xCC\x81😀" },
  { "nothing", { { 2, 2, "" } }, "" },
};

static void
test_composition (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();

  for (guint k = 0; k < 4 && compositions[i].changes[k].text != NULL; k++)
    chiosa_edit_compose (edit, compositions[i].changes[k].start, compositions[i].changes[k].end,
                         compositions[i].changes[k].text);

  assert_edit (edit, compositions[i].expected);
}

static const struct
{
  const char *old;
  gsize       start, end;
  const char *text;
  const char *expected;
} trims[] = {
  { "John said", 0, 4, "Johnny", "4-4:ny" },
  { "colour", 0, 6, "color", "4-5:" },
  { "aaa", 0, 3, "aa", "2-3:" },
  { "aa", 0, 2, "aaa", "2-2:a" },
  { "abc", 0, 3, "abc", "" },
  { "perche\xCC\x81", 0, 7, "perche\xCC\x80", "6-7:\xCC\x80" },
  { "a\r\nb", 0, 4, "a\nb", "1-2:" },
  { "xay", 0, 3, "xby", "1-2:b" },
};

static void
test_trims (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (trims); i++)
    {
      g_autoptr (ChiosaText) old = chiosa_text_new (trims[i].old, -1);
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (trims[i].start, trims[i].end, trims[i].text);

      chiosa_edit_trim (edit, old);
      assert_edit (edit, trims[i].expected);
    }
}

static void
test_copy_is_its_own (void)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (1, 2, "a");
  g_autoptr (ChiosaEdit) copy = chiosa_edit_copy (edit);
  g_autoptr (ChiosaEdit) none = chiosa_edit_new_replace (3, 3, "");

  chiosa_edit_compose (edit, 5, 5, "b");
  assert_edit (copy, "1-2:a");
  assert_edit (edit, "1-2:a 5-5:b");
  g_assert_true (chiosa_edit_is_empty (none));
}

static void
test_replacing_all_is_quick (void)
{
  g_autoptr (ChiosaEdit) forwards = chiosa_edit_new ();
  g_autoptr (ChiosaEdit) backwards = chiosa_edit_new ();
  const guint n = 20000;

  for (guint i = 0; i < n; i++)
    {
      chiosa_edit_compose (forwards, i * 11, i * 11 + 1, "xy");
      chiosa_edit_compose (backwards, (n - 1 - i) * 10, (n - 1 - i) * 10 + 1, "xy");
    }

  g_assert_cmpuint (chiosa_edit_get_n (forwards), ==, n);
  g_assert_cmpuint (chiosa_edit_get_n (backwards), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (chiosa_edit_get (forwards, i)->start, ==, i * 10);
      g_assert_cmpuint (chiosa_edit_get (backwards, i)->start, ==, i * 10);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (compositions); i++)
    {
      g_autofree char *path = g_strconcat ("/edit/compose/", compositions[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_composition);
    }
  g_test_add_func ("/edit/trim", test_trims);
  g_test_add_func ("/edit/copy-is-its-own", test_copy_is_its_own);
  g_test_add_func ("/edit/composed-is-one-by-one", test_composed_is_one_by_one);
  g_test_add_func ("/edit/composed-edits-are-one-by-one", test_composed_edits_are_one_by_one);
  g_test_add_func ("/edit/inverse-leads-back", test_inverse_leads_back);
  g_test_add_func ("/edit/trim-keeps-the-result", test_trim_keeps_the_result);
  g_test_add_func ("/edit/replacing-all-is-quick", test_replacing_all_is_quick);

  return g_test_run ();
}
