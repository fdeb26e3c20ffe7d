/* chiosa-text.h
 *
 * The text of an article: UTF-8 in small shared chunks, addressed in code points.
 * Editing near any offset costs the same in 1 kB and in 10 MB; a copy shares all chunks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reference-free value with copy-on-write chunks: chiosa_text_copy() is cheap and safe to hand to a thread. */
typedef struct _ChiosaText ChiosaText;

ChiosaText *chiosa_text_new             (const char *utf8, gssize n_bytes);  /* must be valid UTF-8 without NUL */
ChiosaText *chiosa_text_copy            (const ChiosaText *self);
void        chiosa_text_free            (ChiosaText *self);

gsize       chiosa_text_get_length      (const ChiosaText *self);            /* code points */
gsize       chiosa_text_get_n_bytes     (const ChiosaText *self);
gunichar    chiosa_text_get_char        (const ChiosaText *self, gsize offset);           /* 0 at the end */
char       *chiosa_text_get_slice       (const ChiosaText *self, gsize start, gsize end); /* clamped */
gsize       chiosa_text_offset_to_byte  (const ChiosaText *self, gsize offset);
gsize       chiosa_text_byte_to_offset  (const ChiosaText *self, gsize byte);

void        chiosa_text_replace         (ChiosaText *self, gsize start, gsize end,
                                         const char *utf8, gssize n_bytes);

/* Paragraphs end after LF, CR, CRLF or U+2029, as GtkTextBuffer has it (not NEL, VT, FF, U+2028). */
gsize       chiosa_text_paragraph_start (const ChiosaText *self, gsize offset);
gsize       chiosa_text_paragraph_end   (const ChiosaText *self, gsize offset);  /* before the terminator */
gsize       chiosa_text_paragraph_next  (const ChiosaText *self, gsize offset);  /* after the terminator; length at the end */

/* Next place of @needle at or after @from (code points), or G_MAXSIZE. Byte-exact, never normalised. */
gsize       chiosa_text_find            (const ChiosaText *self, const char *needle, gsize from);

/* Lower-case hex SHA-256 over the UTF-8 bytes. */
char       *chiosa_text_hash            (const ChiosaText *self);

typedef void (*ChiosaTextChunkFunc)     (const char *utf8, gsize n_bytes, gpointer user_data);
void        chiosa_text_foreach_chunk   (const ChiosaText *self, ChiosaTextChunkFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaText, chiosa_text_free)

G_END_DECLS
