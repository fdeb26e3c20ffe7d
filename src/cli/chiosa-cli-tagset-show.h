/* chiosa-cli-tagset-show.h
 *
 * A tag set on a terminal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

void chiosa_cli_tagset_show (ChiosaTagset *tagset);

G_END_DECLS
