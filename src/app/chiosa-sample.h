/* chiosa-sample.h
 *
 * A small sample of how annotations of a type and label are drawn in the article: colour and shape.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-tagset.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_SAMPLE (chiosa_sample_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSample, chiosa_sample, CHIOSA, SAMPLE, GtkWidget)

GtkWidget *chiosa_sample_new     (void);
/* @label: "" or NULL for the type itself. @tagset NULL: nothing. */
void       chiosa_sample_set_tag (ChiosaSample *self, ChiosaTagset *tagset, const char *type, const char *label);

G_END_DECLS
