/* chiosa-session.c
 *
 * What was open when the program was left, and where the cursor stood in each article. Kept in the settings, as URIs.
 * Lists of what to open again are ChiosaRecent's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-session.h"

#define MAX_CURSORS 100
#define MAX_FILES   200

static char *
path_to_uri (const char *path)
{
  return path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
}

static void
add_uri (GStrvBuilder *uris,
         const char   *path)
{
  char *uri = path_to_uri (path);

  if (uri != NULL)
    g_strv_builder_take (uris, uri);
}

/**
 * chiosa_session_load:
 * @settings: those of Chiosa
 *
 * Returns: (transfer full): what was open last; without folder and files where nothing was
 */
ChiosaSession *
chiosa_session_load (GSettings *settings)
{
  ChiosaSession *self = g_new0 (ChiosaSession, 1);
  g_autofree char *folder = g_settings_get_string (settings, "last-folder");
  g_auto (GStrv) uris = g_settings_get_strv (settings, "last-files");
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  if (folder[0] != '\0')
    self->folder = g_filename_from_uri (folder, NULL, NULL);

  for (guint i = 0; uris[i] != NULL; i++)
    {
      char *path = g_filename_from_uri (uris[i], NULL, NULL);

      if (path != NULL)
        g_strv_builder_take (files, path);
    }
  self->files = g_strv_builder_end (files);

  return self;
}

/**
 * chiosa_session_save:
 * @settings: those of Chiosa
 * @folder: (nullable): path of the folder whose articles are listed
 * @files: (nullable): or of the single files
 * @shown: (nullable): path of the article that is shown
 */
void
chiosa_session_save (GSettings         *settings,
                     const char        *folder,
                     const char *const *files,
                     const char        *shown)
{
  g_autofree char *folder_uri = path_to_uri (folder);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) uris = NULL;

  if (shown != NULL)
    add_uri (builder, shown);
  for (guint i = 0; files != NULL && files[i] != NULL && i < MAX_FILES; i++)
    if (g_strcmp0 (files[i], shown) != 0)
      add_uri (builder, files[i]);
  uris = g_strv_builder_end (builder);

  g_settings_set_string (settings, "last-folder", folder_uri != NULL ? folder_uri : "");
  g_settings_set_strv (settings, "last-files", (const char *const *) uris);
}

/**
 * chiosa_session_free:
 * @self: a session
 */
void
chiosa_session_free (ChiosaSession *self)
{
  g_free (self->folder);
  g_strfreev (self->files);
  g_free (self);
}

/**
 * chiosa_session_get_cursor:
 * @settings: those of Chiosa
 * @path: of an article
 *
 * Returns: where the cursor stood, in code points; 0 for an article that is not known
 */
gsize
chiosa_session_get_cursor (GSettings  *settings,
                           const char *path)
{
  g_autoptr (GVariant) positions = g_settings_get_value (settings, "last-positions");
  g_autofree char *uri = path_to_uri (path);
  guint32 offset = 0;

  if (uri != NULL)
    g_variant_lookup (positions, uri, "u", &offset);

  return offset;
}

/**
 * chiosa_session_set_cursor:
 * @settings: those of Chiosa
 * @path: of an article
 * @offset: code points
 *
 * Remembers the cursor of the latest hundred articles.
 */
void
chiosa_session_set_cursor (GSettings  *settings,
                           const char *path,
                           gsize       offset)
{
  g_autoptr (GVariant) positions = g_settings_get_value (settings, "last-positions");
  g_autofree char *uri = path_to_uri (path);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *known;
  guint32 position;
  guint n = 1;

  if (uri == NULL)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{su}"));
  g_variant_builder_add (&builder, "{su}", uri, (guint32) offset);
  g_variant_iter_init (&iter, positions);
  while (n < MAX_CURSORS && g_variant_iter_next (&iter, "{&su}", &known, &position))
    if (!g_str_equal (known, uri))
      {
        g_variant_builder_add (&builder, "{su}", known, position);
        n++;
      }

  g_settings_set_value (settings, "last-positions", g_variant_builder_end (&builder));
}
