/* chiosa-guidelines-dialog.h
 *
 * The tag set with its definitions, to be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-tagset.h"

G_BEGIN_DECLS

AdwDialog *chiosa_guidelines_dialog_new (ChiosaTagset *tagset);

G_END_DECLS
