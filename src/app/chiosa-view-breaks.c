/* chiosa-view-breaks.c
 *
 * What shows that a line of an over-long paragraph ends where the paragraph does not: a hook in the margin, and the character that the
 * display break stands for, where that is a visible one. Where breaks are is the buffer's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#define HOOK_WIDTH 8
#define HOOK_GAP   6      /* from the column */
#define HOOK_ALPHA 0.5f

/* Down and back to where the next line begins. */
static void
draw_hook (GtkSnapshot   *snapshot,
           double         x,
           double         y,
           double         height,
           gboolean       rtl,
           const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.25f);
  float far = rtl ? 0 : HOOK_WIDTH;
  float near = HOOK_WIDTH - far;
  float head = rtl ? -3 : 3;
  float middle = height * 0.62f;

  gsk_path_builder_move_to (builder, far, height * 0.3f);
  gsk_path_builder_line_to (builder, far, middle);
  gsk_path_builder_line_to (builder, near, middle);
  gsk_path_builder_move_to (builder, near + head, middle - 3);
  gsk_path_builder_line_to (builder, near, middle);
  gsk_path_builder_line_to (builder, near + head, middle + 3);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_character (ChiosaView         *self,
                GtkSnapshot        *snapshot,
                gunichar            c,
                const GdkRectangle *place,
                gboolean            rtl,
                const GdkRGBA      *color)
{
  g_autoptr (PangoLayout) layout = NULL;
  char utf8[8] = "";
  int width, height;

  g_unichar_to_utf8 (c, utf8);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), utf8);
  pango_layout_get_pixel_size (layout, &width, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? place->x - width : place->x, place->y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_break (ChiosaView         *self,
            GtkSnapshot        *snapshot,
            const GtkTextIter  *line,
            const GtkTextIter  *line_end,
            const GdkRectangle *visible)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  gunichar hidden = chiosa_buffer_get_hidden (self->buffer, gtk_text_iter_get_offset (line_end));
  GdkRectangle start, end;
  GdkRGBA color;
  gboolean rtl;

  if (hidden == 0)
    return;

  gtk_text_view_get_iter_location (view, line_end, &end);
  if (end.y >= visible->y + visible->height || end.y + end.height <= visible->y)
    return;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  gtk_text_view_get_iter_location (view, line, &start);
  rtl = start.width < 0;
  if (!g_unichar_isspace (hidden))
    draw_character (self, snapshot, hidden, &end, rtl, &color);

  color.alpha *= HOOK_ALPHA;
  draw_hook (snapshot,
             rtl ? visible->x + gtk_text_view_get_left_margin (view) - HOOK_GAP - HOOK_WIDTH
                 : visible->x + visible->width - gtk_text_view_get_right_margin (view) + HOOK_GAP,
             end.y, end.height, rtl, &color);
}

/**
 * chiosa_view_snapshot_breaks:
 * @visible: in buffer coordinates
 */
void
chiosa_view_snapshot_breaks (ChiosaView         *self,
                             GtkSnapshot        *snapshot,
                             const GdkRectangle *visible)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter line, line_end;
  int y, height;

  gtk_text_view_get_line_at_y (view, &line, visible->y, NULL);
  do
    {
      gtk_text_view_get_line_yrange (view, &line, &y, &height);
      if (y >= visible->y + visible->height)
        return;

      line_end = line;
      if (!gtk_text_iter_ends_line (&line_end))
        gtk_text_iter_forward_to_line_end (&line_end);
      draw_break (self, snapshot, &line, &line_end, visible);
    }
  while (gtk_text_iter_forward_line (&line));
}
