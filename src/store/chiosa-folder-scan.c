/* chiosa-folder-scan.c
 *
 * Finding the articles of a folder and reading what the list shows of them. Blocking, knows no object: for threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-file.h"
#include "chiosa-folder-private.h"
#include "chiosa-json.h"
#include "chiosa-leftovers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What of an article is looked at for a title, in bytes and characters. */
#define HEAD 4096
#define MAX_TITLE 80

typedef struct
{
  char     *path;
  char     *name;         /* within the root, as bytes; "" for the root */
  char     *key;          /* order among its siblings */
  gboolean  is_folder;
} Entry;

typedef struct
{
  guint              batch;
  ChiosaFolderFound  found;
  gpointer           data;
  GPtrArray         *rows;      /* not yet handed over */
} Output;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry->name);
  g_free (entry->key);
  g_free (entry);
}

static void
row_free (gpointer data)
{
  ChiosaFolderRow *row = data;

  g_free (row->path);
  g_free (row->name);
  g_free (row);
}

static void
output_flush (Output *self)
{
  if (self->rows->len > 0)
    self->found (g_steal_pointer (&self->rows), self->data);
  else
    g_ptr_array_unref (self->rows);

  self->rows = g_ptr_array_new_with_free_func (row_free);
}

static void
output_add (Output     *self,
            const char *path,
            const char *name)
{
  ChiosaFolderRow *row = g_new0 (ChiosaFolderRow, 1);

  row->path = g_strdup (path);
  row->name = g_filename_display_name (name);
  g_ptr_array_add (self->rows, row);
  if (self->rows->len >= self->batch)
    output_flush (self);
}

static void
output_clear (Output *self)
{
  output_flush (self);
  g_ptr_array_unref (self->rows);
}

/* Backwards, for a stack: what is popped first comes first. */
static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *x = *(const Entry * const *) a, *y = *(const Entry * const *) b;
  int order = strcmp (y->key, x->key);

  return order != 0 ? order : strcmp (y->name, x->name);
}

/* FALSE for what is neither folder nor file, or cannot be looked at. Links are followed. */
static gboolean
find_kind (int                  folder_fd,
           const struct dirent *found,
           gboolean            *is_folder)
{
  struct stat info;

  if (found->d_type == DT_DIR || found->d_type == DT_REG)
    {
      *is_folder = found->d_type == DT_DIR;
      return TRUE;
    }
  if (found->d_type != DT_LNK && found->d_type != DT_UNKNOWN)
    return FALSE;
  if (fstatat (folder_fd, found->d_name, &info, 0) != 0)
    return FALSE;

  *is_folder = S_ISDIR (info.st_mode);
  return *is_folder || S_ISREG (info.st_mode);
}

static Entry *
entry_new (const Entry *folder,
           const char  *name,
           gboolean     is_folder)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *shown = g_filename_display_name (name);

  entry->path = g_build_filename (folder->path, name, NULL);
  entry->name = *folder->name != '\0' ? g_build_filename (folder->name, name, NULL) : g_strdup (name);
  entry->key = g_utf8_collate_key_for_filename (shown, -1);
  entry->is_folder = is_folder;
  return entry;
}

/* A folder is entered once, however many links lead to it. %FALSE with errno, or with errno 0 when it was seen before. */
static gboolean
is_new (int         fd,
        GHashTable *seen)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return FALSE;

  errno = 0;
  return g_hash_table_add (seen, g_strdup_printf ("%ju:%ju", (uintmax_t) info.st_dev, (uintmax_t) info.st_ino));
}

/* NULL at the end, with errno 0, and where it cannot be read. */
static const struct dirent *
read_entry (DIR *dir)
{
  errno = 0;

  return readdir (dir);
}

/* Puts what is in @folder on the stack. %FALSE with errno when it cannot be read, or not all of it. */
static gboolean
read_folder (const Entry *folder,
             GHashTable  *seen,
             GPtrArray   *stack)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  DIR *dir = opendir (folder->path);
  const struct dirent *found;
  gboolean is_folder, has_leftovers = FALSE;
  int code;

  if (dir == NULL)
    return FALSE;

  found = is_new (dirfd (dir), seen) ? read_entry (dir) : NULL;
  for (; found != NULL; found = read_entry (dir))
    if (*found->d_name == '.')
      has_leftovers = has_leftovers || chiosa_is_leftover (found->d_name);
    else if (find_kind (dirfd (dir), found, &is_folder) && (is_folder || chiosa_folder_is_article (found->d_name)))
      g_ptr_array_add (entries, entry_new (folder, found->d_name, is_folder));
  code = errno;
  closedir (dir);
  if (has_leftovers)
    chiosa_leftovers_remove (folder->path);

  g_ptr_array_sort (entries, compare_entries);
  g_ptr_array_extend_and_steal (stack, g_steal_pointer (&entries));
  errno = code;
  return code == 0;
}

static void
note_error (const Entry  *folder,
            GError      **error)
{
  int code = errno;
  g_autofree char *shown = NULL;

  if (error == NULL || *error != NULL)
    return;

  shown = g_filename_display_name (folder->path);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _("The folder “%s” could not be read: %s."), shown, g_strerror (code));
}

void
chiosa_folder_scan (const char         *root,
                    guint               batch,
                    GCancellable       *cancellable,
                    ChiosaFolderFound   found,
                    gpointer            data,
                    GError            **error)
{
  g_autoptr (GPtrArray) stack = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Output output = { batch, found, data, g_ptr_array_new_with_free_func (row_free) };
  Entry *first = g_new0 (Entry, 1);

  first->path = g_strdup (root);
  first->name = g_strdup ("");
  first->is_folder = TRUE;
  g_ptr_array_add (stack, first);

  while (stack->len > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      Entry *entry = g_ptr_array_steal_index (stack, stack->len - 1);

      if (!entry->is_folder)
        output_add (&output, entry->path, entry->name);
      else if (!read_folder (entry, seen, stack))
        note_error (entry, error);
      entry_free (entry);
    }

  output_clear (&output);
}

void
chiosa_folder_scan_files (const char * const *paths,
                          guint               batch,
                          ChiosaFolderFound   found,
                          gpointer            data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Output output = { batch, found, data, g_ptr_array_new_with_free_func (row_free) };

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *path = g_canonicalize_filename (paths[i], NULL);
      g_autofree char *name = g_path_get_basename (path);

      if (g_hash_table_add (seen, g_strdup (path)))
        output_add (&output, path, name);
    }

  output_clear (&output);
}

/* --- What the list shows ---------------------------------------------------------------------------------------- */

/* The first line that is not empty, without the marks of a Markdown heading. */
static char *
find_title (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", 200);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strstrip (g_strdup (lines[i]));
      const char *start = line + strspn (line, "#");

      while (g_unichar_isspace (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);
      if (*start != '\0')
        return g_utf8_strlen (start, -1) > MAX_TITLE ? g_utf8_substring (start, 0, MAX_TITLE) : g_strdup (start);
    }

  return NULL;
}

static char *
read_title (int fd)
{
  g_autofree guint8 *head = g_malloc (HEAD);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ChiosaText) text = NULL;
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autofree char *utf8 = NULL;
  ssize_t n = read (fd, head, HEAD);

  if (n <= 0)
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&head), n);
  text = chiosa_encoding_decode_lossy (bytes, NULL, &encoding);
  if (text == NULL)
    return NULL;

  utf8 = chiosa_text_get_slice (text, 0, chiosa_text_get_length (text));
  return find_title (utf8);
}

static void
read_article_facts (const char        *path,
                    ChiosaFolderFacts *facts)
{
  struct stat info;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      facts->error = g_strdup (g_strerror (errno));
      return;
    }

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    {
      facts->mtime = info.st_mtim.tv_sec;
      facts->title = read_title (fd);
    }
  close (fd);
}

static void
read_sidecar_facts (const char        *path,
                    const char        *annotator,
                    ChiosaFolderFacts *facts)
{
  g_autofree char *sidecar_path = chiosa_article_file_sidecar_path (path, annotator);
  g_autofree char *shown = g_filename_display_basename (sidecar_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ChiosaSidecarSummary summary = { 0 };

  bytes = chiosa_safe_file_read (sidecar_path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, &error);
  if (bytes != NULL && chiosa_sidecar_peek (bytes, shown, &summary, &error))
    {
      if (summary.title != NULL && *summary.title != '\0')
        g_set_str (&facts->title, summary.title);
      facts->status = summary.status;
      facts->n_annotations = summary.n_annotations;
      facts->n_detached = summary.n_detached;
      g_free (summary.title);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && facts->error == NULL)
    {
      facts->error = g_strdup (error->message);
    }
}

void
chiosa_folder_read_facts (const char        *path,
                          const char        *annotator,
                          ChiosaFolderFacts *facts)
{
  *facts = (ChiosaFolderFacts) { .status = CHIOSA_STATUS_NEW };
  read_article_facts (path, facts);
  read_sidecar_facts (path, annotator, facts);
}

void
chiosa_folder_facts_clear (ChiosaFolderFacts *facts)
{
  g_clear_pointer (&facts->title, g_free);
  g_clear_pointer (&facts->error, g_free);
}

/**
 * chiosa_folder_is_article:
 * @name: the name of a file
 *
 * Returns: whether it is shown in the list: *.txt and *.md, not hidden
 */
gboolean
chiosa_folder_is_article (const char *name)
{
  gsize length = strlen (name);

  return *name != '.'
         && ((length > 4 && g_ascii_strcasecmp (name + length - 4, ".txt") == 0)
             || (length > 3 && g_ascii_strcasecmp (name + length - 3, ".md") == 0));
}
