/* chiosa-html-charset.c
 *
 * The encoding of a page from somewhere: byte-order mark, what the page says, what its bytes are.
 * After the WHATWG's Encoding and HTML standards (13.2.3), with less trust in the page where its bytes say otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include "chiosa-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes in which the page must say it. */
#define PRESCAN 8192

/* Labels that stand for a larger encoding on the web. */
static const struct
{
  const char *label;
  const char *charset;
} labels[] = {
  { "iso-8859-1", "WINDOWS-1252" }, { "iso8859-1", "WINDOWS-1252" }, { "latin1", "WINDOWS-1252" }, { "latin-1", "WINDOWS-1252" },
  { "us-ascii", "WINDOWS-1252" }, { "ascii", "WINDOWS-1252" }, { "cp1252", "WINDOWS-1252" }, { "iso-8859-9", "WINDOWS-1254" },
  { "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "shift_jis", "CP932" }, { "shift-jis", "CP932" }, { "sjis", "CP932" },
  { "euc-kr", "CP949" }, { "ks_c_5601-1987", "CP949" }, { "utf8", "UTF-8" }, { "utf-16", "UTF-8" }, { "utf-16le", "UTF-8" },
  { "x-sjis", "CP932" }, { "big5-hkscs", "BIG5-HKSCS" }, { "tis-620", "WINDOWS-874" },
};

/* What stands behind "charset=" in a meta element or "encoding=" in an XML declaration. (transfer full) (nullable) */
static char *
find_declared (const char *bytes,
               gsize       n_bytes)
{
  g_autofree char *head = g_ascii_strdown (bytes, MIN (n_bytes, PRESCAN));
  const char *at;
  gsize n;

  for (char *c = head; c < head + MIN (n_bytes, PRESCAN); c++)
    if (*c == '\0')
      *c = ' ';

  at = strstr (head, "charset=");
  if (at == NULL && g_str_has_prefix (head, "<?xml"))
    at = strstr (head, "encoding=");
  if (at == NULL)
    return NULL;

  at = strchr (at, '=') + 1;
  at += strspn (at, " \t\r\n\"'");
  n = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789-_:.");

  return n > 0 && n <= 40 ? g_strndup (at, n) : NULL;
}

static const char *
resolve (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].label, label))
      return labels[i].charset;

  return label;
}

static gboolean
has_mark (const char *bytes,
          gsize       n_bytes)
{
  return (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
         || (n_bytes >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0));
}

static gboolean
has_high_bytes (const char *bytes,
                gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if ((guchar) bytes[i] >= 0x80)
      return TRUE;

  return FALSE;
}

/* Bytes of NUL are valid UTF-8 here: they are no matter of the encoding. */
static gboolean
is_utf8 (const char *bytes,
         gsize       n_bytes)
{
  const char *end = bytes + n_bytes, *at = bytes;

  while (!g_utf8_validate (at, end - at, &at))
    {
      if (*at != '\0')
        return FALSE;
      at++;
    }

  return TRUE;
}

/* Whether more of the high bytes are good UTF-8 than not: a page in UTF-8 with a few broken characters. */
static gboolean
is_mostly_utf8 (const char *bytes,
                gsize       n_bytes)
{
  const char *end = bytes + n_bytes;
  gsize n_good = 0, n_bad = 0;

  for (const char *at = bytes; at < end; )
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          n_bad++;
          at++;
          continue;
        }
      n_good += c >= 0x80;
      at += c == 0 ? 1 : g_utf8_next_char (at) - at;
    }

  return n_good > n_bad;
}

/* NULL: by the mark. */
static const char *
choose (ChiosaReader *reader,
        const char   *bytes,
        gsize         n_bytes,
        const char   *declared)
{
  const char *charset = declared != NULL ? resolve (declared) : NULL;

  if (has_mark (bytes, n_bytes))
    return NULL;
  if (is_utf8 (bytes, n_bytes))
    {
      if (charset != NULL && has_high_bytes (bytes, n_bytes) && g_str_has_prefix (charset, "WINDOWS-125"))
        chiosa_reader_problem (reader, 0, _("the page says it is in “%s”, but it is in UTF-8; it is read as that"), declared);
      else if (charset != NULL && has_high_bytes (bytes, n_bytes))
        return charset;
      return has_high_bytes (bytes, n_bytes) || charset == NULL ? "UTF-8" : charset;
    }
  if (charset != NULL && !g_str_equal (charset, "UTF-8") && !g_str_equal (charset, "utf-8"))
    return charset;

  return charset != NULL && is_mostly_utf8 (bytes, n_bytes) ? "UTF-8" : "WINDOWS-1252";
}

/**
 * chiosa_html_decode:
 * @reader: of the page
 * @bytes: the page
 *
 * Returns: (transfer full): it as UTF-8; what cannot be decoded becomes U+FFFD, and is told
 */
char *
chiosa_html_decode (ChiosaReader *reader,
                    GBytes       *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *declared = find_declared (data, n_bytes);
  const char *charset = choose (reader, data, n_bytes, declared);
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autoptr (ChiosaText) text = chiosa_encoding_decode_lossy (bytes, charset, &encoding);

  /* What is not known is taken for UTF-8, which it is not. */
  if (charset != NULL && declared != NULL && g_str_equal (charset, resolve (declared)) && g_str_equal (encoding->charset, "UTF-8")
      && !g_str_equal (charset, "UTF-8") && !g_str_equal (charset, "utf-8"))
    {
      chiosa_reader_problem (reader, 0, _("the encoding “%s” is not known here; the page is read as windows-1252"), declared);
      g_clear_pointer (&text, chiosa_text_free);
      g_clear_pointer (&encoding, chiosa_encoding_free);
      text = chiosa_encoding_decode_lossy (bytes, "WINDOWS-1252", &encoding);
    }
  if (encoding->n_bad > 0)
    chiosa_reader_problem (reader, 0, ngettext ("%u byte is no character in “%s”, and is read as “\uFFFD”",
                                                "%u bytes are no characters in “%s”, and are read as “\uFFFD”", encoding->n_bad),
                           (guint) encoding->n_bad, encoding->charset);

  return chiosa_text_get_slice (text, 0, chiosa_text_get_length (text));
}
