/* chiosa-article-file.c
 *
 * The object: an article on disk, its sidecar, the document. Loading is in chiosa-article-load.c, saving in
 * chiosa-article-save.c, what others do to the files in chiosa-article-outside.c and -reload.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-config.h"
#include "chiosa-article-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

G_DEFINE_FINAL_TYPE (ChiosaArticleFile, chiosa_article_file, G_TYPE_OBJECT)

enum { PROP_0, PROP_PATH, PROP_SIDECAR_PATH, PROP_DOCUMENT, PROP_SAVING, PROP_LOADED, N_PROPS };

static GParamSpec *props[N_PROPS];
guint chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_N_SIGNALS];

static void
text_edited_cb (ChiosaArticleFile *self,
                const ChiosaEdit  *edit)
{
  chiosa_edit_compose_edit (self->since_saved, edit);
  if (self->since_job != NULL)
    chiosa_edit_compose_edit (self->since_job, edit);
}

static void
get_property (GObject    *object,
              guint       id,
              GValue     *value,
              GParamSpec *pspec)
{
  ChiosaArticleFile *self = CHIOSA_ARTICLE_FILE (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_SIDECAR_PATH:
      g_value_set_string (value, self->sidecar_path);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, chiosa_article_file_get_saving (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
finalize (GObject *object)
{
  ChiosaArticleFile *self = CHIOSA_ARTICLE_FILE (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  g_clear_pointer (&self->saved_text, chiosa_text_free);
  g_clear_pointer (&self->since_saved, chiosa_edit_free);
  g_clear_pointer (&self->since_job, chiosa_edit_free);
  g_clear_pointer (&self->saved_snapshot, chiosa_snapshot_free);
  g_clear_pointer (&self->sidecar, chiosa_sidecar_free);
  g_clear_error (&self->sidecar_error);
  g_clear_pointer (&self->reanchoring, chiosa_reanchoring_free);
  g_clear_pointer (&self->outside, chiosa_outside_free);
  g_free (self->path);
  g_free (self->annotator);
  g_free (self->sidecar_path);
  g_free (self->notice);

  G_OBJECT_CLASS (chiosa_article_file_parent_class)->finalize (object);
}

static void
chiosa_article_file_class_init (ChiosaArticleFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = get_property;
  object_class->finalize = finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  props[PROP_SIDECAR_PATH] = g_param_spec_string ("sidecar-path", NULL, NULL, NULL, flags);
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, CHIOSA_TYPE_DOCUMENT, flags);
  props[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, flags);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_SIDECAR_LOADED] =
    g_signal_new ("sidecar-loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_SAVED] =
    g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_CHANGED_OUTSIDE] =
    g_signal_new ("changed-outside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
chiosa_article_file_init (ChiosaArticleFile *self)
{
  g_queue_init (&self->waiting);
  self->sidecar = chiosa_sidecar_new ();
  self->since_saved = chiosa_edit_new ();
}

void
chiosa_article_file_set_loaded (ChiosaArticleFile *self,
                                gboolean           loaded)
{
  if (self->loaded == loaded)
    return;

  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

void
chiosa_article_file_notify_saving (ChiosaArticleFile *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SAVING]);
}

void
chiosa_article_file_set_path (ChiosaArticleFile *self,
                              const char        *path)
{
  g_autofree char *old_path = g_steal_pointer (&self->path);
  g_autofree char *old_sidecar_path = g_steal_pointer (&self->sidecar_path);

  self->path = g_strdup (path);
  self->sidecar_path = chiosa_article_file_sidecar_path (path, self->annotator);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PATH]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDECAR_PATH]);
}

/* Until the annotations are there, an edit would move the ground under them. */
void
chiosa_article_file_update_read_only (ChiosaArticleFile *self)
{
  if (self->document == NULL)
    return;

  chiosa_document_set_read_only (self->document, !self->loaded || self->encoding->n_bad > 0
                                                 || self->sidecar_error != NULL || self->sidecar->read_only);
}

void
chiosa_article_file_set_document (ChiosaArticleFile *self,
                                  ChiosaDocument    *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);

  self->document = document;
  g_clear_pointer (&self->saved_snapshot, chiosa_snapshot_free);
  g_clear_pointer (&self->since_saved, chiosa_edit_free);
  self->since_saved = chiosa_edit_new ();
  g_signal_connect_swapped (document, "text-edited", G_CALLBACK (text_edited_cb), self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DOCUMENT]);
}

void
chiosa_article_file_note_saved (ChiosaArticleFile *self,
                                ChiosaSnapshot    *snapshot)
{
  g_clear_pointer (&self->saved_snapshot, chiosa_snapshot_free);
  self->saved_snapshot = snapshot;
  g_signal_emit (self, chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_SAVED], 0);
}

char *
chiosa_article_file_bad_path (const char *sidecar_path)
{
  GStatBuf info;

  for (guint n = 1;; n++)
    {
      g_autofree char *path = g_strdup_printf ("%s.bad-%u", sidecar_path, n);

      if (g_lstat (path, &info) != 0)
        return g_steal_pointer (&path);
    }
}

/**
 * chiosa_article_file_new:
 * @path: of the article
 * @annotator: (nullable): a valid name: see chiosa_annotator_is_valid()
 *
 * Returns: (transfer full): an object that has loaded nothing yet
 */
ChiosaArticleFile *
chiosa_article_file_new (const char *path,
                         const char *annotator)
{
  ChiosaArticleFile *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (annotator == NULL || chiosa_annotator_is_valid (annotator), NULL);

  self = g_object_new (CHIOSA_TYPE_ARTICLE_FILE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->annotator = g_strdup (annotator);
  self->sidecar_path = chiosa_article_file_sidecar_path (self->path, annotator);
  return self;
}

/**
 * chiosa_article_file_get_document:
 * @self: an article
 *
 * Returns: (transfer none) (nullable): the document, %NULL before loading
 */
ChiosaDocument *
chiosa_article_file_get_document (ChiosaArticleFile *self)
{
  return self->document;
}

/**
 * chiosa_article_file_get_path:
 * @self: an article
 *
 * Returns: its absolute path
 */
const char *
chiosa_article_file_get_path (ChiosaArticleFile *self)
{
  return self->path;
}

/**
 * chiosa_article_file_get_sidecar_path:
 * @self: an article
 *
 * Returns: the path of its annotations, whether they exist or not
 */
const char *
chiosa_article_file_get_sidecar_path (ChiosaArticleFile *self)
{
  return self->sidecar_path;
}

/**
 * chiosa_article_file_get_encoding:
 * @self: an article
 *
 * Returns: (transfer none) (nullable): how its bytes were read and will be written
 */
const ChiosaEncoding *
chiosa_article_file_get_encoding (ChiosaArticleFile *self)
{
  return self->encoding;
}

/**
 * chiosa_article_file_get_loaded:
 * @self: an article
 *
 * Returns: whether text and annotations are there
 */
gboolean
chiosa_article_file_get_loaded (ChiosaArticleFile *self)
{
  return self->loaded;
}

/**
 * chiosa_article_file_get_saving:
 * @self: an article
 *
 * Returns: whether a save runs or waits
 */
gboolean
chiosa_article_file_get_saving (ChiosaArticleFile *self)
{
  return self->running != NULL || !g_queue_is_empty (&self->waiting);
}

/**
 * chiosa_article_file_get_sidecar_error:
 * @self: an article
 *
 * Returns: (transfer none) (nullable): why the annotations could not be read
 */
const GError *
chiosa_article_file_get_sidecar_error (ChiosaArticleFile *self)
{
  return self->sidecar_error;
}

static gboolean
is_of_another_article (ChiosaArticleFile *self)
{
  return self->reanchoring != NULL && self->reanchoring->other_article;
}

/* The document without what the sidecar said, which is put aside. */
static void
forget_annotations (ChiosaArticleFile *self)
{
  g_autoptr (ChiosaSnapshot) nothing = chiosa_snapshot_new ();

  nothing->article = chiosa_article_new ();
  chiosa_document_revise (self->document, NULL, nothing, C_("step", "Put Annotations Aside"), NULL);
  chiosa_sidecar_free (self->sidecar);
  self->sidecar = chiosa_sidecar_new ();
  self->keep_bad = self->text_differs = FALSE;
  g_clear_pointer (&self->reanchoring, chiosa_reanchoring_free);
  chiosa_article_file_take_state (self);
}

/**
 * chiosa_article_file_set_aside:
 * @self: an article whose sidecar could not be read, or was found to be for another article
 * @error: when it could not be renamed
 *
 * Renames the sidecar to NAME.bad-N. The document can be annotated then; what it had of another article is gone from it, as a
 * step that can be undone.
 *
 * Returns: whether it was done; %TRUE when there is nothing to put aside
 */
gboolean
chiosa_article_file_set_aside (ChiosaArticleFile  *self,
                               GError            **error)
{
  g_autofree char *aside = NULL;
  g_autofree char *shown = NULL;
  int code;

  if (self->sidecar_error == NULL && !is_of_another_article (self))
    return TRUE;

  aside = chiosa_article_file_bad_path (self->sidecar_path);
  if (renameat2 (AT_FDCWD, self->sidecar_path, AT_FDCWD, aside, RENAME_NOREPLACE) != 0
      && !((errno == EINVAL || errno == ENOSYS) && rename (self->sidecar_path, aside) == 0)
      && errno != ENOENT)
    {
      code = errno;
      shown = g_filename_display_name (self->sidecar_path);
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   _("“%s” could not be put aside: %s."), shown, g_strerror (code));
      return FALSE;
    }

  g_clear_error (&self->sidecar_error);
  self->sidecar_baseline = (ChiosaBaseline) { 0 };
  chiosa_article_file_update_read_only (self);
  if (is_of_another_article (self))
    forget_annotations (self);
  return TRUE;
}

/**
 * chiosa_article_file_get_problems:
 * @self: an article
 *
 * Returns: (transfer none) (element-type ChiosaSidecarProblem): what was wrong in its sidecar and was mended
 */
GPtrArray *
chiosa_article_file_get_problems (ChiosaArticleFile *self)
{
  return self->sidecar->problems;
}

/**
 * chiosa_article_file_get_text_differs:
 * @self: an article
 *
 * Returns: whether the sidecar was made for another text
 */
gboolean
chiosa_article_file_get_text_differs (ChiosaArticleFile *self)
{
  return self->text_differs;
}

/**
 * chiosa_article_file_get_reanchoring:
 * @self: an article
 *
 * Returns: (transfer none) (nullable): how the annotations were found again when they were read last; %NULL when they were
 *   made for the text as it is. Valid until the files are read again
 */
const ChiosaReanchoring *
chiosa_article_file_get_reanchoring (ChiosaArticleFile *self)
{
  return self->reanchoring;
}

/**
 * chiosa_article_file_get_notice:
 * @self: an article
 *
 * Returns: (transfer none) (nullable): what a person should know of the last load or save that succeeded
 */
const char *
chiosa_article_file_get_notice (ChiosaArticleFile *self)
{
  return self->notice;
}
