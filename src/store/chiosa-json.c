/* chiosa-json.c
 *
 * Walking checked JSON by slices, and writing JSON. Nothing here validates: see chiosa-json-check.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-json.h"
#include "chiosa-json-private.h"

#include <string.h>

static void
skip_space (ChiosaJsonCursor *self)
{
  for (; self->at < self->end; self->at++)
    {
      if (*self->at == '\n')
        self->line++;
      else if (*self->at != ' ' && *self->at != '\t' && *self->at != '\r')
        return;
    }
}

/* From an opening quote to behind the closing one. */
static const char *
skip_string (const char *at,
             const char *end)
{
  for (at++; (at = chiosa_json_skip_plain (at, end)) < end && *at == '\\'; at += 2)
    ;

  return at < end ? at + 1 : end;
}

/* To behind the value at the cursor. */
static void
skip_value (ChiosaJsonCursor *self)
{
  guint depth = 0;

  do
    {
      switch (*self->at)
        {
        case '"':
          self->at = skip_string (self->at, self->end);
          continue;
        case '{':
        case '[':
          depth++;
          break;
        case '}':
        case ']':
          depth--;
          break;
        case '\n':
          self->line++;
          break;
        default:
          if (depth == 0)
            {
              while (self->at < self->end && strchr (",]} \n\t\r", *self->at) == NULL)
                self->at++;
              return;
            }
        }
      self->at++;
    }
  while (depth > 0 && self->at < self->end);
}

static gunichar
hex4 (const char *at)
{
  gunichar value = 0;

  for (guint i = 0; i < 4; i++)
    value = value * 16 + g_ascii_xdigit_value (at[i]);

  return value;
}

/* Decodes the escape at @at and returns what follows. */
static const char *
decode_escape (GString    *out,
               const char *at)
{
  static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
  const char *found;
  gunichar c;

  if (at[1] != 'u')
    {
      found = strchr (from, at[1]);
      g_string_append_c (out, found != NULL ? to[found - from] : at[1]);
      return at + 2;
    }

  c = hex4 (at + 2);
  if (c < 0xd800 || c > 0xdbff)
    {
      g_string_append_unichar (out, c);
      return at + 6;
    }

  g_string_append_unichar (out, 0x10000 + ((c - 0xd800) << 10) + (hex4 (at + 8) - 0xdc00));
  return at + 12;
}

static gboolean
is_string (const ChiosaJsonSlice *slice)
{
  return slice->length >= 2 && *slice->start == '"';
}

/* Quotation mark, backslash, or a control character. */
static void
append_escaped (GString *out,
                char     c)
{
  static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *found = c != '\0' ? strchr (plain, c) : NULL;

  if (found == NULL)
    {
      g_string_append_printf (out, "\\u%04x", (guchar) c);
      return;
    }

  g_string_append_c (out, '\\');
  g_string_append_c (out, letters[found - plain]);
}

/* To the next U+2028 or U+2029, or NULL. */
static const char *
find_separator (const char *at,
                const char *end)
{
  for (; (at = memchr (at, 0xe2, end - at)) != NULL; at++)
    if ((guchar) at[1] == 0x80 && ((guchar) at[2] == 0xa8 || (guchar) at[2] == 0xa9))
      return at;

  return NULL;
}

/* What holds none of what append_escaped() is for. */
static void
append_plain (GString    *out,
              const char *at,
              const char *end)
{
  const char *found;

  while ((found = find_separator (at, end)) != NULL)
    {
      g_string_append_len (out, at, found - at);
      g_string_append (out, (guchar) found[2] == 0xa8 ? "\\u2028" : "\\u2029");
      at = found + 3;
    }

  g_string_append_len (out, at, end - at);
}

static int
find_member (const ChiosaJsonSlice  *key,
             const ChiosaJsonMember *members,
             guint                   n_members)
{
  gboolean escaped = memchr (key->start, '\\', key->length) != NULL;

  for (guint i = 0; i < n_members; i++)
    {
      if (escaped ? chiosa_json_slice_equal (key, members[i].name)
                  : (members[i].length == key->length - 2
                     && memcmp (members[i].name, key->start + 1, members[i].length) == 0))
        return i;
    }

  return -1;
}

static void
append_raw_member (GString               **out,
                   const ChiosaJsonSlice  *key,
                   const ChiosaJsonSlice  *value,
                   const char             *separator)
{
  if (*out == NULL)
    *out = g_string_new (NULL);
  else
    g_string_append (*out, separator);

  g_string_append_len (*out, key->start, key->length);
  g_string_append_c (*out, ':');
  g_string_append_len (*out, value->start, value->length);
}

/**
 * chiosa_json_cursor_init:
 * @cursor: (out caller-allocates): the cursor
 * @value: a slice that has been checked
 *
 * Returns: %FALSE when @value is neither an object nor an array
 */
gboolean
chiosa_json_cursor_init (ChiosaJsonCursor      *cursor,
                         const ChiosaJsonSlice *value)
{
  ChiosaJsonCursor at = { value->start, value->start + value->length, value->line, 0 };

  skip_space (&at);
  if (at.at >= at.end || (*at.at != '{' && *at.at != '['))
    return FALSE;

  at.opening = *at.at++;
  *cursor = at;
  return TRUE;
}

/**
 * chiosa_json_cursor_next_raw:
 * @cursor: a cursor
 * @key: (out caller-allocates) (optional): the key with its quotation marks, as it stands
 * @value: (out caller-allocates): the value, without white space around it
 *
 * Returns: %FALSE at the end
 */
gboolean
chiosa_json_cursor_next_raw (ChiosaJsonCursor *cursor,
                             ChiosaJsonSlice  *key,
                             ChiosaJsonSlice  *value)
{
  ChiosaJsonSlice name = { NULL, 0, 0 };

  skip_space (cursor);
  if (cursor->at < cursor->end && *cursor->at == ',')
    {
      cursor->at++;
      skip_space (cursor);
    }
  if (cursor->at >= cursor->end || *cursor->at == ']' || *cursor->at == '}')
    return FALSE;

  if (cursor->opening == '{')
    {
      name.start = cursor->at;
      name.line = cursor->line;
      cursor->at = skip_string (cursor->at, cursor->end);
      name.length = cursor->at - name.start;
      skip_space (cursor);
      cursor->at++;
      skip_space (cursor);
      if (cursor->at >= cursor->end)
        return FALSE;
    }
  if (key != NULL)
    *key = name;

  value->start = cursor->at;
  value->line = cursor->line;
  skip_value (cursor);
  value->length = cursor->at - value->start;
  return TRUE;
}

/**
 * chiosa_json_cursor_next:
 * @cursor: a cursor
 * @key: (out) (optional) (transfer full): the decoded key, %NULL in an array
 * @value: (out caller-allocates): the value, without white space around it
 *
 * Returns: %FALSE at the end
 */
gboolean
chiosa_json_cursor_next (ChiosaJsonCursor  *cursor,
                         char             **key,
                         ChiosaJsonSlice   *value)
{
  ChiosaJsonSlice name;

  if (!chiosa_json_cursor_next_raw (cursor, &name, value))
    return FALSE;

  if (key != NULL)
    *key = name.start != NULL ? chiosa_json_slice_string (&name) : NULL;
  return TRUE;
}

/**
 * chiosa_json_read_members:
 * @object: a checked value
 * @members: (array length=n_members): the names that are known
 * @n_members: how many
 * @slots: (out caller-allocates) (array length=n_members): their values; start is %NULL where there is none
 * @separator: what goes between two unknown members
 * @extra: (inout) (optional): the unknown members as they stand are appended here; made where it is %NULL
 *
 * Returns: %FALSE when @object is no object
 */
gboolean
chiosa_json_read_members (const ChiosaJsonSlice   *object,
                          const ChiosaJsonMember  *members,
                          guint                    n_members,
                          ChiosaJsonSlice         *slots,
                          const char              *separator,
                          GString                **extra)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice key, value;

  memset (slots, 0, n_members * sizeof *slots);
  if (!chiosa_json_cursor_init (&cursor, object) || cursor.opening != '{')
    return FALSE;

  while (chiosa_json_cursor_next_raw (&cursor, &key, &value))
    {
      int i = find_member (&key, members, n_members);

      if (i >= 0)
        slots[i] = value;
      else if (extra != NULL)
        append_raw_member (extra, &key, &value, separator);
    }

  return TRUE;
}

/**
 * chiosa_json_slice_kind:
 * @slice: a checked value without white space before it
 *
 * Returns: 'n' number, 's' string, 't' true, 'f' false, '0' null, '{' or '['
 */
char
chiosa_json_slice_kind (const ChiosaJsonSlice *slice)
{
  switch (slice->length > 0 ? *slice->start : 'n')
    {
    case '"': return 's';
    case '{': return '{';
    case '[': return '[';
    case 't': return 't';
    case 'f': return 'f';
    case 'n': return '0';
    default: return 'n';
    }
}

/**
 * chiosa_json_slice_string:
 * @slice: a checked value
 *
 * Returns: (transfer full) (nullable): the string it stands for, %NULL when it is no string
 */
char *
chiosa_json_slice_string (const ChiosaJsonSlice *slice)
{
  const char *at, *end;
  GString *out;

  if (!is_string (slice))
    return NULL;

  at = slice->start + 1;
  end = slice->start + slice->length - 1;
  if (memchr (at, '\\', end - at) == NULL)
    return g_strndup (at, end - at);

  out = g_string_sized_new (end - at);
  while (at < end)
    {
      const char *backslash = memchr (at, '\\', end - at);
      const char *stop = backslash != NULL ? backslash : end;

      g_string_append_len (out, at, stop - at);
      at = backslash != NULL ? decode_escape (out, stop) : end;
    }

  return g_string_free_and_steal (out);
}

/**
 * chiosa_json_slice_equal:
 * @slice: a checked value
 * @text: a text
 *
 * Returns: whether @slice is a string that stands for @text
 */
gboolean
chiosa_json_slice_equal (const ChiosaJsonSlice *slice,
                         const char            *text)
{
  gsize length;
  g_autofree char *decoded = NULL;

  if (!is_string (slice))
    return FALSE;

  length = slice->length - 2;
  if (memchr (slice->start + 1, '\\', length) == NULL)
    return strlen (text) == length && memcmp (slice->start + 1, text, length) == 0;

  decoded = chiosa_json_slice_string (slice);
  return strcmp (decoded, text) == 0;
}

/**
 * chiosa_json_slice_uint:
 * @slice: a checked value
 * @value: (out): the number
 *
 * Returns: %FALSE unless @slice is an integer from 0 on, written with digits only
 */
gboolean
chiosa_json_slice_uint (const ChiosaJsonSlice *slice,
                        guint64               *value)
{
  guint64 n = 0;

  if (slice->length == 0 || slice->length > 19)
    return FALSE;

  for (gsize i = 0; i < slice->length; i++)
    {
      if (!g_ascii_isdigit (slice->start[i]))
        return FALSE;
      n = n * 10 + (slice->start[i] - '0');
    }

  *value = n;
  return TRUE;
}

/**
 * chiosa_json_parse:
 * @slice: a checked value
 * @error: %CHIOSA_STORE_ERROR_SYNTAX
 *
 * For small values of many shapes (tag sets, projects); large ones are walked with the cursor.
 *
 * Returns: (transfer full): the value as a tree, read by json-glib in strict mode
 */
JsonNode *
chiosa_json_parse (const ChiosaJsonSlice  *slice,
                   GError                **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, slice->start, slice->length, &local))
    {
      g_set_error_literal (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_SYNTAX, local->message);
      return NULL;
    }

  return json_parser_steal_root (parser);
}

/**
 * chiosa_json_slice_dup:
 * @slice: a slice
 *
 * Returns: (transfer full): its bytes as they stand
 */
char *
chiosa_json_slice_dup (const ChiosaJsonSlice *slice)
{
  return g_strndup (slice->start, slice->length);
}

/**
 * chiosa_json_append_string:
 * @out: where to
 * @utf8: a valid string
 *
 * Appends a JSON string. Quotation mark, backslash, controls, U+2028 and U+2029 (line ends in JavaScript) are escaped.
 */
void
chiosa_json_append_string (GString    *out,
                           const char *utf8)
{
  chiosa_json_append_string_len (out, utf8, strlen (utf8));
}

/**
 * chiosa_json_append_string_len:
 * @out: where to
 * @utf8: a valid string
 * @n_bytes: how much of it; whole characters
 *
 * Like chiosa_json_append_string(), for a part of a string.
 */
void
chiosa_json_append_string_len (GString    *out,
                               const char *utf8,
                               gsize       n_bytes)
{
  const char *end = utf8 + n_bytes;

  g_string_append_c (out, '"');
  while (utf8 < end)
    {
      const char *stop = chiosa_json_skip_plain (utf8, end);

      append_plain (out, utf8, stop);
      if (stop < end)
        append_escaped (out, *stop++);
      utf8 = stop;
    }
  g_string_append_c (out, '"');
}

/**
 * chiosa_json_append_uint:
 * @out: where to
 * @value: a number
 *
 * Appends it in digits.
 */
void
chiosa_json_append_uint (GString *out,
                         guint64  value)
{
  char digits[20];
  gsize first = sizeof digits;

  do
    {
      digits[--first] = '0' + value % 10;
      value /= 10;
    }
  while (value > 0);

  g_string_append_len (out, digits + first, sizeof digits - first);
}

/**
 * chiosa_json_append_key:
 * @out: where to
 * @key: a key
 *
 * Appends the key and a colon, after a comma unless @out ends in an opening bracket.
 */
void
chiosa_json_append_key (GString    *out,
                        const char *key)
{
  if (out->len > 0 && out->str[out->len - 1] != '{' && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');

  chiosa_json_append_string (out, key);
  g_string_append_c (out, ':');
}

/**
 * chiosa_json_append_text:
 * @out: where to
 * @key: a key
 * @value: (nullable): a text; %NULL: there is no such member
 *
 * Appends a member of an object.
 */
void
chiosa_json_append_text (GString    *out,
                         const char *key,
                         const char *value)
{
  if (value == NULL)
    return;

  chiosa_json_append_key (out, key);
  chiosa_json_append_string (out, value);
}

/**
 * chiosa_json_append_number:
 * @out: where to
 * @key: a key
 * @value: a number
 *
 * Appends a member of an object.
 */
void
chiosa_json_append_number (GString    *out,
                           const char *key,
                           guint64     value)
{
  chiosa_json_append_key (out, key);
  chiosa_json_append_uint (out, value);
}

/**
 * chiosa_json_append_flag:
 * @out: where to
 * @key: a key
 * @value: whether it is so
 *
 * Appends a member of an object.
 */
void
chiosa_json_append_flag (GString    *out,
                         const char *key,
                         gboolean    value)
{
  chiosa_json_append_key (out, key);
  g_string_append (out, value ? "true" : "false");
}
