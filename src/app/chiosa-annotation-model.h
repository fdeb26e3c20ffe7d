/* chiosa-annotation-model.h
 *
 * The annotations of an article as a list for the screen: by type, in reading order, the detached ones at the end; filtered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-document.h"

G_BEGIN_DECLS

/* One annotation as it was when the list was made. */
#define CHIOSA_TYPE_ANNOTATION_ITEM (chiosa_annotation_item_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaAnnotationItem, chiosa_annotation_item, CHIOSA, ANNOTATION_ITEM, GObject)

const ChiosaAnnotation *chiosa_annotation_item_get (ChiosaAnnotationItem *self);

typedef enum
{
  CHIOSA_LIST_ALL,
  CHIOSA_LIST_INCOMPLETE,
  CHIOSA_LIST_DETACHED,
} ChiosaListFilter;

/* A GListModel of ChiosaAnnotationItem and a GtkSectionModel with a section for each type.
 * Makes items only when asked for them. It does not follow the document: chiosa_annotation_model_refresh() does.
 *
 * Signals: "refreshed" () the list is up to date; "counted" () the number of incomplete ones is known. */
#define CHIOSA_TYPE_ANNOTATION_MODEL (chiosa_annotation_model_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaAnnotationModel, chiosa_annotation_model, CHIOSA, ANNOTATION_MODEL, GObject)

ChiosaAnnotationModel *chiosa_annotation_model_new          (void);
void                   chiosa_annotation_model_set_document (ChiosaAnnotationModel *self, ChiosaDocument *document);
void                   chiosa_annotation_model_set_filter   (ChiosaAnnotationModel *self, ChiosaListFilter filter);
void                   chiosa_annotation_model_set_search   (ChiosaAnnotationModel *self, const char *search);
void                   chiosa_annotation_model_refresh      (ChiosaAnnotationModel *self);
void                   chiosa_annotation_model_stop         (ChiosaAnnotationModel *self);

/* GTK_INVALID_LIST_POSITION when it is not in the list. */
guint                  chiosa_annotation_model_find          (ChiosaAnnotationModel *self, const char *id);
gboolean               chiosa_annotation_model_is_incomplete (ChiosaAnnotationModel *self, const char *id);
/* -1 while it is not known. */
int                    chiosa_annotation_model_get_n_incomplete (ChiosaAnnotationModel *self);

G_END_DECLS
