/* chiosa-paragraph.c
 *
 * One paragraph on the screen. Lines get lanes so that nested and overlapping ones lie under each other, the shortest nearest to
 * the text. When a paragraph is to be drawn anew is the painter's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-paragraph.h"

#include <stdlib.h>

#include "chiosa-strokes.h"

/* Where so many lines meet in one paragraph, nobody can tell them apart and lanes are not worked out. */
#define MAX_LANED 400

/* The lines of one annotation in the paragraph: they share a lane. */
typedef struct
{
  const ChiosaAnnotation *annotation;
  gsize                   start;
  gsize                   end;
  guint                   lane;
} Line;

static void
item_clear (gpointer data)
{
  ChiosaParagraphItem *item = data;

  chiosa_annotation_unref (item->annotation);
}

static ChiosaParagraphItem *
get_item (ChiosaParagraph *self,
          guint            i)
{
  return &g_array_index (self->items, ChiosaParagraphItem, i);
}

static const ChiosaBox *
get_box (const ChiosaParagraph *self,
         guint                  i)
{
  return &g_array_index (self->boxes, ChiosaBox, i);
}

static const ChiosaInk *
get_ink (ChiosaPalette             *palette,
         const ChiosaParagraphItem *item)
{
  return chiosa_palette_get_ink (palette, item->annotation->type, item->annotation->label);
}

/* Appends boxes of [start, end), y from the top of the paragraph; returns how many. */
static guint
append_boxes (ChiosaParagraph *self,
              gsize            start,
              gsize            end)
{
  guint first = self->boxes->len;

  chiosa_outline_get_boxes (self->outline, start, end, self->boxes);
  for (guint i = first; i < self->boxes->len; i++)
    g_array_index (self->boxes, ChiosaBox, i).y -= self->y;

  return self->boxes->len - first;
}

static void
add_items (ChiosaParagraph *self,
           const GArray    *fragments)
{
  for (guint i = 0; i < fragments->len; i++)
    {
      const ChiosaFragment *fragment = &g_array_index (fragments, ChiosaFragment, i);
      ChiosaParagraphItem item = { NULL, fragment->span, self->boxes->len, 0, 0 };

      item.n_boxes = append_boxes (self, fragment->span.start, fragment->span.end);
      if (item.n_boxes == 0)
        continue;

      item.annotation = chiosa_annotation_ref ((ChiosaAnnotation *) fragment->annotation);
      g_array_append_val (self->items, item);
    }
}

/* In how many of the tints before each tint lies. */
static void
set_depths (ChiosaParagraph *self,
            ChiosaPalette   *palette)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaParagraphItem *item = get_item (self, i);

      if (get_ink (palette, item)->shape != CHIOSA_SHAPE_TINT)
        continue;

      for (guint j = open->len; j > 0; j--)
        {
          gsize end = g_array_index (open, gsize, j - 1);

          if (end <= item->span.start)
            g_array_remove_index_fast (open, j - 1);
          else if (end >= item->span.end)
            item->lane++;
        }

      g_array_append_val (open, item->span.end);
    }
}

static Line *
find_line (GArray                    *lines,
           const ChiosaParagraphItem *item)
{
  for (guint i = lines->len; i > 0; i--)
    {
      Line *line = &g_array_index (lines, Line, i - 1);

      if (line->annotation == item->annotation)
        return line;
    }

  return NULL;
}

static GArray *
collect_lines (ChiosaParagraph *self,
               ChiosaPalette   *palette)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaParagraphItem *item = get_item (self, i);
      Line *known;
      Line line = { item->annotation, item->span.start, item->span.end, 0 };

      if (get_ink (palette, item)->shape == CHIOSA_SHAPE_TINT)
        continue;

      known = find_line (lines, item);
      if (known)
        known->end = MAX (known->end, item->span.end);
      else
        g_array_append_val (lines, line);
    }

  return lines;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *one = a;
  const Line *two = b;
  gsize length_one = one->end - one->start;
  gsize length_two = two->end - two->start;

  if (length_one != length_two)
    return length_one < length_two ? -1 : 1;

  return one->start < two->start ? -1 : one->start > two->start;
}

/* Each line takes the nearest lane that no shorter line has taken where it runs. */
static void
give_lanes (GArray *lines,
            guint   n_lanes)
{
  g_array_sort (lines, compare_lines);
  if (lines->len > MAX_LANED)
    return;

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      guint64 taken = 0;

      for (guint j = 0; j < i; j++)
        {
          const Line *other = &g_array_index (lines, Line, j);

          if (other->start < line->end && line->start < other->end)
            taken |= G_GUINT64_CONSTANT (1) << other->lane;
        }

      while (line->lane + 1 < n_lanes && (taken >> line->lane & 1))
        line->lane++;
    }
}

static void
set_lanes (ChiosaParagraph *self,
           ChiosaPalette   *palette,
           int              room)
{
  g_autoptr (GArray) lines = collect_lines (self, palette);
  guint n_lanes = CLAMP (1 + (room - CHIOSA_LANE_GAP - 2) / CHIOSA_LANE_PITCH, 1, 16);

  give_lanes (lines, n_lanes);
  for (guint i = 0; i < self->items->len; i++)
    {
      ChiosaParagraphItem *item = get_item (self, i);
      const Line *line = get_ink (palette, item)->shape == CHIOSA_SHAPE_TINT ? NULL : find_line (lines, item);

      if (line)
        item->lane = line->lane;
    }
}

/* The next fragment of the same annotation, if it is in this line or the next one. */
static const ChiosaParagraphItem *
find_next_fragment (ChiosaParagraph *self,
                    guint            index)
{
  const ChiosaParagraphItem *item = get_item (self, index);
  const ChiosaBox *last = get_box (self, item->first_box + item->n_boxes - 1);

  for (guint i = index + 1; i < self->items->len; i++)
    {
      const ChiosaParagraphItem *next = get_item (self, i);

      if (next->annotation == item->annotation)
        return get_box (self, next->first_box)->row <= last->row + 1 ? next : NULL;
    }

  return NULL;
}

static void
draw_connector (ChiosaParagraph *self,
                guint            index,
                const ChiosaInk *ink,
                GtkSnapshot     *snapshot)
{
  const ChiosaParagraphItem *next = find_next_fragment (self, index);
  guint lane = get_item (self, index)->lane;
  guint first = self->boxes->len;

  if (!next)
    return;

  append_boxes (self, get_item (self, index)->span.end, next->span.start);
  for (guint i = first; i < self->boxes->len; i++)
    chiosa_stroke_connector (snapshot, get_box (self, i), ink, lane);
  g_array_set_size (self->boxes, first);
}

static void
draw_items (ChiosaParagraph *self,
            ChiosaPalette   *palette,
            GtkSnapshot     *snapshot,
            gboolean         tints)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const ChiosaParagraphItem *item = get_item (self, i);
      const ChiosaInk *ink = get_ink (palette, item);

      if ((ink->shape == CHIOSA_SHAPE_TINT) != tints)
        continue;

      for (guint j = 0; j < item->n_boxes; j++)
        {
          const ChiosaBox *box = get_box (self, item->first_box + j);

          if (tints)
            chiosa_stroke_tint (snapshot, box, &ink->tint, item->lane);
          else
            chiosa_stroke_line (snapshot, box, ink, ink->thickness, item->lane);
        }
    }
}

/**
 * chiosa_paragraph_new:
 * @start: where it begins
 * @end: where it ends, before the line end
 * @y: top of the paragraph in buffer coordinates
 * @height: its height
 *
 * Returns: (transfer full): a paragraph with nothing drawn yet
 */
ChiosaParagraph *
chiosa_paragraph_new (GtkTextView       *view,
                      const GtkTextIter *start,
                      const GtkTextIter *end,
                      int                y,
                      int                height)
{
  ChiosaParagraph *self = g_new0 (ChiosaParagraph, 1);

  self->start = gtk_text_iter_get_offset (start);
  self->end = gtk_text_iter_get_offset (end);
  self->y = y;
  self->height = height;
  self->items = g_array_new (FALSE, FALSE, sizeof (ChiosaParagraphItem));
  g_array_set_clear_func (self->items, item_clear);
  self->boxes = g_array_new (FALSE, FALSE, sizeof (ChiosaBox));
  if (self->end > self->start)
    self->outline = chiosa_outline_new (view, start, end);

  return self;
}

void
chiosa_paragraph_free (ChiosaParagraph *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->outline, chiosa_outline_free);
  g_array_unref (self->items);
  g_array_unref (self->boxes);
  g_free (self);
}

/**
 * chiosa_paragraph_draw:
 * @fragments: (element-type ChiosaFragment): those that touch the paragraph, in reading order
 * @palette: colours
 * @room: pixels between lines of text
 */
void
chiosa_paragraph_draw (ChiosaParagraph *self,
                       const GArray    *fragments,
                       ChiosaPalette   *palette,
                       int              room)
{
  GtkSnapshot *snapshot;

  if (!self->outline || fragments->len == 0)
    {
      g_clear_pointer (&self->outline, chiosa_outline_free);
      return;
    }

  add_items (self, fragments);
  set_depths (self, palette);
  set_lanes (self, palette, room);

  snapshot = gtk_snapshot_new ();
  draw_items (self, palette, snapshot, TRUE);
  draw_items (self, palette, snapshot, FALSE);
  for (guint i = 0; i < self->items->len; i++)
    draw_connector (self, i, get_ink (palette, get_item (self, i)), snapshot);

  self->node = gtk_snapshot_free_to_node (snapshot);
  g_clear_pointer (&self->outline, chiosa_outline_free);
}

void
chiosa_paragraph_snapshot (ChiosaParagraph *self,
                           GtkSnapshot     *snapshot,
                           int              y)
{
  self->y = y;
  if (!self->node)
    return;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, y));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
}

/**
 * chiosa_paragraph_snapshot_selected:
 * @id: an annotation
 * @ink: its colours
 *
 * Draws it once more, so that it stands out: words with an outline, lines thicker and with a tint behind the words.
 */
void
chiosa_paragraph_snapshot_selected (ChiosaParagraph *self,
                                    const char      *id,
                                    const ChiosaInk *ink,
                                    GtkSnapshot     *snapshot)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, self->y));

  for (guint i = 0; i < self->items->len; i++)
    {
      const ChiosaParagraphItem *item = get_item (self, i);

      if (!g_str_equal (item->annotation->id, id))
        continue;

      for (guint j = 0; j < item->n_boxes; j++)
        {
          const ChiosaBox *box = get_box (self, item->first_box + j);

          if (ink->shape == CHIOSA_SHAPE_TINT)
            {
              chiosa_stroke_tint (snapshot, box, &ink->strong_tint, item->lane);
              chiosa_stroke_outline (snapshot, box, &ink->line, ink->thickness * 0.75f, item->lane);
            }
          else
            {
              chiosa_stroke_tint (snapshot, box, &ink->tint, 0);
              chiosa_stroke_line (snapshot, box, ink, ink->thickness * 1.5f, item->lane);
            }
        }
    }

  gtk_snapshot_restore (snapshot);
}

/**
 * chiosa_paragraph_get_boxes:
 * @id: an annotation
 * @boxes: (element-type ChiosaBox): where they are appended
 */
void
chiosa_paragraph_get_boxes (const ChiosaParagraph *self,
                            const char            *id,
                            GArray                *boxes)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const ChiosaParagraphItem *item = &g_array_index (self->items, ChiosaParagraphItem, i);

      if (!g_str_equal (item->annotation->id, id))
        continue;

      for (guint j = 0; j < item->n_boxes; j++)
        {
          ChiosaBox box = *get_box (self, item->first_box + j);

          box.y += self->y;
          g_array_append_val (boxes, box);
        }
    }
}
