/* chiosa-tag-scheme.h
 *
 * Stretches of words as one tag for each word, and back: IOB1, IOB2, BIOES; BILOU, BMES and IO are read too.
 * Ramshaw and Marcus 1995 (IOB1); Tjong Kim Sang and Veenstra 1999 (the others).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_TAG_IOB2,    /* B- on every first word */
  CHIOSA_TAG_IOB1,    /* B- only where the word before ends a stretch of the same name */
  CHIOSA_TAG_BIOES,   /* B-, I-, E- on the last word, S- on one alone */
} ChiosaTagScheme;

/* "iob2", "iob1", "bioes". */
ChiosaTagScheme chiosa_tag_scheme_from_string (const char *id);
/* The tag of one word of a stretch. @touches: whether the word before the stretch belongs to another of the same name. */
void            chiosa_tag_append             (GString *out, ChiosaTagScheme scheme, const char *name,
                                               gboolean first, gboolean last, gboolean touches);

/* Whether @tag is one of these schemes: "O", or a letter, a hyphen and a name. Empty and "_" are "O". */
gboolean        chiosa_tag_is_valid           (const char *tag);
gboolean        chiosa_tag_is_outside         (const char *tag);

/* Words [first, end) are @name. */
typedef void (*ChiosaTagFound) (guint first, guint end, const char *name, gpointer data);

/* Tags word by word, of any of the schemes: what they mean differs nowhere. Zero all but found and data. */
typedef struct
{
  ChiosaTagFound  found;
  gpointer        data;
  GString        *name;     /* of the stretch that is open */
  guint           first;
  guint           last;
  gboolean        open;
} ChiosaTagDecoder;

void            chiosa_tag_decoder_push       (ChiosaTagDecoder *self, guint word, const char *tag);
/* The sentence ends. */
void            chiosa_tag_decoder_end        (ChiosaTagDecoder *self);
void            chiosa_tag_decoder_clear      (ChiosaTagDecoder *self);

G_END_DECLS
