/* chiosa-import-dialog.c
 *
 * From files of another program to a folder of articles: leads from page to page. What is on them is the pages' business, the work
 * ChiosaTransfer's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-import-dialog.h"

#include "chiosa-counts.h"
#include "chiosa-import-report-page.h"
#include "chiosa-import-start-page.h"
#include "chiosa-launch.h"
#include "chiosa-result-page.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>

struct _ChiosaImportDialog
{
  AdwDialog               parent_instance;

  ChiosaTransferView     *view;
  ChiosaImportStartPage  *start;
  ChiosaImportReportPage *report;
  ChiosaResultPage       *result;

  ChiosaTransfer         *transfer;    /* NULL until something is checked */
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaImportDialog, chiosa_import_dialog, ADW_TYPE_DIALOG)

static char *
describe_progress (guint done,
                   guint total,
                   guint n_articles)
{
  if (n_articles == 0)
    return g_strdup (_("Reading…"));

  return g_strdup_printf (ngettext ("%u article", "%u articles", n_articles), n_articles);
}

static const ChiosaTransferWords *
get_words (void)
{
  static ChiosaTransferWords words;

  words.checking = _("Checking");
  words.running = _("Importing");
  words.failed = _("Not Imported");
  words.stop_title = _("Stop the Import?");
  words.stop_body = _("Articles that have been made so far stay in the folder.");
  words.check_stopped = _("Stopped. Nothing was written.");
  words.run_stopped = _("Stopped. What has been made so far is in the folder.");
  words.describe = describe_progress;

  return &words;
}

/* --- After writing -------------------------------------------------------------------------------------------------- */

static void
open_cb (ChiosaImportDialog *self)
{
  g_autofree char *path = g_strdup (chiosa_transfer_get_output (self->transfer));

  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[OPEN], 0, path);
  g_object_unref (self);
}

static void
open_folder_cb (ChiosaImportDialog *self)
{
  chiosa_launch_folder (GTK_WIDGET (self), chiosa_transfer_get_output (self->transfer));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ChiosaImportDialog) self = user_data;
  const ChiosaImportResult *found;
  g_autofree char *text = NULL;

  if (!chiosa_transfer_view_work_finish (CHIOSA_TRANSFER_VIEW (source), result))
    return;

  found = chiosa_transfer_get_import_result (self->transfer);
  text = chiosa_counts_describe (found->n_articles, found->n_annotations, found->n_relations);
  chiosa_result_page_show (self->result, self->transfer, C_("result", "Imported"), text);
  chiosa_result_page_set_open (self->result, _("_Open"));
  chiosa_transfer_view_end_at (self->view, ADW_NAVIGATION_PAGE (self->result));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* --- Before writing ------------------------------------------------------------------------------------------------- */

static void
import_cb (ChiosaImportDialog *self)
{
  if (!chiosa_transfer_view_is_busy (self->view))
    chiosa_transfer_view_work_async (self->view, self->transfer, CHIOSA_TRANSFER_RUN, get_words (), written_cb,
                                     g_object_ref (self));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ChiosaImportDialog) self = user_data;

  if (!chiosa_transfer_view_work_finish (CHIOSA_TRANSFER_VIEW (source), result))
    return;

  chiosa_import_report_page_show (self->report, self->transfer);
  chiosa_transfer_view_push (self->view, ADW_NAVIGATION_PAGE (self->report));
}

static void
next_cb (ChiosaImportDialog *self)
{
  g_auto (GStrv) files = chiosa_import_start_page_dup_files (self->start);

  if (chiosa_transfer_view_is_busy (self->view) || files[0] == NULL)
    return;

  g_clear_object (&self->transfer);
  self->transfer = chiosa_transfer_new_import (chiosa_import_start_page_make_settings (self->start),
                                               (const char *const *) files);
  chiosa_transfer_view_work_async (self->view, self->transfer, CHIOSA_TRANSFER_CHECK, get_words (), checked_cb,
                                   g_object_ref (self));
}

static void
cancelled_cb (ChiosaImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
chiosa_import_dialog_dispose (GObject *object)
{
  ChiosaImportDialog *self = CHIOSA_IMPORT_DIALOG (object);

  g_clear_object (&self->transfer);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (chiosa_import_dialog_parent_class)->dispose (object);
}

static void
chiosa_import_dialog_class_init (ChiosaImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_import_dialog_dispose;

  signals[OPEN] = g_signal_new ("open", CHIOSA_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (CHIOSA_TYPE_TRANSFER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportDialog, view);
}

static void
chiosa_import_dialog_init (ChiosaImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_import_dialog_new:
 * @settings: those of Chiosa
 * @annotator: (nullable): whose annotations the windows show
 * @folder: (nullable): path of the articles that are open
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_import_dialog_new (GSettings  *settings,
                          const char *annotator,
                          const char *folder)
{
  ChiosaImportDialog *self = g_object_new (CHIOSA_TYPE_IMPORT_DIALOG, NULL);

  self->start = chiosa_import_start_page_new (settings, annotator, folder);
  self->report = chiosa_import_report_page_new ();
  self->result = chiosa_result_page_new ();
  chiosa_result_page_set_trouble (self->result, _("What Was Left Out"));

  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->start));
  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->report));
  chiosa_transfer_view_add (self->view, ADW_NAVIGATION_PAGE (self->result));
  adw_dialog_set_focus (ADW_DIALOG (self), chiosa_import_start_page_get_entry (self->start));

  g_signal_connect_object (self->start, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->report, "import", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->result, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->result, "open-folder", G_CALLBACK (open_folder_cb), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}

void
chiosa_import_dialog_add (ChiosaImportDialog *self,
                          const char         *path)
{
  chiosa_import_start_page_add (self->start, path);
}
