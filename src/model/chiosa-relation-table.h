/* chiosa-relation-table.h
 *
 * The relations of a document, by id and by their ends. Private to the model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"

G_BEGIN_DECLS

typedef struct _ChiosaRelationTable ChiosaRelationTable;

ChiosaRelationTable *chiosa_relation_table_new    (void);
void                 chiosa_relation_table_free   (ChiosaRelationTable *self);
guint                chiosa_relation_table_get_n  (const ChiosaRelationTable *self);
ChiosaRelation      *chiosa_relation_table_find   (const ChiosaRelationTable *self, const char *id);
void                 chiosa_relation_table_put    (ChiosaRelationTable *self, ChiosaRelation *relation);
void                 chiosa_relation_table_remove (ChiosaRelationTable *self, const char *id);
/* In no order; owned by the table, valid until the next change; NULL where there are none. */
GPtrArray           *chiosa_relation_table_peek   (const ChiosaRelationTable *self, const char *annotation);
GPtrArray           *chiosa_relation_table_list   (const ChiosaRelationTable *self, const char *annotation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaRelationTable, chiosa_relation_table_free)

G_END_DECLS
