/* chiosa-merge-sidecar.c
 *
 * Three sidecars as one: the annotations (chiosa-merge.c) and what stands at the top of the files. A side whose text cannot
 * be found is not given up: its annotations are known by their words, or, where all are for the same text, by their places.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-merge-sidecar.h"

#include "chiosa-fields.h"
#include "chiosa-git.h"
#include "chiosa-json.h"
#include "chiosa-merge-texts.h"
#include "chiosa-safe-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BASE CHIOSA_VERSION_BASE
#define MINE CHIOSA_VERSION_MINE
#define THEIRS CHIOSA_VERSION_THEIRS
#define N CHIOSA_N_VERSIONS

typedef struct
{
  const char       *path;
  char             *shown;
  GBytes           *bytes[N];       /* [BASE] may be NULL; borrowed */
  ChiosaSidecar    *sidecars[N];
  ChiosaMergeTexts *texts;
  ChiosaSidecar    *head;           /* of the result */
  GPtrArray        *conflicts;      /* of the head */
} FileMerge;

static void
file_merge_clear (FileMerge *self)
{
  g_free (self->shown);
  for (guint i = 0; i < N; i++)
    g_clear_pointer (&self->sidecars[i], chiosa_sidecar_free);
  g_clear_pointer (&self->texts, chiosa_merge_texts_free);
  g_clear_pointer (&self->head, chiosa_sidecar_free);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FileMerge, file_merge_clear)

/* --- Texts that are not there ----------------------------------------------------------------------------------- */

static void
place_words (GArray     *chars,
             gsize       start,
             const char *words)
{
  for (; words != NULL && *words != '\0' && start < chars->len; words = g_utf8_next_char (words))
    g_array_index (chars, gunichar, start++) = g_utf8_get_char (words);
}

enum { START, END, EXACT, PREFIX, SUFFIX, N_SPAN };

static const ChiosaJsonMember span_members[N_SPAN] = {
  [START] = CHIOSA_JSON_MEMBER ("start"),
  [END] = CHIOSA_JSON_MEMBER ("end"),
  [EXACT] = CHIOSA_JSON_MEMBER ("exact"),
  [PREFIX] = CHIOSA_JSON_MEMBER ("prefix"),
  [SUFFIX] = CHIOSA_JSON_MEMBER ("suffix"),
};

/* One span of a file, with what it says of its words: into a text that is blank elsewhere. */
static void
place_span (GArray                *chars,
            const ChiosaJsonSlice *span)
{
  ChiosaJsonSlice slots[N_SPAN] = { 0 };
  g_autofree char *exact = NULL, *prefix = NULL, *suffix = NULL;
  guint64 start, end;
  gsize before;

  if (!chiosa_json_read_members (span, span_members, N_SPAN, slots, "", NULL)
      || slots[START].start == NULL || !chiosa_json_slice_uint (&slots[START], &start)
      || slots[END].start == NULL || !chiosa_json_slice_uint (&slots[END], &end))
    return;

  exact = slots[EXACT].start != NULL ? chiosa_json_slice_string (&slots[EXACT]) : NULL;
  prefix = slots[PREFIX].start != NULL ? chiosa_json_slice_string (&slots[PREFIX]) : NULL;
  suffix = slots[SUFFIX].start != NULL ? chiosa_json_slice_string (&slots[SUFFIX]) : NULL;
  before = prefix != NULL ? g_utf8_strlen (prefix, -1) : 0;
  if (before <= start)
    place_words (chars, start - before, prefix);
  place_words (chars, end, suffix);
  place_words (chars, start, exact);
}

static void
place_file (GArray *chars,
            GBytes *bytes)
{
  ChiosaJsonSlice whole = { .line = 1 }, slot = { 0 }, item, span;
  ChiosaJsonMember annotations = CHIOSA_JSON_MEMBER ("annotations"), member = CHIOSA_JSON_MEMBER ("spans");
  ChiosaJsonCursor cursor, inner;

  whole.start = g_bytes_get_data (bytes, &whole.length);
  if (!chiosa_json_read_members (&whole, &annotations, 1, &slot, "", NULL) || slot.start == NULL
      || !chiosa_json_cursor_init (&cursor, &slot))
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      ChiosaJsonSlice spans = { 0 };

      if (!chiosa_json_read_members (&item, &member, 1, &spans, "", NULL) || spans.start == NULL
          || !chiosa_json_cursor_init (&inner, &spans) || inner.opening != '[')
        continue;
      while (chiosa_json_cursor_next_raw (&inner, NULL, &span))
        place_span (chars, &span);
    }
}

/* A text of the right length that has the words that the files tell of it: enough to write the files again. */
static ChiosaText *
piece_together (FileMerge  *self,
                const char *sha256,
                gsize       length)
{
  g_autoptr (GArray) chars = g_array_new (FALSE, TRUE, sizeof (gunichar));
  g_autofree char *utf8 = NULL;

  g_array_set_size (chars, MIN (length, CHIOSA_JSON_MAX_BYTES));
  for (gsize i = 0; i < chars->len; i++)
    g_array_index (chars, gunichar, i) = ' ';
  for (guint i = 0; i < N; i++)
    {
      if (self->sidecars[i] != NULL && g_strcmp0 (self->sidecars[i]->text_sha256, sha256) == 0)
        place_file (chars, self->bytes[i]);
    }

  utf8 = g_ucs4_to_utf8 ((const gunichar *) (void *) chars->data, chars->len, NULL, NULL, NULL);
  return chiosa_text_new (utf8 != NULL ? utf8 : "", -1);
}

/* --- Reading ---------------------------------------------------------------------------------------------------- */

static ChiosaSidecar *
parse_on (FileMerge         *self,
          ChiosaVersionKind  version,
          const ChiosaText  *text,
          const char        *sha256,
          GError           **error)
{
  ChiosaSidecar *sidecar = chiosa_sidecar_parse (self->bytes[version], self->shown, text, sha256, error);

  if (sidecar == NULL || !sidecar->read_only)
    return sidecar;

  chiosa_sidecar_free (sidecar);
  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_VERSION,
               _("“%s” was written by a newer version of Chiosa, which must merge it"), self->shown);
  return NULL;
}

/* Heads first: they say which texts are wanted. */
static gboolean
read_heads (FileMerge  *self,
            GError    **error)
{
  g_autoptr (ChiosaText) nothing = chiosa_text_new ("", 0);

  for (guint i = 0; i < N; i++)
    {
      if (self->bytes[i] == NULL)
        continue;
      self->sidecars[i] = parse_on (self, i, nothing, "", error);
      if (self->sidecars[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/* The words of each, so that it can be found again without the text that it is for. */
static void
keep_quotes (ChiosaSidecar    *sidecar,
             const ChiosaText *text)
{
  ChiosaSnapshot *snapshot = sidecar->snapshot;

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);
      const ChiosaSpan *spans = &g_array_index (snapshot->spans, ChiosaSpan, item->first_span);
      g_autofree char *exact = NULL, *prefix = NULL, *suffix = NULL;

      if (item->n_spans == 0)
        continue;
      exact = chiosa_spans_get_quote (spans, item->n_spans, text);
      prefix = chiosa_text_get_slice (text, spans[0].start - MIN (spans[0].start, 32), spans[0].start);
      suffix = chiosa_text_get_slice (text, spans[item->n_spans - 1].end, spans[item->n_spans - 1].end + 32);
      item->annotation->quote = chiosa_quote_new (exact, prefix, suffix, spans, item->n_spans, spans[0].start);
    }
}

/* @known: the side's own text, or NULL. */
static gboolean
read_side (FileMerge          *self,
           ChiosaVersionKind   version,
           const ChiosaText   *known,
           GError            **error)
{
  g_autofree char *sha256 = g_strdup (self->sidecars[version]->text_sha256);
  gsize length = self->sidecars[version]->text_length;
  g_autoptr (ChiosaText) text = known != NULL ? chiosa_text_copy (known) : piece_together (self, sha256, length);
  ChiosaSidecar *sidecar = parse_on (self, version, text, sha256, error);

  if (sidecar == NULL)
    return FALSE;

  chiosa_sidecar_free (self->sidecars[version]);
  self->sidecars[version] = sidecar;
  if (known != NULL)
    sidecar->snapshot->text = g_steal_pointer (&text);
  else
    keep_quotes (sidecar, text);
  return TRUE;
}

static gboolean
is_one_text (const FileMerge *self)
{
  const char *sha256 = self->sidecars[MINE]->text_sha256;

  return sha256 != NULL && g_strcmp0 (sha256, self->sidecars[THEIRS]->text_sha256) == 0
         && (self->sidecars[BASE] == NULL || g_strcmp0 (sha256, self->sidecars[BASE]->text_sha256) == 0);
}

/* Whichever side it is on. */
static ChiosaVersionKind
first_side (const FileMerge *self)
{
  return g_strcmp0 (self->sidecars[MINE]->text_sha256, self->sidecars[THEIRS]->text_sha256) <= 0 ? MINE : THEIRS;
}

/* Where nothing is known but one text for all: what the files tell of it will do. */
static gboolean
read_sides (FileMerge  *self,
            GError    **error)
{
  const char *hashes[N] = { NULL };
  ChiosaVersionKind from = first_side (self);
  gboolean known;

  for (guint i = 0; i < N; i++)
    hashes[i] = self->sidecars[i] != NULL ? self->sidecars[i]->text_sha256 : NULL;
  self->texts = chiosa_merge_texts_find (self->path, hashes);
  known = self->texts->merged != NULL;
  if (!known)
    self->texts->merged = piece_together (self, hashes[from], self->sidecars[from]->text_length);

  if (is_one_text (self) && self->texts->sides[MINE] == NULL)
    {
      for (guint i = 0; i < N; i++)
        self->texts->sides[i] = chiosa_text_copy (self->texts->merged);
    }

  self->head->text_sha256 = known ? chiosa_text_hash (self->texts->merged) : g_strdup (hashes[from]);
  for (guint i = 0; i < N; i++)
    {
      if (self->sidecars[i] != NULL && !read_side (self, i, self->texts->sides[i], error))
        return FALSE;
    }

  return TRUE;
}

/* --- Heads ------------------------------------------------------------------------------------------------------ */

static const char *
choose (FileMerge  *self,
        const char *field,
        const char *base,
        const char *mine,
        const char *theirs)
{
  ChiosaMergeConflict *conflict;

  if (g_strcmp0 (mine, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
    return mine;
  if (g_strcmp0 (base, mine) == 0)
    return theirs;

  conflict = chiosa_merge_conflict_new ("sidecar", NULL, field, base, mine, theirs);
  g_ptr_array_add (self->conflicts, conflict);
  return chiosa_merge_conflict_get_first (conflict);
}

/* One member of all heads; %NULL where a file has none. */
static const char *
text_in (const FileMerge   *self,
         ChiosaVersionKind  version,
         gsize              offset)
{
  return self->sidecars[version] != NULL ? G_STRUCT_MEMBER (char *, self->sidecars[version], offset) : NULL;
}

static void
merge_text (FileMerge  *self,
            const char *field,
            gsize       offset)
{
  g_autofree char *base = chiosa_fields_quote (text_in (self, BASE, offset));
  g_autofree char *mine = chiosa_fields_quote (text_in (self, MINE, offset));
  g_autofree char *theirs = chiosa_fields_quote (text_in (self, THEIRS, offset));
  const char *chosen = choose (self, field, base, mine, theirs);
  ChiosaJsonSlice slice = { chosen, chosen != NULL ? strlen (chosen) : 0, 1 };

  G_STRUCT_MEMBER (char *, self->head, offset) = chosen != NULL ? chiosa_json_slice_string (&slice) : NULL;
}

static const char *
member_of (GHashTable *fields,
           const char *name)
{
  return g_hash_table_lookup (fields, name);
}

/* Unknown members by name. @field: what conflicts are called; unknown members of "text" are "text.extra.NAME". */
static void
merge_extra (FileMerge  *self,
             const char *prefix,
             gsize       offset)
{
  g_autoptr (GHashTable) base = chiosa_fields_of_extra (text_in (self, BASE, offset));
  g_autoptr (GHashTable) mine = chiosa_fields_of_extra (text_in (self, MINE, offset));
  g_autoptr (GHashTable) theirs = chiosa_fields_of_extra (text_in (self, THEIRS, offset));
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (mine);
  char **merged = &G_STRUCT_MEMBER (char *, self->head, offset);
  GHashTableIter iter;
  gpointer name;

  if (g_strcmp0 (text_in (self, MINE, offset), text_in (self, THEIRS, offset)) == 0)
    {
      *merged = g_strdup (text_in (self, MINE, offset));
      return;
    }

  g_hash_table_iter_init (&iter, theirs);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (mine, name))
        g_ptr_array_add (names, name);
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *field = g_strconcat (prefix, g_ptr_array_index (names, i), NULL);
      const char *key = g_ptr_array_index (names, i);
      const char *chosen = choose (self, field, member_of (base, key), member_of (mine, key), member_of (theirs, key));

      chiosa_fields_set_extra (merged, key, chosen);
    }
}

static guint
count_in (const GPtrArray *raw,
          const char      *line)
{
  guint n = 0;

  for (guint i = 0; raw != NULL && i < raw->len; i++)
    n += strcmp (g_ptr_array_index (raw, i), line) == 0;

  return n;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static const GPtrArray *
raw_in (const FileMerge   *self,
        ChiosaVersionKind  version,
        gsize              offset)
{
  return self->sidecars[version] != NULL ? G_STRUCT_MEMBER (GPtrArray *, self->sidecars[version], offset) : NULL;
}

/* What could not be understood is a set of lines: removed where one side removed it, kept otherwise. */
static void
merge_raw (FileMerge *self,
           gsize      offset)
{
  GPtrArray *to = G_STRUCT_MEMBER (GPtrArray *, self->head, offset);

  for (ChiosaVersionKind version = MINE; version <= THEIRS; version++)
    {
      const GPtrArray *lines = raw_in (self, version, offset);

      for (guint i = 0; i < lines->len; i++)
        {
          const char *line = g_ptr_array_index (lines, i);
          gboolean in_other = count_in (raw_in (self, version == MINE ? THEIRS : MINE, offset), line) > 0;

          if (count_in (to, line) == 0 && (in_other || count_in (raw_in (self, BASE, offset), line) == 0))
            g_ptr_array_add (to, g_strdup (line));
        }
    }

  g_ptr_array_sort (to, compare_lines);
}

static void
merge_head (FileMerge *self)
{
  self->head->minor = MAX (CHIOSA_SIDECAR_MINOR, MAX (self->sidecars[MINE]->minor, self->sidecars[THEIRS]->minor));
  merge_text (self, "tagset.id", G_STRUCT_OFFSET (ChiosaSidecar, tagset_id));
  merge_text (self, "tagset.version", G_STRUCT_OFFSET (ChiosaSidecar, tagset_version));
  merge_text (self, "annotator", G_STRUCT_OFFSET (ChiosaSidecar, annotator));
  merge_extra (self, "", G_STRUCT_OFFSET (ChiosaSidecar, extra));
  merge_extra (self, "text.", G_STRUCT_OFFSET (ChiosaSidecar, text_extra));
  merge_extra (self, "tagset.", G_STRUCT_OFFSET (ChiosaSidecar, tagset_extra));
  merge_raw (self, G_STRUCT_OFFSET (ChiosaSidecar, raw_items));
  merge_raw (self, G_STRUCT_OFFSET (ChiosaSidecar, raw_relations));
  merge_raw (self, G_STRUCT_OFFSET (ChiosaSidecar, raw_conflicts));
}

/* --- Writing ---------------------------------------------------------------------------------------------------- */

static GBytes *
write_result (FileMerge *self,
              guint     *n_conflicts)
{
  const ChiosaSnapshot *base = self->sidecars[BASE] != NULL ? self->sidecars[BASE]->snapshot : NULL;
  g_autoptr (ChiosaMergeResult) result = chiosa_merge (base, self->sidecars[MINE]->snapshot, self->sidecars[THEIRS]->snapshot,
                                                       self->texts->merged);
  g_autoptr (GPtrArray) conflicts = chiosa_merge_conflicts_new ();
  g_autoptr (ChiosaEncoding) encoding = self->texts->encoding != NULL ? chiosa_encoding_copy (self->texts->encoding)
                                                                      : chiosa_encoding_new_utf8 ();
  const GPtrArray *lists[] = { result->snapshot->conflicts, self->conflicts };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      for (guint i = 0; lists[l] != NULL && i < lists[l]->len; i++)
        g_ptr_array_add (conflicts, chiosa_merge_conflict_ref (g_ptr_array_index (lists[l], i)));
    }
  chiosa_snapshot_set_conflicts (result->snapshot, conflicts);
  if (n_conflicts != NULL)
    *n_conflicts = conflicts->len + self->head->raw_conflicts->len;

  encoding->newline = chiosa_newline_detect (self->texts->merged, &encoding->newline_typed);
  result->snapshot->text_sha256 = g_strdup (self->head->text_sha256);
  return chiosa_sidecar_write (self->head, result->snapshot, encoding);
}

/* --- Public ----------------------------------------------------------------------------------------------------- */

/* Documented in the header. */
GBytes *
chiosa_merge_sidecars (const char  *path,
                       GBytes      *base,
                       GBytes      *ours,
                       GBytes      *theirs,
                       guint       *n_conflicts,
                       GError     **error)
{
  g_auto (FileMerge) self = { .path = path, .shown = g_filename_display_name (path),
                              .bytes = { base != NULL && g_bytes_get_size (base) > 0 ? base : NULL, ours, theirs } };

  self.head = chiosa_sidecar_new ();
  self.conflicts = chiosa_merge_conflicts_new ();
  if (!read_heads (&self, error) || !read_sides (&self, error))
    return NULL;

  merge_head (&self);
  return write_result (&self, n_conflicts);
}

/* The file as it was, where the marks do not tell but Git's index still does. */
static GBytes *
find_base (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  return chiosa_git_read (folder, ":1", name);
}

/* Documented in the header. */
gboolean
chiosa_merge_marked_sidecar (const char  *path,
                             guint       *n_conflicts,
                             GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = NULL, ours = NULL, base = NULL, theirs = NULL, merged = NULL;
  ChiosaBaseline baseline;

  bytes = chiosa_safe_file_read (path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, &baseline, error);
  if (bytes == NULL)
    return FALSE;
  if (!chiosa_sidecar_split_markers (bytes, &ours, &base, &theirs, error))
    {
      g_prefix_error (error, "“%s”: ", shown);
      return FALSE;
    }

  if (base == NULL)
    base = find_base (absolute);
  if (base != NULL && !chiosa_json_check (g_bytes_get_data (base, NULL), g_bytes_get_size (base), "", NULL))
    g_clear_pointer (&base, g_bytes_unref);

  merged = chiosa_merge_sidecars (absolute, base, ours, theirs, n_conflicts, error);
  return merged != NULL
         && chiosa_safe_file_replace (path, merged, CHIOSA_SAFE_FILE_KEEP_PREVIOUS, &baseline, NULL, error);
}
