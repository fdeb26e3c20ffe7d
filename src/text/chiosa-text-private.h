/* chiosa-text-private.h
 *
 * The inside of ChiosaText, for the files of this room that walk over its chunks. Nobody else includes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

G_BEGIN_DECLS

/* Whole characters only; shared between copies of the text, changed only while one text holds it. */
typedef struct
{
  gatomicrefcount refs;
  guint           capacity;
  char            bytes[];
} ChiosaTextChunk;

/* What is asked of a chunk most often lies flat, so that looking for a place does not touch the chunks. */
typedef struct
{
  ChiosaTextChunk *chunk;
  guint16          n_bytes;
  guint16          n_chars;
  gboolean         may_break;   /* FALSE: surely no paragraph terminator inside */
} ChiosaTextSlot;

/* A place in the text. At the end of the text it is behind the last character of the last slot. */
typedef struct
{
  guint slot;
  gsize slot_char;   /* code points before the slot */
  gsize slot_byte;   /* bytes before the slot */
  guint in_char;     /* code points from the slot's start */
  guint in_byte;     /* bytes from the slot's start */
} ChiosaTextPlace;

struct _ChiosaText
{
  ChiosaTextSlot *slots;
  guint           n_slots;
  guint           n_allocated;
  gsize           n_chars;
  gsize           n_bytes;

  /* Where the last question was; a reader that finds it busy does without. */
  ChiosaTextPlace cursor;
  gint            cursor_busy;

  /* What the segmenter worked out about the paragraph it was last asked for. */
  gpointer        notes;
  GDestroyNotify  notes_free;
};

gsize        chiosa_utf8_count        (const char *utf8, gsize n_bytes);
const char  *chiosa_utf8_find_break   (const char *utf8, gsize n_bytes);

void         chiosa_text_locate       (const ChiosaText *self, gsize offset, ChiosaTextPlace *place);
void         chiosa_text_locate_byte  (const ChiosaText *self, gsize byte, ChiosaTextPlace *place);
void         chiosa_text_splice       (ChiosaText *self, const ChiosaTextPlace *from, const ChiosaTextPlace *to,
                                       const char *utf8, gsize n_bytes);
void         chiosa_text_share_chunks (const ChiosaText *self, ChiosaText *copy);
void         chiosa_text_drop_chunks  (ChiosaText *self);

gpointer     chiosa_text_take_notes   (const ChiosaText *self);
void         chiosa_text_give_notes   (const ChiosaText *self, gpointer notes, GDestroyNotify notes_free);

static inline const char *
chiosa_text_slot_bytes (const ChiosaText *self,
                        guint             slot)
{
  return self->slots[slot].chunk->bytes;
}

G_END_DECLS
