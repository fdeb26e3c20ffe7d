/* chiosa-base-text.h
 *
 * The texts that annotations were last seen on, by their hash: with the old text at hand, annotations are found again in a new
 * one far better than by their words alone (chiosa-reanchor.h). Kept in the program's own folder, old ones given up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CHIOSA_BASE_TEXT_MAX_BYTES ((guint64) 256 << 20)
#define CHIOSA_BASE_TEXT_MAX_DAYS  180

/* All blocking, for any thread. */
/* @sha256: as chiosa_text_hash() has it, or NULL to have it computed. */
gboolean    chiosa_base_text_keep  (const ChiosaText *text, const char *sha256, GError **error);
/* (transfer full): NULL: unknown. @article_path: looks also at the versions that Git has of it; may be NULL. */
ChiosaText *chiosa_base_text_find  (const char *sha256, const char *article_path);
/* Gives up what was not used for so long, then what was used longest ago until the rest fits. */
void        chiosa_base_text_prune (guint64 max_bytes, guint max_days);

G_END_DECLS
