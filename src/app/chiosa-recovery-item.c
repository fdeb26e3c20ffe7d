/* chiosa-recovery-item.c
 *
 * What a dead process has left of an article, compared with what is on the disk. Reading is the journal's business, what becomes
 * of it the window's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-recovery-item.h"

#include "chiosa-diff-lines.h"
#include "chiosa-moment.h"
#include "chiosa-project.h"
#include "chiosa-tagset-file.h"
#include "chiosa-text-diff.h"

#include <glib/gi18n.h>

struct _ChiosaRecoveryItem
{
  GObject                  parent_instance;

  ChiosaRecovery          *recovery;
  ChiosaSnapshot          *recovered;
  ChiosaSnapshot          *saved;
  ChiosaSnapshot          *disk;       /* NULL: it cannot be read */
  ChiosaAnnotationChanges *changes;
  guint                    n_words;
  GError                  *error;
};

G_DEFINE_FINAL_TYPE (ChiosaRecoveryItem, chiosa_recovery_item, G_TYPE_OBJECT)

static ChiosaTagset *
find_tagset (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (ChiosaProject) project = chiosa_project_find (folder, NULL);

  return project != NULL ? g_object_ref (project->tagset) : chiosa_tagset_builtin ();
}

static void
compare (ChiosaRecoveryItem *self)
{
  const ChiosaSnapshot *before = chiosa_recovery_item_get_before (self);
  g_autoptr (ChiosaTagset) tagset = find_tagset (self->recovery->path);
  g_autoptr (ChiosaSnapshot) nothing = chiosa_snapshot_new ();
  g_autoptr (ChiosaText) no_text = chiosa_text_new ("", 0);
  const ChiosaText *text = before != NULL && before->text != NULL ? before->text : no_text;
  g_autoptr (ChiosaEdit) edit = chiosa_text_diff (text, self->recovered->text);

  self->changes = chiosa_annotation_changes_new (before != NULL ? before : nothing, self->recovered, tagset);
  self->n_words = chiosa_diff_count_words (text, edit);
  if (self->n_words == 0 && !chiosa_edit_is_empty (edit))
    self->n_words = 1;
}

/* Blocking. Takes @recovery. */
static ChiosaRecoveryItem *
read_item (ChiosaRecovery *recovery)
{
  ChiosaRecoveryItem *self = g_object_new (CHIOSA_TYPE_RECOVERY_ITEM, NULL);

  self->recovery = recovery;
  if (chiosa_recovery_read (recovery, &self->recovered, &self->saved, &self->error))
    {
      self->disk = chiosa_article_read (recovery->path, recovery->annotator, NULL);
      compare (self);
    }

  return self;
}

/* Killed between saving and tidying up: there is nothing to be recovered. */
static gboolean
is_on_disk (ChiosaRecoveryItem *self)
{
  return self->error == NULL && self->disk != NULL && self->n_words == 0 && chiosa_annotation_changes_is_empty (self->changes);
}

static void
find_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GPtrArray) recoveries = chiosa_recovery_list ();
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  while (recoveries->len > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr (ChiosaRecoveryItem) item = read_item (g_ptr_array_steal_index (recoveries, 0));

      if (is_on_disk (item))
        chiosa_recovery_discard (item->recovery, NULL);
      else
        g_ptr_array_add (items, g_steal_pointer (&item));
    }

  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static void
chiosa_recovery_item_finalize (GObject *object)
{
  ChiosaRecoveryItem *self = CHIOSA_RECOVERY_ITEM (object);

  g_clear_pointer (&self->recovery, chiosa_recovery_free);
  g_clear_pointer (&self->recovered, chiosa_snapshot_free);
  g_clear_pointer (&self->saved, chiosa_snapshot_free);
  g_clear_pointer (&self->disk, chiosa_snapshot_free);
  g_clear_pointer (&self->changes, chiosa_annotation_changes_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (chiosa_recovery_item_parent_class)->finalize (object);
}

static void
chiosa_recovery_item_class_init (ChiosaRecoveryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_recovery_item_finalize;
}

static void
chiosa_recovery_item_init (ChiosaRecoveryItem *self)
{
}

/**
 * chiosa_recovery_items_find_async:
 * @cancellable: (nullable): stops
 * @callback: gets what there is
 * @user_data: for @callback
 *
 * Looks for changes that were never saved, of articles whose program is dead. Those that the disk has are dropped.
 */
void
chiosa_recovery_items_find_async (GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, chiosa_recovery_items_find_async);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * chiosa_recovery_items_find_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full): of #ChiosaRecoveryItem, newest first; empty when it was stopped
 */
GListStore *
chiosa_recovery_items_find_finish (GAsyncResult *result)
{
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), NULL);
  GListStore *list = g_list_store_new (CHIOSA_TYPE_RECOVERY_ITEM);

  if (items != NULL)
    g_list_store_splice (list, 0, 0, items->pdata, items->len);

  return list;
}

const char *
chiosa_recovery_item_get_path (ChiosaRecoveryItem *self)
{
  return self->recovery->path;
}

const char *
chiosa_recovery_item_get_annotator (ChiosaRecoveryItem *self)
{
  return self->recovery->annotator;
}

const GError *
chiosa_recovery_item_get_error (ChiosaRecoveryItem *self)
{
  return self->error;
}

gboolean
chiosa_recovery_item_get_gone (ChiosaRecoveryItem *self)
{
  return self->disk == NULL;
}

const ChiosaSnapshot *
chiosa_recovery_item_get_recovered (ChiosaRecoveryItem *self)
{
  return self->recovered;
}

const ChiosaSnapshot *
chiosa_recovery_item_get_saved (ChiosaRecoveryItem *self)
{
  return self->saved;
}

const ChiosaSnapshot *
chiosa_recovery_item_get_before (ChiosaRecoveryItem *self)
{
  return self->disk != NULL ? self->disk : self->saved;
}

const ChiosaAnnotationChanges *
chiosa_recovery_item_get_changes (ChiosaRecoveryItem *self)
{
  return self->changes;
}

/**
 * chiosa_recovery_item_dup_title:
 * @self: an item
 *
 * Returns: (transfer full): the article's title, else the name of its file
 */
char *
chiosa_recovery_item_dup_title (ChiosaRecoveryItem *self)
{
  const ChiosaArticle *article = self->recovered != NULL ? self->recovered->article : NULL;

  if (article != NULL && article->title != NULL && article->title[0] != '\0')
    return g_strdup (article->title);

  return g_filename_display_basename (self->recovery->path);
}

/**
 * chiosa_recovery_item_describe_time:
 * @self: an item
 *
 * Returns: (transfer full): when the last change was made
 */
char *
chiosa_recovery_item_describe_time (ChiosaRecoveryItem *self)
{
  return chiosa_moment_describe (self->recovery->when);
}

static void
add_count (GString *counts,
           char    *count)
{
  if (counts->len > 0)
    /* Translators: between counts: "12 words, 3 annotations" */
    g_string_append (counts, _(", "));
  g_string_append (counts, count);
  g_free (count);
}

static char *
describe_counts (ChiosaRecoveryItem *self)
{
  GString *counts;
  guint n;

  if (self->error != NULL)
    return g_strdup (self->error->message);

  counts = g_string_new (NULL);
  if (self->n_words > 0)
    add_count (counts, g_strdup_printf (ngettext ("%u word differs", "%u words differ", self->n_words), self->n_words));
  n = self->changes->annotations->len;
  if (n > 0)
    add_count (counts, g_strdup_printf (ngettext ("%u annotation differs", "%u annotations differ", n), n));
  n = self->changes->n_relations;
  if (n > 0)
    add_count (counts, g_strdup_printf (ngettext ("%u relation differs", "%u relations differ", n), n));
  if (self->changes->article)
    add_count (counts, g_strdup (_("the details differ")));

  return g_string_free_and_steal (counts);
}

/**
 * chiosa_recovery_item_describe:
 * @self: an item
 *
 * Returns: (transfer full): when, where, and how much differs from what is on the disk
 */
char *
chiosa_recovery_item_describe (ChiosaRecoveryItem *self)
{
  g_autofree char *folder = g_path_get_dirname (self->recovery->path);
  g_autofree char *name = g_filename_display_basename (folder);
  g_autofree char *time = chiosa_recovery_item_describe_time (self);
  g_autofree char *counts = describe_counts (self);

  if (self->error == NULL && self->disk == NULL)
    /* Translators: time, folder; the article cannot be found */
    return g_strdup_printf (_("%1$s in “%2$s”\nThe article is no longer there"), time, name);

  /* Translators: time, folder, how much differs: “Today at 14:03 in “Articles” / 12 words differ, 3 annotations differ” */
  return g_strdup_printf (_("%1$s in “%2$s”\n%3$s"), time, name, counts);
}

static void
discard_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GError *error = NULL;

  if (chiosa_recovery_discard (CHIOSA_RECOVERY_ITEM (source_object)->recovery, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * chiosa_recovery_item_discard:
 * @self: an item
 *
 * As chiosa_recovery_item_discard_async(), at once. Where it fails it is offered again, which is no loss.
 */
void
chiosa_recovery_item_discard (ChiosaRecoveryItem *self)
{
  chiosa_recovery_discard (self->recovery, NULL);
}

/**
 * chiosa_recovery_item_discard_async:
 * @self: an item
 * @callback: (nullable): called at the end
 * @user_data: for @callback
 *
 * The changes are not offered again. They are kept aside for a week.
 */
void
chiosa_recovery_item_discard_async (ChiosaRecoveryItem  *self,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, chiosa_recovery_item_discard_async);
  g_task_run_in_thread (task, discard_in_thread);
}

/**
 * chiosa_recovery_item_discard_finish:
 * @self: an item
 * @result: what the callback got
 * @error: return location
 */
gboolean
chiosa_recovery_item_discard_finish (ChiosaRecoveryItem  *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
