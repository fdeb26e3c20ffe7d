/* chiosa-diff-row.c
 *
 * One line of two texts side by side: what went is struck through, what came is underlined; both are tinted in the colours of the
 * style. Which words these are is in the line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-diff-row.h"

#include <glib/gi18n.h>

#define TINT_ALPHA (G_MAXUINT16 / 5)

/* What fits into a sentence that is read aloud: code points. */
#define MAX_SAID 200

struct _ChiosaDiffRow
{
  GtkWidget       parent_instance;

  GtkWidget      *sides[2];
  GtkWidget      *signs[2];
  GtkLabel       *labels[2];
  GtkWidget      *gap;
  GtkLabel       *rest;

  ChiosaDiffLine *line;
  gboolean        narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum
{
  EXPAND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaDiffRow, chiosa_diff_row, GTK_TYPE_WIDGET)

static const ChiosaDiffSide *
get_side (ChiosaDiffLine *line,
          guint           side)
{
  return side == 0 ? chiosa_diff_line_get_old (line) : chiosa_diff_line_get_new (line);
}

static gboolean
is_text (ChiosaDiffLine *line)
{
  ChiosaDiffKind kind = chiosa_diff_line_get_kind (line);

  return kind == CHIOSA_DIFF_SAME || kind == CHIOSA_DIFF_CHANGED;
}

static void
add_mark (PangoAttrList        *attributes,
          const ChiosaDiffMark *mark,
          guint                 side,
          const GdkRGBA        *color)
{
  PangoAttribute *attribute[3];

  attribute[0] = side == 0 ? pango_attr_strikethrough_new (TRUE) : pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
  attribute[1] = pango_attr_background_new (color->red * G_MAXUINT16, color->green * G_MAXUINT16, color->blue * G_MAXUINT16);
  attribute[2] = pango_attr_background_alpha_new (TINT_ALPHA);

  for (guint i = 0; i < G_N_ELEMENTS (attribute); i++)
    {
      attribute[i]->start_index = mark->start;
      attribute[i]->end_index = mark->end;
      pango_attr_list_insert (attributes, attribute[i]);
    }
}

/* The sign before the words has the colour that the style gives to what went and what came. */
static void
update_marks (ChiosaDiffRow *self)
{
  for (guint side = 0; side < 2; side++)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      const ChiosaDiffSide *shown = self->line != NULL ? get_side (self->line, side) : NULL;
      GdkRGBA color;

      gtk_widget_get_color (self->signs[side], &color);
      for (guint i = 0; shown != NULL && shown->marks != NULL && i < shown->marks->len; i++)
        add_mark (attributes, &g_array_index (shown->marks, ChiosaDiffMark, i), side, &color);
      gtk_label_set_attributes (self->labels[side], attributes);
    }
}

/* One above the other, a paragraph that did not change is shown once, and an empty side not at all. */
static void
update_sides (ChiosaDiffRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gboolean text = self->line != NULL && is_text (self->line);
  gboolean same = text && chiosa_diff_line_get_kind (self->line) == CHIOSA_DIFF_SAME;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), !self->narrow);

  for (guint side = 0; side < 2; side++)
    {
      gboolean empty = !text || get_side (self->line, side)->text[0] == '\0';
      gboolean visible = text && (!self->narrow || (same ? side == 0 : !empty));

      gtk_widget_set_visible (self->sides[side], visible);
      /* Keeps its place, so that all words begin in one line. */
      gtk_widget_set_opacity (self->signs[side], same || empty ? 0 : 1);
    }
  if (same)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dim-label");
}

static void
show_gap (ChiosaDiffRow *self)
{
  ChiosaDiffKind kind = chiosa_diff_line_get_kind (self->line);
  guint n = chiosa_diff_line_get_n (self->line);
  g_autofree char *gap = NULL;
  g_autofree char *rest = NULL;

  gtk_widget_set_visible (self->gap, kind == CHIOSA_DIFF_GAP);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), kind == CHIOSA_DIFF_REST);

  gap = g_strdup_printf (ngettext ("… %u paragraph unchanged …", "… %u paragraphs unchanged …", n), n);
  gtk_button_set_label (GTK_BUTTON (self->gap), gap);
  rest = g_strdup_printf (ngettext ("%u further change is not shown", "%u further changes are not shown", n), n);
  gtk_label_set_label (self->rest, rest);
}

static void
expand_cb (ChiosaDiffRow *self)
{
  g_signal_emit (self, signals[EXPAND], 0);
}

static void
chiosa_diff_row_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (chiosa_diff_row_parent_class)->css_changed (widget, change);
  update_marks (CHIOSA_DIFF_ROW (widget));
}

static void
chiosa_diff_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, CHIOSA_DIFF_ROW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_diff_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ChiosaDiffRow *self = CHIOSA_DIFF_ROW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      update_sides (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_diff_row_dispose (GObject *object)
{
  ChiosaDiffRow *self = CHIOSA_DIFF_ROW (object);

  g_clear_object (&self->line);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_DIFF_ROW);

  G_OBJECT_CLASS (chiosa_diff_row_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  static const struct { const char *name; gsize offset; } children[] = {
    { "old_side", G_STRUCT_OFFSET (ChiosaDiffRow, sides[0]) },
    { "new_side", G_STRUCT_OFFSET (ChiosaDiffRow, sides[1]) },
    { "old_sign", G_STRUCT_OFFSET (ChiosaDiffRow, signs[0]) },
    { "new_sign", G_STRUCT_OFFSET (ChiosaDiffRow, signs[1]) },
    { "old_label", G_STRUCT_OFFSET (ChiosaDiffRow, labels[0]) },
    { "new_label", G_STRUCT_OFFSET (ChiosaDiffRow, labels[1]) },
  };

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/diff-row.ui");
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE, children[i].offset);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffRow, gap);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDiffRow, rest);
  gtk_widget_class_bind_template_callback (widget_class, expand_cb);
}

static void
chiosa_diff_row_class_init (ChiosaDiffRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_diff_row_dispose;
  object_class->get_property = chiosa_diff_row_get_property;
  object_class->set_property = chiosa_diff_row_set_property;
  widget_class->css_changed = chiosa_diff_row_css_changed;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EXPAND] =
    g_signal_new ("expand", CHIOSA_TYPE_DIFF_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "diffrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  bind_template (widget_class);
}

static void
chiosa_diff_row_init (ChiosaDiffRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
chiosa_diff_row_new (void)
{
  return g_object_new (CHIOSA_TYPE_DIFF_ROW, NULL);
}

/**
 * chiosa_diff_row_show:
 * @self: a row
 * @line: (nullable): what it shows
 */
void
chiosa_diff_row_show (ChiosaDiffRow  *self,
                      ChiosaDiffLine *line)
{
  g_set_object (&self->line, line);

  if (line == NULL)
    return;

  for (guint side = 0; side < 2; side++)
    gtk_label_set_label (self->labels[side], is_text (line) ? get_side (line, side)->text : "");
  show_gap (self);
  update_sides (self);
  update_marks (self);
}

static char *
shorten (const char *text)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_SAID)
    return g_strdup (text);

  head = g_utf8_substring (text, 0, MAX_SAID);
  return g_strconcat (head, "…", NULL);
}

/**
 * chiosa_diff_row_describe:
 * @line: of two texts
 *
 * Returns: (transfer full): what a screen reader says: it does not see strokes and colours
 */
char *
chiosa_diff_row_describe (ChiosaDiffLine *line)
{
  guint n = chiosa_diff_line_get_n (line);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (chiosa_diff_line_get_kind (line) == CHIOSA_DIFF_GAP)
    return g_strdup_printf (ngettext ("%u paragraph unchanged", "%u paragraphs unchanged", n), n);
  if (chiosa_diff_line_get_kind (line) == CHIOSA_DIFF_REST)
    return g_strdup_printf (ngettext ("%u further change is not shown", "%u further changes are not shown", n), n);

  before = shorten (chiosa_diff_line_get_old (line)->text);
  after = shorten (chiosa_diff_line_get_new (line)->text);
  if (chiosa_diff_line_get_kind (line) == CHIOSA_DIFF_SAME)
    return g_strdup_printf (_("Unchanged: %s"), before);
  if (before[0] == '\0')
    return g_strdup_printf (_("Added: %s"), after);
  if (after[0] == '\0')
    return g_strdup_printf (_("Removed: %s"), before);

  return g_strdup_printf (_("Changed from: %s\nto: %s"), before, after);
}
