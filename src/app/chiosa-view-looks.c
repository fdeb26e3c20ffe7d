/* chiosa-view-looks.c
 *
 * Font, line height, reading column and colours of the view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <string.h>

#include <adwaita.h>

#include "chiosa-invisible.h"

#define MIN_MARGIN 12
#define BOTTOM_MARGIN 30

void
chiosa_view_update_css (ChiosaView *self)
{
  g_autoptr (GString) css = g_string_new (NULL);
  char scale[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (scale, sizeof scale, "%.3f", self->font_scale);
  g_string_append_printf (css, "textview.%s { ", self->css_class);
  if (self->font)
    {
      g_autoptr (PangoFontDescription) font = pango_font_description_from_string (self->font);
      const char *family = pango_font_description_get_family (font);
      char size[G_ASCII_DTOSTR_BUF_SIZE];
      double points = pango_font_description_get_size (font) / (double) PANGO_SCALE;

      g_ascii_formatd (size, sizeof size, "%.2f", (points > 0 ? points : 11) * self->font_scale);
      g_string_append_printf (css, "font-size: %spt; ", size);
      if (family && !strpbrk (family, "\"\\;{}"))
        g_string_append_printf (css, "font-family: \"%s\"; ", family);
    }
  else
    {
      g_string_append_printf (css, "font-family: var(--document-font-family); "
                                   "font-size: calc(var(--document-font-size) * %s); ", scale);
    }

  g_string_append (css, "}");
  gtk_css_provider_load_from_string (self->css, css->str);
}

/* Room between the lines, for reading and for lanes. */
void
chiosa_view_update_line_height (ChiosaView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS (pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics));
  int room = MAX ((int) (height * (self->line_height - 1)), 2);

  pango_font_metrics_unref (metrics);
  gtk_text_view_set_pixels_inside_wrap (view, room);
  gtk_text_view_set_pixels_below_lines (view, room + height / 5);
  chiosa_painter_set_room (self->painter, room);
}

static int
get_column_pixels (ChiosaView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics) * self->column_width);

  pango_font_metrics_unref (metrics);
  return width;
}

/* A column in the middle, and room to scroll past the end. */
void
chiosa_view_update_margins (ChiosaView *self,
                            int         width,
                            int         height)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int margin = MAX ((width - get_column_pixels (self)) / 2, MIN_MARGIN);

  if (width != self->width || margin != gtk_text_view_get_left_margin (view))
    chiosa_painter_forget_all (self->painter);
  self->width = width;

  gtk_text_view_set_left_margin (view, margin);
  gtk_text_view_set_right_margin (view, margin);
  gtk_text_view_set_bottom_margin (view, MAX (BOTTOM_MARGIN, height * 2 / 5));
}

void
chiosa_view_update_style (ChiosaView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  ChiosaDocument *document = self->editor ? chiosa_editor_get_document (self->editor) : NULL;
  GdkRGBA foreground;

  gtk_widget_get_color (GTK_WIDGET (self), &foreground);
  chiosa_palette_set_style (chiosa_painter_get_palette (self->painter),
                            document ? chiosa_document_get_tagset (document) : NULL,
                            adw_style_manager_get_dark (manager), adw_style_manager_get_high_contrast (manager), &foreground);
  if (self->buffer)
    chiosa_invisible_set_dark (GTK_TEXT_BUFFER (self->buffer), adw_style_manager_get_dark (manager));
  chiosa_painter_forget_all (self->painter);
  chiosa_view_queue_selected (self);
}

void
chiosa_view_init_looks (ChiosaView *self)
{
  static guint n_views;
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->css = gtk_css_provider_new ();
  self->css_class = g_strdup_printf ("chiosa-view-%u", n_views++);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->css), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  chiosa_view_update_css (self);
  chiosa_view_update_line_height (self);

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (chiosa_view_update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (chiosa_view_update_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::accent-color-rgba", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
