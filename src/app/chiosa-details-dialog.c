/* chiosa-details-dialog.c
 *
 * What is known of the article as a whole, to be looked at and changed. Everything that was changed becomes one step
 * of the history when the dialog closes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-details-dialog.h"
#include "chiosa-article-list.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

struct _ChiosaDetailsDialog
{
  AdwDialog            parent_instance;

  AdwPreferencesPage  *page;
  AdwPreferencesGroup *attributes;
  AdwEntryRow         *title;
  AdwEntryRow         *author;
  AdwEntryRow         *publisher;
  AdwEntryRow         *url;
  AdwEntryRow         *date;
  AdwEntryRow         *language;
  AdwEntryRow         *licence;
  AdwComboRow         *status;
  GtkTextView         *note;

  ChiosaDocument      *document;
  GPtrArray           *rows;        /* GtkWidget, one for each article attribute of the tag set */
};

G_DEFINE_FINAL_TYPE (ChiosaDetailsDialog, chiosa_details_dialog, ADW_TYPE_DIALOG)

static void
set_entry (AdwEntryRow *row,
           const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* What an empty row stands for is that nothing is known. */
static void
take_entry (AdwEntryRow  *row,
            char        **field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  g_set_str (field, text[0] != '\0' ? text : NULL);
}

/* ISO 8601 in its three usual lengths: year, month, day. */
static gboolean
is_date (const char *text)
{
  guint year, month = 1, day = 1;
  int end = 0, n;

  n = sscanf (text, "%4u%n-%2u%n-%2u%n", &year, &end, &month, &end, &day, &end);

  return n >= 1 && text[end] == '\0' && strlen (text) == (gsize) (1 + 3 * n) &&
         g_date_valid_dmy (day, month, year);
}

static gboolean
date_is_good (ChiosaDetailsDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->date))));

  return text[0] == '\0' || is_date (text);
}

static void
date_changed_cb (ChiosaDetailsDialog *self)
{
  gboolean good = date_is_good (self);

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->date), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/* The first item stands for "not set". */
static GtkWidget *
make_choice_row (const ChiosaAttributeType *type,
                 const char                *value)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  gtk_string_list_append (names, C_("attribute", "Not Set"));
  for (guint i = 0; i < type->n_values; i++)
    {
      gtk_string_list_append (names, type->values[i].name);
      if (g_strcmp0 (type->values[i].id, value) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);

  return row;
}

static GtkWidget *
make_attribute_row (const ChiosaAttributeType *type,
                    const char                *value)
{
  GtkWidget *row;

  switch (type->kind)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
      row = make_choice_row (type, value);
      break;
    case CHIOSA_ATTRIBUTE_FLAG:
      row = adw_switch_row_new ();
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), g_strcmp0 (value, "true") == 0);
      break;
    case CHIOSA_ATTRIBUTE_TEXT:
    case CHIOSA_ATTRIBUTE_NUMBER:
    case CHIOSA_ATTRIBUTE_LINK:
    case CHIOSA_ATTRIBUTE_DATE:
    default:
      row = adw_entry_row_new ();
      set_entry (ADW_ENTRY_ROW (row), value);
      break;
    }

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), type->name);
  gtk_widget_set_tooltip_text (row, type->guideline);

  return row;
}

static void
take_text_attribute (ChiosaAttributes          *attributes,
                     const ChiosaAttributeType *type,
                     const char                *text)
{
  gboolean number = type->kind == CHIOSA_ATTRIBUTE_NUMBER;
  char *end = NULL;

  if (text[0] == '\0')
    {
      chiosa_attributes_unset (attributes, type->id);
      return;
    }

  if (number)
    {
      g_ascii_strtod (text, &end);
      number = *end == '\0';
    }
  chiosa_attributes_set (attributes, type->id, number ? CHIOSA_VALUE_NUMBER : CHIOSA_VALUE_TEXT, text);
}

static void
take_attribute (ChiosaAttributes          *attributes,
                const ChiosaAttributeType *type,
                GtkWidget                 *row)
{
  if (type->kind == CHIOSA_ATTRIBUTE_CHOICE)
    {
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

      take_text_attribute (attributes, type, selected > 0 ? type->values[selected - 1].id : "");
    }
  else if (type->kind == CHIOSA_ATTRIBUTE_FLAG)
    {
      gboolean active = adw_switch_row_get_active (ADW_SWITCH_ROW (row));

      if (active || chiosa_attributes_get (attributes, type->id, NULL) != NULL)
        chiosa_attributes_set (attributes, type->id, CHIOSA_VALUE_FLAG, active ? "true" : "false");
    }
  else
    {
      take_text_attribute (attributes, type, gtk_editable_get_text (GTK_EDITABLE (row)));
    }
}

static void
take_attributes (ChiosaDetailsDialog *self,
                 ChiosaArticle       *article)
{
  guint n;
  const ChiosaAttributeType *types =
    chiosa_tagset_get_article_attributes (chiosa_document_get_tagset (self->document), &n);

  if (n > 0 && article->attributes == NULL)
    article->attributes = chiosa_attributes_new ();
  for (guint i = 0; i < MIN (n, self->rows->len); i++)
    take_attribute (article->attributes, &types[i], g_ptr_array_index (self->rows, i));
  if (chiosa_attributes_get_n (article->attributes) == 0)
    g_clear_pointer (&article->attributes, chiosa_attributes_free);
}

static void
take_note (ChiosaDetailsDialog *self,
           ChiosaArticle       *article)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_set_str (&article->note, text[0] != '\0' ? text : NULL);
}

static void
apply (ChiosaDetailsDialog *self)
{
  const ChiosaArticle *old = chiosa_document_get_article (self->document);
  g_autoptr (ChiosaArticle) article = chiosa_article_copy (old);
  g_autoptr (GError) error = NULL;

  take_entry (self->title, &article->title);
  take_entry (self->author, &article->author);
  take_entry (self->publisher, &article->publisher);
  take_entry (self->url, &article->url);
  if (date_is_good (self))
    take_entry (self->date, &article->date);
  take_entry (self->language, &article->language);
  take_entry (self->licence, &article->licence);
  article->status = (ChiosaStatus) adw_combo_row_get_selected (self->status);
  take_note (self, article);
  take_attributes (self, article);

  if (!chiosa_article_equal (old, article) && !chiosa_document_set_article (self->document, article, &error))
    g_warning ("%s", error->message);
}

static void
fill_attributes (ChiosaDetailsDialog *self,
                 const ChiosaArticle *article)
{
  guint n;
  const ChiosaAttributeType *types =
    chiosa_tagset_get_article_attributes (chiosa_document_get_tagset (self->document), &n);

  gtk_widget_set_visible (GTK_WIDGET (self->attributes), n > 0);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = make_attribute_row (&types[i], chiosa_attributes_get (article->attributes, types[i].id, NULL));

      adw_preferences_group_add (self->attributes, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
fill (ChiosaDetailsDialog *self)
{
  const ChiosaArticle *article = chiosa_document_get_article (self->document);

  set_entry (self->title, article->title);
  set_entry (self->author, article->author);
  set_entry (self->publisher, article->publisher);
  set_entry (self->url, article->url);
  set_entry (self->date, article->date);
  set_entry (self->language, article->language);
  set_entry (self->licence, article->licence);
  adw_combo_row_set_selected (self->status, article->status);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), article->note != NULL ? article->note : "", -1);
  fill_attributes (self, article);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), !chiosa_document_get_read_only (self->document));
}

static void
chiosa_details_dialog_closed (AdwDialog *dialog)
{
  ChiosaDetailsDialog *self = CHIOSA_DETAILS_DIALOG (dialog);

  if (!chiosa_document_get_read_only (self->document))
    apply (self);
}

static void
chiosa_details_dialog_dispose (GObject *object)
{
  ChiosaDetailsDialog *self = CHIOSA_DETAILS_DIALOG (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_DETAILS_DIALOG);

  G_OBJECT_CLASS (chiosa_details_dialog_parent_class)->dispose (object);
}

static void
chiosa_details_dialog_class_init (ChiosaDetailsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_details_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = chiosa_details_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/details-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, attributes);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, author);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, publisher);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, url);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, date);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, language);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, licence);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, status);
  gtk_widget_class_bind_template_child (widget_class, ChiosaDetailsDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
}

static void
chiosa_details_dialog_init (ChiosaDetailsDialog *self)
{
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  for (guint i = CHIOSA_STATUS_NEW; i <= CHIOSA_STATUS_DONE; i++)
    gtk_string_list_append (statuses, chiosa_status_get_label (i));
  adw_combo_row_set_model (self->status, G_LIST_MODEL (statuses));
}

/**
 * chiosa_details_dialog_new:
 * @document: whose article
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_details_dialog_new (ChiosaDocument *document)
{
  ChiosaDetailsDialog *self = g_object_new (CHIOSA_TYPE_DETAILS_DIALOG, NULL);

  self->document = g_object_ref (document);
  fill (self);

  return ADW_DIALOG (self);
}
