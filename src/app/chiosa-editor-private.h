/* chiosa-editor-private.h
 *
 * The inside of ChiosaEditor, for its own source files only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-editor.h"

G_BEGIN_DECLS

/* A possible other end of the relation that is being made. */
typedef struct
{
  char *id;
  char *letters;
} ChiosaEditorEnd;

struct _ChiosaEditor
{
  GObject         parent_instance;

  ChiosaDocument *document;
  ChiosaMode      mode;
  ChiosaSpan      text_selection;
  char           *selected;
  const char     *active_type;     /* interned */
  GHashTable     *last_labels;     /* interned type -> interned label */
  GPtrArray      *ends;            /* ChiosaEditorEnd; NULL: not relating */
  GString        *typed;           /* letters typed so far while relating */
  guint           show_arcs : 1;
  guint           moved_away : 1;  /* the cursor has left the selected annotation since it was selected */
};

void     chiosa_editor_announce          (ChiosaEditor *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void     chiosa_editor_message           (ChiosaEditor *self, gboolean can_undo, const char *format, ...) G_GNUC_PRINTF (3, 4);
void     chiosa_editor_reveal            (ChiosaEditor *self, ChiosaSpan span);
/* Selects without a word; the cursor goes along when @reveal. */
void     chiosa_editor_set_selected      (ChiosaEditor *self, const char *id, gboolean reveal);
void     chiosa_editor_remember_label    (ChiosaEditor *self, const char *type, const char *label);
void     chiosa_editor_stop_relating     (ChiosaEditor *self);

/* For sentences: the words of an annotation, shortened; the names of its label and type. */
char       *chiosa_editor_short_quote    (ChiosaEditor *self, const char *id);
const char *chiosa_editor_type_name      (ChiosaEditor *self, const char *type);
const char *chiosa_editor_label_name     (ChiosaEditor *self, const char *type, const char *label);

G_END_DECLS
