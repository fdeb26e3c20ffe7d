/* chiosa-conflicts-dialog.c
 *
 * What two people changed differently in the annotations: a list in plain words; 1, 2 and 3 choose, arrows move. Every choice is an
 * undoable step. What a choice does is chiosa_conflict_resolve()'s business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-conflicts-dialog.h"

#include "chiosa-conflict-words.h"

#include <glib/gi18n.h>

#define CONFLICT_KEY "chiosa-conflict"
#define MAX_ROWS     200   /* the others come when these are decided */

struct _ChiosaConflictsDialog
{
  AdwDialog       parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack       *stack;
  GtkListBox     *list;

  ChiosaEditor   *editor;
};

G_DEFINE_FINAL_TYPE (ChiosaConflictsDialog, chiosa_conflicts_dialog, ADW_TYPE_DIALOG)

static ChiosaDocument *
get_document (ChiosaConflictsDialog *self)
{
  return chiosa_editor_get_document (self->editor);
}

static void
tell (ChiosaConflictsDialog *self,
      const char            *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
choose (ChiosaConflictsDialog *self,
        GtkWidget             *row,
        ChiosaMergeChoice      choice)
{
  g_autoptr (ChiosaMergeConflict) conflict = NULL;
  g_autoptr (GError) error = NULL;

  conflict = chiosa_merge_conflict_ref (g_object_get_data (G_OBJECT (row), CONFLICT_KEY));
  if (!chiosa_conflict_resolve (get_document (self), conflict, choice, &error))
    tell (self, error->message);
}

/* --- A row ------------------------------------------------------------------------------------------------------------ */

static void
clicked_cb (GtkWidget *button,
            gpointer   choice)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *self = gtk_widget_get_ancestor (button, CHIOSA_TYPE_CONFLICTS_DIALOG);

  choose (CHIOSA_CONFLICTS_DIALOG (self), row, GPOINTER_TO_UINT (choice));
}

static GtkWidget *
make_label (const char *text,
            const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);

  return label;
}

static GtkWidget *
make_choice (ChiosaConflictsDialog     *self,
             const ChiosaMergeConflict *conflict,
             ChiosaMergeChoice          choice,
             const char                *key)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *name = chiosa_conflict_words_choice (conflict, choice);
  g_autofree char *value = chiosa_conflict_words_value (get_document (self), conflict, choice);
  g_autofree char *label = g_strdup_printf (_("%1$s: %2$s"), name, value);

  gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_LABEL, "label", key, "css-name", "keycap", "valign", GTK_ALIGN_CENTER,
                                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (texts), make_label (value, NULL));
  gtk_box_append (GTK_BOX (texts), make_label (name, "caption"));
  gtk_box_append (GTK_BOX (line), texts);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), GUINT_TO_POINTER (choice));

  return button;
}

static GtkWidget *
make_row (ChiosaConflictsDialog     *self,
          const ChiosaMergeConflict *conflict)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *subject = chiosa_conflict_words_subject (get_document (self), conflict);
  g_autofree char *field = chiosa_conflict_words_field (get_document (self), conflict);
  g_autofree char *label = g_strdup_printf (_("%1$s: %2$s"), subject, field);

  gtk_box_append (GTK_BOX (box), make_label (subject, "heading"));
  gtk_box_append (GTK_BOX (box), make_label (field, "dim-label"));
  gtk_box_append (GTK_BOX (box), make_choice (self, conflict, CHIOSA_CHOICE_MINE, "1"));
  gtk_box_append (GTK_BOX (box), make_choice (self, conflict, CHIOSA_CHOICE_THEIRS, "2"));
  gtk_box_append (GTK_BOX (box), make_choice (self, conflict, CHIOSA_CHOICE_BASE, "3"));
  gtk_widget_add_css_class (box, "conflict");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), CONFLICT_KEY, chiosa_merge_conflict_ref (conflict),
                          (GDestroyNotify) chiosa_merge_conflict_unref);

  return row;
}

/* --- The list --------------------------------------------------------------------------------------------------------- */

static GtkListBoxRow *
get_current (ChiosaConflictsDialog *self)
{
  GtkWidget *focus = adw_dialog_get_focus (ADW_DIALOG (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL ? GTK_LIST_BOX_ROW (row) : gtk_list_box_get_row_at_index (self->list, 0);
}

/* Undo and redo bring conflicts back: the list is always that of the document, and the place in it stays. */
static void
fill (ChiosaConflictsDialog *self)
{
  g_autoptr (GPtrArray) conflicts = chiosa_document_list_conflicts (get_document (self));
  GtkListBoxRow *current = get_current (self);
  int index = current != NULL ? gtk_list_box_row_get_index (current) : 0;
  g_autofree char *count = NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < MIN (conflicts->len, MAX_ROWS); i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (conflicts, i)));

  if (conflicts->len > 0)
    count = g_strdup_printf (ngettext ("%u conflict", "%u conflicts", conflicts->len), conflicts->len);
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
  gtk_stack_set_visible_child_name (self->stack, conflicts->len > 0 ? "list" : "none");
  current = gtk_list_box_get_row_at_index (self->list, MIN (index, (int) MIN (conflicts->len, MAX_ROWS) - 1));
  if (current == NULL)
    return;

  /* The arrows go on from where the focus was grabbed; a dialog that is not shown yet only knows what was set. */
  gtk_widget_grab_focus (GTK_WIDGET (current));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (current));
}

static void
update_undo (ChiosaConflictsDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "conflicts.undo", chiosa_document_get_undo_name (get_document (self)) != NULL);
  gtk_widget_action_set_enabled (widget, "conflicts.redo", chiosa_document_get_redo_name (get_document (self)) != NULL);
}

/* Only where their number or order changed: annotations change for many reasons. */
static void
document_changed_cb (ChiosaConflictsDialog *self)
{
  g_autoptr (GPtrArray) conflicts = chiosa_document_list_conflicts (get_document (self));
  guint i, n = MIN (conflicts->len, MAX_ROWS);
  GtkListBoxRow *row;

  for (i = 0; i < n; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list, i);
      if (row == NULL || chiosa_merge_conflict_compare (g_object_get_data (G_OBJECT (row), CONFLICT_KEY),
                                                        g_ptr_array_index (conflicts, i)) != 0)
        break;
    }
  if (i < n || gtk_list_box_get_row_at_index (self->list, i) != NULL)
    fill (self);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  ChiosaConflictsDialog *self = CHIOSA_CONFLICTS_DIALOG (widget);
  GtkListBoxRow *row = get_current (self);

  if (row != NULL)
    choose (self, GTK_WIDGET (row), g_variant_get_int32 (parameter));
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ChiosaDocument *document = get_document (CHIOSA_CONFLICTS_DIALOG (widget));

  if (g_str_equal (action_name, "conflicts.undo"))
    chiosa_document_undo (document);
  else
    chiosa_document_redo (document);
}

static void
chiosa_conflicts_dialog_dispose (GObject *object)
{
  ChiosaConflictsDialog *self = CHIOSA_CONFLICTS_DIALOG (object);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (get_document (self), self);
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_CONFLICTS_DIALOG);

  G_OBJECT_CLASS (chiosa_conflicts_dialog_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  static const ChiosaMergeChoice choices[] = { CHIOSA_CHOICE_MINE, CHIOSA_CHOICE_THEIRS, CHIOSA_CHOICE_BASE };

  gtk_widget_class_install_action (widget_class, "conflicts.choose", "i", choose_action);
  gtk_widget_class_install_action (widget_class, "conflicts.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "conflicts.redo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "conflicts.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "conflicts.redo", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "conflicts.choose", "i", choices[i]);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "conflicts.choose", "i", choices[i]);
    }
}

static void
chiosa_conflicts_dialog_class_init (ChiosaConflictsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_conflicts_dialog_dispose;

  add_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/conflicts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaConflictsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaConflictsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, ChiosaConflictsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaConflictsDialog, list);
}

static void
chiosa_conflicts_dialog_init (ChiosaConflictsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_conflicts_dialog_new:
 * @editor: of the article
 *
 * Returns: a dialog to be presented; it follows the article's conflicts
 */
AdwDialog *
chiosa_conflicts_dialog_new (ChiosaEditor *editor)
{
  ChiosaConflictsDialog *self = g_object_new (CHIOSA_TYPE_CONFLICTS_DIALOG, NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (get_document (self), "annotations-changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (self), "step", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  update_undo (self);
  fill (self);

  return ADW_DIALOG (self);
}
