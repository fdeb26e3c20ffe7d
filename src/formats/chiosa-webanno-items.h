/* chiosa-webanno-items.h
 *
 * The columns of a WebAnno TSV file: layers, and what rows say in them, put together into annotations and relations.
 * Knows no lines and no text. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"
#include "chiosa-offsets.h"

G_BEGIN_DECLS

/* A row: a word or a part of one. */
typedef struct
{
  const char *id;          /* "1-3", "1-3.1" */
  guint       line;
  ChiosaSpan  place;       /* code points; may be empty */
  guint       token;       /* which word of the file, from 0 */
  gboolean    at_start;    /* of the word */
  gboolean    at_end;
  gboolean    lost;        /* its words do not stand in the text: it has no place */
} ChiosaWebannoRow;

typedef struct _ChiosaWebannoItems ChiosaWebannoItems;

ChiosaWebannoItems *chiosa_webanno_items_new         (ChiosaReader *reader);
void                chiosa_webanno_items_free        (ChiosaWebannoItems *self);
/* "#T_SP=…": FALSE when @line is no such line. */
gboolean            chiosa_webanno_items_add_layer   (ChiosaWebannoItems *self, const char *line, guint number, GError **error);
guint               chiosa_webanno_items_get_n_columns (const ChiosaWebannoItems *self);
/* "#Chiosa.name.Claim=…", "#Chiosa.layers=…": FALSE when @key is none of it. */
gboolean            chiosa_webanno_items_set_comment (ChiosaWebannoItems *self, const char *key, const char *value);
/* @cells: as many as there are columns. */
void                chiosa_webanno_items_add_row     (ChiosaWebannoItems *self, const ChiosaWebannoRow *row, char * const *cells);
/* Makes annotations and relations of it all. */
void                chiosa_webanno_items_end         (ChiosaWebannoItems *self, ChiosaRecord *record);
/* What stands in the tool's own layers: a value in JSON, or NULL. (transfer full) */
char               *chiosa_webanno_items_get_tools   (const ChiosaWebannoItems *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaWebannoItems, chiosa_webanno_items_free)

G_END_DECLS
