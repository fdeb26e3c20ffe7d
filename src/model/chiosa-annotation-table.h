/* chiosa-annotation-table.h
 *
 * The annotations of a document and where they stand: by id, by place, and the points of detached ones.
 * Private to the model. Knows no history, no rules and no signals: those are the document's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-span-index.h"

G_BEGIN_DECLS

/* The place of an annotation in the table, for as long as it is in it. Also the owner number in the span index. */
typedef guint32 ChiosaSlot;
#define CHIOSA_NO_SLOT G_MAXUINT32

typedef struct _ChiosaAnnotationTable ChiosaAnnotationTable;

ChiosaAnnotationTable  *chiosa_annotation_table_new            (void);
void                    chiosa_annotation_table_free           (ChiosaAnnotationTable *self);

guint                   chiosa_annotation_table_get_n_live     (const ChiosaAnnotationTable *self);
guint                   chiosa_annotation_table_get_n_detached (const ChiosaAnnotationTable *self);

ChiosaSlot              chiosa_annotation_table_find           (const ChiosaAnnotationTable *self, const char *id);
ChiosaAnnotation       *chiosa_annotation_table_get            (ChiosaAnnotationTable *self, ChiosaSlot slot);
guint                   chiosa_annotation_table_get_n_spans    (const ChiosaAnnotationTable *self, ChiosaSlot slot);
ChiosaSpan              chiosa_annotation_table_get_span       (const ChiosaAnnotationTable *self, ChiosaSlot slot, guint i);
ChiosaSpanHandle        chiosa_annotation_table_get_handle     (const ChiosaAnnotationTable *self, ChiosaSlot slot, guint i);
ChiosaSpan             *chiosa_annotation_table_dup_spans      (const ChiosaAnnotationTable *self, ChiosaSlot slot, guint *n_spans);
const ChiosaSpanIndex  *chiosa_annotation_table_get_index      (const ChiosaAnnotationTable *self);
/* The slots of all detached ones, in no order. */
ChiosaSlot              chiosa_annotation_table_get_detached   (const ChiosaAnnotationTable *self, guint i);

ChiosaSlot              chiosa_annotation_table_put            (ChiosaAnnotationTable *self, ChiosaAnnotation *annotation,
                                                                const ChiosaSpan *spans, guint n_spans);
void                    chiosa_annotation_table_remove         (ChiosaAnnotationTable *self, ChiosaSlot slot);

/* Between begin_bulk and end_bulk new ones are put in quickly; nothing else may be done. */
void                    chiosa_annotation_table_begin_bulk     (ChiosaAnnotationTable *self);
void                    chiosa_annotation_table_end_bulk       (ChiosaAnnotationTable *self);

void                    chiosa_annotation_table_list_touched   (ChiosaAnnotationTable *self, const ChiosaEdit *edit, GArray *slots);
void                    chiosa_annotation_table_lift           (ChiosaAnnotationTable *self, const ChiosaEdit *edit,
                                                                const ChiosaSlot *slots, guint n_slots, guint n_puts);
void                    chiosa_annotation_table_settle         (ChiosaAnnotationTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaAnnotationTable, chiosa_annotation_table_free)

G_END_DECLS
