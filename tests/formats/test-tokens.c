/* test-tokens.c
 *
 * Words and sentences for formats that count them, and annotations put onto them. In the tables brackets mark the tokens and a
 * bar starts a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-tokens.h"

#include <string.h>

#define EXAMPLE "😀 Ana Ruiz said taxes fell 3%."
#define ZWSP    "\xE2\x80\x8B"
#define BOM     "\xEF\xBB\xBF"
#define RLM     "\xE2\x80\x8F"
#define NBSP    "\xC2\xA0"
#define NNBSP   "\xE2\x80\xAF"
#define SHY     "\xC2\xAD"

static const struct
{
  const char *name;
  const char *text;
  const char *tokens;   /* with white space left out */
} tables[] = {
  { "example", EXAMPLE, "|[😀][Ana][Ruiz][said][taxes][fell][3][%][.]" },
  { "empty", "", "" },
  { "white-space-only", " \t\r\n\n" NBSP "\x1C", "" },
  { "marks", "«Sì», disse... (no)!?", "|[«][Sì][»][,][disse][.][.][.][(][no][)][!][?]" },
  { "elision", "L’Italia, dell'Amazon", "|[L’][Italia][,][dell'][Amazon]" },
  { "apostrophe", "don't John's", "|[don't][John's]" },
  { "numbers", "3.5% di 1.234,50 €", "|[3.5][%][di][1.234,50][€]" },
  { "sentences", "One. Two?\nThree\r\n\r\nFour", "|[One][.]|[Two][?]|[Three]|[Four]" },
  { "paragraphs", "no end\nno end", "|[no][end]|[no][end]" },
  { "spaces", "a" NBSP "b\xE2\x80\x83" "c\xE3\x80\x80" "d\xE2\x80\xA8" "e\x1C" "f\x0B" "g", "|[a][b][c][d]|[e][f][g]" },
  { "narrow-space-in-a-number", "10" NNBSP "000 km", "|[10][000][km]" },
  { "zero-width-space", "a" ZWSP "b", "|[a" ZWSP "b]" },
  { "mark-in-front", BOM "One " RLM "two", "|[" BOM "One][" RLM "two]" },
  { "mark-behind", "one" RLM ". " RLM RLM, "|[one" RLM "][.]" },
  { "marks-alone", "a " ZWSP " " BOM "\n" RLM, "|[a]" },
  { "control", "a\x01 \x02" "b", "|[a\x01][\x02" "b]" },
  { "soft-hyphen", "Donau" SHY "dampf", "|[Donau" SHY "dampf]" },
  { "combining", "cafe\xCC\x81! \xCC\x81", "|[cafe\xCC\x81][!][\xCC\x81]" },
  { "emoji", "👩\xE2\x80\x8D👩\xE2\x80\x8D👧👍\xF0\x9F\x8F\xBD\xF0\x9F\x87\xAE\xF0\x9F\x87\xB9❤\xEF\xB8\x8F",
    "|[👩\xE2\x80\x8D👩\xE2\x80\x8D👧][👍\xF0\x9F\x8F\xBD][\xF0\x9F\x87\xAE\xF0\x9F\x87\xB9][❤\xEF\xB8\x8F]" },
  { "keycap", "3\xEF\xB8\x8F\xE2\x83\xA3 ok", "|[3\xEF\xB8\x8F\xE2\x83\xA3][ok]" },
  { "hebrew", "שלום, עולם.", "|[שלום][,][עולם][.]" },
  { "thai", "สวัสดีชาวโลก", "|[สวัสดี][ชาว][โลก]" },
};

static char *
bracket (const char         *text,
         const ChiosaTokens *tokens)
{
  GString *all = g_string_new (NULL);
  guint sentence = G_MAXUINT;

  for (guint i = 0; i < tokens->tokens->len; i++)
    {
      const ChiosaToken *token = &g_array_index (tokens->tokens, ChiosaToken, i);
      g_autofree char *words = g_utf8_substring (text, token->start, token->end);

      g_string_append_printf (all, "%s[%s]", token->sentence != sentence ? "|" : "", words);
      sentence = token->sentence;
    }

  return g_string_free (all, FALSE);
}

static gboolean
is_gap (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return g_unichar_isspace (c) || type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL;
}

/* What must hold of every text. */
static void
check (const char         *text,
       const ChiosaTokens *tokens)
{
  glong length;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &length);
  gsize at = 0;
  guint counted = 0;

  for (guint i = 0; i < tokens->tokens->len; i++)
    {
      const ChiosaToken *token = &g_array_index (tokens->tokens, ChiosaToken, i);
      gboolean visible = FALSE;
      gboolean space;

      g_assert_cmpuint (token->start, >=, at);
      g_assert_cmpuint (token->end, >, token->start);
      g_assert_cmpuint (token->end, <=, length);
      for (; at < token->start; at++)
        g_assert_true (is_gap (chars[at]));
      for (; at < token->end; at++)
        {
          visible |= !is_gap (chars[at]);
          g_assert_false (g_unichar_isspace (chars[at]));
        }
      g_assert_true (visible);
      space = token->end == length || g_unichar_isspace (chars[token->end])
              || (chars[token->end] < 0x20 && chars[token->end] >= 0x1C) || chars[token->end] == 0x0B || chars[token->end] == 0x85;
      g_assert_cmpint (token->space_after, ==, space);
    }
  for (; at < length; at++)
    g_assert_true (is_gap (chars[at]));

  for (guint i = 0; i < tokens->sentences->len; i++)
    {
      const ChiosaSentence *sentence = &g_array_index (tokens->sentences, ChiosaSentence, i);

      g_assert_cmpuint (sentence->first_token, ==, counted);
      g_assert_cmpuint (sentence->n_tokens, >, 0);
      for (guint k = 0; k < sentence->n_tokens; k++)
        g_assert_cmpuint (g_array_index (tokens->tokens, ChiosaToken, counted + k).sentence, ==, i);
      g_assert_cmpuint (sentence->start, ==, g_array_index (tokens->tokens, ChiosaToken, counted).start);
      counted += sentence->n_tokens;
      g_assert_cmpuint (sentence->end, ==, g_array_index (tokens->tokens, ChiosaToken, counted - 1).end);
    }
  g_assert_cmpuint (counted, ==, tokens->tokens->len);
}

static void
test_table (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (tables[i].text);
  g_autofree char *found = bracket (tables[i].text, tokens);

  g_assert_cmpstr (found, ==, tables[i].tokens);
  check (tables[i].text, tokens);
}

static void
test_paragraph_numbers (void)
{
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new ("\n\nOne. Two.\n\n \nThree.");
  static const guint paragraphs[] = { 0, 0, 1 };

  g_assert_cmpuint (tokens->sentences->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_array_index (tokens->sentences, ChiosaSentence, i).paragraph, ==, paragraphs[i]);
}

static char *
random_text (guint n)
{
  static const gunichar letters[] = {
    'a', 'B', 'c', ' ', ' ', '\n', '\r', '.', '\'', '3', '-', 0x2019, 0xE9, 0x301, 0x5D0, 0x5D1, 0x4E2D, 0x0E01, 0x0E32, 0x1F469, 0x200D,
    0x1F1EE, 0xFE0F, 0x20E3, 0x200B, 0xFEFF, 0x200F, 0xA0, 0x202F, 0x2029, 0x600, 0xE0067, 0x01, 0x1D, 0x85, 0xAD, 0x3000, 0xE000,
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);

  return g_string_free (text, FALSE);
}

static void
test_random (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autofree char *text = random_text (round == 0 ? 60000 : g_test_rand_int_range (0, 200));
      g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (text);

      check (text, tokens);
    }
}

static void
test_cover (void)
{
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (EXAMPLE);
  static const struct { gsize start, end; gboolean found; guint first, last; gboolean moved; } cases[] = {
    { 2, 10, TRUE, 1, 3, FALSE },
    { 16, 29, TRUE, 4, 8, FALSE },
    { 3, 9, TRUE, 1, 3, TRUE },
    { 1, 10, TRUE, 1, 3, TRUE },
    { 0, 30, TRUE, 0, 9, FALSE },
    { 1, 2, FALSE, 0, 0, FALSE },
    { 5, 5, FALSE, 0, 0, FALSE },
    { 30, 40, FALSE, 0, 0, FALSE },
    { 29, 40, TRUE, 8, 9, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint first = 0, end = 0;
      gboolean moved = FALSE;

      g_assert_true (chiosa_tokens_cover (tokens, cases[i].start, cases[i].end, &first, &end, &moved) == cases[i].found);
      g_assert_cmpuint (first, ==, cases[i].first);
      g_assert_cmpuint (end, ==, cases[i].last);
      g_assert_cmpint (moved, ==, cases[i].moved);
    }
}

static void
add (ChiosaRecord     *record,
     const char       *id,
     const ChiosaSpan *spans,
     guint             n_spans)
{
  g_autoptr (GError) error = NULL;

  chiosa_record_add (record, chiosa_annotation_new (id, "entity", "PERSON"), spans, n_spans, &error);
  g_assert_no_error (error);
}

static void
test_flatten (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("one two three. Four five\nsix seven   eight"));
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (record->utf8);
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
  g_autoptr (GArray) flat = NULL;
  static const struct { guint first, end; const char *id; } expected[] = {
    { 0, 3, "long" }, { 3, 4, "across" }, { 4, 5, "across" }, { 5, 6, "pieces" }, { 7, 8, "pieces" },
  };

  add (record, "long", &(ChiosaSpan) { 0, 12 }, 1);        /* "one two thre": moved */
  add (record, "inner", &(ChiosaSpan) { 4, 7 }, 1);        /* nested: overlap */
  add (record, "across", &(ChiosaSpan) { 13, 19 }, 1);     /* ". Four": two sentences */
  add (record, "pieces", (ChiosaSpan[]) { { 20, 24 }, { 29, 34 } }, 2);
  add (record, "blank", &(ChiosaSpan) { 35, 36 }, 1);      /* touches nothing */

  flat = chiosa_tokens_flatten (tokens, record, TRUE, losses);

  g_assert_cmpuint (flat->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < flat->len; i++)
    {
      const ChiosaTokenSpan *span = &g_array_index (flat, ChiosaTokenSpan, i);

      g_assert_cmpuint (span->first, ==, expected[i].first);
      g_assert_cmpuint (span->end, ==, expected[i].end);
      g_assert_cmpstr (chiosa_record_get (record, span->item)->id, ==, expected[i].id);
    }
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_OVERLAP], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_PLACE], ==, 1);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_FRAGMENTS], ==, 2);
  g_assert_cmpuint (losses->counts[CHIOSA_LOSS_ANNOTATION], ==, 1);
}

static void
test_flatten_across_sentences (void)
{
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("One. Two."));
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (record->utf8);
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
  g_autoptr (GArray) flat = NULL;

  add (record, "all", &(ChiosaSpan) { 0, 9 }, 1);
  flat = chiosa_tokens_flatten (tokens, record, FALSE, losses);

  g_assert_cmpuint (flat->len, ==, 1);
  g_assert_cmpuint (g_array_index (flat, ChiosaTokenSpan, 0).end, ==, 4);
  g_assert_cmpuint (chiosa_losses_total (losses), ==, 0);
}

/* Says how long a text of 1 MB takes, in one paragraph and in many; fails only where it is not linear. */
static void
test_speed (void)
{
  static const char *const samples[] = {
    "The minister said on Tuesday that taxes “fell” by 3.5% in 2024, which isn't so. ", "Il governo, l’8 maggio, perché così è più città – disse. ",
  };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ChiosaTokens) tokens = NULL;
      gint64 began;

      while (text->len < 1000000)
        {
          g_string_append (text, samples[i % 2]);
          if (i < 2 && text->len / 500 != (text->len - 90) / 500)
            g_string_append_c (text, '\n');
        }

      began = g_get_monotonic_time ();
      tokens = chiosa_tokens_new (text->str);
      began = g_get_monotonic_time () - began;
      g_test_message ("1 MB, %s: %u tokens in %.1f ms", i < 2 ? "many paragraphs" : "one paragraph", tokens->tokens->len, began / 1000.0);
      g_assert_cmpint (began, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strconcat ("/tokens/", tables[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_table);
    }
  g_test_add_func ("/tokens/paragraphs-are-counted", test_paragraph_numbers);
  g_test_add_func ("/tokens/any-text", test_random);
  g_test_add_func ("/tokens/cover", test_cover);
  g_test_add_func ("/tokens/flatten", test_flatten);
  g_test_add_func ("/tokens/flatten-across-sentences", test_flatten_across_sentences);
  g_test_add_func ("/tokens/linear", test_speed);

  return g_test_run ();
}
