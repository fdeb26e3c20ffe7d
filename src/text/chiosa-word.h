/* chiosa-word.h
 *
 * Which characters make a word, and which need none of their neighbours: questions about one character.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean chiosa_word_is_char      (gunichar c);
gboolean chiosa_word_is_spaceless (gunichar c);
gboolean chiosa_word_is_content   (gunichar c);

G_END_DECLS
