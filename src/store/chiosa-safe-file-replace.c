/* chiosa-safe-file-replace.c
 *
 * Replacing a file so that after a full disk or a power cut there is the old or the new content, never neither:
 * a new file in the same folder, made like the old one, on the disk before it takes the name. Where that would break
 * a hard link or lose the owner, the file is written in place under the protection of a backup.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-config.h"
#include "chiosa-safe-file-private.h"
#include "chiosa-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BACKUP_SUFFIX ".chiosa-backup"

typedef struct
{
  const char           *path;      /* as the caller names it: for messages */
  char                 *target;    /* the file itself, behind links when they are followed */
  char                 *folder;
  GBytes               *content;
  ChiosaSafeFileFlags   flags;
  const ChiosaBaseline *expected;
  struct stat           info;      /* of the old file */
  int                   old_fd;    /* -1: there is none */
  char                  lost[64];  /* an attribute that the new file does not have; "": none */
} Replacement;

static gboolean
fail_unchanged (const Replacement  *self,
                int                 code,
                GError            **error)
{
  return chiosa_safe_file_fail (error, code, self->path,
                                _("“%s” could not be saved: %s. The file on disk is as it was. "
                                  "Try again, or save it under another name."));
}

static gboolean
fail_changed (const Replacement  *self,
              GError            **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED,
               _("“%s” was changed by another program since it was read, so it was not overwritten. "
                 "Load it again, or save under another name."), shown);
  return FALSE;
}

/* --- Finding out what is there ---------------------------------------------------------------------------------- */

/* %FALSE with @error set, or the target with @exists. */
static gboolean
resolve_target (Replacement  *self,
                gboolean     *exists,
                GError      **error)
{
  struct stat info;
  char *real;

  *exists = lstat (self->path, &info) == 0;
  if (!*exists && errno != ENOENT)
    return fail_unchanged (self, errno, error);

  if (*exists && S_ISLNK (info.st_mode) && (self->flags & CHIOSA_SAFE_FILE_FOLLOW_LINKS))
    {
      real = realpath (self->path, NULL);
      if (real == NULL)
        return fail_unchanged (self, errno, error);
      self->target = g_strdup (real);
      free (real);
    }
  else
    {
      self->target = g_strdup (self->path);
    }

  self->folder = g_path_get_dirname (self->target);
  return TRUE;
}

/* After a crash between keeping the previous file and replacing it, both names are one file: not a hard link of the user's. After one a
 * little earlier the second name is still a hidden one. */
static void
forget_own_link (Replacement *self)
{
  g_autofree char *previous = g_strconcat (self->target, "~", NULL);
  struct stat info;

  if (self->info.st_nlink < 2 || !(self->flags & CHIOSA_SAFE_FILE_KEEP_PREVIOUS))
    return;

  chiosa_leftovers_remove (self->folder);
  if (fstat (self->old_fd, &self->info) != 0 || self->info.st_nlink < 2)
    return;
  if (lstat (previous, &info) != 0 || info.st_dev != self->info.st_dev || info.st_ino != self->info.st_ino)
    return;
  if (unlink (previous) == 0)
    fstat (self->old_fd, &self->info);
}

static gboolean
check_expected (Replacement  *self,
                GError      **error)
{
  char sha256[65];

  if (self->expected == NULL)
    return TRUE;
  if (self->expected->exists != (self->old_fd >= 0))
    return fail_changed (self, error);
  if (self->old_fd < 0)
    return TRUE;

  if (lseek (self->old_fd, 0, SEEK_SET) < 0 || !chiosa_safe_file_hash (self->old_fd, sha256))
    return fail_unchanged (self, errno, error);

  return strcmp (sha256, self->expected->sha256) == 0 || fail_changed (self, error);
}

/* Is the target still the file that check_expected() has seen? */
static gboolean
check_again (Replacement  *self,
             GError      **error)
{
  ChiosaBaseline seen = { 0 };
  struct stat info;
  gboolean exists = lstat (self->target, &info) == 0;

  if (self->expected == NULL)
    return TRUE;
  if (!exists && errno != ENOENT)
    return fail_unchanged (self, errno, error);
  if (exists != (self->old_fd >= 0))
    return fail_changed (self, error);
  if (!exists)
    return TRUE;

  chiosa_baseline_fill (&seen, &self->info);
  return chiosa_baseline_same_stat (&seen, &info) || fail_changed (self, error);
}

static gboolean
check_not_empty (Replacement  *self,
                 GError      **error)
{
  g_autofree char *shown = NULL;

  if (g_bytes_get_size (self->content) > 0 || (self->flags & CHIOSA_SAFE_FILE_ALLOW_EMPTY)
      || self->old_fd < 0 || self->info.st_size == 0)
    return TRUE;

  shown = g_filename_display_name (self->path);
  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_EMPTY,
               _("“%s” has content, and an empty text would replace it. It was not saved; confirm that it is to be emptied."),
               shown);
  return FALSE;
}

/* --- A new file ------------------------------------------------------------------------------------------------- */

static gboolean
copy_content (int from,
              int to)
{
  g_autofree guint8 *block = g_malloc (65536);
  ssize_t n;

  if (lseek (from, 0, SEEK_SET) < 0)
    return FALSE;

  while ((n = read (from, block, 65536)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || !chiosa_safe_file_write_all (to, block, n))
        return FALSE;
    }

  return TRUE;
}

static gboolean
copy_previous (const Replacement *self,
               const char        *previous)
{
  g_auto (ChiosaTemporary) temporary = { NULL, -1 };
  char lost[64];

  if (!chiosa_temporary_create (&temporary, self->folder, 0600)
      || !copy_content (self->old_fd, temporary.fd))
    return FALSE;

  chiosa_safe_file_copy_attributes (self->old_fd, temporary.fd, &self->info, lost);
  return chiosa_temporary_finish (&temporary) && chiosa_temporary_move (&temporary, previous, 0);
}

/* The old file becomes NAME~: by a second link where the old one is about to lose its name, else by a copy. */
static gboolean
keep_previous (const Replacement *self,
               gboolean           may_link)
{
  g_autofree char *previous = g_strconcat (self->target, "~", NULL);
  g_autofree char *name = g_strdup_printf (".chiosa-%08x.tmp", g_random_int ());
  g_autofree char *link_path = g_build_filename (self->folder, name, NULL);
  gboolean done;

  if (!(self->flags & CHIOSA_SAFE_FILE_KEEP_PREVIOUS) || self->old_fd < 0)
    return TRUE;

  if (may_link && link (self->target, link_path) == 0)
    {
      done = rename (link_path, previous) == 0;
      if (!done)
        unlink (link_path);
    }
  else
    {
      done = copy_previous (self, previous);
    }

  /* A name that is as long as names can be has no room for the tilde: there is no previous one then. */
  return done || errno == ENAMETOOLONG;
}

typedef enum { WRITTEN, FAILED, MUST_WRITE_IN_PLACE } Outcome;

static Outcome
replace_by_rename (Replacement  *self,
                   GError      **error)
{
  g_auto (ChiosaTemporary) temporary = { NULL, -1 };
  gsize length;
  const guint8 *data = g_bytes_get_data (self->content, &length);
  gboolean must_be_new = self->expected != NULL && !self->expected->exists;

  /* A new file gets the mode that the user's mask gives; one that replaces another is private until it is like it. */
  if (!chiosa_temporary_create (&temporary, self->folder, self->old_fd < 0 ? 0666 : 0600)
      || !chiosa_safe_file_write_all (temporary.fd, data, length))
    {
      fail_unchanged (self, errno, error);
      return FAILED;
    }
  if (self->old_fd >= 0 && !chiosa_safe_file_copy_attributes (self->old_fd, temporary.fd, &self->info, self->lost))
    return MUST_WRITE_IN_PLACE;
  if (!chiosa_temporary_finish (&temporary))
    {
      fail_unchanged (self, errno, error);
      return FAILED;
    }

  if (!check_again (self, error))
    return FAILED;
  if (!keep_previous (self, TRUE) || !chiosa_temporary_move (&temporary, self->target, must_be_new ? RENAME_NOREPLACE : 0))
    {
      if (errno == EEXIST && must_be_new)
        fail_changed (self, error);
      else
        fail_unchanged (self, errno, error);
      return FAILED;
    }

  return WRITTEN;
}

/* --- In place --------------------------------------------------------------------------------------------------- */

static gboolean
fail_backup (Replacement  *self,
             const char   *backup,
             int           code,
             GError      **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  g_autofree char *shown_backup = g_filename_display_name (backup);

  if (code == EEXIST)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 _("“%s” was not saved: “%s” is there from a save that failed. "
                   "Look at it, keep what you need, and remove it."), shown, shown_backup);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                 _("“%s” could not be saved, for no backup could be written: %s. The file on disk is as it was. "
                   "Try again, or save it under another name."), shown, g_strerror (code));
  return FALSE;
}

static gboolean
same_content (int a,
              int b)
{
  char hash_a[65], hash_b[65];

  return lseek (a, 0, SEEK_SET) == 0 && lseek (b, 0, SEEK_SET) == 0
         && chiosa_safe_file_hash (a, hash_a) && chiosa_safe_file_hash (b, hash_b)
         && strcmp (hash_a, hash_b) == 0;
}

static gboolean
write_backup (Replacement  *self,
              const char   *backup,
              GError      **error)
{
  int fd = chiosa_temporary_open (backup, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  int code = 0;

  if (fd < 0)
    return fail_backup (self, backup, errno, error);

  if (!copy_content (self->old_fd, fd) || chiosa_temporary_sync (fd) != 0)
    code = errno;
  else if (!same_content (self->old_fd, fd))
    code = EIO;
  if (chiosa_temporary_close (fd) != 0 && code == 0)
    code = errno;
  if (code == 0 && !chiosa_temporary_sync_folder (self->folder))
    code = errno;
  if (code == 0)
    return TRUE;

  unlink (backup);
  return fail_backup (self, backup, code, error);
}

static int
set_length (int   fd,
            off_t length)
{
  int result;

  do
    result = ftruncate (fd, length);
  while (result != 0 && errno == EINTR);

  return result;
}

/* Room for more is made before the first byte changes, so that a full disk harms nothing. */
static gboolean
make_room (Replacement  *self,
           int           fd,
           gsize         length,
           GError      **error)
{
  int code;

  if (length <= (gsize) self->info.st_size)
    return TRUE;

  do
    code = posix_fallocate (fd, 0, length);
  while (code == EINTR);
  if (code == 0 || code == EOPNOTSUPP || code == EINVAL)
    return TRUE;

  if (set_length (fd, self->info.st_size) != 0)
    code = errno;
  return fail_unchanged (self, code, error);
}

static gboolean
overwrite (Replacement  *self,
           int           fd,
           const char   *backup,
           GError      **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->content, &length);
  g_autofree char *shown = NULL, *shown_backup = NULL;
  int code;

  if (chiosa_safe_file_write_all (fd, data, length) && set_length (fd, length) == 0 && chiosa_temporary_sync (fd) == 0)
    return TRUE;

  code = errno;
  shown = g_filename_display_name (self->path);
  shown_backup = g_filename_display_name (backup);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _("“%s” could not be saved: %s. It may be damaged now; what it was before is kept in “%s”."),
               shown, g_strerror (code), shown_backup);
  return FALSE;
}

static gboolean
replace_in_place (Replacement  *self,
                  GError      **error)
{
  g_autofree char *backup = g_strconcat (self->target, BACKUP_SUFFIX, NULL);
  struct stat info;
  gboolean done;
  int fd;

  if (!check_again (self, error))
    return FALSE;
  if (!keep_previous (self, FALSE))
    return fail_unchanged (self, errno, error);

  fd = chiosa_temporary_open (self->target, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0);
  if (fd < 0)
    return fail_unchanged (self, errno, error);
  if (fstat (fd, &info) != 0)
    {
      fail_unchanged (self, errno, error);
      close (fd);
      return FALSE;
    }
  if (info.st_dev != self->info.st_dev || info.st_ino != self->info.st_ino)
    {
      close (fd);
      return fail_changed (self, error);
    }

  if (!write_backup (self, backup, error))
    {
      close (fd);
      return FALSE;
    }
  if (!make_room (self, fd, g_bytes_get_size (self->content), error))
    {
      close (fd);
      unlink (backup);
      return FALSE;
    }

  done = overwrite (self, fd, backup, error);
  if (chiosa_temporary_close (fd) != 0 && done)
    done = chiosa_safe_file_fail (error, errno, backup,
                                  _("What the file was before is kept in “%s”, for writing it failed: %s."));
  if (done)
    unlink (backup);
  return done;
}

char *
chiosa_safe_file_find_backup (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *backup = real != NULL ? g_strconcat (real, BACKUP_SUFFIX, NULL) : NULL;
  struct stat info;

  free (real);
  return backup != NULL && lstat (backup, &info) == 0 ? g_steal_pointer (&backup) : NULL;
}

/* --- All together ----------------------------------------------------------------------------------------------- */

static gboolean
replace_target (Replacement  *self,
                GError      **error)
{
  Outcome outcome = MUST_WRITE_IN_PLACE;

  if (self->old_fd < 0 || self->info.st_nlink < 2)
    outcome = replace_by_rename (self, error);
  if (outcome == MUST_WRITE_IN_PLACE)
    {
      self->lost[0] = '\0';
      return replace_in_place (self, error);
    }

  return outcome == WRITTEN;
}

static gboolean
note_result (Replacement     *self,
             ChiosaBaseline  *result,
             GError         **error)
{
  struct stat info;

  if (result != NULL)
    {
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->content);

      memset (result, 0, sizeof *result);
      if (lstat (self->target, &info) == 0)
        chiosa_baseline_fill (result, &info);
      result->exists = TRUE;
      g_strlcpy (result->sha256, hash, sizeof result->sha256);
      g_strlcpy (result->lost, self->lost, sizeof result->lost);
    }

  if (chiosa_temporary_sync_folder (self->folder))
    return TRUE;

  return chiosa_safe_file_fail (error, errno, self->path,
                                _("“%s” was written, but the disk did not confirm it: %s. Save again to be sure."));
}

static gboolean
prepare_and_replace (Replacement     *self,
                     ChiosaBaseline  *result,
                     GError         **error)
{
  gboolean exists;

  if (!resolve_target (self, &exists, error))
    return FALSE;

  if (exists)
    {
      self->old_fd = chiosa_safe_file_open (self->target, FALSE, &self->info, error);
      if (self->old_fd < 0)
        return FALSE;
      forget_own_link (self);
    }

  return check_not_empty (self, error)
         && check_expected (self, error)
         && replace_target (self, error)
         && note_result (self, result, error);
}

/**
 * chiosa_safe_file_replace:
 * @path: of the file, which need not exist
 * @content: the new content
 * @flags: what to follow, keep and allow
 * @expected: (nullable): what the file must still be
 * @result: (out caller-allocates) (optional): what the file is now; set whenever it was replaced, also when the disk
 *   then did not confirm it and %FALSE is returned
 * @error: %G_IO_ERROR for what the system says, else %CHIOSA_STORE_ERROR: CHANGED, EMPTY, NOT_REGULAR
 *
 * Mode, owner, group, extended attributes and access lists stay; @result names an attribute of the system's own that could not. A file with several hard links, or whose owner cannot
 * be given to a new file, is written in place while NAME.chiosa-backup holds the old content.
 *
 * Returns: whether the new content is on the disk
 */
gboolean
chiosa_safe_file_replace (const char            *path,
                          GBytes                *content,
                          ChiosaSafeFileFlags    flags,
                          const ChiosaBaseline  *expected,
                          ChiosaBaseline        *result,
                          GError               **error)
{
  Replacement self = { .path = path, .content = content, .flags = flags, .expected = expected, .old_fd = -1 };
  gboolean done;

  g_return_val_if_fail (path != NULL && content != NULL, FALSE);

  done = prepare_and_replace (&self, result, error);
  if (self.old_fd >= 0)
    close (self.old_fd);
  g_free (self.target);
  g_free (self.folder);
  return done;
}
