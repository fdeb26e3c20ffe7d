/* chiosa-jsonl-private.h
 *
 * What reading a line of JSON Lines and what is on it share. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-jsonl.h"

#include "chiosa-json.h"

G_BEGIN_DECLS

/* One line. */
typedef struct
{
  ChiosaReader  *reader;
  guint          line;
  ChiosaRecord  *record;
  ChiosaOffsets *offsets;
  gboolean       same;       /* the places are for the text of the record */
  gboolean       told;       /* that they are not, and cannot be found again */
} ChiosaJsonlLine;

/* NULL for "" and for what is no string. */
char *chiosa_jsonl_get_text   (const ChiosaJsonSlice *slot);
/* A number or a flag as it stands, too. */
char *chiosa_jsonl_get_scalar (const ChiosaJsonSlice *slot);
/* An object in a string: its members without braces, if they are sound. */
char *chiosa_jsonl_get_extra  (const ChiosaJsonSlice *slot);

typedef void (*ChiosaJsonlAttributeFunc) (gpointer data, const char *name, const ChiosaJsonSlice *value);

/* [{"name":…,"value":…}] or {"name":value}. */
void  chiosa_jsonl_each_attribute (const ChiosaJsonSlice *slot, ChiosaJsonlAttributeFunc func, gpointer data);
/* Such a function; @data: ChiosaAttributes **. */
void  chiosa_jsonl_set_attribute  (gpointer data, const char *name, const ChiosaJsonSlice *value);

void  chiosa_jsonl_read_span      (ChiosaJsonlLine *self, const ChiosaJsonSlice *item);
void  chiosa_jsonl_read_relation  (ChiosaJsonlLine *self, const ChiosaJsonSlice *item);

G_END_DECLS
