/* chiosa-display-breaks.h
 *
 * The places where a buffer has the end of a line and the article has another character: an over-long paragraph is shown in parts, because
 * a GtkTextView lays out whatever is between two line ends at once. Offsets are the same in both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _ChiosaDisplayBreaks ChiosaDisplayBreaks;

ChiosaDisplayBreaks *chiosa_display_breaks_new      (void);
void                 chiosa_display_breaks_free     (ChiosaDisplayBreaks *self);

/* Finds the breaks of a whole text; (transfer full): the text as the buffer is to have it. */
char                *chiosa_display_breaks_load     (ChiosaDisplayBreaks *self, const char *utf8, gsize n_bytes);
/* What happened in the buffer, in code points. */
void                 chiosa_display_breaks_inserted (ChiosaDisplayBreaks *self, gsize offset, gsize n);
void                 chiosa_display_breaks_deleted  (ChiosaDisplayBreaks *self, gsize start, gsize end);

/* What the article has at @offset, 0 where the buffer has the same. */
gunichar             chiosa_display_breaks_get      (ChiosaDisplayBreaks *self, gsize offset);
gboolean             chiosa_display_breaks_any      (ChiosaDisplayBreaks *self, gsize start, gsize end);
/* The article's text, where @slice is the buffer's from @start on. */
char                *chiosa_display_breaks_restore  (ChiosaDisplayBreaks *self, const char *slice, gsize start);

/* Characters from the first to the last that came, or stand where some went, since the last adjustment. */
gsize                chiosa_display_breaks_get_n_changed (ChiosaDisplayBreaks *self);
/* Sets and takes away breaks where something changed since, and only there, so that no line is too long and none without need short.
 * Returns whether there was anything to do; if so, from @start to @end. Marks stay where they are. */
gboolean             chiosa_display_breaks_adjust   (ChiosaDisplayBreaks *self, GtkTextBuffer *buffer, gsize *start, gsize *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaDisplayBreaks, chiosa_display_breaks_free)

G_END_DECLS
