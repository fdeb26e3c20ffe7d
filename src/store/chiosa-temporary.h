/* chiosa-temporary.h
 *
 * A new file that has not got its name yet: what safe files and streams are made of. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-leftovers.h"

#include <sys/types.h>

G_BEGIN_DECLS

/* All functions set errno. Starts as { NULL, -1 }; what was not moved is removed when it is cleared. */
typedef struct
{
  char       *path;
  int         fd;
  ChiosaHold *hold;     /* on its folder, as long as it has its hidden name */
} ChiosaTemporary;

gboolean chiosa_temporary_create      (ChiosaTemporary *self, const char *folder, mode_t mode);
/* On the disk, and closed. */
gboolean chiosa_temporary_finish      (ChiosaTemporary *self);
/* @how: 0, or RENAME_NOREPLACE. */
gboolean chiosa_temporary_move        (ChiosaTemporary *self, const char *target, unsigned int how);
void     chiosa_temporary_clear       (ChiosaTemporary *self);
/* For whoever holds the folder for many at once. */
void     chiosa_temporary_let_go      (ChiosaTemporary *self);
/* As the calls of these names, but an interruption is not to be seen. */
int      chiosa_temporary_open        (const char *path, int flags, mode_t mode);
int      chiosa_temporary_sync        (int fd);
int      chiosa_temporary_sync_data   (int fd);
int      chiosa_temporary_close       (int fd);
gboolean chiosa_temporary_sync_folder (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChiosaTemporary, chiosa_temporary_clear)

G_END_DECLS
