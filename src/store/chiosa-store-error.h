/* chiosa-store-error.h
 *
 * What can go wrong with files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CHIOSA_STORE_ERROR (chiosa_store_error_quark ())
GQuark chiosa_store_error_quark (void);

typedef enum
{
  CHIOSA_STORE_ERROR_SYNTAX,        /* not JSON; the message names file and line */
  CHIOSA_STORE_ERROR_INVALID,       /* JSON, but not what we need; names file, line, member */
  CHIOSA_STORE_ERROR_LIMIT,         /* too large, too deep, too many */
  CHIOSA_STORE_ERROR_VERSION,       /* newer major version: open read-only */
  CHIOSA_STORE_ERROR_CHANGED,       /* the file is not what was read: somebody else wrote it */
  CHIOSA_STORE_ERROR_READ_ONLY,     /* the article was opened with bad bytes: saving would lose them */
  CHIOSA_STORE_ERROR_NOT_REGULAR,   /* a device, a FIFO, a folder, a link where none may be */
  CHIOSA_STORE_ERROR_EMPTY,         /* an empty text over a full file, not confirmed */
  CHIOSA_STORE_ERROR_CONFLICT_MARKERS, /* Git has merged a sidecar by lines: chiosa_merge_marked_sidecar() puts it right */
} ChiosaStoreError;

G_END_DECLS
