/* chiosa-text-scan.c
 *
 * Looking through a text, chunk by chunk: for the ends of paragraphs and for a string.
 * The chunks themselves are kept by chiosa-text.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE   /* memmem */

#include "chiosa-text-private.h"

#include <string.h>

/* Above this, a needle is looked for in a contiguous copy of the text. */
#define LONG_NEEDLE 2048

static gboolean
is_break (const char *utf8)
{
  switch ((guchar) *utf8)
    {
    case '\n':
    case '\r':
      return TRUE;
    case 0xE2:
      return (guchar) utf8[1] == 0x80 && (guchar) utf8[2] == 0xA9;   /* U+2029 */
    default:
      return FALSE;
    }
}

/* Moves @place to the first terminator at or behind it, else to the end. */
static gboolean
seek_break (const ChiosaText *self,
            ChiosaTextPlace  *place)
{
  while (place->slot < self->n_slots)
    {
      const ChiosaTextSlot *slot = &self->slots[place->slot];
      const char *from = slot->chunk->bytes + place->in_byte;
      const char *found = slot->may_break ? chiosa_utf8_find_break (from, slot->n_bytes - place->in_byte) : NULL;

      if (found != NULL)
        {
          place->in_char += chiosa_utf8_count (from, found - from);
          place->in_byte += found - from;
          return TRUE;
        }

      place->slot_char += slot->n_chars;
      place->slot_byte += slot->n_bytes;
      place->slot++;
      place->in_char = place->in_byte = 0;
    }

  return FALSE;
}

/* The offset behind the last terminator that ends at or before @place; 0 when there is none. */
static gsize
behind_last_break (const ChiosaText      *self,
                   const ChiosaTextPlace *place)
{
  gsize slot_char = place->slot_char;

  for (guint i = place->slot + 1; i-- > 0; )
    {
      const char *bytes = chiosa_text_slot_bytes (self, i);
      gsize n_bytes = i == place->slot ? place->in_byte : self->slots[i].n_bytes;

      if (i < place->slot)
        slot_char -= self->slots[i].n_chars;

      if (!self->slots[i].may_break)
        continue;

      while (n_bytes-- > 0)
        if (is_break (bytes + n_bytes))
          return slot_char + chiosa_utf8_count (bytes, n_bytes) + 1;
    }

  return 0;
}

static gboolean
between_cr_and_lf (const ChiosaText *self,
                   gsize             offset)
{
  return offset > 0 && chiosa_text_get_char (self, offset) == '\n' && chiosa_text_get_char (self, offset - 1) == '\r';
}

/* At most @n_bytes of the text from @byte of @slot, across chunks; returns how many there were. */
static gsize
gather (const ChiosaText *self,
        guint             slot,
        gsize             byte,
        gsize             n_bytes,
        char             *into)
{
  gsize done = 0;

  for (; slot < self->n_slots && done < n_bytes; slot++, byte = 0)
    {
      gsize n = MIN (n_bytes - done, self->slots[slot].n_bytes - byte);

      memcpy (into + done, chiosa_text_slot_bytes (self, slot) + byte, n);
      done += n;
    }

  return done;
}

static gsize
offset_behind (const ChiosaTextPlace *place,
               const char            *from,
               const char            *found)
{
  return place->slot_char + place->in_char + chiosa_utf8_count (from, found - from);
}

/* Makes one string of the rest of the text, so that the search stays linear for any needle. */
static gsize
find_long (const ChiosaText      *self,
           const ChiosaTextPlace *place,
           const char            *needle,
           gsize                  n_needle)
{
  gsize rest = self->n_bytes - place->slot_byte - place->in_byte;
  g_autofree char *bytes = g_malloc (rest + 1);
  const char *found;

  gather (self, place->slot, place->in_byte, rest, bytes);
  found = memmem (bytes, rest, needle, n_needle);

  return found != NULL ? offset_behind (place, bytes, found) : G_MAXSIZE;
}

/* A match that begins in the slot of @place at or behind it, and may end in the slots behind. */
static gsize
find_in_slot (const ChiosaText      *self,
              const ChiosaTextPlace *place,
              const char            *needle,
              gsize                  n_needle)
{
  const char *from = chiosa_text_slot_bytes (self, place->slot) + place->in_byte;
  gsize rest = self->slots[place->slot].n_bytes - place->in_byte;
  gsize tail = MIN (rest, n_needle - 1);
  char seam[2 * LONG_NEEDLE];
  const char *found;
  gsize n_seam;

  found = memmem (from, rest, needle, n_needle);
  if (found != NULL)
    return offset_behind (place, from, found);

  n_seam = gather (self, place->slot, place->in_byte + rest - tail, tail + n_needle - 1, seam);
  found = memmem (seam, n_seam, needle, n_needle);
  if (found == NULL)
    return G_MAXSIZE;

  return offset_behind (place, from, from + (rest - tail) + (found - seam));
}

/* The first paragraph terminator in @utf8 (whole characters), or NULL. */
const char *
chiosa_utf8_find_break (const char *utf8,
                        gsize       n_bytes)
{
  for (const char *end = utf8 + n_bytes; utf8 < end; utf8++)
    if (is_break (utf8))
      return utf8;

  return NULL;
}

/**
 * chiosa_text_paragraph_start:
 * @offset: in code points
 *
 * Between CR and LF one is still in the paragraph that they end.
 *
 * Returns: where the paragraph of @offset starts
 */
gsize
chiosa_text_paragraph_start (const ChiosaText *self,
                             gsize             offset)
{
  ChiosaTextPlace place;

  g_return_val_if_fail (self != NULL, 0);

  if (self->n_slots == 0)
    return 0;

  if (between_cr_and_lf (self, offset))
    offset--;

  chiosa_text_locate (self, offset, &place);

  return behind_last_break (self, &place);
}

/**
 * chiosa_text_paragraph_end:
 * @offset: in code points
 *
 * Returns: the place before the terminator of the paragraph of @offset; lies before @offset only when that
 *   is between CR and LF
 */
gsize
chiosa_text_paragraph_end (const ChiosaText *self,
                           gsize             offset)
{
  ChiosaTextPlace place;

  g_return_val_if_fail (self != NULL, 0);

  if (between_cr_and_lf (self, offset))
    return offset - 1;

  chiosa_text_locate (self, offset, &place);
  seek_break (self, &place);

  return place.slot_char + place.in_char;
}

/**
 * chiosa_text_paragraph_next:
 * @offset: in code points
 *
 * Returns: the place behind the terminator of the paragraph of @offset, or the length of the text
 */
gsize
chiosa_text_paragraph_next (const ChiosaText *self,
                            gsize             offset)
{
  ChiosaTextPlace place;
  gsize end;

  g_return_val_if_fail (self != NULL, 0);

  chiosa_text_locate (self, offset, &place);
  if (!seek_break (self, &place))
    return self->n_chars;

  end = place.slot_char + place.in_char + 1;

  return between_cr_and_lf (self, end) ? end + 1 : end;
}

/**
 * chiosa_text_find:
 * @needle: UTF-8, compared byte by byte
 * @from: in code points
 *
 * Takes time in proportion to the text, whatever the needle.
 *
 * Returns: the offset of the first @needle at or behind @from; %G_MAXSIZE when there is none or @needle is empty
 */
gsize
chiosa_text_find (const ChiosaText *self,
                  const char       *needle,
                  gsize             from)
{
  ChiosaTextPlace place;
  gsize n_needle;

  g_return_val_if_fail (self != NULL, G_MAXSIZE);
  g_return_val_if_fail (needle != NULL, G_MAXSIZE);

  n_needle = strlen (needle);
  if (n_needle == 0 || n_needle > self->n_bytes || from >= self->n_chars)
    return G_MAXSIZE;

  chiosa_text_locate (self, from, &place);
  if (n_needle > LONG_NEEDLE)
    return find_long (self, &place, needle, n_needle);

  while (place.slot < self->n_slots)
    {
      gsize found = find_in_slot (self, &place, needle, n_needle);

      if (found != G_MAXSIZE)
        return found;

      place.slot_char += self->slots[place.slot].n_chars;
      place.slot_byte += self->slots[place.slot].n_bytes;
      place.slot++;
      place.in_char = place.in_byte = 0;
    }

  return G_MAXSIZE;
}
