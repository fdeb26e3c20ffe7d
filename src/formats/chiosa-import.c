/* chiosa-import.c
 *
 * From files of an exchange format to articles and sidecars. Everything is read twice: once to see which names there are, so that
 * a tag set can be found or made before the first annotation is written; once to write. Memory is that of one article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-import.h"

#include "chiosa-import-files.h"
#include "chiosa-import-place.h"
#include "chiosa-project.h"
#include "chiosa-reader.h"
#include "chiosa-tagset-collector.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/* Articles between two reports of progress. */
#define PER_ARTICLE 16

typedef struct
{
  const ChiosaImportSettings *settings;
  const ChiosaImportWatch    *watch;
  gpointer                    data;
  GCancellable               *cancellable;
  ChiosaImportResult         *result;
  GPtrArray                  *files;         /* ChiosaImportFile */
  ChiosaImportPlace          *place;
  ChiosaTagsetCollector      *collector;
  ChiosaTagset               *tagset;
  ChiosaTagset               *corpus_tagset; /* that came with the files; NULL: none did */
  gboolean                    writing;
  gboolean                    telling;       /* problems are told in one of the two passes only */
  gboolean                    stuck;         /* articles cannot be written: that ends it */
  guint                       file;          /* at hand */
  const ChiosaFormat         *format;        /* of the file at hand */
  char                       *found_path;    /* of the article that a text was found in */
} Import;

/* --- Values ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_import_settings_new:
 * @format: (nullable): of the files; %NULL: it is found out for each
 *
 * Returns: (transfer full): everything as it is by default; the output must be set
 */
ChiosaImportSettings *
chiosa_import_settings_new (const ChiosaFormat *format)
{
  ChiosaImportSettings *self = g_new0 (ChiosaImportSettings, 1);

  self->format = format;
  if (format != NULL)
    chiosa_format_default_options (format, self->options);

  return self;
}

void
chiosa_import_settings_free (ChiosaImportSettings *self)
{
  if (self == NULL)
    return;

  g_free (self->output);
  g_free (self->annotator);
  g_clear_object (&self->tagset);
  g_free (self);
}

ChiosaImportResult *
chiosa_import_result_new (void)
{
  return g_new0 (ChiosaImportResult, 1);
}

void
chiosa_import_result_free (ChiosaImportResult *self)
{
  if (self == NULL)
    return;

  g_free (self->tagset_path);
  g_free (self->first_path);
  g_free (self);
}

/* --- Telling ------------------------------------------------------------------------------------------------------ */

static void
tell (Import     *self,
      const char *file,
      guint       line,
      const char *message)
{
  if (!self->telling)
    return;

  self->result->n_problems++;
  if (self->watch != NULL && self->watch->problem != NULL)
    self->watch->problem (file, line, message, self->data);
}

static void
tell_error (Import     *self,
            const char *path,
            GError     *error)
{
  g_autofree char *shown = g_filename_display_name (path);

  tell (self, shown, 0, error->message);
  g_error_free (error);
}

static void
problem_cb (const char *file,
            guint       line,
            const char *message,
            gpointer    data)
{
  tell (data, file, line, message);
}

static void
tell_progress (Import *self)
{
  if (self->watch != NULL && self->watch->progress != NULL && self->result->n_articles % PER_ARTICLE == 0)
    self->watch->progress (self->result->n_articles, self->file, self->files->len, self->data);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static const char *
article_extension (const Import *self)
{
  return g_str_equal (self->format->id, "markdown") ? ".md" : ".txt";
}

static gboolean
write_record (Import              *self,
              const ChiosaRecord  *record,
              GError             **error)
{
  g_autofree char *path = g_steal_pointer (&self->found_path);
  gboolean done;

  if (path != NULL)
    done = chiosa_import_place_annotate (self->place, record, path, self->tagset, error);
  else
    done = chiosa_import_place_add (self->place, record, article_extension (self), self->tagset, &path, error);
  if (done && self->result->first_path == NULL)
    self->result->first_path = g_steal_pointer (&path);

  return done;
}

static gboolean
found_cb (ChiosaRecord  *found,
          gpointer       data,
          GError       **error)
{
  Import *self = data;
  g_autoptr (ChiosaRecord) record = found;
  GError *local = NULL;

  tell_progress (self);
  if (self->settings->reattach && self->found_path == NULL)
    {
      tell (self, record->name, 0, _("It comes with a text of its own; it is not put onto an article that is there."));
      return TRUE;
    }

  if (!self->writing)
    {
      chiosa_tagset_collector_add (self->collector, record);
      g_clear_pointer (&self->found_path, g_free);
    }
  else if (!write_record (self, record, &local))
    {
      /* A full disk ends it; what is there already is only told. */
      if (!g_error_matches (local, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS))
        {
          self->stuck = TRUE;
          g_propagate_error (error, local);
          return FALSE;
        }
      tell (self, record->name, 0, local->message);
      g_error_free (local);
      return TRUE;
    }

  self->result->n_articles++;
  self->result->n_annotations += chiosa_record_get_n (record);
  self->result->n_relations += record->snapshot->relations->len;

  return TRUE;
}

static char *
find_text_cb (const char  *name,
              const char  *sha256,
              gboolean    *same,
              gpointer     data,
              GError     **error)
{
  Import *self = data;

  g_clear_pointer (&self->found_path, g_free);

  return chiosa_import_place_find (self->place, name, sha256 != NULL ? sha256 : "", same, &self->found_path, error);
}

static void
take_tagset (Import       *self,
             ChiosaReader *reader)
{
  GError *local = NULL;

  if (self->writing || self->corpus_tagset != NULL || reader->format->read_tagset == NULL)
    return;

  self->corpus_tagset = reader->format->read_tagset (reader, &local);
  if (local != NULL)
    tell_error (self, reader->path, local);
}

/* What can be read only once cannot be imported, and a pipe that nobody writes to would never end. What is not there is told by the
 * format, in its words. */
static gboolean
check_kind (const ChiosaImportFile  *file,
            GError                 **error)
{
  const char *path = file->path;
  g_autofree char *shown = g_filename_display_name (path);
  struct stat info;

  if (file->trouble != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (file->trouble),
                   _("“%s” could not be read: %s."), shown, g_strerror (file->trouble));
      return FALSE;
    }
  if (!g_str_equal (path, "-") && (stat (path, &info) != 0 || S_ISREG (info.st_mode)))
    return TRUE;

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
               _("“%s” is no file. An import reads twice; save what comes from a pipe to a file first."), shown);

  return FALSE;
}

static gboolean
read_file (Import                  *self,
           const ChiosaImportFile  *file,
           GError                 **error)
{
  const char *path = file->path;
  g_autofree char *shown = g_filename_display_name (path);
  GError *local = NULL;
  ChiosaReader reader = {
    .path = path, .shown = shown, .name = file->name, .tagset = self->writing ? self->tagset : NULL, .cancellable = self->cancellable,
    .found = found_cb, .problem = problem_cb, .find_text = self->settings->reattach ? find_text_cb : NULL, .data = self,
  };

  if (!check_kind (file, &local))
    {
      tell_error (self, path, local);
      return TRUE;
    }

  self->format = self->settings->format != NULL ? self->settings->format : chiosa_formats_guess (path, &local);
  if (self->format == NULL)
    {
      tell_error (self, path, local);
      return TRUE;
    }

  reader.format = self->format;
  if (self->settings->format != NULL)
    memcpy (reader.options, self->settings->options, sizeof reader.options);
  else
    chiosa_format_default_options (self->format, reader.options);
  take_tagset (self, &reader);
  if (self->format->read (&reader, &local))
    return TRUE;

  /* One file that makes no sense is told, the others are read. */
  if (self->stuck || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  tell (self, shown, 0, local->message);
  g_error_free (local);

  return TRUE;
}

static gboolean
read_files (Import  *self,
            GError **error)
{
  self->result->n_articles = self->result->n_problems = 0;
  self->result->n_annotations = self->result->n_relations = 0;

  for (self->file = 0; self->file < self->files->len; self->file++)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !read_file (self, g_ptr_array_index (self->files, self->file), error))
        return FALSE;
      if (self->watch != NULL && self->watch->progress != NULL)
        self->watch->progress (self->result->n_articles, self->file + 1, self->files->len, self->data);
    }

  return TRUE;
}

/* --- The tag set -------------------------------------------------------------------------------------------------- */

static ChiosaTagset *
make_tagset (Import  *self,
             GError **error)
{
  g_autofree char *base = g_path_get_basename (self->settings->output);
  g_autofree char *id = chiosa_labels_to_id (base);
  g_autofree char *name = g_filename_display_name (base);

  if (self->corpus_tagset != NULL)
    return chiosa_tagset_collector_build (self->collector, self->corpus_tagset, chiosa_tagset_get_id (self->corpus_tagset),
                                          chiosa_tagset_get_name (self->corpus_tagset), error);

  return chiosa_tagset_collector_build (self->collector, NULL, id, name, error);
}

/* The one that was asked for; that of the project in the folder; the built-in one where it has every name; else a new one.
 * @made: (out): whether it must be written. */
static gboolean
choose_tagset (Import    *self,
               gboolean  *made,
               GError   **error)
{
  g_autoptr (ChiosaProject) project = NULL;

  *made = FALSE;
  if (self->settings->tagset != NULL)
    {
      self->tagset = g_object_ref (self->settings->tagset);
      return TRUE;
    }

  project = chiosa_project_find (self->settings->output, error);
  if (project == NULL)
    return FALSE;

  if (project->path != NULL || chiosa_tagset_collector_fits (self->collector, project->tagset))
    {
      self->tagset = g_object_ref (project->tagset);
      return TRUE;
    }

  *made = TRUE;
  self->tagset = make_tagset (self, error);

  return self->tagset != NULL;
}

/* Also after a failure: what was made before it stays. */
static gboolean
finish (Import  *self,
        GError **error)
{
  GError *local = NULL;

  while (!chiosa_import_place_finish (self->place, &local))
    {
      if (!g_error_matches (local, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      tell (self, self->settings->output, 0, local->message);
      g_clear_error (&local);
    }

  return TRUE;
}

static void
tell_unknown (Import *self)
{
  self->telling = TRUE;
  if (!chiosa_tagset_collector_fits (self->collector, self->tagset))
    tell (self, chiosa_tagset_get_name (self->tagset), 0,
          _("The tag set of the folder does not have all types, labels and relations of the files. They are kept and shown as they are."));
}

static gboolean
write_all (Import  *self,
           GError **error)
{
  gboolean made;

  if (!choose_tagset (self, &made, error) || !chiosa_import_place_make (self->place, error))
    return FALSE;
  if (made && !chiosa_import_place_put_tagset (self->place, self->tagset, &self->result->tagset_path, error))
    return FALSE;

  self->writing = self->telling = TRUE;
  if (!read_files (self, error))
    {
      finish (self, NULL);
      return FALSE;
    }
  if (!finish (self, error))
    return FALSE;
  tell_unknown (self);

  return TRUE;
}

static gboolean
run (Import              *self,
     const char * const  *files,
     gboolean             write,
     GError             **error)
{
  gboolean done;

  self->place = chiosa_import_place_new (self->settings->output, self->settings->annotator);
  self->collector = chiosa_tagset_collector_new ();
  self->telling = !write;

  self->files = chiosa_import_list_files (self->settings->format, files, error);
  done = self->files != NULL && read_files (self, error) && (!write || write_all (self, error));

  g_clear_pointer (&self->files, g_ptr_array_unref);
  chiosa_import_place_free (self->place);
  chiosa_tagset_collector_free (self->collector);
  g_clear_object (&self->tagset);
  g_clear_object (&self->corpus_tagset);
  g_free (self->found_path);

  return done;
}

/**
 * chiosa_import_check:
 * @settings: of the import
 * @files: (array zero-terminated=1): what to read
 * @watch: (nullable): whom to tell
 * @data: for @watch
 * @cancellable: (nullable): for stopping
 * @result: what was found
 * @error: return location
 *
 * Reads everything and writes nothing.
 *
 * Returns: %FALSE when it could not be done
 */
gboolean
chiosa_import_check (const ChiosaImportSettings  *settings,
                     const char * const          *files,
                     const ChiosaImportWatch     *watch,
                     gpointer                     data,
                     GCancellable                *cancellable,
                     ChiosaImportResult          *result,
                     GError                     **error)
{
  Import self = { .settings = settings, .watch = watch, .data = data, .cancellable = cancellable, .result = result };

  return run (&self, files, FALSE, error);
}

/**
 * chiosa_import_run:
 * @settings: of the import
 * @files: (array zero-terminated=1): what to read: files, or folders of files
 * @watch: (nullable): whom to tell
 * @data: for @watch
 * @cancellable: (nullable): for stopping
 * @result: what was made
 * @error: return location
 *
 * What cannot be read is told and left out; what is there already is told and left alone. Articles that were made before a failure
 * or a cancellation stay: each is whole.
 *
 * Returns: %FALSE when it could not be finished
 */
gboolean
chiosa_import_run (const ChiosaImportSettings  *settings,
                   const char * const          *files,
                   const ChiosaImportWatch     *watch,
                   gpointer                     data,
                   GCancellable                *cancellable,
                   ChiosaImportResult          *result,
                   GError                     **error)
{
  Import self = { .settings = settings, .watch = watch, .data = data, .cancellable = cancellable, .result = result };

  return run (&self, files, TRUE, error);
}
