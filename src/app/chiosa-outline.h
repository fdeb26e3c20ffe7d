/* chiosa-outline.h
 *
 * Where a stretch of text is on the screen: the boxes it covers, display line by display line. For one paragraph, or a part of one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In buffer coordinates. Reading order: where text runs both ways, one row may hold several. */
typedef struct
{
  int   x;
  int   y;
  int   width;
  int   height;
  guint row;         /* display line, from 0 */
  guint rtl : 1;     /* its text runs from right to left */
  guint starts : 1;  /* the stretch begins here, at the left, or at the right when @rtl */
  guint ends : 1;
} ChiosaBox;

typedef struct _ChiosaOutline ChiosaOutline;

/* Of what is between @start and @end, within one paragraph; valid until text or layout change. */
ChiosaOutline *chiosa_outline_new       (GtkTextView *view, const GtkTextIter *start, const GtkTextIter *end);
void           chiosa_outline_free      (ChiosaOutline *self);
/* Appends ChiosaBox of [start, end) (code points in the article, clamped to the outline) to @boxes. */
void           chiosa_outline_get_boxes (ChiosaOutline *self, gsize start, gsize end, GArray *boxes);

/* The same for a stretch that may run over several paragraphs, of which only the part in @visible is looked at. */
void           chiosa_outline_get_visible_boxes (GtkTextView *view, gsize start, gsize end, const GdkRectangle *visible, GArray *boxes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaOutline, chiosa_outline_free)

G_END_DECLS
