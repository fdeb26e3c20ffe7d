/* chiosa-painter.h
 *
 * Draws the annotations of the paragraphs on the screen. What a paragraph shows is kept as a render node until the text in it,
 * its annotations or its layout change; nothing here grows with the number of annotations in the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-document.h"
#include "chiosa-palette.h"

G_BEGIN_DECLS

typedef struct _ChiosaPainter ChiosaPainter;

ChiosaPainter *chiosa_painter_new           (GtkTextView *view);
void           chiosa_painter_free          (ChiosaPainter *self);

/* @document: (nullable): borrowed. */
void           chiosa_painter_set_document  (ChiosaPainter *self, ChiosaDocument *document);
ChiosaPalette *chiosa_painter_get_palette   (ChiosaPainter *self);
/* Pixels between lines of text that lanes may fill. */
void           chiosa_painter_set_room      (ChiosaPainter *self, int room);

/* What is kept is no longer true: all of it, paragraphs in a range of today's text, what an edit of the text touched. */
void           chiosa_painter_forget_all    (ChiosaPainter *self);
void           chiosa_painter_forget        (ChiosaPainter *self, gsize start, gsize end);
void           chiosa_painter_edited        (ChiosaPainter *self, const ChiosaEdit *edit);

/* Both draw in buffer coordinates, below the text. */
void           chiosa_painter_snapshot      (ChiosaPainter *self, GtkSnapshot *snapshot, const GdkRectangle *visible);
void           chiosa_painter_snapshot_selected (ChiosaPainter *self, GtkSnapshot *snapshot, const char *id);
/* Where an annotation is, as far as it was drawn in the last frame: ChiosaBox in buffer coordinates. */
void           chiosa_painter_get_boxes     (ChiosaPainter *self, const char *id, GArray *boxes);
/* How many paragraphs have been drawn anew so far: for tests. */
guint          chiosa_painter_get_n_drawn   (ChiosaPainter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaPainter, chiosa_painter_free)

G_END_DECLS
