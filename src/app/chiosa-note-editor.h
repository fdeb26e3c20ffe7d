/* chiosa-note-editor.h
 *
 * A few lines of free text, taken over when the user pauses or goes elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "written" (const char *note): the user wants this note; NULL: none. */
#define CHIOSA_TYPE_NOTE_EDITOR (chiosa_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaNoteEditor, chiosa_note_editor, CHIOSA, NOTE_EDITOR, AdwBin)

/* Shows a note, NULL for none. What is being typed stays, unless the note itself has changed. */
void chiosa_note_editor_show  (ChiosaNoteEditor *self, const char *note);
void chiosa_note_editor_flush (ChiosaNoteEditor *self);
void chiosa_note_editor_set_editable (ChiosaNoteEditor *self, gboolean editable);

G_END_DECLS
