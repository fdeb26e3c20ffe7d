/* chiosa-sample.c
 *
 * A small sample of how annotations of a type and label are drawn in the article: words tinted, or a line under them, in the
 * colour that the palette gives them in this style. Says nothing to a screen reader: the name always stands beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-sample.h"

#include <adwaita.h>
#include <math.h>

#include "chiosa-palette.h"

#define SIZE 16

struct _ChiosaSample
{
  GtkWidget     parent_instance;

  ChiosaTagset *tagset;
  const char   *type;     /* interned */
  const char   *label;    /* interned */
};

G_DEFINE_FINAL_TYPE (ChiosaSample, chiosa_sample, GTK_TYPE_WIDGET)

static void
draw_tint (GtkSnapshot     *snapshot,
           const ChiosaInk *ink)
{
  GskRoundedRect outline;
  GdkRGBA colors[4] = { ink->line, ink->line, ink->line, ink->line };
  float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (1, 2, SIZE - 2, SIZE - 4), 3);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ink->strong_tint, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/* A bar that stands for the words, and the line under it. */
static void
draw_line (GtkSnapshot     *snapshot,
           const ChiosaInk *ink,
           const GdkRGBA   *foreground)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (ink->thickness);
  GdkRGBA words = *foreground;

  words.alpha *= 0.25f;
  gtk_snapshot_append_color (snapshot, &words, &GRAPHENE_RECT_INIT (1, 3, SIZE - 2, 5));

  gsk_path_builder_move_to (builder, 1, 12);

  if (ink->shape == CHIOSA_SHAPE_WAVE)
    for (int x = 1; x < SIZE - 1; x++)
      gsk_path_builder_line_to (builder, x + 1, 12 + 1.5f * sinf (x * (float) G_PI / 3.5f));
  else
    gsk_path_builder_line_to (builder, SIZE - 1, 12);

  if (ink->shape == CHIOSA_SHAPE_DASHED)
    gsk_stroke_set_dash (stroke, (float[]) { 6, 2 }, 2);
  else if (ink->shape == CHIOSA_SHAPE_DOTTED)
    gsk_stroke_set_dash (stroke, (float[]) { ink->thickness, ink->thickness }, 2);

  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &ink->line);
}

static void
chiosa_sample_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ChiosaSample *self = CHIOSA_SAMPLE (widget);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (ChiosaPalette) palette = NULL;
  const ChiosaInk *ink;
  GdkRGBA foreground;

  if (self->tagset == NULL)
    return;

  gtk_widget_get_color (widget, &foreground);
  palette = chiosa_palette_new ();
  chiosa_palette_set_style (palette, self->tagset, adw_style_manager_get_dark (style),
                            adw_style_manager_get_high_contrast (style), &foreground);
  ink = chiosa_palette_get_ink (palette, self->type, self->label);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (floorf ((gtk_widget_get_width (widget) - SIZE) / 2.0f),
                                                          floorf ((gtk_widget_get_height (widget) - SIZE) / 2.0f)));

  if (ink->shape == CHIOSA_SHAPE_TINT)
    draw_tint (snapshot, ink);
  else
    draw_line (snapshot, ink, &foreground);

  gtk_snapshot_restore (snapshot);
}

static void
chiosa_sample_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
chiosa_sample_dispose (GObject *object)
{
  g_clear_object (&CHIOSA_SAMPLE (object)->tagset);

  G_OBJECT_CLASS (chiosa_sample_parent_class)->dispose (object);
}

static void
chiosa_sample_class_init (ChiosaSampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_sample_dispose;
  widget_class->snapshot = chiosa_sample_snapshot;
  widget_class->measure = chiosa_sample_measure;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
chiosa_sample_init (ChiosaSample *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
chiosa_sample_new (void)
{
  return g_object_new (CHIOSA_TYPE_SAMPLE, NULL);
}

/**
 * chiosa_sample_set_tag:
 * @self: a sample
 * @tagset: (nullable): whose colours they are
 * @type: id of a span type
 * @label: (nullable): id of one of its labels
 *
 * Shows how annotations of this type and label look.
 */
void
chiosa_sample_set_tag (ChiosaSample *self,
                       ChiosaTagset *tagset,
                       const char   *type,
                       const char   *label)
{
  g_set_object (&self->tagset, tagset);
  self->type = g_intern_string (type);
  self->label = g_intern_string (label != NULL ? label : "");

  gtk_widget_queue_draw (GTK_WIDGET (self));
}
