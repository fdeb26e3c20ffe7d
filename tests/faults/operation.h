/* operation.h
 *
 * What the operations of the fault tests share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"

G_BEGIN_DECLS

/* Faults count from here: a system call that only the tests know. Stops where that is asked for, until it is told to go on. */
void               operation_mark   (void);
ChiosaArticleFile *operation_open   (const char *path, GError **error);
/* The change that is to be saved: words before everything, and an annotation. */
gboolean           operation_change (ChiosaDocument *document, GError **error);

/* As main() runs them: @path of the article. */
gboolean           operation_journal    (const char *path, GError **error);
gboolean           operation_recover    (const char *path, GError **error);
gboolean           operation_recoveries (const char *path, GError **error);

G_END_DECLS
