/* chiosa-location.h
 *
 * Where something is written to: proposing a place, and showing it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Paths, (transfer full). Blocking, but no longer than asking whether a file is there. */
char     *chiosa_location_propose         (const char *folder, const char *name, const char *suffix);
/* Where the user went last (the setting @key), else the folder for documents. */
char     *chiosa_location_get_last        (GSettings *settings, const char *key);
void      chiosa_location_set_last        (GSettings *settings, const char *key, const char *folder);
/* "~/Documents/corpus": for people. */
char     *chiosa_location_describe        (const char *path);
gboolean  chiosa_location_is_empty_folder (const char *path);

G_END_DECLS
