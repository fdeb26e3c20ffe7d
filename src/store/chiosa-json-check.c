/* chiosa-json-check.c
 *
 * The strict validator for JSON from strangers: one pass, no recursion, no tree.
 * Cutting a checked text into members and items is in chiosa-json.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-json.h"
#include "chiosa-json-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Longer numbers are attacks: a double needs 17 digits, the exact decimal text of any double less than 800. */
#define MAX_NUMBER 1000
/* Objects with fewer keys are compared pair by pair, larger ones by sorting. */
#define FEW_KEYS 16

typedef struct
{
  const char *start;      /* behind the quote; after unescape_keys() perhaps in a string of its own */
  gsize       length;
  const char *at;         /* in the text, for the message */
  gboolean    escaped;
} Key;

typedef struct
{
  char  opening;
  guint first_key;        /* into keys; objects only */
  gsize n_items;
} Level;

typedef struct
{
  const char  *name;
  guint        first_line;    /* of the text in its file */
  gsize        max_string;    /* bytes */
  const char  *start;
  const char  *at;
  const char  *end;
  GArray      *keys;      /* of all open objects */
  Level        levels[CHIOSA_JSON_MAX_DEPTH];
  guint        depth;
  GError     **error;
} Checker;

static guint
line_of (const Checker *self,
         const char    *at)
{
  guint line = self->first_line;

  for (const char *p = self->start; (p = memchr (p, '\n', at - p)) != NULL; p++)
    line++;

  return line;
}

static gboolean
fail (Checker          *self,
      const char       *at,
      ChiosaStoreError  code,
      const char       *reason)
{
  /* Translators: the name of a file, the number of a line, and what is wrong there. */
  g_set_error (self->error, CHIOSA_STORE_ERROR, code, _("“%s”, line %u: %s"), self->name, line_of (self, at), reason);
  return FALSE;
}

static const char *
find_conflict_marker (const Checker *self)
{
  static const char * const markers[] = { "<<<<<<<", "=======", ">>>>>>>", "|||||||" };

  for (const char *p = self->start; p < self->end; p++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
        if (self->end - p >= 7 && memcmp (p, markers[i], 7) == 0)
          return p;

      p = memchr (p, '\n', self->end - p);
      if (p == NULL)
        return NULL;
    }

  return NULL;
}

/* A line that begins with a conflict marker cannot be JSON, for strings hold no line ends: so it is the better message. */
static gboolean
fail_syntax (Checker    *self,
             const char *at,
             const char *reason)
{
  const char *marker = find_conflict_marker (self);

  if (marker != NULL)
    return fail (self, marker, CHIOSA_STORE_ERROR_SYNTAX,
                 _("the file contains unresolved merge conflict markers. Resolve the conflict and try again."));

  return fail (self, at, CHIOSA_STORE_ERROR_SYNTAX, reason);
}

static gboolean
fail_end (Checker *self)
{
  return fail_syntax (self, self->end, _("the file ends too early; part of it is missing"));
}

static void
skip_space (Checker *self)
{
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\n' || *self->at == '\t' || *self->at == '\r'))
    self->at++;
}

/* --- Numbers ---------------------------------------------------------------------------------------------------- */

static gsize
count_digits (const char *at,
              const char *end)
{
  gsize n = 0;

  while (at + n < end && g_ascii_isdigit (at[n]))
    n++;

  return n;
}

/* The length of the number at @at by the grammar of RFC 8259 section 6, 0 where there is none. */
static gsize
scan_number (const char *at,
             const char *end,
             gboolean   *is_integer)
{
  const char *p = at;
  gsize n;

  *is_integer = TRUE;

  if (p < end && *p == '-')
    p++;

  n = count_digits (p, end);
  if (n == 0 || (n > 1 && *p == '0'))
    return 0;
  p += n;

  if (p < end && *p == '.')
    {
      *is_integer = FALSE;
      n = count_digits (++p, end);
      if (n == 0)
        return 0;
      p += n;
    }

  if (p < end && (*p == 'e' || *p == 'E'))
    {
      *is_integer = FALSE;
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      n = count_digits (p, end);
      if (n == 0)
        return 0;
      p += n;
    }

  return p - at;
}

/* Integers within 64 bits, other numbers within a double. */
static gboolean
number_fits (const char *at,
             gsize       length,
             gboolean    is_integer)
{
  char buffer[MAX_NUMBER + 1];

  if (length <= 18 && memchr (at, 'e', length) == NULL && memchr (at, 'E', length) == NULL)
    return TRUE;
  if (length > MAX_NUMBER)
    return FALSE;

  memcpy (buffer, at, length);
  buffer[length] = '\0';

  if (is_integer)
    return g_ascii_string_to_signed (buffer, 10, G_MININT64, G_MAXINT64, NULL, NULL);

  return isfinite (g_ascii_strtod (buffer, NULL));
}

static gboolean
check_number (Checker *self)
{
  gboolean is_integer;
  gsize length = scan_number (self->at, self->end, &is_integer);

  if (length == 0)
    return fail_syntax (self, self->at, _("this is not a number in JSON"));
  if (!number_fits (self->at, length, is_integer))
    return fail (self, self->at, CHIOSA_STORE_ERROR_INVALID, _("this number is too large to be kept exactly"));

  self->at += length;
  return TRUE;
}

/* --- Strings ---------------------------------------------------------------------------------------------------- */

/* The four digits of \uXXXX, or -1. */
static int
scan_hex4 (const char *at,
           const char *end)
{
  int value = 0;

  if (end - at < 4)
    return -1;

  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (at[i]);
    }

  return value;
}

static gboolean
check_unicode_escape (Checker *self)
{
  int c = scan_hex4 (self->at + 2, self->end);
  int low;

  if (c < 0)
    return fail_syntax (self, self->at, _("an escape \\u needs four hexadecimal digits"));
  if (c == 0)
    return fail (self, self->at, CHIOSA_STORE_ERROR_INVALID,
                 _("a string contains the character U+0000, which cannot be kept"));

  if (c < 0xd800 || c > 0xdfff)
    {
      self->at += 6;
      return TRUE;
    }

  low = self->end - self->at >= 12 && self->at[6] == '\\' && self->at[7] == 'u'
        ? scan_hex4 (self->at + 8, self->end) : -1;
  if (c > 0xdbff || low < 0xdc00 || low > 0xdfff)
    return fail (self, self->at, CHIOSA_STORE_ERROR_INVALID,
                 _("a string contains half a character (a lone surrogate)"));

  self->at += 12;
  return TRUE;
}

static gboolean
check_escape (Checker *self)
{
  if (self->end - self->at < 2)
    return fail_end (self);
  if (self->at[1] == 'u')
    return check_unicode_escape (self);
  if (self->at[1] == '\0' || strchr ("\"\\/bfnrt", self->at[1]) == NULL)
    return fail_syntax (self, self->at, _("a string contains an unknown escape"));

  self->at += 2;
  return TRUE;
}

static gboolean
check_string (Checker  *self,
              gboolean *escaped)
{
  const char *opening = self->at++;

  *escaped = FALSE;
  for (;;)
    {
      self->at = chiosa_json_skip_plain (self->at, self->end);
      if (self->at >= self->end)
        return fail_end (self);
      if (*self->at == '"')
        break;
      if (*self->at != '\\')
        return fail_syntax (self, self->at, _("a string contains a line end or another control character"));

      *escaped = TRUE;
      if (!check_escape (self))
        return FALSE;
    }

  if ((gsize) (self->at - opening) > self->max_string)
    return fail (self, opening, CHIOSA_STORE_ERROR_LIMIT, _("a string is longer than 1 MB"));

  self->at++;
  return TRUE;
}

/* --- Keys ------------------------------------------------------------------------------------------------------- */

static gboolean
check_key (Checker *self)
{
  Key key = { 0 };

  skip_space (self);
  if (self->at >= self->end)
    return fail_end (self);
  if (*self->at != '"')
    return fail_syntax (self, self->at, _("the name of a member is expected, in double quotation marks"));

  key.at = self->at;
  if (!check_string (self, &key.escaped))
    return FALSE;
  key.start = key.at + 1;
  key.length = self->at - key.at - 2;
  g_array_append_val (self->keys, key);

  skip_space (self);
  if (self->at >= self->end)
    return fail_end (self);
  if (*self->at != ':')
    return fail_syntax (self, self->at, _("a colon is expected after the name of a member"));

  self->at++;
  return TRUE;
}

static int
compare_keys (const void *a,
              const void *b)
{
  const Key *x = a, *y = b;

  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;

  return memcmp (x->start, y->start, x->length);
}

/* Gives escaped keys their decoded form, which @owned keeps alive. */
static void
unescape_keys (Key       *keys,
               guint      n,
               GPtrArray *owned)
{
  for (guint i = 0; i < n; i++)
    {
      ChiosaJsonSlice slice = { keys[i].at, keys[i].length + 2, 1 };
      char *decoded;

      if (!keys[i].escaped)
        continue;

      decoded = chiosa_json_slice_string (&slice);
      g_ptr_array_add (owned, decoded);
      keys[i].start = decoded;
      keys[i].length = strlen (decoded);
    }
}

static const Key *
find_duplicate (Key  *keys,
                guint n)
{
  if (n <= FEW_KEYS)
    {
      for (guint i = 1; i < n; i++)
        for (guint j = 0; j < i; j++)
          if (keys[i].length == keys[j].length && memcmp (keys[i].start, keys[j].start, keys[i].length) == 0)
            return &keys[i];
      return NULL;
    }

  qsort (keys, n, sizeof *keys, compare_keys);
  for (guint i = 1; i < n; i++)
    if (compare_keys (&keys[i - 1], &keys[i]) == 0)
      return keys[i].at > keys[i - 1].at ? &keys[i] : &keys[i - 1];

  return NULL;
}

static gboolean
check_duplicates (Checker *self,
                  guint    first_key)
{
  guint n = self->keys->len - first_key;
  Key *keys = n > 0 ? &g_array_index (self->keys, Key, first_key) : NULL;
  g_autoptr (GPtrArray) owned = NULL;
  const Key *duplicate;

  for (guint i = 0; i < n && owned == NULL; i++)
    if (keys[i].escaped)
      owned = g_ptr_array_new_with_free_func (g_free);
  if (owned != NULL)
    unescape_keys (keys, n, owned);

  duplicate = find_duplicate (keys, n);
  if (duplicate != NULL)
    {
      g_autofree char *name = g_strndup (duplicate->start, MIN (duplicate->length, 80));
      g_autofree char *shown = g_utf8_make_valid (name, -1);
      g_autofree char *reason = g_strdup_printf (_("the member “%s” appears twice"), shown);

      return fail (self, duplicate->at, CHIOSA_STORE_ERROR_INVALID, reason);
    }

  g_array_set_size (self->keys, first_key);
  return TRUE;
}

/* --- Values ----------------------------------------------------------------------------------------------------- */

static gboolean
check_word (Checker    *self,
            const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail_syntax (self, self->at, _("a value is expected: a string, a number, true, false, null, { or ["));

  self->at += length;
  return TRUE;
}

static gboolean
open_level (Checker *self)
{
  Level *level;

  if (self->depth == CHIOSA_JSON_MAX_DEPTH)
    return fail (self, self->at, CHIOSA_STORE_ERROR_LIMIT, _("objects and arrays are nested too deeply (more than 64)"));

  level = &self->levels[self->depth++];
  level->opening = *self->at++;
  level->first_key = self->keys->len;
  level->n_items = 1;
  return TRUE;
}

static gboolean
close_level (Checker *self)
{
  Level *level = &self->levels[--self->depth];

  self->at++;
  return level->opening == '[' || check_duplicates (self, level->first_key);
}

/* Reads a scalar or an empty container, or opens a container: then @opened, and its first value comes next. */
static gboolean
begin_value (Checker  *self,
             gboolean *opened)
{
  gboolean escaped;

  *opened = FALSE;
  skip_space (self);
  if (self->at >= self->end)
    return fail_end (self);

  switch (*self->at)
    {
    case '"': return check_string (self, &escaped);
    case 't': return check_word (self, "true");
    case 'f': return check_word (self, "false");
    case 'n': return check_word (self, "null");
    case '{':
    case '[':
      break;
    default:
      if (*self->at == '-' || g_ascii_isdigit (*self->at))
        return check_number (self);
      return check_word (self, "null");
    }

  if (!open_level (self))
    return FALSE;
  skip_space (self);
  if (self->at >= self->end)
    return fail_end (self);

  if (*self->at == (self->levels[self->depth - 1].opening == '[' ? ']' : '}'))
    return close_level (self);

  *opened = TRUE;
  return self->levels[self->depth - 1].opening == '[' || check_key (self);
}

/* After a value: a comma (then @more), or the ends of any number of containers. */
static gboolean
finish_value (Checker  *self,
              gboolean *more)
{
  *more = FALSE;

  while (self->depth > 0)
    {
      Level *level = &self->levels[self->depth - 1];

      skip_space (self);
      if (self->at >= self->end)
        return fail_end (self);

      if (*self->at == ',')
        {
          if (++level->n_items > CHIOSA_JSON_MAX_ITEMS)
            return fail (self, self->at, CHIOSA_STORE_ERROR_LIMIT, _("an object or array has more than a million items"));
          self->at++;
          *more = TRUE;
          return level->opening == '[' || check_key (self);
        }

      if (*self->at != (level->opening == '[' ? ']' : '}'))
        return fail_syntax (self, self->at, level->opening == '['
                            ? _("a comma or ] is expected") : _("a comma or } is expected"));
      if (!close_level (self))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_all (Checker *self)
{
  gboolean opened, more = TRUE;

  while (more)
    {
      if (!begin_value (self, &opened))
        return FALSE;
      if (!opened && !finish_value (self, &more))
        return FALSE;
    }

  skip_space (self);
  if (self->at < self->end)
    return fail_syntax (self, self->at, _("something follows after the end of the value"));

  return TRUE;
}

static gboolean
check_bytes (Checker *self)
{
  gsize length = self->end - self->start;
  const char *bad;

  if (length > CHIOSA_JSON_MAX_BYTES)
    {
      g_set_error (self->error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_LIMIT,
                   _("“%s” is larger than 64 MB and is not read."), self->name);
      return FALSE;
    }
  if (length == 0)
    return fail (self, self->end, CHIOSA_STORE_ERROR_SYNTAX, _("the file is empty"));
  if (length >= 3 && memcmp (self->start, "\xef\xbb\xbf", 3) == 0)
    return fail (self, self->start, CHIOSA_STORE_ERROR_SYNTAX,
                 _("the file begins with a byte order mark. Save it as UTF-8 without one."));
  if (!g_utf8_validate_len (self->start, length, &bad))
    return fail (self, bad, CHIOSA_STORE_ERROR_SYNTAX, _("the file is not valid UTF-8"));

  return TRUE;
}

static gboolean
run (Checker    *self,
     const char *json,
     gsize       length)
{
  gboolean good;

  g_return_val_if_fail (json != NULL || length == 0, FALSE);

  self->start = self->at = length > 0 ? json : "";
  self->end = self->start + length;
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  good = check_bytes (self) && check_all (self);
  g_array_unref (self->keys);

  return good;
}

/**
 * chiosa_json_check:
 * @json: (array length=length): the bytes; need not end in NUL
 * @length: in bytes
 * @name: the file, for messages
 * @error: %CHIOSA_STORE_ERROR: SYNTAX, INVALID or LIMIT, with file and line
 *
 * Validates one JSON text by RFC 8259 and by the limits above, without recursion and without building anything.
 * Stricter than the RFC where a parser behind it would lose something: no U+0000 and no lone surrogates in strings,
 * integers within 64 bits, other numbers within a double, no key twice in an object, no byte order mark.
 *
 * Returns: whether all is well
 */
gboolean
chiosa_json_check (const char  *json,
                   gsize        length,
                   const char  *name,
                   GError     **error)
{
  Checker self = { .name = name, .first_line = 1, .max_string = CHIOSA_JSON_MAX_STRING, .error = error };

  return run (&self, json, length);
}

/**
 * chiosa_json_check_data:
 * @json: (array length=length): the bytes; need not end in NUL
 * @length: in bytes
 * @name: the file, for messages
 * @first_line: the line of the file that @json begins on
 * @error: as for chiosa_json_check()
 *
 * The same for the files of other programs, which have whole articles in them: a string may be as long as the file.
 *
 * Returns: whether all is well
 */
gboolean
chiosa_json_check_data (const char  *json,
                        gsize        length,
                        const char  *name,
                        guint        first_line,
                        GError     **error)
{
  Checker self = { .name = name, .first_line = first_line, .max_string = CHIOSA_JSON_MAX_BYTES, .error = error };

  return run (&self, json, length);
}

/**
 * chiosa_json_number_is_valid:
 * @text: a text
 *
 * Returns: whether @text as a whole is a number that chiosa_json_check() accepts
 */
gboolean
chiosa_json_number_is_valid (const char *text)
{
  gsize length;
  gboolean is_integer;

  if (text == NULL)
    return FALSE;

  length = strlen (text);
  return length > 0
         && scan_number (text, text + length, &is_integer) == length
         && number_fits (text, length, is_integer);
}
