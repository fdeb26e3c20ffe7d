/* chiosa-invisible.h
 *
 * Makes characters visible that leave no trace on the screen, bidi controls above all: text that runs other than it seems to must not
 * deceive an annotator. Changes neither text nor offsets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @utf8 has just come into @buffer at @offset (code points). */
void chiosa_invisible_show (GtkTextBuffer *buffer, gsize offset, const char *utf8, gsize n_bytes);
/* What colour they have there. */
void chiosa_invisible_set_dark (GtkTextBuffer *buffer, gboolean dark);

G_END_DECLS
