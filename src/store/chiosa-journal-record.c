/* chiosa-journal-record.c
 *
 * Records of a journal, and the header that is the first of them. Knows no files and no documents.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-record.h"
#include "chiosa-journal-pack.h"

#include <gio/gio.h>
#include <string.h>

/* The last byte is the version. */
static const guint8 magic[16] = "chiosa-journal\n\1";

/* length, kind, checksum */
#define FRAME (4 + 1 + CHIOSA_JOURNAL_CHAIN)
#define COMPRESSED 0x80
/* Bytes from which on it is worth it. */
#define COMPRESS_FROM 16384
/* Bytes; more is no journal of ours. */
#define MAX_CONTENT ((gsize) 512 << 20)

/* --- Checksums and compression ---------------------------------------------------------------------------------- */

/* @chain becomes the checksum of the record, which is also in it. */
static void
advance (guint8       *chain,
         const guint8 *length_and_kind,
         const guint8 *data,
         gsize         length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n = sizeof digest;

  g_checksum_update (checksum, chain, CHIOSA_JOURNAL_CHAIN);
  g_checksum_update (checksum, length_and_kind, 5);
  g_checksum_update (checksum, data, length);
  g_checksum_get_digest (checksum, digest, &n);
  memcpy (chain, digest, CHIOSA_JOURNAL_CHAIN);
}

/* %FALSE where it cannot be, or would be more than @max bytes. */
static gboolean
convert (GConverter   *converter,
         const guint8 *data,
         gsize         length,
         gsize         max,
         GByteArray   *out)
{
  gsize used = out->len, first = out->len;
  GConverterResult result;

  do
    {
      gsize n_read, n_written;

      g_byte_array_set_size (out, MAX (used + 65536, used + used / 2));
      result = g_converter_convert (converter, data, length, out->data + used, out->len - used, G_CONVERTER_INPUT_AT_END,
                                    &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      data += n_read;
      length -= n_read;
      used += n_written;
    }
  while (result != G_CONVERTER_FINISHED && used - first <= max);

  g_byte_array_set_size (out, used);
  return used - first <= max;
}

static GByteArray *
compress (GByteArray *content)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1));
  g_autoptr (GByteArray) small = NULL;

  if (content->len < COMPRESS_FROM)
    return NULL;

  small = g_byte_array_new ();
  if (!convert (converter, content->data, content->len, content->len, small))
    return NULL;

  return g_steal_pointer (&small);
}

static GByteArray *
decompress (const guint8 *data,
            gsize         length)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GByteArray) content = g_byte_array_new ();

  return convert (converter, data, length, MAX_CONTENT, content) ? g_steal_pointer (&content) : NULL;
}

/* --- Records ---------------------------------------------------------------------------------------------------- */

void
chiosa_journal_record_begin (GByteArray *out,
                             guint8     *chain)
{
  g_byte_array_append (out, magic, sizeof magic);
  memset (chain, 0, CHIOSA_JOURNAL_CHAIN);
}

void
chiosa_journal_record_add (GByteArray        *out,
                           guint8            *chain,
                           ChiosaJournalKind  kind,
                           GByteArray        *content)
{
  g_autoptr (GByteArray) small = compress (content);
  const GByteArray *stored = small != NULL ? small : content;
  guint8 frame[5];

  for (guint i = 0; i < 4; i++)
    frame[i] = (stored->len >> (8 * i)) & 0xff;
  frame[4] = kind | (small != NULL ? COMPRESSED : 0);
  advance (chain, frame, stored->data, stored->len);

  g_byte_array_append (out, frame, sizeof frame);
  g_byte_array_append (out, chain, CHIOSA_JOURNAL_CHAIN);
  g_byte_array_append (out, stored->data, stored->len);
}

gboolean
chiosa_journal_reader_init (ChiosaJournalReader *self,
                            const guint8        *data,
                            gsize                length)
{
  memset (self, 0, sizeof *self);
  if (length < sizeof magic || memcmp (data, magic, sizeof magic) != 0)
    return FALSE;

  self->at = data + sizeof magic;
  self->end = data + length;
  return TRUE;
}

GByteArray *
chiosa_journal_reader_next (ChiosaJournalReader *self,
                            ChiosaJournalKind   *kind)
{
  gsize length = 0, left = self->end - self->at;
  const guint8 *stored = self->at + FRAME;
  GByteArray *content;

  if (left < FRAME)
    return NULL;

  for (guint i = 0; i < 4; i++)
    length |= (gsize) self->at[i] << (8 * i);
  if (length > left - FRAME || length > MAX_CONTENT)
    return NULL;

  advance (self->chain, self->at, stored, length);
  if (memcmp (self->chain, self->at + 5, CHIOSA_JOURNAL_CHAIN) != 0)
    return NULL;

  *kind = self->at[4] & ~COMPRESSED;
  if (self->at[4] & COMPRESSED)
    content = decompress (stored, length);
  else
    content = g_byte_array_append (g_byte_array_new (), stored, length);
  self->at = stored + length;
  return content;
}

/* --- The header ------------------------------------------------------------------------------------------------- */

void
chiosa_journal_header_clear (ChiosaJournalHeader *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->annotator, g_free);
  g_clear_pointer (&self->charset, g_free);
  g_clear_pointer (&self->article_sha256, g_free);
  g_clear_pointer (&self->sidecar_sha256, g_free);
}

void
chiosa_journal_header_pack (const ChiosaJournalHeader *self,
                            GByteArray                *out)
{
  chiosa_pack_string (out, self->path);
  chiosa_pack_string (out, self->annotator);
  chiosa_pack_string (out, self->charset);
  chiosa_pack_string (out, self->article_sha256);
  chiosa_pack_string (out, self->sidecar_sha256);
  chiosa_pack_number (out, self->article_size);
  chiosa_pack_number (out, self->pid);
  chiosa_pack_number (out, self->time);
}

gboolean
chiosa_journal_header_read (ChiosaJournalHeader *self,
                            const guint8        *data,
                            gsize                length)
{
  ChiosaJournalReader reader;
  ChiosaJournalKind kind;
  g_autoptr (GByteArray) content = NULL;
  ChiosaUnpack unpack;

  memset (self, 0, sizeof *self);
  if (!chiosa_journal_reader_init (&reader, data, length))
    return FALSE;
  content = chiosa_journal_reader_next (&reader, &kind);
  if (content == NULL || kind != CHIOSA_JOURNAL_KIND_HEADER)
    return FALSE;

  unpack = (ChiosaUnpack) { content->data, content->data + content->len, FALSE };
  self->path = chiosa_unpack_filename (&unpack);
  self->annotator = chiosa_unpack_string (&unpack);
  self->charset = chiosa_unpack_string (&unpack);
  self->article_sha256 = chiosa_unpack_string (&unpack);
  self->sidecar_sha256 = chiosa_unpack_string (&unpack);
  self->article_size = chiosa_unpack_number (&unpack);
  self->pid = chiosa_unpack_number (&unpack);
  self->time = chiosa_unpack_number (&unpack);

  return !unpack.bad && self->path != NULL && g_path_is_absolute (self->path);
}
