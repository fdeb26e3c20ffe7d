/* chiosa-cli-table.h
 *
 * Rows of text in columns for a terminal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ChiosaCliTable ChiosaCliTable;

ChiosaCliTable *chiosa_cli_table_new   (guint n_columns);
void            chiosa_cli_table_free  (ChiosaCliTable *self);
/* @cells: n_columns of them, copied. */
void            chiosa_cli_table_add   (ChiosaCliTable *self, const char *const *cells);
void            chiosa_cli_table_print (ChiosaCliTable *self);
/* On one line, no wider than @width columns. */
char           *chiosa_cli_shorten     (const char *text, guint width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaCliTable, chiosa_cli_table_free)

G_END_DECLS
