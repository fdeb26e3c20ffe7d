/* chiosa-word.c
 *
 * Which characters make a word, and which need none of their neighbours: questions about one character.
 * Finding words in a text is the work of chiosa-words.c (to compare) and chiosa-segment.c (to show).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-word.h"

/**
 * chiosa_word_is_char:
 * @c: a character
 *
 * Returns: whether @c joins with its neighbours of the same kind into one word: letters, digits and marks of the
 *   scripts that put spaces between words
 */
gboolean
chiosa_word_is_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c);

  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !chiosa_word_is_spaceless (c);
}

/**
 * chiosa_word_is_spaceless:
 * @c: a character
 *
 * Returns: whether @c is of a script that puts no space between words (Han, Kana, Thai …), or one like Korean that
 *   hangs particles on words: what stands next to it says nothing of where a word ends
 */
gboolean
chiosa_word_is_spaceless (gunichar c)
{
  if (c < 0x0E00)
    return FALSE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_YI:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      /* The long vowel mark of Katakana and its half-width form are common to several scripts. */
      return c == 0x30FC || c == 0xFF70;
    }
}

/**
 * chiosa_word_is_content:
 * @c: a character
 *
 * Returns: whether @c says something by itself: a letter, digit or symbol, not white space, punctuation,
 *   a control or a mark that needs another character
 */
gboolean
chiosa_word_is_content (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}
