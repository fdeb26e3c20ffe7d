/* chiosa-edit-script.c
 *
 * Reads edit scripts: one step per line. Does not carry them out, and does not know the text they are for.
 * Text is a JSON string literal as in RFC 8259, section 7, but without U+0000 and lone surrogates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-edit-script.h"

#include "chiosa-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COUNT_MAX 1000000

typedef struct
{
  const char *at;      /* in the line, which ends in NUL */
  guint       line;
  guint       begin;   /* line of the open "begin", 0 when there is none */
} Reader;

static void
step_free (gpointer data)
{
  ChiosaEditStep *step = data;

  g_free (step->text);
  g_free (step);
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError     **error,
      guint        line,
      const char  *format,
      ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  /* Translators: the line of an edit script, and what is wrong there. */
  g_set_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_SCRIPT, _("line %u: %s"), line, reason);

  return FALSE;
}

static void
skip_blanks (Reader *reader)
{
  reader->at += strspn (reader->at, " \t");
}

static gboolean
read_number (Reader  *reader,
             gsize   *number,
             GError **error)
{
  gsize value = 0;

  skip_blanks (reader);
  if (!g_ascii_isdigit (*reader->at))
    return fail (error, reader->line, _("a number is missing"));

  for (; g_ascii_isdigit (*reader->at); reader->at++)
    if (!g_size_checked_mul (&value, value, 10) || !g_size_checked_add (&value, value, *reader->at - '0'))
      return fail (error, reader->line, _("the number is too large"));

  *number = value;

  return TRUE;
}

static gboolean
read_hex (Reader   *reader,
          gunichar *unit,
          GError  **error)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, reader->at++)
    {
      if (!g_ascii_isxdigit (*reader->at))
        return fail (error, reader->line, _("\\u needs four hexadecimal digits"));
      *unit = *unit * 16 + g_ascii_xdigit_value (*reader->at);
    }

  return TRUE;
}

/* Behind "\u". */
static gboolean
read_code_point (Reader   *reader,
                 GString  *into,
                 GError  **error)
{
  gunichar c, low;

  if (!read_hex (reader, &c, error))
    return FALSE;

  if (c == 0)
    return fail (error, reader->line, _("U+0000 cannot be part of a text"));

  if (c >= 0xDC00 && c <= 0xDFFF)
    return fail (error, reader->line, _("\\u%04X is half of a surrogate pair"), c);

  if (c >= 0xD800 && c <= 0xDBFF)
    {
      if (!g_str_has_prefix (reader->at, "\\u"))
        return fail (error, reader->line, _("\\u%04X is half of a surrogate pair"), c);

      reader->at += 2;
      if (!read_hex (reader, &low, error))
        return FALSE;

      if (low < 0xDC00 || low > 0xDFFF)
        return fail (error, reader->line, _("\\u%04X is half of a surrogate pair"), c);

      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }

  g_string_append_unichar (into, c);

  return TRUE;
}

/* Behind the backslash. */
static gboolean
read_escape (Reader   *reader,
             GString  *into,
             GError  **error)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (*reader->at == 'u')
    {
      reader->at++;
      return read_code_point (reader, into, error);
    }

  name = *reader->at != '\0' ? strchr (names, *reader->at) : NULL;
  if (name == NULL)
    return fail (error, reader->line, _("unknown escape behind \\"));

  g_string_append_c (into, values[name - names]);
  reader->at++;

  return TRUE;
}

static gboolean
read_text (Reader   *reader,
           char    **text,
           GError  **error)
{
  g_autoptr (GString) into = g_string_new (NULL);

  skip_blanks (reader);
  if (*reader->at != '"')
    return fail (error, reader->line, _("a text in double quotes is missing"));

  for (reader->at++; *reader->at != '"'; )
    {
      if (*reader->at == '\0')
        return fail (error, reader->line, _("the text has no closing quote"));

      if ((guchar) *reader->at < 0x20)
        return fail (error, reader->line, _("a control character must be written as \\u%04X"), *reader->at);

      if (*reader->at != '\\')
        {
          g_string_append_c (into, *reader->at++);
          continue;
        }

      reader->at++;
      if (!read_escape (reader, into, error))
        return FALSE;
    }

  reader->at++;
  *text = g_string_free (g_steal_pointer (&into), FALSE);

  return TRUE;
}

static gboolean
read_insert (Reader          *reader,
             ChiosaEditStep  *step,
             GError         **error)
{
  if (!read_number (reader, &step->start, error) || !read_text (reader, &step->text, error))
    return FALSE;

  step->end = step->start;

  return TRUE;
}

static gboolean
read_range (Reader          *reader,
            ChiosaEditStep  *step,
            GError         **error)
{
  if (!read_number (reader, &step->start, error) || !read_number (reader, &step->end, error))
    return FALSE;

  if (step->end < step->start)
    return fail (error, reader->line, _("the range ends before it starts"));

  return TRUE;
}

static gboolean
read_delete (Reader          *reader,
             ChiosaEditStep  *step,
             GError         **error)
{
  step->text = g_strdup ("");

  return read_range (reader, step, error);
}

static gboolean
read_replace (Reader          *reader,
              ChiosaEditStep  *step,
              GError         **error)
{
  return read_range (reader, step, error) && read_text (reader, &step->text, error);
}

static gboolean
read_count (Reader          *reader,
            ChiosaEditStep  *step,
            GError         **error)
{
  gsize count = 1;

  if (reader->begin != 0)
    return fail (error, reader->line, _("undo and redo cannot stand between begin and end"));

  skip_blanks (reader);
  if (*reader->at != '\0' && !read_number (reader, &count, error))
    return FALSE;

  if (count == 0 || count > COUNT_MAX)
    return fail (error, reader->line, _("the count must be from 1 to %d"), COUNT_MAX);

  step->count = count;

  return TRUE;
}

static gboolean
read_begin (Reader          *reader,
            ChiosaEditStep  *step,
            GError         **error)
{
  if (reader->begin != 0)
    return fail (error, reader->line, _("begin stands inside the begin of line %u"), reader->begin);

  reader->begin = reader->line;

  return TRUE;
}

static gboolean
read_end (Reader          *reader,
          ChiosaEditStep  *step,
          GError         **error)
{
  if (reader->begin == 0)
    return fail (error, reader->line, _("end without begin"));

  reader->begin = 0;

  return TRUE;
}

static const struct
{
  const char     *name;
  ChiosaStepKind  kind;
  gboolean      (*read) (Reader *reader, ChiosaEditStep *step, GError **error);
} commands[] = {
  { "insert", CHIOSA_STEP_REPLACE, read_insert },
  { "delete", CHIOSA_STEP_REPLACE, read_delete },
  { "replace", CHIOSA_STEP_REPLACE, read_replace },
  { "undo", CHIOSA_STEP_UNDO, read_count },
  { "redo", CHIOSA_STEP_REDO, read_count },
  { "begin", CHIOSA_STEP_BEGIN, read_begin },
  { "end", CHIOSA_STEP_END, read_end },
};

static gboolean
read_step (Reader          *reader,
           ChiosaEditStep  *step,
           GError         **error)
{
  gsize n_name = strcspn (reader->at, " \t");
  g_autofree char *name = g_strndup (reader->at, n_name);

  step->line = reader->line;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (name, commands[i].name) != 0)
        continue;

      reader->at += n_name;
      step->kind = commands[i].kind;
      if (!commands[i].read (reader, step, error))
        return FALSE;

      skip_blanks (reader);
      if (*reader->at != '\0')
        return fail (error, reader->line, _("“%s” does not belong here"), reader->at);

      return TRUE;
    }

  return fail (error, reader->line,
               _("“%s” is not a step; there are insert, delete, replace, undo, redo, begin, end"), name);
}

/* Adds the step of the line, if there is one. */
static gboolean
read_line (Reader      *reader,
           const char  *line,
           gsize        n_bytes,
           GPtrArray   *steps,
           GError     **error)
{
  g_autofree char *copy = NULL;
  ChiosaEditStep *step;

  if (n_bytes > 0 && line[n_bytes - 1] == '\r')
    n_bytes--;

  if (!g_utf8_validate_len (line, n_bytes, NULL))
    return fail (error, reader->line, _("this is not valid UTF-8"));

  reader->at = copy = g_strndup (line, n_bytes);
  skip_blanks (reader);
  if (*reader->at == '\0' || *reader->at == '#')
    return TRUE;

  step = g_new0 (ChiosaEditStep, 1);
  g_ptr_array_add (steps, step);

  return read_step (reader, step, error);
}

/**
 * chiosa_edit_script_parse:
 * @script: the bytes of an edit script
 * @n_bytes: their number, or -1 when @script ends in NUL
 * @error: return location for a #ChiosaTextError SCRIPT, which names the line
 *
 * Lines end in LF or CR LF. Every "begin" has its "end" and none stands inside another; ranges do not run backwards;
 * whether they lie in the text is for the one who applies them.
 *
 * Returns: (transfer full) (element-type ChiosaEditStep): the steps in order, or %NULL
 */
GPtrArray *
chiosa_edit_script_parse (const char  *script,
                          gssize       n_bytes,
                          GError     **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  Reader reader = { 0 };
  gsize size, at;

  g_return_val_if_fail (script != NULL, NULL);

  size = n_bytes < 0 ? strlen (script) : (gsize) n_bytes;
  for (at = 0; at < size; )
    {
      const char *end = memchr (script + at, '\n', size - at);
      gsize n = end != NULL ? (gsize) (end - script) - at : size - at;

      reader.line++;
      if (!read_line (&reader, script + at, n, steps, error))
        return NULL;
      at += n + 1;
    }

  if (reader.begin != 0)
    {
      fail (error, reader.begin, _("this begin has no end"));
      return NULL;
    }

  return g_steal_pointer (&steps);
}
