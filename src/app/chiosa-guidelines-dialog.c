/* chiosa-guidelines-dialog.c
 *
 * The tag set with its definitions, to be read: types with their labels and attributes, then the relations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-guidelines-dialog.h"
#include "chiosa-sample.h"

#include <glib/gi18n.h>

static GtkWidget *
make_row (const char *name,
          const char *guideline,
          GtkWidget  *prefix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (guideline != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), guideline);
  if (prefix != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), prefix);

  return row;
}

static GtkWidget *
make_keycap (char key)
{
  const char text[] = { key, '\0' };

  if (key == 0)
    return NULL;

  return g_object_new (GTK_TYPE_LABEL, "label", text, "css-name", "keycap", "valign", GTK_ALIGN_CENTER, NULL);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page,
           const char         *name,
           const char         *guideline)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *description = guideline != NULL ? g_markup_escape_text (guideline, -1) : NULL;

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);

  return group;
}

/* "reported, implicit or author" and what each attribute is about. */
static void
add_attributes (AdwPreferencesGroup  *group,
                const ChiosaSpanType *type)
{
  GtkWidget *expander = adw_expander_row_new ();

  if (type->n_attributes == 0)
    {
      g_object_ref_sink (expander);
      g_object_unref (expander);
      return;
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _("Attributes"));
  for (guint i = 0; i < type->n_attributes; i++)
    {
      const ChiosaAttributeType *attribute = &type->attributes[i];
      g_autoptr (GString) text = g_string_new (attribute->guideline);

      for (guint j = 0; j < attribute->n_values; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? " · " : text->len > 0 ? "\n" : "", attribute->values[j].name);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), make_row (attribute->name, text->str, NULL));
    }
  adw_preferences_group_add (group, expander);
}

static void
add_type (AdwPreferencesPage   *page,
          ChiosaTagset         *tagset,
          const ChiosaSpanType *type)
{
  AdwPreferencesGroup *group = add_group (page, type->tag.name, type->tag.guideline);
  GtkWidget *suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sample = chiosa_sample_new ();
  GtkWidget *keycap = make_keycap (type->tag.key);

  chiosa_sample_set_tag (CHIOSA_SAMPLE (sample), tagset, type->tag.id, NULL);
  gtk_widget_set_valign (sample, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (suffix), sample);
  if (keycap != NULL)
    gtk_box_append (GTK_BOX (suffix), keycap);
  adw_preferences_group_set_header_suffix (group, suffix);

  for (guint i = 0; i < type->n_labels; i++)
    adw_preferences_group_add (group, make_row (type->labels[i].name, type->labels[i].guideline,
                                                make_keycap (i < 9 ? (char) ('1' + i) : 0)));
  add_attributes (group, type);
}

static void
add_relations (AdwPreferencesPage *page,
               ChiosaTagset       *tagset)
{
  guint n;
  const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n);
  AdwPreferencesGroup *group;

  if (n == 0)
    return;

  group = add_group (page, _("Relations"), NULL);
  for (guint i = 0; i < n; i++)
    adw_preferences_group_add (group, make_row (relations[i].tag.name, relations[i].tag.guideline, NULL));
}

/**
 * chiosa_guidelines_dialog_new:
 * @tagset: of the open article
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_guidelines_dialog_new (ChiosaTagset *tagset)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = adw_preferences_page_new ();
  const char *description = chiosa_tagset_get_description (tagset);
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;
  guint n;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

  /* Descriptions of pages and groups are markup, as titles of groups are. */
  if (escaped != NULL)
    adw_preferences_page_set_description (ADW_PREFERENCES_PAGE (page), escaped);
  for (guint i = 0; i < n; i++)
    add_type (ADW_PREFERENCES_PAGE (page), tagset, &types[i]);
  add_relations (ADW_PREFERENCES_PAGE (page), tagset);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_("Guidelines"), chiosa_tagset_get_name (tagset)));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), page);

  adw_dialog_set_title (dialog, _("Guidelines"));
  adw_dialog_set_content_width (dialog, 600);
  adw_dialog_set_content_height (dialog, 720);
  adw_dialog_set_child (dialog, toolbar_view);

  return dialog;
}
