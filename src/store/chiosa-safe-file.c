/* chiosa-safe-file.c
 *
 * Reading files from anywhere, and whether they changed since. Replacing them is in chiosa-safe-file-replace.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-safe-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define HASH_BLOCK 65536

static ssize_t
read_some (int     fd,
           guint8 *buffer,
           gsize   length)
{
  ssize_t n;

  do
    n = read (fd, buffer, length);
  while (n < 0 && errno == EINTR);

  return n;
}

static GByteArray *
fail_too_large (const char  *path,
                gsize        max_bytes,
                GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *limit = g_format_size (max_bytes);

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_LIMIT,
               /* Translators: a file name and a size ("64 MB") */
               _("“%s” is too large: files up to %s can be opened."), shown, limit);
  return NULL;
}

/* Reads to the end; one byte more than @max_bytes is enough to know that it is too large. */
static GByteArray *
read_all (int         fd,
          const char *path,
          gsize       size,
          gsize       max_bytes,
          GError    **error)
{
  g_autoptr (GByteArray) array = NULL;
  gsize used = 0;

  /* What is too large by its own account takes no memory at all. */
  if (size > max_bytes)
    return fail_too_large (path, max_bytes, error);

  array = g_byte_array_sized_new (size + 1);
  for (;;)
    {
      gsize room = MAX (HASH_BLOCK, size > used ? size - used + 1 : 0);
      ssize_t n;

      g_byte_array_set_size (array, used + room);
      n = read_some (fd, array->data + used, room);
      if (n < 0)
        {
          chiosa_safe_file_fail (error, errno, path, _("“%s” could not be read: %s."));
          return NULL;
        }
      used += n;
      if (used > max_bytes)
        return fail_too_large (path, max_bytes, error);
      if (n == 0)
        break;
    }

  g_byte_array_set_size (array, used);
  return g_steal_pointer (&array);
}

static void
fail_not_regular (GError    **error,
                  const char *path,
                  mode_t      mode)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (S_ISDIR (mode))
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR, _("“%s” is a folder, not a file."), shown);
  else if (S_ISLNK (mode))
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR,
                 _("“%s” is a symbolic link; for safety only a real file is used here. "
                   "Put the file itself in its place."), shown);
  else
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR,
                 _("“%s” is not a regular file but a device, a pipe or a socket."), shown);
}

gboolean
chiosa_safe_file_fail (GError    **error,
                       int         code,
                       const char *path,
                       const char *format)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), format, shown, g_strerror (code));
  return FALSE;
}

int
chiosa_safe_file_open (const char   *path,
                       gboolean      follow_links,
                       struct stat  *info,
                       GError      **error)
{
  int fd, code;

  do
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow_links ? 0 : O_NOFOLLOW));
  while (fd < 0 && errno == EINTR);

  if (fd < 0)
    {
      code = errno;
      if (code == ELOOP && !follow_links && lstat (path, info) == 0 && S_ISLNK (info->st_mode))
        fail_not_regular (error, path, info->st_mode);
      else if (code == ENXIO)   /* a socket */
        fail_not_regular (error, path, S_IFSOCK);
      else
        chiosa_safe_file_fail (error, code, path, _("“%s” could not be opened: %s."));
      return -1;
    }

  if (fstat (fd, info) != 0)
    chiosa_safe_file_fail (error, errno, path, _("“%s” could not be examined: %s."));
  else if (!S_ISREG (info->st_mode))
    fail_not_regular (error, path, info->st_mode);
  else
    return fd;

  close (fd);
  return -1;
}

gboolean
chiosa_safe_file_hash (int  fd,
                       char sha256[65])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *block = g_malloc (HASH_BLOCK);
  ssize_t n;

  while ((n = read_some (fd, block, HASH_BLOCK)) > 0)
    g_checksum_update (checksum, block, n);
  if (n < 0)
    return FALSE;

  g_strlcpy (sha256, g_checksum_get_string (checksum), 65);
  return TRUE;
}

gboolean
chiosa_safe_file_write_all (int           fd,
                            const guint8 *data,
                            gsize         length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = EIO;    /* nothing written and nothing said: it would go on for ever */
      if (n <= 0)
        return FALSE;
      data += n;
      length -= n;
    }

  return TRUE;
}

static gboolean
has_xattr (int         fd,
           const char *name,
           const char *value,
           ssize_t     size)
{
  g_autofree char *found = g_malloc (size + 1);

  return fgetxattr (fd, name, found, size + 1) == size && memcmp (found, value, size) == 0;
}

/* Security labels are the system's business: a new file in the same folder gets one. Where that is another, @lost names it. */
static gboolean
copy_xattr (int         from,
            int         to,
            const char *name,
            char        lost[64])
{
  g_autofree char *value = NULL;
  ssize_t size = fgetxattr (from, name, NULL, 0);

  if (size >= 0)
    {
      value = g_malloc (size + 1);
      size = fgetxattr (from, name, value, size);
    }
  if (size >= 0 ? fsetxattr (to, name, value, size, 0) == 0 : errno == ENODATA)
    return TRUE;
  if (!g_str_has_prefix (name, "security.") && !g_str_has_prefix (name, "trusted."))
    return FALSE;

  if (size < 0 || !has_xattr (to, name, value, size))
    g_strlcpy (lost, name, 64);
  return TRUE;
}

static gboolean
copy_xattrs (int  from,
             int  to,
             char lost[64])
{
  g_autofree char *names = NULL;
  ssize_t size = flistxattr (from, NULL, 0);
  gboolean all = TRUE;

  if (size <= 0)
    return size == 0 || errno == ENOTSUP || errno == ENOSYS;    /* none, or a file system that has none */

  names = g_malloc (size + 1);
  size = flistxattr (from, names, size);
  if (size < 0)
    return FALSE;
  for (const char *name = names; name < names + size; name += strlen (name) + 1)
    all = copy_xattr (from, to, name, lost) && all;

  return all;
}

gboolean
chiosa_safe_file_copy_attributes (int                from,
                                  int                to,
                                  const struct stat *info,
                                  char               lost[64])
{
  struct stat now;

  if (fstat (to, &now) != 0)
    return FALSE;
  if ((now.st_uid != info->st_uid || now.st_gid != info->st_gid)
      && fchown (to, info->st_uid, info->st_gid) != 0)
    return FALSE;
  if (!copy_xattrs (from, to, lost))
    return FALSE;

  /* Last: chown drops set-id bits, and an access list changes the group's bits. */
  return fchmod (to, info->st_mode & 07777) == 0;
}

void
chiosa_baseline_fill (ChiosaBaseline    *baseline,
                      const struct stat *info)
{
  baseline->exists = TRUE;
  baseline->device = info->st_dev;
  baseline->inode = info->st_ino;
  baseline->size = info->st_size;
  baseline->mtime_ns = (gint64) info->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_mtim.tv_nsec;
  baseline->ctime_ns = (gint64) info->st_ctim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_ctim.tv_nsec;
}

gboolean
chiosa_baseline_same_stat (const ChiosaBaseline *baseline,
                           const struct stat    *info)
{
  ChiosaBaseline now = { 0 };

  chiosa_baseline_fill (&now, info);
  return baseline->device == now.device && baseline->inode == now.inode && baseline->size == now.size
         && baseline->mtime_ns == now.mtime_ns && baseline->ctime_ns == now.ctime_ns;
}

/**
 * chiosa_safe_file_read:
 * @path: of the file
 * @max_bytes: a larger file is refused
 * @flags: %CHIOSA_SAFE_FILE_FOLLOW_LINKS counts
 * @baseline: (out caller-allocates) (optional): what the file is; without one when it does not exist
 * @error: %G_IO_ERROR for what the system says, else %CHIOSA_STORE_ERROR: LIMIT, NOT_REGULAR
 *
 * Never blocks on pipes, never follows a symbolic link unasked.
 *
 * Returns: (transfer full): the content
 */
GBytes *
chiosa_safe_file_read (const char           *path,
                       gsize                 max_bytes,
                       ChiosaSafeFileFlags   flags,
                       ChiosaBaseline       *baseline,
                       GError              **error)
{
  g_autoptr (GByteArray) array = NULL;
  g_autofree char *hash = NULL;
  struct stat info;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  if (baseline != NULL)
    memset (baseline, 0, sizeof *baseline);

  fd = chiosa_safe_file_open (path, flags & CHIOSA_SAFE_FILE_FOLLOW_LINKS, &info, error);
  if (fd < 0)
    return NULL;

  array = read_all (fd, path, info.st_size, max_bytes, error);
  close (fd);
  if (array == NULL)
    return NULL;

  if (baseline != NULL)
    {
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, array->data, array->len);
      chiosa_baseline_fill (baseline, &info);
      g_strlcpy (baseline->sha256, hash, sizeof baseline->sha256);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/**
 * chiosa_safe_file_has_changed:
 * @path: of the file, symbolic links are followed
 * @baseline: what it was
 *
 * Returns: %TRUE when the content is not that of @baseline, or cannot be read; errno says why, and is 0 when it was read. The content is
 *   looked at only where device, inode, size and times do not agree.
 */
gboolean
chiosa_safe_file_has_changed (const char           *path,
                              const ChiosaBaseline *baseline)
{
  struct stat info;
  char sha256[65];
  gboolean same;
  int fd, code;

  if (stat (path, &info) != 0)
    return baseline->exists || errno != ENOENT;
  errno = 0;
  if (!baseline->exists)
    return TRUE;
  if (chiosa_baseline_same_stat (baseline, &info))
    return FALSE;
  if (info.st_size != (goffset) baseline->size)
    return TRUE;

  fd = chiosa_safe_file_open (path, TRUE, &info, NULL);
  if (fd < 0)
    return TRUE;

  errno = 0;
  same = chiosa_safe_file_hash (fd, sha256) && strcmp (sha256, baseline->sha256) == 0;
  code = errno;
  close (fd);

  errno = code;
  return !same;
}
