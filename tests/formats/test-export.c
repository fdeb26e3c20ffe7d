/* test-export.c
 *
 * Articles of a folder through an export and an import: in order, whole or not at all, nothing overwritten, what is lost is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-article-file.h"
#include "chiosa-export.h"
#include "chiosa-import.h"
#include "chiosa-json.h"
#include "chiosa-pseudonyms.h"
#include "chiosa-tagset-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char      *folder;
  char      *articles;
  GPtrArray *records;    /* what is in the articles */
} Fixture;

/* --- A folder of articles ----------------------------------------------------------------------------------------- */

static char *
in_folder (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static char *
get (Fixture    *fixture,
     const char *name)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);

  return content;
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *content)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static gboolean
there_is (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = in_folder (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Hidden ones too. */
static guint
count_entries (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
save (Fixture            *fixture,
      const ChiosaRecord *record)
{
  g_autofree char *name = g_strconcat ("articles/", record->name, ".txt", NULL);
  g_autofree char *path = in_folder (fixture, name);
  g_autofree char *sidecar_path = chiosa_article_file_sidecar_path (path, NULL);
  g_autoptr (ChiosaSidecar) head = chiosa_sidecar_new ();
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = NULL;

  head->tagset_id = g_strdup ("claims-and-sources");
  put (fixture, name, record->utf8);
  bytes = chiosa_sidecar_write (head, record->snapshot, encoding);
  g_assert_true (g_file_set_contents (sidecar_path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  fixture->folder = formats_make_folder ();
  fixture->articles = in_folder (fixture, "articles");
  fixture->records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  put (fixture, ".git/HEAD", "");
  for (guint i = 0; i < 40; i++)
    {
      ChiosaRecord *record = formats_random_record (rand, tagset, i);
      char *name = g_strdup_printf ("%s%s", i % 4 == 0 ? "deep/" : "", record->name);

      g_free (record->name);
      record->name = name;
      save (fixture, record);
      g_ptr_array_add (fixture->records, record);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->records);
  g_free (fixture->articles);
  formats_remove_folder (fixture->folder);
}

/* --- Running ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  guint         n_losses, n_failures;
  char         *failure;
  GCancellable *cancellable;
  guint         cancel_at;
} Watch;

static void
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  Watch *watch = data;

  if (watch->cancellable != NULL && done >= watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
losses_cb (const char         *name,
           const ChiosaLosses *losses,
           gpointer            data)
{
  ((Watch *) data)->n_losses++;
}

static void
failure_cb (const char   *name,
            const GError *error,
            gpointer      data)
{
  Watch *watch = data;

  watch->n_failures++;
  g_set_str (&watch->failure, error->message);
}

static const ChiosaExportWatch export_watch = { progress_cb, losses_cb, failure_cb };

static ChiosaExportSettings *
settings_for (Fixture            *fixture,
              const ChiosaFormat *format,
              const char         *output)
{
  ChiosaExportSettings *settings = chiosa_export_settings_new (format);

  settings->output = in_folder (fixture, output);

  return settings;
}

static gboolean
export_with (Fixture                     *fixture,
             const ChiosaExportSettings  *settings,
             Watch                       *watch,
             ChiosaExportResult          *result,
             GError                     **error)
{
  const char *paths[] = { fixture->articles, NULL };
  g_autoptr (GPtrArray) inputs = chiosa_export_list_inputs (paths, error);

  g_assert_nonnull (inputs);

  return chiosa_export_run (settings, inputs, &export_watch, watch, watch->cancellable, result, error);
}

static void
export_to (Fixture              *fixture,
           ChiosaExportSettings *settings)
{
  g_autoptr (ChiosaExportResult) result = chiosa_export_result_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };

  export_with (fixture, settings, &watch, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.n_failures, ==, 0);
  chiosa_export_settings_free (settings);
}

static guint n_problems;

static void
problem_cb (const char *file,
            guint       line,
            const char *message,
            gpointer    data)
{
  g_test_message ("%s:%u: %s", file, line, message);
  n_problems++;
}

static const ChiosaImportWatch import_watch = { NULL, problem_cb };

static void
import_to (Fixture            *fixture,
           const ChiosaFormat *format,
           const char         *from,
           const char         *to,
           gboolean            reattach,
           ChiosaImportResult *result)
{
  g_autoptr (ChiosaImportSettings) settings = chiosa_import_settings_new (format);
  g_autofree char *file = in_folder (fixture, from);
  const char *files[] = { file, NULL };
  g_autoptr (GError) error = NULL;

  n_problems = 0;
  settings->output = in_folder (fixture, to);
  settings->reattach = reattach;
  chiosa_import_run (settings, files, &import_watch, NULL, NULL, result, &error);
  g_assert_no_error (error);
}

static void
assert_articles (Fixture    *fixture,
                 const char *folder,
                 guint       except)
{
  for (guint i = 0; i < fixture->records->len; i++)
    {
      const ChiosaRecord *record = g_ptr_array_index (fixture->records, i);
      g_autofree char *name = g_strconcat (folder, "/", record->name, ".txt", NULL);
      g_autofree char *path = in_folder (fixture, name);
      g_autoptr (GError) error = NULL;
      ChiosaSnapshot *snapshot = chiosa_article_read (path, NULL, &error);
      g_autoptr (ChiosaRecord) found = NULL;

      g_assert_no_error (error);
      found = chiosa_record_new_snapshot (record->name, snapshot);
      formats_assert_same (record, found, except);
    }
}

/* --- Tests -------------------------------------------------------------------------------------------------------- */

static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();

  export_to (fixture, settings_for (fixture, &chiosa_format_jsonl, "all.jsonl"));
  import_to (fixture, &chiosa_format_jsonl, "all.jsonl", "back", FALSE, result);
  g_assert_cmpuint (n_problems, ==, 0);
  g_assert_cmpuint (result->n_articles, ==, 40);
  g_assert_null (result->tagset_path);
  assert_articles (fixture, "back", 0);
}

static void
test_jobs (Fixture       *fixture,
           gconstpointer  data)
{
  ChiosaExportSettings *one = settings_for (fixture, &chiosa_format_jsonl, "one.jsonl"), *many = settings_for (fixture, &chiosa_format_jsonl, "many.jsonl");
  g_autofree char *a = NULL, *b = NULL;

  one->jobs = 1;
  many->jobs = 7;
  export_to (fixture, one);
  export_to (fixture, many);
  a = get (fixture, "one.jsonl");
  b = get (fixture, "many.jsonl");
  g_assert_cmpstr (a, ==, b);
}

static void
test_shards (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) together = g_string_new (NULL);
  g_autofree char *whole = NULL;

  export_to (fixture, settings_for (fixture, &chiosa_format_jsonl, "whole.jsonl"));
  for (guint i = 1; i <= 7; i++)
    {
      ChiosaExportSettings *settings = settings_for (fixture, &chiosa_format_jsonl, "shard.jsonl");
      g_autofree char *shard = NULL;

      settings->shard = i;
      settings->n_shards = 7;
      export_to (fixture, settings);
      shard = get (fixture, "shard.jsonl");
      g_string_append (together, shard);
    }
  whole = get (fixture, "whole.jsonl");
  g_assert_cmpstr (together->str, ==, whole);
}

static guint
count_lines (Fixture    *fixture,
             const char *name)
{
  g_autofree char *content = get (fixture, name);
  guint n = 0;

  for (const char *p = content; (p = strchr (p, '\n')) != NULL; p++)
    n++;

  return n;
}

static void
test_split_files (Fixture       *fixture,
                  gconstpointer  data)
{
  ChiosaExportSettings *settings = settings_for (fixture, &chiosa_format_jsonl, "parts");

  settings->split = chiosa_split_new ("train=80,validation=1,test=19", 1, "article", FALSE, NULL);
  export_to (fixture, settings);
  g_assert_cmpuint (count_lines (fixture, "parts/train.jsonl") + count_lines (fixture, "parts/validation.jsonl")
                    + count_lines (fixture, "parts/test.jsonl"), ==, 40);
  g_assert_cmpuint (count_lines (fixture, "parts/train.jsonl"), >, 25);
  g_assert_true (there_is (fixture, "parts/export-report.json"));
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (ChiosaExportSettings) settings = settings_for (fixture, &chiosa_format_jsonl, "all.jsonl");
  g_autoptr (ChiosaExportResult) result = chiosa_export_result_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };

  put (fixture, "articles/article-1.txt.chiosa.json", "{\"format\":");
  g_assert_true (export_with (fixture, settings, &watch, result, &error));
  g_assert_cmpuint (result->n_failed, ==, 1);
  g_assert_cmpuint (result->n_articles, ==, 39);
  g_assert_nonnull (strstr (watch.failure, "article-1.txt.chiosa.json"));
  g_assert_cmpuint (count_lines (fixture, "all.jsonl"), ==, 39);
  g_free (watch.failure);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  const ChiosaFormat *formats[] = { &chiosa_format_jsonl, &chiosa_format_brat, &chiosa_format_huggingface };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (ChiosaExportSettings) settings = settings_for (fixture, formats[i], "out");
      g_autoptr (ChiosaExportResult) result = chiosa_export_result_new ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Watch watch = { .cancellable = cancellable, .cancel_at = 16 };
      guint n = count_entries (fixture);

      g_assert_false (export_with (fixture, settings, &watch, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (count_entries (fixture), ==, n);
    }
}

static void
test_strict (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (ChiosaExportSettings) settings = settings_for (fixture, &chiosa_format_brat, "out");
  g_autoptr (ChiosaExportResult) result = chiosa_export_result_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };
  guint n = count_entries (fixture);

  settings->strict = TRUE;
  g_assert_false (export_with (fixture, settings, &watch, result, &error));
  g_assert_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_LOSS);
  g_assert_cmpuint (count_entries (fixture), ==, n);
}

static void
test_strangers (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (ChiosaExportSettings) settings = settings_for (fixture, &chiosa_format_brat, "out");
  g_autoptr (ChiosaExportResult) result = chiosa_export_result_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *thesis = NULL;
  Watch watch = { 0 };

  /* An earlier export is replaced. */
  export_to (fixture, settings_for (fixture, &chiosa_format_brat, "out"));
  export_to (fixture, settings_for (fixture, &chiosa_format_brat, "out"));
  g_assert_true (there_is (fixture, "out/annotation.conf"));

  put (fixture, "out/deep/thesis.odt", "years of work");
  g_assert_false (export_with (fixture, settings, &watch, result, &error));
  g_assert_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "thesis.odt"));
  thesis = get (fixture, "out/deep/thesis.odt");
  g_assert_cmpstr (thesis, ==, "years of work");
}

static void
test_report (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *path = in_folder (fixture, "out/export-report.json");
  g_autoptr (GError) error = NULL;
  JsonObject *root;
  g_autofree char *annotations = NULL;

  export_to (fixture, settings_for (fixture, &chiosa_format_citron, "out"));
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (root, "totals"), "articles"), ==, 40);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (root, "articles")), >, 20);
  /* 40 articles and the report. */
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "files")), ==, 41);
}

static void
test_never_overwritten (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (ChiosaImportResult) first = chiosa_import_result_new (), second = chiosa_import_result_new ();
  g_autofree char *mine = NULL;

  export_to (fixture, settings_for (fixture, &chiosa_format_jsonl, "all.jsonl"));
  put (fixture, "back/article-1.txt", "mine");
  put (fixture, "back/article-2.txt.chiosa.json", "{}");
  import_to (fixture, &chiosa_format_jsonl, "all.jsonl", "back", FALSE, first);
  g_assert_cmpuint (n_problems, ==, 2);
  g_assert_cmpuint (first->n_articles, ==, 38);
  mine = get (fixture, "back/article-1.txt");
  g_assert_cmpstr (mine, ==, "mine");
  g_assert_false (there_is (fixture, "back/article-2.txt"));

  import_to (fixture, &chiosa_format_jsonl, "all.jsonl", "back", FALSE, second);
  g_assert_cmpuint (second->n_articles, ==, 0);
}

static void
test_names_lead_nowhere (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  guint n;

  put (fixture, "bad.jsonl",
       "{\"id\":\"../../outside\",\"text\":\"a\"}\n{\"id\":\"/etc/passwd\",\"text\":\"b\"}\n{\"id\":\".hidden\",\"text\":\"c\"}\n"
       "{\"id\":\"x\\u0001\\ny\",\"text\":\"d\"}\n{\"id\":\"same\",\"text\":\"e\"}\n{\"id\":\"same\",\"text\":\"f\"}\n{\"id\":\"..\",\"text\":\"g\"}\n");
  n = count_entries (fixture);
  import_to (fixture, &chiosa_format_jsonl, "bad.jsonl", "back", FALSE, result);
  g_assert_cmpuint (result->n_articles, ==, 7);
  g_assert_cmpuint (count_entries (fixture), ==, n + 1);
  g_assert_true (there_is (fixture, "back/_._._./outside.txt") || there_is (fixture, "back/_/_/outside.txt"));
  g_assert_true (there_is (fixture, "back/etc/passwd.txt"));
  g_assert_true (there_is (fixture, "back/_hidden.txt"));
  g_assert_true (there_is (fixture, "back/x__y.txt"));
  g_assert_true (there_is (fixture, "back/same.txt"));
  g_assert_true (there_is (fixture, "back/same-2.txt"));
}

static void
test_own_tagset (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  g_autoptr (ChiosaTagset) tagset = NULL;
  g_autoptr (GError) error = NULL;
  const ChiosaSpanType *type;

  put (fixture, "genes.jsonl",
       "{\"id\":\"a\",\"text\":\"BRCA1 binds p53\",\"spans\":[{\"id\":\"s\",\"start\":0,\"end\":5,\"label\":\"Gene\"},{\"id\":\"t\",\"start\":12,\"end\":15,\"label\":\"Protein\"}],"
       "\"relations\":[{\"type\":\"Binds\",\"from\":\"s\",\"to\":\"t\"}]}\n");
  import_to (fixture, &chiosa_format_jsonl, "genes.jsonl", "genes", FALSE, result);
  g_assert_cmpuint (n_problems, ==, 0);
  g_assert_nonnull (result->tagset_path);
  tagset = chiosa_tagset_load (result->tagset_path, &error);
  g_assert_no_error (error);
  type = chiosa_tagset_find_type (tagset, CHIOSA_LABELS_UNKNOWN_TYPE);
  g_assert_cmpuint (type->n_labels, ==, 2);
  g_assert_cmpint (type->labels[0].key, ==, '1');
  g_assert_true (chiosa_tagset_may_join (tagset, "Binds", "span", "span"));
  g_assert_true (there_is (fixture, "genes/project.chiosa.json"));
}

static void
reattach (Fixture        *fixture,
          ChiosaTextMode  mode)
{
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  ChiosaExportSettings *settings = settings_for (fixture, &chiosa_format_jsonl, "places.jsonl");
  g_autofree char *content = NULL;

  settings->text_mode = mode;
  export_to (fixture, settings);
  content = get (fixture, "places.jsonl");
  g_assert_null (strstr (content, "\"text\":\"\xf0\x9f\x98\x80 Ana"));
  for (guint i = 0; i < fixture->records->len; i++)
    {
      const ChiosaRecord *record = g_ptr_array_index (fixture->records, i);
      g_autofree char *name = g_strconcat ("theirs/", record->name, ".txt", NULL);

      put (fixture, name, record->utf8);
    }
  import_to (fixture, &chiosa_format_jsonl, "places.jsonl", "theirs", TRUE, result);
  g_assert_cmpuint (n_problems, ==, 0);
  assert_articles (fixture, "theirs", 0);
}

static void
test_reattach_places (Fixture       *fixture,
                      gconstpointer  data)
{
  reattach (fixture, CHIOSA_TEXT_NONE);
}

static void
test_reattach_context (Fixture       *fixture,
                       gconstpointer  data)
{
  reattach (fixture, CHIOSA_TEXT_CONTEXT);
}

/* The receiver's copy has a line more: places are found by their words, and what is not unique is told, never guessed. */
static void
test_reattach_changed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  ChiosaExportSettings *settings = settings_for (fixture, &chiosa_format_jsonl, "places.jsonl");
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autofree char *path = in_folder (fixture, "theirs/article-1.txt");
  g_autoptr (ChiosaRecord) found = NULL;
  g_autofree char *quote = NULL;
  g_autoptr (GError) error = NULL;
  const ChiosaSpan *spans;
  guint n_spans;

  formats_remove_folder (g_strdup (fixture->articles));
  save (fixture, record);
  settings->text_mode = CHIOSA_TEXT_CONTEXT;
  export_to (fixture, settings);
  put (fixture, "theirs/article-1.txt", "Printed 3 March.\n\n😀 Ana Ruiz said taxes fell 3%.\n");
  import_to (fixture, &chiosa_format_jsonl, "places.jsonl", "theirs", TRUE, result);
  g_assert_cmpuint (n_problems, ==, 0);
  found = chiosa_record_new_snapshot ("a", chiosa_article_read (path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (chiosa_record_get_n (found), ==, 2);
  spans = chiosa_record_get_spans (found, 1, &n_spans);
  quote = chiosa_spans_get_quote (spans, n_spans, found->snapshot->text);
  g_assert_cmpstr (quote, ==, "taxes fell 3%");
}

static void
test_pseudonyms (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *words, *type, *label; } marks[] = {
    { "Ana Ruiz", "entity", "PERSON" }, { "Ruiz", "source", "SRC_PERSON" }, { "taxes fell, Ana Ruiz said", "claim", "FACT" },
  };
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("Ana Ruiz, mayor. Then taxes fell, Ana Ruiz said. Ruiz, not Ruizman, left."));
  g_autoptr (ChiosaRecord) hidden = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = i == 1 ? strstr (record->utf8, "Ruiz, not") : strstr (record->utf8, marks[i].words);
      ChiosaSpan span = { at - record->utf8, at - record->utf8 + strlen (marks[i].words) };
      g_autofree char *id = g_strdup_printf ("a%u", i);
      ChiosaAnnotation *annotation = chiosa_annotation_new (id, marks[i].type, marks[i].label);

      annotation->note = g_strdup ("private");
      g_assert_true (chiosa_record_add (record, annotation, &span, 1, NULL));
    }
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r", "same_as", "a0", "a1"), NULL));
  chiosa_record_order (record);

  hidden = chiosa_pseudonyms_apply (record);
  g_assert_cmpstr (hidden->utf8, ==, "PERSON_1, mayor. Then taxes fell, PERSON_1 said. PERSON_1, not Ruizman, left.");
  for (guint i = 0; i < chiosa_record_get_n (hidden); i++)
    {
      guint n;
      const ChiosaSpan *spans = chiosa_record_get_spans (hidden, i, &n);
      g_autofree char *quote = chiosa_spans_get_quote (spans, n, hidden->snapshot->text);

      g_assert_null (chiosa_record_get (hidden, i)->note);
      g_assert_cmpstr (quote, ==, g_str_equal (chiosa_record_get (hidden, i)->type, "claim") ? "taxes fell, PERSON_1 said" : "PERSON_1");
    }
}

static void
test_annotators (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *paths[] = { fixture->articles, NULL };
  g_autoptr (GPtrArray) inputs = chiosa_export_list_inputs (paths, NULL);
  g_auto (GStrv) names = NULL;
  gboolean unnamed;

  put (fixture, "articles/article-1.txt.BEN.chiosa.json", "{}");
  put (fixture, "articles/article-2.txt.ANA.v2.chiosa.json", "{}");
  put (fixture, "articles/nothing.txt.EVE.chiosa.json", "{}");
  names = chiosa_export_find_annotators (inputs, &unnamed);
  g_assert_true (unnamed);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "ANA.v2");
  g_assert_cmpstr (names[1], ==, "BEN");
}

static void
test_data_set (Fixture       *fixture,
               gconstpointer  data)
{
  ChiosaExportSettings *settings = settings_for (fixture, &chiosa_format_huggingface, "set");
  g_auto (GStrv) lines = NULL;
  g_autofree char *sums = NULL;
  const char *files[] = { "README.md", "croissant.json", "guidelines.md", "schema.json", "statistics.json", "SPLIT.json", "CITATION.cff",
                          "CHECKSUMS", "export-report.json", "data/train.jsonl", "data/validation.jsonl", "data/test.jsonl" };

  settings->split = chiosa_split_new ("train=80,validation=10,test=10", 1, "article", TRUE, NULL);
  settings->title = g_strdup ("Claims \"in\" the press: a test");
  settings->licence = g_strdup ("CC-BY-4.0");
  export_to (fixture, settings);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strconcat ("set/", files[i], NULL);

      g_assert_true (there_is (fixture, name));
    }

  sums = get (fixture, "set/CHECKSUMS");
  lines = g_strsplit (g_strstrip (sums), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 10);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "  ", 2);
      g_autofree char *name = g_strconcat ("set/", parts[1], NULL);
      g_autofree char *content = get (fixture, name);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

      g_assert_cmpstr (sum, ==, parts[0]);
    }
}

/* Of a folder those files are read that have the extension of the format, or are of it by what is in them. */
static void
test_folder_with_other_extensions (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  g_autofree char *folder = in_folder (fixture, "corpus");
  g_autofree char *columns = g_build_filename (folder, "val.conllu", NULL);
  g_autofree char *other = g_build_filename (folder, "README.md", NULL);

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  g_assert_true (g_file_set_contents (columns, "0\tIn\tO\n1\tTuvalu\tB-LOC\n2\t.\tO\n\n0\tIt\tO\n1\trained\tO\n", -1, NULL));
  g_assert_true (g_file_set_contents (other, "# About it\n", -1, NULL));

  import_to (fixture, chiosa_formats_find ("conll"), "corpus", "articles", FALSE, result);

  g_assert_cmpuint (result->n_articles, ==, 1);
  g_assert_cmpuint (result->n_annotations, ==, 1);
  g_assert_cmpuint (n_problems, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/export/a-folder-goes-out-and-comes-back", test_there_and_back);
  ADD ("/export/threads-change-nothing", test_jobs);
  ADD ("/export/shards-put-together-are-the-whole", test_shards);
  ADD ("/export/a-split-makes-a-file-for-each-part", test_split_files);
  ADD ("/export/a-bad-article-is-told-and-the-rest-goes-on", test_failure);
  ADD ("/export/a-cancelled-one-leaves-nothing", test_cancelled);
  ADD ("/export/a-strict-one-loses-nothing", test_strict);
  ADD ("/export/files-of-others-are-never-touched", test_strangers);
  ADD ("/export/the-report-says-what-was-lost", test_report);
  ADD ("/export/annotators-are-found-by-their-sidecars", test_annotators);
  ADD ("/export/a-data-set-is-complete-and-its-checksums-hold", test_data_set);
  ADD ("/export/names-of-people-are-hidden-everywhere", test_pseudonyms);
  ADD ("/import/nothing-is-overwritten", test_never_overwritten);
  ADD ("/import/names-lead-nowhere-else", test_names_lead_nowhere);
  ADD ("/import/a-corpus-brings-its-tag-set", test_own_tagset);
  ADD ("/import/places-are-put-back-onto-their-texts", test_reattach_places);
  ADD ("/import/words-are-put-back-onto-their-texts", test_reattach_context);
  ADD ("/import/words-are-found-in-a-text-that-has-changed", test_reattach_changed);
  ADD ("/import/folder-with-other-extensions", test_folder_with_other_extensions);

  return g_test_run ();
}
