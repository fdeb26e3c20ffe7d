/* chiosa-swatch.c
 *
 * A small sample of how a span type is drawn: its colour and its shape, for lists and buttons. The article itself is
 * drawn by the view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-swatch.h"

#define SIZE      12.f
#define THICKNESS 3.f

struct _ChiosaSwatch
{
  GtkWidget   parent_instance;

  GdkRGBA     color;
  ChiosaShape shape;
};

G_DEFINE_FINAL_TYPE (ChiosaSwatch, chiosa_swatch, GTK_TYPE_WIDGET)

static void
append_bar (GtkSnapshot   *snapshot,
            const GdkRGBA *color,
            float          x,
            float          y,
            float          width,
            float          height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
append_wave (GtkSnapshot   *snapshot,
             const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (2.f);

  gsk_path_builder_move_to (builder, 0.f, SIZE - 2.f);
  for (guint i = 1; i <= 4; i++)
    gsk_path_builder_line_to (builder, i * SIZE / 4.f, i % 2 == 1 ? SIZE - 6.f : SIZE - 2.f);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

static void
append_tint (GtkSnapshot   *snapshot,
             const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0.f, 0.f, SIZE, SIZE), 3.f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  append_bar (snapshot, color, 0.f, 0.f, SIZE, SIZE);
  gtk_snapshot_pop (snapshot);
}

static void
chiosa_swatch_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ChiosaSwatch *self = CHIOSA_SWATCH (widget);
  float y = SIZE - THICKNESS;

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - SIZE) / 2.f,
                                                          (gtk_widget_get_height (widget) - SIZE) / 2.f));
  switch (self->shape)
    {
    case CHIOSA_SHAPE_TINT:
      append_tint (snapshot, &self->color);
      break;
    case CHIOSA_SHAPE_LINE:
      append_bar (snapshot, &self->color, 0.f, y, SIZE, THICKNESS);
      break;
    case CHIOSA_SHAPE_DASHED:
      append_bar (snapshot, &self->color, 0.f, y, 5.f, THICKNESS);
      append_bar (snapshot, &self->color, SIZE - 5.f, y, 5.f, THICKNESS);
      break;
    case CHIOSA_SHAPE_DOTTED:
      for (guint i = 0; i < 3; i++)
        append_bar (snapshot, &self->color, i * (SIZE - THICKNESS) / 2.f, y, THICKNESS, THICKNESS);
      break;
    case CHIOSA_SHAPE_WAVE:
      append_wave (snapshot, &self->color);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
chiosa_swatch_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = (int) SIZE;
}

static void
chiosa_swatch_class_init (ChiosaSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = chiosa_swatch_snapshot;
  widget_class->measure = chiosa_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chiosa_swatch_init (ChiosaSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * chiosa_swatch_new:
 * @color: (nullable): as the tag set has it
 * @shape: of the type
 */
GtkWidget *
chiosa_swatch_new (const char  *color,
                   ChiosaShape  shape)
{
  ChiosaSwatch *self = g_object_new (CHIOSA_TYPE_SWATCH, NULL);

  if (color == NULL || !gdk_rgba_parse (&self->color, color))
    gtk_widget_get_color (GTK_WIDGET (self), &self->color);
  self->shape = shape;

  return GTK_WIDGET (self);
}
