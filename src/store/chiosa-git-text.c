/* chiosa-git-text.c
 *
 * Asks git for the last versions of a file and takes the one whose text has the hash, within some seconds. How git is run, and
 * what it must not run, is chiosa-git.c's subject.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-git-text.h"

#include "chiosa-article-file.h"
#include "chiosa-encoding.h"
#include "chiosa-git.h"

#include <stdlib.h>
#include <string.h>

#define MAX_VERSIONS "--max-count=50"
#define MAX_SECONDS 5

/* A place in a work tree, and until when we ask. */
typedef struct
{
  char   *folder;
  char   *name;
  gint64  deadline;          /* monotonic time */
} Place;

static void
place_clear (Place *self)
{
  g_free (self->folder);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
is_in_work_tree (const char *folder)
{
  g_autofree char *git = g_build_filename (folder, ".git", NULL);
  g_autofree char *above = g_path_get_dirname (folder);

  return g_file_test (git, G_FILE_TEST_EXISTS) || (strcmp (above, folder) != 0 && is_in_work_tree (above));
}

/* Links followed: Git knows the file, not what leads to it. */
static gboolean
place_init (Place      *self,
            const char *article_path)
{
  char *real = realpath (article_path, NULL);

  if (real == NULL)
    return FALSE;

  self->folder = g_path_get_dirname (real);
  self->name = g_path_get_basename (real);
  self->deadline = g_get_monotonic_time () + MAX_SECONDS * G_TIME_SPAN_SECOND;
  free (real);

  return is_in_work_tree (self->folder);
}

static GBytes *
ask (const Place       *place,
     const char *const *arguments,
     GBytes            *input)
{
  return chiosa_git_run (place->folder, CHIOSA_GIT_OF_FOLDER, arguments, input, place->deadline, NULL);
}

static GStrv
split_lines (GBytes *bytes)
{
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");

  return g_strsplit (text, "\n", -1);
}

/* Type, name and size of each version, newest first. */
static GStrv
list_versions (const Place *place)
{
  const char *list[] = { "--literal-pathspecs", "rev-list", MAX_VERSIONS, "HEAD", "--", place->name, NULL };
  const char *check[] = { "cat-file", "--batch-check=%(objecttype) %(objectname) %(objectsize)", NULL };
  g_autoptr (GBytes) commits = ask (place, list, NULL);
  g_auto (GStrv) lines = split_lines (commits);
  g_autoptr (GString) questions = g_string_new (NULL);
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) answers = NULL;

  g_string_append_printf (questions, ":./%s\n", place->name);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_string_append_printf (questions, "%s:./%s\n", lines[i], place->name);

  input = g_string_free_to_bytes (g_steal_pointer (&questions));
  answers = ask (place, check, input);
  return split_lines (answers);
}

/* The names of the contents that the file had, each once, and only of such as may be an article. */
static GPtrArray *
list_contents (const Place *place)
{
  GPtrArray *contents = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) versions = NULL;

  /* One question is one line. */
  if (strpbrk (place->name, "\n\r") != NULL)
    return contents;

  versions = list_versions (place);
  for (guint i = 0; versions[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (versions[i], " ", -1);

      if (g_strv_length (words) == 3 && g_str_equal (words[0], "blob")
          && g_ascii_strtoull (words[2], NULL, 10) <= CHIOSA_ARTICLE_MAX_BYTES
          && !g_ptr_array_find_with_equal_func (contents, words[1], g_str_equal, NULL))
        g_ptr_array_add (contents, g_strdup (words[1]));
    }

  return contents;
}

/* What is not UTF-8 or UTF-16 mostly is Windows-1252; the hash says whether it was. */
static ChiosaText *
decode (GBytes     *bytes,
        const char *sha256)
{
  static const char *const charsets[] = { NULL, "WINDOWS-1252" };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (ChiosaText) text = chiosa_encoding_decode (bytes, charsets[i], &encoding, NULL);
      g_autofree char *hash = text != NULL ? chiosa_text_hash (text) : NULL;

      if (g_strcmp0 (hash, sha256) == 0)
        return g_steal_pointer (&text);
    }

  return NULL;
}

/**
 * chiosa_git_text_find:
 * @sha256: of the text, as chiosa_text_hash() has it
 * @article_path: the article; its last 50 versions are looked at, and what is in the index
 *
 * Returns: (transfer full) (nullable): the text
 */
ChiosaText *
chiosa_git_text_find (const char *sha256,
                      const char *article_path)
{
  g_auto (Place) place = { 0 };
  g_autoptr (GPtrArray) contents = NULL;
  ChiosaText *text = NULL;

  if (!place_init (&place, article_path))
    return NULL;

  contents = list_contents (&place);
  for (guint i = 0; i < contents->len && text == NULL; i++)
    {
      const char *show[] = { "cat-file", "blob", g_ptr_array_index (contents, i), NULL };
      g_autoptr (GBytes) bytes = ask (&place, show, NULL);

      if (bytes != NULL)
        text = decode (bytes, sha256);
    }

  return text;
}
