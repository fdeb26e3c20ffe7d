/* chiosa-annotators.h
 *
 * Who has annotated: the names in the file names of the sidecars.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Beside the articles @paths and those in the folders @paths, in a thread. */
void   chiosa_annotators_list_async  (const char * const *paths, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The names in order; "" stands for annotations without a name. */
GStrv  chiosa_annotators_list_finish (GAsyncResult *result);

G_END_DECLS
