/* chiosa-badge.c
 *
 * Small signs with a word on them, drawn over the text. What they say and where they would best be is their users' business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-badge.h"

#define PADDING_X 5
#define PADDING_Y 1
#define RADIUS 4
#define MAX_TRIES 12
#define TEXT_SCALE 0.72
#define KEYCAP_SCALE 0.8

struct _ChiosaBadges
{
  GtkWidget    *widget;   /* borrowed */
  GdkRectangle  visible;
  GArray       *taken;    /* GdkRectangle */
};

static PangoLayout *
make_layout (ChiosaBadges     *self,
             ChiosaBadgeStyle  style,
             const char       *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gboolean keycap = style == CHIOSA_BADGE_KEYCAP;

  pango_attr_list_insert (attributes, pango_attr_scale_new (keycap ? KEYCAP_SCALE : TEXT_SCALE));
  pango_attr_list_insert (attributes, pango_attr_family_new (keycap ? "monospace" : "sans-serif"));
  pango_attr_list_insert (attributes, pango_attr_weight_new (keycap ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static void
measure_layout (PangoLayout *layout,
                int         *width,
                int         *height)
{
  pango_layout_get_pixel_size (layout, width, height);
  *width = MAX (*width + 2 * PADDING_X, *height + 2 * PADDING_Y);
  *height += 2 * PADDING_Y;
}

static gboolean
is_free (ChiosaBadges       *self,
         const GdkRectangle *rect)
{
  for (guint i = 0; i < self->taken->len; i++)
    if (gdk_rectangle_intersect (rect, &g_array_index (self->taken, GdkRectangle, i), NULL))
      return FALSE;

  return TRUE;
}

static void
find_place (ChiosaBadges *self,
            GdkRectangle *rect,
            int           step_x,
            int           step_y)
{
  const GdkRectangle *visible = &self->visible;

  rect->x = CLAMP (rect->x, visible->x, MAX (visible->x, visible->x + visible->width - rect->width));
  rect->y = CLAMP (rect->y, visible->y, MAX (visible->y, visible->y + visible->height - rect->height));
  for (guint i = 0; i < MAX_TRIES && !is_free (self, rect); i++)
    {
      rect->x += step_x;
      rect->y += step_y;
    }

  g_array_append_val (self->taken, *rect);
}

static void
draw (GtkSnapshot        *snapshot,
      ChiosaBadgeStyle    style,
      PangoLayout        *layout,
      const GdkRectangle *rect,
      const GdkRGBA      *ink,
      const GdkRGBA      *paper)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height);
  const GdkRGBA *fill = style == CHIOSA_BADGE_BORDERED ? paper : ink;
  const GdkRGBA *text = style == CHIOSA_BADGE_BORDERED ? ink : paper;
  float thickness = style == CHIOSA_BADGE_BORDERED ? 1 : 0;
  GskRoundedRect outline;
  int width, height;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, RADIUS);
  if (style == CHIOSA_BADGE_KEYCAP)
    gtk_snapshot_append_outset_shadow (snapshot, &outline, paper, 0, 0, 1.5, 0);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, fill, &bounds);
  gtk_snapshot_pop (snapshot);
  if (thickness > 0)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { thickness, thickness, thickness, thickness },
                                (GdkRGBA[4]) { *ink, *ink, *ink, *ink });

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect->x + (rect->width - width) / 2, rect->y + PADDING_Y));
  gtk_snapshot_append_layout (snapshot, layout, text);
  gtk_snapshot_restore (snapshot);
}

/**
 * chiosa_badges_new:
 * @widget: borrowed: whose font they have
 * @visible: where they must be, in the coordinates of the snapshot
 */
ChiosaBadges *
chiosa_badges_new (GtkWidget          *widget,
                   const GdkRectangle *visible)
{
  ChiosaBadges *self = g_new0 (ChiosaBadges, 1);

  self->widget = widget;
  self->visible = *visible;
  self->taken = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
  return self;
}

void
chiosa_badges_free (ChiosaBadges *self)
{
  g_array_unref (self->taken);
  g_free (self);
}

void
chiosa_badges_measure (ChiosaBadges     *self,
                       ChiosaBadgeStyle  style,
                       const char       *text,
                       int              *width,
                       int              *height)
{
  g_autoptr (PangoLayout) layout = make_layout (self, style, text);

  measure_layout (layout, width, height);
}

void
chiosa_badges_add (ChiosaBadges     *self,
                   GtkSnapshot      *snapshot,
                   ChiosaBadgeStyle  style,
                   const char       *text,
                   int               x,
                   int               y,
                   int               step_x,
                   int               step_y,
                   const GdkRGBA    *ink,
                   const GdkRGBA    *paper)
{
  g_autoptr (PangoLayout) layout = make_layout (self, style, text);
  GdkRectangle rect = { x, y, 0, 0 };

  measure_layout (layout, &rect.width, &rect.height);
  find_place (self, &rect, step_x, step_y);
  draw (snapshot, style, layout, &rect, ink, paper);
}
