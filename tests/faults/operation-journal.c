/* operation-journal.c
 *
 * Operations on the recovery journal: to keep what is not saved, and to get it back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "operation.h"

#include "chiosa-journal.h"

#include <stdio.h>
#include <unistd.h>

#define N_STEPS 2

/* Two changes, each flushed; then the process is gone as if it had been killed. */
gboolean
operation_journal (const char  *path,
                   GError     **error)
{
  g_autoptr (ChiosaArticleFile) file = operation_open (path, error);
  g_autoptr (ChiosaJournal) journal = NULL;
  ChiosaDocument *document;

  if (file == NULL)
    return FALSE;

  document = chiosa_article_file_get_document (file);
  operation_mark ();
  journal = chiosa_journal_new (file);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 0, "again ");

      if (!chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, error) || !chiosa_journal_flush (journal, error))
        return FALSE;
      g_print ("kept %u\n", i + 1);
    }

  fflush (stdout);
  _exit (0);
}

static gboolean
tell (const ChiosaRecovery  *recovery,
      GError               **error)
{
  g_autoptr (ChiosaSnapshot) recovered = NULL;
  g_autoptr (ChiosaSnapshot) saved = NULL;
  g_autofree char *start = NULL;

  if (!chiosa_recovery_read (recovery, &recovered, &saved, error))
    return FALSE;

  start = chiosa_text_get_slice (recovered->text, 0, 24);
  g_print ("recovered “%s”, %zu characters, %u annotations\n", start, chiosa_text_get_length (recovered->text), recovered->items->len);
  return TRUE;
}

/* What there is to recover. */
gboolean
operation_recoveries (const char  *path,
                      GError     **error)
{
  g_autoptr (GPtrArray) recoveries = chiosa_recovery_list ();

  for (guint i = 0; i < recoveries->len; i++)
    if (!tell (g_ptr_array_index (recoveries, i), error))
      return FALSE;

  return TRUE;
}

/* All of it is looked at, then put aside. */
gboolean
operation_recover (const char  *path,
                   GError     **error)
{
  g_autoptr (GPtrArray) recoveries = NULL;

  operation_mark ();
  recoveries = chiosa_recovery_list ();
  for (guint i = 0; i < recoveries->len; i++)
    if (!tell (g_ptr_array_index (recoveries, i), error)
        || !chiosa_recovery_discard (g_ptr_array_index (recoveries, i), error))
      return FALSE;

  return TRUE;
}
