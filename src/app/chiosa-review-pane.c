/* chiosa-review-pane.c
 *
 * Before and now, one above the other. What is decided is the dialog's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-review-pane.h"

#include <glib/gi18n.h>

#include "chiosa-quote-label.h"
#include "chiosa-sample.h"
#include "chiosa-tag-name.h"

#define MAX_PLACES 9     /* as many as there are digits */

struct _ChiosaReviewPane
{
  AdwBin            parent_instance;

  ChiosaSample     *sample;
  GtkLabel         *name;
  GtkLabel         *explanation;
  GtkWidget        *before_group;
  GtkLabel         *before;
  GtkListBox       *places;
  GtkWidget        *accept;
  GtkWidget        *detach;

  ChiosaDocument   *document;
  ChiosaReviewItem *item;
  GPtrArray        *found;         /* ChiosaPlace */
  GCancellable     *cancellable;   /* of the search that runs */
};

G_DEFINE_FINAL_TYPE (ChiosaReviewPane, chiosa_review_pane, ADW_TYPE_BIN)

/* What a thread looks for, and in what. */
typedef struct
{
  ChiosaAnnotation *annotation;
  ChiosaText       *text;
} Search;

static void
search_free (Search *search)
{
  chiosa_annotation_unref (search->annotation);
  chiosa_text_free (search->text);
  g_free (search);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Search *search = data;

  g_task_return_pointer (task, chiosa_reanchor_suggest (search->annotation, search->text, MAX_PLACES),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* --- The places ----------------------------------------------------------------------------------------------------- */

static void
add_row (ChiosaReviewPane *self,
         const ChiosaSpan *spans,
         guint             n_spans,
         guint             number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = chiosa_quote_label_new ();
  GtkWidget *row = gtk_list_box_row_new ();

  chiosa_quote_label_set_text (GTK_LABEL (label), chiosa_document_get_text (self->document), spans, n_spans);
  gtk_widget_add_css_class (box, "review-place");

  if (number > 0)
    {
      g_autofree char *digit = g_strdup_printf ("%u", number);
      GtkWidget *key = g_object_new (GTK_TYPE_LABEL, "css-name", "keycap", "label", digit, "valign", GTK_ALIGN_START, NULL);

      gtk_box_append (GTK_BOX (box), key);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (row), "review.choose");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", number);
    }

  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), number > 0);
  gtk_list_box_append (self->places, row);
}

static void
add_message (ChiosaReviewPane *self,
             const char       *message)
{
  GtkWidget *label = gtk_label_new (message);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "review-place");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->places, row);
}

static void
show_places (ChiosaReviewPane *self)
{
  gtk_list_box_remove_all (self->places);
  for (guint i = 0; i < self->found->len; i++)
    {
      const ChiosaPlace *place = g_ptr_array_index (self->found, i);

      add_row (self, place->spans, place->n_spans, i + 1);
    }

  if (self->found->len == 0)
    add_message (self, _("Nothing like it was found. Show its place in the article, select the words it belongs to, "
                         "and attach it there."));
  gtk_widget_set_visible (self->accept, self->found->len > 0);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ChiosaReviewPane *self = CHIOSA_REVIEW_PANE (source);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Another one is shown by now. */
  if (found == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  self->found = g_steal_pointer (&found);
  show_places (self);
}

static void
look_for_places (ChiosaReviewPane       *self,
                 const ChiosaAnnotation *annotation)
{
  g_autoptr (GTask) task = NULL;
  Search *search = g_new0 (Search, 1);

  search->annotation = chiosa_annotation_ref (annotation);
  search->text = chiosa_text_copy (chiosa_document_get_text (self->document));
  self->cancellable = g_cancellable_new ();

  add_message (self, _("Looking for it…"));
  task = g_task_new (self, self->cancellable, found_cb, NULL);
  g_task_set_source_tag (task, look_for_places);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_in_thread);
}

static void
show_place_of (ChiosaReviewPane *self,
               const char       *id)
{
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  spans = chiosa_document_get_spans (self->document, id, &n_spans);
  if (n_spans > 0)
    add_row (self, spans, n_spans, 0);
}

/* --- All of it -------------------------------------------------------------------------------------------------------- */

static const char *
explain (ChiosaReviewKind kind)
{
  switch (kind)
    {
    case CHIOSA_REVIEW_SUGGESTED:
      return _("The text changed so much here that only you can say where this belongs.");
    case CHIOSA_REVIEW_EDITED:
      return _("Its words were changed. It was kept on what is left of them.");
    case CHIOSA_REVIEW_MOVED:
      return _("Its words stand at another place now. It went with them.");
    case CHIOSA_REVIEW_MISSING:
      return _("Its words are not in the article any more.");
    default:
      g_assert_not_reached ();
    }
}

static void
show_name (ChiosaReviewPane       *self,
           const ChiosaAnnotation *annotation)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (self->document);
  g_autofree char *name = chiosa_tag_name (tagset, annotation->type, annotation->label);

  chiosa_sample_set_tag (self->sample, tagset, annotation->type, annotation->label);
  gtk_label_set_label (self->name, name);
}

static void
show_before (ChiosaReviewPane *self)
{
  const ChiosaQuote *quote = chiosa_review_item_get_before (self->item);

  gtk_widget_set_visible (self->before_group, quote != NULL && quote->exact != NULL);
  if (quote != NULL)
    chiosa_quote_label_set (self->before, quote->prefix, quote->exact, quote->suffix);
}

static void
show_item (ChiosaReviewPane *self)
{
  const char *id = chiosa_review_item_get_id (self->item);
  ChiosaReviewKind kind = chiosa_review_item_get_kind (self->item);
  const ChiosaAnnotation *annotation = chiosa_document_find (self->document, id);
  gboolean live = kind == CHIOSA_REVIEW_EDITED || kind == CHIOSA_REVIEW_MOVED;

  if (annotation == NULL)
    return;

  show_name (self, annotation);
  show_before (self);
  gtk_label_set_label (self->explanation, explain (kind));
  gtk_widget_set_visible (self->accept, live);
  gtk_button_set_label (GTK_BUTTON (self->accept), live ? _("_It Is Right") : _("_Accept First"));
  gtk_widget_set_visible (self->detach, kind != CHIOSA_REVIEW_MISSING);
  gtk_button_set_label (GTK_BUTTON (self->detach), live ? _("_Detach") : _("Keep _Detached"));

  if (live)
    show_place_of (self, id);
  else
    look_for_places (self, annotation);
}

static void
chiosa_review_pane_dispose (GObject *object)
{
  ChiosaReviewPane *self = CHIOSA_REVIEW_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  g_clear_object (&self->item);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_REVIEW_PANE);

  G_OBJECT_CLASS (chiosa_review_pane_parent_class)->dispose (object);
}

static void
chiosa_review_pane_class_init (ChiosaReviewPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_review_pane_dispose;

  g_type_ensure (CHIOSA_TYPE_SAMPLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/review-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, sample);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, name);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, explanation);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, before_group);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, before);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, places);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, accept);
  gtk_widget_class_bind_template_child (widget_class, ChiosaReviewPane, detach);
}

static void
chiosa_review_pane_init (ChiosaReviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_review_pane_show:
 * @self: a pane
 * @document: the article
 * @item: (nullable): what is to be decided
 */
void
chiosa_review_pane_show (ChiosaReviewPane *self,
                         ChiosaDocument   *document,
                         ChiosaReviewItem *item)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_list_box_remove_all (self->places);

  g_set_object (&self->document, document);
  g_set_object (&self->item, item);
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), item != NULL);
  if (item != NULL)
    show_item (self);
}

/**
 * chiosa_review_pane_get_place:
 * @self: a pane
 * @n: the number that stands before it, from 1
 *
 * Returns: (transfer none) (nullable): where the annotation could go
 */
const ChiosaPlace *
chiosa_review_pane_get_place (ChiosaReviewPane *self,
                              guint             n)
{
  if (self->found == NULL || n == 0 || n > self->found->len)
    return NULL;

  return g_ptr_array_index (self->found, n - 1);
}
