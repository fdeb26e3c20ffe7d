/* chiosa-article-reading.c
 *
 * Reads the text of an article, then its annotations; where those are for another text, they are found again in this one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-reading.h"

#include "chiosa-base-text.h"
#include "chiosa-json.h"
#include "chiosa-save-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Bytes of a sidecar from which on what reading it took is given back to the system. */
#define GIVE_BACK_FROM (4 << 20)

/* Reading a large sidecar takes several times its size for a moment; the GNU C library keeps that for itself unless it is asked. */
static void
give_back (const ChiosaArticleReading *self)
{
#ifdef __GLIBC__
  if (self->sidecar_size >= GIVE_BACK_FROM)
    malloc_trim (0);
#endif
}

static void
clear (gpointer data)
{
  ChiosaArticleReading *self = data;

  g_free (self->path);
  g_free (self->sidecar_path);
  g_free (self->charset);
  g_free (self->last_charset);
  g_clear_object (&self->tagset);
  g_clear_pointer (&self->known_text, chiosa_text_free);
  g_clear_pointer (&self->text, chiosa_text_free);
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  g_free (self->text_sha256);
  g_free (self->notice);
  g_clear_pointer (&self->sidecar, chiosa_sidecar_free);
  g_clear_pointer (&self->reanchoring, chiosa_reanchoring_free);
  g_clear_error (&self->sidecar_error);
  give_back (self);
}

/* Another program may have saved it in UTF-8 now; in ASCII nobody can tell, and it stays what it was. */
static const char *
choose_charset (const ChiosaArticleReading *self,
                GBytes                     *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (self->charset != NULL || self->last_charset == NULL)
    return self->charset;
  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return NULL;
  for (gsize i = 0; i < length; i++)
    if ((guchar) data[i] >= 0x80)
      return g_utf8_validate_len (data, length, NULL) ? NULL : self->last_charset;

  return self->last_charset;
}

/* --- Finding annotations again ------------------------------------------------------------------------------------ */

static ChiosaText *
find_base (const ChiosaArticleReading *self,
           const char                 *sha256)
{
  g_autofree char *known = self->known_text != NULL ? chiosa_text_hash (self->known_text) : NULL;

  if (known != NULL && g_strcmp0 (known, sha256) == 0)
    return chiosa_text_copy (self->known_text);

  return chiosa_base_text_find (sha256, self->path);
}

/* Read once more, as the file has them: places that were not believed a moment ago are what leads to the new ones. */
static void
find_again (ChiosaArticleReading *self,
            GBytes               *bytes,
            const char           *shown)
{
  ChiosaSidecar *as_it_is = chiosa_sidecar_parse (bytes, shown, NULL, NULL, NULL);
  g_autoptr (ChiosaText) base = NULL;

  if (as_it_is == NULL)
    return;

  base = find_base (self, as_it_is->text_sha256);
  chiosa_sidecar_free (self->sidecar);
  self->sidecar = as_it_is;
  self->reanchoring = chiosa_reanchor (as_it_is->snapshot, base, self->text, NULL);
}

static gboolean
is_for_text (const ChiosaArticleReading *self)
{
  return g_strcmp0 (self->sidecar->text_sha256, self->text_sha256) == 0;
}

/* --- For load, reload and others ---------------------------------------------------------------------------------- */

ChiosaArticleReading *
chiosa_article_reading_new (const char *path,
                            const char *sidecar_path)
{
  ChiosaArticleReading *self = g_atomic_rc_box_new0 (ChiosaArticleReading);

  self->path = g_strdup (path);
  self->sidecar_path = g_strdup (sidecar_path);
  return self;
}

ChiosaArticleReading *
chiosa_article_reading_ref (ChiosaArticleReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
chiosa_article_reading_unref (ChiosaArticleReading *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gboolean
chiosa_article_reading_text (ChiosaArticleReading  *self,
                             GError               **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;
  const char *charset;

  chiosa_save_record_settle (self->path, self->sidecar_path, &self->notice);
  self->is_link = g_file_test (self->path, G_FILE_TEST_IS_SYMLINK);
  bytes = chiosa_safe_file_read (self->path, CHIOSA_ARTICLE_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS,
                                 &self->article_baseline, error);
  if (bytes == NULL)
    return FALSE;

  charset = choose_charset (self, bytes);
  if (self->lossy)
    self->text = chiosa_encoding_decode_lossy (bytes, charset, &self->encoding);
  else
    self->text = chiosa_encoding_decode (bytes, charset, &self->encoding, error);

  if (self->text == NULL)
    {
      shown = g_filename_display_name (self->path);
      g_prefix_error (error, "“%s”: ", shown);
      return FALSE;
    }

  self->text_sha256 = chiosa_text_hash (self->text);
  return TRUE;
}

void
chiosa_article_reading_sidecar (ChiosaArticleReading *self)
{
  g_autofree char *shown = g_filename_display_name (self->sidecar_path);
  g_autoptr (GBytes) bytes = NULL;

  bytes = chiosa_safe_file_read (self->sidecar_path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, &self->sidecar_baseline,
                                 &self->sidecar_error);
  self->sidecar_size = bytes != NULL ? g_bytes_get_size (bytes) : 0;
  if (bytes != NULL)
    self->sidecar = chiosa_sidecar_parse (bytes, shown, self->text, self->text_sha256, &self->sidecar_error);
  else if (g_error_matches (self->sidecar_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_clear_error (&self->sidecar_error);

  if (self->sidecar != NULL && self->sidecar->snapshot->items->len > 0 && !is_for_text (self))
    find_again (self, bytes, shown);
}

/* What cannot be kept is only found less well some day: nothing fails for that. */
void
chiosa_article_reading_keep (ChiosaArticleReading *self)
{
  if (self->sidecar != NULL && self->sidecar->snapshot->items->len > 0 && is_for_text (self))
    chiosa_base_text_keep (self->text, self->text_sha256, NULL);
}

const ChiosaSnapshot *
chiosa_article_reading_snapshot (ChiosaArticleReading *self)
{
  if (self->reanchoring != NULL)
    return self->reanchoring->snapshot;

  return self->sidecar != NULL ? self->sidecar->snapshot : NULL;
}
