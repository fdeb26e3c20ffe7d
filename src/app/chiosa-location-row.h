/* chiosa-location-row.h
 *
 * Where something is written to: a row that shows the place and lets the user choose another one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_LOCATION_ROW (chiosa_location_row_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaLocationRow, chiosa_location_row, CHIOSA, LOCATION_ROW, AdwActionRow)

/* Signal: "changed" (): another place. */
/* @key: the setting that remembers the folder. */
void        chiosa_location_row_set_settings (ChiosaLocationRow *self, GSettings *settings, const char *key);
/* Whether a folder may have something in it; otherwise a new one is made inside. */
void        chiosa_location_row_take_any     (ChiosaLocationRow *self, gboolean any);
/* Proposes a place that is free, unless the user has chosen one of the same kind. @suffix: an extension; NULL: it is a folder. */
void        chiosa_location_row_propose      (ChiosaLocationRow *self, const char *name, const char *suffix);
/* What the user has chosen. */
void        chiosa_location_row_choose       (ChiosaLocationRow *self, const char *path);
/* A path; where it was only proposed, nothing is there at this moment. */
const char *chiosa_location_row_get_path     (ChiosaLocationRow *self);

G_END_DECLS
