/* chiosa-segment-names.c
 *
 * The run of capitalised words around a place: what is most likely one name. Rules and short word lists for the
 * languages of the default tag set; no dictionary, no learning.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-segment.h"

#include "chiosa-segment-private.h"

#include <string.h>

#define PARTICLES_MAX 3
#define WORD_MAX      12

/* Join two capitalised words: "Corriere della Sera", "Bank of England". */
static const char *const links[] = {
  "da", "das", "de", "degli", "dei", "del", "della", "delle", "dello", "der", "des", "di", "do", "dos", "du",
  "of", "van", "von", "zu", "bin", "ibn",
  "d", "dell", "degl",   /* before an apostrophe */
};

/* Go on from a link only: "de la Cruz", "of the West", "van der Bellen". "La" alone is an article between two names. */
static const char *const articles[] = {
  "den", "der", "el", "het", "l", "la", "las", "le", "les", "los", "the",
};

/* Only before a hyphen: "Bashar al-Assad". */
static const char *const prefixes[] = { "ad", "al", "an", "ar", "as", "at", "el", "es", "ul" };

/* What a sentence starts with in capitals though it is no part of the name behind it: it, en, de, fr, es, pt. */
static const char *const openers[] = {
  "a", "ad", "after", "ai", "al", "all", "alla", "alle", "allo", "als", "also", "although", "am", "an", "anche",
  "ante", "antes", "ao", "aos", "après", "as", "at", "au", "auch", "auf", "aus", "aux", "avant", "avec", "because",
  "before", "bei", "beim", "but", "by", "c", "ce", "cet", "cette", "che", "chez", "ci", "col", "com", "come",
  "como", "con", "contra", "così", "da", "dal", "dall", "dalla", "dalle", "dans", "das", "dass", "de", "dei", "del",
  "dell", "della", "dem", "den", "depuis", "der", "des", "desde", "despite", "di", "die", "dies", "do", "doch",
  "don", "dopo", "du", "durante", "durch", "during", "e", "ed", "ein", "eine", "einem", "einen", "einer", "el",
  "em", "en", "entre", "er", "es", "esta", "este", "et", "for", "fra", "from", "für", "gegen", "gli", "has",
  "hasta", "he", "her", "his", "i", "if", "ihr", "il", "im", "in", "ins", "ist", "it", "its", "je", "l", "la",
  "las", "le", "les", "lo", "lors", "los", "ma", "mais", "mas", "meanwhile", "mentre", "mit", "na", "nach", "nas",
  "ne", "nei", "nel", "nell", "nella", "nelle", "no", "nos", "not", "o", "of", "om", "on", "or", "ora", "os", "où",
  "par", "para", "parce", "pendant", "per", "perché", "pero", "però", "poi", "por", "porque", "pour", "qu", "quand",
  "quando", "quanto", "que", "qui", "se", "secondo", "segundo", "según", "seit", "selon", "she", "si", "sie", "sin",
  "since", "so", "sobre", "sous", "sul", "sull", "sulla", "sur", "that", "the", "their", "then", "there", "these",
  "they", "this", "those", "though", "through", "tra", "tras", "um", "uma", "un", "una", "und", "under", "une",
  "unlike", "uno", "unos", "unter", "until", "vom", "von", "vor", "was", "we", "wenn", "were", "what", "when",
  "where", "while", "who", "why", "wie", "with", "within", "without", "y", "you", "zu", "zum", "zur",
};

typedef struct
{
  gsize start;   /* indices in the window */
  gsize end;
} Word;

typedef enum
{
  GAP_FAR,
  GAP_SPACE,
  GAP_HYPHEN,
  GAP_ELISION,
} Gap;

static gboolean
is_listed (const ChiosaWindow *window,
           Word                word,
           const char *const  *list,
           gsize               n_list)
{
  char lower[WORD_MAX * 6 + 1];
  gsize n = 0;

  if (chiosa_segment_is_apostrophe (window->chars[word.end - 1]))
    word.end--;

  if (word.end - word.start > WORD_MAX)
    return FALSE;

  for (gsize i = word.start; i < word.end; i++)
    n += g_unichar_to_utf8 (g_unichar_tolower (window->chars[i]), lower + n);
  lower[n] = '\0';

  for (gsize i = 0; i < n_list; i++)
    if (strcmp (lower, list[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_capitalised (const ChiosaWindow *window,
                Word                word)
{
  gunichar c = window->chars[word.start];

  return g_unichar_isupper (c) || g_unichar_istitle (c);
}

static gboolean
find_next (const ChiosaWindow *window,
           Word                word,
           Word               *next)
{
  for (gsize i = word.end; i < window->n; i++)
    if (chiosa_window_is_start (window, CHIOSA_SEGMENT_WORD, i))
      {
        *next = (Word) { i, chiosa_window_find_end (window, CHIOSA_SEGMENT_WORD, i) };
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_previous (const ChiosaWindow *window,
               Word                word,
               Word               *previous)
{
  for (gsize i = word.start; i-- > 0; )
    if (chiosa_window_is_start (window, CHIOSA_SEGMENT_WORD, i))
      {
        *previous = (Word) { i, chiosa_window_find_end (window, CHIOSA_SEGMENT_WORD, i) };
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* "J" and "J.K", whose full stop does not end a sentence when a name goes on. */
static gboolean
is_initial (const ChiosaWindow *window,
            Word                word)
{
  return g_unichar_isupper (window->chars[word.end - 1]) &&
         (word.end - word.start == 1 || window->chars[word.end - 2] == '.');
}

static gboolean
is_sentence_start (const ChiosaWindow *window,
                   gsize               i)
{
  return (window->edges[i] & CHIOSA_EDGE_SENTENCE_START) != 0;
}

static Gap
get_gap (const ChiosaWindow *window,
         Word                left,
         Word                right)
{
  const gunichar *gap = window->chars + left.end;
  gsize n = right.start - left.end;

  if (n == 0)
    return chiosa_segment_is_apostrophe (window->chars[left.end - 1]) ? GAP_ELISION : GAP_FAR;

  if (n == 1 && (gap[0] == '-' || gap[0] == 0x2010 || gap[0] == 0x2011))
    return GAP_HYPHEN;

  if (gap[0] == '.' && is_initial (window, left) && (n == 1 || (n == 2 && is_space (gap[1]))))
    return GAP_SPACE;

  if (is_sentence_start (window, right.start))
    return GAP_FAR;

  if ((n == 1 && (is_space (gap[0]) || gap[0] == '&')) ||
      (n == 3 && is_space (gap[0]) && gap[1] == '&' && is_space (gap[2])))
    return GAP_SPACE;

  return GAP_FAR;
}

/* Whether a sentence, or the words behind a colon or an opening mark, begin with @word. */
static gboolean
is_first (const ChiosaWindow *window,
          Word                word)
{
  for (gsize i = word.start; ; i--)
    {
      GUnicodeType type;

      if (i == 0 || is_sentence_start (window, i))
        return TRUE;

      if (g_unichar_isalnum (window->chars[i - 1]))
        return FALSE;

      type = g_unichar_type (window->chars[i - 1]);
      if (type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_OPEN_PUNCTUATION ||
          window->chars[i - 1] == '"' || window->chars[i - 1] == ':')
        return TRUE;
    }
}

static gboolean
is_opener (const ChiosaWindow *window,
           Word                word)
{
  return is_listed (window, word, openers, G_N_ELEMENTS (openers)) && is_first (window, word);
}

/* Whether @word, @n words behind a capitalised one, leads on to @next. */
static gboolean
is_particle (const ChiosaWindow *window,
             Word                word,
             Word                next,
             guint               n)
{
  gboolean article = is_listed (window, word, articles, G_N_ELEMENTS (articles));
  gboolean link = is_listed (window, word, links, G_N_ELEMENTS (links));

  if (get_gap (window, word, next) == GAP_HYPHEN && is_listed (window, word, prefixes, G_N_ELEMENTS (prefixes)))
    return TRUE;

  return n == 0 ? link : link || article;
}

/* The capitalised word that the name goes on with behind @word. */
static gboolean
step (const ChiosaWindow *window,
      Word                word,
      Word               *next)
{
  Word left = word;

  for (guint n = 0; n <= PARTICLES_MAX; n++)
    {
      Word right, behind;

      if (!find_next (window, left, &right) || get_gap (window, left, right) == GAP_FAR)
        return FALSE;

      if (is_capitalised (window, right))
        {
          *next = right;
          return !is_opener (window, right);
        }

      if (!find_next (window, right, &behind) || !is_particle (window, right, behind, n))
        return FALSE;

      left = right;
    }

  return FALSE;
}

/* The capitalised word from which the name goes on to @word. */
static gboolean
step_back (const ChiosaWindow *window,
           Word                word,
           Word               *previous)
{
  Word left = word;
  Word reached;

  for (guint n = 0; n <= PARTICLES_MAX; n++)
    {
      if (!find_previous (window, left, &left))
        return FALSE;

      if (!is_capitalised (window, left))
        continue;

      if (is_opener (window, left) || !step (window, left, &reached) || reached.start != word.start)
        return FALSE;

      *previous = left;
      return TRUE;
    }

  return FALSE;
}

/**
 * chiosa_segment_capitalised_run:
 * @offset: in code points
 * @start: (out): in code points
 * @end: (out):
 *
 * The words with a capital around the word at @offset that are joined by a single space, a hyphen, an elision, "&", the
 * full stop of an initial, or by particles ("of the", "de la", "von", "al-"), inside one sentence. A function word at
 * the start of a sentence ("The", "Il") is left out. A word without a capital stands alone, and so does a left-out one.
 *
 * Returns: %FALSE where there is no word
 */
gboolean
chiosa_segment_capitalised_run (const ChiosaText *text,
                                gsize             offset,
                                gsize            *start,
                                gsize            *end)
{
  ChiosaWindow *window;
  Word first, last, word;
  gboolean found;

  g_return_val_if_fail (text != NULL && start != NULL && end != NULL, FALSE);

  offset = MIN (offset, chiosa_text_get_length (text));
  window = chiosa_window_take (text, offset);
  found = chiosa_window_find (window, CHIOSA_SEGMENT_WORD, offset - window->start, &word.start, &word.end);
  if (found)
    {
      first = last = word;
      if (is_capitalised (window, word) && !is_opener (window, word))
        {
          while (step (window, last, &last))
            continue;
          while (step_back (window, first, &first))
            continue;
        }
      *start = window->start + first.start;
      *end = window->start + last.end;
    }
  chiosa_window_give (text, window);

  return found;
}
