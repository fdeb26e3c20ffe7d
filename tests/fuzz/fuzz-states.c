/* fuzz-states.c
 *
 * The slow model of a document's history: the whole of it as a string, for each pair of revisions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-states.h"

#include "fuzz-snapshot.h"
#include "model-fixture.h"

static void
on_text_edited (ChiosaDocument   *document,
                const ChiosaEdit *edit,
                FuzzStates       *self)
{
  chiosa_edit_apply (edit, self->follower);
  chiosa_edit_compose_edit (self->since, edit);
}

static void
start_journal (FuzzStates *self)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  self->written = chiosa_document_snapshot (self->document);
  self->since = chiosa_edit_new ();
  self->journal = chiosa_journal_state_new ();
  chiosa_journal_pack_state (content, self->written);
  g_assert_true (chiosa_journal_state_load (self->journal, content));
}

/* What is written of a change brings a journal to where the document is. */
static void
write_journal (FuzzStates *self)
{
  ChiosaSnapshot *now = chiosa_document_snapshot (self->document);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (ChiosaSnapshot) replayed = NULL;
  g_autofree char *expected = fuzz_snapshot_dump (now), *found = NULL;

  chiosa_edit_trim (self->since, self->written->text);
  if (chiosa_journal_pack_change (content, self->written, self->since, now))
    g_assert_true (chiosa_journal_state_change (self->journal, content));
  replayed = chiosa_journal_state_get (self->journal);
  found = fuzz_snapshot_dump (replayed);
  g_assert_cmpstr (found, ==, expected);

  chiosa_snapshot_free (self->written);
  self->written = now;
  chiosa_edit_free (self->since);
  self->since = chiosa_edit_new ();
}

FuzzStates *
fuzz_states_new (const char *text)
{
  FuzzStates *self = g_new0 (FuzzStates, 1);

  self->document = model_document (text);
  self->follower = chiosa_text_new (text, -1);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->first = model_dump (self->document);
  start_journal (self);
  g_signal_connect (self->document, "text-edited", G_CALLBACK (on_text_edited), self);
  fuzz_states_check (self, FUZZ_STATE_NEW);

  return self;
}

void
fuzz_states_check (FuzzStates *self,
                   FuzzState   state)
{
  g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                                           chiosa_document_get_text_revision (self->document),
                                           chiosa_document_get_annotations_revision (self->document));
  g_autofree char *dump = model_dump (self->document);
  g_autofree char *followed = chiosa_text_get_slice (self->follower, 0, G_MAXSIZE);
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (self->document), 0, G_MAXSIZE);
  const char *known = g_hash_table_lookup (self->seen, name);

  g_assert_cmpstr (followed, ==, text);
  if (known != NULL)
    g_assert_cmpstr (dump, ==, known);
  else
    g_assert_true (state == FUZZ_STATE_NEW);
  g_hash_table_insert (self->seen, g_steal_pointer (&name), g_steal_pointer (&dump));
  write_journal (self);
}

void
fuzz_states_end (FuzzStates *self)
{
  g_autofree char *last = NULL, *back = NULL, *again = NULL;

  while (chiosa_document_redo (self->document))
    fuzz_states_check (self, FUZZ_STATE_KNOWN);
  last = model_dump (self->document);

  while (chiosa_document_undo (self->document))
    fuzz_states_check (self, FUZZ_STATE_KNOWN);
  back = model_dump (self->document);
  g_assert_cmpstr (back, ==, self->first);

  while (chiosa_document_redo (self->document))
    fuzz_states_check (self, FUZZ_STATE_KNOWN);
  again = model_dump (self->document);
  g_assert_cmpstr (again, ==, last);

  g_assert_finalize_object (self->document);
  chiosa_text_free (self->follower);
  chiosa_journal_state_free (self->journal);
  chiosa_snapshot_free (self->written);
  chiosa_edit_free (self->since);
  g_hash_table_unref (self->seen);
  g_free (self->first);
  g_free (self);
}
