/* bench-json-read.c
 *
 * The limit that an export is measured against: the same files, read with json-glib alone and thrown away.
 *
 *     bench-json-read FOLDER
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <json-glib/json-glib.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  if (argc != 2 || (dir = g_dir_open (argv[1], 0, NULL)) == NULL)
    return 2;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *content = NULL;
      g_autoptr (JsonParser) parser = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (!g_file_get_contents (path, &content, &length, &error))
        g_error ("%s", error->message);
      if (!g_str_has_suffix (name, ".json"))
        continue;

      parser = json_parser_new_immutable ();
      if (!json_parser_load_from_data (parser, content, length, &error))
        g_error ("%s: %s", path, error->message);
      n += json_array_get_length (json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "annotations"));
    }
  g_print ("%u\n", n);

  return 0;
}
