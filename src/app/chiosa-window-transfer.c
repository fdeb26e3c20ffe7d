/* chiosa-window-transfer.c
 *
 * Export and import from the window: what is open is written first, and what was imported is opened. The rest is the dialogs' business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include "chiosa-alerts.h"
#include "chiosa-export-dialog.h"
#include "chiosa-import-dialog.h"

#include <glib/gi18n.h>

static char *
dup_annotator (ChiosaWindow *self)
{
  return chiosa_application_dup_annotator (CHIOSA_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static guint
count_unsaved (ChiosaWindow *self)
{
  guint n = 0;

  for (GList *l = self->pages.head; l != NULL; l = l->next)
    n += chiosa_page_get_unsaved (l->data);

  return n;
}

/* Who waits for what is open to be written. */
typedef struct
{
  ChiosaWindow       *window;
  ChiosaExportDialog *dialog;
} Waiting;

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (ChiosaWindow) window = waiting->window;
  g_autoptr (ChiosaExportDialog) dialog = waiting->dialog;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    chiosa_alert_tell (GTK_WIDGET (dialog), _("Not Saved"), error->message);
  chiosa_export_dialog_set_unsaved (dialog, count_unsaved (window));
}

/* Annotations always; the text when the user says so. */
static void
flush (ChiosaWindow       *self,
       ChiosaExportDialog *dialog,
       gboolean            text)
{
  for (GList *l = self->pages.head; l != NULL; l = l->next)
    {
      Waiting *waiting = g_new0 (Waiting, 1);

      waiting->window = g_object_ref (self);
      waiting->dialog = g_object_ref (dialog);
      chiosa_page_flush_async (l->data, text && chiosa_page_get_unsaved (l->data), flushed_cb, waiting);
    }
}

static void
save_text_cb (ChiosaWindow       *self,
              ChiosaExportDialog *dialog)
{
  flush (self, dialog, TRUE);
}

static void
open_imported_cb (ChiosaWindow *self,
                  const char   *path)
{
  _chiosa_window_open_path (self, path);
}

void
_chiosa_window_export (ChiosaWindow *self,
                       gboolean      article)
{
  g_autofree char *annotator = dup_annotator (self);
  AdwDialog *dialog;

  chiosa_inspector_flush (self->inspector);
  dialog = chiosa_export_dialog_new (self->settings, self->folder,
                                     self->page != NULL ? chiosa_page_get_path (self->page) : NULL, annotator,
                                     article ? CHIOSA_EXPORT_ARTICLE : CHIOSA_EXPORT_ALL);
  chiosa_export_dialog_set_unsaved (CHIOSA_EXPORT_DIALOG (dialog), count_unsaved (self));
  g_signal_connect_object (dialog, "save-text", G_CALLBACK (save_text_cb), self, G_CONNECT_SWAPPED);
  flush (self, CHIOSA_EXPORT_DIALOG (dialog), FALSE);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
_chiosa_window_import (ChiosaWindow *self)
{
  g_autofree char *annotator = dup_annotator (self);
  const char *folder = self->folder != NULL ? chiosa_folder_get_path (self->folder) : NULL;
  AdwDialog *dialog = chiosa_import_dialog_new (self->settings, annotator, folder);

  g_signal_connect_object (dialog, "open", G_CALLBACK (open_imported_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
