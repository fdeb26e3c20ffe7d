/* chiosa-find.h
 *
 * Where some words stand in a text, whatever their case.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-span.h"

G_BEGIN_DECLS

GArray  *chiosa_find_all  (const char *text, const char *needle, guint max);
gboolean chiosa_find_near (const GArray *matches, gsize offset, gboolean forward, guint *index);

G_END_DECLS
