/* test-long-paragraph.c
 *
 * Where over-long paragraphs are broken, on the screen and for good; invisible characters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-character.h"
#include "chiosa-long-paragraph.h"
#include "chiosa-segment.h"

#include <string.h>

typedef struct { gsize start, end; } Span;

static GArray *
find (const char *utf8)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (ChiosaDisplayBreak));

  chiosa_long_paragraphs_find_breaks (utf8, strlen (utf8), breaks);
  return breaks;
}

static const ChiosaDisplayBreak *
get (const GArray *breaks,
     guint         i)
{
  return &g_array_index (breaks, ChiosaDisplayBreak, i);
}

static char *
repeat (const char *piece,
        guint       n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, piece);
  return g_string_free (all, FALSE);
}

/* In order, each the character it says, never the last of its paragraph, and no part longer than allowed. */
static void
assert_breaks (const char   *utf8,
               const GArray *breaks)
{
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (utf8, -1, NULL);
  gsize columns = 0;
  gboolean broken = FALSE;
  guint next = 0;
  gsize i;

  for (i = 0; chars[i]; i++)
    {
      gboolean here = next < breaks->len && get (breaks, next)->offset == i;

      if (chars[i] == '\n')
        {
          g_assert_cmpuint (columns, <=, broken ? CHIOSA_MAX_PART : CHIOSA_MAX_UNBROKEN);
          broken = FALSE;
        }
      if (here)
        {
          g_assert_cmpuint (get (breaks, next)->character, ==, chars[i]);
          g_assert_cmpuint (columns, <=, CHIOSA_MAX_PART);
          g_assert_true (chars[i + 1] != 0 && chars[i + 1] != '\n');
          broken = TRUE;
          next++;
        }
      columns = here || chars[i] == '\n' ? 0 : columns + (g_unichar_iswide (chars[i]) ? 2 : 1);
    }

  g_assert_cmpuint (columns, <=, broken ? CHIOSA_MAX_PART : CHIOSA_MAX_UNBROKEN);
  g_assert_cmpuint (next, ==, breaks->len);
}

static void
test_short_paragraphs_stay_whole (void)
{
  g_autofree char *words = repeat ("word ", CHIOSA_MAX_UNBROKEN / 5);
  g_autofree char *many = repeat ("A line of text.\n", 5000);
  g_autoptr (GArray) none = find (words);
  g_autoptr (GArray) still_none = find (many);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (still_none->len, ==, 0);
}

static void
test_breaks_are_behind_sentences (void)
{
  g_autofree char *text = repeat ("He said to J. Smith: “It is so.” And then, at 3.5 per cent, no. ", 200);
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, NULL);
  g_autoptr (GArray) breaks = find (text);

  g_assert_cmpuint (breaks->len, >, 4);
  assert_breaks (text, breaks);
  for (guint i = 0; i < breaks->len; i++)
    {
      gsize offset = get (breaks, i)->offset;

      g_assert_cmpuint (chars[offset], ==, ' ');
      g_assert_true (chars[offset - 1] == 0x201d || chars[offset - 1] == '.');
      g_assert_true (chars[offset + 1] == 'H' || chars[offset + 1] == 'A');
    }
}

static void
test_breaks_without_sentences_are_behind_words (void)
{
  g_autofree char *text = repeat ("12 345 ", 2000);
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, NULL);
  g_autoptr (GArray) breaks = find (text);

  g_assert_cmpuint (breaks->len, >, 4);
  assert_breaks (text, breaks);
  for (guint i = 0; i < breaks->len; i++)
    g_assert_cmpuint (chars[get (breaks, i)->offset], ==, ' ');
}

static void
test_breaks_without_spaces (void)
{
  g_autofree char *chinese = repeat ("这是一个很长的段落，没有任何空格。它很长，", 700);
  g_autofree char *base64 = repeat ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", 3000);
  g_autofree char *marks = repeat ("\314\201", 20000);
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (chinese, -1, NULL);
  g_autoptr (GArray) in_chinese = find (chinese);
  g_autoptr (GArray) in_base64 = find (base64);
  g_autoptr (GArray) in_marks = find (marks);

  g_assert_cmpuint (in_chinese->len, >, 10);
  assert_breaks (chinese, in_chinese);
  for (guint i = 0; i < in_chinese->len; i++)
    g_assert_cmpuint (chars[get (in_chinese, i)->offset], ==, 0x3002);

  g_assert_cmpuint (in_base64->len, >, 40);
  assert_breaks (base64, in_base64);
  g_assert_cmpuint (in_marks->len, >, 5);
  assert_breaks (marks, in_marks);
}

/* A part that began with a Latin word would run from left to right. */
static void
test_parts_run_as_their_paragraph (void)
{
  g_autofree char *text = repeat ("قال الوزير. Reuters نشرت الخبر يوم الخميس في باريس. BBC ", 300);
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, NULL);
  g_autoptr (GArray) breaks = find (text);

  g_assert_cmpuint (breaks->len, >, 4);
  assert_breaks (text, breaks);
  for (guint i = 0; i < breaks->len; i++)
    g_assert_true (chiosa_character_is_right_to_left (chars[get (breaks, i)->offset + 1]));
}

static void
test_breaks_of_random_texts (void)
{
  static const char *const pieces[] = {
    "word ", "sentence. ", "“Quoted!” ", "\n", "\r\n", "。", "汉", "e\314\201", "👩\342\200\215🚀", "שלום ", "\t", "x", "12", "\302\240", "  ",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint round = 0; round < 60; round++)
    {
      guint n_kinds = g_test_rand_int_range (1, G_N_ELEMENTS (pieces) + 1);
      g_autoptr (GArray) breaks = NULL;

      g_string_truncate (text, 0);
      for (guint i = 0; i < 4000; i++)
        {
          const char *piece = pieces[g_test_rand_int_range (0, n_kinds)];

          /* Line ends are rare. */
          if (strchr (piece, '\n') == NULL || g_test_rand_int_range (0, 400) == 0)
            g_string_append (text, strchr (piece, '\n') ? "\n" : piece);
        }

      breaks = find (text->str);
      assert_breaks (text->str, breaks);
    }
}

/* --- For good --------------------------------------------------------------------------------------------------------------- */

static gboolean
is_covered (gsize    start,
            gsize    end,
            gpointer user_data)
{
  const GArray *spans = user_data;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->start < MAX (end, start) && span->end > start)
        return TRUE;
    }

  return FALSE;
}

static void
assert_broken (const char *before,
               const char *newline,
               GArray     *spans)
{
  g_autoptr (ChiosaText) old = chiosa_text_new (before, -1);
  g_autoptr (ChiosaText) text = chiosa_text_copy (old);
  g_autoptr (ChiosaEdit) edit = chiosa_long_paragraphs_break (text, newline, spans ? is_covered : NULL, spans);

  g_assert_cmpuint (chiosa_edit_get_n (edit), >, 0);
  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);
      g_autofree char *gone = chiosa_text_get_slice (old, r->start, r->end);

      g_assert_cmpstr (r->text, ==, newline);
      g_assert_cmpstr (g_strstrip (gone), ==, "");
      g_assert_true (chiosa_segment_is_edge (old, CHIOSA_SEGMENT_SENTENCE, r->start));
      g_assert_true (chiosa_segment_is_edge (old, CHIOSA_SEGMENT_SENTENCE, r->end));
      if (spans)
        g_assert_false (is_covered (r->start, r->end, spans));
    }

  chiosa_edit_apply (edit, text);
  g_assert_cmpuint (chiosa_long_paragraphs_count (old), >, 0);
  g_assert_cmpuint (chiosa_long_paragraphs_count (text), ==, 0);
  for (gsize start = 0; start < chiosa_text_get_length (text); start = chiosa_text_paragraph_next (text, start))
    g_assert_cmpuint (chiosa_text_paragraph_end (text, start) - start, <=, 4200);
}

static void
test_long_paragraphs_are_broken (void)
{
  g_autofree char *english = repeat ("The minister said so on Thursday.  “Nothing will change,” he added. ", 600);
  g_autofree char *chinese = repeat ("这是一个很长的段落没有任何空格。", 2000);

  assert_broken (english, "\n", NULL);
  assert_broken (english, "\r\n", NULL);
  assert_broken (chinese, "\n", NULL);
}

static void
test_paragraphs_are_not_broken_inside_annotations (void)
{
  g_autofree char *english = repeat ("The minister said so on Thursday. Nothing will change. ", 600);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));

  /* Claims of three or four sentences, one behind the other. */
  for (gsize start = 10; start + 130 < strlen (english); start += 140)
    {
      Span span = { start, start + 130 };

      g_array_append_val (spans, span);
    }

  assert_broken (english, "\n", spans);
}

static void
test_one_annotation_over_all_does_not_hinder (void)
{
  g_autofree char *english = repeat ("The minister said so on Thursday. Nothing will change. ", 600);
  g_autoptr (ChiosaText) text = chiosa_text_new (english, -1);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (ChiosaEdit) edit = NULL;
  Span all = { 0, strlen (english) };

  g_array_append_val (spans, all);
  edit = chiosa_long_paragraphs_break (text, "\n", is_covered, spans);
  chiosa_edit_apply (edit, text);
  g_assert_cmpuint (chiosa_long_paragraphs_count (text), ==, 0);
}

static void
test_what_has_no_sentences_stays (void)
{
  g_autofree char *base64 = repeat ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", 3000);
  g_autofree char *words = repeat ("one two three, four ", 3000);
  g_autoptr (ChiosaText) text = chiosa_text_new (base64, -1);
  g_autoptr (ChiosaText) other = chiosa_text_new (words, -1);
  g_autoptr (ChiosaEdit) edit = chiosa_long_paragraphs_break (text, "\n", NULL, NULL);
  g_autoptr (ChiosaEdit) other_edit = chiosa_long_paragraphs_break (other, "\n", NULL, NULL);

  g_assert_true (chiosa_edit_is_empty (edit));
  g_assert_true (chiosa_edit_is_empty (other_edit));
}

static void
test_usual_paragraphs_stay (void)
{
  g_autofree char *english = repeat ("The minister said so on Thursday. Nothing will change. ", 300);
  g_autoptr (ChiosaText) text = chiosa_text_new (english, -1);
  g_autoptr (ChiosaEdit) edit = chiosa_long_paragraphs_break (text, "\n", NULL, NULL);

  g_assert_cmpuint (chiosa_text_get_length (text), <=, CHIOSA_LONG_PARAGRAPH);
  g_assert_true (chiosa_edit_is_empty (edit));
}

/* --- Invisible characters --------------------------------------------------------------------------------------------------- */

static void
test_invisible_characters_have_names (void)
{
  static const struct { gunichar c; const char *name; } expected[] = {
    { 0x202e, "RLO" }, { 0x202a, "LRE" }, { 0x202c, "PDF" }, { 0x2066, "LRI" }, { 0x2069, "PDI" }, { 0x200e, "LRM" }, { 0x200f, "RLM" },
    { 0x61c, "ALM" }, { 0x200b, "ZWSP" }, { 0xad, "SHY" }, { 0xfeff, "ZWNBSP" }, { 0xfffc, "OBJ" }, { 0x7f, "DEL" },
    { 1, "U+0001" }, { 0x85, "U+0085" }, { 0xffff, "U+FFFF" }, { 0x1fffe, "U+1FFFE" }, { 0xfdd0, "U+FDD0" },
    { 'a', NULL }, { ' ', NULL }, { '\n', NULL }, { '\t', NULL }, { 0xa0, NULL }, { 0x200c, NULL }, { 0x200d, NULL }, { 0xfe0f, NULL },
    { 0x5d0, NULL }, { 0xe0067, NULL }, { 0x1f600, NULL },
  };
  char name[CHIOSA_CHARACTER_NAME_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (chiosa_character_get_invisible_name (expected[i].c, name), ==, expected[i].name);
}

static void
test_direction_marks_are_counted (void)
{
  g_autoptr (GString) many = g_string_new ("if (access \342\200\256 \342\201\246// check\342\201\251 \342\201\246) { \342\200\254 \342\200\216");
  g_autoptr (ChiosaText) text = chiosa_text_new (many->str, -1);
  g_autoptr (ChiosaText) none = chiosa_text_new ("Hello … “world”", -1);
  g_autoptr (ChiosaText) long_text = NULL;

  g_assert_cmpuint (chiosa_text_count_direction_marks (text), ==, 3);
  g_assert_cmpuint (chiosa_text_count_direction_marks (none), ==, 0);

  g_string_truncate (many, 0);
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "word \342\200\256");
  long_text = chiosa_text_new (many->str, -1);
  g_assert_cmpuint (chiosa_text_count_direction_marks (long_text), ==, 5000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/long-paragraph/short-ones-stay-whole", test_short_paragraphs_stay_whole);
  g_test_add_func ("/long-paragraph/breaks-are-behind-sentences", test_breaks_are_behind_sentences);
  g_test_add_func ("/long-paragraph/without-sentences-behind-words", test_breaks_without_sentences_are_behind_words);
  g_test_add_func ("/long-paragraph/without-spaces-there-are-breaks-too", test_breaks_without_spaces);
  g_test_add_func ("/long-paragraph/parts-run-as-their-paragraph", test_parts_run_as_their_paragraph);
  g_test_add_func ("/long-paragraph/random-texts", test_breaks_of_random_texts);
  g_test_add_func ("/long-paragraph/broken-for-good-between-sentences", test_long_paragraphs_are_broken);
  g_test_add_func ("/long-paragraph/not-broken-inside-annotations", test_paragraphs_are_not_broken_inside_annotations);
  g_test_add_func ("/long-paragraph/one-annotation-over-all-does-not-hinder", test_one_annotation_over_all_does_not_hinder);
  g_test_add_func ("/long-paragraph/what-has-no-sentences-stays", test_what_has_no_sentences_stays);
  g_test_add_func ("/long-paragraph/usual-paragraphs-stay", test_usual_paragraphs_stay);
  g_test_add_func ("/character/invisible-ones-have-names", test_invisible_characters_have_names);
  g_test_add_func ("/character/direction-marks-are-counted", test_direction_marks_are_counted);

  return g_test_run ();
}
