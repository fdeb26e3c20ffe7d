/* fuzz-encoding.c
 *
 * The first byte chooses an encoding, the rest is a file. What is taken as text comes back to the byte; what is not has a reason,
 * and can still be looked at. Offsets and bytes, line ends and paragraphs are checked against a walk over the characters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-encoding.h"

#include <string.h>

static const char * const charsets[] = {
  NULL, "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "WINDOWS-1252", "ISO-8859-1", "ISO-8859-6",
  "KOI8-R", "SHIFT_JIS", "EUC-JP", "ISO-2022-JP", "GB18030", "BIG5", "UTF-7", "EBCDIC-US", "no such thing",
};

static void
check_text (const ChiosaText *text)
{
  gsize length = chiosa_text_get_length (text);
  g_autofree char *utf8 = chiosa_text_get_slice (text, 0, length);
  g_autofree char *hash = chiosa_text_hash (text), *flat = g_compute_checksum_for_string (G_CHECKSUM_SHA256, utf8, -1);
  gsize offset = 0;

  g_assert_true (g_utf8_validate (utf8, -1, NULL));
  g_assert_cmpuint (strlen (utf8), ==, chiosa_text_get_n_bytes (text));
  g_assert_cmpstr (hash, ==, flat);
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p), offset++)
    {
      g_assert_cmpuint (chiosa_text_get_char (text, offset), ==, g_utf8_get_char (p));
      g_assert_cmpuint (chiosa_text_offset_to_byte (text, offset), ==, p - utf8);
      g_assert_cmpuint (chiosa_text_byte_to_offset (text, p - utf8), ==, offset);
    }
  g_assert_cmpuint (offset, ==, length);
}

/* Whether @offset is behind the end of a paragraph, by the characters around it. */
static gboolean
is_start (const ChiosaText *text,
          gsize             offset)
{
  gunichar before = offset > 0 ? chiosa_text_get_char (text, offset - 1) : '\n';

  return before == '\n' || before == 0x2029 || (before == '\r' && chiosa_text_get_char (text, offset) != '\n');
}

static void
check_paragraphs (const ChiosaText *text)
{
  gsize length = chiosa_text_get_length (text), start = 0;

  for (gsize offset = 0; offset <= length; offset++)
    {
      if (is_start (text, offset))
        start = offset;
      g_assert_cmpuint (chiosa_text_paragraph_start (text, offset), ==, start);
      if (offset < length && is_start (text, offset + 1))
        g_assert_cmpuint (chiosa_text_paragraph_next (text, start), ==, offset + 1);
    }
}

static void
check_same (GBytes     *bytes,
            const char *charset)
{
  g_autoptr (ChiosaEncoding) encoding = NULL, lossy_encoding = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaText) text = chiosa_encoding_decode (bytes, charset, &encoding, &error);
  g_autoptr (ChiosaText) lossy = chiosa_encoding_decode_lossy (bytes, charset, &lossy_encoding);
  g_autoptr (GBytes) back = NULL;

  g_assert_true ((text == NULL) == (error != NULL));
  g_assert_nonnull (lossy);
  check_text (lossy);
  if (text == NULL)
    {
      g_assert_true (lossy_encoding->n_bad > 0 || g_error_matches (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNKNOWN));
      return;
    }

  g_assert_cmpuint (lossy_encoding->n_bad, ==, 0);
  check_text (text);
  check_paragraphs (text);
  back = chiosa_encoding_encode (text, encoding, &error);
  g_assert_no_error (error);
  fuzz_assert_same_bytes (back, bytes);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = NULL;

  if (size == 0)
    return 0;

  bytes = g_bytes_new (data + 1, size - 1);
  check_same (bytes, charsets[data[0] % G_N_ELEMENTS (charsets)]);

  return 0;
}
