/* chiosa-notice.h
 *
 * A bar above the article that says what is the matter with it, with up to two buttons.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_NOTICE (chiosa_notice_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaNotice, chiosa_notice, CHIOSA, NOTICE, GtkWidget)

/* @style_class: "error", "warning" or NULL. */
GtkWidget  *chiosa_notice_new        (const char *id, const char *style_class, const char *text);
const char *chiosa_notice_get_id     (ChiosaNotice *self);
const char *chiosa_notice_get_text   (ChiosaNotice *self);
void        chiosa_notice_add_button (ChiosaNotice *self, const char *label, const char *detailed_action);

G_END_DECLS
