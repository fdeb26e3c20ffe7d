/* chiosa-recovery-dialog.c
 *
 * What was never saved is offered: a list of articles, and for each what differs from the disk. Discards what the user does not want;
 * putting back what they do want is for whoever listens to "recover".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-recovery-dialog.h"

#include "chiosa-alerts.h"
#include "chiosa-annotation-change-list.h"
#include "chiosa-diff-view.h"

#include <glib/gi18n.h>

struct _ChiosaRecoveryDialog
{
  AdwDialog                   parent_instance;

  AdwNavigationView          *navigation;
  GtkListBox                 *list;
  GtkWidget                  *recover_all;
  AdwNavigationPage          *details;
  AdwWindowTitle             *details_title;
  AdwToggleGroup             *switcher;
  AdwToggle                  *annotations_toggle;
  ChiosaDiffView             *diff;
  ChiosaAnnotationChangeList *changes;
  GtkButton                  *recover_shown;

  GListStore                 *items;
  ChiosaRecoveryItem         *shown;
};

enum
{
  RECOVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaRecoveryDialog, chiosa_recovery_dialog, ADW_TYPE_DIALOG)

/* Goes back to the list, or away when it is empty. */
static void
take_off (ChiosaRecoveryDialog *self,
          ChiosaRecoveryItem   *item)
{
  guint position;

  if (self->shown == item)
    {
      g_clear_object (&self->shown);
      adw_navigation_view_pop_to_tag (self->navigation, "list");
    }
  if (g_list_store_find (self->items, item, &position))
    g_list_store_remove (self->items, position);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
recover (ChiosaRecoveryDialog *self,
         ChiosaRecoveryItem   *item)
{
  g_autoptr (GListStore) chosen = g_list_store_new (CHIOSA_TYPE_RECOVERY_ITEM);

  g_list_store_append (chosen, item);
  take_off (self, item);
  g_signal_emit (self, signals[RECOVER], 0, chosen);
}

static void
discarded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (ChiosaRecoveryDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (chiosa_recovery_item_discard_finish (CHIOSA_RECOVERY_ITEM (source), result, &error))
    take_off (self, CHIOSA_RECOVERY_ITEM (source));
  else
    chiosa_alert_tell (GTK_WIDGET (self), _("Not Discarded"), error->message);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ChiosaRecoveryItem) item = user_data;

  if (chiosa_alert_finish (result) == CHIOSA_ANSWER_DISCARD)
    chiosa_recovery_item_discard_async (item, discarded_cb, g_object_ref (source));
}

static void
discard (ChiosaRecoveryDialog *self,
         ChiosaRecoveryItem   *item)
{
  g_autofree char *title = chiosa_recovery_item_dup_title (item);

  chiosa_alert_discard_recovery (GTK_WIDGET (self), title, answered_cb, g_object_ref (item));
}

static void
show_item (ChiosaRecoveryDialog *self,
           ChiosaRecoveryItem   *item)
{
  const ChiosaSnapshot *before = chiosa_recovery_item_get_before (item);
  const ChiosaAnnotationChanges *changes = chiosa_recovery_item_get_changes (item);
  g_autoptr (ChiosaText) nothing = chiosa_text_new ("", 0);
  g_autofree char *title = chiosa_recovery_item_dup_title (item);
  g_autofree char *time = chiosa_recovery_item_describe_time (item);
  g_autofree char *annotations = NULL;
  gboolean gone = chiosa_recovery_item_get_gone (item);

  g_set_object (&self->shown, item);
  adw_window_title_set_title (self->details_title, title);
  adw_window_title_set_subtitle (self->details_title, time);
  adw_navigation_page_set_title (self->details, title);

  chiosa_diff_view_show (self->diff, before != NULL && before->text != NULL ? before->text : nothing,
                         gone ? _("Last Saved") : _("On the Disk"),
                         chiosa_recovery_item_get_recovered (item)->text, _("Recovered"));
  chiosa_annotation_change_list_show (self->changes, changes);
  /* Translators: a page, and how many are on it */
  annotations = g_strdup_printf (_("A_nnotations (%u)"), changes->annotations->len);
  adw_toggle_set_label (self->annotations_toggle, annotations);
  adw_toggle_group_set_active_name (self->switcher, chiosa_diff_view_get_n (self->diff) > 0 ? "text" : "annotations");
  gtk_button_set_label (self->recover_shown, gone ? _("_Recover As…") : _("_Recover"));
  adw_navigation_view_push_by_tag (self->navigation, "details");
  if (chiosa_diff_view_get_n (self->diff) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->diff));
}

static void
row_activated_cb (ChiosaRecoveryDialog *self,
                  GtkListBoxRow        *row)
{
  g_autoptr (ChiosaRecoveryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), gtk_list_box_row_get_index (row));

  if (item != NULL && chiosa_recovery_item_get_error (item) == NULL)
    show_item (self, item);
}

static void
discard_shown_cb (ChiosaRecoveryDialog *self)
{
  if (self->shown != NULL)
    discard (self, self->shown);
}

static void
recover_shown_cb (ChiosaRecoveryDialog *self)
{
  g_autoptr (ChiosaRecoveryItem) item = self->shown != NULL ? g_object_ref (self->shown) : NULL;

  if (item != NULL)
    recover (self, item);
}

static void
later_cb (ChiosaRecoveryDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
recover_all_cb (ChiosaRecoveryDialog *self)
{
  g_autoptr (GListStore) chosen = g_list_store_new (CHIOSA_TYPE_RECOVERY_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); )
    {
      g_autoptr (ChiosaRecoveryItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (chiosa_recovery_item_get_error (item) != NULL)
        {
          i++;
          continue;
        }
      g_list_store_append (chosen, item);
      g_list_store_remove (self->items, i);
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[RECOVER], 0, chosen);
}

/* --- The list --------------------------------------------------------------------------------------------------------- */

static void
discard_row_cb (GtkWidget          *button,
                ChiosaRecoveryItem *item)
{
  discard (CHIOSA_RECOVERY_DIALOG (gtk_widget_get_ancestor (button, CHIOSA_TYPE_RECOVERY_DIALOG)), item);
}

static void
recover_row_cb (GtkWidget          *button,
                ChiosaRecoveryItem *item)
{
  recover (CHIOSA_RECOVERY_DIALOG (gtk_widget_get_ancestor (button, CHIOSA_TYPE_RECOVERY_DIALOG)), item);
}

static GtkWidget *
make_button (GtkWidget  *button,
             const char *label,
             GCallback   callback,
             gpointer    item)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, item, G_CONNECT_DEFAULT);

  return button;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = chiosa_recovery_item_dup_title (item);
  g_autofree char *subtitle = chiosa_recovery_item_describe (item);
  g_autofree char *discard_name = g_strdup_printf (_("Discard “%s”"), title);
  g_autofree char *recover_name = g_strdup_printf (_("Recover “%s”"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);

  gtk_widget_set_tooltip_text (button, _("Discard"));
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (button, discard_name, G_CALLBACK (discard_row_cb), item));
  if (chiosa_recovery_item_get_error (item) != NULL)
    return row;

  button = gtk_button_new_with_label (chiosa_recovery_item_get_gone (item) ? _("Recover As…") : _("Recover"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (button, recover_name, G_CALLBACK (recover_row_cb), item));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

static void
chiosa_recovery_dialog_dispose (GObject *object)
{
  ChiosaRecoveryDialog *self = CHIOSA_RECOVERY_DIALOG (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_RECOVERY_DIALOG);

  G_OBJECT_CLASS (chiosa_recovery_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, recover_all);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, details);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, details_title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, switcher);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, annotations_toggle);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, diff);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, ChiosaRecoveryDialog, recover_shown);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
}

static void
chiosa_recovery_dialog_class_init (ChiosaRecoveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_recovery_dialog_dispose;

  signals[RECOVER] = g_signal_new ("recover", CHIOSA_TYPE_RECOVERY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);

  g_type_ensure (CHIOSA_TYPE_ANNOTATION_CHANGE_LIST);
  g_type_ensure (CHIOSA_TYPE_DIFF_VIEW);
  bind_template (widget_class);
}

static void
chiosa_recovery_dialog_init (ChiosaRecoveryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_recovery_dialog_new:
 * @items: of #ChiosaRecoveryItem, not empty; what the user has decided about is taken off it
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_recovery_dialog_new (GListStore *items)
{
  ChiosaRecoveryDialog *self = g_object_new (CHIOSA_TYPE_RECOVERY_DIALOG, NULL);

  self->items = g_object_ref (items);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (items), make_row, NULL, NULL);
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->recover_all);

  return ADW_DIALOG (self);
}
