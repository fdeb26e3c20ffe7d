/* test-segment.c
 *
 * Graphemes, words, sentences, names and quotations in many scripts. In the tables brackets mark the segments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-segment.h"

#include <string.h>

/* The segments that "next" finds, each in brackets. */
static char *
bracket (const ChiosaText *text,
         ChiosaSegment     kind)
{
  GString *all = g_string_new (NULL);
  gsize at = 0, start, end;
  gboolean found = chiosa_segment_at (text, kind, 0, &start, &end) && start == 0;

  if (!found)
    found = chiosa_segment_next (text, kind, 0, &start, &end);

  while (found)
    {
      g_autofree char *gap = chiosa_text_get_slice (text, at, start);
      g_autofree char *segment = chiosa_text_get_slice (text, start, end);

      g_string_append_printf (all, "%s[%s]", gap, segment);
      at = end;
      found = chiosa_segment_next (text, kind, start, &start, &end);
    }

  {
    g_autofree char *rest = chiosa_text_get_slice (text, at, G_MAXSIZE);

    g_string_append (all, rest);
  }

  return g_string_free (all, FALSE);
}

static ChiosaText *
unbracket (const char *bracketed)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = bracketed; *p != '\0'; p++)
    if (*p != '[' && *p != ']')
      g_string_append_c (plain, *p);

  return chiosa_text_new (plain->str, plain->len);
}

static const struct
{
  ChiosaSegment  kind;
  const char    *name;
  const char    *expected;
} tables[] = {
  { CHIOSA_SEGMENT_GRAPHEME, "grapheme/latin", "[c][a][f][f][e\xCC\x81][ ][è]" },
  { CHIOSA_SEGMENT_GRAPHEME, "grapheme/crlf", "[a][\r\n][\n][\r][b][\r\n]" },
  { CHIOSA_SEGMENT_GRAPHEME, "grapheme/emoji",
    "[👩\xE2\x80\x8D👩\xE2\x80\x8D👧][👍\xF0\x9F\x8F\xBD][\xF0\x9F\x87\xAE\xF0\x9F\x87\xB9][\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA]"
    "[❤\xEF\xB8\x8F][x]" },
  { CHIOSA_SEGMENT_GRAPHEME, "grapheme/hangul", "[\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB][글]" },
  { CHIOSA_SEGMENT_GRAPHEME, "grapheme/arabic", "[ل][غَ][ةٌ]" },

  { CHIOSA_SEGMENT_WORD, "word/italian", "[Perché] [no]? «[È] [così]», [disse] [po]'." },
  { CHIOSA_SEGMENT_WORD, "word/elision",
    "[L’][Italia] [e] [dell'][Amazon], [nell’][Unione] [c’][è] [un'][altra] [d’][un’][altra]" },
  { CHIOSA_SEGMENT_WORD, "word/elision-french", "[qu’][il] [n'][aime] [jusqu’][ici] [l’][État] [aujourd’hui]" },
  { CHIOSA_SEGMENT_WORD, "word/english-stays-whole",
    "[John's] [don’t] [all's] [Bell’s] [it’s] [I'm] [O’Brien] [we'll]" },
  { CHIOSA_SEGMENT_WORD, "word/elided-names", "[D’][Alema] [Sant'][Agata] [L’][Aquila]" },
  { CHIOSA_SEGMENT_WORD, "word/numbers", "[1.234,5] [3.5]% [C3PO] [foo_bar] [U.S]. [dell]’[8]" },
  { CHIOSA_SEGMENT_WORD, "word/hyphen", "[Donau]-[Dampfschiff] – [Straße]" },
  { CHIOSA_SEGMENT_WORD, "word/combining", "[perche\xCC\x81] [cafe\xCC\x81s]" },
  { CHIOSA_SEGMENT_WORD, "word/arabic", "[العَرَبِيَّة] [لغة]، [جميلة]." },
  { CHIOSA_SEGMENT_WORD, "word/hindi", "[नमस्ते] [दुनिया]। [क्षत्रिय]" },
  { CHIOSA_SEGMENT_WORD, "word/thai", "[สวัสดี][ชาว][โลก]" },
  { CHIOSA_SEGMENT_WORD, "word/thai-before-marks", "[ก]‘_\n[ก]-_\r\n" },
  { CHIOSA_SEGMENT_WORD, "word/chinese", "[你好世界]。[我爱北京]" },
  { CHIOSA_SEGMENT_WORD, "word/emoji", "[ciao] 👩\xE2\x80\x8D👩 [mondo]" },
  { CHIOSA_SEGMENT_WORD, "word/across-paragraphs", "[uno]\r\n\r\n[due]\r[tre]\xE2\x80\xA9\n[quattro]\n" },

  { CHIOSA_SEGMENT_SENTENCE, "sentence/plain", "  [One.] [Two two?]  [“Three!”] [Four]\t" },
  { CHIOSA_SEGMENT_SENTENCE, "sentence/lower-case-goes-on", "[See e.g. this.] [A 3.5% rise and 4.5 % more.] [Then.]" },
  { CHIOSA_SEGMENT_SENTENCE, "sentence/paragraphs", "[One]\r\n\n  [Two.] [Three]\n" },
  { CHIOSA_SEGMENT_SENTENCE, "sentence/chinese", "[你好世界。][我爱北京]" },
  { CHIOSA_SEGMENT_SENTENCE, "sentence/hindi", "[नमस्ते दुनिया।] [क्षत्रिय]" },
  { CHIOSA_SEGMENT_SENTENCE, "sentence/arabic", "[هل هذا صحيح؟] [نعم.]" },

  { CHIOSA_SEGMENT_PARAGRAPH, "paragraph", "[one two]\r\n\n\n[three]\r[ ]\xE2\x80\xA9[four\xE2\x80\xA8" "five]" },
};

/* The same edges by every question one can ask. */
static void
assert_consistent (const ChiosaText *text,
                   ChiosaSegment     kind)
{
  gsize length = chiosa_text_get_length (text);
  gsize start, end, other_start, other_end;

  for (gsize i = 0; i <= length; i++)
    {
      if (chiosa_segment_at (text, kind, i, &start, &end))
        {
          g_assert_cmpuint (start, <, end);
          g_assert_true (chiosa_segment_is_edge (text, kind, start));
          g_assert_true (chiosa_segment_is_edge (text, kind, end));
          g_assert_true (chiosa_segment_at (text, kind, start, &other_start, &other_end));
          g_assert_cmpuint (other_start, ==, start);
          g_assert_cmpuint (other_end, ==, end);
        }

      if (chiosa_segment_next (text, kind, i, &start, &end))
        {
          g_assert_cmpuint (start, >, i);
          if (chiosa_segment_previous (text, kind, start, &other_start, &other_end))
            g_assert_cmpuint (other_start, <=, i);
          g_assert_true (chiosa_segment_previous (text, kind, start + 1, &other_start, &other_end));
          g_assert_cmpuint (other_start, ==, start);
          g_assert_cmpuint (other_end, ==, end);
        }

      if (chiosa_segment_previous (text, kind, i, &start, &end))
        g_assert_cmpuint (start, <, i);
    }
}

static void
test_table (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ChiosaText) text = unbracket (tables[i].expected);
  g_autofree char *found = bracket (text, tables[i].kind);

  g_assert_cmpstr (found, ==, tables[i].expected);
  assert_consistent (text, tables[i].kind);
}

static void
assert_at (const ChiosaText *text,
           ChiosaSegment     kind,
           gsize             offset,
           const char       *expected)
{
  gsize start, end;
  gboolean found = chiosa_segment_at (text, kind, offset, &start, &end);
  g_autofree char *slice = found ? chiosa_text_get_slice (text, start, end) : NULL;

  g_assert_cmpstr (slice, ==, expected);
}

static void
test_at (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("dell’Amazon, e x.  Poi\n\ny", -1);

  assert_at (text, CHIOSA_SEGMENT_WORD, 0, "dell’");
  assert_at (text, CHIOSA_SEGMENT_WORD, 4, "dell’");
  assert_at (text, CHIOSA_SEGMENT_WORD, 5, "Amazon");
  assert_at (text, CHIOSA_SEGMENT_WORD, 11, "Amazon");
  assert_at (text, CHIOSA_SEGMENT_WORD, 12, NULL);
  assert_at (text, CHIOSA_SEGMENT_WORD, 18, NULL);
  assert_at (text, CHIOSA_SEGMENT_WORD, 22, "Poi");
  assert_at (text, CHIOSA_SEGMENT_WORD, 23, NULL);
  assert_at (text, CHIOSA_SEGMENT_WORD, 25, "y");
  assert_at (text, CHIOSA_SEGMENT_WORD, 99, "y");
  assert_at (text, CHIOSA_SEGMENT_SENTENCE, 16, "dell’Amazon, e x.");
  assert_at (text, CHIOSA_SEGMENT_SENTENCE, 17, "dell’Amazon, e x.");
  assert_at (text, CHIOSA_SEGMENT_SENTENCE, 18, NULL);
  assert_at (text, CHIOSA_SEGMENT_SENTENCE, 19, "Poi");
  assert_at (text, CHIOSA_SEGMENT_PARAGRAPH, 22, "dell’Amazon, e x.  Poi");
  assert_at (text, CHIOSA_SEGMENT_PARAGRAPH, 23, NULL);
  assert_at (text, CHIOSA_SEGMENT_PARAGRAPH, 25, "y");
  assert_at (text, CHIOSA_SEGMENT_GRAPHEME, 25, NULL);
}

/* Rule 3a of the edit semantics asks for this: is it still the edge of a word after typing? */
static void
test_word_edges_when_typing (void)
{
  static const struct { const char *text; gsize offset; gboolean edge; } cases[] = {
    { "John", 4, TRUE }, { "Johnny", 4, FALSE }, { "John said", 4, TRUE }, { "John, said", 4, TRUE },
    { "l’Italia", 2, TRUE }, { "dell’Italia", 5, TRUE }, { "xJohn", 1, FALSE }, { "", 0, FALSE }, { "  ", 1, FALSE },
    { "3.5", 1, FALSE }, { "a\r\nb", 1, TRUE }, { "a\r\nb", 2, FALSE }, { "a\r\nb", 3, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaText) text = chiosa_text_new (cases[i].text, -1);

      g_assert_cmpint (chiosa_segment_is_edge (text, CHIOSA_SEGMENT_WORD, cases[i].offset), ==, cases[i].edge);
    }
}

/* The notes that a text keeps must not outlive an edit, nor go with a copy that is edited. */
static void
test_edits_are_seen (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("John said", -1);
  g_autoptr (ChiosaText) copy = NULL;

  assert_at (text, CHIOSA_SEGMENT_WORD, 0, "John");
  chiosa_text_replace (text, 4, 4, "ny", -1);
  assert_at (text, CHIOSA_SEGMENT_WORD, 0, "Johnny");
  copy = chiosa_text_copy (text);
  chiosa_text_replace (copy, 0, 6, "Al", -1);
  assert_at (copy, CHIOSA_SEGMENT_WORD, 0, "Al");
  assert_at (text, CHIOSA_SEGMENT_WORD, 0, "Johnny");
}

typedef struct
{
  const char *text;      /* the range in brackets */
  const char *expected;  /* likewise; NULL where nothing is left */
} RangeCase;

static const RangeCase grapheme_cases[] = {
  { "cafe[\xCC\x81]s", "caf[e\xCC\x81]s" },
  { "[caf]e\xCC\x81", "[caf]e\xCC\x81" },
  { "[cafe]\xCC\x81", "[cafe\xCC\x81]" },
  { "a\r[\n]b", "a[\r\n]b" },
  { "a[\r]\nb", "a[\r\n]b" },
  { "a\r[]\nb", "a[]\r\nb" },
  { "a[]\r\nb", "a[]\r\nb" },
  { "x[👩]\xE2\x80\x8D👩y", "x[👩\xE2\x80\x8D👩]y" },
  { "x👩\xE2\x80\x8D[👩y]", "x[👩\xE2\x80\x8D👩y]" },
  { "[]", "[]" },
  { "a[b]", "a[b]" },
};

static const RangeCase word_cases[] = {
  { "il pres[idente Mat]tarella disse", "il [presidente Mattarella] disse" },
  { "il[ presidente ]disse", "il [presidente] disse" },
  { "il [presidente] disse", "il [presidente] disse" },
  { "dell’[Am]azon", "dell’[Amazon]" },
  { "del[l’Am]azon", "[dell’Amazon]" },
  { "a [(Ama]zon) b", "a [(Amazon]) b" },
  { "disse, [no]!", "disse, [no]!" },
  { "no[ \r\n\t]si", NULL },
  { "no[]si", NULL },
  { "a[\n\nuno\nd]ue", "a\n\n[uno\ndue]" },
  { "x [👩]\xE2\x80\x8D👩", "x [👩\xE2\x80\x8D👩]" },
};

static const RangeCase trim_cases[] = {
  { "a[ \xC2\xA0 b c \xE2\x80\xAF\r\n\xEF\xBB\xBF]", "a \xC2\xA0 [b c] \xE2\x80\xAF\r\n\xEF\xBB\xBF" },
  { "[abc]", "[abc]" },
  { "[\xE3\x80\x80中]", "\xE3\x80\x80[中]" },
  { "a[ ]b", NULL },
};

static ChiosaText *
read_range (const char *bracketed,
            gsize      *start,
            gsize      *end)
{
  *start = g_utf8_strlen (bracketed, strchr (bracketed, '[') - bracketed);
  *end = g_utf8_strlen (bracketed, strchr (bracketed, ']') - bracketed) - 1;

  return unbracket (bracketed);
}

static void
assert_range (const ChiosaText *text,
              gsize             start,
              gsize             end,
              const char       *expected)
{
  g_autofree char *before = chiosa_text_get_slice (text, 0, start);
  g_autofree char *range = chiosa_text_get_slice (text, start, end);
  g_autofree char *after = chiosa_text_get_slice (text, end, G_MAXSIZE);
  g_autofree char *found = g_strconcat (before, "[", range, "]", after, NULL);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_snap_graphemes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (grapheme_cases); i++)
    {
      gsize start, end;
      g_autoptr (ChiosaText) text = read_range (grapheme_cases[i].text, &start, &end);

      chiosa_segment_snap_graphemes (text, &start, &end);
      assert_range (text, start, end, grapheme_cases[i].expected);
    }
}

static void
test_snap_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (word_cases); i++)
    {
      gsize start, end;
      g_autoptr (ChiosaText) text = read_range (word_cases[i].text, &start, &end);

      g_assert_cmpint (chiosa_segment_snap_words (text, &start, &end), ==, word_cases[i].expected != NULL);
      if (word_cases[i].expected != NULL)
        assert_range (text, start, end, word_cases[i].expected);
    }
}

static void
test_trim (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (trim_cases); i++)
    {
      gsize start, end;
      g_autoptr (ChiosaText) text = read_range (trim_cases[i].text, &start, &end);

      g_assert_cmpint (chiosa_segment_trim (text, &start, &end), ==, trim_cases[i].expected != NULL);
      if (trim_cases[i].expected != NULL)
        assert_range (text, start, end, trim_cases[i].expected);
    }
}

/* The bar is the place asked about. */
static const struct { const char *text, *expected; } names[] = {
  { "ha scelto Am|azon Web Services per", "Amazon Web Services" },
  { "ha scelto Amazon Web Serv|ices.", "Amazon Web Services" },
  { "il presidente| della Juventus", "presidente" },
  { "il Corr|iere della Sera scrive", "Corriere della Sera" },
  { "il Corriere della S|era scrive", "Corriere della Sera" },
  { "il Corriere del|la Sera scrive", "della" },
  { "the B|ank of the West said", "Bank of the West" },
  { "secondo Ama|zon la Germania paga", "Amazon" },
  { "Ursula von der L|eyen", "Ursula von der Leyen" },
  { "Urs|ula von der Leyen", "Ursula von der Leyen" },
  { "presidente Bash|ar al-Assad", "Bashar al-Assad" },
  { "presidente Bashar al-Ass|ad", "Bashar al-Assad" },
  { "Renzi| al Quirinale", "Renzi" },
  { "con Mass|imo D’Alema", "Massimo D’Alema" },
  { "con Massimo D’Ale|ma", "Massimo D’Alema" },
  { "la Valle d’A|osta", "Valle d’Aosta" },
  { "Giov|anna d'Arco", "Giovanna d'Arco" },
  { "le Conseil de l’Eu|rope", "Conseil de l’Europe" },
  { "conti dell’Ama|zon", "Amazon" },
  { "Il Gov|erno Meloni", "Governo Meloni" },
  { "I|l Governo Meloni", "Il" },
  { "Dell’Am|azon", "Amazon" },
  { "The Gu|ardian wrote", "Guardian" },
  { "wrote The Gu|ardian.", "The Guardian" },
  { "Ha detto: «Il Mini|stro Rossi»", "Ministro Rossi" },
  { "vede Roma. Mil|ano no", "Milano" },
  { "vede Ro|ma. Milano no", "Roma" },
  { "vede Ro|ma, Milano no", "Roma" },
  { "vede Ro|ma e Milano", "Roma" },
  { "vede Ro|ma  Milano", "Roma" },
  { "George W. B|ush said", "George W. Bush" },
  { "Geo|rge W. Bush said", "George W. Bush" },
  { "with J.K. Row|ling", "J.K. Rowling" },
  { "the Baden-W|ürttemberg state", "Baden-Württemberg" },
  { "chez Jean-P|aul Sartre", "Jean-Paul Sartre" },
  { "at Johnson & Jo|hnson today", "Johnson & Johnson" },
  { "Frank|furt am Main", "Frankfurt" },
  { "Präsident des Bun|destages", "Präsident des Bundestages" },
  { "Uno\nDu|e", "Due" },
  { "word|", "word" },
  { "a, |, b", NULL },
  { "|", NULL },
  { "في القاه|رة اليوم", "القاهرة" },
  { "Влад|имир Путин сказал", "Владимир Путин" },
  { "École Nor|male Supérieure", "École Normale Supérieure" },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *bar = strchr (names[i].text, '|');
      g_autofree char *plain = g_strdup_printf ("%.*s%s", (int) (bar - names[i].text), names[i].text, bar + 1);
      g_autoptr (ChiosaText) text = chiosa_text_new (plain, -1);
      gsize start, end;
      gsize offset = g_utf8_pointer_to_offset (names[i].text, bar);
      gboolean found = chiosa_segment_capitalised_run (text, offset, &start, &end);
      g_autofree char *run = found ? chiosa_text_get_slice (text, start, end) : NULL;

      g_assert_cmpstr (run, ==, names[i].expected);
    }
}

static const struct { const char *text; ChiosaQuoted expected; } quotations[] = {
  { "Ha detto: “[La Terra gira]” ieri", CHIOSA_QUOTED_WHOLLY },
  { "Ha detto: [“La Terra gira”] ieri", CHIOSA_QUOTED_WHOLLY },
  { "Ha [detto: “La Terra] gira” ieri", CHIOSA_QUOTED_PARTLY },
  { "[Ha detto]: “La Terra gira” ieri", CHIOSA_QUOTED_NONE },
  { "“La Terra gira” [ieri]", CHIOSA_QUOTED_NONE },
  { "\"[Uno]\" disse \"due\"", CHIOSA_QUOTED_WHOLLY },
  { "\"Uno\" [disse] \"due\"", CHIOSA_QUOTED_NONE },
  { "[\"Uno\" disse \"due\"]", CHIOSA_QUOTED_PARTLY },
  { "\"Uno\", [\"due\"]", CHIOSA_QUOTED_WHOLLY },
  { "« [La Terre] » dit-il", CHIOSA_QUOTED_WHOLLY },
  { "«La [nostra] Terra»", CHIOSA_QUOTED_WHOLLY },
  { "„[Die Erde]“, sagte er. „Ja.“", CHIOSA_QUOTED_WHOLLY },
  { "„Die Erde“, [sagte er]. „Ja.“", CHIOSA_QUOTED_NONE },
  { "„Die Erde“, sagte er. „[Ja].“", CHIOSA_QUOTED_WHOLLY },
  { "»[Die Erde]«, sagte er. »Ja.«", CHIOSA_QUOTED_WHOLLY },
  { "»Die Erde«, [sagte er]. »Ja.«", CHIOSA_QUOTED_NONE },
  { "‘[It’s the Earth]’ he said", CHIOSA_QUOTED_WHOLLY },
  { "‘It’s the Earth’ [he said]", CHIOSA_QUOTED_NONE },
  { "“[a ‘b’ c]”", CHIOSA_QUOTED_WHOLLY },
  { "“a ‘b’ c [‘d” e]", CHIOSA_QUOTED_PARTLY },
  { "l’Italia [dell’Europa] c’è", CHIOSA_QUOTED_NONE },
  { "l'Italia [dell'Europa] c'è", CHIOSA_QUOTED_NONE },
  { "「[地球]」と言った", CHIOSA_QUOTED_WHOLLY },
  { "„[Polska]”, mówi", CHIOSA_QUOTED_WHOLLY },
  { "‚[Ja]‘, sagt er", CHIOSA_QUOTED_WHOLLY },
  { "He said “[never closed] and on", CHIOSA_QUOTED_NONE },
  { "He said “[goes on]\n\n“and on” he ends", CHIOSA_QUOTED_WHOLLY },
  { "“goes on\n“[and on]” he ends", CHIOSA_QUOTED_WHOLLY },
  { "“[goes on\n“and on]” he ends", CHIOSA_QUOTED_WHOLLY },
  { "“goes on\n“and on” [he ends]", CHIOSA_QUOTED_NONE },
  { "\"[goes on]\n\"and on\" he ends", CHIOSA_QUOTED_WHOLLY },
  { "a \"b\nc [d] \"e\" f", CHIOSA_QUOTED_NONE },
  { "closing in German“ [und weiter] „so“ “ x „ja“", CHIOSA_QUOTED_NONE },
  { "“uno [...] due”", CHIOSA_QUOTED_NONE },
  { "[]", CHIOSA_QUOTED_NONE },
};

static void
test_quotations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotations); i++)
    {
      gsize start, end;
      g_autoptr (ChiosaText) text = read_range (quotations[i].text, &start, &end);

      g_test_message ("%s", quotations[i].text);
      g_assert_cmpint (chiosa_segment_quoted (text, start, end), ==, quotations[i].expected);
    }
}

/* In one line of 300,000 characters: the same words and graphemes as in short paragraphs, and quickly. */
static void
test_long_paragraphs (void)
{
  static const char line[] = "Il caffè dell’Università e\xCC\x81 buono. Poi 👩\xE2\x80\x8D👩 va, don't? ";
  const gsize n_line = g_utf8_strlen (line, -1);
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (ChiosaText) text = NULL;
  g_autoptr (ChiosaText) single = chiosa_text_new (line, -1);
  gint64 begin;
  gsize worst = 0;

  while (string->len < 400000)
    g_string_append (string, line);
  text = chiosa_text_new (string->str, -1);

  for (gsize i = 0; i < chiosa_text_get_length (text); i += g_test_rand_int_range (1, 300))
    for (ChiosaSegment kind = CHIOSA_SEGMENT_GRAPHEME; kind <= CHIOSA_SEGMENT_SENTENCE; kind++)
      {
        gsize start, end, expected_start, expected_end;
        gboolean found = chiosa_segment_at (text, kind, i, &start, &end);

        g_assert_cmpint (found, ==, chiosa_segment_at (single, kind, i % n_line, &expected_start, &expected_end));
        if (found)
          {
            g_assert_cmpuint (start % n_line, ==, expected_start);
            g_assert_cmpuint (end - start, ==, expected_end - expected_start);
          }
      }

  for (guint i = 0; i < 50; i++)
    {
      gsize at = g_test_rand_int_range (0, chiosa_text_get_length (text));
      gsize start, end;

      begin = g_get_monotonic_time ();
      chiosa_text_replace (text, at, at, "x", 1);
      chiosa_segment_at (text, CHIOSA_SEGMENT_SENTENCE, at, &start, &end);
      chiosa_segment_quoted (text, at, at + 5);
      worst = MAX (worst, g_get_monotonic_time () - begin);
    }
  g_test_message ("worst: %" G_GSIZE_FORMAT " µs", worst);
}

/* Walking over all words of a text works out each paragraph once. */
static void
test_walking_is_quick (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (ChiosaText) text = NULL;
  gint64 begin;
  gsize n = 0, start = 0, end;

  while (string->len < 1000000)
    g_string_append (string, string->len % 7 == 0 ? "fine.\n" : "parole e parole dell’Italia, e poi. ");
  text = chiosa_text_new (string->str, -1);

  begin = g_get_monotonic_time ();
  while (chiosa_segment_next (text, CHIOSA_SEGMENT_WORD, start, &start, &end))
    n++;
  g_test_message ("%" G_GSIZE_FORMAT " words: %.1f ms", n, (g_get_monotonic_time () - begin) / 1000.0);
  g_assert_cmpuint (n, >, 100000);
}

/* Any characters: the answers agree, and ranges only grow, to edges. */
static void
test_random_texts_are_consistent (void)
{
  static const char *const pieces[] = {
    "a", "È", "l", "un", "'", "’", " ", "  ", ".", "?", "\n", "\r", "\r\n", "\xE2\x80\xA9", "e\xCC\x81", "\xCC\x81", "中", "ال",
    "ह", "ि", "ก", "👩", "\xE2\x80\x8D", "\xEF\xB8\x8F", "\xF0\x9F\x87\xAE", "3", "%", "-", "_", "“", "”", "„", "\"", "«", "»", "‘",
    "\xE1\x84\x92", "\xE1\x85\xA1", "\xEF\xBB\xBF", "de", "The",
  };

  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (ChiosaText) text = NULL;
      guint n = g_test_rand_int_range (0, 30);
      gsize length, start, end, from, to;

      for (guint i = 0; i < n; i++)
        g_string_append (string, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      text = chiosa_text_new (string->str, -1);
      length = chiosa_text_get_length (text);
      for (ChiosaSegment kind = CHIOSA_SEGMENT_GRAPHEME; kind <= CHIOSA_SEGMENT_SENTENCE; kind++)
        assert_consistent (text, kind);

      start = from = g_test_rand_int_range (0, length + 1);
      end = to = g_test_rand_int_range (start, length + 1);
      chiosa_segment_snap_graphemes (text, &start, &end);
      g_assert_true (start <= from && (end >= to || from == to));
      g_assert_true (chiosa_segment_is_edge (text, CHIOSA_SEGMENT_GRAPHEME, start));
      g_assert_true (chiosa_segment_is_edge (text, CHIOSA_SEGMENT_GRAPHEME, end));

      chiosa_segment_snap_words (text, &start, &end);
      g_assert_true (start <= end && end <= length);
      chiosa_segment_quoted (text, from, to);
      if (chiosa_segment_capitalised_run (text, from, &start, &end))
        g_assert_true (start < end && start <= from && end >= from);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strconcat ("/segment/", tables[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_table);
    }
  g_test_add_func ("/segment/at", test_at);
  g_test_add_func ("/segment/word-edges-when-typing", test_word_edges_when_typing);
  g_test_add_func ("/segment/edits-are-seen", test_edits_are_seen);
  g_test_add_func ("/segment/snap-graphemes", test_snap_graphemes);
  g_test_add_func ("/segment/snap-words", test_snap_words);
  g_test_add_func ("/segment/trim", test_trim);
  g_test_add_func ("/segment/names", test_names);
  g_test_add_func ("/segment/quotations", test_quotations);
  g_test_add_func ("/segment/random-texts-are-consistent", test_random_texts_are_consistent);
  g_test_add_func ("/segment/long-paragraphs", test_long_paragraphs);
  g_test_add_func ("/segment/walking-is-quick", test_walking_is_quick);

  return g_test_run ();
}
