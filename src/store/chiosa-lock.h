/* chiosa-lock.h
 *
 * Who has an article open: a small file beside its sidecar, ".~lock.NAME#", as LibreOffice makes it. Advisory: it tells,
 * it prevents nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

/* As somebody's file says: short, one line each, without controls; still plain text, never markup. Empty: it does not say. */
typedef struct
{
  char   *user;
  char   *host;
  char   *since;    /* ISO 8601; otherwise as it stands */
  gint64  pid;      /* 0: unknown */
} ChiosaLockHolder;

typedef struct _ChiosaLock ChiosaLock;

/**
 * chiosa_lock_take:
 * @path: of the sidecar
 * @holder: (out) (transfer full) (nullable): who has it
 * @error: return location: it cannot be locked (a folder that may not be written): go on without
 *
 * A lock of this host whose process is gone is taken over silently.
 *
 * Returns: (transfer full) (nullable): the lock; %NULL with @holder set: somebody has it; %NULL with @error set: see there
 */
ChiosaLock *chiosa_lock_take        (const char *path, ChiosaLockHolder **holder, GError **error);
/* Takes it whoever has it. */
ChiosaLock *chiosa_lock_seize       (const char *path, GError **error);
/* Who has it, if anybody who lives. (transfer full) (nullable) */
ChiosaLockHolder *chiosa_lock_peek  (const char *path);
/* Whether it is still ours: somebody may have seized it. */
gboolean    chiosa_lock_is_ours     (ChiosaLock *self);
/* Releases: the file is removed if it is ours. */
void        chiosa_lock_free        (ChiosaLock *self);
void        chiosa_lock_holder_free (ChiosaLockHolder *self);
/* ".~lock.NAME#" beside @path. (transfer full) */
char       *chiosa_lock_path        (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLock, chiosa_lock_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLockHolder, chiosa_lock_holder_free)

G_END_DECLS
