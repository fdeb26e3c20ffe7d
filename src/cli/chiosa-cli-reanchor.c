/* chiosa-cli-reanchor.c
 *
 * chiosa-cli reanchor: the annotations of an article as it was, put on the text as it is now. Reads both texts and the
 * sidecar, writes a sidecar for the new text, and tells what became of each annotation. Never writes a text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-json.h"
#include "chiosa-reanchor.h"

typedef struct
{
  char     *annotator;
  char     *sidecar;
  char     *output;
  gboolean  json;
  gboolean  dry_run;
  gboolean  force;
} Options;

/* A text with what its bytes were like. */
typedef struct
{
  ChiosaText     *text;
  ChiosaEncoding *encoding;
} Article;

static void
options_clear (Options *options)
{
  g_free (options->annotator);
  g_free (options->sidecar);
  g_free (options->output);
}

static void
article_clear (Article *article)
{
  g_clear_pointer (&article->text, chiosa_text_free);
  g_clear_pointer (&article->encoding, chiosa_encoding_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Article, article_clear)

static const char *
anchor_id (ChiosaAnchor anchor)
{
  static const char *ids[] = { "exact", "moved", "edited", "review", "orphan" };

  return ids[anchor];
}

static const char *
anchor_name (ChiosaAnchor anchor)
{
  switch (anchor)
    {
    case CHIOSA_ANCHOR_EXACT:
      /* Translators: what became of an annotation when the text changed, in lower case: its words stand where they stood */
      return C_("annotation", "unchanged");
    case CHIOSA_ANCHOR_MOVED:
      /* Translators: what became of an annotation: its words stand at another place */
      return C_("annotation", "moved");
    case CHIOSA_ANCHOR_EDITED:
      /* Translators: what became of an annotation: its words changed in part */
      return C_("annotation", "edited");
    case CHIOSA_ANCHOR_REVIEW:
      /* Translators: what became of an annotation: a person must say where it belongs */
      return C_("annotation", "to review");
    case CHIOSA_ANCHOR_ORPHAN:
    default:
      /* Translators: what became of an annotation: its words are gone */
      return C_("annotation", "without its words");
    }
}

static gboolean
read_article (const char  *path,
              Article     *article,
              GError     **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_ARTICLE_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);

  if (bytes == NULL)
    return FALSE;

  article->text = chiosa_encoding_decode (bytes, NULL, &article->encoding, error);
  if (article->text == NULL)
    g_prefix_error (error, "%s: ", path);

  return article->text != NULL;
}

static ChiosaSidecar *
read_sidecar (const char        *path,
              const ChiosaText  *text,
              GError           **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, error);
  g_autoptr (ChiosaSidecar) sidecar = NULL;
  g_autofree char *sha256 = chiosa_text_hash (text);

  if (bytes == NULL)
    return NULL;

  sidecar = chiosa_sidecar_parse (bytes, path, text, sha256, error);
  if (sidecar == NULL)
    return NULL;

  if (sidecar->read_only)
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_VERSION,
                 _("%s: a newer version of Chiosa has written this sidecar; it cannot be rewritten"), path);
  else if (g_strcmp0 (sidecar->text_sha256, sha256) != 0)
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED,
                 _("%s: these annotations are for another text than the old one; give the text that they are for"), path);
  else
    return g_steal_pointer (&sidecar);

  return NULL;
}

/* --- What is told ------------------------------------------------------------------------------------------------ */

static void
append_spans (GString          *out,
              const char       *key,
              const ChiosaSpan *spans,
              guint             n_spans)
{
  chiosa_json_append_key (out, key);
  g_string_append_c (out, '[');
  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (out, "%s[%zu,%zu]", i > 0 ? "," : "", spans[i].start, spans[i].end);
  g_string_append_c (out, ']');
}

static const ChiosaSpan *
get_spans (const ChiosaSnapshot     *snapshot,
           const ChiosaSnapshotItem *item)
{
  return &g_array_index (snapshot->spans, ChiosaSpan, item->first_span);
}

static char *
get_words (const ChiosaSnapshot     *snapshot,
           const ChiosaSnapshotItem *item)
{
  if (item->n_spans > 0)
    return chiosa_spans_get_quote (get_spans (snapshot, item), item->n_spans, snapshot->text);

  return g_strdup (item->annotation->quote->exact);
}

static void
append_item (GString                  *out,
             const ChiosaSnapshot     *snapshot,
             const ChiosaSnapshotItem *item,
             const ChiosaSnapshot     *old,
             const ChiosaSnapshotItem *before,
             ChiosaAnchor              anchor)
{
  g_autofree char *words = get_words (snapshot, item);

  g_string_append (out, "{");
  chiosa_json_append_text (out, "id", item->annotation->id);
  chiosa_json_append_text (out, "type", item->annotation->type);
  chiosa_json_append_text (out, "label", item->annotation->label);
  chiosa_json_append_text (out, "anchor", anchor_id (anchor));
  append_spans (out, "from", get_spans (old, before), before->n_spans);
  append_spans (out, "to", get_spans (snapshot, item), item->n_spans);
  if (item->n_spans == 0)
    chiosa_json_append_number (out, "point", item->annotation->quote->point);
  chiosa_json_append_text (out, "text", words);
  g_string_append (out, "}");
}

/* Old items by id. */
static GHashTable *
index_items (const ChiosaSnapshot *snapshot)
{
  GHashTable *items = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);

      g_hash_table_insert (items, item->annotation->id, item);
    }

  return items;
}

static void
print_json (const ChiosaReanchoring *result,
            const ChiosaSnapshot    *old)
{
  g_autoptr (GString) out = g_string_new ("{");
  g_autoptr (GHashTable) before = index_items (old);
  char similarity[G_ASCII_DTOSTR_BUF_SIZE];

  chiosa_json_append_key (out, "counts");
  g_string_append (out, "{");
  for (guint i = 0; i < CHIOSA_N_ANCHORS; i++)
    chiosa_json_append_number (out, anchor_id (i), result->counts[i]);
  g_string_append (out, "}");
  chiosa_json_append_key (out, "similarity");
  g_string_append (out, g_ascii_formatd (similarity, sizeof similarity, "%.3f", result->similarity));
  chiosa_json_append_key (out, "otherArticle");
  g_string_append (out, result->other_article ? "true" : "false");
  chiosa_json_append_key (out, "annotations");
  g_string_append (out, "[");
  for (guint i = 0; i < result->snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (result->snapshot->items, ChiosaSnapshotItem, i);

      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_item (out, result->snapshot, item, old, g_hash_table_lookup (before, item->annotation->id),
                   g_array_index (result->anchors, ChiosaAnchor, i));
    }
  g_string_append (out, result->snapshot->items->len > 0 ? "\n]}\n" : "]}\n");
  chiosa_cli_write (out->str, out->len);
}

static void
print_item (const ChiosaSnapshot     *snapshot,
            const ChiosaSnapshotItem *item,
            ChiosaAnchor              anchor)
{
  g_autofree char *words = get_words (snapshot, item);
  g_autofree char *clean = chiosa_cli_clean (words);
  const ChiosaSpan *span = get_spans (snapshot, item);
  gsize start = item->n_spans > 0 ? span[0].start : item->annotation->quote->point;
  gsize end = item->n_spans > 0 ? span[item->n_spans - 1].end : start;

  g_print ("%s: %s: %zu-%zu: %s\n", item->annotation->id, anchor_name (anchor), start, end, clean);
}

static void
print_summary (const ChiosaReanchoring *result)
{
  const guint *n = result->counts;
  g_autofree char *exact = g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", n[0]), n[0]);
  g_autofree char *moved = g_strdup_printf (ngettext ("%u moved", "%u moved", n[1]), n[1]);
  g_autofree char *edited = g_strdup_printf (ngettext ("%u edited", "%u edited", n[2]), n[2]);
  g_autofree char *review = g_strdup_printf (ngettext ("%u to review", "%u to review", n[3]), n[3]);
  g_autofree char *orphan = g_strdup_printf (ngettext ("%u without its words", "%u without their words", n[4]), n[4]);

  /* Translators: counts of annotations: “12 unchanged, 1 moved, 2 edited, 1 to review, 0 without their words” */
  g_printerr (_("%s, %s, %s, %s, %s\n"), exact, moved, edited, review, orphan);
}

static void
print_lines (const ChiosaReanchoring *result)
{
  for (guint i = 0; i < result->snapshot->items->len; i++)
    {
      ChiosaAnchor anchor = g_array_index (result->anchors, ChiosaAnchor, i);

      if (anchor != CHIOSA_ANCHOR_EXACT)
        print_item (result->snapshot, &g_array_index (result->snapshot->items, ChiosaSnapshotItem, i), anchor);
    }
  print_summary (result);
}

/* --- What is done ------------------------------------------------------------------------------------------------ */

static gboolean
write_sidecar (const char               *path,
               const ChiosaSidecar      *sidecar,
               const ChiosaReanchoring  *result,
               const ChiosaEncoding     *encoding,
               gboolean                  force,
               GError                  **error)
{
  g_autoptr (GBytes) bytes = chiosa_sidecar_write (sidecar, result->snapshot, encoding);
  ChiosaBaseline none = { 0 };

  return chiosa_safe_file_replace (path, bytes, CHIOSA_SAFE_FILE_KEEP_PREVIOUS, force ? NULL : &none, NULL, error);
}

/* What must be so before anything is written. */
static gboolean
may_write (const char               *path,
           const ChiosaReanchoring  *result,
           const char               *new_path,
           GError                  **error)
{
  if (result->other_article)
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED,
                 _("%s: this seems to be another article: few words of the old one are in it. "
                   "With --force its annotations are kept, all to review"), new_path);
  else if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 _("%s: is there already; nothing was written. With --force it is replaced, and kept as %s~"), path, path);
  else
    return TRUE;

  return FALSE;
}

static int
reanchor (const char    *old_path,
          const char    *new_path,
          const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_auto (Article) old = { 0 }, new = { 0 };
  g_autoptr (ChiosaSidecar) sidecar = NULL;
  g_autoptr (ChiosaReanchoring) result = NULL;
  g_autofree char *from = options->sidecar != NULL ? g_strdup (options->sidecar)
                                                   : chiosa_article_file_sidecar_path (old_path, options->annotator);
  g_autofree char *to = options->output != NULL ? g_strdup (options->output)
                                                : chiosa_article_file_sidecar_path (new_path, options->annotator);

  if (!read_article (old_path, &old, &error) || !read_article (new_path, &new, &error))
    return chiosa_cli_fail (chiosa_cli_reanchor.name, error);
  sidecar = read_sidecar (from, old.text, &error);
  if (sidecar == NULL)
    return chiosa_cli_fail (chiosa_cli_reanchor.name, error);

  result = chiosa_reanchor (sidecar->snapshot, old.text, new.text, NULL);
  if (!options->dry_run && !options->force && !may_write (to, result, new_path, &error))
    return chiosa_cli_fail (chiosa_cli_reanchor.name, error);
  if (!options->dry_run && !write_sidecar (to, sidecar, result, new.encoding, options->force, &error))
    return chiosa_cli_fail (chiosa_cli_reanchor.name, error);

  if (options->json)
    print_json (result, sidecar->snapshot);
  else
    print_lines (result);

  return CHIOSA_CLI_OK;
}

static int
run (int    argc,
     char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "sidecar", 's', 0, G_OPTION_ARG_FILENAME, &options.sidecar, N_("The annotations of OLD, where they are not beside it"), N_("FILE") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_("Take the annotations of NAME"), N_("NAME") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Write to FILE instead of beside NEW"), N_("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Write nothing"), NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_("Replace a sidecar that is there, and take another article"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_reanchor.name, _("OLD NEW"), _(chiosa_cli_reanchor.summary),
    _("OLD is the article as it was, with its annotations; NEW is the text as it is now.\n"
      "NEW gets a sidecar with all of them: where their words were found for sure they stand there,\n"
      "the others are kept without a place, for a person to review or to let go.\n"
      "One line for each that is not unchanged: ID: WHAT: START-END: WORDS\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli reanchor old/article.txt new/article.txt\n"
      "  chiosa-cli reanchor --dry-run old.txt article.txt --sidecar article.txt.chiosa.json\n"
      "  chiosa-cli reanchor --json -n old.txt new.txt | jq '.counts'"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc != 3)
    return chiosa_cli_misused (usage.name, _("Two texts are needed: the old one and the new one"));
  if (!chiosa_cli_annotator_is_valid (options.annotator))
    return chiosa_cli_misused (usage.name, _("The name of an annotator is 1 to 64 of A-Z a-z 0-9 . _ -"));
  if (options.json)
    chiosa_cli_untranslate ();

  return reanchor (argv[1], argv[2], &options);
}

const ChiosaCommand chiosa_cli_reanchor = { "reanchor", N_("Find the annotations of an article again in its changed text"), run };
