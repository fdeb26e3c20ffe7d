/* chiosa-jsonl.h
 *
 * JSON Lines, one article on each: what is written, for those that write such lines in a folder of their own (chiosa-huggingface.c), and how it is read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"

G_BEGIN_DECLS

/* Code points of context that a data set without texts may give on either side of a span. */
#define CHIOSA_JSONL_CONTEXT 32

void      chiosa_jsonl_write (const ChiosaWriteContext *context, const ChiosaRecord *record, ChiosaOutput *output);
gboolean  chiosa_jsonl_read  (ChiosaReader *reader, GError **error);

G_END_DECLS
