/* chiosa-merge-private.h
 *
 * What the parts of the three-way merge share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-merge.h"

G_BEGIN_DECLS

/* The three of them: places in arrays. */
typedef enum
{
  CHIOSA_VERSION_BASE,
  CHIOSA_VERSION_MINE,
  CHIOSA_VERSION_THEIRS,
} ChiosaVersionKind;
#define CHIOSA_N_VERSIONS 3

/* A snapshot on a text, by id. */
typedef struct
{
  ChiosaSnapshot *snapshot;
  GHashTable     *items;      /* id (borrowed) -> ChiosaSnapshotItem (borrowed) */
} ChiosaStanding;

/* Where everything stands: each version on its own text and on the merged one, and what was common on the texts of both sides. */
typedef struct _ChiosaMergePlaces ChiosaMergePlaces;

ChiosaMergePlaces        *chiosa_merge_places_new  (const ChiosaSnapshot *base, const ChiosaSnapshot *mine,
                                                    const ChiosaSnapshot *theirs, const ChiosaText *merged);
void                      chiosa_merge_places_free (ChiosaMergePlaces *self);
/* As the version has it, on its own text; NULL: not there. */
const ChiosaSnapshotItem *chiosa_merge_places_find (const ChiosaMergePlaces *self, ChiosaVersionKind version, const char *id);
/* On the merged text. */
const ChiosaSnapshotItem *chiosa_merge_places_find_merged (const ChiosaMergePlaces *self, ChiosaVersionKind version,
                                                           const char *id, const ChiosaSnapshot **snapshot);
/* A person moved it on that side: it is not where what was common has gone by the changes of the text alone. */
gboolean                  chiosa_merge_places_is_moved (const ChiosaMergePlaces *self, ChiosaVersionKind version, const char *id);
/* A person asked for a look at it on that side, or said that it needs none. */
gboolean                  chiosa_merge_places_is_review_changed (const ChiosaMergePlaces *self, ChiosaVersionKind version,
                                                                 const char *id);
/* The place in the result; @conflict: (out): whether both moved it to different places. Both sides have it. */
const ChiosaSnapshotItem *chiosa_merge_places_choose (const ChiosaMergePlaces *self, const char *id,
                                                      const ChiosaSnapshot **snapshot, gboolean *conflict);
/* (transfer full): JSON {"spans":…} on the merged text; NULL where the version does not have it. */
char                     *chiosa_merge_places_describe (const ChiosaMergePlaces *self, ChiosaVersionKind version, const char *id);

typedef gboolean (*ChiosaMergeSetField) (gpointer item, const char *field, const char *json);

/* Every field of @item by what @fields say of it; what both sides changed differently goes to @conflicts. Takes @fields. */
void     chiosa_merge_fields           (GPtrArray *conflicts, const char *kind, const char *id,
                                        GHashTable *fields[CHIOSA_N_VERSIONS], gpointer item, ChiosaMergeSetField set);
gboolean chiosa_merge_same_fields      (GHashTable *a, GHashTable *b);
/* Unknown members as one side has them, byte for byte, where they say what is to be; the same side whoever merges. */
void     chiosa_merge_settle_extra     (char **extra, const char *mine, const char *theirs);
void     chiosa_merge_add_conflict     (GPtrArray *conflicts, const char *kind, const char *id, const char *field,
                                        const char *const values[CHIOSA_N_VERSIONS]);
/* @result has @conflicts, the new ones, and those of before that no side has resolved. Sorts @conflicts. */
void     chiosa_merge_finish_conflicts (const ChiosaSnapshot *const versions[CHIOSA_N_VERSIONS], GPtrArray *conflicts,
                                        ChiosaSnapshot *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaMergePlaces, chiosa_merge_places_free)

G_END_DECLS
