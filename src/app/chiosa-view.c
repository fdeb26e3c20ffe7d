/* chiosa-view.c
 *
 * The article on the screen: puts together buffer, painter, keys and pointer, keeps the reading column, and does what the editor asks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <glib/gi18n.h>

#include "chiosa-relation-popover.h"

#define TOP_MARGIN 30

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_COLUMN_WIDTH,
  PROP_LINE_HEIGHT,
  PROP_NEWLINE_CHARS,
  PROP_FONT_SCALE,
  PROP_FONT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* For how many frames a new text is put back to its cursor, and how far from the edges, as a part of the height. */
#define SETTLING_FRAMES 3
#define SETTLE_MARGIN 0.12

/* Pixels: what the view can be squeezed to. */
#define MIN_WIDTH 240

G_DEFINE_FINAL_TYPE_WITH_CODE (ChiosaView, chiosa_view, GTK_TYPE_TEXT_VIEW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, chiosa_view_accessible_text_init))

/* --- GtkTextView ------------------------------------------------------------------------------------------------------------ */

static void
chiosa_view_snapshot_layer (GtkTextView      *view,
                            GtkTextViewLayer  layer,
                            GtkSnapshot      *snapshot)
{
  ChiosaView *self = CHIOSA_VIEW (view);

  if (!self->editor)
    return;

  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    chiosa_view_snapshot_below (self, snapshot);
  else if (layer == GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    chiosa_view_snapshot_above (self, snapshot);
}

/* The margins of the column are air, not need: without this a view that was wide once could never become narrow again,
 * because GtkTextView counts them into its minimum. */
static void
chiosa_view_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  GTK_WIDGET_CLASS (chiosa_view_parent_class)->measure (widget, orientation, for_size, minimum, natural,
                                                        minimum_baseline, natural_baseline);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MIN_WIDTH);
}

static void
chiosa_view_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  ChiosaView *self = CHIOSA_VIEW (widget);

  chiosa_view_update_margins (self, width, height);
  GTK_WIDGET_CLASS (chiosa_view_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
chiosa_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (chiosa_view_parent_class)->realize (widget);
  chiosa_view_take_primary (CHIOSA_VIEW (widget));
}

static void
chiosa_view_unrealize (GtkWidget *widget)
{
  chiosa_view_give_primary_back (CHIOSA_VIEW (widget));
  GTK_WIDGET_CLASS (chiosa_view_parent_class)->unrealize (widget);
}

static void
chiosa_view_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  ChiosaView *self = CHIOSA_VIEW (widget);

  GTK_WIDGET_CLASS (chiosa_view_parent_class)->css_changed (widget, change);
  if (!self->painter)
    return;

  chiosa_view_update_line_height (self);
  chiosa_view_update_style (self);
  gtk_widget_queue_resize (widget);
}

static void
chiosa_view_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  ChiosaView *self = CHIOSA_VIEW (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_COLUMN_WIDTH:
      g_value_set_int (value, self->column_width);
      break;
    case PROP_LINE_HEIGHT:
      g_value_set_double (value, self->line_height);
      break;
    case PROP_NEWLINE_CHARS:
      g_value_set_string (value, self->newline_chars);
      break;
    case PROP_FONT_SCALE:
      g_value_set_double (value, self->font_scale);
      break;
    case PROP_FONT:
      g_value_set_string (value, self->font);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_newline_chars (ChiosaView *self,
                   const char *newline_chars)
{
  g_set_str (&self->newline_chars, newline_chars && *newline_chars ? newline_chars : "\n");
  if (self->buffer)
    chiosa_buffer_set_newline_chars (self->buffer, self->newline_chars);
}

static void
chiosa_view_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  ChiosaView *self = CHIOSA_VIEW (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      chiosa_view_set_editor (self, g_value_get_object (value));
      return;
    case PROP_COLUMN_WIDTH:
      self->column_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_LINE_HEIGHT:
      self->line_height = g_value_get_double (value);
      chiosa_view_update_line_height (self);
      break;
    case PROP_NEWLINE_CHARS:
      set_newline_chars (self, g_value_get_string (value));
      break;
    case PROP_FONT_SCALE:
      self->font_scale = g_value_get_double (value);
      chiosa_view_update_css (self);
      break;
    case PROP_FONT:
      g_set_str (&self->font, g_value_get_string (value));
      chiosa_view_update_css (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  g_object_notify_by_pspec (object, pspec);
}

/* Popovers of ours (GtkTextView looks after its own) must not outlive us as children. */
static void
drop_popovers (ChiosaView *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (CHIOSA_IS_RELATION_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
}

static void
chiosa_view_dispose (GObject *object)
{
  ChiosaView *self = CHIOSA_VIEW (object);

  chiosa_view_set_editor (self, NULL);
  chiosa_view_clear_pointer (self);
  drop_popovers (self);
  if (self->css)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);

  G_OBJECT_CLASS (chiosa_view_parent_class)->dispose (object);
}

static void
chiosa_view_finalize (GObject *object)
{
  ChiosaView *self = CHIOSA_VIEW (object);

  g_clear_pointer (&self->arcs, chiosa_arcs_free);
  g_clear_pointer (&self->painter, chiosa_painter_free);
  g_clear_object (&self->drag_start);
  g_clear_object (&self->drag_end);
  g_array_unref (self->grown);
  g_free (self->newline_chars);
  g_free (self->font);
  g_free (self->css_class);

  G_OBJECT_CLASS (chiosa_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CHIOSA_TYPE_EDITOR, flags);
  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 20, 400, 70, flags);
  properties[PROP_LINE_HEIGHT] = g_param_spec_double ("line-height", NULL, NULL, 1, 4, 1.6, flags);
  properties[PROP_NEWLINE_CHARS] = g_param_spec_string ("newline-chars", NULL, NULL, "\n", flags);
  properties[PROP_FONT_SCALE] = g_param_spec_double ("font-scale", NULL, NULL, 0.3, 8, 1, flags);
  properties[PROP_FONT] = g_param_spec_string ("font", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
chiosa_view_class_init (ChiosaViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->get_property = chiosa_view_get_property;
  object_class->set_property = chiosa_view_set_property;
  object_class->dispose = chiosa_view_dispose;
  object_class->finalize = chiosa_view_finalize;
  install_properties (object_class);

  widget_class->measure = chiosa_view_measure;
  widget_class->size_allocate = chiosa_view_size_allocate;
  widget_class->realize = chiosa_view_realize;
  widget_class->unrealize = chiosa_view_unrealize;
  widget_class->css_changed = chiosa_view_css_changed;
  view_class->snapshot_layer = chiosa_view_snapshot_layer;
  chiosa_view_override_editing (view_class);
  chiosa_view_install_actions (widget_class);
}

static void
chiosa_view_init (ChiosaView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->column_width = 70;
  self->line_height = 1.6;
  self->font_scale = 1;
  self->newline_chars = g_strdup ("\n");
  self->goal_x = -1;
  self->grown = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  self->painter = chiosa_painter_new (view);
  self->arcs = chiosa_arcs_new (self->painter);
  self->editor_signals = g_signal_group_new (CHIOSA_TYPE_EDITOR);
  self->document_signals = g_signal_group_new (CHIOSA_TYPE_DOCUMENT);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, TOP_MARGIN);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Article"), -1);

  chiosa_view_connect_signals (self);
  chiosa_view_init_looks (self);
  chiosa_view_init_keys (self);
  chiosa_view_init_pointer (self);
  chiosa_view_init_dragging (self);
  chiosa_view_update_actions (self);
}

/* --- For the other files of the view ---------------------------------------------------------------------------------------- */

/* The selected annotation, or what belongs to it, is to be drawn anew. */
void
chiosa_view_queue_selected (ChiosaView *self)
{
  if (self->editor)
    chiosa_arcs_set_subject (self->arcs, chiosa_editor_get_document (self->editor),
                             chiosa_editor_get_selected (self->editor));
  else
    chiosa_arcs_set_subject (self->arcs, NULL, NULL);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
chiosa_view_get_selection (ChiosaView *self,
                           gsize      *insert,
                           gsize      *bound)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  *insert = gtk_text_iter_get_offset (&iter);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_selection_bound (buffer));
  *bound = gtk_text_iter_get_offset (&iter);
}

/* The start of the text is shown with the margin above it, which scrolling to a mark leaves out. */
static void
show_top_margin (ChiosaView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  GtkTextIter insert;

  gtk_text_buffer_get_iter_at_mark (buffer, &insert, gtk_text_buffer_get_insert (buffer));
  if (adjustment != NULL && gtk_text_iter_get_line (&insert) == 0
      && !gtk_text_view_backward_display_line (GTK_TEXT_VIEW (self), &insert))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
}

/* While a view that was just filled gets its size and its lines their heights, GtkTextView scrolls by what it knew before. */
static gboolean
settle_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  ChiosaView *self = CHIOSA_VIEW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  if (gtk_widget_get_height (widget) <= 1)
    return G_SOURCE_CONTINUE;

  if (self->settling-- == 0)
    {
      self->settle_tick = 0;
      return G_SOURCE_REMOVE;
    }

  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer), SETTLE_MARGIN, FALSE, 0, 0);
  show_top_margin (self);
  return G_SOURCE_CONTINUE;
}

/* The cursor is at @insert; it is kept in sight. */
void
chiosa_view_select_range (ChiosaView *self,
                          gsize       insert,
                          gsize       bound)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter one, two;
  gboolean edit = self->editor && chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_EDIT;

  gtk_text_buffer_get_iter_at_offset (buffer, &one, insert);
  gtk_text_buffer_get_iter_at_offset (buffer, &two, bound);
  gtk_text_buffer_select_range (buffer, &one, &two);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), edit || self->exact_cursor);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
  show_top_margin (self);
}

/* The character at a place of the widget, or the nearest one. */
gsize
chiosa_view_offset_at (ChiosaView *self,
                       double      x,
                       double      y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y);
  return gtk_text_iter_get_offset (&iter);
}

/* --- Public --------------------------------------------------------------------------------------------------------------- */

GtkWidget *
chiosa_view_new (void)
{
  return g_object_new (CHIOSA_TYPE_VIEW, NULL);
}

/**
 * chiosa_view_set_editor:
 * @editor: (nullable): what is shown and worked on; a reference is taken
 */
void
chiosa_view_set_editor (ChiosaView   *self,
                        ChiosaEditor *editor)
{
  ChiosaDocument *document = editor ? chiosa_editor_get_document (editor) : NULL;

  if (self->editor == editor)
    return;

  chiosa_view_clear_pointer (self);
  chiosa_view_detach_buffer (self);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (self->document_signals, document);
  g_set_object (&self->editor, editor);
  chiosa_painter_set_document (self->painter, document);

  if (editor)
    {
      chiosa_view_attach_buffer (self);
    }

  chiosa_view_update_style (self);
  chiosa_view_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

ChiosaEditor *
chiosa_view_get_editor (ChiosaView *self)
{
  return self->editor;
}

/**
 * chiosa_view_get_visible:
 * @start: (out): code points
 * @end: (out): code points
 */
void
chiosa_view_get_visible (ChiosaView *self,
                         gsize      *start,
                         gsize      *end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_iter_at_location (view, &iter, visible.x, visible.y);
  gtk_text_view_backward_display_line_start (view, &iter);
  *start = gtk_text_iter_get_offset (&iter);
  gtk_text_view_get_iter_at_location (view, &iter, visible.x + visible.width, visible.y + visible.height);
  gtk_text_view_forward_display_line_end (view, &iter);
  *end = gtk_text_iter_get_offset (&iter);
}

gsize
chiosa_view_get_cursor (ChiosaView *self)
{
  gsize insert, bound;

  chiosa_view_get_selection (self, &insert, &bound);
  return insert;
}

/**
 * chiosa_view_set_cursor:
 * @offset: code points
 */
void
chiosa_view_set_cursor (ChiosaView *self,
                        gsize       offset)
{
  chiosa_view_select_range (self, offset, offset);

  self->settling = SETTLING_FRAMES;
  if (self->settle_tick == 0)
    self->settle_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}
