/* chiosa-view-private.h
 *
 * The inside of ChiosaView, for its own source files only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-view.h"

#include "chiosa-arcs.h"
#include "chiosa-buffer.h"
#include "chiosa-painter.h"

G_BEGIN_DECLS

/* What a drag of the mouse takes in: what it touches of words, of sentences, or just characters. */
typedef enum
{
  CHIOSA_GRAIN_CHARACTER,
  CHIOSA_GRAIN_WORD,
  CHIOSA_GRAIN_SENTENCE,
} ChiosaGrain;

/* What the pointer is doing between press and release in annotate mode. */
typedef struct
{
  GtkGesture  *click;         /* borrowed: the widget owns them */
  GtkGesture  *drag;
  ChiosaGrain  grain;
  gsize        offset;        /* where it was pressed */
  int          x;             /* where it is, in widget coordinates */
  int          y;
  char        *from;          /* a relation is being dragged from this annotation */
  char        *to;            /* and would end at this one */
  guint        scroll_source;
  guint        n_press;
  guint        pressed : 1;
  guint        moved : 1;
  guint        touch : 1;
} ChiosaPointer;

struct _ChiosaView
{
  GtkTextView      parent_instance;

  ChiosaEditor    *editor;
  ChiosaBuffer    *buffer;          /* borrowed from the text view; NULL without editor */
  GSignalGroup    *editor_signals;
  GSignalGroup    *document_signals;
  ChiosaPainter   *painter;
  ChiosaArcs      *arcs;
  GtkCssProvider  *css;
  char            *css_class;

  char            *newline_chars;
  char            *font;
  int              column_width;    /* characters */
  int              width;           /* pixels, as last allocated */
  double           line_height;
  double           font_scale;

  ChiosaPointer    pointer;
  GArray          *grown;           /* ChiosaSpan: selections before each select-more */
  GtkTextMark     *drag_start;      /* what is being dragged out of the selection; NULL: nothing */
  GtkTextMark     *drag_end;
  int              length_at_drag;  /* code points, when a drag out of the selection began; -1: it did not */
  int              goal_x;          /* for moving by lines; -1: none */
  guint            settling;        /* frames left in which a new text is put back to its cursor */
  guint            settle_tick;
  guint            exact_cursor : 1;    /* it was moved by character: the caret shows, not the word */
  guint            adjusting : 1;       /* the arrow keys move the ends of the selected annotation */
  guint            time_travelled : 1;  /* an undo or redo happened: its place gets the cursor */
};

/* chiosa-view.c */
void        chiosa_view_queue_selected     (ChiosaView *self);
void        chiosa_view_get_selection      (ChiosaView *self, gsize *insert, gsize *bound);
void        chiosa_view_select_range       (ChiosaView *self, gsize insert, gsize bound);
gsize       chiosa_view_offset_at          (ChiosaView *self, double x, double y);

/* chiosa-view-follow.c */
void        chiosa_view_connect_signals    (ChiosaView *self);
void        chiosa_view_attach_buffer      (ChiosaView *self);
void        chiosa_view_detach_buffer      (ChiosaView *self);

/* chiosa-view-looks.c */
void        chiosa_view_init_looks         (ChiosaView *self);
void        chiosa_view_update_css         (ChiosaView *self);
void        chiosa_view_update_line_height (ChiosaView *self);
void        chiosa_view_update_margins     (ChiosaView *self, int width, int height);
void        chiosa_view_update_style       (ChiosaView *self);

/* chiosa-view-edit.c */
void        chiosa_view_override_editing   (GtkTextViewClass *view_class);

/* chiosa-view-cursor.c */
gboolean    chiosa_view_get_cursor_word    (ChiosaView *self, ChiosaSpan *word);
gboolean    chiosa_view_is_rtl_here        (ChiosaView *self);
void        chiosa_view_move_by_word       (ChiosaView *self, gboolean forward, gboolean extend);
void        chiosa_view_move_by_character  (ChiosaView *self, gboolean forward, gboolean extend);
void        chiosa_view_move_by_line       (ChiosaView *self, gboolean down, gboolean extend);
void        chiosa_view_move_by_page       (ChiosaView *self, gboolean down, gboolean extend);
void        chiosa_view_move_to_line_edge  (ChiosaView *self, gboolean to_end, gboolean extend);
void        chiosa_view_move_to_text_edge  (ChiosaView *self, gboolean to_end, gboolean extend);
void        chiosa_view_select_more        (ChiosaView *self);
void        chiosa_view_select_less        (ChiosaView *self);
void        chiosa_view_collapse           (ChiosaView *self);

/* chiosa-view-keys.c, chiosa-view-pointer.c, chiosa-view-actions.c */
void        chiosa_view_init_keys          (ChiosaView *self);
void        chiosa_view_init_pointer       (ChiosaView *self);
void        chiosa_view_clear_pointer      (ChiosaView *self);
void        chiosa_view_install_actions    (GtkWidgetClass *widget_class);
gboolean    chiosa_view_prepare_action     (ChiosaView *self, const char *action);
void        chiosa_view_update_actions     (ChiosaView *self);
void        chiosa_view_set_adjusting      (ChiosaView *self, gboolean adjusting);

/* chiosa-view-clipboard.c */
gboolean    chiosa_view_copy               (ChiosaView *self);
void        chiosa_view_take_primary       (ChiosaView *self);
void        chiosa_view_give_primary_back  (ChiosaView *self);
void        chiosa_view_init_dragging      (ChiosaView *self);
void        chiosa_view_accessible_text_init (GtkAccessibleTextInterface *iface);

/* chiosa-view-breaks.c */
void        chiosa_view_snapshot_breaks    (ChiosaView *self, GtkSnapshot *snapshot, const GdkRectangle *visible);

/* chiosa-view-draw.c */
void        chiosa_view_snapshot_below     (ChiosaView *self, GtkSnapshot *snapshot);
void        chiosa_view_snapshot_above     (ChiosaView *self, GtkSnapshot *snapshot);

G_END_DECLS
