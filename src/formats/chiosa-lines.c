/* chiosa-lines.c
 *
 * A file line by line, from a descriptor or from memory, in one buffer that grows with the longest line.
 * What the lines mean is the formats' business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-lines.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK ((gsize) 64 << 10)

struct _ChiosaLines
{
  char     *name;
  int       fd;          /* -1: from @bytes */
  gboolean  owned;       /* whether to close @fd */
  GBytes   *bytes;
  gsize     n_taken;     /* of @bytes */
  char     *buffer;      /* [begin, end) is read and not yet given */
  gsize     capacity;
  gsize     begin;
  gsize     end;
  guint     number;
  gboolean  started;     /* the byte-order mark is behind us */
  gboolean  at_end;      /* nothing more to read */
  gboolean  skipping;    /* the rest of a line that is too long */
  gboolean  broken;      /* cannot go on */
};

static ChiosaLines *
lines_new (const char *name)
{
  ChiosaLines *self = g_new0 (ChiosaLines, 1);

  self->name = g_filename_display_name (name);
  self->fd = -1;
  self->capacity = BLOCK;
  self->buffer = g_malloc (self->capacity);

  return self;
}

/* @format: a translated sentence with two %s, the file and the reason. */
static void
fail_errno (int          code,
            const char  *format,
            const char  *shown,
            GError     **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), format, shown, g_strerror (code));
}

static gboolean
check_kind (mode_t       mode,
            const char  *shown,
            GError     **error)
{
  if (S_ISREG (mode) || S_ISFIFO (mode))
    return TRUE;

  if (S_ISDIR (mode))
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR, _("“%s” is a folder, not a file."), shown);
  else
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR,
                 _("“%s” is neither a file nor a pipe."), shown);

  return FALSE;
}

/* A device may do something when it is opened, so it is looked at before. A named pipe waits for its writer. */
static int
open_path (const char  *path,
           const char  *shown,
           GError     **error)
{
  struct stat status;
  int fd = -1;

  if (stat (path, &status) == 0)
    {
      if (!check_kind (status.st_mode, shown, error))
        return -1;

      do
        fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
      while (fd < 0 && errno == EINTR);
    }

  if (fd < 0)
    fail_errno (errno, _("“%s” could not be opened: %s."), shown, error);

  return fd;
}

/* Standard input may also be a terminal or a socket. */
static gboolean
check_input (const char  *shown,
             GError     **error)
{
  struct stat status;

  if (fstat (STDIN_FILENO, &status) != 0)
    {
      fail_errno (errno, _("“%s” could not be opened: %s."), shown, error);
      return FALSE;
    }

  return S_ISCHR (status.st_mode) || S_ISSOCK (status.st_mode) || check_kind (status.st_mode, shown, error);
}

/* Into @to, no more than @n bytes. 0 at the end, -1 with errno. */
static gssize
take (ChiosaLines *self,
      char        *to,
      gsize        n)
{
  gsize size;
  const char *data;
  gssize got;

  if (self->fd >= 0)
    {
      do
        got = read (self->fd, to, n);
      while (got < 0 && errno == EINTR);

      return got;
    }

  data = g_bytes_get_data (self->bytes, &size);
  n = MIN (n, size - self->n_taken);
  if (n > 0)
    memcpy (to, data + self->n_taken, n);
  self->n_taken += n;

  return n;
}

/* Reads one block behind what is there, for which room is made. One byte stays free for the NUL of a last line without an end. */
static gboolean
fill (ChiosaLines  *self,
      GError      **error)
{
  gssize got;

  if (self->begin > 0)
    {
      memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
      self->end -= self->begin;
      self->begin = 0;
    }

  if (self->capacity - self->end < BLOCK)
    {
      self->capacity = MIN (self->capacity * 2, CHIOSA_LINES_MAX_BYTES + 4 * BLOCK);
      self->buffer = g_realloc (self->buffer, self->capacity);
    }

  got = take (self, self->buffer + self->end, self->capacity - self->end - 1);
  if (got < 0)
    {
      fail_errno (errno, _("“%s” could not be read: %s."), self->name, error);
      self->broken = TRUE;
      return FALSE;
    }

  self->end += got;
  self->at_end = got == 0;

  return TRUE;
}

static gboolean
starts_with (const ChiosaLines *self,
             const char        *bytes,
             gsize              n)
{
  return self->end - self->begin >= n && memcmp (self->buffer + self->begin, bytes, n) == 0;
}

/* The first bytes: a mark of UTF-8 is dropped, one of UTF-16 refused. */
static gboolean
start (ChiosaLines  *self,
       GError      **error)
{
  self->started = TRUE;
  while (self->end < 3 && !self->at_end)
    if (!fill (self, error))
      return FALSE;

  if (starts_with (self, "\xFF\xFE", 2) || starts_with (self, "\xFE\xFF", 2))
    {
      self->broken = TRUE;
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
                   _("“%s” is UTF-16 text. Save it as UTF-8 and try again."), self->name);
      return FALSE;
    }

  if (starts_with (self, "\xEF\xBB\xBF", 3))
    self->begin += 3;

  return TRUE;
}

/* Goes behind the end of a line that was too long. */
static gboolean
skip (ChiosaLines  *self,
      GError      **error)
{
  while (self->skipping)
    {
      char *found = memchr (self->buffer + self->begin, '\n', self->end - self->begin);

      if (found != NULL)
        {
          self->begin = found + 1 - self->buffer;
          self->skipping = FALSE;
          break;
        }

      self->begin = self->end = 0;
      if (self->at_end)
        self->skipping = FALSE;
      else if (!fill (self, error))
        return FALSE;
    }

  return TRUE;
}

static void
fail_too_long (ChiosaLines  *self,
               GError      **error)
{
  g_autofree char *limit = g_format_size_full (CHIOSA_LINES_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_LIMIT,
               /* Translators: file name, line number, "64.0 MiB" */
               _("“%s”, line %u: the line is too long: up to %s can be read."), self->name, self->number, limit);
}

/* The next line with its end, @n bytes; NULL at the end or with @error. */
static char *
cut_line (ChiosaLines  *self,
          gsize        *n,
          GError      **error)
{
  gsize searched = 0;

  while (TRUE)
    {
      char *line = self->buffer + self->begin;
      gsize length = self->end - self->begin;
      char *found = memchr (line + searched, '\n', length - searched);

      if (found != NULL || (self->at_end && length > 0))
        {
          *n = found != NULL ? found + 1 - line : length;
          self->begin += *n;
          self->number++;
          return line;
        }

      if (self->at_end)
        return NULL;

      searched = length;
      if (searched > CHIOSA_LINES_MAX_BYTES + 1)
        {
          self->number++;
          self->skipping = TRUE;
          fail_too_long (self, error);
          return NULL;
        }

      if (!fill (self, error))
        return NULL;
    }
}

/* Takes LF or CR LF off. */
static gboolean
take_off_end (ChiosaLines  *self,
              char         *line,
              gsize        *n,
              GError      **error)
{
  if (line[*n - 1] == '\n')
    {
      (*n)--;
      if (*n > 0 && line[*n - 1] == '\r')
        (*n)--;
    }

  if (*n > CHIOSA_LINES_MAX_BYTES)
    {
      fail_too_long (self, error);
      return FALSE;
    }

  line[*n] = '\0';

  return TRUE;
}

/**
 * chiosa_lines_open:
 * @path: of a file or a pipe, or "-" for standard input
 *
 * Opening a named pipe waits for who writes into it. Folders, devices and sockets are refused (%CHIOSA_STORE_ERROR_NOT_REGULAR);
 * what cannot be opened is a %G_IO_ERROR.
 *
 * Returns: (transfer full): or %NULL with @error
 */
ChiosaLines *
chiosa_lines_open (const char  *path,
                   GError     **error)
{
  g_autoptr (ChiosaLines) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (strcmp (path, "-") == 0)
    {
      self = lines_new (_("standard input"));
      self->fd = STDIN_FILENO;

      return check_input (self->name, error) ? g_steal_pointer (&self) : NULL;
    }

  self = lines_new (path);
  self->fd = open_path (path, self->name, error);
  if (self->fd < 0)
    return NULL;
  self->owned = TRUE;

  return g_steal_pointer (&self);
}

/**
 * chiosa_lines_new_bytes:
 * @bytes: the content
 * @name: of the file, for messages
 *
 * Returns: (transfer full):
 */
ChiosaLines *
chiosa_lines_new_bytes (GBytes     *bytes,
                        const char *name)
{
  ChiosaLines *self;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  self = lines_new (name);
  self->bytes = g_bytes_ref (bytes);

  return self;
}

void
chiosa_lines_free (ChiosaLines *self)
{
  if (self == NULL)
    return;

  if (self->owned && self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->buffer);
  g_free (self->name);
  g_free (self);
}

/**
 * chiosa_lines_next:
 * @n_bytes: (out) (optional): length of the line
 *
 * The next line, without LF or CR LF; a CR elsewhere stays. A last line without an end is a line.
 * Errors name file and line: %CHIOSA_STORE_ERROR_INVALID for bytes that are no UTF-8 and for NUL, %CHIOSA_STORE_ERROR_LIMIT for a line
 * of more than %CHIOSA_LINES_MAX_BYTES, %G_IO_ERROR when reading fails.
 *
 * Returns: (nullable): the line, NUL-terminated, valid until the next call; %NULL at the end or with @error
 */
const char *
chiosa_lines_next (ChiosaLines  *self,
                   gsize        *n_bytes,
                   GError      **error)
{
  const char *bad;
  char *line;
  gsize n = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->broken || (!self->started && !start (self, error)) || !skip (self, error))
    return NULL;

  line = cut_line (self, &n, error);
  if (line == NULL || !take_off_end (self, line, &n, error))
    return NULL;

  if (!g_utf8_validate_len (line, n, &bad))
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
                   *bad == '\0' ? _("“%s”, line %u: byte %zu is NUL, which no text has.")
                                : _("“%s”, line %u: byte %zu is not UTF-8."),
                   self->name, self->number, (gsize) (bad - line) + 1);
      return NULL;
    }

  if (n_bytes != NULL)
    *n_bytes = n;

  return line;
}

/**
 * chiosa_lines_may_go_on:
 *
 * Returns: after an error, whether the lines behind the bad one can be read
 */
gboolean
chiosa_lines_may_go_on (ChiosaLines *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->broken;
}

/**
 * chiosa_lines_get_number:
 *
 * Returns: the number of the line that was read last, good or bad, from 1; 0 before the first
 */
guint
chiosa_lines_get_number (ChiosaLines *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

/**
 * chiosa_lines_get_name:
 *
 * Returns: the file's name as it stands in messages
 */
const char *
chiosa_lines_get_name (ChiosaLines *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}
