/* chiosa-character.h
 *
 * What single characters are to a reader: which way they run, and whether they can be seen at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

G_BEGIN_DECLS

/* A letter of a script that is written from right to left, or a mark that makes text run that way. */
gboolean    chiosa_character_is_right_to_left (gunichar c);
/* A bidi control: an embedding, override or isolate, its end, or a mark. */
gboolean    chiosa_character_is_direction_mark (gunichar c);
/* "RLO", "ZWSP", "U+FFFE": the usual short name of a character that leaves no trace on the screen, or is none that belongs into a text;
 * NULL for all others, among them white space and the joiners that many scripts need. @name holds it. */
#define CHIOSA_CHARACTER_NAME_SIZE 16
const char *chiosa_character_get_invisible_name (gunichar c, char name[CHIOSA_CHARACTER_NAME_SIZE]);

/* How many embeddings, overrides and isolates a text has: what can make it look other than it is. */
guint       chiosa_text_count_direction_marks (const ChiosaText *text);

G_END_DECLS
