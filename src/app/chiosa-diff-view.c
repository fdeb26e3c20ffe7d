/* chiosa-diff-view.c
 *
 * Two texts side by side, one above the other where there is no room; what did not change is folded away. Knows nothing of articles:
 * two texts in, nothing out. Which lines there are is chiosa-diff-lines.c, how one looks ChiosaDiffRow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-diff-view.h"

#include "chiosa-diff-row.h"

#include <glib/gi18n.h>

struct _ChiosaDiffView
{
  AdwBin              parent_instance;

  GtkStack           *stack;
  GtkBox             *titles;
  GtkLabel           *old_title;
  GtkLabel           *new_title;
  GtkLabel           *count;
  GtkListView        *list;

  GtkSingleSelection *selection;
  GListStore         *lines;
  guint               n_changes;
  gboolean            narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ChiosaDiffView, chiosa_diff_view, ADW_TYPE_BIN)

static void
expand_at (ChiosaDiffView *self,
           guint           position)
{
  g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (line == NULL || chiosa_diff_line_get_kind (line) != CHIOSA_DIFF_GAP)
    return;

  chiosa_diff_lines_expand (self->lines, position);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static void
activate_cb (ChiosaDiffView *self,
             guint           position)
{
  expand_at (self, position);
}

static void
row_expand_cb (ChiosaDiffRow *row,
               GtkListItem   *item)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (row), CHIOSA_TYPE_DIFF_VIEW);

  if (view != NULL)
    expand_at (CHIOSA_DIFF_VIEW (view), gtk_list_item_get_position (item));
}

static void
setup_cb (ChiosaDiffView *self,
          GtkListItem    *item)
{
  GtkWidget *row = chiosa_diff_row_new ();

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (row, "expand", G_CALLBACK (row_expand_cb), item, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (ChiosaDiffView *self,
         GtkListItem    *item)
{
  ChiosaDiffLine *line = gtk_list_item_get_item (item);
  g_autofree char *description = chiosa_diff_row_describe (line);

  chiosa_diff_row_show (CHIOSA_DIFF_ROW (gtk_list_item_get_child (item)), line);
  gtk_list_item_set_accessible_label (item, description);
}

/* From @position on, without it, in steps of @step; GTK_INVALID_LIST_POSITION where there is none. */
static guint
find_change (ChiosaDiffView *self,
             guint           position,
             int             step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  for (guint at = position + step; at < n; at += step)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), at);

      if (chiosa_diff_line_get_first (line))
        return at;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ChiosaDiffView *self = CHIOSA_DIFF_VIEW (widget);
  int step = g_str_equal (action_name, "diff.next") ? 1 : -1;
  guint at = self->lines != NULL ? find_change (self, gtk_single_selection_get_selected (self->selection), step)
                                 : GTK_INVALID_LIST_POSITION;

  if (at == GTK_INVALID_LIST_POSITION)
    {
      gtk_widget_error_bell (widget);
      return;
    }

  gtk_list_view_scroll_to (self->list, at, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static guint
count_changes (ChiosaDiffView *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)); i++)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      n += chiosa_diff_line_get_first (line);
      if (chiosa_diff_line_get_kind (line) == CHIOSA_DIFF_REST)
        n += chiosa_diff_line_get_n (line);
    }

  return n;
}

static gboolean
chiosa_diff_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CHIOSA_DIFF_VIEW (widget)->list));
}

static void
chiosa_diff_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, CHIOSA_DIFF_VIEW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_diff_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  ChiosaDiffView *self = CHIOSA_DIFF_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      gtk_box_set_homogeneous (self->titles, !self->narrow);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_diff_view_dispose (GObject *object)
{
  ChiosaDiffView *self = CHIOSA_DIFF_VIEW (object);

  g_clear_object (&self->lines);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_DIFF_VIEW);

  G_OBJECT_CLASS (chiosa_diff_view_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "diff.next", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "diff.previous", NULL, move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "diff.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, 0, "diff.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "diff.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, GDK_SHIFT_MASK, "diff.previous", NULL);
}

static void
chiosa_diff_view_class_init (ChiosaDiffViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_diff_view_dispose;
  object_class->get_property = chiosa_diff_view_get_property;
  object_class->set_property = chiosa_diff_view_set_property;
  widget_class->grab_focus = chiosa_diff_view_grab_focus;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "diffview");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/diff-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffView, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffView, titles);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffView, old_title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffView, new_title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffView, count);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffView, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
chiosa_diff_view_init (ChiosaDiffView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

GtkWidget *
chiosa_diff_view_new (void)
{
  return g_object_new (CHIOSA_TYPE_DIFF_VIEW, NULL);
}

/**
 * chiosa_diff_view_show:
 * @self: a view
 * @old_text: on the left
 * @old_title: what it is, in header capitalization
 * @new_text: on the right
 * @new_title: what it is
 *
 * Shows what differs, from the first change on.
 */
void
chiosa_diff_view_show (ChiosaDiffView   *self,
                       const ChiosaText *old_text,
                       const char       *old_title,
                       const ChiosaText *new_text,
                       const char       *new_title)
{
  g_autofree char *count = NULL;
  guint first;

  g_clear_object (&self->lines);
  self->lines = chiosa_diff_lines_new (old_text, new_text);
  self->n_changes = count_changes (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->lines));

  gtk_label_set_label (self->old_title, old_title);
  gtk_label_set_label (self->new_title, new_title);
  count = g_strdup_printf (ngettext ("%u change of the text", "%u changes of the text", self->n_changes), self->n_changes);
  gtk_label_set_label (self->count, count);
  gtk_stack_set_visible_child_name (self->stack, self->n_changes > 0 ? "changes" : "same");

  first = find_change (self, (guint) -1, 1);
  if (first != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, first, GTK_LIST_SCROLL_SELECT, NULL);
}

/**
 * chiosa_diff_view_get_n:
 * @self: a view
 *
 * Returns: how many changes there are
 */
guint
chiosa_diff_view_get_n (ChiosaDiffView *self)
{
  return self->n_changes;
}
