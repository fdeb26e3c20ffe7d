/* chiosa-view-actions.c
 *
 * The actions of the view (prefix "view."), and which of them are possible now. Keys that activate them are in chiosa-shortcuts.h,
 * menus in chiosa-article-menu.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <glib/gi18n.h>

typedef enum
{
  NEEDS_NOTHING,
  NEEDS_SELECTED,
} Need;

static void
tag_type (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  chiosa_editor_choose_type (CHIOSA_VIEW (widget)->editor, g_variant_get_string (parameter, NULL));
}

static void
tag (GtkWidget  *widget,
     const char *name,
     GVariant   *parameter)
{
  const char *type, *label;

  g_variant_get (parameter, "(&s&s)", &type, &label);
  chiosa_editor_tag (CHIOSA_VIEW (widget)->editor, type, label);
}

static void
tag_everywhere (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  chiosa_editor_tag_everywhere (CHIOSA_VIEW (widget)->editor, g_variant_get_string (parameter, NULL), NULL);
}

static void
choose_label (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  chiosa_editor_choose_label (CHIOSA_VIEW (widget)->editor, g_variant_get_int32 (parameter));
}

static void
tag_occurrences (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  chiosa_editor_tag_occurrences (CHIOSA_VIEW (widget)->editor);
}

static void
add_fragment (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  chiosa_editor_add_fragment (CHIOSA_VIEW (widget)->editor);
}

static void
remove_selected (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  chiosa_editor_remove_selected (CHIOSA_VIEW (widget)->editor);
}

static void
select_next (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  chiosa_editor_select_next (CHIOSA_VIEW (widget)->editor);
}

static void
select_previous (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  chiosa_editor_select_previous (CHIOSA_VIEW (widget)->editor);
}

static void
cycle (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);

  if (!chiosa_editor_cycle_at (self->editor, chiosa_view_get_cursor (self)))
    g_signal_emit_by_name (self->editor, "announce", _("No annotation here"));
}

static void
relate (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);
  gsize start, end;

  chiosa_view_get_visible (self, &start, &end);
  chiosa_editor_begin_relation (self->editor, start, end);
}

static void
edit_attributes (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_signal_emit_by_name (CHIOSA_VIEW (widget)->editor, "edit-attributes");
}

static void
edit_note (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_signal_emit_by_name (CHIOSA_VIEW (widget)->editor, "edit-note");
}

static void
nudge (GtkWidget  *widget,
       const char *name,
       GVariant   *parameter)
{
  static const struct { const char *action; ChiosaNudge nudge; } nudges[] = {
    { "view.nudge-start-left", CHIOSA_NUDGE_START_LEFT },
    { "view.nudge-start-right", CHIOSA_NUDGE_START_RIGHT },
    { "view.nudge-end-left", CHIOSA_NUDGE_END_LEFT },
    { "view.nudge-end-right", CHIOSA_NUDGE_END_RIGHT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nudges); i++)
    if (g_str_equal (nudges[i].action, name))
      chiosa_editor_nudge (CHIOSA_VIEW (widget)->editor, nudges[i].nudge, FALSE);
}

static void
adjust (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);

  chiosa_view_set_adjusting (self, !self->adjusting);
}

static void
read_out (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);
  g_autofree char *description = chiosa_editor_describe_at (self->editor, chiosa_view_get_cursor (self));

  g_signal_emit_by_name (self->editor, "announce", description);
}

/* One step back: from relating, from the text selection, from the selected annotation. */
static void
deselect (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);
  gsize insert, bound;

  chiosa_view_get_selection (self, &insert, &bound);
  if (!chiosa_editor_is_relating (self->editor) && insert != bound)
    chiosa_view_collapse (self);
  else
    chiosa_editor_cancel (self->editor);
}

static void
select_more (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  chiosa_view_select_more (CHIOSA_VIEW (widget));
}

static void
select_less (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  chiosa_view_select_less (CHIOSA_VIEW (widget));
}

static void
undo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);

  chiosa_buffer_flush (self->buffer);
  chiosa_editor_undo (self->editor);
}

static void
redo (GtkWidget  *widget,
      const char *name,
      GVariant   *parameter)
{
  ChiosaView *self = CHIOSA_VIEW (widget);

  chiosa_buffer_flush (self->buffer);
  chiosa_editor_redo (self->editor);
}

static const struct
{
  const char                  *name;
  const char                  *parameter;
  GtkWidgetActionActivateFunc  activate;
  Need                         need;
} actions[] = {
  { "view.tag-type", "s", tag_type, NEEDS_NOTHING },
  { "view.tag", "(ss)", tag, NEEDS_NOTHING },
  { "view.tag-everywhere", "s", tag_everywhere, NEEDS_NOTHING },
  { "view.choose-label", "i", choose_label, NEEDS_NOTHING },
  { "view.tag-occurrences", NULL, tag_occurrences, NEEDS_SELECTED },
  { "view.add-fragment", NULL, add_fragment, NEEDS_SELECTED },
  { "view.remove", NULL, remove_selected, NEEDS_SELECTED },
  { "view.select-next", NULL, select_next, NEEDS_NOTHING },
  { "view.select-previous", NULL, select_previous, NEEDS_NOTHING },
  { "view.cycle", NULL, cycle, NEEDS_NOTHING },
  { "view.relate", NULL, relate, NEEDS_SELECTED },
  { "view.edit-attributes", NULL, edit_attributes, NEEDS_SELECTED },
  { "view.edit-note", NULL, edit_note, NEEDS_SELECTED },
  { "view.nudge-start-left", NULL, nudge, NEEDS_SELECTED },
  { "view.nudge-start-right", NULL, nudge, NEEDS_SELECTED },
  { "view.nudge-end-left", NULL, nudge, NEEDS_SELECTED },
  { "view.nudge-end-right", NULL, nudge, NEEDS_SELECTED },
  { "view.adjust", NULL, adjust, NEEDS_SELECTED },
  { "view.read-out", NULL, read_out, NEEDS_NOTHING },
  { "view.deselect", NULL, deselect, NEEDS_NOTHING },
  { "view.select-more", NULL, select_more, NEEDS_NOTHING },
  { "view.select-less", NULL, select_less, NEEDS_NOTHING },
};

void
chiosa_view_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);

  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, redo);
}

/**
 * chiosa_view_prepare_action:
 * @action: its full name
 *
 * For keys: an action that is about the selected annotation takes the one at the cursor where none is selected.
 *
 * Returns: %FALSE when there is none there either
 */
gboolean
chiosa_view_prepare_action (ChiosaView *self,
                            const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (actions[i].name, action))
        continue;

      return actions[i].need == NEEDS_NOTHING || chiosa_editor_get_selected (self->editor)
             || chiosa_editor_cycle_at (self->editor, chiosa_view_get_cursor (self));
    }

  return TRUE;
}

void
chiosa_view_update_actions (ChiosaView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  ChiosaDocument *document = self->editor ? chiosa_editor_get_document (self->editor) : NULL;
  gboolean selected = self->editor && chiosa_editor_get_selected (self->editor);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].name, self->editor && (actions[i].need == NEEDS_NOTHING || selected));

  gtk_widget_action_set_enabled (widget, "text.undo", document && chiosa_document_get_undo_name (document));
  gtk_widget_action_set_enabled (widget, "text.redo", document && chiosa_document_get_redo_name (document));
}
