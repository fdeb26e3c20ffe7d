/* chiosa-text-chunks.c
 *
 * Where a text keeps its bytes: a flat row of slots, each with a shared chunk of some 4 to 8 kB of UTF-8.
 * What one may ask of a text is in chiosa-text.c and chiosa-text-scan.c.
 *
 * Looking for a place sums the slots' counts from the place asked for last; an edit copies one chunk at most
 * and moves the slots behind it. So its cost does not follow the length of the text in any way one can feel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-text-private.h"

#include <string.h>

#define CHUNK_MAX  8192
#define CHUNK_FILL 6144
#define CHUNK_MIN  2048

typedef enum { UNIT_CHARS, UNIT_BYTES } Unit;

#define CONTINUATION(c) (((guchar) (c) & 0xC0) == 0x80)

/* How many of the eight bytes at @utf8 go on a character that began before them. */
static guint
count_continuations (const char *utf8)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word;

  memcpy (&word, utf8, sizeof word);

  return (((word >> 7) & (~word >> 6) & ones) * ones) >> 56;
}

static const char *
advance (const char *utf8,
         const char *end,
         gsize       n_chars)
{
  for (; n_chars >= 8; utf8 += 8)
    n_chars -= 8 - count_continuations (utf8);

  while (utf8 < end && CONTINUATION (*utf8))
    utf8++;

  while (n_chars-- > 0)
    utf8 = g_utf8_next_char (utf8);

  return utf8;
}

static ChiosaTextChunk *
chunk_new (const char *utf8,
           gsize       n_bytes)
{
  ChiosaTextChunk *chunk = g_malloc (sizeof (ChiosaTextChunk) + n_bytes);

  g_atomic_ref_count_init (&chunk->refs);
  chunk->capacity = n_bytes;
  memcpy (chunk->bytes, utf8, n_bytes);

  return chunk;
}

static void
chunk_unref (ChiosaTextChunk *chunk)
{
  if (g_atomic_ref_count_dec (&chunk->refs))
    g_free (chunk);
}

static ChiosaTextChunk *
chunk_reserve (ChiosaTextChunk *chunk,
               gsize            n_bytes)
{
  if (chunk->capacity >= n_bytes)
    return chunk;

  chunk->capacity = MIN (n_bytes + n_bytes / 8, CHUNK_MAX);

  return g_realloc (chunk, sizeof (ChiosaTextChunk) + chunk->capacity);
}

static gboolean
cursor_lock (const ChiosaText *self)
{
  return g_atomic_int_compare_and_exchange (&((ChiosaText *) self)->cursor_busy, FALSE, TRUE);
}

static void
cursor_unlock (const ChiosaText *self)
{
  g_atomic_int_set (&((ChiosaText *) self)->cursor_busy, FALSE);
}

static void
cursor_read (const ChiosaText *self,
             ChiosaTextPlace  *place)
{
  *place = (ChiosaTextPlace) { 0 };

  if (!cursor_lock (self))
    return;

  *place = self->cursor;
  cursor_unlock (self);
}

static void
cursor_write (const ChiosaText      *self,
              const ChiosaTextPlace *place)
{
  if (!cursor_lock (self))
    return;

  ((ChiosaText *) self)->cursor = *place;
  cursor_unlock (self);
}

static gsize
slot_size (const ChiosaText *self,
           guint             slot,
           Unit              unit)
{
  return unit == UNIT_CHARS ? self->slots[slot].n_chars : self->slots[slot].n_bytes;
}

/* Moves @place to the start of the slot that holds @target, which is at most the length. */
static void
walk_to_slot (const ChiosaText *self,
              ChiosaTextPlace  *place,
              gsize             target,
              Unit              unit)
{
  gsize *at = unit == UNIT_CHARS ? &place->slot_char : &place->slot_byte;
  guint slot = place->slot;

  if (target < *at / 2)
    *place = (ChiosaTextPlace) { 0 };

  while (target < *at)
    {
      place->slot--;
      place->slot_char -= self->slots[place->slot].n_chars;
      place->slot_byte -= self->slots[place->slot].n_bytes;
    }

  while (place->slot + 1 < self->n_slots && target >= *at + slot_size (self, place->slot, unit))
    {
      place->slot_char += self->slots[place->slot].n_chars;
      place->slot_byte += self->slots[place->slot].n_bytes;
      place->slot++;
    }

  if (place->slot != slot)
    place->in_char = place->in_byte = 0;
}

static void
walk_in_slot (const ChiosaText *self,
              ChiosaTextPlace  *place,
              gsize             in_char)
{
  const ChiosaTextSlot *slot = &self->slots[place->slot];
  const char *bytes = slot->chunk->bytes;
  const char *from = bytes + place->in_byte;

  if (slot->n_chars == slot->n_bytes)
    from = bytes + in_char;
  else if (in_char >= place->in_char)
    from = advance (from, bytes + slot->n_bytes, in_char - place->in_char);
  else if (place->in_char - in_char < 32)
    from = g_utf8_offset_to_pointer (from, (glong) in_char - (glong) place->in_char);
  else
    from = advance (bytes, bytes + slot->n_bytes, in_char);

  place->in_char = in_char;
  place->in_byte = from - bytes;
}

static void
slots_reserve (ChiosaText *self,
               gsize       n_slots)
{
  if (n_slots <= self->n_allocated)
    return;

  self->n_allocated = MAX (n_slots, self->n_allocated + self->n_allocated / 4);
  self->slots = g_renew (ChiosaTextSlot, self->slots, self->n_allocated);
}

static void
slot_fill (ChiosaTextSlot *slot,
           const char     *utf8,
           gsize           n_bytes)
{
  slot->chunk = chunk_new (utf8, n_bytes);
  slot->n_bytes = n_bytes;
  slot->n_chars = chiosa_utf8_count (utf8, n_bytes);
  slot->may_break = chiosa_utf8_find_break (utf8, n_bytes) != NULL;
}

/* Puts @utf8, in chunks of about equal size, where slots [first, first + n_removed) were. */
static void
splice (ChiosaText *self,
        guint       first,
        guint       n_removed,
        const char *utf8,
        gsize       n_bytes)
{
  guint n_added = n_bytes <= CHUNK_MAX ? n_bytes > 0 : (n_bytes + CHUNK_FILL - 1) / CHUNK_FILL;
  gsize from = 0;

  for (guint i = first; i < first + n_removed; i++)
    {
      self->n_chars -= self->slots[i].n_chars;
      self->n_bytes -= self->slots[i].n_bytes;
      chunk_unref (self->slots[i].chunk);
    }

  slots_reserve (self, (gsize) self->n_slots - n_removed + n_added);
  if (self->n_slots > first + n_removed)
    memmove (self->slots + first + n_added, self->slots + first + n_removed,
             (self->n_slots - first - n_removed) * sizeof (ChiosaTextSlot));
  self->n_slots = self->n_slots - n_removed + n_added;

  for (guint i = 0; i < n_added; i++)
    {
      gsize to = (guint64) n_bytes * (i + 1) / n_added;

      while (to < n_bytes && CONTINUATION (utf8[to]))
        to--;

      slot_fill (&self->slots[first + i], utf8 + from, to - from);
      self->n_chars += self->slots[first + i].n_chars;
      self->n_bytes += self->slots[first + i].n_bytes;
      from = to;
    }
}

/* The usual edit: inside one chunk that nobody shares and that stays of a good size. */
static gboolean
replace_in_chunk (ChiosaText            *self,
                  const ChiosaTextPlace *from,
                  const ChiosaTextPlace *to,
                  const char            *utf8,
                  gsize                  n_bytes)
{
  ChiosaTextSlot *slot;
  gsize size, n_chars;

  if (from->slot != to->slot || from->slot >= self->n_slots)
    return FALSE;

  slot = self->slots + from->slot;
  size = slot->n_bytes - (to->in_byte - from->in_byte) + n_bytes;
  if (size > CHUNK_MAX || size == 0 || (size < CHUNK_MIN && self->n_slots > 1) ||
      !g_atomic_ref_count_compare (&slot->chunk->refs, 1))
    return FALSE;

  slot->chunk = chunk_reserve (slot->chunk, size);
  memmove (slot->chunk->bytes + from->in_byte + n_bytes, slot->chunk->bytes + to->in_byte,
           slot->n_bytes - to->in_byte);
  memcpy (slot->chunk->bytes + from->in_byte, utf8, n_bytes);

  n_chars = slot->n_chars - (to->in_char - from->in_char) + chiosa_utf8_count (utf8, n_bytes);
  self->n_chars = self->n_chars - slot->n_chars + n_chars;
  self->n_bytes = self->n_bytes - slot->n_bytes + size;
  slot->n_bytes = size;
  slot->n_chars = n_chars;
  slot->may_break = slot->may_break || chiosa_utf8_find_break (utf8, n_bytes) != NULL;
  cursor_write (self, from);

  return TRUE;
}

/* Any edit: the chunks it touches are written anew; a remainder that is too small takes in a neighbour. */
static void
replace_slots (ChiosaText            *self,
               const ChiosaTextPlace *from,
               const ChiosaTextPlace *to,
               const char            *utf8,
               gsize                  n_bytes)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  ChiosaTextPlace place = *from;
  guint first = from->slot;
  guint last = to->slot;
  gsize rest = self->n_slots > 0 ? self->slots[last].n_bytes - to->in_byte : 0;
  gboolean small = from->in_byte + n_bytes + rest < CHUNK_MIN;

  place.in_char = place.in_byte = 0;

  if (small && last + 1 >= self->n_slots && first > 0)
    {
      first--;
      place.slot = first;
      place.slot_char -= self->slots[first].n_chars;
      place.slot_byte -= self->slots[first].n_bytes;
      g_byte_array_append (bytes, (const guint8 *) chiosa_text_slot_bytes (self, first), self->slots[first].n_bytes);
    }

  if (self->n_slots > 0)
    g_byte_array_append (bytes, (const guint8 *) chiosa_text_slot_bytes (self, from->slot), from->in_byte);
  g_byte_array_append (bytes, (const guint8 *) utf8, n_bytes);
  if (rest > 0)
    g_byte_array_append (bytes, (const guint8 *) chiosa_text_slot_bytes (self, last) + to->in_byte, rest);

  if (small && last + 1 < self->n_slots)
    {
      last++;
      g_byte_array_append (bytes, (const guint8 *) chiosa_text_slot_bytes (self, last), self->slots[last].n_bytes);
    }

  splice (self, first, self->n_slots > 0 ? last - first + 1 : 0, (const char *) bytes->data, bytes->len);

  if (place.slot >= self->n_slots)
    place = (ChiosaTextPlace) { 0 };
  cursor_write (self, &place);
}

/* Code points in @utf8, which starts and ends between characters. */
gsize
chiosa_utf8_count (const char *utf8,
                   gsize       n_bytes)
{
  gsize n_chars = 0;
  gsize i = 0;

  for (; i + 8 <= n_bytes; i += 8)
    n_chars += 8 - count_continuations (utf8 + i);

  for (; i < n_bytes; i++)
    n_chars += !CONTINUATION (utf8[i]);

  return n_chars;
}

/* The place of @offset, which is brought down to the length. Remembers it for the next question. */
void
chiosa_text_locate (const ChiosaText *self,
                    gsize             offset,
                    ChiosaTextPlace  *place)
{
  cursor_read (self, place);

  if (self->n_slots == 0)
    return;

  offset = MIN (offset, self->n_chars);
  walk_to_slot (self, place, offset, UNIT_CHARS);
  walk_in_slot (self, place, offset - place->slot_char);
  cursor_write (self, place);
}

/* Likewise for a byte; inside a character, the place before it. */
void
chiosa_text_locate_byte (const ChiosaText *self,
                         gsize             byte,
                         ChiosaTextPlace  *place)
{
  const char *bytes;
  gsize in_byte;

  cursor_read (self, place);

  if (self->n_slots == 0)
    return;

  byte = MIN (byte, self->n_bytes);
  walk_to_slot (self, place, byte, UNIT_BYTES);

  bytes = chiosa_text_slot_bytes (self, place->slot);
  in_byte = byte - place->slot_byte;
  while (in_byte < self->slots[place->slot].n_bytes && CONTINUATION (bytes[in_byte]))
    in_byte--;

  if (in_byte >= place->in_byte)
    place->in_char += chiosa_utf8_count (bytes + place->in_byte, in_byte - place->in_byte);
  else
    place->in_char = chiosa_utf8_count (bytes, in_byte);
  place->in_byte = in_byte;
  cursor_write (self, place);
}

/* Puts @utf8, which is valid, between two places. */
void
chiosa_text_splice (ChiosaText            *self,
                    const ChiosaTextPlace *from,
                    const ChiosaTextPlace *to,
                    const char            *utf8,
                    gsize                  n_bytes)
{
  if (!replace_in_chunk (self, from, to, utf8, n_bytes))
    replace_slots (self, from, to, utf8, n_bytes);
}

/* Gives the chunks of @self to @copy, which is empty. */
void
chiosa_text_share_chunks (const ChiosaText *self,
                          ChiosaText       *copy)
{
  slots_reserve (copy, self->n_slots);
  for (guint i = 0; i < self->n_slots; i++)
    {
      copy->slots[i] = self->slots[i];
      g_atomic_ref_count_inc (&copy->slots[i].chunk->refs);
    }
  copy->n_slots = self->n_slots;
  copy->n_chars = self->n_chars;
  copy->n_bytes = self->n_bytes;
}

void
chiosa_text_drop_chunks (ChiosaText *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    chunk_unref (self->slots[i].chunk);
  g_clear_pointer (&self->slots, g_free);
}
