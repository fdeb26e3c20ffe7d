/* chiosa-merge-texts.h
 *
 * Which texts the sides of a merge are for, and which text the article will have. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-encoding.h"
#include "chiosa-merge-private.h"

G_BEGIN_DECLS

typedef struct
{
  ChiosaText     *sides[CHIOSA_N_VERSIONS];   /* NULL: not found */
  ChiosaText     *merged;                     /* NULL: nothing is known of any */
  ChiosaEncoding *encoding;                   /* of the article; NULL: not known */
} ChiosaMergeTexts;

/* @path: of the sidecar; a relative one is told from the top of the work tree, which then is the current folder. @hashes: of the texts, NULL: that side is not there. Blocking. */
ChiosaMergeTexts *chiosa_merge_texts_find (const char *path, const char *const hashes[CHIOSA_N_VERSIONS]);
void              chiosa_merge_texts_free (ChiosaMergeTexts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaMergeTexts, chiosa_merge_texts_free)

G_END_DECLS
