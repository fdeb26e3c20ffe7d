/* chiosa-document-private.h
 *
 * What the files that make up the document share: its struct, and the recording of steps.
 * Every change of annotations, relations, text and article goes through what is declared here, or it cannot be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation-table.h"
#include "chiosa-document.h"
#include "chiosa-history.h"
#include "chiosa-relation-table.h"

G_BEGIN_DECLS

/* Annotations that went with the text that was cut. */
typedef struct
{
  char       *id;
  ChiosaSpan *spans;     /* relative to the start of the cut text */
  guint       n_spans;
} ChiosaClipItem;

/* What joins the next key press to the last step. */
typedef struct
{
  gboolean       open;     /* it may join */
  gboolean       wanted;   /* it may, once the step that is being recorded has ended */
  gboolean       running;  /* the edit at hand joins the typing before */
  ChiosaEditKind kind;
  gsize          offset;   /* where the caret was left */
} ChiosaJoin;

struct _ChiosaDocument
{
  GObject                parent_instance;

  ChiosaText            *text;
  ChiosaArticle         *article;
  ChiosaTagset          *tagset;
  char                  *creator;
  gboolean               read_only;

  ChiosaAnnotationTable *annotations;
  ChiosaRelationTable   *relations;
  GPtrArray             *conflicts;  /* ChiosaMergeConflict; shared with snapshots, never changed; NULL: none */

  ChiosaHistory         *history;
  ChiosaStep            *step;       /* being recorded, or NULL */
  guint                  depth;      /* of begin_step() */
  ChiosaJoin             join;
  ChiosaSpan             last_place;

  guint64                last_revision;
  guint64                text_revision, annotations_revision;
  guint64                text_saved, annotations_saved;
  gboolean               text_modified, annotations_modified;   /* as last notified */

  /* what "annotations-changed" is to say: a range of the text of today */
  gboolean               dirty;
  ChiosaSpan             dirty_range;
  gboolean               article_dirty;

  char                  *clip_text;  /* what was cut last, or NULL */
  GArray                *clip;       /* ChiosaClipItem */

  GArray                *handles;    /* scratch for queries */
};

/* --- chiosa-document.c -------------------------------------------------------------------------------------------- */
gboolean chiosa_document_check_writable   (ChiosaDocument *self, GError **error);
/* A reference to the annotation, or NULL with an error for people. */
ChiosaAnnotation *chiosa_document_require (ChiosaDocument *self, const char *id, GError **error);
void     chiosa_document_emit_edited      (ChiosaDocument *self, const ChiosaEdit *edit);
void     chiosa_document_emit_changed     (ChiosaDocument *self, int direction);
void     chiosa_document_emit_loaded      (ChiosaDocument *self);

/* --- chiosa-document-record.c ------------------------------------------------------------------------------------- */
/* Only between begin_step() and end_step(). */
void     chiosa_document_put              (ChiosaDocument *self, ChiosaAnnotation *annotation,
                                           const ChiosaSpan *spans, guint n_spans);
void     chiosa_document_drop             (ChiosaDocument *self, const char *id);
void     chiosa_document_put_relation     (ChiosaDocument *self, ChiosaRelation *relation);
void     chiosa_document_drop_relation    (ChiosaDocument *self, const char *id);
void     chiosa_document_put_article      (ChiosaDocument *self, const ChiosaArticle *article);
/* @conflicts: (nullable): all that there are from now on. */
void     chiosa_document_put_conflicts    (ChiosaDocument *self, GPtrArray *conflicts);
void     chiosa_document_remember         (ChiosaDocument *self, const char *id);
void     chiosa_document_retire           (ChiosaDocument *self, ChiosaAnnotation *annotation);
void     chiosa_document_record_edit      (ChiosaDocument *self, const ChiosaEdit *edit, ChiosaEdit *inverse);
void     chiosa_document_mark_dirty       (ChiosaDocument *self, gsize start, gsize end);
void     chiosa_document_mark_annotation  (ChiosaDocument *self, ChiosaSlot slot);
void     chiosa_document_map_dirty        (ChiosaDocument *self, const ChiosaEdit *edit);

/* --- chiosa-document-edit.c --------------------------------------------------------------------------------------- */
gboolean chiosa_document_check_edit       (ChiosaDocument *self, const ChiosaEdit *edit, GError **error);

/* --- chiosa-document-steps.c -------------------------------------------------------------------------------------- */
void     chiosa_document_reopen_step      (ChiosaDocument *self);
void     chiosa_document_name_step        (ChiosaDocument *self, const char *name);

/* --- chiosa-document-load.c --------------------------------------------------------------------------------------- */
ChiosaAnnotation *chiosa_document_settle_value (const ChiosaAnnotation *annotation, gboolean live, gsize length);
ChiosaAnnotation *chiosa_document_detached_value (const ChiosaAnnotation *annotation, const ChiosaSpan *spans, guint n_spans,
                                                  const ChiosaText *text, gsize point);

/* --- chiosa-document-tag.c ---------------------------------------------------------------------------------------- */
ChiosaSpan *chiosa_document_check_spans   (ChiosaDocument *self, const char *type,
                                           const ChiosaSpan *spans, guint *n_spans, GError **error);
/* Against all that stands where @spans are. */
gboolean chiosa_document_check_place      (ChiosaDocument *self, const ChiosaAnnotation *annotation,
                                           const ChiosaSpan *spans, guint n_spans, GError **error);
/* A new annotation by hand: fresh id, creator, time, and what can be read off the quotation marks. */
ChiosaAnnotation *chiosa_document_make    (ChiosaDocument *self, const char *type, const char *label,
                                           const ChiosaSpan *spans, guint n_spans);
char    *chiosa_document_make_time        (void);

/* --- chiosa-document-relations.c ---------------------------------------------------------------------------------- */
gboolean chiosa_document_check_relations_of (ChiosaDocument *self, const ChiosaAnnotation *changed, GError **error);

G_END_DECLS
