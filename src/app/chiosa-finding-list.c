/* chiosa-finding-list.c
 *
 * What is missing or odd about one annotation, a row for each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-finding-list.h"

#include "chiosa-completeness.h"

struct _ChiosaFindingList
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray           *rows;    /* borrowed */
  char                *text;    /* what the rows say: they are made anew only when it changes */
};

G_DEFINE_FINAL_TYPE (ChiosaFindingList, chiosa_finding_list, ADW_TYPE_BIN)

static char *
describe_findings (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (text, "%s\n", ((const ChiosaFinding *) g_ptr_array_index (findings, i))->message);

  return g_string_free (text, FALSE);
}

static GtkWidget *
make_finding_row (const ChiosaFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (finding->level == CHIOSA_FINDING_INCOMPLETE
                                                  ? "dialog-information-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, finding->level == CHIOSA_FINDING_INCOMPLETE ? "dim-label" : "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->message);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  return row;
}

static void
chiosa_finding_list_finalize (GObject *object)
{
  ChiosaFindingList *self = CHIOSA_FINDING_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->text);

  G_OBJECT_CLASS (chiosa_finding_list_parent_class)->finalize (object);
}

static void
chiosa_finding_list_class_init (ChiosaFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_finding_list_finalize;
}

static void
chiosa_finding_list_init (ChiosaFindingList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * chiosa_finding_list_show:
 * @self: the list
 * @document: an article
 * @id: one of its annotations
 */
void
chiosa_finding_list_show (ChiosaFindingList *self,
                          ChiosaDocument    *document,
                          const char        *id)
{
  g_autoptr (GPtrArray) findings = chiosa_completeness_check_one (document, id);
  g_autofree char *text = describe_findings (findings);

  if (g_strcmp0 (text, self->text) == 0)
    return;

  g_set_str (&self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self), findings->len > 0);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < findings->len; i++)
    {
      GtkWidget *row = make_finding_row (g_ptr_array_index (findings, i));

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}
