/* chiosa-edit.c
 *
 * A change of the text as a value: ordered, disjoint replacements that do not touch, in the coordinates of the
 * old text. Knows texts, but nothing of what is annotated in them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-edit.h"

#include <string.h>

struct _ChiosaEdit
{
  GArray *replacements;   /* of ChiosaReplacement */

  /* Where the last change went in: what lies before replacement @hint makes the text longer by @hint_shift. */
  guint   hint;
  gssize  hint_shift;
};

static void
replacement_clear (gpointer data)
{
  g_free (((ChiosaReplacement *) data)->text);
}

static ChiosaReplacement *
get (const ChiosaEdit *self,
     guint             i)
{
  return &g_array_index (self->replacements, ChiosaReplacement, i);
}

static gssize
growth (const ChiosaReplacement *replacement)
{
  return (gssize) replacement->inserted - (gssize) (replacement->end - replacement->start);
}

/* Finds the first replacement that ends at or behind @start in the new text, and the shift before it. */
static guint
find_first (ChiosaEdit *self,
            gsize       start,
            gssize     *shift)
{
  guint i = self->hint;

  *shift = self->hint_shift;

  while (i > 0)
    {
      const ChiosaReplacement *before = get (self, i - 1);

      if (before->end + *shift < start)
        break;

      *shift -= growth (before);
      i--;
    }

  while (i < self->replacements->len && get (self, i)->start + *shift + get (self, i)->inserted < start)
    *shift += growth (get (self, i++));

  return i;
}

/* @text between what stays of the first and of the last replacement that the change touches. */
static char *
join_texts (const char *first,
            gsize       kept,
            const char *text,
            const char *last,
            gsize       dropped)
{
  g_autofree char *head = g_utf8_substring (first, 0, kept);

  return g_strconcat (head, text, g_utf8_offset_to_pointer (last, dropped), NULL);
}

/* Cuts what @replacement has in common with the text that it replaces. */
static void
trim_replacement (ChiosaReplacement *replacement,
                  const ChiosaText  *old)
{
  g_autofree char *before = chiosa_text_get_slice (old, replacement->start, replacement->end);
  const char *text = replacement->text;
  const char *before_end = before + strlen (before);
  const char *text_end = text + strlen (text);
  const char *p = before;
  const char *q = text;
  g_autofree char *kept = NULL;
  gsize n_head = 0, n_tail = 0;

  while (p < before_end && q < text_end && g_utf8_get_char (p) == g_utf8_get_char (q))
    {
      p = g_utf8_next_char (p);
      q = g_utf8_next_char (q);
      n_head++;
    }

  while (before_end > p && text_end > q)
    {
      const char *last = g_utf8_prev_char (before_end);
      const char *text_last = g_utf8_prev_char (text_end);

      if (g_utf8_get_char (last) != g_utf8_get_char (text_last))
        break;

      before_end = last;
      text_end = text_last;
      n_tail++;
    }

  if (n_head + n_tail == 0)
    return;

  kept = g_strndup (q, text_end - q);
  g_free (replacement->text);
  replacement->text = g_steal_pointer (&kept);
  replacement->start += n_head;
  replacement->end -= n_tail;
  replacement->inserted -= n_head + n_tail;
}

/**
 * chiosa_edit_new:
 *
 * Returns: (transfer full): an edit that changes nothing
 */
ChiosaEdit *
chiosa_edit_new (void)
{
  ChiosaEdit *self = g_new0 (ChiosaEdit, 1);

  self->replacements = g_array_new (FALSE, FALSE, sizeof (ChiosaReplacement));
  g_array_set_clear_func (self->replacements, replacement_clear);

  return self;
}

/**
 * chiosa_edit_new_replace:
 * @start: in code points
 * @end: in code points, not before @start
 * @text: what takes the place of [@start, @end)
 *
 * Returns: (transfer full): an edit of one replacement, or of none when that would change nothing
 */
ChiosaEdit *
chiosa_edit_new_replace (gsize       start,
                         gsize       end,
                         const char *text)
{
  ChiosaEdit *self = chiosa_edit_new ();

  chiosa_edit_compose (self, start, end, text);

  return self;
}

/**
 * chiosa_edit_copy:
 *
 * Returns: (transfer full): a copy
 */
ChiosaEdit *
chiosa_edit_copy (const ChiosaEdit *self)
{
  ChiosaEdit *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = chiosa_edit_new ();
  for (guint i = 0; i < self->replacements->len; i++)
    {
      ChiosaReplacement replacement = *get (self, i);

      replacement.text = g_strdup (replacement.text);
      g_array_append_val (copy->replacements, replacement);
    }

  return copy;
}

/**
 * chiosa_edit_free:
 * @self: (nullable) (transfer full):
 */
void
chiosa_edit_free (ChiosaEdit *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->replacements);
  g_free (self);
}

/**
 * chiosa_edit_compose:
 * @start: in code points of the text after @self
 * @end: likewise, not before @start
 * @text: what takes the place of [@start, @end)
 *
 * Adds one more change. It becomes one with the replacements that it touches, also where it only lies next to them.
 */
void
chiosa_edit_compose (ChiosaEdit *self,
                     gsize       start,
                     gsize       end,
                     const char *text)
{
  ChiosaReplacement merged;
  gssize shift, shift_after;
  guint first, last;

  g_return_if_fail (self != NULL);
  g_return_if_fail (start <= end);
  g_return_if_fail (text != NULL);

  if (start == end && *text == '\0')
    return;

  first = last = find_first (self, start, &shift);
  shift_after = shift;
  while (last < self->replacements->len && get (self, last)->start + shift_after <= end)
    shift_after += growth (get (self, last++));

  merged = (ChiosaReplacement) { start - shift, end - shift_after, NULL, g_utf8_strlen (text, -1) };
  if (first == last)
    merged.text = g_strdup (text);
  else
    {
      const ChiosaReplacement *head = get (self, first);
      const ChiosaReplacement *tail = get (self, last - 1);
      gsize kept = merged.start > head->start ? merged.start - head->start : 0;
      gsize dropped = tail->inserted - ((gssize) merged.end < (gssize) tail->end ? tail->end - merged.end : 0);

      merged.text = join_texts (head->text, kept, text, tail->text, dropped);
      merged.start = MIN (merged.start, head->start);
      merged.end = MAX ((gssize) merged.end, (gssize) tail->end);
      merged.inserted += kept + tail->inserted - dropped;
      g_array_remove_range (self->replacements, first, last - first);
    }

  if (merged.start == merged.end && merged.inserted == 0)
    g_free (merged.text);
  else
    g_array_insert_val (self->replacements, first, merged);

  self->hint = first;
  self->hint_shift = shift;
}

/**
 * chiosa_edit_compose_edit:
 * @next: another edit, whose coordinates are those of the text after @self
 *
 * Adds all of @next.
 */
void
chiosa_edit_compose_edit (ChiosaEdit       *self,
                          const ChiosaEdit *next)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (next != NULL && next != self);

  /* From the last one, so that none moves those still to come. */
  for (guint i = next->replacements->len; i-- > 0; )
    {
      const ChiosaReplacement *replacement = get (next, i);

      chiosa_edit_compose (self, replacement->start, replacement->end, replacement->text);
    }
}

/**
 * chiosa_edit_trim:
 * @old: the text before @self
 *
 * Cuts from every replacement first the prefix, then the suffix, that its text shares with what it replaces, by code
 * points: a cut may fall inside a grapheme. Replacements that change nothing go away.
 */
void
chiosa_edit_trim (ChiosaEdit       *self,
                  const ChiosaText *old)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (old != NULL);

  self->hint = 0;
  self->hint_shift = 0;

  for (guint i = self->replacements->len; i-- > 0; )
    {
      ChiosaReplacement *replacement = get (self, i);

      trim_replacement (replacement, old);
      if (replacement->start == replacement->end && replacement->inserted == 0)
        g_array_remove_index (self->replacements, i);
    }
}

/**
 * chiosa_edit_get_n:
 *
 * Returns: the number of replacements
 */
guint
chiosa_edit_get_n (const ChiosaEdit *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->replacements->len;
}

/**
 * chiosa_edit_get:
 * @i: below chiosa_edit_get_n()
 *
 * Returns: (transfer none): a replacement, in order of place; valid until @self changes
 */
const ChiosaReplacement *
chiosa_edit_get (const ChiosaEdit *self,
                 guint             i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->replacements->len, NULL);

  return get (self, i);
}

/**
 * chiosa_edit_is_empty:
 *
 * Returns: whether there is no replacement; one that writes what was there before counts until it is trimmed
 */
gboolean
chiosa_edit_is_empty (const ChiosaEdit *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->replacements->len == 0;
}

/**
 * chiosa_edit_apply:
 * @text: the old text, which becomes the new one
 */
void
chiosa_edit_apply (const ChiosaEdit *self,
                   ChiosaText       *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  for (guint i = self->replacements->len; i-- > 0; )
    {
      const ChiosaReplacement *replacement = get (self, i);

      chiosa_text_replace (text, replacement->start, replacement->end, replacement->text, -1);
    }
}

/**
 * chiosa_edit_invert:
 * @old: the text before @self
 *
 * Returns: (transfer full): the edit from the new text to @old
 */
ChiosaEdit *
chiosa_edit_invert (const ChiosaEdit *self,
                    const ChiosaText *old)
{
  ChiosaEdit *inverse;
  gssize shift = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (old != NULL, NULL);

  inverse = chiosa_edit_new ();
  for (guint i = 0; i < self->replacements->len; i++)
    {
      const ChiosaReplacement *replacement = get (self, i);
      ChiosaReplacement back;

      back.start = replacement->start + shift;
      back.end = back.start + replacement->inserted;
      back.text = chiosa_text_get_slice (old, replacement->start, replacement->end);
      back.inserted = replacement->end - replacement->start;
      g_array_append_val (inverse->replacements, back);
      shift += growth (replacement);
    }

  return inverse;
}
