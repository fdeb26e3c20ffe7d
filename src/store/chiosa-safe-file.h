/* chiosa-safe-file.h
 *
 * Reading and replacing files so that there is always the old or the new content, never neither.
 * reference: "Recommended save" — temporary file in the same folder, mode and owner kept, fsync, rename, fsync of the folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

/* What a file was when it was read or written: to see whether somebody else wrote it since. */
typedef struct
{
  gboolean  exists;
  guint64   device, inode, size;
  gint64    mtime_ns, ctime_ns;
  char      sha256[65];
  char      lost[64];       /* an extended attribute that the file had before it was replaced, and could not keep; "": none */
} ChiosaBaseline;

typedef enum
{
  CHIOSA_SAFE_FILE_NONE          = 0,
  CHIOSA_SAFE_FILE_FOLLOW_LINKS  = 1 << 0,  /* write the target of a symbolic link, keep the link (articles) */
  CHIOSA_SAFE_FILE_KEEP_PREVIOUS = 1 << 1,  /* the file before becomes NAME~ (sidecars) */
  CHIOSA_SAFE_FILE_ALLOW_EMPTY   = 1 << 2,
} ChiosaSafeFileFlags;

/* Regular files only, @max_bytes at most; refuses FIFOs and devices without blocking. Fills @baseline (may be NULL).
 * G_IO_ERROR for what the system says, CHIOSA_STORE_ERROR for the rest; messages name the file. */
GBytes   *chiosa_safe_file_read    (const char *path, gsize max_bytes, ChiosaSafeFileFlags flags,
                                    ChiosaBaseline *baseline, GError **error);
/* Replaces the file. @expected: fail with CHANGED unless the file is still that (by hash); NULL: do not look.
 * @result (may be NULL) becomes the new baseline. Blocking: call from a thread. */
gboolean  chiosa_safe_file_replace (const char *path, GBytes *content, ChiosaSafeFileFlags flags,
                                    const ChiosaBaseline *expected, ChiosaBaseline *result, GError **error);
/* @result is set whenever the file was replaced, also when the disk did not confirm it afterwards. */
/* TRUE if the file is not what @baseline says; cheap when stat() agrees. */
gboolean  chiosa_safe_file_has_changed (const char *path, const ChiosaBaseline *baseline);

G_END_DECLS
