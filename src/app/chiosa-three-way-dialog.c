/* chiosa-three-way-dialog.c
 *
 * Two versions of an article and what they had in common. Changes made on one side only are accepted automatically and can be looked at; where
 * both changed the same words, the user chooses by single keys. Annotations are merged at the end, none is lost. What is done with
 * the result is the caller's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-three-way-dialog.h"

#include "chiosa-hunk-item.h"
#include "chiosa-hunk-row.h"

#include <glib/gi18n.h>

#define MERGED_KEY "chiosa-merged"

struct _ChiosaThreeWayDialog
{
  AdwDialog            parent_instance;

  AdwWindowTitle      *title;
  AdwToggleGroup      *filter;
  GtkLabel            *about;
  GtkStack            *stack;
  GtkListView         *list;
  GtkWidget           *use;
  GtkWidget           *others;

  ChiosaThreeWaySides  sides;
  GArray              *hunks;
  GListStore          *items;
  GtkSingleSelection  *selection;
  GtkCustomFilter     *shown;
  GTask               *task;
};

G_DEFINE_FINAL_TYPE (ChiosaThreeWayDialog, chiosa_three_way_dialog, ADW_TYPE_DIALOG)

enum
{
  SHOW_CONFLICTS,
  SHOW_ALL,
};

static void
answer (ChiosaThreeWayDialog *self,
        ChiosaThreeWayAnswer  chosen,
        ChiosaSnapshot       *merged)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;

  if (merged != NULL)
    g_object_set_data_full (G_OBJECT (task), MERGED_KEY, merged, (GDestroyNotify) chiosa_snapshot_free);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_task_return_int (task, chosen);
}

static void
count_conflicts (ChiosaThreeWayDialog *self,
                 guint                *n,
                 guint                *n_decided)
{
  *n = *n_decided = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (ChiosaHunkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (chiosa_hunk_item_get_kind (item) != CHIOSA_HUNK_CONFLICT)
        continue;
      *n += 1;
      *n_decided += chiosa_hunk_item_get_decided (item);
    }
}

static void
update (ChiosaThreeWayDialog *self)
{
  g_autofree char *text = NULL;
  guint n, n_decided;

  count_conflicts (self, &n, &n_decided);
  if (n == 0)
    text = g_strdup (_("No conflicts"));
  else
    text = g_strdup_printf (ngettext ("%u of %u conflict decided", "%u of %u conflicts decided", n), n_decided, n);
  adw_window_title_set_subtitle (self->title, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.use", n_decided == n);
}

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  ChiosaThreeWayDialog *self = user_data;

  return adw_toggle_group_get_active (self->filter) == SHOW_ALL ||
         chiosa_hunk_item_get_kind (item) == CHIOSA_HUNK_CONFLICT;
}

static void
filter_cb (ChiosaThreeWayDialog *self)
{
  if (self->shown != NULL)
    gtk_filter_changed (GTK_FILTER (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_cb (ChiosaThreeWayDialog *self,
          GtkListItem          *item)
{
  gtk_list_item_set_child (item, chiosa_hunk_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (ChiosaThreeWayDialog *self,
         GtkListItem          *item)
{
  ChiosaHunkItem *hunk = gtk_list_item_get_item (item);
  gboolean conflict = chiosa_hunk_item_get_kind (hunk) == CHIOSA_HUNK_CONFLICT;
  g_autofree char *before = chiosa_hunk_item_dup_before (hunk);
  g_autofree char *label = NULL;

  chiosa_hunk_row_show (CHIOSA_HUNK_ROW (gtk_list_item_get_child (item)), hunk, self->sides.mine_name, self->sides.theirs_name);
  label = g_strdup_printf (conflict ? _("Conflict: before it was: %s") : _("Change: before it was: %s"), before);
  gtk_list_item_set_accessible_label (item, label);
}

static void
unbind_cb (ChiosaThreeWayDialog *self,
           GtkListItem          *item)
{
  chiosa_hunk_row_show (CHIOSA_HUNK_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

/* --- Choosing --------------------------------------------------------------------------------------------------------- */

/* The one in which the keyboard is, else the selected one. */
static ChiosaHunkItem *
get_current (ChiosaThreeWayDialog *self)
{
  GtkWidget *focus = adw_dialog_get_focus (ADW_DIALOG (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, CHIOSA_TYPE_HUNK_ROW) : NULL;

  if (row != NULL)
    return chiosa_hunk_row_get_item (CHIOSA_HUNK_ROW (row));

  return gtk_single_selection_get_selected_item (self->selection);
}

static void
go_to (ChiosaThreeWayDialog *self,
       guint                 position)
{
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

/* The next conflict that waits, after @item and around. */
static void
go_on (ChiosaThreeWayDialog *self,
       ChiosaHunkItem       *item)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = g_list_model_get_n_items (model), start = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ChiosaHunkItem) other = g_list_model_get_item (model, i);

      if (other == item)
        start = i;
    }
  for (guint i = 1; i < n; i++)
    {
      g_autoptr (ChiosaHunkItem) other = g_list_model_get_item (model, (start + i) % n);

      if (!chiosa_hunk_item_get_decided (other))
        {
          go_to (self, (start + i) % n);
          return;
        }
    }
  go_to (self, start);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  ChiosaThreeWayDialog *self = CHIOSA_THREE_WAY_DIALOG (widget);
  ChiosaHunkItem *item = get_current (self);

  if (item == NULL || chiosa_hunk_item_get_kind (item) != CHIOSA_HUNK_CONFLICT)
    {
      gtk_widget_error_bell (widget);
      return;
    }

  chiosa_hunk_item_choose (item, g_variant_get_int32 (parameter));
  go_on (self, item);
}

static void
use_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  ChiosaThreeWayDialog *self = CHIOSA_THREE_WAY_DIALOG (widget);
  const ChiosaThreeWaySides *sides = &self->sides;
  g_autoptr (GArray) choices = chiosa_hunk_items_list_choices (G_LIST_MODEL (self->items), self->hunks);
  g_autoptr (ChiosaText) text = NULL;
  g_autoptr (ChiosaMergeResult) result = NULL;

  text = chiosa_text_merge_apply (self->hunks, sides->common->text, sides->mine->text, sides->theirs->text,
                                  (const ChiosaMergeChoice *) (void *) choices->data);
  result = chiosa_merge (sides->common, sides->mine, sides->theirs, text);
  answer (self, CHIOSA_THREE_WAY_USE, g_steal_pointer (&result->snapshot));
}

static void
other_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  ChiosaThreeWayAnswer chosen = CHIOSA_THREE_WAY_CANCEL;

  if (g_str_equal (action_name, "merge.overwrite"))
    chosen = CHIOSA_THREE_WAY_OVERWRITE;
  else if (g_str_equal (action_name, "merge.reload"))
    chosen = CHIOSA_THREE_WAY_RELOAD;
  else if (g_str_equal (action_name, "merge.save-as"))
    chosen = CHIOSA_THREE_WAY_SAVE_AS;

  answer (CHIOSA_THREE_WAY_DIALOG (widget), chosen, NULL);
}

static void
chiosa_three_way_dialog_closed (AdwDialog *dialog)
{
  answer (CHIOSA_THREE_WAY_DIALOG (dialog), CHIOSA_THREE_WAY_CANCEL, NULL);
}

static void
chiosa_three_way_dialog_dispose (GObject *object)
{
  ChiosaThreeWayDialog *self = CHIOSA_THREE_WAY_DIALOG (object);

  if (self->task != NULL)
    answer (self, CHIOSA_THREE_WAY_CANCEL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->hunks, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_THREE_WAY_DIALOG);

  G_OBJECT_CLASS (chiosa_three_way_dialog_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  static const ChiosaMergeChoice choices[] = {
    CHIOSA_CHOICE_MINE, CHIOSA_CHOICE_THEIRS, CHIOSA_CHOICE_BASE, CHIOSA_CHOICE_MINE_THEN_THEIRS,
  };

  gtk_widget_class_install_action (widget_class, "merge.choose", "i", choose_action);
  gtk_widget_class_install_action (widget_class, "merge.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "merge.cancel", NULL, other_action);
  gtk_widget_class_install_action (widget_class, "merge.overwrite", NULL, other_action);
  gtk_widget_class_install_action (widget_class, "merge.reload", NULL, other_action);
  gtk_widget_class_install_action (widget_class, "merge.save-as", NULL, other_action);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "merge.choose", "i", choices[i]);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "merge.choose", "i", choices[i]);
    }
}

static void
chiosa_three_way_dialog_class_init (ChiosaThreeWayDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_three_way_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = chiosa_three_way_dialog_closed;

  add_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/three-way-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, filter);
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, about);
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, use);
  gtk_widget_class_bind_template_child (widget_class, ChiosaThreeWayDialog, others);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
chiosa_three_way_dialog_init (ChiosaThreeWayDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_items (ChiosaThreeWayDialog *self)
{
  const ChiosaThreeWaySides *sides = &self->sides;
  GtkFilterListModel *filtered;
  guint n_conflicts;

  self->hunks = chiosa_text_merge (sides->common->text, sides->mine->text, sides->theirs->text);
  self->items = chiosa_hunk_items_new (self->hunks, sides->common->text, sides->mine->text, sides->theirs->text);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (ChiosaHunkItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_signal_connect_object (item, "chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  n_conflicts = chiosa_text_merge_count (self->hunks, CHIOSA_HUNK_CONFLICT);
  adw_toggle_group_set_active (self->filter, n_conflicts > 0 ? SHOW_CONFLICTS : SHOW_ALL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter),
                          n_conflicts > 0 && n_conflicts < g_list_model_get_n_items (G_LIST_MODEL (self->items)));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "list" : "same");

  self->shown = gtk_custom_filter_new (is_shown, self, NULL);
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), GTK_FILTER (self->shown));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/**
 * chiosa_three_way_dialog_choose:
 * @parent: a page
 * @sides: the three versions; they must stay until @callback is called
 * @callback: gets what the user chose; its source object is @parent
 * @user_data: for @callback
 *
 * Shows what differs and asks what is to become of it.
 */
void
chiosa_three_way_dialog_choose (GtkWidget                 *parent,
                                const ChiosaThreeWaySides *sides,
                                GAsyncReadyCallback        callback,
                                gpointer                   user_data)
{
  ChiosaThreeWayDialog *self = g_object_new (CHIOSA_TYPE_THREE_WAY_DIALOG, NULL);

  self->sides = *sides;
  self->task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (self->task, chiosa_three_way_dialog_choose);
  gtk_widget_set_visible (self->others, sides->kind == CHIOSA_THREE_WAY_ALL_WAYS);
  show_items (self);
  update (self);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->list));
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * chiosa_three_way_dialog_choose_finish:
 * @result: what the callback got
 * @merged: (out) (transfer full) (nullable): the merged article, for USE
 *
 * Returns: what the user chose; CANCEL when the dialog was closed
 */
ChiosaThreeWayAnswer
chiosa_three_way_dialog_choose_finish (GAsyncResult    *result,
                                       ChiosaSnapshot **merged)
{
  GTask *task = G_TASK (result);
  gssize chosen = g_task_propagate_int (task, NULL);

  *merged = g_object_steal_data (G_OBJECT (task), MERGED_KEY);

  return chosen < 0 ? CHIOSA_THREE_WAY_CANCEL : (ChiosaThreeWayAnswer) chosen;
}
