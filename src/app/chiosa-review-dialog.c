/* chiosa-review-dialog.c
 *
 * The list of annotations to look at, the one that is looked at beside it, and what is decided, by single keys. Every decision
 * is a step that can be undone, here too. What one looks like is ChiosaReviewPane's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-review-dialog.h"

#include <glib/gi18n.h>

#include "chiosa-review-pane.h"
#include "chiosa-sample.h"

struct _ChiosaReviewDialog
{
  AdwDialog                parent_instance;

  AdwToastOverlay         *toasts;
  GtkStack                *stack;
  AdwNavigationSplitView  *split;
  GtkListView             *list;
  AdwWindowTitle          *title;
  ChiosaReviewPane        *pane;

  ChiosaEditor            *editor;
  const ChiosaReanchoring *reanchoring;
  GHashTable              *checked;     /* ids that the user has found to be right */
  GListStore              *items;       /* ChiosaReviewItem */
  GtkSingleSelection      *selection;
};

G_DEFINE_FINAL_TYPE (ChiosaReviewDialog, chiosa_review_dialog, ADW_TYPE_DIALOG)

static ChiosaDocument *
get_document (ChiosaReviewDialog *self)
{
  return chiosa_editor_get_document (self->editor);
}

/* Borrowed; NULL: nothing is left. */
static ChiosaReviewItem *
get_item (ChiosaReviewDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
tell (ChiosaReviewDialog *self,
      const char         *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- The list ----------------------------------------------------------------------------------------------------------- */

static const char *
name_kind (ChiosaReviewKind kind)
{
  switch (kind)
    {
    case CHIOSA_REVIEW_SUGGESTED:
      return C_("annotations to review", "To Decide");
    case CHIOSA_REVIEW_EDITED:
      return C_("annotations to review", "Edited");
    case CHIOSA_REVIEW_MOVED:
      return C_("annotations to review", "Moved");
    case CHIOSA_REVIEW_MISSING:
      return C_("annotations to review", "Not Found");
    default:
      g_assert_not_reached ();
    }
}

static int
compare_kinds (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return chiosa_review_item_get_kind ((gpointer) a) - chiosa_review_item_get_kind ((gpointer) b);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 12);
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  ChiosaReviewItem *item = gtk_list_header_get_item (header);
  g_autofree char *text = NULL;

  /* Translators: heading in a list: what follows, and how many there are: "Moved (12)" */
  text = g_strdup_printf (_("%s (%u)"), name_kind (chiosa_review_item_get_kind (item)), gtk_list_header_get_n_items (header));
  gtk_label_set_text (GTK_LABEL (gtk_list_header_get_child (header)), text);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), chiosa_sample_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static char *
get_words (ChiosaReviewDialog *self,
           ChiosaReviewItem   *item)
{
  const ChiosaQuote *before = chiosa_review_item_get_before (item);
  char *words;

  if (before != NULL && before->exact != NULL)
    words = g_strdup (before->exact);
  else
    words = chiosa_document_get_quote (get_document (self), chiosa_review_item_get_id (item));

  return words != NULL ? g_strdelimit (words, "\r\n\t", ' ') : g_strdup ("");
}

static void
bind_cb (ChiosaReviewDialog       *self,
         GtkListItem              *list_item,
         GtkSignalListItemFactory *factory)
{
  ChiosaReviewItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *sample = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  const ChiosaAnnotation *annotation = chiosa_document_find (get_document (self), chiosa_review_item_get_id (item));
  g_autofree char *words = get_words (self, item);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (sample)), words);
  if (annotation != NULL)
    chiosa_sample_set_tag (CHIOSA_SAMPLE (sample), chiosa_document_get_tagset (get_document (self)),
                           annotation->type, annotation->label);
}

static guint
find_item (ChiosaReviewDialog *self,
           const char         *id)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ChiosaReviewItem) item = g_list_model_get_item (model, i);

      if (g_str_equal (chiosa_review_item_get_id (item), id))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
show_count (ChiosaReviewDialog *self,
            guint               n)
{
  g_autofree char *subtitle = NULL;

  subtitle = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);
  adw_window_title_set_subtitle (self->title, n > 0 ? subtitle : "");
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

/* What is left to look at; the one after the one that was decided is shown. */
static void
refresh (ChiosaReviewDialog *self)
{
  g_autoptr (GPtrArray) items = chiosa_review_list (get_document (self), self->reanchoring, self->checked);
  ChiosaReviewItem *item = get_item (self);
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autofree char *id = item != NULL ? g_strdup (chiosa_review_item_get_id (item)) : NULL;
  ChiosaReviewKind kind = item != NULL ? chiosa_review_item_get_kind (item) : CHIOSA_REVIEW_SUGGESTED;
  guint found;

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  show_count (self, items->len);
  if (items->len == 0)
    return;

  found = find_item (self, id);
  if (found != GTK_INVALID_LIST_POSITION)
    {
      g_autoptr (ChiosaReviewItem) same = g_list_model_get_item (G_LIST_MODEL (self->selection), found);

      if (chiosa_review_item_get_kind (same) == kind)
        position = found;
    }
  position = position == GTK_INVALID_LIST_POSITION ? 0 : MIN (position, items->len - 1);
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
selected_cb (ChiosaReviewDialog *self)
{
  chiosa_review_pane_show (self->pane, get_document (self), get_item (self));
}

static void
document_changed_cb (ChiosaReviewDialog *self)
{
  refresh (self);
  selected_cb (self);
}

/* In a narrow window the list gives way to what is looked at. */
static void
activate_cb (ChiosaReviewDialog *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, TRUE);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "review.accept", NULL);
}

/* --- What is decided ------------------------------------------------------------------------------------------------------- */

static gboolean
is_live (ChiosaReviewItem *item)
{
  return chiosa_review_item_get_kind (item) == CHIOSA_REVIEW_EDITED
         || chiosa_review_item_get_kind (item) == CHIOSA_REVIEW_MOVED;
}

static void
choose (ChiosaReviewDialog *self,
        guint               n)
{
  ChiosaReviewItem *item = get_item (self);
  const ChiosaPlace *place = chiosa_review_pane_get_place (self->pane, n);
  g_autoptr (GError) error = NULL;

  if (item == NULL || is_live (item) || place == NULL)
    return;

  if (!chiosa_document_set_spans (get_document (self), chiosa_review_item_get_id (item), place->spans, place->n_spans, &error))
    tell (self, error->message);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  choose (CHIOSA_REVIEW_DIALOG (widget), g_variant_get_uint32 (parameter));
}

/* What was put somewhere is right there; of several places the first is. */
static void
accept_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  ChiosaReviewDialog *self = CHIOSA_REVIEW_DIALOG (widget);
  ChiosaReviewItem *item = get_item (self);

  if (item == NULL)
    return;

  if (!is_live (item))
    {
      choose (self, 1);
      return;
    }

  g_hash_table_add (self->checked, g_strdup (chiosa_review_item_get_id (item)));
  document_changed_cb (self);
}

static void
detach_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  ChiosaReviewDialog *self = CHIOSA_REVIEW_DIALOG (widget);
  ChiosaReviewItem *item = get_item (self);
  g_autoptr (GError) error = NULL;

  if (item != NULL && !chiosa_document_detach (get_document (self), chiosa_review_item_get_id (item), &error))
    tell (self, error->message);
}

static void
show_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ChiosaReviewDialog *self = CHIOSA_REVIEW_DIALOG (widget);
  ChiosaReviewItem *item = get_item (self);
  g_autoptr (ChiosaEditor) editor = g_object_ref (self->editor);
  g_autofree char *id = item != NULL ? g_strdup (chiosa_review_item_get_id (item)) : NULL;

  adw_dialog_close (ADW_DIALOG (self));
  if (id != NULL)
    chiosa_editor_select (editor, id, TRUE);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  ChiosaReviewDialog *self = CHIOSA_REVIEW_DIALOG (widget);

  if (g_str_equal (action_name, "review.undo"))
    chiosa_editor_undo (self->editor);
  else
    chiosa_editor_redo (self->editor);
}

/* --- The object ------------------------------------------------------------------------------------------------------------ */

static void
chiosa_review_dialog_dispose (GObject *object)
{
  ChiosaReviewDialog *self = CHIOSA_REVIEW_DIALOG (object);

  /* The sheet that libadwaita 1.7 shows a dialog on may outlive it: let the article go by ourselves. */
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_document (self), self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_list_view_set_model (self->list, NULL);
      chiosa_review_pane_show (self->pane, NULL, NULL);
    }
  g_clear_object (&self->editor);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->checked, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_REVIEW_DIALOG);

  G_OBJECT_CLASS (chiosa_review_dialog_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "review.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, 0, "review.detach", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "review.show", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "review.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "review.redo", NULL);
  for (guint n = 1; n <= 9; n++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + n, 0, "review.choose", "u", n);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + n, 0, "review.choose", "u", n);
    }
}

static void
chiosa_review_dialog_class_init (ChiosaReviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_review_dialog_dispose;

  g_type_ensure (CHIOSA_TYPE_REVIEW_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/review-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewDialog, split);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewDialog, pane);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  gtk_widget_class_install_action (widget_class, "review.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "review.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "review.detach", NULL, detach_action);
  gtk_widget_class_install_action (widget_class, "review.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "review.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "review.redo", NULL, undo_action);
  add_keys (widget_class);
}

static void
chiosa_review_dialog_init (ChiosaReviewDialog *self)
{
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->items = g_list_store_new (CHIOSA_TYPE_REVIEW_ITEM);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, GTK_SORTER (gtk_custom_sorter_new (compare_kinds, NULL, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/**
 * chiosa_review_dialog_new:
 * @editor: of the article
 * @reanchoring: (nullable): what was done when the article was read
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_review_dialog_new (ChiosaEditor            *editor,
                          const ChiosaReanchoring *reanchoring)
{
  ChiosaReviewDialog *self = g_object_new (CHIOSA_TYPE_REVIEW_DIALOG, NULL);

  self->editor = g_object_ref (editor);
  self->reanchoring = reanchoring;
  g_signal_connect_object (get_document (self), "step", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  document_changed_cb (self);

  return ADW_DIALOG (self);
}
