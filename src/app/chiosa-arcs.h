/* chiosa-arcs.h
 *
 * The relations of the selected annotation, drawn over the text: an arc to each other end on the screen, a stub towards each that
 * is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-badge.h"
#include "chiosa-document.h"
#include "chiosa-painter.h"

G_BEGIN_DECLS

typedef struct _ChiosaArcs ChiosaArcs;

ChiosaArcs *chiosa_arcs_new           (ChiosaPainter *painter);
void        chiosa_arcs_free          (ChiosaArcs *self);

/* What to draw is looked up again at the next frame. @document and @id: (nullable). */
void        chiosa_arcs_set_subject   (ChiosaArcs *self, ChiosaDocument *document, const char *id);
/* In buffer coordinates. */
void        chiosa_arcs_snapshot      (ChiosaArcs *self, GtkSnapshot *snapshot, const GdkRectangle *visible, ChiosaBadges *badges);
/* The line from an annotation to the pointer while one is dragged. */
void        chiosa_arcs_snapshot_drag (ChiosaArcs *self, GtkSnapshot *snapshot, const char *from, int x, int y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaArcs, chiosa_arcs_free)

G_END_DECLS
