/* chiosa-merge-texts.c
 *
 * The texts of a merge, known by their hashes. While a merge driver runs, Git has written neither index nor work tree, and
 * MERGE_HEAD and its like may not be there yet; so every version of the article that can be named is tried: those of the
 * index, of HEAD and the other heads of operations, those that Git names in the environment (GITHEAD_…), then the history
 * of the file, on any branch. A text that was never in Git may be among those that annotations were last seen on.
 * What Git will make of the article is found by having it merge the same three versions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-merge-texts.h"

#include "chiosa-article-file.h"
#include "chiosa-base-text.h"
#include "chiosa-git.h"

#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX ".chiosa.json"
/* Versions of the history that are looked at. */
#define MAX_VERSIONS "--max-count=100"

typedef struct
{
  char              *folder;
  GPtrArray         *names;     /* what the article may be called */
  const char *const *hashes;
  GHashTable        *tried;     /* hashes of contents */
  GBytes            *contents[CHIOSA_N_VERSIONS];
  ChiosaEncoding    *encoding;
  gboolean           crlf;      /* what Git has with LF stands with CRLF in the work tree */
  ChiosaMergeTexts  *texts;
} Search;

/* --- Names ------------------------------------------------------------------------------------------------------ */

/* article.txt.NAME.chiosa.json may be that of article.txt or of article.txt.NAME; names may have dots in them. */
static GPtrArray *
list_names (const char *sidecar)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_strdup (sidecar);
  char *dot;

  if (!g_str_has_suffix (name, SUFFIX))
    return names;

  name[strlen (name) - strlen (SUFFIX)] = '\0';
  g_ptr_array_add (names, g_strdup (name));
  while ((dot = strrchr (name, '.')) != NULL && dot > name && chiosa_annotator_is_valid (sidecar + (dot - name) + 1))
    {
      *dot = '\0';
      g_ptr_array_add (names, g_strdup (name));
    }

  return names;
}

/* --- Contents --------------------------------------------------------------------------------------------------- */

/* As Git would check it out with CRLF. */
static ChiosaText *
with_crlf (const ChiosaText *text)
{
  g_autofree char *utf8 = chiosa_text_get_slice (text, 0, G_MAXSIZE);
  g_auto (GStrv) lines = g_strsplit (utf8, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);

  return chiosa_text_new (joined, -1);
}

static void
take (Search               *self,
      GBytes               *bytes,
      const ChiosaText     *text,
      const ChiosaEncoding *encoding,
      gboolean              crlf)
{
  g_autofree char *hash = chiosa_text_hash (text);

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      if (self->texts->sides[i] != NULL || g_strcmp0 (hash, self->hashes[i]) != 0)
        continue;
      self->texts->sides[i] = chiosa_text_copy (text);
      self->contents[i] = g_bytes_ref (bytes);
      if (i == CHIOSA_VERSION_BASE)
        continue;
      self->crlf = crlf;
      g_clear_pointer (&self->texts->encoding, chiosa_encoding_free);
      self->texts->encoding = chiosa_encoding_copy (encoding);
    }
}

/* What is not UTF-8 or UTF-16 mostly is Windows-1252; the hash says whether it was. */
static void
try_bytes (Search *self,
           GBytes *bytes)
{
  static const char *const charsets[] = { NULL, "WINDOWS-1252" };
  g_autofree char *sum = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  if (sum == NULL || !g_hash_table_add (self->tried, g_steal_pointer (&sum)))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autoptr (ChiosaEncoding) encoding = NULL;
      g_autoptr (ChiosaText) text = chiosa_encoding_decode (bytes, charsets[i], &encoding, NULL);

      if (text == NULL)
        continue;
      take (self, bytes, text, encoding, FALSE);
      if (encoding->newline == CHIOSA_NEWLINE_LF)
        {
          g_autoptr (ChiosaText) checked_out = with_crlf (text);

          take (self, bytes, checked_out, encoding, TRUE);
        }
      return;
    }
}

static gboolean
is_complete (const Search *self)
{
  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      if (self->hashes[i] != NULL && self->texts->sides[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
try_revision (Search     *self,
              const char *revision)
{
  for (guint i = 0; i < self->names->len && !is_complete (self); i++)
    {
      g_autoptr (GBytes) bytes = chiosa_git_read (self->folder, revision, g_ptr_array_index (self->names, i));

      try_bytes (self, bytes);
    }
}

static void
try_work_tree (Search *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, g_ptr_array_index (self->names, i), NULL);
      g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_ARTICLE_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, NULL);

      try_bytes (self, bytes);
    }
}

/* The heads that Git names for a merge it has not recorded yet. */
static void
try_environment (Search *self)
{
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; names[i] != NULL && !is_complete (self); i++)
    {
      if (g_str_has_prefix (names[i], "GITHEAD_"))
        try_revision (self, names[i] + strlen ("GITHEAD_"));
    }
}

static void
try_history (Search *self)
{
  for (guint i = 0; i < self->names->len && !is_complete (self); i++)
    {
      g_autofree char *found = chiosa_git_ask_line (self->folder, (const char *const[]) {
          "--literal-pathspecs", "rev-list", MAX_VERSIONS, "--all", "--reflog", "HEAD", "--", g_ptr_array_index (self->names, i), NULL });
      g_auto (GStrv) commits = g_strsplit (found != NULL ? found : "", "\n", -1);

      for (guint c = 0; commits[c] != NULL && *commits[c] != '\0' && !is_complete (self); c++)
        try_revision (self, commits[c]);
    }
}

/* As texts only: what Git would make of them cannot be said. */
static void
try_kept (Search *self)
{
  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      if (self->hashes[i] != NULL && self->texts->sides[i] == NULL)
        self->texts->sides[i] = chiosa_base_text_find (self->hashes[i], NULL);
    }
}

/* --- The merged text -------------------------------------------------------------------------------------------- */

static gboolean
is_same (const Search      *self,
         ChiosaVersionKind  a,
         ChiosaVersionKind  b)
{
  return self->contents[a] != NULL && self->contents[b] != NULL && g_bytes_equal (self->contents[a], self->contents[b]);
}

/* By the same algorithm as Git's own merge; NULL where there are conflicts. */
static GBytes *
merge_contents (const Search *self)
{
  static const char *const names[CHIOSA_N_VERSIONS] = { "base", "mine", "theirs" };
  g_autofree char *folder = g_dir_make_tmp ("chiosa-merge-XXXXXX", NULL);
  g_autoptr (GBytes) output = NULL;
  int status = -1;

  if (folder == NULL)
    return NULL;

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      gsize length;
      const char *data = g_bytes_get_data (self->contents[i], &length);

      g_file_set_contents (path, data != NULL ? data : "", length, NULL);
    }

  output = chiosa_git_ask (folder, (const char *const[]) { "merge-file", "-p", "-q", "--diff-algorithm=histogram", "mine", "base", "theirs", NULL }, &status);
  if (status == 129)   /* before Git 2.44 */
    {
      g_clear_pointer (&output, g_bytes_unref);
      output = chiosa_git_ask (folder, (const char *const[]) { "merge-file", "-p", "-q", "mine", "base", "theirs", NULL }, &status);
    }

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  return status == 0 ? g_steal_pointer (&output) : NULL;
}

static ChiosaText *
decode_merged (const Search *self,
               GBytes       *bytes)
{
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autoptr (ChiosaText) text = chiosa_encoding_decode (bytes, self->texts->encoding->charset, &encoding, NULL);

  return text == NULL || !self->crlf ? g_steal_pointer (&text) : with_crlf (text);
}

static ChiosaText *
copy_text (const Search      *self,
           ChiosaVersionKind  version)
{
  return self->texts->sides[version] != NULL ? chiosa_text_copy (self->texts->sides[version]) : NULL;
}

/* A side's, rather one that the article has, or had in Git, than one that is only kept. */
static ChiosaText *
copy_any (const Search *self)
{
  for (ChiosaVersionKind version = CHIOSA_VERSION_MINE; version <= CHIOSA_VERSION_THEIRS; version++)
    {
      if (self->contents[version] != NULL)
        return copy_text (self, version);
    }

  return copy_text (self, self->texts->sides[CHIOSA_VERSION_MINE] != NULL ? CHIOSA_VERSION_MINE : CHIOSA_VERSION_THEIRS);
}

/* What will stand in the work tree; where that cannot be said, a side's text, whose hash then says what the result is for. */
static ChiosaText *
find_merged (const Search *self)
{
  g_autoptr (GBytes) merged = NULL;
  ChiosaText *text = NULL;

  if (self->contents[CHIOSA_VERSION_THEIRS] != NULL && is_same (self, CHIOSA_VERSION_BASE, CHIOSA_VERSION_MINE))
    return copy_text (self, CHIOSA_VERSION_THEIRS);
  if (is_same (self, CHIOSA_VERSION_MINE, CHIOSA_VERSION_THEIRS) || is_same (self, CHIOSA_VERSION_BASE, CHIOSA_VERSION_THEIRS))
    return copy_text (self, CHIOSA_VERSION_MINE);

  if (self->contents[CHIOSA_VERSION_BASE] != NULL && self->contents[CHIOSA_VERSION_MINE] != NULL && self->contents[CHIOSA_VERSION_THEIRS] != NULL)
    merged = merge_contents (self);
  if (merged != NULL)
    text = decode_merged (self, merged);

  return text != NULL ? text : copy_any (self);
}

/* --- Public ----------------------------------------------------------------------------------------------------- */

ChiosaMergeTexts *
chiosa_merge_texts_find (const char       *path,
                         const char *const hashes[CHIOSA_N_VERSIONS])
{
  static const char *const revisions[] = { ":1", ":2", ":3", ":0", "HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "CHERRY_PICK_HEAD^",
                                           "REVERT_HEAD", "REVERT_HEAD^", "REBASE_HEAD", "REBASE_HEAD^", "ORIG_HEAD", "stash@{0}" };
  gboolean absolute = g_path_is_absolute (path);
  g_autofree char *base = g_path_get_basename (path);
  Search self = { .folder = absolute ? g_path_get_dirname (path) : g_strdup ("."), .hashes = hashes };

  self.names = list_names (absolute ? base : path);
  self.tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.texts = g_new0 (ChiosaMergeTexts, 1);

  try_work_tree (&self);
  for (guint i = 0; i < G_N_ELEMENTS (revisions) && !is_complete (&self); i++)
    try_revision (&self, revisions[i]);
  try_environment (&self);
  try_history (&self);
  try_kept (&self);
  self.texts->merged = find_merged (&self);

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    g_clear_pointer (&self.contents[i], g_bytes_unref);
  g_hash_table_unref (self.tried);
  g_ptr_array_unref (self.names);
  g_free (self.folder);
  return self.texts;
}

void
chiosa_merge_texts_free (ChiosaMergeTexts *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < CHIOSA_N_VERSIONS; i++)
    g_clear_pointer (&self->sides[i], chiosa_text_free);
  g_clear_pointer (&self->merged, chiosa_text_free);
  g_clear_pointer (&self->encoding, chiosa_encoding_free);
  g_free (self);
}
