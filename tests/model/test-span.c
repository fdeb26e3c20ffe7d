/* test-span.c
 *
 * The editing rules, as sentences: [ ] are the fragments of one annotation, {old|new} is what the edit replaces.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-span.h"

#include "chiosa-segment.h"

#include <string.h>

#define MAX_SPANS 8

#define UNCHANGED CHIOSA_SPAN_UNCHANGED
#define EDITED    CHIOSA_SPAN_EDITED
#define REVIEW    CHIOSA_SPAN_REVIEW
#define GONE      CHIOSA_SPAN_GONE

#define ACUTE  "\u0301"
#define ZWJ    "\u200D"
#define WOMAN  "\U0001F469"
#define GIRL   "\U0001F467"
#define FAMILY WOMAN ZWJ GIRL
#define THUMB  "\U0001F44D"
#define BROWN  "\U0001F3FE"
#define ALEF   "\u05D0"
#define BET    "\u05D1"
#define GIMEL  "\u05D2"

typedef struct
{
  const char     *promise;
  const char     *before;
  const char     *after;
  ChiosaSpanFate  fate;
} Case;

static const Case cases[] = {
  { "1/typing-before-moves-it", "The {|very }old [quick] fox", "The very old [quick] fox", UNCHANGED },
  { "1/typing-behind-leaves-it", "The [quick] brown {|old }fox", "The [quick] brown old fox", UNCHANGED },
  { "1/deleting-before-moves-it", "{The |}old [quick] fox", "old [quick] fox", UNCHANGED },
  { "1/emoji-before", "{|" FAMILY "}a [" ALEF BET "]", FAMILY "a [" ALEF BET "]", UNCHANGED },
  { "1/deleting-up-to-the-edge", "The {old |}[quick]{ brown|} fox", "The [quick] fox", UNCHANGED },
  { "1/replacing-up-to-the-edge", "The {old |slow, }[quick]{ brown|, red} fox", "The slow, [quick], red fox", UNCHANGED },

  { "2/typing-at-the-start-stays-out", "The {|very }[quick] fox", "The very [quick] fox", UNCHANGED },
  { "2/punctuation-at-the-start-stays-out", "The {|(}[quick] fox", "The ([quick] fox", UNCHANGED },
  { "2/emoji-at-the-start-stays-out", "a {|" FAMILY "}[b] c", "a " FAMILY "[b] c", UNCHANGED },
  { "2/line-end-at-the-start-stays-out", "a {|\r\n}[b] c", "a \r\n[b] c", UNCHANGED },
  { "2/combining-mark-goes-to-the-letter-before", "a{|" ACUTE "}[b]", "a" ACUTE "[b]", UNCHANGED },
  { "2/rtl", ALEF " {|" BET " }[" GIMEL "]", ALEF " " BET " [" GIMEL "]", UNCHANGED },

  { "3/typing-at-the-end-stays-out", "The [quick]{| red} fox", "The [quick] red fox", UNCHANGED },
  { "3/enter-at-the-end-stays-out", "The [quick]{|\n} fox", "The [quick]\n fox", UNCHANGED },
  { "3/emoji-at-the-end-stays-out", "[b]{|" FAMILY "} c", "[b]" FAMILY " c", UNCHANGED },
  { "3/line-end-at-the-end-stays-out", "[b]{|\r\n} c", "[b]\r\n c", UNCHANGED },
  { "3/at-the-end-of-the-text", "The [quick]{| fox}", "The [quick] fox", UNCHANGED },
  { "3/rtl", "[" ALEF "]{| " BET "} " GIMEL, "[" ALEF "] " BET " " GIMEL, UNCHANGED },

  { "3a/a-longer-name-grows", "[John]{|ny} said", "[Johnny] said", EDITED },
  { "3a/at-the-end-of-the-text", "[John]{|ny}", "[Johnny]", EDITED },
  { "3a/only-its-own-word-grows", "[John]{|ny Cash} said", "[Johnny] Cash said", EDITED },
  { "3a/a-digit-grows", "[10]{|0} euros", "[100] euros", EDITED },
  { "3a/a-new-word-does-not", "[John]{| said}.", "[John] said.", UNCHANGED },
  { "3a/an-apostrophe-does-not", "[John]{|'s} dog", "[John]'s dog", UNCHANGED },
  { "3a/a-typographic-apostrophe-does-not", "[John]{|\u2019s} dog", "[John]\u2019s dog", UNCHANGED },
  { "3a/a-genitive-is-left-out-of-the-longer-name", "[John]{|ny's} dog", "[Johnny]'s dog", EDITED },
  { "3a/before-a-genitive", "[John]{|ny}'s dog", "[Johnny]'s dog", EDITED },
  { "3a/a-hyphen-does-not", "[John]{|-Paul} said", "[John]-Paul said", UNCHANGED },
  { "3a/a-comma-does-not", "[100]{|,000} euros", "[100],000 euros", UNCHANGED },
  { "3a/at-the-start", "the {|Mc}[Donald] clan", "the [McDonald] clan", EDITED },
  { "3a/at-the-start-only-its-own-word", "{|the Mc}[Donald] clan", "the [McDonald] clan", EDITED },
  { "3a/a-new-word-at-the-start-does-not", "{|the }[Donald] clan", "the [Donald] clan", UNCHANGED },
  { "3a/both-edges", "{|un}[quick]{|ly} x", "[unquickly] x", EDITED },
  { "3a/not-when-the-edge-was-in-a-word", "[quick]{|e}ly", "[quick]ely", UNCHANGED },
  { "3a/not-when-the-start-was-in-a-word", "un{|der}[quick]", "under[quick]", UNCHANGED },
  { "3a/not-when-the-word-goes-on-in-old-text", "[John]{ S|s}mith", "[John]smith", UNCHANGED },
  { "3a/a-replacement-behind-grows-too", "[John]{ said|ny} so", "[Johnny] so", EDITED },
  { "3a/han-does-not", "[東京]{|都}に", "[東京]都に", UNCHANGED },
  { "3a/katakana-does-not", "[テレビ]{|ゲーム}で", "[テレビ]ゲーム" "で", UNCHANGED },
  { "3a/han-next-to-latin-does-not", "[John]{|さん}は", "[John]さんは", UNCHANGED },
  { "3a/korean-particle-does-not", "[서울]{|에서} x", "[서울]에서 x", UNCHANGED },
  { "3a/rtl", "x [" ALEF BET "]{|" GIMEL "} y", "x [" ALEF BET GIMEL "] y", EDITED },
  { "3a/rtl-at-the-start", "x {|" GIMEL "}[" ALEF BET "] y", "x [" GIMEL ALEF BET "] y", EDITED },
  { "3a/decomposed-letters", "[Ren]{|e" ACUTE "e} x", "[Rene" ACUTE "e] x", EDITED },

  { "3b/a-combining-mark-belongs-to-the-last-letter", "[Jose]{|" ACUTE "} x", "[Jose" ACUTE "] x", EDITED },
  { "3b/a-joiner", "[" WOMAN "]{|" ZWJ GIRL "} x", "[" FAMILY "] x", EDITED },
  { "3b/a-skin-tone", "[" THUMB "]{|" BROWN "} x", "[" THUMB BROWN "] x", EDITED },
  { "3b/a-variation-selector", "[\u2764]{|\uFE0F} x", "[\u2764\uFE0F] x", EDITED },
  { "3b/a-mark-and-a-word", "[Jose]{|" ACUTE " went} x", "[Jose" ACUTE "] went x", EDITED },

  { "4/typing-inside-is-part", "The [qu{|i}ck] fox", "The [quick] fox", EDITED },
  { "4/a-word-inside", "The [quick {|red }fox]", "The [quick red fox]", EDITED },
  { "4/a-combining-mark-inside", "[Jose{|" ACUTE "} x]", "[Jose" ACUTE " x]", EDITED },
  { "4/an-emoji-inside", "[a{|" FAMILY "}b]", "[a" FAMILY "b]", EDITED },
  { "4/rtl", "[" ALEF "{|" BET "}" GIMEL "]", "[" ALEF BET GIMEL "]", EDITED },

  { "5/deleting-inside", "The [quick {brown |}fox] x", "The [quick fox] x", EDITED },
  { "5/deleting-white-space-inside", "[quick{ |}fox]", "[quickfox]", EDITED },
  { "5/deleting-a-combining-mark", "[Jose{" ACUTE "|} x]", "[Jose x]", EDITED },
  { "5/deleting-part-of-an-emoji", "[a" WOMAN "{" ZWJ GIRL "|}b]", "[a" WOMAN "b]", EDITED },
  { "5/deleting-a-line-end", "[a{\r\n|}b]", "[ab]", EDITED },

  { "6/deleting-the-tail", "The [qui{ck] fox|} x", "The [qui] x", EDITED },
  { "6/white-space-goes-with-the-tail", "The [quick {brown]|} fox", "The [quick]  fox", EDITED },
  { "6/white-space-at-the-other-edge-stays", "The [ quick {brown]|} fox", "The [ quick]  fox", EDITED },
  { "6/line-end-goes-with-the-tail", "[quick\r\n{brown] x|}", "[quick]\r\n", EDITED },
  { "6/an-emoji-as-tail", "[a{" FAMILY "]|} x", "[a] x", EDITED },
  { "6/a-mark-at-the-end", "[Jose{" ACUTE "]|} x", "[Jose] x", EDITED },
  { "6/rtl", "[" ALEF "{" BET "]" GIMEL "|}", "[" ALEF "]", EDITED },
  { "6/half-an-emoji", "[a" WOMAN "{" ZWJ GIRL "] b|}", "[a" WOMAN "]", EDITED },

  { "7/deleting-the-head", "{The [qu|}ick] fox", "[ick] fox", EDITED },
  { "7/white-space-goes-with-the-head", "The [{quick|} brown] fox", "The  [brown] fox", EDITED },
  { "7/white-space-at-the-other-edge-stays", "The [{quick|} brown ]fox", "The  [brown ]fox", EDITED },
  { "7/the-letter-of-a-mark", "x [{e|}" ACUTE "a]", "x[ " ACUTE "a]", EDITED },
  { "7/both-edges", "{The [quick |}brown{ fox] x|}", "[brown]", EDITED },
  { "7/line-end-goes-with-the-head", "x{ [a|}\r\nb]", "x\r\n[b]", EDITED },
  { "7/rtl", "{" ALEF "[" BET "|}" GIMEL "]", "[" GIMEL "]", EDITED },

  { "8/deleting-all-of-it", "The [{quick|}] fox", "The [] fox", GONE },
  { "8/deleting-more", "The{ [quick] |}fox", "The[]fox", GONE },
  { "8/all-of-the-text", "{The [quick] fox|}", "[]", GONE },
  { "8/only-punctuation-left", "The [{quick|}!] fox", "The []! fox", GONE },
  { "8/only-white-space-left", "[{a|} {b|}] x", "[]  x", GONE },
  { "8/only-a-mark-left", "x, [{e|}" ACUTE "] y", "x, []" ACUTE " y", GONE },
  { "8/a-dash-that-was-tagged-may-lose-its-neighbour", "x [—{—]|} y", "x [—] y", EDITED },
  { "8/a-symbol-is-something", "[{about |}€] y", "[€] y", EDITED },
  { "8/emoji", "[{" FAMILY "|}] y", "[] y", GONE },
  { "8/counts-what-else-moved", "{The|A} [{quick|}] fox", "A [] fox", GONE },

  { "9/replacing-inside", "The [quick {brown|red} fox]", "The [quick red fox]", EDITED },
  { "9/replacing-one-letter", "[Tr{u|a}mp] said", "[Tramp] said", EDITED },
  { "9/replacing-by-the-same-is-nothing", "[quick {brown|brown} fox]", "[quick brown fox]", UNCHANGED },
  { "9/an-emoji", "[a {" WOMAN "|" GIRL "} b]", "[a " GIRL " b]", EDITED },
  { "9/line-ends", "[one{\r\n|\n}two]", "[one\ntwo]", EDITED },

  { "10/typing-over-it", "The [{quick|quack}] fox", "The [quack] fox", EDITED },
  { "10/a-common-beginning", "The [{president|presidency}] fell", "The [presidency] fell", EDITED },
  { "10/a-common-beginning-by-hand", "[Bez{os|os-Scott}] said", "[Bezos]-Scott said", UNCHANGED },
  { "10/the-new-tail-belongs", "[Angela Bez{os|erra}] said", "[Angela Bezerra] said", EDITED },
  { "10/the-new-head-belongs", "[{J|M}ohnson] said", "[Mohnson] said", EDITED },
  { "10/something-else-is-for-a-person", "The [{quick|slow, old}] fox", "The [slow, old] fox", REVIEW },
  { "10/another-name-with-the-same-initial", "[{Amazon|Apple}] said", "[Apple] said", REVIEW },
  { "10/another-name-with-the-same-ends", "[{Smith|Sarah}] said", "[Sarah] said", REVIEW },
  { "10/one-word-of-a-long-claim", "[the {cat|weather} is not what it was]", "[the weather is not what it was]", EDITED },
  { "10/by-white-space-only", "The [{quick|  }] fox", "The [] " "  fox", GONE },
  { "10/an-emoji", "[{" FAMILY "|" THUMB BROWN "}] x", "[" THUMB BROWN "] x", REVIEW },
  { "10/rtl", "[" ALEF BET "{" GIMEL "|" ALEF "}] x", "[" ALEF BET ALEF "] x", EDITED },
  { "10/all-names-at-once", "{Ann|Eve} saw [{Ann|Eve} and {Ann|Eve}] and {Ann|Eve}",
    "Eve saw [Eve and Eve] and Eve", REVIEW },

  { "11/a-straddled-start-goes-to-its-word", "{The old [brown|A [red, brown} fox] x", "A red, [brown fox] x", UNCHANGED },
  { "11/a-straddled-start-with-changed-words-inside", "{The [quick old|A slow old} fox] x", "A slow [old fox] x", EDITED },
  { "11/a-straddled-end-goes-to-its-word", "[the brown {fox] jumps|fox, he leaps} x", "[the brown fox], he leaps x", UNCHANGED },
  { "11/nothing-aligns-start", "{The quick [brown|Some} fox] x", "Some [fox] x", EDITED },
  { "11/nothing-aligns-end", "x [the fox {jumps] over|is} y", "x [the fox] is y", EDITED },
  { "11/a-cut-through-both-words", "Bez{os [sai|erra [tol}d] so", "Bezerra [told] so", EDITED },
  { "11/a-cut-through-the-first-word", "[Bez{os] sai|erra tol}d so", "[Bezerra] told so", EDITED },
  { "11/inside-a-word", "Th{e [qu|XXXX}ick] x", "ThXXXX[ick] x", EDITED },

  { "12/a-paragraph-pasted-over-keeps-the-quote",
    "{Yesterday [the minister] said nothing.|A day ago [the minister] told us nothing}",
    "A day ago [the minister] told us nothing", UNCHANGED },
  { "12/a-word-of-it-changed", "{a [quick brown fox] jumps|x quick red fox y}!", "x [quick red fox] y!", EDITED },
  { "12/a-word-in-the-middle-went", "{a [quick brown fox] jumps|x quick fox y}!", "x [quick fox] y!", EDITED },
  { "12/nothing-of-it-left", "{a [quick fox] jumps|it rains}!", "[]it rains!", GONE },
  { "12/nothing-of-it-left-but-its-neighbours", "The{ old [quick] brown | old sleepy brown, }fox", "The old []sleepy brown, fox", GONE },
  { "12/a-typing-error-put-right", "x{ old [qick] brown | old, quick brown, }fox", "x old, [quick] brown, fox", EDITED },
  { "12/only-punctuation-aligns", "{a [quick, fox] jumps|it, rains}!", "[]it, rains!", GONE },
  { "12/ideographs-align-one-by-one", "{昨日[東京]で|今[東京]へ}。", "今[東京]へ。", UNCHANGED },
  { "12/emoji-align", "{a [" FAMILY "] b|c " FAMILY " d}!", "c [" FAMILY "] d!", UNCHANGED },
  { "12/rtl", "{a [" ALEF BET "] b|c " ALEF BET " d}!", "c [" ALEF BET "] d!", UNCHANGED },

  { "15/enter-inside-is-part", "The [quick{|\n} fox]", "The [quick\n fox]", EDITED },
  { "15/crlf-inside-is-part", "The [quick{|\r\n} fox]", "The [quick\r\n fox]", EDITED },

  { "19/not-between-cr-and-lf-end", "[a\r]{|\n}b", "[a\r\n]b", EDITED },
  { "19/not-between-cr-and-lf-start", "a{|\r}[\nb]", "a[\r\nb]", EDITED },
  { "19/a-joiner-before-the-start", WOMAN "{|" ZWJ "}[" GIRL "]", "[" FAMILY "]", EDITED },
  { "19/a-grapheme-that-forms-by-deletion", "[a{b] c|}" ACUTE "d", "[a" ACUTE "]d", EDITED },
  { "19/fragments-of-one-grapheme-become-one", "[" WOMAN "]{ a|" ZWJ "}[" GIRL "]", "[" FAMILY "]", EDITED },

  { "fragments/each-goes-its-way", "{|Then }[Trump], he said, [is {wrong|right}].",
    "Then [Trump], he said, [is right].", REVIEW },
  { "fragments/text-between-is-not-part", "[Trump],{| as} he said, [is wrong].", "[Trump], as he said, [is wrong].", UNCHANGED },
  { "fragments/one-vanishes", "[Trump], he said, [{is wrong|}].", "[Trump], he said, .", EDITED },
  { "fragments/one-left-with-a-full-stop", "[Trump], he said, [{is wrong|}.]", "[Trump], he said, .", EDITED },
  { "fragments/all-vanish", "x [{Trump|}], he said, [{is wrong|}].", "x [], he said, .", GONE },
  { "fragments/one-deletion-takes-all", "x {[Trump], he said, [is wrong]|}.", "x [].", GONE },
  { "fragments/only-punctuation-is-left", "x [{Trump|}], he said[!]", "x [], he said!", GONE },
  { "fragments/touching-ones-become-one", "[Trump]{, he said, |}[is wrong].", "[Trumpis wrong].", EDITED },
  { "fragments/a-deletion-over-both", "[Tru{mp], he said, [is|} wrong].", "[Tru] [wrong].", EDITED },
  { "fragments/a-paragraph-pasted-over", "{[Trump], he said, [is wrong]|So Trump, we hear, is wrong}.",
    "So [Trump], we hear, [is wrong].", UNCHANGED },
};

typedef struct
{
  ChiosaText *old_text;
  ChiosaText *new_text;
  ChiosaEdit *edit;
  ChiosaSpan  spans[MAX_SPANS];
  guint       n_spans;
} Parsed;

/* Reads "a [b] {c|d}": the text before without marks, the fragments in it, and the edit. */
static void
parse (const char *markup,
       Parsed     *out)
{
  g_autoptr (GString) old = g_string_new (NULL);
  GString *news[MAX_SPANS * 2];
  ChiosaSpan holes[MAX_SPANS * 2];
  guint n_holes = 0;
  gboolean in_new = FALSE;
  gsize offset = 0;

  out->n_spans = 0;
  for (const char *p = markup; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '{')
        holes[n_holes].start = offset, news[n_holes] = g_string_new (NULL);
      else if (*p == '|')
        holes[n_holes].end = offset, in_new = TRUE;
      else if (*p == '}')
        n_holes++, in_new = FALSE;
      else if ((*p == '[' || *p == ']') && in_new)
        continue;
      else if (*p == '[')
        out->spans[out->n_spans].start = offset;
      else if (*p == ']')
        out->spans[out->n_spans++].end = offset;
      else if (in_new)
        g_string_append_unichar (news[n_holes], g_utf8_get_char (p));
      else
        g_string_append_unichar (old, g_utf8_get_char (p)), offset++;
    }

  out->old_text = chiosa_text_new (old->str, old->len);
  out->edit = chiosa_edit_new ();
  for (guint i = n_holes; i-- > 0;)
    {
      chiosa_edit_compose (out->edit, holes[i].start, holes[i].end, news[i]->str);
      g_string_free (news[i], TRUE);
    }
  chiosa_edit_trim (out->edit, out->old_text);
  out->new_text = chiosa_text_copy (out->old_text);
  chiosa_edit_apply (out->edit, out->new_text);
}

static void
parsed_clear (Parsed *parsed)
{
  chiosa_text_free (parsed->old_text);
  chiosa_text_free (parsed->new_text);
  chiosa_edit_free (parsed->edit);
}

static char *
write_markup (const ChiosaText *text,
              const ChiosaSpan *spans,
              guint             n_spans)
{
  GString *out = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *between = chiosa_text_get_slice (text, from, spans[i].start);
      g_autofree char *words = chiosa_text_get_slice (text, spans[i].start, spans[i].end);

      g_string_append_printf (out, "%s[%s]", between, words);
      from = spans[i].end;
    }
  if (from < chiosa_text_get_length (text))
    {
      g_autofree char *rest = chiosa_text_get_slice (text, from, chiosa_text_get_length (text));

      g_string_append (out, rest);
    }

  return g_string_free_and_steal (out);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *after = NULL;
  ChiosaSpanFate fate;
  Parsed parsed;

  parse (c->before, &parsed);
  fate = chiosa_span_map (parsed.spans, &parsed.n_spans, parsed.edit, parsed.old_text, parsed.new_text);
  after = write_markup (parsed.new_text, parsed.spans, parsed.n_spans);

  g_assert_cmpstr (after, ==, c->after);
  g_assert_cmpint (fate, ==, c->fate);
  parsed_clear (&parsed);
}

/* A detached annotation keeps a point: it moves with the text around it. */
static void
test_point_moves (void)
{
  g_autoptr (ChiosaText) old = chiosa_text_new ("The quick fox", -1);
  g_autoptr (ChiosaText) new = chiosa_text_copy (old);
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 3, "All the");
  ChiosaSpan span = { 9, 9 };
  guint n = 1;

  chiosa_edit_apply (edit, new);

  g_assert_cmpint (chiosa_span_map (&span, &n, edit, old, new), ==, GONE);
  g_assert_cmpuint (span.start, ==, 13);
  g_assert_cmpuint (span.end, ==, 13);
}

/* What the slow model knows of a character: the fragment it belongs to, from 1. */
typedef struct
{
  gunichar c;
  guint    owner;
} Cell;

typedef struct
{
  gsize       start;
  gsize       end;
  const char *text;
} Change;

/* Ideographs: no spaces between words, so no word is ever completed. */
static const char *const letters[] = { "甲", "乙", "丙", "丁", " ", "，" };

static gboolean
cell_says_something (const Cell *cell)
{
  return cell->c != ' ' && cell->c != 0xFF0C;
}

static char *
cells_text (GArray *cells)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cells->len; i++)
    g_string_append_unichar (text, g_array_index (cells, Cell, i).c);

  return g_string_free_and_steal (text);
}

/* The cells after the changes, none of which touch: inserted text belongs to a fragment when both neighbours do. */
static GArray *
model_change (GArray       *cells,
              const Change *changes,
              guint         n_changes)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Cell));
  guint k = 0;

  for (gsize i = 0; i <= cells->len; i++)
    {
      if (k < n_changes && changes[k].start == i && changes[k].end == i)
        {
          guint left = i > 0 ? g_array_index (cells, Cell, i - 1).owner : 0;
          guint right = i < cells->len ? g_array_index (cells, Cell, i).owner : 0;

          for (const char *p = changes[k].text; *p != '\0'; p = g_utf8_next_char (p))
            {
              Cell cell = { g_utf8_get_char (p), left == right ? left : 0 };

              g_array_append_val (out, cell);
            }
          k++;
        }
      if (k < n_changes && i >= changes[k].end && changes[k].end > changes[k].start)
        k++;
      if (i < cells->len && !(k < n_changes && i >= changes[k].start && i < changes[k].end))
        g_array_append_val (out, g_array_index (cells, Cell, i));
    }

  return out;
}

static gboolean
first_is_cut (gsize         offset,
              const Change *changes,
              guint         n_changes)
{
  for (guint i = 0; i < n_changes; i++)
    {
      if (changes[i].start <= offset && offset < changes[i].end)
        return TRUE;
    }

  return FALSE;
}

/* Where fragment @owner is among the cells; FALSE when nowhere, or when only white space and punctuation is left of it. */
static gboolean
model_find (GArray           *cells,
            guint             owner,
            const ChiosaSpan *old,
            gboolean          said_something,
            const Change     *changes,
            guint             n_changes,
            ChiosaSpan       *out)
{
  gboolean says_something = FALSE, removed = FALSE;
  gsize start = 0, end = cells->len;

  while (start < end && g_array_index (cells, Cell, start).owner != owner)
    start++;
  while (end > start && g_array_index (cells, Cell, end - 1).owner != owner)
    end--;
  for (gsize i = start; i < end; i++)
    says_something |= cell_says_something (&g_array_index (cells, Cell, i));
  for (gsize i = old->start; i < old->end; i++)
    removed |= first_is_cut (i, changes, n_changes);

  if (first_is_cut (old->start, changes, n_changes))
    while (start < end && g_array_index (cells, Cell, start).c == ' ')
      start++;
  if (first_is_cut (old->end - 1, changes, n_changes))
    while (start < end && g_array_index (cells, Cell, end - 1).c == ' ')
      end--;

  *out = (ChiosaSpan) { start, end };

  return start < end && (says_something || !said_something || !removed);
}

static guint
random_changes (GRand  *rand,
                gsize   length,
                Change *changes)
{
  gsize from = 0;
  guint n = 0;

  while (n < 3 && from < length)
    {
      gsize start = g_rand_int_range (rand, from, length + 1);
      gsize end = g_rand_boolean (rand) ? start : start + g_rand_int_range (rand, 1, 5);

      end = MIN (length, end);
      changes[n++] = (Change) { start, end, start == end ? letters[g_rand_int_range (rand, 0, G_N_ELEMENTS (letters))] : "" };
      if (start == end && start == length)
        break;
      from = end + 1;
      if (g_rand_boolean (rand))
        break;
    }

  return n;
}

static guint
random_spans (GRand      *rand,
              GArray     *cells,
              ChiosaSpan *spans)
{
  gsize from = 0;
  guint n = 0;

  while (n < 3 && from + 1 < cells->len)
    {
      gsize start = g_rand_int_range (rand, from, cells->len);
      gsize end = start + g_rand_int_range (rand, 1, 6);

      end = MIN (cells->len, end);
      for (gsize i = start; i < end; i++)
        g_array_index (cells, Cell, i).owner = n + 1;
      spans[n++] = (ChiosaSpan) { start, end };
      from = end + 1;
    }

  return n;
}

/* What the slow model makes of the spans; returns the fate. */
static ChiosaSpanFate
model_map (GArray       *before,
           GArray       *after,
           const Change *changes,
           guint         n_changes,
           ChiosaSpan   *spans,
           guint        *n_spans)
{
  gboolean said = FALSE, says = FALSE, same = TRUE;
  guint n = 0;

  for (guint i = 0; i < *n_spans; i++)
    {
      ChiosaSpan old = spans[i], new;
      gboolean this_said = FALSE;

      for (gsize j = old.start; j < old.end; j++)
        this_said |= cell_says_something (&g_array_index (before, Cell, j));
      said |= this_said;
      if (!model_find (after, i + 1, &old, this_said, changes, n_changes, &new))
        {
          same = FALSE;
          continue;
        }
      for (gsize j = new.start; j < new.end; j++)
        says |= cell_says_something (&g_array_index (after, Cell, j));
      same = same && new.end - new.start == old.end - old.start;
      for (gsize j = 0; same && j < new.end - new.start; j++)
        same = g_array_index (before, Cell, old.start + j).c == g_array_index (after, Cell, new.start + j).c;
      if (n > 0 && spans[n - 1].end == new.start)
        spans[n - 1].end = new.end, same = FALSE;
      else
        spans[n++] = new;
    }

  *n_spans = n;

  return n == 0 || (said && !says) ? GONE : same ? UNCHANGED : EDITED;
}

static void
check_against_model (GRand *rand)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell)), after = NULL;
  g_autofree char *old_string = NULL, *new_string = NULL;
  g_autoptr (ChiosaText) old = NULL, new = NULL;
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
  ChiosaSpan spans[3], expected[3];
  Change changes[3];
  guint n_spans, n_expected, n_changes;
  ChiosaSpanFate fate, expected_fate;

  for (int i = g_rand_int_range (rand, 2, 30); i > 0; i--)
    {
      Cell cell = { g_utf8_get_char (letters[g_rand_int_range (rand, 0, G_N_ELEMENTS (letters))]), 0 };

      g_array_append_val (cells, cell);
    }
  n_spans = n_expected = random_spans (rand, cells, spans);
  memcpy (expected, spans, sizeof spans);
  n_changes = random_changes (rand, cells->len, changes);
  after = model_change (cells, changes, n_changes);
  expected_fate = model_map (cells, after, changes, n_changes, expected, &n_expected);

  old_string = cells_text (cells);
  new_string = cells_text (after);
  old = chiosa_text_new (old_string, -1);
  new = chiosa_text_new (new_string, -1);
  for (guint i = n_changes; i-- > 0;)
    chiosa_edit_compose (edit, changes[i].start, changes[i].end, changes[i].text);
  fate = chiosa_span_map (spans, &n_spans, edit, old, new);

  g_assert_cmpint (fate, ==, expected_fate);
  if (fate == GONE)
    return;
  g_assert_cmpuint (n_spans, ==, n_expected);
  for (guint i = 0; i < n_spans; i++)
    {
      g_assert_cmpuint (spans[i].start, ==, expected[i].start);
      g_assert_cmpuint (spans[i].end, ==, expected[i].end);
    }
}

static void
test_random_against_owners (void)
{
  for (guint32 seed = 1; seed <= 20000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      check_against_model (rand);
      if (g_test_failed ())
        {
          g_test_message ("seed %u", seed);
          return;
        }
    }
}

static char *
random_string (GRand      *rand,
               const char *const *from,
               guint       n_from,
               int         max)
{
  GString *out = g_string_new (NULL);

  for (int i = g_rand_int_range (rand, 0, max); i > 0; i--)
    g_string_append (out, from[g_rand_int_range (rand, 0, n_from)]);

  return g_string_free_and_steal (out);
}

/* Any replacement at all: what comes out is in order, apart, not empty, in the text, of whole graphemes; one mapper says the
 * same as another, and an empty edit changes nothing. */
static void
check_sanity (GRand *rand)
{
  static const char *const bits[] = { "a", "Bc", " ", "\r", "\n", "é", "e" ACUTE, WOMAN, THUMB, BROWN, ALEF, "東", ".", "'s", ACUTE };
  g_autofree char *string = random_string (rand, bits, G_N_ELEMENTS (bits), 40);
  g_autoptr (ChiosaText) old = chiosa_text_new (string, -1), new = chiosa_text_copy (old);
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
  g_autoptr (ChiosaSpanMapper) mapper = NULL;
  gsize length = chiosa_text_get_length (old);
  ChiosaSpan spans[3], again[3];
  guint n = 0, n_again;
  ChiosaSpanFate fate;

  for (gsize from = 0; n < 3 && from < length;)
    {
      gsize start = g_rand_int_range (rand, from, length), end = start + g_rand_int_range (rand, 1, 8);

      end = MIN (length, end);
      chiosa_segment_snap_graphemes (old, &start, &end);
      if (n > 0 && start <= spans[n - 1].end)
        break;
      spans[n++] = (ChiosaSpan) { start, end };
      from = end + 1;
    }
  if (n == 0)
    return;
  for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    {
      g_autofree char *text = random_string (rand, bits, G_N_ELEMENTS (bits), 5);
      gsize now = chiosa_text_get_length (new), start = g_rand_int_range (rand, 0, now + 1);
      gsize end = start + g_rand_int_range (rand, 0, 9);

      end = MIN (now, end);
      chiosa_edit_compose (edit, start, end, text);
      chiosa_text_replace (new, start, end, text, -1);
    }
  chiosa_edit_trim (edit, old);
  memcpy (again, spans, sizeof spans);
  n_again = n;
  mapper = chiosa_span_mapper_new (edit, old, new);

  fate = chiosa_span_map (spans, &n, edit, old, new);

  g_assert_cmpint (chiosa_span_mapper_map (mapper, again, &n_again), ==, fate);
  g_assert_true (chiosa_spans_equal (spans, n, again, n_again));
  g_assert_true (!chiosa_edit_is_empty (edit) || fate == UNCHANGED);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (spans[i].end, <=, chiosa_text_get_length (new));
      g_assert_true (i == 0 || spans[i - 1].end < spans[i].start);
      if (fate == GONE)
        g_assert_cmpuint (spans[i].start, ==, spans[i].end);
      else
        {
          g_assert_cmpuint (spans[i].start, <, spans[i].end);
          g_assert_true (chiosa_segment_is_edge (new, CHIOSA_SEGMENT_GRAPHEME, spans[i].start));
          g_assert_true (chiosa_segment_is_edge (new, CHIOSA_SEGMENT_GRAPHEME, spans[i].end));
        }
    }
}

static void
test_random_sanity (void)
{
  for (guint32 seed = 1; seed <= 20000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      check_sanity (rand);
      if (g_test_failed ())
        {
          g_test_message ("seed %u", seed);
          return;
        }
    }
}

/* Every hundredth word of a long article put right, and all of it pasted over. */
static void
test_long_article_pasted_over (void)
{
  g_autoptr (GString) old = g_string_new (NULL), new = g_string_new (NULL);
  g_autoptr (ChiosaText) old_text = NULL, new_text = NULL;
  g_autoptr (ChiosaEdit) edit = NULL;
  g_autoptr (ChiosaSpanMapper) mapper = NULL;

  for (int i = 0; i < 20000; i++)
    {
      g_string_append_printf (old, "w%d ", i);
      g_string_append_printf (new, i % 100 == 50 ? "new%d " : "w%d ", i);
    }
  old_text = chiosa_text_new (old->str, -1);
  new_text = chiosa_text_new (new->str, -1);
  edit = chiosa_edit_new_replace (0, chiosa_text_get_length (old_text), new->str);
  chiosa_edit_trim (edit, old_text);
  mapper = chiosa_span_mapper_new (edit, old_text, new_text);

  for (int i = 0; i < 20000; i += 10)
    {
      g_autofree char *word = g_strdup_printf ("w%d ", i), *quote = NULL;
      gsize start = chiosa_text_find (old_text, word, 0);
      ChiosaSpan span = { start, start + strlen (word) - 1 };
      guint n = 1;
      ChiosaSpanFate fate = chiosa_span_mapper_map (mapper, &span, &n);

      word[strlen (word) - 1] = '\0';
      quote = chiosa_spans_get_quote (&span, n, new_text);
      if (i % 100 == 50)
        g_assert_cmpint (fate, !=, UNCHANGED);
      else
        {
          g_assert_cmpint (fate, ==, UNCHANGED);
          g_assert_cmpstr (quote, ==, word);
        }
    }
}

/* More differs than is looked for: what was aligned until then stays, the rest is gone, and it takes no time. */
static void
test_another_article_pasted_over (void)
{
  g_autoptr (GString) old = g_string_new ("a "), new = g_string_new ("b ");
  g_autoptr (ChiosaText) old_text = NULL, new_text = NULL;
  g_autoptr (ChiosaEdit) edit = NULL;
  ChiosaSpan early = { 0, 0 }, late = { 0, 0 };
  guint n_early = 1, n_late = 1;

  for (int i = 0; i < 8000; i++)
    {
      if (i == 100)
        early = (ChiosaSpan) { old->len, old->len + 4 };
      if (i == 7801)
        late = (ChiosaSpan) { old->len, old->len + 5 };
      g_string_append_printf (old, "w%d ", i);
      g_string_append_printf (new, i % 2 == 0 ? "w%d " : "new%d ", i);
    }
  old_text = chiosa_text_new (old->str, -1);
  new_text = chiosa_text_new (new->str, -1);
  edit = chiosa_edit_new_replace (0, chiosa_text_get_length (old_text), new->str);
  chiosa_edit_trim (edit, old_text);

  g_assert_cmpint (chiosa_span_map (&early, &n_early, edit, old_text, new_text), ==, UNCHANGED);
  g_assert_cmpint (chiosa_span_map (&late, &n_late, edit, old_text, new_text), ==, GONE);
}

static void
test_normalise (void)
{
  ChiosaSpan spans[] = { { 8, 9 }, { 2, 4 }, { 4, 6 } };
  ChiosaSpan overlapping[] = { { 2, 5 }, { 4, 6 } };
  ChiosaSpan empty[] = { { 2, 2 } };
  ChiosaSpan outside[] = { { 2, 11 } };
  guint n = 3, two = 2, one = 1, none = 0;

  g_assert_true (chiosa_spans_normalise (spans, &n, 10));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (chiosa_spans_equal (spans, n, (ChiosaSpan[]) { { 2, 6 }, { 8, 9 } }, 2));
  g_assert_false (chiosa_spans_normalise (overlapping, &two, 10));
  g_assert_false (chiosa_spans_normalise (empty, &one, 10));
  g_assert_false (chiosa_spans_normalise (outside, &one, 10));
  g_assert_false (chiosa_spans_normalise (empty, &none, 10));
}

static void
test_overlap_and_cross (void)
{
  ChiosaSpan two[] = { { 0, 5 }, { 10, 15 } };
  ChiosaSpan all[] = { { 0, 20 } };
  ChiosaSpan gap[] = { { 5, 10 } };
  ChiosaSpan part[] = { { 3, 4 } };
  ChiosaSpan bridge[] = { { 4, 11 } };
  ChiosaSpan first_and_more[] = { { 0, 5 }, { 20, 22 } };

  g_assert_true (chiosa_spans_overlap (two, 2, all, 1));
  g_assert_false (chiosa_spans_overlap (two, 2, gap, 1));
  g_assert_false (chiosa_spans_cross (two, 2, all, 1));
  g_assert_false (chiosa_spans_cross (all, 1, two, 2));
  g_assert_false (chiosa_spans_cross (two, 2, two, 2));
  g_assert_false (chiosa_spans_cross (two, 2, gap, 1));
  g_assert_false (chiosa_spans_cross (part, 1, two, 2));
  g_assert_true (chiosa_spans_cross (two, 2, bridge, 1));
  g_assert_true (chiosa_spans_cross (first_and_more, 2, two, 2));
  g_assert_false (chiosa_spans_equal (two, 2, all, 1));
}

static void
test_quote (void)
{
  g_autoptr (ChiosaText) text = chiosa_text_new ("“Trump”, he said, “is wrong”", -1);
  ChiosaSpan spans[] = { { 1, 6 }, { 19, 27 } };
  g_autofree char *quote = chiosa_spans_get_quote (spans, 2, text);

  g_assert_cmpstr (quote, ==, "Trump … is wrong");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/span/rule/", cases[i].promise, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/span/a-point-moves-with-the-text", test_point_moves);
  g_test_add_func ("/span/random-changes-agree-with-owners-of-characters", test_random_against_owners);
  g_test_add_func ("/span/random-replacements-leave-sane-spans", test_random_sanity);
  g_test_add_func ("/span/a-long-article-pasted-over", test_long_article_pasted_over);
  g_test_add_func ("/span/another-article-pasted-over", test_another_article_pasted_over);
  g_test_add_func ("/span/normalise-orders-joins-and-refuses", test_normalise);
  g_test_add_func ("/span/overlap-and-cross", test_overlap_and_cross);
  g_test_add_func ("/span/quote-joins-fragments", test_quote);

  return g_test_run ();
}
