/* chiosa-cli-sidecars.h
 *
 * Which sidecars there are and which article each stands beside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CHIOSA_SIDECAR_SUFFIX ".chiosa.json"

gboolean   chiosa_cli_is_sidecar     (const char *path);
/* The article's path, or NULL when it is not there. @annotator: (out) (transfer full) (nullable). */
char      *chiosa_cli_sidecar_article (const char *sidecar_path, char **annotator);
/* (transfer full) (element-type utf8): all sidecars of one article, by name. */
GPtrArray *chiosa_cli_sidecars_of    (const char *article_path);
/* (transfer full) (element-type utf8): sidecars and project files in @folder and below, by path. */
GPtrArray *chiosa_cli_sidecars_below (const char *folder, GError **error);

G_END_DECLS
