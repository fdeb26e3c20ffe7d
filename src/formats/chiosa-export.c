/* chiosa-export.c
 *
 * From articles on disk to files of an exchange format: what goes into which file, what is told on the way. Which articles there
 * are is chiosa-export-inputs.c, reading and writing them in threads chiosa-export-load.c, where bytes go chiosa-export-target.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-export.h"

#include "chiosa-data-set.h"
#include "chiosa-export-load.h"
#include "chiosa-export-report.h"
#include "chiosa-export-target.h"
#include "chiosa-project.h"
#include "chiosa-tagset-collector.h"
#include "chiosa-tagset-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ONLY_PART "train"
/* Bytes at the start of a file that tell an earlier export's. */
#define BESIDE_HEAD 14

typedef struct
{
  const ChiosaExportSettings *settings;
  const ChiosaExportWatch    *watch;
  gpointer                    data;
  ChiosaWriteContext          context;
  ChiosaTagset               *tagset;
  ChiosaTagsetCollector      *collector;
  ChiosaExportTarget         *target;        /* NULL: only to see what would be lost */
  ChiosaDataSet              *data_set;      /* NULL: none */
  GHashTable                 *n_written;     /* file -> articles in it */
  ChiosaExportTarget         *report;        /* a file of its own; NULL: in the folder, or none */
  guint                       n_reported;
  guint                       n_done;
  guint                       n_total;
  ChiosaExportResult         *result;
} Export;

/* --- What is asked for ------------------------------------------------------------------------------------------- */

/**
 * chiosa_export_is_one_file:
 * @settings: of an export
 *
 * Returns: whether the output is one file (or standard output) rather than a folder
 */
gboolean
chiosa_export_is_one_file (const ChiosaExportSettings *settings)
{
  return (settings->format->flags & CHIOSA_FORMAT_STREAM) && !(settings->format->flags & CHIOSA_FORMAT_DATA_SET)
         && settings->split == NULL;
}

/* --- Writing ------------------------------------------------------------------------------------------------------ */

/* The part that an article goes into; NULL: there is no split. */
static const char *
find_part (const Export       *self,
           const ChiosaRecord *record)
{
  const ChiosaSplit *split = self->settings->split;

  return split != NULL ? chiosa_split_get_name (split, chiosa_split_assign (split, record)) : NULL;
}

/* The file that a stream's articles of a part go into; (transfer full) */
static char *
name_stream (const Export *self,
             const char   *part)
{
  const ChiosaFormat *format = self->settings->format;

  if (format->flags & CHIOSA_FORMAT_DATA_SET)
    return chiosa_data_set_name (part != NULL ? part : ONLY_PART);

  return part != NULL ? g_strconcat (part, format->extension, NULL) : g_strdup ("");
}

static gboolean
append (Export         *self,
        const char     *name,
        const GString  *content,
        GError        **error)
{
  return self->target == NULL || chiosa_export_target_append (self->target, name, content->str, content->len, error);
}

/* Files of a stream are there even when no article goes into them. */
static gboolean
begin_stream (Export      *self,
              const char  *part,
              GError     **error)
{
  const ChiosaFormat *format = self->settings->format;
  g_autofree char *name = name_stream (self, part);
  g_autoptr (GString) content = g_string_new (NULL);

  if (format->prologue != NULL)
    format->prologue (&self->context, content);
  g_hash_table_insert (self->n_written, g_strdup (name), GUINT_TO_POINTER (0));

  return append (self, name, content, error);
}

static gboolean
end_stream (Export      *self,
            const char  *part,
            GError     **error)
{
  const ChiosaFormat *format = self->settings->format;
  g_autofree char *name = name_stream (self, part);
  g_autoptr (GString) content = g_string_new (NULL);

  if (format->epilogue == NULL)
    return TRUE;
  format->epilogue (&self->context, content);

  return append (self, name, content, error);
}

/* A single file gets its name last of all. */
static gboolean
close_stream (Export      *self,
              const char  *part,
              GError     **error)
{
  g_autofree char *name = name_stream (self, part);

  return chiosa_export_is_one_file (self->settings) || chiosa_export_target_close (self->target, name, error);
}

static gboolean
each_stream (Export    *self,
             gboolean (*func) (Export *, const char *, GError **),
             GError   **error)
{
  const ChiosaSplit *split = self->settings->split;

  if (!(self->settings->format->flags & CHIOSA_FORMAT_STREAM))
    return TRUE;
  if (split == NULL)
    return func (self, NULL, error);

  for (guint i = 0; i < chiosa_split_get_n (split); i++)
    if (!func (self, chiosa_split_get_name (split, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
write_stream (Export                 *self,
              const ChiosaExportItem *item,
              const char             *part,
              GError                **error)
{
  const ChiosaFormat *format = self->settings->format;
  g_autofree char *name = name_stream (self, part);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_written, name));

  g_hash_table_insert (self->n_written, g_strdup (name), GUINT_TO_POINTER (n + 1));
  if (n > 0 && format->separator != NULL
      && !chiosa_export_target_append (self->target, name, format->separator, strlen (format->separator), error))
    return FALSE;

  return append (self, name, chiosa_output_get_main (item->output), error);
}

/* "train/sub/article.ann" */
static char *
name_file (const char *part,
           const char *article,
           const char *extension)
{
  return g_strconcat (part != NULL ? part : "", part != NULL ? "/" : "", article, extension, NULL);
}

static gboolean
write_files (Export                 *self,
             const ChiosaExportItem *item,
             const char             *part,
             GError                **error)
{
  const ChiosaFormat *format = self->settings->format;
  g_autofree char *name = name_file (part, item->name, format->extension);
  const char *extension;
  GString *content;

  if (!chiosa_export_target_put (self->target, name, chiosa_output_get_main (item->output), error))
    return FALSE;

  for (guint i = 0; (content = chiosa_output_nth_file (item->output, i, &extension)) != NULL; i++)
    {
      g_autofree char *other = name_file (part, item->name, extension);

      if (!chiosa_export_target_put (self->target, other, content, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_report (Export         *self,
               const GString  *text,
               GError        **error)
{
  if (self->report != NULL)
    return chiosa_export_target_append (self->report, "", text->str, text->len, error);
  if (self->target != NULL && !chiosa_export_is_one_file (self->settings))
    return chiosa_export_target_append (self->target, CHIOSA_EXPORT_REPORT, text->str, text->len, error);

  return TRUE;
}

static gboolean
report_item (Export                  *self,
             const ChiosaExportItem  *item,
             const ChiosaLosses      *losses,
             GError                 **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  chiosa_export_report_article (text, self->n_reported++ == 0, item->name, losses, item->error);

  return append_report (self, text, error);
}

static gboolean
take_failure (Export                  *self,
              const ChiosaExportItem  *item,
              GError                 **error)
{
  self->result->n_failed++;
  if (self->watch != NULL && self->watch->failure != NULL)
    self->watch->failure (item->name, item->error, self->data);

  return report_item (self, item, NULL, error);
}

static gboolean
take_losses (Export                  *self,
             const ChiosaExportItem  *item,
             GError                 **error)
{
  const ChiosaLosses *losses = chiosa_output_get_losses (item->output);

  if (chiosa_losses_total (losses) == 0)
    return TRUE;

  self->result->n_with_losses++;
  chiosa_losses_sum (self->result->losses, losses);
  if (self->watch != NULL && self->watch->losses != NULL)
    self->watch->losses (item->name, losses, self->data);

  return report_item (self, item, losses, error);
}

static void
tell_progress (Export *self)
{
  self->n_done++;
  if (self->watch != NULL && self->watch->progress != NULL && (self->n_done % 16 == 0 || self->n_done == self->n_total))
    self->watch->progress (self->n_done, self->n_total, self->data);
}

static gboolean
take_item (const ChiosaExportItem *item,
           gpointer                data,
           GError                **error)
{
  Export *self = data;
  const char *part;

  tell_progress (self);
  if (item->error != NULL)
    return take_failure (self, item, error);
  if (item->skipped)
    {
      self->result->n_skipped++;
      return TRUE;
    }

  part = find_part (self, item->record);
  self->result->n_articles++;
  self->result->n_annotations += chiosa_record_get_n (item->record);
  self->result->n_relations += item->record->snapshot->relations->len;
  chiosa_tagset_collector_add (self->collector, item->record);
  if (self->data_set != NULL)
    chiosa_data_set_see (self->data_set, item->record, part != NULL ? part : ONLY_PART);
  if (!take_losses (self, item, error))
    return FALSE;
  if (self->target == NULL)
    return TRUE;

  return self->settings->format->flags & CHIOSA_FORMAT_STREAM ? write_stream (self, item, part, error) : write_files (self, item, part, error);
}

/* --- Before and after --------------------------------------------------------------------------------------------- */

static gboolean
see_item (const ChiosaExportItem *item,
          gpointer                data,
          GError                **error)
{
  Export *self = data;

  if (item->record != NULL && !item->skipped)
    chiosa_split_see (self->settings->split, item->record);

  return TRUE;
}

static gboolean
check_settings (const ChiosaExportSettings  *settings,
                GError                     **error)
{
  const ChiosaFormat *format = settings->format;
  const char *wrong = NULL;

  if (!(format->flags & CHIOSA_FORMAT_WRITES))
    wrong = _("The format “%s” is only read.");
  else if (settings->text_mode != CHIOSA_TEXT_FULL && !(format->flags & CHIOSA_FORMAT_TEXT_OPTIONAL))
    wrong = _("The format “%s” makes no sense without the text of the articles.");
  else if (settings->n_shards > 1 && (format->flags & CHIOSA_FORMAT_DATA_SET))
    wrong = _("A data set (“%s”) is one whole and has no shards. Export JSON Lines in shards instead.");
  if (wrong == NULL)
    return TRUE;

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED, wrong, format->id);
  return FALSE;
}

/* The tag set of the project that the first article is of. That which is built in has translated names, which data does not. */
static ChiosaTagset *
find_tagset (const ChiosaExportSettings  *settings,
             GPtrArray                   *inputs,
             GError                     **error)
{
  const ChiosaExportInput *input = g_ptr_array_index (inputs, 0);
  g_autofree char *folder = g_path_get_dirname (input->path);
  g_autoptr (ChiosaProject) project = chiosa_project_find (folder, error);

  if (project == NULL)
    return NULL;
  if (project->tagset_path == NULL && !(settings->format->flags & CHIOSA_FORMAT_TRANSLATED))
    return chiosa_tagset_builtin_as_data ();

  return g_object_ref (project->tagset);
}

static gboolean
open_targets (Export  *self,
              GError **error)
{
  const ChiosaExportSettings *settings = self->settings;
  g_autoptr (GString) head = g_string_new (NULL);

  self->target = chiosa_export_target_new (settings->output, chiosa_export_is_one_file (settings),
                                           settings->format->flags & CHIOSA_FORMAT_DATA_SET, error);
  if (self->target == NULL)
    return FALSE;
  if (settings->report != NULL)
    {
      self->report = chiosa_export_target_new (settings->report, TRUE, FALSE, error);
      if (self->report == NULL)
        return FALSE;
    }

  chiosa_export_report_begin (head, settings);

  return append_report (self, head, error);
}

/* Whether @path may be replaced by @content: nobody has named it, so that only what begins like it, an earlier export's, is ours. */
static gboolean
check_beside (const char     *path,
              const GString  *content,
              GError        **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *there = NULL;
  gsize length, n = MIN (content->len, BESIDE_HEAD);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &there, &length, NULL) && length >= n
      && memcmp (there, content->str, n) == 0)
    return TRUE;

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS,
               _("“%s” is there already and no earlier export made it; it goes with the output and was not overwritten. Choose another name."), shown);
  return FALSE;
}

/* "out.json" gets "out.xml" beside it. */
static gboolean
put_beside (const char           *output,
            const ChiosaSetFile  *file,
            GError              **error)
{
  g_autofree char *stem = g_strdup (output);
  g_autofree char *path = NULL;
  g_autoptr (ChiosaExportTarget) beside = NULL;
  const char *extension = strrchr (file->name, '.');
  char *dot = strrchr (stem, '.');

  if (dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL)
    *dot = '\0';
  path = g_strconcat (stem, extension != NULL ? extension : "", NULL);
  if (!check_beside (path, file->content, error))
    return FALSE;
  beside = chiosa_export_target_new (path, TRUE, FALSE, error);

  return beside != NULL && chiosa_export_target_append (beside, "", file->content->str, file->content->len, error)
         && chiosa_export_target_commit (beside, error);
}

/* Configuration files and the like: in the folder of the articles, or beside the one file. */
static gboolean
put_set_files (Export        *self,
               ChiosaTagset  *tagset,
               GError       **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_set_file_free);
  ChiosaWriteContext context = self->context;

  context.tagset = tagset;
  if (context.format->write_set == NULL || (chiosa_export_is_one_file (self->settings) && g_str_equal (self->settings->output, "-")))
    return TRUE;

  context.format->write_set (&context, files);
  for (guint i = 0; i < files->len; i++)
    {
      const ChiosaSetFile *file = g_ptr_array_index (files, i);

      if (!chiosa_export_is_one_file (self->settings))
        {
          if (!chiosa_export_target_put (self->target, file->name, file->content, error))
            return FALSE;
          continue;
        }

      if (!put_beside (self->settings->output, file, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
finish (Export  *self,
        GError **error)
{
  g_autoptr (ChiosaTagset) tagset = NULL;
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *id = g_strconcat (chiosa_tagset_get_id (self->tagset), "-used", NULL);
  const ChiosaExportSettings *settings = self->settings;

  tagset = chiosa_tagset_collector_build (self->collector, self->tagset, id, chiosa_tagset_get_name (self->tagset), error);
  if (tagset == NULL || !each_stream (self, end_stream, error) || !each_stream (self, close_stream, error)
      || !put_set_files (self, tagset, error))
    return FALSE;
  if (self->data_set != NULL && !chiosa_data_set_finish (self->data_set, tagset, self->target, error))
    return FALSE;

  chiosa_export_report_end (tail, self->result, chiosa_export_is_one_file (settings) ? NULL : chiosa_export_target_get_files (self->target));
  if (!append_report (self, tail, error) || !chiosa_export_target_commit (self->target, error))
    return FALSE;

  return self->report == NULL || chiosa_export_target_commit (self->report, error);
}

static void
export_clear (Export *self)
{
  g_clear_object (&self->tagset);
  g_clear_pointer (&self->collector, chiosa_tagset_collector_free);
  g_clear_pointer (&self->target, chiosa_export_target_free);
  g_clear_pointer (&self->report, chiosa_export_target_free);
  g_clear_pointer (&self->data_set, chiosa_data_set_free);
  g_clear_pointer (&self->n_written, g_hash_table_unref);
}

static void
find_shard (const ChiosaExportSettings *settings,
            guint                       n,
            guint                      *first,
            guint                      *end)
{
  *first = 0;
  *end = n;
  if (settings->n_shards < 2)
    return;

  *first = (guint64) n * (settings->shard - 1) / settings->n_shards;
  *end = (guint64) n * settings->shard / settings->n_shards;
}

static gboolean
refuse_losses (const ChiosaExportResult  *result,
               GError                   **error)
{
  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_LOSS,
               ngettext ("Nothing was written: %u article would lose something.",
                         "Nothing was written: %u articles would lose something.", result->n_with_losses),
               result->n_with_losses);
  return FALSE;
}

/* An earlier export is not replaced by nothing because a disk has gone. */
static gboolean
refuse_nothing (const ChiosaExportResult  *result,
                GError                   **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("Nothing was written: the %u article could not be read.",
                         "Nothing was written: none of the %u articles could be read.", result->n_failed), result->n_failed);
  return FALSE;
}

static gboolean
run (Export        *self,
     GPtrArray     *inputs,
     gboolean       write,
     GCancellable  *cancellable,
     GError       **error)
{
  const ChiosaExportSettings *settings = self->settings;
  ChiosaSplit *split = settings->split;
  guint first, end;

  self->tagset = find_tagset (settings, inputs, error);
  if (self->tagset == NULL)
    return FALSE;

  find_shard (settings, inputs->len, &first, &end);
  self->n_total = end - first;
  self->result->n_skipped += inputs->len - (end - first);
  self->context = (ChiosaWriteContext) { settings->format, self->tagset, settings->text_mode, { NULL } };
  memcpy (self->context.options, settings->options, sizeof self->context.options);
  self->collector = chiosa_tagset_collector_new ();
  self->n_written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (write && (settings->format->flags & CHIOSA_FORMAT_DATA_SET))
    self->data_set = chiosa_data_set_new (settings);

  if (write && !open_targets (self, error))
    return FALSE;
  if (split != NULL && chiosa_split_needs_all (split))
    {
      if (!chiosa_export_load (settings, NULL, inputs, 0, inputs->len, cancellable, see_item, self, error))
        return FALSE;
      chiosa_split_seal (split);
    }

  if (!each_stream (self, begin_stream, error)
      || !chiosa_export_load (settings, &self->context, inputs, first, end, cancellable, take_item, self, error))
    return FALSE;
  if (!write)
    return TRUE;
  if (settings->strict && self->result->n_with_losses > 0)
    return refuse_losses (self->result, error);
  if (self->result->n_articles == 0 && self->result->n_failed > 0)
    return refuse_nothing (self->result, error);

  return finish (self, error);
}

/* What went to standard output cannot be taken back: there it is known before whether anything would be lost. */
static gboolean
check_strictly (const ChiosaExportSettings  *settings,
                GPtrArray                   *inputs,
                const ChiosaExportWatch     *watch,
                gpointer                     data,
                GCancellable                *cancellable,
                GError                     **error)
{
  const ChiosaExportWatch only_losses = { .losses = watch != NULL ? watch->losses : NULL };
  g_autoptr (ChiosaExportResult) result = NULL;

  if (!settings->strict || g_strcmp0 (settings->output, "-") != 0)
    return TRUE;

  result = chiosa_export_result_new ();
  if (!chiosa_export_check (settings, inputs, &only_losses, data, cancellable, result, error))
    return FALSE;

  return result->n_with_losses == 0 || refuse_losses (result, error);
}

/**
 * chiosa_export_check:
 * @settings: of the export
 * @inputs: (element-type ChiosaExportInput): the articles
 * @watch: (nullable): whom to tell
 * @data: for @watch
 * @cancellable: (nullable): for stopping
 * @result: what was found
 * @error: return location
 *
 * Does everything but write.
 *
 * Returns: %FALSE when it could not be done
 */
gboolean
chiosa_export_check (const ChiosaExportSettings  *settings,
                     GPtrArray                   *inputs,
                     const ChiosaExportWatch     *watch,
                     gpointer                     data,
                     GCancellable                *cancellable,
                     ChiosaExportResult          *result,
                     GError                     **error)
{
  Export self = { .settings = settings, .watch = watch, .data = data, .result = result };
  gboolean done = check_settings (settings, error) && run (&self, inputs, FALSE, cancellable, error);

  export_clear (&self);

  return done;
}

/**
 * chiosa_export_run:
 * @settings: of the export
 * @inputs: (element-type ChiosaExportInput): the articles
 * @watch: (nullable): whom to tell
 * @data: for @watch
 * @cancellable: (nullable): for stopping
 * @result: what was done
 * @error: return location
 *
 * An article that cannot be read is told and left out. Anything else that goes wrong ends it, and nothing is written then; but what
 * went to standard output cannot be taken back.
 *
 * Returns: %FALSE when nothing was written
 */
gboolean
chiosa_export_run (const ChiosaExportSettings  *settings,
                   GPtrArray                   *inputs,
                   const ChiosaExportWatch     *watch,
                   gpointer                     data,
                   GCancellable                *cancellable,
                   ChiosaExportResult          *result,
                   GError                     **error)
{
  Export self = { .settings = settings, .watch = watch, .data = data, .result = result };
  gboolean done = check_settings (settings, error) && check_strictly (settings, inputs, watch, data, cancellable, error)
                  && run (&self, inputs, TRUE, cancellable, error);

  export_clear (&self);

  return done;
}
