/* chiosa-export-report-page.c
 *
 * What would be written, and what would be lost: the last look before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-export-report-page.h"

#include "chiosa-counts.h"
#include "chiosa-location.h"
#include "chiosa-loss-list.h"
#include "chiosa-trouble-list.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>

struct _ChiosaExportReportPage
{
  AdwNavigationPage    parent_instance;

  GtkWidget           *export_button;
  AdwActionRow        *verdict;
  GtkWidget           *verdict_icon;
  AdwActionRow        *summary;
  ChiosaLossList      *losses;
  ChiosaTroubleList   *troubles;

  ChiosaTransfer      *transfer;
};

enum
{
  EXPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaExportReportPage, chiosa_export_report_page, ADW_TYPE_NAVIGATION_PAGE)

static void
export_cb (ChiosaExportReportPage *self)
{
  g_signal_emit (self, signals[EXPORT], 0);
}

static void
set_verdict (ChiosaExportReportPage *self,
             const char             *title,
             const char             *subtitle,
             const char             *icon,
             const char             *class)
{
  static const char *const classes[] = { "success", "warning", "error" };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), title);
  adw_action_row_set_subtitle (self->verdict, subtitle);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_icon), icon);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->verdict_icon, classes[i]);
  gtk_widget_add_css_class (self->verdict_icon, class);
}

static void
show_verdict (ChiosaExportReportPage   *self,
              const ChiosaExportResult *result)
{
  g_autofree char *some = NULL;
  g_autofree char *failed = NULL;

  if (result->n_articles == 0)
    {
      set_verdict (self, _("There Is Nothing to Export"), _("No article was found that can be read and is to be exported."),
                   "dialog-warning-symbolic", "warning");
      return;
    }
  if (chiosa_losses_total (result->losses) == 0 && result->n_failed > 0)
    {
      failed = g_strdup_printf (ngettext ("%u article cannot be read and is left out. Of the others nothing is lost.",
                                          "%u articles cannot be read and are left out. Of the others nothing is lost.",
                                          result->n_failed), result->n_failed);
      set_verdict (self, _("Not Everything Can Be Read"), failed, "dialog-warning-symbolic", "warning");
      return;
    }
  if (chiosa_losses_total (result->losses) == 0)
    {
      set_verdict (self, _("Nothing Is Lost"), _("The format carries everything that is in the articles."),
                   "object-select-symbolic", "success");
      return;
    }

  some = g_strdup_printf (ngettext ("The format cannot carry everything of %u article. In Chiosa everything stays as it is.",
                                    "The format cannot carry everything of %u articles. In Chiosa everything stays as it is.",
                                    result->n_with_losses), result->n_with_losses);
  set_verdict (self, _("Not Everything Fits"), some, "dialog-warning-symbolic", "warning");
}

static void
show_summary (ChiosaExportReportPage   *self,
              const ChiosaExportResult *result)
{
  g_autofree char *counts = chiosa_counts_describe (result->n_articles, result->n_annotations, result->n_relations);
  g_autofree char *location = chiosa_location_describe (chiosa_transfer_get_output (self->transfer));
  g_autofree char *skipped = NULL;
  g_autofree char *subtitle = NULL;

  if (result->n_skipped > 0)
    {
      skipped = g_strdup_printf (ngettext ("%u article of another status is left out",
                                           "%u articles of another status are left out", result->n_skipped), result->n_skipped);
      subtitle = g_strdup_printf ("%s\n%s", location, skipped);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary), counts);
  adw_action_row_set_subtitle (self->summary, subtitle != NULL ? subtitle : location);
}

static void
chiosa_export_report_page_showing (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (chiosa_export_report_page_parent_class)->showing (page);
  chiosa_transfer_view_set_default (page, CHIOSA_EXPORT_REPORT_PAGE (page)->export_button);
}

static void
chiosa_export_report_page_dispose (GObject *object)
{
  ChiosaExportReportPage *self = CHIOSA_EXPORT_REPORT_PAGE (object);

  g_clear_object (&self->transfer);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_EXPORT_REPORT_PAGE);

  G_OBJECT_CLASS (chiosa_export_report_page_parent_class)->dispose (object);
}

static void
chiosa_export_report_page_class_init (ChiosaExportReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_export_report_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = chiosa_export_report_page_showing;

  signals[EXPORT] = g_signal_new ("export", CHIOSA_TYPE_EXPORT_REPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_LOSS_LIST);
  g_type_ensure (CHIOSA_TYPE_TROUBLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/export-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportReportPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportReportPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportReportPage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportReportPage, summary);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportReportPage, losses);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportReportPage, troubles);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
chiosa_export_report_page_init (ChiosaExportReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ChiosaExportReportPage *
chiosa_export_report_page_new (void)
{
  return g_object_new (CHIOSA_TYPE_EXPORT_REPORT_PAGE, NULL);
}

/**
 * chiosa_export_report_page_show:
 * @self: a page
 * @transfer: (nullable): one that has been checked; %NULL: what is shown may go
 */
void
chiosa_export_report_page_show (ChiosaExportReportPage *self,
                                ChiosaTransfer         *transfer)
{
  const ChiosaExportResult *result = transfer != NULL ? chiosa_transfer_get_export_result (transfer) : NULL;

  if (transfer == NULL)
    chiosa_loss_list_show (self->losses, NULL, NULL);
  g_set_object (&self->transfer, transfer);
  if (transfer == NULL)
    return;

  show_verdict (self, result);
  chiosa_loss_list_show (self->losses, result->losses, chiosa_transfer_get_losses (transfer));
  chiosa_trouble_list_show (self->troubles, transfer);
  show_summary (self, result);
  gtk_widget_set_sensitive (self->export_button, result->n_articles > 0);
}
