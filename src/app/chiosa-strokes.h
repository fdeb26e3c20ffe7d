/* chiosa-strokes.h
 *
 * The shapes that annotations have on the screen: tinted words, and lines under the text in lanes. Boxes and inks in, render nodes out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-outline.h"
#include "chiosa-palette.h"

G_BEGIN_DECLS

/* Between the lanes of lines, and from the text to the first of them, in pixels. */
#define CHIOSA_LANE_PITCH 4
#define CHIOSA_LANE_GAP   2

/* @depth: in how many other tints this one lies. */
void chiosa_stroke_tint      (GtkSnapshot *snapshot, const ChiosaBox *box, const GdkRGBA *color, guint depth);
void chiosa_stroke_outline   (GtkSnapshot *snapshot, const ChiosaBox *box, const GdkRGBA *color, float thickness, guint depth);
/* A line, dashes, dots or a wave under the text, with a foot at the annotation's own ends. */
void chiosa_stroke_line      (GtkSnapshot *snapshot, const ChiosaBox *box, const ChiosaInk *ink, float thickness, guint lane);
/* Between two fragments of one annotation. */
void chiosa_stroke_connector (GtkSnapshot *snapshot, const ChiosaBox *box, const ChiosaInk *ink, guint lane);

G_END_DECLS
