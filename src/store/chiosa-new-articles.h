/* chiosa-new-articles.h
 *
 * Many new articles with their sidecars: one confirmation of the disk for a few hundred, not one for each file.
 * What is already there goes through chiosa-safe-file.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

typedef struct _ChiosaNewArticles ChiosaNewArticles;

ChiosaNewArticles *chiosa_new_articles_new    (void);
/* Removes what has no name yet. */
void               chiosa_new_articles_free   (ChiosaNewArticles *self);
/* Either file may be left out (NULL); nothing may be there yet (CHIOSA_STORE_ERROR_CHANGED). */
gboolean           chiosa_new_articles_add    (ChiosaNewArticles *self, const char *path, GBytes *text,
                                               const char *sidecar_path, GBytes *sidecar, GError **error);
/* Until then, the last ones may not be to be seen. After CHIOSA_STORE_ERROR_CHANGED there may be more of them: call it again. */
gboolean           chiosa_new_articles_finish (ChiosaNewArticles *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaNewArticles, chiosa_new_articles_free)

G_END_DECLS
