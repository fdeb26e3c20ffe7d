/* chiosa-journal-pack.h
 *
 * Values as bytes and back, without loss: numbers, strings, annotations, relations, article details, conflicts, edits. What a journal's
 * records are made of. Reading never trusts a byte. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-merge-conflict.h"
#include "chiosa-snapshot.h"

G_BEGIN_DECLS

/* Numbers: seven bits in a byte, least first, the top bit says that more follow. Strings: their length in bytes plus one, then the
 * bytes; 0 for NULL. */
void              chiosa_pack_number     (GByteArray *out, guint64 value);
void              chiosa_pack_string     (GByteArray *out, const char *string);
void              chiosa_pack_annotation (GByteArray *out, const ChiosaAnnotation *annotation,
                                          const ChiosaSpan *spans, guint n_spans);
void              chiosa_pack_relation   (GByteArray *out, const ChiosaRelation *relation);
void              chiosa_pack_article    (GByteArray *out, const ChiosaArticle *article);
void              chiosa_pack_conflict   (GByteArray *out, const ChiosaMergeConflict *conflict);
void              chiosa_pack_edit       (GByteArray *out, const ChiosaEdit *edit);
void              chiosa_pack_text       (GByteArray *out, const ChiosaText *text);

/* Once something is wrong, @bad is set and stays; numbers are 0 then, everything else NULL. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      bad;
} ChiosaUnpack;

guint64           chiosa_unpack_number     (ChiosaUnpack *self);
/* A count of things that take at least one byte each. */
guint             chiosa_unpack_count      (ChiosaUnpack *self);
/* UTF-8 without NUL; may be NULL. */
char             *chiosa_unpack_string     (ChiosaUnpack *self);
/* Any bytes without NUL, for file names; may be NULL. */
char             *chiosa_unpack_filename   (ChiosaUnpack *self);
/* @spans is emptied first; ordered, not overlapping. Whether they lie within the text is for the caller to see. */
ChiosaAnnotation *chiosa_unpack_annotation (ChiosaUnpack *self, GArray *spans);
ChiosaRelation   *chiosa_unpack_relation   (ChiosaUnpack *self);
ChiosaArticle    *chiosa_unpack_article    (ChiosaUnpack *self);
ChiosaMergeConflict *chiosa_unpack_conflict (ChiosaUnpack *self);
/* Ordered, disjoint replacements within @length code points; @length becomes that of the text after. */
ChiosaEdit       *chiosa_unpack_edit       (ChiosaUnpack *self, gsize *length);
ChiosaText       *chiosa_unpack_text       (ChiosaUnpack *self);

G_END_DECLS
