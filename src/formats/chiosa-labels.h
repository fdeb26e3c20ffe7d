/* chiosa-labels.h
 *
 * A type and a label as one name, for formats that have only one: and back. "PERSON" where no other type has such a label,
 * "entity-PERSON" where one has, "entity" where there is no label.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

/* What names that no tag set knows become: annotations of this type, with the name as their label. */
#define CHIOSA_LABELS_UNKNOWN_TYPE "span"

/* (transfer full) */
char     *chiosa_labels_join   (ChiosaTagset *tagset, const char *type, const char *label);
/* @tagset may be NULL. Always gives a type and a label (label may be ""), interned. FALSE when the tag set does not know the name. */
gboolean  chiosa_labels_split  (ChiosaTagset *tagset, const char *name, const char **type, const char **label);

/* @name with only [A-Za-z0-9_-] in it, at most 64, never empty: what ids and many formats allow. Other characters become '_'.
 * (transfer full) */
char     *chiosa_labels_to_id  (const char *name);

G_END_DECLS
