/* chiosa-history.h
 *
 * What can be undone: steps as recorded before- and after-images, and the two stacks of them.
 * Private to the model. Recording and replaying are chiosa-document-steps.c's work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-article.h"

G_BEGIN_DECLS

#define CHIOSA_HISTORY_MAX_STEPS 10000

/* An annotation and where it stood. Not there at all: annotation is NULL. Detached: no spans, the point is in its quote. */
typedef struct
{
  ChiosaAnnotation *annotation;
  ChiosaSpan       *spans;
  guint             n_spans;
} ChiosaImage;

typedef struct
{
  char        *id;
  ChiosaImage  before;    /* in the coordinates of the text before the step */
  ChiosaImage  after;     /* of the text after it; filled in when the step is over */
} ChiosaAnnotationChange;

typedef struct
{
  char           *id;
  ChiosaRelation *before;   /* NULL: not there */
  ChiosaRelation *after;
} ChiosaRelationChange;

typedef struct
{
  char          *name;              /* for people: "Tag as Person" */
  ChiosaEdit    *edit;              /* all changes of the text as one; NULL for none */
  ChiosaEdit    *inverse;
  guint          n_edits;
  GArray        *annotations;       /* ChiosaAnnotationChange, in the order of the first touch */
  GArray        *relations;         /* ChiosaRelationChange */
  ChiosaArticle *article_before;    /* both NULL when it is not changed */
  ChiosaArticle *article_after;
  gboolean       has_conflicts;     /* the list of conflicts is changed */
  GPtrArray     *conflicts_before;  /* NULL: none */
  GPtrArray     *conflicts_after;
  guint64        text_before, text_after;                 /* revisions */
  guint64        annotations_before, annotations_after;
  GPtrArray     *retired;           /* values that were replaced within the step: ids that were handed out stay valid */

  /* only while it is being recorded */
  GHashTable    *annotation_places; /* id -> place in annotations + 1 */
  GHashTable    *relation_places;
} ChiosaStep;

void        chiosa_image_clear          (ChiosaImage *image);

ChiosaStep *chiosa_step_new             (const char *name);
void        chiosa_step_free            (ChiosaStep *self);
/* To be called before and after recording; reopening makes recording go on. */
void        chiosa_step_open            (ChiosaStep *self);
void        chiosa_step_close           (ChiosaStep *self);
/* NULL where the id was not touched in this step yet. */
ChiosaAnnotationChange *chiosa_step_find_annotation (ChiosaStep *self, const char *id);
ChiosaRelationChange   *chiosa_step_find_relation   (ChiosaStep *self, const char *id);
void        chiosa_step_add_annotation  (ChiosaStep *self, const char *id, ChiosaAnnotation *annotation,
                                         const ChiosaSpan *spans, guint n_spans);
void        chiosa_step_add_relation    (ChiosaStep *self, const char *id, ChiosaRelation *relation);
void        chiosa_step_add_edit        (ChiosaStep *self, const ChiosaEdit *edit, ChiosaEdit *inverse);
void        chiosa_step_tidy_edit       (ChiosaStep *self, const ChiosaText *text);
gsize       chiosa_step_unmap           (ChiosaStep *self, gsize offset);
gboolean    chiosa_step_is_empty        (const ChiosaStep *self);

typedef struct _ChiosaHistory ChiosaHistory;

ChiosaHistory *chiosa_history_new       (void);
void           chiosa_history_free      (ChiosaHistory *self);
void           chiosa_history_clear     (ChiosaHistory *self);
/* Takes @step; what was undone is forgotten. */
void           chiosa_history_push      (ChiosaHistory *self, ChiosaStep *step);
/* The last step done, to be recorded on. Only while nothing is undone. (transfer full) */
ChiosaStep    *chiosa_history_reopen    (ChiosaHistory *self);
ChiosaStep    *chiosa_history_peek_undo (ChiosaHistory *self);
ChiosaStep    *chiosa_history_peek_redo (ChiosaHistory *self);
/* Moves the step that is at hand to the other side and returns it; NULL where there is none. */
ChiosaStep    *chiosa_history_step_back (ChiosaHistory *self);
ChiosaStep    *chiosa_history_step_forward (ChiosaHistory *self);

G_END_DECLS
