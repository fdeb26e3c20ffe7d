/* chiosa-selection-page.c
 *
 * The page of the inspector that shows and edits the selected annotation: label, attributes, relations, note, what is missing,
 * and the guideline. Shows the guideline of the active type while nothing is selected. The controls know no document; this does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-selection-page.h"

#include <glib/gi18n.h>

#include "chiosa-attribute-control.h"
#include "chiosa-choice-row.h"
#include "chiosa-finding-list.h"
#include "chiosa-note-editor.h"
#include "chiosa-provenance.h"
#include "chiosa-relation-list.h"
#include "chiosa-sample.h"

struct _ChiosaSelectionPage
{
  AdwBin               parent_instance;

  GtkWidget           *nothing;
  GtkWidget           *selection;
  ChiosaSample        *sample;
  GtkLabel            *type;
  GtkLabel            *words;
  GtkWidget           *detached;
  ChiosaFindingList   *findings;
  GtkWidget           *label_group;
  AdwPreferencesGroup *attributes;
  ChiosaChoiceRow     *label;
  ChiosaRelationList  *relations;
  ChiosaNoteEditor    *note;
  GtkWidget           *guideline_group;
  AdwExpanderRow      *guideline;
  GtkLabel            *label_guideline;
  GtkLabel            *type_guideline;
  GtkLabel            *provenance;

  ChiosaEditor        *editor;
  char                *id;              /* of the annotation that the controls stand for */
  const char          *shown_type;      /* interned: what the attribute controls were made for */
  const char          *shown_label;     /* interned */
  GPtrArray           *controls;        /* ChiosaAttributeControl */
  guint                idle;
};

G_DEFINE_FINAL_TYPE (ChiosaSelectionPage, chiosa_selection_page, ADW_TYPE_BIN)

static ChiosaDocument *
get_document (ChiosaSelectionPage *self)
{
  return chiosa_editor_get_document (self->editor);
}

static void
tell (ChiosaSelectionPage *self,
      const GError        *error)
{
  g_signal_emit_by_name (self->editor, "message", error->message, FALSE);
}

/* --- Attributes ------------------------------------------------------------------------------------------------------------ */

/* The control shows again what the document says when it refuses. */
static void
on_attribute_chosen (ChiosaAttributeControl *control,
                     int                     kind,
                     const char             *value,
                     ChiosaSelectionPage    *self)
{
  const char *attribute = chiosa_attribute_control_get_id (control);
  const ChiosaAnnotation *annotation;
  g_autoptr (GError) error = NULL;

  if (self->editor == NULL || self->id == NULL)
    return;

  if (chiosa_document_set_attribute (get_document (self), self->id, attribute, kind, value, &error))
    return;

  tell (self, error);
  annotation = chiosa_document_find (get_document (self), self->id);
  if (annotation != NULL)
    chiosa_attribute_control_show (control, chiosa_annotation_get_attribute (annotation, attribute));
}

static void
remove_controls (ChiosaSelectionPage *self)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      ChiosaAttributeControl *control = g_ptr_array_index (self->controls, i);

      g_signal_handlers_disconnect_by_data (control, self);
      adw_preferences_group_remove (self->attributes, chiosa_attribute_control_get_row (control));
    }

  g_ptr_array_set_size (self->controls, 0);
}

static void
make_controls (ChiosaSelectionPage    *self,
               const ChiosaAnnotation *annotation)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (get_document (self));
  g_autoptr (GPtrArray) types = NULL;

  if (self->shown_type == annotation->type && self->shown_label == annotation->label)
    return;

  remove_controls (self);
  self->shown_type = annotation->type;
  self->shown_label = annotation->label;
  types = chiosa_tagset_list_attributes (tagset, annotation->type, annotation->label);

  for (guint i = 0; i < types->len; i++)
    {
      ChiosaAttributeControl *control = chiosa_attribute_control_new (tagset, g_ptr_array_index (types, i));

      g_signal_connect_object (control, "chosen", G_CALLBACK (on_attribute_chosen), self, G_CONNECT_DEFAULT);
      adw_preferences_group_add (self->attributes, chiosa_attribute_control_get_row (control));
      g_ptr_array_add (self->controls, control);
    }
}

static void
show_label (ChiosaSelectionPage    *self,
            const ChiosaSpanType   *type,
            const ChiosaAnnotation *annotation)
{
  gboolean new_type = self->shown_type != annotation->type;

  gtk_widget_set_visible (self->label_group, (type != NULL && type->n_labels > 0) || *annotation->label != '\0');

  if (new_type)
    chiosa_choice_row_set_tags (self->label, type != NULL ? type->labels : NULL, type != NULL ? type->n_labels : 0);

  chiosa_choice_row_show (self->label, annotation->label);
}

static void
show_attributes (ChiosaSelectionPage    *self,
                 const ChiosaAnnotation *annotation)
{
  make_controls (self, annotation);
  gtk_widget_set_visible (GTK_WIDGET (self->attributes), self->controls->len > 0);

  for (guint i = 0; i < self->controls->len; i++)
    {
      ChiosaAttributeControl *control = g_ptr_array_index (self->controls, i);

      chiosa_attribute_control_show (control, chiosa_annotation_get_attribute (annotation,
                                                                               chiosa_attribute_control_get_id (control)));
    }
}

static void
label_chosen_cb (ChiosaSelectionPage *self,
                 const char          *label)
{
  const ChiosaAnnotation *annotation = self->id != NULL ? chiosa_document_find (get_document (self), self->id) : NULL;
  g_autoptr (GError) error = NULL;

  if (annotation == NULL || g_str_equal (annotation->label, label))
    return;

  if (chiosa_document_relabel (get_document (self), self->id, annotation->type, label, &error))
    return;

  tell (self, error);
  chiosa_choice_row_show (self->label, annotation->label);
}

/* --- Note, detached ones, guideline --------------------------------------------------------------------------------------- */

static void
note_written_cb (ChiosaSelectionPage *self,
                 const char          *note)
{
  const ChiosaAnnotation *annotation;
  g_autoptr (GError) error = NULL;

  if (self->editor == NULL || self->id == NULL ||
      chiosa_document_set_note (get_document (self), self->id, note, &error))
    return;

  tell (self, error);
  annotation = chiosa_document_find (get_document (self), self->id);
  if (annotation != NULL)
    chiosa_note_editor_show (self->note, annotation->note);
}

static void
reattach_cb (ChiosaSelectionPage *self)
{
  chiosa_editor_reattach (self->editor, self->id);
}

static void
delete_cb (ChiosaSelectionPage *self)
{
  chiosa_editor_remove_selected (self->editor);
}

static void
set_guideline (GtkLabel   *label,
               const char *name,
               const char *text)
{
  g_autofree char *markup = NULL;

  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);

  if (text == NULL)
    return;

  markup = g_markup_printf_escaped ("<b>%s</b>\n%s", name, text);
  gtk_label_set_markup (label, markup);
}

static void
show_guideline (ChiosaSelectionPage *self,
                const char          *type_id,
                const char          *label_id)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (get_document (self));
  const ChiosaSpanType *type = type_id != NULL ? chiosa_tagset_find_type (tagset, type_id) : NULL;
  const ChiosaTag *label = type != NULL && label_id != NULL ? chiosa_tagset_find_label (tagset, type_id, label_id) : NULL;
  const char *of_type = type != NULL ? type->tag.guideline : NULL;
  const char *of_label = label != NULL ? label->guideline : NULL;

  gtk_widget_set_visible (self->guideline_group, of_type != NULL || of_label != NULL);
  set_guideline (self->type_guideline, type != NULL ? type->tag.name : "", of_type);
  set_guideline (self->label_guideline, label != NULL ? label->name : "", of_label);
}

/* --- The whole page --------------------------------------------------------------------------------------------------------- */

static void
show_words (ChiosaSelectionPage    *self,
            const ChiosaSpanType   *type,
            const ChiosaAnnotation *annotation)
{
  ChiosaDocument *document = get_document (self);
  gboolean detached = annotation->state == CHIOSA_STATE_DETACHED;
  const char *name = type != NULL ? type->tag.name : annotation->type;
  g_autofree char *quote = chiosa_document_get_quote (document, annotation->id);
  g_autofree char *title = NULL;

  /* Translators: %s is the name of a type: the words of this annotation are no longer in the article */
  title = detached ? g_strdup_printf (_("%s · detached"), name) : g_strdup (name);

  gtk_label_set_label (self->type, title);
  gtk_label_set_label (self->words, quote != NULL ? quote : "");
  gtk_widget_set_visible (self->detached, detached);
  chiosa_sample_set_tag (self->sample, chiosa_document_get_tagset (document), annotation->type, annotation->label);
}

static void
set_editable (ChiosaSelectionPage *self,
              gboolean             editable)
{
  gtk_widget_set_sensitive (self->label_group, editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->attributes), editable);
  gtk_widget_set_sensitive (self->detached, editable);
  chiosa_note_editor_set_editable (self->note, editable);
}

static void
show_annotation (ChiosaSelectionPage    *self,
                 const ChiosaAnnotation *annotation)
{
  const ChiosaSpanType *type = chiosa_tagset_find_type (chiosa_document_get_tagset (get_document (self)), annotation->type);
  g_autofree char *provenance = chiosa_provenance_describe (annotation);

  show_words (self, type, annotation);
  show_label (self, type, annotation);
  show_attributes (self, annotation);
  chiosa_finding_list_show (self->findings, get_document (self), self->id);
  chiosa_relation_list_show (self->relations, self->editor, self->id);
  chiosa_note_editor_show (self->note, annotation->note);
  show_guideline (self, annotation->type, annotation->label);
  gtk_label_set_label (self->provenance, provenance);
  set_editable (self, !chiosa_document_get_read_only (get_document (self)));
}

static void
update (ChiosaSelectionPage *self)
{
  const ChiosaAnnotation *annotation = NULL;

  g_clear_handle_id (&self->idle, g_source_remove);

  if (self->editor != NULL && chiosa_editor_get_selected (self->editor) != NULL)
    annotation = chiosa_document_find (get_document (self), chiosa_editor_get_selected (self->editor));

  g_set_str (&self->id, annotation != NULL ? annotation->id : NULL);
  gtk_widget_set_visible (self->nothing, annotation == NULL);
  gtk_widget_set_visible (self->selection, annotation != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->provenance), annotation != NULL);

  if (annotation != NULL)
    show_annotation (self, annotation);
  else if (self->editor != NULL)
    show_guideline (self, chiosa_editor_get_active_type (self->editor), NULL);
  else
    gtk_widget_set_visible (self->guideline_group, FALSE);
}

static gboolean
on_idle (gpointer user_data)
{
  ChiosaSelectionPage *self = user_data;

  self->idle = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Several changes before the next frame are shown once. */
static void
queue_update (ChiosaSelectionPage *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 15, on_idle, self, NULL);
}

/* What is typed belongs to the annotation that it was typed for. */
static void
on_selected (ChiosaSelectionPage *self)
{
  chiosa_selection_page_flush (self);
  queue_update (self);
}

static void
on_tagset (ChiosaSelectionPage *self)
{
  self->shown_type = NULL;
  self->shown_label = NULL;
  queue_update (self);
}

static void
connect_editor (ChiosaSelectionPage *self)
{
  ChiosaDocument *document = get_document (self);

  g_signal_connect_object (self->editor, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::active-type", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "annotations-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::read-only", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::tagset", G_CALLBACK (on_tagset), self, G_CONNECT_SWAPPED);
}

static void
disconnect_editor (ChiosaSelectionPage *self)
{
  g_signal_handlers_disconnect_by_data (self->editor, self);
  g_signal_handlers_disconnect_by_data (get_document (self), self);
}

static void
chiosa_selection_page_dispose (GObject *object)
{
  ChiosaSelectionPage *self = CHIOSA_SELECTION_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);

  if (self->editor != NULL)
    disconnect_editor (self);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_SELECTION_PAGE);

  G_OBJECT_CLASS (chiosa_selection_page_parent_class)->dispose (object);
}

static void
chiosa_selection_page_finalize (GObject *object)
{
  ChiosaSelectionPage *self = CHIOSA_SELECTION_PAGE (object);

  g_ptr_array_unref (self->controls);

  G_OBJECT_CLASS (chiosa_selection_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, selection);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, sample);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, type);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, words);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, detached);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, findings);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, label_group);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, attributes);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, label);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, relations);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, note);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, guideline_group);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, guideline);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, label_guideline);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, type_guideline);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSelectionPage, provenance);
  gtk_widget_class_bind_template_callback (widget_class, label_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_written_cb);
  gtk_widget_class_bind_template_callback (widget_class, reattach_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
chiosa_selection_page_class_init (ChiosaSelectionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_selection_page_dispose;
  object_class->finalize = chiosa_selection_page_finalize;

  g_type_ensure (CHIOSA_TYPE_SAMPLE);
  g_type_ensure (CHIOSA_TYPE_CHOICE_ROW);
  g_type_ensure (CHIOSA_TYPE_FINDING_LIST);
  g_type_ensure (CHIOSA_TYPE_NOTE_EDITOR);
  g_type_ensure (CHIOSA_TYPE_RELATION_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/selection-page.ui");
  bind_template (widget_class);
}

static void
chiosa_selection_page_init (ChiosaSelectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->controls = g_ptr_array_new_with_free_func (g_object_unref);
  update (self);
}

/**
 * chiosa_selection_page_set_editor:
 * @self: the page
 * @editor: (nullable): whose selection to show
 */
void
chiosa_selection_page_set_editor (ChiosaSelectionPage *self,
                                  ChiosaEditor        *editor)
{
  if (self->editor == editor)
    return;

  chiosa_selection_page_flush (self);
  chiosa_relation_list_clear (self->relations);

  if (self->editor != NULL)
    disconnect_editor (self);

  g_set_object (&self->editor, editor);
  self->shown_type = NULL;
  self->shown_label = NULL;

  if (editor != NULL)
    connect_editor (self);

  update (self);
}

/**
 * chiosa_selection_page_flush:
 * @self: the page
 *
 * Gives the document what is typed but not yet taken over.
 */
void
chiosa_selection_page_flush (ChiosaSelectionPage *self)
{
  for (guint i = 0; i < self->controls->len; i++)
    chiosa_attribute_control_flush (g_ptr_array_index (self->controls, i));

  chiosa_note_editor_flush (self->note);
}

/**
 * chiosa_selection_page_focus_attributes:
 * @self: the page
 *
 * Gives the keyboard to the first attribute, or to the label where there is none.
 *
 * Returns: %FALSE when nothing is selected
 */
gboolean
chiosa_selection_page_focus_attributes (ChiosaSelectionPage *self)
{
  update (self);

  if (self->id == NULL)
    return FALSE;

  if (self->controls->len > 0)
    return gtk_widget_grab_focus (chiosa_attribute_control_get_row (g_ptr_array_index (self->controls, 0)));

  return gtk_widget_grab_focus (GTK_WIDGET (self->label));
}

/**
 * chiosa_selection_page_focus_note:
 * @self: the page
 *
 * Gives the keyboard to the note.
 *
 * Returns: %FALSE when nothing is selected
 */
gboolean
chiosa_selection_page_focus_note (ChiosaSelectionPage *self)
{
  update (self);

  return self->id != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->note));
}
