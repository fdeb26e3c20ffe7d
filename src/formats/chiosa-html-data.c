/* chiosa-html-data.c
 *
 * The data in a reading copy: text and sidecar as JSON, so that the copy can be read back with nothing lost. No browser runs it:
 * it is a script element whose type is none of a script.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include "chiosa-json.h"
#include "chiosa-sidecar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of one string of the text: a reader of JSON need not take longer ones than 1 MiB, and escapes are longer than what they stand for. */
#define PIECE 131072

static void
append_text (GString    *json,
             const char *utf8)
{
  gsize length = strlen (utf8);

  g_string_append_c (json, '[');
  for (gsize at = 0; at < length; )
    {
      gsize end = MIN (at + PIECE, length);

      while ((utf8[end] & 0xc0) == 0x80)
        end--;
      if (at > 0)
        g_string_append_c (json, ',');
      chiosa_json_append_string_len (json, utf8 + at, end - at);
      at = end;
    }
  g_string_append_c (json, ']');
}

/**
 * chiosa_html_append_data:
 * @out: a page that is being written
 * @record: its article
 *
 * In the JSON '<' and '>' stand only in strings; as escapes they cannot end the element.
 */
void
chiosa_html_append_data (GString            *out,
                         const ChiosaRecord *record)
{
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_new ();
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) json = g_string_new ("{");
  gsize length;
  const char *data;

  sidecar->annotator = g_strdup (record->annotator);
  bytes = chiosa_sidecar_write (sidecar, record->snapshot, encoding);
  data = g_bytes_get_data (bytes, &length);

  chiosa_json_append_key (json, "format");
  chiosa_json_append_string (json, CHIOSA_HTML_DATA_FORMAT);
  chiosa_json_append_key (json, "name");
  chiosa_json_append_string (json, record->name);
  chiosa_json_append_key (json, "text");
  append_text (json, record->utf8);
  chiosa_json_append_key (json, "sidecar");
  g_string_append_len (json, data, length);
  g_string_append_c (json, '}');

  g_string_replace (json, "<", "\\u003c", 0);
  g_string_replace (json, ">", "\\u003e", 0);
  g_string_append (out, "<script type=\"application/json\" id=\"" CHIOSA_HTML_DATA_ID "\">");
  g_string_append_len (out, json->str, json->len);
  g_string_append (out, "</script>\n");
}

/* The strings of an array, one after the other; NULL when there is something else in it. (transfer full) */
static char *
read_text (const ChiosaJsonSlice *slice)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice piece;

  if (slice->start == NULL || chiosa_json_slice_kind (slice) != '[' || !chiosa_json_cursor_init (&cursor, slice))
    return NULL;

  while (chiosa_json_cursor_next (&cursor, NULL, &piece))
    {
      g_autofree char *string = chiosa_json_slice_string (&piece);

      if (string == NULL)
        return NULL;
      g_string_append (text, string);
    }

  return g_strdup (text->str);
}

static void
tell_problems (ChiosaReader        *reader,
               const ChiosaSidecar *sidecar)
{
  for (guint i = 0; i < sidecar->problems->len; i++)
    {
      const ChiosaSidecarProblem *problem = g_ptr_array_index (sidecar->problems, i);

      chiosa_reader_problem (reader, 0, "%s", problem->message);
    }
}

static ChiosaRecord *
read_record (ChiosaReader           *reader,
             const char             *name,
             char                   *utf8,
             const ChiosaJsonSlice  *slice,
             GError                **error)
{
  g_autofree char *own = utf8;
  g_autoptr (ChiosaText) text = chiosa_text_new (own, -1);
  g_autofree char *sha256 = chiosa_text_hash (text);
  g_autoptr (GBytes) bytes = g_bytes_new (slice->start, slice->length);
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_parse (bytes, reader->shown, text, sha256, error);
  ChiosaSnapshot *snapshot;
  ChiosaRecord *record;

  if (sidecar == NULL)
    return NULL;

  if (g_strcmp0 (sidecar->text_sha256, sha256) != 0)
    chiosa_reader_problem (reader, 0, _("the text was changed after the reading copy was written; annotations whose words are elsewhere now are detached"));
  tell_problems (reader, sidecar);
  snapshot = g_steal_pointer (&sidecar->snapshot);
  g_clear_pointer (&snapshot->text, chiosa_text_free);
  snapshot->text = g_steal_pointer (&text);
  snapshot->text_sha256 = g_steal_pointer (&sha256);
  record = chiosa_record_new_snapshot (name, snapshot);
  record->annotator = g_strdup (sidecar->annotator);

  return record;
}

/**
 * chiosa_html_read_data:
 * @reader: of the page
 * @data: JSON of a reading copy
 * @error: return location
 *
 * Returns: (transfer full): the article that was written, or %NULL
 */
ChiosaRecord *
chiosa_html_read_data (ChiosaReader  *reader,
                       const char    *data,
                       GError       **error)
{
  enum { FORMAT, NAME, TEXT, SIDECAR, N_MEMBERS };
  static const ChiosaJsonMember members[N_MEMBERS] = {
    [FORMAT] = CHIOSA_JSON_MEMBER ("format"),
    [NAME] = CHIOSA_JSON_MEMBER ("name"),
    [TEXT] = CHIOSA_JSON_MEMBER ("text"),
    [SIDECAR] = CHIOSA_JSON_MEMBER ("sidecar"),
  };
  ChiosaJsonSlice whole = { data, strlen (data), 1 };
  ChiosaJsonSlice slots[N_MEMBERS] = { 0 };
  g_autofree char *name = NULL;
  char *text;

  if (!chiosa_json_check (data, whole.length, reader->shown, error))
    return NULL;

  if (!chiosa_json_read_members (&whole, members, N_MEMBERS, slots, ",", NULL) || slots[FORMAT].start == NULL
      || !chiosa_json_slice_equal (&slots[FORMAT], CHIOSA_HTML_DATA_FORMAT) || slots[SIDECAR].start == NULL
      || (text = read_text (&slots[TEXT])) == NULL)
    {
      chiosa_reader_fail (reader, 0, error, _("the data of this reading copy cannot be understood"));
      return NULL;
    }

  name = slots[NAME].start != NULL ? chiosa_json_slice_string (&slots[NAME]) : NULL;

  return read_record (reader, name != NULL && *name != '\0' ? name : reader->name, text, &slots[SIDECAR], error);
}
