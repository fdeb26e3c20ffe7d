/* chiosa-safe-stream.c
 *
 * A file written piece by piece: under another name until it is whole and on the disk, hashed on the way where that is wanted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-safe-stream.h"

#include "chiosa-safe-file-private.h"
#include "chiosa-temporary.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

#define BUFFER ((gsize) 256 << 10)

struct _ChiosaSafeStream
{
  char            *path;       /* as the caller names it: for messages */
  char            *target;     /* behind links */
  char            *folder;
  ChiosaTemporary  temporary;
  GString         *buffer;
  GChecksum       *checksum;   /* NULL: not wanted */
  guint64          size;
};

static gboolean
fail (ChiosaSafeStream  *self,
      int                code,
      GError           **error)
{
  return chiosa_safe_file_fail (error, code, self->path, _("“%s” could not be written: %s. Nothing was changed there."));
}

/* A new file gets the mode that the user's mask gives; one that replaces another its mode. */
static gboolean
open_target (ChiosaSafeStream  *self,
             GError           **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  struct stat info;
  gboolean exists = stat (self->path, &info) == 0;
  char *real = exists ? realpath (self->path, NULL) : NULL;

  self->target = g_strdup (real != NULL ? real : self->path);
  self->folder = g_path_get_dirname (self->target);
  free (real);

  if (exists && !S_ISREG (info.st_mode))
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR,
                   _("“%s” is a folder or a device and cannot be written as a file."), shown);
      return FALSE;
    }

  return chiosa_temporary_create (&self->temporary, self->folder, exists ? info.st_mode & 07777 : 0666) || fail (self, errno, error);
}

/**
 * chiosa_safe_stream_open:
 * @path: of the file, which need not exist; its folder must
 * @error: return location
 *
 * Returns: (transfer full): a stream; or %NULL
 */
ChiosaSafeStream *
chiosa_safe_stream_open (const char  *path,
                         GError     **error)
{
  g_autoptr (ChiosaSafeStream) self = g_new0 (ChiosaSafeStream, 1);

  self->path = g_strdup (path);
  self->temporary = (ChiosaTemporary) { NULL, -1 };
  self->buffer = g_string_sized_new (BUFFER);

  return open_target (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * chiosa_safe_stream_hash:
 * @self: a stream that nothing has been written to
 *
 * Has the content hashed on its way.
 */
void
chiosa_safe_stream_hash (ChiosaSafeStream *self)
{
  g_return_if_fail (self->size == 0 && self->buffer->len == 0);

  if (self->checksum == NULL)
    self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

/**
 * chiosa_safe_stream_free:
 * @self: (nullable) (transfer full): a stream
 */
void
chiosa_safe_stream_free (ChiosaSafeStream *self)
{
  if (self == NULL)
    return;

  chiosa_temporary_clear (&self->temporary);
  g_string_free (self->buffer, TRUE);
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self->path);
  g_free (self->target);
  g_free (self->folder);
  g_free (self);
}

static gboolean
flush (ChiosaSafeStream  *self,
       GError           **error)
{
  gsize n_bytes = self->buffer->len;

  if (n_bytes == 0)
    return TRUE;

  if (self->checksum != NULL)
    g_checksum_update (self->checksum, (const guchar *) self->buffer->str, n_bytes);
  self->size += n_bytes;
  if (!chiosa_safe_file_write_all (self->temporary.fd, (const guint8 *) self->buffer->str, n_bytes))
    return fail (self, errno, error);
  g_string_truncate (self->buffer, 0);

  return TRUE;
}

/**
 * chiosa_safe_stream_write:
 * @self: a stream
 * @data: (array length=n_bytes): what comes next
 * @n_bytes: how much
 * @error: return location
 *
 * Returns: %FALSE when it cannot be written
 */
gboolean
chiosa_safe_stream_write (ChiosaSafeStream  *self,
                          const char        *data,
                          gsize              n_bytes,
                          GError           **error)
{
  g_string_append_len (self->buffer, data, n_bytes);

  return self->buffer->len < BUFFER || flush (self, error);
}

/**
 * chiosa_safe_stream_commit:
 * @self: a stream
 * @error: return location
 *
 * Puts everything on the disk and gives the file its name.
 *
 * Returns: %FALSE when what was there before is still there
 */
gboolean
chiosa_safe_stream_commit (ChiosaSafeStream  *self,
                           GError           **error)
{
  if (!flush (self, error))
    return FALSE;
  if (!chiosa_temporary_finish (&self->temporary) || !chiosa_temporary_move (&self->temporary, self->target, 0))
    return fail (self, errno, error);

  return chiosa_temporary_sync_folder (self->folder)
         || chiosa_safe_file_fail (error, errno, self->path,
                                   _("“%s” was written, but the disk did not confirm it: %s. Save again to be sure."));
}

/**
 * chiosa_safe_stream_get_sha256:
 * @self: a committed stream
 *
 * Returns: (transfer none) (nullable): of its content, in hex; %NULL unless it was wanted
 */
const char *
chiosa_safe_stream_get_sha256 (ChiosaSafeStream *self)
{
  return self->checksum != NULL ? g_checksum_get_string (self->checksum) : NULL;
}

/**
 * chiosa_safe_stream_get_size:
 * @self: a committed stream
 *
 * Returns: its size in bytes
 */
guint64
chiosa_safe_stream_get_size (ChiosaSafeStream *self)
{
  return self->size;
}
