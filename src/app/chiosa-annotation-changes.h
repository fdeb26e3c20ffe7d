/* chiosa-annotation-changes.h
 *
 * Which annotations differ between two states of an article, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-snapshot.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_CHANGE_ADDED,
  CHIOSA_CHANGE_REMOVED,
  CHIOSA_CHANGE_CHANGED,
} ChiosaChangeKind;

typedef struct
{
  ChiosaChangeKind  kind;
  char             *name;       /* "Claim · Fact"; of a relation "attributed to" */
  char             *words;      /* of the text, shortened */
  char             *details;    /* what is changed, for a person; NULL unless CHANGED */
} ChiosaAnnotationChange;

typedef struct
{
  GPtrArray *annotations;       /* ChiosaAnnotationChange, in reading order, removed ones last */
  guint      n_relations;       /* that were added, removed or changed */
  gboolean   article;           /* title, status and the like differ */
} ChiosaAnnotationChanges;

/* @tagset: for names. Any thread. */
ChiosaAnnotationChanges *chiosa_annotation_changes_new  (const ChiosaSnapshot *old_state, const ChiosaSnapshot *new_state,
                                                         ChiosaTagset *tagset);
void                     chiosa_annotation_changes_free (ChiosaAnnotationChanges *self);
gboolean                 chiosa_annotation_changes_is_empty (const ChiosaAnnotationChanges *self);

/* "Added", "Removed" or what is changed. */
const char              *chiosa_annotation_change_describe (const ChiosaAnnotationChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaAnnotationChanges, chiosa_annotation_changes_free)

G_END_DECLS
