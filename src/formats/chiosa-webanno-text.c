/* chiosa-webanno-text.c
 *
 * The text of a WebAnno TSV file, put together of its sentences, and where in it the words of rows stand. Knows no columns.
 *
 * Between two sentences the file has only a distance, which becomes a line end and then spaces, as in INCEpTION. A word whose offsets do not
 * lead to it is looked for as the next word of its sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-webanno-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Spaces that a file may ask for between sentences, all together. */
#define MAX_SPACES ((gsize) 1 << 20)

struct _ChiosaWebannoText
{
  ChiosaReader  *reader;
  char          *before;        /* white space before the first word; NULL: spaces */
  GString       *text;          /* of the article so far */
  gsize          length;        /* of it; code points */
  gsize          n_spaces;
  guint          n_words;
  guint64        offset;        /* UTF-16 units: where the file is, by its own count */
  /* of the sentence */
  GString       *sentence;      /* NULL: none yet */
  ChiosaOffsets *offsets;       /* of its text; NULL while it is put together */
  guint64        start;         /* UTF-16 units: by the file */
  gsize          place;         /* code points: where it stands */
  gsize          next;          /* behind its last word; code points from its start */
  gboolean       told;          /* of offsets that lead nowhere */
  ChiosaSpan     word;          /* the last one; code points of the text */
  gboolean       word_lost;
};

/**
 * chiosa_webanno_text_new:
 * @reader: that tells of problems; must live longer
 *
 * Returns: (transfer full): nothing yet
 */
ChiosaWebannoText *
chiosa_webanno_text_new (ChiosaReader *reader)
{
  ChiosaWebannoText *self = g_new0 (ChiosaWebannoText, 1);

  self->reader = reader;
  self->text = g_string_new (NULL);

  return self;
}

/**
 * chiosa_webanno_text_free:
 * @self: (nullable) (transfer full): text
 */
void
chiosa_webanno_text_free (ChiosaWebannoText *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->offsets, chiosa_offsets_free);
  if (self->sentence != NULL)
    g_string_free (self->sentence, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self->before);
  g_free (self);
}

/**
 * chiosa_webanno_text_get:
 * @self: text
 *
 * Returns: (transfer none): what is there of the article
 */
const char *
chiosa_webanno_text_get (const ChiosaWebannoText *self)
{
  return self->text->str;
}

/**
 * chiosa_webanno_text_set_before:
 * @self: text
 * @white_space: before the first word, where it is not spaces
 */
void
chiosa_webanno_text_set_before (ChiosaWebannoText *self,
                                const char        *white_space)
{
  g_set_str (&self->before, white_space);
}

/* --- Sentences ------------------------------------------------------------------------------------------------------ */

/**
 * chiosa_webanno_text_add_line:
 * @self: text
 * @words: of the sentence: its text so far goes on with a line end and this
 */
void
chiosa_webanno_text_add_line (ChiosaWebannoText *self,
                              const char        *words)
{
  if (self->sentence == NULL)
    self->sentence = g_string_new (words);
  else
    g_string_append_printf (self->sentence, "\n%s", words);
}

/* What stands between the last sentence and this one, as far as can be known. */
static gboolean
add_gap (ChiosaWebannoText  *self,
         guint               line,
         GError            **error)
{
  gsize n;

  if (self->start < self->offset)
    {
      chiosa_reader_problem (self->reader, line, _("the sentence starts at %u, before the end of the last one at %u; it is put on a new line"),
                             (guint) self->start, (guint) self->offset);
      g_string_append_c (self->text, '\n');
      self->length++;
      return TRUE;
    }
  if (self->start - self->offset > MAX_SPACES || self->n_spaces + (self->start - self->offset) > MAX_SPACES)
    return chiosa_reader_fail (self->reader, line, error, _("the sentence starts at %u, far behind the end of the last one at %u"),
                               (guint) self->start, (guint) self->offset);

  n = self->start - self->offset;
  self->n_spaces += n;
  for (gsize i = 0; i < n; i++)
    g_string_append_c (self->text, i == 0 && self->n_words > 0 ? '\n' : ' ');
  self->length += n;

  return TRUE;
}

/* White space before the first word, where the file says which. */
static gboolean
add_before (ChiosaWebannoText *self)
{
  g_autoptr (ChiosaOffsets) offsets = self->before != NULL ? chiosa_offsets_new (self->before) : NULL;

  if (offsets == NULL || self->n_words > 0 || chiosa_offsets_length (offsets, CHIOSA_UNIT_UTF16) != self->start)
    return FALSE;

  g_string_append (self->text, self->before);
  self->length += chiosa_offsets_length (offsets, CHIOSA_UNIT_CODE_POINTS);

  return TRUE;
}

/* The first word of a sentence says where it stands. */
static gboolean
place_sentence (ChiosaWebannoText  *self,
                guint               line,
                guint64             start,
                GError            **error)
{
  if (self->sentence == NULL)
    return chiosa_reader_fail (self->reader, line, error, _("a word without a sentence: there is no “#Text=” above it"));

  self->start = start;
  if (!add_before (self) && !add_gap (self, line, error))
    return FALSE;

  self->place = self->length;
  self->next = 0;
  self->told = FALSE;
  self->offsets = chiosa_offsets_new (self->sentence->str);
  g_string_append_len (self->text, self->sentence->str, self->sentence->len);
  self->length += chiosa_offsets_length (self->offsets, CHIOSA_UNIT_CODE_POINTS);
  self->offset = start + chiosa_offsets_length (self->offsets, CHIOSA_UNIT_UTF16);

  return TRUE;
}

/**
 * chiosa_webanno_text_end_sentence:
 * @self: text
 * @line: where the file is
 * @error: return location
 *
 * Makes room for a new one. The text of the last one stands in the article, even where no word of it followed.
 *
 * Returns: %FALSE when the file makes no sense
 */
gboolean
chiosa_webanno_text_end_sentence (ChiosaWebannoText  *self,
                                  guint               line,
                                  GError            **error)
{
  if (self->sentence != NULL && self->offsets == NULL)
    {
      chiosa_reader_problem (self->reader, line, _("a sentence without words"));
      if (!place_sentence (self, line, self->offset + (self->text->len > 0), error))
        return FALSE;
    }
  g_clear_pointer (&self->offsets, chiosa_offsets_free);
  if (self->sentence != NULL)
    g_string_free (g_steal_pointer (&self->sentence), TRUE);

  return TRUE;
}

/* --- Words ---------------------------------------------------------------------------------------------------------- */

static gboolean
find_by_offsets (const ChiosaWebannoText *self,
                 guint64                  start,
                 guint64                  end,
                 ChiosaSpan              *place)
{
  return start >= self->start && end >= start && end - self->start < G_MAXUINT32
         && chiosa_offsets_from (self->offsets, CHIOSA_UNIT_UTF16, start - self->start, &place->start)
         && chiosa_offsets_from (self->offsets, CHIOSA_UNIT_UTF16, end - self->start, &place->end);
}

/* @word as the next thing of the sentence behind white space. */
static gboolean
find_next (const ChiosaWebannoText *self,
           const char              *word,
           ChiosaSpan              *place)
{
  gsize bytes = chiosa_offsets_to (self->offsets, CHIOSA_UNIT_BYTES, self->next);
  const char *p = self->sentence->str + bytes;

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*word == '\0' || !g_str_has_prefix (p, word))
    return FALSE;

  bytes = p - self->sentence->str;

  return chiosa_offsets_from (self->offsets, CHIOSA_UNIT_BYTES, bytes, &place->start)
         && chiosa_offsets_from (self->offsets, CHIOSA_UNIT_BYTES, bytes + strlen (word), &place->end);
}

/* Where the word of a row stands in its sentence. FALSE, and told, when it is not there. */
static gboolean
find_word (ChiosaWebannoText *self,
           guint              line,
           guint64            start,
           guint64            end,
           const char        *word,
           gboolean           is_part,
           ChiosaSpan        *place)
{
  g_autofree char *found = NULL;
  gboolean inside = find_by_offsets (self, start, end, place);

  if (inside)
    found = chiosa_offsets_slice (self->offsets, place->start, place->end);
  if (inside && g_str_equal (found, word))
    return TRUE;

  if (!is_part && find_next (self, word, place))
    {
      if (!self->told)
        chiosa_reader_problem (self->reader, line, _("“%s” does not stand at %u–%u"
                                                     " but “%s”; the words of this sentence are taken one after the other"),
                               word, (guint) start, (guint) end, found != NULL ? found : "");
      self->told = TRUE;
      return TRUE;
    }

  if (found != NULL)
    chiosa_reader_problem (self->reader, line, _("“%s” does not stand at %u–%u"
                                                   " but “%s”; annotations on it are left out"), word, (guint) start, (guint) end, found);
  else
    chiosa_reader_problem (self->reader, line, _("“%s” cannot stand at %u–%u"
                                                   ", which is outside of its sentence or inside a character; annotations on it are left out"),
                           word, (guint) start, (guint) end);
  return FALSE;
}

/* Where @row stands, now that its words are found at @place of the sentence; or are not. */
static void
set_place (ChiosaWebannoText *self,
           ChiosaWebannoRow  *row,
           ChiosaSpan         place,
           gboolean           is_part)
{
  if (!row->lost)
    row->place = (ChiosaSpan) { self->place + place.start, self->place + place.end };
  if (!is_part)
    {
      self->n_words++;
      self->word = row->place;
      self->word_lost = row->lost;
      if (!row->lost)
        self->next = place.end;
    }

  row->token = self->n_words;
  row->at_start = !is_part || row->place.start == self->word.start;
  row->at_end = !is_part || row->place.end == self->word.end;
  row->lost |= self->word_lost && is_part;
}

/**
 * chiosa_webanno_text_place_row:
 * @self: text
 * @row: (inout): with id and line; the rest is set
 * @start: UTF-16 units, by the file
 * @end: UTF-16 units, by the file
 * @word: what stands there
 * @error: return location
 *
 * A row whose words are not there is a problem, and lost.
 *
 * Returns: %FALSE when the file makes no sense
 */
gboolean
chiosa_webanno_text_place_row (ChiosaWebannoText  *self,
                               ChiosaWebannoRow   *row,
                               guint64             start,
                               guint64             end,
                               const char         *word,
                               GError            **error)
{
  gboolean is_part = strchr (row->id, '.') != NULL;
  ChiosaSpan place = { 0, 0 };

  if (self->offsets == NULL && !place_sentence (self, row->line, start, error))
    return FALSE;

  row->lost = !find_word (self, row->line, start, end, word, is_part, &place);
  set_place (self, row, place, is_part);

  return TRUE;
}
