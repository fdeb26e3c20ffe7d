/* chiosa-web-annotation-place.c
 *
 * Where the target of a Web Annotation stands in a plain text: positions in code points or UTF-16 units, quotes with context, refinements.
 * Selectors that need the page itself (XPath, CSS, SVG) are named, not followed.
 *
 * The specification counts code points, tools in JavaScript count UTF-16 units: the quote tells which was meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE   /* memmem */

#include "chiosa-config.h"
#include "chiosa-web-annotation-private.h"


#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of the words shown in messages. */
#define SHOWN 60

/* --- Reading selectors ------------------------------------------------------------------------------------------ */

enum { TYPE, AT_TYPE, START, END, EXACT, PREFIX, SUFFIX, QUOTE, VALUE, REFINED_BY, ITEMS, N_MEMBERS };

static const ChiosaJsonMember members[N_MEMBERS] = {
  CHIOSA_JSON_MEMBER ("type"), CHIOSA_JSON_MEMBER ("@type"), CHIOSA_JSON_MEMBER ("start"), CHIOSA_JSON_MEMBER ("end"),
  CHIOSA_JSON_MEMBER ("exact"), CHIOSA_JSON_MEMBER ("prefix"), CHIOSA_JSON_MEMBER ("suffix"), CHIOSA_JSON_MEMBER ("quote"),
  CHIOSA_JSON_MEMBER ("value"), CHIOSA_JSON_MEMBER ("refinedBy"),
  CHIOSA_JSON_MEMBER ("items"),
};

static gboolean
read_position (ChiosaWebSelection    *self,
               const ChiosaJsonSlice *start,
               const ChiosaJsonSlice *end)
{
  if (start->start == NULL || end->start == NULL)
    return FALSE;

  self->has_position = chiosa_json_slice_uint (start, &self->start) && chiosa_json_slice_uint (end, &self->end);

  return self->has_position;
}

static void
take_string (char                  **where,
             const ChiosaJsonSlice  *slot)
{
  g_autofree char *value = slot->start != NULL ? chiosa_json_slice_string (slot) : NULL;

  if (*where == NULL && value != NULL && *value != '\0')
    *where = g_steal_pointer (&value);
}

/* RFC 5147: "char=16,29". */
static gboolean
read_fragment (ChiosaWebSelection *self,
               const char         *value)
{
  const char *at = value + strlen ("char=");
  char *end;

  if (!g_str_has_prefix (value, "char=") || !g_ascii_isdigit (*at))
    return FALSE;
  self->start = g_ascii_strtoull (at, &end, 10);
  if (*end != ',' || !g_ascii_isdigit (end[1]))
    return FALSE;
  self->end = g_ascii_strtoull (end + 1, &end, 10);
  self->has_position = *end == '\0' || *end == ';';

  return self->has_position;
}

static void read_object (ChiosaWebSelection *self, const ChiosaJsonSlice *selector);

static void
read_array (ChiosaWebSelection    *self,
            const ChiosaJsonSlice *selectors)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_cursor_init (&cursor, selectors) || cursor.opening != '[')
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    read_object (self, &item);
}

static void
read_object (ChiosaWebSelection    *self,
             const ChiosaJsonSlice *selector)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  const ChiosaJsonSlice *type_slot;
  g_autofree char *type = NULL, *value = NULL;
  gboolean found;

  if (!chiosa_json_read_members (selector, members, N_MEMBERS, slots, ",", NULL))
    return;
  if (slots[ITEMS].start != NULL)   /* a Choice */
    {
      read_array (self, &slots[ITEMS]);
      return;
    }

  take_string (&self->exact, &slots[EXACT]);
  take_string (&self->exact, &slots[QUOTE]);
  take_string (&self->prefix, &slots[PREFIX]);
  take_string (&self->suffix, &slots[SUFFIX]);
  type_slot = slots[TYPE].start != NULL ? &slots[TYPE] : &slots[AT_TYPE];
  type = type_slot->start != NULL ? chiosa_json_slice_string (type_slot) : NULL;
  value = slots[VALUE].start != NULL ? chiosa_json_slice_string (&slots[VALUE]) : NULL;

  found = slots[EXACT].start != NULL || slots[QUOTE].start != NULL;
  if (g_strcmp0 (type, "DataPositionSelector") != 0)
    found |= read_position (self, &slots[START], &slots[END]);
  if (value != NULL)
    found |= read_fragment (self, value);
  if (!found && self->unsupported == NULL)
    self->unsupported = type != NULL ? g_steal_pointer (&type) : g_strdup ("?");
  if (slots[REFINED_BY].start != NULL && self->inner == NULL)
    self->inner = chiosa_web_selection_new (&slots[REFINED_BY]);
}

/**
 * chiosa_web_selection_new:
 * @selector: one selector, or an array of them that all describe the same place
 *
 * Returns: (transfer full): what they say
 */
ChiosaWebSelection *
chiosa_web_selection_new (const ChiosaJsonSlice *selector)
{
  ChiosaWebSelection *self = g_new0 (ChiosaWebSelection, 1);

  self->line = selector->line;
  if (chiosa_json_slice_kind (selector) == '{')
    read_object (self, selector);
  else
    read_array (self, selector);

  return self;
}

/**
 * chiosa_web_selection_free:
 * @self: (nullable) (transfer full): a selection
 */
void
chiosa_web_selection_free (ChiosaWebSelection *self)
{
  if (self == NULL)
    return;

  chiosa_web_selection_free (self->inner);
  g_free (self->exact);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->unsupported);
  g_free (self);
}

/* --- Finding the place ------------------------------------------------------------------------------------------ */

static char *
shorten (const char *words)
{
  gsize n = g_utf8_strlen (words, -1);
  g_autofree char *head = NULL;

  if (n <= SHOWN)
    return g_strdup (words);

  head = g_utf8_substring (words, 0, SHOWN);

  return g_strconcat (head, "…", NULL);
}

/* The position in @unit, counted from the start of @window; FALSE when it is no place in it. */
static gboolean
get_position (const ChiosaWebSelection *self,
              const ChiosaWebText      *text,
              ChiosaOffsetUnit          unit,
              const ChiosaSpan         *window,
              ChiosaSpan               *span)
{
  gsize origin = chiosa_offsets_to (text->offsets, unit, window->start);
  gsize length = chiosa_offsets_to (text->offsets, unit, window->end) - origin;

  return self->start < self->end && self->end <= length
         && chiosa_offsets_from (text->offsets, unit, origin + self->start, &span->start)
         && chiosa_offsets_from (text->offsets, unit, origin + self->end, &span->end);
}

static gboolean
stands_at (const ChiosaWebSelection *self,
           const ChiosaWebText      *text,
           const ChiosaSpan         *span)
{
  gsize start = chiosa_offsets_to (text->offsets, CHIOSA_UNIT_BYTES, span->start);
  gsize end = chiosa_offsets_to (text->offsets, CHIOSA_UNIT_BYTES, span->end);

  return strlen (self->exact) == end - start && memcmp (self->exact, text->utf8 + start, end - start) == 0;
}

/* How often @needle stands in [start, end), counted to two; @at: the first. */
static guint
count_matches (const char  *start,
               const char  *end,
               const char  *needle,
               const char **at)
{
  gsize length = strlen (needle);

  *at = memmem (start, end - start, needle, length);
  if (*at == NULL)
    return 0;

  return memmem (*at + 1, end - *at - 1, needle, length) != NULL ? 2 : 1;
}

/* By the words with their context, and where that is not there to the letter, by less of it. */
static guint
find_quote (const ChiosaWebSelection  *self,
            const char                *start,
            const char                *end,
            const char               **at)
{
  const char *prefix = self->prefix != NULL ? self->prefix : "";
  const char *suffix = self->suffix != NULL ? self->suffix : "";
  const struct { const char *before, *behind; } tries[] = { { prefix, suffix }, { prefix, "" }, { "", suffix }, { "", "" } };
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *needle = g_strconcat (tries[i].before, self->exact, tries[i].behind, NULL);
      guint n = count_matches (start, end, needle, at);

      found = MAX (found, n);
      if (n == 1)
        {
          *at += strlen (tries[i].before);
          return 1;
        }
    }

  return found;
}

static gboolean
fail_quote (const ChiosaWebSelection  *self,
            guint                      found,
            GError                   **error)
{
  g_autofree char *words = shorten (self->exact);

  if (found == 0)
    g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET,
                 /* Translators: words that an annotation is about */
                 _("“%s” is not in the text"), words);
  else
    g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET,
                 _("“%s” is in the text more than once, and what is said of its place does not tell which is meant"), words);

  return FALSE;
}

static gboolean
find_by_quote (const ChiosaWebSelection  *self,
               const ChiosaWebText       *text,
               const ChiosaSpan          *window,
               ChiosaSpan                *span,
               GError                   **error)
{
  const char *start = text->utf8 + chiosa_offsets_to (text->offsets, CHIOSA_UNIT_BYTES, window->start);
  const char *end = text->utf8 + chiosa_offsets_to (text->offsets, CHIOSA_UNIT_BYTES, window->end);
  const char *at;
  guint found = find_quote (self, start, end, &at);

  if (found != 1)
    return fail_quote (self, found, error);

  return chiosa_offsets_from (text->offsets, CHIOSA_UNIT_BYTES, at - text->utf8, &span->start)
         && chiosa_offsets_from (text->offsets, CHIOSA_UNIT_BYTES, at - text->utf8 + strlen (self->exact), &span->end);
}

static gboolean
find_by_position (const ChiosaWebSelection  *self,
                  const ChiosaWebText       *text,
                  const ChiosaSpan          *window,
                  ChiosaSpan                *span,
                  GError                   **error)
{
  if (get_position (self, text, text->unit, window, span))
    return TRUE;

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET,
               _("%zu–%zu is no place in a text of %zu characters"),
               (gsize) self->start, (gsize) self->end, window->end - window->start);
  return FALSE;
}

static gboolean
find_in (const ChiosaWebSelection  *self,
         const ChiosaWebText       *text,
         const ChiosaSpan          *window,
         ChiosaSpan                *span,
         gboolean                  *moved,
         GError                   **error)
{
  ChiosaOffsetUnit other = text->unit == CHIOSA_UNIT_UTF16 ? CHIOSA_UNIT_CODE_POINTS : CHIOSA_UNIT_UTF16;

  if (self->exact == NULL && self->has_position)
    return find_by_position (self, text, window, span, error);
  if (self->exact == NULL)
    {
      if (self->unsupported != NULL)
        g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                     /* Translators: %s is the name of a kind of selector, like XPathSelector */
                     _("its place is given by “%s” alone, which is nothing in a plain text"), self->unsupported);
      else
        g_set_error_literal (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET, _("its selector names no place"));
      return FALSE;
    }

  if (self->has_position)
    {
      if (get_position (self, text, text->unit, window, span) && stands_at (self, text, span))
        return TRUE;
      if (get_position (self, text, other, window, span) && stands_at (self, text, span))
        return TRUE;
    }

  *moved |= self->has_position;
  return find_by_quote (self, text, window, span, error);
}

/* With a selection that cannot be followed, only the words of what refines it can be found. */
static gboolean
find_inner (const ChiosaWebSelection  *self,
            const ChiosaWebText       *text,
            const ChiosaSpan          *window,
            ChiosaSpan                *span,
            gboolean                  *moved,
            GError                   **error)
{
  gboolean blind = self->exact == NULL && !self->has_position;
  const ChiosaWebSelection *inner = self->inner;
  ChiosaSpan outer = *window;

  if (blind && inner->exact != NULL && inner->inner == NULL)
    return find_by_quote (inner, text, window, span, error);
  if (!find_in (self, text, window, &outer, moved, error))
    return FALSE;

  return inner->inner != NULL ? find_inner (inner, text, &outer, span, moved, error)
                              : find_in (inner, text, &outer, span, moved, error);
}

/**
 * chiosa_web_selection_matches:
 * @self: a selection
 * @text: what it is of
 * @unit: of its position
 *
 * Returns: whether it has both position and quote, and they agree
 */
gboolean
chiosa_web_selection_matches (const ChiosaWebSelection *self,
                              const ChiosaWebText      *text,
                              ChiosaOffsetUnit          unit)
{
  ChiosaSpan window = { 0, chiosa_offsets_length (text->offsets, CHIOSA_UNIT_CODE_POINTS) };
  ChiosaSpan span;

  return self->has_position && self->exact != NULL
         && get_position (self, text, unit, &window, &span) && stands_at (self, text, &span);
}

/**
 * chiosa_web_selection_find:
 * @self: a selection
 * @text: what it is of
 * @span: (out): the place, code points
 * @moved: (out): set where the words are not at the position, but at one other place
 * @error: %CHIOSA_FORMAT_ERROR_OFFSET, or %CHIOSA_FORMAT_ERROR_UNSUPPORTED
 *
 * Returns: whether there is exactly one such place
 */
gboolean
chiosa_web_selection_find (const ChiosaWebSelection  *self,
                           const ChiosaWebText       *text,
                           ChiosaSpan                *span,
                           gboolean                  *moved,
                           GError                   **error)
{
  ChiosaSpan window = { 0, chiosa_offsets_length (text->offsets, CHIOSA_UNIT_CODE_POINTS) };

  *moved = FALSE;

  return self->inner != NULL ? find_inner (self, text, &window, span, moved, error)
                             : find_in (self, text, &window, span, moved, error);
}
