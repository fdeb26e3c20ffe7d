/* chiosa-page-lock.c
 *
 * Who has the annotations open: this page tells others, and is read-only while somebody else has them, until the user takes them over.
 * The file that tells is ChiosaLock's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-alerts.h"
#include "chiosa-moment.h"
#include "chiosa-notices.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define DEBOUNCE 200   /* ms */

typedef struct
{
  guint             number;
  char             *path;      /* of the sidecar */
  gboolean          seize;
  ChiosaLock       *lock;
  ChiosaLockHolder *holder;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_free (attempt->path);
  g_clear_pointer (&attempt->lock, chiosa_lock_free);
  g_clear_pointer (&attempt->holder, chiosa_lock_holder_free);
  g_free (attempt);
}

static char *
describe_holder (const ChiosaLockHolder *holder)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) since = holder->since != NULL ? g_date_time_new_from_iso8601 (holder->since, utc) : NULL;
  g_autofree char *moment = chiosa_moment_describe (since);
  const char *user = holder->user != NULL && holder->user[0] != '\0' ? holder->user : _("Somebody");
  const char *host = holder->host != NULL && holder->host[0] != '\0' ? holder->host : _("another computer");

  if (holder->pid == getpid () && g_strcmp0 (holder->host, g_get_host_name ()) == 0)
    return g_strdup (_("These annotations are open in another window. They are shown here, and cannot be changed."));
  if (since == NULL)
    /* Translators: name of a user, name of a computer */
    return g_strdup_printf (_("%1$s on %2$s has these annotations open. They are shown here, and cannot be changed."), user, host);

  /* Translators: name of a user, name of a computer, when: “Today at 14:03” */
  return g_strdup_printf (_("%1$s on %2$s has had these annotations open (%3$s). They are shown here, and cannot be changed."),
                          user, host, moment);
}

static void
lock_out (ChiosaPage             *self,
          const ChiosaLockHolder *holder)
{
  const ChiosaNoticeForm form = { "lock", "warning", { _("_Take Over") }, { "page.take-over" } };
  ChiosaDocument *document = chiosa_article_file_get_document (self->file);
  g_autofree char *text = describe_holder (holder);

  if (!self->locked_out && chiosa_document_get_read_only (document))
    return;

  self->locked_out = TRUE;
  chiosa_document_set_read_only (document, TRUE);
  chiosa_notices_show (self->notices, &form, text);
  g_object_notify (G_OBJECT (self), "state-text");
  _chiosa_page_actions_update (self, self->actions);
}

static void
let_in (ChiosaPage *self)
{
  chiosa_notices_hide (self->notices, "lock");
  if (!self->locked_out)
    return;

  self->locked_out = FALSE;
  chiosa_document_set_read_only (chiosa_article_file_get_document (self->file), FALSE);
  g_object_notify (G_OBJECT (self), "state-text");
  _chiosa_page_actions_update (self, self->actions);
  /* The other one may have written in the meantime. */
  chiosa_page_check (self);
}

static void
use_attempt (ChiosaPage   *self,
             Attempt      *attempt,
             const GError *error)
{
  if (attempt->holder != NULL)
    {
      lock_out (self, attempt->holder);
      return;
    }

  /* Where it cannot be locked nothing is said, unless the user asked for it. */
  if (error != NULL && attempt->seize)
    chiosa_alert_tell (GTK_WIDGET (self), _("Not Taken Over"), error->message);
  if (attempt->lock == NULL && attempt->seize)
    return;

  g_clear_pointer (&self->lock, chiosa_lock_free);
  self->lock = g_steal_pointer (&attempt->lock);
  let_in (self);
}

/* What another attempt found out later is right, this one might have met our own lock. */
static void
attempted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);
  Attempt *attempt = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean again = self->lock_again;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (self->file == NULL || attempt->number != self->lock_attempt)
    return;

  self->lock_asking = self->lock_again = FALSE;
  use_attempt (self, attempt, error);
  if (again)
    _chiosa_page_lock_check (self);
}

static void
attempt_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Attempt *attempt = task_data;
  GError *error = NULL;

  if (attempt->seize)
    attempt->lock = chiosa_lock_seize (attempt->path, &error);
  else
    attempt->lock = chiosa_lock_take (attempt->path, &attempt->holder, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
attempt_lock (ChiosaPage *self,
              gboolean    seize)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, attempted_cb, NULL);
  Attempt *attempt = g_new0 (Attempt, 1);

  self->lock_asking = TRUE;
  attempt->number = ++self->lock_attempt;
  attempt->path = g_strdup (chiosa_article_file_get_sidecar_path (self->file));
  attempt->seize = seize;
  g_task_set_source_tag (task, attempt_lock);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  g_task_run_in_thread (task, attempt_in_thread);
}

static void
take_over_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  if (CHIOSA_PAGE (user_data)->file != NULL)
    attempt_lock (user_data, TRUE);
}

static void
monitor_cb (ChiosaPage        *self,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event)
{
  if (event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    _chiosa_page_lock_check (self);
}

/* Where no watching is possible (some network folders), asking when the window gets the focus remains. */
static void
watch (ChiosaPage *self)
{
  g_autofree char *path = chiosa_lock_path (chiosa_article_file_get_sidecar_path (self->file));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->lock_monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->lock_monitor == NULL)
    return;

  g_file_monitor_set_rate_limit (self->lock_monitor, DEBOUNCE);
  g_signal_connect_swapped (self->lock_monitor, "changed", G_CALLBACK (monitor_cb), self);
}

static void
stop_watching (ChiosaPage *self)
{
  if (self->lock_monitor == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->lock_monitor, self);
  g_file_monitor_cancel (self->lock_monitor);
  g_clear_object (&self->lock_monitor);
}

void
_chiosa_page_lock_start (ChiosaPage *self)
{
  stop_watching (self);
  watch (self);
  attempt_lock (self, FALSE);
}

void
_chiosa_page_lock_stop (ChiosaPage *self)
{
  stop_watching (self);
  self->lock_attempt++;
  self->lock_asking = self->lock_again = FALSE;
  if (self->file == NULL)
    return;

  if (self->locked_out)
    chiosa_document_set_read_only (chiosa_article_file_get_document (self->file), FALSE);
  self->locked_out = FALSE;
  chiosa_notices_hide (self->notices, "lock");
  g_clear_pointer (&self->lock, chiosa_lock_free);
}

void
_chiosa_page_lock_check (ChiosaPage *self)
{
  if (self->lock_asking)
    self->lock_again = TRUE;
  else if ((self->lock != NULL && !chiosa_lock_is_ours (self->lock)) || self->locked_out)
    attempt_lock (self, FALSE);
}

void
_chiosa_page_lock_add_actions (ChiosaPage *self,
                               GActionMap *map)
{
  static const GActionEntry entries[] = { { "take-over", take_over_action } };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
}
