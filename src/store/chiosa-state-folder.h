/* chiosa-state-folder.h
 *
 * Where the program keeps what is nobody's document: records of saves, journals, texts as last seen. Not the settings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"

G_BEGIN_DECLS

char *chiosa_state_folder (const char *name, GError **error);

G_END_DECLS
