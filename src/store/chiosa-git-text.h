/* chiosa-git-text.h
 *
 * An earlier text of an article out of the Git history of its folder. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): NULL: not in Git, or no Git. Blocking, a few seconds at most; any thread. */
ChiosaText *chiosa_git_text_find (const char *sha256, const char *article_path);

G_END_DECLS
