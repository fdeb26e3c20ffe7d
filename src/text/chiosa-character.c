/* chiosa-character.c
 *
 * Direction and visibility of single characters. Names are the abbreviations of the Unicode Standard (NameAliases.txt, sections 23.1 and
 * 23.2 of the core specification).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-character.h"

#include <string.h>

typedef struct
{
  gunichar    c;
  const char *name;
} Named;

/* Ascending. ZWNJ and ZWJ (U+200C, U+200D) are ordinary letters' company in Persian, Hindi and emoji. */
static const Named named[] = {
  { 0x7f, "DEL" }, { 0xad, "SHY" }, { 0x61c, "ALM" }, { 0x115f, "HCF" }, { 0x1160, "HJF" }, { 0x180e, "MVS" },
  { 0x200b, "ZWSP" }, { 0x200e, "LRM" }, { 0x200f, "RLM" }, { 0x2028, "LS" },
  { 0x202a, "LRE" }, { 0x202b, "RLE" }, { 0x202c, "PDF" }, { 0x202d, "LRO" }, { 0x202e, "RLO" },
  { 0x2060, "WJ" }, { 0x2061, "FA" }, { 0x2062, "IT" }, { 0x2063, "IS" }, { 0x2064, "IP" },
  { 0x2066, "LRI" }, { 0x2067, "RLI" }, { 0x2068, "FSI" }, { 0x2069, "PDI" },
  { 0x206a, "ISS" }, { 0x206b, "ASS" }, { 0x206c, "IAFS" }, { 0x206d, "AAFS" }, { 0x206e, "NADS" }, { 0x206f, "NODS" },
  { 0x3164, "HF" }, { 0xfeff, "ZWNBSP" }, { 0xffa0, "HWHF" }, { 0xfff9, "IAA" }, { 0xfffa, "IAS" }, { 0xfffb, "IAT" }, { 0xfffc, "OBJ" },
};

gboolean
chiosa_character_is_right_to_left (gunichar c)
{
  if (c < 0x590)
    return FALSE;

  return c <= 0x8ff || c == 0x200f || c == 0x202b || c == 0x202e || c == 0x2067
         || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff)
         || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

gboolean
chiosa_character_is_direction_mark (gunichar c)
{
  return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_noncharacter (gunichar c)
{
  return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

/* The other control characters; tab and line ends have their effect. */
static gboolean
is_nameless_invisible (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x80 && c < 0xa0);
}

/**
 * chiosa_character_get_invisible_name:
 * @name: room for the name
 *
 * Returns: (nullable): @name, or %NULL where there is something to see
 */
const char *
chiosa_character_get_invisible_name (gunichar c,
                                     char     name[CHIOSA_CHARACTER_NAME_SIZE])
{
  /* ASCII, most alphabets, ideographs and syllables: quickly told. */
  if ((c >= 0x20 && c < 0x7f) || (c > 0xad && c < 0x61c) || (c > 0x3164 && c < 0xfdd0))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (named) && named[i].c <= c; i++)
    if (named[i].c == c)
      return g_strlcpy (name, named[i].name, CHIOSA_CHARACTER_NAME_SIZE) ? name : NULL;

  if (!is_nameless_invisible (c) && !is_noncharacter (c))
    return NULL;

  g_snprintf (name, CHIOSA_CHARACTER_NAME_SIZE, "U+%04X", c);
  return name;
}

/* E2 80 AA … AE and E2 81 A6 … A9. */
static void
count_in_chunk (const char *utf8,
                gsize       n_bytes,
                gpointer    user_data)
{
  guint *n = user_data;
  const char *end = utf8 + n_bytes;

  for (const char *p = utf8; (p = memchr (p, 0xe2, end - p)) != NULL; p++)
    {
      guchar second = p + 2 < end ? p[1] : 0;
      guchar third = p + 2 < end ? p[2] : 0;

      if ((second == 0x80 && third >= 0xaa && third <= 0xae && third != 0xac) || (second == 0x81 && third >= 0xa6 && third <= 0xa8))
        (*n)++;
    }
}

/**
 * chiosa_text_count_direction_marks:
 *
 * Ends (PDF, PDI) are not counted, nor single marks, which move nothing but the marks of punctuation beside them.
 *
 * Returns: how many embeddings, overrides and isolates begin in @text
 */
guint
chiosa_text_count_direction_marks (const ChiosaText *text)
{
  guint n = 0;

  chiosa_text_foreach_chunk (text, count_in_chunk, &n);
  return n;
}
