/* chiosa-webanno-text.h
 *
 * The text of a WebAnno TSV file that is being read: sentence by sentence, and where the words of its rows stand. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-webanno-items.h"

G_BEGIN_DECLS

typedef struct _ChiosaWebannoText ChiosaWebannoText;

ChiosaWebannoText *chiosa_webanno_text_new          (ChiosaReader *reader);
void               chiosa_webanno_text_free         (ChiosaWebannoText *self);
const char        *chiosa_webanno_text_get          (const ChiosaWebannoText *self);
void               chiosa_webanno_text_set_before   (ChiosaWebannoText *self, const char *white_space);
/* Of the sentence that is open. */
void               chiosa_webanno_text_add_line     (ChiosaWebannoText *self, const char *words);
gboolean           chiosa_webanno_text_end_sentence (ChiosaWebannoText *self, guint line, GError **error);
/* @row: with id and line; the rest is set. @start, @end: UTF-16 units, by the file. */
gboolean           chiosa_webanno_text_place_row    (ChiosaWebannoText *self, ChiosaWebannoRow *row, guint64 start, guint64 end,
                                                     const char *word, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaWebannoText, chiosa_webanno_text_free)

G_END_DECLS
