/* chiosa-badge.h
 *
 * Small signs with a word on them, drawn over the text: labels, names of relations, letters to type.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a badge looks: a filled one, one with a border, or one like the key of a keyboard. */
typedef enum
{
  CHIOSA_BADGE_FILLED,
  CHIOSA_BADGE_BORDERED,
  CHIOSA_BADGE_KEYCAP,
} ChiosaBadgeStyle;

/* The badges of one frame: each finds a place where it covers no other. */
typedef struct _ChiosaBadges ChiosaBadges;

ChiosaBadges *chiosa_badges_new   (GtkWidget *widget, const GdkRectangle *visible);
void          chiosa_badges_free  (ChiosaBadges *self);

/* Size of a badge with @text, in pixels. */
void          chiosa_badges_measure (ChiosaBadges *self, ChiosaBadgeStyle style, const char *text, int *width, int *height);
/* @x, @y: where its upper left corner would best be; it is moved by @step_x, @step_y until it is free, and into what is visible.
 * @ink: colour of text and border, of the whole badge when filled; @paper: the other colour. */
void          chiosa_badges_add     (ChiosaBadges *self, GtkSnapshot *snapshot, ChiosaBadgeStyle style, const char *text,
                                     int x, int y, int step_x, int step_y, const GdkRGBA *ink, const GdkRGBA *paper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaBadges, chiosa_badges_free)

G_END_DECLS
