/* careless.c
 *
 * Three ways to replace a file that lose it when the power goes: they prove that the fault tests would see it.
 *
 *   careless truncate|no-sync|no-folder-sync PATH
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int
write_new (const char *path,
           int         flags,
           int         sync)
{
  char content[20000];
  int fd = open (path, O_WRONLY | O_CREAT | flags, 0666);
  int failed;

  if (fd < 0)
    return 1;
  memset (content, 'n', sizeof content);
  failed = write (fd, content, sizeof content) != sizeof content || (sync && fsync (fd) != 0);

  return close (fd) != 0 || failed;
}

static int
write_and_rename (const char *path,
                  int         sync)
{
  char name[4096];

  snprintf (name, sizeof name, "%s.new", path);

  return write_new (name, O_EXCL, sync) || rename (name, path) != 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 3)
    return 2;

  access ("/chiosa-test-marker", F_OK);
  if (strcmp (argv[1], "truncate") == 0)
    return write_new (argv[2], O_TRUNC, 1);

  return write_and_rename (argv[2], strcmp (argv[1], "no-folder-sync") == 0);
}
