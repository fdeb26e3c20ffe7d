/* journal-fixture.c
 *
 * What the tests of the journal share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "journal-fixture.h"

const char article[] =
  "The minister said on Monday that Anna Rossi had signed the letter.\n"
  "“I never saw it,” said Ms Rossi. Berlin e\u0301 Roma, 東京。\n";

/* --- Documents -------------------------------------------------------------------------------------------------- */

/* Text and sidecar as one string: two documents are the same when this is. */
char *
serialise (const ChiosaSnapshot *snapshot)
{
  g_autoptr (ChiosaSidecar) head = chiosa_sidecar_new ();
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = chiosa_sidecar_write (head, snapshot, encoding);
  g_autofree char *text = chiosa_text_get_slice (snapshot->text, 0, G_MAXSIZE);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strdup_printf ("%s\n%.*s", text, (int) length, data);
}

char *
serialise_document (ChiosaArticleFile *file)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (chiosa_article_file_get_document (file));

  return serialise (snapshot);
}

char *
serialise_disk (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_article_read (path, NULL, &error);

  g_assert_no_error (error);
  return serialise (snapshot);
}

ChiosaArticleFile *
open_article (const char *path)
{
  ChiosaArticleFile *file = chiosa_article_file_new (path, NULL);
  g_autoptr (GError) error = NULL;

  chiosa_article_file_load (file, NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  return file;
}

void
edit_article (ChiosaArticleFile *file,
              gsize              start,
              gsize              end,
              const char        *text)
{
  g_autoptr (ChiosaEdit) value = chiosa_edit_new_replace (start, end, text);
  g_autoptr (GError) error = NULL;

  chiosa_document_edit (chiosa_article_file_get_document (file), value, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
}

void
save_article (ChiosaArticleFile *file,
              ChiosaSaveFlags    flags)
{
  g_autoptr (GError) error = NULL;

  chiosa_article_file_save (file, flags, &error);
  g_assert_no_error (error);
}

void
flush_journal (ChiosaJournal *journal)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (chiosa_journal_flush (journal, &error));
  g_assert_no_error (error);
}

/* --- Random steps ----------------------------------------------------------------------------------------------- */

static const char *const words[] = {
  "Roma", " ", "said", "“", "”", "\n", "é", "e\u0301", "👩‍🔬", "x", "", " the minister", "שלום", "\r\n", "。", "0",
};

static void
random_edit (ChiosaDocument *document,
             GRand          *rand)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  gsize start = g_rand_int_range (rand, 0, length + 1);
  gsize end = start + (g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 0, 30) : 0);
  g_autoptr (ChiosaEdit) value = NULL;

  value = chiosa_edit_new_replace (start, MIN (length, end), words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  chiosa_document_edit (document, value, g_rand_int_range (rand, 0, CHIOSA_EDIT_PASTE + 1), NULL);
}

static void
random_tag (ChiosaDocument *document,
            GRand          *rand)
{
  static const char *const types[][2] = { { "entity", "PERSON" }, { "claim", "FACT" }, { "source", "PERSON" }, { "entity", "ORG" } };
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  guint type = g_rand_int_range (rand, 0, G_N_ELEMENTS (types));
  ChiosaSpan spans[2];

  spans[0].start = g_rand_int_range (rand, 0, length + 1);
  spans[0].end = spans[0].start + g_rand_int_range (rand, 1, 20);
  spans[1].start = spans[0].end + g_rand_int_range (rand, 1, 9);
  spans[1].end = spans[1].start + 4;
  chiosa_document_tag (document, types[type][0], types[type][1], spans, g_rand_int_range (rand, 1, 3), NULL);
}

/* One that another program made, with everything that can be in it. */
static void
random_import (ChiosaDocument *document,
               GRand          *rand)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  g_autofree char *id = chiosa_id_new ('a');
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, "entity", "ORG");
  ChiosaSpan span = { 0, g_rand_int_range (rand, 1, 20) };

  annotation->origin = CHIOSA_ORIGIN_IMPORT;
  annotation->suggester = g_strdup ("a tagger");
  annotation->confidence = g_strdup ("0.25");
  annotation->extra = g_strdup ("\"theirs\":[1,2]");
  annotation->creator = g_strdup ("me");
  annotation->review = TRUE;
  chiosa_annotation_set_attribute (annotation, "n", CHIOSA_VALUE_NUMBER, "12.50");
  chiosa_annotation_set_attribute (annotation, "f", CHIOSA_VALUE_FLAG, "false");
  chiosa_annotation_set_attribute (annotation, "j", CHIOSA_VALUE_JSON, "{\"a\":[]}");
  span.start = g_rand_int_range (rand, 0, length + 1);
  span.end += span.start;
  chiosa_document_add (document, annotation, &span, 1, NULL);
}

/* An annotation, live or detached; NULL where there is none. */
static char *
random_id (ChiosaDocument *document,
           GRand          *rand)
{
  g_autoptr (GPtrArray) list = g_rand_int_range (rand, 0, 4) == 0 ? chiosa_document_list_detached (document)
                                                                    : chiosa_document_list (document);

  if (list->len == 0)
    return NULL;

  return g_strdup (((const ChiosaAnnotation *) g_ptr_array_index (list, g_rand_int_range (rand, 0, list->len)))->id);
}

static void
random_change (ChiosaDocument *document,
               GRand          *rand)
{
  static const char *const relations[] = { "attributed_to", "about", "supports", "same_as" };
  g_autofree char *a = random_id (document, rand);
  g_autofree char *b = random_id (document, rand);

  if (a == NULL || b == NULL)
    return;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      chiosa_document_set_note (document, a, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], NULL);
      return;
    case 1:
      chiosa_document_remove (document, a, NULL);
      return;
    case 2:
      chiosa_document_set_attribute (document, a, "kb_id", CHIOSA_VALUE_TEXT, "a \"b\"", NULL);
      return;
    default:
      for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
        chiosa_document_relate (document, relations[i], a, b, NULL);
    }
}

static void
random_details (ChiosaDocument *document,
                GRand          *rand)
{
  g_autoptr (ChiosaArticle) details = chiosa_article_copy (chiosa_document_get_article (document));

  g_set_str (&details->title, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  details->status = g_rand_int_range (rand, 0, CHIOSA_STATUS_DONE + 1);
  chiosa_document_set_article (document, details, NULL);
}

/* Some come, as from a merge, or one goes, as by a choice. */
static void
random_conflicts (ChiosaDocument *document,
                  GRand          *rand)
{
  static const char *const values[] = { NULL, "\"PERSON\"", "\"ORG\"", "{\"a\":[1]}" };
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (document);
  g_autoptr (GPtrArray) waiting = chiosa_document_list_conflicts (document);
  g_autoptr (GPtrArray) conflicts = chiosa_merge_conflicts_new ();

  if (waiting->len > 0)
    {
      chiosa_document_drop_conflict (document, g_ptr_array_index (waiting, g_rand_int_range (rand, 0, waiting->len)), NULL);
      return;
    }

  for (guint i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    {
      g_autofree char *id = random_id (document, rand);
      const char *base = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
      const char *mine = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];

      g_ptr_array_add (conflicts, chiosa_merge_conflict_new (id != NULL ? "annotation" : "article", id, "label", base, mine, "\"GPE\""));
    }
  chiosa_snapshot_set_conflicts (snapshot, conflicts);
  chiosa_document_revise (document, NULL, snapshot, "Merge", NULL);
}

void
random_step (ChiosaDocument *document,
             GRand          *rand)
{
  guint what = g_rand_int_range (rand, 0, 100);

  if (what < 45)
    random_edit (document, rand);
  else if (what < 68)
    random_tag (document, rand);
  else if (what < 70)
    random_import (document, rand);
  else if (what < 80)
    random_change (document, rand);
  else if (what < 90)
    chiosa_document_undo (document);
  else if (what < 95)
    chiosa_document_redo (document);
  else if (what < 98)
    random_details (document, rand);
  else
    random_conflicts (document, rand);
}

/* --- The journal's file ----------------------------------------------------------------------------------------- */

char *
journal_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "chiosa", "journal", NULL);
}

/* The only one; NULL where there is none. */
char *
find_journal (void)
{
  g_autofree char *folder = journal_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (name, ".journal"))
        continue;
      g_assert_null (found);
      found = g_build_filename (folder, name, NULL);
    }

  return found;
}

GBytes *
read_journal (void)
{
  g_autofree char *path = find_journal ();
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  if (path == NULL)
    return NULL;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

gsize
journal_size (void)
{
  g_autoptr (GBytes) bytes = read_journal ();

  return g_bytes_get_size (bytes);
}

char *
replay (GBytes  *bytes,
        char   **saved)
{
  g_autoptr (ChiosaSnapshot) recovered = NULL;
  g_autoptr (ChiosaSnapshot) before = NULL;
  g_autoptr (GError) error = NULL;

  if (!chiosa_journal_replay (bytes, &recovered, &before, &error))
    {
      g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID);
      g_assert_null (recovered);
      return NULL;
    }

  if (saved != NULL)
    *saved = before != NULL ? serialise (before) : NULL;
  return serialise (recovered);
}

gboolean
is_modified (ChiosaArticleFile *file)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);

  return chiosa_document_is_text_modified (document) || chiosa_document_is_annotations_modified (document);
}

void
assert_journal_is_document (ChiosaArticleFile *file)
{
  g_autofree char *expected = serialise_document (file);
  g_autofree char *on_disk = serialise_disk (chiosa_article_file_get_path (file));
  g_autofree char *recovered = NULL;
  g_autofree char *saved = NULL;
  g_autoptr (GBytes) bytes = read_journal ();

  if (!is_modified (file))
    {
      g_assert_null (bytes);
      return;
    }

  g_assert_nonnull (bytes);
  recovered = replay (bytes, &saved);
  g_assert_cmpstr (recovered, ==, expected);
  g_assert_cmpstr (saved, ==, on_disk);
}

int
run_journal_tests (int    argc,
                   char  *argv[],
                   void (*add_all) (void))
{
  Fixture state = { NULL };
  int result;

  fixture_set_up (&state, NULL);
  g_setenv ("XDG_STATE_HOME", state.folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  add_all ();
  result = g_test_run ();
  fixture_tear_down (&state, NULL);
  return result;
}
