/* chiosa-export-target.c
 *
 * Where an export goes. A folder is made beside its final place, under a hidden name, and takes the place of an earlier export as
 * a whole. A folder with anything in it that an earlier export did not put there is never touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-config.h"
#include "chiosa-export-target.h"

#include "chiosa-format.h"
#include "chiosa-json.h"
#include "chiosa-leftovers.h"
#include "chiosa-list-folder.h"
#include "chiosa-safe-file.h"
#include "chiosa-safe-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _ChiosaExportTarget
{
  char       *path;        /* as asked for; NULL: standard output */
  gboolean    one_file;
  gboolean    hash;
  char       *staging;     /* the folder under its hidden name; NULL once it has its own */
  ChiosaHold *hold;        /* on its parent, for that time */
  GHashTable *streams;     /* name -> ChiosaSafeStream */
  GPtrArray  *names;       /* of the streams, in the order of their making */
  GPtrArray  *files;       /* ChiosaExportFile */
  GHashTable *folders;     /* made so far */
};

static void
file_free (gpointer data)
{
  ChiosaExportFile *file = data;

  g_free (file->name);
  g_free (file);
}

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” could not be written: %s."), shown, g_strerror (code));
  return FALSE;
}

static gboolean
fail_read (const char  *path,
           int          code,
           GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” could not be read: %s."), shown, g_strerror (code));
  return FALSE;
}

/* --- What is there ------------------------------------------------------------------------------------------------ */

/* The names that the report of an earlier export lists; none when there is no report, or no good one. NULL: it cannot be read. */
static GHashTable *
read_earlier (const char  *folder,
              GError     **error)
{
  static const ChiosaJsonMember members[] = { CHIOSA_JSON_MEMBER ("files") };
  g_autofree char *path = g_build_filename (folder, CHIOSA_EXPORT_REPORT, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, &local);
  ChiosaJsonSlice slice, files, value;
  ChiosaJsonCursor cursor;
  gsize length;

  if (bytes == NULL && local->domain == G_IO_ERROR && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (bytes == NULL)
    return g_steal_pointer (&names);

  slice.start = g_bytes_get_data (bytes, &length);
  slice.length = length;
  slice.line = 1;
  if (!chiosa_json_check_data (slice.start, length, path, 1, NULL)
      || !chiosa_json_read_members (&slice, members, 1, &files, NULL, NULL) || files.start == NULL
      || !chiosa_json_cursor_init (&cursor, &files))
    return g_steal_pointer (&names);

  while (chiosa_json_cursor_next (&cursor, NULL, &value))
    {
      char *name = chiosa_json_slice_string (&value);

      if (name != NULL)
        g_hash_table_add (names, name);
    }

  return g_steal_pointer (&names);
}

/* @stranger: the first file below @folder that is not among @names; NULL: there is none. %FALSE where that cannot be known. */
static gboolean
find_stranger (const char  *folder,
               const char  *prefix,
               GHashTable  *names,
               char       **stranger,
               GError     **error)
{
  g_autoptr (GPtrArray) entries = chiosa_list_folder (folder, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const char *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      g_autofree char *name = *prefix != '\0' ? g_build_filename (prefix, entry, NULL) : g_strdup (entry);
      struct stat info;

      if (lstat (path, &info) != 0)
        return fail_read (path, errno, error);
      if (S_ISDIR (info.st_mode) && !find_stranger (path, name, names, stranger, error))
        return FALSE;
      if (!S_ISDIR (info.st_mode) && !g_hash_table_contains (names, name))
        *stranger = g_steal_pointer (&name);
      if (*stranger != NULL)
        return TRUE;
    }

  return entries != NULL;
}

static gboolean
check_folder (const char  *path,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *stranger = NULL;
  g_autofree char *shown_stranger = NULL;
  struct stat info;

  if (lstat (path, &info) != 0)
    return errno == ENOENT || fail (path, errno, error);
  if (!S_ISDIR (info.st_mode))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS,
                   _("“%s” is there and is no folder. Choose another place."), shown);
      return FALSE;
    }

  names = read_earlier (path, error);
  if (names == NULL || !find_stranger (path, "", names, &stranger, error))
    return FALSE;
  if (stranger == NULL)
    return TRUE;

  shown_stranger = g_filename_display_name (stranger);
  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS,
               _("The folder “%s” has files in it that no earlier export made, such as “%s”. Choose a new folder, or empty this one."),
               shown, shown_stranger);
  return FALSE;
}

/* --- Making ------------------------------------------------------------------------------------------------------- */

static gboolean
make_parent (ChiosaExportTarget  *self,
             GError             **error)
{
  g_autofree char *parent = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (parent, 0777) != 0)
    return fail (parent, errno, error);

  chiosa_leftovers_remove (parent);
  return TRUE;
}

static gboolean
make_staging (ChiosaExportTarget  *self,
              GError             **error)
{
  g_autofree char *parent = g_path_get_dirname (self->path);

  if (!check_folder (self->path, error))
    return FALSE;

  self->hold = chiosa_hold_take (parent);
  self->staging = g_build_filename (parent, ".chiosa-export-XXXXXX", NULL);
  if (g_mkdtemp_full (self->staging, 0777) != NULL)
    return TRUE;

  g_clear_pointer (&self->staging, g_free);
  return fail (self->path, errno, error);
}

/**
 * chiosa_export_target_new:
 * @path: of the file or folder; "-": standard output
 * @one_file: whether it is a file
 * @hash: whether files of a folder are hashed
 * @error: return location: it cannot be written, or something is there that may not be replaced
 *
 * Returns: (transfer full): a target; or %NULL
 */
ChiosaExportTarget *
chiosa_export_target_new (const char  *path,
                          gboolean     one_file,
                          gboolean     hash,
                          GError     **error)
{
  g_autoptr (ChiosaExportTarget) self = g_new0 (ChiosaExportTarget, 1);

  if (!g_str_equal (path, "-"))
    self->path = g_canonicalize_filename (path, NULL);
  self->one_file = one_file;
  self->hash = hash;
  self->streams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) chiosa_safe_stream_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!one_file && self->path == NULL)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                   _("Several files cannot go to standard output. Name a folder."));
      return NULL;
    }
  if (self->path != NULL && !make_parent (self, error))
    return NULL;
  if (!one_file && !make_staging (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
remove_below (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_below (below);
    }
  g_remove (path);
}

/**
 * chiosa_export_target_free:
 * @self: (nullable) (transfer full): a target
 */
void
chiosa_export_target_free (ChiosaExportTarget *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->streams);
  if (self->staging != NULL)
    remove_below (self->staging);
  chiosa_hold_free (self->hold);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->folders);
  g_free (self->staging);
  g_free (self->path);
  g_free (self);
}

/* The path of a file within the folder, whose own folder is made. */
static char *
place (ChiosaExportTarget  *self,
       const char          *name,
       GError             **error)
{
  g_autofree char *path = g_build_filename (self->staging, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!g_hash_table_contains (self->folders, folder))
    {
      if (g_mkdir_with_parents (folder, 0777) != 0)
        {
          fail (folder, errno, error);
          return NULL;
        }
      g_hash_table_add (self->folders, g_steal_pointer (&folder));
    }

  return g_steal_pointer (&path);
}

static ChiosaSafeStream *
find_stream (ChiosaExportTarget  *self,
             const char          *name,
             GError             **error)
{
  ChiosaSafeStream *stream = g_hash_table_lookup (self->streams, name);
  g_autofree char *path = NULL;

  if (stream != NULL)
    return stream;

  path = self->one_file ? g_strdup (self->path) : place (self, name, error);
  if (path == NULL)
    return NULL;

  stream = chiosa_safe_stream_open (path, error);
  if (stream == NULL)
    return NULL;

  if (self->hash)
    chiosa_safe_stream_hash (stream);
  g_hash_table_insert (self->streams, g_strdup (name), stream);
  g_ptr_array_add (self->names, g_strdup (name));

  return stream;
}

static gboolean
write_out (const char  *data,
           gsize        n_bytes,
           GError     **error)
{
  while (n_bytes > 0)
    {
      ssize_t n = write (STDOUT_FILENO, data, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (_("standard output"), errno, error);
      data += n;
      n_bytes -= n;
    }

  return TRUE;
}

/**
 * chiosa_export_target_append:
 * @self: a target
 * @name: of a file in the folder
 * @data: (array length=n_bytes): what comes next
 * @n_bytes: how much; 0 makes the file
 * @error: return location
 *
 * Returns: %FALSE when it cannot be written
 */
gboolean
chiosa_export_target_append (ChiosaExportTarget  *self,
                             const char          *name,
                             const char          *data,
                             gsize                n_bytes,
                             GError             **error)
{
  ChiosaSafeStream *stream;

  if (self->path == NULL)
    return write_out (data, n_bytes, error);

  stream = find_stream (self, self->one_file ? "" : name, error);

  return stream != NULL && chiosa_safe_stream_write (stream, data, n_bytes, error);
}

static void
note_file (ChiosaExportTarget *self,
           const char         *name,
           const char         *sha256,
           guint64             size)
{
  ChiosaExportFile *file = g_new0 (ChiosaExportFile, 1);

  file->name = g_strdup (name);
  file->size = size;
  if (sha256 != NULL)
    g_strlcpy (file->sha256, sha256, sizeof file->sha256);
  g_ptr_array_add (self->files, file);
}

static int
open_retry (const char *path,
            int         flags)
{
  int fd;

  do
    fd = open (path, flags | O_CLOEXEC, 0666);
  while (fd < 0 && errno == EINTR);

  return fd;
}

/* Not synced one by one: the whole folder is, before it gets its name. */
static gboolean
write_file (const char     *path,
            const GString  *content,
            GError        **error)
{
  int fd = open_retry (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  const char *data = content->str;
  gsize left = content->len;
  int code = fd < 0 ? errno : 0;

  while (code == 0 && left > 0)
    {
      ssize_t n = write (fd, data, left);

      if (n < 0 && errno != EINTR)
        code = errno;
      if (n > 0)
        {
          data += n;
          left -= n;
        }
    }
  /* After EINTR it is closed all the same. */
  if (fd >= 0 && close (fd) != 0 && errno != EINTR && code == 0)
    code = errno;

  return code == 0 || fail (path, code, error);
}

/**
 * chiosa_export_target_put:
 * @self: a target that is a folder
 * @name: of a file that is not there yet
 * @content: all of it
 * @error: return location
 *
 * Returns: %FALSE when it cannot be written
 */
gboolean
chiosa_export_target_put (ChiosaExportTarget  *self,
                          const char          *name,
                          const GString       *content,
                          GError             **error)
{
  g_autofree char *path = place (self, name, error);
  g_autofree char *sha256 = NULL;

  if (path == NULL || !write_file (path, content, error))
    return FALSE;

  if (self->hash)
    sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content->str, content->len);
  note_file (self, name, sha256, content->len);

  return TRUE;
}

/**
 * chiosa_export_target_close:
 * @self: a target
 * @name: (nullable): a file that was appended to; %NULL: all of them
 * @error: return location
 *
 * Returns: whether everything that was appended is in its file
 */
gboolean
chiosa_export_target_close (ChiosaExportTarget  *self,
                            const char          *name,
                            GError             **error)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *one = g_ptr_array_index (self->names, i);
      ChiosaSafeStream *stream = g_hash_table_lookup (self->streams, one);

      if (stream == NULL || (name != NULL && !g_str_equal (one, name)))
        continue;
      if (!chiosa_safe_stream_commit (stream, error))
        return FALSE;
      note_file (self, one, chiosa_safe_stream_get_sha256 (stream), chiosa_safe_stream_get_size (stream));
      g_hash_table_remove (self->streams, one);
    }

  return TRUE;
}

/**
 * chiosa_export_target_get_files:
 * @self: a target
 *
 * Returns: (transfer none) (element-type ChiosaExportFile): the files that are whole
 */
GPtrArray *
chiosa_export_target_get_files (ChiosaExportTarget *self)
{
  return self->files;
}

/* %FALSE with errno set. @how: syncfs() for all that is in it, fsync() for its names. */
static gboolean
sync_folder (const char *folder,
             int       (*how) (int fd))
{
  int fd = open_retry (folder, O_RDONLY | O_DIRECTORY);
  int result, code;

  if (fd < 0)
    return FALSE;

  do
    result = how (fd);
  while (result != 0 && errno == EINTR);
  code = errno;
  close (fd);

  errno = code;
  return result == 0 || code == EINVAL || code == ENOTSUP;    /* file systems that cannot */
}

/* The old one is taken away only when the disk has the new one under its name: else a power cut would find half of the old. */
static gboolean
confirm (ChiosaExportTarget  *self,
         const char          *old,
         GError             **error)
{
  g_autofree char *parent = g_path_get_dirname (self->path);
  g_autofree char *shown = g_filename_display_name (self->path);
  int code;

  if (sync_folder (parent, fsync))
    {
      if (old != NULL)
        remove_below (old);
      return TRUE;
    }

  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _("“%s” was written, but the disk did not confirm it: %s. Export again to be sure."), shown, g_strerror (code));
  return FALSE;
}

/* The new folder takes the place of the old one at once, where the file system can do that. */
static gboolean
take_place (ChiosaExportTarget  *self,
            GError             **error)
{
  g_autofree char *staging = NULL;
  g_autofree char *old = NULL;

  if (!check_folder (self->path, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, self->staging, AT_FDCWD, self->path, RENAME_EXCHANGE) == 0)
    {
      staging = g_steal_pointer (&self->staging);
      return confirm (self, staging, error);
    }

  old = g_strconcat (self->staging, "-old", NULL);
  if (rename (self->path, old) != 0 && errno != ENOENT)
    return fail (self->path, errno, error);
  if (rename (self->staging, self->path) != 0)
    {
      int code = errno;

      rename (old, self->path);
      return fail (self->path, code, error);
    }

  g_clear_pointer (&self->staging, g_free);
  return confirm (self, old, error);
}

/**
 * chiosa_export_target_commit:
 * @self: a target
 * @error: return location
 *
 * Gives everything its name. Before that, nothing of it is to be seen.
 *
 * Returns: %FALSE when what was there before is still there
 */
gboolean
chiosa_export_target_commit (ChiosaExportTarget  *self,
                             GError             **error)
{
  if (!chiosa_export_target_close (self, NULL, error))
    return FALSE;
  if (self->staging == NULL)
    return TRUE;

  if (!sync_folder (self->staging, syncfs))
    return fail (self->path, errno, error);

  return take_place (self, error);
}
