/* chiosa-safe-file-private.h
 *
 * What reading and replacing files share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-safe-file.h"

#include <sys/stat.h>

G_BEGIN_DECLS

/* Sets a G_IO_ERROR from errno. @format: a translated sentence with two %s: the file and the reason. */
gboolean chiosa_safe_file_fail       (GError **error, int code, const char *path, const char *format);
/* A descriptor of a regular file for reading, or -1. */
int      chiosa_safe_file_open       (const char *path, gboolean follow_links, struct stat *info, GError **error);
gboolean chiosa_safe_file_hash       (int fd, char sha256[65]);
gboolean chiosa_safe_file_write_all  (int fd, const guint8 *data, gsize length);
/* Mode, owner, extended attributes with access lists. FALSE when the copy could not be made like the original. @lost: the name of an
 * attribute that only the system may give, and gave otherwise; untouched where there is none. */
gboolean chiosa_safe_file_copy_attributes (int from, int to, const struct stat *info, char lost[64]);
/* The backup that a file written in place had while that was under way, and has still when it did not come to its end: (transfer full)
 * its path, or NULL. */
char    *chiosa_safe_file_find_backup (const char *path);
void     chiosa_baseline_fill        (ChiosaBaseline *baseline, const struct stat *info);
gboolean chiosa_baseline_same_stat   (const ChiosaBaseline *baseline, const struct stat *info);

G_END_DECLS
