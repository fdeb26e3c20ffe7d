/* chiosa-list-folder.h
 *
 * What is in a folder: all of it, or an error. (GDir does not tell the end of a folder from a disk that cannot be read.)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (element-type filename): sorted by bytes, without "." and "..". NULL with G_IO_ERROR; the message names the folder. */
GPtrArray *chiosa_list_folder (const char *folder, GError **error);

G_END_DECLS
