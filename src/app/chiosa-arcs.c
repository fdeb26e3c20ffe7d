/* chiosa-arcs.c
 *
 * The relations of the selected annotation, drawn over the text. Makes no relation: that is the editor's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-arcs.h"

#include <math.h>

#include <glib/gi18n.h>

#include "chiosa-outline.h"

/* Stubs on each side; what comes after is only counted. */
#define MAX_STUBS 4
/* Pixels between the beginnings of several arcs. */
#define SPREAD 7
#define ARROW 4.5f
/* An arc as short as this would be hidden by its name, which is then put beside it. */
#define SHORT 30
#define STUB_WORDS 24

typedef struct
{
  char     *other;
  char     *name;
  GdkRGBA   color;
  gboolean  outgoing;
  gboolean  symmetric;
} Arc;

/* Where an arc leaves or reaches an annotation; @down: it does so below the words. */
typedef struct
{
  float    x;
  float    y;
  gboolean down;
} Anchor;

struct _ChiosaArcs
{
  ChiosaPainter  *painter;    /* borrowed */
  ChiosaDocument *document;   /* borrowed */
  char           *id;
  GArray         *arcs;       /* Arc; NULL: not looked up yet */
  GArray         *own;        /* ChiosaBox of the selected annotation, in this frame */
  GArray         *others;     /* ChiosaBox of an other end */
  guint           n_above;    /* stubs in this frame */
  guint           n_below;
};

static void
arc_clear (gpointer data)
{
  Arc *arc = data;

  g_free (arc->other);
  g_free (arc->name);
}

static void
look_up (ChiosaArcs *self)
{
  g_autoptr (GPtrArray) relations = chiosa_document_list_relations (self->document, self->id);
  ChiosaTagset *tagset = chiosa_document_get_tagset (self->document);
  ChiosaPalette *palette = chiosa_painter_get_palette (self->painter);

  self->arcs = g_array_new (FALSE, FALSE, sizeof (Arc));
  g_array_set_clear_func (self->arcs, arc_clear);
  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);
      const ChiosaRelationType *type = chiosa_tagset_find_relation (tagset, relation->type);
      Arc arc = { 0 };

      arc.outgoing = g_str_equal (relation->from, self->id);
      arc.other = g_strdup (arc.outgoing ? relation->to : relation->from);
      arc.name = g_strdup (type ? type->tag.name : relation->type);
      arc.symmetric = type && type->symmetric;
      chiosa_palette_get_relation (palette, relation->type, &arc.color);
      g_array_append_val (self->arcs, arc);
    }
}

/* The place above or below a box that is nearest to @x, a little aside for each arc before. */
static Anchor
anchor_at (const ChiosaBox *box,
           gboolean         down,
           float            x,
           int              aside)
{
  float inset = MIN (box->width / 2.0f, 8);
  float left = box->x + inset;
  float right = box->x + box->width - inset;
  float wish = CLAMP (x, left, right) + aside;

  return (Anchor) { CLAMP (wish, left, right), down ? box->y + box->height + 1 : box->y - 1, down };
}

static float
middle_of (const ChiosaBox *box)
{
  return box->x + box->width / 2.0f;
}

/* Out of the nearer side of one box into that of the other, as straight as it may be. */
static void
place_anchors (const ChiosaBox *own_box,
               const ChiosaBox *other_box,
               gboolean         own_down,
               gboolean         other_down,
               int              aside,
               Anchor          *own,
               Anchor          *other)
{
  *own = anchor_at (own_box, own_down, middle_of (other_box), aside);
  *other = anchor_at (other_box, other_down, own->x, 0);
}

static GskPath *
curve_path (const Anchor *from,
            const Anchor *to)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  float reach;

  if (from->down == to->down)
    reach = CLAMP (10 + fabsf (to->x - from->x) * 0.12f, 12, 34);
  else
    reach = MAX (fabsf (to->y - from->y) * 0.5f, 8);

  gsk_path_builder_move_to (builder, from->x, from->y);
  gsk_path_builder_cubic_to (builder,
                             from->x, from->y + (from->down ? reach : -reach),
                             to->x, to->y + (to->down ? reach : -reach),
                             to->x, to->y);
  return gsk_path_builder_free_to_path (builder);
}

/* A line with a rim of paper, so that it is clear over the text. */
static void
append_line (GtkSnapshot   *snapshot,
             GskPath       *path,
             const GdkRGBA *color,
             const GdkRGBA *paper)
{
  GskStroke *stroke = gsk_stroke_new (4.5f);
  GdkRGBA rim = *paper;

  rim.alpha = 0.7f;
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &rim);
  gsk_stroke_set_line_width (stroke, 1.75f);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gsk_stroke_free (stroke);
}

static void
append_arrow (GtkSnapshot   *snapshot,
              const Anchor  *tip,
              const GdkRGBA *color)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  float back = tip->down ? ARROW * 1.7f : -ARROW * 1.7f;
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_move_to (builder, tip->x, tip->y);
  gsk_path_builder_line_to (builder, tip->x - ARROW, tip->y + back);
  gsk_path_builder_line_to (builder, tip->x + ARROW, tip->y + back);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
}

static void
append_dot (GtkSnapshot   *snapshot,
            const Anchor  *anchor,
            const GdkRGBA *color)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (anchor->x, anchor->y), 3);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
}

static void
append_ends (GtkSnapshot  *snapshot,
             const Arc    *arc,
             const Anchor *own,
             const Anchor *other)
{
  if (arc->symmetric)
    {
      append_dot (snapshot, own, &arc->color);
      append_dot (snapshot, other, &arc->color);
    }
  else
    {
      append_dot (snapshot, arc->outgoing ? own : other, &arc->color);
      append_arrow (snapshot, arc->outgoing ? other : own, &arc->color);
    }
}

static void
append_name (ChiosaArcs   *self,
             GtkSnapshot  *snapshot,
             const Arc    *arc,
             const Anchor *own,
             const Anchor *other,
             ChiosaBadges *badges)
{
  int width, height;
  float x = (own->x + other->x) / 2;
  float y = (own->y + other->y) / 2;

  if (own->down == other->down)
    y = MIN (own->y, other->y) - CLAMP (10 + fabsf (other->x - own->x) * 0.12f, 12, 34) * 0.75f;

  chiosa_badges_measure (badges, CHIOSA_BADGE_BORDERED, arc->name, &width, &height);
  if (own->down != other->down && fabsf (other->y - own->y) < SHORT)
    x += width / 2 + 2 * ARROW;
  chiosa_badges_add (badges, snapshot, CHIOSA_BADGE_BORDERED, arc->name, x - width / 2, y - height / 2, 0, height + 2,
                     &arc->color, chiosa_palette_get_paper (chiosa_painter_get_palette (self->painter)));
}

/* Both ends are on the screen: out of the one's nearer side into the other's. */
static void
draw_arc (ChiosaArcs   *self,
          GtkSnapshot  *snapshot,
          const Arc    *arc,
          int           aside,
          ChiosaBadges *badges)
{
  const ChiosaBox *own_first = &g_array_index (self->own, ChiosaBox, 0);
  const ChiosaBox *own_last = &g_array_index (self->own, ChiosaBox, self->own->len - 1);
  const ChiosaBox *first = &g_array_index (self->others, ChiosaBox, 0);
  const ChiosaBox *last = &g_array_index (self->others, ChiosaBox, self->others->len - 1);
  g_autoptr (GskPath) path = NULL;
  Anchor own, other;

  if (first->y > own_last->y + own_last->height / 2)
    place_anchors (own_last, first, TRUE, FALSE, aside, &own, &other);
  else if (own_first->y > last->y + last->height / 2)
    place_anchors (own_first, last, FALSE, TRUE, aside, &own, &other);
  else
    place_anchors (own_first, first, FALSE, FALSE, aside, &own, &other);

  path = curve_path (&own, &other);
  append_line (snapshot, path, &arc->color, chiosa_palette_get_paper (chiosa_painter_get_palette (self->painter)));
  append_ends (snapshot, arc, &own, &other);
  append_name (self, snapshot, arc, &own, &other, badges);
}

static char *
stub_text (ChiosaArcs *self,
           const Arc  *arc,
           gboolean    down)
{
  g_autofree char *quote = chiosa_document_get_quote (self->document, arc->other);
  g_autofree char *words = NULL;

  if (quote)
    words = g_utf8_strlen (quote, -1) > STUB_WORDS ? g_utf8_substring (quote, 0, STUB_WORDS) : g_strdup (quote);
  g_strdelimit (words ? words : (words = g_strdup ("")), "\r\n\t", ' ');

  return g_strdup_printf ("%s %s “%s%s”", down ? "↓" : "↑", arc->name, words,
                          quote && g_utf8_strlen (quote, -1) > STUB_WORDS ? "…" : "");
}

/* The other end is not on the screen: a line to that edge, where a badge says what is there. */
static void
draw_stub (ChiosaArcs         *self,
           GtkSnapshot        *snapshot,
           const Arc          *arc,
           gboolean            down,
           int                 aside,
           const GdkRectangle *visible,
           ChiosaBadges       *badges)
{
  const ChiosaBox *box = &g_array_index (self->own, ChiosaBox, down ? self->own->len - 1 : 0);
  const GdkRGBA *paper = chiosa_palette_get_paper (chiosa_painter_get_palette (self->painter));
  g_autofree char *text = stub_text (self, arc, down);
  g_autoptr (GskPath) path = NULL;
  Anchor own = anchor_at (box, down, middle_of (box), aside);
  Anchor edge = { own.x, down ? visible->y + visible->height - 4 : visible->y + 4, !down };
  guint *n = down ? &self->n_below : &self->n_above;
  int width, height;

  if ((*n)++ >= MAX_STUBS)
    return;

  chiosa_badges_measure (badges, CHIOSA_BADGE_BORDERED, text, &width, &height);
  path = curve_path (&own, &edge);
  append_line (snapshot, path, &arc->color, paper);
  if (arc->symmetric || arc->outgoing)
    append_dot (snapshot, &own, &arc->color);
  else
    append_arrow (snapshot, &own, &arc->color);
  chiosa_badges_add (badges, snapshot, CHIOSA_BADGE_BORDERED, text, own.x - width / 2,
                     down ? edge.y - height - 2 : edge.y + 2, 0, down ? -(height + 3) : height + 3, &arc->color, paper);
}

static void
draw_rest (ChiosaArcs         *self,
           GtkSnapshot        *snapshot,
           gboolean            down,
           const GdkRectangle *visible,
           ChiosaBadges       *badges)
{
  ChiosaPalette *palette = chiosa_painter_get_palette (self->painter);
  const ChiosaBox *box = &g_array_index (self->own, ChiosaBox, 0);
  guint n = down ? self->n_below : self->n_above;
  g_autofree char *text = NULL;

  if (n <= MAX_STUBS)
    return;

  /* Translators: after some relations that are shown; so many more lead out of the screen */
  text = g_strdup_printf (ngettext ("%u more", "%u more", n - MAX_STUBS), n - MAX_STUBS);
  chiosa_badges_add (badges, snapshot, CHIOSA_BADGE_BORDERED, text, box->x,
                     down ? visible->y + visible->height - 24 : visible->y + 4, 0, down ? -20 : 20,
                     chiosa_palette_get_foreground (palette), chiosa_palette_get_paper (palette));
}

static void
draw_one (ChiosaArcs         *self,
          GtkSnapshot        *snapshot,
          const Arc          *arc,
          const ChiosaSpan   *own,
          int                 aside,
          const GdkRectangle *visible,
          ChiosaBadges       *badges)
{
  ChiosaSpan extent;

  if (!chiosa_document_get_extent (self->document, arc->other, &extent))
    return;

  g_array_set_size (self->others, 0);
  chiosa_painter_get_boxes (self->painter, arc->other, self->others);
  if (self->others->len > 0)
    draw_arc (self, snapshot, arc, aside, badges);
  else
    draw_stub (self, snapshot, arc, extent.start > own->start, aside, visible, badges);
}

ChiosaArcs *
chiosa_arcs_new (ChiosaPainter *painter)
{
  ChiosaArcs *self = g_new0 (ChiosaArcs, 1);

  self->painter = painter;
  self->own = g_array_new (FALSE, FALSE, sizeof (ChiosaBox));
  self->others = g_array_new (FALSE, FALSE, sizeof (ChiosaBox));
  return self;
}

void
chiosa_arcs_free (ChiosaArcs *self)
{
  g_free (self->id);
  g_clear_pointer (&self->arcs, g_array_unref);
  g_array_unref (self->own);
  g_array_unref (self->others);
  g_free (self);
}

void
chiosa_arcs_set_subject (ChiosaArcs     *self,
                         ChiosaDocument *document,
                         const char     *id)
{
  self->document = document;
  g_set_str (&self->id, id);
  g_clear_pointer (&self->arcs, g_array_unref);
}

/**
 * chiosa_arcs_snapshot:
 * @visible: what is on the screen
 * @badges: the badges of this frame
 *
 * To be called after the painter has drawn this frame.
 */
void
chiosa_arcs_snapshot (ChiosaArcs         *self,
                      GtkSnapshot        *snapshot,
                      const GdkRectangle *visible,
                      ChiosaBadges       *badges)
{
  ChiosaSpan extent;

  if (!self->document || !self->id || !chiosa_document_get_extent (self->document, self->id, &extent))
    return;

  if (!self->arcs)
    look_up (self);

  g_array_set_size (self->own, 0);
  chiosa_painter_get_boxes (self->painter, self->id, self->own);
  if (self->own->len == 0 || self->arcs->len == 0)
    return;

  self->n_above = self->n_below = 0;
  for (guint i = 0; i < self->arcs->len; i++)
    draw_one (self, snapshot, &g_array_index (self->arcs, Arc, i), &extent,
              ((int) i - (int) (self->arcs->len - 1) / 2) * SPREAD, visible, badges);

  draw_rest (self, snapshot, FALSE, visible, badges);
  draw_rest (self, snapshot, TRUE, visible, badges);
}

void
chiosa_arcs_snapshot_drag (ChiosaArcs  *self,
                           GtkSnapshot *snapshot,
                           const char  *from,
                           int          x,
                           int          y)
{
  ChiosaPalette *palette = chiosa_painter_get_palette (self->painter);
  const GdkRGBA *color = chiosa_palette_get_foreground (palette);
  g_autoptr (GskPath) path = NULL;
  const ChiosaBox *box;
  Anchor own;
  Anchor tip = { x, y, FALSE };

  g_array_set_size (self->own, 0);
  chiosa_painter_get_boxes (self->painter, from, self->own);
  if (self->own->len == 0)
    return;

  box = &g_array_index (self->own, ChiosaBox, 0);
  own = anchor_at (box, y > box->y + box->height, x, 0);
  tip.down = !own.down;
  path = curve_path (&own, &tip);
  append_line (snapshot, path, color, chiosa_palette_get_paper (palette));
  append_dot (snapshot, &own, color);
  append_arrow (snapshot, &tip, color);
}
