/* chiosa-transfer-view.c
 *
 * The pages of an import or export, one after the other, and the work between them with its progress. What stands on the pages and what
 * the work is, is the dialog's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-transfer-view.h"

#include "chiosa-alerts.h"
#include "chiosa-progress-page.h"

#include <glib/gi18n.h>

#define PATIENCE 300   /* milliseconds until progress is shown */

struct _ChiosaTransferView
{
  AdwBin                     parent_instance;

  AdwToastOverlay           *toasts;
  AdwNavigationView         *navigation;
  ChiosaProgressPage        *progress;

  /* Of the work; NULL: there is none. */
  ChiosaTransfer            *transfer;
  ChiosaTransferStep         step;
  const ChiosaTransferWords *words;
  AdwDialog                 *dialog;       /* around this */
  AdwDialog                 *question;     /* whether it is to be stopped; weak */
  guint                      timer;        /* until progress is shown */
  gboolean                   closing;      /* when it has ended */
};

G_DEFINE_FINAL_TYPE (ChiosaTransferView, chiosa_transfer_view, ADW_TYPE_BIN)

/* --- Progress ------------------------------------------------------------------------------------------------------- */

static gboolean
shows_progress (ChiosaTransferView *self)
{
  return adw_navigation_view_get_visible_page (self->navigation) == ADW_NAVIGATION_PAGE (self->progress);
}

static void
progress_cb (ChiosaTransferView *self,
             guint               done,
             guint               total,
             guint               n_articles)
{
  g_autofree char *text = self->words->describe (done, total, n_articles);

  chiosa_progress_page_update (self->progress, done > 0 ? (double) done / total : -1, text);
}

static gboolean
patience_over_cb (gpointer data)
{
  ChiosaTransferView *self = data;

  self->timer = 0;
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->progress));

  return G_SOURCE_REMOVE;
}

/* --- Stopping ------------------------------------------------------------------------------------------------------- */

static void
stop (ChiosaTransferView *self)
{
  if (self->transfer == NULL)
    return;

  chiosa_progress_page_stopping (self->progress);
  chiosa_transfer_cancel (self->transfer);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ChiosaTransferView) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  self->question = NULL;
  if (!g_str_equal (response, "stop") || self->dialog == NULL)
    return;

  self->closing = TRUE;
  stop (self);
}

static void
ask (ChiosaTransferView *self)
{
  AdwAlertDialog *alert;

  if (self->question != NULL)
    return;

  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (self->words->stop_title, self->words->stop_body));
  self->question = ADW_DIALOG (alert);
  adw_alert_dialog_add_responses (alert, "continue", _("_Continue"), "stop", _("_Stop"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "continue");
  adw_alert_dialog_set_close_response (alert, "continue");
  adw_alert_dialog_choose (alert, GTK_WIDGET (self), NULL, answered_cb, g_object_ref (self));
}

/* Checking can be done again at any time; what is being written is a pity to lose by a key. */
static void
close_attempt_cb (ChiosaTransferView *self)
{
  if (self->step == CHIOSA_TRANSFER_RUN)
    {
      ask (self);
      return;
    }

  self->closing = TRUE;
  stop (self);
}

/* --- Work ----------------------------------------------------------------------------------------------------------- */

static void
lock (ChiosaTransferView *self)
{
  self->dialog = ADW_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG));
  if (self->dialog == NULL)
    return;

  adw_dialog_set_can_close (self->dialog, FALSE);
  g_signal_connect_object (self->dialog, "close-attempt", G_CALLBACK (close_attempt_cb), self, G_CONNECT_SWAPPED);
}

static void
unlock (ChiosaTransferView *self)
{
  AdwDialog *dialog = g_steal_pointer (&self->dialog);

  if (self->question != NULL)
    adw_dialog_force_close (self->question);
  if (dialog == NULL)
    return;

  g_signal_handlers_disconnect_by_func (dialog, close_attempt_cb, self);
  adw_dialog_set_can_close (dialog, TRUE);
  if (self->closing)
    adw_dialog_close (dialog);
}

static void
tell_failure (ChiosaTransferView *self,
              const GError       *error)
{
  if (shows_progress (self))
    adw_navigation_view_pop (self->navigation);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (self->step == CHIOSA_TRANSFER_CHECK ? self->words->check_stopped
                                                                                                   : self->words->run_stopped));
  else
    chiosa_alert_tell (GTK_WIDGET (self), self->words->failed, error->message);
}

static void
worked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ChiosaTransferView *self = g_task_get_source_object (task);
  g_autoptr (ChiosaTransfer) transfer = g_steal_pointer (&self->transfer);
  g_autoptr (GError) error = NULL;
  gboolean done = chiosa_transfer_finish (CHIOSA_TRANSFER (source), result, &error);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_handlers_disconnect_by_func (transfer, progress_cb, self);
  if (!done && !self->closing)
    tell_failure (self, error);
  unlock (self);
  g_task_return_boolean (task, done && !self->closing);
}

static void
stopped_cb (ChiosaTransferView *self)
{
  stop (self);
}

/* The window goes. Those who wait for the work keep this alive until it has cleared up behind itself. */
static void
chiosa_transfer_view_unroot (GtkWidget *widget)
{
  ChiosaTransferView *self = CHIOSA_TRANSFER_VIEW (widget);

  if (self->dialog != NULL)
    g_signal_handlers_disconnect_by_func (self->dialog, close_attempt_cb, self);
  self->dialog = NULL;
  self->closing = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  stop (self);

  GTK_WIDGET_CLASS (chiosa_transfer_view_parent_class)->unroot (widget);
}

static void
chiosa_transfer_view_class_init (ChiosaTransferViewClass *klass)
{
  GTK_WIDGET_CLASS (klass)->unroot = chiosa_transfer_view_unroot;
}

static void
chiosa_transfer_view_init (ChiosaTransferView *self)
{
  self->navigation = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->progress = chiosa_progress_page_new ();
  g_signal_connect_object (self->progress, "stopped", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);

  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->navigation));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->toasts));
}

/* Replacing pages moves the keyboard on by one. */
static void
replace_pages (ChiosaTransferView *self,
               AdwNavigationPage **pages,
               guint               n_pages)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);
  GtkWidget *button;

  adw_navigation_view_replace (self->navigation, pages, n_pages);
  button = dialog != NULL ? adw_dialog_get_default_widget (ADW_DIALOG (dialog)) : NULL;
  if (button != NULL)
    adw_dialog_set_focus (ADW_DIALOG (dialog), button);
}

void
chiosa_transfer_view_add (ChiosaTransferView *self,
                          AdwNavigationPage  *page)
{
  gboolean first = adw_navigation_view_get_visible_page (self->navigation) == NULL;

  adw_navigation_view_add (self->navigation, page);
  if (first)
    adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->progress));
}

/**
 * chiosa_transfer_view_push:
 * @self: a view
 * @page: one that was added
 *
 * Shows @page. The way back leads past progress.
 */
void
chiosa_transfer_view_push (ChiosaTransferView *self,
                           AdwNavigationPage  *page)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation);
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();

  if (!shows_progress (self))
    {
      adw_navigation_view_push (self->navigation, page);
      return;
    }

  for (guint i = 0; i + 1 < g_list_model_get_n_items (stack); i++)
    {
      g_autoptr (AdwNavigationPage) below = g_list_model_get_item (stack, i);

      g_ptr_array_add (pages, below);
    }
  g_ptr_array_add (pages, page);
  replace_pages (self, (AdwNavigationPage **) pages->pdata, pages->len);
}

/**
 * chiosa_transfer_view_end_at:
 * @self: a view
 * @page: one that was added
 *
 * Shows @page, without a way back.
 */
void
chiosa_transfer_view_end_at (ChiosaTransferView *self,
                             AdwNavigationPage  *page)
{
  replace_pages (self, &page, 1);
}

AdwNavigationPage *
chiosa_transfer_view_get_page (ChiosaTransferView *self)
{
  return adw_navigation_view_get_visible_page (self->navigation);
}

/**
 * chiosa_transfer_view_work_async:
 * @self: a view
 * @transfer: what is to be done
 * @step: checking or writing
 * @words: static; what it is called
 * @callback: called when it has ended
 * @user_data: for @callback
 */
void
chiosa_transfer_view_work_async (ChiosaTransferView        *self,
                                 ChiosaTransfer            *transfer,
                                 ChiosaTransferStep         step,
                                 const ChiosaTransferWords *words,
                                 GAsyncReadyCallback        callback,
                                 gpointer                   user_data)
{
  GTask *task;

  if (self->transfer != NULL)
    return;

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, chiosa_transfer_view_work_async);
  self->transfer = g_object_ref (transfer);
  self->step = step;
  self->words = words;
  self->closing = FALSE;
  lock (self);
  chiosa_progress_page_start (self->progress, step == CHIOSA_TRANSFER_CHECK ? words->checking : words->running);
  g_signal_connect_object (transfer, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  self->timer = g_timeout_add (PATIENCE, patience_over_cb, self);

  if (step == CHIOSA_TRANSFER_CHECK)
    chiosa_transfer_check_async (transfer, worked_cb, task);
  else
    chiosa_transfer_run_async (transfer, worked_cb, task);
}

gboolean
chiosa_transfer_view_work_finish (ChiosaTransferView *self,
                                  GAsyncResult       *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

gboolean
chiosa_transfer_view_is_busy (ChiosaTransferView *self)
{
  return self->transfer != NULL;
}

/**
 * chiosa_transfer_view_set_default:
 * @page: that comes into sight
 * @widget: what one most likely wants to do there
 *
 * The keyboard goes to @widget; if it is a button, Return presses it wherever the keyboard is.
 */
void
chiosa_transfer_view_set_default (AdwNavigationPage *page,
                                  GtkWidget         *widget)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_DIALOG);

  if (dialog == NULL)
    return;

  adw_dialog_set_default_widget (ADW_DIALOG (dialog), GTK_IS_BUTTON (widget) ? widget : NULL);
  adw_dialog_set_focus (ADW_DIALOG (dialog), widget);
}
