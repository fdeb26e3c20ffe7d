/* chiosa-charset.c
 *
 * The converters: UTF-8, UTF-16 and UTF-32 by hand, since each bad unit must be known; all others by iconv.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-charset-private.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

typedef struct _GIConv Converter;

static void
converter_close (Converter *converter)
{
  g_iconv_close (converter);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Converter, converter_close)

/* NULL when iconv does not know the way. */
static Converter *
converter_open (const char *to,
                const char *from)
{
  GIConv converter = g_iconv_open (to, from);

  return converter == (GIConv) -1 ? NULL : converter;
}

/* Takes note of a bad unit of @n_bytes bytes; FALSE: stop here. */
static gboolean
take_bad (ChiosaDecoding *decoding,
          guint8          first,
          gsize           n_bytes)
{
  if (decoding->n_bad == 0)
    decoding->bad = first;
  decoding->n_bad += n_bytes;

  if (decoding->policy == CHIOSA_BAD_STOP)
    return FALSE;

  g_string_append_unichar (decoding->utf8, REPLACEMENT);

  return TRUE;
}

static gboolean
decode_utf8 (const guint8   *bytes,
             gsize           n_bytes,
             ChiosaDecoding *decoding)
{
  const char *at = (const char *) bytes;
  const char *end = at + n_bytes;

  while (at < end)
    {
      const char *valid_end;
      gboolean valid = g_utf8_validate_len (at, end - at, &valid_end);

      g_string_append_len (decoding->utf8, at, valid_end - at);
      if (valid)
        break;

      if (!take_bad (decoding, *valid_end, 1))
        return FALSE;
      at = valid_end + 1;
    }

  return TRUE;
}

static guint16
read_unit16 (const guint8 *bytes,
             gboolean      big)
{
  return big ? bytes[0] << 8 | bytes[1] : bytes[1] << 8 | bytes[0];
}

static gboolean
decode_utf16 (const guint8   *bytes,
              gsize           n_bytes,
              gboolean        big,
              ChiosaDecoding *decoding)
{
  gsize i;

  for (i = 0; i + 1 < n_bytes; i += 2)
    {
      gunichar c = read_unit16 (bytes + i, big);

      if (c >= 0xD800 && c <= 0xDBFF && i + 3 < n_bytes)
        {
          gunichar low = read_unit16 (bytes + i + 2, big);

          if (low >= 0xDC00 && low <= 0xDFFF)
            {
              c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
              i += 2;
            }
        }

      if (c != 0 && g_unichar_validate (c))
        g_string_append_unichar (decoding->utf8, c);
      else if (!take_bad (decoding, bytes[i], 2))
        return FALSE;
    }

  return i == n_bytes || take_bad (decoding, bytes[i], 1);
}

static guint32
read_unit32 (const guint8 *bytes,
             gboolean      big)
{
  guint32 unit;

  memcpy (&unit, bytes, sizeof unit);

  return big ? GUINT32_FROM_BE (unit) : GUINT32_FROM_LE (unit);
}

static gboolean
decode_utf32 (const guint8   *bytes,
              gsize           n_bytes,
              gboolean        big,
              ChiosaDecoding *decoding)
{
  gsize i;

  for (i = 0; i + 3 < n_bytes; i += 4)
    {
      gunichar c = read_unit32 (bytes + i, big);

      if (c != 0 && g_unichar_validate (c))
        g_string_append_unichar (decoding->utf8, c);
      else if (!take_bad (decoding, bytes[i], 4))
        return FALSE;
    }

  return i == n_bytes || take_bad (decoding, bytes[i], n_bytes - i);
}

/* NUL is a character to iconv, but not to a text. */
static gboolean
take_converted (ChiosaDecoding *decoding,
                const char     *utf8,
                gsize           n_bytes)
{
  const char *end = utf8 + n_bytes;

  for (const char *nul; (nul = memchr (utf8, '\0', end - utf8)) != NULL; utf8 = nul + 1)
    {
      g_string_append_len (decoding->utf8, utf8, nul - utf8);
      if (!take_bad (decoding, 0, 1))
        return FALSE;
    }

  g_string_append_len (decoding->utf8, utf8, end - utf8);

  return TRUE;
}

static gboolean
decode_other (const char     *charset,
              const guint8   *bytes,
              gsize           n_bytes,
              ChiosaDecoding *decoding)
{
  g_autoptr (Converter) converter = converter_open ("UTF-8", charset);
  char *in = (char *) bytes;
  gsize n_in = n_bytes;
  char buffer[4096];
  gboolean flushing = FALSE;

  g_return_val_if_fail (converter != NULL, FALSE);

  for (;;)
    {
      char *out = buffer;
      gsize n_out = sizeof buffer;
      gsize result = g_iconv (converter, flushing ? NULL : &in, flushing ? NULL : &n_in, &out, &n_out);
      int code = result == (gsize) -1 ? errno : 0;

      if (!take_converted (decoding, buffer, out - buffer))
        return FALSE;

      if (code == E2BIG)
        continue;

      if (flushing)
        return TRUE;

      if (code == 0)
        {
          flushing = TRUE;
          continue;
        }

      /* An illegal byte, or a sequence that the end cuts off. */
      if (!take_bad (decoding, *in, 1))
        return FALSE;
      in++;
      n_in--;
    }
}

static void
append_unit16 (GByteArray *into,
               guint16     unit,
               gboolean    big)
{
  unit = big ? GUINT16_TO_BE (unit) : GUINT16_TO_LE (unit);
  g_byte_array_append (into, (const guint8 *) &unit, sizeof unit);
}

static void
encode_utf16 (const char *utf8,
              gsize       n_bytes,
              gboolean    big,
              GByteArray *into)
{
  for (const char *end = utf8 + n_bytes; utf8 < end; utf8 = g_utf8_next_char (utf8))
    {
      gunichar c = g_utf8_get_char (utf8);

      if (c < 0x10000)
        {
          append_unit16 (into, c, big);
          continue;
        }

      append_unit16 (into, 0xD800 + ((c - 0x10000) >> 10), big);
      append_unit16 (into, 0xDC00 + ((c - 0x10000) & 0x3FF), big);
    }
}

static void
encode_utf32 (const char *utf8,
              gsize       n_bytes,
              gboolean    big,
              GByteArray *into)
{
  for (const char *end = utf8 + n_bytes; utf8 < end; utf8 = g_utf8_next_char (utf8))
    {
      guint32 c = g_utf8_get_char (utf8);

      c = big ? GUINT32_TO_BE (c) : GUINT32_TO_LE (c);
      g_byte_array_append (into, (const guint8 *) &c, sizeof c);
    }
}

static gboolean
encode_other (const char *charset,
              const char *utf8,
              gsize       n_bytes,
              GByteArray *into,
              gsize      *n_done)
{
  g_autoptr (Converter) converter = converter_open (charset, "UTF-8");
  char *in = (char *) utf8;
  gsize n_in = n_bytes;
  char buffer[4096];
  gboolean flushing = FALSE;

  g_return_val_if_fail (converter != NULL, FALSE);

  for (;;)
    {
      char *out = buffer;
      gsize n_out = sizeof buffer;
      gsize result = g_iconv (converter, flushing ? NULL : &in, flushing ? NULL : &n_in, &out, &n_out);
      int code = result == (gsize) -1 ? errno : 0;

      g_byte_array_append (into, (const guint8 *) buffer, out - buffer);
      if (code == E2BIG)
        continue;

      *n_done = in - utf8;
      if (code != 0)
        return FALSE;

      if (flushing)
        return TRUE;
      flushing = TRUE;
    }
}

ChiosaCharsetKind
chiosa_charset_get_kind (const char *charset)
{
  static const char *const names[] = {
    [CHIOSA_CHARSET_UTF8] = "UTF-8",
    [CHIOSA_CHARSET_UTF16LE] = "UTF-16LE",
    [CHIOSA_CHARSET_UTF16BE] = "UTF-16BE",
    [CHIOSA_CHARSET_UTF32LE] = "UTF-32LE",
    [CHIOSA_CHARSET_UTF32BE] = "UTF-32BE",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (charset, names[i]) == 0)
      return i;

  return CHIOSA_CHARSET_OTHER;
}

gboolean
chiosa_charset_is_known (const char *charset)
{
  g_autoptr (Converter) in = NULL;
  g_autoptr (Converter) out = NULL;

  if (chiosa_charset_get_kind (charset) != CHIOSA_CHARSET_OTHER)
    return TRUE;

  /* iconv takes the locale's encoding for "", and options such as //TRANSLIT would change what is written. */
  if (*charset == '\0' || strpbrk (charset, "/,") != NULL)
    return FALSE;

  in = converter_open ("UTF-8", charset);
  out = converter_open (charset, "UTF-8");

  return in != NULL && out != NULL;
}

gboolean
chiosa_charset_decode (const char     *charset,
                       const guint8   *bytes,
                       gsize           n_bytes,
                       ChiosaDecoding *decoding)
{
  ChiosaCharsetKind kind = chiosa_charset_get_kind (charset);

  switch (kind)
    {
    case CHIOSA_CHARSET_UTF8:
      return decode_utf8 (bytes, n_bytes, decoding);
    case CHIOSA_CHARSET_UTF16LE:
    case CHIOSA_CHARSET_UTF16BE:
      return decode_utf16 (bytes, n_bytes, kind == CHIOSA_CHARSET_UTF16BE, decoding);
    case CHIOSA_CHARSET_UTF32LE:
    case CHIOSA_CHARSET_UTF32BE:
      return decode_utf32 (bytes, n_bytes, kind == CHIOSA_CHARSET_UTF32BE, decoding);
    case CHIOSA_CHARSET_OTHER:
    default:
      return decode_other (charset, bytes, n_bytes, decoding);
    }
}

gboolean
chiosa_charset_encode (const char *charset,
                       const char *utf8,
                       gsize       n_bytes,
                       GByteArray *into,
                       gsize      *n_done)
{
  ChiosaCharsetKind kind = chiosa_charset_get_kind (charset);

  switch (kind)
    {
    case CHIOSA_CHARSET_UTF8:
      g_byte_array_append (into, (const guint8 *) utf8, n_bytes);
      return TRUE;
    case CHIOSA_CHARSET_UTF16LE:
    case CHIOSA_CHARSET_UTF16BE:
      encode_utf16 (utf8, n_bytes, kind == CHIOSA_CHARSET_UTF16BE, into);
      return TRUE;
    case CHIOSA_CHARSET_UTF32LE:
    case CHIOSA_CHARSET_UTF32BE:
      encode_utf32 (utf8, n_bytes, kind == CHIOSA_CHARSET_UTF32BE, into);
      return TRUE;
    case CHIOSA_CHARSET_OTHER:
    default:
      return encode_other (charset, utf8, n_bytes, into, n_done);
    }
}
