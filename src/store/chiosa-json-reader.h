/* chiosa-json-reader.h
 *
 * Reading small files of known shape (tag sets, projects) member by member, where the first thing that is wrong
 * ends it with a message that names file and line. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-json.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;     /* of the file */
  GError     *error;    /* the first one; while it is set, nothing more is read */
} ChiosaJsonReader;

typedef void (*ChiosaJsonReadItem) (ChiosaJsonReader *self, const ChiosaJsonSlice *item, gpointer data);

void      chiosa_json_reader_fail    (ChiosaJsonReader *self, guint line, const char *message, ...) G_GNUC_PRINTF (3, 4);
/* Checks @bytes and cuts the object they hold into @slots. */
gboolean  chiosa_json_reader_open    (ChiosaJsonReader *self, GBytes *bytes, const char *format,
                                      const ChiosaJsonMember *members, guint n_members, ChiosaJsonSlice *slots);
gboolean  chiosa_json_reader_object  (ChiosaJsonReader *self, const ChiosaJsonSlice *object,
                                      const ChiosaJsonMember *members, guint n_members, ChiosaJsonSlice *slots);
/* Missing members: NULL, FALSE, 0, nothing. */
char     *chiosa_json_reader_string  (ChiosaJsonReader *self, const ChiosaJsonSlice *slot, const char *member);
gboolean  chiosa_json_reader_flag    (ChiosaJsonReader *self, const ChiosaJsonSlice *slot, const char *member,
                                      gboolean missing);
guint     chiosa_json_reader_number  (ChiosaJsonReader *self, const ChiosaJsonSlice *slot, const char *member);
void      chiosa_json_reader_array   (ChiosaJsonReader *self, const ChiosaJsonSlice *slot, const char *member,
                                      ChiosaJsonReadItem read_item, gpointer data);
GStrv     chiosa_json_reader_strings (ChiosaJsonReader *self, const ChiosaJsonSlice *slot, const char *member);

G_END_DECLS
