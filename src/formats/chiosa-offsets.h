/* chiosa-offsets.h
 *
 * The same place of a text in code points, UTF-16 units and bytes of UTF-8. Built once for a text, asked often.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_UNIT_CODE_POINTS,
  CHIOSA_UNIT_UTF16,
  CHIOSA_UNIT_BYTES,
  CHIOSA_UNIT_TOKENS,      /* of formats that count words; not of ChiosaOffsets */
  CHIOSA_UNIT_NONE,
} ChiosaOffsetUnit;

typedef struct _ChiosaOffsets ChiosaOffsets;

/* Borrows @utf8, which must stay as it is. */
ChiosaOffsets *chiosa_offsets_new     (const char *utf8);
void           chiosa_offsets_free    (ChiosaOffsets *self);
/* All clamp to the end of the text. */
gsize          chiosa_offsets_to      (const ChiosaOffsets *self, ChiosaOffsetUnit unit, gsize code_points);
/* FALSE when @offset is behind the end or inside a character (a surrogate pair, a byte sequence). */
gboolean       chiosa_offsets_from    (const ChiosaOffsets *self, ChiosaOffsetUnit unit, gsize offset, gsize *code_points);
/* Length of the text. */
gsize          chiosa_offsets_length  (const ChiosaOffsets *self, ChiosaOffsetUnit unit);
/* (transfer full): the words of [start, end), code points. */
char          *chiosa_offsets_slice   (const ChiosaOffsets *self, gsize start, gsize end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaOffsets, chiosa_offsets_free)

G_END_DECLS
