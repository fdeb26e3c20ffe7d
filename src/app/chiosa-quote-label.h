/* chiosa-quote-label.h
 *
 * Words of an article in their context: the words stand out, what is around them steps back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "chiosa-text.h"
#include "chiosa-span.h"

G_BEGIN_DECLS

GtkWidget *chiosa_quote_label_new      (void);
/* All of them plain text; any may be NULL. */
void       chiosa_quote_label_set      (GtkLabel *label, const char *prefix, const char *exact, const char *suffix);
/* The words at @spans with some of what is around them. */
void       chiosa_quote_label_set_text (GtkLabel *label, const ChiosaText *text, const ChiosaSpan *spans, guint n_spans);

G_END_DECLS
