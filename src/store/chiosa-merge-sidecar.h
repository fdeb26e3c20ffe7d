/* chiosa-merge-sidecar.h
 *
 * Three sidecars as one file: annotations by chiosa-merge.h, and what stands around them.
 * Which texts they are for is found out by chiosa-merge-texts.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-sidecar.h"

G_BEGIN_DECLS

/* Splits a file that a merge without a driver left: "<<<<<<<", optionally "|||||||" (diff3, zdiff3), "=======", ">>>>>>>".
 * Error SYNTAX where the marks do not fit together. @base: (out) (nullable): NULL where the marks do not tell. */
gboolean  chiosa_sidecar_has_markers   (GBytes *bytes);
gboolean  chiosa_sidecar_split_markers (GBytes *bytes, GBytes **ours, GBytes **base, GBytes **theirs, GError **error);

/**
 * chiosa_merge_sidecars:
 * @path: of the sidecar in its folder, or as it is named in the repository: where to look for texts, and for messages
 * @base: (nullable): the file as it was; %NULL or empty: it was not there
 * @ours: one side
 * @theirs: the other
 * @n_conflicts: (out) (optional): how many there are in the result, those of earlier merges among them
 * @error: return location: one of them cannot be read
 *
 * Blocking: reads files and asks Git. For any thread.
 *
 * Returns: (transfer full): the merged file
 */
GBytes   *chiosa_merge_sidecars        (const char *path, GBytes *base, GBytes *ours, GBytes *theirs,
                                        guint *n_conflicts, GError **error);

/**
 * chiosa_merge_marked_sidecar:
 * @path: of a sidecar with conflict markers in it (chiosa_article_file_get_sidecar_error() is CONFLICT_MARKERS)
 * @n_conflicts: (out) (optional): how many there are in the result
 * @error: return location
 *
 * Merges its sides and replaces the file; what was there stays as NAME~. Blocking. The article is to be loaded again then.
 *
 * Returns: whether it was done
 */
gboolean  chiosa_merge_marked_sidecar  (const char *path, guint *n_conflicts, GError **error);

G_END_DECLS
