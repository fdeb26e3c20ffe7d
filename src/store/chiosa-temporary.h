/* chiosa-temporary.h
 *
 * A new file that has not got its name yet: what safe files and streams are made of. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* All functions set errno. Starts as { NULL, -1 }; what was not moved is removed when it is cleared. */
typedef struct
{
  char *path;
  int   fd;
} ChiosaTemporary;

gboolean chiosa_temporary_create      (ChiosaTemporary *self, const char *folder, mode_t mode);
/* On the disk, and closed. */
gboolean chiosa_temporary_finish      (ChiosaTemporary *self);
/* @how: 0, or RENAME_NOREPLACE. */
gboolean chiosa_temporary_move        (ChiosaTemporary *self, const char *target, unsigned int how);
void     chiosa_temporary_clear       (ChiosaTemporary *self);
gboolean chiosa_temporary_sync_folder (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChiosaTemporary, chiosa_temporary_clear)

G_END_DECLS
