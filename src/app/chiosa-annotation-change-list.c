/* chiosa-annotation-change-list.c
 *
 * The annotations that differ between two states of an article: a line for each, one for relations and one for the details of the
 * article. A list to be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-annotation-change-list.h"

#include <glib/gi18n.h>

#define MAX_ROWS 500   /* nobody reads more */

struct _ChiosaAnnotationChangeList
{
  AdwBin      parent_instance;

  GtkListBox *list;
  GtkStack   *stack;
};

G_DEFINE_FINAL_TYPE (ChiosaAnnotationChangeList, chiosa_annotation_change_list, ADW_TYPE_BIN)

static void
add_row (ChiosaAnnotationChangeList *self,
         const char                 *icon,
         const char                 *title,
         const char                 *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (icon != NULL)
    {
      image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
    }
  gtk_list_box_append (self->list, row);
}

static void
add_change (ChiosaAnnotationChangeList   *self,
            const ChiosaAnnotationChange *change)
{
  static const char *const icons[] = { "list-add-symbolic", "list-remove-symbolic", "document-edit-symbolic" };
  /* Translators: an annotation's type and label, and its words: Claim · Fact “Amazon pays no taxes” */
  g_autofree char *title = g_strdup_printf (_("%1$s “%2$s”"), change->name, change->words);

  add_row (self, icons[change->kind], title, chiosa_annotation_change_describe (change));
}

static void
chiosa_annotation_change_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_ANNOTATION_CHANGE_LIST);

  G_OBJECT_CLASS (chiosa_annotation_change_list_parent_class)->dispose (object);
}

static void
chiosa_annotation_change_list_class_init (ChiosaAnnotationChangeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_annotation_change_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/annotation-change-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaAnnotationChangeList, list);
  gtk_widget_class_bind_template_child (widget_class, ChiosaAnnotationChangeList, stack);
}

static void
chiosa_annotation_change_list_init (ChiosaAnnotationChangeList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_annotation_change_list_show:
 * @self: a list
 * @changes: (nullable): what differs
 */
void
chiosa_annotation_change_list_show (ChiosaAnnotationChangeList    *self,
                                    const ChiosaAnnotationChanges *changes)
{
  g_autofree char *relations = NULL;
  g_autofree char *more = NULL;
  guint n = changes != NULL ? changes->annotations->len : 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    add_change (self, g_ptr_array_index (changes->annotations, i));
  if (n > MAX_ROWS)
    {
      more = g_strdup_printf (ngettext ("%u more annotation", "%u more annotations", n - MAX_ROWS), n - MAX_ROWS);
      add_row (self, NULL, more, NULL);
    }

  if (changes != NULL && changes->n_relations > 0)
    {
      relations = g_strdup_printf (ngettext ("%u relation differs", "%u relations differ", changes->n_relations),
                                   changes->n_relations);
      add_row (self, "insert-link-symbolic", relations, NULL);
    }
  if (changes != NULL && changes->article)
    add_row (self, "text-x-generic-symbolic", _("The details of the article differ"), NULL);

  gtk_stack_set_visible_child_name (self->stack,
                                    changes != NULL && !chiosa_annotation_changes_is_empty (changes) ? "changes" : "same");
}
