/* test-diff-lines.c
 *
 * Which lines two texts give, side by side. Rejoined, the lines must give both texts back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-diff-lines.h"
#include "chiosa-text-diff.h"

#include <string.h>

static char *
describe_side (const ChiosaDiffSide *side)
{
  GString *out = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; side->marks != NULL && i < side->marks->len; i++)
    {
      const ChiosaDiffMark *mark = &g_array_index (side->marks, ChiosaDiffMark, i);

      g_string_append_len (out, side->text + at, mark->start - at);
      g_string_append_c (out, '[');
      g_string_append_len (out, side->text + mark->start, mark->end - mark->start);
      g_string_append_c (out, ']');
      at = mark->end;
    }
  g_string_append (out, side->text + at);

  return g_string_free_and_steal (out);
}

/* "=same", "~old|new", "*n" for a gap, "+n" for a rest, one to a line. */
static char *
describe (GListStore *lines)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lines)); i++)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      switch (chiosa_diff_line_get_kind (line))
        {
        case CHIOSA_DIFF_SAME:
          g_string_append_printf (out, "=%s\n", chiosa_diff_line_get_old (line)->text);
          break;
        case CHIOSA_DIFF_CHANGED:
          before = describe_side (chiosa_diff_line_get_old (line));
          after = describe_side (chiosa_diff_line_get_new (line));
          g_string_append_printf (out, "%s%s|%s\n", chiosa_diff_line_get_first (line) ? "~" : "-", before, after);
          break;
        case CHIOSA_DIFF_GAP:
          g_string_append_printf (out, "*%u\n", chiosa_diff_line_get_n (line));
          break;
        case CHIOSA_DIFF_REST:
          g_string_append_printf (out, "+%u\n", chiosa_diff_line_get_n (line));
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return g_string_free_and_steal (out);
}

static GListStore *
compare (const char *old_text,
         const char *new_text)
{
  g_autoptr (ChiosaText) before = chiosa_text_new (old_text, -1);
  g_autoptr (ChiosaText) after = chiosa_text_new (new_text, -1);

  return chiosa_diff_lines_new (before, after);
}

static void
test_table (void)
{
  static const struct { const char *before, *after, *lines; } cases[] = {
    { "Same.\n", "Same.\n", "" },
    { "One two three.\n", "One 2 three.\n", "~One [two] three.|One [2] three.\n" },
    /* What stands around a change is shown, the rest is folded. */
    { "a\nb\nc\nd\ne two\nf\ng\nh\ni\n", "a\nb\nc\nd\ne 2\nf\ng\nh\ni\n", "*3\n=d\n~e [two]|e [2]\n=f\n*3\n" },
    /* A single paragraph is no gap. */
    { "a\nb\nc two\n", "a\nb\nc 2\n", "=a\n=b\n~c [two]|c [2]\n" },
    /* Two changes in a paragraph are one line, in two paragraphs two. */
    { "one two three four five six\n", "1 two three four five 6\n", "~[one] two three four five [six]|[1] two three four five [6]\n" },
    { "one two three\nfour five six\n", "1 two three\nfour five 6\n", "~[one] two three|[1] two three\n~four five [six]|four five [6]\n" },
    /* A blank paragraph is no context by itself. */
    { "a b\n\nc two\n\nd e\n", "a b\n\nc 2\n\nd e\n", "=a b\n=\n~c [two]|c [2]\n=\n=d e\n" },
    /* To and from nothing. */
    { "", "one\ntwo\n", "~|[one]\n-|[two]\n" },
    { "one", "", "~[one]|\n" },
    /* A new paragraph, an end of paragraph that is new. */
    { "one a\nthree c\n", "one a\ntwo b\nthree c\n", "=one a\n~|[two b]\n=three c\n" },
    { "one two", "one\ntwo", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) lines = compare (cases[i].before, cases[i].after);
      g_autofree char *described = describe (lines);

      if (cases[i].lines != NULL)
        g_assert_cmpstr (described, ==, cases[i].lines);
      else
        g_assert_nonnull (strstr (described, "↵"));
    }
}

static char *
make_paragraphs (guint       n,
                 const char *last)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "paragraph number %u\n", i);
  g_string_append (text, last);

  return g_string_free_and_steal (text);
}

static void
test_gap_expands (void)
{
  g_autofree char *before = make_paragraphs (1200, "one\n");
  g_autofree char *after = make_paragraphs (1200, "two\n");
  g_autoptr (GListStore) lines = compare (before, after);
  guint n = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, 3);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lines)); i++)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);

      if (chiosa_diff_line_get_kind (line) != CHIOSA_DIFF_GAP)
        continue;
      chiosa_diff_lines_expand (lines, i);
      i--;
      n++;
    }

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, 1201);
  for (guint i = 0; i < 1200; i++)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);
      g_autofree char *expected = g_strdup_printf ("paragraph number %u", i);

      g_assert_cmpstr (chiosa_diff_line_get_old (line)->text, ==, expected);
    }
}

/* A paragraph of a megabyte gives a line that a label can show. */
static void
test_long_paragraph_is_cut (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GListStore) lines = NULL;
  g_autoptr (ChiosaDiffLine) line = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "word%u ", i);
  before = g_strconcat (text->str, "one ", text->str, NULL);
  after = g_strconcat (text->str, "two ", text->str, NULL);
  g_string_free (text, TRUE);

  lines = compare (before, after);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, 1);
  line = g_list_model_get_item (G_LIST_MODEL (lines), 0);
  g_assert_cmpuint (strlen (chiosa_diff_line_get_old (line)->text), <, 1000);
  g_assert_cmpuint (chiosa_diff_line_get_old (line)->marks->len, ==, 1);
}

static void
test_thousands_of_changes_end (void)
{
  GString *before = g_string_new (NULL);
  GString *after = g_string_new (NULL);
  g_autoptr (GListStore) lines = NULL;
  g_autoptr (ChiosaDiffLine) last = NULL;

  for (guint i = 0; i < 6000; i++)
    {
      g_string_append_printf (before, "the same words %u and one\n", i);
      g_string_append_printf (after, "the same words %u and two\n", i);
    }
  lines = compare (before->str, after->str);
  last = g_list_model_get_item (G_LIST_MODEL (lines), g_list_model_get_n_items (G_LIST_MODEL (lines)) - 1);

  g_assert_cmpint (chiosa_diff_line_get_kind (last), ==, CHIOSA_DIFF_REST);
  g_assert_cmpuint (chiosa_diff_line_get_n (last), ==, 2000);
  g_string_free (before, TRUE);
  g_string_free (after, TRUE);
}

static char *
make_random_text (void)
{
  static const char *const words[] = { "a", "b", "c", "é", "😀", "\n", "\n\n", "\n" };
  GString *text = g_string_new (NULL);
  guint n = g_test_rand_int_range (0, 40);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], g_test_rand_bit () ? " " : "");

  return g_string_free_and_steal (text);
}

/* One side of all lines, unfolded. */
static char *
rejoin (GListStore *lines,
        gboolean    new_side)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lines)); i++)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);
      const ChiosaDiffSide *side = new_side ? chiosa_diff_line_get_new (line) : chiosa_diff_line_get_old (line);

      if (chiosa_diff_line_get_kind (line) == CHIOSA_DIFF_GAP)
        chiosa_diff_lines_expand (lines, i--);
      else
        g_string_append_printf (out, "%s\n", side->text);
    }

  return g_string_free_and_steal (out);
}

static void
remove_signs (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; )
    if (g_str_has_prefix (p, "↵"))
      p += strlen ("↵");
    else if (*p == '\n')
      p++;
    else
      *to++ = *p++;
  *to = '\0';
}

/* Nothing is left out and nothing said twice, whatever the texts are. */
static void
test_lines_give_both_texts_back (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *before = make_random_text ();
      g_autofree char *after = make_random_text ();
      g_autoptr (GListStore) lines = compare (before, after);
      g_autofree char *old_side = rejoin (lines, FALSE);
      g_autofree char *new_side = rejoin (lines, TRUE);

      if (g_str_equal (before, after))
        continue;
      remove_signs (old_side);
      remove_signs (new_side);
      remove_signs (before);
      remove_signs (after);
      g_assert_cmpstr (old_side, ==, before);
      g_assert_cmpstr (new_side, ==, after);
    }
}

static void
test_words_are_counted (void)
{
  static const struct { const char *before, *after; guint n; } cases[] = {
    { "one two three", "one two three", 0 },
    { "one two three", "one 2 three", 1 },
    { "", "one two three", 3 },
    { "one two three", "", 3 },
    { "one", "two three", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaText) before = chiosa_text_new (cases[i].before, -1);
      g_autoptr (ChiosaText) after = chiosa_text_new (cases[i].after, -1);
      g_autoptr (ChiosaEdit) edit = chiosa_text_diff (before, after);

      g_assert_cmpuint (chiosa_diff_count_words (before, edit), ==, cases[i].n);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diff-lines/what-is-shown", test_table);
  g_test_add_func ("/diff-lines/a-gap-opens-in-steps", test_gap_expands);
  g_test_add_func ("/diff-lines/a-long-paragraph-is-cut-where-nothing-changed", test_long_paragraph_is_cut);
  g_test_add_func ("/diff-lines/thousands-of-changes-end-in-a-number", test_thousands_of_changes_end);
  g_test_add_func ("/diff-lines/lines-give-both-texts-back", test_lines_give_both_texts_back);
  g_test_add_func ("/diff-lines/words-are-counted", test_words_are_counted);

  return g_test_run ();
}
