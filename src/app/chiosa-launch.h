/* chiosa-launch.h
 *
 * Opening a file in another program, and showing where it lies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @parent: a widget of the window, where the user is told when nothing could be opened. */
void chiosa_launch_file   (GtkWidget *parent, const char *path);
void chiosa_launch_folder (GtkWidget *parent, const char *path);

G_END_DECLS
