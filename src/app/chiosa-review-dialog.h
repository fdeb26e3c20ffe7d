/* chiosa-review-dialog.h
 *
 * Looking through what became of the annotations when the text was changed elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-editor.h"
#include "chiosa-reanchor.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_REVIEW_DIALOG (chiosa_review_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaReviewDialog, chiosa_review_dialog, CHIOSA, REVIEW_DIALOG, AdwDialog)

/* @reanchoring: (nullable): what was done when the article was read; must live as long as the dialog. */
AdwDialog *chiosa_review_dialog_new (ChiosaEditor *editor, const ChiosaReanchoring *reanchoring);

G_END_DECLS
