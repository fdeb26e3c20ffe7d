/* chiosa-save-record.c
 *
 * The record of one save of text and sidecar: old and new hashes, new contents. One file for each article and annotator; locked while the
 * saving process lives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-save-record.h"
#include "chiosa-journal-file.h"
#include "chiosa-journal-pack.h"
#include "chiosa-safe-file-private.h"
#include "chiosa-state-folder.h"
#include "chiosa-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "saves"
#define MAX_BYTES ((gsize) 256 << 20)
#define OLD_SECONDS 60

struct _ChiosaSaveRecord
{
  char *path;     /* of the record */
  int   fd;       /* holds the lock */
};

/* What a record says. Hashes are of bytes, in hex; "" where there was no file. */
typedef struct
{
  char   *old_text, *new_text;
  char   *old_sidecar, *new_sidecar;
  GBytes *text, *sidecar;             /* the new contents */
} Content;

static void
content_clear (Content *self)
{
  g_free (self->old_text);
  g_free (self->new_text);
  g_free (self->old_sidecar);
  g_free (self->new_sidecar);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->sidecar, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

/* --- Names and hashes ------------------------------------------------------------------------------------------- */

/* Whatever links lead to the folder: the same name for the same file. */
static char *
resolve (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  char *resolved = g_build_filename (real != NULL ? real : folder, name, NULL);

  free (real);
  return resolved;
}

static char *
record_name (const char *path,
             const char *sidecar_path)
{
  g_autofree char *text = resolve (path);
  g_autofree char *sidecar = resolve (sidecar_path);
  g_autofree char *both = g_strconcat (text, "\n", sidecar, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
}

/* Nothing is made: most articles have no record. */
static char *
record_path (const char *path,
             const char *sidecar_path)
{
  g_autofree char *name = record_name (path, sidecar_path);

  return g_build_filename (g_get_user_state_dir (), "chiosa", FOLDER, name, NULL);
}

/* %NULL where it cannot be read. */
static char *
hash_file (const char *path,
           gboolean    follow_links)
{
  struct stat info;
  char hash[65];
  gboolean done;
  int fd;

  if (lstat (path, &info) != 0)
    return errno == ENOENT ? g_strdup ("") : NULL;

  fd = chiosa_safe_file_open (path, follow_links, &info, NULL);
  if (fd < 0)
    return NULL;

  done = chiosa_safe_file_hash (fd, hash);
  close (fd);
  return done ? g_strdup (hash) : NULL;
}

/* --- Writing ---------------------------------------------------------------------------------------------------- */

static void
pack_bytes (GByteArray *out,
            GBytes     *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  chiosa_pack_number (out, length);
  g_byte_array_append (out, data, length);
}

static GByteArray *
pack (const Content *content)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  GByteArray *record = g_byte_array_new ();
  guint8 chain[CHIOSA_JOURNAL_CHAIN];

  chiosa_pack_string (packed, content->old_text);
  chiosa_pack_string (packed, content->new_text);
  chiosa_pack_string (packed, content->old_sidecar);
  chiosa_pack_string (packed, content->new_sidecar);
  pack_bytes (packed, content->text);
  pack_bytes (packed, content->sidecar);

  chiosa_journal_record_begin (record, chain);
  chiosa_journal_record_add (record, chain, CHIOSA_JOURNAL_KIND_SAVE, packed);
  return record;
}

/* The lock of the record at @path, which may be gone the next moment; -1 where there is none, or a living process has it. */
static int
open_locked (const char *path)
{
  struct stat opened, now;
  int fd = chiosa_safe_file_open (path, FALSE, &opened, NULL);

  if (fd < 0)
    return -1;
  if (chiosa_journal_file_lock (fd) && stat (path, &now) == 0 && opened.st_dev == now.st_dev && opened.st_ino == now.st_ino)
    return fd;

  close (fd);
  return -1;
}

static gboolean
is_held (const char *path)
{
  int fd = open_locked (path);

  if (fd >= 0)
    close (fd);
  return fd < 0 && access (path, F_OK) == 0;
}

static ChiosaSaveRecord *
write_record (const char *path,
              GByteArray *record)
{
  g_auto (ChiosaTemporary) temporary = { NULL, -1 };
  g_autofree char *folder = g_path_get_dirname (path);
  ChiosaSaveRecord *self;

  if (!chiosa_temporary_create (&temporary, folder, 0600)
      || !chiosa_safe_file_write_all (temporary.fd, record->data, record->len)
      || chiosa_temporary_sync (temporary.fd) != 0
      || !chiosa_journal_file_lock (temporary.fd)
      || !chiosa_temporary_move (&temporary, path, 0))
    return NULL;

  self = g_new0 (ChiosaSaveRecord, 1);
  self->path = g_strdup (path);
  self->fd = temporary.fd;
  temporary.fd = -1;
  chiosa_temporary_sync_folder (folder);
  return self;
}

ChiosaSaveRecord *
chiosa_save_record_begin (const char *path,
                          const char *sidecar_path,
                          GBytes     *text,
                          GBytes     *sidecar)
{
  g_autofree char *folder = chiosa_state_folder (FOLDER, NULL);
  g_autofree char *name = record_name (path, sidecar_path);
  g_autofree char *record = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_auto (Content) content = { 0 };
  g_autoptr (GByteArray) packed = NULL;

  /* Two processes save the same: one of them will find the files changed. */
  if (record == NULL || is_held (record))
    return NULL;

  content.old_text = hash_file (path, TRUE);
  content.old_sidecar = hash_file (sidecar_path, FALSE);
  if (content.old_text == NULL || content.old_sidecar == NULL)
    return NULL;

  content.new_text = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);
  content.new_sidecar = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sidecar);
  content.text = g_bytes_ref (text);
  content.sidecar = g_bytes_ref (sidecar);
  packed = pack (&content);
  return write_record (record, packed);
}

void
chiosa_save_record_end (ChiosaSaveRecord    *self,
                        ChiosaSaveRecordEnd  how)
{
  if (self == NULL)
    return;

  if (how == CHIOSA_SAVE_RECORD_DROP)
    unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

void
chiosa_save_record_forget (const char *path,
                           const char *sidecar_path)
{
  g_autofree char *record = record_path (path, sidecar_path);
  int fd = open_locked (record);

  if (fd < 0)
    return;

  unlink (record);
  close (fd);
}

/* --- Settling --------------------------------------------------------------------------------------------------- */

static GBytes *
unpack_bytes (ChiosaUnpack *unpack)
{
  guint64 length = chiosa_unpack_number (unpack);
  const guint8 *data = unpack->at;

  unpack->bad = unpack->bad || length > (guint64) (unpack->end - unpack->at);
  if (unpack->bad)
    return NULL;

  unpack->at += length;
  return g_bytes_new (data, length);
}

static gboolean
is_hash (const char *string,
         GBytes     *bytes)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return string != NULL && strcmp (string, hash) == 0;
}

/* %FALSE: it was never whole, so no file was touched. */
static gboolean
read_record (const char *path,
             Content    *content)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, NULL);
  g_autoptr (GByteArray) packed = NULL;
  ChiosaJournalReader reader;
  ChiosaJournalKind kind;
  ChiosaUnpack unpack;

  if (bytes == NULL || !chiosa_journal_reader_init (&reader, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    return FALSE;
  packed = chiosa_journal_reader_next (&reader, &kind);
  if (packed == NULL || kind != CHIOSA_JOURNAL_KIND_SAVE)
    return FALSE;

  unpack = (ChiosaUnpack) { packed->data, packed->data + packed->len, FALSE };
  content->old_text = chiosa_unpack_string (&unpack);
  content->new_text = chiosa_unpack_string (&unpack);
  content->old_sidecar = chiosa_unpack_string (&unpack);
  content->new_sidecar = chiosa_unpack_string (&unpack);
  content->text = unpack_bytes (&unpack);
  content->sidecar = unpack_bytes (&unpack);

  return !unpack.bad && content->old_text != NULL && content->old_sidecar != NULL
         && is_hash (content->new_text, content->text) && is_hash (content->new_sidecar, content->sidecar);
}

/* Whether the text is being written in place: the backup is what it was. */
static gboolean
is_torn (const Content *content,
         const char    *path)
{
  g_autofree char *backup = chiosa_safe_file_find_backup (path);
  g_autofree char *hash = backup != NULL ? hash_file (backup, FALSE) : NULL;

  return hash != NULL && strcmp (hash, content->old_text) == 0;
}

typedef enum { NOTHING_DONE, ALL_DONE, HALF_DONE, TORN, CHANGED_SINCE, UNREADABLE } Stage;

static Stage
find_stage (const Content *content,
            const char    *path,
            const char    *sidecar_path)
{
  g_autofree char *text = hash_file (path, TRUE);
  g_autofree char *sidecar = hash_file (sidecar_path, FALSE);

  if (text == NULL || sidecar == NULL)
    return UNREADABLE;
  if (strcmp (text, content->new_text) == 0 && strcmp (sidecar, content->new_sidecar) == 0)
    return ALL_DONE;
  if (strcmp (text, content->old_text) == 0 && strcmp (sidecar, content->old_sidecar) == 0)
    return NOTHING_DONE;
  if (strcmp (text, content->new_text) == 0 && strcmp (sidecar, content->old_sidecar) == 0)
    return HALF_DONE;
  if (strcmp (sidecar, content->old_sidecar) == 0 && is_torn (content, path))
    return TORN;

  return CHANGED_SINCE;
}

static gboolean
fail_finish (const GError  *error,
             char         **notice)
{
  *notice = g_strdup_printf (_("The last save was interrupted, and could not be finished now. %s"), error->message);
  return FALSE;
}

static gboolean
finish_sidecar (const Content  *content,
                const char     *sidecar_path,
                char          **notice)
{
  ChiosaBaseline expected = { .exists = *content->old_sidecar != '\0' };
  g_autoptr (GError) error = NULL;

  g_strlcpy (expected.sha256, content->old_sidecar, sizeof expected.sha256);
  return chiosa_safe_file_replace (sidecar_path, content->sidecar, CHIOSA_SAFE_FILE_KEEP_PREVIOUS, &expected, NULL, &error)
         || fail_finish (error, notice);
}

/* The old text is in the backup, which makes room for one of what is there; the new one is in the record until the end. */
static gboolean
finish_text (const Content  *content,
             const char     *path,
             char          **notice)
{
  g_autofree char *backup = chiosa_safe_file_find_backup (path);
  g_autoptr (GError) error = NULL;

  unlink (backup);
  return chiosa_safe_file_replace (path, content->text, CHIOSA_SAFE_FILE_FOLLOW_LINKS | CHIOSA_SAFE_FILE_ALLOW_EMPTY, NULL, NULL, &error)
         || fail_finish (error, notice);
}

/* A folder with what was to be saved, as article and sidecar that can be opened. */
static gboolean
put_aside (const Content *content,
           const char    *record,
           const char    *path,
           const char    *sidecar_path,
           char         **notice)
{
  g_autofree char *folder_name = g_strdup_printf (FOLDER "/%s-%08x", "interrupted", g_random_int ());
  g_autofree char *folder = chiosa_state_folder (folder_name, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *sidecar_name = g_path_get_basename (sidecar_path);
  g_autofree char *text = g_build_filename (folder != NULL ? folder : "", name, NULL);
  g_autofree char *sidecar = g_build_filename (folder != NULL ? folder : "", sidecar_name, NULL);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *shown_aside = g_filename_display_name (folder != NULL ? text : record);

  *notice = g_strdup_printf (_("“%s” was being saved when the program ended, and was changed by another program since. "
                               "Nothing was overwritten; what was to be saved is kept as “%s”."), shown, shown_aside);
  return folder != NULL
         && chiosa_safe_file_replace (text, content->text, CHIOSA_SAFE_FILE_ALLOW_EMPTY, NULL, NULL, NULL)
         && chiosa_safe_file_replace (sidecar, content->sidecar, CHIOSA_SAFE_FILE_NONE, NULL, NULL, NULL);
}

/* Whether the record has done its work. */
static gboolean
settle (const char  *record,
        const char  *path,
        const char  *sidecar_path,
        char       **notice)
{
  g_auto (Content) content = { 0 };

  if (!read_record (record, &content))
    return TRUE;

  switch (find_stage (&content, path, sidecar_path))
    {
    case HALF_DONE:
      return finish_sidecar (&content, sidecar_path, notice);
    case TORN:
      return finish_text (&content, path, notice) && finish_sidecar (&content, sidecar_path, notice);
    case CHANGED_SINCE:
      return put_aside (&content, record, path, sidecar_path, notice);
    case UNREADABLE:
      return FALSE;
    case NOTHING_DONE:
    case ALL_DONE:
    default:
      return TRUE;
    }
}

/* A backup that is younger may be that of a save under way. */
static gboolean
is_old (const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0 && info.st_mtim.tv_sec + OLD_SECONDS < g_get_real_time () / G_USEC_PER_SEC;
}

/* A text that was written in place, and for which there is no record. */
static void
look_for_backup (const char  *path,
                 char       **notice)
{
  g_autofree char *backup = chiosa_safe_file_find_backup (path);
  g_autofree char *hash = NULL, *hash_now = NULL, *shown = NULL, *shown_backup = NULL;

  if (backup == NULL || *notice != NULL)
    return;

  hash = hash_file (backup, FALSE);
  hash_now = hash_file (path, TRUE);
  if (hash != NULL && hash_now != NULL && strcmp (hash, hash_now) == 0)
    {
      if (is_old (backup))
        unlink (backup);
      return;
    }

  shown = g_filename_display_name (path);
  shown_backup = g_filename_display_name (backup);
  *notice = g_strdup_printf (_("A save of “%s” was interrupted, and it may be damaged. What it was before is in “%s”: "
                               "look at both, keep what you need, and remove the other."), shown, shown_backup);
}

/**
 * chiosa_save_record_settle:
 * @path: of an article that is about to be read
 * @sidecar_path: of its annotations
 * @notice: (out) (nullable) (transfer full): what a person should know, or %NULL
 *
 * Looks for the record of a save that its process did not live to finish. When only the text was written, the sidecar that belongs to it is
 * written now. When somebody changed either file since, nothing is overwritten, and what was to be saved is put where the notice says.
 * Blocking, any thread.
 */
void
chiosa_save_record_settle (const char  *path,
                           const char  *sidecar_path,
                           char       **notice)
{
  g_autofree char *record = record_path (path, sidecar_path);
  int fd = open_locked (record);

  *notice = NULL;
  if (fd < 0 && access (record, F_OK) == 0)
    return;   /* a save is under way */

  if (fd >= 0 && settle (record, path, sidecar_path, notice))
    unlink (record);
  if (fd >= 0)
    close (fd);
  look_for_backup (path, notice);
}
