/* chiosa-lock.c
 *
 * The lock file beside a sidecar. Its line is LibreOffice's, NAME,USER,HOST,SINCE,REST; with \ before what would end a
 * field (desktop/source/app and svl/lockfilecommon there); in REST stands which process it is, so that a lock whose
 * holder was killed is known. What others wrote is text from strangers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-config.h"
#include "chiosa-lock.h"

#include "chiosa-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_BYTES 4096
#define MAX_SHOWN 64        /* code points of a field */
/* An empty lock is being written, unless it is older than this: seconds. */
#define MAX_EMPTY_AGE 10

struct _ChiosaLock
{
  char *path;
  char *line;     /* what we wrote; a random word in it tells ours from all others */
};

enum { NAME, USER, HOST, SINCE, REST, N_FIELDS };

/* --- Processes -------------------------------------------------------------------------------------------------- */

/* Field 22 of /proc/PID/stat, clock ticks since the machine was started; the name before it may have anything in it. */
static guint64
start_time (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *content = NULL;
  g_auto (GStrv) fields = NULL;
  const char *behind;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    return 0;

  behind = strrchr (content, ')');
  fields = behind != NULL && behind[1] == ' ' ? g_strsplit (behind + 2, " ", 22) : NULL;
  return fields != NULL && g_strv_length (fields) > 19 ? g_ascii_strtoull (fields[19], NULL, 10) : 0;
}

/* Which run of the machine this is, and which processes can be seen: "boot:namespace". */
static char *
world (void)
{
  g_autofree char *boot = NULL;
  g_autofree char *space = g_file_read_link ("/proc/self/ns/pid", NULL);

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
    boot = g_strdup ("-");
  g_strstrip (boot);
  g_strdelimit (boot, ":", '-');
  if (space == NULL)
    space = g_strdup ("-");
  g_strdelimit (space, ":", '-');

  return g_strconcat (boot, ":", space, NULL);
}

/* --- The line --------------------------------------------------------------------------------------------------- */

static void
append_field (GString    *out,
              const char *field,
              char        end)
{
  for (; *field != '\0'; field++)
    {
      if (*field == ',' || *field == ';' || *field == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *field);
    }
  g_string_append_c (out, end);
}

static char *
make_line (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *here = world ();
  g_autofree char *rest = g_strdup_printf ("chiosa:%d:%" G_GUINT64_FORMAT ":%s:%08x%08x", (int) getpid (),
                                           start_time (getpid ()), here, g_random_int (), g_random_int ());
  const char *name = g_get_real_name ();
  GString *line = g_string_new (NULL);

  append_field (line, g_str_equal (name, "Unknown") ? "" : name, ',');
  append_field (line, g_get_user_name (), ',');
  append_field (line, g_get_host_name (), ',');
  append_field (line, since, ',');
  append_field (line, rest, ';');

  return g_string_free_and_steal (line);
}

/* Direction marks would turn the message around in which the name is shown. */
static gboolean
is_hidden (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT
         || c == 0x2028 || c == 0x2029 || g_unichar_type (c) == G_UNICODE_UNASSIGNED;
}

static char *
clean_field (const char *field)
{
  g_autofree char *valid = g_utf8_make_valid (field, -1);
  GString *clean = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0' && n < MAX_SHOWN; p = g_utf8_next_char (p))
    {
      if (is_hidden (g_utf8_get_char (p)))
        continue;
      g_string_append_unichar (clean, g_utf8_get_char (p));
      n++;
    }

  return g_strstrip (g_string_free_and_steal (clean));
}

/* The raw fields; those that are not there are empty. */
static void
split_line (const char  *line,
            GString    **fields)
{
  guint n = 0;

  for (guint i = 0; i < N_FIELDS; i++)
    fields[i] = g_string_new (NULL);

  for (; *line != '\0' && *line != ';' && n < N_FIELDS; line++)
    {
      if (*line == ',')
        n++;
      else
        {
          if (*line == '\\' && line[1] != '\0')
            line++;
          g_string_append_c (fields[n], *line);
        }
    }
}

/* @process: (out) (transfer full): the last field */
static ChiosaLockHolder *
parse_line (const char  *line,
            char       **process)
{
  ChiosaLockHolder *holder = g_new0 (ChiosaLockHolder, 1);
  GString *fields[N_FIELDS];

  split_line (line, fields);
  holder->user = clean_field (fields[NAME]->str);
  if (*holder->user == '\0')
    {
      g_free (holder->user);
      holder->user = clean_field (fields[USER]->str);
    }
  holder->host = clean_field (fields[HOST]->str);
  holder->since = clean_field (fields[SINCE]->str);
  *process = g_strdup (fields[REST]->str);
  if (g_str_has_prefix (*process, "chiosa:"))
    holder->pid = CLAMP (g_ascii_strtoll (*process + strlen ("chiosa:"), NULL, 10), 0, G_MAXINT32);

  for (guint i = 0; i < N_FIELDS; i++)
    g_string_free (fields[i], TRUE);
  return holder;
}

/* Only where that is certain: the process ran on this machine, in what we can see, and is gone. */
static gboolean
is_dead (const ChiosaLockHolder *holder,
         const char             *process)
{
  g_autofree char *here = world ();
  g_auto (GStrv) parts = g_strsplit (process, ":", 6);
  g_auto (GStrv) ours = g_strsplit (here, ":", 2);
  g_autofree char *host = clean_field (g_get_host_name ());

  if (holder->pid == 0 || g_strv_length (parts) < 6 || !g_str_equal (holder->host, host))
    return FALSE;
  if (!g_str_equal (parts[3], ours[0]))
    return TRUE;
  if (!g_str_equal (parts[4], ours[1]) || !g_file_test ("/proc/self/stat", G_FILE_TEST_EXISTS))
    return FALSE;

  return start_time (holder->pid) != g_ascii_strtoull (parts[2], NULL, 10);
}

/* --- Files ------------------------------------------------------------------------------------------------------ */

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written, so others do not see that the article is open here: %s"),
               shown, g_strerror (code));
  return FALSE;
}

/* The line in the file; NULL with @error, NOT_FOUND where there is none. */
static char *
read_line (const char  *path,
           GError     **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, error);
  gsize length;
  const char *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data != NULL ? data : "", length);
}

static gboolean
is_forgotten (const char *path,
              const char *line)
{
  GStatBuf info;

  return *line == '\0' && g_stat (path, &info) == 0
         && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > MAX_EMPTY_AGE;
}

/* NULL: nobody has it. @line: (out): what stands in the file then. */
static ChiosaLockHolder *
find_holder (const char  *path,
             char       **line,
             GError     **error)
{
  g_autoptr (ChiosaLockHolder) holder = NULL;
  g_autofree char *process = NULL;

  *line = read_line (path, error);
  if (*line == NULL)
    return NULL;

  holder = parse_line (*line, &process);
  return is_dead (holder, process) || is_forgotten (path, *line) ? NULL : g_steal_pointer (&holder);
}

/* errno is set when it fails; EEXIST where somebody was first. */
static gboolean
create (const char *path,
        const char *line)
{
  gsize length = strlen (line);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
  gssize written;
  int code;

  if (fd < 0)
    return FALSE;

  written = TEMP_FAILURE_RETRY (write (fd, line, length));
  code = written < 0 ? errno : ENOSPC;
  close (fd);
  if (written == (gssize) length)
    return TRUE;

  unlink (path);
  errno = code;
  return FALSE;
}

/* Takes a stale lock out of the way; back with it if it was another one meanwhile. */
static void
remove_stale (const char *path,
              const char *line)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (".chiosa-%08x.tmp", g_random_int ());
  g_autofree char *aside = g_build_filename (folder, name, NULL);
  g_autofree char *found = NULL;

  if (rename (path, aside) != 0)
    return;

  found = read_line (aside, NULL);
  if (g_strcmp0 (found, line) != 0 && renameat2 (AT_FDCWD, aside, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return;

  unlink (aside);
}

static ChiosaLock *
lock_new (char *path,
          char *line)
{
  ChiosaLock *self = g_new0 (ChiosaLock, 1);

  self->path = path;
  self->line = line;
  return self;
}

/* --- Public ----------------------------------------------------------------------------------------------------- */

/**
 * chiosa_lock_path:
 * @path: of a sidecar
 *
 * Returns: (transfer full): the path of its lock file
 */
char *
chiosa_lock_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strconcat (".~lock.", base, "#", NULL);

  return g_build_filename (folder, name, NULL);
}

/* Documented in the header. */
ChiosaLock *
chiosa_lock_take (const char        *path,
                  ChiosaLockHolder **holder,
                  GError           **error)
{
  g_autofree char *lock_path = chiosa_lock_path (path);
  g_autofree char *line = make_line ();

  *holder = NULL;
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) read_error = NULL;
      g_autofree char *found = NULL;

      if (create (lock_path, line))
        return lock_new (g_steal_pointer (&lock_path), g_steal_pointer (&line));
      if (errno != EEXIST)
        break;

      *holder = find_holder (lock_path, &found, &read_error);
      if (*holder != NULL)
        return NULL;
      if (found != NULL)
        remove_stale (lock_path, found);
      else if (!g_error_matches (read_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return NULL;
        }
      errno = EEXIST;
    }

  fail (lock_path, errno, error);
  return NULL;
}

/**
 * chiosa_lock_seize:
 * @path: of a sidecar
 * @error: return location: it cannot be written
 *
 * Puts our lock in the place of whatever is there. Whoever had it finds out by chiosa_lock_is_ours().
 *
 * Returns: (transfer full): the lock, or %NULL
 */
ChiosaLock *
chiosa_lock_seize (const char  *path,
                   GError     **error)
{
  g_autofree char *lock_path = chiosa_lock_path (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (".chiosa-%08x.tmp", g_random_int ());
  g_autofree char *temporary = g_build_filename (folder, name, NULL);
  g_autofree char *line = make_line ();

  if (!create (temporary, line))
    {
      fail (lock_path, errno, error);
      return NULL;
    }
  if (rename (temporary, lock_path) != 0)
    {
      fail (lock_path, errno, error);
      unlink (temporary);
      return NULL;
    }

  return lock_new (g_steal_pointer (&lock_path), g_steal_pointer (&line));
}

/**
 * chiosa_lock_peek:
 * @path: of a sidecar
 *
 * Returns: (transfer full) (nullable): who has it; %NULL where nobody has, or nobody who lives
 */
ChiosaLockHolder *
chiosa_lock_peek (const char *path)
{
  g_autofree char *lock_path = chiosa_lock_path (path);
  g_autofree char *line = NULL;

  return find_holder (lock_path, &line, NULL);
}

/**
 * chiosa_lock_is_ours:
 * @self: a lock
 *
 * Returns: whether nobody has seized it or removed the file since
 */
gboolean
chiosa_lock_is_ours (ChiosaLock *self)
{
  g_autofree char *line = read_line (self->path, NULL);

  return g_strcmp0 (line, self->line) == 0;
}

/**
 * chiosa_lock_free:
 * @self: (nullable) (transfer full): a lock
 *
 * Releases it. The file of somebody who has seized it stays.
 */
void
chiosa_lock_free (ChiosaLock *self)
{
  if (self == NULL)
    return;

  if (chiosa_lock_is_ours (self))
    unlink (self->path);
  g_free (self->path);
  g_free (self->line);
  g_free (self);
}

/**
 * chiosa_lock_holder_free:
 * @self: (nullable) (transfer full): a holder
 */
void
chiosa_lock_holder_free (ChiosaLockHolder *self)
{
  if (self == NULL)
    return;

  g_free (self->user);
  g_free (self->host);
  g_free (self->since);
  g_free (self);
}
