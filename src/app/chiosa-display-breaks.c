/* chiosa-display-breaks.c
 *
 * The places where a buffer has the end of a line and the article has another character. Where a paragraph is best broken is told by
 * chiosa-long-paragraph.c; when to look is the buffer's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-display-breaks.h"

#include "chiosa-long-paragraph.h"

#include <string.h>

/* Ends a line for GTK, is no part of CR LF, and is one character, as what it stands for. */
#define PARAGRAPH_SEPARATOR 0x2029

/* Breaks go where all parts of the paragraph together have no more characters, or the parts at both sides. Less than what is broken,
 * so that nothing flickers around a limit. */
#define SHORT_PARAGRAPH (CHIOSA_MAX_UNBROKEN * 3 / 4)
#define SHORT_PARTS     (CHIOSA_MAX_PART / 3)

struct _ChiosaDisplayBreaks
{
  GArray *places;           /* ChiosaDisplayBreak, by offset */
  gsize   changed_start;    /* since the last adjustment; G_MAXSIZE: nothing */
  gsize   changed_end;
};

static ChiosaDisplayBreak *
get_place (ChiosaDisplayBreaks *self,
           guint                i)
{
  return &g_array_index (self->places, ChiosaDisplayBreak, i);
}

/* Index of the first break at or behind @offset. */
static guint
find_place (ChiosaDisplayBreaks *self,
            gsize                offset)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (get_place (self, middle)->offset < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

ChiosaDisplayBreaks *
chiosa_display_breaks_new (void)
{
  ChiosaDisplayBreaks *self = g_new0 (ChiosaDisplayBreaks, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (ChiosaDisplayBreak));
  self->changed_start = G_MAXSIZE;
  return self;
}

void
chiosa_display_breaks_free (ChiosaDisplayBreaks *self)
{
  g_array_unref (self->places);
  g_free (self);
}

/* @utf8, whose first character is at @start, with breaks in place of characters, or the other way round. */
static char *
replace_characters (ChiosaDisplayBreaks *self,
                    const char          *utf8,
                    gsize                n_bytes,
                    gsize                start,
                    gboolean             to_breaks)
{
  GString *out = g_string_sized_new (n_bytes + 2 * self->places->len);
  const char *rest = utf8;
  const char *end = utf8 + n_bytes;
  gsize offset = start;

  for (guint i = find_place (self, start); i < self->places->len && rest < end; i++)
    {
      const ChiosaDisplayBreak *place = get_place (self, i);
      const char *p = rest;

      while (p < end && offset < place->offset)
        {
          p = g_utf8_next_char (p);
          offset++;
        }

      g_string_append_len (out, rest, p - rest);
      rest = p;
      if (p == end)
        break;

      g_string_append_unichar (out, to_breaks ? PARAGRAPH_SEPARATOR : place->character);
      rest = g_utf8_next_char (p);
      offset++;
    }

  g_string_append_len (out, rest, end - rest);
  return g_string_free (out, FALSE);
}

char *
chiosa_display_breaks_load (ChiosaDisplayBreaks *self,
                            const char          *utf8,
                            gsize                n_bytes)
{
  self->changed_start = G_MAXSIZE;
  self->changed_end = 0;
  g_array_set_size (self->places, 0);
  chiosa_long_paragraphs_find_breaks (utf8, n_bytes, self->places);
  if (self->places->len == 0)
    return g_strndup (utf8, n_bytes);

  return replace_characters (self, utf8, n_bytes, 0, TRUE);
}

void
chiosa_display_breaks_inserted (ChiosaDisplayBreaks *self,
                                gsize                offset,
                                gsize                n)
{
  for (guint i = find_place (self, offset); i < self->places->len; i++)
    get_place (self, i)->offset += n;

  if (self->changed_end > offset)
    self->changed_end += n;
  self->changed_start = MIN (self->changed_start, offset);
  self->changed_end = MAX (self->changed_end, offset + n);
}

void
chiosa_display_breaks_deleted (ChiosaDisplayBreaks *self,
                               gsize                start,
                               gsize                end)
{
  guint first = find_place (self, start);
  guint behind = find_place (self, end);

  if (behind > first)
    g_array_remove_range (self->places, first, behind - first);
  for (guint i = first; i < self->places->len; i++)
    get_place (self, i)->offset -= end - start;

  if (self->changed_end > start)
    self->changed_end = MAX (self->changed_end, end) - (end - start);
  self->changed_start = MIN (self->changed_start, start);
  self->changed_end = MAX (self->changed_end, start);
}

gsize
chiosa_display_breaks_get_n_changed (ChiosaDisplayBreaks *self)
{
  return self->changed_start != G_MAXSIZE ? self->changed_end - self->changed_start : 0;
}

gunichar
chiosa_display_breaks_get (ChiosaDisplayBreaks *self,
                           gsize                offset)
{
  guint i = find_place (self, offset);

  return i < self->places->len && get_place (self, i)->offset == offset ? get_place (self, i)->character : 0;
}

gboolean
chiosa_display_breaks_any (ChiosaDisplayBreaks *self,
                           gsize                start,
                           gsize                end)
{
  guint i = find_place (self, start);

  return i < self->places->len && get_place (self, i)->offset < end;
}

char *
chiosa_display_breaks_restore (ChiosaDisplayBreaks *self,
                               const char          *slice,
                               gsize                start)
{
  return replace_characters (self, slice, strlen (slice), start, FALSE);
}

/* --- Adjusting ----------------------------------------------------------------------------------------------------------------- */

typedef struct
{
  ChiosaDisplayBreaks *breaks;
  GtkTextBuffer       *buffer;
  gsize                start;       /* what changed */
  gsize                end;
} Adjustment;

/* First in, then out, so that the marks of cursor and selection stay on their side of the character. */
static void
put_character (Adjustment *adjustment,
               gsize       offset,
               gunichar    c)
{
  char utf8[6];
  int n_bytes = g_unichar_to_utf8 (c, utf8);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (adjustment->buffer, &end, offset + 1);
  gtk_text_buffer_insert (adjustment->buffer, &end, utf8, n_bytes);
  gtk_text_buffer_get_iter_at_offset (adjustment->buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (adjustment->buffer, &end, offset + 1);
  gtk_text_buffer_delete (adjustment->buffer, &start, &end);

  adjustment->start = MIN (adjustment->start, offset);
  adjustment->end = MAX (adjustment->end, offset + 1);
}

static void
remove_breaks (Adjustment *adjustment,
               gsize       start,
               gsize       end)
{
  ChiosaDisplayBreaks *self = adjustment->breaks;
  guint first = find_place (self, start);
  guint behind = find_place (self, end);

  for (guint i = first; i < behind; i++)
    put_character (adjustment, get_place (self, i)->offset, get_place (self, i)->character);
  if (behind > first)
    g_array_remove_range (self->places, first, behind - first);
}

/* The part of a paragraph that is one line in the buffer, without its end. */
static void
get_part (Adjustment *adjustment,
          gsize       offset,
          gsize      *start,
          gsize      *end)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (adjustment->buffer, &iter, offset);
  gtk_text_iter_set_line_offset (&iter, 0);
  *start = gtk_text_iter_get_offset (&iter);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  *end = gtk_text_iter_get_offset (&iter);
}

static gboolean
is_break (Adjustment *adjustment,
          gsize       offset)
{
  return chiosa_display_breaks_get (adjustment->breaks, offset) != 0;
}

/* The whole paragraph around a part, unless that is more than SHORT_PARAGRAPH. */
static gboolean
get_short_paragraph (Adjustment *adjustment,
                     gsize      *start,
                     gsize      *end)
{
  gsize other;

  while (*start > 0 && is_break (adjustment, *start - 1) && *end - *start <= SHORT_PARAGRAPH)
    get_part (adjustment, *start - 1, start, &other);
  while (is_break (adjustment, *end) && *end - *start <= SHORT_PARAGRAPH)
    get_part (adjustment, *end + 1, &other, end);

  return *end - *start <= SHORT_PARAGRAPH;
}

static void
join_short_parts (Adjustment *adjustment,
                  gsize       start,
                  gsize       end)
{
  gsize first = start;
  gsize last = end;
  gsize other;

  if (get_short_paragraph (adjustment, &first, &last))
    {
      remove_breaks (adjustment, first, last);
      return;
    }

  if (is_break (adjustment, end))
    {
      get_part (adjustment, end + 1, &other, &last);
      if (last - start <= SHORT_PARTS)
        remove_breaks (adjustment, end, end + 1);
    }
  if (start > 0 && is_break (adjustment, start - 1))
    {
      get_part (adjustment, start - 1, &first, &other);
      if (end - first <= SHORT_PARTS)
        remove_breaks (adjustment, start - 1, start);
    }
}

static void
break_part (Adjustment *adjustment,
            gsize       start,
            gsize       end)
{
  ChiosaDisplayBreaks *self = adjustment->breaks;
  g_autoptr (GArray) found = NULL;
  g_autofree char *slice = NULL;
  GtkTextIter from, to;

  if ((end - start) * 2 <= CHIOSA_MAX_UNBROKEN)
    return;

  gtk_text_buffer_get_iter_at_offset (adjustment->buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (adjustment->buffer, &to, end);
  slice = gtk_text_buffer_get_slice (adjustment->buffer, &from, &to, TRUE);
  found = g_array_new (FALSE, FALSE, sizeof (ChiosaDisplayBreak));
  chiosa_long_paragraph_find_breaks (slice, strlen (slice), start, found);
  if (found->len == 0)
    return;

  g_array_insert_vals (self->places, find_place (self, start), found->data, found->len);
  for (guint i = 0; i < found->len; i++)
    put_character (adjustment, g_array_index (found, ChiosaDisplayBreak, i).offset, PARAGRAPH_SEPARATOR);
}

gboolean
chiosa_display_breaks_adjust (ChiosaDisplayBreaks *self,
                              GtkTextBuffer       *buffer,
                              gsize               *start,
                              gsize               *end)
{
  Adjustment adjustment = { self, buffer, G_MAXSIZE, 0 };
  gsize offset = self->changed_start;
  gsize stop = self->changed_end;
  gsize part_start, part_end;
  GtkTextIter iter;

  if (offset == G_MAXSIZE)
    return FALSE;

  self->changed_start = G_MAXSIZE;
  self->changed_end = 0;
  do
    {
      get_part (&adjustment, offset, &part_start, &part_end);
      join_short_parts (&adjustment, part_start, part_end);
      get_part (&adjustment, offset, &part_start, &part_end);
      break_part (&adjustment, part_start, part_end);

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, part_end);
      if (!gtk_text_iter_forward_line (&iter))
        break;
      offset = gtk_text_iter_get_offset (&iter);
    }
  while (offset <= stop);

  *start = adjustment.start;
  *end = adjustment.end;
  return adjustment.end > 0;
}
