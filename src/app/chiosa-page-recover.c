/* chiosa-page-recover.c
 *
 * What is typed and tagged in this page is kept in a journal; what a dead process has left in its own is put in as one step,
 * unsaved. Where the article was changed on the disk since, both are joined.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-alerts.h"
#include "chiosa-notices.h"
#include "chiosa-text-diff.h"
#include "chiosa-three-way-dialog.h"

#include <glib/gi18n.h>

static void
journal_failed_cb (ChiosaPage   *self,
                   const GError *error)
{
  const ChiosaNoticeForm form = { "journal", "warning", { _("_Dismiss") }, { "page.dismiss::journal" } };
  g_autofree char *text = g_strdup_printf (_("Changes that are not saved would be lost in a crash: %s"), error->message);

  chiosa_notices_show (self->notices, &form, text);
}

/* What was recovered is in this page's own journal now, or saved: the old one is no longer needed. */
static void
journal_flushed_cb (ChiosaPage *self)
{
  chiosa_notices_hide (self->notices, "journal");
  if (self->recovered != NULL)
    chiosa_recovery_item_discard_async (self->recovered, NULL, NULL);
  g_clear_object (&self->recovered);
}


static void
show_recovered (ChiosaPage *self)
{
  const ChiosaNoticeForm form = {
    "recovered", NULL, { _("_Undo"), _("_Dismiss") }, { "win.undo", "page.dismiss::recovered" },
  };

  chiosa_notices_show (self->notices, &form, _("Changes that were not saved have been recovered."));
}

static void
put_in (ChiosaPage           *self,
        ChiosaRecoveryItem   *item,
        const ChiosaSnapshot *state)
{
  ChiosaDocument *document = chiosa_article_file_get_document (self->file);
  g_autoptr (ChiosaEdit) edit = chiosa_text_diff (chiosa_document_get_text (document), state->text);
  g_autoptr (GError) error = NULL;

  if (!chiosa_document_revise (document, chiosa_edit_is_empty (edit) ? NULL : edit, state, _("Recover Unsaved Changes"), &error))
    {
      chiosa_alert_tell (GTK_WIDGET (self), _("Not Recovered"), error->message);
      return;
    }

  g_set_object (&self->recovered, item);
  show_recovered (self);
}

typedef struct
{
  ChiosaRecoveryItem *item;
  ChiosaSnapshot     *now;
} Joining;

static void
joining_free (Joining *joining)
{
  g_object_unref (joining->item);
  chiosa_snapshot_free (joining->now);
  g_free (joining);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Joining, joining_free)

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);
  g_autoptr (Joining) joining = user_data;
  g_autoptr (ChiosaSnapshot) merged = NULL;

  if (chiosa_three_way_dialog_choose_finish (result, &merged) == CHIOSA_THREE_WAY_USE && self->file != NULL)
    put_in (self, joining->item, merged);
}

static gboolean
is_same_state (const ChiosaSnapshot *a,
               const ChiosaSnapshot *b,
               ChiosaTagset         *tagset)
{
  g_autoptr (ChiosaAnnotationChanges) changes = NULL;
  g_autoptr (ChiosaEdit) edit = NULL;

  if (a->text == NULL || b->text == NULL)
    return FALSE;

  edit = chiosa_text_diff (a->text, b->text);
  changes = chiosa_annotation_changes_new (a, b, tagset);
  return chiosa_edit_is_empty (edit) && chiosa_annotation_changes_is_empty (changes) &&
         chiosa_merge_conflicts_equal (a->conflicts, b->conflicts);
}

/* Both were changed: here before the crash, and on the disk since. Takes @now. */
static void
join (ChiosaPage         *self,
      ChiosaRecoveryItem *item,
      ChiosaSnapshot     *now)
{
  const ChiosaSnapshot *saved = chiosa_recovery_item_get_saved (item);
  const ChiosaSnapshot *recovered = chiosa_recovery_item_get_recovered (item);
  g_autoptr (GArray) hunks = chiosa_text_merge (saved->text, recovered->text, now->text);

  if (chiosa_text_merge_count (hunks, CHIOSA_HUNK_CONFLICT) == 0)
    {
      g_autoptr (ChiosaText) text = chiosa_text_merge_apply (hunks, saved->text, recovered->text, now->text, NULL);
      g_autoptr (ChiosaMergeResult) result = chiosa_merge (saved, recovered, now, text);

      put_in (self, item, result->snapshot);
      chiosa_snapshot_free (now);
    }
  else
    {
      const ChiosaThreeWaySides sides = {
        saved, recovered, now, _("Recovered"), _("On the Disk"), CHIOSA_THREE_WAY_ONLY_RESULT,
      };
      Joining *joining = g_new0 (Joining, 1);

      joining->item = g_object_ref (item);
      joining->now = now;
      chiosa_three_way_dialog_choose (GTK_WIDGET (self), &sides, decided_cb, joining);
    }
}

static void
recover (ChiosaPage         *self,
         ChiosaRecoveryItem *item)
{
  ChiosaDocument *document = chiosa_article_file_get_document (self->file);
  const ChiosaSnapshot *saved = chiosa_recovery_item_get_saved (item);
  g_autoptr (ChiosaSnapshot) now = NULL;

  if (chiosa_document_get_read_only (document))
    {
      chiosa_alert_tell (GTK_WIDGET (self), _("Not Recovered"),
                         _("The article cannot be changed now. The changes are kept, and are offered again when Chiosa is "
                           "started the next time."));
      return;
    }

  now = chiosa_document_snapshot (document);
  if (chiosa_recovery_item_get_gone (item) || saved == NULL || saved->text == NULL ||
      is_same_state (saved, now, chiosa_document_get_tagset (document)))
    put_in (self, item, chiosa_recovery_item_get_recovered (item));
  else
    join (self, item, g_steal_pointer (&now));
}

void
_chiosa_page_recover_start (ChiosaPage *self)
{
  self->journal = chiosa_journal_new (self->file);
  g_signal_connect_object (self->journal, "failed", G_CALLBACK (journal_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->journal, "flushed", G_CALLBACK (journal_flushed_cb), self, G_CONNECT_SWAPPED);
}

void
_chiosa_page_recover_loaded (ChiosaPage *self)
{
  g_autoptr (ChiosaRecoveryItem) item = g_steal_pointer (&self->recovering);

  if (item == NULL)
    return;

  recover (self, item);
  g_object_notify (G_OBJECT (self), "unsaved");
}

void
_chiosa_page_recover_stop (ChiosaPage *self)
{
  if (self->journal != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      chiosa_journal_close (self->journal, self->given_up);
    }
  if (self->recovered != NULL)
    chiosa_recovery_item_discard (self->recovered);
  g_clear_object (&self->recovered);
  g_clear_object (&self->journal);
  self->given_up = FALSE;
}

/**
 * chiosa_page_recover:
 * @self: a page
 * @item: what a dead process has left of this article
 *
 * Puts it in as one step, as soon as the annotations have been read; joined with what is on the disk where that was changed
 * since. Nothing is written: the user sees it and saves.
 */
void
chiosa_page_recover (ChiosaPage         *self,
                     ChiosaRecoveryItem *item)
{
  g_set_object (&self->recovering, item);
  if (self->file != NULL && chiosa_article_file_get_loaded (self->file))
    _chiosa_page_recover_loaded (self);
}
