/* chiosa-strokes.c
 *
 * The shapes that annotations have on the screen. Shape as well as colour tells the types apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-strokes.h"

#define TINT_OVERHANG 2
#define TINT_RADIUS 4
#define TINT_MAX_INSET 3
#define FOOT_HEIGHT 5
#define WAVE_LENGTH 6
#define WAVE_HEIGHT 1.5f

static gboolean
opens_left (const ChiosaBox *box)
{
  return box->rtl ? box->ends : box->starts;
}

static gboolean
opens_right (const ChiosaBox *box)
{
  return box->rtl ? box->starts : box->ends;
}

/* Round where the annotation begins and ends, straight where it goes on in another line. */
static void
init_tint (GskRoundedRect  *rect,
           const ChiosaBox *box,
           guint            depth)
{
  int inset = MIN (depth, TINT_MAX_INSET) * 2;
  gboolean left = opens_left (box);
  gboolean right = opens_right (box);
  int left_hang = left ? TINT_OVERHANG : 0;
  int right_hang = right ? TINT_OVERHANG : 0;
  graphene_size_t round = GRAPHENE_SIZE_INIT (TINT_RADIUS, TINT_RADIUS);
  graphene_size_t square = GRAPHENE_SIZE_INIT (0, 0);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (box->x - left_hang, box->y - 1 + inset,
                                               box->width + left_hang + right_hang,
                                               MAX (box->height + 2 - 2 * inset, 6));

  gsk_rounded_rect_init (rect, &bounds, left ? &round : &square, right ? &round : &square,
                         right ? &round : &square, left ? &round : &square);
}

void
chiosa_stroke_tint (GtkSnapshot     *snapshot,
                    const ChiosaBox *box,
                    const GdkRGBA   *color,
                    guint            depth)
{
  GskRoundedRect rect;

  init_tint (&rect, box, depth);
  if (gsk_rounded_rect_is_rectilinear (&rect))
    {
      gtk_snapshot_append_color (snapshot, color, &rect.bounds);
      return;
    }

  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, color, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

void
chiosa_stroke_outline (GtkSnapshot     *snapshot,
                       const ChiosaBox *box,
                       const GdkRGBA   *color,
                       float            thickness,
                       guint            depth)
{
  float left = opens_left (box) ? thickness : 0;
  float right = opens_right (box) ? thickness : 0;
  GskRoundedRect rect;

  init_tint (&rect, box, depth);
  gtk_snapshot_append_border (snapshot, &rect, (float[4]) { thickness, right, thickness, left },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

static float
lane_y (const ChiosaBox *box,
        guint            lane)
{
  return box->y + box->height + CHIOSA_LANE_GAP + lane * CHIOSA_LANE_PITCH;
}

static void
append_stroke (GtkSnapshot   *snapshot,
               GskPath       *path,
               const GdkRGBA *color,
               float          thickness,
               const float   *dash,
               gsize          n_dash,
               GskLineCap     cap)
{
  GskStroke *stroke = gsk_stroke_new (thickness);

  gsk_stroke_set_line_cap (stroke, cap);
  gsk_stroke_set_dash (stroke, dash, n_dash);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gsk_stroke_free (stroke);
}

static GskPath *
straight_path (float x1,
               float x2,
               float y)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  gsk_path_builder_move_to (builder, x1, y);
  gsk_path_builder_line_to (builder, x2, y);
  return gsk_path_builder_free_to_path (builder);
}

static GskPath *
wave_path (float x1,
           float x2,
           float y)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  float up = WAVE_HEIGHT * 2;

  gsk_path_builder_move_to (builder, x1, y);
  for (float x = x1; x < x2; x += WAVE_LENGTH)
    {
      gsk_path_builder_quad_to (builder, x + WAVE_LENGTH * 0.25f, y - up, x + WAVE_LENGTH * 0.5f, y);
      gsk_path_builder_quad_to (builder, x + WAVE_LENGTH * 0.75f, y + up, x + WAVE_LENGTH, y);
    }

  return gsk_path_builder_free_to_path (builder);
}

static void
append_shape (GtkSnapshot     *snapshot,
              const ChiosaInk *ink,
              float            thickness,
              float            x1,
              float            x2,
              float            y)
{
  static const float dashes[] = { 7, 3 };
  g_autoptr (GskPath) path = NULL;

  switch (ink->shape)
    {
    case CHIOSA_SHAPE_DASHED:
      path = straight_path (x1, x2, y + thickness / 2);
      append_stroke (snapshot, path, &ink->line, thickness, dashes, 2, GSK_LINE_CAP_BUTT);
      break;

    case CHIOSA_SHAPE_DOTTED:
      path = straight_path (x1 + thickness / 2, x2, y + thickness / 2);
      append_stroke (snapshot, path, &ink->line, thickness, (float[]) { 0.01f, thickness * 2 }, 2, GSK_LINE_CAP_ROUND);
      break;

    case CHIOSA_SHAPE_WAVE:
      path = wave_path (x1, x2, y + thickness / 2);
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (x1, y - 3, x2 - x1, thickness + 6));
      append_stroke (snapshot, path, &ink->line, thickness * 0.7f, NULL, 0, GSK_LINE_CAP_BUTT);
      gtk_snapshot_pop (snapshot);
      break;

    case CHIOSA_SHAPE_TINT:
    case CHIOSA_SHAPE_LINE:
    default:
      gtk_snapshot_append_color (snapshot, &ink->line, &GRAPHENE_RECT_INIT (x1, y, x2 - x1, thickness));
    }
}

void
chiosa_stroke_line (GtkSnapshot     *snapshot,
                    const ChiosaBox *box,
                    const ChiosaInk *ink,
                    float            thickness,
                    guint            lane)
{
  float y = lane_y (box, lane);
  float x1 = box->x + (opens_left (box) ? 1 : 0);
  float x2 = box->x + box->width - (opens_right (box) ? 1 : 0);
  float foot = MIN (thickness, 2);

  if (x2 - x1 < 1)
    return;

  append_shape (snapshot, ink, thickness, x1, x2, y);
  if (opens_left (box))
    gtk_snapshot_append_color (snapshot, &ink->line,
                               &GRAPHENE_RECT_INIT (x1, y + thickness - FOOT_HEIGHT, foot, FOOT_HEIGHT));
  if (opens_right (box))
    gtk_snapshot_append_color (snapshot, &ink->line,
                               &GRAPHENE_RECT_INIT (x2 - foot, y + thickness - FOOT_HEIGHT, foot, FOOT_HEIGHT));
}

void
chiosa_stroke_connector (GtkSnapshot     *snapshot,
                         const ChiosaBox *box,
                         const ChiosaInk *ink,
                         guint            lane)
{
  static const float dots[] = { 1, 3 };
  float y = (ink->shape == CHIOSA_SHAPE_TINT ? box->y + box->height - 1 : lane_y (box, lane)) + ink->thickness / 2;
  g_autoptr (GskPath) path = NULL;

  if (box->width < 2)
    return;

  path = straight_path (box->x + 1, box->x + box->width - 1, y);
  append_stroke (snapshot, path, &ink->line, 1, dots, 2, GSK_LINE_CAP_BUTT);
}
