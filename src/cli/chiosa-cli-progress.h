/* chiosa-cli-progress.h
 *
 * A line on the terminal that says how far long work is, and Ctrl+C that ends it cleanly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Shows @text in place of what was shown last, where standard error is a terminal; not more often than the eye can follow. */
void          chiosa_cli_progress_show  (const char *text);
/* Takes the line away, so that something else can be printed. */
void          chiosa_cli_progress_clear (void);
/* From now on SIGINT and SIGTERM cancel what is returned, once; a second one ends the program. Before the first thread is made.
 * (transfer full) */
GCancellable *chiosa_cli_catch_signals  (void);

G_END_DECLS
