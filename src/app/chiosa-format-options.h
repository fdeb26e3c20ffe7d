/* chiosa-format-options.h
 *
 * The choices that an exchange format offers, a row each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-formats.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_FORMAT_OPTIONS (chiosa_format_options_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaFormatOptions, chiosa_format_options, CHIOSA, FORMAT_OPTIONS, AdwPreferencesGroup)

/* Signal: "changed" (): by the user.  NULL, or a format without options: the group hides. */
void  chiosa_format_options_set_format (ChiosaFormatOptions *self, const ChiosaFormat *format);
/* The ids of the values chosen, CHIOSA_FORMAT_MAX_OPTIONS of them; NULL where there is no option. */
void  chiosa_format_options_get        (ChiosaFormatOptions *self, const char **options);

G_END_DECLS
