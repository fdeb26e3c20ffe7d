/* chiosa-import-report-page.c
 *
 * What is in the files, and what would be left out of them: the last look before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-import-report-page.h"

#include "chiosa-counts.h"
#include "chiosa-location.h"
#include "chiosa-trouble-list.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>

struct _ChiosaImportReportPage
{
  AdwNavigationPage    parent_instance;

  GtkWidget           *import_button;
  AdwActionRow        *verdict;
  GtkWidget           *verdict_icon;
  AdwActionRow        *summary;
  AdwActionRow        *tagset;
  ChiosaTroubleList   *troubles;
};

enum
{
  IMPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaImportReportPage, chiosa_import_report_page, ADW_TYPE_NAVIGATION_PAGE)

static void
import_cb (ChiosaImportReportPage *self)
{
  g_signal_emit (self, signals[IMPORT], 0);
}

static void
set_verdict (ChiosaImportReportPage *self,
             const char             *title,
             const char             *subtitle,
             gboolean                good)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), title);
  adw_action_row_set_subtitle (self->verdict, subtitle);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon), good ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (self->verdict_icon, good ? "warning" : "success");
  gtk_widget_add_css_class (self->verdict_icon, good ? "success" : "warning");
}

static void
show_verdict (ChiosaImportReportPage   *self,
              const ChiosaImportResult *result,
              guint                     n_troubles)
{
  g_autofree char *some = NULL;

  if (result->n_articles == 0)
    {
      set_verdict (self, _("There Is Nothing to Import"), _("No article was found that can be read. Is it this format?"), FALSE);
      return;
    }
  if (n_troubles == 0)
    {
      set_verdict (self, _("Everything Can Be Read"), _("Nothing is left out."), TRUE);
      return;
    }

  some = g_strdup_printf (ngettext ("%u thing is left out. The files stay as they are.",
                                    "%u things are left out. The files stay as they are.", n_troubles), n_troubles);
  set_verdict (self, _("Not Everything Can Be Read"), some, FALSE);
}

static void
chiosa_import_report_page_showing (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (chiosa_import_report_page_parent_class)->showing (page);
  chiosa_transfer_view_set_default (page, CHIOSA_IMPORT_REPORT_PAGE (page)->import_button);
}

static void
chiosa_import_report_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_IMPORT_REPORT_PAGE);

  G_OBJECT_CLASS (chiosa_import_report_page_parent_class)->dispose (object);
}

static void
chiosa_import_report_page_class_init (ChiosaImportReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_import_report_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = chiosa_import_report_page_showing;

  signals[IMPORT] = g_signal_new ("import", CHIOSA_TYPE_IMPORT_REPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_TROUBLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/import-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportReportPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportReportPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportReportPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportReportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportReportPage, tagset);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportReportPage, troubles);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
chiosa_import_report_page_init (ChiosaImportReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ChiosaImportReportPage *
chiosa_import_report_page_new (void)
{
  return g_object_new (CHIOSA_TYPE_IMPORT_REPORT_PAGE, NULL);
}

/**
 * chiosa_import_report_page_show:
 * @self: a page
 * @transfer: one that has been checked
 */
void
chiosa_import_report_page_show (ChiosaImportReportPage *self,
                                ChiosaTransfer         *transfer)
{
  const ChiosaImportResult *result = chiosa_transfer_get_import_result (transfer);
  g_autofree char *counts = chiosa_counts_describe (result->n_articles, result->n_annotations, result->n_relations);
  g_autofree char *shown = chiosa_location_describe (chiosa_transfer_get_output (transfer));
  g_autofree char *tagset = result->tagset_path != NULL ? g_filename_display_basename (result->tagset_path) : NULL;

  show_verdict (self, result, chiosa_transfer_get_n_troubles (transfer));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary), counts);
  adw_action_row_set_subtitle (self->summary, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->tagset), tagset != NULL);
  adw_action_row_set_subtitle (self->tagset, tagset != NULL ? tagset : "");
  chiosa_trouble_list_show (self->troubles, transfer);
  gtk_widget_set_sensitive (self->import_button, result->n_articles > 0);
}
