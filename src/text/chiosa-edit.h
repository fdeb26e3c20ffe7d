/* chiosa-edit.h
 *
 * A change of the text as a value: disjoint replacements in the coordinates of the old text,
 * ordered, composed from what happened during one user action.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

G_BEGIN_DECLS

/* [start, end) of the old text gives way to @text. Code points. */
typedef struct
{
  gsize  start;
  gsize  end;
  char  *text;      /* owned, never NULL */
  gsize  inserted;  /* code points of @text */
} ChiosaReplacement;

typedef struct _ChiosaEdit ChiosaEdit;

ChiosaEdit              *chiosa_edit_new               (void);
ChiosaEdit              *chiosa_edit_new_replace       (gsize start, gsize end, const char *text);
ChiosaEdit              *chiosa_edit_copy              (const ChiosaEdit *self);
void                     chiosa_edit_free              (ChiosaEdit *self);

/* Adds a further change, whose coordinates are those of the text after all changes so far.
 * Touching or overlapping changes become one replacement. */
void                     chiosa_edit_compose           (ChiosaEdit *self, gsize start, gsize end, const char *text);
/* Adds all of @next, whose coordinates are those of the text after @self. */
void                     chiosa_edit_compose_edit      (ChiosaEdit *self, const ChiosaEdit *next);
/* Cuts the common prefix and suffix of every replacement against @old; drops those that change nothing. */
void                     chiosa_edit_trim              (ChiosaEdit *self, const ChiosaText *old);

guint                    chiosa_edit_get_n             (const ChiosaEdit *self);
const ChiosaReplacement *chiosa_edit_get               (const ChiosaEdit *self, guint i);
gboolean                 chiosa_edit_is_empty          (const ChiosaEdit *self);

void                     chiosa_edit_apply             (const ChiosaEdit *self, ChiosaText *text);
/* The edit that leads back, given the text before @self. */
ChiosaEdit              *chiosa_edit_invert            (const ChiosaEdit *self, const ChiosaText *old);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaEdit, chiosa_edit_free)

G_END_DECLS
