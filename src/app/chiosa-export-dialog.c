/* chiosa-export-dialog.c
 *
 * From articles to a file of another program: leads from page to page. What is on them is the pages' business, the work ChiosaTransfer's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-export-dialog.h"

#include "chiosa-alerts.h"
#include "chiosa-counts.h"
#include "chiosa-export-options-page.h"
#include "chiosa-export-report-page.h"
#include "chiosa-launch.h"
#include "chiosa-result-page.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>

struct _ChiosaExportDialog
{
  AdwDialog                parent_instance;

  ChiosaTransferView      *view;
  ChiosaExportStartPage   *start;
  ChiosaExportOptionsPage *options;
  ChiosaExportReportPage  *report;
  ChiosaResultPage        *result;

  GSettings               *settings;
  const ChiosaFormat      *format;
  ChiosaTransfer          *transfer;    /* NULL until something is checked */
};

enum
{
  SAVE_TEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaExportDialog, chiosa_export_dialog, ADW_TYPE_DIALOG)

static char *
describe_progress (guint done,
                   guint total,
                   guint n_articles)
{
  if (total == 0)
    return g_strdup (_("Looking for articles…"));

  return g_strdup_printf (ngettext ("%u of %u article", "%u of %u articles", total), done, total);
}

static const ChiosaTransferWords *
get_words (void)
{
  static ChiosaTransferWords words;

  words.checking = _("Checking");
  words.running = _("Exporting");
  words.failed = _("Not Exported");
  words.stop_title = _("Stop the Export?");
  words.stop_body = _("What has been written so far will be removed.");
  words.check_stopped = _("Stopped. Nothing was written.");
  words.run_stopped = _("Stopped. Nothing was written.");
  words.describe = describe_progress;

  return &words;
}

/* --- After writing -------------------------------------------------------------------------------------------------- */

static void
open_cb (ChiosaExportDialog *self)
{
  chiosa_launch_file (GTK_WIDGET (self), chiosa_transfer_get_output (self->transfer));
}

static void
open_folder_cb (ChiosaExportDialog *self)
{
  chiosa_launch_folder (GTK_WIDGET (self), chiosa_transfer_get_output (self->transfer));
}

static void
show_result (ChiosaExportDialog *self)
{
  const ChiosaExportResult *result = chiosa_transfer_get_export_result (self->transfer);
  gboolean folder = g_file_test (chiosa_transfer_get_output (self->transfer), G_FILE_TEST_IS_DIR);
  g_autofree char *text = chiosa_counts_describe (result->n_articles, result->n_annotations, result->n_relations);

  chiosa_result_page_show (self->result, self->transfer, _("Exported"), text);
  chiosa_result_page_set_open (self->result, folder ? _("_Open Folder") : _("_Open"));
  if (folder)
    chiosa_result_page_hide_folder (self->result);
  chiosa_transfer_view_end_at (self->view, ADW_NAVIGATION_PAGE (self->result));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ChiosaExportDialog) self = user_data;

  if (!chiosa_transfer_view_work_finish (CHIOSA_TRANSFER_VIEW (source), result))
    return;

  show_result (self);
}

/* --- Before writing ------------------------------------------------------------------------------------------------- */

static void
export_cb (ChiosaExportDialog *self)
{
  if (chiosa_transfer_view_is_busy (self->view))
    return;

  chiosa_transfer_view_work_async (self->view, self->transfer, CHIOSA_TRANSFER_RUN, get_words (), written_cb,
                                   g_object_ref (self));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ChiosaExportDialog) self = user_data;

  if (!chiosa_transfer_view_work_finish (CHIOSA_TRANSFER_VIEW (source), result))
    return;

  chiosa_export_report_page_show (self->report, self->transfer);
  chiosa_transfer_view_push (self->view, ADW_NAVIGATION_PAGE (self->report));
}

static void
next_cb (ChiosaExportDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = chiosa_export_start_page_dup_paths (self->start);
  ChiosaExportSettings *settings;

  if (chiosa_transfer_view_is_busy (self->view))
    return;

  settings = chiosa_export_options_page_make_settings (self->options, &error);
  if (settings == NULL)
    {
      chiosa_alert_tell (GTK_WIDGET (self), _("Not Exported"), error->message);
      return;
    }

  settings->status = chiosa_export_start_page_get_status (self->start);
  settings->annotator = g_strdup (chiosa_export_start_page_get_annotator (self->start));
  chiosa_export_report_page_show (self->report, NULL);
  g_clear_object (&self->transfer);
  self->transfer = chiosa_transfer_new_export (settings, (const char *const *) paths);
  chiosa_transfer_view_work_async (self->view, self->transfer, CHIOSA_TRANSFER_CHECK, get_words (), checked_cb,
                                   g_object_ref (self));
}

static void
format_chosen_cb (ChiosaExportDialog *self,
                  const char         *id)
{
  g_autofree char *name = chiosa_export_start_page_dup_name (self->start);

  self->format = chiosa_formats_find (id);
  g_settings_set_string (self->settings, "export-format", id);
  chiosa_export_options_page_set_format (self->options, self->format, name);
  chiosa_transfer_view_push (self->view, ADW_NAVIGATION_PAGE (self->options));
}

static void
save_text_cb (ChiosaExportDialog *self)
{
  g_signal_emit (self, signals[SAVE_TEXT], 0);
}

static void
chiosa_export_dialog_dispose (GObject *object)
{
  ChiosaExportDialog *self = CHIOSA_EXPORT_DIALOG (object);

  if (self->report != NULL)
    chiosa_export_report_page_show (self->report, NULL);
  self->report = NULL;
  g_clear_object (&self->transfer);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (chiosa_export_dialog_parent_class)->dispose (object);
}

static void
chiosa_export_dialog_class_init (ChiosaExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_export_dialog_dispose;

  signals[SAVE_TEXT] = g_signal_new ("save-text", CHIOSA_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_TRANSFER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportDialog, view);
}

static void
chiosa_export_dialog_init (ChiosaExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_pages (ChiosaExportDialog *self)
{
  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->start));
  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->options));
  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->report));
  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->result));

  g_signal_connect_object (self->start, "format-chosen", G_CALLBACK (format_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "save-text", G_CALLBACK (save_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->options, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->report, "export", G_CALLBACK (export_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->result, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->result, "open-folder", G_CALLBACK (open_folder_cb), self, G_CONNECT_SWAPPED);
}

/**
 * chiosa_export_dialog_new:
 * @settings: those of Chiosa
 * @folder: the articles of the window
 * @article: (nullable): path of the one that is shown
 * @annotator: (nullable): whose annotations the window shows
 * @scope: chosen at first
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_export_dialog_new (GSettings         *settings,
                          ChiosaFolder      *folder,
                          const char        *article,
                          const char        *annotator,
                          ChiosaExportScope  scope)
{
  ChiosaExportDialog *self = g_object_new (CHIOSA_TYPE_EXPORT_DIALOG, NULL);
  g_autofree char *last = g_settings_get_string (settings, "export-format");

  self->settings = g_object_ref (settings);
  self->start = chiosa_export_start_page_new (folder, article, annotator, scope, last);
  self->options = chiosa_export_options_page_new (settings);
  self->report = chiosa_export_report_page_new ();
  self->result = chiosa_result_page_new ();
  chiosa_result_page_set_trouble (self->result, _("What Could Not Be Read"));
  add_pages (self);
  adw_dialog_set_focus (ADW_DIALOG (self), chiosa_export_start_page_get_entry (self->start));

  return ADW_DIALOG (self);
}

void
chiosa_export_dialog_set_unsaved (ChiosaExportDialog *self,
                                  guint               n)
{
  chiosa_export_start_page_set_unsaved (self->start, n);
}
