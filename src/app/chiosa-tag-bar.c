/* chiosa-tag-bar.c
 *
 * The bar above the article that tells the mode and what the keys do now: types and labels of the tag set, each with its key,
 * to be clicked too. Follows the editor and changes nothing but through it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-tag-bar.h"
#include "chiosa-sample.h"

#include <glib/gi18n.h>

struct _ChiosaTagBar
{
  GtkWidget       parent_instance;

  GtkWidget      *content;
  AdwToggleGroup *modes;
  AdwToggle      *annotate;
  AdwToggle      *edit;
  AdwWrapBox     *types;
  AdwWrapBox     *labels;
  GtkWidget      *types_scroller;
  GtkWidget      *types_viewport;
  GtkWidget      *labels_scroller;
  GtkWidget      *labels_viewport;

  ChiosaEditor   *editor;
  GSignalGroup   *editor_signals;
  GSignalGroup   *document_signals;
  gboolean        compact;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ChiosaTagBar, chiosa_tag_bar, GTK_TYPE_WIDGET)

static void
clear_box (AdwWrapBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    adw_wrap_box_remove (box, child);
}

static const ChiosaSpanType *
get_active_type (ChiosaTagBar *self)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (chiosa_editor_get_document (self->editor));
  const char *id = chiosa_editor_get_active_type (self->editor);

  return id != NULL ? chiosa_tagset_find_type (tagset, id) : NULL;
}

static gboolean
is_annotating (ChiosaTagBar *self)
{
  return chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_ANNOTATE;
}

static GtkWidget *
make_hint (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_start (label, 6);

  return label;
}

static GtkWidget *
make_keycap (char key)
{
  const char text[] = { key, '\0' };
  GtkWidget *keycap = g_object_new (GTK_TYPE_LABEL, "label", text, "css-name", "keycap", "valign", GTK_ALIGN_CENTER, NULL);

  gtk_accessible_update_state (GTK_ACCESSIBLE (keycap), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return keycap;
}

static GtkWidget *
make_chip (GtkWidget       *button,
           const ChiosaTag *tag,
           GtkWidget       *sample,
           char             key,
           const char      *modifier)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (key != 0)
    {
      g_autofree char *shortcut = g_strdup_printf ("%s%c", modifier, key);

      gtk_box_append (GTK_BOX (content), make_keycap (key));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, shortcut, -1);
    }
  if (sample != NULL)
    gtk_box_append (GTK_BOX (content), sample);
  gtk_box_append (GTK_BOX (content), gtk_label_new (tag->name));

  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tag->guideline);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tag->name, -1);

  return button;
}

static void
type_clicked_cb (GtkButton    *button,
                 ChiosaTagBar *self)
{
  chiosa_editor_choose_type (self->editor, g_object_get_data (G_OBJECT (button), "chiosa-type"));
}

static void
label_clicked_cb (GtkButton    *button,
                  ChiosaTagBar *self)
{
  chiosa_editor_choose_label (self->editor, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "chiosa-label")));
}

static void
show_types (ChiosaTagBar *self)
{
  ChiosaTagset *tagset;
  guint n_types;
  const ChiosaSpanType *types;

  clear_box (self->types);
  if (self->editor == NULL)
    return;

  tagset = chiosa_document_get_tagset (chiosa_editor_get_document (self->editor));
  types = chiosa_tagset_get_types (tagset, &n_types);
  for (guint i = 0; i < n_types; i++)
    {
      char key = is_annotating (self) ? types[i].tag.key : 0;
      gboolean active = g_strcmp0 (types[i].tag.id, chiosa_editor_get_active_type (self->editor)) == 0;
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *sample = chiosa_sample_new ();

      chiosa_sample_set_tag (CHIOSA_SAMPLE (sample), tagset, types[i].tag.id, NULL);
      make_chip (button, &types[i].tag, sample, key, "");
      gtk_widget_add_css_class (button, "type");
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
      g_object_set_data_full (G_OBJECT (button), "chiosa-type", g_strdup (types[i].tag.id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (type_clicked_cb), self, 0);
      adw_wrap_box_append (self->types, button);
    }
}

static void
show_labels (ChiosaTagBar *self)
{
  const ChiosaSpanType *type = self->editor != NULL ? get_active_type (self) : NULL;

  clear_box (self->labels);
  if (type == NULL)
    return;

  /* Translators: stands before digits: with which key held down they tag while one edits the text */
  if (!is_annotating (self))
    adw_wrap_box_append (self->labels, make_hint (C_("keyboard", "Ctrl +")));

  for (guint i = 0; i < type->n_labels; i++)
    {
      char key = i < 9 ? (char) ('1' + i) : 0;
      GtkWidget *button = make_chip (gtk_button_new (), &type->labels[i], NULL, key, is_annotating (self) ? "" : "Control+");

      g_object_set_data (G_OBJECT (button), "chiosa-label", GUINT_TO_POINTER (i + 1));
      g_signal_connect_object (button, "clicked", G_CALLBACK (label_clicked_cb), self, 0);
      adw_wrap_box_append (self->labels, button);
    }
}

static void
update (ChiosaTagBar *self)
{
  gboolean read_only = self->editor != NULL && chiosa_document_get_read_only (chiosa_editor_get_document (self->editor));

  show_types (self);
  show_labels (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->types), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->labels), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->modes), !read_only);
}

static void
mode_changed_cb (ChiosaTagBar *self)
{
  adw_toggle_group_set_active (self->modes, chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_EDIT ? 1 : 0);
  update (self);
}

static void
mode_chosen_cb (ChiosaTagBar *self)
{
  if (self->editor != NULL)
    chiosa_editor_set_mode (self->editor, adw_toggle_group_get_active (self->modes) == 1 ? CHIOSA_MODE_EDIT
                                                                                        : CHIOSA_MODE_ANNOTATE);
}

/* In one line, to be scrolled, or in as many lines as it takes. */
static void
set_one_line (GtkWidget *scroller,
              GtkWidget *viewport,
              gboolean   one_line)
{
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), one_line ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER,
                                  GTK_POLICY_NEVER);
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (viewport), one_line ? GTK_SCROLL_NATURAL : GTK_SCROLL_MINIMUM);
}

/* With little room the modes are icons, and the chips take one line. */
static void
update_compact (ChiosaTagBar *self)
{
  adw_toggle_set_label (self->annotate, self->compact ? NULL : C_("mode", "Annotate"));
  adw_toggle_set_label (self->edit, self->compact ? NULL : C_("mode", "Edit Text"));
  adw_toggle_set_icon_name (self->annotate, self->compact ? "chiosa-annotate-symbolic" : NULL);
  adw_toggle_set_icon_name (self->edit, self->compact ? "chiosa-edit-text-symbolic" : NULL);
  set_one_line (self->types_scroller, self->types_viewport, self->compact);
  set_one_line (self->labels_scroller, self->labels_viewport, self->compact);
}

static void
chiosa_tag_bar_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  ChiosaTagBar *self = CHIOSA_TAG_BAR (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_tag_bar_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  ChiosaTagBar *self = CHIOSA_TAG_BAR (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      chiosa_tag_bar_set_editor (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        return;
      self->compact = g_value_get_boolean (value);
      update_compact (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_tag_bar_dispose (GObject *object)
{
  ChiosaTagBar *self = CHIOSA_TAG_BAR (object);

  g_clear_object (&self->editor_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_TAG_BAR);

  G_OBJECT_CLASS (chiosa_tag_bar_parent_class)->dispose (object);
}

static void
chiosa_tag_bar_class_init (ChiosaTagBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_tag_bar_dispose;
  object_class->get_property = chiosa_tag_bar_get_property;
  object_class->set_property = chiosa_tag_bar_set_property;

  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, CHIOSA_TYPE_EDITOR,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "tagbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/tag-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, content);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, modes);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, annotate);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, edit);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, types);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, labels);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, types_scroller);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, types_viewport);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, labels_scroller);
  gtk_widget_class_bind_template_child (widget_class, ChiosaTagBar, labels_viewport);
  gtk_widget_class_bind_template_callback (widget_class, mode_chosen_cb);
}

static void
chiosa_tag_bar_init (ChiosaTagBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags and mode"), -1);

  self->editor_signals = g_signal_group_new (CHIOSA_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::mode", G_CALLBACK (mode_changed_cb), self);
  g_signal_group_connect_swapped (self->editor_signals, "notify::active-type", G_CALLBACK (update), self);

  self->document_signals = g_signal_group_new (CHIOSA_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify::tagset", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::read-only", G_CALLBACK (update), self);
}

/**
 * chiosa_tag_bar_set_editor:
 * @self: a tag bar
 * @editor: (nullable): to follow
 */
void
chiosa_tag_bar_set_editor (ChiosaTagBar *self,
                           ChiosaEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;

  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (self->document_signals, editor != NULL ? chiosa_editor_get_document (editor) : NULL);
  if (editor != NULL)
    mode_changed_cb (self);
  else
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
