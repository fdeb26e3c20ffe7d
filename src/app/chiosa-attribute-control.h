/* chiosa-attribute-control.h
 *
 * The row of the inspector that shows and sets one attribute, by its kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "chiosa-tagset.h"
#include "chiosa-value.h"

G_BEGIN_DECLS

/* Signal "chosen" (int kind, const char *value): the user wants this value; NULL: none. */
#define CHIOSA_TYPE_ATTRIBUTE_CONTROL (chiosa_attribute_control_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaAttributeControl, chiosa_attribute_control, CHIOSA, ATTRIBUTE_CONTROL, GObject)

ChiosaAttributeControl *chiosa_attribute_control_new     (ChiosaTagset *tagset, const ChiosaAttributeType *attribute);
GtkWidget              *chiosa_attribute_control_get_row (ChiosaAttributeControl *self);
const char             *chiosa_attribute_control_get_id  (ChiosaAttributeControl *self);
/* @value: NULL where the annotation does not say: the default is shown. */
void                    chiosa_attribute_control_show    (ChiosaAttributeControl *self, const char *value);
/* Says "chosen" for what is typed but not yet applied. */
void                    chiosa_attribute_control_flush   (ChiosaAttributeControl *self);

G_END_DECLS
