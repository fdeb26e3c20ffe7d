/* chiosa-view-draw.c
 *
 * What the view draws in each frame, beside the text: annotations and the word cursor below it, relations and badges above.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <adwaita.h>

#include "chiosa-outline.h"
#include "chiosa-strokes.h"

#define HANDLE_WIDTH 3
/* Pixels by which a letter to type hangs into the line of its annotation. */
#define LETTER_OVERLAP 6

static gboolean
is_annotating (ChiosaView *self)
{
  return chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_ANNOTATE;
}

static void
get_accent (ChiosaView *self,
            GdkRGBA    *color)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

  *color = *accent;
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    color->alpha = 0.35f;
}

/* The word that a label key would tag: a frame around it. */
static void
draw_word_cursor (ChiosaView         *self,
                  GtkSnapshot        *snapshot,
                  const GdkRectangle *visible)
{
  g_autoptr (GArray) boxes = NULL;
  ChiosaSpan word;
  GdkRGBA color;

  if (self->exact_cursor || !chiosa_view_get_cursor_word (self, &word))
    return;

  get_accent (self, &color);
  boxes = g_array_new (FALSE, FALSE, sizeof (ChiosaBox));
  chiosa_outline_get_visible_boxes (GTK_TEXT_VIEW (self), word.start, word.end, visible, boxes);
  for (guint i = 0; i < boxes->len; i++)
    {
      ChiosaBox box = g_array_index (boxes, ChiosaBox, i);

      box.x -= 1;
      box.width += 2;
      box.y -= 1;
      box.height += 2;
      chiosa_stroke_outline (snapshot, &box, &color, 2, 0);
    }
}

/* What the selected annotation is, in a word at its beginning. */
static void
draw_label (ChiosaView   *self,
            GtkSnapshot  *snapshot,
            const char   *id,
            GArray       *boxes,
            ChiosaBadges *badges)
{
  ChiosaDocument *document = chiosa_editor_get_document (self->editor);
  ChiosaTagset *tagset = chiosa_document_get_tagset (document);
  ChiosaPalette *palette = chiosa_painter_get_palette (self->painter);
  const ChiosaAnnotation *annotation = chiosa_document_find (document, id);
  const ChiosaSpanType *type = chiosa_tagset_find_type (tagset, annotation->type);
  const ChiosaTag *label = chiosa_tagset_find_label (tagset, annotation->type, annotation->label);
  const ChiosaInk *ink = chiosa_palette_get_ink (palette, annotation->type, annotation->label);
  const ChiosaBox *box = &g_array_index (boxes, ChiosaBox, 0);
  const char *name = label ? label->name : type ? type->tag.name : annotation->type;
  int width, height;

  if (!label && annotation->label && *annotation->label)
    name = annotation->label;

  chiosa_badges_measure (badges, CHIOSA_BADGE_FILLED, name, &width, &height);
  chiosa_badges_add (badges, snapshot, CHIOSA_BADGE_FILLED, name,
                     box->rtl ? box->x + box->width + 2 - width : box->x - 2, box->y - height, 0, -height - 2,
                     &ink->line, chiosa_palette_get_paper (palette));
}

/* Handles at both ends of the selected annotation, while the arrow keys move them. */
static void
draw_handles (ChiosaView  *self,
              GtkSnapshot *snapshot,
              GArray      *boxes)
{
  const ChiosaBox *first = &g_array_index (boxes, ChiosaBox, 0);
  const ChiosaBox *last = &g_array_index (boxes, ChiosaBox, boxes->len - 1);
  int start = first->rtl ? first->x + first->width : first->x;
  int end = last->rtl ? last->x : last->x + last->width;
  GdkRGBA color;

  get_accent (self, &color);
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (start - HANDLE_WIDTH, first->y - 3, HANDLE_WIDTH, first->height + 6));
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (end, last->y - 3, HANDLE_WIDTH, last->height + 6));
}

/* The letters to type for each possible other end. */
static void
draw_letters (ChiosaView         *self,
              GtkSnapshot        *snapshot,
              GArray             *boxes,
              ChiosaBadges       *badges)
{
  ChiosaPalette *palette = chiosa_painter_get_palette (self->painter);
  g_autoptr (GPtrArray) found = NULL;
  gsize start, end;

  chiosa_view_get_visible (self, &start, &end);
  found = chiosa_document_query (chiosa_editor_get_document (self->editor), start, end);
  for (guint i = 0; i < found->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (found, i);
      const char *letters = chiosa_editor_get_end_letters (self->editor, annotation->id);
      g_autofree char *upper = NULL;
      const ChiosaBox *box;
      int width, height;

      g_array_set_size (boxes, 0);
      if (letters)
        chiosa_painter_get_boxes (self->painter, annotation->id, boxes);
      if (boxes->len == 0)
        continue;

      box = &g_array_index (boxes, ChiosaBox, 0);
      upper = g_ascii_strup (letters, -1);
      chiosa_badges_measure (badges, CHIOSA_BADGE_KEYCAP, upper, &width, &height);
      chiosa_badges_add (badges, snapshot, CHIOSA_BADGE_KEYCAP, upper,
                         box->rtl ? box->x + box->width - width / 2 : box->x - width / 2, box->y - height + LETTER_OVERLAP,
                         box->rtl ? -width - 2 : width + 2, 0,
                         chiosa_palette_get_foreground (palette), chiosa_palette_get_paper (palette));
    }
}

static void
draw_drag (ChiosaView  *self,
           GtkSnapshot *snapshot)
{
  int x, y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET,
                                         self->pointer.x, self->pointer.y, &x, &y);
  chiosa_arcs_snapshot_drag (self->arcs, snapshot, self->pointer.from, x, y);
}

void
chiosa_view_snapshot_below (ChiosaView  *self,
                            GtkSnapshot *snapshot)
{
  const char *selected = chiosa_editor_get_selected (self->editor);
  GdkRectangle visible;

  if (chiosa_buffer_is_ahead (self->buffer))
    return;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  chiosa_painter_snapshot (self->painter, snapshot, &visible);
  if (selected)
    chiosa_painter_snapshot_selected (self->painter, snapshot, selected);
  if (self->pointer.to)
    chiosa_painter_snapshot_selected (self->painter, snapshot, self->pointer.to);
  if (is_annotating (self))
    draw_word_cursor (self, snapshot, &visible);
  chiosa_view_snapshot_breaks (self, snapshot, &visible);
}

void
chiosa_view_snapshot_above (ChiosaView  *self,
                            GtkSnapshot *snapshot)
{
  const char *selected = chiosa_editor_get_selected (self->editor);
  g_autoptr (ChiosaBadges) badges = NULL;
  g_autoptr (GArray) boxes = NULL;
  GdkRectangle visible;

  if (!selected || chiosa_buffer_is_ahead (self->buffer))
    return;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  badges = chiosa_badges_new (GTK_WIDGET (self), &visible);
  boxes = g_array_new (FALSE, FALSE, sizeof (ChiosaBox));
  chiosa_painter_get_boxes (self->painter, selected, boxes);
  if (boxes->len > 0)
    {
      draw_label (self, snapshot, selected, boxes, badges);
      if (self->adjusting)
        draw_handles (self, snapshot, boxes);
    }

  if (chiosa_editor_is_relating (self->editor))
    {
      draw_letters (self, snapshot, boxes, badges);
      return;
    }

  if (self->pointer.from)
    draw_drag (self, snapshot);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    chiosa_arcs_snapshot (self->arcs, snapshot, &visible, badges);
}
