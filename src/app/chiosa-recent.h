/* chiosa-recent.h
 *
 * Files and folders opened lately, and the part of a menu that lists them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void chiosa_recent_add       (GSettings *settings, const char *path);
void chiosa_recent_clear     (GSettings *settings);
/* Fills @section with an item for each, action win.open-recent(path). */
void chiosa_recent_fill_menu (GSettings *settings, GMenu *section);

G_END_DECLS
