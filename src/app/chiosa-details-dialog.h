/* chiosa-details-dialog.h
 *
 * What is known of the article as a whole, to be looked at and changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-document.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_DETAILS_DIALOG (chiosa_details_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaDetailsDialog, chiosa_details_dialog, CHIOSA, DETAILS_DIALOG, AdwDialog)

AdwDialog *chiosa_details_dialog_new (ChiosaDocument *document);

G_END_DECLS
