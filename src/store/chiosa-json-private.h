/* chiosa-json-private.h
 *
 * The inner loop of validator and cursor. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define CHIOSA_JSON_EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Non-zero when one of the eight bytes of @word is below @limit (at most 128). */
static inline guint64
chiosa_json_any_below (guint64 word,
                       guint8  limit)
{
  return (word - CHIOSA_JSON_EACH (limit)) & ~word & CHIOSA_JSON_EACH (0x80);
}

/* To the next quotation mark, backslash or control character, or @end. Eight bytes at a time: most of a sidecar is strings.
 * The lowest byte that a mask marks is always a right one; only higher ones may be marked by a borrow. */
static inline const char *
chiosa_json_skip_plain (const char *at,
                        const char *end)
{
  for (; end - at >= 8; at += 8)
    {
      guint64 word, found;

      memcpy (&word, at, sizeof word);
      word = GUINT64_FROM_LE (word);
      found = chiosa_json_any_below (word, 0x20)
              | chiosa_json_any_below (word ^ CHIOSA_JSON_EACH ('"'), 1)
              | chiosa_json_any_below (word ^ CHIOSA_JSON_EACH ('\\'), 1);
      if (found != 0)
        return at + __builtin_ctzll (found) / 8;
    }

  while (at < end && (guchar) *at >= 0x20 && *at != '"' && *at != '\\')
    at++;

  return at;
}

G_END_DECLS
