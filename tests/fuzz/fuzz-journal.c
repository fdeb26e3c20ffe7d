/* fuzz-journal.c
 *
 * A recovery journal: as it is, or (first byte odd) the contents of its records, which get the checksums that no fuzzer guesses.
 * What comes back is a whole document; a journal that was cut off gives one too, as long as there is a first state.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-journal.h"
#include "chiosa-journal-record.h"
#include "fuzz-snapshot.h"

/* Where each journal is cut. */
#define CUTS 4

/* kind, length (two bytes), content; and so on. */
static GBytes *
make_journal (const guint8 *data,
              gsize         size)
{
  GByteArray *journal = g_byte_array_new ();
  guint8 chain[CHIOSA_JOURNAL_CHAIN];

  chiosa_journal_record_begin (journal, chain);
  while (size >= 3)
    {
      gsize length = MIN ((gsize) data[1] + data[2] * 256, size - 3);
      g_autoptr (GByteArray) content = g_byte_array_new ();

      g_byte_array_append (content, data + 3, length);
      chiosa_journal_record_add (journal, chain, 1 + data[0] % CHIOSA_JOURNAL_KIND_SAVE, content);
      data += 3 + length;
      size -= 3 + length;
    }

  return g_byte_array_free_to_bytes (journal);
}

static void
check_snapshot (ChiosaSnapshot *snapshot)
{
  g_autofree char *text = NULL, *dump = NULL;

  g_assert_nonnull (snapshot->text);
  text = chiosa_text_get_slice (snapshot->text, 0, G_MAXSIZE);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  fuzz_snapshot_check (snapshot, snapshot->text);
  dump = fuzz_snapshot_dump (snapshot);
  g_assert_true (g_utf8_validate (dump, -1, NULL));
}

static gboolean
replay (GBytes *bytes)
{
  g_autoptr (ChiosaSnapshot) recovered = NULL, saved = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = chiosa_journal_replay (bytes, &recovered, &saved, &error);

  g_assert_true (done == (error == NULL) && done == (recovered != NULL));
  if (recovered != NULL)
    check_snapshot (recovered);
  if (saved != NULL)
    check_snapshot (saved);

  return done;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  gboolean done;

  if (size == 0)
    return 0;

  bytes = data[0] & 1 ? make_journal (data + 1, size - 1) : g_bytes_new (data + 1, size - 1);
  length = g_bytes_get_size (bytes);
  done = replay (bytes);
  for (guint i = 1; i < CUTS; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length * i / CUTS);

      /* What a part can give the whole gives too. */
      g_assert_true (!replay (cut) || done);
    }

  return 0;
}
