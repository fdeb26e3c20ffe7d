/* chiosa-page-long.c
 *
 * Over-long paragraphs of the open article: they are shown in parts and stay as they are until the user has them broken for good. Where
 * they are broken is told by chiosa-long-paragraph.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-long-paragraph.h"
#include "chiosa-notices.h"

#include <glib/gi18n.h>

typedef struct
{
  ChiosaDocument *document;
  GArray         *fragments;    /* ChiosaFragment, reused */
} Cover;

static gboolean
is_covered (gsize    start,
            gsize    end,
            gpointer user_data)
{
  Cover *cover = user_data;

  g_array_set_size (cover->fragments, 0);
  chiosa_document_query_fragments (cover->document, start, end + 1, cover->fragments);
  for (guint i = 0; i < cover->fragments->len; i++)
    {
      const ChiosaSpan *span = &g_array_index (cover->fragments, ChiosaFragment, i).span;

      if (span->start < end && span->end > start)
        return TRUE;
    }

  return FALSE;
}

static ChiosaEdit *
plan (ChiosaPage     *self,
      ChiosaDocument *document)
{
  const ChiosaEncoding *encoding = chiosa_article_file_get_encoding (self->file);
  g_autoptr (GArray) fragments = g_array_new (FALSE, FALSE, sizeof (ChiosaFragment));
  Cover cover = { document, fragments };

  return chiosa_long_paragraphs_break (chiosa_document_get_text (document),
                                       encoding != NULL ? chiosa_newline_to_chars (encoding->newline_typed) : "\n",
                                       is_covered, &cover);
}

/* Breaks them at sentence ends, as one step that can be undone. */
void
_chiosa_page_break_paragraphs (ChiosaPage *self)
{
  ChiosaDocument *document = chiosa_editor_get_document (self->editor);
  g_autoptr (ChiosaEdit) edit = plan (self, document);
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  guint n = chiosa_edit_get_n (edit);
  gboolean done;

  if (n == 0)
    {
      g_signal_emit_by_name (self->editor, "message", _("No sentence ends were found to break paragraphs at."), FALSE);
      return;
    }

  chiosa_document_begin_step (document, _("Break Long Paragraphs"));
  done = chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, &error);
  chiosa_document_end_step (document);
  if (!done)
    {
      g_signal_emit_by_name (self->editor, "message", error->message, FALSE);
      return;
    }

  told = g_strdup_printf (ngettext ("Broken at %u sentence end", "Broken at %u sentence ends", n), n);
  g_signal_emit_by_name (self->editor, "message", told, TRUE);
  chiosa_notices_for_paragraphs (self->notices, document);
}
