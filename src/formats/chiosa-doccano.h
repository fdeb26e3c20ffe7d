/* chiosa-doccano.h
 *
 * Reading the JSON Lines of doccano, for chiosa-doccano.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"

G_BEGIN_DECLS

guint    chiosa_doccano_guess (const char *name, const char *head, gsize n_bytes);
gboolean chiosa_doccano_read  (ChiosaReader *reader, GError **error);

G_END_DECLS
