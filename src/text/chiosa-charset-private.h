/* chiosa-charset-private.h
 *
 * Bytes to UTF-8 and back for one encoding, without regard to byte order marks; for chiosa-encoding.c only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_CHARSET_UTF8,
  CHIOSA_CHARSET_UTF16LE,
  CHIOSA_CHARSET_UTF16BE,
  CHIOSA_CHARSET_UTF32LE,
  CHIOSA_CHARSET_UTF32BE,
  CHIOSA_CHARSET_OTHER,     /* what iconv knows */
} ChiosaCharsetKind;

typedef enum
{
  CHIOSA_BAD_STOP,
  CHIOSA_BAD_REPLACE,
} ChiosaBadBytes;

typedef struct
{
  GString        *utf8;
  ChiosaBadBytes  policy;
  gsize           n_bad;     /* bytes */
  guint8          bad;       /* STOP: the first one; @utf8 is what was before it */
} ChiosaDecoding;

ChiosaCharsetKind chiosa_charset_get_kind (const char *charset);
gboolean          chiosa_charset_is_known (const char *charset);

/* FALSE when it stopped at a bad byte. */
gboolean          chiosa_charset_decode   (const char *charset, const guint8 *bytes, gsize n_bytes,
                                           ChiosaDecoding *decoding);
/* FALSE at a character that the encoding lacks: @n_done is then the bytes of @utf8 before it. */
gboolean          chiosa_charset_encode   (const char *charset, const char *utf8, gsize n_bytes,
                                           GByteArray *into, gsize *n_done);

G_END_DECLS
