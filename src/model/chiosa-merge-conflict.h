/* chiosa-merge-conflict.h
 *
 * What two people changed differently, as data: it waits in the document and in its sidecar until somebody chooses.
 * How conflicts come about is store/chiosa-merge.h's subject, what a choice does store/chiosa-conflict.h's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reference counted, never changed. Values are JSON as a sidecar has it; NULL: not there. */
typedef struct
{
  char     *kind;         /* "annotation", "relation", "article"; "sidecar": what stands at the top of the file */
  char     *id;           /* of the annotation or relation; NULL for the others */
  char     *field;        /* "label", "note", "attributes.NAME", "extra.NAME", "spans" (the place as a whole: an object with
                             state, point and spans), "type" (an object with type and label); NULL: all of it, which one
                             side changed and the other removed */
  char     *base;
  char     *mine;
  char     *theirs;
  gboolean  sides_known;  /* FALSE when it was read from a file: which of the two is mine nobody knows then */
} ChiosaMergeConflict;

/* Copies the strings. */
ChiosaMergeConflict *chiosa_merge_conflict_new   (const char *kind, const char *id, const char *field,
                                                  const char *base, const char *mine, const char *theirs);
ChiosaMergeConflict *chiosa_merge_conflict_ref   (const ChiosaMergeConflict *self);
void                 chiosa_merge_conflict_unref (ChiosaMergeConflict *self);
/* The side whose value is in effect until somebody chooses, the same whoever merges: the smaller one that is there. */
const char          *chiosa_merge_conflict_get_first  (const ChiosaMergeConflict *self);
const char          *chiosa_merge_conflict_get_second (const ChiosaMergeConflict *self);
/* The order in a file: by kind, id, field and values, whichever side they are on. 0: the same conflict. */
int                  chiosa_merge_conflict_compare (const ChiosaMergeConflict *a, const ChiosaMergeConflict *b);

/* What another program wrote: an annotation or relation has an id, the others none; only what can be removed is in conflict as a whole. */
gboolean             chiosa_merge_conflict_makes_sense (const char *kind, const char *id, const char *field);
/* (transfer full): the same for two that compare as 0, and for no others. */
char                *chiosa_merge_conflict_get_key (const ChiosaMergeConflict *self);

/* (transfer full): an empty list of conflicts. */
GPtrArray           *chiosa_merge_conflicts_new  (void);
gboolean             chiosa_merge_conflicts_contain (const GPtrArray *conflicts, const ChiosaMergeConflict *conflict);
/* Whether two lists say the same, in any order; NULL is an empty one. */
gboolean             chiosa_merge_conflicts_equal   (const GPtrArray *a, const GPtrArray *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaMergeConflict, chiosa_merge_conflict_unref)

G_END_DECLS
