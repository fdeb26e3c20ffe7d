/* chiosa-annotation-change-list.h
 *
 * The annotations that differ between two states of an article, to be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-annotation-changes.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_ANNOTATION_CHANGE_LIST (chiosa_annotation_change_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaAnnotationChangeList, chiosa_annotation_change_list, CHIOSA, ANNOTATION_CHANGE_LIST, AdwBin)

/* @changes: (nullable): copied as far as it is shown. */
void chiosa_annotation_change_list_show (ChiosaAnnotationChangeList *self, const ChiosaAnnotationChanges *changes);

G_END_DECLS
