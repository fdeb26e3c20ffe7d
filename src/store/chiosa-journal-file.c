/* chiosa-journal-file.c
 *
 * A journal on the disk. The lock is flock()'s: it goes with the process, however that ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-journal-file.h"
#include "chiosa-safe-file-private.h"
#include "chiosa-state-folder.h"
#include "chiosa-temporary.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static gboolean
fail (GError    **error,
      int         code,
      const char *path)
{
  return chiosa_safe_file_fail (error, code, path,
                                _("Unsaved changes cannot be kept against a crash: “%s” could not be written: %s. Save often until this is mended."));
}

gboolean
chiosa_journal_file_lock (int fd)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);

  return result == 0;
}

void
chiosa_journal_file_init (ChiosaJournalFile *self)
{
  *self = (ChiosaJournalFile) { .fd = -1 };
}

void
chiosa_journal_file_clear (ChiosaJournalFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  chiosa_journal_file_init (self);
}

static char *
make_path (GError **error)
{
  g_autofree char *folder = chiosa_state_folder ("journal", error);
  g_autofree char *name = g_strdup_printf ("%d-%08x" CHIOSA_JOURNAL_SUFFIX, (int) getpid (), g_random_int ());

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* Locked before it has its name, so that nobody ever finds it without a master. Where nothing can be locked, it goes without. */
static gboolean
write_new (ChiosaTemporary *temporary,
           GByteArray      *content,
           const char      *folder)
{
  if (!chiosa_temporary_create (temporary, folder, 0600)
      || !chiosa_safe_file_write_all (temporary->fd, content->data, content->len)
      || chiosa_temporary_sync (temporary->fd) != 0)
    return FALSE;

  chiosa_journal_file_lock (temporary->fd);
  return TRUE;
}

gboolean
chiosa_journal_file_start (ChiosaJournalFile          *self,
                           const ChiosaJournalHeader  *header,
                           ChiosaJournalKind           kind,
                           GByteArray                 *state,
                           GByteArray                 *change,
                           GError                    **error)
{
  g_auto (ChiosaTemporary) temporary = { NULL, -1 };
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autofree char *folder = NULL;
  guint8 chain[CHIOSA_JOURNAL_CHAIN];

  if (self->path == NULL && (self->path = make_path (error)) == NULL)
    return FALSE;

  chiosa_journal_record_begin (content, chain);
  chiosa_journal_header_pack (header, packed);
  chiosa_journal_record_add (content, chain, CHIOSA_JOURNAL_KIND_HEADER, packed);
  chiosa_journal_record_add (content, chain, kind, state);
  if (change != NULL)
    chiosa_journal_record_add (content, chain, CHIOSA_JOURNAL_KIND_CHANGE, change);

  folder = g_path_get_dirname (self->path);
  if (!write_new (&temporary, content, folder) || !chiosa_temporary_move (&temporary, self->path, 0))
    return fail (error, errno, self->path);

  /* From here on the new file is the journal. */
  if (self->fd >= 0)
    close (self->fd);
  self->fd = temporary.fd;
  temporary.fd = -1;
  self->length = self->first_length = content->len;
  memcpy (self->chain, chain, sizeof chain);
  self->n_records = 0;

  return chiosa_temporary_sync_folder (folder) || fail (error, errno, self->path);
}

/* What is there stays good: a record that was not written as a whole is cut off, here or by whoever reads it. After a failure nothing is
 * tried on the same descriptor again, for the system may have forgotten what it could not write. */
gboolean
chiosa_journal_file_append (ChiosaJournalFile  *self,
                            GByteArray         *change,
                            GError            **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 chain[CHIOSA_JOURNAL_CHAIN];
  int code;

  memcpy (chain, self->chain, sizeof chain);
  chiosa_journal_record_add (content, chain, CHIOSA_JOURNAL_KIND_CHANGE, change);
  if (chiosa_safe_file_write_all (self->fd, content->data, content->len) && chiosa_temporary_sync_data (self->fd) == 0)
    {
      self->length += content->len;
      self->n_records++;
      memcpy (self->chain, chain, sizeof chain);
      return TRUE;
    }

  code = errno;
  return fail (error, code, self->path);
}

void
chiosa_journal_file_remove (ChiosaJournalFile *self)
{
  if (self->fd < 0)
    return;

  unlink (self->path);
  close (self->fd);
  self->fd = -1;
}
