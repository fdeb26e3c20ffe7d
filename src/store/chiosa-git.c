/* chiosa-git.c
 *
 * Questions to git. Only such as read objects and configuration: nothing is fetched, and no hook, filter, pager or monitor
 * of the folder is run. What git says is read piece by piece, so that neither an endless answer nor a git that hangs
 * takes us along.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "chiosa-git.h"

#include <sys/mman.h>
#include <unistd.h>

/* Seconds that one question may take where the caller names no time. Merging long texts is the longest. */
#define MAX_SECONDS 60
/* Bytes of an answer: as long as the longest sidecar. */
#define MAX_OUTPUT ((gsize) 256 << 20)
#define BLOCK 65536

/* One question: its own loop, so that it works in any thread. */
typedef struct
{
  GMainContext *context;
  GCancellable *cancellable;
  GSubprocess  *process;
  GByteArray   *output;
  gboolean      failed;
  gboolean      done;
} Question;

/* --- What git is told ------------------------------------------------------------------------------------------- */

/* Even to read the index, git runs the program that core.fsmonitor names, unless told otherwise. */
static const char *const environment[][2] = {
  { "GIT_CONFIG_COUNT", "2" },
  { "GIT_CONFIG_KEY_0", "core.fsmonitor" }, { "GIT_CONFIG_VALUE_0", "false" },
  { "GIT_CONFIG_KEY_1", "core.hooksPath" }, { "GIT_CONFIG_VALUE_1", "/dev/null" },
  { "GIT_OPTIONAL_LOCKS", "0" },
  { "GIT_TERMINAL_PROMPT", "0" },
  { "GIT_NO_LAZY_FETCH", "1" },
  { "GIT_ALLOW_PROTOCOL", "" },
};

/* Programs, and files to write to. */
static const char *const unwanted[] = { "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_TRACE", "GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE2_PERF" };

/* Which repository it is. */
static const char *const naming[] = { "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
                                      "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_CONFIG_PARAMETERS" };

static GSubprocessLauncher *
make_launcher (const char          *folder,
               ChiosaGitRepository  repository)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_subprocess_launcher_unsetenv (launcher, unwanted[i]);
  for (guint i = 0; repository == CHIOSA_GIT_OF_FOLDER && i < G_N_ELEMENTS (naming); i++)
    g_subprocess_launcher_unsetenv (launcher, naming[i]);
  for (guint i = 0; i < G_N_ELEMENTS (environment); i++)
    g_subprocess_launcher_setenv (launcher, environment[i][0], environment[i][1], TRUE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  return launcher;
}

/* A file, not a pipe: a git that dies before it has read its input sends no signal. */
static gboolean
give_input (GSubprocessLauncher *launcher,
            GBytes              *input)
{
  gsize length;
  const char *data = g_bytes_get_data (input, &length);
  int fd = memfd_create ("chiosa-git", MFD_CLOEXEC);

  if (fd < 0)
    return FALSE;
  if (pwrite (fd, data, length, 0) != (gssize) length)
    {
      close (fd);
      return FALSE;
    }

  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  return TRUE;
}

static GStrv
make_command (const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "git", "--no-pager", NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  return g_strv_builder_end (builder);
}

/* --- What git says ---------------------------------------------------------------------------------------------- */

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Question *self = user_data;

  self->failed = !g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  self->done = TRUE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Question *self = user_data;
  g_autoptr (GBytes) block = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  gsize length;
  const guint8 *data;

  if (block == NULL || self->output->len + g_bytes_get_size (block) > MAX_OUTPUT)
    {
      self->failed = self->done = TRUE;
      return;
    }

  data = g_bytes_get_data (block, &length);
  if (length == 0)
    {
      g_subprocess_wait_async (self->process, self->cancellable, ended_cb, self);
      return;
    }

  g_byte_array_append (self->output, data, length);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), BLOCK, G_PRIORITY_DEFAULT, self->cancellable, read_cb, self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_cancellable_cancel (((Question *) user_data)->cancellable);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Question *self,
          gint64    left)
{
  g_autoptr (GSource) timeout = g_timeout_source_new (left / 1000);

  g_source_set_callback (timeout, timeout_cb, self, NULL);
  g_source_attach (timeout, self->context);
  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (self->process), BLOCK, G_PRIORITY_DEFAULT,
                                   self->cancellable, read_cb, self);
  while (!self->done)
    g_main_context_iteration (self->context, TRUE);

  g_source_destroy (timeout);
  if (self->failed)
    g_subprocess_force_exit (self->process);
}

/* (transfer full): NULL: it could not be run, was ended by a signal, said too much or took too long. */
static GBytes *
run (GSubprocessLauncher *launcher,
     const char *const   *arguments,
     gint64               left,
     int                 *status)
{
  g_auto (GStrv) command = make_command (arguments);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GByteArray) output = g_byte_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  Question self = { .context = context, .cancellable = cancellable, .output = output };

  g_main_context_push_thread_default (context);
  self.process = process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command, NULL);
  if (process != NULL)
    wait_for (&self, left);
  g_main_context_pop_thread_default (context);

  if (process == NULL || self.failed || !g_subprocess_get_if_exited (process))
    return NULL;

  *status = g_subprocess_get_exit_status (process);
  return g_byte_array_free_to_bytes (g_steal_pointer (&output));
}

/* --- For the other files ---------------------------------------------------------------------------------------- */

/* Documented in the header. */
GBytes *
chiosa_git_run (const char          *folder,
                ChiosaGitRepository  repository,
                const char *const   *arguments,
                GBytes              *input,
                gint64               deadline,
                int                 *status)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (folder, repository);
  gint64 left = deadline - g_get_monotonic_time ();
  g_autoptr (GBytes) output = NULL;
  int ended = -1;

  if (left <= 0 || (input != NULL && !give_input (launcher, input)))
    return NULL;

  output = run (launcher, arguments, left, &ended);
  if (output == NULL || (status == NULL && ended != 0))
    return NULL;

  if (status != NULL)
    *status = ended;
  return g_steal_pointer (&output);
}

GBytes *
chiosa_git_ask (const char        *folder,
                const char *const *arguments,
                int               *status)
{
  return chiosa_git_run (folder, CHIOSA_GIT_AS_NAMED, arguments, NULL, g_get_monotonic_time () + MAX_SECONDS * G_TIME_SPAN_SECOND, status);
}

char *
chiosa_git_ask_line (const char        *folder,
                     const char *const *arguments)
{
  g_autoptr (GBytes) output = chiosa_git_ask (folder, arguments, NULL);
  gsize length;
  const char *data;

  if (output == NULL)
    return NULL;

  data = g_bytes_get_data (output, &length);
  while (length > 0 && data[length - 1] == '\n')
    length--;
  return g_strndup (data, length);
}

GBytes *
chiosa_git_read (const char *folder,
                 const char *revision,
                 const char *name)
{
  g_autofree char *object = g_strdup_printf ("%s:./%s", revision, name);

  return chiosa_git_ask (folder, (const char *const[]) { "cat-file", "blob", object, NULL }, NULL);
}
