/* chiosa-encoding.h
 *
 * From the bytes of a file to text and back, so that saving an untouched article gives the same bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

G_BEGIN_DECLS

#define CHIOSA_TEXT_ERROR (chiosa_text_error_quark ())
GQuark chiosa_text_error_quark (void);

typedef enum
{
  CHIOSA_TEXT_ERROR_INVALID,      /* bytes that the encoding does not have, or NUL */
  CHIOSA_TEXT_ERROR_UNKNOWN,      /* no such encoding */
  CHIOSA_TEXT_ERROR_UNREPRESENTABLE, /* the text has characters that the encoding lacks */
  CHIOSA_TEXT_ERROR_SCRIPT,       /* an edit script that cannot be read */
} ChiosaTextError;

typedef enum
{
  CHIOSA_NEWLINE_LF,
  CHIOSA_NEWLINE_CRLF,
  CHIOSA_NEWLINE_CR,
  CHIOSA_NEWLINE_MIXED,
  CHIOSA_NEWLINE_NONE,
} ChiosaNewline;

typedef struct
{
  char          *charset;         /* "UTF-8", "UTF-16LE", "WINDOWS-1252", … */
  gboolean       bom;
  ChiosaNewline  newline;
  ChiosaNewline  newline_typed;   /* what Enter inserts: the most frequent one, LF where there is none */
  gsize          n_bad;           /* bytes shown as replacement: the text must not be saved over the file */
} ChiosaEncoding;

ChiosaEncoding *chiosa_encoding_new_utf8 (void);
ChiosaEncoding *chiosa_encoding_copy     (const ChiosaEncoding *self);
void            chiosa_encoding_free     (ChiosaEncoding *self);

/* @charset: NULL finds out (BOM, else UTF-8). Line ends stay in the text as they are; a BOM does not.
 * Error INVALID names the line and the byte. */
ChiosaText     *chiosa_encoding_decode   (GBytes *bytes, const char *charset,
                                          ChiosaEncoding **encoding, GError **error);
/* As above, but never fails on content: bad bytes and NUL become U+FFFD, counted in n_bad. */
ChiosaText     *chiosa_encoding_decode_lossy (GBytes *bytes, const char *charset, ChiosaEncoding **encoding);
GBytes         *chiosa_encoding_encode   (const ChiosaText *text, const ChiosaEncoding *encoding, GError **error);

ChiosaNewline   chiosa_newline_detect    (const ChiosaText *text, ChiosaNewline *typed);
const char     *chiosa_newline_to_string (ChiosaNewline newline);  /* "lf", "crlf", "cr", "mixed", "none" */
const char     *chiosa_newline_to_chars  (ChiosaNewline newline);  /* "\n", "\r\n", "\r" */
/* @utf8 with line ends as in @newline_chars, or NULL where they are so already. */
char           *chiosa_newline_convert   (const char *utf8, gsize n_bytes, const char *newline_chars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaEncoding, chiosa_encoding_free)

G_END_DECLS
