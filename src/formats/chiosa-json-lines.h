/* chiosa-json-lines.h
 *
 * Files with one JSON value on each line, for the formats of tools that write them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-json.h"
#include "chiosa-reader.h"

G_BEGIN_DECLS

/* @value: checked, valid for the call. (transfer full) (nullable): the article; NULL when it was told why there is none. */
typedef ChiosaRecord *(*ChiosaJsonLinesRead) (ChiosaReader *reader, const ChiosaJsonSlice *value);

gboolean chiosa_json_lines_read (ChiosaReader *reader, ChiosaJsonLinesRead read_line, GError **error);
/* For an article: the string or number in @slot, where there is one; else the file's name and a running number. (transfer full) */
char    *chiosa_json_lines_name (ChiosaReader *reader, const ChiosaJsonSlice *slot);

/* Words of @utf8 for a message: at most @n code points of it, and not many. (transfer full) */
char    *chiosa_json_lines_shorten (const char *utf8, gsize n);

/* Of members that may be missing (start NULL). */
gboolean chiosa_json_slot_is    (const ChiosaJsonSlice *slot, char kind);
/* A string; numbers and flags as they stand; NULL for anything else. (transfer full) */
char    *chiosa_json_slot_text  (const ChiosaJsonSlice *slot);
/* Two numbers from 0 on, the second larger. */
gboolean chiosa_json_slots_place (const ChiosaJsonSlice *start, const ChiosaJsonSlice *end, gsize *from, gsize *to);

G_END_DECLS
