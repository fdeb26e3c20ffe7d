/* chiosa-samples.h
 *
 * The sample articles, as a copy that the user may change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void  chiosa_samples_copy_async  (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *chiosa_samples_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
