/* chiosa-recent.c
 *
 * Files and folders opened lately, and the part of a menu that lists them. Kept in the settings: the desktop's own list does not
 * take folders from every program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-recent.h"

#define MAX_RECENT 10

/* Menus take an underscore for a mnemonic. */
static char *
escape_label (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

/**
 * chiosa_recent_add:
 * @settings: those of Chiosa
 * @path: of a file or a folder
 *
 * Puts @path on top of the list.
 */
void
chiosa_recent_add (GSettings  *settings,
                   const char *path)
{
  g_auto (GStrv) old = g_settings_get_strv (settings, "recent");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  guint n = 1;

  if (uri == NULL)
    return;

  g_strv_builder_add (builder, uri);
  for (guint i = 0; old[i] != NULL && n < MAX_RECENT; i++)
    if (!g_str_equal (old[i], uri))
      {
        g_strv_builder_add (builder, old[i]);
        n++;
      }

  all = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "recent", (const char *const *) all);
}

/**
 * chiosa_recent_clear:
 * @settings: those of Chiosa
 */
void
chiosa_recent_clear (GSettings *settings)
{
  g_settings_reset (settings, "recent");
}

/**
 * chiosa_recent_fill_menu:
 * @settings: those of Chiosa
 * @section: filled anew
 *
 * One item for each file and folder, whether it is still there or not: opening says so.
 */
void
chiosa_recent_fill_menu (GSettings *settings,
                         GMenu     *section)
{
  g_auto (GStrv) uris = g_settings_get_strv (settings, "recent");

  g_menu_remove_all (section);
  for (guint i = 0; uris[i] != NULL; i++)
    {
      g_autofree char *path = g_filename_from_uri (uris[i], NULL, NULL);
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (path == NULL)
        continue;

      name = g_filename_display_basename (path);
      label = escape_label (name);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s", path);
      g_menu_append_item (section, item);
    }
}
