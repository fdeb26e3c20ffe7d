/* chiosa-session.h
 *
 * What was open when the program was left, and where the cursor stood in each article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char  *folder;     /* a path, or NULL for single files */
  GStrv  files;      /* paths; the one that was shown comes first */
} ChiosaSession;

ChiosaSession *chiosa_session_load       (GSettings *settings);
void           chiosa_session_save       (GSettings *settings, const char *folder, const char *const *files,
                                          const char *shown);
void           chiosa_session_free       (ChiosaSession *self);

/* Where the cursor stood in an article, in code points; 0 for one that is not known. */
gsize          chiosa_session_get_cursor (GSettings *settings, const char *path);
void           chiosa_session_set_cursor (GSettings *settings, const char *path, gsize offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSession, chiosa_session_free)

G_END_DECLS
