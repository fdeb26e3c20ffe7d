/* chiosa-json-reader.c
 *
 * Reading small files of known shape. A sidecar is read otherwise: there one bad item must not spoil the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-json-reader.h"

#include <glib/gi18n-lib.h>

static void
add_string (ChiosaJsonReader      *self,
            const ChiosaJsonSlice *item,
            gpointer               data)
{
  char *string = chiosa_json_slice_string (item);

  if (string == NULL)
    chiosa_json_reader_fail (self, item->line, _("a string is expected here"));
  else
    g_strv_builder_take (data, string);
}

void
chiosa_json_reader_fail (ChiosaJsonReader *self,
                         guint             line,
                         const char       *message,
                         ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  if (self->error != NULL)
    return;

  va_start (args, message);
  reason = g_strdup_vprintf (message, args);
  va_end (args);
  g_set_error (&self->error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
               _("“%s”, line %u: %s"), self->name, MAX (line, 1), reason);
}

gboolean
chiosa_json_reader_open (ChiosaJsonReader       *self,
                         GBytes                 *bytes,
                         const char             *format,
                         const ChiosaJsonMember *members,
                         guint                   n_members,
                         ChiosaJsonSlice        *slots)
{
  static const ChiosaJsonMember format_members[] = { CHIOSA_JSON_MEMBER ("format") };
  ChiosaJsonSlice whole = { .line = 1 };
  ChiosaJsonSlice found;

  whole.start = g_bytes_get_data (bytes, &whole.length);
  if (!chiosa_json_check (whole.start, whole.length, self->name, &self->error))
    return FALSE;

  if (!chiosa_json_reader_object (self, &whole, members, n_members, slots))
    return FALSE;

  chiosa_json_read_members (&whole, format_members, 1, &found, "", NULL);
  if (!chiosa_json_slice_equal (&found, format))
    chiosa_json_reader_fail (self, found.line, _("“format” is not “%s”"), format);

  return self->error == NULL;
}

gboolean
chiosa_json_reader_object (ChiosaJsonReader       *self,
                           const ChiosaJsonSlice  *object,
                           const ChiosaJsonMember *members,
                           guint                   n_members,
                           ChiosaJsonSlice        *slots)
{
  if (!chiosa_json_read_members (object, members, n_members, slots, "", NULL))
    chiosa_json_reader_fail (self, object->line, _("an object is expected here"));

  return self->error == NULL;
}

char *
chiosa_json_reader_string (ChiosaJsonReader      *self,
                           const ChiosaJsonSlice *slot,
                           const char            *member)
{
  char *string;

  if (slot->start == NULL)
    return NULL;

  string = chiosa_json_slice_string (slot);
  if (string == NULL)
    chiosa_json_reader_fail (self, slot->line, _("“%s” must be a string"), member);

  return string;
}

gboolean
chiosa_json_reader_flag (ChiosaJsonReader      *self,
                         const ChiosaJsonSlice *slot,
                         const char            *member,
                         gboolean               missing)
{
  char kind;

  if (slot->start == NULL)
    return missing;

  kind = chiosa_json_slice_kind (slot);
  if (kind != 't' && kind != 'f')
    chiosa_json_reader_fail (self, slot->line, _("“%s” must be true or false"), member);

  return kind == 't';
}

guint
chiosa_json_reader_number (ChiosaJsonReader      *self,
                           const ChiosaJsonSlice *slot,
                           const char            *member)
{
  guint64 value = 0;

  if (slot->start != NULL && (!chiosa_json_slice_uint (slot, &value) || value > G_MAXUINT16))
    chiosa_json_reader_fail (self, slot->line, _("“%s” must be a whole number from 0 to 65535"), member);

  return value;
}

void
chiosa_json_reader_array (ChiosaJsonReader      *self,
                          const ChiosaJsonSlice *slot,
                          const char            *member,
                          ChiosaJsonReadItem     read_item,
                          gpointer               data)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (slot->start == NULL)
    return;

  if (!chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    {
      chiosa_json_reader_fail (self, slot->line, _("“%s” must be an array"), member);
      return;
    }

  while (self->error == NULL && chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    read_item (self, &item, data);
}

GStrv
chiosa_json_reader_strings (ChiosaJsonReader      *self,
                            const ChiosaJsonSlice *slot,
                            const char            *member)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  if (slot->start == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  chiosa_json_reader_array (self, slot, member, add_string, builder);
  return g_strv_builder_end (builder);
}
