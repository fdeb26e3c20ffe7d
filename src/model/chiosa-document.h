/* chiosa-document.h
 *
 * The annotated article: text, annotations, relations, metadata, tag set and one history for all of them.
 * Nobody changes it but through these methods; every method is one undoable step with a name for people
 * (or joins the step that chiosa_document_begin_step() opened).
 * Main thread only; chiosa_document_snapshot() is what other threads get.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-article.h"
#include "chiosa-snapshot.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

#define CHIOSA_MODEL_ERROR (chiosa_model_error_quark ())
GQuark chiosa_model_error_quark (void);

typedef enum
{
  CHIOSA_MODEL_ERROR_TAGSET,        /* a tag set that cannot be */
  CHIOSA_MODEL_ERROR_SPAN,          /* empty, outside the text, overlapping fragments */
  CHIOSA_MODEL_ERROR_DUPLICATE,     /* same type and label on the same fragments; an id that is taken; the same relation */
  CHIOSA_MODEL_ERROR_CROSSING,      /* crosses one of its own type and may not */
  CHIOSA_MODEL_ERROR_RELATION,      /* ends of the wrong type, self relation, too many */
  CHIOSA_MODEL_ERROR_UNKNOWN,       /* no such annotation, relation, label */
  CHIOSA_MODEL_ERROR_READ_ONLY,
} ChiosaModelError;

/* Where an edit comes from: decides how it joins the step before, and whether spans travel with cut text. */
typedef enum
{
  CHIOSA_EDIT_OTHER,
  CHIOSA_EDIT_TYPING,     /* joins the typing before, word by word */
  CHIOSA_EDIT_DELETING,   /* backspace and delete keys: joins likewise */
  CHIOSA_EDIT_CUT,
  CHIOSA_EDIT_PASTE,
} ChiosaEditKind;

#define CHIOSA_TYPE_DOCUMENT (chiosa_document_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaDocument, chiosa_document, CHIOSA, DOCUMENT, GObject)

/* Properties: can-undo, can-redo (boolean), undo-name, redo-name (string, "Tag as Person"), text-modified, annotations-modified,
 * read-only, tagset.
 *
 * Signals, emitted after the change, once for each step, undo or redo:
 *   "text-edited" (const ChiosaEdit *edit)          pointer; the buffer follows. Before annotations-changed.
 *   "annotations-changed" (guint64 start, guint64 end)  something within [start, end) of the text of today is to be drawn anew
 *                                                    (whole-document changes: 0, G_MAXUINT64); also for detached ones and relations
 *   "article-changed" ()
 *   "step" (int direction)                           1 done, -1 undone, 2 redone; the history moved
 */

ChiosaDocument   *chiosa_document_new               (ChiosaTagset *tagset);

/* --- Filling, before anything else; no history, nothing is modified afterwards. -------------------------------- */
/* Takes @text, @article (NULL: empty). */
void              chiosa_document_load_text         (ChiosaDocument *self, ChiosaText *text, ChiosaArticle *article);
/* Adds many at once, as a file has them: no constraint is enforced but sane spans and unique ids. @snapshot's text is ignored.
 * Also to be used after the text is on the screen, when the sidecar has been read. */
void              chiosa_document_load_annotations  (ChiosaDocument *self, const ChiosaSnapshot *snapshot);

/* --- Asking ----------------------------------------------------------------------------------------------------- */
const ChiosaText *chiosa_document_get_text          (ChiosaDocument *self);
ChiosaTagset     *chiosa_document_get_tagset        (ChiosaDocument *self);
const ChiosaArticle *chiosa_document_get_article    (ChiosaDocument *self);
gboolean          chiosa_document_get_read_only     (ChiosaDocument *self);
void              chiosa_document_set_read_only     (ChiosaDocument *self, gboolean read_only);
/* Replaces the tag set (nothing is lost: what the new one does not know stays as it is). Not an undoable step. */
void              chiosa_document_set_tagset        (ChiosaDocument *self, ChiosaTagset *tagset);
/* Name for the creator member of what is made from now on; NULL for none. */
void              chiosa_document_set_creator       (ChiosaDocument *self, const char *creator);

guint             chiosa_document_get_n_annotations (ChiosaDocument *self);  /* live ones */
guint             chiosa_document_get_n_detached    (ChiosaDocument *self);
guint             chiosa_document_get_n_relations   (ChiosaDocument *self);

/* Borrowed, valid until the next change; NULL where there is none. */
const ChiosaAnnotation *chiosa_document_find        (ChiosaDocument *self, const char *id);
const ChiosaRelation   *chiosa_document_find_relation (ChiosaDocument *self, const char *id);
/* Where a live annotation stands now: (array) owned by the caller, or NULL. */
ChiosaSpan       *chiosa_document_get_spans         (ChiosaDocument *self, const char *id, guint *n_spans);
/* From the start of its first fragment to the end of its last. FALSE when detached or unknown. */
gboolean          chiosa_document_get_extent        (ChiosaDocument *self, const char *id, ChiosaSpan *extent);
char             *chiosa_document_get_quote         (ChiosaDocument *self, const char *id);

/* (transfer container) of const ChiosaAnnotation*: each once, ordered by reading order. */
GPtrArray        *chiosa_document_query             (ChiosaDocument *self, gsize start, gsize end);
GPtrArray        *chiosa_document_list              (ChiosaDocument *self);   /* all live ones, reading order */
GPtrArray        *chiosa_document_list_detached     (ChiosaDocument *self);
GPtrArray        *chiosa_document_list_relations    (ChiosaDocument *self, const char *id); /* of one annotation, both directions; NULL: all */

/* For drawing: one entry for each fragment that touches the range, in reading order; no allocation but @out. */
typedef struct
{
  const ChiosaAnnotation *annotation;
  ChiosaSpan              span;
  guint8                  first : 1;     /* the first fragment of its annotation */
  guint8                  last : 1;
} ChiosaFragment;
void              chiosa_document_query_fragments   (ChiosaDocument *self, gsize start, gsize end, GArray *out);

/* The annotation (its first fragment) that comes after/before the place (@offset, @id) in reading order; @id may be NULL. Wraps: FALSE. */
const ChiosaAnnotation *chiosa_document_next        (ChiosaDocument *self, gsize offset, const char *id);
const ChiosaAnnotation *chiosa_document_previous    (ChiosaDocument *self, gsize offset, const char *id);

/* --- Steps -------------------------------------------------------------------------------------------------------- */
/* Several changes as one step. Nests; the outermost name counts. @name: translated, "Tag 12 Occurrences". */
void              chiosa_document_begin_step        (ChiosaDocument *self, const char *name);
void              chiosa_document_end_step          (ChiosaDocument *self);

gboolean          chiosa_document_edit              (ChiosaDocument *self, const ChiosaEdit *edit,
                                                     ChiosaEditKind kind, GError **error);

/* The id of the new annotation, owned by the document. Attributes get the tag set's defaults, directness from the quotation marks.
 * Enforces the constraints marked E in reference/domain.md 1.3. */
const char       *chiosa_document_tag               (ChiosaDocument *self, const char *type, const char *label,
                                                     const ChiosaSpan *spans, guint n_spans, GError **error);
/* Adds @annotation as it is (import, suggestion, paste). Takes a reference. */
gboolean          chiosa_document_add               (ChiosaDocument *self, ChiosaAnnotation *annotation,
                                                     const ChiosaSpan *spans, guint n_spans, GError **error);
/* @name: step name, or NULL for a fitting one. @changed has the same id. Takes a reference. */
gboolean          chiosa_document_change            (ChiosaDocument *self, ChiosaAnnotation *changed,
                                                     const char *name, GError **error);
gboolean          chiosa_document_relabel           (ChiosaDocument *self, const char *id, const char *type,
                                                     const char *label, GError **error);
gboolean          chiosa_document_set_attribute     (ChiosaDocument *self, const char *id, const char *attribute,
                                                     ChiosaValueKind kind, const char *value, GError **error);
gboolean          chiosa_document_set_note          (ChiosaDocument *self, const char *id, const char *note, GError **error);
/* Moves a live annotation or re-attaches a detached one. */
gboolean          chiosa_document_set_spans         (ChiosaDocument *self, const char *id,
                                                     const ChiosaSpan *spans, guint n_spans, GError **error);
/* Takes a live annotation off its words: it is kept, with its relations, and listed. One that is detached and was to be
 * reviewed is so no more. */
gboolean          chiosa_document_detach            (ChiosaDocument *self, const char *id, GError **error);
/* Removes it and its relations. */
gboolean          chiosa_document_remove            (ChiosaDocument *self, const char *id, GError **error);
/* Same type, label and attributes on every further place with the same words (whole words only). Returns how many; one step. */
guint             chiosa_document_tag_occurrences   (ChiosaDocument *self, const char *id, GError **error);

const char       *chiosa_document_relate            (ChiosaDocument *self, const char *type, const char *from,
                                                     const char *to, GError **error);
gboolean          chiosa_document_add_relation      (ChiosaDocument *self, ChiosaRelation *relation, GError **error);
gboolean          chiosa_document_change_relation   (ChiosaDocument *self, ChiosaRelation *changed, const char *name, GError **error);
gboolean          chiosa_document_remove_relation   (ChiosaDocument *self, const char *id, GError **error);
/* Copies @article. */
gboolean          chiosa_document_set_article       (ChiosaDocument *self, const ChiosaArticle *article, GError **error);

/* Everything gives way to @snapshot: the text by @edit (NULL: it stays), then annotations, relations, article, conflicts. Ids are kept. */
gboolean          chiosa_document_revise            (ChiosaDocument *self, const ChiosaEdit *edit, const ChiosaSnapshot *snapshot,
                                                     const char *name, GError **error);

/* --- Conflicts: what two people changed differently. What a choice does: store/chiosa-conflict.h ------------------ */
/* (transfer container) (element-type ChiosaMergeConflict); "annotations-changed" tells that they changed. */
GPtrArray        *chiosa_document_list_conflicts    (ChiosaDocument *self);
guint             chiosa_document_get_n_conflicts   (ChiosaDocument *self);
/* Takes it, or one that says the same, off the list. */
gboolean          chiosa_document_drop_conflict     (ChiosaDocument *self, const ChiosaMergeConflict *conflict, GError **error);
/* Puts an annotation as somebody else's file has it in the place of the one with its id, or adds it: no constraint is
 * enforced but a valid id and sane spans. Takes a reference. @n_spans 0: detached. */
gboolean          chiosa_document_put_back          (ChiosaDocument *self, ChiosaAnnotation *annotation,
                                                     const ChiosaSpan *spans, guint n_spans, GError **error);
gboolean          chiosa_document_put_back_relation (ChiosaDocument *self, ChiosaRelation *relation, GError **error);

/* --- History ------------------------------------------------------------------------------------------------------- */
gboolean          chiosa_document_undo              (ChiosaDocument *self);
gboolean          chiosa_document_redo              (ChiosaDocument *self);
const char       *chiosa_document_get_undo_name     (ChiosaDocument *self);  /* NULL: nothing to undo */
const char       *chiosa_document_get_redo_name     (ChiosaDocument *self);
/* The place in the text that the last step, undo or redo touched: where the view goes. */
ChiosaSpan        chiosa_document_get_last_place    (ChiosaDocument *self);

/* A number for each state of text and of annotations; undo goes back to the old number. */
guint64           chiosa_document_get_text_revision        (ChiosaDocument *self);
guint64           chiosa_document_get_annotations_revision (ChiosaDocument *self);
/* What was saved: the modified properties compare with it. */
void              chiosa_document_set_saved         (ChiosaDocument *self, guint64 text_revision, guint64 annotations_revision);
gboolean          chiosa_document_is_text_modified  (ChiosaDocument *self);
gboolean          chiosa_document_is_annotations_modified (ChiosaDocument *self);

ChiosaSnapshot   *chiosa_document_snapshot          (ChiosaDocument *self);

G_END_DECLS
