/* chiosa-paragraph.h
 *
 * One paragraph on the screen: where its annotations are, which lane each has, and the render node that shows them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-document.h"
#include "chiosa-outline.h"
#include "chiosa-palette.h"

G_BEGIN_DECLS

/* A fragment in the paragraph. Its boxes' y counts from the top of the paragraph. */
typedef struct
{
  ChiosaAnnotation *annotation;  /* a reference */
  ChiosaSpan        span;        /* as it was when drawn */
  guint             first_box;
  guint             n_boxes;
  guint             lane;        /* of lines; how deep in other tints, for tints */
} ChiosaParagraphItem;

typedef struct
{
  gsize          start;          /* code points of today's text: the painter moves them */
  gsize          end;
  int            y;              /* where it was last drawn */
  int            height;
  guint          frame;          /* when it was last drawn */
  GskRenderNode *node;           /* NULL: nothing to draw */
  GArray        *items;          /* ChiosaParagraphItem */
  GArray        *boxes;          /* ChiosaBox */
  ChiosaOutline *outline;        /* while drawing */
} ChiosaParagraph;

ChiosaParagraph *chiosa_paragraph_new      (GtkTextView *view, const GtkTextIter *start, const GtkTextIter *end, int y, int height);
void             chiosa_paragraph_free     (ChiosaParagraph *self);
void             chiosa_paragraph_draw     (ChiosaParagraph *self, const GArray *fragments, ChiosaPalette *palette, int room);
void             chiosa_paragraph_snapshot (ChiosaParagraph *self, GtkSnapshot *snapshot, int y);
void             chiosa_paragraph_snapshot_selected (ChiosaParagraph *self, const char *id, const ChiosaInk *ink,
                                                     GtkSnapshot *snapshot);
/* Appends the boxes of an annotation in the paragraph, in buffer coordinates. */
void             chiosa_paragraph_get_boxes (const ChiosaParagraph *self, const char *id, GArray *boxes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaParagraph, chiosa_paragraph_free)

G_END_DECLS
