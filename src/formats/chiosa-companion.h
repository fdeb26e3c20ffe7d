/* chiosa-companion.h
 *
 * What a tool's JSON cannot say of an article, in a member "chiosa" of the same object, for formats that are read back after somebody
 * has worked on them in the tool: an annotation there is found again by its place and name, and gets back id, type, fragments, attributes and
 * the rest. What the tool changed, it changed: what is not found again is gone, and what is new is new.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"
#include "chiosa-json.h"

G_BEGIN_DECLS

#define CHIOSA_COMPANION_KEY "chiosa"

typedef enum
{
  CHIOSA_COMPANION_ALL        = 0,
  CHIOSA_COMPANION_NO_VALUES  = 1 << 0,   /* attributes and notes of annotations, and attributes of the article, stand elsewhere */
} ChiosaCompanionFlags;

/* A stretch of text with a name on it, as the tool has it. */
typedef struct
{
  gsize  start;        /* code points */
  gsize  end;
  char  *name;         /* one name for type and label */
  char  *extra;        /* what else the tool says of it: one JSON value; may be NULL */
  char  *id;           /* the id it should have; may be NULL */
  char  *annotation;   /* (out): of the annotation in the record that it became part of; NULL: none */
  guint  line;
  guint  review : 1;   /* the tool says that nobody vouches for it */
} ChiosaEntity;

typedef struct _ChiosaCompanion ChiosaCompanion;

/* Member "chiosa" of the object that @out ends in. */
void             chiosa_companion_append (GString *out, const ChiosaWriteContext *context, const ChiosaRecord *record,
                                          ChiosaCompanionFlags flags);

/* @value: what stands in that member; NULL or something else: as if there was nothing. Must outlive what is returned. */
ChiosaCompanion *chiosa_companion_new    (ChiosaReader *reader, const ChiosaJsonSlice *value);
void             chiosa_companion_free   (ChiosaCompanion *self);
/* Members of the article and its annotator. */
void             chiosa_companion_apply_article (ChiosaCompanion *self, ChiosaRecord *record);
/* Makes annotations of @entities (ChiosaEntity). */
void             chiosa_companion_place  (ChiosaCompanion *self, ChiosaRecord *record, GArray *entities);
/* What is known of the annotation with @id: sets it on @annotation, which has its type and label. FALSE: nothing. */
gboolean         chiosa_companion_apply  (ChiosaCompanion *self, const char *id, ChiosaAnnotation *annotation);
/* Whether the annotation with @id is made of several entities: the id of the first of those for one of the others ("a1-2" → "a1"). */
const char      *chiosa_companion_get_whole (ChiosaCompanion *self, const char *id);
/* A relation between annotations of @record. @extra: one JSON value of the tool, or NULL. */
void             chiosa_companion_relate (ChiosaCompanion *self, ChiosaRecord *record, guint line,
                                          const char *from, const char *to, const char *type, const char *extra);

/* All relations that are known and not there yet, where the tool has none of its own. */
void             chiosa_companion_relate_all (ChiosaCompanion *self, ChiosaRecord *record);
/* As chiosa_extra_add(), in place of what is there for @key. */
void             chiosa_companion_keep   (char **extra, const char *key, const char *json);

GArray          *chiosa_entities_new     (void);

/* "a1" for the first fragment, "a1-2" for the second. (transfer full) */
char            *chiosa_fragment_id      (const char *id, guint fragment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaCompanion, chiosa_companion_free)

G_END_DECLS
