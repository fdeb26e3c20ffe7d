/* chiosa-relation-row.c
 *
 * One relation, seen from one of its ends: its name, the words at the other end, a way there and a way to remove it.
 * Shows the relation as it was when the row was made; the page makes new rows when relations change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-relation-row.h"

#include <glib/gi18n.h>

#include "chiosa-sample.h"

struct _ChiosaRelationRow
{
  AdwActionRow  parent_instance;

  ChiosaEditor *editor;
  char         *relation;
  char         *other;      /* the other end */
};

G_DEFINE_FINAL_TYPE (ChiosaRelationRow, chiosa_relation_row, ADW_TYPE_ACTION_ROW)

static void
on_activated (ChiosaRelationRow *self)
{
  if (chiosa_document_find (chiosa_editor_get_document (self->editor), self->other) != NULL)
    chiosa_editor_select (self->editor, self->other, TRUE);
}

static void
on_remove (ChiosaRelationRow *self)
{
  g_autoptr (ChiosaEditor) editor = g_object_ref (self->editor);
  g_autoptr (GError) error = NULL;

  if (chiosa_document_remove_relation (chiosa_editor_get_document (editor), self->relation, &error))
    g_signal_emit_by_name (editor, "message", _("Relation removed"), TRUE);
  else
    g_signal_emit_by_name (editor, "message", error->message, FALSE);
}

static char *
get_words (ChiosaDocument *document,
           const char     *id)
{
  char *quote;

  if (chiosa_document_find (document, id) == NULL)
    /* Translators: where the words at the end of a relation would stand; %s is an id */
    return g_strdup_printf (_("missing: %s"), id);

  quote = chiosa_document_get_quote (document, id);
  return quote != NULL ? g_strdelimit (quote, "\r\n\t", ' ') : g_strdup ("");
}

/* An arrow that says which way it leads; none where it leads both ways. */
static void
add_arrow (ChiosaRelationRow        *self,
           const ChiosaRelationType *type,
           gboolean                  outgoing)
{
  GtkWidget *arrow;

  if (type != NULL && type->symmetric)
    return;

  arrow = gtk_image_new_from_icon_name (outgoing ? "go-next-symbolic" : "go-previous-symbolic");
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), arrow);
}

static void
add_sample (ChiosaRelationRow *self,
            ChiosaDocument    *document)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (document, self->other);
  GtkWidget *sample;

  if (annotation == NULL)
    return;

  sample = chiosa_sample_new ();
  chiosa_sample_set_tag (CHIOSA_SAMPLE (sample), chiosa_document_get_tagset (document), annotation->type, annotation->label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), sample);
}

static void
add_remove_button (ChiosaRelationRow *self,
                   gboolean           read_only)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, _("Remove Relation"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, !read_only);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
chiosa_relation_row_finalize (GObject *object)
{
  ChiosaRelationRow *self = CHIOSA_RELATION_ROW (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->relation, g_free);
  g_clear_pointer (&self->other, g_free);

  G_OBJECT_CLASS (chiosa_relation_row_parent_class)->finalize (object);
}

static void
chiosa_relation_row_class_init (ChiosaRelationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_relation_row_finalize;
}

static void
chiosa_relation_row_init (ChiosaRelationRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect (self, "activated", G_CALLBACK (on_activated), NULL);
}

/**
 * chiosa_relation_row_new:
 * @editor: where the other end is selected
 * @relation: one of its relations
 * @end: id of the annotation from which it is seen
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
chiosa_relation_row_new (ChiosaEditor         *editor,
                         const ChiosaRelation *relation,
                         const char           *end)
{
  ChiosaRelationRow *self = g_object_new (CHIOSA_TYPE_RELATION_ROW, NULL);
  ChiosaDocument *document = chiosa_editor_get_document (editor);
  const ChiosaRelationType *type = chiosa_tagset_find_relation (chiosa_document_get_tagset (document), relation->type);
  gboolean outgoing = g_strcmp0 (relation->from, end) == 0;
  const char *name = type != NULL ? type->tag.name : relation->type;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;

  self->editor = g_object_ref (editor);
  self->relation = g_strdup (relation->id);
  self->other = g_strdup (outgoing ? relation->to : relation->from);
  words = get_words (document, self->other);

  if (outgoing || (type != NULL && type->symmetric))
    title = g_strdup (name);
  else
    /* Translators: a relation that leads here, like "attributed to"; the words where it comes from stand below */
    title = g_strdup_printf (C_("relation", "%s, from"), name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  add_sample (self, document);
  add_arrow (self, type, outgoing);
  add_remove_button (self, chiosa_document_get_read_only (document));

  return GTK_WIDGET (self);
}
