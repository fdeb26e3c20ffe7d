/* chiosa-temporary.c
 *
 * A new file in the folder of the one that it is to become: made, put on the disk, then given the name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * chiosa_temporary_open:
 * @path: of a file or folder
 * @flags: as for open()
 * @mode: as for open()
 *
 * Returns: as open(), but never fails with EINTR
 */
int
chiosa_temporary_open (const char *path,
                       int         flags,
                       mode_t      mode)
{
  int fd;

  do
    fd = open (path, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);

  return fd;
}

/**
 * chiosa_temporary_sync:
 * @fd: of a file or folder
 *
 * Returns: as fsync(), but never fails with EINTR
 */
int
chiosa_temporary_sync (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result != 0 && errno == EINTR);

  return result;
}

/**
 * chiosa_temporary_sync_data:
 * @fd: of a file
 *
 * Returns: as fdatasync(), but never fails with EINTR
 */
int
chiosa_temporary_sync_data (int fd)
{
  int result;

  do
    result = fdatasync (fd);
  while (result != 0 && errno == EINTR);

  return result;
}

/**
 * chiosa_temporary_close:
 * @fd: of a file or folder
 *
 * Returns: as close(), but an interruption is no failure: Linux has let go of @fd before it says so
 */
int
chiosa_temporary_close (int fd)
{
  return close (fd) == 0 || errno == EINTR ? 0 : -1;
}

/**
 * chiosa_temporary_let_go:
 * @self: in any state
 *
 * Its folder is not held any more. errno stays.
 */
void
chiosa_temporary_let_go (ChiosaTemporary *self)
{
  int code = errno;

  g_clear_pointer (&self->hold, chiosa_hold_free);
  errno = code;
}

/**
 * chiosa_temporary_create:
 * @self: cleared
 * @folder: where the file is to be
 * @mode: of the new file
 *
 * The name is hidden, and short however long the target's is.
 *
 * Returns: %FALSE with errno set
 */
gboolean
chiosa_temporary_create (ChiosaTemporary *self,
                         const char      *folder,
                         mode_t           mode)
{
  int code = EEXIST;

  self->hold = chiosa_hold_take (folder);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf (".chiosa-%08x.tmp", g_random_int ());

      self->path = g_build_filename (folder, name, NULL);
      self->fd = chiosa_temporary_open (self->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
      if (self->fd >= 0)
        return TRUE;
      code = errno;
      g_clear_pointer (&self->path, g_free);
      if (code != EEXIST)
        break;
    }

  chiosa_temporary_let_go (self);
  errno = code;
  return FALSE;
}

/**
 * chiosa_temporary_finish:
 * @self: an open file
 *
 * Returns: whether its content is on the disk; it is closed then
 */
gboolean
chiosa_temporary_finish (ChiosaTemporary *self)
{
  int fd = self->fd;

  if (chiosa_temporary_sync (fd) != 0)
    return FALSE;

  self->fd = -1;
  return chiosa_temporary_close (fd) == 0;
}

/**
 * chiosa_temporary_move:
 * @self: a finished file
 * @target: its name
 * @how: 0: over what is there; RENAME_NOREPLACE: only where nothing is
 *
 * Returns: whether it has the name
 */
gboolean
chiosa_temporary_move (ChiosaTemporary *self,
                       const char      *target,
                       unsigned int     how)
{
  int result = how != 0 ? renameat2 (AT_FDCWD, self->path, AT_FDCWD, target, how) : rename (self->path, target);
  struct stat info;

  if (result != 0 && how != 0 && (errno == EINVAL || errno == ENOSYS))
    {
      errno = EEXIST;
      result = lstat (target, &info) == 0 ? -1 : rename (self->path, target);
    }
  if (result != 0)
    return FALSE;

  g_clear_pointer (&self->path, g_free);
  chiosa_temporary_let_go (self);
  return TRUE;
}

/**
 * chiosa_temporary_clear:
 * @self: in any state
 *
 * Closes it, and removes it unless it has got its name.
 */
void
chiosa_temporary_clear (ChiosaTemporary *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->path != NULL)
    unlink (self->path);
  g_free (self->path);
  chiosa_temporary_let_go (self);
  *self = (ChiosaTemporary) { NULL, -1 };
}

/**
 * chiosa_temporary_sync_folder:
 * @folder: in which a file got its name
 *
 * Returns: whether the name is on the disk, as far as the file system can say
 */
gboolean
chiosa_temporary_sync_folder (const char *folder)
{
  int fd = chiosa_temporary_open (folder, O_RDONLY | O_DIRECTORY, 0);
  int code = 0;

  if (fd < 0)
    return errno == EACCES;     /* may be written but not read: nothing to be done */
  if (chiosa_temporary_sync (fd) != 0)
    code = errno;
  close (fd);

  errno = code;
  return code == 0 || code == EINVAL || code == ENOTSUP;   /* file systems that cannot */
}
