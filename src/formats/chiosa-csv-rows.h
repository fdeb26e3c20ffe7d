/* chiosa-csv-rows.h
 *
 * The rows of a file of comma-separated (or the like) values, one after the other: RFC 4180 with the separators that there are.
 * Memory is that of one row. Knows nothing of what the cells mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ChiosaCsvRows ChiosaCsvRows;

typedef enum
{
  CHIOSA_CSV_ROW,           /* cells that can be used */
  CHIOSA_CSV_QUOTES,        /* a quotation mark is not closed, or something stands behind the closing one; the next row is what
                               follows the first line of this one, the cells are that line with quotation marks as they stand */
  CHIOSA_CSV_BAD_TEXT,      /* no UTF-8, or NUL in it; no cells */
  CHIOSA_CSV_END,
  CHIOSA_CSV_ERROR,         /* the file cannot be read on */
} ChiosaCsvStatus;

/* Bytes of one row. */
#define CHIOSA_CSV_MAX_ROW ((gsize) 64 << 20)

/* @path "-": standard input. @charset: NULL: UTF-8, or UTF-16 by its mark. */
ChiosaCsvRows   *chiosa_csv_rows_open          (const char *path, const char *charset, GError **error);
void             chiosa_csv_rows_free          (ChiosaCsvRows *self);

void             chiosa_csv_rows_set_separator (ChiosaCsvRows *self, char separator);
/* The separator that gives most rows of the beginning as many cells as the first has; ',' when none does. For the start of the file. */
char             chiosa_csv_rows_find_separator (ChiosaCsvRows *self);

/* Empty lines are passed over. */
ChiosaCsvStatus  chiosa_csv_rows_next          (ChiosaCsvRows *self, GError **error);
guint            chiosa_csv_rows_get_n         (ChiosaCsvRows *self);               /* cells */
const char      *chiosa_csv_rows_get           (ChiosaCsvRows *self, guint i);      /* valid until the next call of next() */
guint            chiosa_csv_rows_get_line      (ChiosaCsvRows *self);               /* of the row's start, from 1 */

/* The rows from here on are read once more after rewind(). Kept in memory: only for a look ahead. */
void             chiosa_csv_rows_mark          (ChiosaCsvRows *self);
void             chiosa_csv_rows_rewind        (ChiosaCsvRows *self);
void             chiosa_csv_rows_unmark        (ChiosaCsvRows *self);
/* Bytes since mark(). */
gsize            chiosa_csv_rows_get_ahead     (ChiosaCsvRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaCsvRows, chiosa_csv_rows_free)

G_END_DECLS
