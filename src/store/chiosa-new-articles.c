/* chiosa-new-articles.c
 *
 * New articles get their names in batches: all files of a batch are written under hidden names, then the file system is asked
 * once to put them on the disk, then each gets its name. So an article that is to be seen is whole, also after a power cut, and
 * its annotations were there before it. Files that are there already are never touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-config.h"
#include "chiosa-new-articles.h"

#include "chiosa-safe-file-private.h"
#include "chiosa-temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

/* Articles, and bytes, of one batch. */
#define MAX_ARTICLES 256
#define MAX_BYTES ((gsize) 64 << 20)

typedef struct
{
  ChiosaTemporary temporary;
  char           *target;      /* NULL: there is no such file */
} NewFile;

typedef struct
{
  NewFile text;
  NewFile sidecar;
} NewArticle;

struct _ChiosaNewArticles
{
  GArray     *batch;           /* NewArticle; nothing but their names is missing */
  gsize       n_bytes;         /* in their files */
  GHashTable *devices;         /* gint64 -> a folder there: what must be synced; a tree is nearly always on one */
  GHashTable *holds;           /* folder -> ChiosaHold; NULL once there is no hidden name in it any more */
};

static void
new_file_clear (NewFile *file)
{
  chiosa_temporary_clear (&file->temporary);
  g_clear_pointer (&file->target, g_free);
}

/* Annotations that have their name while their article has none are nobody's. */
static void
new_article_clear (gpointer data)
{
  NewArticle *article = data;

  if (article->text.temporary.path != NULL && article->sidecar.target != NULL && article->sidecar.temporary.path == NULL)
    unlink (article->sidecar.target);
  new_file_clear (&article->text);
  new_file_clear (&article->sidecar);
}

static gboolean
fail_changed (const char  *path,
              GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED, _("“%s” is there already and was not overwritten."), shown);
  return FALSE;
}

static gboolean
fail_unchanged (const char  *path,
                int          code,
                GError     **error)
{
  return chiosa_safe_file_fail (error, code, path, _("“%s” could not be written: %s. Nothing was changed there."));
}

/**
 * chiosa_new_articles_new:
 *
 * Returns: (transfer full): a batch with nothing in it
 */
ChiosaNewArticles *
chiosa_new_articles_new (void)
{
  ChiosaNewArticles *self = g_new0 (ChiosaNewArticles, 1);

  self->batch = g_array_new (FALSE, FALSE, sizeof (NewArticle));
  g_array_set_clear_func (self->batch, new_article_clear);
  self->devices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->holds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) chiosa_hold_free);

  return self;
}

/**
 * chiosa_new_articles_free:
 * @self: (nullable) (transfer full): a batch
 */
void
chiosa_new_articles_free (ChiosaNewArticles *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->batch);
  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->holds);
  g_free (self);
}

/* --- Writing ------------------------------------------------------------------------------------------------------ */

static void
note_device (ChiosaNewArticles *self,
             gint64             device,
             const char        *folder)
{
  if (!g_hash_table_contains (self->devices, &device))
    g_hash_table_insert (self->devices, g_memdup2 (&device, sizeof device), g_strdup (folder));
}

/* One hold for all files in a folder. What a crash has left there is cleared away first. */
static void
note_folder (ChiosaNewArticles *self,
             const char        *folder)
{
  gpointer hold = NULL;

  if (!g_hash_table_lookup_extended (self->holds, folder, NULL, &hold))
    chiosa_leftovers_remove (folder);
  if (hold == NULL)
    g_hash_table_insert (self->holds, g_strdup (folder), chiosa_hold_take (folder));
}

static gboolean
write_new (ChiosaNewArticles  *self,
           NewFile            *file,
           const char         *path,
           GBytes             *content,
           GError            **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  struct stat info;
  int fd;

  if (lstat (path, &info) == 0)
    return fail_changed (path, error);
  note_folder (self, folder);
  if (!chiosa_temporary_create (&file->temporary, folder, 0666)
      || !chiosa_safe_file_write_all (file->temporary.fd, data, length)
      || fstat (file->temporary.fd, &info) != 0)
    return fail_unchanged (path, errno, error);

  fd = file->temporary.fd;
  file->temporary.fd = -1;
  chiosa_temporary_let_go (&file->temporary);
  if (chiosa_temporary_close (fd) != 0)
    return fail_unchanged (path, errno, error);

  file->target = g_strdup (path);
  self->n_bytes += length;
  note_device (self, info.st_dev, folder);

  return TRUE;
}

/* --- Names -------------------------------------------------------------------------------------------------------- */

/* Everything that was written in @folder, and on its whole file system. */
static gboolean
sync_file_system (const char  *folder,
                  GError     **error)
{
  int fd = chiosa_temporary_open (folder, O_RDONLY | O_DIRECTORY, 0);
  int code;

  if (fd < 0)
    return chiosa_safe_file_fail (error, errno, folder, _("“%s” could not be opened: %s."));

  do
    code = syncfs (fd) != 0 ? errno : 0;
  while (code == EINTR);
  close (fd);

  return code == 0 || chiosa_safe_file_fail (error, code, folder, _("The disk did not confirm what was written in “%s”: %s."));
}

static gboolean
sync_all (ChiosaNewArticles  *self,
          GError            **error)
{
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &folder))
    if (!sync_file_system (folder, error))
      return FALSE;

  return TRUE;
}

/* Once. */
static gboolean
give_name (NewFile  *file,
           GError  **error)
{
  if (file->temporary.path == NULL || chiosa_temporary_move (&file->temporary, file->target, RENAME_NOREPLACE))
    return TRUE;

  return errno == EEXIST ? fail_changed (file->target, error) : fail_unchanged (file->target, errno, error);
}

static void
let_go (ChiosaNewArticles *self)
{
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->holds);
  while (g_hash_table_iter_next (&iter, NULL, NULL))
    g_hash_table_iter_replace (&iter, NULL);
}

/* How many of the sidecars have their names on the disk then; the one behind them gives the error. */
static gboolean
name_sidecars (ChiosaNewArticles  *self,
               guint              *n,
               GError            **failure,
               GError            **error)
{
  gboolean any = FALSE;

  for (*n = 0; *n < self->batch->len; *n += 1)
    {
      NewFile *sidecar = &g_array_index (self->batch, NewArticle, *n).sidecar;

      any = any || sidecar->target != NULL;
      if (!give_name (sidecar, failure))
        break;
    }

  return !any || sync_all (self, error);
}

/* Up to the first that cannot have its name; that one is gone, those behind it are still there. Sidecars first, and on the disk: an
 * article that is to be seen has its annotations, whatever the disk has made of the order. */
static gboolean
commit (ChiosaNewArticles  *self,
        GError            **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean done = TRUE;
  guint n_sidecars, n;

  if (self->batch->len == 0)
    return TRUE;
  if (!sync_all (self, error) || !name_sidecars (self, &n_sidecars, &failure, error))
    return FALSE;

  for (n = 0; n < n_sidecars && done; n++)
    done = give_name (&g_array_index (self->batch, NewArticle, n).text, error);
  if (done && failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      done = FALSE;
      n++;
    }
  g_array_remove_range (self->batch, 0, n);
  if (self->batch->len > 0)
    return done;

  self->n_bytes = 0;
  let_go (self);
  return done;
}

/**
 * chiosa_new_articles_add:
 * @self: a batch
 * @path: of an article
 * @text: (nullable): its content; %NULL: only the sidecar is new
 * @sidecar_path: of its sidecar
 * @sidecar: (nullable): the content of that; %NULL: it has none
 * @error: return location; %CHIOSA_STORE_ERROR_CHANGED when this file, or one that was added before, is there already
 *
 * Returns: %FALSE when a file could not be written or get its name
 */
gboolean
chiosa_new_articles_add (ChiosaNewArticles  *self,
                         const char         *path,
                         GBytes             *text,
                         const char         *sidecar_path,
                         GBytes             *sidecar,
                         GError            **error)
{
  NewArticle article = { { { NULL, -1 }, NULL }, { { NULL, -1 }, NULL } };

  if ((text != NULL && !write_new (self, &article.text, path, text, error))
      || (sidecar != NULL && !write_new (self, &article.sidecar, sidecar_path, sidecar, error)))
    {
      new_article_clear (&article);
      return FALSE;
    }

  g_array_append_val (self->batch, article);

  return (self->batch->len < MAX_ARTICLES && self->n_bytes < MAX_BYTES) || commit (self, error);
}

/**
 * chiosa_new_articles_finish:
 * @self: a batch
 * @error: return location
 *
 * Gives all names, and has the disk confirm them.
 *
 * Returns: %FALSE when one is missing. After %CHIOSA_STORE_ERROR_CHANGED the others still wait for it to be called again.
 */
gboolean
chiosa_new_articles_finish (ChiosaNewArticles  *self,
                            GError            **error)
{
  if (!commit (self, error) || !sync_all (self, error))
    return FALSE;

  g_hash_table_remove_all (self->devices);

  return TRUE;
}
