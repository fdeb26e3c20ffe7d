/* chiosa-sidecar-peek.c
 *
 * The few facts of a sidecar that a list of many articles shows. Makes no annotation and looks at no text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-sidecar-private.h"

#include <glib/gi18n-lib.h>

enum { FORMAT, ARTICLE, ANNOTATIONS, N_TOP };

static const ChiosaJsonMember top_members[N_TOP] = {
  [FORMAT] = CHIOSA_JSON_MEMBER ("format"),
  [ARTICLE] = CHIOSA_JSON_MEMBER ("article"),
  [ANNOTATIONS] = CHIOSA_JSON_MEMBER ("annotations"),
};

enum { TITLE, STATUS, N_ARTICLE };

static const ChiosaJsonMember article_members[N_ARTICLE] = {
  [TITLE] = CHIOSA_JSON_MEMBER ("title"),
  [STATUS] = CHIOSA_JSON_MEMBER ("status"),
};

static const ChiosaJsonMember annotation_members[] = { CHIOSA_JSON_MEMBER ("state") };

static void
peek_article (const ChiosaJsonSlice *slot,
              ChiosaSidecarSummary  *summary)
{
  ChiosaJsonSlice slots[N_ARTICLE];
  g_autofree char *status = NULL;

  if (slot->start == NULL || !chiosa_json_read_members (slot, article_members, N_ARTICLE, slots, "", NULL))
    return;

  summary->title = chiosa_json_slice_string (&slots[TITLE]);
  status = chiosa_json_slice_string (&slots[STATUS]);
  if (status != NULL)
    chiosa_status_from_string (status, &summary->status);
}

static void
count_annotations (const ChiosaJsonSlice *slot,
                   ChiosaSidecarSummary  *summary)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item, state;

  if (slot->start == NULL || !chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      if (!chiosa_json_read_members (&item, annotation_members, 1, &state, "", NULL))
        continue;
      if (state.start != NULL && chiosa_json_slice_equal (&state, "detached"))
        summary->n_detached++;
      else
        summary->n_annotations++;
    }
}

/**
 * chiosa_sidecar_peek:
 * @bytes: of the file
 * @name: for messages
 * @summary: (out caller-allocates): title, status and counts; free the title
 * @error: %CHIOSA_STORE_ERROR
 *
 * The whole file is validated, but nothing is built of it.
 *
 * Returns: %FALSE when it is not a sidecar
 */
gboolean
chiosa_sidecar_peek (GBytes                *bytes,
                     const char            *name,
                     ChiosaSidecarSummary  *summary,
                     GError               **error)
{
  ChiosaJsonSlice slots[N_TOP] = { 0 };
  ChiosaJsonSlice whole = { .line = 1 };

  *summary = (ChiosaSidecarSummary) { .status = CHIOSA_STATUS_NEW };
  whole.start = g_bytes_get_data (bytes, &whole.length);
  if (!chiosa_sidecar_check (bytes, name, error))
    return FALSE;

  if (!chiosa_json_read_members (&whole, top_members, N_TOP, slots, "", NULL)
      || slots[FORMAT].start == NULL || !chiosa_json_slice_equal (&slots[FORMAT], "chiosa-sidecar"))
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID,
                   _("“%s”, line %u: %s"), name, 1,
                   _("this is not a file of annotations: “format” is not “chiosa-sidecar”"));
      return FALSE;
    }

  peek_article (&slots[ARTICLE], summary);
  count_annotations (&slots[ANNOTATIONS], summary);
  return TRUE;
}
