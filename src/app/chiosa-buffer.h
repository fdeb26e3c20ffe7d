/* chiosa-buffer.h
 *
 * The GtkTextBuffer that follows a document. What a person types, pastes, cuts or drops is gathered over one user action and given
 * to the document as one edit; what changes the document otherwise (undo, redo) is played back here.
 *
 * In a paragraph that is too long to be laid out at once some characters, best white space behind a sentence, are line ends here: display
 * breaks. Offsets are those of the document all the same; who reads text takes it from the document, or by chiosa_buffer_get_slice().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-document.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_BUFFER (chiosa_buffer_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaBuffer, chiosa_buffer, CHIOSA, BUFFER, GtkTextBuffer)

/* Signals
 *   "following" ()                 the document has changed by itself and the buffer is about to follow: reset input methods
 *   "settled" ()                   buffer and document agree again after a change from either side
 *   "refused" (const char *why)    an edit that the document did not take; it has been taken back here
 *   "rebroken" (guint64 start, guint64 end)   display breaks came or went there; the text is the same
 */
ChiosaBuffer   *chiosa_buffer_new               (ChiosaDocument *document);
/* Lets go of the document and empties itself: to be called when the buffer is no longer shown. */
void            chiosa_buffer_close             (ChiosaBuffer *self);

/* Nothing that a person or an assistive technology does changes the text while @editable is FALSE (the default). */
void            chiosa_buffer_set_editable      (ChiosaBuffer *self, gboolean editable);
/* What Enter inserts, and what line ends become in pasted text. */
void            chiosa_buffer_set_newline_chars (ChiosaBuffer *self, const char *newline_chars);

/* Edits made between are of @kind; without, one typed character is TYPING and all else OTHER. */
void            chiosa_buffer_begin_kind        (ChiosaBuffer *self, ChiosaEditKind kind);
void            chiosa_buffer_end_kind          (ChiosaBuffer *self);

/* Replaces the selection by plain text, as one edit. Invalid text is made valid. */
void            chiosa_buffer_paste             (ChiosaBuffer *self, const char *text);
/* Gives what is still being gathered to the document. */
void            chiosa_buffer_flush             (ChiosaBuffer *self);
/* TRUE while the text here is ahead of the document. */
gboolean        chiosa_buffer_is_ahead          (ChiosaBuffer *self);

/* The article's text of [start, end), with what is being gathered. (transfer full) */
char           *chiosa_buffer_get_slice         (ChiosaBuffer *self, gsize start, gsize end);
char           *chiosa_buffer_restore           (ChiosaBuffer *self, const char *slice, gsize start);
/* What stands in the article where there is a display break here; 0 where there is none. */
gunichar        chiosa_buffer_get_hidden        (ChiosaBuffer *self, gsize offset);
gboolean        chiosa_buffer_has_hidden        (ChiosaBuffer *self, gsize start, gsize end);

G_END_DECLS
