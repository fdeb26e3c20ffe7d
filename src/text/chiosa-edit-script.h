/* chiosa-edit-script.h
 *
 * A list of steps to apply to an article from outside: one per line, so that a person, a test and a fuzzer can write it.
 *
 *   # comment
 *   insert OFFSET "TEXT"
 *   delete START END
 *   replace START END "TEXT"
 *   undo [N]
 *   redo [N]
 *   begin / end            (the edits between are one user action)
 *
 * TEXT is a JSON string literal. Offsets are code points of the text at that moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_STEP_REPLACE,     /* insert and delete too */
  CHIOSA_STEP_UNDO,
  CHIOSA_STEP_REDO,
  CHIOSA_STEP_BEGIN,
  CHIOSA_STEP_END,
} ChiosaStepKind;

typedef struct
{
  ChiosaStepKind  kind;
  guint           line;    /* from 1 */
  gsize           start;
  gsize           end;
  char           *text;    /* REPLACE: never NULL */
  guint           count;   /* UNDO, REDO */
} ChiosaEditStep;

/* (transfer full) (element-type ChiosaEditStep): the steps, or NULL with an error that names the line. */
GPtrArray *chiosa_edit_script_parse (const char *script, gssize n_bytes, GError **error);

G_END_DECLS
