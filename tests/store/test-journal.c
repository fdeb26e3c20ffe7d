/* test-journal.c
 *
 * The recovery journal: what was flushed comes back letter for letter, from whatever is left of the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-state.h"
#include "journal-fixture.h"

#include <glib/gstdio.h>

static void
test_nothing_is_kept_while_nothing_is_unsaved (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  g_autofree char *found = NULL, *later = NULL, *after_undo = NULL;

  put (fixture, "a.txt", article, -1);
  file = open_article (path);
  journal = chiosa_journal_new (file);
  flush_journal (journal);
  g_assert_null (find_journal ());

  edit_article (file, 0, 3, "A");
  flush_journal (journal);
  g_assert_nonnull ((found = find_journal ()));
  chiosa_document_undo (chiosa_article_file_get_document (file));
  flush_journal (journal);
  g_assert_null (find_journal ());

  edit_article (file, 0, 3, "B");
  flush_journal (journal);
  g_assert_nonnull ((later = find_journal ()));
  save_article (file, BOTH);
  flush_journal (journal);
  g_assert_null (find_journal ());
  chiosa_journal_close (journal, FALSE);
}

/* Random steps, flushed now and then: the journal is the document, and what it says was saved is what the files say. */
static void
run_steps (Fixture *fixture,
           guint32  seed,
           guint    n_steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *sidecar = in_folder (fixture, "a.txt.chiosa.json");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;

  g_test_message ("seed %u", seed);
  put (fixture, "a.txt", article, -1);
  g_unlink (sidecar);
  file = open_article (path);
  journal = chiosa_journal_new (file);

  for (guint i = 0; i < n_steps; i++)
    {
      random_step (chiosa_article_file_get_document (file), rand);
      if (g_rand_int_range (rand, 0, 40) == 0)
        save_article (file, g_rand_boolean (rand) ? BOTH | CHIOSA_SAVE_FORCE : CHIOSA_SAVE_ANNOTATIONS);
      if (g_rand_int_range (rand, 0, 5) > 0)
        continue;

      flush_journal (journal);
      assert_journal_is_document (file);
    }

  chiosa_journal_close (journal, TRUE);
  g_assert_null (find_journal ());
}

static void
test_replay_is_the_document_at_the_last_flush (Fixture       *fixture,
                                               gconstpointer  data)
{
  guint n = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 300 : 6;

  for (guint i = 0; i < n; i++)
    run_steps (fixture, g_test_rand_int (), 400);
}

/* A journal with some records, and the documents at its flushes. */
static GBytes *
make_journal (Fixture   *fixture,
              guint32    seed,
              GPtrArray *states)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *sidecar = in_folder (fixture, "a.txt.chiosa.json");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  GBytes *bytes;

  g_test_message ("seed %u", seed);
  put (fixture, "a.txt", article, -1);
  g_unlink (sidecar);
  file = open_article (path);
  journal = chiosa_journal_new (file);
  g_ptr_array_add (states, serialise_document (file));
  for (guint i = 0; i < 12; i++)
    {
      /* Never back to what is saved: the journal would begin anew. */
      edit_article (file, 0, 0, "x");
      for (guint s = 0; s < 3; s++)
        random_step (chiosa_article_file_get_document (file), rand);
      if (!is_modified (file))
        edit_article (file, 0, 0, "y");
      flush_journal (journal);
      g_ptr_array_add (states, serialise_document (file));
    }

  bytes = read_journal ();
  g_assert_nonnull (bytes);
  chiosa_journal_close (journal, TRUE);
  return bytes;
}

static gboolean
is_one_of (GPtrArray  *states,
           const char *state)
{
  return g_ptr_array_find_with_equal_func (states, state, g_str_equal, NULL);
}

static void
test_every_prefix_is_a_state_that_was (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = make_journal (fixture, g_test_rand_int (), states);
  g_autofree char *last = NULL;
  gboolean any = FALSE;

  for (gsize n = 0; n <= g_bytes_get_size (bytes); n++)
    {
      g_autoptr (GBytes) prefix = g_bytes_new_from_bytes (bytes, 0, n);
      g_autofree char *recovered = replay (prefix, NULL);

      g_assert_true (recovered != NULL || !any);
      any = recovered != NULL;
      g_assert_true (recovered == NULL || is_one_of (states, recovered));
      g_free (last);
      last = g_steal_pointer (&recovered);
    }

  g_assert_cmpstr (last, ==, g_ptr_array_index (states, states->len - 1));
}

/* The checksums see every flip; behind one, nothing is taken for good. */
static void
test_damage_never_makes_up_a_state (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = make_journal (fixture, g_test_rand_int (), states);
  guint n = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 100000 : 1000;
  gsize length;
  const guint8 *original = g_bytes_get_data (bytes, &length);

  for (guint i = 0; i < n; i++)
    {
      guint8 *damaged = g_memdup2 (original, length);
      g_autoptr (GBytes) copy = g_bytes_new_take (damaged, length);
      g_autofree char *recovered = NULL;

      for (gint flips = g_test_rand_int_range (1, 4); flips > 0; flips--)
        damaged[g_test_rand_int_range (0, length)] ^= 1 << g_test_rand_int_range (0, 8);
      recovered = replay (copy, NULL);
      g_assert_true (recovered == NULL || is_one_of (states, recovered));
    }
}

/* Part of the format: a journal that was written by an older program must be read as it was meant. */
static void
test_where_offsets_land_never_changes (void)
{
  static const struct { gsize start, end; const char *text; ChiosaSpan before, after; } cases[] = {
    { 2, 2, "ab", { 4, 8 }, { 6, 10 } },      /* before it */
    { 4, 4, "ab", { 4, 8 }, { 6, 10 } },      /* at its start: stays out */
    { 5, 5, "ab", { 4, 8 }, { 4, 10 } },      /* inside */
    { 8, 8, "ab", { 4, 8 }, { 4, 8 } },       /* at its end: stays out */
    { 9, 9, "ab", { 4, 8 }, { 4, 8 } },       /* behind it */
    { 2, 4, "", { 4, 8 }, { 2, 6 } },
    { 2, 5, "x", { 4, 8 }, { 2, 6 } },        /* over its start */
    { 6, 9, "x", { 4, 8 }, { 4, 6 } },        /* over its end */
    { 6, 8, "xyz", { 4, 8 }, { 4, 9 } },
    { 4, 8, "x", { 4, 8 }, { 4, 5 } },        /* all of it */
    { 3, 9, "x", { 4, 8 }, { 3, 3 } },        /* more than that */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaEdit) value = chiosa_edit_new_replace (cases[i].start, cases[i].end, cases[i].text);
      g_auto (ChiosaShifts) shifts = { 0 };
      ChiosaSpan span = cases[i].before;

      chiosa_shifts_init (&shifts, value);
      chiosa_shifts_map_spans (&shifts, &span, 1);
      g_assert_cmpuint (span.start, ==, cases[i].after.start);
      g_assert_cmpuint (span.end, ==, cases[i].after.end);
    }
}

/* Packed and unpacked; NULL where the record is no good. */
static ChiosaSnapshot *
load_state (const GByteArray *content)
{
  g_autoptr (ChiosaJournalState) state = chiosa_journal_state_new ();

  return chiosa_journal_state_load (state, content) ? chiosa_journal_state_get (state) : NULL;
}

static ChiosaSnapshot *
make_state (const ChiosaMergeConflict *first,
            const ChiosaMergeConflict *second)
{
  g_autoptr (GPtrArray) conflicts = chiosa_merge_conflicts_new ();
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();

  snapshot->text = chiosa_text_new ("ab", -1);
  if (first != NULL)
    g_ptr_array_add (conflicts, chiosa_merge_conflict_ref (first));
  if (second != NULL)
    g_ptr_array_add (conflicts, chiosa_merge_conflict_ref (second));
  chiosa_snapshot_set_conflicts (snapshot, conflicts);
  return snapshot;
}

static void
assert_conflicts (const ChiosaSnapshot *snapshot,
                  const ChiosaSnapshot *expected)
{
  g_assert_nonnull (snapshot);
  g_assert_true (chiosa_merge_conflicts_equal (snapshot->conflicts, expected->conflicts));
  for (guint i = 0; i < expected->conflicts->len; i++)
    {
      const ChiosaMergeConflict *a = g_ptr_array_index (expected->conflicts, i);
      const ChiosaMergeConflict *b = g_ptr_array_index (snapshot->conflicts, i);

      g_assert_cmpstr (a->mine, ==, b->mine);
      g_assert_cmpstr (a->theirs, ==, b->theirs);
      g_assert_cmpint (a->sides_known, ==, b->sides_known);
    }
}

static void
test_conflicts_come_back_and_go (void)
{
  g_autoptr (ChiosaMergeConflict) one = chiosa_merge_conflict_new ("annotation", "a1", "label", "\"x\"", "\"z\"", "\"y\"");
  g_autoptr (ChiosaMergeConflict) other = chiosa_merge_conflict_new ("article", NULL, "title", NULL, NULL, "\"è\"");
  g_autoptr (ChiosaSnapshot) both = NULL, rest = NULL, none = make_state (NULL, NULL);
  g_autoptr (ChiosaSnapshot) after_both = NULL, after_rest = NULL, after_none = NULL;
  g_autoptr (ChiosaJournalState) state = chiosa_journal_state_new ();
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
  g_autoptr (GByteArray) record = g_byte_array_new ();

  other->sides_known = FALSE;
  both = make_state (one, other);
  rest = make_state (other, NULL);
  chiosa_journal_pack_state (record, both);
  g_assert_true (chiosa_journal_state_load (state, record));
  after_both = chiosa_journal_state_get (state);
  assert_conflicts (after_both, both);

  g_byte_array_set_size (record, 0);
  g_assert_true (chiosa_journal_pack_change (record, both, edit, rest));
  g_assert_true (chiosa_journal_state_change (state, record));
  after_rest = chiosa_journal_state_get (state);
  assert_conflicts (after_rest, rest);

  g_byte_array_set_size (record, 0);
  g_assert_true (chiosa_journal_pack_change (record, rest, edit, none));
  g_assert_true (chiosa_journal_state_change (state, record));
  after_none = chiosa_journal_state_get (state);
  g_assert_null (after_none->conflicts);

  g_byte_array_set_size (record, 0);
  g_assert_false (chiosa_journal_pack_change (record, none, edit, none));
}

/* Part of the format: what was written before there were conflicts in it. */
static void
test_a_record_without_conflicts_is_as_ever (void)
{
  static const guint8 old[] = { 3, 'a', 'b', 0, 0, 0, 0, 0, 0 };
  g_autoptr (GByteArray) record = g_byte_array_new (), content = g_byte_array_new ();
  g_autoptr (ChiosaSnapshot) none = make_state (NULL, NULL), loaded = NULL;

  chiosa_journal_pack_state (record, none);
  g_assert_cmpmem (record->data, record->len, old, sizeof old);
  g_byte_array_append (content, old, sizeof old);
  loaded = load_state (content);
  g_assert_nonnull (loaded);
  g_assert_null (loaded->conflicts);
}

static void
test_a_conflict_that_cannot_be_is_damage (void)
{
  static const struct { const char *kind, *id, *field, *mine; } cases[] = {
    { "annotation", NULL, "label", "1" }, { "annotation", "", "label", "1" }, { "article", NULL, NULL, "1" },
    { "article", "a1", "title", "1" }, { "other", NULL, "title", "1" }, { "article", NULL, "title", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaMergeConflict) conflict = chiosa_merge_conflict_new (cases[i].kind, cases[i].id, cases[i].field, NULL, cases[i].mine, NULL);
      g_autoptr (ChiosaSnapshot) snapshot = make_state (conflict, NULL);
      g_autoptr (GByteArray) record = g_byte_array_new ();

      chiosa_journal_pack_state (record, snapshot);
      g_assert_null (load_state (record));
    }
}

/* --- Size ------------------------------------------------------------------------------------------------------- */

static ChiosaArticleFile *
open_large (Fixture *fixture,
            guint    n_annotations)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();
  ChiosaArticleFile *file;

  for (guint i = 0; i < n_annotations; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, "entity", "PERSON");
      const ChiosaSpan span = { text->len, text->len + 4 };

      chiosa_snapshot_add (snapshot, annotation, &span, 1);
      g_string_append_printf (text, "Anna wrote letter %u.\n", i);
    }
  put (fixture, "a.txt", text->str, text->len);
  file = open_article (path);
  chiosa_document_load_annotations (chiosa_article_file_get_document (file), snapshot);
  return file;
}

static void
test_a_key_is_some_bytes (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (ChiosaArticleFile) file = open_large (fixture, 10000);
  g_autoptr (ChiosaJournal) journal = chiosa_journal_new (file);
  gsize before;

  edit_article (file, 5, 5, "x");
  flush_journal (journal);
  before = journal_size ();
  edit_article (file, 6, 6, "y");
  edit_article (file, 20000, 20001, "");
  flush_journal (journal);
  g_assert_cmpuint (journal_size (), <, before + 100);

  chiosa_document_set_note (chiosa_article_file_get_document (file), "a77", "a note", NULL);
  flush_journal (journal);
  g_assert_cmpuint (journal_size (), <, before + 300);
  chiosa_journal_close (journal, TRUE);
}

/* It begins anew now and then, and never without what is unsaved. */
static void
test_it_does_not_grow_for_ever (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  gsize size = 0;
  gboolean shrunk = FALSE;

  put (fixture, "a.txt", article, -1);
  file = open_article (path);
  journal = chiosa_journal_new (file);
  for (guint i = 0; i < 600; i++)
    {
      gsize now;

      edit_article (file, 4, 4, "x");
      flush_journal (journal);
      now = journal_size ();
      shrunk = shrunk || now < size;
      size = now;
    }

  g_assert_true (shrunk);
  assert_journal_is_document (file);
  chiosa_journal_close (journal, TRUE);
}

static void
add_all (void)
{
  add_test ("/journal/nothing-is-kept-while-nothing-is-unsaved", test_nothing_is_kept_while_nothing_is_unsaved);
  add_test ("/journal/replay-is-the-document-at-the-last-flush", test_replay_is_the_document_at_the_last_flush);
  add_test ("/journal/every-prefix-is-a-state-that-was", test_every_prefix_is_a_state_that_was);
  add_test ("/journal/damage-never-makes-up-a-state", test_damage_never_makes_up_a_state);
  g_test_add_func ("/journal/where-offsets-land-never-changes", test_where_offsets_land_never_changes);
  g_test_add_func ("/journal/conflicts-come-back-and-go", test_conflicts_come_back_and_go);
  g_test_add_func ("/journal/a-record-without-conflicts-is-as-ever", test_a_record_without_conflicts_is_as_ever);
  g_test_add_func ("/journal/a-conflict-that-cannot-be-is-damage", test_a_conflict_that_cannot_be_is_damage);
  add_test ("/journal/a-key-is-some-bytes", test_a_key_is_some_bytes);
  add_test ("/journal/it-does-not-grow-for-ever", test_it_does_not_grow_for_ever);
}

int
main (int   argc,
      char *argv[])
{
  return run_journal_tests (argc, argv, add_all);
}
