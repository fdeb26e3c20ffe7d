/* chiosa-tag-scheme.c
 *
 * One tag for each word. Reading does not ask which scheme it is: the same words come out of a tag in all of them, but for a
 * file that breaks its own rules, where an I- that nothing began begins a stretch.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-tag-scheme.h"

#include <string.h>

/**
 * chiosa_tag_scheme_from_string:
 * @id: "iob2", "iob1" or "bioes"
 *
 * Returns: the scheme; IOB2 for anything else
 */
ChiosaTagScheme
chiosa_tag_scheme_from_string (const char *id)
{
  if (g_strcmp0 (id, "iob1") == 0)
    return CHIOSA_TAG_IOB1;

  return g_strcmp0 (id, "bioes") == 0 ? CHIOSA_TAG_BIOES : CHIOSA_TAG_IOB2;
}

static char
find_letter (ChiosaTagScheme scheme,
             gboolean        first,
             gboolean        last,
             gboolean        touches)
{
  switch (scheme)
    {
    case CHIOSA_TAG_IOB1:
      return first && touches ? 'B' : 'I';
    case CHIOSA_TAG_BIOES:
      if (last)
        return first ? 'S' : 'E';
      return first ? 'B' : 'I';
    case CHIOSA_TAG_IOB2:
    default:
      return first ? 'B' : 'I';
    }
}

/**
 * chiosa_tag_append:
 * @name: of the stretch, without white space
 * @first: whether the word is its first
 * @last: whether the word is its last
 * @touches: whether the word before it ends another stretch of the same name
 */
void
chiosa_tag_append (GString         *out,
                   ChiosaTagScheme  scheme,
                   const char      *name,
                   gboolean         first,
                   gboolean         last,
                   gboolean         touches)
{
  g_string_append_c (out, find_letter (scheme, first, last, touches));
  g_string_append_c (out, '-');
  g_string_append (out, name);
}

/**
 * chiosa_tag_is_outside:
 *
 * Returns: whether @tag says that the word belongs to nothing
 */
gboolean
chiosa_tag_is_outside (const char *tag)
{
  return *tag == '\0' || ((*tag == 'O' || *tag == 'o' || *tag == '_' || *tag == '-') && tag[1] == '\0');
}

/**
 * chiosa_tag_is_valid:
 *
 * Returns: whether @tag is one of a scheme with letters
 */
gboolean
chiosa_tag_is_valid (const char *tag)
{
  if (chiosa_tag_is_outside (tag))
    return TRUE;

  return strchr ("BIESLUM", tag[0]) != NULL && tag[1] == '-' && tag[2] != '\0';
}

static void
close_stretch (ChiosaTagDecoder *self)
{
  if (self->open)
    self->found (self->first, self->last + 1, self->name->str, self->data);
  self->open = FALSE;
}

static void
open_stretch (ChiosaTagDecoder *self,
              guint             word,
              const char       *name)
{
  if (self->name == NULL)
    self->name = g_string_new (NULL);

  g_string_assign (self->name, name);
  self->first = word;
  self->open = TRUE;
}

/**
 * chiosa_tag_decoder_push:
 * @word: its number; numbers go up
 * @tag: of the word; one without a letter is a name by itself, which lasts as long as it is repeated
 */
void
chiosa_tag_decoder_push (ChiosaTagDecoder *self,
                         guint             word,
                         const char       *tag)
{
  gboolean lettered = !chiosa_tag_is_outside (tag) && chiosa_tag_is_valid (tag);
  char letter = lettered ? tag[0] : 'I';
  const char *name = lettered ? tag + 2 : tag;

  if (chiosa_tag_is_outside (tag))
    {
      close_stretch (self);
      return;
    }

  if (strchr ("BSU", letter) != NULL || !self->open || strcmp (self->name->str, name) != 0)
    {
      close_stretch (self);
      open_stretch (self, word, name);
    }

  self->last = word;
  if (strchr ("ELSU", letter) != NULL)
    close_stretch (self);
}

void
chiosa_tag_decoder_end (ChiosaTagDecoder *self)
{
  close_stretch (self);
}

void
chiosa_tag_decoder_clear (ChiosaTagDecoder *self)
{
  if (self->name != NULL)
    g_string_free (self->name, TRUE);
  self->name = NULL;
  self->open = FALSE;
}
