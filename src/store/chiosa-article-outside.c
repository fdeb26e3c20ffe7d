/* chiosa-article-outside.c
 *
 * Notices that somebody else wrote the article or its sidecar: by watching the folder, and when asked. What counts is the
 * content. Reading the files again is in chiosa-article-reload.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-outside.h"

#include "chiosa-safe-file-private.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Milliseconds: from the last event to the look, and how long events may put it off. */
#define DEBOUNCE 100
#define MAX_DELAY 1000

struct _ChiosaOutside
{
  ChiosaArticleFile *file;         /* owns this */
  GPtrArray         *monitors;     /* GFileMonitor: of the folders of the path and of what it leads to */
  GPtrArray         *names;        /* char*: that events may be about */
  guint              timer;
  gint64             first_event;  /* monotonic time; 0: none since the last look */
  gboolean           looking;
  gboolean           again;        /* something happened during the look */
  char              *reported;     /* the state that was told last, or NULL */
};

/* One look at both files, and what they are supposed to be. */
typedef struct
{
  char           *path;
  char           *sidecar_path;
  ChiosaBaseline  article;
  ChiosaBaseline  sidecar;
  char           *state;           /* both hashes */
  gboolean        changed;
} Look;

static void start_look (GTask *outer);
static void schedule (ChiosaOutside *self);

static Look *
look_new (ChiosaArticleFile *file)
{
  Look *look = g_atomic_rc_box_new0 (Look);

  look->path = g_strdup (file->path);
  look->sidecar_path = g_strdup (file->sidecar_path);
  look->article = file->article_baseline;
  look->sidecar = file->sidecar_baseline;
  return look;
}

static void
look_clear (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_free (look->sidecar_path);
  g_free (look->state);
}

static void
look_unref (gpointer look)
{
  g_atomic_rc_box_release_full (look, look_clear);
}

/* --- Looking ------------------------------------------------------------------------------------------------------ */

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Look *look = data;
  g_autofree char *article = chiosa_outside_look (look->path, CHIOSA_SAFE_FILE_FOLLOW_LINKS);
  g_autofree char *sidecar = chiosa_outside_look (look->sidecar_path, CHIOSA_SAFE_FILE_NONE);

  look->changed = strcmp (article, chiosa_outside_look_known (&look->article)) != 0
                  || strcmp (sidecar, chiosa_outside_look_known (&look->sidecar)) != 0;
  look->state = g_strconcat (article, " ", sidecar, NULL);
  g_task_return_boolean (task, TRUE);
}

/* Saved or loaded during the look: then it was compared with what is past. */
static gboolean
is_outdated (ChiosaArticleFile *file,
             const Look        *look)
{
  return chiosa_article_file_get_saving (file) || strcmp (file->path, look->path) != 0
         || !chiosa_baseline_same_content (&file->article_baseline, &look->article)
         || !chiosa_baseline_same_content (&file->sidecar_baseline, &look->sidecar);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) outer = user_data;
  Look *look = g_task_get_task_data (G_TASK (result));

  if (g_task_return_error_if_cancelled (outer))
    return;
  if (is_outdated (g_task_get_source_object (outer), look))
    {
      chiosa_article_file_when_idle (g_steal_pointer (&outer), start_look);
      return;
    }

  g_task_set_task_data (outer, g_atomic_rc_box_acquire (look), look_unref);
  g_task_return_boolean (outer, look->changed);
}

/* Takes @outer. */
static void
start_look (GTask *outer)
{
  ChiosaArticleFile *file = g_task_get_source_object (outer);
  g_autoptr (GTask) inner = NULL;

  if (!file->loaded)
    {
      g_task_return_boolean (outer, FALSE);
      g_object_unref (outer);
      return;
    }

  inner = g_task_new (NULL, NULL, looked_cb, outer);
  g_task_set_task_data (inner, look_new (file), look_unref);
  g_task_run_in_thread (inner, look_thread);
}

/* --- Watching ----------------------------------------------------------------------------------------------------- */

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ChiosaArticleFile *file = CHIOSA_ARTICLE_FILE (source);
  ChiosaOutside *self = file->outside;
  gboolean changed = chiosa_article_file_check_finish (file, result, NULL);
  const Look *look = g_task_get_task_data (G_TASK (result));

  self->looking = FALSE;
  if (self->again)
    schedule (self);
  if (!changed)
    g_clear_pointer (&self->reported, g_free);
  else if (g_set_str (&self->reported, look->state))
    g_signal_emit (file, chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_CHANGED_OUTSIDE], 0);
}

static gboolean
timer_cb (gpointer user_data)
{
  ChiosaOutside *self = user_data;

  self->timer = 0;
  self->first_event = 0;
  self->again = self->looking;
  if (!self->looking)
    {
      self->looking = TRUE;
      chiosa_article_file_check_async (self->file, NULL, checked_cb, NULL);
    }

  return G_SOURCE_REMOVE;
}

/* Once it has been quiet for a moment: a program may write in several steps. */
static void
schedule (ChiosaOutside *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->first_event == 0)
    self->first_event = now;
  if (self->timer != 0 && now - self->first_event > MAX_DELAY * 1000)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (DEBOUNCE, timer_cb, self);
}

static gboolean
is_ours (ChiosaOutside *self,
         GFile         *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL && g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL);
}

static void
event_cb (ChiosaOutside     *self,
          GFile             *file,
          GFile             *other,
          GFileMonitorEvent  event)
{
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_CHANGED:
    case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_RENAMED:
    case G_FILE_MONITOR_EVENT_MOVED_IN:
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
      if (is_ours (self, file) || is_ours (self, other))
        schedule (self);
      break;
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
      schedule (self);
      break;
    case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
    case G_FILE_MONITOR_EVENT_PRE_UNMOUNT:
    case G_FILE_MONITOR_EVENT_MOVED:
    default:
      break;
    }
}

/* Where no watching is possible (some network folders), asking when the window gets the focus remains. */
static void
watch_folder_of (ChiosaOutside *self,
                 const char    *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  g_ptr_array_add (self->names, g_path_get_basename (path));
  g_ptr_array_add (self->names, g_path_get_basename (folder));
  if (monitor == NULL)
    return;

  g_file_monitor_set_rate_limit (monitor, DEBOUNCE);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (event_cb), self);
  g_ptr_array_add (self->monitors, monitor);
}

static void
stop_monitor (gpointer monitor)
{
  g_signal_handlers_disconnect_matched (monitor, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, event_cb, NULL);
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

static void
watch (ChiosaOutside *self)
{
  char *real = realpath (self->file->path, NULL);

  g_ptr_array_set_size (self->monitors, 0);
  g_ptr_array_set_size (self->names, 0);
  watch_folder_of (self, self->file->path);
  g_ptr_array_add (self->names, g_path_get_basename (self->file->sidecar_path));
  if (real != NULL && strcmp (real, self->file->path) != 0)
    watch_folder_of (self, real);
  free (real);
}

/* What is on the disk is known anew: a state that was told before would be news again. */
static void
saved_cb (ChiosaOutside *self)
{
  g_clear_pointer (&self->reported, g_free);
}

void
chiosa_outside_free (ChiosaOutside *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_unref (self->monitors);
  g_ptr_array_unref (self->names);
  g_free (self->reported);
  g_free (self);
}

/* --- For reading again -------------------------------------------------------------------------------------------- */

static void
saving_cb (ChiosaArticleFile *file,
           GParamSpec        *pspec,
           GTask             *task)
{
  void (*start) (GTask *) = g_object_get_data (G_OBJECT (task), "start");

  if (chiosa_article_file_get_saving (file))
    return;

  g_object_ref (task);
  g_signal_handlers_disconnect_by_func (file, saving_cb, task);
  start (task);
}

void
chiosa_article_file_when_idle (GTask *task,
                               void (*start) (GTask *task))
{
  ChiosaArticleFile *file = g_task_get_source_object (task);

  if (!chiosa_article_file_get_saving (file))
    {
      start (task);
      return;
    }

  g_object_set_data (G_OBJECT (task), "start", start);
  g_signal_connect_data (file, "notify::saving", G_CALLBACK (saving_cb), task, (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}

gboolean
chiosa_baseline_same_content (const ChiosaBaseline *a,
                              const ChiosaBaseline *b)
{
  return strcmp (chiosa_outside_look_known (a), chiosa_outside_look_known (b)) == 0;
}

const char *
chiosa_outside_look_known (const ChiosaBaseline *baseline)
{
  return baseline->exists ? baseline->sha256 : "-";
}

char *
chiosa_outside_look (const char          *path,
                     ChiosaSafeFileFlags  flags)
{
  g_autoptr (GError) error = NULL;
  struct stat info;
  char sha256[65];
  gboolean read;
  int fd = chiosa_safe_file_open (path, flags & CHIOSA_SAFE_FILE_FOLLOW_LINKS, &info, &error);

  if (fd < 0)
    return g_strdup (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? "-" : "!");

  read = chiosa_safe_file_hash (fd, sha256);
  close (fd);
  return g_strdup (read ? sha256 : "!");
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_article_file_watch:
 * @self: an article
 *
 * Emits "changed-outside" from now on. A change that was made before, or while the files were read, is told too.
 */
void
chiosa_article_file_watch (ChiosaArticleFile *self)
{
  ChiosaOutside *outside;

  g_return_if_fail (CHIOSA_IS_ARTICLE_FILE (self));

  if (self->outside != NULL)
    return;

  self->outside = outside = g_new0 (ChiosaOutside, 1);
  outside->file = self;
  outside->monitors = g_ptr_array_new_with_free_func (stop_monitor);
  outside->names = g_ptr_array_new_with_free_func (g_free);
  watch (outside);
  schedule (outside);
  g_signal_connect_swapped (self, "notify::path", G_CALLBACK (watch), outside);
  g_signal_connect_swapped (self, "sidecar-loaded", G_CALLBACK (schedule), outside);
  g_signal_connect_swapped (self, "saved", G_CALLBACK (saved_cb), outside);
}

/**
 * chiosa_article_file_check_async:
 * @self: an article
 * @cancellable: (nullable): to give up
 * @callback: called when both files have been looked at
 * @user_data: for @callback
 *
 * Looks at the content, in a thread; after a save that runs, so that our own is never taken for somebody else's.
 */
void
chiosa_article_file_check_async (ChiosaArticleFile   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *outer;

  g_return_if_fail (CHIOSA_IS_ARTICLE_FILE (self));

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, chiosa_article_file_check_async);
  chiosa_article_file_when_idle (outer, start_look);
}

/**
 * chiosa_article_file_check_finish:
 * @self: an article
 * @result: what the callback got
 * @error: only that it was cancelled
 *
 * Returns: whether a file is not what was read or saved here last
 */
gboolean
chiosa_article_file_check_finish (ChiosaArticleFile  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
