/* chiosa-leftovers.c
 *
 * Files and folders that have not got their name because the program was killed or the power went. That nobody is at work on them
 * is known by a lock on their folder (flock): it is shared by those who are, and the system drops it with the process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-leftovers.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_DIGITS 8
#define STAGING_LETTERS  6

/* How often, and how far apart, a lock is tried for while somebody clears up: half a second in all. */
#define TRIES    50
#define PAUSE_US 10000

struct _ChiosaHold
{
  int fd;
};

/* Tries @n times; a process that was stopped while it cleared up must not stop others for good. */
static int
lock_folder (const char *folder,
             int         how,
             guint       n)
{
  int fd, result;

  do
    fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    return -1;

  while ((result = flock (fd, how | LOCK_NB)) != 0 && n-- > 1 && (errno == EINTR || errno == EWOULDBLOCK))
    g_usleep (PAUSE_US);
  if (result == 0)
    return fd;

  close (fd);
  return -1;
}

static void
unlock_folder (int fd)
{
  flock (fd, LOCK_UN);
  close (fd);
}

/**
 * chiosa_hold_take:
 * @folder: where hidden names are going to be made
 *
 * Waits a little for chiosa_leftovers_remove() to be done there, never for others who hold it.
 *
 * Returns: (transfer full) (nullable): what holds it until it is freed; %NULL where that cannot be
 */
ChiosaHold *
chiosa_hold_take (const char *folder)
{
  int fd = lock_folder (folder, LOCK_SH, TRIES);
  ChiosaHold *self;

  if (fd < 0)
    return NULL;

  self = g_new (ChiosaHold, 1);
  self->fd = fd;
  return self;
}

/**
 * chiosa_hold_free:
 * @self: (nullable) (transfer full): a hold
 */
void
chiosa_hold_free (ChiosaHold *self)
{
  if (self == NULL)
    return;

  unlock_folder (self->fd);
  g_free (self);
}

/* @prefix, @n characters of @set, @suffix: and nothing else. */
static gboolean
is_made_of (const char *name,
            const char *prefix,
            const char *set,
            gsize       n,
            const char *suffix)
{
  gsize length = strlen (prefix);

  return g_str_has_prefix (name, prefix) && strspn (name + length, set) >= n && strcmp (name + length + n, suffix) == 0;
}

/* One that has an old export beside it is all that there is of it: where folders cannot change places at once, that is how they do. */
static gboolean
is_staging (const char *folder,
            const char *name)
{
  g_autofree char *old_name = g_strconcat (name, "-old", NULL);
  g_autofree char *old = g_build_filename (folder, old_name, NULL);
  struct stat info;

  return is_made_of (name, ".chiosa-export-", G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, STAGING_LETTERS, "")
         && lstat (old, &info) != 0 && errno == ENOENT;
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
 * chiosa_is_leftover:
 * @name: of a file
 *
 * Returns: whether a file that is being written is called so
 */
gboolean
chiosa_is_leftover (const char *name)
{
  return is_made_of (name, ".chiosa-", "0123456789abcdef", TEMPORARY_DIGITS, ".tmp");
}

static void
remove_one (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  if (lstat (path, &info) != 0 || info.st_uid != geteuid ())
    return;
  if (S_ISREG (info.st_mode) && chiosa_is_leftover (name))
    unlink (path);
  else if (S_ISDIR (info.st_mode) && is_staging (folder, name))
    remove_below (path);
}

/**
 * chiosa_leftovers_remove:
 * @folder: where something is going to be written
 *
 * Removes what a crash of this user's has left. That it cannot is no error: then it stays.
 */
void
chiosa_leftovers_remove (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int fd = lock_folder (folder, LOCK_EX, 1);

  if (fd < 0)
    return;

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, ".chiosa-"))
      remove_one (folder, name);
  unlock_folder (fd);
}
