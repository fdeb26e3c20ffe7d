/* chiosa-recovery.c
 *
 * Journals of processes that are dead: finding, reading, discarding them. Whoever can lock a journal knows that nobody else holds it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-journal.h"
#include "chiosa-journal-file.h"
#include "chiosa-safe-file-private.h"
#include "chiosa-state-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DISCARDED ".old"
#define TEMPORARY ".tmp"
#define KEPT_SECONDS (7 * 24 * 60 * 60)
/* Bytes that hold any header. */
#define HEADER_ROOM 65536
#define MAX_BYTES ((gsize) 1 << 30)

/* Whether nobody holds the journal at @path. It is opened and locked for a moment; started anew meanwhile, it is another file. */
static gboolean
is_abandoned (int                        fd,
              const char                *path,
              const ChiosaJournalHeader *header)
{
  struct stat opened, now;

  if (!chiosa_journal_file_lock (fd))
    return errno != EWOULDBLOCK && kill (header->pid, 0) != 0 && errno == ESRCH;  /* where nothing can be locked */

  return fstat (fd, &opened) == 0 && stat (path, &now) == 0 && opened.st_dev == now.st_dev && opened.st_ino == now.st_ino;
}

static ChiosaRecovery *
recovery_new (const char                *journal_path,
              const ChiosaJournalHeader *header,
              const struct stat         *info)
{
  ChiosaRecovery *self = g_new0 (ChiosaRecovery, 1);

  self->journal_path = g_strdup (journal_path);
  self->path = g_strdup (header->path);
  self->annotator = g_strdup (header->annotator);
  self->when = g_date_time_new_from_unix_local (info->st_mtim.tv_sec);
  return self;
}

/* %NULL where it is not for us. */
static ChiosaRecovery *
look_at (const char *path)
{
  g_auto (ChiosaJournalHeader) header = { 0 };
  g_autofree guint8 *room = g_malloc (HEADER_ROOM);
  ChiosaRecovery *found = NULL;
  struct stat info;
  ssize_t n;
  int fd = chiosa_safe_file_open (path, FALSE, &info, NULL);

  if (fd < 0)
    return NULL;

  do
    n = read (fd, room, HEADER_ROOM);
  while (n < 0 && errno == EINTR);

  if (n > 0 && chiosa_journal_header_read (&header, room, n) && is_abandoned (fd, path, &header))
    found = recovery_new (path, &header, &info);
  close (fd);
  return found;
}

/* What was discarded a week ago, and what a crash left half made. */
static void
prune (const char *path)
{
  GStatBuf info;

  if (g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_mtime + KEPT_SECONDS < time (NULL))
    g_unlink (path);
}

/* What a process that was killed left half made of records of saves. */
static void
prune_saves (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "chiosa", "saves", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, TEMPORARY))
        prune (path);
    }
}

/* Newest first; of the same time by name. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const ChiosaRecovery *x = *(const ChiosaRecovery * const *) a;
  const ChiosaRecovery *y = *(const ChiosaRecovery * const *) b;
  int by_time = g_date_time_compare (y->when, x->when);

  return by_time != 0 ? by_time : strcmp (x->journal_path, y->journal_path);
}

/**
 * chiosa_recovery_list:
 *
 * What processes that are dead have not saved. Living ones keep theirs, in whatever window or instance. Any thread.
 *
 * Returns: (transfer full) (element-type ChiosaRecovery): newest first
 */
GPtrArray *
chiosa_recovery_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_recovery_free);
  g_autofree char *folder = chiosa_state_folder ("journal", NULL);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      ChiosaRecovery *found = g_str_has_suffix (name, CHIOSA_JOURNAL_SUFFIX) ? look_at (path) : NULL;

      if (found != NULL)
        g_ptr_array_add (list, found);
      else if (g_str_has_suffix (name, DISCARDED) || g_str_has_suffix (name, TEMPORARY))
        prune (path);
    }

  prune_saves ();
  g_ptr_array_sort (list, compare);
  return list;
}

/**
 * chiosa_recovery_free:
 * @self: (nullable) (transfer full): a journal that was found
 */
void
chiosa_recovery_free (ChiosaRecovery *self)
{
  if (self == NULL)
    return;

  g_free (self->journal_path);
  g_free (self->path);
  g_free (self->annotator);
  g_date_time_unref (self->when);
  g_free (self);
}

/**
 * chiosa_recovery_read:
 * @self: a journal that was found
 * @recovered: (out): the document at the last good record, with its text
 * @saved: (out) (optional) (nullable): what was on the disk when the journal began
 * @error: as chiosa_safe_file_read() and chiosa_journal_replay()
 *
 * Blocking, any thread. Nothing is changed.
 *
 * Returns: whether there is something
 */
gboolean
chiosa_recovery_read (const ChiosaRecovery  *self,
                      ChiosaSnapshot       **recovered,
                      ChiosaSnapshot       **saved,
                      GError               **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (self->journal_path, MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, error);
  g_autofree char *shown = NULL;

  if (bytes == NULL)
    return FALSE;
  if (chiosa_journal_replay (bytes, recovered, saved, error))
    return TRUE;

  shown = g_filename_display_name (self->journal_path);
  g_prefix_error (error, "“%s”: ", shown);
  return FALSE;
}

/**
 * chiosa_recovery_discard:
 * @self: a journal that was found
 * @error: it cannot be renamed
 *
 * It is not found again. The file stays for a week, as NAME.old.
 *
 * Returns: whether it was done; %TRUE when it is gone already
 */
gboolean
chiosa_recovery_discard (const ChiosaRecovery  *self,
                         GError               **error)
{
  g_autofree char *aside = g_strconcat (self->journal_path, DISCARDED, NULL);

  /* The week begins now. */
  utimensat (AT_FDCWD, self->journal_path, NULL, 0);
  if (g_rename (self->journal_path, aside) == 0 || errno == ENOENT)
    return TRUE;

  return chiosa_safe_file_fail (error, errno, self->journal_path, _("“%s” could not be put aside: %s."));
}
