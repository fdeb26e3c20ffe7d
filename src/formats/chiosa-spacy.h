/* chiosa-spacy.h
 *
 * Reading the JSON Lines of spaCy and Prodigy, for chiosa-spacy.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-reader.h"

G_BEGIN_DECLS

guint    chiosa_spacy_guess (const char *name, const char *head, gsize n_bytes);
gboolean chiosa_spacy_read  (ChiosaReader *reader, GError **error);

G_END_DECLS
