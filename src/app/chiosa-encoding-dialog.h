/* chiosa-encoding-dialog.h
 *
 * Which encoding a file is to be read in, with a look at what comes out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_ENCODING_DIALOG (chiosa_encoding_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaEncodingDialog, chiosa_encoding_dialog, CHIOSA, ENCODING_DIALOG, AdwDialog)

/* @charset: chosen at first, or NULL. */
ChiosaEncodingDialog *chiosa_encoding_dialog_new           (const char *path, const char *charset);
void                  chiosa_encoding_dialog_choose        (ChiosaEncodingDialog *self, GtkWidget *parent,
                                                            GAsyncReadyCallback callback, gpointer user_data);
/* NULL: nothing was chosen. */
char                 *chiosa_encoding_dialog_choose_finish (ChiosaEncodingDialog *self, GAsyncResult *result);

G_END_DECLS
