/* chiosa-page-conflicts.c
 *
 * What a merge left undecided in the annotations of this page: the notice, the window, and a file that Git merged by lines. Merging is
 * the store's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-alerts.h"
#include "chiosa-conflicts-dialog.h"
#include "chiosa-merge-sidecar.h"
#include "chiosa-notices.h"

#include <glib/gi18n.h>

static void
update (ChiosaPage *self)
{
  chiosa_notices_for_conflicts (self->notices,
                                chiosa_document_get_n_conflicts (chiosa_article_file_get_document (self->file)));
}

static void
resolve_conflicts_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  ChiosaPage *self = user_data;

  if (self->editor != NULL)
    adw_dialog_present (chiosa_conflicts_dialog_new (self->editor), GTK_WIDGET (self));
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);
  g_autoptr (GError) error = NULL;

  if (self->file == NULL)
    return;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    _chiosa_page_load (self);
  else
    chiosa_alert_tell (GTK_WIDGET (self), _("Not Merged"), error->message);
}

static void
merge_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (chiosa_merge_marked_sidecar (task_data, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Nothing is in memory that could be lost: the annotations could not be read. Unsaved text is asked about by reloading. */
static void
merge_markers_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  ChiosaPage *self = user_data;
  g_autoptr (GTask) task = NULL;

  if (self->file == NULL)
    return;

  if (chiosa_page_get_unsaved (self))
    {
      chiosa_alert_tell (GTK_WIDGET (self), _("Save the Text First"),
                         _("The article has changes of the text that are not saved. Save it, then merge the annotations."));
      return;
    }

  task = g_task_new (self, NULL, merged_cb, NULL);
  g_task_set_source_tag (task, merge_markers_action);
  g_task_set_task_data (task, g_strdup (chiosa_article_file_get_sidecar_path (self->file)), g_free);
  g_task_run_in_thread (task, merge_in_thread);
}

void
_chiosa_page_conflicts_start (ChiosaPage *self)
{
  g_signal_connect_object (chiosa_article_file_get_document (self->file), "annotations-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
_chiosa_page_conflicts_add_actions (ChiosaPage *self,
                                    GActionMap *map)
{
  static const GActionEntry entries[] = {
    { "resolve-conflicts", resolve_conflicts_action },
    { "merge-markers", merge_markers_action },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
}
