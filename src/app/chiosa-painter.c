/* chiosa-painter.c
 *
 * Keeps one render node for each paragraph that has been on the screen, and says when it must be drawn anew. How the annotations of
 * a paragraph are drawn is in chiosa-paragraph.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-painter.h"

#include "chiosa-paragraph.h"

/* Paragraphs kept; far more than are on a screen, far fewer than would cost anything to go through at a key press. */
#define MAX_KEPT 256
/* Beyond this many replacements in one edit looking for what is still true costs more than drawing. */
#define MAX_REPLACEMENTS 64
/* A paragraph higher than this many screens is drawn in parts. */
#define HIGH 3

struct _ChiosaPainter
{
  GtkTextView    *view;        /* borrowed: it owns us */
  ChiosaDocument *document;    /* borrowed */
  ChiosaPalette  *palette;
  GPtrArray      *kept;        /* ChiosaParagraph, by start */
  GArray         *fragments;   /* ChiosaFragment, reused */
  guint           frame;
  guint           n_drawn;
  int             room;
};

/* Index of the first kept paragraph that starts at or after @start. */
static guint
find_place (ChiosaPainter *self,
            gsize          start)
{
  guint low = 0;
  guint high = self->kept->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const ChiosaParagraph *paragraph = g_ptr_array_index (self->kept, middle);

      if (paragraph->start < start)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Index of the first kept paragraph that may hold @offset or come behind it. */
static guint
find_reaching (ChiosaPainter *self,
               gsize          offset)
{
  guint place = find_place (self, offset);

  while (place > 0 && ((const ChiosaParagraph *) g_ptr_array_index (self->kept, place - 1))->end > offset)
    place--;

  return place;
}

static void
drop_unused (ChiosaPainter *self)
{
  if (self->kept->len <= MAX_KEPT)
    return;

  for (guint i = self->kept->len; i > 0; i--)
    {
      const ChiosaParagraph *paragraph = g_ptr_array_index (self->kept, i - 1);

      if (paragraph->frame != self->frame)
        g_ptr_array_remove_index (self->kept, i - 1);
    }
}

/* From one line to the next, of a paragraph too high to be drawn at once only what is on the screen. */
static void
limit_to_visible (ChiosaPainter      *self,
                  const GdkRectangle *visible,
                  GtkTextIter        *start,
                  GtkTextIter        *end)
{
  GtkTextIter first, last;

  gtk_text_view_get_iter_at_location (self->view, &first, visible->x, visible->y);
  gtk_text_view_get_iter_at_location (self->view, &last, visible->x, visible->y + visible->height);
  gtk_text_view_backward_display_line_start (self->view, &first);
  gtk_text_view_forward_display_line_end (self->view, &last);

  if (gtk_text_iter_compare (&first, start) > 0)
    *start = first;
  if (gtk_text_iter_compare (&last, end) < 0)
    *end = last;
}

static ChiosaParagraph *
get_paragraph (ChiosaPainter      *self,
               const GtkTextIter  *line,
               int                 y,
               int                 height,
               const GdkRectangle *visible)
{
  GtkTextIter start = *line;
  GtkTextIter end = *line;
  ChiosaParagraph *paragraph;
  gboolean partial = height > visible->height * HIGH;
  gsize offset;
  guint place;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  if (partial)
    limit_to_visible (self, visible, &start, &end);

  offset = gtk_text_iter_get_offset (&start);
  place = find_place (self, offset);
  if (place < self->kept->len)
    {
      paragraph = g_ptr_array_index (self->kept, place);
      if (paragraph->start == offset && paragraph->height == height
          && paragraph->end == (gsize) gtk_text_iter_get_offset (&end))
        return paragraph;
      if (paragraph->start == offset)
        g_ptr_array_remove_index (self->kept, place);
    }

  paragraph = chiosa_paragraph_new (self->view, &start, &end, y, height);
  g_array_set_size (self->fragments, 0);
  chiosa_document_query_fragments (self->document, paragraph->start, paragraph->end, self->fragments);
  chiosa_paragraph_draw (paragraph, self->fragments, self->palette, self->room);
  g_ptr_array_insert (self->kept, place, paragraph);
  self->n_drawn++;
  return paragraph;
}

ChiosaPainter *
chiosa_painter_new (GtkTextView *view)
{
  ChiosaPainter *self = g_new0 (ChiosaPainter, 1);

  self->view = view;
  self->palette = chiosa_palette_new ();
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_paragraph_free);
  self->fragments = g_array_new (FALSE, FALSE, sizeof (ChiosaFragment));
  return self;
}

void
chiosa_painter_free (ChiosaPainter *self)
{
  chiosa_palette_free (self->palette);
  g_ptr_array_unref (self->kept);
  g_array_unref (self->fragments);
  g_free (self);
}

void
chiosa_painter_set_document (ChiosaPainter  *self,
                             ChiosaDocument *document)
{
  self->document = document;
  chiosa_painter_forget_all (self);
}

ChiosaPalette *
chiosa_painter_get_palette (ChiosaPainter *self)
{
  return self->palette;
}

void
chiosa_painter_set_room (ChiosaPainter *self,
                         int            room)
{
  self->room = room;
  chiosa_painter_forget_all (self);
}

void
chiosa_painter_forget_all (ChiosaPainter *self)
{
  g_ptr_array_set_size (self->kept, 0);
}

/**
 * chiosa_painter_forget:
 * @start: code points
 * @end: code points
 *
 * The annotations of the paragraphs that touch the range have changed.
 */
void
chiosa_painter_forget (ChiosaPainter *self,
                       gsize          start,
                       gsize          end)
{
  for (guint i = self->kept->len; i > 0; i--)
    {
      const ChiosaParagraph *paragraph = g_ptr_array_index (self->kept, i - 1);

      if (paragraph->start <= end && paragraph->end >= start)
        g_ptr_array_remove_index (self->kept, i - 1);
    }
}

/* What comes behind the replacement moves along, what it touches is drawn anew. */
static void
shift (ChiosaPainter           *self,
       const ChiosaReplacement *replacement)
{
  gssize delta = (gssize) replacement->inserted - (gssize) (replacement->end - replacement->start);

  for (guint i = self->kept->len; i > 0; i--)
    {
      ChiosaParagraph *paragraph = g_ptr_array_index (self->kept, i - 1);

      if (paragraph->start > replacement->end)
        {
          paragraph->start += delta;
          paragraph->end += delta;
        }
      else if (paragraph->end >= replacement->start)
        {
          g_ptr_array_remove_index (self->kept, i - 1);
        }
      else
        {
          return;
        }
    }
}

/**
 * chiosa_painter_edited:
 * @edit: what happened to the text
 */
void
chiosa_painter_edited (ChiosaPainter    *self,
                       const ChiosaEdit *edit)
{
  guint n = chiosa_edit_get_n (edit);

  if (n > MAX_REPLACEMENTS)
    {
      chiosa_painter_forget_all (self);
      return;
    }

  for (guint i = n; i > 0; i--)
    shift (self, chiosa_edit_get (edit, i - 1));
}

/**
 * chiosa_painter_snapshot:
 * @visible: what is on the screen, in buffer coordinates
 */
void
chiosa_painter_snapshot (ChiosaPainter      *self,
                         GtkSnapshot        *snapshot,
                         const GdkRectangle *visible)
{
  GtkTextIter line;

  if (!self->document || chiosa_document_get_n_annotations (self->document) == 0)
    return;

  self->frame++;
  gtk_text_view_get_line_at_y (self->view, &line, visible->y, NULL);
  do
    {
      ChiosaParagraph *paragraph;
      int y, height;

      gtk_text_view_get_line_yrange (self->view, &line, &y, &height);
      if (y >= visible->y + visible->height)
        break;

      paragraph = get_paragraph (self, &line, y, height, visible);
      paragraph->frame = self->frame;
      chiosa_paragraph_snapshot (paragraph, snapshot, y);
    }
  while (gtk_text_iter_forward_line (&line));

  drop_unused (self);
}

/**
 * chiosa_painter_snapshot_selected:
 * @id: the annotation to emphasise
 *
 * Drawn after all others, and in every frame: selecting costs no paragraph its node.
 */
void
chiosa_painter_snapshot_selected (ChiosaPainter *self,
                                  GtkSnapshot   *snapshot,
                                  const char    *id)
{
  const ChiosaAnnotation *annotation = self->document ? chiosa_document_find (self->document, id) : NULL;
  const ChiosaInk *ink;
  ChiosaSpan extent;

  if (!annotation || !chiosa_document_get_extent (self->document, id, &extent))
    return;

  ink = chiosa_palette_get_ink (self->palette, annotation->type, annotation->label);
  for (guint i = find_reaching (self, extent.start); i < self->kept->len; i++)
    {
      ChiosaParagraph *paragraph = g_ptr_array_index (self->kept, i);

      if (paragraph->start >= extent.end)
        break;
      if (paragraph->frame == self->frame)
        chiosa_paragraph_snapshot_selected (paragraph, id, ink, snapshot);
    }
}

/**
 * chiosa_painter_get_boxes:
 * @id: an annotation
 * @boxes: (element-type ChiosaBox): where those of its boxes that were drawn last are appended, in buffer coordinates
 */
void
chiosa_painter_get_boxes (ChiosaPainter *self,
                          const char    *id,
                          GArray        *boxes)
{
  ChiosaSpan extent;

  if (!self->document || !chiosa_document_get_extent (self->document, id, &extent))
    return;

  for (guint i = find_reaching (self, extent.start); i < self->kept->len; i++)
    {
      const ChiosaParagraph *paragraph = g_ptr_array_index (self->kept, i);

      if (paragraph->start >= extent.end)
        break;
      if (paragraph->frame == self->frame)
        chiosa_paragraph_get_boxes (paragraph, id, boxes);
    }
}

guint
chiosa_painter_get_n_drawn (ChiosaPainter *self)
{
  return self->n_drawn;
}
