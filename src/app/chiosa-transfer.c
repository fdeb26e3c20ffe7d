/* chiosa-transfer.c
 *
 * An export or an import at work: the formats' room blocks, so it runs in a thread of its own; how far it is, is told in the main loop.
 * While it runs the program stays, even without a window, so that a cancelled one can clear up behind itself. Knows no widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-transfer.h"

#define TELL_INTERVAL 100   /* milliseconds */

typedef enum
{
  STEP_CHECK,
  STEP_RUN,
} Step;

struct _ChiosaTransfer
{
  GObject               parent_instance;

  ChiosaExportSettings *export_settings;   /* one of the two */
  ChiosaImportSettings *import_settings;
  GStrv                 paths;

  GCancellable         *cancellable;       /* of what is running; NULL: nothing is */
  Step                  step;
  guint                 timer;

  /* Of the thread while it runs, of the main loop afterwards. */
  GPtrArray            *inputs;
  ChiosaExportResult   *export_result;
  ChiosaImportResult   *import_result;
  ChiosaLossReport     *losses;
  GPtrArray            *troubles;
  guint                 n_troubles;

  /* Of both. */
  guint                 done;
  guint                 total;
  guint                 n_articles;
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaTransfer, chiosa_transfer, G_TYPE_OBJECT)

static void
trouble_free (gpointer data)
{
  ChiosaTrouble *trouble = data;

  g_free (trouble->name);
  g_free (trouble->message);
  g_free (trouble);
}

/* --- In the thread -------------------------------------------------------------------------------------------------- */

static void
add_trouble (ChiosaTransfer *self,
             const char     *name,
             guint           line,
             const char     *message)
{
  ChiosaTrouble *trouble;

  self->n_troubles++;
  if (self->troubles->len >= CHIOSA_TRANSFER_NAMED)
    return;

  trouble = g_new0 (ChiosaTrouble, 1);
  trouble->name = g_strdup (name);
  trouble->line = line;
  trouble->message = g_strdup (message);
  g_ptr_array_add (self->troubles, trouble);
}

static void
export_progress_cb (guint    done,
                    guint    total,
                    gpointer data)
{
  ChiosaTransfer *self = data;

  g_atomic_int_set (&self->n_articles, done);
  g_atomic_int_set (&self->total, total);
  g_atomic_int_set (&self->done, done);
}

static void
export_losses_cb (const char         *name,
                  const ChiosaLosses *losses,
                  gpointer            data)
{
  chiosa_loss_report_add (CHIOSA_TRANSFER (data)->losses, name, losses);
}

static void
export_failure_cb (const char   *name,
                   const GError *error,
                   gpointer      data)
{
  add_trouble (data, name, 0, error->message);
}

static void
import_progress_cb (guint    n_articles,
                    guint    file,
                    guint    n_files,
                    gpointer data)
{
  ChiosaTransfer *self = data;

  g_atomic_int_set (&self->n_articles, n_articles);
  g_atomic_int_set (&self->total, n_files);
  g_atomic_int_set (&self->done, file);
}

static void
import_problem_cb (const char *file,
                   guint       line,
                   const char *message,
                   gpointer    data)
{
  add_trouble (data, file, line, message);
}

static gboolean
export_in_thread (ChiosaTransfer  *self,
                  GCancellable    *cancellable,
                  GError         **error)
{
  const ChiosaExportWatch watch = { export_progress_cb, self->step == STEP_CHECK ? export_losses_cb : NULL, export_failure_cb };

  /* What is written is what was checked, as far as it is still there. */
  if (self->inputs == NULL)
    self->inputs = chiosa_export_list_inputs ((const char *const *) self->paths, error);
  if (self->inputs == NULL)
    return FALSE;

  if (self->step == STEP_CHECK)
    return chiosa_export_check (self->export_settings, self->inputs, &watch, self, cancellable, self->export_result, error);

  return chiosa_export_run (self->export_settings, self->inputs, &watch, self, cancellable, self->export_result, error);
}

static gboolean
import_in_thread (ChiosaTransfer  *self,
                  GCancellable    *cancellable,
                  GError         **error)
{
  const ChiosaImportWatch watch = { import_progress_cb, import_problem_cb };
  const char *const *files = (const char *const *) self->paths;

  if (self->step == STEP_CHECK)
    return chiosa_import_check (self->import_settings, files, &watch, self, cancellable, self->import_result, error);

  return chiosa_import_run (self->import_settings, files, &watch, self, cancellable, self->import_result, error);
}

static void
work_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  ChiosaTransfer *self = source_object;
  GError *error = NULL;
  gboolean done;

  if (self->export_settings != NULL)
    done = export_in_thread (self, cancellable, &error);
  else
    done = import_in_thread (self, cancellable, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- In the main loop ----------------------------------------------------------------------------------------------- */

static gboolean
tell_cb (gpointer data)
{
  ChiosaTransfer *self = data;

  g_signal_emit (self, signals[PROGRESS], 0, (guint) g_atomic_int_get (&self->done),
                 (guint) g_atomic_int_get (&self->total), (guint) g_atomic_int_get (&self->n_articles));

  return G_SOURCE_CONTINUE;
}

static void
worked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ChiosaTransfer *self = CHIOSA_TRANSFER (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cancellable);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);

  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

static void
forget_results (ChiosaTransfer *self)
{
  g_clear_pointer (&self->export_result, chiosa_export_result_free);
  g_clear_pointer (&self->import_result, chiosa_import_result_free);
  g_clear_pointer (&self->troubles, g_ptr_array_unref);
  self->n_troubles = 0;
  self->done = self->total = self->n_articles = 0;
}

static void
start (ChiosaTransfer      *self,
       Step                 step,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *told = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) work = NULL;

  g_return_if_fail (self->cancellable == NULL);

  forget_results (self);
  self->step = step;
  if (step == STEP_CHECK)
    {
      g_clear_pointer (&self->losses, chiosa_loss_report_free);
      self->losses = chiosa_loss_report_new ();
    }
  self->troubles = g_ptr_array_new_with_free_func (trouble_free);
  if (self->export_settings != NULL)
    self->export_result = chiosa_export_result_new ();
  else
    self->import_result = chiosa_import_result_new ();

  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add (TELL_INTERVAL, tell_cb, self);

  /* It ends when the thread ends, not when it is cancelled: only then everything has been cleared up. */
  work = g_task_new (self, self->cancellable, worked_cb, told);
  g_task_set_source_tag (work, start);
  g_task_set_check_cancellable (work, FALSE);
  g_task_run_in_thread (work, work_in_thread);
}

static void
chiosa_transfer_finalize (GObject *object)
{
  ChiosaTransfer *self = CHIOSA_TRANSFER (object);

  forget_results (self);
  g_clear_pointer (&self->losses, chiosa_loss_report_free);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);
  g_clear_pointer (&self->export_settings, chiosa_export_settings_free);
  g_clear_pointer (&self->import_settings, chiosa_import_settings_free);
  g_strfreev (self->paths);

  G_OBJECT_CLASS (chiosa_transfer_parent_class)->finalize (object);
}

static void
chiosa_transfer_class_init (ChiosaTransferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_transfer_finalize;

  signals[PROGRESS] = g_signal_new ("progress", CHIOSA_TYPE_TRANSFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
chiosa_transfer_init (ChiosaTransfer *self)
{
}

/**
 * chiosa_transfer_new_export:
 * @settings: (transfer full): what is to be written, and where
 * @paths: of articles and folders
 *
 * Returns: an export that has not begun
 */
ChiosaTransfer *
chiosa_transfer_new_export (ChiosaExportSettings *settings,
                            const char *const    *paths)
{
  ChiosaTransfer *self = g_object_new (CHIOSA_TYPE_TRANSFER, NULL);

  self->export_settings = settings;
  self->paths = g_strdupv ((GStrv) paths);

  return self;
}

/**
 * chiosa_transfer_new_import:
 * @settings: (transfer full): how it is to be read, and where it goes
 * @files: paths of files and folders
 *
 * Returns: an import that has not begun
 */
ChiosaTransfer *
chiosa_transfer_new_import (ChiosaImportSettings *settings,
                            const char *const    *files)
{
  ChiosaTransfer *self = g_object_new (CHIOSA_TYPE_TRANSFER, NULL);

  self->import_settings = settings;
  self->paths = g_strdupv ((GStrv) files);

  return self;
}

/**
 * chiosa_transfer_check_async:
 * @self: a transfer that is not running
 * @callback: called in the main loop
 * @user_data: for @callback
 *
 * Reads everything and writes nothing.
 */
void
chiosa_transfer_check_async (ChiosaTransfer      *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  start (self, STEP_CHECK, callback, user_data);
}

/**
 * chiosa_transfer_run_async:
 * @self: a transfer that is not running
 * @callback: called in the main loop
 * @user_data: for @callback
 */
void
chiosa_transfer_run_async (ChiosaTransfer      *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  start (self, STEP_RUN, callback, user_data);
}

/**
 * chiosa_transfer_finish:
 * @self: a transfer
 * @result: what the callback got
 * @error: return location: %G_IO_ERROR_CANCELLED, or what went wrong
 *
 * Returns: whether it went to its end; single articles may have failed
 */
gboolean
chiosa_transfer_finish (ChiosaTransfer  *self,
                        GAsyncResult    *result,
                        GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * chiosa_transfer_cancel:
 * @self: a transfer
 *
 * Asks it to end early. It has ended when the callback is called.
 */
void
chiosa_transfer_cancel (ChiosaTransfer *self)
{
  g_cancellable_cancel (self->cancellable);
}

const ChiosaExportResult *
chiosa_transfer_get_export_result (ChiosaTransfer *self)
{
  return self->export_result;
}

const ChiosaImportResult *
chiosa_transfer_get_import_result (ChiosaTransfer *self)
{
  return self->import_result;
}

const ChiosaLossReport *
chiosa_transfer_get_losses (ChiosaTransfer *self)
{
  return self->losses;
}

GPtrArray *
chiosa_transfer_get_troubles (ChiosaTransfer *self)
{
  return self->troubles;
}

guint
chiosa_transfer_get_n_troubles (ChiosaTransfer *self)
{
  return self->n_troubles;
}

/**
 * chiosa_transfer_get_output:
 * @self: a transfer
 *
 * Returns: the path of the file or folder it writes
 */
const char *
chiosa_transfer_get_output (ChiosaTransfer *self)
{
  return self->export_settings != NULL ? self->export_settings->output : self->import_settings->output;
}
