/* chiosa-tagset-file.h
 *
 * Tag sets as JSON files (data/schemas/tagset.schema.json), the built-in one among them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

ChiosaTagset *chiosa_tagset_parse      (GBytes *bytes, const char *name, GError **error);
ChiosaTagset *chiosa_tagset_load       (const char *path, GError **error);
/* The file that gives @tagset when it is read. (transfer full) */
GBytes       *chiosa_tagset_write      (ChiosaTagset *tagset);
/* "claims and sources", from the resources of this room; names translated. (transfer full) */
ChiosaTagset *chiosa_tagset_builtin    (void);
ChiosaTagset *chiosa_tagset_builtin_as_data (void);

G_END_DECLS
