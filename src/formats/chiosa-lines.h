/* chiosa-lines.h
 *
 * The lines of a file one after the other, checked: UTF-8, no NUL, no line longer than may be. Memory is that of one line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

#define CHIOSA_LINES_MAX_BYTES ((gsize) 64 << 20)

typedef struct _ChiosaLines ChiosaLines;

/* "-" is standard input. Regular files and pipes. */
ChiosaLines *chiosa_lines_open       (const char *path, GError **error);
ChiosaLines *chiosa_lines_new_bytes  (GBytes *bytes, const char *name);
void         chiosa_lines_free       (ChiosaLines *self);

/* The next line without LF or CRLF (a byte-order mark at the start is dropped), NUL-terminated, valid until the next call.
 * NULL at the end (@error not set) or for a file that cannot be read on. A line that is no UTF-8, has a NUL in it or is too long
 * is an error that names file and line, after which the next call goes on with the line behind it: see chiosa_lines_may_go_on(). */
const char  *chiosa_lines_next       (ChiosaLines *self, gsize *n_bytes, GError **error);
gboolean     chiosa_lines_may_go_on  (ChiosaLines *self);
/* Of the line that was read last, from 1. */
guint        chiosa_lines_get_number (ChiosaLines *self);
/* As shown in messages. */
const char  *chiosa_lines_get_name   (ChiosaLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLines, chiosa_lines_free)

G_END_DECLS
