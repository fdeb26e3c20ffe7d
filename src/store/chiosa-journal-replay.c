/* chiosa-journal-replay.c
 *
 * From the bytes of a journal to the document that it tells of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-journal.h"
#include "chiosa-journal-record.h"
#include "chiosa-journal-state.h"

#include <glib/gi18n-lib.h>

/* %FALSE: what follows cannot be counted on. */
static gboolean
take_record (ChiosaJournalState  *state,
             ChiosaJournalKind    kind,
             const GByteArray    *content,
             ChiosaSnapshot     **saved)
{
  switch (kind)
    {
    case CHIOSA_JOURNAL_KIND_HEADER:
      return TRUE;

    case CHIOSA_JOURNAL_KIND_SAVED:
      if (!chiosa_journal_state_load (state, content))
        return FALSE;
      g_clear_pointer (saved, chiosa_snapshot_free);
      *saved = chiosa_journal_state_get (state);
      return TRUE;

    case CHIOSA_JOURNAL_KIND_STATE:
      return chiosa_journal_state_load (state, content);

    case CHIOSA_JOURNAL_KIND_CHANGE:
      return chiosa_journal_state_change (state, content);

    default:
      return FALSE;
    }
}

/**
 * chiosa_journal_replay:
 * @bytes: a journal, perhaps damaged
 * @recovered: (out): the document at the last good record, with its text
 * @saved: (out) (optional) (nullable): what was on the disk when the journal began, with its text; %NULL when that is not known
 * @error: %CHIOSA_STORE_ERROR_INVALID: not even the first record can be read
 *
 * Pure, for any bytes and any thread. Reads up to the first record that is cut off or damaged.
 *
 * Returns: whether there is something
 */
gboolean
chiosa_journal_replay (GBytes          *bytes,
                       ChiosaSnapshot **recovered,
                       ChiosaSnapshot **saved,
                       GError         **error)
{
  g_autoptr (ChiosaJournalState) state = chiosa_journal_state_new ();
  g_autoptr (ChiosaSnapshot) found = NULL;
  ChiosaJournalReader reader;
  gsize length;
  const guint8 *data;
  gboolean good, any = FALSE;

  g_return_val_if_fail (bytes != NULL && recovered != NULL, FALSE);

  data = g_bytes_get_data (bytes, &length);
  good = chiosa_journal_reader_init (&reader, data, length);
  while (good)
    {
      ChiosaJournalKind kind;
      g_autoptr (GByteArray) content = chiosa_journal_reader_next (&reader, &kind);

      good = content != NULL && take_record (state, kind, content, &found);
      any = any || (good && kind != CHIOSA_JOURNAL_KIND_HEADER);
    }

  if (!any)
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
                   _("The journal is damaged from its beginning on; nothing can be recovered from it."));
      return FALSE;
    }

  *recovered = chiosa_journal_state_get (state);
  if (saved != NULL)
    *saved = g_steal_pointer (&found);
  return TRUE;
}
