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
/* How far from the edges of the view what is revealed must at least be, as a part of its height. */
#define REVEAL_MARGIN 0.12

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

G_DEFINE_FINAL_TYPE (ChiosaView, chiosa_view, GTK_TYPE_TEXT_VIEW)

/* --- What the editor and the document say ------------------------------------------------------------------------------------ */

static void
sync_selection (ChiosaView *self)
{
  gsize insert, bound;

  if (!self->editor || !self->buffer || chiosa_buffer_is_ahead (self->buffer))
    return;

  chiosa_view_get_selection (self, &insert, &bound);
  chiosa_editor_set_text_selection (self->editor, insert, bound);
  self->goal_x = -1;
  g_array_set_size (self->grown, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_mode_changed (ChiosaView *self)
{
  gboolean edit = chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_EDIT;
  gboolean editable = edit && !chiosa_document_get_read_only (chiosa_editor_get_document (self->editor));

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  chiosa_buffer_set_editable (self->buffer, editable);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), edit);
  self->exact_cursor = FALSE;
  chiosa_view_set_adjusting (self, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, edit ? _("Edit mode") : _("Annotate mode"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_announce (ChiosaView *self,
             const char *text)
{
  /* GTK 4.18 calls through NULL here when its own test backend is in use (gtk_at_context_announce() in gtkatcontext.c). */
  if (g_strcmp0 (g_getenv ("GTK_A11Y"), "test") == 0)
    return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_reveal (ChiosaView *self,
           guint64     start,
           guint64     end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextMark *mark = gtk_text_buffer_get_mark (buffer, "chiosa-reveal");
  GtkTextIter iter;

  if (chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_ANNOTATE)
    chiosa_view_select_range (self, start, start);
  else if (self->time_travelled)
    chiosa_view_select_range (self, end, end);

  self->time_travelled = FALSE;
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, start);
  gtk_text_buffer_move_mark (buffer, mark, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, REVEAL_MARGIN, FALSE, 0, 0);
}

static void
on_selected_changed (ChiosaView *self)
{
  chiosa_view_set_adjusting (self, FALSE);
  chiosa_view_update_actions (self);
  chiosa_view_queue_selected (self);
}

static void
on_relation_chosen (ChiosaRelationPopover *popover,
                    const char            *type,
                    ChiosaView            *self)
{
  const char *from = g_object_get_data (G_OBJECT (popover), "chiosa-from");
  const char *to = g_object_get_data (G_OBJECT (popover), "chiosa-to");

  if (self->editor)
    chiosa_editor_relate_as (self->editor, type, from, to);
}

static void
unparent_later (gpointer data)
{
  gtk_widget_unparent (data);
}

static void
on_popover_closed (GtkWidget *popover)
{
  g_idle_add_once (unparent_later, popover);
}

static void
point_to (ChiosaView *self,
          GtkPopover *popover,
          const char *id)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle place;
  GtkTextIter iter;
  ChiosaSpan extent = { 0, 0 };

  chiosa_document_get_extent (chiosa_editor_get_document (self->editor), id, &extent);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, extent.start);
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (popover, &place);
}

static void
on_choose_relation (ChiosaView *self,
                    const char *from,
                    const char *to,
                    GPtrArray  *types)
{
  GtkWidget *popover = chiosa_relation_popover_new (types);

  g_object_set_data_full (G_OBJECT (popover), "chiosa-from", g_strdup (from), g_free);
  g_object_set_data_full (G_OBJECT (popover), "chiosa-to", g_strdup (to), g_free);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (on_relation_chosen), self, 0);
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed), NULL);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  point_to (self, GTK_POPOVER (popover), to);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_text_edited (ChiosaView       *self,
                const ChiosaEdit *edit)
{
  chiosa_painter_edited (self->painter, edit);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_annotations_changed (ChiosaView *self,
                        guint64     start,
                        guint64     end)
{
  if (end == G_MAXUINT64 && start == 0)
    chiosa_painter_forget_all (self->painter);
  else
    chiosa_painter_forget (self->painter, start, end);

  chiosa_view_queue_selected (self);
}

static void
on_tagset_changed (ChiosaView *self)
{
  chiosa_view_update_style (self);
  chiosa_view_update_menu (self);
}

static void
on_step (ChiosaView *self,
         int         direction)
{
  self->time_travelled = direction != 1;
}

static void
on_refused (ChiosaView *self,
            const char *why)
{
  g_signal_emit_by_name (self->editor, "message", why, FALSE);
}

static void
connect_signals (ChiosaView *self)
{
  GSignalGroup *editor = self->editor_signals;
  GSignalGroup *document = self->document_signals;

  g_signal_group_connect_swapped (editor, "announce", G_CALLBACK (on_announce), self);
  g_signal_group_connect_swapped (editor, "reveal", G_CALLBACK (on_reveal), self);
  g_signal_group_connect_swapped (editor, "choose-relation", G_CALLBACK (on_choose_relation), self);
  g_signal_group_connect_swapped (editor, "ends-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (editor, "notify::mode", G_CALLBACK (on_mode_changed), self);
  g_signal_group_connect_swapped (editor, "notify::selected", G_CALLBACK (on_selected_changed), self);
  g_signal_group_connect_swapped (editor, "notify::show-arcs", G_CALLBACK (gtk_widget_queue_draw), self);

  g_signal_group_connect_swapped (document, "text-edited", G_CALLBACK (on_text_edited), self);
  g_signal_group_connect_swapped (document, "annotations-changed", G_CALLBACK (on_annotations_changed), self);
  g_signal_group_connect_swapped (document, "step", G_CALLBACK (on_step), self);
  g_signal_group_connect_swapped (document, "notify::tagset", G_CALLBACK (on_tagset_changed), self);
  g_signal_group_connect_swapped (document, "notify::read-only", G_CALLBACK (on_mode_changed), self);
  g_signal_group_connect_swapped (document, "notify::can-undo", G_CALLBACK (chiosa_view_update_actions), self);
  g_signal_group_connect_swapped (document, "notify::can-redo", G_CALLBACK (chiosa_view_update_actions), self);
}

/* GtkTextView sets its undo actions, which are ours here, to what the buffer's own history says at each notify of the buffer. */
static void
keep_undo_actions (ChiosaView *self)
{
  g_signal_handlers_disconnect_matched (self->buffer, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                        g_signal_lookup ("notify", G_TYPE_OBJECT), 0, NULL, NULL, self);
}

static void
attach_buffer (ChiosaView *self)
{
  g_autoptr (ChiosaBuffer) buffer = chiosa_buffer_new (chiosa_editor_get_document (self->editor));
  GtkTextIter start;

  self->buffer = buffer;
  chiosa_buffer_set_newline_chars (buffer, self->newline_chars);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (buffer), "chiosa-reveal", &start, TRUE);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (buffer));
  keep_undo_actions (self);

  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (sync_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (sync_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "settled", G_CALLBACK (sync_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "following", G_CALLBACK (gtk_text_view_reset_im_context), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "refused", G_CALLBACK (on_refused), self, G_CONNECT_SWAPPED);
}

static void
detach_buffer (ChiosaView *self)
{
  g_autoptr (ChiosaBuffer) buffer = NULL;
  g_autoptr (GtkTextBuffer) empty = NULL;

  if (!self->buffer)
    return;

  buffer = g_object_ref (self->buffer);
  g_signal_handlers_disconnect_by_data (buffer, self);
  self->buffer = NULL;
  /* Without any GtkTextView stumbles when the focus leaves it. */
  empty = gtk_text_buffer_new (NULL);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), empty);
  chiosa_buffer_close (buffer);
}

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

  widget_class->size_allocate = chiosa_view_size_allocate;
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

  connect_signals (self);
  chiosa_view_init_looks (self);
  chiosa_view_init_keys (self);
  chiosa_view_init_pointer (self);
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
  detach_buffer (self);
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (self->document_signals, document);
  g_set_object (&self->editor, editor);
  chiosa_painter_set_document (self->painter, document);

  if (editor)
    {
      attach_buffer (self);
      on_mode_changed (self);
      sync_selection (self);
    }

  chiosa_view_update_style (self);
  chiosa_view_update_actions (self);
  chiosa_view_update_menu (self);
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
}
