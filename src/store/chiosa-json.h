/* chiosa-json.h
 *
 * JSON from strangers: one pass that validates strictly (RFC 8259), closes the holes of the parser behind it
 * (strings with U+0000, numbers out of range, duplicate keys, depth, sizes) and cuts a file into raw members and items,
 * so that a large array is read item by item and unknown members keep their bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start;    /* into the buffer */
  gsize       length;
  guint       line;     /* of its first character, from 1 */
} ChiosaJsonSlice;

#define CHIOSA_JSON_MAX_DEPTH   64
#define CHIOSA_JSON_MAX_BYTES   ((gsize) 64 << 20)
#define CHIOSA_JSON_MAX_STRING  ((gsize) 1 << 20)
#define CHIOSA_JSON_MAX_ITEMS   1000000

/* Whole text: valid, within limits, one value. @name is for the messages. */
gboolean  chiosa_json_check          (const char *json, gsize length, const char *name, GError **error);
/* The same for files of other programs: strings up to CHIOSA_JSON_MAX_BYTES, lines counted from @first_line. */
gboolean  chiosa_json_check_data     (const char *json, gsize length, const char *name, guint first_line, GError **error);

/* Walk a checked object or array: call again with the same cursor until FALSE. Keys are decoded; @key may be NULL (arrays). */
typedef struct { const char *at; const char *end; guint line; char opening; } ChiosaJsonCursor;
gboolean  chiosa_json_cursor_init    (ChiosaJsonCursor *cursor, const ChiosaJsonSlice *value);   /* FALSE: neither */
gboolean  chiosa_json_cursor_next    (ChiosaJsonCursor *cursor, char **key, ChiosaJsonSlice *value);

/* The same without copying: @key is the quoted key as it stands (start NULL in an array). */
gboolean  chiosa_json_cursor_next_raw (ChiosaJsonCursor *cursor, ChiosaJsonSlice *key, ChiosaJsonSlice *value);

/* What a checked slice is, by its first character: 'n' number, 's' string, 't' true, 'f' false, '0' null, '{', '['. */
char      chiosa_json_slice_kind     (const ChiosaJsonSlice *slice);
/* The decoded string; NULL when it is none. */
char     *chiosa_json_slice_string   (const ChiosaJsonSlice *slice);
/* A string that decodes to @text? */
gboolean  chiosa_json_slice_equal    (const ChiosaJsonSlice *slice, const char *text);
/* A plain integer from 0 on, without fraction or exponent. */
gboolean  chiosa_json_slice_uint     (const ChiosaJsonSlice *slice, guint64 *value);

/* The members of an object sorted into slots by name; what has no slot is appended raw to @extra ("k":v,…). */
typedef struct { const char *name; gsize length; } ChiosaJsonMember;
#define CHIOSA_JSON_MEMBER(name) { name, sizeof name - 1 }
gboolean  chiosa_json_read_members   (const ChiosaJsonSlice *object, const ChiosaJsonMember *members, guint n_members,
                                      ChiosaJsonSlice *slots, const char *separator, GString **extra);

/* A checked slice as a tree, by json-glib in strict mode. */
JsonNode *chiosa_json_parse          (const ChiosaJsonSlice *slice, GError **error);
char     *chiosa_json_slice_dup      (const ChiosaJsonSlice *slice);

/* Writing: a quoted string (", \, controls, U+2028/2029 escaped; the rest as UTF-8). */
void      chiosa_json_append_string  (GString *out, const char *utf8);
void      chiosa_json_append_string_len (GString *out, const char *utf8, gsize n_bytes);
void      chiosa_json_append_uint    (GString *out, guint64 value);
/* ,"key": — with a comma unless @out ends in { or [ */
void      chiosa_json_append_key     (GString *out, const char *key);
/* Members of an object. A text that is NULL is left out. */
void      chiosa_json_append_text    (GString *out, const char *key, const char *value);
void      chiosa_json_append_number  (GString *out, const char *key, guint64 value);
void      chiosa_json_append_flag    (GString *out, const char *key, gboolean value);
gboolean  chiosa_json_number_is_valid (const char *text);

G_END_DECLS
