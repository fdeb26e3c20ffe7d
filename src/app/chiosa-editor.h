/* chiosa-editor.h
 *
 * The state of working on one open article, and what the user can do to it: mode, text selection, selected annotation,
 * active type and last labels, and the commands behind keys, menus and buttons. No widget: view, inspector and window share it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_MODE_ANNOTATE,   /* single keys tag; the text cannot change by accident */
  CHIOSA_MODE_EDIT,       /* typing types */
} ChiosaMode;

#define CHIOSA_TYPE_EDITOR (chiosa_editor_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaEditor, chiosa_editor, CHIOSA, EDITOR, GObject)

/* Properties (all notify): document (construct-only), mode (int ChiosaMode), selected (string: id of the selected annotation, or NULL),
 * active-type (string: span type id, never NULL if the tag set has any), relating (boolean: the user is choosing the other end),
 * show-arcs (boolean).
 *
 * Signals
 *   "message"  (const char *text, gboolean can_undo)  for a toast; can_undo: with an Undo button
 *   "announce" (const char *text)                     for assistive technology; the view announces it
 *   "reveal"   (guint64 start, guint64 end)           the view scrolls there (and puts the text cursor there in annotate mode)
 *   "edit-attributes" ()                              the inspector shows itself and focuses the first attribute
 *   "edit-note" ()
 *   "choose-relation" (const char *from, const char *to, GPtrArray *types)  several ChiosaRelationType are allowed: the view asks
 *   "ends-changed" ()                                 the letters of possible relation ends changed
 */
ChiosaEditor     *chiosa_editor_new                (ChiosaDocument *document);
ChiosaDocument   *chiosa_editor_get_document       (ChiosaEditor *self);

ChiosaMode        chiosa_editor_get_mode           (ChiosaEditor *self);
void              chiosa_editor_set_mode           (ChiosaEditor *self, ChiosaMode mode);

/* The selection in the text, told by the view. Empty: only a cursor. */
void              chiosa_editor_set_text_selection (ChiosaEditor *self, gsize start, gsize end);
ChiosaSpan        chiosa_editor_get_text_selection (ChiosaEditor *self);

const char       *chiosa_editor_get_selected       (ChiosaEditor *self);
/* Selecting also reveals when @reveal. An unknown id deselects. */
void              chiosa_editor_select             (ChiosaEditor *self, const char *id, gboolean reveal);
/* The next annotation at the cursor when several lie on each other (Enter, repeated click); FALSE when there is none. */
gboolean          chiosa_editor_cycle_at           (ChiosaEditor *self, gsize offset);
void              chiosa_editor_select_next        (ChiosaEditor *self);   /* Tab */
void              chiosa_editor_select_previous    (ChiosaEditor *self);   /* Shift+Tab */

const char       *chiosa_editor_get_active_type    (ChiosaEditor *self);
void              chiosa_editor_set_active_type    (ChiosaEditor *self, const char *type);
const char       *chiosa_editor_get_last_label     (ChiosaEditor *self, const char *type);

/* What a tag command would tag now: the selection, else the word or capitalised run at the cursor. */
gboolean          chiosa_editor_get_target         (ChiosaEditor *self, const char *type, ChiosaSpan *target);

/* e c s u: choose the type; with a text selection tag it with the label last used for it. */
void              chiosa_editor_choose_type        (ChiosaEditor *self, const char *type);
/* 1-9: with a text selection tag it with the n-th label (from 1) of the active type; else relabel the selected annotation if it is
 * of that type (its own type's n-th label); else tag the word or run at the cursor. */
void              chiosa_editor_choose_label       (ChiosaEditor *self, guint n);
/* Tags the target; the new annotation is selected. Errors become a "message". NULL @label: the last used. */
gboolean          chiosa_editor_tag                (ChiosaEditor *self, const char *type, const char *label);
/* Shift+key, and the menu: further occurrences of the selected annotation's words. */
void              chiosa_editor_tag_occurrences    (ChiosaEditor *self);
/* Shift+type key, Shift+digit: the target (or the selected annotation, if it has that type and label) and all its further
 * occurrences, as one step. NULL @label: the last used. */
void              chiosa_editor_tag_everywhere     (ChiosaEditor *self, const char *type, const char *label);
/* The n-th label (from 1) of a type, NULL when there is none. */
const char       *chiosa_editor_get_nth_label      (ChiosaEditor *self, const char *type, guint n);
void              chiosa_editor_add_fragment       (ChiosaEditor *self);   /* f */
void              chiosa_editor_remove_selected    (ChiosaEditor *self);   /* Delete: message with undo */
typedef enum { CHIOSA_NUDGE_START_LEFT, CHIOSA_NUDGE_START_RIGHT, CHIOSA_NUDGE_END_LEFT, CHIOSA_NUDGE_END_RIGHT } ChiosaNudge;
void              chiosa_editor_nudge              (ChiosaEditor *self, ChiosaNudge nudge, gboolean by_character);
void              chiosa_editor_reattach           (ChiosaEditor *self, const char *id);    /* detached one to the text selection */

/* Relations by keyboard: begin computes the possible other ends within [start, end) (what is visible) and gives each a letter sequence. */
void              chiosa_editor_begin_relation     (ChiosaEditor *self, gsize visible_start, gsize visible_end);
gboolean          chiosa_editor_is_relating        (ChiosaEditor *self);
/* NULL when @id is no possible end; else "a", "b", … "aa" in reading order. */
const char       *chiosa_editor_get_end_letters    (ChiosaEditor *self, const char *id);
/* A typed letter: TRUE when consumed; joins as soon as one end remains. */
gboolean          chiosa_editor_type_letter        (ChiosaEditor *self, gunichar letter);
/* Joins the ends: the only allowed relation type (either direction), or "choose-relation". Also for dragging. */
void              chiosa_editor_relate             (ChiosaEditor *self, const char *from, const char *to);
void              chiosa_editor_relate_as          (ChiosaEditor *self, const char *type, const char *from, const char *to);

void              chiosa_editor_cancel             (ChiosaEditor *self);   /* Esc: relating, then annotation, in that order */
void              chiosa_editor_undo               (ChiosaEditor *self);   /* announces and reveals the place */
void              chiosa_editor_redo               (ChiosaEditor *self);
/* "Claim, Fact: «…», attributed to Vanity Fair" for every annotation at @offset; for the read-out key. */
char             *chiosa_editor_describe_at        (ChiosaEditor *self, gsize offset);
char             *chiosa_editor_describe           (ChiosaEditor *self, const char *id);

G_END_DECLS
