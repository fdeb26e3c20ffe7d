/* chiosa-text-diff.h
 *
 * What leads from one text to another, by words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-edit.h"
#include "chiosa-words.h"

G_BEGIN_DECLS

/* The edit that leads from @old_text to @new_text exactly. Every replacement is a change; what is in none is kept. */
ChiosaEdit *chiosa_text_diff      (const ChiosaText *old_text, const ChiosaText *new_text);

/* (transfer full) (array): for each word of @a the one of @b that it became, or -1; rising. Both of one vocabulary. */
gint32     *chiosa_words_compare  (const ChiosaWords *a, const ChiosaWords *b);

G_END_DECLS
