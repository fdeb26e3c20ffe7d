/* chiosa-encoding.c
 *
 * From the bytes of a file to text and back, byte for byte. The converters are in chiosa-charset.c; this is about
 * names, byte order marks, what to say when it does not work, and the proof that the way back leads to the same bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-encoding.h"

#include "chiosa-charset-private.h"
#include "chiosa-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (chiosa-text-error-quark, chiosa_text_error)

static const struct
{
  const char *charset;
  gsize       n_bytes;
  guint8      bytes[4];
} boms[] = {
  { "UTF-8", 3, { 0xEF, 0xBB, 0xBF } },
  { "UTF-32LE", 4, { 0xFF, 0xFE, 0x00, 0x00 } },   /* before UTF-16LE, whose mark it begins with */
  { "UTF-32BE", 4, { 0x00, 0x00, 0xFE, 0xFF } },
  { "UTF-16LE", 2, { 0xFF, 0xFE } },
  { "UTF-16BE", 2, { 0xFE, 0xFF } },
};

static const struct
{
  const char *alias;
  const char *name;
} aliases[] = {
  { "UTF8", "UTF-8" },
  { "UTF16LE", "UTF-16LE" },
  { "UTF16BE", "UTF-16BE" },
  { "UTF32LE", "UTF-32LE" },
  { "UTF32BE", "UTF-32BE" },
  { "UTF16", "UTF-16" },
  { "UTF32", "UTF-32" },
  { "LATIN1", "ISO-8859-1" },
  { "ISO8859-1", "ISO-8859-1" },
  { "CP1252", "WINDOWS-1252" },
};

/* The index of the mark that @bytes begin with, among those whose encoding begins with @charset; or -1. */
static int
find_bom (const guint8 *bytes,
          gsize         n_bytes,
          const char   *charset)
{
  for (guint i = 0; i < G_N_ELEMENTS (boms); i++)
    if (g_str_has_prefix (boms[i].charset, charset) &&
        n_bytes >= boms[i].n_bytes && memcmp (bytes, boms[i].bytes, boms[i].n_bytes) == 0)
      return i;

  return -1;
}

/* The name as iconv lists it. "UTF-16" and "UTF-32" say nothing of the byte order and are left as they are. */
static char *
canonical_name (const char *charset)
{
  g_autofree char *upper = g_ascii_strup (charset, -1);

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strcmp (upper, aliases[i].alias) == 0)
      return g_strdup (aliases[i].name);

  return g_steal_pointer (&upper);
}

static gboolean
lacks_byte_order (const char *charset)
{
  return strcmp (charset, "UTF-16") == 0 || strcmp (charset, "UTF-32") == 0;
}

/* Little end first where nothing says otherwise: such files come from Windows. */
static char *
with_byte_order (const char *charset)
{
  return lacks_byte_order (charset) ? g_strconcat (charset, "LE", NULL) : g_strdup (charset);
}

/* Settles the encoding of @bytes; returns the bytes of the mark. */
static gsize
find_charset (const guint8    *bytes,
              gsize            n_bytes,
              const char      *charset,
              ChiosaEncoding  *encoding)
{
  g_autofree char *name = charset != NULL ? canonical_name (charset) : g_strdup ("");
  int bom = -1;

  if (charset == NULL || lacks_byte_order (name) || chiosa_charset_get_kind (name) != CHIOSA_CHARSET_OTHER)
    bom = find_bom (bytes, n_bytes, name);

  g_free (encoding->charset);
  encoding->bom = bom >= 0;
  if (bom >= 0)
    encoding->charset = g_strdup (boms[bom].charset);
  else
    encoding->charset = charset != NULL ? with_byte_order (name) : g_strdup ("UTF-8");

  return bom >= 0 ? boms[bom].n_bytes : 0;
}

static guint
count_lines (const char *utf8,
             gsize       n_bytes)
{
  const char *end = utf8 + n_bytes;
  guint line = 1;

  while ((utf8 = chiosa_utf8_find_break (utf8, end - utf8)) != NULL)
    {
      gboolean pair = *utf8 == '\r' && utf8 + 1 < end && utf8[1] == '\n';

      utf8 += pair ? 2 : g_utf8_skip[*(const guchar *) utf8];
      line++;
    }

  return line;
}

static void
set_unknown (GError     **error,
             const char  *charset)
{
  g_set_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNKNOWN,
               _("the encoding “%s” is not known here"), charset);
}

static void
set_invalid (GError               **error,
             const ChiosaDecoding  *decoding,
             const char            *charset)
{
  guint line = count_lines (decoding->utf8->str, decoding->utf8->len);

  /* Translators: the line of a file, the value of a byte, the name of an encoding. */
  g_set_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID,
               _("line %u: byte 0x%02X is not valid %s"), line, decoding->bad, charset);
}

static void
set_unrepresentable (GError     **error,
                     const char  *utf8,
                     gsize        at,
                     const char  *charset)
{
  gunichar c = g_utf8_get_char (utf8 + at);
  char shown[7] = { 0 };

  g_unichar_to_utf8 (c, shown);
  g_set_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_UNREPRESENTABLE,
               /* Translators: a line of a text, a character, its code in hexadecimal, the name of an encoding. */
               _("line %u: “%s” (U+%04X) cannot be written in %s; choose UTF-8"),
               count_lines (utf8, at), shown, c, charset);
}

static gsize
common_prefix (const void *one,
               gsize       n_one,
               const void *other,
               gsize       n_other)
{
  const guint8 *a = one;
  const guint8 *b = other;
  gsize n = MIN (n_one, n_other);
  gsize i = 0;

  while (i < n && a[i] == b[i])
    i++;

  return i;
}

/* Some encodings have several ways to write a character. Gives the first byte that would come back another. */
static gboolean
comes_back (const char    *charset,
            const guint8  *bytes,
            gsize          n_bytes,
            const GString *utf8,
            gsize         *differs)
{
  g_autoptr (GByteArray) back = g_byte_array_new ();
  gsize n_done;

  if (chiosa_charset_get_kind (charset) != CHIOSA_CHARSET_OTHER)
    return TRUE;

  if (chiosa_charset_encode (charset, utf8->str, utf8->len, back, &n_done) &&
      back->len == n_bytes && (n_bytes == 0 || memcmp (back->data, bytes, n_bytes) == 0))
    return TRUE;

  *differs = common_prefix (bytes, n_bytes, back->data, back->len);

  return FALSE;
}

/* iconv of glibc drops some characters without a word, so what was written is read again. */
static gboolean
can_read_back (const char    *charset,
               const guint8  *bytes,
               gsize          n_bytes,
               const GString *utf8,
               gsize         *differs)
{
  g_autoptr (GString) back = g_string_new (NULL);
  ChiosaDecoding decoding = { back, CHIOSA_BAD_STOP };

  if (chiosa_charset_get_kind (charset) != CHIOSA_CHARSET_OTHER)
    return TRUE;

  if (chiosa_charset_decode (charset, bytes, n_bytes, &decoding) && g_string_equal (back, utf8))
    return TRUE;

  *differs = common_prefix (utf8->str, utf8->len, back->str, back->len);
  while (*differs > 0 && (*differs == utf8->len || (utf8->str[*differs] & 0xC0) == 0x80))
    (*differs)--;

  return FALSE;
}

static ChiosaText *
finish (const GString   *utf8,
        ChiosaEncoding  *own,
        ChiosaEncoding **encoding)
{
  ChiosaText *text = chiosa_text_new (utf8->str, utf8->len);

  own->newline = chiosa_newline_detect (text, &own->newline_typed);
  if (encoding != NULL)
    *encoding = chiosa_encoding_copy (own);

  return text;
}

static void
append_chunk (const char *utf8,
              gsize       n_bytes,
              gpointer    user_data)
{
  g_string_append_len (user_data, utf8, n_bytes);
}

static void
append_bom (GByteArray *into,
            const char *charset)
{
  for (guint i = 0; i < G_N_ELEMENTS (boms); i++)
    if (strcmp (boms[i].charset, charset) == 0)
      g_byte_array_append (into, boms[i].bytes, boms[i].n_bytes);
}

/**
 * chiosa_encoding_new_utf8:
 *
 * Returns: (transfer full): what a new article gets: UTF-8 without a mark, LF
 */
ChiosaEncoding *
chiosa_encoding_new_utf8 (void)
{
  ChiosaEncoding *self = g_new0 (ChiosaEncoding, 1);

  self->charset = g_strdup ("UTF-8");
  self->newline = CHIOSA_NEWLINE_NONE;
  self->newline_typed = CHIOSA_NEWLINE_LF;

  return self;
}

/**
 * chiosa_encoding_copy:
 *
 * Returns: (transfer full): a copy
 */
ChiosaEncoding *
chiosa_encoding_copy (const ChiosaEncoding *self)
{
  ChiosaEncoding *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->charset = g_strdup (self->charset);

  return copy;
}

/**
 * chiosa_encoding_free:
 * @self: (nullable) (transfer full):
 */
void
chiosa_encoding_free (ChiosaEncoding *self)
{
  if (self == NULL)
    return;

  g_free (self->charset);
  g_free (self);
}

/**
 * chiosa_encoding_decode:
 * @bytes: the whole file
 * @charset: (nullable): its encoding as iconv names it; %NULL goes by the byte order mark and takes UTF-8 without one.
 *   "UTF-16" and "UTF-32" go by the mark and take the little end first without one
 * @encoding: (out) (optional) (transfer full): set on success
 * @error: return location for a #ChiosaTextError: INVALID for bytes that the encoding does not have, NUL, and bytes
 *   that chiosa_encoding_encode() would write otherwise; UNKNOWN
 *
 * Line ends stay as they are; the mark does not become part of the text.
 *
 * Returns: (transfer full): the text, or %NULL
 */
ChiosaText *
chiosa_encoding_decode (GBytes          *bytes,
                        const char      *charset,
                        ChiosaEncoding **encoding,
                        GError         **error)
{
  g_autoptr (ChiosaEncoding) own = chiosa_encoding_new_utf8 ();
  g_autoptr (GString) utf8 = NULL;
  ChiosaDecoding decoding = { NULL, CHIOSA_BAD_STOP };
  const guint8 *data;
  gsize size, n_bom, differs;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  n_bom = find_charset (data, size, charset, own);
  if (!chiosa_charset_is_known (own->charset))
    {
      set_unknown (error, charset);
      return NULL;
    }

  decoding.utf8 = utf8 = g_string_sized_new (size - n_bom);
  if (!chiosa_charset_decode (own->charset, data + n_bom, size - n_bom, &decoding))
    {
      set_invalid (error, &decoding, own->charset);
      return NULL;
    }

  if (!comes_back (own->charset, data + n_bom, size - n_bom, utf8, &differs))
    {
      g_autofree char *byte = g_strdup_printf ("%" G_GSIZE_FORMAT, n_bom + differs + 1);

      g_set_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_INVALID,
                   /* Translators: the name of an encoding, the number of a byte in a file. */
                   _("the file would not stay the same when saved in %s, from byte %s on"), own->charset, byte);
      return NULL;
    }

  return finish (utf8, own, encoding);
}

/**
 * chiosa_encoding_decode_lossy:
 * @bytes: the whole file
 * @charset: (nullable): as for chiosa_encoding_decode(); one that is not known counts as UTF-8
 * @encoding: (out) (optional) (transfer full): its n_bad tells whether the text may be saved over the file
 *
 * Every bad byte, or unit in UTF-16 and UTF-32, and every NUL becomes one U+FFFD. Where nothing is bad but the bytes
 * would not come back the same, n_bad is 1.
 *
 * Returns: (transfer full): a text in any case
 */
ChiosaText *
chiosa_encoding_decode_lossy (GBytes          *bytes,
                              const char      *charset,
                              ChiosaEncoding **encoding)
{
  g_autoptr (ChiosaEncoding) own = chiosa_encoding_new_utf8 ();
  g_autoptr (GString) utf8 = NULL;
  ChiosaDecoding decoding = { NULL, CHIOSA_BAD_REPLACE };
  const guint8 *data;
  gsize size, n_bom, differs;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  n_bom = find_charset (data, size, charset, own);
  if (!chiosa_charset_is_known (own->charset))
    n_bom = find_charset (data, size, "UTF-8", own);

  decoding.utf8 = utf8 = g_string_sized_new (size - n_bom);
  chiosa_charset_decode (own->charset, data + n_bom, size - n_bom, &decoding);

  own->n_bad = decoding.n_bad;
  if (own->n_bad == 0 && !comes_back (own->charset, data + n_bom, size - n_bom, utf8, &differs))
    own->n_bad = 1;

  return finish (utf8, own, encoding);
}

/**
 * chiosa_encoding_encode:
 * @encoding: charset and bom count; the line ends are those of the text
 * @error: return location for a #ChiosaTextError: UNREPRESENTABLE names the first character that the encoding lacks and
 *   its line; UNKNOWN
 *
 * Whether the text may take the file's place (n_bad) is for the caller to ask.
 *
 * Returns: (transfer full): the bytes of the file, or %NULL
 */
GBytes *
chiosa_encoding_encode (const ChiosaText      *text,
                        const ChiosaEncoding  *encoding,
                        GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GString) utf8 = NULL;
  g_autofree char *name = NULL;
  g_autofree char *charset = NULL;
  gsize n_bom, n_done;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (encoding != NULL, NULL);

  name = canonical_name (encoding->charset != NULL ? encoding->charset : "UTF-8");
  charset = with_byte_order (name);
  if (!chiosa_charset_is_known (charset))
    {
      set_unknown (error, encoding->charset);
      return NULL;
    }

  utf8 = g_string_sized_new (chiosa_text_get_n_bytes (text));
  chiosa_text_foreach_chunk (text, append_chunk, utf8);

  if (encoding->bom)
    append_bom (bytes, charset);
  n_bom = bytes->len;

  if (!chiosa_charset_encode (charset, utf8->str, utf8->len, bytes, &n_done) ||
      !can_read_back (charset, bytes->data + n_bom, bytes->len - n_bom, utf8, &n_done))
    {
      set_unrepresentable (error, utf8->str, n_done, charset);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
