/* chiosa-safe-stream.h
 *
 * A file that is written piece by piece and gets its name when it is whole: for what is too large to be held in memory.
 * What is in memory goes through chiosa-safe-file.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

typedef struct _ChiosaSafeStream ChiosaSafeStream;

/* @path: replaced on commit if it is a regular file (links are followed), else refused. */
ChiosaSafeStream *chiosa_safe_stream_open       (const char *path, GError **error);
/* Its SHA-256 is wanted: before anything is written. */
void              chiosa_safe_stream_hash       (ChiosaSafeStream *self);
/* Removes what was written, unless it was committed. */
void              chiosa_safe_stream_free       (ChiosaSafeStream *self);
gboolean          chiosa_safe_stream_write      (ChiosaSafeStream *self, const char *data, gsize n_bytes, GError **error);
gboolean          chiosa_safe_stream_commit     (ChiosaSafeStream *self, GError **error);
/* Of what was committed. The hash is NULL unless it was wanted. */
const char       *chiosa_safe_stream_get_sha256 (ChiosaSafeStream *self);
guint64           chiosa_safe_stream_get_size   (ChiosaSafeStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSafeStream, chiosa_safe_stream_free)

G_END_DECLS
