/* chiosa-export-load.c
 *
 * The articles of an export: a few threads read and write them ahead, the caller takes them in order. Writing an article is pure,
 * so that how many threads there are changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-export-load.h"

#include "chiosa-article-file.h"
#include "chiosa-pseudonyms.h"

/* Articles that each thread may be ahead. */
#define AHEAD 8

typedef struct
{
  const ChiosaExportSettings *settings;
  const ChiosaWriteContext   *context;
  GPtrArray                  *inputs;
  ChiosaExportItem           *ring;
  gboolean                   *ready;
  guint                       n_ring;
  GMutex                      mutex;
  GCond                       cond;
} Loader;

static void
item_clear (ChiosaExportItem *item)
{
  g_clear_pointer (&item->record, chiosa_record_free);
  g_clear_pointer (&item->output, chiosa_output_free);
  g_clear_error (&item->error);
  item->skipped = FALSE;
}

static void
read_item (const Loader     *self,
           guint             i,
           ChiosaExportItem *item)
{
  const ChiosaExportInput *input = g_ptr_array_index (self->inputs, i);
  ChiosaSnapshot *snapshot = chiosa_article_read (input->path, self->settings->annotator, &item->error);
  ChiosaRecord *record;

  item->name = input->name;
  if (snapshot == NULL)
    return;

  record = chiosa_record_new_snapshot (input->name, snapshot);
  record->index = i;
  record->annotator = g_strdup (self->settings->annotator);
  item->skipped = self->settings->status >= 0 && chiosa_record_get_article (record)->status != (ChiosaStatus) self->settings->status;
  item->record = record;
  if (item->skipped || !self->settings->pseudonymise)
    return;

  item->record = chiosa_pseudonyms_apply (record);
  chiosa_record_free (record);
}

static void
write_item (const Loader     *self,
            ChiosaExportItem *item)
{
  if (self->context == NULL || item->record == NULL || item->skipped)
    return;

  item->output = chiosa_output_new ();
  chiosa_losses_add_record (chiosa_output_get_losses (item->output), item->record, self->context->format->drops);
  self->context->format->write (self->context, item->record, item->output);
}

static void
work (gpointer data,
      gpointer user_data)
{
  Loader *self = user_data;
  guint i = GPOINTER_TO_UINT (data) - 1, place = i % self->n_ring;
  ChiosaExportItem item = { 0 };

  read_item (self, i, &item);
  write_item (self, &item);

  g_mutex_lock (&self->mutex);
  self->ring[place] = item;
  self->ready[place] = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
wait_for (Loader *self,
          guint   place)
{
  g_mutex_lock (&self->mutex);
  while (!self->ready[place])
    g_cond_wait (&self->cond, &self->mutex);
  self->ready[place] = FALSE;
  g_mutex_unlock (&self->mutex);
}

static void
push (GThreadPool *pool,
      guint        i)
{
  g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
}

/**
 * chiosa_export_load:
 * @settings: what to read and how
 * @context: (nullable): what to write; %NULL: nothing
 * @inputs: (element-type ChiosaExportInput): all articles of the set
 * @first: the first of them that is wanted
 * @end: behind the last that is wanted
 * @cancellable: (nullable): for stopping
 * @take: what to do with each
 * @data: for @take
 * @error: return location
 *
 * Returns: %FALSE when @take returned %FALSE, or it was cancelled
 */
gboolean
chiosa_export_load (const ChiosaExportSettings  *settings,
                    const ChiosaWriteContext    *context,
                    GPtrArray                   *inputs,
                    guint                        first,
                    guint                        end,
                    GCancellable                *cancellable,
                    ChiosaExportTake             take,
                    gpointer                     data,
                    GError                     **error)
{
  guint jobs = settings->jobs > 0 ? settings->jobs : g_get_num_processors ();
  Loader self = { .settings = settings, .context = context, .inputs = inputs, .n_ring = jobs * AHEAD };
  GThreadPool *pool = g_thread_pool_new (work, &self, jobs, FALSE, NULL);
  gboolean going = TRUE;

  self.ring = g_new0 (ChiosaExportItem, self.n_ring);
  self.ready = g_new0 (gboolean, self.n_ring);
  g_mutex_init (&self.mutex);
  g_cond_init (&self.cond);

  for (guint i = first; i < end && i < first + self.n_ring; i++)
    push (pool, i);

  for (guint i = first; i < end; i++)
    {
      guint place = i % self.n_ring;

      wait_for (&self, place);
      going = going && !g_cancellable_set_error_if_cancelled (cancellable, error) && take (&self.ring[place], data, error);
      item_clear (&self.ring[place]);
      if (going && i + self.n_ring < end)
        push (pool, i + self.n_ring);
      /* What has been pushed must be taken back, also when nobody wants it any more. */
      else if (!going)
        end = MIN (end, i + self.n_ring);
    }

  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&self.mutex);
  g_cond_clear (&self.cond);
  g_free (self.ring);
  g_free (self.ready);

  return going;
}
