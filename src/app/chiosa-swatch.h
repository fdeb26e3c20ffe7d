/* chiosa-swatch.h
 *
 * A small sample of how a span type is drawn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include "chiosa-tagset.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_SWATCH (chiosa_swatch_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSwatch, chiosa_swatch, CHIOSA, SWATCH, GtkWidget)

GtkWidget *chiosa_swatch_new (const char *color, ChiosaShape shape);

G_END_DECLS
