/* chiosa-split-group.h
 *
 * Into which parts a data set is divided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-split.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_SPLIT_GROUP (chiosa_split_group_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSplitGroup, chiosa_split_group, CHIOSA, SPLIT_GROUP, AdwPreferencesGroup)

/* Signal: "changed" (): by the user. */
gboolean  chiosa_split_group_is_on (ChiosaSplitGroup *self);
/* (out) (transfer full): NULL where nothing is to be divided. FALSE when what the user wrote makes no sense; the row shows it, too. */
gboolean  chiosa_split_group_make  (ChiosaSplitGroup *self, ChiosaSplit **split, GError **error);

G_END_DECLS
