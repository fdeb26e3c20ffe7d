/* chiosa-article-outside.h
 *
 * What watching the files of an article and reading them again share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file-private.h"

G_BEGIN_DECLS

/* Runs @start with @task (transfer full), whose source is an article, when no save runs or waits there: perhaps at once. */
void     chiosa_article_file_when_idle   (GTask *task, void (*start) (GTask *task));
/* Whether two files are the same by existence and content. */
gboolean chiosa_baseline_same_content    (const ChiosaBaseline *a, const ChiosaBaseline *b);
/* (transfer full): the hash of the content, "-" where there is no file, "!" where it cannot be read. Blocking. */
char    *chiosa_outside_look             (const char *path, ChiosaSafeFileFlags flags);
/* The same of a file that was read. */
const char *chiosa_outside_look_known    (const ChiosaBaseline *baseline);

G_END_DECLS
