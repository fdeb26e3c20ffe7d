/* chiosa-project.c
 *
 * What the articles of a folder share. Only read here; people write the file by hand or with a tool.
 * The file is untrusted: it chooses no file outside its own folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-file.h"
#include "chiosa-json-reader.h"
#include "chiosa-project.h"
#include "chiosa-safe-file.h"
#include "chiosa-tagset-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION, NAME, TAGSET, ANNOTATORS, ASSIGNED, N_PROJECT };

static const ChiosaJsonMember project_members[N_PROJECT] = {
  [VERSION] = CHIOSA_JSON_MEMBER ("version"),
  [NAME] = CHIOSA_JSON_MEMBER ("name"),
  [TAGSET] = CHIOSA_JSON_MEMBER ("tagset"),
  [ANNOTATORS] = CHIOSA_JSON_MEMBER ("annotators"),
  [ASSIGNED] = CHIOSA_JSON_MEMBER ("assigned"),
};

/* Relative, and nothing in it leads out of the folder. */
static gboolean
is_inside (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (*path == '\0' || *path == '/' || strchr (path, '\\') != NULL || strstr (path, "://") != NULL)
    return FALSE;

  parts = g_strsplit (path, "/", -1);
  return !g_strv_contains ((const char * const *) parts, "..");
}

/* The same for what symbolic links make of it. */
static gboolean
is_really_inside (const char *folder,
                  const char *path)
{
  char *real_folder = realpath (folder, NULL);
  char *real_path = realpath (path, NULL);
  g_autofree char *prefix = real_folder != NULL ? g_strconcat (real_folder, strcmp (real_folder, "/") == 0 ? "" : "/", NULL) : NULL;
  gboolean inside = prefix == NULL || real_path == NULL || g_str_has_prefix (real_path, prefix);

  free (real_folder);
  free (real_path);
  return inside;
}

static void
check_annotator (ChiosaJsonReader *json,
                 guint             line,
                 const char       *annotator)
{
  if (!chiosa_annotator_is_valid (annotator))
    chiosa_json_reader_fail (json, line,
                             _("“%s” cannot be the name of an annotator: 1 to 64 of A–Z a–z 0–9 . _ - are allowed"), annotator);
}

static void
read_assigned (ChiosaJsonReader      *json,
               const ChiosaJsonSlice *slot,
               GHashTable            *assigned)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *annotator;

  if (!chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '{')
    {
      chiosa_json_reader_fail (json, slot->line, _("“%s” must be an object"), "assigned");
      return;
    }

  while (json->error == NULL && chiosa_json_cursor_next (&cursor, &annotator, &value))
    {
      GStrv paths = chiosa_json_reader_strings (json, &value, annotator);

      check_annotator (json, value.line, annotator);
      for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
        if (!is_inside (paths[i]))
          chiosa_json_reader_fail (json, value.line, _("“%s” is not a path inside the folder of the project"), paths[i]);
      g_hash_table_insert (assigned, annotator, paths);
    }
}

static gboolean
read_project (ChiosaProject  *self,
              GBytes         *bytes,
              const char     *name,
              GError        **error)
{
  ChiosaJsonReader json = { .name = name };
  ChiosaJsonSlice slots[N_PROJECT];
  g_autofree char *version = NULL;

  if (chiosa_json_reader_open (&json, bytes, "chiosa-project", project_members, N_PROJECT, slots))
    {
      version = chiosa_json_reader_string (&json, &slots[VERSION], "version");
      if (version == NULL || !g_str_has_prefix (version, "1."))
        chiosa_json_reader_fail (&json, slots[VERSION].line,
                                 _("this project file is of version %s, and this program knows 1; a newer program may help"),
                                 version != NULL ? version : "?");
      self->name = chiosa_json_reader_string (&json, &slots[NAME], "name");
      self->tagset_path = chiosa_json_reader_string (&json, &slots[TAGSET], "tagset");
      if (self->tagset_path != NULL && !is_inside (self->tagset_path))
        chiosa_json_reader_fail (&json, slots[TAGSET].line,
                                 _("“%s” is not a path inside the folder of the project"), self->tagset_path);
      self->annotators = chiosa_json_reader_strings (&json, &slots[ANNOTATORS], "annotators");
      for (guint i = 0; self->annotators != NULL && self->annotators[i] != NULL; i++)
        check_annotator (&json, slots[ANNOTATORS].line, self->annotators[i]);
      if (slots[ASSIGNED].start != NULL)
        {
          self->assigned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
          read_assigned (&json, &slots[ASSIGNED], self->assigned);
        }
    }

  if (json.error == NULL)
    return TRUE;

  g_propagate_error (error, json.error);
  return FALSE;
}

static gboolean
load_tagset (ChiosaProject  *self,
             GError        **error)
{
  g_autofree char *folder = NULL, *path = NULL, *shown = NULL;

  if (self->tagset_path == NULL)
    {
      self->tagset = chiosa_tagset_builtin ();
      return TRUE;
    }

  folder = g_path_get_dirname (self->path);
  path = g_build_filename (folder, self->tagset_path, NULL);
  if (!is_really_inside (folder, path))
    {
      shown = g_filename_display_name (self->path);
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
                   _("“%s”: the tag set “%s” is a link that leads out of the folder of the project"), shown, self->tagset_path);
      return FALSE;
    }

  self->tagset = chiosa_tagset_load (path, error);
  return self->tagset != NULL;
}

/* The path of the project file that counts for @folder, or NULL. */
static char *
find_file (const char *folder)
{
  g_autofree char *at = g_canonicalize_filename (folder, NULL);

  for (;;)
    {
      g_autofree char *file = g_build_filename (at, CHIOSA_PROJECT_NAME, NULL);
      g_autofree char *git = g_build_filename (at, ".git", NULL);
      char *parent;
      GStatBuf info;

      if (g_lstat (file, &info) == 0)
        return g_steal_pointer (&file);
      if (g_file_test (git, G_FILE_TEST_EXISTS) || strcmp (at, "/") == 0)
        return NULL;

      parent = g_path_get_dirname (at);
      g_free (at);
      at = parent;
    }
}

/**
 * chiosa_project_find:
 * @folder: where articles are
 * @error: why a project file that is there cannot be used; then nothing may be guessed
 *
 * Returns: (transfer full): the project of the folder; with no file, one with the built-in tag set and nothing else
 */
ChiosaProject *
chiosa_project_find (const char  *folder,
                     GError     **error)
{
  g_autoptr (ChiosaProject) self = g_new0 (ChiosaProject, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self->path = find_file (folder);
  if (self->path != NULL)
    {
      shown = g_filename_display_name (self->path);
      bytes = chiosa_safe_file_read (self->path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, error);
      if (bytes == NULL || !read_project (self, bytes, shown, error))
        return NULL;
    }

  if (!load_tagset (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * chiosa_project_free:
 * @self: (nullable) (transfer full): a project
 */
void
chiosa_project_free (ChiosaProject *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->name);
  g_free (self->tagset_path);
  g_clear_object (&self->tagset);
  g_strfreev (self->annotators);
  g_clear_pointer (&self->assigned, g_hash_table_unref);
  g_free (self);
}
