/* mutation-languages.h
 *
 * Phrases to make articles of, in several languages and scripts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Lists end with NULL. Blanks part words; where the script has none (@space is ""), they are not written. */
typedef struct
{
  const char *code;
  const char *space;
  const char *stop;
  const char *open_quote;
  const char *close_quote;
  const char *names[13];
  const char *openings[9];
  const char *verbs[11];
  const char *objects[13];
  const char *tails[11];
} Language;

extern const Language languages[];
extern const unsigned n_languages;
