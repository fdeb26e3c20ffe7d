/* chiosa-short-words.h
 *
 * Words of an article for a sentence or a title.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): @words, which may be NULL, on one line of @max code points at most. */
char *chiosa_short_words (const char *words, glong max);

G_END_DECLS
