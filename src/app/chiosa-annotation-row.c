/* chiosa-annotation-row.c
 *
 * One annotation in the list of all: how it is drawn, its words, its label, whether something is missing;
 * for one that has lost its words, the two ways out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-annotation-row.h"

#include <glib/gi18n.h>

#include "chiosa-sample.h"
#include "chiosa-tag-name.h"

/* More does not fit beside an article. */
#define MAX_SHOWN 200

struct _ChiosaAnnotationRow
{
  GtkWidget     parent_instance;

  ChiosaSample *sample;
  GtkWidget    *texts;
  GtkLabel     *words;
  GtkLabel     *label;
  GtkWidget    *incomplete;   /* made when first needed, as most rows never do: a list makes some 200 rows at once */
  GtkWidget    *reattach;
  GtkWidget    *delete;

  ChiosaEditor *editor;
  char         *id;
};

G_DEFINE_FINAL_TYPE (ChiosaAnnotationRow, chiosa_annotation_row, GTK_TYPE_WIDGET)

static void
reattach_cb (ChiosaAnnotationRow *self)
{
  chiosa_editor_reattach (self->editor, self->id);
}

static void
delete_cb (ChiosaAnnotationRow *self)
{
  chiosa_editor_select (self->editor, self->id, FALSE);
  chiosa_editor_remove_selected (self->editor);
}

static void
show_incomplete (ChiosaAnnotationRow *self,
                 gboolean             incomplete)
{
  if (incomplete && self->incomplete == NULL)
    {
      self->incomplete = gtk_image_new_from_icon_name ("dialog-information-symbolic");
      gtk_widget_set_tooltip_text (self->incomplete, _("Incomplete"));
      gtk_widget_add_css_class (self->incomplete, "dim-label");
      gtk_widget_set_parent (self->incomplete, GTK_WIDGET (self));
    }

  if (self->incomplete != NULL)
    gtk_widget_set_visible (self->incomplete, incomplete);
}

static GtkWidget *
add_button (ChiosaAnnotationRow *self,
            const char          *icon_name,
            const char          *tooltip,
            GCallback            callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
}

static void
show_ways_out (ChiosaAnnotationRow *self,
               gboolean             detached)
{
  if (detached && self->reattach == NULL)
    {
      self->reattach = add_button (self, "insert-link-symbolic", _("Re-attach to Selected Text"), G_CALLBACK (reattach_cb));
      self->delete = add_button (self, "user-trash-symbolic", _("Delete"), G_CALLBACK (delete_cb));
    }

  if (self->reattach != NULL)
    {
      gtk_widget_set_visible (self->reattach, detached);
      gtk_widget_set_visible (self->delete, detached);
    }
}

static char *
get_words (ChiosaDocument         *document,
           const ChiosaAnnotation *annotation)
{
  g_autofree char *quote = chiosa_document_get_quote (document, annotation->id);
  char *end;

  if (quote == NULL)
    return g_strdup ("");

  if (strlen (quote) > MAX_SHOWN)
    {
      end = g_utf8_find_prev_char (quote, quote + MAX_SHOWN);
      *end = '\0';
    }

  return g_strdelimit (g_steal_pointer (&quote), "\r\n\t", ' ');
}

static char *
get_label (ChiosaDocument         *document,
           const ChiosaAnnotation *annotation)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (document);
  const ChiosaTag *label = chiosa_tagset_find_label (tagset, annotation->type, annotation->label);

  if (annotation->state == CHIOSA_STATE_DETACHED)
    return chiosa_tag_name (tagset, annotation->type, annotation->label);

  return g_strdup (label != NULL ? label->name : annotation->label);
}

static void
chiosa_annotation_row_dispose (GObject *object)
{
  ChiosaAnnotationRow *self = CHIOSA_ANNOTATION_ROW (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->incomplete, gtk_widget_unparent);
  g_clear_pointer (&self->reattach, gtk_widget_unparent);
  g_clear_pointer (&self->delete, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_ANNOTATION_ROW);

  G_OBJECT_CLASS (chiosa_annotation_row_parent_class)->dispose (object);
}

static void
chiosa_annotation_row_class_init (ChiosaAnnotationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_annotation_row_dispose;

  g_type_ensure (CHIOSA_TYPE_SAMPLE);
  gtk_widget_class_set_css_name (widget_class, "annotationrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/annotation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaAnnotationRow, sample);
  gtk_widget_class_bind_template_child (widget_class, ChiosaAnnotationRow, texts);
  gtk_widget_class_bind_template_child (widget_class, ChiosaAnnotationRow, words);
  gtk_widget_class_bind_template_child (widget_class, ChiosaAnnotationRow, label);
}

static void
chiosa_annotation_row_init (ChiosaAnnotationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
chiosa_annotation_row_new (void)
{
  return g_object_new (CHIOSA_TYPE_ANNOTATION_ROW, NULL);
}

/**
 * chiosa_annotation_row_show:
 * @self: the row
 * @editor: (nullable): whose document it is
 * @annotation: (nullable): what to show
 * @incomplete: whether something is missing or odd about it
 */
void
chiosa_annotation_row_show (ChiosaAnnotationRow    *self,
                            ChiosaEditor           *editor,
                            const ChiosaAnnotation *annotation,
                            gboolean                incomplete)
{
  ChiosaDocument *document;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;
  gboolean detached;

  g_set_object (&self->editor, editor);
  g_set_str (&self->id, annotation != NULL ? annotation->id : NULL);

  if (editor == NULL || annotation == NULL)
    return;

  document = chiosa_editor_get_document (editor);
  words = get_words (document, annotation);
  label = get_label (document, annotation);
  detached = annotation->state == CHIOSA_STATE_DETACHED;

  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->label), *label != '\0');
  show_incomplete (self, incomplete && !detached);
  show_ways_out (self, detached);
  chiosa_sample_set_tag (self->sample, chiosa_document_get_tagset (document), annotation->type, annotation->label);
}

/**
 * chiosa_annotation_row_get_id:
 * @self: the row
 *
 * Returns: (nullable): id of the annotation that it shows
 */
const char *
chiosa_annotation_row_get_id (ChiosaAnnotationRow *self)
{
  return self->id;
}
