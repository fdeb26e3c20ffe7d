/* chiosa-tei-private.h
 *
 * What the parts of the TEI writer know of each other. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-formats.h"

G_BEGIN_DECLS

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaLosses             *losses;
  GString                  *out;
  GArray                   *paragraphs;   /* gsize: where each begins, and the end of the text */
  GHashTable               *categories;   /* "type\nlabel" → xml:id */
  GHashTable               *category_ids; /* those ids; borrowed */
  GPtrArray                *groups;       /* GArray of guint: annotations of one type, in the order in which types come */
  GHashTable               *by_type;      /* type → one of them; borrowed */
} ChiosaTei;

/* UTF-8 as text of XML 1.0; characters that it does not have become U+FFFD. How many did. */
guint       chiosa_tei_append_escaped   (GString *out, const char *utf8, gsize n_bytes);
/* The same, counted as lost. @id: whose text it is; may be NULL. */
void        chiosa_tei_append_text      (ChiosaTei *self, const char *text, const char *id);
void        chiosa_tei_append_attribute (GString *out, const char *name, const char *value);
/* A name as @name and @type take it, and where that is another one, the name itself as @n. */
void        chiosa_tei_append_name      (GString *out, const char *attribute, const char *name);

void        chiosa_tei_append_header    (ChiosaTei *self);
/* The xml:id of a category. (transfer none) */
const char *chiosa_tei_add_category     (ChiosaTei *self, const char *type, const char *label);
const char *chiosa_tei_get_group_type   (const ChiosaTei *self, guint i);
/* Whether it is one to xml:lang. NULL is none. */
gboolean    chiosa_tei_is_language      (const char *language);

G_END_DECLS
