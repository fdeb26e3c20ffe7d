/* chiosa-problems-dialog.h
 *
 * What was not as it should be in the file with the annotations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-article-file.h"

G_BEGIN_DECLS

AdwDialog *chiosa_problems_dialog_new (ChiosaArticleFile *file);

G_END_DECLS
