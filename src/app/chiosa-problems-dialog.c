/* chiosa-problems-dialog.c
 *
 * What was not as it should be in the file with the annotations, one line for each problem. A list to read; mending has been done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-problems-dialog.h"

#include <glib/gi18n.h>

static GtkStringList *
list_problems (ChiosaArticleFile *file)
{
  GPtrArray *problems = chiosa_article_file_get_problems (file);
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const ChiosaSidecarProblem *problem = g_ptr_array_index (problems, i);

      if (problem->line > 0)
        /* Translators: a problem in a file: line number, what is wrong */
        gtk_string_list_take (list, g_strdup_printf (_("Line %u: %s"), problem->line, problem->message));
      else
        gtk_string_list_append (list, problem->message);
    }

  return list;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/**
 * chiosa_problems_dialog_new:
 * @file: whose sidecar was read
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_problems_dialog_new (ChiosaArticleFile *file)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (list_problems (file))));
  GtkWidget *view = gtk_list_view_new (selection, factory);
  g_autofree char *name = g_path_get_basename (chiosa_article_file_get_sidecar_path (file));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problems"), -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Problems"), name));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), scrolled);

  adw_dialog_set_title (dialog, _("Problems"));
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 420);
  adw_dialog_set_child (dialog, toolbar_view);

  return dialog;
}
