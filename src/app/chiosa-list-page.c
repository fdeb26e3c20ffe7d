/* chiosa-list-page.c
 *
 * The page of the inspector that lists all annotations: search, filter, sections with counts. Follows the document only while it is
 * on the screen, and only when the user pauses: typing in an article with many annotations must not wait for a list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-list-page.h"

#include <glib/gi18n.h>

#include "chiosa-annotation-model.h"
#include "chiosa-annotation-row.h"

#define PAUSE_MS 300

struct _ChiosaListPage
{
  AdwBin                 parent_instance;

  GtkEditable           *search;
  AdwToggleGroup        *filter;
  GtkStack              *stack;
  GtkListView           *list;
  AdwStatusPage         *nothing;
  GtkLabel              *count;

  ChiosaEditor          *editor;
  ChiosaAnnotationModel *model;
  GtkSingleSelection    *selection;
  GPtrArray             *rows;       /* ChiosaAnnotationRow, those on the screen; borrowed */
  guint                  pause;
  guint                  to_top;
  gboolean               updating;   /* the selection of the list changes by itself */
  gboolean               stale;
};

G_DEFINE_FINAL_TYPE (ChiosaListPage, chiosa_list_page, ADW_TYPE_BIN)

/* --- What stands around the list ------------------------------------------------------------------------------------------- */

static void
show_count (ChiosaListPage *self)
{
  ChiosaDocument *document = self->editor != NULL ? chiosa_editor_get_document (self->editor) : NULL;
  guint n = document != NULL ? chiosa_document_get_n_annotations (document) : 0;
  int n_incomplete = chiosa_annotation_model_get_n_incomplete (self->model);
  g_autofree char *all = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);
  g_autofree char *incomplete = NULL;
  g_autofree char *both = NULL;

  if (n_incomplete <= 0)
    {
      gtk_label_set_label (self->count, all);
      return;
    }

  incomplete = g_strdup_printf (ngettext ("%d incomplete", "%d incomplete", n_incomplete), n_incomplete);
  /* Translators: "24 annotations, 3 incomplete" */
  both = g_strdup_printf (_("%s, %s"), all, incomplete);
  gtk_label_set_label (self->count, both);
}

static void
show_nothing (ChiosaListPage *self)
{
  const char *icon = "edit-find-symbolic";
  const char *title = _("Nothing Found");
  const char *description = _("Try other words");

  if (*gtk_editable_get_text (self->search) == '\0')
    switch (adw_toggle_group_get_active (self->filter))
      {
      case CHIOSA_LIST_INCOMPLETE:
        icon = "object-select-symbolic";
        title = _("All Complete");
        description = _("Nothing is missing in this article");
        break;
      case CHIOSA_LIST_DETACHED:
        icon = "object-select-symbolic";
        title = _("None Detached");
        description = _("The words of every annotation are in the article");
        break;
      case CHIOSA_LIST_ALL:
      default:
        icon = "chiosa-annotate-symbolic";
        title = _("No Annotations");
        description = _("Select words in the article and press the key of a type");
        break;
      }

  adw_status_page_set_icon_name (self->nothing, icon);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, description);
}

/* --- The list and what is selected -------------------------------------------------------------------------------------------- */

static void
select_in_list (ChiosaListPage *self)
{
  const char *id = self->editor != NULL ? chiosa_editor_get_selected (self->editor) : NULL;
  guint position = chiosa_annotation_model_find (self->model, id);

  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->updating = FALSE;
}

static void
on_editor_selected (ChiosaListPage *self)
{
  guint position;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  select_in_list (self);
  position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
select_in_article (ChiosaListPage *self,
                   guint           position)
{
  g_autoptr (ChiosaAnnotationItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  g_autofree char *id = NULL;

  if (item == NULL || self->editor == NULL)
    return;

  id = g_strdup (chiosa_annotation_item_get (item)->id);
  chiosa_editor_select (self->editor, id, TRUE);
}

/* Walking through the list shows each in the article. */
static void
on_list_selected (ChiosaListPage *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->updating && position != GTK_INVALID_LIST_POSITION)
    select_in_article (self, position);
}

static void
activate_cb (ChiosaListPage *self,
             guint           position)
{
  select_in_article (self, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

/* --- Refreshing ------------------------------------------------------------------------------------------------------------- */

/* A list that fills shows its first item at the top, with the section's name above the edge. */
static gboolean
scroll_to_top (gpointer user_data)
{
  ChiosaListPage *self = user_data;

  self->to_top = 0;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);

  return G_SOURCE_REMOVE;
}

static void
on_items_changed (ChiosaListPage *self,
                  guint           position,
                  guint           removed,
                  guint           added)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->model)) - added + removed;

  if (n_before == removed && added > 0 && self->to_top == 0)
    self->to_top = g_idle_add_full (GTK_PRIORITY_RESIZE + 15, scroll_to_top, self, NULL);
}

static void
refresh (ChiosaListPage *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->stale = FALSE;

  chiosa_annotation_model_set_filter (self->model, adw_toggle_group_get_active (self->filter));
  chiosa_annotation_model_set_search (self->model, gtk_editable_get_text (self->search));

  self->updating = TRUE;
  chiosa_annotation_model_refresh (self->model);
  self->updating = FALSE;
}

static void
on_pause (gpointer user_data)
{
  ChiosaListPage *self = user_data;

  self->pause = 0;
  refresh (self);
}

static void
on_changed (ChiosaListPage *self)
{
  self->stale = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  chiosa_annotation_model_stop (self->model);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->pause = g_timeout_add_once (PAUSE_MS, on_pause, self);
}

static void
show_row (ChiosaListPage         *self,
          ChiosaAnnotationRow    *row,
          const ChiosaAnnotation *annotation)
{
  chiosa_annotation_row_show (row, self->editor, annotation,
                              chiosa_annotation_model_is_incomplete (self->model, annotation->id));
}

/* The words of an annotation may have changed without the annotation. */
static void
on_refreshed (ChiosaListPage *self)
{
  ChiosaDocument *document = chiosa_editor_get_document (self->editor);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ChiosaAnnotationRow *row = g_ptr_array_index (self->rows, i);
      const ChiosaAnnotation *annotation = chiosa_document_find (document, chiosa_annotation_row_get_id (row));

      if (annotation != NULL)
        show_row (self, row, annotation);
    }

  show_nothing (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0 ? "list" : "nothing");
  show_count (self);
  select_in_list (self);
}

static void
search_cb (ChiosaListPage *self)
{
  refresh (self);
}

static void
filter_cb (ChiosaListPage *self)
{
  refresh (self);
}

static void
stop_search_cb (ChiosaListPage *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
}

static void
search_activate_cb (ChiosaListPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    activate_cb (self, 0);
}

/* --- Rows ----------------------------------------------------------------------------------------------------------------------- */

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          ChiosaListPage           *self)
{
  const ChiosaAnnotation *annotation = chiosa_annotation_item_get (gtk_list_item_get_item (item));
  ChiosaAnnotationRow *row = CHIOSA_ANNOTATION_ROW (gtk_list_item_get_child (item));
  g_autofree char *description = chiosa_editor_describe (self->editor, annotation->id);

  show_row (self, row, annotation);
  gtk_list_item_set_accessible_label (item, description);
  g_ptr_array_add (self->rows, row);
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           ChiosaListPage           *self)
{
  gtk_list_item_set_child (item, chiosa_annotation_row_new ());
}

static void
unbind_row (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            ChiosaListPage           *self)
{
  ChiosaAnnotationRow *row = CHIOSA_ANNOTATION_ROW (gtk_list_item_get_child (item));

  g_ptr_array_remove_fast (self->rows, row);
  chiosa_annotation_row_show (row, NULL, NULL, FALSE);
}

static void
setup_header (GtkSignalListItemFactory *factory,
              GtkListHeader            *header,
              ChiosaListPage           *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_header_set_child (header, box);
}

static void
show_header_count (GtkListHeader *header)
{
  GtkWidget *count = gtk_widget_get_last_child (gtk_list_header_get_child (header));
  g_autofree char *text = g_strdup_printf ("%u", gtk_list_header_get_n_items (header));

  gtk_label_set_label (GTK_LABEL (count), text);
}

static void
bind_header (GtkSignalListItemFactory *factory,
             GtkListHeader            *header,
             ChiosaListPage           *self)
{
  const ChiosaAnnotation *first = chiosa_annotation_item_get (gtk_list_header_get_item (header));
  ChiosaTagset *tagset = chiosa_document_get_tagset (chiosa_editor_get_document (self->editor));
  const ChiosaSpanType *type = chiosa_tagset_find_type (tagset, first->type);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_header_get_child (header));

  if (first->state == CHIOSA_STATE_DETACHED)
    gtk_label_set_label (GTK_LABEL (name), C_("annotations", "Detached"));
  else
    gtk_label_set_label (GTK_LABEL (name), type != NULL ? type->tag.name : first->type);

  show_header_count (header);
  g_signal_connect (header, "notify::n-items", G_CALLBACK (show_header_count), NULL);
}

static void
unbind_header (GtkSignalListItemFactory *factory,
               GtkListHeader            *header,
               ChiosaListPage           *self)
{
  g_signal_handlers_disconnect_by_func (header, show_header_count, NULL);
}

static void
set_up_list (ChiosaListPage *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (rows, "setup", G_CALLBACK (setup_row), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "setup", G_CALLBACK (setup_header), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "unbind", G_CALLBACK (unbind_header), self, G_CONNECT_DEFAULT);

  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_header_factory (self->list, headers);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/* --- Object ------------------------------------------------------------------------------------------------------------------ */

static void
chiosa_list_page_map (GtkWidget *widget)
{
  ChiosaListPage *self = CHIOSA_LIST_PAGE (widget);

  GTK_WIDGET_CLASS (chiosa_list_page_parent_class)->map (widget);

  if (self->stale)
    refresh (self);

  on_editor_selected (self);
}

static void
chiosa_list_page_unmap (GtkWidget *widget)
{
  ChiosaListPage *self = CHIOSA_LIST_PAGE (widget);

  if (self->pause != 0 || chiosa_annotation_model_get_n_incomplete (self->model) < 0)
    self->stale = TRUE;

  g_clear_handle_id (&self->pause, g_source_remove);
  chiosa_annotation_model_stop (self->model);

  GTK_WIDGET_CLASS (chiosa_list_page_parent_class)->unmap (widget);
}

static void
disconnect_editor (ChiosaListPage *self)
{
  g_signal_handlers_disconnect_by_data (self->editor, self);
  g_signal_handlers_disconnect_by_data (chiosa_editor_get_document (self->editor), self);
}

static void
chiosa_list_page_dispose (GObject *object)
{
  ChiosaListPage *self = CHIOSA_LIST_PAGE (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_handle_id (&self->to_top, g_source_remove);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  if (self->editor != NULL)
    disconnect_editor (self);

  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_LIST_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (chiosa_list_page_parent_class)->dispose (object);
}

static void
chiosa_list_page_class_init (ChiosaListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_list_page_dispose;
  widget_class->map = chiosa_list_page_map;
  widget_class->unmap = chiosa_list_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaListPage, search);
  gtk_widget_class_bind_template_child (widget_class, ChiosaListPage, filter);
  gtk_widget_class_bind_template_child (widget_class, ChiosaListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaListPage, list);
  gtk_widget_class_bind_template_child (widget_class, ChiosaListPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, ChiosaListPage, count);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
chiosa_list_page_init (ChiosaListPage *self)
{
  self->model = chiosa_annotation_model_new ();
  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  set_up_list (self);

  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_list_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "refreshed", G_CALLBACK (on_refreshed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "counted", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  show_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

/**
 * chiosa_list_page_set_editor:
 * @self: the page
 * @editor: (nullable): whose annotations to list
 */
void
chiosa_list_page_set_editor (ChiosaListPage *self,
                             ChiosaEditor   *editor)
{
  ChiosaDocument *document;

  if (self->editor == editor)
    return;

  self->updating = TRUE;
  chiosa_annotation_model_set_document (self->model, NULL);
  self->updating = FALSE;

  if (self->editor != NULL)
    disconnect_editor (self);

  g_set_object (&self->editor, editor);
  gtk_editable_set_text (self->search, "");
  show_count (self);

  if (editor == NULL)
    return;

  document = chiosa_editor_get_document (editor);
  chiosa_annotation_model_set_document (self->model, document);
  g_signal_connect_object (editor, "notify::selected", G_CALLBACK (on_editor_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "annotations-changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::tagset", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

/**
 * chiosa_list_page_focus_search:
 * @self: the page
 */
void
chiosa_list_page_focus_search (ChiosaListPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
