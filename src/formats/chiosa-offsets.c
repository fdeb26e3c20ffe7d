/* chiosa-offsets.c
 *
 * Places of a text in three units. A text of ASCII only needs no table: all units are the same there. Any other has a
 * checkpoint every STEP code points, so that a question costs a look at no more than STEP characters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-offsets.h"

#include <string.h>

#define STEP 64

typedef struct
{
  gsize byte;
  gsize utf16;
} Checkpoint;

struct _ChiosaOffsets
{
  const char *utf8;
  gsize       n_bytes;
  gsize       n_utf16;
  gsize       n_chars;
  Checkpoint *checkpoints;     /* of the code points 0, STEP, 2 × STEP, …; NULL: ASCII only */
  gsize       n_checkpoints;
};

/* Units of UTF-16 and bytes of the character that begins with @lead, in valid UTF-8. */
static inline guint
count_utf16 (char lead)
{
  return (guchar) lead >= 0xF0 ? 2 : 1;
}

static inline guint
count_bytes (char lead)
{
  return g_utf8_skip[(guchar) lead];
}

static gboolean
is_ascii (const char *utf8,
          gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (utf8[i] & 0x80)
      return FALSE;

  return TRUE;
}

static void
make_checkpoints (ChiosaOffsets *self)
{
  gsize at = 0;
  gsize utf16 = 0;
  gsize n = 0;

  self->checkpoints = g_new (Checkpoint, self->n_bytes / STEP + 1);
  while (at < self->n_bytes)
    {
      char lead = self->utf8[at];

      if (n % STEP == 0)
        self->checkpoints[self->n_checkpoints++] = (Checkpoint) { at, utf16 };

      at += count_bytes (lead);
      utf16 += count_utf16 (lead);
      n++;
    }

  self->n_chars = n;
  self->n_utf16 = utf16;
  self->checkpoints = g_renew (Checkpoint, self->checkpoints, self->n_checkpoints);
}

static inline gsize
get_of_checkpoint (const ChiosaOffsets *self,
                   ChiosaOffsetUnit     unit,
                   gsize                i)
{
  return unit == CHIOSA_UNIT_BYTES ? self->checkpoints[i].byte : self->checkpoints[i].utf16;
}

/* The last checkpoint that is not behind @offset. */
static gsize
find_checkpoint (const ChiosaOffsets *self,
                 ChiosaOffsetUnit     unit,
                 gsize                offset)
{
  gsize low = 0;
  gsize high = self->n_checkpoints;

  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (get_of_checkpoint (self, unit, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * chiosa_offsets_new:
 * @utf8: valid UTF-8; borrowed, it must stay as it is for as long as the offsets are used
 *
 * Returns: (transfer full): free with chiosa_offsets_free()
 */
ChiosaOffsets *
chiosa_offsets_new (const char *utf8)
{
  ChiosaOffsets *self;

  g_return_val_if_fail (utf8 != NULL, NULL);

  self = g_new0 (ChiosaOffsets, 1);
  self->utf8 = utf8;
  self->n_bytes = self->n_utf16 = self->n_chars = strlen (utf8);
  if (!is_ascii (utf8, self->n_bytes))
    make_checkpoints (self);

  return self;
}

void
chiosa_offsets_free (ChiosaOffsets *self)
{
  if (self == NULL)
    return;

  g_free (self->checkpoints);
  g_free (self);
}

/**
 * chiosa_offsets_to:
 * @unit: code points, UTF-16 units or bytes
 * @code_points: a place, in code points; one behind the end is taken for the end
 *
 * Returns: the same place in @unit
 */
gsize
chiosa_offsets_to (const ChiosaOffsets *self,
                   ChiosaOffsetUnit     unit,
                   gsize                code_points)
{
  Checkpoint at;

  g_return_val_if_fail (self != NULL && unit <= CHIOSA_UNIT_BYTES, 0);

  if (code_points >= self->n_chars)
    return chiosa_offsets_length (self, unit);

  if (self->checkpoints == NULL || unit == CHIOSA_UNIT_CODE_POINTS)
    return code_points;

  at = self->checkpoints[code_points / STEP];
  for (gsize i = code_points % STEP; i > 0; i--)
    {
      char lead = self->utf8[at.byte];

      at.byte += count_bytes (lead);
      at.utf16 += count_utf16 (lead);
    }

  return unit == CHIOSA_UNIT_BYTES ? at.byte : at.utf16;
}

/**
 * chiosa_offsets_from:
 * @unit: code points, UTF-16 units or bytes
 * @offset: a place, in @unit
 * @code_points: (out) (optional): the same in code points
 *
 * Returns: %FALSE, and @code_points is not set, where @offset is behind the end or inside a character
 */
gboolean
chiosa_offsets_from (const ChiosaOffsets *self,
                     ChiosaOffsetUnit     unit,
                     gsize                offset,
                     gsize               *code_points)
{
  gsize n = offset;

  g_return_val_if_fail (self != NULL && unit <= CHIOSA_UNIT_BYTES, FALSE);

  if (offset > chiosa_offsets_length (self, unit))
    return FALSE;

  if (self->checkpoints != NULL && unit != CHIOSA_UNIT_CODE_POINTS)
    {
      gsize i = find_checkpoint (self, unit, offset);
      gsize byte = self->checkpoints[i].byte;
      gsize reached = get_of_checkpoint (self, unit, i);

      for (n = i * STEP; reached < offset; n++)
        {
          char lead = self->utf8[byte];

          byte += count_bytes (lead);
          reached += unit == CHIOSA_UNIT_BYTES ? count_bytes (lead) : count_utf16 (lead);
        }

      if (reached != offset)
        return FALSE;
    }

  if (code_points != NULL)
    *code_points = n;

  return TRUE;
}

/**
 * chiosa_offsets_length:
 *
 * Returns: the length of the text in @unit
 */
gsize
chiosa_offsets_length (const ChiosaOffsets *self,
                       ChiosaOffsetUnit     unit)
{
  g_return_val_if_fail (self != NULL && unit <= CHIOSA_UNIT_BYTES, 0);

  switch (unit)
    {
    case CHIOSA_UNIT_UTF16:
      return self->n_utf16;
    case CHIOSA_UNIT_BYTES:
      return self->n_bytes;
    case CHIOSA_UNIT_CODE_POINTS:
    case CHIOSA_UNIT_TOKENS:
    case CHIOSA_UNIT_NONE:
    default:
      return self->n_chars;
    }
}

/**
 * chiosa_offsets_slice:
 * @start: in code points, brought into the text
 * @end: likewise, not before @start
 *
 * Returns: (transfer full): the words of [start, end)
 */
char *
chiosa_offsets_slice (const ChiosaOffsets *self,
                      gsize                start,
                      gsize                end)
{
  gsize from, to;

  g_return_val_if_fail (self != NULL, NULL);

  from = chiosa_offsets_to (self, CHIOSA_UNIT_BYTES, start);
  to = chiosa_offsets_to (self, CHIOSA_UNIT_BYTES, MAX (start, end));

  return g_strndup (self->utf8 + from, to - from);
}
