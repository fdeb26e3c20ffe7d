/* test-journal-process.c
 *
 * The recovery journal and the processes that write it: nothing that was flushed is lost, whatever end they come to; it flushes by itself; it
 * says when it cannot. As "test-journal-process --edit PATH SEED" it is the process that gets killed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- Other processes -------------------------------------------------------------------------------------------- */

/* A letter and a hash: 'i' for what is about to be flushed, 'a' for what was. */
#define WORD 65

static gboolean
say (char                  what,
     const ChiosaSnapshot *snapshot)
{
  g_autofree char *state = serialise (snapshot);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, state, -1);
  g_autofree char *word = g_strdup_printf ("%c%s", what, hash);

  return write (STDOUT_FILENO, word, WORD) == WORD;
}

/* The process that gets killed: changes at random, flushes, saves now and then. */
static int
edit_for_ever (const char *path,
               guint32     seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (ChiosaArticleFile) file = open_article (path);
  g_autoptr (ChiosaJournal) journal = chiosa_journal_new (file);

  for (;;)
    {
      g_autoptr (ChiosaSnapshot) snapshot = NULL;

      for (guint s = 0; s < 3; s++)
        random_step (chiosa_article_file_get_document (file), rand);
      if (g_rand_int_range (rand, 0, 10) == 0)
        save_article (file, BOTH | CHIOSA_SAVE_FORCE);
      edit_article (file, 0, 0, "z");

      snapshot = chiosa_document_snapshot (chiosa_article_file_get_document (file));
      if (!say ('i', snapshot) || !chiosa_journal_flush (journal, NULL) || !say ('a', snapshot))
        return 1;
    }
}

typedef struct
{
  GPid pid;
  int  out;
  char intended[WORD];
  char flushed[WORD];   /* the last that it spoke of */
} Child;

static char *program;

static gboolean
hear (Child *self)
{
  char word[WORD];
  gsize n = 0;

  while (n < WORD)
    {
      ssize_t got = read (self->out, word + n, WORD - n);

      if (got <= 0)
        return FALSE;
      n += got;
    }

  memcpy (*word == 'i' ? self->intended : self->flushed, word, WORD);
  return TRUE;
}

/* Until it has flushed something. */
static Child
start_child (const char *path,
             guint32     seed)
{
  g_autofree char *number = g_strdup_printf ("%u", seed);
  const char *argv[] = { program, "--edit", path, number, NULL };
  g_autoptr (GError) error = NULL;
  Child child = { 0 };

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child.pid, NULL, &child.out,
                            NULL, &error);
  g_assert_no_error (error);
  while (*child.flushed == '\0')
    g_assert_true (hear (&child));

  return child;
}

static void
kill_child (Child *self)
{
  int status;

  kill (self->pid, SIGKILL);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while (hear (self))
    continue;
  close (self->out);
}

/* As it was flushed last, or as it was being flushed. */
static void
assert_nothing_is_lost (const Child          *child,
                        const ChiosaRecovery *recovery)
{
  g_autoptr (ChiosaSnapshot) recovered = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL, *hash = NULL;

  chiosa_recovery_read (recovery, &recovered, NULL, &error);
  g_assert_no_error (error);
  state = serialise (recovered);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, state, -1);
  g_assert_true (memcmp (hash, child->flushed + 1, 64) == 0 || memcmp (hash, child->intended + 1, 64) == 0);
}

static void
discard (const ChiosaRecovery *recovery)
{
  g_autofree char *aside = g_strconcat (recovery->journal_path, ".old", NULL);
  g_autoptr (GError) error = NULL;

  chiosa_recovery_discard (recovery, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (recovery->journal_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
  g_unlink (aside);
}

static void
test_killed_anywhere_nothing_flushed_is_lost (Fixture       *fixture,
                                              gconstpointer  data)
{
  guint n = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 1000 : 30;
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *sidecar = in_folder (fixture, "a.txt.chiosa.json");

  for (guint i = 0; i < n; i++)
    {
      guint32 seed = g_test_rand_int ();
      g_autoptr (GPtrArray) list = NULL;
      Child child;

      g_test_message ("seed %u", seed);
      put (fixture, "a.txt", article, -1);
      g_unlink (sidecar);
      child = start_child (path, seed);
      g_usleep (seed % 30000);
      kill_child (&child);

      list = chiosa_recovery_list ();
      g_assert_cmpuint (list->len, ==, 1);
      assert_nothing_is_lost (&child, g_ptr_array_index (list, 0));
      discard (g_ptr_array_index (list, 0));
    }
}

/* Two processes with the same article, and two windows here: each has a journal, and only those of the dead are found. */
static void
test_only_journals_of_the_dead_are_found (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *second = in_folder (fixture, "b.txt");
  g_autoptr (ChiosaArticleFile) file = NULL, other = NULL;
  g_autoptr (ChiosaJournal) journal = NULL, other_journal = NULL;
  g_autoptr (GPtrArray) living = NULL, dead = NULL, closed = NULL, none = NULL;
  const ChiosaRecovery *found;
  Child child;

  put (fixture, "a.txt", article, -1);
  put (fixture, "b.txt", article, -1);
  file = open_article (path);
  other = chiosa_article_file_new (path, "anna");
  g_assert_true (chiosa_article_file_load (other, NULL, FALSE, NULL, NULL));
  journal = chiosa_journal_new (file);
  other_journal = chiosa_journal_new (other);
  edit_article (file, 0, 0, "mine");
  edit_article (other, 0, 0, "hers");
  flush_journal (journal);
  flush_journal (other_journal);
  child = start_child (second, 1);

  living = chiosa_recovery_list ();
  g_assert_cmpuint (living->len, ==, 0);
  kill_child (&child);
  dead = chiosa_recovery_list ();
  g_assert_cmpuint (dead->len, ==, 1);
  found = g_ptr_array_index (dead, 0);
  g_assert_cmpstr (found->path, ==, second);
  g_assert_null (found->annotator);
  assert_nothing_is_lost (&child, found);
  discard (found);

  chiosa_journal_close (other_journal, FALSE);
  closed = chiosa_recovery_list ();
  g_assert_cmpuint (closed->len, ==, 1);
  found = g_ptr_array_index (closed, 0);
  g_assert_cmpstr (found->annotator, ==, "anna");
  discard (found);

  chiosa_journal_close (journal, TRUE);
  none = chiosa_recovery_list ();
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- By itself -------------------------------------------------------------------------------------------------- */

static void
count_cb (guint *count)
{
  ++*count;
}

static void
failed_cb (guint        *count,
           const GError *error)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, "journal"));
  ++*count;
}

static void
iterate_until (guint *count,
               guint  n)
{
  while (*count < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_it_flushes_by_itself (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  guint flushed = 0;

  put (fixture, "a.txt", article, -1);
  file = open_article (path);
  journal = chiosa_journal_new (file);
  g_signal_connect_swapped (journal, "flushed", G_CALLBACK (count_cb), &flushed);

  edit_article (file, 0, 0, "one ");
  iterate_until (&flushed, 1);
  assert_journal_is_document (file);

  edit_article (file, 0, 0, "two ");
  chiosa_document_undo (chiosa_article_file_get_document (file));
  edit_article (file, 9, 12, "three ");
  flushed = 0;
  iterate_until (&flushed, 1);
  assert_journal_is_document (file);

  save_article (file, BOTH);
  flushed = 0;
  iterate_until (&flushed, 1);
  assert_journal_is_document (file);
  chiosa_journal_close (journal, FALSE);
}

/* Changes that touch no letter count too. */
static void
test_it_flushes_annotations_and_details (Fixture       *fixture,
                                         gconstpointer  data)
{
  const ChiosaSpan span = { 4, 12 };
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  g_autoptr (ChiosaArticle) details = chiosa_article_new ();
  ChiosaDocument *document;
  guint flushed = 0;

  put (fixture, "a.txt", article, -1);
  file = open_article (path);
  document = chiosa_article_file_get_document (file);
  journal = chiosa_journal_new (file);
  flush_journal (journal);
  g_signal_connect_swapped (journal, "flushed", G_CALLBACK (count_cb), &flushed);

  chiosa_document_tag (document, "entity", "PERSON", &span, 1, NULL);
  iterate_until (&flushed, 1);
  assert_journal_is_document (file);

  chiosa_document_tag (document, "entity", "ORG", &span, 1, NULL);
  iterate_until (&flushed, 2);
  assert_journal_is_document (file);

  details->title = g_strdup ("A title");
  chiosa_document_set_article (document, details, NULL);
  iterate_until (&flushed, 3);
  assert_journal_is_document (file);
  chiosa_journal_close (journal, TRUE);
}

/* A disk that is full in the middle of a record: what was there stays good, and nothing is left out later. */
static void
test_a_record_cut_off_by_a_full_disk (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *left = NULL;
  struct rlimit whole, small;

  put (fixture, "a.txt", article, -1);
  file = open_article (path);
  journal = chiosa_journal_new (file);
  edit_article (file, 0, 0, "one ");
  flush_journal (journal);
  before = serialise_document (file);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  small = (struct rlimit) { journal_size () + 20, whole.rlim_max };
  edit_article (file, 0, 0, "two ");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (chiosa_journal_flush (journal, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  g_assert_nonnull (strstr (error->message, g_get_user_state_dir ()));

  bytes = read_journal ();
  left = replay (bytes, NULL);
  g_assert_cmpstr (left, ==, before);

  edit_article (file, 0, 0, "three ");
  flush_journal (journal);
  assert_journal_is_document (file);
  chiosa_journal_close (journal, TRUE);
}

/* Said once; the work goes on; and it is written as soon as it can be. */
static void
test_failure_is_said_once_and_mended (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "a.txt");
  g_autofree char *folder = journal_folder ();
  Fixture whole = { journal_folder () };
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (ChiosaJournal) journal = NULL;
  guint failed = 0;

  put (fixture, "a.txt", article, -1);
  file = open_article (path);
  journal = chiosa_journal_new (file);
  g_signal_connect_swapped (journal, "failed", G_CALLBACK (failed_cb), &failed);
  fixture_tear_down (&whole, NULL);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));

  edit_article (file, 0, 0, "one ");
  iterate_until (&failed, 1);
  edit_article (file, 0, 0, "two ");
  g_assert_false (chiosa_journal_flush (journal, NULL));
  g_assert_cmpuint (failed, ==, 1);

  g_unlink (folder);
  flush_journal (journal);
  assert_journal_is_document (file);
  g_assert_cmpuint (failed, ==, 1);
  chiosa_journal_close (journal, TRUE);
}

static void
add_all (void)
{
  add_test ("/journal/killed-anywhere-nothing-flushed-is-lost", test_killed_anywhere_nothing_flushed_is_lost);
  add_test ("/journal/only-journals-of-the-dead-are-found", test_only_journals_of_the_dead_are_found);
  add_test ("/journal/it-flushes-by-itself", test_it_flushes_by_itself);
  add_test ("/journal/it-flushes-annotations-and-details", test_it_flushes_annotations_and_details);
  add_test ("/journal/a-record-cut-off-by-a-full-disk", test_a_record_cut_off_by_a_full_disk);
  add_test ("/journal/failure-is-said-once-and-mended", test_failure_is_said_once_and_mended);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--edit") == 0)
    return edit_for_ever (argv[2], strtoul (argv[3], NULL, 10));

  program = argv[0];
  return run_journal_tests (argc, argv, add_all);
}
