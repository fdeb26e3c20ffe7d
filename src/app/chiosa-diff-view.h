/* chiosa-diff-view.h
 *
 * Two texts side by side, with what differs marked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-text.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_DIFF_VIEW (chiosa_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaDiffView, chiosa_diff_view, CHIOSA, DIFF_VIEW, AdwBin)

/* Properties: narrow (boolean): one above the other; for breakpoints of what holds it.
 * Actions: "diff.next", "diff.previous" (N and P, F8 and Shift+F8): the next and the previous change. */
GtkWidget *chiosa_diff_view_new      (void);
/* @old_title, @new_title: what the texts are, as headings: “On the Disk”. */
void       chiosa_diff_view_show     (ChiosaDiffView *self, const ChiosaText *old_text, const char *old_title,
                                      const ChiosaText *new_text, const char *new_title);
guint      chiosa_diff_view_get_n    (ChiosaDiffView *self);   /* changes */

G_END_DECLS
