/* chiosa-webanno-cells.h
 *
 * What stands in a cell of WebAnno TSV: escapes, stacked values, numbers in brackets. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"

G_BEGIN_DECLS

/* Lines of ours, which other readers skip. */
#define CHIOSA_WEBANNO_COMMENT "#Chiosa."

/* One of the values in a cell. */
typedef struct
{
  char  *value;      /* NULL: none ("*", or "_" with a number behind it) */
  guint  ids[2];     /* "[2]", "[2_1]", "->2-1"; 0: none */
} ChiosaWebannoCell;

void       chiosa_webanno_append_value  (GString *out, const char *value);
/* @whole: with its line ends; else a line. */
void       chiosa_webanno_append_text   (GString *out, const char *text, gboolean whole);
/* (transfer full); @version: 30 to 33 */
char      *chiosa_webanno_unescape_text (const char *text, guint version);

/* (transfer full) (element-type ChiosaWebannoCell): what is stacked in a cell; nothing for "_". @separator: '|', or ';' for slots.
 * @is_link: values end in "->2-1" and not in brackets. */
GArray    *chiosa_webanno_parse_cell    (const char *cell, char separator, gboolean is_link);

/* (transfer full): what is stacked in a cell, as it stands. */
GStrv      chiosa_webanno_split         (const char *cell, char separator);

/* The format's functions. */
guint      chiosa_webanno_guess         (const char *name, const char *head, gsize n_bytes);
gboolean   chiosa_webanno_read          (ChiosaReader *reader, GError **error);

G_END_DECLS
