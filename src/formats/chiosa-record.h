/* chiosa-record.h
 *
 * One annotated article on its way into a data set or out of one: a value that any thread may hold.
 * Knows no files and no format.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-snapshot.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

typedef struct
{
  char           *name;        /* within the set: relative, parts joined by '/', UTF-8, without ".txt"; never NULL */
  guint           index;       /* place in the set, from 0; the same for every shard */
  char           *annotator;   /* may be NULL */
  char           *split;       /* "train", …; may be NULL */
  const char     *sha256;      /* of the text as UTF-8; hex; the snapshot's */
  char           *utf8;        /* the text, flat; never NULL. What offsets count in. */
  gsize           length;      /* of the text, code points */
  ChiosaSnapshot *snapshot;    /* article, items, spans, relations; its text may be NULL */
  /*< private >*/
  guint           n_live;
  GHashTable     *places;      /* id -> place among the items + 1 */
  GPtrArray      *joining;     /* borrowed ChiosaRelation: both ends are live; NULL: not looked for yet */
} ChiosaRecord;

ChiosaRecord *chiosa_record_new          (const char *name, char *utf8);
ChiosaRecord *chiosa_record_new_snapshot (const char *name, ChiosaSnapshot *snapshot);
void          chiosa_record_free         (ChiosaRecord *self);

/* --- Asking -------------------------------------------------------------------------------------------------------- */
guint                   chiosa_record_get_n        (const ChiosaRecord *self);          /* live ones, in reading order */
const ChiosaAnnotation *chiosa_record_get          (const ChiosaRecord *self, guint i);
const ChiosaSpan       *chiosa_record_get_spans    (const ChiosaRecord *self, guint i, guint *n_spans);
/* From the start of the first fragment to the end of the last. */
ChiosaSpan              chiosa_record_get_extent   (const ChiosaRecord *self, guint i);
gboolean                chiosa_record_find         (const ChiosaRecord *self, const char *id, guint *i);
/* The relations both ends of which are live annotations; i from 0. NULL at the end. */
const ChiosaRelation   *chiosa_record_get_relation (const ChiosaRecord *self, guint i, guint *from, guint *to);
const ChiosaArticle    *chiosa_record_get_article  (const ChiosaRecord *self);          /* never NULL */

/* --- Building, for readers ----------------------------------------------------------------------------------------- */
ChiosaArticle          *chiosa_record_edit_article (ChiosaRecord *self);
/* Takes @annotation. FALSE, with nothing added, when the fragments are empty, overlap or lie outside the text; or the id is taken. */
gboolean                chiosa_record_add          (ChiosaRecord *self, ChiosaAnnotation *annotation,
                                                    const ChiosaSpan *spans, guint n_spans, GError **error);
/* Takes @relation. FALSE when an end is not there, or both are the same. */
gboolean                chiosa_record_add_relation (ChiosaRecord *self, ChiosaRelation *relation, GError **error);
/* Brings what was added into reading order; places (i) are other ones afterwards. */
void                    chiosa_record_order        (ChiosaRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaRecord, chiosa_record_free)

G_END_DECLS
