/* chiosa-sidecar-markers.c
 *
 * A sidecar that Git merged by lines, because no merge driver was configured: it is no JSON any more. Recognises it and
 * takes its sides apart. Merging them is chiosa-merge-sidecar.c's work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-merge-sidecar.h"
#include "chiosa-sidecar-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The size that Git's marks have at least (conflict-marker-size). */
#define MARKER 7

typedef enum { COMMON, OURS, BASE, THEIRS } Part;

/* --- Lines ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  const char *at;
  const char *end;
} Lines;

/* The next line with its end; FALSE behind the last. */
static gboolean
next_line (Lines       *lines,
           const char **line,
           gsize       *length)
{
  const char *feed;

  if (lines->at == lines->end)
    return FALSE;

  feed = memchr (lines->at, '\n', lines->end - lines->at);
  *line = lines->at;
  lines->at = feed != NULL ? feed + 1 : lines->end;
  *length = lines->at - *line;
  return TRUE;
}

static Lines
lines_of (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return (Lines) { data, data + length };
}

/* How many of @mark the line starts with, where nothing or a label follows; 0: it is no mark. */
static gsize
mark_size (const char *line,
           gsize       length,
           char        mark)
{
  gsize n = 0;

  while (n < length && line[n] == mark)
    n++;

  return n >= MARKER && (n == length || line[n] == ' ' || line[n] == '\n' || line[n] == '\r') ? n : 0;
}

/* --- Repair ----------------------------------------------------------------------------------------------------- */

static gboolean
is_item (const char *line,
         gsize       length,
         gsize      *words)
{
  while (length > 0 && strchr ("\r\n,", line[length - 1]) != NULL)
    length--;

  *words = length;
  return length > 1 && line[0] == '{' && line[length - 1] == '}';
}

/* Lines put together from two files may have a comma too many or too few: an item has one where another follows. */
static GBytes *
mend_commas (GBytes *bytes)
{
  Lines lines = lines_of (bytes);
  GString *out = g_string_sized_new (g_bytes_get_size (bytes) + 1);
  const char *line;
  gsize length, words;

  while (next_line (&lines, &line, &length))
    {
      if (!is_item (line, length, &words))
        {
          g_string_append_len (out, line, length);
          continue;
        }
      g_string_append_len (out, line, words);
      g_string_append (out, lines.at != lines.end && *lines.at == '{' ? ",\n" : "\n");
    }

  return g_string_free_to_bytes (out);
}

static GBytes *
finish_part (GString *part)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (part);

  return chiosa_json_check (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "", NULL)
         ? g_steal_pointer (&bytes) : mend_commas (bytes);
}

/* --- Splitting -------------------------------------------------------------------------------------------------- */

typedef struct
{
  GString  *ours, *base, *theirs;
  Part      part;
  gsize     size;         /* of the marks */
  gboolean  has_base;     /* every conflict so far tells it */
  gboolean  told_base;    /* this one does */
  guint     n;
} Splitter;

/* Whether the line was a mark of this level, and where it leads. FALSE with @broken where it cannot stand. */
static gboolean
take_mark (Splitter   *self,
           const char *line,
           gsize       length,
           gboolean   *broken)
{
  gsize opens = mark_size (line, length, '<');

  if (self->part == COMMON && opens > 0)
    {
      self->part = OURS;
      self->size = opens;
      self->told_base = FALSE;
      self->n++;
      return TRUE;
    }
  if (self->part == COMMON)
    {
      *broken = mark_size (line, length, '>') > 0 || mark_size (line, length, '=') > 0;
      return FALSE;
    }
  if (self->part == OURS && mark_size (line, length, '|') == self->size)
    {
      self->part = BASE;
      self->told_base = TRUE;
      return TRUE;
    }
  if (self->part != THEIRS && mark_size (line, length, '=') == self->size)
    {
      self->part = THEIRS;
      return TRUE;
    }
  if (self->part == THEIRS && mark_size (line, length, '>') == self->size)
    {
      self->part = COMMON;
      self->has_base = self->has_base && self->told_base;
      return TRUE;
    }

  return FALSE;
}

static void
take_line (Splitter   *self,
           const char *line,
           gsize       length)
{
  if (self->part == COMMON || self->part == OURS)
    g_string_append_len (self->ours, line, length);
  if (self->part == COMMON || self->part == BASE)
    g_string_append_len (self->base, line, length);
  if (self->part == COMMON || self->part == THEIRS)
    g_string_append_len (self->theirs, line, length);
}

/**
 * chiosa_sidecar_has_markers:
 * @bytes: of a file
 *
 * Returns: whether a line of it is Git's mark of a conflict; no JSON has such a line
 */
gboolean
chiosa_sidecar_has_markers (GBytes *bytes)
{
  Lines lines = lines_of (bytes);
  const char *line;
  gsize length;

  while (next_line (&lines, &line, &length))
    {
      if (mark_size (line, length, '<') > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * chiosa_sidecar_split_markers:
 * @bytes: a sidecar with conflict markers, in any of Git's styles (merge, diff3, zdiff3)
 * @ours: (out): the file as one side would have it
 * @base: (out) (nullable): as it was; %NULL where the marks do not tell
 * @theirs: (out): as the other side would have it
 * @error: %CHIOSA_STORE_ERROR_SYNTAX: the marks do not fit together
 *
 * Commas between items are mended where they would not fit. Nothing is said of whether the parts are sidecars.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_sidecar_split_markers (GBytes  *bytes,
                              GBytes **ours,
                              GBytes **base,
                              GBytes **theirs,
                              GError **error)
{
  Splitter self = { g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), COMMON, 0, TRUE, FALSE, 0 };
  Lines lines = lines_of (bytes);
  gboolean broken = FALSE;
  const char *line;
  gsize length;
  guint number = 0;

  while (!broken && next_line (&lines, &line, &length))
    {
      number++;
      if (!take_mark (&self, line, length, &broken) && !broken)
        take_line (&self, line, length);
    }

  if (broken || self.part != COMMON || self.n == 0)
    {
      g_string_free (self.ours, TRUE);
      g_string_free (self.base, TRUE);
      g_string_free (self.theirs, TRUE);
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_SYNTAX,
                   _("line %u: the conflict markers do not fit together"), MAX (number, 1));
      return FALSE;
    }

  *ours = finish_part (self.ours);
  *theirs = finish_part (self.theirs);
  *base = finish_part (self.base);
  if (!self.has_base)
    g_clear_pointer (base, g_bytes_unref);
  return TRUE;
}

gboolean
chiosa_sidecar_check (GBytes      *bytes,
                      const char  *name,
                      GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) json_error = NULL;

  if (chiosa_json_check (data, length, name, &json_error))
    return TRUE;

  if (chiosa_sidecar_has_markers (bytes))
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CONFLICT_MARKERS,
                 _("“%s” has Git’s conflict markers in it: two people changed it, and Git merged it line by line. "
                   "“chiosa-cli merge --markers” with its name merges it annotation by annotation; “chiosa-cli setup-git” makes Git do so by itself"),
                 name);
  else
    g_propagate_error (error, g_steal_pointer (&json_error));
  return FALSE;
}
