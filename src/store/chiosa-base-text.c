/* chiosa-base-text.c
 *
 * A folder of texts named by the SHA-256 of their UTF-8, compressed where that pays. The time of a file is that of its last use.
 * What a file says is believed only when its hash is its name. Versions in Git are chiosa-git-text.c's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-base-text.h"

#include "chiosa-git-text.h"
#include "chiosa-safe-file.h"
#include "chiosa-state-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER "texts"
#define COMPRESSED ".z"
/* Below this a file takes one block either way. */
#define COMPRESS_FROM 4096
/* An article of 64 MB in an 8-bit encoding may be three times as long in UTF-8. */
#define MAX_TEXT_BYTES ((gsize) 192 << 20)
#define PRUNE_EVERY (60 * 60 * G_TIME_SPAN_SECOND)

/* One file, when the folder is cleared up. */
typedef struct
{
  char    *path;
  gint64   used;     /* seconds since the epoch */
  guint64  size;     /* on the disk, bytes */
} Kept;

/* A sidecar may say anything: what becomes a path is looked at closely. */
static gboolean
is_hash (const char *string)
{
  return string != NULL && strlen (string) == 64 && strspn (string, "0123456789abcdef") == 64;
}

static void
append_chunk (const char *utf8,
              gsize       n_bytes,
              gpointer    array)
{
  g_byte_array_append (array, (const guint8 *) utf8, n_bytes);
}

static GBytes *
get_bytes (const ChiosaText *text)
{
  GByteArray *array = g_byte_array_sized_new (chiosa_text_get_n_bytes (text));

  chiosa_text_foreach_chunk (text, append_chunk, array);
  return g_byte_array_free_to_bytes (array);
}

/* All that @converter makes of @bytes; NULL where they are damaged or too much. */
static GBytes *
convert (GConverter *converter,
         GBytes     *bytes)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 block[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, block, sizeof block, NULL, NULL)) > 0)
    {
      if (out->len + n > MAX_TEXT_BYTES)
        return NULL;
      g_byte_array_append (out, block, n);
    }

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

static GBytes *
compress (GBytes *bytes)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  g_autoptr (GBytes) packed = NULL;

  if (g_bytes_get_size (bytes) < COMPRESS_FROM)
    return NULL;

  packed = convert (compressor, bytes);
  if (packed == NULL || g_bytes_get_size (packed) > g_bytes_get_size (bytes) / 10 * 9)
    return NULL;

  return g_steal_pointer (&packed);
}

static char *
make_path (const char *folder,
           const char *sha256,
           const char *ending)
{
  g_autofree char *name = g_strconcat (sha256, ending, NULL);

  return g_build_filename (folder, name, NULL);
}

/* %FALSE: there is none of that name. */
static gboolean
touch (const char *path)
{
  struct stat info;

  if (lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;

  utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
  return TRUE;
}

/* --- Clearing up -------------------------------------------------------------------------------------------------- */

static void
kept_clear (gpointer data)
{
  Kept *kept = data;

  g_free (kept->path);
}

static int
compare_used (gconstpointer a,
              gconstpointer b)
{
  const Kept *x = a, *y = b;

  return (x->used > y->used) - (x->used < y->used);
}

static GArray *
list_kept (const char *folder)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (list, kept_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Kept kept = { .path = g_build_filename (folder, name, NULL) };
      struct stat info;

      if (lstat (kept.path, &info) != 0 || !S_ISREG (info.st_mode))
        {
          g_free (kept.path);
          continue;
        }
      kept.used = info.st_mtime;
      kept.size = (guint64) info.st_blocks * 512;
      g_array_append_val (list, kept);
    }

  g_array_sort (list, compare_used);
  return list;
}

static gpointer
prune_thread (gpointer data)
{
  chiosa_base_text_prune (CHIOSA_BASE_TEXT_MAX_BYTES, CHIOSA_BASE_TEXT_MAX_DAYS);
  return NULL;
}

/* Now and then, and nobody waits for it. */
static void
prune_soon (void)
{
  static gint64 last;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gint64 now = g_get_monotonic_time ();

  if (last != 0 && now - last < PRUNE_EVERY)
    return;

  last = now;
  g_thread_unref (g_thread_new ("base-texts", prune_thread, NULL));
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static ChiosaText *
make_text (GBytes     *bytes,
           const char *sha256)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  gsize length;
  const char *utf8 = g_bytes_get_data (bytes, &length);

  if (strcmp (hash, sha256) != 0 || !g_utf8_validate_len (utf8 != NULL ? utf8 : "", length, NULL))
    return NULL;

  return chiosa_text_new (utf8 != NULL ? utf8 : "", length);
}

/* A file that is not what its name says is removed: then the text can be kept again. */
static ChiosaText *
read_kept (const char *folder,
           const char *sha256,
           const char *ending)
{
  g_autofree char *path = make_path (folder, sha256, ending);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) unpacked = NULL;
  ChiosaText *text = NULL;

  if (!touch (path))
    return NULL;

  bytes = chiosa_safe_file_read (path, MAX_TEXT_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, NULL);
  if (bytes == NULL)
    return NULL;

  if (*ending != '\0')
    {
      g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));

      unpacked = convert (decompressor, bytes);
    }
  else
    unpacked = g_bytes_ref (bytes);

  if (unpacked != NULL)
    text = make_text (unpacked, sha256);
  if (text == NULL)
    g_unlink (path);
  return text;
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_base_text_keep:
 * @text: a text that annotations are on
 * @sha256: (nullable): its hash as chiosa_text_hash() has it; %NULL to have it computed
 * @error: why it could not be kept
 *
 * Returns: whether it is kept; also when it was already
 */
gboolean
chiosa_base_text_keep (const ChiosaText  *text,
                       const char        *sha256,
                       GError           **error)
{
  g_autofree char *computed = sha256 == NULL ? chiosa_text_hash (text) : NULL;
  const char *hash = sha256 != NULL ? sha256 : computed;
  g_autofree char *folder = NULL, *plain = NULL, *compressed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) packed = NULL;

  g_return_val_if_fail (text != NULL && is_hash (hash), FALSE);

  folder = chiosa_state_folder (FOLDER, error);
  if (folder == NULL)
    return FALSE;

  plain = make_path (folder, hash, "");
  compressed = make_path (folder, hash, COMPRESSED);
  if (touch (plain) || touch (compressed))
    return TRUE;

  bytes = get_bytes (text);
  packed = compress (bytes);
  if (!chiosa_safe_file_replace (packed != NULL ? compressed : plain, packed != NULL ? packed : bytes,
                                 CHIOSA_SAFE_FILE_ALLOW_EMPTY, NULL, NULL, error))
    return FALSE;

  prune_soon ();
  return TRUE;
}

/**
 * chiosa_base_text_find:
 * @sha256: (nullable): of a text, from anywhere
 * @article_path: (nullable): where it may have been; looked up in Git when the text was not kept
 *
 * May take seconds where Git is asked.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when it is not known any more
 */
ChiosaText *
chiosa_base_text_find (const char *sha256,
                       const char *article_path)
{
  g_autofree char *folder = NULL;
  ChiosaText *text = NULL;

  if (!is_hash (sha256))
    return NULL;

  folder = chiosa_state_folder (FOLDER, NULL);
  if (folder != NULL)
    {
      text = read_kept (folder, sha256, "");
      if (text == NULL)
        text = read_kept (folder, sha256, COMPRESSED);
    }

  if (text == NULL && article_path != NULL)
    text = chiosa_git_text_find (sha256, article_path);
  return text;
}

/**
 * chiosa_base_text_prune:
 * @max_bytes: what all of them may take on the disk
 * @max_days: since the last use
 */
void
chiosa_base_text_prune (guint64 max_bytes,
                        guint   max_days)
{
  g_autofree char *folder = chiosa_state_folder (FOLDER, NULL);
  g_autoptr (GArray) list = folder != NULL ? list_kept (folder) : g_array_new (FALSE, FALSE, sizeof (Kept));
  gint64 oldest = g_get_real_time () / G_TIME_SPAN_SECOND - (gint64) max_days * 24 * 60 * 60;
  guint64 total = 0;

  for (guint i = 0; i < list->len; i++)
    total += g_array_index (list, Kept, i).size;

  for (guint i = 0; i < list->len; i++)
    {
      const Kept *kept = &g_array_index (list, Kept, i);

      if (kept->used >= oldest && total <= max_bytes)
        break;
      if (g_unlink (kept->path) == 0)
        total -= kept->size;
    }
}
