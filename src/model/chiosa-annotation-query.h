/* chiosa-annotation-query.h
 *
 * Annotations in reading order: by the start of their first fragment, then the longer first, then by id.
 * Private to the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation-table.h"

G_BEGIN_DECLS

/* (element-type ChiosaSlot) */
GArray    *chiosa_annotation_query_all      (const ChiosaAnnotationTable *table);
GArray    *chiosa_annotation_query_range    (const ChiosaAnnotationTable *table, gsize start, gsize end);
ChiosaSlot chiosa_annotation_query_next     (const ChiosaAnnotationTable *table, gsize offset, ChiosaSlot slot);
ChiosaSlot chiosa_annotation_query_previous (const ChiosaAnnotationTable *table, gsize offset, ChiosaSlot slot);

G_END_DECLS
