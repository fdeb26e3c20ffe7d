/* chiosa-git.h
 *
 * Asking git, without a shell, without running anything that a repository's configuration names, never for long and never for
 * more than fits in memory. Not for other rooms but cli.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_GIT_AS_NAMED,    /* what the environment names, as when git itself has called us; else the folder's */
  CHIOSA_GIT_OF_FOLDER,   /* the folder's, whatever the environment names */
} ChiosaGitRepository;

/**
 * chiosa_git_run:
 * @folder: where git is run
 * @repository: which one is meant
 * @arguments: for git, %NULL at the end
 * @input: (nullable): what git reads
 * @deadline: monotonic time until which it may take, in microseconds
 * @status: (out) (optional): its exit status; then output comes also when it is not 0
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full) (nullable): what git says; %NULL when it fails, is not there, takes too long or says too much
 */
GBytes *chiosa_git_run      (const char *folder, ChiosaGitRepository repository, const char *const *arguments,
                             GBytes *input, gint64 deadline, int *status);
/* The same without input, of the repository as named, within a minute. */
GBytes *chiosa_git_ask      (const char *folder, const char *const *arguments, int *status);
/* The same as text without the line feed at the end. */
char   *chiosa_git_ask_line (const char *folder, const char *const *arguments);
/* The content of REVISION:./NAME, both as git has them; NULL: not there. */
GBytes *chiosa_git_read     (const char *folder, const char *revision, const char *name);

G_END_DECLS
