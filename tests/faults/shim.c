/* shim.c
 *
 * Preloaded into a program: lets calls that change files below one folder fail, or write less than they were asked to. Counts over
 * all of them together, which strace cannot.
 *
 *   CHIOSA_FAULT_FOLDER   below which calls count
 *   CHIOSA_FAULT_KIND     "dead": every change fails; "full": what needs room fails; "short": half is written
 *   CHIOSA_FAULT_NTH      the first that does
 *   CHIOSA_FAULT_LAST     the last that does; unset: for good
 *   CHIOSA_FAULT_ERROR    the error's number
 *   CHIOSA_FAULT_COUNT    file that gets the number of calls when the program ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
/* Both names of each call, as they are in the library. */
#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

typedef enum { CHANGES, NEEDS_ROOM, WRITES } Need;

static atomic_uint counter;

static unsigned int
number (const char   *name,
        unsigned int  otherwise)
{
  const char *value = getenv (name);

  return value != NULL ? (unsigned int) strtoul (value, NULL, 10) : otherwise;
}

static int
is_kind (const char *kind)
{
  const char *value = getenv ("CHIOSA_FAULT_KIND");

  return value != NULL && strcmp (value, kind) == 0;
}

static int
counts (const char *path)
{
  const char *folder = getenv ("CHIOSA_FAULT_FOLDER");

  return folder != NULL && path != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

static int
counts_fd (int fd)
{
  char name[64], path[4096];
  ssize_t n;

  snprintf (name, sizeof name, "/proc/self/fd/%d", fd);
  n = readlink (name, path, sizeof path - 1);
  path[n > 0 ? n : 0] = '\0';

  return counts (path);
}

/* Whether this call is one of those that go wrong; errno is set then. */
static int
strikes (Need need,
         int  is_ours)
{
  int meant = is_kind ("short") ? need == WRITES : is_kind ("full") ? need != CHANGES : 1;
  unsigned int n;

  if (!is_ours || !meant)
    return 0;

  n = atomic_fetch_add (&counter, 1) + 1;
  if (n < number ("CHIOSA_FAULT_NTH", ~0u) || n > number ("CHIOSA_FAULT_LAST", ~0u))
    return 0;

  errno = (int) number ("CHIOSA_FAULT_ERROR", EIO);
  return 1;
}

__attribute__ ((destructor)) static void
tell_count (void)
{
  const char *path = getenv ("CHIOSA_FAULT_COUNT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "%u\n", atomic_load (&counter));
  fclose (file);
}

/* What ends without destructors is counted too. */
void
_exit (int status)
{
  tell_count ();
  syscall (SYS_exit_group, status);
  __builtin_unreachable ();
}

static int
open_strikes (const char *path,
              int         flags)
{
  return (flags & (O_CREAT | O_TRUNC)) && strikes (NEEDS_ROOM, counts (path));
}

#define MODE(flags, last) \
  mode_t mode = 0; \
  if ((flags) & O_CREAT) \
    { \
      va_list args; \
      va_start (args, last); \
      mode = va_arg (args, mode_t); \
      va_end (args); \
    }

int
open (const char *path,
      int         flags,
      ...)
{
  MODE (flags, flags)

  return open_strikes (path, flags) ? -1 : REAL (open) (path, flags, mode);
}

int
open64 (const char *path,
        int         flags,
        ...)
{
  MODE (flags, flags)

  return open_strikes (path, flags) ? -1 : REAL (open64) (path, flags, mode);
}

/* Paths that are relative to another folder than that of the process are not ours: nobody uses them. */
int
openat (int         folder,
        const char *path,
        int         flags,
        ...)
{
  MODE (flags, flags)

  return open_strikes (path, flags) ? -1 : REAL (openat) (folder, path, flags, mode);
}

ssize_t
write (int         fd,
       const void *data,
       size_t      length)
{
  if (!strikes (WRITES, counts_fd (fd)))
    return REAL (write) (fd, data, length);

  return is_kind ("short") ? REAL (write) (fd, data, (length + 1) / 2) : -1;
}

ssize_t
pwrite (int         fd,
        const void *data,
        size_t      length,
        off_t       offset)
{
  if (!strikes (WRITES, counts_fd (fd)))
    return REAL (pwrite) (fd, data, length, offset);

  return is_kind ("short") ? REAL (pwrite) (fd, data, (length + 1) / 2, offset) : -1;
}

ssize_t
pwrite64 (int         fd,
          const void *data,
          size_t      length,
          off64_t     offset)
{
  if (!strikes (WRITES, counts_fd (fd)))
    return REAL (pwrite64) (fd, data, length, offset);

  return is_kind ("short") ? REAL (pwrite64) (fd, data, (length + 1) / 2, offset) : -1;
}

int
fsync (int fd)
{
  return strikes (NEEDS_ROOM, counts_fd (fd)) ? -1 : REAL (fsync) (fd);
}

int
fdatasync (int fd)
{
  return strikes (NEEDS_ROOM, counts_fd (fd)) ? -1 : REAL (fdatasync) (fd);
}

int
syncfs (int fd)
{
  return strikes (NEEDS_ROOM, counts_fd (fd)) ? -1 : REAL (syncfs) (fd);
}

int
ftruncate (int   fd,
           off_t length)
{
  return strikes (CHANGES, counts_fd (fd)) ? -1 : REAL (ftruncate) (fd, length);
}

int
ftruncate64 (int     fd,
             off64_t length)
{
  return strikes (CHANGES, counts_fd (fd)) ? -1 : REAL (ftruncate64) (fd, length);
}

int
posix_fallocate (int   fd,
                 off_t offset,
                 off_t length)
{
  return strikes (NEEDS_ROOM, counts_fd (fd)) ? errno : REAL (posix_fallocate) (fd, offset, length);
}

int
posix_fallocate64 (int     fd,
                   off64_t offset,
                   off64_t length)
{
  return strikes (NEEDS_ROOM, counts_fd (fd)) ? errno : REAL (posix_fallocate64) (fd, offset, length);
}

int
fchmod (int    fd,
        mode_t mode)
{
  return strikes (CHANGES, counts_fd (fd)) ? -1 : REAL (fchmod) (fd, mode);
}

int
link (const char *from,
      const char *to)
{
  return strikes (NEEDS_ROOM, counts (to)) ? -1 : REAL (link) (from, to);
}

int
mkdir (const char *path,
       mode_t      mode)
{
  return strikes (NEEDS_ROOM, counts (path)) ? -1 : REAL (mkdir) (path, mode);
}

int
rename (const char *from,
        const char *to)
{
  return strikes (NEEDS_ROOM, counts (to)) ? -1 : REAL (rename) (from, to);
}

int
renameat2 (int           from_folder,
           const char   *from,
           int           to_folder,
           const char   *to,
           unsigned int  flags)
{
  return strikes (NEEDS_ROOM, counts (to)) ? -1 : REAL (renameat2) (from_folder, from, to_folder, to, flags);
}

int
unlink (const char *path)
{
  return strikes (CHANGES, counts (path)) ? -1 : REAL (unlink) (path);
}

int
rmdir (const char *path)
{
  return strikes (CHANGES, counts (path)) ? -1 : REAL (rmdir) (path);
}

int
remove (const char *path)
{
  return strikes (CHANGES, counts (path)) ? -1 : REAL (remove) (path);
}
