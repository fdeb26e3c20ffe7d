/* chiosa-cli-progress.c
 *
 * How far long work is, and ending it. Signals are waited for in a thread of their own: nothing runs in a signal handler.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-cli-progress.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define INTERVAL (G_USEC_PER_SEC / 10)

static gboolean shown;

/**
 * chiosa_cli_progress_show:
 * @text: on one line
 */
void
chiosa_cli_progress_show (const char *text)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || now - last < INTERVAL)
    return;

  last = now;
  shown = TRUE;
  fprintf (stderr, "\r\033[K%s", text);
  fflush (stderr);
}

/**
 * chiosa_cli_progress_clear:
 *
 * Nothing is done where nothing is shown.
 */
void
chiosa_cli_progress_clear (void)
{
  if (!shown)
    return;

  shown = FALSE;
  fputs ("\r\033[K", stderr);
  fflush (stderr);
}

static gpointer
wait_for_signals (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t set;
  int signal_number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  if (sigwait (&set, &signal_number) == 0)
    g_cancellable_cancel (cancellable);
  /* Whoever presses Ctrl+C twice means it. */
  if (sigwait (&set, &signal_number) == 0)
    _exit (128 + signal_number);

  return NULL;
}

/**
 * chiosa_cli_catch_signals:
 *
 * Returns: (transfer full): cancelled by Ctrl+C
 */
GCancellable *
chiosa_cli_catch_signals (void)
{
  GCancellable *cancellable = g_cancellable_new ();
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  /* A reader that goes away is an error of writing, with a message. */
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, g_object_ref (cancellable)));

  return cancellable;
}
