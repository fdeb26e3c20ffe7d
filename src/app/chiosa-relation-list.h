/* chiosa-relation-list.h
 *
 * The relations of one annotation, and a way to add one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-editor.h"

G_BEGIN_DECLS

/* Its button activates "win.focus-article" and there "view.relate". */
#define CHIOSA_TYPE_RELATION_LIST (chiosa_relation_list_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaRelationList, chiosa_relation_list, CHIOSA, RELATION_LIST, AdwBin)

/* As they are now in the editor's document. */
void chiosa_relation_list_show (ChiosaRelationList *self, ChiosaEditor *editor, const char *id);
void chiosa_relation_list_clear (ChiosaRelationList *self);

G_END_DECLS
