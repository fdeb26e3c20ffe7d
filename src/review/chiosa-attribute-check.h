/* chiosa-attribute-check.h
 *
 * Whether a value fits the kind that the tag set gives an attribute.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

gboolean    chiosa_attribute_value_fits    (const ChiosaAttributeType *attribute, const char *value);
const char *chiosa_attribute_value_default (const ChiosaAttributeType *attribute);
gboolean    chiosa_number_is_valid         (const char *text);
gboolean    chiosa_date_is_valid           (const char *text);

G_END_DECLS
