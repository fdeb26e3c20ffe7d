/* chiosa-import-place.c
 *
 * The folder that an import makes articles in. Nothing that is there is ever written over, and no name that a stranger's file gives
 * leads out of the folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-import-place.h"

#include "chiosa-article-file.h"
#include "chiosa-export.h"
#include "chiosa-json.h"
#include "chiosa-new-articles.h"
#include "chiosa-project.h"
#include "chiosa-tagset-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Bytes of one part of a name: with endings it must stay within what file systems allow (255). */
#define MAX_PART 180
#define TAGSET_NAME "tagset.json"

struct _ChiosaImportPlace
{
  char              *folder;
  char              *annotator;
  ChiosaNewArticles *news;    /* written, but without a name for a moment */
  GHashTable        *made;    /* paths of this import -> the number that the next article of that name tries */
  GHashTable        *by_hash; /* sha256 -> path of what is there; NULL: not looked yet */
  GHashTable        *by_name; /* name -> path */
  GHashTable        *hashes;  /* path -> sha256 */
};

/**
 * chiosa_import_place_new:
 * @folder: where articles are to be
 * @annotator: (nullable): whose sidecars are written
 *
 * Returns: (transfer full): a place; nothing is made yet
 */
ChiosaImportPlace *
chiosa_import_place_new (const char *folder,
                         const char *annotator)
{
  ChiosaImportPlace *self = g_new0 (ChiosaImportPlace, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->annotator = g_strdup (annotator);
  self->news = chiosa_new_articles_new ();
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * chiosa_import_place_free:
 * @self: (nullable) (transfer full): a place
 */
void
chiosa_import_place_free (ChiosaImportPlace *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self->annotator);
  chiosa_new_articles_free (self->news);
  g_hash_table_unref (self->made);
  g_clear_pointer (&self->by_hash, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->hashes, g_hash_table_unref);
  g_free (self);
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int code;

  if (g_mkdir_with_parents (path, 0777) == 0)
    return TRUE;

  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The folder “%s” could not be made: %s."), shown, g_strerror (code));
  return FALSE;
}

/**
 * chiosa_import_place_make:
 * @self: a place
 * @error: return location
 *
 * Returns: whether the folder is there
 */
gboolean
chiosa_import_place_make (ChiosaImportPlace  *self,
                          GError            **error)
{
  return make_folder (self->folder, error);
}

/* --- Names -------------------------------------------------------------------------------------------------------- */

/* One part of a path as a name that every file system and every shell can bear: no controls, no leading dot, not too long. */
static char *
clean_part (const char *part)
{
  g_autofree char *valid = g_utf8_make_valid (part, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0' && clean->len < MAX_PART; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean bad = g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || strchr ("\\:*?\"<>|", c < 128 ? (int) c : 'a') != NULL;

      g_string_append_unichar (clean, bad || (clean->len == 0 && (c == '.' || c == '~')) ? '_' : c);
    }
  while (clean->len > 0 && (clean->str[clean->len - 1] == '.' || clean->str[clean->len - 1] == ' '))
    g_string_truncate (clean, clean->len - 1);
  if (clean->len == 0)
    g_string_append_c (clean, '_');

  return g_string_free (clean, FALSE);
}

/* "sub/article": relative, whatever @name is. */
static char *
clean_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  GString *clean = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = *parts[i] != '\0' ? clean_part (parts[i]) : NULL;

      if (part == NULL)
        continue;
      if (clean->len > 0)
        g_string_append_c (clean, '/');
      g_string_append (clean, part);
    }
  if (clean->len == 0)
    g_string_append (clean, "article");

  return g_string_free (clean, FALSE);
}

/* A path that this import has not used: two articles of one name are NAME and NAME-2. */
static char *
choose_path (ChiosaImportPlace *self,
             const char        *name,
             const char        *extension)
{
  g_autofree char *clean = clean_name (name);
  g_autofree char *stem = g_str_has_suffix (clean, extension) ? g_strndup (clean, strlen (clean) - strlen (extension)) : g_strdup (clean);
  g_autofree char *base = g_strconcat (stem, extension, NULL);
  g_autofree char *plain = g_build_filename (self->folder, base, NULL);
  char *path = g_strdup (plain);
  guint n = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (self->made, plain)), 2);

  for (; g_hash_table_contains (self->made, path); n++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u%s", stem, n, extension);

      g_free (path);
      path = g_build_filename (self->folder, numbered, NULL);
    }
  if (g_hash_table_contains (self->made, plain))
    g_hash_table_insert (self->made, g_strdup (plain), GUINT_TO_POINTER (n));

  return path;
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

/* What is there already is an error of its own here: an import goes on after it. */
static gboolean
pass_on (GError  *local,
         GError **error)
{
  if (g_error_matches (local, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED))
    {
      local->domain = CHIOSA_FORMAT_ERROR;
      local->code = CHIOSA_FORMAT_ERROR_EXISTS;
    }
  g_propagate_error (error, local);

  return FALSE;
}

static gboolean
put_new (ChiosaImportPlace  *self,
         const char         *path,
         GBytes             *text,
         const char         *sidecar_path,
         GBytes             *sidecar,
         GError            **error)
{
  GError *local = NULL;

  return chiosa_new_articles_add (self->news, path, text, sidecar_path, sidecar, &local) || pass_on (local, error);
}

static gboolean
has_content (const ChiosaRecord *record)
{
  const ChiosaArticle *article = chiosa_record_get_article (record);
  static const ChiosaArticle nothing = { .status = CHIOSA_STATUS_NEW };

  return record->snapshot->items->len > 0 || !chiosa_article_equal (article, &nothing);
}

static GBytes *
make_sidecar (ChiosaImportPlace     *self,
              const ChiosaRecord    *record,
              ChiosaTagset          *tagset,
              const ChiosaEncoding  *encoding)
{
  g_autoptr (ChiosaSidecar) head = chiosa_sidecar_new ();

  head->tagset_id = g_strdup (chiosa_tagset_get_id (tagset));
  /* As its file will say: so that the next import writes the same. */
  head->tagset_version = g_strdup (chiosa_tagset_get_version (tagset) != NULL ? chiosa_tagset_get_version (tagset) : "1.0");
  head->annotator = g_strdup (self->annotator);

  return chiosa_sidecar_write (head, record->snapshot, encoding);
}

static gboolean
has_content_of (const char *path,
                GBytes     *bytes)
{
  g_autoptr (GBytes) there = chiosa_safe_file_read (path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, NULL);

  return there != NULL && g_bytes_equal (there, bytes);
}

/**
 * chiosa_import_place_add:
 * @self: a place
 * @record: an article
 * @extension: of its file: ".txt"
 * @tagset: that its names are of
 * @path: (out) (transfer full): where it is now
 * @error: return location; %CHIOSA_FORMAT_ERROR_EXISTS when something with that name is there
 *
 * The text is written as UTF-8, to the character. It may be chiosa_import_place_finish() that gives the article its name.
 *
 * Returns: %FALSE when it was not made
 */
gboolean
chiosa_import_place_add (ChiosaImportPlace   *self,
                         const ChiosaRecord  *record,
                         const char          *extension,
                         ChiosaTagset        *tagset,
                         char               **path,
                         GError             **error)
{
  g_autofree char *chosen = choose_path (self, record->name, extension);
  g_autofree char *folder = g_path_get_dirname (chosen);
  g_autofree char *sidecar_path = chiosa_article_file_sidecar_path (chosen, self->annotator);
  g_autoptr (GBytes) text = g_bytes_new_static (record->utf8, strlen (record->utf8));
  g_autoptr (GBytes) sidecar = NULL;
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autofree char *shown = g_filename_display_name (sidecar_path);

  if (!make_folder (folder, error))
    return FALSE;
  encoding->newline = chiosa_newline_detect (record->snapshot->text, &encoding->newline_typed);
  if (has_content (record))
    sidecar = make_sidecar (self, record, tagset, encoding);
  /* An article must not come to annotations that are not its own. Its own were left by an import that was broken off just before it. */
  if (sidecar != NULL && has_content_of (sidecar_path, sidecar))
    {
      g_clear_pointer (&sidecar, g_bytes_unref);
    }
  else if (g_file_test (sidecar_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS, _("“%s” is there already and was not overwritten."), shown);
      return FALSE;
    }

  if (!put_new (self, chosen, text, sidecar_path, sidecar, error))
    return FALSE;

  g_hash_table_insert (self->made, g_strdup (chosen), GUINT_TO_POINTER (2));
  *path = g_steal_pointer (&chosen);

  return TRUE;
}

/* --- What is there ------------------------------------------------------------------------------------------------ */

static ChiosaText *
read_article (const char      *path,
              ChiosaEncoding **encoding,
              GError         **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_ARTICLE_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);
  g_autofree char *shown = g_filename_display_name (path);
  ChiosaText *text = bytes != NULL ? chiosa_encoding_decode (bytes, NULL, encoding, error) : NULL;

  if (bytes != NULL && text == NULL)
    g_prefix_error (error, "“%s”: ", shown);

  return text;
}

static gboolean
look_around (ChiosaImportPlace  *self,
             GError            **error)
{
  const char *paths[] = { self->folder, NULL };
  g_autoptr (GPtrArray) inputs = NULL;

  if (self->by_hash != NULL)
    return TRUE;

  inputs = chiosa_export_list_inputs (paths, error);
  if (inputs == NULL)
    return FALSE;

  self->by_hash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < inputs->len; i++)
    {
      const ChiosaExportInput *input = g_ptr_array_index (inputs, i);
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (ChiosaText) text = read_article (input->path, &encoding, NULL);

      g_hash_table_insert (self->by_name, g_strdup (input->name), g_strdup (input->path));
      if (text == NULL)
        continue;
      g_hash_table_insert (self->by_hash, chiosa_text_hash (text), g_strdup (input->path));
      g_hash_table_insert (self->hashes, g_strdup (input->path), chiosa_text_hash (text));
    }

  return TRUE;
}

/**
 * chiosa_import_place_find:
 * @self: a place
 * @name: of an article in a data set
 * @sha256: of its text; "" when it is not known
 * @same: (out): whether the text found has that hash
 * @path: (out) (transfer full): of the article found
 * @error: return location
 *
 * Returns: (transfer full): the text of the article; or %NULL
 */
char *
chiosa_import_place_find (ChiosaImportPlace  *self,
                          const char         *name,
                          const char         *sha256,
                          gboolean           *same,
                          char              **path,
                          GError            **error)
{
  g_autofree char *clean = clean_name (name);
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autoptr (ChiosaText) text = NULL;
  const char *found;

  if (!look_around (self, error))
    return NULL;

  /* Two articles may have one text: then the name decides. */
  found = g_hash_table_lookup (self->by_name, clean);
  *same = found != NULL && g_strcmp0 (g_hash_table_lookup (self->hashes, found), sha256) == 0;
  if (!*same && g_hash_table_contains (self->by_hash, sha256))
    {
      found = g_hash_table_lookup (self->by_hash, sha256);
      *same = TRUE;
    }
  if (found == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("No article in the folder is “%s”, neither by its text nor by its name."), name);
      return NULL;
    }

  text = read_article (found, &encoding, error);
  *path = g_strdup (found);

  return text != NULL ? chiosa_text_get_slice (text, 0, chiosa_text_get_length (text)) : NULL;
}

/**
 * chiosa_import_place_annotate:
 * @self: a place
 * @record: with annotations for the text of the article
 * @path: of the article
 * @tagset: that its names are of
 * @error: return location; %CHIOSA_FORMAT_ERROR_EXISTS when it has a sidecar already
 *
 * Returns: %FALSE when nothing was written
 */
gboolean
chiosa_import_place_annotate (ChiosaImportPlace   *self,
                              const ChiosaRecord  *record,
                              const char          *path,
                              ChiosaTagset        *tagset,
                              GError             **error)
{
  g_autofree char *sidecar_path = chiosa_article_file_sidecar_path (path, self->annotator);
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autoptr (ChiosaText) text = read_article (path, &encoding, error);
  g_autoptr (GBytes) sidecar = text != NULL ? make_sidecar (self, record, tagset, encoding) : NULL;

  return sidecar != NULL && put_new (self, path, NULL, sidecar_path, sidecar, error);
}

/**
 * chiosa_import_place_finish:
 * @self: a place
 * @error: return location; after %CHIOSA_FORMAT_ERROR_EXISTS there may be more to finish
 *
 * Returns: whether everything that was added is on the disk, under its name
 */
gboolean
chiosa_import_place_finish (ChiosaImportPlace  *self,
                            GError            **error)
{
  GError *local = NULL;

  return chiosa_new_articles_finish (self->news, &local) || pass_on (local, error);
}

/**
 * chiosa_import_place_put_tagset:
 * @self: a place without a project
 * @tagset: what the articles are marked with
 * @path: (out) (transfer full): of its file
 * @error: return location
 *
 * Returns: %FALSE when it could not be written
 */
gboolean
chiosa_import_place_put_tagset (ChiosaImportPlace  *self,
                                ChiosaTagset       *tagset,
                                char              **path,
                                GError            **error)
{
  g_autofree char *tagset_path = g_build_filename (self->folder, TAGSET_NAME, NULL);
  g_autofree char *project_path = g_build_filename (self->folder, CHIOSA_PROJECT_NAME, NULL);
  g_autoptr (GBytes) bytes = chiosa_tagset_write (tagset);
  g_autoptr (GBytes) project = NULL;
  GString *content = g_string_new ("{\n\"format\":\"chiosa-project\",\n\"version\":\"1.0\",\n\"name\":");

  chiosa_json_append_string (content, chiosa_tagset_get_name (tagset));
  g_string_append (content, ",\n\"tagset\":\"" TAGSET_NAME "\"\n}\n");
  project = g_string_free_to_bytes (content);
  /* As annotations are there before their article, the tag set is before the project that names it: an import that was broken off in
   * between has left the very one. */
  if (!put_new (self, project_path, project, tagset_path, has_content_of (tagset_path, bytes) ? NULL : bytes, error) || !chiosa_import_place_finish (self, error))
    return FALSE;

  *path = g_steal_pointer (&tagset_path);

  return TRUE;
}
