/* chiosa-tag-name.h
 *
 * The name of a type and label for people: "Claim · Fact".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

/* (transfer full): the type alone where @label is "" or NULL; ids for what the tag set does not know. */
char *chiosa_tag_name (ChiosaTagset *tagset, const char *type, const char *label);

G_END_DECLS
