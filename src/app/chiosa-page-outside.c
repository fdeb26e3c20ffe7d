/* chiosa-page-outside.c
 *
 * What becomes of the open article when another program writes its files: read again where nothing is changed here, else laid beside
 * what is here. Noticing it is ChiosaArticleFile's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-alerts.h"
#include "chiosa-base-text.h"
#include "chiosa-notices.h"
#include "chiosa-three-way-dialog.h"

#include <glib/gi18n.h>

#define SAVE_ALL (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)

/* What the three-way view shows, while it is open. */
typedef struct
{
  ChiosaPage     *page;
  ChiosaThreeWay *three;
  gboolean        save;      /* the user was about to save */
} Comparison;

static void
comparison_free (Comparison *comparison)
{
  g_object_unref (comparison->page);
  g_clear_pointer (&comparison->three, chiosa_three_way_free);
  g_free (comparison);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comparison, comparison_free)

/* The page still shows what an answer is about. */
static gboolean
is_current (ChiosaPage *self,
            GObject    *file)
{
  return self->file == (gpointer) file && self->saver != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL;
}

static void
show_deleted (ChiosaPage *self)
{
  const ChiosaNoticeForm form = {
    "deleted", "warning", { _("_Save Again"), _("_Dismiss") }, { "page.save", "page.dismiss::deleted" },
  };

  self->deleted = TRUE;
  chiosa_notices_hide (self->notices, "changed-outside");
  chiosa_notices_show (self->notices, &form, _("The article was deleted or moved by another program. What is here stays, and saving "
                                               "writes it again."));
}

static void
show_unreadable (ChiosaPage   *self,
                 const GError *error)
{
  const ChiosaNoticeForm form = {
    "unreadable", "warning", { _("_Retry"), _("_Dismiss") }, { "page.check", "page.dismiss::unreadable" },
  };
  g_autofree char *text = NULL;

  text = g_strdup_printf (_("The article was changed by another program and cannot be read again: %s"), error->message);
  chiosa_notices_show (self->notices, &form, text);
}

static void
show_failure (ChiosaPage   *self,
              const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    show_deleted (self);
  else if (g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED))
    chiosa_notices_for_changed (self->notices);
  else
    show_unreadable (self, error);
}

static void
there_again (ChiosaPage *self)
{
  self->deleted = FALSE;
  chiosa_notices_hide (self->notices, "deleted");
  chiosa_notices_hide (self->notices, "unreadable");
}

/* --- Nothing is changed here ------------------------------------------------------------------------------------------ */

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = chiosa_article_file_reload_finish (CHIOSA_ARTICLE_FILE (source), result, &error);

  if (!is_current (self, source))
    return;

  if (!done)
    {
      show_failure (self, error);
      return;
    }

  there_again (self);
  chiosa_notices_for_annotations (self->notices, self->file);
  chiosa_notices_for_reloaded (self->notices, self->file);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), chiosa_notices_get (self->notices, "reloaded"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* --- Something is changed here ---------------------------------------------------------------------------------------- */

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    chiosa_alert_tell (GTK_WIDGET (self), _("Not Overwritten"), error->message);
  else if (self->saver != NULL)
    _chiosa_page_save (self, SAVE_ALL | CHIOSA_SAVE_FORCE);
}

static void
keep_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autofree char *hash = chiosa_text_hash (task_data);

  if (chiosa_base_text_keep (task_data, hash, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What the other program wrote stays among the texts that were last seen; its annotations stay as NAME~. */
static void
overwrite (ChiosaPage           *self,
           const ChiosaThreeWay *three)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, kept_cb, NULL);

  g_task_set_source_tag (task, overwrite);
  g_task_set_task_data (task, chiosa_text_copy (three->theirs->text), (GDestroyNotify) chiosa_text_free);
  g_task_run_in_thread (task, keep_in_thread);
}

/* One undoable step, also where it is all theirs: undo brings back what was here. */
static void
take (ChiosaPage           *self,
      const Comparison     *comparison,
      const ChiosaSnapshot *merged,
      gboolean              save)
{
  g_autoptr (GError) error = NULL;

  if (!chiosa_article_file_take_merged (self->file, comparison->three, merged, &error))
    {
      chiosa_alert_tell (GTK_WIDGET (self), _("Not Merged"), error->message);
      return;
    }

  chiosa_notices_hide (self->notices, "changed-outside");
  chiosa_saver_clear_error (self->saver);
  if (save)
    _chiosa_page_save (self, SAVE_ALL);
  else
    chiosa_saver_flush_async (self->saver, NULL, NULL);
}

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Comparison) comparison = user_data;
  g_autoptr (ChiosaSnapshot) merged = NULL;
  ChiosaPage *self = comparison->page;
  ChiosaThreeWayAnswer answer = chiosa_three_way_dialog_choose_finish (result, &merged);

  if (self->saver == NULL)
    return;

  switch (answer)
    {
    case CHIOSA_THREE_WAY_USE:
      take (self, comparison, merged, comparison->save);
      break;
    case CHIOSA_THREE_WAY_RELOAD:
      take (self, comparison, comparison->three->theirs, FALSE);
      break;
    case CHIOSA_THREE_WAY_OVERWRITE:
      overwrite (self, comparison->three);
      break;
    case CHIOSA_THREE_WAY_SAVE_AS:
      _chiosa_page_save_as (self);
      break;
    case CHIOSA_THREE_WAY_CANCEL:
    default:
      break;
    }
}

static void
theirs_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Comparison) comparison = user_data;
  ChiosaPage *self = comparison->page;
  g_autoptr (GError) error = NULL;
  ChiosaThreeWaySides sides = { 0 };

  comparison->three = chiosa_article_file_read_theirs_finish (CHIOSA_ARTICLE_FILE (source), result, &error);
  if (!is_current (self, source))
    return;

  if (comparison->three == NULL)
    {
      show_failure (self, error);
      return;
    }

  sides.common = comparison->three->common;
  sides.mine = comparison->three->mine;
  sides.theirs = comparison->three->theirs;
  /* Translators: the article as it is in this program */
  sides.mine_name = C_("article", "Mine");
  /* Translators: the article as another program wrote it */
  sides.theirs_name = C_("article", "Theirs");
  sides.kind = CHIOSA_THREE_WAY_ALL_WAYS;
  chiosa_three_way_dialog_choose (GTK_WIDGET (self), &sides, decided_cb, g_steal_pointer (&comparison));
}

/* --- Noticing --------------------------------------------------------------------------------------------------------- */

static void
changed_outside_cb (ChiosaPage *self)
{
  if (self->saver == NULL)
    return;

  if (!chiosa_saver_has_changes (self->saver))
    chiosa_article_file_reload_async (self->file, self->cancellable, reloaded_cb, g_object_ref (self));
  else if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    chiosa_notices_for_changed (self->notices);
  else
    show_deleted (self);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;

  if (!chiosa_article_file_check_finish (CHIOSA_ARTICLE_FILE (source), result, NULL) || !is_current (self, source))
    return;

  changed_outside_cb (self);
}

static void
check_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  chiosa_page_check (user_data);
}

void
_chiosa_page_outside_start (ChiosaPage *self)
{
  g_signal_connect_object (self->file, "changed-outside", G_CALLBACK (changed_outside_cb), self, G_CONNECT_SWAPPED);
  chiosa_article_file_watch (self->file);
}

void
_chiosa_page_outside_stop (ChiosaPage *self)
{
  self->deleted = FALSE;
}

void
_chiosa_page_outside_add_actions (ChiosaPage *self,
                                  GActionMap *map)
{
  static const GActionEntry entries[] = { { "check", check_action } };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
}

void
_chiosa_page_outside_compare (ChiosaPage *self,
                              gboolean    save)
{
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->page = g_object_ref (self);
  comparison->save = save;
  chiosa_article_file_read_theirs_async (self->file, self->cancellable, theirs_read_cb, comparison);
}

/**
 * chiosa_page_check:
 * @self: a page
 *
 * Looks whether another program wrote the files or took the annotations over, and does what is to be done then.
 */
void
chiosa_page_check (ChiosaPage *self)
{
  if (self->file == NULL || !chiosa_article_file_get_loaded (self->file))
    return;

  _chiosa_page_lock_check (self);
  chiosa_article_file_check_async (self->file, self->cancellable, checked_cb, g_object_ref (self));
}
