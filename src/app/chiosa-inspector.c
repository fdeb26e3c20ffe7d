/* chiosa-inspector.c
 *
 * The right-hand pane: two pages, of what is selected (chiosa-selection-page.c) and of all annotations (chiosa-list-page.c),
 * and the keys that lead in and out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-inspector.h"

#include "chiosa-list-page.h"
#include "chiosa-selection-page.h"

struct _ChiosaInspector
{
  AdwBin               parent_instance;

  AdwViewStack        *stack;
  ChiosaSelectionPage *selection;
  ChiosaListPage      *list;

  ChiosaEditor        *editor;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS
};

enum
{
  SHOW_ME,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaInspector, chiosa_inspector, ADW_TYPE_BIN)

static void
show_page (ChiosaInspector *self,
           const char      *name)
{
  g_signal_emit (self, signals[SHOW_ME], 0);
  adw_view_stack_set_visible_child_name (self->stack, name);
}

static void
on_edit_attributes (ChiosaInspector *self)
{
  show_page (self, "selection");
  chiosa_selection_page_focus_attributes (self->selection);
}

static void
on_edit_note (ChiosaInspector *self)
{
  show_page (self, "selection");
  chiosa_selection_page_focus_note (self->selection);
}

static gboolean
key_cb (ChiosaInspector *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  if (keyval != GDK_KEY_Escape || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  chiosa_inspector_flush (self);

  return gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static void
chiosa_inspector_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  ChiosaInspector *self = CHIOSA_INSPECTOR (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_inspector_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  ChiosaInspector *self = CHIOSA_INSPECTOR (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      chiosa_inspector_set_editor (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_inspector_dispose (GObject *object)
{
  ChiosaInspector *self = CHIOSA_INSPECTOR (object);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_INSPECTOR);

  G_OBJECT_CLASS (chiosa_inspector_parent_class)->dispose (object);
}

static void
chiosa_inspector_class_init (ChiosaInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = chiosa_inspector_get_property;
  object_class->set_property = chiosa_inspector_set_property;
  object_class->dispose = chiosa_inspector_dispose;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CHIOSA_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SHOW_ME] = g_signal_new ("show-me", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_SELECTION_PAGE);
  g_type_ensure (CHIOSA_TYPE_LIST_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaInspector, selection);
  gtk_widget_class_bind_template_child (widget_class, ChiosaInspector, list);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
}

static void
chiosa_inspector_init (ChiosaInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
chiosa_inspector_new (void)
{
  return g_object_new (CHIOSA_TYPE_INSPECTOR, NULL);
}

/**
 * chiosa_inspector_set_editor:
 * @self: the inspector
 * @editor: (nullable): what to follow; %NULL shows an empty state
 */
void
chiosa_inspector_set_editor (ChiosaInspector *self,
                             ChiosaEditor    *editor)
{
  if (self->editor == editor)
    return;

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_set_object (&self->editor, editor);

  if (editor != NULL)
    {
      g_signal_connect_object (editor, "edit-attributes", G_CALLBACK (on_edit_attributes), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "edit-note", G_CALLBACK (on_edit_note), self, G_CONNECT_SWAPPED);
    }

  chiosa_selection_page_set_editor (self->selection, editor);
  chiosa_list_page_set_editor (self->list, editor);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

/**
 * chiosa_inspector_show_list:
 * @self: the inspector
 *
 * Opens the page with the list of all annotations and gives the keyboard to its search.
 */
void
chiosa_inspector_show_list (ChiosaInspector *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "list");
  chiosa_list_page_focus_search (self->list);
}

/**
 * chiosa_inspector_flush:
 * @self: the inspector
 *
 * Gives the document what is typed here but not yet taken over: to be called before saving, closing and undoing.
 */
void
chiosa_inspector_flush (ChiosaInspector *self)
{
  chiosa_selection_page_flush (self->selection);
}
