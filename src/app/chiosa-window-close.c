/* chiosa-window-close.c
 *
 * Leaving the open articles, because the window closes or other articles take their place: asks about text that was never
 * saved, writes what is written by itself, and only then says that one may go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-window-private.h"

#include "chiosa-alerts.h"

typedef struct
{
  GPtrArray *pages;       /* ChiosaPage still to be written */
  gboolean   text;        /* their text too */
  gboolean   give_up;     /* what cannot be written is given up */
} Leaving;

static void
leaving_free (Leaving *leaving)
{
  g_ptr_array_unref (leaving->pages);
  g_free (leaving);
}

static void write_next (GTask *task);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Leaving *leaving = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The page tells why; it stays open. */
  if (!g_task_propagate_boolean (G_TASK (result), &error) && !leaving->give_up)
    g_task_return_boolean (task, FALSE);
  else
    write_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
write_next (GTask *task)
{
  Leaving *leaving = g_task_get_task_data (task);
  g_autoptr (ChiosaPage) page = NULL;

  if (leaving->pages->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  page = g_ptr_array_steal_index (leaving->pages, leaving->pages->len - 1);
  chiosa_page_flush_async (page, leaving->text && chiosa_page_get_unsaved (page), written_cb, task);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Leaving *leaving = g_task_get_task_data (task);

  switch (chiosa_alert_finish (result))
    {
    case CHIOSA_ANSWER_SAVE:
      leaving->text = TRUE;
      break;
    case CHIOSA_ANSWER_DISCARD:
      leaving->give_up = TRUE;
      for (guint i = 0; i < leaving->pages->len; i++)
        chiosa_page_give_up (g_ptr_array_index (leaving->pages, i));
      break;
    default:
      g_task_return_boolean (task, FALSE);
      return;
    }

  write_next (g_steal_pointer (&task));
}

/* Starts the question or the writing; see chiosa-window-private.h. */
void
_chiosa_window_leave_async (ChiosaWindow        *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Leaving *leaving = g_new0 (Leaving, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  chiosa_inspector_flush (self->inspector);
  leaving->pages = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, _chiosa_window_leave_async);
  g_task_set_task_data (task, leaving, (GDestroyNotify) leaving_free);

  for (GList *l = self->pages.head; l != NULL; l = l->next)
    {
      chiosa_page_store_cursor (l->data);
      g_ptr_array_add (leaving->pages, g_object_ref (l->data));
      if (chiosa_page_get_unsaved (l->data))
        g_ptr_array_add (names, chiosa_page_dup_title (l->data));
    }

  if (names->len > 0)
    chiosa_alert_unsaved (GTK_WIDGET (self), names, answered_cb, task);
  else
    write_next (task);
}

gboolean
_chiosa_window_leave_finish (ChiosaWindow *self,
                             GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
